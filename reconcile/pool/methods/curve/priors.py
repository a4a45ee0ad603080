"""What the curve takes for granted before it hears anything, and how many voices or figures that weighs as."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PRIORS", "Priors"]


@dataclass(frozen=True, kw_only=True)
class Priors:
    """Scales of the model, on the log scale; one setting for every task (docs/methods/curve.md has what was tried).

    Attributes
    ----------
    flow_sd, memory_days : float
        How far the daily flow strays from its usual level, and days after which it has forgotten all but 1/e of that:
        a random walk without return reaches nonsense within weeks.
    level_sd, lump_sd : float
        How far the usual flow, and what came before the first day, may be off what the first figures suggest.
    voice_sd, series_sd : float
        How far a voice is off the curve in all series, and beyond that in each.
    drift : float
        How far a voice's bias moves in 30 days.
    error_sd : float
        How far a figure is off its voice's own, beyond what it says of its own width.
    voice_n, series_n, drift_n, error_n, error_all_n : float
        As how many voices, series, moves and figures the four scales above weigh where they are learned.
    common : float
        Error common to all voices, which no figure can show, as a share of the variance between voices.
    """

    flow_sd: float = 1.0
    memory_days: float = 84.0
    level_sd: float = 2.0
    lump_sd: float = 2.0
    voice_sd: float = 0.25
    series_sd: float = 0.2
    drift: float = 0.1
    error_sd: float = 0.15
    voice_n: float = 2.0
    series_n: float = 2.0
    drift_n: float = 8.0
    error_n: float = 2.0
    error_all_n: float = 8.0
    common: float = 0.2


# the setting under which forward, leave-one-source-out and simulated counts all hold (docs/methods/curve.md)
PRIORS = Priors()
