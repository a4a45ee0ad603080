"""A run in parts gives the tables of one core: what a claim owes to others stands in its part, or is known to all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from reconcile.claims.checked import Checked, check_claims
from reconcile.engine.core import rules_of
from reconcile.engine.known_to_all import facts_of, known_to_all
from reconcile.engine.options import EngineOptions
from reconcile.engine.parts.connected_claims import connected_claims
from reconcile.engine.parts.parts_of_claims import parts_of_claims
from reconcile.engine.parts.reconciled_parts import ReconciledParts, reconcile_parts
from reconcile.engine.reconcile import Reconciled, reconcile_tables
from reconcile.engine.sums.declared import Sum
from reconcile.errors import ConfigError
from reconcile.sources.breaks import Break
from reconcile.sources.registry import registry_of
from tests.examples import long_ones

Row = dict[str, Any]

TABLES = ("estimates", "sums", "claims", "rejected", "identities", "sources", "diagnostics", "dependence", "curves")

# in which tables of no natural order are compared
BY = {"identities": ["family", "voice", "date", "equation", "claim_ids"]}

REGISTRY = registry_of(pd.DataFrame({
    "source": ["Ministry", "UN", "Desk"], "grade": ["B", "A", "C"], "aliases": ["Min.", "", ""],
    "origin": ["", "", "UN"], "stake": ["Aland", "", ""],
}))  # fmt: skip

RECORD = pd.DataFrame({
    "source": ["UN", "Ministry", "Nobody"], "measure": "killed", "losses": "neutral", "scale": "log", "n": [9, 7, 6],
    "bias": [0.2, -0.1, 0.1], "error_sd": [0.6, 0.2, 0.3], "usual_sd": 0.3,
})  # fmt: skip

OPTIONS = EngineOptions(
    at="month-end",
    sides={"A": ["Aland"], "B": ["Beland"]},
    identities=[{"name": "months", "over": "period", "enforce": True}],
    breaks=[Break("UN", "killed", "2024-02-15", "identified alone"), Break("UNO", "killed", "2024-02-15")],
    sums=[Sum(by=("month", "place"))],
    track_record=RECORD,
    track_record_shifts=True,
)


def counts(family: str, source: str, *figures: float, start: int = 1, step: int = 10, **more: Any) -> list[Row]:
    """Totals of a family, one every some days."""
    first = pd.Timestamp("2024-01-01")
    return [
        {"measure": "killed", "family": family, "source": source, "best": figure, "temporal": "cumulative",
         "count_date": str((first + pd.Timedelta(days=start + step * number)).date()), **more}
        for number, figure in enumerate(figures)
    ]  # fmt: skip


def plain(**columns: Any) -> list[Row]:
    """Rows of columns, single values repeated."""
    longest = max(len(value) for value in columns.values() if isinstance(value, list))
    return [{name: value[row] if isinstance(value, list) else value for name, value in columns.items()}
            for row in range(longest)]  # fmt: skip


# what one claim owes to others that may stand anywhere, by what it is called
SHARED: dict[str, list[Row]] = {
    "growth of a measure, seen in another family": [
        *counts("grown", "UN", 100, 150, 240, 300), *counts("once", "UN", 900), *counts("once", "Wire", 950, start=40),
    ],
    "a family over many labels": plain(
        quantity=[f"town {number}" for number in range(9)], family="flood", source=["UN", "Wire", "Post"] * 3,
        origin=["", "UN", ""] * 3, best=[30 + number for number in range(9)], measure="killed", place="Alton",
    ),
    "an id that is repeated": plain(
        claim_id=["R1", "R1", "R2", "R2"], quantity=["one", "two", "three", "three"], source=["UN", "Wire", "UN", "UN"],
        best=[3, 4, 5, 6], published=["2024-01-02", "2024-01-03", "2024-01-02", "2024-02-02"],
    ),
    "a parent elsewhere, and none": plain(
        claim_id=["P1", "P2", "P3"], quantity=["whole", "half", "third"], source="UN", best=[90, 45, 30],
        parent=["", "P1", "P9"],
    ),
    "a revised figure, and its relay": plain(
        claim_id=["V1", "V2", "V3", "V4"], quantity=["toll", "toll", "toll", "ration"],
        source=["UN", "UN", "Wire", "UN"],
        best=[2823, 2752, 2820, 7], temporal="cumulative", measure="killed", revises=["", "V1", "", "V2"],
        revision=["", "correction", "", ""], published=["2024-01-02", "2024-03-02", "2024-01-05", "2024-03-03"],
    ),
    "names that are likely one": plain(
        quantity=["tents", "wells", "roads", "roads"], best=[5, 6, 7, 8],
        source=["MoD", "Ministry of Defence", "BBC", "ВВС"],
    ),
    "a party in the name of who counted": plain(
        family=["bodies", "bodies", "other", "named"], measure="killed", best=[37, 30, 4, 9],
        party=["Aland", "Aland", "Beland", "Cland"], source=["Beland hospital", "UN", "UN", "Cland hospital"],
        basis=["bodies", "", "", "bodies"],
    ),
    "a label that is the word of a measure": plain(
        quantity=["wounded", ""], measure=["killed", "wounded"], source="UN", best=[12, 13],
    ),
    "sums without a family": plain(
        measure=["casualties", "killed", "wounded"], source="UN", place="Bo", best=[100, 60, 70],
    ),
    "people among others": plain(
        measure="killed", place="Cade", population=["", "women", "men"], source="UN", best=[10, 7, 8],
        url="https://example.org/a",
    ),
    "places within places": plain(
        measure="killed", place=["Sumy, Uland", "Lviv, Uland", "Uland"], source="Post", best=[50, 30, 70],
        published="2024-02-02",
    ),
    "two definitions of one thing": plain(
        measure=["killed", "killed_or_missing"], place="Dell", source="Ministry", best=250, count_date="2024-01-12",
    ),
    "days of a series": plain(
        measure="wounded", temporal="period", source="UN", best=[20, 25, 31, 18, 700, 22, 19, 24],
        period_start=[f"2024-03-{day:02d}" for day in range(1, 9)],
        period_end=[f"2024-03-{day:02d}" for day in range(1, 9)],
    ),
    "months of a year": plain(
        measure="displaced", temporal="period", source="UN", best=[20, 30, 40],
        period_start=["2023-01-01", "2023-02-01", "2023-01-01"], period_end=["2023-01-31", "2023-02-28", "2023-02-28"],
    ),
    "one counter in one series, few dates in another": [
        row
        for label, days in (("long", 9), ("short", 5))
        for row in plain(
            quantity=label, temporal="cumulative", file="counter.csv", best=list(range(10, 10 + days)),
            source=[("day desk", "night desk")[day % 2] for day in range(days)],
            count_date=[f"2024-01-{day:02d}" for day in range(1, 1 + days)],
        )
    ],
    "series that republish one another": plain(
        quantity=["a series", "its copy"] * 8, measure="captured", temporal="stock", source=["Ministry", "Portal"] * 8,
        count_date=[f"2024-01-0{day}" for day in range(1, 9) for _ in range(2)], rows="series",
        best=[float(day) for day in range(8) for _ in range(2)],
    ),
    "a series of which nobody says what it is": plain(
        quantity=["level"] * 9 + ["depth"] * 9, source="Gauge", file="gauge.csv", best=[10 + day for day in range(18)],
        count_date=[f"2024-01-{day:02d}" for day in range(1, 10)] * 2,
    ),
    "a file that looks like events": plain(
        quantity=["x", "x", "y", "y", "z", "z", "w", "w"], measure="killed", temporal="period", file="list.csv",
        source="List", period_start="2024-01-01", period_end="2024-01-31", best=[3, 5, 4, 9, 2, 8, 1, 1],
    ),
    "events, and what their makers say": [
        *plain(measure="killed", source="Register", rows="events", place=["Alton", "Alton", "Bo"], best=[3, 9, 4],
               count_date=["2024-05-01", "2024-05-07", "2024-05-09"]),
        *plain(measure="killed", source=["Register"], place="Alton", best=50, temporal="period",
               period_start="2024-05-01", period_end="2024-05-31"),
    ],
    "figures taken from another source": [
        {"quantity": f"town {number}", "source": source, "best": figures[source == "Third"], "family": f"f{number}"}
        for number, figures in enumerate([(712, 1033), (1384, 902), (566, 410), (2051, 3400), (93, 61), (177, 240)])
        for source in ("First", "Second", "Third")
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def checked() -> Checked:
    """All of them in one table, in an order in which nothing stands beside what it has to do with."""
    rows = pd.DataFrame([row for rows in SHARED.values() for row in rows])
    order = np.random.default_rng(18).permutation(len(rows))
    return check_claims(rows.take(order).reset_index(drop=True))


@pytest.fixture(scope="module")
def whole(checked: Checked) -> Reconciled:
    return reconcile_tables(checked, REGISTRY, OPTIONS)


@pytest.fixture(scope="module", params=[2, *long_ones([1, 7])])
def parts(checked: Checked, request: pytest.FixtureRequest) -> ReconciledParts:
    return reconcile_parts(checked, REGISTRY, OPTIONS, request.param)


def compared(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return a table with text as Python holds it, in an order that rows of several parts have, too."""
    texts = table.apply(lambda cells: cells if cells.dtype.kind in "iufbM" else cells.astype(object))
    return texts.sort_values(BY[name], ignore_index=True) if name in BY else texts


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_parts_are_those_of_one_core(whole: Reconciled, parts: ReconciledParts, name: str) -> None:
    one, several = (compared(getattr(tables, name), name) for tables in (whole, parts))
    pd.testing.assert_frame_equal(one, several, check_dtype=False, rtol=1e-12, atol=0)


def test_findings_of_parts_are_those_of_one_core(whole: Reconciled, parts: ReconciledParts) -> None:
    one, several = (sorted(tables.findings.astype(str).to_numpy().tolist()) for tables in (whole, parts))
    assert several == one


def test_the_claims_behind_estimates_are_those_of_one_core(whole: Reconciled, parts: ReconciledParts) -> None:
    for name in ("voices", "lowest", "highest", "apart", "floor", "independent", "wider", "figure_low", "figure_high"):
        np.testing.assert_array_equal(getattr(parts.behind, name), getattr(whole.behind, name), err_msg=name)
    for name in ("pairs", "computed", "under", "taken_back"):
        one, several = (getattr(tables.behind, name).reset_index(drop=True) for tables in (whole, parts))
        pd.testing.assert_frame_equal(several, one, check_dtype=False, rtol=1e-12)


def test_the_cases_are_there(whole: Reconciled) -> None:
    """Each case leaves its trace: a table in which nothing is shared would be equal in any parts."""
    rules = set(whole.findings["rule"]) | set(whole.rejected["rule"])
    traces = {
        "duplicate-id", "parent-missing", "relay-of-revised", "names-alike", "record-unknown", "break-unused",
        "sum-incoherent", "two-definitions", "day-jumps", "one-counter", "series-republished", "series-undeclared",
        "looks-like-events", "sum-differs", "origin-suspected", "identity-broken",
    }  # fmt: skip
    assert traces - rules == set()
    assert "wounded" in set(whole.estimates["quantity"])
    assert "measure=wounded" in set(whole.estimates["quantity"])
    assert (whole.claims["claim_id"] == "R2@2024-01-02").any()
    # whoever is named after another party is no counter of bodies, though that party stands in another family
    floors = whole.estimates.set_index("family")["floor"]
    assert floors[["bodies", "named"]].notna().tolist() == [False, True]


def test_claims_that_share_nothing_stand_apart() -> None:
    rows = pd.DataFrame({"quantity": [f"q{number}" for number in range(50)], "source": ["A", "B"] * 25, "best": 3})
    claims = check_claims(rows).claims
    known = known_to_all([facts_of(claims)], registry_of(None))
    assert connected_claims(claims, rules_of(EngineOptions(), known), known).tolist() == list(range(50))


def test_parts_are_about_equally_large() -> None:
    group = np.random.default_rng(1).integers(0, 400, 4000)
    group = np.unique(group, return_inverse=True)[1]
    sizes = [len(rows) for rows in parts_of_claims(group, 7)]
    assert sum(sizes) == 4000
    assert max(sizes) - min(sizes) <= np.bincount(group).max()


def test_a_curve_learns_from_all_claims_of_a_voice(checked: Checked) -> None:
    with pytest.raises(ConfigError, match="no run in parts"):
        reconcile_parts(checked, REGISTRY, EngineOptions(method="curve"), 2)
