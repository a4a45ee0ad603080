"""Thresholds, `--strict` and `--fail-on`: a run that crosses one writes its outputs and ends with exit code 1."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reconcile.errors import ConfigError
from reconcile.plain_numbers import write_number
from reconcile.plurals import counted
from reconcile.run.summary import count_rejected_rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Measurements", "Thresholds", "crossed_thresholds", "measure_outputs", "thresholds_of"]

_PERCENT = 100.0
_HINT = "conflict, rejected, or change=20%"


@dataclass(frozen=True)
class Thresholds:
    """What a run must not cross.

    Attributes
    ----------
    strict : bool
        Whether there may be no rejected row and no finding.
    conflict, rejected : bool
        Whether there may be no quantity in conflict, and no rejected row.
    change : float or None
        Largest change of best since the last recorded run that is allowed, as a share.
    """

    strict: bool = False
    conflict: bool = False
    rejected: bool = False
    change: float | None = None


def thresholds_of(fail_on: Sequence[str], *, strict: bool = False) -> Thresholds:
    """Return the thresholds that values of `--fail-on` name.

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
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise ConfigError(f"fail-on 'change={text}' is not understood", hint=_HINT)
    return value


@dataclass(frozen=True)
class Measurements:
    """What a run is measured by, for its thresholds.

    Attributes
    ----------
    conflict : sequence of str
        Quantities in conflict.
    change : mapping of str to float
        Largest change of each quantity that changed, as a share.
    rejected, findings : int
        Number of rows rejected, and of findings.
    """

    conflict: Sequence[str]
    change: Mapping[str, float]
    rejected: int
    findings: int


def measure_outputs(estimates: pd.DataFrame, rejected: pd.DataFrame, findings: pd.DataFrame) -> Measurements:
    """Return the measurements of a run, from its tables.

    An empty `change` counts as no change: there is no earlier run to compare with.

    Examples
    --------
    >>> import pandas as pd
    >>> estimates = pd.DataFrame({"quantity": ["dead"], "agreement": ["conflict"], "change": ["-0.5"]})
    >>> measure_outputs(estimates, pd.DataFrame(), pd.DataFrame())
    Measurements(conflict=['dead'], change={'dead': 0.5}, rejected=0, findings=0)
    """
    import pandas as pd

    change = pd.to_numeric(estimates["change"], errors="coerce").abs()
    moved = change[change > 0].groupby(estimates["quantity"], sort=False).max()
    conflict = estimates.loc[estimates["agreement"] == "conflict", "quantity"]
    return Measurements(
        list(dict.fromkeys(conflict)),
        {str(quantity): float(share) for quantity, share in moved.items()},
        count_rejected_rows(rejected),
        len(findings),
    )


def crossed_thresholds(thresholds: Thresholds, measured: Measurements) -> tuple[str, ...]:
    """Return a sentence for each threshold that measurements cross.

    Examples
    --------
    >>> crossed_thresholds(Thresholds(conflict=True), Measurements(["dead"], {}, 0, 0))
    ('1 quantity in conflict: dead',)
    """
    sentences = []
    if (thresholds.rejected or thresholds.strict) and measured.rejected:
        sentences.append(_rows(measured.rejected))
    if thresholds.strict and measured.findings:
        sentences.append(counted(measured.findings, "finding"))
    if thresholds.conflict:
        sentences += _named("in conflict", measured.conflict)
    if thresholds.change is not None:
        most = thresholds.change
        changed = [quantity for quantity, change in measured.change.items() if change > most]
        sentences += _named(f"changed by more than {write_number(most)}", changed)
    return tuple(sentences)


def _rows(count: int) -> str:
    return f"{counted(count, 'row')} rejected"


def _named(what: str, keys: Sequence[str]) -> list[str]:
    return [f"{counted(len(keys), 'quantity', 'quantities')} {what}: {', '.join(keys)}"] if keys else []
