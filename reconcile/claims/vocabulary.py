"""The words of claims: sources, measures, and columns that take only the words of a list."""

from __future__ import annotations

import pandas as pd

from reconcile.claims.faults import Faults
from reconcile.claims.measures import MEASURES, measure_of, nearest_measure, spellings_of
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import as_text, is_blank, map_unique
from reconcile.columns import BASES, REVISIONS, ROLES, ROWS, SCALES, STATUSES, TEMPORAL

__all__ = ["check_words"]

# words that the columns of a closed vocabulary take beside "", and "increment" and "year_to_date" become periods
_VOCABULARIES = {
    "temporal": (*TEMPORAL, "increment", "year_to_date"), "scale": SCALES, "status": STATUSES,
    "origin_basis": ("stated", "suspected"), "role": ROLES, "basis": BASES, "revision": REVISIONS,
    "rows": ROWS,
}  # fmt: skip

# Admiralty grade: a letter, a digit, or both
_GRADE = r"(?:[A-F][1-6]?|[1-6])?"

# a cell that holds only digits and signs of numbers
_DIGITS = r"[+−-]?[0-9.,\s]*[0-9][0-9.,\s]*"


# different unknown measures that are compared with the list, at about a millisecond each: more are no slips of spelling
MOST_COMPARED = 200

_HINT = "use one of the list, or declare it in [measures]"
_NEAREST_HINT = "use one of the list, where the nearest is '{}', or declare it in [measures]"


def check_words(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    """Check the words of claims in place; measures become canonical, vocabularies lower case, grades upper case.

    Examples
    --------
    >>> from reconcile.claims.frame import framed
    >>> claims = framed(pd.DataFrame({"source": ["A"], "measure": ["Deaths"], "grade": ["b2"]}))
    >>> check_words(claims, Faults(claims), ClaimSettings())
    >>> claims[["measure", "grade", "status"]].values.tolist()
    [['killed', 'B2', 'accepted']]
    """
    _read_measures(claims, faults, settings)
    faults.add(claims["source"] == "", "no-source", "source", "name who published the claim")
    for name, expected in (("source", "a name"), ("measure", "a word")):
        digits = map_unique(claims[name], lambda cells: cells.str.fullmatch(_DIGITS))
        faults.add(digits, "number-in-text", name, f"a number stands where {expected} belongs: check the delimiter")
    nameless = (claims["measure"] == "") & (claims["quantity"] == "")
    faults.add(nameless, "no-quantity", "quantity", "give a quantity or a measure")
    for name, words in _VOCABULARIES.items():
        if is_blank(claims[name]):
            continue
        claims[name] = map_unique(claims[name], lambda cells: cells.str.lower())
        faults.add(_unlisted(claims[name], words), "unknown-word", name, f"one of {', '.join(words)}, or empty")
    claims["status"] = map_unique(claims["status"], lambda cells: cells.replace("", "accepted"))
    claims["grade"] = map_unique(claims["grade"], lambda cells: cells.str.upper())
    no_grade = map_unique(claims["grade"], lambda cells: ~cells.str.fullmatch(_GRADE))
    faults.add(no_grade, "not-a-grade", "grade", "A to F, 1 to 6, or both, such as B2")


def _read_measures(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    declared = spellings_of(settings.measures.values())

    def canonical(word: str) -> str:
        # a declared word goes before the list, in either spelling
        return declared.get(measure_of(word), measure_of(word)) if word else ""

    claims["measure"] = map_unique(claims["measure"], lambda cells: cells.map(canonical).astype("str"))
    unknown = _unlisted(claims["measure"], (*MEASURES, *settings.measures))
    faults.note(
        unknown, "unknown-measure", "the measure is not in the list; it is kept, and nothing is known of its unit",
        "measure", _hints(claims["measure"], unknown, settings), once="measure",
    )  # fmt: skip


def _hints(measures: pd.Series, unknown: pd.Series, settings: ClaimSettings) -> pd.Series:
    """Return the hint for every claim of an unknown measure, with the nearest measure unless there are many words."""
    words = as_text(measures[unknown])
    declared = tuple(settings.measures.values())
    hints = {word: _NEAREST_HINT.format(nearest_measure(word, declared)) for word in words.unique()[:MOST_COMPARED]}
    return words.map(lambda word: hints.get(word, _HINT)).astype("str")


def _unlisted(cells: pd.Series, words: tuple[str, ...]) -> pd.Series:
    """Return True for cells that are neither empty nor one of the words."""
    if is_blank(cells):
        return pd.Series(False, index=cells.index)
    return map_unique(cells, lambda texts: ~texts.isin(["", *words]))
