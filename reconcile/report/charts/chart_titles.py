"""Titles of charts that state what they show, from the figures that are in them."""

from __future__ import annotations

import numpy as np

from reconcile.report.charts.heard_figures import HeardFigures
from reconcile.report.charts.synthesis import Synthesis
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.printable import shorten
from reconcile.report.sentences.rounding import write_number

__all__ = ["dates_title", "periods_title", "rows_title"]

# characters of what is counted, and of a name
_TITLE, _NAME = 160, 60


def rows_title(title: str, figures: HeardFigures, unit: str, ours: Synthesis | None) -> str:
    """Return the title of a chart of who says what: our range where it may be printed, else how far figures reach.

    Parameters
    ----------
    title : str
        What is counted, as a heading.
    figures : HeardFigures
        One at least.
    unit : str
        Behind the figures, with a leading space.
    ours : Synthesis, optional

    Examples
    --------
    >>> import pandas as pd
    >>> import reconcile as rc
    >>> from reconcile.report.charts.heard_figures import heard_figures
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> rows_title("Dead", heard_figures(result.claims, pd.Series(["", ""]))["dead"], "", None)
    'Dead: figures run from 300 to 320'
    """
    what = shorten(title, _TITLE)
    if ours is not None:
        return words().charts["rows_ours"].format(title=what, figure=ours.words)
    low, high, same = _ends(figures)
    form = "rows_same" if same else "rows_apart"
    return words().charts[form].format(title=what, low=low, high=high, unit=unit)


def _ends(figures: HeardFigures) -> tuple[str, str, bool]:
    """Return the lowest and the highest figure as they were said, one end of a range as a number; whether all agree."""
    single = figures.given_low == figures.given_high
    least, most = int(np.nanargmin(figures.given_low)), int(np.nanargmax(figures.given_high))
    low, high = figures.given_low[least], figures.given_high[most]
    first, last = (
        str(figures.said[place]) if single[place] else write_number(float(end))
        for place, end in ((least, low), (most, high))
    )
    return first, last, bool(low == high)


def dates_title(title: str, figures: HeardFigures, unit: str, lead: int, *, grows: bool) -> str:
    """Return the title of a chart over time: the figure that leads its sentence, beside earlier ones.

    Parameters
    ----------
    title : str
    figures : HeardFigures
        With a day each, one at least.
    unit : str
        Behind the figures, with a leading space.
    lead : int
        Row of the claim that leads; the newest figure leads where it is not among those shown.
    grows : bool
        Whether it is a total; then counts have risen where the newest one is above all others. Else what has risen or
        fallen is told by one voice alone, which has an earlier figure.

    Examples
    --------
    >>> import pandas as pd
    >>> import reconcile as rc
    >>> from reconcile.report.charts.heard_figures import heard_figures
    >>> claims = pd.DataFrame({"quantity": "dead", "source": "A", "best": [30, 40], "temporal": "cumulative",
    ...                        "count_date": ["2025-01-31", "2025-02-28"]})
    >>> result = rc.reconcile(claims)
    >>> dates_title("Dead", heard_figures(result.claims, pd.Series(["", ""]))["dead"], "", 1, grows=True)
    'Dead: counts have risen to 40 (A)'
    """
    newest = _newest(figures, lead)
    low, high = figures.given_low, figures.given_high
    others = np.delete(np.arange(len(figures)), newest)
    own = others[(figures.voice[others] == figures.voice[newest]) & (figures.day[others] < figures.day[newest])]
    form = "dates_newest"
    if grows:
        if len(others) and low[newest] > high[others].max():
            form = "dates_risen"
    elif len(own) and low[newest] > high[own[0]]:
        form = "dates_up"
    elif len(own) and high[newest] < low[own[0]]:
        form = "dates_down"
    before = f"{figures.said[own[0]]}" if len(own) else ""
    return words().charts[form].format(
        title=shorten(title, _TITLE), figure=f"{figures.said[newest]}{unit}", before=before,
        voice=shorten(figures.voice[newest], _NAME),
    )  # fmt: skip


def _newest(figures: HeardFigures, lead: int) -> int:
    """Return the figure that leads, else the newest, of several the weightiest, then the largest."""
    found = np.flatnonzero(figures.claim == lead)
    return int(found[0] if len(found) else np.lexsort((figures.given_low, figures.weight, figures.day))[-1])


def periods_title(title: str, figures: HeardFigures, period: str, unit: str) -> str:
    """Return the title of a chart by month: the period with the largest figure, and what all said of it.

    Parameters
    ----------
    title : str
    figures : HeardFigures
        Those of the period with the largest figure.
    period : str
        In words: "in November 2024".
    unit : str
        Behind the figures, with a leading space.

    Examples
    --------
    >>> import pandas as pd
    >>> import reconcile as rc
    >>> from reconcile.report.charts.heard_figures import heard_figures
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "taken", "source": ["A", "B"], "best": [700, 730]}))
    >>> figures = heard_figures(result.claims, pd.Series(["", ""]))["taken"]
    >>> periods_title("Ground taken", figures, "in November 2024", " sq km")
    'Ground taken: most in November 2024, 700 to 730 sq km'
    """
    low, high, same = _ends(figures)
    form = "periods_one" if same else "periods"
    return words().charts[form].format(title=shorten(title, _TITLE), period=period, low=low, high=high, unit=unit)
