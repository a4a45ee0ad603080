"""Hand corrections: applied where what they expect is there, and told where it is not."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from reconcile.claims.row_corrections import apply_corrections, read_corrections
from reconcile.columns import CORRECTIONS, FINDINGS, REJECTED, names
from reconcile.errors import InputError

Corrected = tuple[pd.DataFrame, pd.DataFrame]

CLAIMS = {
    "claim_id": ["C1", "C2"],
    "measure": ["killed", "killed"],
    "best": [3.0, 40.0],
    "note": ["", "as in the paper"],
}


def fix(locator: str = "C1", **cells: object) -> dict[str, object]:
    """A correction of C1's measure, but for what is given."""
    usual = {"column": "measure", "expected": "killed", "value": "casualties", "action": "replace",
             "reason": "the original", "file": "fixes.csv", "row": 1}  # fmt: skip
    return {"locator": locator, **usual, **cells}


def apply(*fixes: dict[str, object], claims: dict[str, list[object]] | None = None) -> Corrected:
    table = pd.DataFrame(claims or CLAIMS)
    before = table.copy()
    corrected, rejected, found = apply_corrections(table, pd.DataFrame(fixes))
    pd.testing.assert_frame_equal(table, before)
    assert rejected.empty
    assert rejected.columns.tolist() == names(REJECTED)
    return corrected, found


def test_a_replaced_value_is_noted_behind_what_was_noted_before() -> None:
    corrected, found = apply(fix(), fix("C2"))
    assert corrected["measure"].tolist() == ["casualties", "casualties"]
    assert corrected["note"].tolist() == [
        "corrected: measure was 'killed' (the original)",
        "as in the paper; corrected: measure was 'killed' (the original)",
    ]
    assert corrected["dropped_reason"].tolist() == ["", ""]
    assert found.empty
    assert found.columns.tolist() == names(FINDINGS)


def test_a_dropped_claim_keeps_its_values_and_gets_the_reason() -> None:
    corrected, found = apply(fix(action="drop", reason="a hoax"))
    assert corrected[["measure", "note", "dropped_reason"]].values.tolist() == [
        ["killed", "", "a hoax"], ["killed", "as in the paper", ""],
    ]  # fmt: skip
    assert found.empty
    whole, _ = apply(fix(action="drop", column="", expected="", reason="a hoax"))
    assert whole["dropped_reason"].tolist() == ["a hoax", ""]


def test_of_several_corrections_of_a_cell_each_sees_the_one_before() -> None:
    corrected, found = apply(fix(), fix(expected="casualties", value="losses"))
    assert corrected["measure"].tolist() == ["losses", "killed"]
    assert found.empty
    assert apply(fix(), fix(value="losses"))[1]["rule"].tolist() == ["correction-stale"]


def test_a_number_is_corrected_as_text() -> None:
    corrected, found = apply(fix(column="best", expected="3", value="30"))
    assert corrected["best"].tolist() == ["30", 40.0]
    assert found.empty


def test_a_column_that_claims_may_have_is_added_and_another_is_not() -> None:
    corrected, found = apply(fix(column="grade", expected="", value="B2"))
    assert corrected["grade"].tolist() == ["B2", ""]
    assert found.empty
    corrected, found = apply(fix(column="colour", expected="", value="red"))
    assert "colour" not in corrected.columns
    assert found["message"].tolist() == ["a correction is not applied: there is no column colour"]


def test_what_is_said_of_a_correction_that_is_not_applied() -> None:
    _, found = apply(fix("C9", row=4), fix(expected="wounded", row=5), fix(column="colour", row=6))
    hint = "look at the claim again, then change or remove the correction"
    assert found[["rule", "message", "claim_id", "column", "value", "file", "row", "hint"]].values.tolist() == [
        ["correction-lost", "a correction is not applied: there is no such claim", "C9", "measure", "C9",
         "fixes.csv", 4,
         hint],
        ["correction-stale", "a correction is not applied: measure is no longer 'wounded': it is 'killed'", "C1",
         "measure",
         "killed", "fixes.csv", 5, hint],
        ["correction-lost", "a correction is not applied: there is no column colour", "C1", "colour", "colour",
         "fixes.csv", 6, hint],
    ]  # fmt: skip


def test_only_the_start_of_a_long_value_is_told() -> None:
    claims = {**CLAIMS, "measure": ["x" * 300, "killed"]}
    _, found = apply(fix(), claims=claims)  # type: ignore[arg-type]
    assert found["value"].tolist() == ["x" * 200]
    assert found["message"].str.endswith("'" + "x" * 200 + "'").all()


def test_of_two_claims_with_one_id_the_first_is_corrected() -> None:
    corrected, _ = apply(fix(), claims={**CLAIMS, "claim_id": ["C1", "C1"]})  # type: ignore[arg-type]
    assert corrected["measure"].tolist() == ["casualties", "killed"]


def read(folder: Path, text: str, root: Path | None = None) -> pd.DataFrame:
    file = folder / "corrections.csv"
    file.write_text(text, encoding="utf-8")
    return read_corrections(file, root=root)


def test_a_table_of_corrections_has_every_column_as_text(tmp_path: Path) -> None:
    table = read(tmp_path, "locator,column,value,reason\nC1,best, 007 ,typo\nC2,note,x,y\n")
    assert table.columns.tolist() == [*names(CORRECTIONS), "row", "file"]
    assert table[["locator", "column", "value", "action", "expected", "row", "file"]].values.tolist() == [
        ["C1", "best", "007", "replace", "", 1, "corrections.csv"], ["C2", "note", "x", "replace", "", 2,
         "corrections.csv"],
    ]  # fmt: skip


def test_a_file_is_named_by_its_place_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    text = "locator,action,reason\nC1,DROP,x\n"
    assert read(tmp_path / "raw", text, root=tmp_path)[["file", "action"]].values.tolist() == [
        ["raw/corrections.csv", "drop"],
    ]  # fmt: skip
    assert read(tmp_path / "raw", text, root=tmp_path / "other")["file"].tolist() == ["corrections.csv"]


@pytest.mark.parametrize(
    ("text", "message", "column", "row", "hint"),
    [
        ("action,reason\ndrop,x\n", "has no column 'locator'", "locator", None, "columns are locator, "),
        ("locator,action\nC1,drop\n", "has no column 'reason'", "reason", None, "columns are locator, "),
        ("locator,action,reason\nC1,drop,x\n,drop,x\n", "the correction names no claim", "locator", 2,
         "write a claim_id"),
        ("locator,action,reason\nC1,drop,\n", "the correction gives no reason", "reason", 1,
         "say why, with the evidence"),
        ("locator,action,reason\nC1,mend,x\n", "the action is not known", "action", 1, "replace or drop"),
        ("locator,action,reason\nC1,,x\n", "the correction names no column", "column", 1, "name the column to correct"),
        ("locator,action,reason\nC1,drop,x,y\n", "the row does not fit the header: ", "", 1,
         "quote cells that hold the delimiter"),
    ],
)  # fmt: skip
def test_a_wrong_correction_is_named_and_never_skipped(
    tmp_path: Path, text: str, message: str, column: str, row: int | None, hint: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    error = caught.value
    assert message in str(error)
    assert (error.file, error.column or "", error.row) == ("corrections.csv", column, row)
    assert error.hint.startswith(hint)
