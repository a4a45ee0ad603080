"""Which sentences can be printed, of which quantities."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import reconcile as rc
from reconcile.report.printed_sentences import printed_sentences

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped() -> rc.Reconciliation:
    return rc.open_project(ROOT)


def test_every_quantity_stands_in_one_row(shipped: rc.Reconciliation) -> None:
    told = shipped.printed["quantities"].str.split("; ").explode()
    assert sorted(told) == sorted(shipped.estimates["quantity"].unique().tolist())
    assert shipped.printed["sentence_id"].is_unique


def test_any_order_of_estimates_gives_the_same_rows(shipped: rc.Reconciliation) -> None:
    newest = shipped.estimates.drop_duplicates("quantity", keep="last")
    shuffled = printed_sentences(newest.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(shuffled, printed_sentences(newest))


def test_the_status_is_that_of_the_newest_estimate(shipped: rc.Reconciliation) -> None:
    newest = shipped.estimates.drop_duplicates("quantity", keep="last").iloc[:2]
    marks = newest[["quantity"]].assign(status=["approved", "void"])
    status = printed_sentences(newest, marks).set_index("quantities")["status"]
    assert status.loc[newest["quantity"]].tolist() == ["approved", "void"]
