"""A day far above all others of its series: was it that bad, or were earlier dead added on it?"""

from __future__ import annotations

import pandas as pd
import pytest

import reconcile as rc

USUAL = [20, 25, 31, 18, 27, 22, 19, 24, 30, 26]


def daily(figures: list[int], **given: str | list[str]) -> pd.DataFrame:
    days = [f"2024-03-{day:02d}" for day in range(1, len(figures) + 1)]
    own = {"measure": "killed", "place": "Orva", "source": "Ministry", "temporal": "period"}
    return pd.DataFrame({**own, "period_start": days, "period_end": days, "best": figures, **given})


def asked(claims: pd.DataFrame) -> list[str]:
    found = rc.reconcile(claims).findings
    return found.loc[found["rule"] == "day-jumps", "message"].tolist()


def test_a_day_ten_times_the_usual_one_is_asked_about() -> None:
    assert asked(daily([*USUAL, 748])) == ["748 on 2024-03-11 is 30 times the usual day of its series (25)"]


@pytest.mark.parametrize(
    "claims",
    [
        daily([*USUAL, 249]),
        daily([*USUAL[:6], 748]),
        daily([0] * 9 + [748]),
        daily([*USUAL, 748], includes=[""] * 10 + ["late_additions"]),
        daily([*USUAL, 748], place=["Orva"] * 10 + ["Weir"]),
        daily([*USUAL, 748], period_end=[f"2024-03-{day:02d}" for day in range(1, 11)] + ["2024-04-11"]),
    ],
    ids=["nine times", "seven days", "usual days of nobody", "told already", "another place", "a month"],
)
def test_what_is_not_asked_about(claims: pd.DataFrame) -> None:
    assert asked(claims) == []


def test_the_order_of_rows_is_nothing() -> None:
    claims = daily([*USUAL, 748, 900]).assign(claim_id=[f"C{number:02d}" for number in range(12)])
    first, second = asked(claims), asked(claims.iloc[::-1].reset_index(drop=True))
    assert first == second
    assert len(first) == 2
