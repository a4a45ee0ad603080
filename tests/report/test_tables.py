"""Tables as CSV text."""

from __future__ import annotations

import csv
import io
import re
import sys
import time

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.columns import CHART, CLAIMS, ESTIMATES, Column, names
from reconcile.report.pages import joined_rows as tables
from reconcile.report.pages.chart_tables import chart_rows
from reconcile.report.pages.csv_text import BLANKS, FORMULA_STARTS, csv_text
from reconcile.report.pages.joined_rows import CHUNK, arrow_texts, joined_rows

TEXT = (Column("said", "string", "words"),)
NUMBER = (Column("n", "number", "a number"),)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def written(values: list[float]) -> list[str]:
    return csv_text(pd.DataFrame({"n": np.array(values, dtype=float)}), NUMBER).split("\n")[1:-1]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_text_comes_back_as_it_was_but_for_what_no_file_may_hold(values: list[str]) -> None:
    frame = pd.DataFrame({"id": "x", "said": pd.Series(values, dtype=object)})
    rows = read(csv_text(frame, (Column("id", "string", "id"), *TEXT)))
    assert rows[0] == ["id", "said"]
    for value, (_, cell) in zip(values, rows[1:], strict=True):
        kept = value.replace("\x00", "�")
        assert cell == ("'" + kept if kept.startswith(FORMULA_STARTS) else kept)


@pytest.mark.long
def test_blanks_are_those_of_python() -> None:
    every = pa.array([chr(code) for code in range(sys.maxunicode) if not 0xD800 <= code <= 0xDFFF])
    assert "".join(every.filter(pc.match_substring_regex(every, BLANKS)).to_pylist()) == "".join(
        sign for sign in every.to_pylist() if re.match(r"\s", sign)
    )


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20))
def test_numbers_keep_six_digits(values: list[float]) -> None:
    for value, cell in zip(values, written(values), strict=True):
        assert float(cell) == pytest.approx(value, rel=5.1e-6)


@given(st.lists(st.integers(-(2**53) + 1, 2**53 - 1), min_size=1, max_size=20))
def test_whole_numbers_are_written_in_full(values: list[int]) -> None:
    assert written([float(value) for value in values]) == [str(value) for value in values]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e6, "1000000"), (1234567.89, "1234570"), (0.1 + 0.2, "0.3"), (-0.0, "0"), (1e-7, "1e-07"), (2.5, "2.5"),
        (123456.7, "123457"), (999999.7, "1000000"), (1e308, "1e+308"), (np.nan, ""), (5e14 + 0.5, "500000000000000"),
    ],
)  # fmt: skip
def test_numbers_have_no_exponent_that_people_would_not_write(value: float, text: str) -> None:
    # a second column, as an empty line would be no row
    frame = pd.DataFrame({"n": [value], "x": ["x"]})
    assert csv_text(frame, NUMBER) == f"n,x\n{text},x\n"


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_formulas_are_made_harmless(start: str) -> None:
    assert read(csv_text(pd.DataFrame({"said": [f"{start}1+1"]}), TEXT))[1] == [f"'{start}1+1"]


def test_negative_numbers_are_no_formulas() -> None:
    assert written([-3.5]) == ["-3.5"]


def test_dates_booleans_and_integers() -> None:
    columns = (Column("d", "date", ""), Column("b", "boolean", ""), Column("i", "integer", ""))
    frame = pd.DataFrame(
        {
            "d": pd.to_datetime(["2025-01-31", None]).as_unit("s"),
            "b": [True, False],
            "i": pd.Series([3, None], dtype=object),
        }
    )
    assert csv_text(frame, columns) == "d,b,i\n2025-01-31,true,3\n,false,\n"


def test_integers_that_came_as_floats_or_numpy_are_plain() -> None:
    columns = (Column("i", "integer", ""),)
    for values in ([1000000.0, 2.0], np.array([1000000, 2]), pd.Series([np.int64(1000000), 2], dtype=object)):
        assert csv_text(pd.DataFrame({"i": values}), columns) == "i\n1000000\n2\n"


def test_a_number_column_that_holds_words_is_written_as_words() -> None:
    frame = pd.DataFrame({"n": pd.Series(["=x", 3], dtype=object)})
    assert csv_text(frame, NUMBER) == "n\n'=x\n3\n"


def test_columns_stand_in_the_order_of_the_contract_unknown_ones_last() -> None:
    frame = pd.DataFrame({"extra, one": ["a"], "said": ["b"], "n": [1.0]})
    assert csv_text(frame, (*NUMBER, *TEXT)).split("\n")[0] == 'n,said,"extra, one"'


def test_a_missing_column_is_an_error() -> None:
    with pytest.raises(KeyError):
        csv_text(pd.DataFrame({"n": [1.0]}), TEXT)


def test_an_empty_table_is_its_header() -> None:
    assert csv_text(pd.DataFrame({"said": []}), TEXT) == "said\n"


def test_rows_beyond_a_chunk_are_not_lost() -> None:
    frame = pd.DataFrame({"n": np.arange(CHUNK + 3, dtype=float)})
    assert csv_text(frame, NUMBER).count("\n") == CHUNK + 4


def coded_columns(rows: int) -> st.SearchStrategy[list[tuple[list[int], list[str]]]]:
    codes = st.lists(st.integers(-1, 2), min_size=rows, max_size=rows)
    texts = st.lists(st.text("ab,", max_size=2), min_size=3, max_size=3)
    return st.lists(st.tuples(codes, texts), min_size=1, max_size=5)


@given(st.integers(1, 30).flatmap(coded_columns), st.sampled_from([0, 5, 10, 30, 1000]))
def test_rows_are_the_same_however_many_columns_are_joined_beforehand(
    columns: list[tuple[list[int], list[str]]], most: int
) -> None:
    plain = [",".join(row) for row in zip(*([texts[code] for code in codes] for codes, texts in columns), strict=True)]
    coded = [(np.array(codes), arrow_texts(texts)) for codes, texts in columns]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tables, "MERGED", most)
        patched.setattr(tables, "CHUNK", 2)
        assert [row for rows in joined_rows(coded) for row in rows.to_pylist()] == plain


def test_broken_characters_can_be_written() -> None:
    text = csv_text(pd.DataFrame({"said": pd.Series(["a\ud800b\x00"], dtype=object)}), TEXT)
    assert text.encode("utf-8").decode("utf-8") == "said\na�b�\n"


def test_line_breaks_and_outer_blanks_are_quoted() -> None:
    assert read(csv_text(pd.DataFrame({"said": ["a\nb", " c "]}), TEXT))[1:] == [["a\nb"], [" c "]]


def test_the_tables_of_the_contract_are_written(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    rows = read(csv_text(claims, CLAIMS))
    assert rows[0] == names(CLAIMS)
    assert len(rows) == len(claims) + 1
    assert read(csv_text(estimates, ESTIMATES))[1][0] == "daily_rate"


@pytest.mark.long
def test_a_hundred_thousand_rows_take_about_a_second() -> None:
    rng = np.random.default_rng(1)
    numbers = {f"n{place}": rng.lognormal(5, 2, 100_000) for place in range(3)}
    words = {f"w{place}": rng.choice(["alpha, beta", "gamma"], 100_000) for place in range(20)}
    columns = tuple(Column(name, "number" if name[0] == "n" else "string", "") for name in {**numbers, **words})
    frame = pd.DataFrame({**numbers, **words})
    start = time.process_time()
    csv_text(frame, columns)
    assert time.process_time() - start < 3.0


def test_a_chart_draws_what_may_be_printed(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    table = chart_rows(estimates, claims, subjects={"North Korea": "North Korean soldiers"})
    assert table.columns.tolist() == names(CHART)
    by_verdict = {verdict: rows.iloc[0] for verdict, rows in table.groupby("publish")}
    assert by_verdict["interval"][["low", "best", "high"]].tolist() == [2834.0, 3600.0, 4312.0]
    assert by_verdict["range"][["low", "high"]].tolist() == [1100.0, 3000.0]
    assert np.isnan(by_verdict["range"]["best"])
    assert by_verdict["attributed"]["best"] == 112.0
    assert by_verdict["withheld"][["low", "best", "high"]].isna().all()


def test_a_chart_counts_voices_and_has_no_doubled_labels(estimates: pd.DataFrame, claims: pd.DataFrame) -> None:
    table = chart_rows(estimates, claims)
    assert table.loc[table["quantity"] == "russian_area_gained/2025-01", "voices"].tolist() == [2]
    assert table.groupby("label")["quantity"].nunique().tolist() == [1] * table["quantity"].nunique()
    assert csv_text(table, CHART)


def test_a_chart_without_claims_rounds_the_effective_voices(estimates: pd.DataFrame) -> None:
    assert chart_rows(estimates)["voices"].max() == 3


def test_a_column_of_arrow_without_a_row_is_a_header() -> None:
    # an array without a chunk says of no type what it is when it is made whole
    said = pd.Series(pd.arrays.ArrowStringArray(pa.chunked_array([], type=pa.large_string())))
    assert csv_text(pd.DataFrame({"said": said}), TEXT) == "said\n"
