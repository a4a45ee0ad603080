"""The default holds as often as docs/methods/calibration.md says, on the sets of the reference folder."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from tests.examples import long_ones

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "reference"

pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="needs the reference folder beside the checkout")

# bounds of the acceptance: share of 90% intervals that hold, of each set and averaged over both; of 50% intervals,
# averaged; and score as a ratio to the plain mixture's, of each set
HELD_90, HELD_90_AVERAGED, HELD_50_AVERAGED, MOST_SCORE = (0.80, 0.97), (0.86, 0.94), (0.42, 0.60), 1.02


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        spec = importlib.util.spec_from_file_location("calibration_benchmark", ROOT / "benchmarks" / "calibration.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


@pytest.mark.parametrize("sources", [0, *long_ones([2, 3])])
def test_the_default_holds_what_it_promises(benchmark: ModuleType, sources: int) -> None:
    wide, half = [], []
    for name in ("sej", "polls"):
        table = benchmark.load(REFERENCE / "pooling" / f"calib_{name}.csv")
        drawn = benchmark.draw(table, sources, np.random.default_rng(7))
        ours, plain = benchmark.score(drawn, "linear"), benchmark.score(drawn, "plain")
        ratio = np.exp(np.log(ours.groupby("study")["wis"].mean() / plain.groupby("study")["wis"].mean()).mean())
        assert ratio <= MOST_SCORE
        wide.append(ours["held90"].mean())
        half.append(ours["held50"].mean())
        assert HELD_90[0] <= wide[-1] <= HELD_90[1]
    assert HELD_90_AVERAGED[0] <= np.mean(wide) <= HELD_90_AVERAGED[1]
    assert HELD_50_AVERAGED[0] <= np.mean(half) <= HELD_50_AVERAGED[1]
