"""How a name shows that it is a place: by its preposition, its kind, what it owns, and what happened there."""

from __future__ import annotations

from reconcile.articles.place.place_phrases import Ahead, Behind
from reconcile.articles.words.capitalised_names import Name, is_capital, name_at
from reconcile.articles.words.named_lands import LAND, SEAT
from reconcile.articles.words.place_words import (
    AGENTS_ACTS,
    AREAS,
    ATTACKS,
    FUNCTION,
    HAPPENINGS,
    MOVED,
    OUT_OF,
    OWN_PARTS,
    PARTS,
    PERSONS_OF,
    SEAS,
    SHAKES,
    SIDES,
    SITES,
    TELLING,
)  # fmt: skip
from reconcile.articles.words.speech_words import noun_of
from reconcile.articles.words.verb_words import SAYING
from reconcile.language.relations import RANKS
from reconcile.language.tokens import HYPHENS, WORD, Token, text_at

__all__ = ["BEGINS", "COUNTING", "FOLK", "HERE", "MAYBE", "NAMED", "OFFICE", "SPOKEN", "Signs", "is_compound"]

# how a sentence names a place: as where something is; as where a speaker is; as that of an office ("the Kherson
# governor"); by name alone, as states are named that act; by a name that may be a place, if it is one elsewhere
HERE, SPOKEN, OFFICE, NAMED, MAYBE = "here", "spoken", "office", "named", "maybe"
# by the people or the adjective of a state; by the word that begins a sentence, before what happened: "Orva quake
# kills 12", a place if it is a name elsewhere
FOLK, BEGINS = "folk", "begins"

# prepositions behind which any name is a place
_IN = frozenset({
    "in", "near", "inside", "across", "outside", "throughout", "within", "along", "off", "beside", "beyond", "around",
})  # fmt: skip
# those that need a word for what it is, or the name of a state
_OVER = frozenset({"over", "above", "through"})
_TO = frozenset({"to", "into", "towards", "toward", "onto"})
_KINDS = AREAS | SITES | SIDES
_ACTS = AGENTS_ACTS | ATTACKS
# nouns before "of" behind which places are only compared: "the size of Malta"; and before "for": "the battle for Orva"
_COMPARED, _FOUGHT = frozenset({"size", "equivalent", "shape", "area"}), frozenset({
    "battle", "fight", "struggle", "battles", "fighting",
})  # fmt: skip
# areas of which any noun may say what they are: "Mining town"
_TOWNS = frozenset({"town", "towns", "village", "villages", "suburb", "suburbs", "coast", "coastline", "capital"})
# verbs of a state that counts what happened on its ground: "Spain reported 832 deaths"
COUNTING = frozenset({"reported", "recorded", "registered", "logged", "saw", "seen", "reports", "records"})
# verbs before "from" and the place of what they tell
_TAKEN = frozenset({"abducted", "kidnapped", "seized", "rescued", "evacuated"})
# verbs whose object is a place: "a quake struck Orva"; and those before "through" and "over"
_STRIKING = frozenset({
    "hit", "struck", "rocked", "shook", "jolted", "ravaged", "devastated", "battered", "lashed", "slammed", "pounded",
    "shelled", "bombed", "bombarded", "flooded", "besieged", "stormed", "invaded", "shelling", "bombing", "pounding",
    "overran",
})  # fmt: skip
_SWEPT = frozenset({
    "tore", "swept", "ripped", "raged", "barreled", "rolled", "ploughed", "plowed", "rampaged", "down", "downed",
    "intercepted", "destroyed", "drones", "missiles", "exploded",
})  # fmt: skip
# what is waged by persons as well as by states: "Vladimir Putin's war" is no place
_WAGED = frozenset({"war", "wars"})
# bodies with a house of their own: who speaks for one, or is cared for in it, was not hurt there
_HOUSES = frozenset({
    "hospital", "hospitals", "clinic", "clinics", "university", "universities", "college", "institute", "institutes",
})  # fmt: skip
_AFFILIATED, _CARED_FOR = frozenset({"at", "of", "from", "with", "by", "in"}), frozenset({
    "treated", "treatment", "treating", "admitted", "hospitalised", "hospitalized", "rushed", "taken", "airlifted",
    "transported", "transferred", "care", "recovering", "discharged",
})  # fmt: skip
_STUDIES = frozenset({"study", "survey", "research", "count", "analysis"})
# words between such a verb and its object
_OBJECT = 4
# words from a rank to the preposition: "the deadliest attack in"
_RANKED = 1
# tokens of an insertion up to its noun: "a remote and mountainous border region"
_INSERTED = 6
# words between such a house and what is done there: "taken by helicopter to the nearest"
_CARE = 8
# tokens before a preposition that may hold its verb, and those of a verb of telling
_VERB, _TOLD = 4, 2


class Signs:
    """The signs around a name.

    Parameters
    ----------
    text : str
    tokens : list of Token
    name : Name
    front, back : Ahead, Behind
        The words before and behind it.
    """

    def __init__(self, text: str, tokens: list[Token], name: Name, front: Ahead, back: Behind) -> None:
        self._text, self._tokens, self._name, self._front, self._back = text, tokens, name, front, back
        own = tokens[name.first].text
        kind = back.kind and not self._only_begins()
        self._shown = front.side or front.kind or kind or own in SEAS or self._is_explained()
        self._sided = name.last - name.first > 1 and own in SIDES
        self._before = [token.text for token in tokens[max(front.at - _VERB, 0) : front.at]]

    def how(self) -> str:
        """Return how the name is a place, "" if nothing shows it.

        Examples
        --------
        >>> from reconcile.articles.place.place_phrases import ahead_of, behind
        >>> from reconcile.language.tokens import tokens_of
        >>> text, name = "in rural Orva", Name(2, 3)
        >>> Signs(text, tokens_of(text), name, ahead_of(text, tokens_of(text), 2), behind(tokens_of(text), name)).how()
        'here'
        """
        front, back = self._front, self._back
        if self._is_visited():
            return ""
        if back.noun in PERSONS_OF or (front.preposition == "of" and self._last_before() in PERSONS_OF):
            return OFFICE
        if back.owns:
            return NAMED if self._owns_name() or self._owns_capital() else self._of_owner()
        if back.last > self._name.last and self._describes_name():
            return MAYBE
        how = self._behind_preposition()
        if how == HERE or (not front.preposition and (self._shown or self._is_struck())):
            return HERE
        return self._befallen() if back.noun in HAPPENINGS else self._bare(how)

    def _is_visited(self) -> bool:
        """Return True for a hospital or a university of which somebody speaks, or where somebody is cared for."""
        front, tokens = self._front, self._tokens
        first = front.at if front.preposition else self._name.first
        if _HOUSES.isdisjoint(token.text for token in tokens[first : self._back.last]):
            return False
        before = [token.text for token in tokens[max(first - _CARE, 0) : first]]
        speaks = front.preposition in _AFFILIATED and _studies(before[-1:])
        says = text_at(tokens, self._back.last) in SAYING
        return speaks or says or not _CARED_FOR.isdisjoint(before)

    def _bare(self, how: str) -> str:
        """Return how a name that nothing shows to be a place is one; "Moscow said" is the state, not the city."""
        if self._name.kind == SEAT:
            return ""
        if self._name.kind != LAND:
            return how or MAYBE
        index = self._name.last
        if self._name.first == 0 and text_at(self._tokens, index) == ":":
            # "Kenya: Some 79 cases were reported"
            return HERE
        index += text_at(self._tokens, index) in ("has", "have", "also")
        counts = text_at(self._tokens, index) in COUNTING and text_at(self._tokens, index + 1) != "that"
        return HERE if counts and not self._front.preposition else NAMED

    def _only_begins(self) -> bool:
        """Return True for a word at the beginning that may be a noun before its kind: "Coal mine", "Border town"."""
        name, kind = self._name, text_at(self._tokens, self._back.last - 1)
        return name.first == 0 and self._back.last > name.last == 1 and kind not in OWN_PARTS - _TOWNS

    def _is_struck(self) -> bool:
        """Return True for the object of a verb that strikes places."""
        index = self._name.first - 1
        for _ in range(_OBJECT):
            word = text_at(self._tokens, index)
            if word not in SIDES and word not in HYPHENS and word != "the" and not word.endswith("'s"):
                break
            index -= 1
        describes = is_compound(self._text, self._tokens, self._name)
        return text_at(self._tokens, index) in _STRIKING and not describes

    def _last_before(self) -> str:
        return self._before[-1] if self._before else ""

    def _is_explained(self) -> bool:
        """Return True where an insertion behind shows that it is a place: "Dir, a remote region", "Orva, where"."""
        index = self._back.last
        if text_at(self._tokens, index) != ",":
            return False
        if text_at(self._tokens, index + 1) == "where":
            return True
        ahead = [token.text for token in self._tokens[index + 2 : index + 2 + _INSERTED]]
        stops = (word for word in ahead if word in _KINDS or word in PERSONS_OF or word in FUNCTION or word == ",")
        return text_at(self._tokens, index + 1) in ("a", "an", "the") and next(stops, "") in AREAS

    def _owns_name(self) -> bool:
        """Return True where a possessive stands before another name: "Ukraine's eastern Orva region"."""
        index = self._back.last
        while text_at(self._tokens, index) in SIDES or text_at(self._tokens, index) in HYPHENS:
            index += 1
        return is_capital(self._text, self._tokens, index)

    def _owns_capital(self) -> bool:
        """Return True where the capital that is owned has a name of its own behind: "Mali's capital, Orva"."""
        index = self._name.last + 1
        comma = text_at(self._tokens, index) == ","
        return self._back.noun == "capital" and is_capital(self._text, self._tokens, index + comma)

    def _describes_name(self) -> bool:
        """Return True where name and kind only describe the name that follows: "the Red Sea resort (of) Tessa"."""
        index = self._back.last + (text_at(self._tokens, self._back.last) == "of")
        return index < len(self._tokens) and name_at(self._text, self._tokens, index) is not None

    def _of_owner(self) -> str:
        """Return how an owner is a place: "Bihar's 10 districts", "China's mines", not "Israel's strikes"."""
        noun, land = self._back.noun, self._name.kind == LAND
        if self._name.kind == SEAT:
            return HERE if noun in OWN_PARTS else ""
        befell = noun in HAPPENINGS and not (land and noun in _ACTS) and (land or noun not in _WAGED)
        area = noun in AREAS and (self._back.number or noun in OWN_PARTS)
        if befell or noun in PARTS or area or (land and (noun in SITES or noun in AREAS)):
            return HERE
        return NAMED if land else MAYBE

    def _befallen(self) -> str:
        """Return how a name is a place before what happened: "the Herat earthquake", not "Israel strikes"."""
        noun, first = self._back.noun, self._name.first
        if self._name.kind == LAND:
            return NAMED if noun in _ACTS else HERE
        begins = first == 0 or self._tokens[first - 1].kind != WORD
        if noun not in SHAKES:
            return MAYBE
        return BEGINS if begins else HERE

    def _behind_preposition(self) -> str:
        """Return how a name behind a preposition is a place, "" if that does not show it."""
        word = self._front.preposition
        if word in _IN:
            return self._behind_in()
        if word in ("at", "on"):
            return self._behind_at() if word == "at" else self._behind_on()
        if word in _OVER:
            sure = self._shown or self._sided or self._name.kind == LAND or not _SWEPT.isdisjoint(self._before)
            return HERE if sure else MAYBE
        if word in _TO:
            return HERE if not MOVED.isdisjoint(self._before) else MAYBE
        return HERE if self._is_place_of() else ""

    def _is_told(self) -> bool:
        """Return True behind a verb of telling, whose place is that of the speaker."""
        return not TELLING.isdisjoint(self._before[-_TOLD:])

    def _behind_in(self) -> str:
        if any(word in RANKS for word in self._before[-_RANKED:]):
            # "121 dead, the deadliest in India in a decade"
            return MAYBE
        compound = self._front.the and is_compound(self._text, self._tokens, self._name)
        sure = self._shown or self._sided or self._name.kind == LAND or (self._front.plain and not compound)
        return MAYBE if not sure else OFFICE if self._is_told() else HERE

    def _behind_at(self) -> str:
        plain = self._front.plain and not self._front.the and not self._is_told()
        return HERE if self._shown or self._sided or plain else MAYBE

    def _behind_on(self) -> str:
        """Return how a name behind "on" is a place: what is attacked is, and what something landed on."""
        before = self._last_before()
        if "against" in self._before:
            # "protests against the war on Orva"
            return MAYBE
        struck = before in _ACTS or (before.endswith("ed") and not self._front.the and not self._is_told())
        plain = struck and not is_compound(self._text, self._tokens, self._name)
        return HERE if self._shown or self._sided or plain else MAYBE

    def _is_place_of(self) -> bool:
        """Return True for a place behind "from", "for" and "of": "evacuated from", "the battle for", "the city of"."""
        word, before = self._front.preposition, self._last_before()
        if word == "from":
            return not OUT_OF.isdisjoint(self._before[-_TOLD:]) or not _TAKEN.isdisjoint(self._before)
        return before in _FOUGHT if word == "for" else self._front.kind and before not in _COMPARED


def _studies(words: list[str]) -> bool:
    """Return True for who speaks of what he knows, and for what he found: "doctors at", "a study by"."""
    return any(noun_of(word) == "role" or word in _STUDIES for word in words)


def is_compound(text: str, tokens: list[Token], name: Name) -> bool:
    """Return True for a name that only describes the noun behind it: "in the Assad regime".

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "the Assad regime"
    >>> is_compound(text, tokens_of(text), Name(1, 2))
    True
    """
    follows = name.last < len(tokens) and tokens[name.last].kind == WORD and not is_capital(text, tokens, name.last)
    word = text_at(tokens, name.last)
    return follows and word not in FUNCTION and not word.endswith(("ed", "ly"))
