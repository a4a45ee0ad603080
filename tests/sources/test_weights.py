from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.claims.measures import Measure
from reconcile.errors import InputError
from reconcile.sources.origins import find_voices
from reconcile.sources.registry import read_sources, registry_of
from reconcile.sources.weights import Weights, weigh

SIDES = {"Ukraine": ["Ukraine"], "Russia": ["Russia"]}
EMPTY = dict.fromkeys(
    ("family", "origin", "origin_basis", "parent", "grade", "measure", "party", "counterparty", "file"), ""
)


def weights(*claims: dict[str, object], sources: list[dict[str, str]] | None = None) -> Weights:
    rows = [{**EMPTY, "claim_id": f"C{n}", "row": n, "weight": np.nan, **claim} for n, claim in enumerate(claims)]
    table = pd.DataFrame(rows)
    registry = registry_of(pd.DataFrame(sources) if sources else None)
    return weigh(table, find_voices(table, np.zeros(len(table), dtype=int), registry), registry, SIDES)


def test_the_weight_is_the_product_of_its_columns() -> None:
    told = weights({"source": "A", "grade": "2", "weight": 0.5}, sources=[{"source": "A", "grade": "B", "weight": "2"}])
    row = told.table.iloc[0]
    assert (row["source_factor"], row["item_factor"], row["desk_factor"]) == (0.75, 0.75, 1.0)
    assert row["weight"] == 0.75 * 0.75
    assert row["reason_of_weight"] == "grade B2"


def test_nobody_judged_is_said() -> None:
    assert weights({"source": "A"}).table["reason_of_weight"].tolist() == ["grade F6 (not judged)"]


def test_the_grade_is_that_of_the_voice_not_of_the_outlet() -> None:
    sources = [{"source": "Ministry", "grade": "A1"}, {"source": "Blog", "grade": "E5"}]
    told = weights({"source": "Blog", "origin": "Ministry"}, sources=sources)
    assert told.table["weight"].tolist() == [1.0]


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ({"parent": "C0"}, "computed from C0"),
        ({"origin": "B", "origin_basis": "suspected"}, "may only repeat B"),
        ({"grade": "E1"}, "its source is judged unreliable (grade E)"),
        ({"grade": "A5"}, "judged unlikely (grade 5)"),
        ({"weight": 0.0}, "the desk gives it no weight"),
    ],
)
def test_why_a_claim_weighs_nothing(claim: dict[str, object], reason: str) -> None:
    row = weights({"source": "A", **claim}).table.iloc[0]
    assert (row["weight"], row["zero_reason"]) == (0.0, reason)


def test_a_stated_origin_is_no_reason_to_weigh_nothing() -> None:
    assert weights({"source": "A", "origin": "B", "origin_basis": "stated"}).table["weight"].iloc[0] > 0


def test_the_stake_of_the_voice_decides_the_side() -> None:
    claim = {"source": "KBS", "origin": "Kyiv", "measure": "killed", "party": "Russia"}
    told = weights(claim, sources=[{"source": "Kyiv", "stake": "Ukraine"}, {"source": "KBS", "stake": "Russia"}])
    assert told.table["stake_side"].tolist() == ["low"]


def test_sources_without_a_row_and_missing_parents_are_findings() -> None:
    found = weights({"source": "A", "origin": "B"}, {"source": "A", "parent": "C99"}).findings
    assert found["rule"].tolist() == ["source-unknown", "source-unknown", "parent-missing"]
    assert found["value"].tolist() == ["A", "B", "C99"]


def test_a_table_of_sources_is_read_with_its_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "sources.csv"
    file.write_text("source,grade\nA,B\n", encoding="utf-8-sig")
    assert read_sources(file)["source"].tolist() == ["A"]


@pytest.mark.parametrize("content", [b"", b"name,grade\nA,B\n", b"source,grade\n\xff\xfe\xff,B\n", b'source\n"A\n'])
def test_a_table_of_sources_that_cannot_be_read_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "sources.csv"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"sources\.csv"):
        read_sources(file)
    with pytest.raises(InputError, match="no such file"):
        read_sources(tmp_path / "absent.csv")


def test_a_source_that_speaks_for_itself_is_not_suspected_of_resting_on_anybody() -> None:
    claims = {"source": "A", "origin_basis": "suspected"}, {"source": "A", "origin": "A", "origin_basis": "suspected"}
    table = weights(*claims).table
    assert table["zero_reason"].tolist() == ["", ""]
    assert table["weight"].tolist() == [0.25, 0.25]


def test_the_first_reason_that_applies_stands() -> None:
    every = {"source": "A", "parent": "C0", "origin": "B", "origin_basis": "suspected", "grade": "E5", "weight": 0.0}
    reasons = [
        "computed from C0",
        "may only repeat B",
        "its source is judged unreliable (grade E)",
        "judged unlikely (grade 5)",
    ]
    less = [{}, {"parent": ""}, {"origin_basis": ""}, {"grade": "A5"}]
    claim, seen = every, []
    for change in less:
        claim = {**claim, **change}
        seen.append(weights(claim).table["zero_reason"].iloc[0])
    assert seen == reasons


def test_every_claim_has_its_own_reason() -> None:
    table = weights({"source": "A", "parent": "C7"}, {"source": "A"}, {"source": "B", "parent": "C8"},
                    {"source": "C", "origin": "D", "origin_basis": "suspected"},
                    {"source": "C", "origin": "E", "origin_basis": "suspected"}).table  # fmt: skip
    assert table["zero_reason"].tolist() == [
        "computed from C7", "", "computed from C8", "may only repeat D", "may only repeat E",
    ]  # fmt: skip


def test_the_desks_factor_is_said_where_there_is_one() -> None:
    sources = [{"source": "A", "grade": "B2", "weight": "0.5"}, {"source": "B", "grade": "B2", "weight": "4"}]
    table = weights({"source": "A"}, {"source": "B", "weight": 0.25}, {"source": "C", "weight": 3.0},
                    {"source": "A", "weight": 2.0}, sources=sources).table  # fmt: skip
    assert table["desk_factor"].tolist() == [0.5, 1.0, 3.0, 1.0]
    assert table["reason_of_weight"].tolist() == [
        "grade B2; counts half as much by the desk's choice", "grade B2",
        "grade F6 (not judged); counts 3 times as much by the desk's choice", "grade B2",
    ]  # fmt: skip


def test_a_grade_from_either_side_is_a_judgement() -> None:
    sources = [{"source": "A", "grade": "C"}]
    table = weights({"source": "A"}, {"source": "B", "grade": "2"}, {"source": "B"}, sources=sources).table
    assert table["reason_of_weight"].tolist() == ["grade C6", "grade F2", "grade F6 (not judged)"]


def test_claims_alike_in_one_grade_alone_are_judged_apart() -> None:
    sources = [{"source": "A", "grade": "C4"}, {"source": "B", "grade": "D1"}]
    claims = [{"source": source, "grade": grade} for source in "AB" for grade in ("", "A2")]
    table = weights(*claims, sources=sources).table
    assert table["weight"].tolist() == [0.5 * 0.25, 0.75, 0.25, 0.75]


def test_a_stake_is_read_by_the_measure_and_the_counterparty() -> None:
    sources = [{"source": "A", "stake": "Georgia"}]
    claims = [{"source": "A", "measure": measure, "party": "Russia", "counterparty": counter}
              for measure, counter in (("killed", "Georgia"), ("area_held", "Georgia"), ("killed", ""), ("", "Georgia"),
                                       ("deployed", "Georgia"))]  # fmt: skip
    assert weights(*claims, sources=sources).table["stake_side"].tolist() == ["low", "high", "", "", ""]


def test_declared_measures_bear_as_declared() -> None:
    claim = {**EMPTY, "claim_id": "C0", "row": 0, "weight": np.nan, "source": "A"}
    table = pd.DataFrame([{**claim, "measure": "goats_lost", "party": "Russia"}])
    registry = registry_of(pd.DataFrame([{"source": "A", "stake": "Ukraine"}]))
    voices = find_voices(table, np.zeros(1, dtype=int), registry)
    goats = {"goats_lost": Measure(name="goats_lost", unit="goats", words="goats lost", bears="loss")}
    assert weigh(table, voices, registry, SIDES, goats).table["stake_side"].tolist() == ["low"]
    assert weigh(table, voices, registry, SIDES).table["stake_side"].tolist() == [""]


def test_rows_keep_their_index() -> None:
    table = pd.DataFrame([{**EMPTY, "claim_id": f"C{n}", "row": n, "weight": np.nan, "source": "A"} for n in (0, 1)])
    table = table.set_axis([7, 3])
    registry = registry_of(None)
    weighed = weigh(table, find_voices(table, np.zeros(2, dtype=int), registry), registry, SIDES)
    assert weighed.table.index.tolist() == [7, 3]


def test_what_is_said_of_a_source_without_a_row_and_of_a_missing_parent() -> None:
    claim = {
        "source": "A",
        "origin": "B",
        "parent": "C99",
        "claim_id": "C5",
        "family": "f",
        "file": "claims.csv",
        "row": 4,
    }
    found = weights(claim, sources=[{"source": "A"}]).findings
    assert found[["rule", "message", "value", "hint"]].values.tolist() == [
        ["source-unknown", "B has no row in the table of sources: it gets the weight of one that cannot be judged", "B",
         "add a row, or add the name to the aliases of another"],
        ["parent-missing", "the claim it was computed from is not among the claims", "C99",
         "add that claim, or correct its name"],
    ]  # fmt: skip
    assert found.iloc[1][["claim_id", "family", "file", "row", "column"]].tolist() == [
        "C5", "f", "claims.csv", 4, "parent",
    ]  # fmt: skip


def test_a_parent_that_is_there_is_no_finding() -> None:
    sources = [{"source": "A"}]
    assert weights({"source": "A"}, {"source": "A", "parent": "C0"}, sources=sources).findings.empty


def test_each_unknown_name_is_told_once_in_alphabetical_order() -> None:
    claims = [{"source": name} for name in "CABA"]
    assert weights(*claims, sources=[{"source": "B"}]).findings["value"].tolist() == ["A", "C"]


@pytest.mark.parametrize(
    ("content", "reason", "hint"),
    [
        (b"name,grade\nA,B\n", "has no column 'source'",
         "columns are source, name, aliases, kind, origin, origin_basis, stake, grade, weight"),
        (b"source,grade\n\xff\xfe\xff,B\n", "cannot be read as a table: byte 13 is not utf-8",
         "save it as CSV in UTF-8"),
        (b"source,grade,note\nA,B,x,\n", "", "give it as many cells as the header"),
    ],
)  # fmt: skip
def test_why_a_table_of_sources_cannot_be_read(tmp_path: Path, content: bytes, reason: str, hint: str) -> None:
    file = tmp_path / "sources.csv"
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_sources(file)
    assert str(caught.value).startswith(f"sources.csv: {reason}" if reason else "sources.csv, row 1: the row does not")
    assert caught.value.hint.startswith(hint)
    assert caught.value.file == "sources.csv"


def test_cells_of_a_table_of_sources_are_text(tmp_path: Path) -> None:
    file = tmp_path / "sources.csv"
    file.write_text("source,weight,grade\n007,0.50,NA\n", encoding="utf-8")
    assert read_sources(file).values.tolist() == [["007", "0.50", "NA"]]


def test_weights_of_the_desk_that_are_none_are_told_with_their_place(tmp_path: Path) -> None:
    file = tmp_path / "sources.csv"
    cells = ["0.5", "", "inf", "nan", "much", "-1", "1e400", "1001", "1000", " 2 ", "1,500"]
    rows = "".join(f'S{number},"{cell}"\n' for number, cell in enumerate(cells, start=1))
    file.write_text("source,weight\n\n" + rows, encoding="utf-8")
    registry = registry_of(read_sources(file))
    assert registry.table["weight"].tolist() == [0.5, 1, 1, 1, 1, 0, 1, 1, 1000, 2, 1]
    found = registry.findings
    assert found["value"].tolist() == ["inf", "nan", "much", "-1", "1e400", "1001", "1,500"]
    assert set(found["rule"]) == {"source-weight"}
    assert set(found["file"] + found["column"]) == {"sources.csvweight"}
    assert found["row"].tolist() == [4, 5, 6, 7, 8, 9, 12], "rows of the file, blank ones counted"


@pytest.mark.long
def test_every_weight_gives_a_whole_result() -> None:
    claims = pd.DataFrame({"quantity": "q", "source": ["A", "B", "C"], "best": [10, 12, 14]})
    for weight in ("inf", "-inf", "nan", "words", "-1", "1e308", "1000", "0", None, float("inf"), 10**400, [1], "١"):
        sources = pd.DataFrame({"source": ["A", "B"], "weight": pd.Series([weight, "0.5"], dtype=object)})
        (row,) = rc.reconcile(claims, sources).estimates.to_dict("records")
        assert 10 <= row["best"] <= 14
        assert np.isfinite([row["low"], row["high"]]).all()


def test_what_is_no_table_of_sources_is_told() -> None:
    claims = pd.DataFrame({"quantity": "q", "source": ["A"], "best": [10]})
    with pytest.raises(TypeError, match="sources are a DataFrame or a path, not a list"):
        rc.reconcile(claims, [{"source": "A"}])  # type: ignore[arg-type]
    with pytest.raises(InputError, match="the sources have no column 'source'"):
        rc.reconcile(claims, pd.DataFrame({"name": ["A"]}))
    twice = pd.DataFrame([["A", "A"]], columns=["source", "source "])
    with pytest.raises(InputError, match="two columns of the sources are called source"):
        rc.reconcile(claims, twice)
