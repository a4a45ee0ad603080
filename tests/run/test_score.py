"""Estimates against values that became known: matching, tables, and the command."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import reconcile as rc
from reconcile.cli.group import reconcile
from reconcile.columns import SCORES, names
from reconcile.errors import InputError, NothingUsableError
from reconcile.run.score_estimates import score_project
from reconcile.run.score_values import match_values
from tests.projects import MadeOnce, copy_of


def estimates(method: str = "linear", count: int = 6) -> pd.DataFrame:
    names = [f"q{number}" for number in range(count)]
    claims = pd.DataFrame(
        [
            {
                "quantity": name,
                "source": source,
                "low": best * 0.8,
                "best": best,
                "high": best * 1.3,
                "family": f"f{at % 3}",
            }
            for at, name in enumerate(names)
            for source, best in (("A", 100.0), ("B", 110.0), ("C", 95.0))[: 1 + at % 3]
        ]
    )
    return rc.reconcile(claims, method=method).estimates


def truth_of(values: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame({"quantity": list(values), "value": list(values.values())})


def pick(table: pd.DataFrame, score: str, voices: str = "all") -> pd.DataFrame:
    return table[(table["score"] == score) & (table["voices"] == voices)]


def test_the_table_is_tidy() -> None:
    table = rc.score(estimates(), truth_of({f"q{number}": 100 for number in range(6)}))
    assert list(table.columns) == names(SCORES)
    assert not table.duplicated(["method", "voices", "score", "level", "bin"]).any()
    assert pick(table, "coverage")["value"].tolist() == [1.0, 1.0]
    assert pick(table, "coverage")["expected"].tolist() == [0.5, 0.9]
    assert pick(table, "pit")["value"].sum() == 6
    assert pick(table, "pit")["expected"].sum() == pytest.approx(6)
    assert pick(table, "left_out")["value"].tolist() == [0.0]
    assert set(table["voices"]) == {"all", "1", "2", "3-4"}
    assert pick(table, "coverage", "2")["n"].tolist() == [2, 2]


@pytest.mark.long
def test_misses_show_in_every_score() -> None:
    near, far = (rc.score(estimates(), truth_of({"q2": value, "q5": value})) for value in (100, 1000))
    for name in ("interval_score", "wis", "wis_log1p"):
        assert (pick(far, name)["value"].to_numpy() > 3 * pick(near, name)["value"].to_numpy()).all()
    assert pick(far, "coverage")["value"].tolist() == [0.0, 0.0]
    assert pick(far, "pit").set_index("bin")["value"]["above high"] == 2


def test_methods_are_scored_apart_on_the_same_values() -> None:
    both = pd.concat([estimates(), estimates("vincent")])
    table = rc.score(both, truth_of({"q2": 90, "q5": 90}))
    assert set(table["method"]) == {"linear", "vincent", ""}
    widths = pick(table, "interval_score").query("level == 0.9").set_index("method")["value"]
    assert widths["vincent"] != widths["linear"]


@pytest.mark.long
def test_groups_are_families_and_one_group_has_no_bootstrap() -> None:
    table = rc.score(estimates(), truth_of({"q0": 100, "q3": 300}))
    assert pick(table, "coverage")["groups"].tolist() == [1, 1]
    assert pick(table, "coverage")["low"].isna().all()
    more = pick(rc.score(estimates(), truth_of({"q0": 100, "q1": 300, "q2": 100})), "coverage")
    assert more["groups"].tolist() == [3, 3]
    assert (more["low"] <= more["value"]).all()
    assert (more["value"] <= more["high"]).all()


def test_every_row_that_cannot_be_used_is_rejected_with_a_rule() -> None:
    rows = [("q1", "100"), ("q1", "120"), ("nothing", "3"), ("", "3"), ("q2", ""), ("q2", "many"), ("q2", "inf")]
    truth = pd.DataFrame(rows, columns=["quantity", "value"])
    matched = match_values(estimates(), truth, file="t.csv")
    assert dict(zip(matched.rejected["row"], matched.rejected["rule"], strict=True)) == {
        2: "repeated-truth", 3: "unknown-quantity", 4: "no-quantity", 5: "no-value", 6: "not-a-number", 7: "not-finite",
    }  # fmt: skip
    assert (matched.rejected[["file", "hint"]] != "").all(axis=None)
    assert matched.rejected.set_index("row")["value"][6] == "many"
    assert matched.rows["value"].tolist() == [100.0]


def dated(at: object = "latest") -> pd.DataFrame:
    claims = pd.DataFrame(
        {
            "quantity": "dead", "temporal": "cumulative", "source": ["A", "B", "A", "B"], "best": [10, 12, 20, 22],
            "count_date": ["2025-01-10", "2025-01-11", "2025-02-10", "2025-02-11"],
        }
    )  # fmt: skip
    return rc.reconcile(claims, at=at).estimates  # type: ignore[arg-type]


def test_dates_choose_the_estimate_and_without_one_the_newest_is_meant() -> None:
    table = dated("month-end")
    days = [str(day)[:10] for day in table["count_date"]]
    assert len(days) == 2
    truth = pd.DataFrame(
        {"quantity": table["quantity"].iloc[0], "value": [11, 21, 5], "count_date": [days[0], "", "2024-05-32"]}
    )
    matched = match_values(table, truth)
    assert matched.rows[["count_date", "value"]].to_numpy().tolist() == [[days[0], 11.0], [days[1], 21.0]]
    assert matched.rejected["rule"].tolist() == ["not-a-date"]
    nowhere = truth.assign(count_date="2020-01-01").head(1)
    assert match_values(table, nowhere).rejected["rule"].tolist() == ["no-estimate"]


def test_a_label_stands_for_its_only_key_and_not_for_several() -> None:
    table = estimates().assign(quantity=["a/x", "b/x", "b/y", "c", "d", "e"])
    matched = match_values(table, truth_of({"a": 100, "b": 100}))
    assert matched.rows["quantity"].tolist() == ["a/x"]
    assert matched.rejected["rule"].tolist() == ["several-quantities"]


@pytest.mark.long
def test_nothing_to_compare_is_an_error_that_says_why() -> None:
    with pytest.raises(NothingUsableError) as caught:
        rc.score(estimates(), truth_of({"nothing": 1}))
    assert caught.value.rejected["rule"].tolist() == ["unknown-quantity"]
    with pytest.raises(InputError, match="value"):
        rc.score(estimates(), pd.DataFrame({"quantity": ["q1"]}))


def run_and_learn(folder: Path) -> None:
    claims = pd.DataFrame({"quantity": ["a", "a", "b", "b"], "source": list("ABAB"), "best": [30, 32, 500, 620]})
    (folder / "data" / "raw").mkdir(parents=True)
    claims.to_csv(folder / "data" / "raw" / "claims.csv", index=False)
    rc.run_project(folder)
    (folder / "truth.csv").write_text('Quantity,Value\na,31\nb,"9,000"\nz,1\n', encoding="utf-8")


@pytest.fixture
def project(made_once: MadeOnce, tmp_path: Path) -> Path:
    return copy_of(made_once("score", run_and_learn), tmp_path)


def call(project: Path, *options: str, truth: str = "truth.csv") -> tuple[int, str, str]:
    done = CliRunner().invoke(reconcile, ["score", str(project / truth), "--project", str(project), *options])
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.long
def test_the_command_writes_markdown_and_tells_what_it_left_out(project: Path) -> None:
    code, out, err = call(project)
    assert code == 0
    assert "2 estimates compared with 3 values" in out
    assert "| linear | all | 90% interval held | 50% |" in out
    assert "unknown-quantity (1)" in err
    assert "truth.csv row 3 quantity 'z'" in err


def test_the_command_writes_csv_and_json(project: Path) -> None:
    code, out, _ = call(project, "--csv", "--quiet")
    assert code == 0
    assert out.splitlines()[0] == ",".join(names(SCORES))
    told = json.loads(call(project, "--json", "--quiet")[1])
    assert told["given"] == 3
    assert told["rejected"][0]["rule"] == "unknown-quantity"
    assert [row["value"] for row in told["scores"] if row["score"] == "coverage"][:2] == [0.5, 0.5]
    assert call(project, "--json", "--csv")[0] == 2


def test_the_file_and_the_notebook_say_the_same(project: Path) -> None:
    table = pd.read_csv(project / "data" / "processed" / "estimates.csv")
    here = rc.score(table, truth_of({"a": 31, "b": 9000, "z": 1}))
    pd.testing.assert_frame_equal(here, score_project(project / "truth.csv", project).table)


def test_nothing_usable_is_exit_code_2(project: Path) -> None:
    for text in ("quantity,value\nz,1\n", "quantity\na\n", ""):
        (project / "bad.csv").write_text(text, encoding="utf-8")
        code, out, err = call(project, truth="bad.csv")
        assert (code, out) == (2, "")
        assert "Error:" in err
    assert call(project, truth="absent.csv")[0] == 2
    (project / "data" / "processed" / "estimates.csv").unlink()
    assert "run `reconcile run` first" in call(project)[2]


def test_the_numbers_of_truth_are_read_as_those_of_claims(project: Path) -> None:
    (project / "reconcile.toml").write_text('[numbers]\ndecimal = ","\nthousands = "."\n', encoding="utf-8")
    key = pd.read_csv(project / "data/processed/estimates.csv")["quantity"][0]
    told = []
    for value in ("1.250", "1.250,5"):
        (project / "comma.csv").write_text(f"quantity;value\n{key};{value}\n", encoding="utf-8")
        result = score_project(project / "comma.csv", project)
        assert result.rejected.empty
        told.append(result.table.loc[result.table["score"] == "wis", "value"].iloc[0])
    assert told[0] > 500
    assert told[0] < told[1]


def test_a_ragged_row_of_truth_is_rejected_by_itself(project: Path) -> None:
    key = pd.read_csv(project / "data/processed/estimates.csv")["quantity"][0]
    (project / "ragged.csv").write_text(f"quantity,value\n{key},40\n{key},41,42\n", encoding="utf-8")
    result = score_project(project / "ragged.csv", project)
    assert (result.given, result.scored) == (2, 1)
    assert result.rejected[["row", "rule"]].values.tolist() == [[2, "ragged-row"]]


def test_two_columns_of_one_name_are_refused() -> None:
    truth = pd.DataFrame([["q0", 1.0, 2.0]], columns=["quantity", "value", "value"])
    with pytest.raises(InputError, match="two columns are called value"):
        rc.score(estimates(), truth)
