"""Sums of events as tables of the report: by place and time where a list is added up by both, else one row a total."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, each_once, each_text, strings
from reconcile.engine.sums.sum_rows import METHOD
from reconcile.report.sentences.clauses import clauses_of
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import capitalised, shorten
from reconcile.report.sentences.rounding import write_numbers

__all__ = ["MOST_PLACES", "MOST_TIMES", "sum_tables"]

# columns of a table by place and time, those with the largest totals: as many as fit beside one another on a page
MOST_PLACES = 8
# rows of a table, the newest times: five years of months
MOST_TIMES = 60

# a key is "list/measure/column=value/…/time"
_VALUE = re.compile(r"=[^/]*")
_WHOLE = ("all", "running")


def sum_tables(estimates: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the tables of the sums among estimates, each with `title, sentence, heads, rows, more`.

    Examples
    --------
    >>> import reconcile as rc
    >>> events = pd.DataFrame({"measure": "killed", "source": "Register", "best": [3, 7], "high": [3, 9],
    ...                        "rows": "events", "place": ["Alton", "Berry"], "count_date": "2024-05-01"})
    >>> options = rc.Options(sums=[rc.Sum(by=("month", "place"))])
    >>> (table,) = sum_tables(rc.reconcile(events, options=options).estimates)
    >>> table["title"], table["heads"], table["rows"]
    ('Register: people killed, by month and place', ['', 'Berry', 'Alton'], [['2024-05', '7 (7–9)', '3']])
    """
    if "method" not in estimates or not (estimates["method"] == METHOD).any():
        return []
    sums = estimates[estimates["method"] == METHOD].reset_index(drop=True)
    keys = pd.Series(sums["quantity"].astype(object))
    head, time = keys.str.rpartition("/")[0], keys.str.rpartition("/")[2]
    told = sums.assign(
        key=head.map(lambda key: _VALUE.sub("", key)) + time.where(time.isin(_WHOLE), ""),
        time=np.where(time == "running", sums["count_date"].astype(str).str[:10], time),
        cell=[", ".join(re.findall(r"=([^/]*)", key)) for key in head], title=_titles(sums), figure=_amounts(sums),
    )  # fmt: skip
    return [_table(group) for _, group in told.groupby("key", sort=True)]


def _titles(sums: pd.DataFrame) -> Strings:
    """Return what every sum counts: the list and the measure, without place and time."""
    bare = sums.assign(place="", scope="")
    counted = clauses_of(bare, {}).fill("title")
    named = each_once(strings(sums["quantity"]), lambda key: shorten(key.split("/", 1)[0].replace("%2F", "/")))
    titles: Strings = named + ": " + counted
    return titles


def _amounts(sums: pd.DataFrame) -> Strings:
    """Return the totals with the makers' own ends in brackets where they differ: "7 (7–9)"."""
    low, best, high = (write_numbers(sums[f"sum_{end}"].to_numpy(np.float64)) for end in ("low", "best", "high"))
    ends = " (" + low + "–" + high + ")"
    return np.where((low == best) & (high == best), best, best + ends).astype(object)


def _table(group: pd.DataFrame) -> dict[str, Any]:
    time = _time_word(group["time"].iloc[0])
    by = [*re.findall(r"/([^/=]+)=", "/" + group["quantity"].iloc[0]), *time]
    running = group["quantity"].iloc[0].endswith("/running")
    title = (
        words()
        .sums["table_running" if by and running else "table_by" if by else "table"]
        .format(title=group["title"].iloc[0], by=words().fragments["and"].join(reversed(by)))
    )
    grid = len(by) > 1 and bool(time)
    content = _by_place(group) if grid else _one_a_row(group)
    alone = str(group["wording"].iloc[0]) if len(group) == 1 and "wording" in group else ""
    return {"title": capitalised(np.array([title], dtype=object))[0], "sentence": alone, **content}


def _time_word(time: str) -> list[str]:
    """Return the word for the cells of time that a key names."""
    shapes = {r"\d{4}-\d\d(-\d\d)?": "month", r"\d{4}Q\d": "quarter", r"\d{4}": "year"}
    return [words().sums[word] for shape, word in shapes.items() if re.fullmatch(shape, time)]


def _by_place(group: pd.DataFrame) -> dict[str, Any]:
    """Return a row a time and a column a place, the largest first."""
    largest = group.groupby("cell")["sum_best"].max().sort_values(ascending=False, kind="stable").index
    times = sorted(set(group["time"]))
    shown, kept = list(largest[:MOST_PLACES]), times[-MOST_TIMES:]
    cells = dict(zip(zip(group["time"], group["cell"], strict=True), group["figure"], strict=True))
    rows = [[time, *(cells.get((time, place), "–") for place in shown)] for time in kept]
    left = len(largest) * len(times) - len(shown) * len(kept)
    return {"heads": ["", *map(shorten, shown)], "rows": rows, "more": bool(left)}


def _one_a_row(group: pd.DataFrame) -> dict[str, Any]:
    """Return a row a total, with its events and what a later edition may say."""
    last = group.tail(MOST_TIMES)
    number = {
        name: write_numbers(last[name].to_numpy(np.float64))
        for name in ("event_count", "largest_event", "border_events", "zero_best_events", "low", "high")
    }
    later = number["low"] + "–" + number["high"]
    label = np.where((last["cell"] == "") | (last["time"] != "all"), last["time"] + " " + last["cell"], last["cell"])
    columns = (
        each_text(pd.Series(label), str.strip), strings(last["figure"]), number["event_count"],
        number["largest_event"], number["border_events"], number["zero_best_events"], later,
    )  # fmt: skip
    heads = [words().sums[name] for name in ("head_total", "head_events", "head_largest", "head_border", "head_zero",
                                             "head_later")]  # fmt: skip
    rows = [list(row) for row in zip(*(column.tolist() for column in columns), strict=True)]
    return {"heads": ["", *heads], "rows": rows, "more": len(last) < len(group)}
