"""Words of English that make predicates, without what they count: auxiliaries, verbs of speech, of amounts, all others.

What names a measure stands in the list of measures; here is what a sentence is cut into clauses by.
"""

from __future__ import annotations

__all__ = [
    "AMOUNT", "CLOSED", "CONJUNCTIONS", "DETERMINERS", "NEUTRAL", "NOUNS_TOO", "PASSED",
    "PREPOSITIONS", "PRONOUNS", "RELATIVES", "SAYING", "SPEECH", "SUBJECTS", "SUBORDINATORS", "TIMES", "is_adverb",
    "is_participle", "is_verb_form",
]  # fmt: skip

DETERMINERS = frozenset({
    "the", "a", "an", "this", "these", "those", "its", "their", "his", "her", "our", "my", "your", "some", "any", "no",
    "all", "both", "each", "every", "another", "other", "several", "many", "most", "half", "whose", "such", "more",
    "few", "dozens", "hundreds", "thousands", "scores", "tens", "millions",
})  # fmt: skip
PRONOUNS = frozenset({
    "it", "they", "he", "she", "we", "i", "you", "them", "him", "us", "me", "itself", "themselves", "others",
    "everyone", "nobody", "someone", "one",
})  # fmt: skip
# pronouns that are always a subject, and begin a clause wherever they stand
SUBJECTS = frozenset({"it", "they", "he", "she", "we", "i", "you"})
PREPOSITIONS = frozenset({
    "of", "in", "on", "at", "by", "from", "to", "into", "onto", "near", "across", "against", "for", "during", "among",
    "amid", "between", "within", "inside", "outside", "around", "through", "throughout", "under", "over", "above",
    "below", "toward", "towards", "via", "without", "along", "off", "behind", "beside", "besides", "beyond", "upon",
    "following", "according", "per", "about", "despite", "since", "due", "amongst", "alongside", "aboard", "like",
    "involving", "until", "till", "with", "after", "before", "as", "than", "except", "versus", "concerning",
    "regarding",
})  # fmt: skip
# nouns of time, which are no object: "were freed weeks later", "came home this week"
TIMES = frozenset({
    "hours", "days", "weeks", "months", "years", "hour", "day", "week", "month", "year", "minutes", "weekend", "night",
    "morning", "evening", "afternoon", "decades", "decade", "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
})  # fmt: skip
# words that open a clause that depends on another
SUBORDINATORS = frozenset({
    "while", "whereas", "although", "though", "when", "whenever", "after", "before", "because", "until", "till", "if",
    "unless", "since", "as", "once", "whether", "so", "lest", "that", "compared", "against", "versus", "than", "what",
    "how", "why",
})  # fmt: skip
RELATIVES = frozenset({"who", "which", "whom", "whose", "where", "that"})
CONJUNCTIONS = frozenset({"and", "or", "but", "&", "plus", "nor", "yet"})
# words that help a verb, and those that end a noun phrase
CLOSED = PREPOSITIONS | CONJUNCTIONS | RELATIVES | SUBORDINATORS | {"including"}
# adverbs without -ly, and days, which stand where adverbs do
_ADVERBS = frozenset({
    "not", "also", "still", "now", "already", "yet", "since", "all", "both", "later", "then", "again", "ever", "never",
    "just", "so", "far", "too", "once", "even", "there", "here", "today", "yesterday", "tonight", "overnight", "ago",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "either", "often", "soon", "first",
    "together", "alone", "only", "more", "n't", "further", "least", "well", "away", "back", "last", "meanwhile",
    "almost", "somewhere", "elsewhere", "each", "abroad", "worldwide", "nationwide", "earlier", "today's", "longer",
    "underground", "ashore", "offshore", "alive", "nearby", "indoors", "outdoors", "overall", "apiece", "unhurt",
    "unharmed", "instead", "afterwards", "afterward", "altogether", "apart", "forward", "online", "upstairs",
    "downtown", "home", "onshore",
})  # fmt: skip
# words in -ly that are no adverbs, and words in -ed and -ing that are no verbs
_NO_ADVERB = frozenset({"family", "italy", "july", "assembly", "elderly", "supply", "ally", "daily", "weekly", "fly"})
_NO_VERB = frozenset({
    "hundred", "red", "united", "speed", "seed", "bed", "feed", "need", "weed", "indeed", "breed", "greed", "creed",
    "during", "morning", "evening", "building", "including", "according", "following", "meeting", "king", "spring",
    "string", "nothing", "something", "anything", "everything", "wedding", "briefing", "beijing", "sibling", "being",
    "armed", "unarmed", "uniformed", "masked", "hooded", "suspected", "retired", "advanced", "hatred", "shed", "sacred",
    "kindred", "concerning", "regarding", "offspring", "housing", "shooting", "bombing", "shelling", "landing",
    "crossing", "gathering", "warning", "uprising", "outing", "ring", "wing", "thing", "ceiling", "sterling",
    "evening's", "crowded", "combined", "mohamed", "ahmed", "mohammed", "ahed", "shahed", "khaled", "saeed", "syed",
})  # fmt: skip
# verbs by which somebody says, thinks or records a figure: they count nothing
SPEECH = frozenset({
    "said", "says", "say", "saying", "told", "tells", "telling", "reported", "reports", "report", "reporting",
    "confirmed", "confirms", "confirm", "confirming", "announced", "announces", "announcing", "estimated", "estimates",
    "estimate", "believed", "believes", "believe", "feared", "fears", "fear", "claimed", "claims", "claim", "claiming",
    "stated", "stating", "added", "adds", "adding", "wrote", "writes", "put", "puts", "putting", "recorded", "records",
    "documented", "registered", "counted", "listed", "cited", "citing", "quoted", "quoting", "noted", "suggested",
    "suggests", "suggest", "indicated", "indicates", "show", "shows", "showed", "thought", "think", "thinks",
    "presumed", "known", "declared", "declares", "pronounced", "acknowledged", "admitted", "denied", "denies", "deny",
    "learned", "verified", "identified", "tallied", "warned", "warns", "insisted", "insists", "alleged", "alleges",
    "revealed", "reveals", "expected", "expects", "suspected", "logged", "corroborated", "explained",
    "heard", "tweeted", "posted", "assessed", "assesses", "gave", "gives", "given", "involving", "receive", "received",
    "receives", "saw", "seen", "see", "sees", "witnessed", "published", "speak", "speaks", "spoke", "speaking",
})  # fmt: skip
# of these, verbs that need a clause, or nobody, behind them: what stands behind is the subject of what is said
SAYING = frozenset({
    "said", "says", "say", "believes", "believe", "thinks", "think", "stated", "added", "adds", "warned", "warns",
    "insisted", "insists", "fears", "fear", "feared", "claimed", "claims", "claim", "alleged", "alleges", "thought",
    "learned", "explained", "estimates", "estimated", "suggests", "suggested",
})  # fmt: skip
# verbs whose complement is the amount of their subject: "the toll rose to 12", "raised the toll to 12"
AMOUNT = frozenset({
    "place", "placed", "places", "escalating", "escalated", "escalates", "rose", "rise", "risen", "rises", "rising",
    "climbed", "climbs", "climbing", "climb", "jumped", "jumps", "grew", "grown", "grows", "growing", "reached",
    "reaches", "reach", "reaching", "stands", "stood", "stand", "standing", "exceeded", "exceeds", "exceed",
    "exceeding", "passed", "passes", "crossed", "crosses", "surpassed", "surpasses", "topped", "tops", "totalled",
    "totaled", "totals",
    "totalling", "totaling", "numbered", "numbers", "numbering", "increased", "increases", "increasing", "fell",
    "fallen", "falls", "dropped", "drops", "decreased", "declined", "doubled", "tripled", "revised", "raised", "raises",
    "raising", "raise", "brought", "brings", "bringing", "bring", "taking", "takes", "lowered", "lowers", "lowering",
    "scaled", "soared", "soars", "soaring", "surged", "swelled", "mounted", "amounted", "amounts", "averaged",
    "averages", "comes", "came", "went", "goes", "appears", "appeared", "appear", "seems", "seemed", "became", "become",
    "becomes", "ranged", "ranges", "range", "ranging", "remains", "topping", "pushing", "pushed", "pushes", "updated",
    "hit", "hits", "hitting", "hovered", "settled", "estimated", "put", "puts", "putting", "ballooned", "shrank",
    "approaching", "approached", "approaches", "nearing", "neared", "nears",
    "shrunk", "halved", "changed", "corrected", "cut", "includes", "include", "included", "compares",
})  # fmt: skip
# words behind such a verb where a count has come to be more than a number: "rose above 70", "has gone past 40"
PASSED = frozenset({"above", "past", "beyond"})
# verbs that only hold a noun that counts: "suffered 12 deaths", "left 12 people dead"
NEUTRAL = frozenset({
    "left", "leaves", "leave", "leaving", "suffered", "suffers", "suffering", "sustained", "had", "has", "have",
    "caused", "causes", "causing", "saw", "claimed", "claims", "found", "finds", "finding", "recovered", "recovering",
    "retrieved", "retrieving", "pulled", "made", "makes", "resulted", "resulting", "led", "leads", "leading", "using",
    "uses", "inflicted", "inflicting", "conducted", "includes", "include", "included", "consisted", "consists",
    "comprised", "comprises", "having", "carried", "involved", "involves", "remained", "remain", "remains",
})  # fmt: skip
# other verbs with forms that no ending shows
_IRREGULAR = frozenset({
    "sank", "sunk", "began", "begun", "broke", "broken", "built", "burst", "caught", "blew", "blown", "drove", "driven",
    "flew", "flown", "fought", "kept", "keeps", "keep", "knew", "laid", "lay", "paid", "spoke", "spoken", "spread",
    "stole", "stolen", "met", "ran", "set", "swept", "tore", "torn", "won", "gone", "done", "did", "shook", "shaken",
    "held", "led", "taken", "took", "brought", "felt", "fed", "dealt", "sought", "lived", "live", "lives", "work",
    "works", "need", "needs", "faces", "face", "came", "come", "comes", "goes", "go", "wants", "want", "help", "helps",
    "let", "cost", "costs", "slept", "spent", "struck", "shot", "sent", "sold", "bought", "rode", "woke", "hid", "bore",
    "threw", "thrown", "wept", "crept", "dug", "hung", "bled", "fled", "beat", "beaten", "bitten", "chose", "chosen",
    "froze", "frozen", "forgot", "gets", "get", "stuck", "swam", "leapt", "spilled", "reads", "read", "happens",
    "hosts", "host", "belong", "belongs", "lacks", "lack", "depend", "await", "sits", "sat", "lies", "stays", "stay",
    "continue", "continues", "escape", "survive", "manage", "helped", "use", "uses", "allow", "allows", "require",
    "requires", "call", "calls", "march", "join", "receive", "attend", "gather", "cross", "hope", "hopes", "seek",
    "seeks", "make", "describe",
})  # fmt: skip
# verbs of these lists, or of the measures, that are nouns as often: "police reports", "a fire"
NOUNS_TOO = frozenset({
    "report", "reports", "claim", "claims", "estimate", "estimates", "fear", "fears", "number", "numbers", "record",
    "records", "stand", "stands", "tops", "hit", "hits", "fall", "falls", "drop", "drops", "rise", "rises", "increase",
    "increases", "call", "calls", "need", "needs", "work", "works", "help", "use", "uses", "face", "faces", "march",
    "cross", "hope", "hopes", "cost", "costs", "show", "shows", "host", "hosts", "read", "stay", "stays", "lack",
    "lead", "leads", "leave", "leaves", "reach", "climb", "change", "strike", "raise", "kill", "kills", "control",
    "controls", "hold", "holds", "gain", "gains", "capture", "captures", "advance", "damage", "advances", "release",
    "return", "exchange", "swap", "launch", "launches", "fire", "fires", "damages", "escape", "transfer", "shoot",
    "intercept", "intercepts", "seize", "retain", "retains", "suspect", "suspects", "present", "used", "lie", "lies",
    "hail", "attack", "attacks", "force", "forces", "growth", "wounds", "live", "strong", "lives", "rescue", "wound",
    "arrest", "arrests", "murder", "range", "ranges", "returns", "survey", "dispatch", "injury", "shelter", "abduction",
    "displacement", "drowning", "sentence", "average", "averages", "down", "downs", "deployment", "exchanged",
    "fighting",
})  # fmt: skip
# participles that no ending shows; of these, the past tense has the same form
_PARTICIPLES = frozenset({
    "shot", "hit", "hurt", "found", "held", "lost", "sent", "sunk", "struck", "left", "put", "cut", "built", "made",
    "brought", "caught", "led", "told", "swept", "torn", "set", "kept", "fed", "fought", "burnt", "burst", "met",
    "paid", "overrun", "begun", "sold", "bought", "stuck", "hung", "thought", "understood", "laid",
})  # fmt: skip
# letters of the shortest verb that its ending shows
_SHORTEST = 5

_LEXICON = SPEECH | AMOUNT | NEUTRAL | _IRREGULAR


def is_adverb(word: str) -> bool:
    """Return True for a word that may stand within a predicate and changes nothing in it.

    Examples
    --------
    >>> is_adverb("reportedly"), is_adverb("overnight"), is_adverb("family")
    (True, True, False)
    """
    return word in _ADVERBS or (word.endswith("ly") and word not in _NO_ADVERB)


def is_verb_form(word: str) -> bool:
    """Return True for a word that is a verb by its ending or by the lists here, whatever it may be beside that.

    Examples
    --------
    >>> is_verb_form("sank"), is_verb_form("searched"), is_verb_form("hundred"), is_verb_form("ferry")
    (True, True, False, False)
    """
    if word in _LEXICON:
        return True
    return len(word) >= _SHORTEST and word.endswith(("ed", "ing")) and word not in _NO_VERB


def is_participle(word: str) -> bool:
    """Return True for a word that may be a participle of the past: "killed", "taken", "found".

    Examples
    --------
    >>> is_participle("killed"), is_participle("found"), is_participle("fell")
    (True, True, False)
    """
    return word in _PARTICIPLES or word.endswith(("ed", "en", "wn", "ain"))
