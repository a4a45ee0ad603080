"""Who says a figure, and the verb that fits: a list names, a count counts, a model estimates, a side claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, at_rows, each_once, each_pair_once, each_text, strings
from reconcile.report.sentences.names_apart import names_apart
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import few_words
from reconcile.spellings import BETWEEN

__all__ = ["COUNTED_VERBS", "Speakers", "is_nameless", "printed_names", "speakers_of"]

# how a figure was come by -> the verb of its sentence; a bare claim is one of its side only where that has a stake
_VERBS = {
    "named": "named", "certified": "counted", "bodies": "counted", "register": "counted", "photo": "counted",
    "modelled": "estimated", "estimated": "estimated",
}  # fmt: skip

# verbs that take what was counted as their object: "had named 37 people killed"
COUNTED_VERBS = ("named", "counted")

# words of the name of an outlet that stands beside those who are not named
OUTLET_WORDS = 4


@dataclass(frozen=True)
class Speakers:
    """Those who say figures, one entry for each claim asked for; all "" for a claim of -1.

    Attributes
    ----------
    name : ndarray of str, shape (wanted,)
        The voice as it is printed; never that of an outlet which passes its figure on.
    outlet : ndarray of str, shape (wanted,)
        The outlet of those who are not named: "US officials told AFP"; "" for all others.
    verb : ndarray of str, shape (wanted,)
        named, counted, estimated, claimed or said.
    relay : ndarray of str, shape (wanted,)
        The outlet that passes the figure of another on, for the note.
    """

    name: Strings
    outlet: Strings
    verb: Strings
    relay: Strings

    def at(self, claims: Ints) -> Speakers:
        """Return those who say the figures of some claims, in the order given; -1 is the last of them, nobody."""
        return Speakers(self.name[claims], self.outlet[claims], self.verb[claims], self.relay[claims])

    def quoted(self) -> Strings:
        """Return the names, of those who are not named with their outlet: "US officials quoted by AFP"."""
        return each_pair_once(self.name, self.outlet, _quoted)


def printed_names(claims: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the claims with the names to print of voices and sources; one of several who speak reports nobody.

    A figure whose origin is an analysis of another's data is told by the name of that analysis. Long names that would
    be cut to the same words are told apart.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`.
    names : mapping of source to the name to print

    Examples
    --------
    >>> claims = pd.DataFrame({"voice": ["UK MoD", "AP; Reuters"], "source": ["KBS", "AP"]})
    >>> printed_names(claims, {"UK MoD": "the UK Ministry of Defence"}).values.tolist()
    [['the UK Ministry of Defence', 'KBS'], ['AP and Reuters', 'AP and Reuters']]
    """
    voice, source = claims["voice"], claims["source"]
    said = dict.fromkeys(str(name) for column in (voice, source) for name in column.unique())
    names = {**names_apart(said), **names}
    lists = any(BETWEEN in str(name) for name in voice.unique())
    counted = _analyses(claims)
    if not (names or lists or counted.any()):
        return claims
    # who counted from the data of another is no other, though the two are one voice
    voice = voice.astype(object).where(~counted, claims["origin"].astype(object)) if counted.any() else voice
    if lists:
        source = pd.Series(each_pair_once(strings(voice), strings(source), _speaker), dtype=object)
    printed = {"voice": voice, "source": source}
    return claims.assign(
        **{name: each_text(cells, lambda one: _printed(one, names)) for name, cells in printed.items()}
    )


def _analyses(claims: pd.DataFrame) -> Flags:
    """Return True for claims whose origin says that it is an analysis of the data of their voice."""
    if "origin" not in claims:
        return np.zeros(len(claims), dtype=bool)
    said = each_text(claims["origin"], lambda name: "yes" if _of_data(name) else "") == "yes"
    counted: Flags = said & (strings(claims["origin"]) != strings(claims["voice"]))
    return counted


def _of_data(name: str) -> bool:
    return any(word in name.lower() for word in words().nameless["analyses"])


def speakers_of(claims: pd.DataFrame, positions: Ints, most: int | None = None) -> Speakers:
    """Return who says the figures of claims.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`, names as they are printed.
    positions : ndarray of int, shape (wanted,)
        Rows, -1 for none.
    most : int, optional
        Words that a name keeps.

    Returns
    -------
    Speakers

    Examples
    --------
    >>> claims = pd.DataFrame({"voice": ["US officials", "112.ua"], "source": ["AFP", "112.ua"], "basis": ["", "named"],
    ...                        "stake_side": ""})
    >>> who = speakers_of(claims, np.array([0, 1]))
    >>> who.quoted().tolist(), who.verb.tolist()
    (['US officials quoted by AFP', 'the source 112.ua'], ['said', 'named'])
    """
    known = np.flatnonzero(positions >= 0) if len(claims) else np.empty(0, dtype=np.int64)
    rows = claims[[name for name in ("voice", "source", "basis", "stake_side") if name in claims]]
    rows = rows.iloc[positions[known]]
    cut = _cut(most)
    name, source = each_text(rows["voice"], cut), each_text(rows["source"], cut)
    passed = (name != source) & (source != "")
    nameless = each_text(rows["voice"], lambda voice: "yes" if is_nameless(voice) else "") == "yes"
    # "told a news article": an outlet that has no name is none
    known_outlet = each_once(source, lambda one: "" if one.split(" ")[0] in words().nameless["articles"] else "yes")
    outlet = np.where(
        nameless & passed & (known_outlet == "yes"), each_once(source, lambda one: few_words(one, OUTLET_WORDS)), ""
    )
    # "AFP's analysis of ISW data" names the outlet itself
    named = each_pair_once(name, source, lambda voice, one: "yes" if voice.startswith(f"{one}'s ") else "") == "yes"
    relay = np.where(passed & (outlet == "") & ~named, source, "")
    found = (name, outlet.astype(object), _verbs(rows), relay.astype(object))
    return Speakers(*(at_rows(texts, known, len(positions), "") for texts in found))


def _verbs(rows: pd.DataFrame) -> Strings:
    basis = strings(rows["basis"]) if "basis" in rows else np.full(len(rows), "", dtype=object)
    stake = strings(rows["stake_side"]) if "stake_side" in rows else np.full(len(rows), "", dtype=object)
    by_basis = each_once(basis, lambda key: _VERBS.get(key, "said"))
    return np.where((basis == "claimed") & (stake != ""), "claimed", by_basis).astype(object)


def _cut(most: int | None) -> Callable[[str], str]:
    def name(text: str) -> str:
        short = few_words(text) if most is None else few_words(text, most)
        # no sentence begins with a digit
        return words().fragments["numbered_source"].format(name=short) if short[:1].isdigit() else short

    return name


def is_nameless(voice: str) -> bool:
    """Return True for voices that nobody has named: "US officials", "a senior official".

    Examples
    --------
    >>> is_nameless("US officials"), is_nameless("a senior Ukrainian official"), is_nameless("Ministry of Health")
    (True, True, False)
    """
    said = voice.lower().split()
    return any(word in said for word in words().nameless["anywhere"]) or bool(
        said and said[-1] in words().nameless["last"]
    )


def _quoted(name: str, outlet: str) -> str:
    return words().fragments["quoted_by"].format(who=name, outlet=outlet) if outlet else name


def _speaker(voice: str, source: str) -> str:
    return voice if source in voice.split(BETWEEN) else source


def _printed(name: str, names: Mapping[str, str]) -> str:
    """Return the name to print; of a list without a name of its own those of its members: "AP and Reuters"."""
    *others, last = [names.get(member, member) for member in name.split(BETWEEN)]
    listed = ", ".join(others) + words().fragments["and"] + last if others else last
    return names.get(name, listed)
