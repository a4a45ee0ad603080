"""Whose people, things or ground a figure counts, and who is on the other side."""

from __future__ import annotations

from reconcile.articles.counted import Counted
from reconcile.articles.mentions import Mention
from reconcile.articles.parties import SIDE, Party, parties_in
from reconcile.articles.people_said import People
from reconcile.claims.measures import EVENTS, MEASURES, measures_with
from reconcile.language.tokens import Token, text_at, tokens_of

__all__ = ["sides_of", "sides_of_part"]

# what is counted belongs to the party that suffers, to the one that acts, or to the one whose things are in the air
_SUFFERED, _DONE, _AIRBORNE = (measures_with("party", role) for role in ("sufferer", "doer", "owner"))
# what is sent somewhere, by the party that it belongs to: "300 Russian drones were launched"
_SENT = frozenset(name for name in _DONE if {"launch", "deploy"} & {cue.split(" ")[0] for cue in MEASURES[name].cues})
# words that only say what is counted, and no more of the people: prisoners captured, refugees displaced
_SAID = {
    name: {word for cue in measure.cues for event in cue.split(" ")[0].split("+") for word in EVENTS[event].words}
    for name, measure in MEASURES.items()
}
# measures that count people
_OF_PEOPLE = measures_with("unit", "persons")
# events whose subject suffers them: "Russia lost 300"; the subject of others does them: "shelling killed 300"
_PASSIVE = frozenset({"lose", "casualty", "muster", "inhabit", "attend", "trap", "miss"})
_DOES_HARM = frozenset({"kill", "wound", "take", "detain", "destroy", "damage", "down"})
_SUFFERING = frozenset({
    "suffered", "suffers", "sustained", "lost", "incurred", "taken", "losing", "losses", "had", "its", "received",
})  # fmt: skip
_BY = frozenset({"by", "against"})
_LAUNCHED = frozenset({"launched", "fired", "sent"})
_PLACED = frozenset({
    "in", "on", "into", "inside", "near", "across", "from", "at", "over", "toward", "towards", "within", "through",
})  # fmt: skip
_GROUND = frozenset({"territory", "region", "oblast", "province", "land", "soil", "border", "city", "district", "area"})
# words before the name of a place: "in the eastern"
_DIRECTIONS = frozenset({"the", "eastern", "southern", "western", "northern"})
# words between "by" and the party: "by heavy overnight Russian shelling"
_BY_REACH = 4
# words before a figure in which its subject suffers
_REACH = 12


def sides_of(
    tokens: list[Token], mention: Mention, counted: Counted, people: People, parties: list[Party], origin: str = ""
) -> tuple[str, str]:
    """Return the party that a figure counts, and the other side; "" where the sentence does not name it.

    Parameters
    ----------
    tokens : list of Token
    mention : Mention
    counted : Counted
        What it counts.
    people : People
        Whom its noun phrase counts.
    parties : list of Party
        Those that the sentence names.
    origin : str
        Who says so.

    Examples
    --------
    >>> from reconcile.articles.counted import counted_in
    >>> from reconcile.articles.mentions import mentions_of
    >>> from reconcile.articles.people_said import people_in
    >>> text = "Some 300 Russian soldiers were killed by Ukrainian drones."
    >>> tokens = tokens_of(text)
    >>> mention, parties = mentions_of(text, tokens)[0], parties_in(text, tokens)
    >>> people = people_in(text, tokens, [mention], parties)[0]
    >>> sides_of(tokens, mention, counted_in(tokens, [mention])[0], people, parties)
    ('Russia', 'Ukraine')
    """
    measure, event = counted.measure, counted.event
    own = people.named or _owned(tokens, mention, people, parties, origin)
    by = _agent(tokens, mention, parties)
    subject = _subject(tokens, mention, parties)
    if measure in _SUFFERED:
        suffers = own or (subject if _subject_suffers(tokens, mention, event) else "") or _kind(people, measure)
        does = counted.side == "before" and event in _DOES_HARM
        return suffers, _other(by or (subject if does else ""), suffers)
    if measure in _AIRBORNE:
        owner = own or (by if _LAUNCHED & {token.text for token in tokens[mention.after :]} else "")
        return owner, _other(by, owner) or _other(subject, owner)
    if measure in _DONE:
        doer = (own if measure in _SENT else "") or by or subject
        return doer, _other(own or _target(tokens, mention, parties), doer)
    return own or _kind(people, measure), ""


def sides_of_part(people: People, own: tuple[str, str], whole: tuple[str, str]) -> tuple[str, str]:
    """Return the sides of a part: those of its whole, unless it names a party itself or the whole has none.

    Examples
    --------
    >>> sides_of_part(People(noun="women"), ("women", ""), ("Chad", "Mali"))
    ('Chad', 'Mali')
    >>> sides_of_part(People(noun="women"), ("women", ""), ("civilians", "Mali"))
    ('women', 'Mali')
    """
    named = people.named or people.side or (people.noun and whole[0].islower()) or not whole[0]
    return (own[0] if named else whole[0]), own[1] or whole[1]


def _other(name: str, than: str) -> str:
    return name if name != than else ""


def _kind(people: People, measure: str) -> str:
    """Return the side or the kind of people, unless the word says what is counted: "200 refugees have fled"."""
    if measure not in _OF_PEOPLE:
        return "" if measure or people.noun.istitle() else people.side or people.noun
    name = people.side or people.noun
    return "" if name in _SAID[measure] else name


def _owned(tokens: list[Token], mention: Mention, people: People, parties: list[Party], origin: str) -> str:
    """Return the party whose people they are by another word: "three of its pilots", "Chad's 40 soldiers"."""
    if people.owner in ("our", "we"):
        said = parties_in(origin, tokens_of(origin))
        return said[0].name if said else ""
    if people.owner:
        return _subject(tokens, mention, parties)
    held = [
        party for party in parties if party.last == mention.first and text_at(tokens, party.last - 1).endswith("'s")
    ]
    return held[0].name if held else ""


def _agent(tokens: list[Token], mention: Mention, parties: list[Party]) -> str:
    """Return the party that acts on what is counted: "by Russian shelling", "in a Russian strike"."""
    for party in parties:
        if party.first < mention.after:
            continue
        before = [token.text for token in tokens[max(party.first - _BY_REACH, mention.after) : party.first]]
        if _BY & set(before):
            return party.name
        ahead = {token.text for token in tokens[party.last : party.last + _BY_REACH]}
        if before[-2:] in (["in", "a"], ["in", "the"]) and ahead & {"attack", "strike", "shelling", "bombing", "raid"}:
            return party.name
    return ""


def _subject(tokens: list[Token], mention: Mention, parties: list[Party]) -> str:
    """Return the last party before a figure that is not part of a place: "in Ukraine", "of Ukrainian territory"."""
    before = [party for party in parties if party.last <= mention.number and not _is_place(tokens, party)]
    return before[-1].name if before else ""


def _is_place(tokens: list[Token], party: Party) -> bool:
    """Return True for a party that only names a place."""
    if party.kind == SIDE:
        return False
    after = {token.text for token in tokens[party.last : party.last + 2]}
    before = text_at(tokens, party.first - 1)
    before = text_at(tokens, party.first - 2) if before in _DIRECTIONS else before
    return before in _PLACED or bool(after & _GROUND) or before == "to"


def _target(tokens: list[Token], mention: Mention, parties: list[Party]) -> str:
    """Return the party at which something was launched: "at Ukraine", "on Israel"."""
    return next((
        party.name for party in parties
        if party.first >= mention.last and text_at(tokens, party.first - 1) in ("at", "on", "against", "of", "in")
    ), "")  # fmt: skip


def _subject_suffers(tokens: list[Token], mention: Mention, event: str) -> bool:
    """Return True if the subject of a sentence suffers what is counted: "Russia lost 300"."""
    words = {token.text for token in tokens[max(mention.first - _REACH, 0) : mention.first]}
    return bool(_SUFFERING & words) or event in _PASSIVE
