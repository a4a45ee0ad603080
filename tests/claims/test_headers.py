"""Headers of files, and what each stands for."""

from __future__ import annotations

import pandas as pd
import pytest

from reconcile.claims.headers import named, without_tags
from reconcile.claims.settings import ClaimSettings
from reconcile.errors import InputError


def headers(*given: str, **settings: dict[str, str]) -> list[str]:
    table, _ = named(pd.DataFrame(columns=list(given)), "a.csv", ClaimSettings(**settings))  # type: ignore[arg-type]
    return table.columns.tolist()


def test_case_and_spaces_do_not_matter_for_columns_of_claims() -> None:
    assert headers(" Source", "COUNT DATE", "count__date x", "Best", "quantity") == [
        "source", "count_date", "count__date x", "best", "quantity",
    ]  # fmt: skip


def test_a_declared_header_goes_before_its_own_spelling() -> None:
    assert headers("source", "what", "best", columns={"what": "measure"}) == ["source", "measure", "best"]
    assert headers("Source", "note", "best", "q", columns={"Source": "origin", "note": "source", "q": "quantity"}) == [
        "origin", "source", "best", "quantity",
    ]  # fmt: skip


def test_constants_stand_where_the_file_has_no_such_column() -> None:
    table = pd.DataFrame({"source": ["A", "B"], "best": [1, 2], "measure": ["x", "y"]})
    filled, _ = named(table, "a.csv", ClaimSettings(constants={"measure": "killed", "party": "Russia"}))
    assert filled["measure"].tolist() == ["x", "y"]
    assert filled["party"].tolist() == ["Russia", "Russia"]
    assert headers(constants={"party": "Russia"}) == []


def test_a_column_of_the_tools_own_is_kept_under_another_name() -> None:
    table, found = named(pd.DataFrame(columns=["source", "best", "measure", "voice"]), "a.csv", ClaimSettings())
    assert table.columns.tolist() == ["source", "best", "measure", "given_voice"]
    assert found[0][["rule", "message", "file", "column", "hint"]].values.tolist() == [
        ["column-renamed", "the tool writes a column voice itself; the one given is kept as given_voice", "a.csv",
         "voice",
         "rename it, or map it in [columns]"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "message", "column", "hint"),
    [
        (["source", "Source", "best", "measure"], "two columns are read as source", "source", "see [columns]"),
        (["source", "best", "measure", "voice", "given_voice"], "two columns are read as given_voice", "given_voice",
         "see [columns]"),
        (["best", "measure"], "has no column 'source' for who published a claim; it has best, measure", "source",
         "map your header in [columns], or check the delimiter"),
        (["source", "measure"],
         "has no column 'phrase' or 'low' or 'best' or 'high' for a figure; it has source, measure", "phrase",
         "map your header in [columns], or check the delimiter"),
        (["source", "high"],
         "has no column 'quantity' or 'measure' for what is counted; it has source, high", "quantity",
         "map your header in [columns], or check the delimiter"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_headers(given: list[str], message: str, column: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        headers(*given)
    assert message in str(caught.value)
    assert (caught.value.file, caught.value.column, caught.value.hint) == ("a.csv", column, hint)


def test_a_row_of_tags_is_skipped_and_told() -> None:
    table = pd.DataFrame({"best": ["#affected", "5"], "source": ["", "A"]})
    rest, rows, found = without_tags(table, [1, 2], "a.csv")
    assert (rest.values.tolist(), rest.index.tolist(), rows) == ([["5", "A"]], [0], [2])
    assert found[0][["rule", "message", "file", "row"]].values.tolist() == [
        ["tag-row", "the row of HXL tags under the header is skipped", "a.csv", 1],
    ]  # fmt: skip


@pytest.mark.parametrize("cells", [["#affected", "A"], ["", ""], ["5", "A"]])
def test_what_is_no_row_of_tags(cells: list[str]) -> None:
    table = pd.DataFrame([cells, ["6", "B"]], columns=["best", "source"])
    rest, rows, found = without_tags(table, [1, 2], "a.csv")
    assert (len(rest), rows, found) == (2, [1, 2], [])
    empty, rows, found = without_tags(table.iloc[:0], [], "a.csv")
    assert (len(empty), rows, found) == (0, [], [])
