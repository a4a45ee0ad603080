"""What is known of how far sources used to be off: the table `track_record.csv`, read and checked.

A row that cannot be used is left out with a finding; of rows that speak of the same thing none is used, as nothing says
which of them holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Flags
from reconcile.claims.measures import MEASURES, Measure, nearest_measure
from reconcile.claims.number_cells import parse_numbers
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import SHOWN, text_of
from reconcile.columns import FINDINGS, LOSSES, RECORD_SCALES, TRACK_RECORD, names
from reconcile.days import as_day, days_of
from reconcile.errors import InputError
from reconcile.records import findings, join_records
from reconcile.sources.desk_table import read_desk_table
from reconcile.sources.registry import Registry
from reconcile.spellings import set_key

__all__ = ["RECORD_KEY", "TrackRecord", "read_track_record", "track_record_of"]

# what one row speaks of
RECORD_KEY = ("source", "measure", "losses")

# columns without which a row says nothing
_NEEDED = ("source", "measure", "n", "error_sd", "usual_sd")
_NUMBERS = ("n", "bias", "error_sd", "usual_sd")


@dataclass(frozen=True, kw_only=True)
class TrackRecord:
    """How far sources used to be off, by source, measure and whose losses are counted.

    Attributes
    ----------
    table : DataFrame, one row for each of these
        `RECORD_KEY`, `scale` as text; `n`, `bias`, `error_sd`, `usual_sd` as numbers; `file` and `row`.
    shifts : bool
        Whether a bias moves figures; else it is stated and moves nothing.
    findings : DataFrame
        Rows that cannot be used.
    """

    table: pd.DataFrame
    shifts: bool = False
    findings: pd.DataFrame = field(default_factory=lambda: join_records([], names(FINDINGS)))


def read_track_record(path: Path) -> pd.DataFrame:
    r"""Read a track record from a UTF-8 CSV file.

    Raises
    ------
    InputError
        The file does not exist, is not UTF-8, is no table, or lacks a column.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "track_record.csv"
    ...     _ = file.write_text("source,measure,n,error_sd,usual_sd\nKBS,killed,7,0.2,0.3\n", encoding="utf-8")
    ...     read_track_record(file)["n"].tolist()
    ['7']
    """
    return read_desk_table(path, _NEEDED, names(TRACK_RECORD))


def track_record_of(
    table: pd.DataFrame,
    registry: Registry,
    measures: Mapping[str, Measure] | None = None,
    *,
    shifts: bool = False,
    as_of: Any = None,
) -> TrackRecord:
    """Check a table of past errors.

    Parameters
    ----------
    table : DataFrame
        Columns of `TRACK_RECORD`; `bias`, `losses`, `scale` and what a row rests on may be missing.
    registry : Registry
        Gives the canonical names of sources.
    measures : mapping of name to Measure, optional
        Measures that the project declares.
    shifts : bool
        Whether a bias moves figures.
    as_of : date-like, optional
        Date of knowledge: rows that rest on values known only later are not used.

    Raises
    ------
    InputError
        A column is missing, or there are two of one name.

    Examples
    --------
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"source": ["KBS", "BBC"], "measure": "killed", "n": [7, 2.5], "error_sd": 0.2,
    ...                      "usual_sd": 0.3})
    >>> record = track_record_of(rows, registry_of(None))
    >>> record.table["source"].tolist(), record.findings[["rule", "row", "value"]].values.tolist()
    (['KBS'], [['record-number', 2, '2.5']])
    """
    rows, faults = _as_numbers(_as_text(table, registry))
    faults += [_unknown_words(rows, measures or {})]
    bad = np.isin(rows["row"], [row for found in faults for row in found["row"]])
    keys = rows[list(RECORD_KEY)].assign(source=rows["source"].map(set_key))
    twice = keys[~bad].duplicated(keep=False).reindex(rows.index, fill_value=False).to_numpy()
    faults.append(
        findings(
            "record-twice",
            "two rows speak of the same source, measure and losses; none of them is used",
            file=rows.loc[twice, "file"],
            row=rows.loc[twice, "row"],
            column="source",
            value=rows.loc[twice, "source"],
            hint="keep one of them, or write the table anew: `reconcile score --learn`",
        )
    )
    late = _later(rows, as_of) & ~bad & ~twice
    faults.append(
        findings(
            "record-later",
            [f"values known only later made the record of {name}: not used" for name in rows.loc[late, "source"]],
            file=rows.loc[late, "file"],
            row=rows.loc[late, "row"],
            column="known_until",
            value=rows.loc[late, "known_until"],
            hint="nothing to do: a later date of knowledge uses it",
        )
    )
    kept = rows[~bad & ~twice & ~late].reset_index(drop=True)
    return TrackRecord(table=kept, shifts=shifts, findings=join_records(faults, names(FINDINGS)))


def _later(rows: pd.DataFrame, as_of: Any) -> Flags:
    """Return True for rows that rest on values known only after a day; one that does not say so is used."""
    until = days_of(pd.Series(pd.to_datetime(rows["known_until"], errors="coerce", format="ISO8601")))
    later: Flags = np.zeros(len(rows), dtype=bool) if as_of is None else until > as_day(as_of)
    return later


def _as_text(table: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """Return the columns that are used as text, with canonical names, `file` and `row`."""
    named = table.reset_index(drop=True).set_axis([str(name).strip() for name in table.columns], axis=1)
    twice = named.columns[named.columns.duplicated()]
    missing = [name for name in _NEEDED if name not in named]
    if len(twice) or missing:
        wrong = f"has two columns {twice[0]}" if len(twice) else f"has no column '{missing[0]}'"
        raise InputError(f"the track record {wrong}", column=(missing or list(twice))[0],
                         hint=f"columns are {', '.join(names(TRACK_RECORD))}")  # fmt: skip
    usual = {"bias": "0", "losses": "neutral", "scale": "log"}
    wanted = [*RECORD_KEY, "scale", *_NUMBERS, "known_until"]
    cells = {name: text_of(named[name]) if name in named else "" for name in wanted}
    rows = table.attrs.get("rows", [])
    text = pd.DataFrame(cells, index=named.index).assign(
        file=table.attrs.get("file", ""), row=rows if len(rows) == len(table) else np.arange(1, len(table) + 1)
    )
    for name, word in usual.items():
        text[name] = text[name].mask(text[name] == "", word)
    # the apostrophe that keeps a spreadsheet from reading a formula is not part of the name
    text["source"] = registry.canonical(text["source"].str.replace(r"^'(?=[=+\-@])", "", regex=True)).astype(object)
    return text


def _as_numbers(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Return the rows with numbers as numbers, and findings on cells that are none or cannot be."""
    faults = []
    numbers = {}
    for name in _NUMBERS:
        parsed = parse_numbers(rows[name], ClaimSettings())
        values = parsed.values.astype(float)
        unread = (parsed.faults.astype(str) != "") | values.isna()
        small = {"n": values < 1, "bias": pd.Series(False, index=rows.index)}.get(name, values <= 0)
        split = (values % 1 != 0) if name == "n" else pd.Series(False, index=rows.index)
        numbers[name] = values
        faults.append(_no_number(rows[unread | small | split], name))
    return rows.assign(**numbers), faults


_HINTS = {
    "n": "write the number of known values as a whole number, 1 or more",
    "bias": "write a number, or leave it empty",
    "error_sd": "write a number above 0, in units of the working scale (log: 0.3 is a factor of 1.35)",
    "usual_sd": "write a number above 0, in units of the working scale (log: 0.3 is a factor of 1.35)",
}


def _no_number(wrong: pd.DataFrame, name: str) -> pd.DataFrame:
    return findings(
        "record-number", [f"{name} of {source} cannot be used; the row is left out" for source in wrong["source"]],
        file=wrong["file"], row=wrong["row"], column=name, value=wrong[name].str.slice(0, SHOWN), hint=_HINTS[name],
    )  # fmt: skip


def _unknown_words(rows: pd.DataFrame, measures: Mapping[str, Measure]) -> pd.DataFrame:
    """Return findings on measures, losses and scales that are none."""
    known = {"measure": [*MEASURES, *measures], "losses": list(LOSSES), "scale": list(RECORD_SCALES)}
    faults = []
    for name, words in known.items():
        wrong = rows[~rows[name].isin(words)]
        hints = [
            f"the nearest one is {nearest_measure(word, measures.values())}" if name == "measure"
            else f"write one of {', '.join(words)}" for word in wrong[name]
        ]  # fmt: skip
        faults.append(
            findings(
                "record-unknown",
                [f"there is no such {name}; the row is left out" for _ in hints],
                file=wrong["file"],
                row=wrong["row"],
                column=name,
                value=wrong[name].str.slice(0, SHOWN),
                hint=hints,
            )
        )
    return join_records(faults, names(FINDINGS))
