"""What makes a run end with exit code 1 although it wrote its outputs: `--strict` and `--fail-on`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.errors import ConfigError
from reconcile.project.summary import count_rows

__all__ = ["Thresholds", "crossed", "thresholds_of"]

_PERCENT = 100.0
_HINT = "conflict, rejected, or change=20%"


@dataclass(frozen=True)
class Thresholds:
    """What a run must not cross.

    Attributes
    ----------
    strict : bool
        No rejected row and no finding.
    conflict, rejected : bool
        No quantity in conflict; no rejected row.
    change : float or None
        Largest change of best since the last recorded run, as a share.
    """

    strict: bool = False
    conflict: bool = False
    rejected: bool = False
    change: float | None = None


def thresholds_of(fail_on: Sequence[str], *, strict: bool = False) -> Thresholds:
    """Read the values of `--fail-on`.

    Raises
    ------
    ConfigError
        A value is not understood.

    Examples
    --------
    >>> thresholds_of(["conflict", "change=20%"])
    Thresholds(strict=False, conflict=True, rejected=False, change=0.2)
    """
    changes = [word.removeprefix("change=") for word in fail_on if word.startswith("change=")]
    unknown = [word for word in fail_on if word not in ("conflict", "rejected") and not word.startswith("change=")]
    if unknown:
        raise ConfigError(f"fail-on '{unknown[0]}' is not understood", hint=_HINT)
    return Thresholds(
        strict, "conflict" in fail_on, "rejected" in fail_on, min(map(_share, changes)) if changes else None
    )


def _share(text: str) -> float:
    try:
        value = float(text.removesuffix("%")) / (_PERCENT if text.endswith("%") else 1.0)
    except ValueError:
        value = np.nan
    if not (np.isfinite(value) and value >= 0):
        raise ConfigError(f"fail-on 'change={text}' is not understood", hint=_HINT)
    return value


def crossed(
    thresholds: Thresholds, estimates: pd.DataFrame, rejected: pd.DataFrame, findings: pd.DataFrame
) -> tuple[str, ...]:
    """Say which thresholds the tables cross, one sentence each.

    A missing `change` crosses nothing: there is no earlier run to compare with.

    Examples
    --------
    >>> none = pd.DataFrame()
    >>> estimates = pd.DataFrame({"quantity": ["dead"], "agreement": ["conflict"], "change": [np.nan]})
    >>> crossed(Thresholds(conflict=True), estimates, none, none)
    ('1 quantity in conflict: dead',)
    """
    told = []
    if (thresholds.rejected or thresholds.strict) and len(rejected):
        told.append(_rows(count_rows(rejected)))
    if thresholds.strict and len(findings):
        told.append(f"{len(findings)} found")
    if thresholds.conflict:
        told += _named("in conflict", estimates.loc[estimates["agreement"] == "conflict", "quantity"])
    if thresholds.change is not None:
        change = pd.to_numeric(estimates["change"], errors="coerce").abs()
        moved = estimates.loc[change > thresholds.change, "quantity"]
        told += _named(f"changed by more than {thresholds.change:.6g}", moved)
    return tuple(told)


def _rows(count: int) -> str:
    return f"{count} {'row' if count == 1 else 'rows'} rejected"


def _named(what: str, quantities: pd.Series) -> list[str]:
    keys = list(dict.fromkeys(quantities))
    noun = "quantity" if len(keys) == 1 else "quantities"
    return [f"{len(keys)} {noun} {what}: {', '.join(keys)}"] if keys else []
