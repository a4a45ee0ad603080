"""The keys of `[[sums]]`: how events of lists are added up."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from reconcile.errors import ReconcileError
from reconcile.folder.key_types import Table

__all__ = ["SumKeys"]

# words of `by` that stand for cells of time
_TIMES = ("month", "quarter", "year")


def _readable(text: str) -> str:
    # what reads periods loads pandas, which a run that finds nothing changed does without
    from reconcile.language.periods import read_period

    try:
        return text and str(read_period(text)) and text
    except ReconcileError as error:
        raise ValueError(f"'{text}' is no period: {error.message}; write it as 2014-05..2018") from error


def _one_time(words: list[str]) -> list[str]:
    words = list(dict.fromkeys(words))
    times = [word for word in words if word in _TIMES]
    if len(times) > 1:
        raise ValueError(f"a sum is by one of month, quarter and year, not by {' and '.join(times)}")
    return words


_Words = Annotated[list[str], AfterValidator(_one_time)]


class SumKeys(Table):
    """A sum of events."""

    measure: str = Field(default="", description="What is counted; empty: every measure of the list, each apart")
    by: _Words = Field(
        default=[], description="Cells: month, quarter or year, and columns of the list; empty: one total"
    )
    period: Annotated[str, AfterValidator(_readable)] = Field(
        default="", description="Time in which the events begin that are added up, as 2014-05..2018; empty: all"
    )
    running: bool = Field(default=False, description="Whether totals run on from one cell of time to the next")
    border: Literal["first", "days"] = Field(
        default="first",
        description="Where an event over a border of time is added: on its first day, or in each cell by its days",
    )
    list: str = Field(default="", description="List of events, by its name; empty: every list, each apart")
