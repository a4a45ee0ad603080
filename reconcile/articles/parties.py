"""Whose people, things or ground a figure counts, and who is on the other side."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reconcile.articles.counted import Counted
from reconcile.articles.mentions import Mention
from reconcile.claims.measures import MEASURES, measures_with
from reconcile.language.tokens import Token, text_at, tokens_of

__all__ = ["Party", "actors_in", "parties_in", "population_of", "sides_of"]


class Party(NamedTuple):
    """A party that a sentence names, and its tokens from `first` to before `last`."""

    name: str
    first: int
    last: int


# what is counted belongs to the party that suffers, to the one that acts, or to the one whose things are in the air
_SUFFERED, _DONE, _AIRBORNE = (measures_with("party", role) for role in ("sufferer", "doer", "owner"))
# what is sent somewhere, by the party that it belongs to: "300 Russian drones were launched"
_SENT = frozenset(name for name in _DONE if {"launch", "deploy"} & {cue.split(" ")[0] for cue in MEASURES[name].cues})
# events whose subject suffers them: "Russia lost 300"; the subject of others does them: "shelling killed 300"
_PASSIVE = frozenset({"lose", "casualty", "muster", "inhabit", "attend", "trap", "miss"})
_DOES_HARM = frozenset({"kill", "wound", "take", "detain", "destroy", "damage", "down"})
_SUFFERING = frozenset(
    {"suffered", "suffers", "sustained", "lost", "incurred", "taken", "losing", "losses", "had", "its"}
)
_BY = frozenset({"by", "against"})
_LAUNCHED = frozenset({"launched", "fired", "sent"})
_PLACED = frozenset(
    {"in", "on", "into", "inside", "near", "across", "from", "at", "over", "toward", "towards", "within", "through"}
)
_GROUND = frozenset({"territory", "region", "oblast", "province", "land", "soil", "border", "city", "district", "area"})
# words between a figure and its own party: "of the estimated Russian"
_OWN_REACH = 4
# words at which another noun phrase begins
_ELSEWHERE = frozenset({
    "by", ",", "(", "in", "on", "and", "at", "to", "from", "for", "with", "were", "was", "have", "had", "against",
    "who",
})  # fmt: skip
# words with which a speaker refers to itself
_ITSELF = frozenset({"it", "its", "they", "their", "we", "our"})
# words between "by" and the party: "by heavy overnight Russian shelling"
_BY_REACH = 4

_MILITARY = frozenset({
    "soldiers", "soldier", "troops", "servicemen", "officers", "fighters", "military", "personnel", "army", "forces",
    "conscripts", "recruits", "paratroopers", "marines", "militants", "combatants", "generals", "mercenaries", "troop",
    "prisoners of war", "pows", "terrorists",
})  # fmt: skip
_CIVILIAN = frozenset({
    "civilians", "civilian", "children", "women", "residents", "villagers", "journalists", "medics", "worshippers",
    "passengers", "patients", "students",
})  # fmt: skip
# words behind a figure that describe its people
_NEAR = 5


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return all names of parties with the party, by first word, the longest name first."""
    listed = tomllib.loads(files(__package__).joinpath("parties.toml").read_text("utf-8"))["parties"]
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for party, words in listed.items():
        for name in (party, *words):
            spelled = tuple(token.text for token in tokens_of(name))
            for form in {spelled, (*spelled[:-1], spelled[-1] + "'s"), (*spelled[:-1], spelled[-1] + "'")}:
                index.setdefault(form[0], []).append((form, party))
    return {first: sorted(names, key=lambda entry: -len(entry[0])) for first, names in index.items()}


def parties_in(text: str, tokens: list[Token]) -> list[Party]:
    """Find the parties that a sentence names, from left to right.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "North Korean troops helped Moscow’s army"
    >>> [party.name for party in parties_in(text, tokens_of(text))]
    ['North Korea', 'Russia']
    """
    parties, index = [], 0
    while index < len(tokens):
        words, name = _name_at(text, tokens, index)
        if words and _is_name(text, tokens[index], words):
            parties.append(Party(name, index, index + len(words)))
        index += max(len(words), 1)
    return parties


def _name_at(text: str, tokens: list[Token], index: int) -> tuple[tuple[str, ...], str]:
    """Return the words of the longest capitalised name that begins at a token, and its party."""
    if text[tokens[index].start].isupper():
        for words, party in _table().get(tokens[index].text, ()):
            if tuple(token.text for token in tokens[index : index + len(words)]) == words:
                return words, party
    return (), ""


def actors_in(text: str, tokens: list[Token], speakers: list[range]) -> list[Party]:
    """Find the parties of a sentence that act in it, without those that only speak, and not of themselves.

    Parameters
    ----------
    text : str
    tokens : list of Token
    speakers : list of range
        Tokens of the names of speakers and their verbs.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Israel said Iran lost 12 boats"
    >>> [party.name for party in actors_in(text, tokens_of(text), [range(0, 2)])]
    ['Iran']
    """
    of_itself = [named for named in speakers if _speaks_of_itself(tokens, named)]
    silent = [named for named in speakers if named not in of_itself]
    return [party for party in parties_in(text, tokens) if not any(party.first in named for named in silent)]


def _speaks_of_itself(tokens: list[Token], named: range) -> bool:
    """Return True for "Russia claimed to have downed …" and "Russia said it had …"."""
    own = any(token.text in _ITSELF for token in tokens[named.stop :])
    return own or text_at(tokens, named.stop) == "to"


def _is_name(text: str, token: Token, words: tuple[str, ...]) -> bool:
    """Return True unless words are short and not all capitals, as "us" and "is" are where no state is meant."""
    return len(words) > 1 or len(token.text) > 2 or text[token.start : token.end].isupper()  # noqa: PLR2004  US, IS, UK


def sides_of(tokens: list[Token], mention: Mention, counted: Counted, parties: list[Party]) -> tuple[str, str]:
    """Return the party that a figure counts, and the other side; "" where the sentence does not name it.

    Parameters
    ----------
    tokens : list of Token
    mention : Mention
    counted : Counted
        What it counts.
    parties : list of Party
        Those that the sentence names.

    Examples
    --------
    >>> from reconcile.articles.counted import counted_in
    >>> from reconcile.articles.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Some 300 Russian soldiers were killed by Ukrainian drones."
    >>> tokens = tokens_of(text)
    >>> mentions = mentions_of(text, tokens)
    >>> sides_of(tokens, mentions[0], counted_in(tokens, mentions)[0], parties_in(text, tokens))
    ('Russia', 'Ukraine')
    """
    measure, event = counted.measure, counted.event
    own = _owner(tokens, mention, parties)
    by = _agent(tokens, mention, parties)
    subject = _subject(tokens, mention, parties)
    if measure in _SUFFERED:
        suffers = own or (subject if _subject_suffers(tokens, mention, event) else "")
        does = counted.side == "before" and event in _DOES_HARM
        return suffers, _other(by or (subject if does else ""), suffers)
    if measure in _AIRBORNE:
        owner = own or (by if _LAUNCHED & {token.text for token in tokens[mention.after :]} else "")
        return owner, _other(by, owner) or _other(subject, owner)
    if measure in _DONE:
        doer = (own if measure in _SENT else "") or by or subject
        return doer, _other(own or _target(tokens, mention, parties), doer)
    return own or subject, ""


def _other(name: str, than: str) -> str:
    return name if name != than else ""


def _owner(tokens: list[Token], mention: Mention, parties: list[Party]) -> str:
    """Return the party in the noun phrase of a figure: "300 Russian soldiers", "40 of Ukraine's tanks"."""
    for party in parties:
        between = [token.text for token in tokens[mention.after : party.first]]
        if mention.after <= party.first and len(between) <= _OWN_REACH and not _ELSEWHERE & set(between):
            return party.name
    return ""


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
    after = {token.text for token in tokens[party.last : party.last + 2]}
    before = text_at(tokens, party.first - 1)
    before = (
        text_at(tokens, party.first - 2) if before in ("the", "eastern", "southern", "western", "northern") else before
    )
    return before in _PLACED or bool(after & _GROUND) or before == "to"


def _target(tokens: list[Token], mention: Mention, parties: list[Party]) -> str:
    """Return the party at which something was launched: "at Ukraine", "on Israel"."""
    return next((
        party.name for party in parties
        if party.first >= mention.last and text_at(tokens, party.first - 1) in ("at", "on", "against", "of", "in")
    ), "")  # fmt: skip


def _subject_suffers(tokens: list[Token], mention: Mention, event: str) -> bool:
    """Return True if the subject of a sentence suffers what is counted: "Russia lost 300"."""
    words = {token.text for token in tokens[max(mention.first - 12, 0) : mention.first]}
    return bool(_SUFFERING & words) or event in _PASSIVE


def population_of(tokens: list[Token], mention: Mention) -> str:
    """Return "military" or "civilian" if the noun of a figure shows it, else "".

    Examples
    --------
    >>> from reconcile.articles.mentions import mentions_of
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Over 40 older civilians died."
    >>> population_of(tokens_of(text), mentions_of(text, tokens_of(text))[0])
    'civilian'
    """
    reach = range(mention.last, min(mention.after + _NEAR, len(tokens)))
    end = next((index for index in reach if tokens[index].text in _ELSEWHERE), max(reach.stop, mention.last))
    words = {token.text for token in tokens[mention.first : end]}
    military, civilian = bool(words & _MILITARY), bool(words & _CIVILIAN)
    return "military" if military and not civilian else "civilian" if civilian and not military else ""
