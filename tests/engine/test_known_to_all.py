"""What is known to all claims is the same however they are split."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from reconcile.claims.checked import check_claims, some_claims
from reconcile.days import NO_DAY, as_day
from reconcile.engine.known_to_all import ClaimFacts, facts_of, known_to_all
from reconcile.sources.registry import registry_of

ROWS: list[dict[str, Any]] = [
    {"measure": "killed", "source": "A", "origin": "ВВС", "published": "2024-01-05", "party": "X"},
    {"measure": "killed", "source": "BBC", "temporal": "period", "count_date": "2024-01-07",
     "period_start": "2024-01-01", "period_end": "2024-02-28"},
    {"measure": "wounded", "source": "B", "counterparty": "Y", "role": "denied", "denied_on": "2024-01-09"},
]  # fmt: skip
EVENT = {"measure": "burnt", "source": "List", "rows": "events", "count_date": "2024-01-02", "party": "Z"}


@pytest.mark.parametrize(
    ("rows", "day"),
    [(ROWS[:1], "2024-01-05"), (ROWS, "2024-01-09"), ([*ROWS, EVENT], "2024-01-09"), ([EVENT], "2024-01-02")],
)
def test_the_day_of_knowledge(rows: list[dict[str, Any]], day: str) -> None:
    claims = check_claims(pd.DataFrame(rows).assign(best=3)).claims
    alone = [facts_of(some_claims(claims, np.arange(len(claims)) == number)) for number in range(len(claims))]
    whole, split = (known_to_all(facts, registry_of(None)) for facts in ([facts_of(claims)], alone))
    assert whole.as_of == split.as_of == as_day(day)
    assert (whole.names.read_as, whole.parties, whole.measures) == (split.names.read_as, split.parties, split.measures)


def test_ends_of_periods_are_news_beside_events() -> None:
    """Whichever table the events stand in."""
    counts, events = ClaimFacts(newest=1, newest_end=9), ClaimFacts(newest=2, events=True)
    assert known_to_all([counts], registry_of(None)).as_of == 1
    assert known_to_all([counts, events], registry_of(None)).as_of == 9


def test_words_of_events_are_no_news_to_claims() -> None:
    claims = check_claims(pd.DataFrame([*ROWS, EVENT]).assign(best=3)).claims
    known = known_to_all([facts_of(claims)], registry_of(None))
    assert known.parties == {"X", "Y"}
    assert known.measures == {"killed", "wounded"}
    assert known.names.read_as == {"ВВС": "BBC"}


def test_nothing_is_known_of_no_claims() -> None:
    known = known_to_all([], registry_of(None))
    assert (known.as_of, known.parties, known.growth) == (NO_DAY, frozenset(), None)
    assert known_to_all([ClaimFacts(newest=as_day("2024-01-05"))], registry_of(None), "2024-01-03").as_of == as_day(
        "2024-01-03"
    )


def test_no_day_to_come_is_known() -> None:
    known = known_to_all([ClaimFacts(newest=as_day("2999-01-05"))], registry_of(None))
    assert known.as_of < as_day("2999-01-05")
