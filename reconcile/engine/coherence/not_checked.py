"""What an estimate has in the columns of sums where no sum was checked."""

from __future__ import annotations

from typing import Any

import numpy as np

from reconcile.engine.coherence.coherent_columns import COHERENT

__all__ = ["NOT_CHECKED"]

NOT_CHECKED: dict[str, Any] = {
    **dict.fromkeys((*COHERENT, "coherence_chi2", "radius"), np.nan), "coherence_reason": "",
}  # fmt: skip
