"""What columns of a file, and the numbers in them, may be declared as. Light: a config is checked without any table."""

from __future__ import annotations

from typing import Literal

__all__ = ["DATES", "ENDS", "FIGURES", "LAKH", "LENGTHS", "PERIOD", "PERIODS", "WEEK"]

ENDS = ("low", "best", "high")
# columns of claims that hold figures; in a reading they stand for headers of the file, all others for constants
FIGURES = ("phrase", *ENDS)

# the day that a month or year stands for: a period runs from its first to its last day, and what was counted or said
# in a month is taken at its end
DATES: dict[str, Literal["start", "end", "day"]] = {
    "period_start": "start", "period_end": "end", "count_date": "day", "published": "end", "denied_on": "end",
    "embargo_until": "end",
}  # fmt: skip

# what a header is declared as that fills both ends of a period as it is written
PERIOD = "period"
# what one is declared as that holds a day in the place of the period that it lies in: of a week it is the first
WEEK = "week"
# the others, with pandas' letter of each
LENGTHS = {"day": "D", "month": "M", "quarter": "Q", "year": "Y"}
PERIODS = (PERIOD, WEEK, *LENGTHS)

# what is declared where commas part lakhs and crores, 12,34,567; undeclared, such a number may be a slip
LAKH = "lakh"
