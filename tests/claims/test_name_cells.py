"""Names in claims: one spelling is shown, and no number, verdict or voice depends on which was typed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.claims.checked import check_claims
from reconcile.claims.name_cells import MOST_SHOWN
from reconcile.claims.settings import ClaimSettings
from reconcile.spellings import name_key
from tests.examples import examples


def checked(column: str, *texts: str, spellings: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """Return what a column of names is read as, and the messages about it."""
    rows = pd.DataFrame({"measure": "killed", "source": "A", "best": range(1, len(texts) + 1)})
    rows[column] = texts
    result = check_claims(rows, ClaimSettings(spellings=spellings))
    return result.claims[column].tolist(), result.findings["message"].tolist()


@pytest.mark.parametrize("column", ["source", "origin", "party", "counterparty", "place", "scope", "population",
                                    "family", "quantity", "denied_by"])  # fmt: skip
def test_every_column_of_names_has_one_spelling(column: str) -> None:
    read, found = checked(column, "Upper  Town", "upper town", "UPPER\u00a0TOWN\u200b", "upper town")
    assert read == ["upper town"] * 4
    assert found == [
        "one name in 3 spellings, read as upper town: UPPER\u00a0TOWN<U+200B>; Upper  Town; upper town",
    ]  # fmt: skip


def test_of_equally_frequent_spellings_the_alphabetically_first_is_shown() -> None:
    assert checked("place", "upper Town", "Upper Town")[0] == checked("place", "Upper Town", "upper Town")[0]
    assert checked("place", "upper Town", "Upper Town")[0] == ["Upper Town"] * 2


def test_the_spelling_of_the_desk_goes_before_all_others() -> None:
    assert checked("party", "NORTH", "NORTH", "north", spellings=("North",))[0] == ["North"] * 3
    assert checked("party", "NORTH", spellings=("North",)) == (["North"], [])


def test_config_and_sides_are_the_spelling_of_the_desk() -> None:
    claims = pd.DataFrame({"measure": "killed", "party": ["NORTH", "NORTH"], "source": ["A", "B"], "best": [3, 4]})
    sources = pd.DataFrame({"source": ["A", "B"], "stake": ["nOrth", ""]})
    result = rc.reconcile(claims, sources, options=rc.Options(sides={"n": ["North"], "s": ["South"]}))
    assert result.claims["party"].tolist() == ["North", "North"]
    assert result.claims["stake_side"].tolist() == ["high", ""]


def test_one_name_over_source_and_origin_is_one() -> None:
    rows = pd.DataFrame({"quantity": "q", "source": ["WIRE", "Paper"], "origin": ["", "Wire"], "best": [3, 4]})
    assert len(set(rc.reconcile(rows).claims["voice"])) == 1


def test_a_list_is_a_set_and_one_of_one_is_its_member() -> None:
    read, _ = checked("source", "Reuters; AP", "AP;Reuters", "ap ; REUTERS; AP", "Wire;Wire; Wire", "; Wire ;")
    assert read == ["AP; Reuters"] * 3 + ["Wire"] * 2


def test_a_place_may_hold_a_semicolon() -> None:
    assert checked("place", "North; South")[0] == ["North; South"]


def test_a_name_of_signs_that_do_not_show_is_no_name() -> None:
    rows = pd.DataFrame({"quantity": "q", "source": ["A", "\u200b\ufeff"], "best": 1})
    assert check_claims(rows).rejected["rule"].tolist() == ["no-source"]


def test_a_finding_shows_some_spellings_of_many() -> None:
    texts = ["ab cd", "Ab cd", "aB cd", "AB cd", "ab Cd", "ab cD", "ab CD"]
    message = checked("place", *texts)[1][0]
    assert message.startswith("one name in 7 spellings, ")
    assert message.count(";") == MOST_SHOWN - 1


def test_names_in_letters_of_two_scripts_are_found_and_kept_apart() -> None:
    read, found = checked("place", "Kharkiv", "\u041aharkiv", "Odes\u0430", "Київ")
    assert read == ["Kharkiv", "\u041aharkiv", "Odes\u0430", "Київ"]
    assert found == [
        "Kharkiv and \u041aharkiv are written alike in letters of two scripts", "the name mixes letters of two scripts",
    ]  # fmt: skip


def test_a_checked_table_is_checked_again_without_a_change() -> None:
    rows = pd.DataFrame({"quantity": "q", "source": ["b", "B", "c;B"], "best": [1, 2, 3]})
    once = check_claims(rows)
    again = check_claims(once.claims)
    assert once.claims["source"].tolist() == again.claims["source"].tolist()
    assert again.findings.empty


NAMES = {"source": ["Wire", "Daily News", "Ministry", "Relief"], "origin": ["", "", "Ministry", "Wire"],
         "party": ["North", "South"], "place": ["Alton", "Old Bridge"], "quantity": ["", "flood toll"]}  # fmt: skip
WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in "abcdefghijklmnopqrstuvwxyz"}
RESPELL = [
    str, str.upper, str.lower, lambda name: f"{name}\u200b", lambda name: name.replace(" ", "\u00a0\u2009"),
    lambda name: name[:1] + "\u00ad" + name[1:], lambda name: name.translate(WIDE), lambda name: f"\u202b{name}\ufeff ",
]  # fmt: skip


@st.composite
def claims_in_two_spellings(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    count = draw(st.integers(2, 60))
    rows, respelled = [], []
    for _ in range(count):
        row = {name: draw(st.sampled_from(words)) for name, words in NAMES.items()}
        numbers = {"best": draw(st.integers(20, 60)), "count_date": draw(st.sampled_from(["2024-03-01", "2024-03-09"])),
                   "measure": "killed", "temporal": "cumulative"}  # fmt: skip
        rows.append(row | numbers)
        respelled.append(
            {name: draw(st.sampled_from(RESPELL))(word) if word else "" for name, word in row.items()} | numbers
        )
    ids = {"claim_id": [f"c{row}" for row in range(count)]}
    return pd.DataFrame(rows).assign(**ids), pd.DataFrame(respelled).assign(**ids)


# rows cost little, a call much: few tables of many rows
@examples(6)
@given(claims_in_two_spellings())
def test_a_spelling_changes_no_number_verdict_or_voice(tables: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    results = [rc.reconcile(table) for table in tables]
    estimates = [
        result.estimates.assign(key=result.estimates["quantity"].map(name_key)).sort_values("key") for result in results
    ]
    for name in ("key", "publish", "agreement", "claims", "sources", "counted_voices"):
        assert estimates[0][name].tolist() == estimates[1][name].tolist()
    for name in ("low", "best", "high", "voices", "claims_low", "claims_high"):
        np.testing.assert_allclose(estimates[0][name], estimates[1][name], rtol=1e-9)
    claims = [result.claims.sort_values("claim_id") for result in results]
    for name in ("source", "origin", "voice", "left_out_reason"):
        assert claims[0][name].map(name_key).tolist() == claims[1][name].map(name_key).tolist()
    assert claims[0]["used"].tolist() == claims[1]["used"].tolist()
