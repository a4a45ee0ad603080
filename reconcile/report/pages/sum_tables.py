"""Sums of events as tables of the report: by place and time where a list is added up by both, else one row a total."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Strings, each_once, each_text, strings
from reconcile.engine.sums.keys_of_sums import NOT_ASSIGNABLE
from reconcile.engine.sums.sum_rows import METHOD
from reconcile.report.pages.sum_keys_read import place_of_time, read_keys
from reconcile.report.sentences.clauses import clauses_of
from reconcile.report.sentences.date_words import date_words, span_words
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import capitalised, shorten
from reconcile.report.sentences.rounding import rounding_step, write_numbers
from reconcile.spellings import name_key

__all__ = ["MOST_PLACES", "MOST_TIMES", "sum_tables"]

# columns of a table by place and time, those with the largest totals: as many as fit beside one another on a page
MOST_PLACES = 8
# rows of a table, the newest times: five years of months
MOST_TIMES = 60
# rows of a table of totals without time, the largest: two screens
MOST_ROWS = 60
# characters of a name at the head of a column or row: a longer one makes its column as wide as the page
NAME_LENGTH = 60

_TIMES = ("month", "quarter", "year")


def sum_tables(estimates: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the tables of the sums among estimates, in the order of their lists.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, with `event_list` and `edition`.

    Returns
    -------
    list of dict
        `title, sentence, heads, rows`; `more`, what is not shown, in words; `added`, the row of the overview;
        `multiples`, by place and time: `kind`, `lines` of (name, time to total), largest first; `quantities`, keys.

    Examples
    --------
    >>> import reconcile as rc
    >>> events = pd.DataFrame({"measure": "killed", "source": "Register", "best": [3, 7], "high": [3, 9],
    ...                        "rows": "events", "place": ["Alton", "Berry"], "count_date": "2024-05-01"})
    >>> options = rc.Options(sums=[rc.Sum(by=("month", "place"))])
    >>> (table,) = sum_tables(rc.reconcile(events, options=options).estimates)
    >>> table["title"], table["heads"], table["rows"]
    ('Register: people killed, by month and place', ['month', 'Berry', 'Alton'], [['2024-05', '7 (7–9)', '3']])
    """
    if "method" not in estimates or not (estimates["method"] == METHOD).any():
        return []
    sums = estimates[estimates["method"] == METHOD].reset_index(drop=True)
    read = read_keys(sums["quantity"])
    ends = (sums[f"sum_{end}"].to_numpy(np.float64) for end in ("low", "best", "high"))
    read["cell"] = _as_spelled(sums, read)
    told = sums.assign(
        **{name: read[name] for name in ("name", "cell", "time", "kind", "key")},
        title=_titles(sums, strings(read["event_list"])) + _spans(read["limits"]), figure=_amounts(*ends),
    )  # fmt: skip
    running = (told["kind"] == "running").to_numpy()
    told["time"] = np.where(running, told["count_date"].astype(str).str[:10], told["time"])
    return [_table(group, kind) for _, rows in told.groupby("key", sort=True) for kind, group in _kinds(rows)]


def _as_spelled(sums: pd.DataFrame, read: pd.DataFrame) -> Strings:
    """Return the values by which events are told apart in their list's own spelling, which keys do not keep."""
    cell = strings(read["cell"])
    spelled = cell.copy()
    for name in ("place", "party", "population", "scope"):
        given = each_text(sums[name], lambda text: text)
        pairs = zip(given, read["name"], strict=True)
        bare = np.array([text.removeprefix(f"{column} ") for text, column in pairs], dtype=object)
        same = each_once(bare, name_key) == each_once(cell, name_key)
        spelled = np.where(same & (bare != ""), bare, spelled).astype(object)
    return spelled


def _kinds(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return the rows of each table: months apart from years; events of no time stand in every table by time."""
    timeless = rows["kind"] == ""
    kinds = sorted(set(rows.loc[~timeless, "kind"])) or [""]
    return [(kind, rows[(rows["kind"] == kind) | (timeless & (kind != "all"))]) for kind in kinds]


def _titles(sums: pd.DataFrame, lists: Strings) -> Strings:
    """Return what every sum counts: the list and the measure, without place and time."""
    counted = clauses_of(sums.assign(place="", scope=""), {}).fill("title")
    titles: Strings = each_once(lists, lambda name: shorten(name, NAME_LENGTH)) + ": " + counted
    return titles


def _spans(limits: pd.Series) -> Strings:
    """Return the time that sums are declared for, with a leading space: " in 2024", "" for all time."""
    ends = [pd.to_datetime(limits.str.split("..", regex=False).str[end]).astype("datetime64[s]") for end in (0, -1)]
    return span_words(*ends)


def _amounts(low: Floats, best: Floats, high: Floats) -> Strings:
    """Return totals with the makers' own ends in brackets where they differ: "7 (7–9)"."""
    said = [write_numbers(np.asarray(end, dtype=np.float64)) for end in (low, best, high)]
    ends = " (" + said[0] + "–" + said[2] + ")"
    return np.where((said[0] == said[1]) & (said[2] == said[1]), said[1], said[1] + ends).astype(object)


def _table(group: pd.DataFrame, kind: str) -> dict[str, Any]:
    phrases = words().sums
    columns = [name.replace("_", " ") for name in group["name"].iloc[0].split("/") if name]
    by = [*([phrases[kind]] if kind in _TIMES else []), *reversed(columns)]
    named = ("table_running_by" if by else "table_running") if kind == "running" else "table_by" if by else "table"
    listed = words().fragments["and"].join(by)
    title = phrases[named].format(title=group["title"].iloc[0], by=listed)
    title = str(capitalised(np.array([title], dtype=object))[0])
    grid = bool(columns) and kind in (*_TIMES, "running")
    head = phrases[kind] if kind in (*_TIMES, "running") else phrases["part"]
    content = _by_place(group, head) if grid else _one_a_row(group, head, kind)
    alone = str(group["wording"].iloc[0]) if len(group) == 1 and "wording" in group else ""
    multiples = _multiples(group, kind) if grid and kind in _TIMES else None
    return {
        "title": title, "sentence": alone, "added": _added(group, kind), "multiples": multiples,
        "quantities": list(dict.fromkeys(group["quantity"])), **content,
    }  # fmt: skip


def _added(group: pd.DataFrame, kind: str) -> list[str]:
    """Return what the overview says of a table: edition, period, events, total with the makers' ends."""
    running = group["kind"] == "running"
    # running totals end in their last row; events of no time stand beside them
    ended = group[running].sort_values("time", kind="stable").drop_duplicates("cell", keep="last")
    last = pd.concat([ended, group[~running]])
    start = group["period_start"].min() if kind != "running" else pd.NaT
    end = group["period_end"].fillna(group["count_date"]).max()
    period = _period(start, end)
    # an event that is split between cells by its days is counted in each, but begins in one
    events = write_numbers(np.array([last["begun_events"].sum()], dtype=np.float64))[0]
    total = _amounts(*(last[[f"sum_{end}"]].sum().to_numpy(np.float64) for end in ("low", "best", "high")))[0]
    editions = [name for name in dict.fromkeys(strings(group["edition"]).tolist()) if name]
    return [shorten(", ".join(editions), NAME_LENGTH), period, str(events), str(total)]


def _period(start: object, end: object) -> str:
    """Return a period in words; one without a beginning is one until its end."""
    days = [str(day) for day in date_words(pd.Series([start, end], dtype="datetime64[s]"))]
    if days[0] in ("", days[1]):
        return words().sums["until"].format(date=days[1]) if days[1] and not days[0] else days[1]
    return " – ".join(day for day in days if day)


def _largest(group: pd.DataFrame) -> list[str]:
    """Return places, the largest total first, what no place has last."""
    total = group.groupby("cell")["sum_best"].sum().sort_values(ascending=False, kind="stable")
    unplaced = [cell for cell in total.index if NOT_ASSIGNABLE in cell]
    return [*(cell for cell in total.index if NOT_ASSIGNABLE not in cell), *unplaced]


def _by_place(group: pd.DataFrame, head: str) -> dict[str, Any]:
    """Return a row a time and a column a place, the largest first; events of no place have the last column."""
    places, times = _largest(group), sorted(set(group["time"]))
    placed = [place for place in places if NOT_ASSIGNABLE not in place]
    shown, kept = [*placed[:MOST_PLACES], *places[len(placed) :][:1]], times[-MOST_TIMES:]
    cells = dict(zip(zip(group["time"], group["cell"], strict=True), group["figure"], strict=True))
    rows = [[time, *(cells.get((time, place), "–") for place in shown)] for time in kept]
    return {
        "heads": [head, *(shorten(place, NAME_LENGTH) for place in shown)], "rows": rows,
        "more": _more(len(shown), len(places), "columns") + _more(len(kept), len(times), "times"),
    }  # fmt: skip


def _more(shown: int, all_of_them: int, what: str) -> str:
    """Return how much of a table is shown, "" for all of it."""
    phrase = words().sums[f"shown_{what}"]
    return phrase.format(shown=f"{shown:,}", all=f"{all_of_them:,}") if shown < all_of_them else ""


def _one_a_row(group: pd.DataFrame, head: str, kind: str) -> dict[str, Any]:
    """Return a row a total, with its events and what a later edition may say."""
    if kind in (*_TIMES, "running"):
        last = group.sort_values("time", kind="stable").tail(MOST_ROWS)
        label = last["time"]
    else:
        order = {cell: number for number, cell in enumerate(_largest(group))}
        last = group.sort_values("cell", key=lambda cells: cells.map(order), kind="stable").head(MOST_ROWS)
        label = last["cell"].where(last["cell"] != "", words().sums["whole"])
    number = [write_numbers(last[name].to_numpy(np.float64))
              for name in ("event_count", "largest_event", "border_events", "zero_best_events")]  # fmt: skip
    names = each_once(strings(label), lambda name: shorten(name, NAME_LENGTH))
    columns = (names, strings(last["figure"]), *number, _later(last))
    heads = [words().sums[name] for name in ("head_total", "head_events", "head_largest", "head_border", "head_zero",
                                             "head_later")]  # fmt: skip
    rows = [list(row) for row in zip(*(column.tolist() for column in columns), strict=True)]
    return {
        "heads": [head, *heads],
        "rows": rows,
        "more": _more(len(last), len(group), "rows" if kind in ("all", "") else "times"),
    }


def _later(sums: pd.DataFrame) -> Strings:
    """Return where a later edition may stand, rounded as far as its width allows; from nothing on: "up to 80"."""
    low, high = (sums[name].to_numpy(np.float64) for name in ("low", "high"))
    step = rounding_step(low, high, strings(sums["unit"]))
    said = write_numbers(low, step), write_numbers(high, step)
    upper = each_once(said[1], lambda number: words().sums["up_to"].format(high=number))
    ends = np.where(said[0] == said[1], said[1], said[0] + "–" + said[1])
    return np.where((low == 0) & (high > 0), upper, ends).astype(object)


def _multiples(group: pd.DataFrame, kind: str) -> dict[str, Any] | None:
    """Return the totals of each place by number of its month, quarter or year; None where there are too few to see."""
    timed = group[group["kind"] == kind]
    number = each_once(strings(timed["time"]), lambda name: str(place_of_time(kind, name))).astype(np.int64)
    if len(set(number.tolist())) < 2:  # noqa: PLR2004  one month is no course of time
        return None
    by_cell = timed.assign(number=number).groupby("cell", sort=False)
    totals = {str(cell): dict(zip(rows["number"].tolist(), rows["sum_best"].tolist(), strict=True))
              for cell, rows in by_cell}  # fmt: skip
    lines = [(place, totals[place]) for place in _largest(timed)]
    return {"kind": kind, "lines": lines, "first": int(number.min()), "last": int(number.max())}
