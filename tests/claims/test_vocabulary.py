"""Words of claims, and every word of a rejection."""

from __future__ import annotations

import pandas as pd
import pytest

from reconcile.claims.checked import check_claims
from reconcile.claims.measures import Measure
from reconcile.claims.settings import ClaimSettings

GOOD = {"claim_id": "C1", "quantity": "q", "source": "A", "best": "5"}


def rejected(*rows: dict[str, object]) -> list[tuple[int, str, str, str]]:
    """Place, column, rule and hint of every rejection, of rows that differ in a note at least."""
    table = pd.DataFrame([{**GOOD, "claim_id": f"C{place}", "note": place, **row} for place, row in enumerate(rows)])
    found = check_claims(table).rejected
    return list(zip(found["row"] - 1, found["column"], found["rule"], found["hint"], strict=True))


COUNT = "a count is 0 or more; declare a measure with scale = linear for what can be negative"
DAY = "a day that exists, such as 2025-01-31; also 2025-01, 2025-W05, 2025Q1 or 2025"
SHARE = "a share is given in percent, 0 to 100"


REJECTIONS: list[tuple[dict[str, object], str, str, str]] = [
    ({"source": ""}, "source", "no-source", "name who published the claim"),
    ({"source": "1,234"}, "source", "number-in-text", "a number stands where a name belongs: check the delimiter"),
    ({"measure": "−5.5"}, "measure", "number-in-text", "a number stands where a word belongs: check the delimiter"),
    ({"quantity": ""}, "quantity", "no-quantity", "give a quantity or a measure"),
    ({"temporal": "weekly"}, "temporal", "unknown-word",
     "one of cumulative, period, stock, rate, increment, year_to_date, or empty"),
    ({"scale": "cubic"}, "scale", "unknown-word", "one of log, linear, proportion, or empty"),
    ({"origin_basis": "rumour"}, "origin_basis", "unknown-word", "one of stated, suspected, or empty"),
    ({"grade": "G7"}, "grade", "not-a-grade", "A to F, 1 to 6, or both, such as B2"),
    ({"grade": "2B"}, "grade", "not-a-grade", "A to F, 1 to 6, or both, such as B2"),
    ({"best": "many", "low": "5"}, "best", "not-a-number",
     "write digits, such as 1234.5, or declare the signs in [numbers]"),
    ({"low": "inf"}, "low", "not-finite", "leave the cell empty where there is no number"),
    ({"high": "2e18"}, "high", "too-large", "check the digits; the largest number read is 1e18"),
    ({"weight": "-0.1"}, "weight", "negative-weight", "0 or more"),
    ({"range_level": "0.09"}, "range_level", "level-outside", "from 0.1 to below 1, such as 0.95"),
    ({"range_level": "1"}, "range_level", "level-outside", "from 0.1 to below 1, such as 0.95"),
    ({"best": "", "low": "3", "high": "2"}, "low", "low-above-high", "swap low and high"),
    ({"low": "6"}, "best", "best-outside", "best lies between low and high"),
    ({"high": "4"}, "best", "best-outside", "best lies between low and high"),
    ({"measure": "killed", "best": "-1"}, "best", "negative-count", COUNT),
    ({"unit": "persons", "low": "-1"}, "low", "negative-count", COUNT),
    ({"unit": "drones/day", "low": "-1"}, "low", "negative-count", COUNT),
    ({"quantity": "own", "unit": "persons", "scale": "log", "low": "-1"}, "low", "negative-count", COUNT),
    ({"measure": "change", "scale": "log"}, "scale", "scale-differs",
     "leave it empty: the measure has its own scale, linear"),
    ({"measure": "killed", "scale": "proportion"}, "scale", "scale-differs",
     "leave it empty: the measure has its own scale, log"),
    ({"measure": "share", "best": "100.1"}, "best", "share-outside", SHARE),
    ({"scale": "proportion", "high": "100.1"}, "high", "share-outside", SHARE),
    ({"published": "soon"}, "published", "not-a-date", DAY),
    ({"count_date": "3000-01-01"}, "count_date", "not-a-date", DAY),
    ({"period_start": "2025-02", "period_end": "2025-01"}, "period_end", "period-reversed",
     "the period ends before it starts: swap or correct them"),
    ({"count_date": "2025-01-03", "published": "2025-01-01"}, "count_date", "count-after-publication",
     "the figure is dated after it was published: a forecast is no count; check both dates"),
    ({"unit": "bananas"}, "unit", "unknown-unit", "such as persons, km2, sq mi, percent, drones, persons/day"),
    ({"best": ""}, "phrase", "no-figure", "give a phrase, or low, best or high"),
    ({"best": "", "phrase": "heavy"}, "phrase", "phrase-unread",
     "it holds no figure (give the number as the source said it)"),
    ({"best": "", "measure": "killed", "phrase": "over 700 sq km"}, "phrase", "unit-disagrees",
     "correct the unit or the phrase, or give numbers beside it"),

]  # fmt: skip


def test_what_is_rejected_and_what_to_do() -> None:
    told = [(place, *rejection) for place, (_, *rejection) in enumerate(REJECTIONS)]
    assert rejected(*(row for row, *_ in REJECTIONS)) == told


RIGHT: list[dict[str, object]] = [
    {"weight": "0"}, {"range_level": "0.1"}, {"range_level": "0.999"}, {"low": "5", "high": "5"}, {"high": "1e18"},
    {"best": "0", "measure": "killed"}, {"best": "-1"}, {"best": "-1", "scale": "linear", "unit": "persons"},
    {"best": "-1", "measure": "change"}, {"best": "-1", "unit": "km"}, {"best": "100", "measure": "share"},
    {"measure": "killed", "quantity": ""}, {"source": "7 days"}, {"source": "-"}, {"grade": "a"}, {"grade": "6"},
    {"grade": ""},
    {"temporal": "STOCK"}, {"scale": "Log", "quantity": "own"}, {"status": "Accepted"}, {"origin_basis": "Stated"},
    {"embargo_until": "2999-12-31"}, {"published": "1400-01-01"},
    {"period_start": "2025-01-05", "period_end": "2025-01-05"},

]  # fmt: skip


def test_what_is_just_right() -> None:
    assert rejected(*RIGHT) == []


def test_the_hints_of_repeated_rows_and_ids() -> None:
    rows = [GOOD, {**GOOD, "best": "6"}, {**GOOD, "claim_id": ""}]
    table = check_claims(pd.DataFrame(rows)).rejected
    assert table[["row", "column", "rule", "hint"]].values.tolist() == [
        [2, "claim_id", "duplicate-id", "give every claim an id of its own"],
        [3, "", "duplicate-row", "the row is there twice; the first one is used"],
    ]  # fmt: skip


def found(**row: object) -> list[list[object]]:
    table = check_claims(pd.DataFrame([{**GOOD, "family": "f", "file": "a.csv", "row": 4, **row}])).findings
    assert set(zip(table["claim_id"], table["family"], table["file"], table["row"], strict=True)) <= {
        ("C1", "f", "a.csv", 4)
    }
    return table[["rule", "message", "column", "value", "hint"]].values.tolist()


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ({"phrase": "heavy"},
         ["phrase-unread", "not understood; the numbers beside it are used", "phrase", "heavy",
          "correct the phrase, or empty it"]),
        ({"measure": "killed", "phrase": "700 sq km"},
         ["unit-disagrees", "is in another unit; the numbers beside it are used", "phrase", "700 sq km",
          "correct the phrase, or empty it"]),
        ({"temporal": "increment"},
         ["increment-undated", "the first or the last day of its period is not known: it is withheld", "period_start",
          "", 'give period_start and period_end; a column of years, months or weeks fills both: Year = "period"']),
        ({"temporal": "period", "period_start": "2025", "period_end": "2025", "published": "2025-07-31"},
         ["period-not-over", "the period was not over when the figure was told: it is read as the figure so far",
          "period_end", "2025", "give the last day that is counted"]),
    ],
)  # fmt: skip
def test_what_is_found_and_what_to_do(row: dict[str, object], finding: list[object]) -> None:
    assert found(**row) == [finding]


def test_a_rejected_row_tells_no_findings() -> None:
    checked = check_claims(pd.DataFrame([{**GOOD, "phrase": "heavy", "grade": "Z"}]))
    assert len(checked.rejected) == 1
    assert checked.findings.empty


def test_an_unknown_measure_is_told_once_a_word() -> None:
    rows = [{**GOOD, "claim_id": f"C{place}", "measure": word, "best": place} for place, word in
            enumerate(["goats", "Goats", "sheep", "killed", ""])]  # fmt: skip
    checked = check_claims(pd.DataFrame(rows))
    assert checked.findings[["rule", "value"]].values.tolist() == [
        ["unknown-measure", "goats"],
        ["unknown-measure", "sheep"],
    ]
    assert checked.claims["measure"].tolist() == ["goats", "goats", "sheep", "killed", ""]


def test_a_declared_word_goes_before_the_list() -> None:
    own = ClaimSettings(measures={"goats": Measure("goats", "goats", "goats lost", synonyms=("deaths",))})
    rows = pd.DataFrame([{**GOOD, "measure": "Deaths"}])
    assert check_claims(rows, own).claims["measure"].tolist() == ["goats"]
    assert check_claims(rows).claims["measure"].tolist() == ["killed"]


def test_words_are_folded() -> None:
    row = {"temporal": "Stock", "scale": "LOG", "status": "", "grade": "b2", "origin_basis": "STATED"}
    claim = check_claims(pd.DataFrame([{**GOOD, **row}])).claims.iloc[0]
    assert claim[["temporal", "scale", "status", "grade", "origin_basis"]].tolist() == [
        "stock", "log", "accepted", "B2", "stated",
    ]  # fmt: skip
