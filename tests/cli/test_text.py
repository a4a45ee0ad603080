from __future__ import annotations

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from reconcile.cli.record_lines import FEW, LINES, RULES, record_lines
from reconcile.cli.screen import summary_lines
from reconcile.cli.terminal import echo_json, printable, text_table
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.records import findings, join_records, rejections
from reconcile.run.summary import RunSummary

NONE_REJECTED, NOTHING_FOUND = join_records([], names(REJECTED)), join_records([], names(FINDINGS))


def test_json_has_no_nan_and_no_numpy(capsys: pytest.CaptureFixture[str]) -> None:
    table = pd.DataFrame(
        {"n": [np.float64("nan"), 2.5], "day": pd.to_datetime(["2025-01-31", None]), "used": [True, False], "k": [1, 2]}
    )
    echo_json({"table": table, "inf": float("inf"), "days": [date(2025, 1, 1)], "some": ("a", None)})
    told = json.loads(capsys.readouterr().out)
    assert told["table"] == [
        {"n": None, "day": "2025-01-31", "used": True, "k": 1},
        {"n": 2.5, "day": None, "used": False, "k": 2},
    ]
    assert (told["inf"], told["days"], told["some"]) == (None, ["2025-01-01"], ["a", None])


def test_text_from_files_never_steers_the_terminal() -> None:
    assert printable("a\x1b[31mb\r\nc\x00d\u202ee") == "a [31mb  c d e"
    assert "\x1b" not in "\n".join(text_table(["x"], [["\x1b[2J"]]))


def test_tables_are_aligned() -> None:
    lines = text_table(["name", "n"], [["a", "10"], ["long name", "2"]], right=[1])
    assert lines == ["name        n", "a          10", "long name   2"]


def test_a_row_rejected_for_two_reasons_is_one_row() -> None:
    twice = rejections("bad", value=["x", "y"], file="a.csv", row=[1, 1], column=["low", "best"])
    assert record_lines(twice, NOTHING_FOUND)[0] == "1 row rejected for 2 reasons"


def test_no_records_no_lines() -> None:
    assert record_lines(NONE_REJECTED, NOTHING_FOUND) == []


def test_records_are_grouped_by_rule_in_order_of_appearance() -> None:
    bad = join_records(
        [
            rejections("late-rule", value=["x"], file="b.csv", row=[1], column="best", hint="do this"),
            rejections("early-rule", value=["y", "z"], file="b.csv", row=[2, 3], hint="do that"),
        ],
        names(REJECTED),
    )
    found = findings("odd", ["it is odd"], claim_id="C1", quantity="q", hint="look", value="so odd")
    assert record_lines(bad, found) == [
        "3 rows rejected",
        "  late-rule (1)",
        "    b.csv row 1 best 'x': do this",
        "  early-rule (2)",
        "    b.csv row 2 'y': do that",
        "    b.csv row 3 'z': do that",
        "1 finding",
        "  odd (1)",
        "    C1 [q]: it is odd: 'so odd' (look)",
    ]


def test_many_rows_that_are_alike_are_one_line() -> None:
    dates = ["1/2/17"] * 540 + ["3/4/17"]
    bad = rejections("bad-date", value=dates, file="a.csv", row=range(1, 542), column="published", hint="mend it")
    found = findings("odd", ["it is odd"] * 9391, file="a.csv", row=range(9391), hint="look")
    assert record_lines(bad, found) == [
        "541 rows rejected",
        "  bad-date (541)",
        "    a.csv published: 541 rows like '1/2/17', 2 different ones, the first is row 1: mend it",
        "9,391 findings",
        "  odd (9,391)",
        "    a.csv row 0: it is odd (look) (and 9,390 more like it)",
    ]


def test_a_few_alike_rows_are_shown_one_by_one() -> None:
    for count in range(1, FEW + 3):
        lines = record_lines(rejections("bad", value=["x"] * count, file="a.csv", row=range(count)), NOTHING_FOUND)
        assert len(lines) == 2 + (count if count <= FEW else 1)


def test_what_is_not_shown_of_a_rule_is_counted() -> None:
    found = findings("odd", [f"{number} is odd" for number in range(40)])
    lines = record_lines(NONE_REJECTED, found)
    assert sum(line.startswith("    ") for line in lines) == LINES + 1
    assert lines[-1] == "    and 30 more; --json gives all of them"
    assert "more" not in "".join(record_lines(NONE_REJECTED, found.head(LINES)))


def test_rules_that_are_not_shown_are_named_and_counted() -> None:
    found = join_records(
        [findings(f"rule-{number:02}", ["odd"] * (30 - number)) for number in range(20)], names(FINDINGS)
    )
    lines = record_lines(NONE_REJECTED, found)
    assert lines[0] == f"{len(found)} findings"
    assert sum(line.startswith("  rule-") for line in lines) == RULES
    assert lines[-1] == (
        "  also rule-12 (18), rule-13 (17), rule-14 (16), rule-15 (15), rule-16 (14), rule-17 (13), rule-18 (12), "
        "rule-19 (11); --json gives all of them"
    )


def test_a_long_line_is_cut() -> None:
    assert max(map(len, record_lines(rejections("bad", value=["x" * 9000], row=[1]), NOTHING_FOUND))) <= 404


def summary(**named: object) -> RunSummary:
    plain = {
        "root": ".", "run_id": "ab", "as_of": "2025-01-31", "quantities": 2, "estimates": 3, "claims": 9, "used": 8,
        "sources": 4, "publish": {"interval": 1, "list": 1}, "agreement": {"agree": 2},
        "rejected_rows": 25, "rejected": {f"rule-{n}": n for n in range(1, 8)}, "findings": {},
        "written": ("reports/report.md",),
        "dry_run": False, "unchanged": False, "crossed": (),
    }  # fmt: skip
    return RunSummary(**{**plain, **named})  # type: ignore[arg-type]


def test_the_screen_names_verdicts_agreement_and_the_most_frequent_rules() -> None:
    lines = summary_lines(summary())
    assert lines[0] == "Reconciled 8 of 9 claims by 4 sources into 2 quantities, known by 2025-01-31"
    assert "Agreement: 2 agree" in lines
    assert "Rejected 25 rows: rule-7 (7), rule-6 (6), rule-5 (5), rule-4 (4), …" in lines
    assert lines[-1] == "Wrote 1 file; read reports/report.md"


def test_the_screen_of_a_dry_run_and_of_an_unchanged_one() -> None:
    assert "dry run" in summary_lines(summary(dry_run=True))[-1]
    unchanged = summary_lines(summary(unchanged=True))
    assert unchanged[0].startswith("Nothing to do")
    assert unchanged[-1] == "Nothing was written"
