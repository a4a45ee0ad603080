"""What a run takes where nobody says otherwise: in `reconcile.toml`, in a notebook and in the engine."""

from __future__ import annotations

__all__ = ["AUTO_MEMORY", "DEFAULT_LEVEL", "DEFAULT_METHOD", "ENGINES", "MOST_FILE_BYTES"]

# share of cases in which an interval is built to hold; nine in ten is what sources mean by a range (contract)
DEFAULT_LEVEL = 0.9

# the pooling method: of those measured, the one whose intervals hold most nearly as often as they claim, with the best
# score (docs/methods/calibration.md)
DEFAULT_METHOD = "linear"

# bytes of the largest file that is read, as it lies and as it unpacks: ten million rows, whose tables take 30 GB
MOST_FILE_BYTES = 2_000_000_000

# where claims are reconciled: in the process that is asked, in one a core, on Dask
ENGINES = ("local", "processes", "dask")

# memory of a worker where nobody says how much: Dask gives each its share of the machine
AUTO_MEMORY = "auto"
