"""Few rows go the way of many: what is passed over, as there is nothing to do, would have changed nothing."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from tests.examples import examples

# everything that a small table may be without: days, relays, totals, sums, floors, other definitions, computed figures
BESIDE = pd.DataFrame({
    "quantity": ["", "", "", "", "", "", "", "spread", "spread"],
    "measure": ["killed"] * 4 + ["wounded", "killed", "killed_or_missing", "captured", "captured"],
    "party": ["north"] * 5 + ["south"] * 2 + ["east"] * 2,
    "source": ["A", "A", "A", "B", "A", "A", "B", "A", "C"],
    "origin": ["", "", "", "A", "", "", "", "", ""],
    "phrase": ["100", "200", "some 300", "at least 150", "twice as many as 10", "40", "at least 60", "over 20", "50+"],
    "temporal": ["cumulative"] * 5 + ["stock"] * 4,
    "count_date": ["2025-01-10", "2025-01-20", "2025-01-30", "2025-01-12", "2025-01-25"] + ["2025-01-30"] * 4,
    "family": ["war"] * 7 + ["other"] * 2,
})  # fmt: skip
ROW = st.fixed_dictionaries({
    "source": st.sampled_from(["A", "B", "C", "D"]),
    "phrase": st.sampled_from(["120", "about 100", "at least 90", "between 80 and 140", "up to 200", "dozens", "110"]),
    "published": st.sampled_from(["", "2025-01-05", "2025-01-07"]),
})  # fmt: skip
NUMBERS = ["low", "inner_low", "best", "inner_high", "high", "claims", "counted_voices", "agreement", "publish"]
TABLES = ("estimates", "claims", "rejected", "findings", "identities", "sources", "diagnostics", "dependence")


@given(st.lists(ROW, min_size=1, max_size=4, unique_by=lambda row: row["source"]))
@examples(6)
def test_a_quantity_alone_is_what_it_is_among_others(rows: list[dict[str, str]]) -> None:
    few = pd.DataFrame(rows).assign(quantity="mine", measure="vehicles_lost")
    many = pd.concat([BESIDE, few], ignore_index=True).fillna("")
    alone, among = (rc.reconcile(table, as_of="2025-02-01").estimates.set_index("quantity") for table in (few, many))
    found = [name for name in NUMBERS if name in alone]
    assert len(found) >= len(NUMBERS) - 2
    pd.testing.assert_frame_equal(alone.loc[["mine"], found], among.loc[["mine"], found], rtol=1e-12, check_dtype=False)


def test_tables_of_few_rows_have_the_columns_and_types_of_all_tables() -> None:
    few = rc.reconcile(pd.DataFrame({"quantity": "mine", "source": ["A", "B"], "best": [3.0, 4.0]}), as_of="2025-02-01")
    many = rc.reconcile(BESIDE, as_of="2025-02-01")
    for name in TABLES:
        own, all_ = getattr(few, name), getattr(many, name)
        assert list(own) == list(all_), name
        if len(own) and len(all_):
            assert own.dtypes.astype(str).tolist() == all_.dtypes.astype(str).tolist(), name


def test_what_is_kept_from_call_to_call_is_no_ones_to_change() -> None:
    rows = pd.DataFrame({"quantity": "mine", "source": ["A", "B"], "phrase": ["about 300", "320"]})
    first = rc.reconcile(rows)
    before = {name: getattr(first, name).copy() for name in TABLES}
    for name in TABLES:
        table = getattr(first, name)
        table.insert(0, "mine", "somebody's")
        for column in list(table):
            table[column] = "somebody's"
    again = rc.reconcile(rows)
    for name, table in before.items():
        pd.testing.assert_frame_equal(getattr(again, name), table)


@pytest.mark.long
def test_three_rows_load_no_library_that_they_do_not_need() -> None:
    code = (
        "import sys, pandas as pd, reconcile as rc\n"
        "rc.reconcile(pd.DataFrame({'quantity': 'q', 'source': ['A', 'B', 'C'], 'phrase': ['3 km', '4 km', '5 km']}))\n"
        "print([name for name in ('pint', 'scipy.optimize', 'scipy.linalg', 'scipy.stats', 'matplotlib', 'jinja2',\n"
        "                         'pyarrow.dataset', 'dateparser', 'sqlite3') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
