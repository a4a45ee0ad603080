"""Which sentences can be printed, of which quantities."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import reconcile as rc
from reconcile.report import printed_sentences as module
from reconcile.report.printed_sentences import printed_sentences
from reconcile.report.sentences.languages import styles
from reconcile.report.sentences.phrasebook import speaking
from tests.report.made_families import SPOTS, VOICES, made
from tests.report.test_limits_of_sentences import NAMES, PLACES, faults


def test_every_quantity_stands_in_one_row(shipped: rc.Reconciliation) -> None:
    printed = shipped.printed
    told = printed.loc[printed["kind"] != "comparison", "quantities"].str.split("; ").explode()
    assert sorted(told) == sorted(shipped.estimates["quantity"].unique().tolist())
    assert printed["sentence_id"].is_unique
    assert (printed.loc[printed["kind"] == "withheld", "sentence"].str.startswith("No figure is given")).all()
    assert printed["kind"].value_counts().drop("withheld").sum() <= 40
    texts = printed.rename(columns={"sentence": "wording", "range_sentence": "range_wording"})
    assert faults(texts) == []


@pytest.mark.long
def test_hostile_names_are_told_together_within_the_limits() -> None:
    claims = made(3).assign(origin="")
    claims["source"] = claims["source"].map(dict(zip(VOICES, NAMES[:5], strict=True)))
    claims["place"] = claims["place"].replace(dict(zip(SPOTS, PLACES[2:], strict=True)))
    printed = rc.reconcile(claims).printed.rename(columns={"sentence": "wording", "range_sentence": "range_wording"})
    assert faults(printed) == []
    assert {"statement", "series", "places", "comparison", "list"} <= set(printed["kind"])


def test_sentences_that_can_be_printed_come_first_by_their_newest_day(shipped: rc.Reconciliation) -> None:
    for _, family in shipped.printed.groupby("family"):
        assert family["rank"].tolist() == list(range(1, len(family) + 1))
        told = family[~family["kind"].isin(["comparison", "withheld"])]
        assert told["count_date"].is_monotonic_decreasing
        assert family["kind"].eq("withheld").is_monotonic_increasing


@pytest.mark.long
def test_any_order_of_estimates_gives_the_same_rows(shipped: rc.Reconciliation) -> None:
    newest = shipped.estimates.drop_duplicates("quantity", keep="last")
    shuffled = printed_sentences(newest.sample(frac=1, random_state=1), shipped.claims)
    pd.testing.assert_frame_equal(shuffled, printed_sentences(newest, shipped.claims))


@pytest.mark.long
def test_what_leads_a_quantity_alone_leads_it_in_company(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = (("casualties", "A", 90), ("casualties", "B", 90), ("killed", "A", 30))
    rows = [dict(zip(("measure", "source", "best"), figure, strict=True), family="f") for figure in figures]
    result = rc.reconcile(pd.DataFrame(rows))
    told = result.laid_out
    assert told is not None
    # were they laid out anew, A would lead
    other = replace(told.voices, first=told.voices.same, same=told.voices.first)
    monkeypatch.setattr(module, "told_rows", None)
    for voices, who in ((told.voices, "A"), (other, "B")):
        laid_out = replace(told, voices=voices)
        printed = printed_sentences(result.estimates, result.claims, laid_out=laid_out)
        assert all(sentence.startswith(f"{who} said ") for sentence in printed["sentence"])


@pytest.mark.parametrize(
    ("marks", "status"),
    [
        ({}, "draft"),
        (dict.fromkeys(("launched", "shot_down"), "approved"), "draft"),
        (dict.fromkeys(("launched", "shot_down", "lost"), "approved"), "approved"),
        ({"launched": "approved", "shot_down": "approved", "lost": "void"}, "void"),
    ],
)
def test_a_sentence_is_approved_if_all_of_its_quantities_are(marks: dict[str, str], status: str) -> None:
    rows = [{"measure": f"drones_{name}", "source": "A", "best": best, "family": "f", "temporal": "period",
             "period_start": "2025-01-30", "period_end": "2025-01-31"}
            for name, best in (("launched", 112), ("shot_down", 81), ("lost", 31))]  # fmt: skip
    result = rc.reconcile(pd.DataFrame(rows))
    quantity = result.estimates["quantity"]
    status_of = quantity.map(lambda key: marks.get(key.removeprefix("drones_").split("/")[0], "draft"))
    approvals = pd.DataFrame({"quantity": quantity, "status": status_of})
    printed = printed_sentences(result.estimates, result.claims, approvals=approvals)
    assert printed[["kind", "status"]].values.tolist() == [["statement", status]]


@pytest.mark.parametrize("style", styles())
def test_every_style_has_its_words(shipped: rc.Reconciliation, style: str) -> None:
    with speaking(style=style):
        printed = printed_sentences(shipped.estimates, shipped.claims, subjects=shipped.options.subjects)
    assert len(printed) == len(shipped.printed)
    assert not printed["sentence"].str.contains(r"[{}]|  |\bnan\b").any()
