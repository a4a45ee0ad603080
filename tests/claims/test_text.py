from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.arrays import says
from reconcile.claims.text import as_text, categories_of, group_rows, is_blank, map_unique, plain, text_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" A ", "A"), ("", ""), (None, ""), (np.nan, ""), (pd.NA, ""), (pd.NaT, ""), (5, "5"), (5.0, "5"), (0.1, "0.1"),
        (1e21, "1e+21"), (-0.5, "-0.5"), (float("inf"), "inf"), (np.float32(0.5), "0.5"), (True, "true"),
        (Decimal("1.50"), "1.50"), (date(2025, 1, 31), "2025-01-31"), (datetime(2025, 1, 31), "2025-01-31"),
        (datetime(2025, 1, 31, 9, 30), "2025-01-31 09:30:00"), (pd.Timestamp("2025-01-31"), "2025-01-31"),
        ([1, "é"], '[1, "é"]'), ({"a": None}, '{"a": null}'), ("a\ud800b", "a\ufffdb"),
    ],
)  # fmt: skip
def test_any_cell_as_text(cell: object, text: str) -> None:
    column = pd.Series([None], dtype=object)
    column[:] = [cell]
    assert text_of(column).tolist() == [text]


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (pd.Series([1.0, np.nan]), ["1", ""]),
        (pd.Series([1, None], dtype="Int64"), ["1", ""]),
        (pd.Series([" a", None], dtype="str"), ["a", ""]),
        (pd.Series([" a", None], dtype="string"), ["a", ""]),
        (pd.Series(pd.Categorical(["b", None, "b"])), ["b", "", "b"]),
        (pd.to_datetime(pd.Series(["2025-01-31", None])), ["2025-01-31", ""]),
        (pd.Series([], dtype=object), []),
    ],
)
def test_any_column_as_text(column: pd.Series, texts: list[str]) -> None:
    told, held = text_of(column), categories_of(column)
    assert told.tolist() == held.tolist() == texts
    assert isinstance(told.dtype, pd.StringDtype)
    assert isinstance(held.dtype, pd.CategoricalDtype)
    assert set(held.cat.categories) == set(texts)
    assert as_text(held).equals(told)


def test_the_index_stays() -> None:
    assert text_of(pd.Series([1.5], index=[7])).index.tolist() == [7]
    assert map_unique(pd.Series(["a"], index=[7]), lambda texts: texts).index.tolist() == [7]


@given(st.lists(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.booleans(), st.dates()), max_size=8))
def test_text_of_text_is_itself_and_can_be_written(cells: list[object]) -> None:
    texts = text_of(pd.Series(cells, dtype=object))
    assert text_of(texts).tolist() == texts.tolist()
    assert all(text.encode().decode() == text for text in texts)


def test_every_spelling_is_read_once() -> None:
    seen: list[int] = []

    def read(texts: pd.Series) -> pd.Series:
        seen.append(len(texts))
        return texts.str.upper()

    assert map_unique(pd.Series(["a", "b"] * 50, dtype="str"), read).tolist() == ["A", "B"] * 50
    assert seen == [2]


words = st.lists(st.sampled_from(["", "a", "A", " a", "b", "é"]), max_size=8)


@given(words)
def test_a_column_is_read_alike_however_its_text_is_held(texts: list[str]) -> None:
    told = pd.Series(texts, dtype="str")
    for read in (lambda cells: cells.str.lower(), lambda cells: cells.str.len() > 1):
        assert map_unique(categories_of(told), read).tolist() == map_unique(text_of(told), read).tolist()


@given(words, st.data())
def test_rows_are_told_apart_as_pairs_are(texts: list[str], data: st.DataObject) -> None:
    numbers = data.draw(st.lists(st.sampled_from([1.0, 2.0, np.nan]), min_size=len(texts), max_size=len(texts)))
    number, first = group_rows([categories_of(pd.Series(texts, dtype="str")), pd.Series(numbers, dtype="float64")])
    pairs = [(text.strip(), str(value)) for text, value in zip(texts, numbers, strict=True)]
    once = list(dict.fromkeys(pairs))
    assert number.tolist() == [once.index(pair) for pair in pairs]
    assert first.tolist() == [pairs.index(pair) for pair in once]


def test_a_table_for_users_holds_plain_text() -> None:
    table = pd.DataFrame({"source": pd.Categorical(["A", "B", "A"]), "best": [1.0, 2.0, 3.0]}, index=[4, 5, 6])
    told = plain(table)
    assert told.dtypes.astype(str).tolist() == ["str", "float64"]
    assert told.index.tolist() == [4, 5, 6]
    assert (told["source"] + "!").tolist() == ["A!", "B!", "A!"]


def test_nothing_is_read_once_by_what_depends_on_nothing_else() -> None:
    read: list[str] = []

    def loud(texts: pd.Series) -> pd.Series:
        return texts.map(lambda text: f"<{text}>")

    def counted(texts: pd.Series) -> pd.Series:
        read.extend(texts)
        return texts.str.len()

    blank = categories_of(pd.Series(["", None, " "]))
    assert is_blank(blank)
    for _ in range(2):
        assert map_unique(blank, loud).tolist() == ["<>"] * 3
        assert map_unique(blank, counted).tolist() == [0] * 3
    # it has a list that it may change, and is asked every time
    assert read == ["", ""]


@given(st.lists(st.sampled_from(["", "a", "b", None])))
def test_blank_are_categories_of_nothing_else(cells: list[str | None]) -> None:
    column = pd.Series(cells, dtype="str").astype("category")
    assert is_blank(column) == (set(column.cat.categories) == {""})
    assert not is_blank(as_text(column))


@pytest.mark.parametrize("suffix", ["one", "two"])
def test_each_place_in_the_code_has_what_it_reads_for_itself(suffix: str) -> None:
    blank = categories_of(pd.Series([""]))
    assert map_unique(blank, lambda texts: texts + suffix).tolist() == [suffix]
    assert map_unique(blank, lambda texts: texts + "three").tolist() == ["three"]


def test_many_columns_group_as_few() -> None:
    # 80 columns of two texts each have more combinations than an int64 has numbers
    bits = [[(row >> place) & 1 for place in range(80)] for row in (5, 1 << 70, 5, 0, 1 << 70, (1 << 70) + 5)]
    columns = [categories_of(pd.Series([str(row[place]) for row in bits])) for place in range(80)]
    number, first = group_rows(columns)
    assert (number.tolist(), first.tolist()) == ([0, 1, 0, 2, 1, 3], [0, 1, 3, 5])


@pytest.mark.parametrize("kind", ["str", "category", "object"])
def test_a_null_is_no_word(kind: str) -> None:
    cells = pd.Series(["total", None, "", "Total", "part"]).astype(kind)
    for words in ((), ("",), ("total", "part"), ("none",)):
        assert says(cells, *words).tolist() == [cell in words for cell in ["total", None, "", "Total", "part"]]
