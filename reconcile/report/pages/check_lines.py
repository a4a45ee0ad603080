"""What was foretold of the newest figures beside what was said, and how sources revise themselves, as plain text."""

from __future__ import annotations

import pandas as pd

from reconcile.plain_numbers import write_number
from reconcile.plurals import counted

__all__ = ["LEAST_FIGURES", "check_lines"]

# what a check shows, and what it does not: printed with every one
_MEANING = "Figures in the range show that their sources are predictable, not that they are right."

# figures from which on a share says something: of ten, one is to lie outside at 90%
LEAST_FIGURES = 10
_FEW = "; so few show gross misses alone"


def check_lines(foretold: pd.DataFrame, revisions: pd.DataFrame, level: float) -> list[str]:
    """Return a check of one quantity as lines.

    Parameters
    ----------
    foretold : DataFrame
        Columns of `CHECKED_FIGURES`.
    revisions : DataFrame
        Columns of `OWN_REVISIONS`.
    level : float
        Share of figures that are to lie inside.

    Examples
    --------
    >>> check_lines(pd.DataFrame({"inside": []}), pd.DataFrame({"revisions": []}), 0.9)[1]
    '  no source is known to have changed its figure of one and the same day'
    """
    return [*_foretold(foretold, level), *_revisions(revisions)]


def _foretold(foretold: pd.DataFrame, level: float) -> list[str]:
    if foretold.empty:
        return ["  check: too few dated figures to foretell the newest from those before"]
    inside = int(foretold["inside"].sum())
    newest, were = counted(len(foretold), "figure"), "was" if len(foretold) == 1 else "were"
    few = _FEW if len(foretold) < LEAST_FIGURES else ""
    told = f"{inside} of {len(foretold)} in the range foretold ({level:.0%} should be{few})"
    lines = [f"  check: the newest {newest} {were} foretold from those before: {told}", f"    {_MEANING}"]
    for row in foretold[~foretold["inside"].astype(bool)].to_dict("records"):
        day = pd.Timestamp(row["count_date"]).date()
        said = f"{write_number(row['figure'])}, not {write_number(row['low'], 3)} – {write_number(row['high'], 3)}"
        lines.append(f"    {row['claim_id']}  {row['voice']}, {day}: {said}")
    return lines


def _revisions(revisions: pd.DataFrame) -> list[str]:
    revised = revisions[revisions["revisions"] > 0].to_dict("records")
    return [
        f"  {row['voice']} changed {row['revisions']} of its {counted(row['figures'], 'figure')} of one day"
        f", typically by {row['typical']:.0%}, at most by {row['largest']:.0%}"
        for row in revised
    ] or ["  no source is known to have changed its figure of one and the same day"]
