"""Inputs of the config: each is read by its own declarations, a file as often as it is declared."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import reconcile as rc
from reconcile.errors import InputError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "data/raw").mkdir(parents=True)
    return tmp_path


def opened(home: Path, config: str, **files: str) -> rc.Reconciliation:
    for name, text in files.items():
        (home / f"{name}.csv").write_text(text, encoding="utf-8")
    (home / "reconcile.toml").write_text(config, encoding="utf-8")
    return rc.open_project(home)


BOTH = """
[[inputs]]
path = "camps.csv"
columns = { dead = "best" }
constants = { measure = "killed" }

[[inputs]]
path = "camps.csv"
columns = { gone = "best" }
constants = { measure = "missing" }
"""


def test_a_file_that_is_declared_twice_is_read_twice(home: Path) -> None:
    result = opened(home, BOTH, camps="source,dead,gone\nNorth Post,7,31\nSouth Post,9,28\n")
    assert sorted(result.estimates["quantity"]) == ["killed", "missing"]
    assert result.claims[["claim_id", "measure", "best", "file", "row"]].values.tolist() == [
        ["camps:1", "killed", 7, "camps.csv", 1],
        ["camps:2", "killed", 9, "camps.csv", 2],
        ["camps#2:1", "missing", 31, "camps.csv#2", 1],
        ["camps#2:2", "missing", 28, "camps.csv#2", 2],
    ]
    assert result.rejected.empty


def test_ids_that_the_file_gives_stay_apart_in_its_second_reading(home: Path) -> None:
    config = BOTH.replace('columns = { dead = "best" }', 'columns = { dead = "best", id = "claim_id" }')
    config = config.replace('columns = { gone = "best" }', 'columns = { gone = "best", id = "claim_id" }')
    result = opened(home, config, camps="id,source,dead,gone\nK1,North Post,7,31\n,South Post,9,28\n")
    assert result.claims["claim_id"].tolist() == ["K1", "camps:2", "K1#2", "camps#2:2"]
    assert result.rejected.empty


def test_a_file_declared_three_times_and_a_raw_one_declared_twice(home: Path) -> None:
    third = '\n[[inputs]]\npath = "camps.csv"\ncolumns = { hurt = "best" }\nconstants = { measure = "wounded" }\n'
    (home / "data/raw/claims.csv").write_text("source,dead,gone\nEast Post,5,6\n")
    result = opened(
        home,
        BOTH + third + BOTH.replace("camps.csv", "data/raw/claims.csv"),
        camps="source,dead,gone,hurt\nNorth,7,31,3\n",
    )
    assert set(result.claims["claim_id"]) == {"claims:1", "claims#2:1", "camps:1", "camps#2:1", "camps#3:1"}


def test_two_equal_declarations_give_each_claim_once(home: Path) -> None:
    once = BOTH.partition("[[inputs]]\npath")[2].partition("[[inputs]]")[0]
    result = opened(home, 2 * ("[[inputs]]\npath" + once), camps="source,dead,gone\nNorth Post,7,31\n")
    assert result.claims["claim_id"].tolist() == ["camps:1"]
    assert result.rejected[["file", "row", "rule"]].values.tolist() == [["camps.csv#2", 1, "duplicate-row"]]


def test_a_fault_of_a_file_declared_twice_is_told_once(home: Path) -> None:
    with pytest.raises(InputError) as caught:
        opened(home, BOTH, camps="who,dead,gone\nNorth Post,7,31\n")
    assert str(caught.value).count("has no column 'source'") == 1


def test_a_constant_stands_beside_a_header_of_its_name_that_is_mapped_elsewhere(home: Path) -> None:
    config = """
    [[inputs]]
    path = "links.csv"
    columns = { source = "url", measure = "note", n = "best" }
    constants = { measure = "killed", source = "Counter" }
    """
    result = opened(home, config, links="source,measure,n\nhttps://example.org/x,daily,14\nhttps://example.org/y,,15\n")
    assert result.claims[["source", "url", "measure", "note", "best"]].values.tolist() == [
        ["Counter", "https://example.org/x", "killed", "daily", 14],
        ["Counter", "https://example.org/y", "killed", "", 15],
    ]


LIST = """
[[inputs]]
path = "floods.csv"
columns = { Country = "place", Dead = "best" }
constants = { measure = "killed", source = "Flood list" }
"""


def test_a_header_that_only_looks_like_a_column_of_claims_is_not_taken(home: Path) -> None:
    header, row = "Country,Origin,status,Scale,Part of,Dead", "Aland,Snowmelt,over,log,Danube,160"
    result = opened(home, LIST, floods=f"{header}\n{row}\n")
    assert result.claims[["source", "voice", "origin", "status", "scale"]].values.tolist() == [
        ["Flood list", "Flood list", "", "accepted", ""]
    ]
    kept = result.claims[["given_origin", "given_status", "given_scale", "given_part_of"]]
    assert kept.values.tolist() == [["Snowmelt", "over", "log", "Danube"]]
    told = result.findings[result.findings["rule"] == "header-not-declared"]
    assert told[["file", "column"]].values.tolist() == [["floods.csv", "Origin, status, Scale, Part of"]]
    assert "given_origin, given_status, given_scale, given_part_of" in told["message"].iloc[0]


def test_what_no_claim_can_do_without_is_taken_undeclared_and_told(home: Path) -> None:
    config = '[[inputs]]\npath = "floods.csv"\ncolumns = { Country = "place" }\n'
    result = opened(home, config, floods="Country,Source,quantity,Best,Note\nAland,Post,dead,160,x\n")
    assert result.claims[["source", "quantity", "best", "note"]].values.tolist() == [["Post", "dead", 160, ""]]
    (message,) = result.findings.loc[result.findings["rule"] == "header-not-declared", "message"]
    assert message == (
        "headers that look like columns of claims: 'Note' was not taken, as the input declares its columns, and kept "
        "as given_note; 'Source', 'quantity', 'Best' were taken, as nothing else fills them"
    )


def test_an_input_without_columns_of_its_own_takes_headers_as_files_in_the_raw_folder_do(home: Path) -> None:
    config = '[[inputs]]\npath = "floods.csv"\nconstants = { measure = "killed" }\n'
    result = opened(home, config, floods="Source,Origin,Best\nPost,Ministry,160\n")
    assert result.claims["voice"].tolist() == ["Ministry"]
    assert "header-not-declared" not in set(result.findings["rule"])


def test_the_order_of_declarations_moves_no_figure(home: Path) -> None:
    text = "source,dead,gone\nNorth Post,7,31\nSouth Post,9,28\n"
    first = opened(home, BOTH, camps=text).estimates
    entries = BOTH.split("[[inputs]]")[1:]
    second = opened(home, "".join(f"[[inputs]]{one}" for one in reversed(entries)), camps=text).estimates
    shown = ["quantity", "low", "best", "high", "publish", "wording"]
    pd.testing.assert_frame_equal(first[shown], second[shown])
