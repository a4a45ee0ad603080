"""The chips of a claim, and the values proposed for each: those of the same article first, then of the project."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import pandas as pd

from reconcile.arrays import strings
from reconcile.claims.measure_list import MEASURES
from reconcile.columns import ROLES

__all__ = ["CHIPS", "Chip", "chip_values", "measures_known", "offers_of", "proposals"]

# values proposed for a chip at most: more are not read while one decides; typing finds the others
MOST_PROPOSED = 6

# between the parts of a date
_APART = " · "


class Chip(NamedTuple):
    """Something that a desk sets of a claim: the action, label, columns, and the column that says whence it is."""

    name: str
    label: str
    columns: tuple[str, ...]
    basis: str = ""
    key: str = ""


CHIPS = (
    Chip("set-measure", "Counts", ("measure",), key="m"),
    Chip("set-party", "Whose", ("party",), key="w"),
    Chip("set-place", "Where", ("place",), "place_basis", "p"),
    Chip("set-date", "When", ("temporal", "count_date", "period_start", "period_end"), "date_basis", "d"),
    Chip("set-origin", "Who says so", ("origin",), key="o"),
    Chip("set-role", "It is", ("role",), key="r"),
)


def proposals(chip: Chip, rows: pd.DataFrame, known: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the values proposed for a chip: those of the article by how many claims have them, then the project's.

    Parameters
    ----------
    chip : Chip
    rows : DataFrame of str
        Claims of the article.
    known : DataFrame
        Claims of the project.

    Examples
    --------
    >>> rows = pd.DataFrame({"place": ["Marn", "Marn", "Vell", ""]})
    >>> proposals(CHIPS[2], rows, rows.head(0))
    [('Marn',), ('Vell',)]
    """
    if chip.name == "set-role":
        return [(role,) for role in ROLES]
    if chip.name == "set-date":
        values = _counted(rows, chip.columns)
    else:
        values = [*_counted(rows, chip.columns), *(_counted(known, chip.columns) if len(known) else ())]
    return list(dict.fromkeys(values))[:MOST_PROPOSED]


def _counted(rows: pd.DataFrame, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    counts = Counter(zip(*(strings(rows[name]).tolist() for name in columns), strict=True))
    # what says nothing but how it stands in time is no proposal
    told = [values for values in counts if any(values[-3:] if len(values) > 1 else values)]
    return sorted(told, key=lambda values: (-counts[values], values))


def offers_of(chip: Chip, values: list[tuple[str, ...]]) -> list[dict[str, Any]]:
    """Return the values proposed for a chip as every card shows them: in words, and by column.

    Examples
    --------
    >>> offers_of(CHIPS[2], [("Marn",)])
    [{'value': 'Marn', 'columns': {'place': 'Marn'}}]
    """
    offers = [dict(zip(chip.columns, told, strict=True)) for told in values]
    return [{"value": _words(offer), "columns": offer} for offer in offers]


def chip_values(chip: Chip, row: dict[str, Any], offers: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a chip of one claim as its card shows it.

    Parameters
    ----------
    chip : Chip
    row : dict
        Cells of the claim.
    offers : list of dict
        As of `offers_of`; all cards of an article share them.

    Returns
    -------
    dict
        `action, label, key, columns` (name to value), `value` in words, `basis`, `proposals` (`value, columns`) and
        `first`: what an empty field begins with.

    Examples
    --------
    >>> row = {"place": "", "place_basis": ""}
    >>> chip_values(CHIPS[2], row, offers_of(CHIPS[2], [("Marn",)]))["first"]
    {'place': 'Marn'}
    """
    columns = {name: str(row[name]) for name in chip.columns}
    said = {name: value for name, value in columns.items() if name != "temporal"}
    return {
        "action": chip.name, "label": chip.label, "key": chip.key, "columns": columns,
        "value": _words(columns), "basis": str(row.get(chip.basis, "")) if chip.basis else "",
        "proposals": offers,
        "first": offers[0]["columns"] if offers and not any(said.values()) and chip.name != "set-role" else columns,
    }  # fmt: skip


def _words(columns: dict[str, str]) -> str:
    if "count_date" not in columns:
        return next(iter(columns.values())).replace("_", " ") if "measure" in columns else next(iter(columns.values()))
    period = " to ".join(filter(None, (columns["period_start"], columns["period_end"])))
    return _APART.join(filter(None, (columns["count_date"] or period, columns["temporal"])))


def measures_known() -> list[str]:
    """Return the names of all measures, for a field that completes them.

    Examples
    --------
    >>> "killed" in measures_known()
    True
    """
    return sorted(MEASURES)
