"""The parties that a sentence names: states, peoples, armed groups, and sides without a name ("rebels", "the junta").

`words/parties.toml` lists the names, `claims/people.toml` the words for people.
"""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.words.party_list import GROUP, PEOPLE_OF, SIDE, STATE, lands, names_by_first
from reconcile.articles.words.title_case import is_title_case
from reconcile.claims.cues import CUE_WORDS
from reconcile.claims.people import MILITARY, PEOPLE, Group
from reconcile.language.tokens import HYPHENS, WORD, Token, text_at, touches

__all__ = ["BODIES", "DEEDS", "FORCES", "Party", "is_armed", "parties_in", "side_at"]


class Party(NamedTuple):
    """A party that a sentence names, its tokens from `first` to before `last`, and what its name is.

    `short` is True for an abbreviation, which stands before nouns as an adjective does: "US strikes".
    """

    name: str
    first: int
    last: int
    kind: str = STATE
    short: bool = False


# words in lower case with which names begin
_SMALL = frozenset({"al", "anti"})
# words with which a side without a name begins
_SIDES = [word for word, group in PEOPLE.items() if group.kind in ("armed", "side")]
_SIDE_WORDS = frozenset({"anti", "pro", *_SIDES, *(f"{word}'s" for word in _SIDES)})
# sides that are of a state's people and not the state's
_AGAINST = frozenset({
    "rebels", "insurgents", "guerrillas", "militia", "paramilitaries", "separatists", "jihadists", "Islamists",
    "Maoists", "bandits", "pirates", "militants", "terrorists", "extremists", "opposition", "resistance", "gang",
    "cartel", "mutineers", "tribal fighters",
})  # fmt: skip
_MEMBERS = frozenset({"members", "member"})
# what a fighter is told of that is no man: "fighter jets"
_PLANES = frozenset({"jet", "jets", "plane", "planes", "aircraft"})
# words of an unknown name of a group, and words with which none begins
_SHORTEST_NAME, _LONGEST_NAME = 2, 4
_NO_NAMES = frozenset({
    "the", "a", "an", "in", "on", "at", "some", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "police", "heavily", "suspected", "special", "security", "air",
})  # fmt: skip
# endings of adjectives of lands, and words that have them and are none
_ADJECTIVE = ("ian", "ean", "san", "tan", "can", "gan", "nan", "ran", "van", "ese", "ish")
_NO_PEOPLE = frozenset({
    "republican", "urban", "human", "veteran", "guardian", "christian", "partisan", "pedestrian", "historian", "median",
    "artisan", "these", "fish", "ocean", "man", "van", "japan", "sultan", "finish", "foolish", "mean", "clean",
})  # fmt: skip
# what soldiers are organised in
BODIES = frozenset({
    "battalion", "brigade", "division", "unit", "units", "regiment", "army", "guard", "corps", "militia", "group",
    "navy", "force", "garrison", "fleet", "battalions", "brigades", "divisions", "regiments",
})  # fmt: skip
# what a party does to others, and what else belongs to a force; words before it: "Karsian heavy artillery"
DEEDS = frozenset({
    "attack", "attacks", "strike", "strikes", "shelling", "bombing", "bombings", "raid", "raids", "airstrike",
    "airstrikes", "bombardment", "bombardments", "offensive", "drone", "drones", "missile", "missiles", "rocket",
    "rockets", "bomb", "bombs", "operation", "operations", "fire", "gunfire", "assault", "assaults", "ambush",
    "invasion", "crackdown",
})  # fmt: skip
FORCES = DEEDS | {"artillery", "jets", "warplanes", "guns", "side", "gunners", "bombers", "tanks", "gunships", *BODIES}
_TO_FORCE = 2
# participles that make a compound without a hyphen: "Iranian made drones"
_MADE = frozenset({"made", "built", "designed"})
# what may stand behind a side that is named by itself: "the junta has", "government forces", "rebels in"
_VERBAL = frozenset({
    "has", "have", "had", "is", "are", "was", "were", "will", "would", "in", "on", "at", "by", "of", "for", "to",
    "with", "from", "and", "or", "who", "which", "that", "said", "says", "near", "during", "after", "before", "since",
    "as", "against", "also", "later", "so", "reportedly", "but", "while",
})  # fmt: skip


def parties_in(text: str, tokens: list[Token]) -> list[Party]:
    """Find the parties that a sentence names, from left to right.

    A name within a compound is none: neither the backer of "Iran-backed fighters" nor the maker of "US-made bombs".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "North Korean troops helped Moscow’s army against Kyiv-backed rebels"
    >>> [party.name for party in parties_in(text, tokens_of(text))]
    ['North Korea', 'Russia', 'rebels']
    """
    parties: list[Party] = []
    titled = is_title_case(text, tokens)
    index = 0
    while index < len(tokens):
        party = _party_at(text, tokens, index)
        if party and not _in_compound(tokens, party) and (titled or not _in_longer_name(text, tokens, party)):
            before = parties[-1] if parties else None
            parties[-1:] = [party] if before is None else _joined(text, tokens, before, party)
        index = party.last if party else index + 1
    return parties


def _party_at(text: str, tokens: list[Token], index: int) -> Party | None:
    """Return the party that is named at a token."""
    token = tokens[index]
    named = token.kind == WORD and (text[token.start].isupper() or token.text in _SMALL)
    party = _name_at(text, tokens, index) if named else None
    party = party or (side_at(tokens, index) if token.text in _SIDE_WORDS else None)
    return party or (_unlisted(text, tokens, index) or _group_of(text, tokens, index) if named else None)


def _group_of(text: str, tokens: list[Token], index: int) -> Party | None:
    """Return the group whose unknown name of several words stands before its people: "Red Band fighters"."""
    last = index
    while last < len(tokens) and last - index < _LONGEST_NAME and text[tokens[last].start].isupper():
        last += 1
    if last - index < _SHORTEST_NAME or tokens[index].text in _NO_NAMES or not is_armed(text_at(tokens, last)):
        return None
    if text.istitle() or any(token.text in PEOPLE or token.text in _NO_NAMES for token in tokens[index:last]):
        return None
    return Party(text[tokens[index].start : tokens[last - 1].end], index, last + 1, SIDE)


def _joined(text: str, tokens: list[Token], before: Party, party: Party) -> list[Party]:
    """Return two parties, or the one that they name together: "Syrian rebels" are not Syria, nor is "Sudan's RSF"."""
    if before.last != party.first or before.name not in lands() or before.kind not in (STATE, PEOPLE_OF):
        return [before, party]
    possessive = tokens[before.last - 1].text.endswith("'s")
    if party.kind == GROUP or (party.name in _AGAINST and possessive):
        return [party]
    if party.name in _AGAINST:
        return [party._replace(name=text[tokens[before.first].start : tokens[party.last - 1].end], first=before.first)]
    return [before, party]


def _name_at(text: str, tokens: list[Token], index: int) -> Party | None:
    """Return the party whose longest capitalised name begins at a token."""
    token = tokens[index]
    shouted = text.isupper()
    for name in names_by_first().get(token.text, ()):
        last = index + len(name.words)
        said = text[token.start : tokens[min(last, len(tokens)) - 1].end]
        fits = tuple(other.text for other in tokens[index:last]) == name.words
        spelled = not name.capitals or (said.isupper() and not shouted)
        if fits and spelled and any(sign.isupper() for sign in said):
            return Party(name.party, index, last, name.kind, short=said.isupper())
    return None


def _unlisted(text: str, tokens: list[Token], index: int) -> Party | None:
    """Return the people whose adjective stands before a force or a deed, and is not in the list: "Karsian shelling"."""
    word = tokens[index].text
    if not word.endswith(_ADJECTIVE) or not text[tokens[index].start].isupper() or word in PEOPLE or word in _NO_PEOPLE:
        return None
    ahead = [token.text for token in tokens[index + 1 : index + 1 + _TO_FORCE]]
    if not any(other in FORCES or is_armed(other) for other in ahead):
        return None
    return Party(text[tokens[index].start : tokens[index].end], index, index + 1, PEOPLE_OF)


def _in_compound(tokens: list[Token], party: Party) -> bool:
    """Return True for a name beside a hyphen: "Iran-backed", "pro-Russian", "Israeli-occupied", "US-made"."""
    behind = text_at(tokens, party.last) in HYPHENS and touches(tokens, party.last)
    before = text_at(tokens, party.first - 1) in HYPHENS and touches(tokens, party.first)
    behind = behind or (party.kind in (PEOPLE_OF, STATE) and text_at(tokens, party.last) in _MADE)
    return behind or (before and party.kind != SIDE)


def _in_longer_name(text: str, tokens: list[Token], party: Party) -> bool:
    """Return True for a state with which a name of something else begins: "the Niger Delta", "Jordan Valley"."""
    if party.kind != STATE or party.short or party.last >= len(tokens):
        return False
    after = tokens[party.last]
    capital = after.kind == WORD and text[after.start].isupper() and not tokens[party.last - 1].text.endswith("'s")
    force = after.text in FORCES or after.text in PEOPLE or after.text in ("air", "coast")
    return capital and not force and after.text not in names_by_first()


def side_at(tokens: list[Token], index: int) -> Party | None:
    """Return the side without a name that is named at a token: "rebel fighters", "the junta", "anti-state militants".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> [side_at(tokens_of(words), 0).name for words in ("junta soldiers", "rebel fighters", "anti-state militants")]
    ['junta', 'rebels', 'anti-state militants']
    """
    first, prefix = index, ""
    if tokens[index].text in ("anti", "pro") and text_at(tokens, index + 1) in HYPHENS:
        prefix = f"{tokens[index].text}-{text_at(tokens, index + 2)} "
        index += 3
    last = index
    while last < len(tokens) and is_armed(tokens[last].text):
        last += 1
    if last == index or text_at(tokens, last) in _PLANES:
        return None
    if prefix:
        return Party(prefix + tokens[last - 1].text, first, last, SIDE)
    group = _group(tokens[index].text)
    if group.kind not in ("armed", "side"):
        return None
    if group.kind == "side" and last == index + 1 and not _alone(tokens, last):
        return None
    return Party(group.name, first, last, SIDE)


def _group(word: str) -> Group:
    return PEOPLE.get(word.removesuffix("'s").removesuffix("'"), Group("", ""))


def is_armed(word: str) -> bool:
    """Return True for a word for those who bear arms, or for a side that does.

    Examples
    --------
    >>> is_armed("soldiers"), is_armed("junta"), is_armed("miners")
    (True, True, False)
    """
    kind = _group(word).kind
    return kind in MILITARY or kind == "side"


def _alone(tokens: list[Token], place: int) -> bool:
    """Return True where no noun follows, of which a side is only told: "opposition leader", "government offices"."""
    if place >= len(tokens) or tokens[place].kind != WORD:
        return True
    word = tokens[place].text
    deed = any(token.text in DEEDS for token in tokens[place : place + _TO_FORCE + 1])
    return deed or word in _VERBAL or word in _MEMBERS or word in CUE_WORDS or word.endswith("ed")
