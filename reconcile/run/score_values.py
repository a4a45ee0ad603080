"""Values that became known, matched with estimates; those without a match are rejected, each with a reason."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reconcile.claims.number_cells import parse_numbers
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import text_of
from reconcile.columns import REJECTED, names
from reconcile.errors import InputError
from reconcile.records import join_records, rejections

__all__ = ["MatchedValues", "match_values"]

_RANGE = ["low", "low50", "best", "high50", "high"]

_HINTS = {
    "no-quantity": "name the quantity as in estimates.csv",
    "no-value": "write the value that became known, or take the row out",
    "not-a-number": "write the value as a plain number",
    "not-finite": "write the value as a plain number",
    "too-large": "write the value as a plain number",
    "not-a-date": "write the date as 2025-01-31",
    "unknown-quantity": "the keys are in the column quantity of estimates.csv",
    "several-quantities": "the label was split into several quantities; name one of them",
    "no-estimate": "there is no estimate with numbers at this date",
    "repeated-truth": "the first row for the quantity and date is scored",
}


@dataclass(frozen=True)
class MatchedValues:
    """Estimates with the values known for them, and the rows of truth that could not be used.

    Attributes
    ----------
    rows : DataFrame
        Columns of the estimates, `value`, and `truth_row`: the number of its row of truth.
    given : int
        Number of rows of truth.
    rejected : DataFrame
        As in `rejected.csv`.
    """

    rows: pd.DataFrame
    given: int
    rejected: pd.DataFrame


def match_values(
    estimates: pd.DataFrame, truth: pd.DataFrame, *, file: str = "", numbers: list[int] | None = None,
    settings: ClaimSettings | None = None,
) -> MatchedValues:  # fmt: skip
    """Match values with estimates by quantity and count date, or with the newest where no date is given.

    Parameters
    ----------
    estimates : DataFrame
        As in `estimates.csv`; several runs or methods may stand one under the other.
    truth : DataFrame
        `quantity` (a key, or a label that was not split), `value`, and optionally `count_date`.
    file : str
        Name of the file, for rejections.
    numbers : list of int, optional
        Row numbers, for rejections; by default from 1.
    settings : ClaimSettings, optional
        How numbers are written.

    Raises
    ------
    InputError
        A column is missing, or there are two of one name.

    Examples
    --------
    >>> from reconcile.notebook.reconciliation import reconcile
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
    >>> truth = pd.DataFrame({"quantity": ["dead", "hurt"], "value": [310, 9]})
    >>> matched = match_values(reconcile(claims).estimates, truth)
    >>> matched.rows["value"].tolist(), matched.rejected["rule"].tolist()
    ([310.0], ['unknown-quantity'])
    """
    _need(estimates, ["quantity", "method", "level", "voices", *_RANGE], "estimates")
    _need(truth, ["quantity", "value"], file)
    table = _checked(truth, numbers, settings or ClaimSettings())
    named = estimates.assign(quantity=text_of(estimates["quantity"]), count_date=_days(estimates))
    table["key"], of_keys = _keys(table["quantity"], named["quantity"])
    table["rule"] = table["rule"].where(table["rule"] != "", of_keys)
    table.loc[table.duplicated(["key", "day"]) & (table["rule"] == ""), "rule"] = "repeated-truth"
    rows = _beside(named, table[table["rule"] == ""])
    missing = ~table["row"].isin(rows["truth_row"]) & (table["rule"] == "")
    table.loc[missing, "rule"] = "no-estimate"
    return MatchedValues(rows, len(table), _rejected(table, file))


def _need(table: pd.DataFrame, columns: list[str], file: str) -> None:
    """Raise where a column is missing, or where two have one name."""
    missing = [column for column in columns if column not in table]
    if missing:
        raise InputError(f"has no column '{missing[0]}'", file=file or "truth", column=missing[0],
                         hint=f"needed are {', '.join(columns)}")  # fmt: skip
    twice = table.columns[table.columns.duplicated()]
    if len(twice):
        raise InputError(f"two columns are called {twice[0]}", file=file or "truth", column=str(twice[0]),
                         hint="rename or drop one of them")  # fmt: skip


def _days(table: pd.DataFrame) -> pd.Series:
    """Return count dates as text in ISO form, "" where there is none."""
    if "count_date" not in table:
        return pd.Series("", index=table.index, dtype=object)
    return pd.to_datetime(table["count_date"], errors="coerce", format="ISO8601").dt.strftime("%Y-%m-%d").fillna("")


def _checked(truth: pd.DataFrame, numbers: list[int] | None, settings: ClaimSettings) -> pd.DataFrame:
    """Return quantity, value, day and number of each row, and the first rule that it breaks."""
    parsed = parse_numbers(truth["value"], settings)
    table = pd.DataFrame({"quantity": text_of(truth["quantity"]), "value": parsed.values})
    table["fault"] = parsed.faults.astype("str")
    table["as_written"] = text_of(truth["value"].astype(object))
    table["date"] = text_of(truth["count_date"].astype(object)) if "count_date" in truth else ""
    table["day"] = _days(truth)
    table["row"] = numbers or range(1, len(table) + 1)
    rule = table["fault"].mask(table["quantity"] == "", "no-quantity")
    rule = rule.mask((rule == "") & table["value"].isna(), "no-value")
    table["rule"] = rule.mask((rule == "") & (table["date"] != "") & (table["day"] == ""), "not-a-date")
    return table.reset_index(drop=True)


def _keys(asked: pd.Series, keys: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the key of every quantity asked for, and the rule that is broken where there is none or several."""
    known = pd.Series(keys.unique(), dtype=object)
    labels = known.str.split("/").str[0]
    single = known[~labels.duplicated(keep=False)].groupby(labels).first()
    matched = asked.where(asked.isin(known), asked.map(single)).fillna("")
    missing = matched == ""
    rule = pd.Series("", index=asked.index).mask(missing, "unknown-quantity")
    return matched, rule.mask(missing & asked.isin(labels), "several-quantities")


def _beside(estimates: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return the estimates that have numbers, each with the value known for it, separately by method and level."""
    usable = estimates.dropna(subset=_RANGE).sort_values("count_date", kind="stable")
    newest = ~usable.duplicated(["quantity", "method", "level"], keep="last")
    wanted = table[["key", "day", "value", "row"]].rename(columns={"row": "truth_row"})
    dated = usable.merge(wanted, left_on=["quantity", "count_date"], right_on=["key", "day"])
    undated = usable[newest].merge(wanted[wanted["day"] == ""], left_on="quantity", right_on="key")
    both = pd.concat([dated[dated["day"] != ""], undated], ignore_index=True)
    once = both.drop_duplicates(["quantity", "count_date", "method", "level"])
    return once.drop(columns=["key", "day"]).reset_index(drop=True)


def _rejected(table: pd.DataFrame, file: str) -> pd.DataFrame:
    columns = {"not-a-date": "date", "no-estimate": "date"}
    records = []
    for rule, rows in table[table["rule"] != ""].groupby("rule", sort=False):
        of_value = rule in ("no-value", "not-a-number", "not-finite", "too-large")
        shown = "as_written" if of_value else columns.get(str(rule), "quantity")
        column = {"as_written": "value", "date": "count_date"}.get(shown, "quantity")
        records.append(rejections(
            str(rule), value=rows[shown].tolist(), file=file, row=rows["row"].tolist(), column=column,
            hint=_HINTS[str(rule)],
        ))  # fmt: skip
    return join_records(records, names(REJECTED))
