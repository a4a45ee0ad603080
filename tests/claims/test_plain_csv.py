from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reconcile.claims.formats import RawTable, delimited
from reconcile.claims.formats.plain_csv import plain_csv
from reconcile.errors import InputError

CELLS = st.text('a ",;\n\r\x0b\u2028№=', max_size=5)


def read(text: str, large: int) -> RawTable | str:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(delimited, "LARGE", large)
        try:
            return delimited.read(text, "claims.csv")
        except InputError as error:
            return str(error)


def written(rows: list[list[str]], end: str, quoting: int) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator=end, quoting=quoting).writerows([["who", "n", ""], *rows])  # type: ignore[arg-type]
    return text.getvalue()


def assert_same(text: str) -> None:
    by_arrow, own = read(text, 0), read(text, len(text) + 1)
    if isinstance(by_arrow, str) or isinstance(own, str):
        assert by_arrow == own
        return
    pd.testing.assert_frame_equal(by_arrow.table, own.table)
    assert (by_arrow.rows, by_arrow.broken, by_arrow.head) == (own.rows, own.broken, own.head)
    assert [note.to_dict() for note in by_arrow.notes] == [note.to_dict() for note in own.notes]


@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=4), end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)  # fmt: skip
def test_tables_are_read_alike_by_arrow(rows: list[list[str]], end: str, quoting: int) -> None:
    assert_same(written(rows, end, quoting))


@given(text=st.text('a",\n ', max_size=8))
@example(text="a,b\n\n,c")
@example(text="who,n\na,b")
@example(text="* a note,")
@example(text='a","')
@example(text=' "a",b"c')
@example(text="a,b,c")
@example(text=",\na,b")
def test_any_text_is_read_alike_by_arrow(text: str) -> None:
    assert_same(f"who,n\n{text}\n")
    assert_same(text)


@pytest.mark.parametrize(
    ("body", "plain"),
    [
        ("A,3\nB,4", True), ('A,"3\n4"\nB,"a ""b"""', True), ('A"B,5"', True), (",\nA,1", True), ("A,3\n\nB,4", False),
        ("A,3\nB", False), ('A, "3"', False), ('A,"3', False), ("A,3\nwho,n", False), ("A,3\nNote: as told,", False),
        ("", False),
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_our_own_reader(body: str, plain: bool) -> None:
    assert (plain_csv(f"who,n\n{body}", ",") is not None) == plain


def test_a_large_file_is_read_by_arrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "_looked_at", lambda *_: pytest.fail("our own reader was asked"))
    rows = delimited.LARGE // len("A,3\n") + 1
    assert delimited.read("source,best\n" + "A,3\n" * rows, "claims.csv").rows[-1] == rows
