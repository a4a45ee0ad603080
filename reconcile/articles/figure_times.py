"""The time of a figure: within a period, in total up to a date, at a date, or as a rate."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from reconcile.articles.dates_said import TimeSaid
from reconcile.articles.mention import Mention
from reconcile.claims.measures import measures_with
from reconcile.language.tokens import Token

__all__ = ["When", "when_of"]


class When(NamedTuple):
    """Raw columns of a claim; dates are ISO text, "" if not said. `open` holds the words of a time left unresolved."""

    temporal: str = ""
    period_start: str = ""
    period_end: str = ""
    count_date: str = ""
    open: str = ""


# measures of what exists at a moment
_STOCKS = measures_with("temporal", "stock")
# words that move a figure to another time than the one named, "61 a day earlier", and how near they stand
_SHIFTED, _SHIFT = frozenset({"earlier", "before", "previously", "ago"}), 4
# words of a running total
_RUNNING = frozenset({"already", "toll", "altogether", "overall", "exceeded"})
_RUNNING_PAIRS = frozenset({("so", "far"), ("in", "total"), ("to", "date"), ("until", "now")})


def when_of(
    text: str, tokens: list[Token], mention: Mention, measure: str, times: list[TimeSaid], following: int
) -> When:
    """Return the time of a figure: the nearest one behind it and before the next figure, else one before it.

    Parameters
    ----------
    text : str
    tokens : list of Token
    mention : Mention
    measure : str
    times : list of TimeSaid
    following : int
        First token of the next figure.

    Examples
    --------
    >>> from reconcile.articles.mentions import mentions_of
    >>> from reconcile.articles.dates_said import times_in
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Some 120 people died in May 2024"
    >>> tokens = tokens_of(text)
    >>> when_of(text, tokens, mentions_of(text, tokens)[0], "killed", times_in(text, tokens, None), 8).period_end
    '2024-05-31'
    """
    shifted = any(token.text in _SHIFTED for token in tokens[mention.last : mention.last + _SHIFT])
    of_figures = [time for time in times if time.role != "said" and not time.fault and not shifted]
    of_saying = [time for time in times if time.role == "said" and time.end]
    temporal = _temporal(mention, measure, tokens)
    own = _nearest(of_figures, mention, following)
    count = _iso(of_saying[0].end) if of_saying and temporal != "rate" else ""
    if own is None:
        return When(temporal, count_date=count if temporal else "")
    named = text[tokens[own.first].start : tokens[own.last - 1].end]
    if own.start is None:
        return When(temporal, open=named)
    if own.role == "since":
        return When(temporal or "cumulative", period_start=_iso(own.start), count_date=count)
    day = own.start == own.end
    if own.role == "by" or temporal == "stock" or (temporal == "cumulative" and day):
        return When(temporal or "cumulative", count_date=_iso(own.end))
    return When(temporal if temporal == "rate" else "period", _iso(own.start), _iso(own.end))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _temporal(mention: Mention, measure: str, tokens: list[Token]) -> str:
    """Return how a figure stands in time by rate, measure and words of its sentence; "" if they do not show it."""
    if mention.rate:
        return "rate"
    if measure in _STOCKS:
        return "stock"
    words = [token.text for token in tokens]
    runs = not _RUNNING.isdisjoint(words) or not _RUNNING_PAIRS.isdisjoint(pairwise(words))
    return "cumulative" if runs else ""


def _nearest(times: list[TimeSaid], mention: Mention, following: int) -> TimeSaid | None:
    """Return the time nearest to a figure, None if there is none."""
    behind = [time for time in times if mention.after <= time.first < following]
    ahead = [time for time in times if time.last <= mention.number]
    later = [time for time in times if time.first >= following]
    return behind[0] if behind else ahead[-1] if ahead else later[0] if later else None
