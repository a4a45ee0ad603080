"""What known values say of each source, in words: how far it was off, and what it is taken for from now on."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from reconcile.engine.learned_record import PRIOR_QUANTITIES
from reconcile.plurals import counted

__all__ = ["LEAST_SHARE", "learned_lines"]

# share below which a figure is called right: half of one percent prints as none
LEAST_SHARE = 0.005

# whose losses a source counted, in words
_LOSSES = {"own": " of its own side", "enemy": " of the enemy", "neutral": ""}


def learned_lines(record: pd.DataFrame) -> list[str]:
    """Return a line for each source, measure and whose losses it counted.

    Parameters
    ----------
    record : DataFrame
        Columns of `TRACK_RECORD`. Its errors are drawn towards what is usual; the mean that was is made of them again.

    Examples
    --------
    >>> row = {"source": "ISW", "measure": "area_gained", "losses": "neutral", "scale": "log", "n": 1}
    >>> learned_lines(pd.DataFrame([{**row, "bias": 0.05, "error_sd": 0.3}]))
    ['  ISW, area gained: 1 known value, 35% too high; taken for off by 35%, 5% too high']
    """
    return [_line(row) for row in record.to_dict("records")]


def _line(row: Mapping[Hashable, Any]) -> str:
    many = int(row["n"])
    what = f"  {row['source']}, {str(row['measure']).replace('_', ' ')}{_LOSSES.get(row['losses'], '')}"
    known = f"{what}: {counted(many, 'known value')}"
    mean = row["bias"] * (many + PRIOR_QUANTITIES) / many
    if row["scale"] != "log":
        return f"{known}, off by {mean:+.2g} in log odds on average; taken for off by {row['error_sd']:.2g}"
    average = _way(mean) + (" on average" if many > 1 else "")
    return f"{known}, {average}; taken for off by {math.expm1(row['error_sd']):.0%}, {_way(row['bias'])}"


def _way(error: float) -> str:
    share = math.expm1(error)
    return f"{abs(share):.0%} too {'high' if share > 0 else 'low'}" if abs(share) >= LEAST_SHARE else "right"
