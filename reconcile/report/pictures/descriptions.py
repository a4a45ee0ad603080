"""What a picture shows, in words: for readers who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from reconcile.report.sections import Section
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.display import display_figures
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.rounding import write_number

__all__ = ["describe_dates", "descriptions_of"]


def descriptions_of(sections: Sequence[Section]) -> list[str]:
    """Return a description of every section's forest plot, and of the curve above it where there is one.

    Examples
    --------
    >>> descriptions_of([])
    []
    """
    if not sections:
        return []
    newest = pd.concat([section.estimates.tail(1) for section in sections])
    figures = display_figures(newest).tolist()
    texts = []
    for section, figure, verdict in zip(sections, figures, newest["publish"], strict=True):
        key = "not_printed" if not figure else "synthesis" if verdict == "interval" else "as_said_only"
        result = words().pictures[key].format(figure=figure)
        claims = write_number(len(section.claims))
        dates = section.estimates["count_date"].dropna()
        forest = words().pictures["forest"].format(claims=claims, result=result)
        texts.append(forest if len(dates) < 2 else f"{describe_dates('dated', dates)} {forest}".strip())  # noqa: PLR2004
    return texts


def describe_dates(key: str, dates: pd.Series, result: str = "") -> str:
    """Return a description of a picture over time: its number of dates, the first and the last.

    Parameters
    ----------
    key : str
        Of `[pictures]` in the words file: "dated", "periods" or "remembered".
    dates : Series of datetime64
        In any order, one at least, none null.
    result : str
        What the picture shows at last, where its description says so.

    Examples
    --------
    >>> describe_dates("remembered", pd.Series(pd.to_datetime(["2025-01-31", "2025-02-28"])))
    'The estimate as it stood at 2 dates of knowledge, from 31 January 2025 to 28 February 2025.'
    """
    ordered = dates.sort_values(kind="stable")
    first, last = date_words(ordered.iloc[[0, -1]])
    text = words().pictures[key].format(count=write_number(len(ordered)), first=first, last=last, result=result)
    return text.strip()
