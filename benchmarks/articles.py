"""How well articles are read: claims found in annotated sentences, what they count, whom they are from; and how fast.

`benchmarks/language.py` prints these rows. A claim is found where the spans overlap and the value is right; a ratio and
its parts count once. An origin is right where both are empty, or where the words of one are among the other's, or half
of all their words are common (articles, "of" and what stands in brackets left out).
"""

from __future__ import annotations

import json
import math
import re
import statistics
import time
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from reconcile.articles.extraction import extract_claims
from reconcile.articles.figures.mentions import Mention, mentions_of
from reconcile.language.tokens import tokens_of

# share by which a number may differ from the annotator's: they round thirds
TOLERANCE = 0.005
SENTENCES, CLAIMS = "sentences.csv", "claims.csv"
SEED, SEED_CLAIMS = "seed-article.txt", "seed_000_264edea5e721573b_claims.csv"
RUNS = 30
# characters of a text that a miss repeats
SHOWN = 120
_SMALL = {"the", "a", "an", "of"}


class Score(NamedTuple):
    """Counts of one comparison."""

    found: int
    extra: int
    missed: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.found / (2 * self.found + self.extra + self.missed)


def close(number: float, annotated: float) -> bool:
    """Tell whether two numbers agree; where the annotator gives none, anything does."""
    return math.isnan(annotated) or abs(number - annotated) <= TOLERANCE * abs(annotated)


def is_same(row: Any, gold: Any) -> bool:
    """Tell whether a row is the annotated claim."""
    return row.start < gold.end and row.end > gold.start and close(row.n1, gold.n1) and close(row.n2, gold.n2)


def is_part(row: Any, gold: Any) -> bool:
    """Tell whether an annotated claim is the whole of a ratio that was found."""
    return row.kind == "ratio" and row.start < gold.end and row.end > gold.start and close(row.n2, gold.n1)


def words_of(name: object) -> set[str]:
    """Return the words of a name that tell it from others."""
    plain = re.sub(r"\(.*?\)", "", str(name).lower()) if isinstance(name, str) else ""
    return set(re.findall(r"\w+", plain.replace("’", "'").replace("'s", ""))) - _SMALL


def same_origin(read: str, annotated: object) -> bool:
    """Tell whether two names mean the same source."""
    one, two = words_of(read), words_of(annotated)
    if not one or not two:
        return one == two
    return one <= two or two <= one or 2 * len(one & two) >= len(one | two)


def score_sentences(folder: Path) -> tuple[Score, list[bool], list[bool], list[str]]:
    """Score claims, measures and origins; every miss gets a line."""
    sentences, claims = pd.read_csv(folder / SENTENCES), pd.read_csv(folder / CLAIMS)
    found = extra = missed = 0
    measures: list[bool] = []
    origins: list[bool] = []
    wrong: list[str] = []
    for sentence in sentences.itertuples():
        rows: list[Any] = list(extract_claims(str(sentence.sentence)).itertuples())
        taken: set[int] = set()
        for gold in claims[claims["sent_id"] == sentence.sent_id].itertuples():
            hit = next((n for n, row in enumerate(rows) if n not in taken and is_same(row, gold)), None)
            if hit is None:
                part = any(is_part(row, gold) for row in rows)
                missed += not part
                wrong += [] if part else [f"- {gold.sent_id}: missed {gold.phrase!r}"]
                continue
            taken.add(hit)
            found += 1
            measures.append(rows[hit].measure == gold.measure)
            origins.append(same_origin(rows[hit].origin, gold.source))
            if not measures[-1]:
                wrong.append(f"- {gold.sent_id}: {gold.phrase!r}: measure {rows[hit].measure!r}, not {gold.measure!r}")
            if not origins[-1]:
                wrong.append(f"- {gold.sent_id}: {gold.phrase!r}: origin {rows[hit].origin!r}, not {gold.source!r}")
        extra += len(rows) - len(taken)
        wrong += [f"- {sentence.sent_id}: not a claim: {row.phrase!r}" for n, row in enumerate(rows) if n not in taken]
    return Score(found, extra, missed), measures, origins, wrong


def score_seed(article: Path, folder: Path) -> tuple[int, int, int]:
    """Return claims found, claims annotated, distractors taken, of the article in full."""
    gold = pd.read_csv(folder / SEED_CLAIMS)
    gold[["n1", "n2"]] = gold[["n1", "n2"]].astype(float)
    rows: list[Any] = list(extract_claims(article.read_text()).itertuples())
    claims = list(gold[gold["row_type"] == "claim"].itertuples())
    found = [any(is_same(row, claim) or is_part(row, claim) for row in rows) for claim in claims]
    strays = [row for row in rows if not any(is_same(row, claim) or is_part(row, claim) for claim in claims)]
    return sum(found), len(claims), len(strays)


def values_of(told: str) -> list[float]:
    """Read the value of a NewsQuant annotation: one number, or the ends of a range."""
    return [float(number) for number in re.findall(r"(?:^-)?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", told)]


def has_value(mention: Mention, values: list[float]) -> bool:
    """Tell whether a figure has an annotated value; shares count as such or in percent, magnitudes by their base."""
    if len(values) == 1:
        return close(mention.n1, values[0]) or (mention.unit == "percent" and close(mention.n1 / 100, values[0]))
    second = mention.kind == "magnitude" or (not math.isnan(mention.n2) and close(mention.n2, values[1]))
    return close(mention.n1, values[0]) and second


def score_newsquant(folder: Path) -> tuple[Score, list[str]]:
    """Score all numbers of NewsQuant, durations, ages and sizes included, by value; every miss gets a line."""
    texts: list[dict[str, Any]] = json.loads((folder / "newsquant_rquant" / "NewsQuant.json").read_text())
    found = extra = missed = 0
    wrong: list[str] = []
    for text in texts:
        left = mentions_of(text["text"], tokens_of(text["text"]), asides=True)
        for quantity in text["quantities"]:
            values = values_of(quantity["value"])
            hit = next((mention for mention in left if values and has_value(mention, values)), None)
            if hit is not None:
                left.remove(hit)
            found, missed = found + (hit is not None), missed + (hit is None and bool(values))
            if hit is None and values:
                wrong.append(f"- NewsQuant: missed {quantity['value']} {quantity['unit']}: {text['text'][:SHOWN]!r}")
        extra += len(left)
        wrong += [f"- NewsQuant: not annotated: {one.n1:g} ({one.kind}): {text['text'][:SHOWN]!r}" for one in left]
    return Score(found, extra, missed), wrong


def seconds_an_article(article: Path) -> float:
    """Return the median time of reading the article."""
    text, times = article.read_text(), []
    for _ in range(RUNS):
        started = time.perf_counter()
        extract_claims(text, source="Example Post", published="2025-02-01")
        times.append(time.perf_counter() - started)
    return statistics.median(times)
