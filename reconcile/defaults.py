"""What a run takes where nobody says otherwise: in `reconcile.toml`, in a notebook and in the engine."""

from __future__ import annotations

__all__ = ["DEFAULT_LEVEL", "DEFAULT_METHOD"]

# share of cases in which an interval is built to hold; nine in ten is what sources mean by a range (contract)
DEFAULT_LEVEL = 0.9

# the pooling method: of those measured, the one whose intervals hold most nearly as often as they claim, with the best
# score (docs/methods/calibration.md)
DEFAULT_METHOD = "linear"
