"""The measure that the words of a figure's own clause give it: its noun, its verb, or what describes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reconcile.articles.figures.mention import Mention
from reconcile.articles.grammar.clauses import Clause, Clauses
from reconcile.articles.grammar.object_starts import is_object
from reconcile.articles.grammar.predicates import ACTIVE, COPULA, PARTICIPLE, PASSIVE, Predicate
from reconcile.articles.measure.figure_phrases import COMPLEMENT, OBLIQUE, SUBJECT, NounPhrase
from reconcile.articles.words.verb_words import AMOUNT, NEUTRAL, NOUNS_TOO, RELATIVES, SPEECH, is_adverb
from reconcile.claims.counted_nouns import is_people
from reconcile.claims.cues import LOSSES, VAGUE, Cue, measure_for
from reconcile.claims.people import MILITARY, PEOPLE
from reconcile.language.tokens import DIGITS, Token, text_at

__all__ = ["NOTHING", "Said", "is_amount", "is_neutral", "said_of"]


class Said(NamedTuple):
    """A measure, the event that makes it, where it is named, and by what: noun, clause, describing, people."""

    measure: str
    event: str = ""
    place: int = -1
    how: str = ""


NOTHING = Said("")
# words before an amount: "rose to 12", "put at 12", "down from 12"
_AT = frozenset({"to", "at", "from", "by", "of", "than"})
# tokens of the longest label: "Number of people confirmed dead in Orva:"
_LONGEST_LABEL = 10
# nouns for a count, behind what is counted: "the 1,100 casualty estimate"
_ACCOUNTS = frozenset({"estimate", "estimates", "figure", "figures", "toll", "count", "tally", "total", "mark"})
# nouns for a count, behind what is counted: "the 1,100 casualty estimate"
_ACCOUNTS = frozenset({"estimate", "estimates", "figure", "figures", "toll", "count", "tally", "total", "mark"})
# tokens of the longest set before a part of it: "of the 57 confirmed cases"
_LONGEST_SET = 6
# signs between a label and its figure
_LABEL_SIGNS = frozenset({":", "–", "—", "-", "="})
# words before a share that is a level, not a change: "rose to 41%"
_LEVELS = ("to", "from")
# tokens behind a noun in which what describes it begins: "12 men, who", "12 reportedly killed"
_BEHIND = 3
# things of which a verb says by how much: "advanced by 12 km"
_EXTENTS = frozenset({"distance", "area", "share"})
# tokens of brackets behind a noun, tokens from a participle to a state behind it, and signs before which that stands
_BRACKETS, _TO_STATE, _ENDS_DESCRIPTION = 6, 8, frozenset({",", ";", ":", "(", "and", "or"})
# events that what describes the counted overrules: wounded who are evacuated are not displaced
_MOVED = frozenset({"displace", "deploy"})
# verbs with which a noun happens to their subject: "40 received wounds", "12 houses sustained damage"
_SUFFERS = frozenset({
    "received", "receive", "receives", "suffered", "suffer", "suffers", "suffering", "sustained", "sustain", "had",
})  # fmt: skip
# verbs of attacks, which are made with what is launched
_ATTACKED = frozenset({
    "attacked", "attack", "attacks", "attacking", "struck", "hit", "targeted", "pounded", "bombarded", "shelled",
    "pummelled",
})  # fmt: skip
# forms of "to lose", and words for those who are dead where they were lost
_LOST = frozenset({"lost", "lose", "loses", "losing"})
_LOST_PEOPLE = frozenset({"people", "persons", "comrades", "colleagues", "relatives", "members", "friends", "lives"})
# verbs that make people do what stands behind them
_LEADING_TO = frozenset({
    "force", "forced", "forces", "forcing", "drive", "drove", "driven", "driving", "cause", "caused", "causes",
    "causing", "lead", "led", "leading", "leads", "compelled", "compelling", "prompted", "prompting", "order",
    "ordered", "ordering", "told", "obliged", "urged", "allowed", "helped", "enabled",
})  # fmt: skip
# words for taking that are said of ground, or of a way to somewhere, and capture nobody
_NO_CAPTURE = frozenset({"took", "taken", "taking", "take", "gained", "gain", "gains", "gaining", "advanced", "advance",
                       "advances", "advancing", "cleared", "occupied", "occupying", "overran"})  # fmt: skip
_PRISONERS = frozenset({"prisoner", "prisoners", "captive", "captives", "hostage", "hostages", "pow", "pows"})
# places of the displaced, which are not themselves counted: "5,000 people in 43 evacuation centres"
_PLACES = frozenset({"centres", "centers", "camps", "camp"})
# tokens from a noun to the list of its parts: "losses in just 24 hours, including"
_TO_LISTED = 8
# clauses behind one whose verb may be that of its subject
_MOST_LATER = 12
# verbs by which prisoners come home
_GOT_BACK = frozenset({"received", "got", "welcomed", "returned"})
# events of people of whom another verb may say anything; all others are what they are, whatever they do
_DEEDS = frozenset({"muster", "inhabit", "imprison", "detain"})


def said_of(tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str) -> Said:
    """Return the measure of a figure by the words of its own clause, `NOTHING` if they show none.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The 12 refugees on the boat drowned."
    >>> tokens = tokens_of(text)
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> said_of(tokens, mentions[0], phrases_of(tokens, mentions, cut)[0], cut, "persons")
    Said(measure='killed', event='kill', place=6, how='clause')
    """
    named = thing if phrase.noun or mention.unit else ""
    own = _by_noun(tokens, mention, phrase, clauses, thing) or _by_governor(phrase, named)
    own = own or _by_label(tokens, phrase, clauses, named)
    describing = _by_description(tokens, mention, phrase, clauses, thing)
    if not (phrase.noun and describing):
        own = own or _by_amount(tokens, mention, phrase, clauses, named)
    if own:
        return own
    clause = clauses.at(mention.number)
    if clause.opener == "including" and (said := _by_including(clauses, clause, thing)):
        return said
    if phrase.before == "by" and thing in _EXTENTS and clause.predicate:
        return _made(clause.predicate.events, thing, clause.predicate.head, "clause") or NOTHING
    if clause.opener == "with" and clause.predicate is None and clause.parent >= 0:
        clause = clauses.clauses[clause.parent]
        if carried := _by_carrier(tokens, clause, thing):
            return carried
    verb = _as_dead(tokens, mention, phrase, _by_verb(tokens, mention, phrase, clauses, thing))
    verb = None if verb and _captures_nobody(tokens, clauses, phrase, verb) else verb
    if verb and describing and (verb.event in _MOVED or verb.event in VAGUE) and describing.event in LOSSES:
        return describing
    of_set = _by_set(tokens, phrase, clauses, clause, thing)
    return verb or describing or of_set or _by_people(mention, phrase, clauses, clause, thing, tokens) or NOTHING


def _made(events: tuple[str, ...], thing: str, place: int, how: str) -> Said | None:
    """Return the measure of events with a thing, None if they make none; two of one sum make one measure."""
    words = [events_of.split("|") for events_of in events]
    if len(words) > 1 and thing in ("persons", ""):
        names = frozenset(word[0] for word in words)
        measure = measure_for(names, thing)
        return Said(measure, words[0][0], place, how) if measure else None
    made = [next(((name, event) for event in word if (name := measure_for(frozenset({event}), thing))), None)
            for word in words]  # fmt: skip
    if not made or made[0] is None or any(one is None or one[0] != made[0][0] for one in made):
        return None
    return Said(made[0][0], made[0][1], place, how)


def _by_including(clauses: Clauses, clause: Clause, thing: str) -> Said | None:
    """Return the measure of a noun whose parts are listed: "heavy losses, including 1,140 soldiers and 59 tanks"."""
    if clause.predicate is not None or clause.parent < 0:
        return None
    nouns = [cue for cue in clauses.cues_within(clause.first - _TO_LISTED, clause.first) if cue.form == "noun"]
    return _made((nouns[-1].event,), thing, nouns[-1].first, "noun") if nouns else None


def _by_carrier(tokens: list[Token], clause: Clause, thing: str) -> Said | None:
    """Return the measure of what goes with another thing: "set sail with 52 people", "attacked with 12 drones"."""
    predicate = clause.predicate
    if predicate is None:
        return None
    if thing in ("drones", "missiles") and tokens[predicate.head].text in _ATTACKED:
        return _made(("launch",), thing, predicate.head, "clause")
    carries = not {"board", "deploy"}.isdisjoint(name for names in predicate.events for name in names.split("|"))
    return _made(predicate.events, thing, predicate.head, "clause") if carries and thing == "persons" else None


def _captures_nobody(tokens: list[Token], clauses: Clauses, phrase: NounPhrase, verb: Said) -> bool:
    """Return True for people who were taken somewhere: "took 40 families to camps", not "took 40 prisoners"."""
    if verb.measure != "captured" or tokens[verb.place].text not in _NO_CAPTURE:
        return False
    ahead = {text_at(tokens, verb.place + 1), *(token.text for token in tokens[phrase.first : phrase.last])}
    return ahead.isdisjoint(_PRISONERS)


def _as_dead(tokens: list[Token], mention: Mention, phrase: NounPhrase, verb: Said | None) -> Said | None:
    """Return "killed" for people who are lost, and are no soldiers, who may have been captured as well."""
    if verb is None or verb.event != "lose" or not phrase.noun or tokens[verb.place].text not in _LOST:
        return verb
    words = {token.text for token in tokens[mention.after : phrase.last]}
    kinds = {PEOPLE[word].kind for word in words if word in PEOPLE}
    dies = not words.isdisjoint(_LOST_PEOPLE) or (kinds & {"civilian", "demographic", "work"} and "men" not in words)
    return _made(("kill",), "persons", verb.place, verb.how) if dies and not kinds & MILITARY else verb


def _by_noun(tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str) -> Said | None:
    """Return the measure of a noun that names what happened: "12 deaths", "9 bodies", or of "the 11 wounded"."""
    for cue in clauses.cues_within(mention.first, phrase.last):
        named = cue.form == "noun" or (thing == "share" and cue.form == "")
        ends = cue.last == phrase.last or (cue.last == phrase.last - 1 and tokens[cue.last].text in _ACCOUNTS)
        within = mention.first <= cue.first and ends and cue.first not in clauses.predicates
        if named and within and tokens[cue.last - 1].text not in _PLACES:
            return _made((cue.event,), thing, cue.first, "noun")
    predicate = clauses.predicates.get(phrase.last)
    clause = clauses.at(mention.number)
    if phrase.noun or predicate is None or predicate.finite or predicate not in clause.others:
        return None
    return _made(predicate.events, thing, predicate.head, "noun")


def _by_set(tokens: list[Token], phrase: NounPhrase, clauses: Clauses, clause: Clause, thing: str) -> Said | None:
    """Return the measure of the set of a part: "three of the dead were cooks", "of the deaths, 12 were in Orva"."""
    if not is_neutral(tokens, clause.predicate):
        return None
    for cue in clauses.cues_within(phrase.first, phrase.last) if phrase.partitive else ():
        if cue.last == phrase.last and cue.form in ("", "state") and text_at(tokens, cue.first - 1) == "the":
            return _made((cue.event,), thing, cue.first, "describing")
    front = range(clause.first, min(clause.first + _LONGEST_SET, phrase.start - 1))
    fronted = tokens[clause.first].text == "of" and text_at(tokens, phrase.start - 1) == ","
    if not fronted:
        return None
    named = _topic(clauses, [place for place in front if place > clause.first], thing)
    return _made((named.event,), thing, named.first, "clause") if named else None


def _by_governor(phrase: NounPhrase, thing: str) -> Said | None:
    """Return the measure of the noun that a figure belongs to: "a death toll of 12", "the release of 40"."""
    cue = phrase.governor
    return _made((cue.event,), thing, cue.first, "noun") if cue else None


def _by_label(tokens: list[Token], phrase: NounPhrase, clauses: Clauses, thing: str) -> Said | None:
    """Return the measure of a noun before a figure in a fragment: "Death toll 12", "Deaths in Orva: 12"."""
    clause = clauses.at(phrase.first)
    if clause.predicate is not None or (phrase.slot == OBLIQUE and phrase.before != "at"):
        return None
    colon = text_at(tokens, phrase.start - 1) == ":"
    label = clauses.at(phrase.start - 2) if colon and phrase.start > 1 else clause
    said = label.predicate is not None and label.predicate.finite and tokens[label.predicate.head].text not in SPEECH
    if said or phrase.start - label.first > _LONGEST_LABEL:
        return None
    end = phrase.start
    end -= text_at(tokens, end) not in _LABEL_SIGNS and text_at(tokens, end - 1) in _LABEL_SIGNS
    for cue in clauses.cues_within(label.first, end):
        if label.first <= cue.first and cue.last <= end and (cue.form == "noun" or cue.last == end):
            return _made((cue.event,), thing, cue.first, "noun")
    return None


def is_amount(tokens: list[Token], phrase: NounPhrase, predicate: Predicate | None) -> bool:
    """Return True for a figure that says how much its subject is: "the toll rose to 12", "the dead number 12".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "The toll rose to 12."
    >>> tokens = tokens_of(text)
    >>> cut = clauses_of(tokens)
    >>> is_amount(tokens, phrases_of(tokens, mentions_of(text, tokens), cut)[0], cut.clauses[0].predicate)
    True
    """
    if predicate is None or phrase.slot == SUBJECT:
        return False
    verb = tokens[predicate.head].text
    if predicate.voice == COPULA:
        return phrase.slot == COMPLEMENT or phrase.before in ("of", "at")
    if verb in SPEECH and predicate.voice in (PASSIVE, PARTICIPLE):
        return True
    return verb in AMOUNT and (phrase.before in _AT or not predicate.events)


def _by_amount(tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str) -> Said | None:
    """Return the measure of what a figure is the amount of: "the death toll rose to 12"."""
    number = clauses.number[mention.number]
    predicate = clauses.clauses[number].predicate
    if not is_amount(tokens, phrase, predicate) or predicate is None:
        return None
    if thing == "share" and predicate.events and phrase.before not in _LEVELS:
        return _made(predicate.events, thing, predicate.head, "clause")
    between = [place for place in clauses.complement(number) if place < phrase.start]
    # "the number of dead at 310 and the injured at 1,140": what stands behind the figure before goes first
    passed = max((place for place in between if tokens[place].kind == DIGITS), default=-1)
    nearest = [place for place in between if place > passed]
    spans = [nearest, between, clauses.subject(number)] if phrase.before in _AT else [clauses.subject(number)]
    if text_at(tokens, phrase.last) == "the":
        spans.append([place for place in clauses.complement(number) if place >= phrase.last])
    for span in spans:
        if (cue := _topic(clauses, span, thing, noun_words=tokens)) is not None:
            joined = clauses.predicates.get(cue.first)
            return _made(joined.events if joined and joined.events else (cue.event,), thing, cue.first, "clause")
    return None


def _topic(
    clauses: Clauses, places: list[int], thing: str, *, people: bool = True, noun_words: Sequence[Token] = ()
) -> Cue | None:
    """Return the first cue among some tokens that makes a measure with a thing; `people` takes those who are named.

    With `noun_words`, the tokens, one word that may be a noun is none: it describes another one, "rescue officials".
    """
    own = set(places)
    for cue in clauses.cues_within(places[0], places[-1] + 1) if places else ():
        alone = cue.last == cue.first + 1 and cue.last not in clauses.predicates
        describes = bool(noun_words) and alone and noun_words[cue.first].text in NOUNS_TOO
        fits = cue.first in own and not describes and (people or cue.form != "people")
        if fits and measure_for(frozenset({cue.event}), thing):
            return cue
    return None


def _by_verb(tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str) -> Said | None:
    """Return the measure of the verb of a figure's clause, if it tells of the figure and not of another noun."""
    number = clauses.number[mention.number]
    clause = clauses.clauses[number]
    if clause.predicate is None or phrase.slot == OBLIQUE:
        return None
    if phrase.slot == COMPLEMENT:
        tells = _tells_of_complement(clause, phrase)
        return _made(clause.predicate.events, thing, clause.predicate.head, "clause") if tells else None
    said = _of_subject(tokens, clauses, number, thing)
    later = range(number + 1, min(number + _MOST_LATER, len(clauses.clauses))) if said is None else ()
    return said or next((said for other in later if _continues(clauses, other, number)
                         and (said := _of_subject(tokens, clauses, other, thing))), None)  # fmt: skip


def _of_subject(tokens: list[Token], clauses: Clauses, number: int, thing: str) -> Said | None:
    """Return the measure of the verb of a clause for its subject, or of the noun that it suffers."""
    predicate = clauses.clauses[number].predicate
    if predicate is None:
        return None
    said = None
    if _tells_of_subject(tokens, predicate):
        said = _made(predicate.events, thing, predicate.head, "clause")
    suffers = predicate.voice == COPULA or tokens[predicate.head].text in _SUFFERS
    if suffers or (said and said.event in VAGUE):
        cue = _topic(clauses, clauses.complement(number), thing, people=False)
        said = (_made((cue.event,), thing, cue.first, "clause") if cue else None) or said
    return said


def _continues(clauses: Clauses, other: int, number: int) -> bool:
    """Return True for a later clause with the same subject: "40 fled and were later caught"."""
    clause = clauses.clauses[other]
    predicate = clause.predicate
    if clause.parent != number or predicate is None or clause.opener not in (",", "and", "but", "or"):
        return False
    first = clause.first + 1
    return all(clauses.number[place] != other for place in range(first, predicate.first))


def _tells_of_subject(tokens: list[Token], predicate: Predicate) -> bool:
    """Return True for a verb that happens to its subject: passive, a state, or one without an object."""
    return predicate.voice != ACTIVE or predicate.of_subject or not is_object(tokens, predicate.last)


def _tells_of_complement(clause: Clause, phrase: NounPhrase) -> bool:
    """Return True for a verb that happens to what stands behind it, or to a second subject: "… and 14 in Bern"."""
    predicate = clause.predicate
    if predicate is None or predicate.voice == ACTIVE or phrase.start == predicate.last:
        return predicate is not None
    return predicate.voice == PASSIVE and phrase.before in ("and", ",", "or") and not phrase.noun


def _by_description(
    tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str
) -> Said | None:
    """Return the measure of what describes the noun: a participle or a state beside it, "who" and its verb."""
    place = phrase.last
    reach = min(phrase.last + _BEHIND, len(tokens))
    while place < reach and place not in clauses.predicates and is_adverb(tokens[place].text):
        place += 1
    if text_at(tokens, place) == "(":
        place = next((after + 1 for after in range(place, min(place + _BRACKETS, len(tokens)))
                      if tokens[after].text == ")"), place)  # fmt: skip
    if text_at(tokens, place) in ("and", "or") and is_people(text_at(tokens, place + 1)):
        place += 2
    place += text_at(tokens, place) == "to" and _is_led_to(tokens, clauses.at(mention.number))
    behind = clauses.predicates.get(place)
    if behind and (not behind.finite or behind.of_subject) and not is_object(tokens, behind.last):
        if said := _made(behind.events, thing, behind.head, "describing"):
            return said
        later = _state_behind(tokens, clauses, behind.last)
        if later and (said := _made(later.events, thing, later.head, "describing")):
            return said
    place = phrase.last + (text_at(tokens, phrase.last) == ",")
    if text_at(tokens, place) in RELATIVES and (said := _by_relative(tokens, clauses, place, thing)):
        return said
    within = [cue for cue in clauses.cues_within(mention.after, phrase.last) if cue.last < phrase.last
              and tokens[cue.first].text not in NOUNS_TOO]  # fmt: skip
    return next((said for cue in within if cue.form in ("", "state")
                 and (said := _made((cue.event,), thing, cue.first, "describing"))), None)  # fmt: skip


def _is_led_to(tokens: list[Token], clause: Clause) -> bool:
    """Return True for a verb that makes people do what stands behind them: "forced 40 families to flee"."""
    return clause.predicate is not None and tokens[clause.predicate.head].text in _LEADING_TO


def _state_behind(tokens: list[Token], clauses: Clauses, place: int) -> Predicate | None:
    """Return the state that ends a description: "12 people taken to the clinic with serious injuries"."""
    for after in range(place, min(place + _TO_STATE, len(tokens))):
        predicate = clauses.predicates.get(after)
        if predicate is not None:
            return predicate if not predicate.finite and predicate.of_subject else None
        if tokens[after].text in _ENDS_DESCRIPTION:
            return None
    return None


def _by_relative(tokens: list[Token], clauses: Clauses, place: int, thing: str) -> Said | None:
    """Return the measure of the verb of a relative clause: "12 men who died", "12 men whom police freed"."""
    clause = clauses.at(place)
    predicate = clause.predicate
    if predicate is None or clause.first != place:
        return None
    direct = all(is_adverb(token.text) for token in tokens[place + 1 : predicate.first])
    suffers = _tells_of_subject(tokens, predicate) if direct else predicate.voice == ACTIVE
    return _made(predicate.events, thing, predicate.head, "describing") if suffers else None


def is_neutral(tokens: list[Token], predicate: Predicate | None) -> bool:
    """Return True for a verb that says nothing of what it stands with: "there were", "reported", "left".

    Examples
    --------
    >>> is_neutral([], None)
    True
    """
    if predicate is None:
        return True
    verb = tokens[predicate.head].text
    return predicate.voice == COPULA or verb in SPEECH or verb in NEUTRAL or verb in AMOUNT


def _by_people(
    mention: Mention, phrase: NounPhrase, clauses: Clauses, clause: Clause, thing: str, tokens: list[Token]
) -> Said | None:
    """Return the measure of a noun that only says who people are, where no verb says more: "there were 12 refugees"."""
    predicate = clause.predicate
    behind = phrase.slot == COMPLEMENT and predicate is not None and predicate.voice == PARTICIPLE
    neutral = (is_neutral(tokens, predicate) or behind) and (phrase.slot != OBLIQUE or phrase.before == "of")
    for cue in clauses.cues_within(mention.after, phrase.last):
        if cue.last <= phrase.last and cue.form == "people":
            if cue.event == "imprison" and predicate and tokens[predicate.head].text in _GOT_BACK:
                return _made(("free",), thing, cue.first, "people")
            owned = cue.event == "inhabit" and text_at(tokens, phrase.start - 1).endswith(("'s", "s'"))
            if cue.event not in _DEEDS or neutral or owned:
                return _made((cue.event,), thing, cue.first, "people")
    return None
