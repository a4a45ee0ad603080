"""A sum as it is declared: what is added up, into which cells, within which time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

from reconcile.days import NO_DAY
from reconcile.errors import ConfigError
from reconcile.nearest import nearest_of

__all__ = ["DEFAULT_SUMS", "TIMES", "Sum", "check_sums"]

# words of `by` that stand for cells of time, and the days of the longest such cell: an event over more days than that
# cannot be told to be of one of them
TIMES = {"month": 31, "quarter": 92, "year": 366}


@dataclass(frozen=True, kw_only=True)
class Sum:
    """Which events are added up, and how.

    Attributes
    ----------
    measure : str
        What is counted; "" for every measure, each apart.
    by : tuple of str
        One of month, quarter, year, and names of columns; empty for one total.
    event_list : str
        The list; "" for every list, each apart: a sum is of one list.
    first, last : int
        Days between which events are added up, days since 1970; `NO_DAY` for no limit.
    running : bool
        Whether totals run on from cell to cell of time.
    border : "first" or "days"
        An event over the border of two cells of time belongs to that of its first day, or to each by its days.

    Examples
    --------
    >>> Sum(by=("month", "place")).time, Sum(by=("month", "place")).columns
    ('month', ('place',))
    """

    measure: str = ""
    by: tuple[str, ...] = ()
    event_list: str = ""
    first: int = NO_DAY
    last: int = NO_DAY
    running: bool = False
    border: str = "first"

    @property
    def time(self) -> str:
        """Return the cells of time, "" for none."""
        return next((word for word in self.by if word in TIMES), "")

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns by which events are told apart."""
        return tuple(word for word in self.by if word not in TIMES)


# what is added up where events are there and nothing is declared: the whole, and its months
DEFAULT_SUMS = (Sum(), Sum(by=("month",)))


def check_sums(sums: Collection[Sum], there: Collection[str]) -> None:
    """Refuse sums by a column that the events do not have, and two whose totals would have one key.

    Raises
    ------
    ConfigError

    Examples
    --------
    >>> check_sums([Sum(by=("month", "place"))], ["place"])
    >>> check_sums([Sum(by=("plase",))], ["place"])
    Traceback (most recent call last):
        ...
    reconcile.errors.ConfigError: sums.by: the events have no column 'plase' (did you mean 'place'?)
    """
    for name in dict.fromkeys(name for declared in sums for name in declared.columns):
        if name not in there:
            near = nearest_of(name, list(there))
            hint = f"did you mean '{near}'?" if near else f"month, quarter, year, or one of {', '.join(sorted(there))}"
            raise ConfigError(f"sums.by: the events have no column '{name}'", value=name, hint=hint)
    for one, other in combinations(sums, 2):
        if _apart_by_border(one, other):
            by = ", ".join(one.by) or "nothing"
            raise ConfigError(f"sums.border: two sums by {by} differ only in it, and no total can be both",
                              value=other.border, hint="leave one of them")  # fmt: skip


def _apart_by_border(one: Sum, other: Sum) -> bool:
    """Return True for sums that add up the same events into the same cells, split differently over borders."""
    cells = [(frozenset(added.by), added.first, added.last, added.running) for added in (one, other)]
    overlap = all("" in pair or pair[0] == pair[1] for pair in ((one.measure, other.measure),
                                                                 (one.event_list, other.event_list)))  # fmt: skip
    return cells[0] == cells[1] and overlap and one.border != other.border
