"""The targets on the annotated phrases, as `benchmarks/language.py` prints them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from benchmarks.articles import score_newsquant, score_seed, score_sentences
from reconcile.errors import PhraseError
from reconcile.language.phrase import PhraseReading, parse_phrase

SEED = "seed_000_264edea5e721573b_claims.csv"
# rows of the reference half; fewer would mean that the targets are measured on less
ROWS = {"claims.csv": 174, "hedge_phrases.csv": 30, SEED: 10}
TOLERANCE = 0.005


def annotated(shared: Path, file: str) -> pd.DataFrame:
    table = pd.read_csv(shared / "reference" / "language" / file).rename(columns={"text": "phrase"})
    if "row_type" in table:
        table = table[table["row_type"] == "claim"]
    assert len(table) == ROWS[file]
    return table.assign(read=[read(phrase) for phrase in table["phrase"]])


def read(phrase: str) -> PhraseReading | None:
    try:
        return parse_phrase(phrase)
    except PhraseError:
        return None


def right(table: pd.DataFrame) -> pd.Series:
    return pd.Series([
        reading is not None
        and reading.n1 == pytest.approx(float(n1), rel=TOLERANCE)
        and (pd.isna(n2) or reading.n2 == pytest.approx(float(n2), rel=TOLERANCE))
        for reading, n1, n2 in zip(table["read"], table["n1"], table["n2"], strict=True)
    ], index=table.index)  # fmt: skip


def of_kind(table: pd.DataFrame, column: str) -> pd.Series:
    kinds = [reading.kind if reading else "" for reading in table["read"]]
    return pd.Series(kinds, index=table.index) == table[column]


@pytest.mark.parametrize("file", ["hedge_phrases.csv", SEED])
def test_constructed_phrases_and_the_seed_are_all_right(shared: Path, file: str) -> None:
    table = annotated(shared, file)
    assert table["phrase"][~(right(table) & of_kind(table, "kind"))].tolist() == []


def test_values_and_kinds_of_real_claims(shared: Path) -> None:
    table = annotated(shared, "claims.csv")
    value = right(table)
    hedged = table["literal_kind"] != "none"
    assert value.mean() >= 0.99
    assert (value & of_kind(table, "literal_kind"))[hedged].mean() >= 0.96


def test_ranges_of_real_claims_overlap_the_annotators(shared: Path) -> None:
    table = annotated(shared, "claims.csv")
    table = table[table["kind"].isin(["approx", "approx_below", "lower", "upper"])]
    overlaps = [
        max(min(one.high, high) - max(one.low, low), 0.0) / (max(one.high, high) - min(one.low, low)) if one else 0.0
        for one, low, high in zip(table["read"], table["low"], table["high"], strict=True)
    ]
    assert pd.Series(overlaps).median() >= 0.65


def test_phrases_of_published_claims_are_read_or_refused(shared: Path) -> None:
    table = pd.read_csv(shared / "reference" / "conflict" / "claims_facts.csv", keep_default_na=False)
    readings = {phrase: read(phrase) for phrase in table["phrase"].unique() if phrase}
    found = {phrase for phrase, reading in readings.items() if reading is None}
    assert {"близько чотирьох тисяч", "3.000", "some", "up to a battalion"} <= found
    assert len(found) <= 10
    for phrase, value in (("325 кв км", 325), ("24 000", 24_000), ("33,1 кв. км", 33.1)):
        assert readings[phrase] is not None
        assert readings[phrase].n1 == value


def test_figures_of_the_article(shared: Path) -> None:
    found, claims, others = score_seed(shared / "seed-article.txt", shared / "reference" / "language")
    assert (found, claims, others) == (ROWS[SEED], ROWS[SEED], 0)


@pytest.mark.long
def test_claims_of_real_sentences(shared: Path) -> None:
    score, measures, origins, _ = score_sentences(shared / "reference" / "language")
    assert score.f1 >= 0.92
    assert sum(measures) >= 0.88 * len(measures)
    assert sum(origins) >= 0.80 * len(origins)


def test_numbers_of_news(shared: Path) -> None:
    score, _ = score_newsquant(shared / "reference" / "language")
    assert score.f1 >= 0.90
