"""What the keys of sums say: the list, the columns and values by which its events are told apart, the cell of time."""

from __future__ import annotations

import re

import pandas as pd

from reconcile.arrays import each_once, strings

__all__ = ["PER_YEAR", "place_of_time", "read_keys"]

# cells of time by the shape of their names; how many there are in a year
SHAPES = {"month": r"\d{4}-\d\d", "quarter": r"\d{4}Q\d", "year": r"\d{4}"}
PER_YEAR = {"month": 12, "quarter": 4, "year": 1}

# totals that are no cell of time
WHOLE = ("all", "running")


def read_keys(keys: pd.Series) -> pd.DataFrame:
    """Return what every key of a sum says.

    Parameters
    ----------
    keys : Series of str
        "list/measure/column=value/…/time", as `sum_keys` writes them.

    Returns
    -------
    DataFrame, index as `keys`
        `event_list`; `name`, of columns, separated by "/"; `cell`, the values; `time`; `kind`: month, quarter, year,
        all, running, "" where the events of a cell have no time; `limits`, "first..last" day of the sum as declared, ""
        for none; `key`, equal within a table.

    Examples
    --------
    >>> read_keys(pd.Series(["A%2FB/killed/place=Alton/2024-05"])).iloc[0].tolist()
    ['A/B', 'place', 'Alton', '2024-05', 'month', '', 'A%2FB/killed/place']
    """
    cut = strings(keys)
    head = each_once(cut, lambda key: key.rpartition("/")[0])
    time = each_once(cut, lambda key: key.rpartition("/")[2])
    return pd.DataFrame({
        "event_list": each_once(head, lambda text: _unescaped(text.partition("/")[0])),
        "name": each_once(head, lambda text: "/".join(name for name, _ in _values(text))),
        "cell": each_once(head, lambda text: ", ".join(value for _, value in _values(text))),
        "time": time, "kind": each_once(time, _kind), "limits": each_once(head, _limits),
        "key": each_once(head, lambda text: "/".join(part.partition("=")[0] if place > 1 else part
                                                      for place, part in enumerate(text.split("/")))),
    }, index=keys.index)  # fmt: skip


def place_of_time(kind: str, name: str) -> int:
    """Return the number of a cell of time, so that neighbours differ by one.

    Examples
    --------
    >>> place_of_time("month", "2024-01") - place_of_time("month", "2023-12")
    1
    """
    year, *rest = (int(number) for number in re.findall(r"\d+", name))
    return year * PER_YEAR[kind] + (rest[0] - 1 if rest else 0)


def _values(head: str) -> list[tuple[str, str]]:
    """Return the columns of a key and their values."""
    split = (part.partition("=") for part in head.split("/")[2:])
    return [(name, _unescaped(value)) for name, sign, value in split if sign]


def _limits(head: str) -> str:
    """Return the part of a key that is no value of a column."""
    return next((part for part in head.split("/")[2:] if "=" not in part), "")


def _kind(time: str) -> str:
    if time in WHOLE:
        return time
    return next((kind for kind, shape in SHAPES.items() if re.fullmatch(shape, time)), "")


def _unescaped(text: str) -> str:
    return text.replace("%2F", "/").replace("%25", "%")
