"""Pages of a wiki: their tables, and the lines of their infoboxes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reconcile.errors import InputError
from reconcile.inputs.recognised_layout import recognised
from tests.inputs.one_input import COUNTS, claims_of, read, rules

PAGE = """{{Infobox military conflict
| conflict = Battle of the Weir
| date = 3 May 2021
| combatant1 = {{flagicon|Aland}} [[Aland]]
| combatant2 = [[Republic of Bland|Bland]]<br>militia
| strength1 = 12,000 soldiers
| strength2 = 40 tanks
| casualties1 = '''Per Aland:''' 120 killed<ref>p. 4</ref>, 300–400 wounded<br />Bland claim: 1,200 killed
| casualties2 = {{plainlist|
* {{circa|700}}
* 30 captured
}}
}}
Text.
{| class="wikitable sortable"
|+ Losses by month
! rowspan=2 | Who !! colspan=2 | Killed
|-
! men !! women
|-
| [[Post A]] || 12<ref>a</ref> || 3
|-
| rowspan="2" | Post B || 4 || 5
|-
| 6 || 7
|}
"""
SECOND = '{| class="wikitable"\n! source !! best\n|-\n| Post C || 9\n|}\n'


@pytest.fixture
def _parser() -> None:
    pytest.importorskip("mwparserfromhell")


@pytest.mark.usefixtures("_parser")
def test_the_lines_of_an_infobox(tmp_path: Path) -> None:
    _, checked = read(tmp_path, 'layout = "wiki-infobox"\n', PAGE, "page.wiki")
    assert claims_of(checked, "origin", "party", "measure", "phrase") == [
        ["Wikipedia", "", "Aland", "strength", "12,000 soldiers"],
        ["Wikipedia", "Aland", "Aland", "killed", "120 killed"],
        ["Wikipedia", "Aland", "Aland", "wounded", "300–400 wounded"],
        ["Wikipedia", "Bland", "Aland", "killed", "1,200 killed"],
        ["Wikipedia", "", "Bland", "casualties", "circa 700"],
        ["Wikipedia", "", "Bland", "captured", "30 captured"],
    ]
    assert checked.rejected[["row", "rule"]].values.tolist() == [[2, "no-quantity"]]


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("sheet", ["", 'sheet = "1"\n', 'sheet = "Losses by month"\n'])
def test_a_table_of_a_page_with_names_over_two_rows(tmp_path: Path, sheet: str) -> None:
    keys = 'header = [1, 2]\ncolumns = { Who = "source", "Killed women" = "best" }\n' + COUNTS
    one, checked = read(tmp_path, sheet + keys, PAGE, "page.wiki")
    assert claims_of(checked, "best", "row") == [["Post A", "3.0", "1"], ["Post B", "5.0", "2"], ["Post B", "7.0", "3"]]
    assert one.table["Killed men"].tolist() == ["12", "4", "6"]
    assert rules(one) == []


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("page", "keys", "says", "hint"),
    [
        (PAGE + SECOND, "", "has 2 tables", "1 Losses by month; 2"),
        (PAGE + SECOND, 'sheet = "3"\n', "has no table '3'", "1 Losses by month; 2"),
        ("Nothing here.", "", "no table and no infobox", "markup"),
        ("{{Infobox person|name=A}}", "", "without figures of people", 'sheet = "1"'),
    ],
)
def test_a_page_of_which_nothing_can_be_taken(tmp_path: Path, page: str, keys: str, says: str, hint: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(tmp_path, keys + COUNTS, page, "page.wiki")
    assert hint in caught.value.hint


@pytest.mark.usefixtures("_parser")
def test_a_page_by_its_format_and_an_infobox_alone_is_recognised(tmp_path: Path) -> None:
    assert claims_of(read(tmp_path, 'format = "wikitext"\nsheet = "2"\n' + COUNTS, PAGE + SECOND, "a.txt")[1]) == [
        ["Post C", "9.0"]
    ]
    (tmp_path / "b.wiki").write_text(PAGE.partition("Text.")[0], encoding="utf-8")
    assert recognised(tmp_path / "b.wiki").name == "wiki-infobox"


def test_without_the_extra_its_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mwparserfromhell", None)
    with pytest.raises(InputError, match="needs a package that is not installed") as caught:
        read(tmp_path, COUNTS, PAGE, "page.wiki")
    assert caught.value.hint == "pip install reconcile-estimates[wiki]"
