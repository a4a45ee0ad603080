"""Rows that are rejected change no byte of what the good ones give, whichever file or correction they came by."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from reconcile.run.pipeline import run_project
from tests.projects import WITHOUT_FIGURES

HEAD = "claim_id,measure,party,phrase,best,low,high,unit,source,scale,published\n"
GOOD = """A1,killed,Aland,about 900,,,,,Alpha,,2025-03-02
A2,killed,Aland,as many as 1200,,,,,Beta,,2025-03-02
A3,killed,Aland,between 700 and 1100,,,,,Gamma,,2025-03-02
B1,area_share,Aland,about 30%,,,,percent,Alpha,,2025-03-02
B2,area_share,Aland,about 34%,,,,percent,Beta,,2025-03-02
"""
BAD = {
    "negative-count": "killed,Aland,about -300,,,,,Delta,,2025-03-02",
    "scale-differs": "killed,Aland,,60,,,,Delta,proportion,2025-03-02",
    "share-outside": "area_share,Aland,130%,,,,percent,Delta,,2025-03-02",
    "other-measure": "killed,Aland,300 injured,,,,,Delta,,2025-03-02",
    "figure-denied": "killed,Aland,denied that 300 died,,,,,Delta,,2025-03-02",
    "increment-as-total": "killed,Aland,a further 300,,,,,Delta,,2025-03-02",
    "fractional-count": "killed,Aland,,41.305,,,,Delta,,2025-03-02",
    "too-large": "killed,Aland,,,0,1e16,,Delta,,2025-03-02",
    "unit-disagrees": "killed,Aland,300 tonnes,,,,,Delta,,2025-03-02",
    "unit-of-other-measure": "killed,Aland,,300,,,km2,Delta,,2025-03-02",
    "phrase-unread": "killed,Aland,9 out of 4,,,,,Delta,,2025-03-02",
}
TABLES = ("estimates.csv", "claims.csv", "voices.csv")


def tables(folder: Path, rows: str, corrections: str = "") -> dict[str, bytes]:
    (folder / "data" / "raw").mkdir(parents=True)
    (folder / "reconcile.toml").write_text(WITHOUT_FIGURES, encoding="utf-8")
    (folder / "data" / "raw" / "claims.csv").write_text(HEAD + rows, encoding="utf-8")
    if corrections:
        (folder / "data" / "raw" / "corrections.csv").write_text(corrections, encoding="utf-8")
    run_project(folder)
    processed = folder / "data" / "processed"
    return {name: (processed / name).read_bytes() for name in TABLES if (processed / name).exists()}


def rejected(folder: Path) -> set[str]:
    return set(pd.read_csv(folder / "data" / "processed" / "rejected.csv")["rule"])


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return tables(tmp_path_factory.mktemp("alone"), GOOD)


@pytest.mark.long
def test_rows_behind_the_good_ones(tmp_path: Path, alone: dict[str, bytes]) -> None:
    bad = "".join(f"X{number},{row}\n" for number, row in enumerate(BAD.values()))
    assert tables(tmp_path, GOOD + bad) == alone
    assert rejected(tmp_path) == set(BAD)


def test_a_correction_is_judged_as_a_row(tmp_path: Path, alone: dict[str, bytes]) -> None:
    row = "X1,killed,Aland,about 950,,,,,Delta,,2025-03-02\n"
    fix = "locator,column,expected,value,action,reason\nX1,phrase,about 950,-950,replace,as in the original\n"
    assert tables(tmp_path, GOOD + row, fix) == alone
    assert rejected(tmp_path) == {"negative-count"}


def test_what_the_config_knows_of_a_place(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "reconcile.toml").write_text(WITHOUT_FIGURES + "[places.Alton]\npopulation = 5000\n", encoding="utf-8")
    rows = "measure,place,source,phrase\nkilled,Alton,A,4900\nkilled,alton,B,5100\n"
    (tmp_path / "data" / "raw" / "claims.csv").write_text(rows, encoding="utf-8")
    run_project(tmp_path)
    assert rejected(tmp_path) == {"too-large"}
    assert pd.read_csv(tmp_path / "data" / "processed" / "estimates.csv")["claims_high"].tolist() == [4900]
