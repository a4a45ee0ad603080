"""Parts of other figures: "97, including 12 children" gives two quantities, the whole and the children among them.

A *part* counts some of those whom another figure, its *whole*, counts. It is kept apart from the whole by its
population or its scope, from its own words where these are empty.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import each_once
from reconcile.claims.faults import Faults
from reconcile.claims.people import POPULATIONS
from reconcile.claims.text import as_text, categories_of
from reconcile.columns import DEFINING
from reconcile.spellings import clean_name

__all__ = ["settle_parts", "words_of_part"]

# words at the head of what stands behind a figure that say nothing of the part
_EMPTY = frozenset((
    "of", "them", "these", "those", "whom", "which", "the", "a", "an", "and", "more", "others", "all", "total",
    "were", "was", "are", "is", "have", "has", "had", "been", "being", "people", "persons", "person",
    "dead", "deaths", "died", "killed", "wounded", "injured", "casualties", "victims", "fatalities", "bodies",
))  # fmt: skip

# what stands behind the last figure of a phrase: what it counts
_BEHIND = re.compile(r"^.*\d(?:[\d.,]*\d)?(?P<behind>.*)$", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# defining columns that say when
_TIMES = ("temporal", "period_start", "period_end")

# characters of a scope that is made from words
LONGEST_SCOPE = 60


def words_of_part(phrase: str) -> tuple[str, str]:
    """Return the population that the phrase of a part names, and its scope where it names none.

    Examples
    --------
    >>> words_of_part("including 12 children"), words_of_part("45 of them from the camp"), words_of_part("12 people")
    (('children', ''), ('', 'from the camp'), ('', ''))
    """
    words = _WORD.findall(phrase.casefold())
    populations = sorted({POPULATIONS[word] for word in words if word in POPULATIONS})
    if populations:
        return " and ".join(populations), ""
    behind = _BEHIND.match(phrase.casefold())
    told = _WORD.findall(behind.group("behind")) if behind else []
    while told and told[0] in _EMPTY:
        told = told[1:]
    return "", clean_name(" ".join(told)[:LONGEST_SCOPE])


def settle_parts(claims: pd.DataFrame, faults: Faults) -> None:
    """Give parts a population or a scope that keeps them apart from their whole, in place.

    Parameters
    ----------
    claims : DataFrame, index 0, 1, …
        A claim that names its whole in `part_of` is a part, whatever its role says.
    faults : Faults

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"claim_id": ["W", "P"], "measure": "killed", "source": "Ministry", "part_of": ["", "W"],
    ...                      "phrase": ["97", "including 12 children"]})
    >>> check_claims(rows).claims[["role", "population"]].values.tolist()
    [['', ''], ['part', 'children']]
    """
    named = (claims["part_of"] != "").to_numpy()
    parts = np.flatnonzero(named | (claims["role"] == "part").to_numpy())
    if not len(parts):
        return
    _put(claims, "role", parts, np.full(len(parts), "part", dtype=object))
    _describe(claims, parts)
    whole = _wholes(claims, parts, faults)
    alike = np.flatnonzero(_as_its_whole(claims, parts, whole))
    _put(claims, "scope", parts[alike], _marked(claims.iloc[parts[alike]]))


def _describe(claims: pd.DataFrame, parts: npt.NDArray[np.intp]) -> None:
    """Fill population or scope of parts that have neither, from their phrases, unless their party says it already."""
    bare = parts[((claims["population"] == "") & (claims["scope"] == "")).to_numpy()[parts]]
    phrases = claims["phrase"].iloc[bare]
    words = {phrase: words_of_part(phrase) for phrase in phrases.unique()}
    party = as_text(claims["party"].iloc[bare]).str.lower().to_numpy(dtype=object)
    for place, name in enumerate(("population", "scope")):
        told = np.array([words[phrase][place] for phrase in phrases], dtype=object)
        _put(claims, name, bare, np.where(told == party, "", told).astype(object))


def _wholes(claims: pd.DataFrame, parts: npt.NDArray[np.intp], faults: Faults) -> npt.NDArray[np.intp]:
    """Return the row of the whole of every part, -1 where none is known; unknown ones are findings."""
    usable = np.flatnonzero(~faults.rows)
    ids = pd.Index(claims["claim_id"].iloc[usable].to_numpy(dtype=object))
    first = ~ids.duplicated()
    place = pd.Index(ids[first]).get_indexer(pd.Index(claims["part_of"].iloc[parts].to_numpy(dtype=object)))
    whole = np.where(place < 0, -1, usable[first][np.maximum(place, 0)] if len(usable) else -1)
    itself = whole == parts
    named = (claims["part_of"] != "").to_numpy()
    missing, own = np.zeros((2, len(claims)), dtype=bool)
    missing[parts[whole < 0]], own[parts[itself]] = True, True
    faults.note(
        missing & named, "whole-missing", "the claim of which it is a part is not among the claims", "part_of",
        "add that claim, or correct its name",
    )  # fmt: skip
    faults.note(
        own, "part-of-itself", "it is to be a part of itself", "part_of", "name the claim that counts all of them"
    )
    return np.where(itself, -1, whole)


def _as_its_whole(
    claims: pd.DataFrame, parts: npt.NDArray[np.intp], whole: npt.NDArray[np.intp]
) -> npt.NDArray[np.bool_]:
    """Return True for parts that are defined as their whole is, or as other figures of their source where none is."""
    sources = claims["source"].iloc[parts].unique()
    others = np.setdiff1d(np.flatnonzero(claims["source"].isin(sources)), parts)
    keys = {rows: _definitions(claims, places) for rows, places in (("parts", parts), ("others", others))}
    beside = keys["parts"].isin(keys["others"])
    bare = ((claims["population"] == "") & (claims["scope"] == "")).to_numpy()[parts]
    # of a known whole the source does not matter
    same = keys["parts"].droplevel("source") == _definitions(claims, np.maximum(whole, 0)).droplevel("source")
    return np.asarray(np.where(whole >= 0, same, bare | beside), dtype=bool)


def _definitions(claims: pd.DataFrame, rows: npt.NDArray[np.intp]) -> pd.MultiIndex:
    """Return source and definition of claims, times aside: a part may be told without those of its whole."""
    columns = ["source", "quantity", *(name for name in DEFINING if name not in _TIMES)]
    return pd.MultiIndex.from_frame(pd.DataFrame({name: as_text(claims[name].iloc[rows]) for name in columns}))


def _marked(parts: pd.DataFrame) -> npt.NDArray[np.object_]:
    """Return the scope of parts, with the words that it is a part."""
    scope, whole, source = (as_text(parts[name]).to_numpy(dtype=object) for name in ("scope", "part_of", "source"))
    mark = "part of " + np.where(whole != "", whole, source)
    return each_once(np.where(scope == "", mark, scope + ", " + mark).astype(object), clean_name)


def _put(claims: pd.DataFrame, name: str, rows: npt.NDArray[np.intp], values: npt.NDArray[np.object_]) -> None:
    """Set cells of a column of text, in place."""
    cells = as_text(claims[name]).to_numpy(dtype=object).copy()
    if (cells[rows] == values).all():
        return
    cells[rows] = values
    claims[name] = categories_of(pd.Series(cells, index=claims.index, dtype="str"))
