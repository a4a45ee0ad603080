"""Quantities found by words: "nk casualties", "North Korean dead", "troops in Kursk".

One rule for the command line, notebooks and the search of the report: a quantity is found where every word asked for
begins one of its own. A page that searches by itself takes the words of `search_words`, cuts what is typed as
`asked_words` does, and needs nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Strings, each_once, each_text, strings
from reconcile.articles.words.party_list import other_names
from reconcile.claims.measures import MEASURES, Measure
from reconcile.claims.people import POPULATIONS
from reconcile.report.sentences.clauses import full_unit_words
from reconcile.report.sentences.headings import titles
from reconcile.report.sentences.phrasebook import words

__all__ = ["PASSED_OVER", "asked_words", "found_by", "search_words"]

# words of a question that say nothing of a quantity; prepositions of place are in the words of the language
PASSED_OVER = frozenset({"a", "an", "and", "by", "for", "from", "of", "or", "the", "to", "with", "how", "many", "what"})

# letters and digits; an underscore parts words as a blank does
_WORD = re.compile(r"[^\W_]+")

# columns of an estimate that name it
_NAMED = ("quantity", "family", "party", "place", "scope", "population", "measure")


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


def search_words(
    estimates: pd.DataFrame, *, subjects: Mapping[str, str], families: Mapping[str, str],
    measures: Mapping[str, Measure] | None = None,
) -> Strings:  # fmt: skip
    """Return the words by which every estimate's quantity is found.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`; one row a quantity will do.
    subjects, families : mapping
        As in `sentences`.
    measures : mapping of name to Measure, optional
        Measures of the project's own.

    Returns
    -------
    ndarray of str, shape (estimates,)
        Words in lower case, each once, in alphabetical order, between blanks: those of its heading, of its key and its
        family, other names of its measure, of its people and of its parties, its unit, and the first letters of a
        name of several words ("nk").

    Examples
    --------
    >>> import reconcile as rc
    >>> claims = pd.DataFrame({"measure": "killed", "party": "North Korea", "source": ["A"], "best": [300]})
    >>> rows = rc.reconcile(claims).estimates
    >>> found = search_words(rows, subjects={}, families={})
    >>> [found_by(found, asked).tolist() for asked in ("nk deaths", "North Koreans", "DPRK", "Russia")]
    [[True], [True], [True], [False]]
    """
    if estimates.empty:
        return np.empty(0, dtype=object)
    rows = estimates.reset_index(drop=True)
    parts = [strings(titles(rows, subjects=subjects)), *(strings(rows[name]) for name in _NAMED)]
    parts += [
        each_text(rows["family"], lambda family: families.get(family, "")),
        each_text(rows["party"], lambda party: subjects.get(party, "")),
        each_text(rows["measure"], partial(_synonyms, {**MEASURES, **(measures or {})})),
        each_text(rows["population"], _people),
        *(each_text(rows[name], _names) for name in ("party", "place")),
        full_unit_words(strings(rows["unit"])),
    ]
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + "\n" + part
    return each_once(joined, lambda text: " ".join(sorted(set(_words_of(text)))))


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
    return _WORD.findall("".join(sign for sign in plain if not unicodedata.category(sign).startswith("M")))


def _synonyms(measures: Mapping[str, Measure], name: str) -> str:
    measure = measures.get(name)
    return " ".join((*measure.synonyms, measure.words)) if measure else ""


def _people(population: str) -> str:
    """Return the words that name the people of a population: soldiers, troops."""
    return " ".join(word for word, name in POPULATIONS.items() if name == population)


def _names(name: str) -> str:
    """Return other names of a party or a place, and the first letters of each of several words."""
    known = (name, *other_names(name))
    parts = [_words_of(spelled) for spelled in known]
    return " ".join([*known, *("".join(part[0] for part in some) for some in parts if len(some) > 1)])
