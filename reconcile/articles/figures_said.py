"""The figures of an article that are claims, with all that their sentences say of them, and as a table."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date
from typing import Any

import pandas as pd

from reconcile.articles.counted import Counted, counted_in
from reconcile.articles.dates_said import TimeSaid, times_in
from reconcile.articles.english import foreign_paragraphs, words_of
from reconcile.articles.figure_facts import NONE, FigureSaid
from reconcile.articles.figure_times import when_of
from reconcile.articles.markup import visible
from reconcile.articles.mentions import Mention, mentions_of
from reconcile.articles.parties import actors_in, population_of, sides_of
from reconcile.articles.places import place_of
from reconcile.articles.quotations import Speech, speeches_of
from reconcile.articles.roles_said import PART_OF, role_of
from reconcile.articles.sentence_spans import Sentence, sentences_of
from reconcile.articles.speakers import TELLERS, Saying, origin_of, sayings_in
from reconcile.columns import EXTRACTED, names
from reconcile.language.number_words import DENOMINATORS, MAGNITUDES, SCALES, SEVERAL, TENS, UNITS
from reconcile.language.tokens import Token, text_at, tokens_of

__all__ = ["figures_of", "table_of"]

# hexadecimal digits of an id: with 40 bits, two of a thousand claims share one in one of two million projects
_ID_DIGITS = 10
# units that make no claim without a measure: money, and lengths that are no advance
_UNMEASURED = frozenset({"dollars", "euros", "pounds", "km"})

_DIGIT = re.compile(r"[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
# a sentence without digits and without any of these words names neither a figure nor a speaker
_TELLING = frozenset({
    *UNITS, *TENS, *SCALES, *MAGNITUDES, *SEVERAL, *DENOMINATORS, *(f"{part}s" for part in DENOMINATORS), "couple",
    "both", "none", *TELLERS,
})  # fmt: skip


def figures_of(text: str, published: date | None) -> list[FigureSaid]:
    """Read the figures of an article that are claims.

    Examples
    --------
    >>> [figure.counted.measure for figure in figures_of("Rebels took 12 villages in 3 days.", None)]
    ['settlements_taken']
    """
    text, positions = visible(text)
    sentences = sentences_of(text)
    words = [words_of(sentence.text) for sentence in sentences]
    tokens = [_tokens(sentence.text, own) for sentence, own in zip(sentences, words, strict=True)]
    sayings = [sayings_in(sentence.text, own) for sentence, own in zip(sentences, tokens, strict=True)]
    foreign = foreign_paragraphs(sentences, words)
    figures: list[FigureSaid] = []
    for sentence, own, said, speech in zip(sentences, tokens, sayings, speeches_of(sentences, sayings), strict=True):
        mentions = mentions_of(sentence.text, own) if sentence.paragraph not in foreign else []
        if mentions:
            times = times_in(sentence.text, own, published)
            found = _figures_in(sentence, own, mentions, said, speech, times)
            figures += [figure._replace(positions=positions) for figure in found]
    return figures


def _tokens(text: str, words: list[str]) -> list[Token]:
    """Return the tokens of a sentence, none if it can hold neither a figure nor a speaker, as most cannot."""
    return tokens_of(text) if not _TELLING.isdisjoint(words) or _DIGIT.search(text) else []


def _figures_in(
    sentence: Sentence, tokens: list[Token], mentions: list[Mention], sayings: list[Saying], speech: Speech,
    times: list[TimeSaid],
) -> list[FigureSaid]:  # fmt: skip
    """Read the claims of one sentence."""
    parties = actors_in(sentence.text, tokens, [range(saying.first, saying.last) for saying in sayings])
    faults = tuple(time.fault for time in times if time.fault)
    figures: list[FigureSaid] = []
    for number, (mention, counted) in enumerate(zip(mentions, counted_in(tokens, mentions), strict=True)):
        if not _is_claim(mention, counted):
            continue
        following = mentions[number + 1].first if number + 1 < len(mentions) else len(tokens)
        origin = origin_of(sayings, mention.number, speech.pronoun)
        sides = sides_of(tokens, mention, counted, parties)
        is_part = text_at(tokens, mention.first - 1) in PART_OF
        before = (figures[-1].counted.measure, figures[-1].role) if figures else ("", "")
        if figures and is_part and (not sides[0] or not counted.thing):
            sides = figures[-1].sides
        figure = FigureSaid(
            sentence=sentence,
            mention=mention._replace(last=max(mention.last, counted.last)),
            counted=counted,
            origin=speech.quoted or origin,
            sides=sides,
            place=place_of(sentence.text, tokens, mention.first, mention.last),
            population=population_of(tokens, mention),
            when=when_of(sentence.text, tokens, mention, counted.measure, times, following),
            role=role_of(tokens, mention, following, counted.measure, before),
            faults=faults,
            tokens=tokens,
        )
        figures.append(figure)
    return figures


def _is_claim(mention: Mention, counted: Counted) -> bool:
    """Return True unless a number counts nothing, having neither measure, unit nor noun."""
    counts = bool(mention.unit or counted.thing or counted.last)
    return bool(counted.measure) or (mention.unit not in _UNMEASURED and counts)


def table_of(figures: list[FigureSaid], source: str, published: date | None) -> pd.DataFrame:
    """Return claims as a table, columns as in `EXTRACTED`.

    Examples
    --------
    >>> table_of(figures_of("Rebels took 12 villages.", None), "Example Post", None)["phrase"].tolist()
    ['12 villages']
    """
    rows = _rows(figures, source, published.isoformat() if published else "")
    return pd.DataFrame(rows, columns=names(EXTRACTED))


def _rows(figures: list[FigureSaid], source: str, published: str) -> list[dict[str, Any]]:
    ids = _ids(figures)
    rows = [_row(figure, source, published) for figure in figures]
    for row, figure, claim in zip(rows, figures, ids, strict=True):
        row["claim_id"] = claim
        row["part_of"] = ids[figure.whole] if figure.whole != NONE else ""
        row["revises"] = ids[figure.revises] if figure.revises != NONE else ""
    return rows


def _ids(figures: list[FigureSaid]) -> list[str]:
    """Return an id of each figure from its sentence, its place in it, and how often the article has said it before."""
    seen: Counter[tuple[str, int]] = Counter()
    ids = []
    for figure in figures:
        text, start = figure.sentence.text, figure.tokens[figure.mention.first].start
        seen[text, start] += 1
        key = f"{text}\0{start}\0{seen[text, start]}"
        ids.append(f"E{hashlib.sha256(key.encode()).hexdigest()[:_ID_DIGITS]}")
    return ids


def _row(figure: FigureSaid, source: str, published: str) -> dict[str, Any]:
    """Return what a figure says of itself; ids, and what refers to other figures, are not in it."""
    mention, when, sentence = figure.mention, figure.when, figure.sentence
    start, end = figure.tokens[mention.first].start, figure.tokens[mention.last - 1].end
    first, last = figure.positions.span(sentence.start + start, sentence.start + end)
    empty = dict.fromkeys(names(EXTRACTED), "")
    return empty | {
        "measure": figure.counted.measure, "party": figure.sides[0], "counterparty": figure.sides[1],
        "role": figure.role, "scope": _scope(figure), "basis": figure.basis, "includes": figure.includes,
        "revision": figure.revision, "denied_by": figure.denied_by, "denied_on": figure.denied_on,
        "place": figure.place, "population": figure.population, "temporal": when.temporal,
        "period_start": when.period_start, "period_end": when.period_end, "count_date": when.count_date,
        "published": published,
        "phrase": " ".join(sentence.text[start:end].split()), "unit": mention.unit, "source": source,
        "origin": figure.origin if figure.origin != source else "", "status": "proposed",
        "quote": " ".join(sentence.text.split()), "start": first, "end": last,
        "kind": mention.kind, "n1": mention.n1, "n2": mention.n2,
        "confidence": _confidence(figure),
    }  # fmt: skip


def _scope(figure: FigureSaid) -> str:
    """Return the words of what a part counts ("underage children"), by which parts are kept apart."""
    mention, tokens = figure.mention, figure.tokens
    if figure.role != "part" or mention.last <= mention.after:
        return ""
    return " ".join(figure.sentence.text[tokens[mention.after].start : tokens[mention.last - 1].end].split())


def _confidence(figure: FigureSaid) -> str:
    """Return how sure the reading is: high if the measure stands beside the figure and no time stays open."""
    if not figure.counted.measure or figure.counted.measure == "share":
        return "low"
    return "high" if figure.counted.how == "beside" and not figure.when.open and not figure.faults else "medium"
