"""Quantities found by words: "nk casualties", "North Korean dead", "troops in Kursk".

One rule for the command line, notebooks and the search of the report: a quantity is found where every word asked for
begins one of its own. A page that searches by itself takes the words of `search_words`, cuts what is typed as
`asked_words` does, and needs nothing else.

What is found is listed as it is meant: first what the words name itself, whole words before beginnings, then what only
its family or another name of its party is called; of equals a total comes before a part of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, each_once, each_text, strings
from reconcile.articles.words.party_list import other_names
from reconcile.claims.measures import MEASURES, Measure
from reconcile.claims.people import POPULATIONS
from reconcile.report.sentences.clauses import full_unit_words
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.phrasebook import words

__all__ = ["PASSED_OVER", "asked_words", "found_by", "found_order", "own_words", "search_words", "standing_of"]

# words of a question that say nothing of a quantity; prepositions of place are in the words of the language
PASSED_OVER = frozenset({"a", "an", "and", "by", "for", "from", "of", "or", "the", "to", "with", "how", "many", "what"})

# letters and digits; an underscore parts words as a blank does
_WORD = re.compile(r"[^\W_]+")

# columns of an estimate that name it
_NAMED = ("quantity", "party", "place", "scope", "population", "measure")

# how figures stand beside one another where words find several: totals, what is held, parts of a time, paces
_TEMPORAL = ("cumulative", "stock", "period", "rate")


def asked_words(text: str) -> list[str]:
    r"""Return the words of a question: letters and digits, in lower case, without accents, each once.

    What is in `PASSED_OVER` or a preposition is left out, unless nothing else is asked for. In JavaScript:
    `text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu)`.

    Examples
    --------
    >>> asked_words("The casualties of Yaoundé"), asked_words("in")
    (['casualties', 'yaounde'], ['in'])
    """
    asked = list(dict.fromkeys(_words_of(text)))
    telling = [word for word in asked if word not in PASSED_OVER and word not in words().prepositions]
    return telling or asked


def search_words(estimates: pd.DataFrame, own: Strings, *, families: Mapping[str, str]) -> Strings:
    """Return the words by which every estimate's quantity is found.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`; one row a quantity will do.
    own : ndarray of str, shape (estimates,)
        As `own_words` returns them.
    families : mapping
        As in `sentences`.

    Returns
    -------
    ndarray of str, shape (estimates,)
        Words in lower case, each once, in alphabetical order, between blanks: those of `own_words`, of its family, and
        other names of its parties and places.

    Examples
    --------
    >>> import reconcile as rc
    >>> claims = pd.DataFrame({"measure": "killed", "party": "North Korea", "source": ["A"], "best": [300]})
    >>> rows = rc.reconcile(claims).estimates
    >>> found = search_words(rows, own_words(rows, subjects={}), families={})
    >>> [found_by(found, asked).tolist() for asked in ("nk deaths", "North Koreans", "DPRK", "Russia")]
    [[True], [True], [True], [False]]
    """
    if estimates.empty:
        return np.empty(0, dtype=object)
    kin = [
        strings(estimates["family"]),
        each_text(estimates["family"], lambda family: families.get(family, "")),
        *(each_text(estimates[name], lambda name: " ".join(other_names(name))) for name in ("party", "place")),
    ]
    return _joined([own, *kin])


def own_words(
    estimates: pd.DataFrame, *, subjects: Mapping[str, str], measures: Mapping[str, Measure] | None = None,
    claims: pd.DataFrame | None = None,
) -> Strings:  # fmt: skip
    """Return the words that name every estimate's quantity itself.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`; one row a quantity will do.
    subjects : mapping
        As in `sentences`.
    measures : mapping of name to Measure, optional
        Measures of the project's own.
    claims : DataFrame, optional
        Rows of `claims.csv`: with them a quantity is found by its voices, too.

    Returns
    -------
    ndarray of str, shape (estimates,)
        As `search_words` has them: those of its heading and its key, other names of its measure and of its people, its
        unit, the first letters of a name of several words ("nk"), and its voices.

    Examples
    --------
    >>> import reconcile as rc
    >>> claims = pd.DataFrame({"measure": "killed", "family": "flood", "source": ["Hospital"], "best": [300]})
    >>> result = rc.reconcile(claims)
    >>> own = own_words(result.estimates, subjects={}, claims=result.claims)
    >>> [found_by(own, asked).tolist() for asked in ("dead", "hospital", "flood")]
    [[True], [True], [False]]
    """
    if estimates.empty:
        return np.empty(0, dtype=object)
    rows = estimates.reset_index(drop=True)
    parts = [strings(titles(rows, subjects=subjects)), *(strings(rows[name]) for name in _NAMED)]
    parts += [
        each_text(rows["party"], lambda party: subjects.get(party, "")),
        each_text(rows["measure"], partial(_synonyms, {**MEASURES, **(measures or {})})),
        each_text(rows["population"], _people),
        *(each_text(rows[name], _first_letters) for name in ("party", "place")),
        full_unit_words(strings(rows["unit"])),
        _voices(rows, claims),
    ]
    return _joined(parts)


def standing_of(estimates: pd.DataFrame) -> Ints:
    """Return the place of every row where words find several: those that can be told first, totals before parts.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, one a quantity.

    Returns
    -------
    ndarray of int, shape (estimates,)
        From 0; of equals the one of more voices, then by key.

    Examples
    --------
    >>> rows = pd.DataFrame({"quantity": ["a", "b", "c"], "publish": ["range", "range", "withheld"],
    ...                      "temporal": ["period", "cumulative", "cumulative"], "voices": [3.0, 1.0, 0.0]})
    >>> standing_of(rows).tolist()
    [1, 0, 2]
    """
    places_of = {kind: place for place, kind in enumerate(_TEMPORAL)}
    kind = estimates["temporal"].astype(object).map(places_of).fillna(len(_TEMPORAL)).to_numpy(np.float64)
    withheld = (estimates["publish"] == "withheld").to_numpy()
    voices = estimates["voices"].fillna(0).to_numpy(np.float64)
    key = pd.Series(strings(estimates["quantity"])).rank(method="first").to_numpy()
    standing: Ints = np.empty(len(estimates), dtype=np.int64)
    standing[np.lexsort((key, -voices, kind, withheld))] = np.arange(len(estimates))
    return standing


def found_order(found: Strings, own: Strings, standing: Ints, asked: str) -> Ints:
    """Return the rows that words find, in the order in which they are listed.

    Parameters
    ----------
    found, own : ndarray of str, shape (estimates,)
        As `search_words` and `own_words` return them.
    standing : ndarray of int, shape (estimates,)
        As `standing_of` returns it.
    asked : str

    Returns
    -------
    ndarray of int
        A word that names the quantity itself counts 0, one that begins such a word 1, a whole word of its family 2, the
        beginning of one 3; rows by the sum, then by `standing`.

    Examples
    --------
    >>> own = np.array(["dead week", "dead"], dtype=object)
    >>> found_order(own, own, np.array([1, 0]), "dead").tolist()
    [1, 0]
    """
    rows = np.flatnonzero(found_by(found, asked))
    far = np.zeros(len(rows), dtype=np.int64)
    for word in asked_words(asked):
        ways = ((own, f" {word} "), (own, f" {word}"), (found, f" {word} "))
        hits = [[way in f" {text} " for text in texts[rows].tolist()] for texts, way in ways]
        far += np.select(np.array(hits), [0, 1, 2], default=3) if len(rows) else 0
    ordered: Ints = rows[np.lexsort((standing[rows], far))]
    return ordered


def found_by(found: Strings, asked: str) -> Flags:
    """Return True where every word asked for begins one of the words of `search_words`; False where nothing is asked.

    Examples
    --------
    >>> found_by(np.array(["kursk soldiers", "kyiv"], dtype=object), "Soldier in Kursk").tolist()
    [True, False]
    """
    wanted = [f" {word}" for word in asked_words(asked)]
    hits = each_once(found, lambda text: "yes" if wanted and all(word in f" {text}" for word in wanted) else "")
    yes: Flags = hits == "yes"
    return yes


def _words_of(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.lower())
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    return _WORD.findall(plain)


def _synonyms(measures: Mapping[str, Measure], name: str) -> str:
    measure = measures.get(name)
    return " ".join((*measure.synonyms, measure.words)) if measure else ""


def _people(population: str) -> str:
    """Return the words that name the people of a population: soldiers, troops."""
    return " ".join(word for word, name in POPULATIONS.items() if name == population)


def _first_letters(name: str) -> str:
    """Return the first letters of each name of a party or a place that has several words."""
    parts = [_words_of(spelled) for spelled in (name, *other_names(name))]
    return " ".join("".join(part[0] for part in some) for some in parts if len(some) > 1)


def _voices(rows: pd.DataFrame, claims: pd.DataFrame | None) -> Strings:
    """Return the voices whose claims stand behind every row, between blanks."""
    if claims is None or claims.empty:
        return np.full(len(rows), "", dtype=object)
    used = claims.loc[claims["used"].to_numpy(bool), ["quantity", "voice"]].astype(str).drop_duplicates()
    said = used.groupby("quantity")["voice"].agg(" ".join).to_dict()
    return each_text(rows["quantity"], lambda key: said.get(key, ""))


def _joined(parts: Sequence[Strings]) -> Strings:
    """Return the words of several texts of every row, each once, in alphabetical order."""
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + "\n" + part
    return each_once(joined, lambda text: " ".join(sorted(set(_words_of(text)))))
