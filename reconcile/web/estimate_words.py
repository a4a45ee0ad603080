"""One estimate as the desk shows it: interval, sentence, how the desk stands by it, and the version of all that."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from reconcile.desk.seal import seals_of
from reconcile.plain_numbers import DIGITS, write_number
from reconcile.report.sentences.headings import titles

__all__ = ["estimate_words", "interval_words", "quantity_titles"]

# between the ends of an interval: an en dash without blanks, as print has it
_TO = "–"

# ends of so much, in any unit, are shown without decimals: what is beside them is less than one in a hundred
_WHOLE_FROM = 100.0


def interval_words(row: Mapping[Any, Any]) -> str:
    """Return the interval of an estimate, or why there is none; large ends are whole numbers, rounded outward.

    Parameters
    ----------
    row : mapping
        `low`, `high`, `publish` and `unit` of an estimate.

    Examples
    --------
    >>> interval_words({"low": 36.0, "high": 48.0, "publish": "interval", "unit": "persons"})
    '36–48 persons'
    >>> interval_words({"low": 280.895, "high": 1011.01, "publish": "interval", "unit": "km2"})
    '280–1,012 km2'
    >>> interval_words({"low": float("nan"), "high": float("nan"), "publish": "withheld", "unit": "persons"})
    'withheld'
    """
    if row["publish"] == "withheld" or pd.isna(row["low"]) or pd.isna(row["high"]):
        return str(row["publish"])
    if row["low"] == row["high"]:
        return f"{write_number(row['low'])} {row['unit']}".strip()
    low, high = (write_number(_end(row[name], whole)) for name, whole in (("low", math.floor), ("high", math.ceil)))
    return f"{low}{_TO}{high} {row['unit']}".strip()


def _end(end: float, whole: Callable[[float], int]) -> float:
    """Return an end as it is shown; one that is whole in the digits that tables keep stays so."""
    if abs(end) < _WHOLE_FROM or not math.isfinite(end):
        return end
    kept = round(end, max(0, DIGITS - 1 - math.floor(math.log10(abs(end)))))
    return float(whole(kept))


def estimate_words(rows: pd.DataFrame, approvals: pd.DataFrame | None = None) -> list[dict[str, Any]]:
    """Return estimates as the desk shows them, in their order.

    Parameters
    ----------
    rows : DataFrame
        Rows of the estimates with their sentences.
    approvals : DataFrame, optional
        `status`, `editor`, `day` of the same rows.

    Returns
    -------
    list of dict
        `quantity, count_date, as_of, low, best, high, unit, level, publish, publish_reason, agreement, interval,
        sentence, range_sentence, note, seal, status, editor, day`; numbers that are missing are None.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> estimate_words(result.estimates)[0]["status"]
    'draft'
    """
    if rows.empty:
        return []
    marks = (
        approvals if approvals is not None else pd.DataFrame({"status": "draft", "editor": "", "day": ""}, rows.index)
    )
    told = [*rows.to_dict("records")]
    stands = marks[["status", "editor", "day"]].to_dict("records")
    seals = seals_of(rows)
    return [_words(row, mark, seal) for row, mark, seal in zip(told, stands, seals, strict=True)]


def _words(row: Mapping[Any, Any], mark: Mapping[Any, Any], seal: str) -> dict[str, Any]:
    text = {name: _text(row[name]) for name in ("quantity", "unit", "publish", "publish_reason", "agreement", "note")}
    dates = {name: _date(row[name]) for name in ("count_date", "as_of")}
    numbers = {name: None if pd.isna(row[name]) else float(row[name]) for name in ("low", "best", "high", "level")}
    said = {"sentence": _text(row["wording"]), "range_sentence": _text(row["range_wording"])}
    return {
        **text, **dates, **numbers, **said, "interval": interval_words(row), "seal": seal,
        **{str(name): str(value) for name, value in mark.items()},
    }  # fmt: skip


def _text(cell: object) -> str:
    return "" if pd.isna(cell) else str(cell)  # type: ignore[call-overload]


def _date(cell: Any) -> str:
    return "" if pd.isna(cell) or cell == "" else str(pd.Timestamp(cell).date())


def quantity_titles(rows: pd.DataFrame, subjects: Mapping[str, str]) -> list[str]:
    """Return the headings of estimates.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A"], "best": [300]}))
    >>> quantity_titles(result.estimates, {})
    ['“dead”']
    """
    return [str(title) for title in titles(rows, subjects=subjects)] if len(rows) else []
