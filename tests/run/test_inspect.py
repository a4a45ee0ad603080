from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from reconcile.engine.select import matching
from reconcile.errors import ConfigError, InputError
from reconcile.folder.example import copy_example
from reconcile.run.inspect import check_project, explain_project, source_table
from reconcile.run.method_table import method_table

pytestmark = pytest.mark.usefixtures("remembered")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    copy_example(tmp_path)
    return tmp_path


def test_check_finds_what_is_rejected_and_writes_nothing(home: Path) -> None:
    before = sorted(home.rglob("*"))
    result = check_project(home)
    assert result.claims == 8
    assert result.rejected["row"].tolist() == [9]
    assert sorted(home.rglob("*")) == before


def test_check_finds_what_keys_and_voices_tell(home: Path) -> None:
    file = home / "data/raw/claims.csv"
    file.write_text(file.read_text().replace("Morning Herald", "Evening Herald"))
    assert "Evening Herald" in " ".join(check_project(home).findings["message"])


def test_check_of_nothing_usable_returns_the_rows(tmp_path: Path) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/claims.csv").write_text("measure,source,best\nkilled,A,-1\n")
    result = check_project(tmp_path)
    assert (result.claims, len(result.rejected)) == (0, 1)


def test_check_of_no_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        check_project(tmp_path)


def test_explain_takes_a_key_a_label_a_family_and_a_pattern(home: Path) -> None:
    everything = explain_project("*", home)
    assert len(everything) == 4
    assert [one.quantity for one in explain_project("Alder*", home)] == [one.quantity for one in everything]
    key = everything[0].quantity
    assert [one.quantity for one in explain_project(key, home)] == [key]
    assert set(everything[0].claims["quantity"]) == {key}


def test_explain_sets_the_methods_side_by_side_where_voices_differ(home: Path) -> None:
    told = {one.quantity: one for one in explain_project("*", home)}
    several = {key for key, one in told.items() if (one.estimates["voices"] > 1).any()}
    assert several
    for key, one in told.items():
        assert one.methods.empty == (key not in several)
        assert ("methods side by side" in one.text) == (key in several)


def test_explain_takes_words_and_lists_what_several_of_them_find(home: Path) -> None:
    (one,) = explain_project("alder dead", home)
    assert (one.in_brief, "read as" in one.text) == (False, True)
    several = explain_project("people in the valley", home)
    assert len(several) > 1
    assert all(item.in_brief and "read as" not in item.text and item.quantity in item.text for item in several)
    assert "read as" in explain_project("killed*", home)[0].text


def test_explain_of_nothing_is_an_error(home: Path) -> None:
    with pytest.raises(ConfigError, match="no quantity matches"):
        explain_project("sheep", home)


def test_a_key_with_signs_of_a_pattern_matches_itself(home: Path) -> None:
    (home / "data/raw/claims.csv").write_text("quantity,source,best\nhouses [all],A,5\nhouses a,B,6\n")
    assert "houses [all]" in [one.quantity for one in explain_project("houses [all]", home)]


def test_patterns_match_keys_labels_and_families_with_case() -> None:
    table = pd.DataFrame({"quantity": ["gain/scope=x", "Gain", "dead"], "family": ["F one", "", "F two"]})
    assert matching(table, ["gain"]).tolist() == [True, False, False]
    assert matching(table, ["F *"]).tolist() == [True, False, True]
    assert matching(table, ["dead", "Gain"]).tolist() == [False, True, True]
    assert not matching(table, []).any()


def test_sources_are_listed_once_with_their_claims(home: Path) -> None:
    table = source_table(home).set_index("source")
    assert table.index.is_unique
    assert table["published"].sum() == 8
    assert table["voice_of"].sum() == 8
    assert table.loc["Hospital Network", "grade"] == "A2"
    assert table.loc["Interior Ministry", "stake"] == "government"


def test_a_source_without_a_row_is_listed_too(home: Path) -> None:
    file = home / "data/raw/claims.csv"
    file.write_text(file.read_text().replace("Radio Alder", "A blog"))
    table = source_table(home).set_index("source")
    assert table.loc["A blog", "grade"] == ""
    assert table.loc["A blog", "weight"] > 0
    assert table.loc["Radio Alder", "published"] == 0


def test_methods_have_all_their_words() -> None:
    assert (method_table() != "").all(axis=None)
