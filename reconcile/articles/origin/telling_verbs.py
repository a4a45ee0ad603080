"""Which forms of verbs of saying are verbs that say something, and not nouns, adjectives, passives or states."""

from __future__ import annotations

from reconcile.articles.origin.saying import figure_ahead
from reconcile.articles.origin.speaker_names import Speaker
from reconcile.articles.words.capitals import is_day, is_large
from reconcile.articles.words.speech_words import NOUNS_TOO, SAID, noun_of, verb_of
from reconcile.language.helping_verbs import BE, DO, HAVE, MODALS
from reconcile.language.tokens import DIGITS, HYPHENS, WORD, Token, text_at, touches

__all__ = ["CLAUSE_SIGNS", "has_object", "is_telling", "says_of", "start_of_verb"]

_BE = BE | {"gets"}
_AUXILIARIES = HAVE | DO | MODALS | {
    "also", "later", "recently", "earlier", "publicly", "previously", "now", "once", "again", "then", "still",
    "officially", "separately", "repeatedly", "meanwhile", "even", "only", "himself", "herself", "itself",
    "themselves", "first", "initially", "already", "just", "both", "however", "alone", "today", "yesterday",
    "so", "far",
}  # fmt: skip
# verbs between an account and its figure
_PUT = frozenset({"put", "puts", "stands", "stood", "has", "have", "had"})
_DENYING = frozenset({"not", "never", "cannot", "no"})
# words behind a form in -ed that make it a state: "33 miners reported dead", "is said to be"
_STATES = frozenset({
    "dead", "missing", "killed", "injured", "wounded", "trapped", "safe", "captured", "drowned", "lost", "fatal",
    "fatalities", "deaths", "cases", "case", "casualties", "casualty", "destroyed", "damaged", "hurt", "positive", "so",
})  # fmt: skip
# verbs of what is said of someone: "said to be ill", "reported to number 300"
_INFINITIVES = frozenset({"be", "have", "number", "hold", "include", "contain", "total", "control", "exceed", "need"})
# words before a form that make it a noun or an adjective: "the reported toll", "of claims"
_BEFORE_NOUNS = frozenset({
    "a", "an", "the", "of", "its", "their", "his", "her", "these", "those", "this", "no", "by", "any", "some", "for",
    "to", "in", "as", "than", "with", "about", "from", "on", "at",
})  # fmt: skip
# verbs behind which "of" is no sign of a noun: "spoke of 40 dead"
_OF = ("speak", "spoke", "warn", "boast", "tell", "told")
# other verbs and nouns that begin with one of saying
_OTHER_VERBS = frozenset({"showed up", "shows up", "show up", "think tank", "think tanks"})
# what a storm claims: "claimed 12 lives"
_CLAIMED = frozenset({"lives", "life", "victims", "responsibility"})
# words of a toll that "put", "raise" or "revise" is about
_TOLLS = frozenset({
    "toll", "figure", "figures", "number", "numbers", "count", "total", "estimate", "estimates", "tally", "crowd",
    "turnout", "attendance", "losses", "casualties", "dead", "it", "them", "at",
})  # fmt: skip
# those that are given: "gave a figure of 300", not "a total of 300 blankets"
_GIVEN = frozenset({"toll", "figure", "figures", "number", "count", "estimate", "tally"})
_GIVES = frozenset({"give", "gives", "gave", "given", "giving"})
# verbs whose object is who is spoken to: "told 300 residents to leave"
_SPOKEN_TO = frozenset({"tell", "tells", "told", "inform", "informs", "informed"})
# accounts that say nothing themselves: "the number of cases reported"
_SILENT = frozenset({
    "number", "numbers", "toll", "tolls", "total", "totals", "list", "record", "count", "claim", "claims",
    "information",
})  # fmt: skip
# signs at which what is said ends
CLAUSE_SIGNS = frozenset({",", ".", ";", ":", "”", '"', "»", ")", "—", "–", "“", "-"})
# tokens behind a verb in which a figure is its object
_REACH = 9
# letters of the longest word in -ly that is no adverb: "fly"
_SHORT = 4


def is_telling(text: str, tokens: list[Token], place: int) -> bool:
    """Return True for a form of a verb of saying that is neither noun, adjective, passive nor state.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> texts = ("police reported 12", "a reported toll", "miners reported dead", "were reported in")
    >>> [is_telling(text, tokens_of(text), 1) for text in texts]
    [True, False, False, False]
    """
    word, before, after = tokens[place].text, text_at(tokens, place - 1), text_at(tokens, place + 1)
    if before in _BEFORE_NOUNS or (place and tokens[place - 1].kind == DIGITS) or _is_compound(tokens, place):
        return False
    if not word.endswith("ing") and (
        _is_state(tokens, place) or _is_passive(tokens, place) or _takes_lives(tokens, place)
    ):
        return False
    if word in _SPOKEN_TO and figure_ahead(tokens, place + 1, 1 + (after in ("the", "some", "about"))):
        return False
    if (after in ("by", "of") and not word.startswith(_OF)) or f"{word} {after}" in _OTHER_VERBS:
        return False
    return not _may_be_noun(text, tokens, place) or _is_verb_by_object(text, tokens, place)


def _is_state(tokens: list[Token], place: int) -> bool:
    """Return True for what is said of its noun: "miners reported dead", "said to be ill", not "claimed to have won"."""
    if text_at(tokens, place + 1) == "to":
        return text_at(tokens, place + 2) in _INFINITIVES and not tokens[place].text.startswith("claim")
    return text_at(tokens, place + 1) in _STATES


def _is_compound(tokens: list[Token], place: int) -> bool:
    """Return True for a part of a word with a hyphen."""
    return any(
        text_at(tokens, sign) in HYPHENS and touches(tokens, max(sign, place)) for sign in (place - 1, place + 1)
    )


def _is_passive(tokens: list[Token], place: int) -> bool:
    back = place - 1
    while back > 0 and (tokens[back].text in _AUXILIARIES or tokens[back].text.endswith("ly")):
        back -= 1
    return text_at(tokens, back) in _BE


def _takes_lives(tokens: list[Token], place: int) -> bool:
    """Return True for "claimed 12 lives", which a storm does."""
    ahead = (token.text for token in tokens[place + 1 : place + _REACH])
    return tokens[place].text.startswith("claim") and not _CLAIMED.isdisjoint(ahead)


def _may_be_noun(text: str, tokens: list[Token], place: int) -> bool:
    """Return True for a form that may be a noun as well: "reports", "claim", "state"."""
    word = tokens[place].text
    return word in NOUNS_TOO or noun_of(word) in ("account", "land")


def _is_verb_by_object(text: str, tokens: list[Token], place: int) -> bool:
    """Return True where what follows makes a verb of a form that may be a noun."""
    kind = noun_of(tokens[place].text)
    if kind == "account" and place and is_large(text, tokens, place):
        # the name of a paper: "Orva Post"
        return False
    if kind == "land":
        return text_at(tokens, place + 1) == "that"
    if text_at(tokens, place + 1) == "to":
        return not _is_state(tokens, place)
    figure = figure_ahead(tokens, place + 1, _REACH) and not _is_subject(tokens, place)
    return figure or text_at(tokens, place + 1) == "that" or _ends(tokens, place)


def _is_subject(tokens: list[Token], place: int) -> bool:
    """Return True where a verb comes before any figure: "the police estimate is 12"."""
    ahead = range(place + 1, min(place + _REACH, len(tokens)))
    verb = next(
        (
            index
            for index in ahead
            if tokens[index].text in _BE or tokens[index].text in _PUT or tokens[index].text in SAID
        ),
        -1,
    )
    return verb > 0 and not figure_ahead(tokens, place + 1, verb - place - 1)


def has_object(tokens: list[Token], place: int) -> bool:
    """Return True where "that" or a figure follows a verb closely.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> has_object(tokens_of("counted some 12 boats"), 0), has_object(tokens_of("counted, in all, 12"), 0)
    (True, False)
    """
    return text_at(tokens, place + 1) == "that" or figure_ahead(tokens, place + 1, _REACH)


def _ends(tokens: list[Token], place: int) -> bool:
    """Return True for the last word of its clause: "…, analysts estimate."."""
    after = text_at(tokens, place + 1)
    return after in ("", *CLAUSE_SIGNS) or "cite" in verb_of(after) or is_day(after)


def start_of_verb(tokens: list[Token], place: int) -> int:
    """Return the first token of a verb with its auxiliaries and adverbs, -1 if it is denied.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [start_of_verb(tokens_of(text), 3) for text in ("Marn had already said", "it could not say")]
    [1, -1]
    """
    participle, start = tokens[place].text.endswith("ing"), place
    while start > 0 and _is_before_verb(tokens[start - 1], participle):
        start -= 1
    denied = any(token.text in _DENYING or token.text.endswith("n't") for token in tokens[start:place])
    return -1 if denied else start


def _is_before_verb(token: Token, participle: bool) -> bool:
    """Return True for an auxiliary or an adverb before a verb."""
    if token.text in _AUXILIARIES or token.text in _DENYING or token.text.endswith("n't"):
        return True
    adverb = token.kind == WORD and token.text.endswith("ly") and len(token.text) > _SHORT
    return adverb or (participle and token.text in _BE)


def says_of(tokens: list[Token], place: int, speaker: Speaker) -> bool:
    """Return True where a verb is one of saying for its subject and its object.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> for text in ("police put the toll at 40", "police put 40 guards there"):
    ...     print(says_of(tokens_of(text), 1, Speaker("police", "body", 0, 1)))
    True
    False
    """
    word, kinds = tokens[place].text, verb_of(tokens[place].text)
    if not _may_say(speaker, word, kinds):
        return False
    if "that" in kinds and text_at(tokens, place + 1) == "that":
        return True
    if "record" in kinds or "show" in kinds:
        return has_object(tokens, place) or ("record" in kinds and _ends(tokens, place))
    if "say" not in kinds and "put" in kinds:
        return _puts(tokens, place, _GIVEN if word in _GIVES else _TOLLS)
    return "say" in kinds or ("cite" in kinds and has_object(tokens, place))


def _may_say(speaker: Speaker, word: str, kinds: frozenset[str]) -> bool:
    """Return True unless a verb is none of saying with such a subject."""
    if speaker.kind == "land":
        return "record" not in kinds and not word.startswith("report")
    if speaker.kind == "account":
        return speaker.post not in _SILENT
    if kinds == {"cite"}:
        return not word.endswith("ing")
    # "footage shows 12 men", "it gave me a figure of 300"
    shown, given = kinds == {"show"} and speaker.kind == "name", word in _GIVES and speaker.kind == "pronoun"
    return not shown and not given


def _puts(tokens: list[Token], place: int, tolls: frozenset[str]) -> bool:
    """Return True for "put the crowd at 300" and "scaled the number back to 61"."""
    ahead = [token.text for token in tokens[place + 1 : place + _REACH]]
    stop = next((index for index, word in enumerate(ahead) if word in CLAUSE_SIGNS), len(ahead))
    return figure_ahead(tokens, place + 1, _REACH) and not tolls.isdisjoint(ahead[:stop])
