"""Names of sources that are likely one: what is asked, what is read as one, and that no interval rests on a doubt."""

from __future__ import annotations

import pandas as pd
import pytest

import reconcile as rc
from reconcile.sources.alike_names import alike_names
from reconcile.sources.registry import registry_of


def told(result: rc.Reconciliation, rule: str = "names-alike") -> pd.DataFrame:
    return result.findings[result.findings["rule"] == rule]


def counts(*sources: str, first: int = 40) -> pd.DataFrame:
    return pd.DataFrame(
        {"quantity": "toll", "measure": "killed", "source": sources, "best": range(first, first + len(sources))}
    )


CYRILLIC = "\u0420\u043estnews"  # Ро in Cyrillic, the rest in Latin letters


def test_look_alikes_of_another_script_are_one_voice() -> None:
    result = rc.reconcile(counts("Postnews", CYRILLIC, "Post\u200bnews", "POSTNEWS").assign(best=40))
    assert result.estimates["publish"].tolist() == ["attributed"]
    assert set(result.claims["voice"]) == {"Postnews"}
    assert told(result)["value"].tolist() == [CYRILLIC]
    assert "source,name,aliases" in told(result)["hint"].iloc[0]
    assert f"Postnews,,{CYRILLIC};" in told(result)["hint"].iloc[0]


def test_the_row_of_the_hint_answers_the_question() -> None:
    result = rc.reconcile(counts("Postnews", CYRILLIC), pd.DataFrame({"source": ["Postnews"], "aliases": [CYRILLIC]}))
    assert told(result).empty
    assert set(result.claims["voice"]) == {"Postnews"}


def test_a_row_for_each_keeps_them_apart() -> None:
    result = rc.reconcile(counts("Postnews", CYRILLIC), pd.DataFrame({"source": ["Postnews", CYRILLIC]}))
    assert told(result).empty
    assert result.claims["voice"].nunique() == 2


def test_a_look_alike_is_read_as_the_one_that_has_a_row() -> None:
    sources = pd.DataFrame({"source": ["\u0412\u0412\u0421"], "grade": ["B2"]})
    result = rc.reconcile(counts("BBC", "\u0412\u0412\u0421"), sources)
    assert set(result.claims["voice"]) == {"\u0412\u0412\u0421"}
    assert told(result)["hint"].iloc[0].startswith("if they are one, add BBC to the aliases of \u0412\u0412\u0421")


def test_a_look_alike_in_a_list_and_as_origin_is_read_as_well() -> None:
    rows = counts("\u0412\u0412\u0421; Wire", "BBC;Wire", "Paper").assign(origin=["", "", "\u0412\u0412\u0421; Wire"])
    assert set(rc.reconcile(rows).claims["voice"]) == {"BBC; Wire"}


def test_a_name_that_mixes_scripts_is_found_without_a_twin() -> None:
    assert told(rc.reconcile(counts(CYRILLIC)))["message"].tolist() == ["the name mixes letters of two scripts"]


ABBREVIATED = ("Ministry of Works", "MoW")


def test_no_interval_rests_on_a_name_and_its_abbreviation() -> None:
    result = rc.reconcile(counts(*ABBREVIATED, "Relief Board", "Daily Paper"))
    assert result.estimates["publish"].tolist() == ["range"]
    assert "two of its voices may be one" in result.estimates["publish_reason"].iloc[0]
    assert "independent" not in result.estimates["note"].iloc[0]
    assert told(result)["hint"].iloc[0] == (
        "if they are one, add to sources.csv (source,name,aliases): Ministry of Works,,MoW; "
        "if not, add a row for each: MoW and Ministry of Works"
    )


@pytest.mark.parametrize(
    "sources",
    [
        pd.DataFrame({"source": [ABBREVIATED[0]], "aliases": [ABBREVIATED[1]]}),
        pd.DataFrame({"source": [*ABBREVIATED], "aliases": ""}),
    ],
)
def test_the_desk_answers_with_a_row(sources: pd.DataFrame) -> None:
    result = rc.reconcile(counts(*ABBREVIATED, "Relief Board", "Daily Paper").assign(best=[40, 40, 41, 42]), sources)
    assert result.estimates["publish"].tolist() == ["interval"]
    assert told(result).empty


def test_one_of_the_two_alone_is_no_doubt() -> None:
    rows = pd.concat([counts("MoW", "Paper"), counts("Ministry of Works", "Paper").assign(quantity="other")])
    assert rc.reconcile(rows).estimates["publish"].tolist() == ["interval"] * 2


def test_a_row_with_a_comma_can_be_pasted() -> None:
    asked = alike_names(["Works, Ministry", "WM"], registry_of(None)).findings
    assert '"Works, Ministry",,WM' in asked["hint"].iloc[0]


def test_a_list_and_its_member_are_no_two_voices_for_an_interval() -> None:
    apart, shared = (rc.reconcile(counts(*sources)) for sources in (("A; B", "C"), ("A; B", "B")))
    assert apart.estimates["publish"].tolist() == ["interval"]
    assert shared.estimates["publish"].tolist() == ["range"]


def test_a_list_of_known_names_is_a_set_however_it_is_joined() -> None:
    listed = ["Wire and Paper", "Paper/Wire", "paper, wire", "Wire & Paper", "WIRE AND PAPER", "Paper;Wire"]
    result = rc.reconcile(counts("Wire", "Paper", *listed))
    assert result.claims["voice"].tolist()[2:] == ["Paper; Wire"] * len(listed)


def test_a_name_with_an_and_is_a_name() -> None:
    names = ["Sword and Shield", "Wire and Shield", "Trinidad/Tobago", "Wirepaper"]
    result = rc.reconcile(counts("Wire", "Paper", *names))
    assert result.claims["voice"].tolist()[2:] == names


def test_a_list_with_a_row_is_one_source() -> None:
    result = rc.reconcile(counts("Wire", "Paper", "Wire and Paper"), pd.DataFrame({"source": ["Wire and Paper"]}))
    assert result.claims["voice"].tolist() == ["Wire", "Paper", "Wire and Paper"]


def test_aliases_count_within_lists() -> None:
    sources = pd.DataFrame({"source": ["Associated Wire"], "aliases": ["AW"]})
    result = rc.reconcile(counts("AW; Paper", "Paper; Associated Wire"), sources)
    assert set(result.claims["voice"]) == {"Associated Wire; Paper"}


def test_one_name_in_many_spellings() -> None:
    rows = pd.DataFrame({
        "measure": "killed", "place": ["Norville", "norville", "Norville ", *["Norville"] * 4],
        "source": ["Board", "BOARD", "Board ", "Wire; AP", "AP; Wire", "Ministry of Works", "MoW"],
        "best": [6, 6, 6, 7, 7, 8, 8],
    })  # fmt: skip
    result = rc.reconcile(rows)
    assert result.estimates["quantity"].tolist() == ["killed/place=Norville"]
    assert sorted(set(result.claims["voice"])) == ["AP; Wire", "Board", "Ministry of Works", "MoW"]
    assert result.estimates["publish"].tolist() == ["range"]
    assert told(result)["value"].tolist() == ["MoW"]
