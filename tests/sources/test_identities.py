"""Accounting rules that one voice's own figures must keep."""

from __future__ import annotations

import pandas as pd

from reconcile.columns import IDENTITY_CHECKS, names
from reconcile.sources.accounting_rules import Identity
from reconcile.sources.identities import broken_identities, check_identities

DAY = pd.Timestamp("2025-02-01")
DRONES = [Identity("drones", "drones_launched", ("drones_shot_down", "drones_lost"), complete=True)]
HUMANS = Identity("people", "casualties", ("killed", "wounded"), complete=True)


def counts(*rows: tuple[str, str, float], **same: object) -> pd.DataFrame:
    """Claims given by voice, measure and figure; whatever else is given holds for all of them."""
    defaults = {
        "family": "raid", "party": "Russia", "counterparty": "", "place": "", "scope": "", "population": "",
        "statement": 0, "temporal": "period", "period_start": DAY, "period_end": DAY, "count_date": pd.NaT,
    }  # fmt: skip
    return pd.DataFrame(
        [
            {**defaults, **same, "claim_id": f"C{place}", "voice": voice, "measure": measure,
             **dict.fromkeys(("range_low", "range_best", "range_high", "figure_low"), float(value))}
            for place, (voice, measure, value) in enumerate(rows)
        ]
    )  # fmt: skip


def raid(launched: float, shot_down: float, lost: float, voice: str = "UA", **same: object) -> pd.DataFrame:
    rows = [(voice, "drones_launched", launched), (voice, "drones_shot_down", shot_down), (voice, "drones_lost", lost)]
    return counts(*rows, **same)


def test_an_identity_that_holds() -> None:
    checks = check_identities(raid(112, 81, 31), DRONES)
    assert list(checks.columns) == names(IDENTITY_CHECKS)
    assert checks.iloc[0].to_dict() == {
        "identity": "drones", "family": "raid", "voice": "UA", "date": DAY, "equation": "81 + 31 = 112", "holds": True,
        "one_statement": True, "total": 112.0, "sum": 112.0, "difference": 0.0, "claim_ids": "C1, C2, C0",
    }  # fmt: skip


def test_an_identity_that_does_not_hold() -> None:
    checks = check_identities(raid(112, 81, 30), DRONES)
    assert checks[["holds", "total", "sum", "difference"]].values.tolist() == [[False, 112.0, 111.0, -1.0]]


def test_parts_of_another_voice_are_not_mixed_in() -> None:
    rows = ("UA", "drones_launched", 112), ("UA", "drones_shot_down", 81), ("RU", "drones_lost", 31)
    assert check_identities(counts(*rows), DRONES).empty


def test_parts_of_another_day_or_place_are_not_mixed_in() -> None:
    for name, other in (("place", "Kyiv"), ("period_end", DAY + pd.Timedelta(days=1)), ("family", "another raid")):
        table = raid(112, 81, 31)
        table.loc[2, name] = other
        assert check_identities(table, DRONES).empty, name


def test_ranges_that_touch_hold() -> None:
    table = raid(110, 81, 31)
    for low, high, holds in ((105, 112, True), (105, 111.9, False), (112, 115, True), (112.1, 115, False)):
        table.loc[0, ["range_low", "range_high"]] = [low, high]
        assert check_identities(table, DRONES)["holds"].tolist() == [holds]


def test_the_ranges_of_the_parts_count_and_the_figures_are_printed() -> None:
    table = raid(112, 81, 25)
    table.loc[2, "range_high"] = 31
    checks = check_identities(table, DRONES)
    assert checks[["equation", "holds", "sum"]].values.tolist() == [
        ["81 + 25 = 106, 112 within their ranges", True, 106.0]
    ]


def test_of_two_accounts_of_a_voice_the_first_by_id_counts() -> None:
    rows = ("UA", "drones_launched", 112), ("UA", "drones_shot_down", 81), ("UA", "drones_lost", 31)
    table = counts(*rows, ("UA", "drones_lost", 99))
    assert check_identities(table.iloc[::-1], DRONES)["equation"].tolist() == ["81 + 31 = 112"]
    first = table.assign(claim_id=["C1", "C2", "C9", "C3"])
    assert check_identities(first, DRONES)["equation"].tolist() == ["81 + 99 = 180, not 112"]


def test_a_count_is_dated_by_its_count_date_a_period_by_its_end() -> None:
    later = DAY + pd.Timedelta(days=9)
    dated = raid(112, 81, 31, temporal="cumulative", period_start=pd.NaT, period_end=pd.NaT, count_date=later)
    assert check_identities(dated, DRONES)["date"].tolist() == [later]
    both = raid(112, 81, 31, count_date=later)
    assert check_identities(both, DRONES)["date"].tolist() == [later]


def test_checks_stand_by_rule_then_family_voice_and_date() -> None:
    days = [DAY + pd.Timedelta(days=place) for place in (2, 1)]
    tables = [
        raid(112, 81, 31, family="west", period_end=days[0]), raid(9, 5, 4, family="west", period_end=days[1]),
        raid(20, 15, 5, "RU", family="west", period_end=days[0]), raid(30, 15, 5, family="east"),
        counts(("UA", "casualties", 10), ("UA", "killed", 4), ("UA", "wounded", 6)),
    ]  # fmt: skip
    checks = check_identities(pd.concat(tables, ignore_index=True), [HUMANS, *DRONES])
    assert checks["identity"].tolist() == ["people", "drones", "drones", "drones", "drones"]
    assert checks["total"].tolist() == [10, 30, 20, 9, 112]
    assert checks["equation"].tolist()[:2] == ["4 + 6 = 10", "15 + 5 = 20, not 30"]
    assert checks.index.tolist() == [0, 1, 2, 3, 4]


def test_numbers_are_printed_with_their_thousands_and_no_needless_digits() -> None:
    assert check_identities(raid(1200, 1199, 1), DRONES)["equation"].tolist() == ["1,199 + 1 = 1,200"]
    shares = check_identities(raid(1234.5678, 0.25, 1234.3178), DRONES)
    assert shares["equation"].tolist() == ["0.25 + 1,234.32 = 1,234.57"]


def test_no_identities_no_checks() -> None:
    table = counts(("UA", "drones_launched", 112))
    for identities in ([], DRONES):
        checks = check_identities(table, identities)
        assert checks.empty
        assert list(checks.columns) == names(IDENTITY_CHECKS)
        assert [str(kind) for kind in checks.dtypes] == ["object"] * len(names(IDENTITY_CHECKS))


def test_figures_of_one_statement_are_compared_before_those_of_several() -> None:
    told = raid(112, 81, 31).assign(statement=1, claim_id=["Z0", "Z1", "Z2"])
    # another article gives the total alone, of another day's edition
    other = raid(150, 0, 0).head(1).assign(statement=2)
    both = check_identities(pd.concat([told, other]), DRONES)
    assert both[["equation", "one_statement"]].values.tolist() == [["81 + 31 = 112", True]]
    again = check_identities(pd.concat([told, told.assign(statement=3, claim_id=["Y0", "Y1", "Y2"])]), DRONES)
    assert again["claim_ids"].tolist() == ["Y1, Y2, Y0"]
    apart = told.assign(statement=[1, 2, 3])
    apart.loc[0, ["range_low", "range_high", "figure_low"]] = 150.0
    checks = check_identities(apart, DRONES)
    assert checks["one_statement"].tolist() == [False]
    assert broken_identities(checks, DRONES)["message"].tolist() == [
        "drones does not hold for UA: 81 + 31 = 112, not 150; the figures are from several statements"
    ]
