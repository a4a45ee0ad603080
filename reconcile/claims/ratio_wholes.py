"""Ratios in articles as two claims: "81 out of 112 drones" counts drones shot down and drones launched."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from reconcile.claims.measures import WHOLES, measure_of
from reconcile.columns import FINDINGS, names
from reconcile.errors import PhraseError
from reconcile.language.phrase import parse_phrase, read_phrases
from reconcile.language.units import read_unit
from reconcile.records import findings, join_records

__all__ = ["OF", "whole_phrase", "with_wholes"]

# ending of the id of a whole, behind the id of its part
OF = "-of"

# words and signs between the two numbers of a ratio; a comma before a digit belongs to a number
_BETWEEN = re.compile(r"\bout of\b|\bof (?:which|whom|them)\b|\bof\b|\bfrom\b|\bamong\b|[/;()]|,(?!\d)", re.IGNORECASE)

# words before a number that do not change it: "the 112 drones", "a total of 112"
_POINTERS = re.compile(r"^(?:(?:the|these|those|all|its|their|his|her|some|total|a total)\s+)+", re.IGNORECASE)

# words behind a number in which its unit may stand: "112 long-range attack drones"
_UNIT_WITHIN = 4

# columns of the part that do not hold for the whole
_OWN = ("family", "quantity", "low", "best", "high", "scale", "range_level")


def with_wholes(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Insert the whole of every ratio as a claim, right behind its part.

    A whole that the same sentence of the same file already gives, as a row or as the whole of another part, is not
    inserted again. A ratio whose figure the desk has corrected has no whole.

    Parameters
    ----------
    rows : DataFrame of str
        Rows of extracted claims that are used, with `file` and `row`.

    Returns
    -------
    rows : DataFrame
    findings : DataFrame
        Ratios of measures without a known whole.

    Examples
    --------
    >>> row = {"claim_id": "E1", "measure": "drones_shot_down", "phrase": "81 out of 112 drones", "kind": "ratio",
    ...        "n1": "81", "n2": "112", "unit": "drones", "quote": "", "file": "a.csv",
    ...        "row": 1, "period_end": "", "count_date": ""}
    >>> with_wholes(pd.DataFrame([row]))[0][["claim_id", "measure", "phrase"]].values.tolist()
    [['E1', 'drones_shot_down', '81 out of 112 drones'], ['E1-of', 'drones_launched', '112 drones']]
    """
    rows = rows.reset_index(drop=True)
    # hardly an article gives a ratio
    if not (rows["kind"] == "ratio").any():
        return rows, join_records([], names(FINDINGS))
    n1, n2 = (pd.to_numeric(rows[name], errors="coerce") for name in ("n1", "n2"))
    parts = rows[_are_ratios(rows, n1, n2)]
    measure = parts["measure"].map(measure_of).map(WHOLES)
    known = measure.notna()
    wholes = _wholes(parts[known], measure[known], n2[parts.index[known]])
    wholes = wholes[~_are_said(wholes, rows, n1)]
    together = pd.concat([rows, wholes]).sort_index(kind="stable").reset_index(drop=True)
    return together, join_records([_unknown(parts[~known])], names(FINDINGS))


def _are_ratios(rows: pd.DataFrame, n1: pd.Series, n2: pd.Series) -> pd.Series:
    ratio = (rows["kind"] == "ratio") & np.isfinite(n1) & np.isfinite(n2) & (n2 > 0)
    """Return True for ratios whose numbers are those of their phrase."""
    of_phrase = read_phrases(rows["phrase"].where(ratio, ""))["n1"]
    # a phrase that differs from the numbers beside it was corrected, and they were not
    unchanged: pd.Series = ratio & (of_phrase.isna() | (of_phrase == n1))
    return unchanged


def _wholes(parts: pd.DataFrame, measure: pd.Series, n2: pd.Series) -> pd.DataFrame:
    last_day = parts["count_date"].where(parts["count_date"] != "", parts["period_end"])
    emptied = {name: "" for name in _OWN if name in parts.columns}
    ratios = zip(parts["phrase"], n2, parts["unit"], strict=True)
    wholes = parts.assign(
        claim_id=parts["claim_id"] + OF, measure=measure, kind="exact", n1=n2.map("{:g}".format), n2="", **emptied,
        phrase=[whole_phrase(phrase, whole, unit) for phrase, whole, unit in ratios],
    )  # fmt: skip
    # how many there were is a stock, even if it happened to them within a period
    stock = wholes["measure"] == "strength"
    for name, value in (("temporal", "stock"), ("period_start", ""), ("period_end", ""), ("count_date", last_day)):
        if name in wholes.columns:
            wholes[name] = wholes[name].mask(stock, value)
    return wholes


def _are_said(wholes: pd.DataFrame, rows: pd.DataFrame, n1: pd.Series) -> pd.Series:
    """Return True for wholes that a row, or an earlier whole, of the same file and sentence already gives."""
    keys = ["file", "quote", "measure", "number"]
    of_rows = rows.assign(measure=rows["measure"].map(measure_of), number=n1)[keys]
    of_wholes = wholes.assign(number=pd.to_numeric(wholes["n1"]))[keys]
    return of_wholes.duplicated() | pd.MultiIndex.from_frame(of_wholes).isin(pd.MultiIndex.from_frame(of_rows))


def _unknown(parts: pd.DataFrame) -> pd.DataFrame:
    return findings(
        "whole-unknown", ("no measure is known for the whole of " + parts["phrase"].map(repr)).tolist(),
        claim_id=parts["claim_id"], file=parts["file"], row=parts["row"], column="measure", value=parts["measure"],
        hint="only the part is used; add a claim for the whole if it is one",
    )  # fmt: skip


def whole_phrase(phrase: str, whole: float, unit: str = "") -> str:
    """Return the whole of a ratio as its phrase words it, hedge included, else as a bare number.

    Parameters
    ----------
    phrase : str
        A ratio, such as "81 of more than 112 drones".
    whole : float
        Its second number.
    unit : str
        Printed behind a bare number.

    Examples
    --------
    >>> whole_phrase("81 of more than 112 drones launched", 112), whole_phrase("81/112", 112, "drones")
    ('more than 112 drones', '112 drones')
    """
    halves = (_trimmed(_POINTERS.sub("", half.strip())) for half in _BETWEEN.split(phrase))
    wording = next((half for half in halves if _is_number(half, whole)), f"{whole:.12g}")
    bare = wording.replace(",", "").replace(".", "").isdigit()
    return f"{wording} {unit}".strip() if bare else wording


def _is_number(text: str, number: float) -> bool:
    """Return True if a text is a figure, no ratio, of a number."""
    try:
        reading = parse_phrase(text)
    except PhraseError:
        return False
    return reading.n1 == number and reading.kind != "ratio"


def _trimmed(text: str) -> str:
    """Return a phrase up to the unit of its number, or unchanged if no unit follows closely."""
    words = text.split()
    number = max((index for index, word in enumerate(words) if any(sign.isdigit() for sign in word)), default=-1)
    for index in range(number + 1, min(number + 1 + _UNIT_WITHIN, len(words))):
        if number >= 0 and read_unit(words[index].strip(".,")) is not None:
            return " ".join(words[: _end_of_nouns(words, index)]).strip(".,")
    return text


def _end_of_nouns(words: list[str], index: int) -> int:
    """Return the index of the word after the last of several nouns: attack drones are drones."""
    while index + 1 < len(words) and words[index].isalpha() and read_unit(words[index + 1].strip(".,")) is not None:
        index += 1
    return index + 1
