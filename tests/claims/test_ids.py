from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.checked import check_claims
from reconcile.claims.ids import claim_ids
from reconcile.claims.text import plain
from tests.examples import examples

ROW = {"quantity": "q", "source": "A", "best": "5"}


def rejected(*rows: dict[str, object]) -> list[tuple[int, str]]:
    told = check_claims(pd.DataFrame([{**ROW, **row} for row in rows])).rejected
    return list(zip(told["row"], told["rule"], strict=True))


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        (["raw/claims.csv", "raw/claims.csv"], ["claims:1", "claims:2"]),
        (["raw/claims.csv", "raw/claims-b.csv"], ["claims:1", "claims-b:2"]),
        (["raw/claims.csv", "raw/claims.json"], ["raw/claims.csv:1", "raw/claims.json:2"]),
        (["", ""], ["row:1", "row:2"]),
    ],
)
def test_ids_are_made_of_file_and_row(files: list[str], ids: list[str]) -> None:
    table = pd.DataFrame({"claim_id": "", "file": files, "row": [1, 2]})
    assert claim_ids(table).tolist() == ids
    assert claim_ids(table.assign(claim_id=["mine", None])).tolist() == ["mine", ids[1]]


def test_ids_without_file_and_row() -> None:
    assert claim_ids(pd.DataFrame({"best": [1, 2]})).tolist() == ["row:1", "row:2"]
    assert claim_ids(pd.DataFrame({"claim_id": [7.0, 8.0]})).tolist() == ["7", "8"]


def test_exact_duplicates() -> None:
    assert rejected({}, {}, {"note": "other"}, {}) == [(2, "duplicate-row"), (4, "duplicate-row")]
    assert rejected({"best": "5", "measure": "dead"}, {"best": "5.0", "measure": "killed"}) == [(2, "duplicate-row")]


def test_rows_alike_in_their_figures_alone_are_no_duplicates() -> None:
    assert rejected({"published": "2025-01-01"}, {"published": "2025-01-02"}, {"odd": "x"}) == []


def test_repeated_ids() -> None:
    first, second = {"claim_id": "C1"}, {"claim_id": "C1", "best": "6"}
    assert rejected(first, second) == [(2, "duplicate-id")]
    assert rejected(first, first) == [(2, "duplicate-id")]


def test_a_row_with_an_id_of_its_own_is_no_duplicate() -> None:
    assert rejected({"claim_id": "C1"}, {"claim_id": "C2"}) == []
    # in either order it is the row without an id that is left out
    assert rejected({"claim_id": "C1"}, {}) == [(2, "duplicate-row")]
    assert rejected({}, {"claim_id": "C1"}) == [(1, "duplicate-row")]


def test_a_rejected_row_takes_no_id_from_a_good_one() -> None:
    good, bad = {"claim_id": "C1"}, {"claim_id": "C1", "low": "x"}
    assert rejected(bad, good) == [(1, "not-a-number")]
    assert rejected(good, bad) == [(2, "not-a-number")]
    assert rejected(bad, bad) == [(1, "not-a-number"), (2, "not-a-number")]


def test_figures_in_different_units_are_different() -> None:
    bare = {"best": "", "phrase": "exactly 100", "measure": "area_gained"}
    assert rejected({**bare, "unit": "ha"}, {**bare, "unit": "km2"}) == []
    assert rejected({**bare, "unit": "km2"}, {**bare, "unit": "sq km"}) == [(2, "duplicate-row")]


def test_a_dropped_claim_is_no_duplicate_of_one_that_stays() -> None:
    assert rejected({}, {"dropped_reason": "garbled"}) == []


a_row = st.fixed_dictionaries({
    "source": st.sampled_from(["A", "B", "", "12"]), "best": st.sampled_from(["5", "-3", "x", "1,200", ""]),
    "phrase": st.sampled_from(["", "about 300", "heavy", "over 700 acres"]),
    "measure": st.sampled_from(["killed", "zz", "area_gained"]),
    "published": st.sampled_from(["", "2025-01", "2025-02-30"]),
    "temporal": st.sampled_from(["", "increment", "cumulative"]),
})  # fmt: skip


def rows_of(least: int, most: int) -> st.SearchStrategy[list[dict[str, str]]]:
    return st.lists(a_row, min_size=least, max_size=most, unique_by=lambda row: tuple(sorted(row.items())))


# rows cost little, a call much: few tables of many rows
@given(rows_of(0, 3) | rows_of(12, 20), st.randoms(use_true_random=False))
@examples(12)
def test_the_order_of_rows_does_not_matter(rows: list[dict[str, str]], random: object) -> None:
    table = pd.DataFrame(rows, columns=["source", "best", "phrase", "measure", "published", "temporal"])
    table["claim_id"], table["row"] = [f"C{place}" for place in range(len(table))], range(1, len(table) + 1)
    order = list(range(len(table)))
    random.shuffle(order)  # type: ignore[attr-defined]
    one, two = check_claims(table), check_claims(table.iloc[order])
    pd.testing.assert_frame_equal(one.rejected, two.rejected)
    back = two.claims.sort_values("row", ignore_index=True)
    # categories stand in the order in which they first came
    pd.testing.assert_frame_equal(plain(one.claims), plain(back))
    keys = ["rule", "claim_id"]
    sorted_findings = [
        table.findings.query("rule != 'unknown-measure'").sort_values(keys)[keys] for table in (one, two)
    ]
    assert sorted_findings[0].values.tolist() == sorted_findings[1].values.tolist()
