"""Generated families: statements, definitions, places, periods and events, in which no figure occurs twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

VOICES = ("Ministry", "Monitor", "Agency", "Observatory", "Rebels")
DAYS = ("2025-03-02", "2025-03-19", "2025-04-07")
SUMS = (
    ("casualties", ("killed", "wounded")), ("drones_launched", ("drones_shot_down", "drones_lost")),
    ("losses", ("killed", "missing_or_wounded")), ("missiles_launched", ("missiles_shot_down", "missiles_lost")),
)  # fmt: skip
SPOTS = ("Alton", "Borton", "Corton")

# families, each with a place that is named by a letter
FAMILIES = 20

Rows = Iterator[dict[str, Any]]


def made(seed: int) -> pd.DataFrame:
    """Return the claims of some families."""
    rng = np.random.default_rng(seed)
    figures = iter(rng.permutation(np.arange(3001, 99_999))[:4000].tolist())
    rows: list[dict[str, Any]] = []
    for number in range(FAMILIES):
        shared = {"family": f"f{number}", "party": "Aland", "place": f"{chr(ord('B') + number)}land", "scope": ""}
        dated = {"temporal": "cumulative", "count_date": DAYS[number % 3], "published": DAYS[number % 3]}
        parts = (_statement, _months, _places, _events, _wider)
        rows += [{**shared, **row} for part in parts for row in part(number, dated, figures)]
    return pd.DataFrame(rows).assign(claim_id=[f"K{place:04d}" for place in range(len(rows))])


def _statement(number: int, dated: dict[str, Any], figures: Iterator[int]) -> Rows:
    """A total and its parts by one voice, and the total by others."""
    total, parts = SUMS[number % 4]
    given = [next(figures) for _ in parts]
    yield {"measure": total, "source": VOICES[number % 5], "best": sum(given), **dated}
    for part, value in zip(parts, given, strict=True):
        yield {"measure": part, "source": VOICES[number % 5], "best": value, **dated}
    for other in range(number % 3):
        voice = VOICES[(number + 1 + other) % 5]
        yield {"measure": total, "source": voice, "best": next(figures), **dated, "count_date": DAYS[2]}


def _months(number: int, dated: dict[str, Any], figures: Iterator[int]) -> Rows:
    """Months of one voice or of several, one of them with a region besides."""
    for month in range(1, 4 + number % 5):
        end = pd.Period(f"2024-{month:02}").end_time
        span = {"measure": "area_gained", "temporal": "period", "period_start": f"2024-{month:02}-01",
                "period_end": f"{end:%Y-%m-%d}", "published": "2025-05-01"}  # fmt: skip
        for place in range(1 + (number + month) % 3 * (number % 2)):
            yield {**span, "source": VOICES[(number + place) % 5], "best": next(figures)}
        if month == 2:
            yield {**span, "source": VOICES[number % 5], "best": next(figures), "scope": "with Zland"}


def _places(number: int, dated: dict[str, Any], figures: Iterator[int]) -> Rows:
    for place, spot in enumerate(SPOTS[: number % 4]):
        day = DAYS[place % (1 + number % 2)]
        yield {"measure": "displaced", "source": VOICES[number % 5], "best": next(figures), **dated, "place": spot,
               "count_date": day}  # fmt: skip


def _events(number: int, dated: dict[str, Any], figures: Iterator[int]) -> Rows:
    for event in range(number % 3):
        day = f"2025-02-{3 + event:02}"
        yield {"measure": "captured", "source": VOICES[event], "best": next(figures), "temporal": "period",
               "period_start": day, "period_end": day, "published": "2025-02-20"}  # fmt: skip


def _wider(number: int, dated: dict[str, Any], figures: Iterator[int]) -> Rows:
    yield {"measure": "killed_or_missing", "source": VOICES[(number + 2) % 5], "best": next(figures), **dated}
