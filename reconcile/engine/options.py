"""How claims are reconciled: what the engine needs to know beside the claims and their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from reconcile.claims.settings import ClaimSettings
from reconcile.defaults import DEFAULT_LEVEL, DEFAULT_METHOD
from reconcile.engine.sums.declared import Sum
from reconcile.errors import ConfigError
from reconcile.pool.methods import find_method
from reconcile.sources.accounting_rules import Identity, identities_of
from reconcile.sources.breaks import Break

__all__ = ["EngineOptions", "check_options"]

# share below which no interval is asked for: the central half stands beside it in the table
LEAST_LEVEL = 0.5


@dataclass(frozen=True)
class EngineOptions:
    """How to reconcile.

    Attributes
    ----------
    level : float
        Share of cases in which low to high is built to hold, between 0.5 and 1.
    at : "latest", "month-end" or dates
        Dates at which cumulative and stock quantities are estimated.
    method : str
        Name of a pooling method.
    as_of : date or None
        Date of knowledge; None takes the newest date in the claims.
    claims : ClaimSettings
        How tables of claims are read.
    sides : mapping of side to parties
    identities : sequence of Identity, or of mappings with the keys of `[[identities]]`
    breaks : sequence of Break
        Days from which a source counts something else.
    sums : sequence of Sum
        How events are added up; where events are there and nothing is declared, the whole and its months are.
    track_record : DataFrame or None
        How far sources used to be off, columns of `track_record.csv`; None weighs no voice by its past.
    track_record_shifts : bool
        Whether figures are moved by the bias of their voice.
    curve_gate : bool
        Whether the method "curve" answers only where enough voices, counts and days stand behind a curve.
    """

    level: float = DEFAULT_LEVEL
    at: str | Sequence[Any] = "latest"
    method: str = DEFAULT_METHOD
    as_of: Any = None
    claims: ClaimSettings = field(default_factory=ClaimSettings)
    sides: Mapping[str, Sequence[str]] = field(default_factory=dict)
    identities: Sequence[Identity | Mapping[str, Any]] = ()
    breaks: Sequence[Break] = ()
    sums: Sequence[Sum] = ()
    curve_gate: bool = True
    track_record: pd.DataFrame | None = field(default=None, compare=False)
    track_record_shifts: bool = False


def check_options(options: EngineOptions) -> None:
    """Refuse options that no engine can work by.

    Raises
    ------
    ConfigError
        The level, the method or the dates.

    Examples
    --------
    >>> check_options(EngineOptions(level=0.8))
    >>> check_options(EngineOptions(level=1.2))
    Traceback (most recent call last):
        ...
    reconcile.errors.ConfigError: level must lie between 0.5 and 1 (0.9 is usual)
    """
    if not LEAST_LEVEL < options.level < 1:
        raise ConfigError("level must lie between 0.5 and 1", value=f"{options.level:g}", hint="0.9 is usual")
    identities_of(options.identities)
    try:
        find_method(options.method)
    except ValueError as error:
        raise ConfigError(str(error), value=options.method, hint="`reconcile methods` lists them") from error
    if isinstance(options.at, str) and options.at not in ("latest", "month-end"):
        raise ConfigError(f"at = '{options.at}' is not understood", hint='"latest", "month-end" or a list of dates')
