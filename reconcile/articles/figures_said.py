"""The figures of an article that are claims, each with all that its sentence says of it; and these as rows."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from reconcile.articles.counted import Counted, counted_in
from reconcile.articles.dates_said import TimeSaid, times_in
from reconcile.articles.english import foreign_paragraphs, words_of
from reconcile.articles.figure_times import When, when_of
from reconcile.articles.markup import visible
from reconcile.articles.mentions import Mention, mentions_of
from reconcile.articles.parties import actors_in, population_of, sides_of
from reconcile.articles.places import place_of
from reconcile.articles.quotations import Speech, speeches_of
from reconcile.articles.sentence_spans import Sentence, sentences_of
from reconcile.articles.speakers import TELLERS, Saying, origin_of, sayings_in
from reconcile.columns import EXTRACTED, names
from reconcile.language.number_words import DENOMINATORS, MAGNITUDES, SCALES, SEVERAL, TENS, UNITS
from reconcile.language.tokens import Token, text_at, tokens_of

__all__ = ["Found", "figures_of", "table_of"]

# hexadecimal digits of an id: 40 bits, so that a thousand claims meet by chance once in two million projects
_ID_DIGITS = 10
# units that are no claims of this tool unless a measure says so: money, and lengths without an advance
_UNMEASURED = frozenset({"dollars", "euros", "pounds", "km"})

_DIGIT = re.compile(r"[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
# words without which a sentence holds neither a figure nor a speaker
_TELLING = frozenset({
    *UNITS, *TENS, *SCALES, *MAGNITUDES, *SEVERAL, *DENOMINATORS, *(f"{part}s" for part in DENOMINATORS), "couple",
    "both", "none", *TELLERS,
})  # fmt: skip

# words behind which a figure is part of the one before it
_PART_OF = frozenset({"including", "among"})


class Found(NamedTuple):
    """A figure of an article with all that was read about it; tokens are those of its sentence."""

    sentence: Sentence
    mention: Mention
    counted: Counted
    origin: str
    sides: tuple[str, str]
    place: str
    population: str
    when: When
    faults: tuple[str, ...]
    tokens: list[Token]


def figures_of(text: str, published: date | None) -> list[Found]:
    """Read the figures of an article that are claims.

    Examples
    --------
    >>> [found.counted.measure for found in figures_of("Rebels took 12 villages in 3 days.", None)]
    ['settlements_taken']
    """
    text, places = visible(text)
    sentences = sentences_of(text)
    words = [words_of(sentence.text) for sentence in sentences]
    tokens = [_tokens(sentence.text, own) for sentence, own in zip(sentences, words, strict=True)]
    sayings = [sayings_in(sentence.text, own) for sentence, own in zip(sentences, tokens, strict=True)]
    foreign = foreign_paragraphs(sentences, words)
    found: list[Found] = []
    for sentence, own, said, speech in zip(sentences, tokens, sayings, speeches_of(sentences, sayings), strict=True):
        mentions = mentions_of(sentence.text, own) if sentence.paragraph not in foreign else []
        if mentions:
            times = times_in(sentence.text, own, published)
            found += _claims(_placed(sentence, places), own, mentions, said, speech, times)
    return found


def _tokens(text: str, words: list[str]) -> list[Token]:
    """Take a sentence apart if it can hold a figure or a speaker; most of an article does not."""
    return tokens_of(text) if not _TELLING.isdisjoint(words) or _DIGIT.search(text) else []


def _placed(sentence: Sentence, places: list[int] | None) -> Sentence:
    return sentence if places is None else sentence._replace(start=places[sentence.start], end=places[sentence.end])


def _claims(
    sentence: Sentence, tokens: list[Token], mentions: list[Mention], sayings: list[Saying], speech: Speech,
    times: list[TimeSaid],
) -> list[Found]:  # fmt: skip
    """Read all about the figures of one sentence."""
    parties = actors_in(sentence.text, tokens, [range(saying.first, saying.last) for saying in sayings])
    faults = tuple(time.fault for time in times if time.fault)
    found: list[Found] = []
    for place, (mention, counted) in enumerate(zip(mentions, counted_in(tokens, mentions), strict=True)):
        if not _is_claim(mention, counted):
            continue
        following = mentions[place + 1].first if place + 1 < len(mentions) else len(tokens)
        origin = origin_of(sayings, mention.number, speech.pronoun)
        sides = sides_of(tokens, mention, counted, parties)
        part = text_at(tokens, mention.first - 1) in _PART_OF
        if found and part and (not sides[0] or not counted.thing):
            sides = found[-1].sides
        found.append(Found(
            sentence, mention._replace(last=max(mention.last, counted.last)), counted, speech.quoted or origin, sides,
            place_of(sentence.text, tokens, mention.first, mention.last), population_of(tokens, mention),
            when_of(sentence.text, tokens, mention, counted.measure, times, following), faults, tokens,
        ))  # fmt: skip
    return found


def _is_claim(mention: Mention, counted: Counted) -> bool:
    """Tell a claim from a number that counts nothing: no measure, no unit and no noun."""
    counts = bool(mention.unit or counted.thing or counted.last)
    return bool(counted.measure) or (mention.unit not in _UNMEASURED and counts)


def table_of(found: list[Found], source: str, published: date | None) -> pd.DataFrame:
    """Return claims as a table, columns as in `EXTRACTED`.

    Examples
    --------
    >>> table_of(figures_of("Rebels took 12 villages.", None), "Example Post", None)["phrase"].tolist()
    ['12 villages']
    """
    rows = _rows(found, source, published.isoformat() if published else "")
    return pd.DataFrame(rows, columns=names(EXTRACTED))


def _rows(found: list[Found], source: str, published: str) -> list[dict[str, Any]]:
    seen: Counter[tuple[str, int]] = Counter()
    rows = []
    for one in found:
        start, end = one.tokens[one.mention.first].start, one.tokens[one.mention.last - 1].end
        seen[one.sentence.text, start] += 1
        rows.append(_row(one, start, end, seen[one.sentence.text, start], source, published))
    return rows


def _row(one: Found, start: int, end: int, time: int, source: str, published: str) -> dict[str, Any]:
    """Return a row; `time` counts how often the same sentence has stood in the article."""
    mention, when = one.mention, one.when
    key = f"{one.sentence.text}\0{start}\0{time}"
    empty = dict.fromkeys(names(EXTRACTED), "")
    return empty | {
        "claim_id": f"E{hashlib.sha256(key.encode()).hexdigest()[:_ID_DIGITS]}",
        "measure": one.counted.measure, "party": one.sides[0], "counterparty": one.sides[1], "place": one.place,
        "population": one.population, "temporal": when.temporal, "period_start": when.period_start,
        "period_end": when.period_end, "count_date": when.count_date, "published": published,
        "phrase": " ".join(one.sentence.text[start:end].split()), "unit": mention.unit, "source": source,
        "origin": one.origin if one.origin != source else "", "status": "proposed",
        "quote": " ".join(one.sentence.text.split()), "start": one.sentence.start + start,
        "end": one.sentence.start + end, "kind": mention.kind, "n1": mention.n1, "n2": mention.n2,
        "confidence": _confidence(one),
    }  # fmt: skip


def _confidence(one: Found) -> str:
    """Say how sure the reading is: high where the measure stands beside the figure and no time stays open."""
    if not one.counted.measure or one.counted.measure == "share":
        return "low"
    return "high" if one.counted.how == "beside" and not one.when.open and not one.faults else "medium"
