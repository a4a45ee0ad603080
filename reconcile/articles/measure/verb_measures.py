"""The measure that the verb of its clause gives a figure: as what it happens to, or as its amount."""

from __future__ import annotations

from reconcile.articles.figures.mention import Mention
from reconcile.articles.grammar.clauses import Clause, Clauses
from reconcile.articles.grammar.object_starts import is_object
from reconcile.articles.grammar.predicates import ACTIVE, COPULA, PARTICIPLE, PASSIVE, Predicate
from reconcile.articles.measure.figure_phrases import COMPLEMENT, OBLIQUE, SUBJECT, NounPhrase
from reconcile.articles.measure.made_measures import Said, first_topic, made_of
from reconcile.articles.words.verb_words import AMOUNT, NEUTRAL, PASSED, SPEECH
from reconcile.claims.cues import VAGUE
from reconcile.claims.people import MILITARY, PEOPLE
from reconcile.language.tokens import DIGITS, Token, text_at

__all__ = [
    "by_amount",
    "by_carrier",
    "by_verb",
    "is_amount",
    "is_neutral",
    "tells_of_subject",
]

# words before an amount: "rose to 12", "put at 12", "down from 12"
_AT = frozenset({"to", "at", "from", "by", "of", "than"})
# tokens of a hedge before its number: "climbed past the"
_HEDGE = 3
# words before a share that is a level, not a change: "rose to 41%"
_LEVELS = ("to", "from")
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
# words for taking that are said of ground, or of a way to somewhere, and capture nobody
_NO_CAPTURE = frozenset({"took", "taken", "taking", "take", "gained", "gain", "gains", "gaining", "advanced", "advance",
                       "advances", "advancing", "cleared", "occupied", "occupying", "overran"})  # fmt: skip
_PRISONERS = frozenset({"prisoner", "prisoners", "captive", "captives", "hostage", "hostages", "pow", "pows"})
# clauses behind one whose verb may be that of its subject
_MOST_LATER = 12


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
    amount = verb in AMOUNT or text_at(tokens, predicate.head + 1) == "past"
    return amount and (phrase.before in _AT or not predicate.events or _is_passed(tokens, phrase))


def _is_passed(tokens: list[Token], phrase: NounPhrase) -> bool:
    """Return True where a count has come to be more than a number: "rose above 70", "has climbed past 1,300"."""
    return any(token.text in PASSED for token in tokens[phrase.first : phrase.first + _HEDGE])


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


def by_amount(tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str) -> Said | None:
    """Return the measure of what a figure is the amount of: "the death toll rose to 12".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of(text := "The death toll rose to 12.")
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> phrase = phrases_of(tokens, mentions, cut)[0]
    >>> by_amount(tokens, mentions[0], phrase, cut, "").measure
    'killed'
    """
    number = clauses.number[mention.number]
    predicate = clauses.clauses[number].predicate
    if not is_amount(tokens, phrase, predicate) or predicate is None:
        return None
    level = phrase.before in _LEVELS or _is_passed(tokens, phrase)
    if thing == "share" and predicate.events and not level:
        return made_of(predicate.events, thing, predicate.head, "clause")
    between = [place for place in clauses.complement(number) if place < phrase.start]
    # "the number of dead at 310 and the injured at 1,140": what stands behind the figure before goes first
    passed = max((place for place in between if tokens[place].kind == DIGITS), default=-1)
    nearest = [place for place in between if place > passed]
    spans = [nearest, between, clauses.subject(number)] if phrase.before in _AT else [clauses.subject(number)]
    if text_at(tokens, phrase.last) == "the":
        spans.append([place for place in clauses.complement(number) if place >= phrase.last])
    # "Russian losses have reached 700,000": people, where no other noun stands by
    for span, of in ((span, of) for of in dict.fromkeys((thing, thing or "persons")) for span in spans):
        if (cue := first_topic(clauses, span, of, noun_words=tokens)) is not None:
            joined = clauses.predicates.get(cue.first)
            return made_of(joined.events if joined and joined.events else (cue.event,), of, cue.first, "clause")
    return None


def by_verb(tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str) -> Said | None:
    """Return the measure of the verb of a figure's clause, None where it tells of another noun.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of(text := "Police freed 12 men.")
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> phrase = phrases_of(tokens, mentions, cut)[0]
    >>> by_verb(tokens, mentions[0], phrase, cut, "persons").measure
    'released'
    """
    verb = _as_dead(tokens, mention, phrase, _of_verb(tokens, mention, phrase, clauses, thing))
    if verb and _come_home(tokens, clauses, phrase, verb):
        return verb._replace(measure="", event="")
    return None if verb and _captures_nobody(tokens, clauses, phrase, verb) else verb


def _of_verb(tokens: list[Token], mention: Mention, phrase: NounPhrase, clauses: Clauses, thing: str) -> Said | None:
    """Return the measure of the verb of a figure's clause, if it tells of the figure and not of another noun."""
    number = clauses.number[mention.number]
    clause = clauses.clauses[number]
    if clause.predicate is None or phrase.slot == OBLIQUE:
        return None
    if phrase.slot == COMPLEMENT:
        tells = _tells_of_complement(clause, phrase)
        return made_of(clause.predicate.events, thing, clause.predicate.head, "clause") if tells else None
    said = _of_subject(tokens, clauses, number, thing)
    later = range(number + 1, min(number + _MOST_LATER, len(clauses.clauses)))
    behind = (
        (clauses.clauses[other].opener, told) for other in later
        if _continues(clauses, other, number) and (told := _of_subject(tokens, clauses, other, thing))
    )  # fmt: skip
    opener, next_said = next(behind, ("", None))
    if said is not None and next_said is not None and opener == "or":
        # "569 died or went missing"
        return made_of((said.event, next_said.event), thing, said.place, said.how) or said
    return said or next_said


def _of_subject(tokens: list[Token], clauses: Clauses, number: int, thing: str) -> Said | None:
    """Return the measure of the verb of a clause for its subject, or of the noun that it suffers."""
    predicate = clauses.clauses[number].predicate
    if predicate is None:
        return None
    said = None
    if tells_of_subject(tokens, predicate):
        said = made_of(predicate.events, thing, predicate.head, "clause")
    suffers = predicate.voice == COPULA or tokens[predicate.head].text in _SUFFERS
    if suffers or (said and said.event in VAGUE):
        cue = first_topic(clauses, clauses.complement(number), thing, people=False)
        said = (made_of((cue.event,), thing, cue.first, "clause") if cue else None) or said
    return said


def _continues(clauses: Clauses, other: int, number: int) -> bool:
    """Return True for a later clause with the same subject: "40 fled and were later caught"."""
    clause = clauses.clauses[other]
    predicate = clause.predicate
    if clause.parent != number or predicate is None or clause.opener not in (",", "and", "but", "or"):
        return False
    first = clause.first + 1
    return all(clauses.number[place] != other for place in range(first, predicate.first))


def _tells_of_complement(clause: Clause, phrase: NounPhrase) -> bool:
    """Return True for a verb that happens to what stands behind it, or to a second subject: "… and 14 in Bern"."""
    predicate = clause.predicate
    if predicate is None or predicate.voice == ACTIVE or phrase.start == predicate.last:
        return predicate is not None
    return predicate.voice == PASSIVE and phrase.before in ("and", ",", "or") and not phrase.noun


def tells_of_subject(tokens: list[Token], predicate: Predicate) -> bool:
    """Return True for a verb that happens to its subject: passive, a state, or one without an object.

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of(text := "12 men drowned.")
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> phrase = phrases_of(tokens, mentions, cut)[0]
    >>> tells_of_subject(tokens, cut.clauses[0].predicate)
    True
    """
    return predicate.voice != ACTIVE or predicate.of_subject or not is_object(tokens, predicate.last)


def by_carrier(tokens: list[Token], clause: Clause, thing: str) -> Said | None:
    """Return the measure of what goes with another thing: "set sail with 52 people", "attacked with 12 drones".

    Examples
    --------
    >>> from reconcile.articles.grammar.clauses import clauses_of
    >>> from reconcile.articles.figures.mentions import mentions_of
    >>> from reconcile.articles.measure.figure_phrases import phrases_of
    >>> from reconcile.language.tokens import tokens_of
    >>> tokens = tokens_of(text := "The boat set sail with 52 people.")
    >>> mentions, cut = mentions_of(text, tokens), clauses_of(tokens)
    >>> phrase = phrases_of(tokens, mentions, cut)[0]
    >>> by_carrier(tokens, cut.clauses[0], "persons").measure
    'aboard'
    """
    predicate = clause.predicate
    if predicate is None:
        return None
    if thing in ("drones", "missiles") and tokens[predicate.head].text in _ATTACKED:
        return made_of(("launch",), thing, predicate.head, "clause")
    carries = not {"board", "deploy"}.isdisjoint(name for names in predicate.events for name in names.split("|"))
    return made_of(predicate.events, thing, predicate.head, "clause") if carries and thing == "persons" else None


def _as_dead(tokens: list[Token], mention: Mention, phrase: NounPhrase, verb: Said | None) -> Said | None:
    """Return "killed" for people who are lost, and are no soldiers, who may have been captured as well."""
    if verb is None or verb.event != "lose" or not phrase.noun or tokens[verb.place].text not in _LOST:
        return verb
    words = {token.text for token in tokens[mention.after : phrase.last]}
    kinds = {PEOPLE[word].kind for word in words if word in PEOPLE}
    dies = not words.isdisjoint(_LOST_PEOPLE) or (kinds & {"civilian", "demographic", "work"} and "men" not in words)
    return made_of(("kill",), "persons", verb.place, verb.how) if dies and not kinds & MILITARY else verb


def _captures_nobody(tokens: list[Token], clauses: Clauses, phrase: NounPhrase, verb: Said) -> bool:
    """Return True for people who were taken somewhere: "took 40 families to camps", not "took 40 prisoners"."""
    if verb.measure != "captured" or tokens[verb.place].text not in _NO_CAPTURE:
        return False
    ahead = {text_at(tokens, verb.place + 1), *(token.text for token in tokens[phrase.first : phrase.last])}
    return ahead.isdisjoint(_PRISONERS)


def _come_home(tokens: list[Token], clauses: Clauses, phrase: NounPhrase, verb: Said) -> bool:
    """Return True for people who come back, and were nobody's captives: "4,000 residents have returned"."""
    if verb.event != "free" or not tokens[verb.place].text.startswith(("return", "came", "come")):
        return False
    predicate = clauses.at(verb.place).predicate
    if predicate is None or predicate.voice not in (ACTIVE, PARTICIPLE):
        return False
    alone = phrase.slot == SUBJECT or not is_object(tokens, predicate.last)
    words = {token.text for token in tokens[phrase.first : phrase.last]}
    captives = words & _PRISONERS or any(PEOPLE[word].kind in MILITARY for word in words if word in PEOPLE)
    of_number = phrase.partitive and "them" not in words
    return alone and not captives and not of_number
