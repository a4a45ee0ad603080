"""What a figure shows, in words: for readers who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from reconcile.report.sections import Section
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.display import shown_figures
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.rounding import group

__all__ = ["dated_words", "described"]


def described(sections: Sequence[Section]) -> list[str]:
    """Describe the forest plot of every section, and the curve above it where there is one.

    Examples
    --------
    >>> described([])
    []
    """
    if not sections:
        return []
    newest = pd.concat([section.estimates.tail(1) for section in sections])
    figures = shown_figures(newest).tolist()
    told = []
    for section, figure, verdict in zip(sections, figures, newest["publish"], strict=True):
        key = "not_printed" if not figure else "synthesis" if verdict == "interval" else "as_said_only"
        result = words().figure[key].format(figure=figure)
        claims = group(len(section.claims))
        dates = section.estimates["count_date"].dropna()
        forest = words().figure["forest"].format(claims=claims, result=result)
        told.append(forest if len(dates) < 2 else f"{dated_words('dated', dates)} {forest}".strip())  # noqa: PLR2004
    return told


def dated_words(key: str, dates: pd.Series, result: str = "") -> str:
    """Describe a figure over time by its number of dates, the first and the last.

    Examples
    --------
    >>> dated_words("remembered", pd.Series(pd.to_datetime(["2025-01-31", "2025-02-28"])))
    'The estimate as it stood at 2 dates of knowledge, from 31 January 2025 to 28 February 2025.'
    """
    ordered = dates.sort_values(kind="stable")
    first, last = date_words(ordered.iloc[[0, -1]])
    told = words().figure[key].format(count=group(len(ordered)), first=first, last=last, result=result)
    return told.strip()
