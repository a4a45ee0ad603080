"""Hostile articles: hidden signs, markup, floods of anything; the time stays linear."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.articles.extraction import MOST_CHARACTERS, extract_claims, read_article
from reconcile.columns import KINDS
from reconcile.errors import InputError
from tests.examples import long_ones

# a text four times as long may take this many times as long; linear is 4, quadratic 16, and machines are noisy
MOST_GROWTH = 6.4
# characters of the longer text: the second where the first takes no time that can be measured
LENGTHS = (10_000, 40_000)
# seconds that are no sign of anything
NOISE = 0.05


@pytest.mark.parametrize(
    "text",
    [
        "\u202eAt least 40 people were killed\u202c",
        "At least 4\u200b0 people were killed.",
        "At least 40\x00 people\x07 were killed.",
        "At least ٤٠ people were killed.",
        "“He said “they said “at least 40 people were killed”””",
        "<p>At least <b>40</b> people were killed<script>say('99 people killed')</script>",
        "At least 40 people were killed <style>p { width: 70 }",
        "\ufeffAt least 40 people were killed\u2028",
    ],
)
def test_hidden_signs_and_markup_hide_nothing_and_add_nothing(text: str) -> None:
    table = rc.extract_claims(text)
    assert table["n1"].tolist() == [40.0]
    assert table["measure"].tolist() == ["killed"]
    start, end = table.loc[0, "start"], table.loc[0, "end"]
    assert text[start:end].lower().startswith("at least")


def test_formulas_and_html_are_text() -> None:
    row = rc.extract_claims('=HYPERLINK("x") said 40 people were killed in <i>"A & B"</i>.').iloc[0]
    assert row["n1"] == 40.0


FLOODS = {
    "words": "a ", "stops": ". ", "quotes": "“", "open quotes": '"', "figures": "40 killed, ",
    "speakers": "he said that ",
    "brackets": "(", "digits": "1", "letters": "killed", "hyphens": "-", "commas": "a, ", "numbers": "1 ",
    "sums": "40 and ", "months": "January 5 ", "names": "Xx ", "lines": "\n", "ranges": "1 to 2 to ", "tags": "<a ",
    "scripts": "<script>", "sources": "according to ", "places": "in Xx's Yy ", "times": "since 2024 to May ",
    "shares": "a third of half of ", "dashes": "— 40 — ", "units": "40 sq ", "hidden": "4\u200b",
    "rows": "Orva | 31 | 40\n", "tabs": "a\t1\n", "blanks": " ", "broken words": "a-\n", "pages": "Page 1\n\n",
    "calls": "call 0800 123 456 ", "addresses": "a.bc/1 ", "broken numbers": "1, 000 ",
}  # fmt: skip
# of words, figures, signs, names, tables and markup one each
QUICK = ("words", "figures", "quotes", "digits", "months", "sources", "names", "rows", "tags", "shares")


@pytest.mark.parametrize("flood", [*QUICK, *long_ones(sorted({*FLOODS} - {*QUICK}))])
def test_the_time_is_linear_in_the_length(flood: str) -> None:
    unit = FLOODS[flood]
    text = unit * (LENGTHS[-1] // len(unit))
    # the first reading also fills what is made once
    length = LENGTHS[0] if seconds(text[: LENGTHS[0]]) > NOISE else LENGTHS[1]
    short = min(seconds(text[: length // 4]) for _ in range(2))
    # the quickest of three counts: one that is quick enough ends them
    assert any(seconds(text[:length]) < MOST_GROWTH * short + NOISE for _ in range(3))


def seconds(text: str) -> float:
    # of the process, as other work on the machine is none of the text's
    started = time.process_time()
    rc.extract_claims(text)
    return time.process_time() - started


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(InputError, match="too long"):
        rc.extract_claims("x" * (MOST_CHARACTERS + 1))


WORDS = (
    "about", "at least", "40", "1,200", "12 million", "killed", "wounded", "soldiers", "drones", "in", "Kharkiv",
    "on Friday", "said", "according to", "the ministry", "and", "or", ",", ".", "“", "”", "(", ")", "—", "May", "2024",
    "31", "of", "out of", "a third", "percent", "between", "to", "who", "which", "it", "he", "US", "North Korea",
    "a day", ";", ":", "\n", "since",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["", "2025-03-05"]))
def test_any_order_of_words_is_read_without_a_fault(words: list[str], published: str) -> None:
    text = " ".join(words)
    reading = read_article(text, source="Example Post", published=published)
    for row in reading.claims.itertuples():
        assert text[int(row.start) : int(row.end)].split()[0] == str(row.phrase).split()[0]
        assert row.kind in KINDS
        assert row.status == "proposed"
        assert row.period_start <= row.period_end or not row.period_end or not row.period_start
    assert reading.claims["claim_id"].is_unique


@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    reading = read_article(text)
    assert list(reading.claims["status"].unique()) in ([], ["proposed"])


@pytest.mark.parametrize("published", [None, "", "  ", pd.NaT])
def test_an_article_without_a_day_of_publication(published: Any) -> None:
    claims = extract_claims("At least 40 people were killed on Friday.", source="Post", published=published)
    assert claims[["phrase", "published", "period_end"]].values.tolist() == [["At least 40 people", "", ""]]


@pytest.mark.parametrize(
    "published",
    ["2025-02-01", date(2025, 2, 1), datetime(2025, 2, 1, 8), pd.Timestamp("2025-02-01", tz="Europe/Kyiv")],
)
def test_the_day_of_publication_is_a_text_or_a_date(published: Any) -> None:
    claims = extract_claims("At least 40 people were killed on Friday.", source="Post", published=published)
    assert claims[["published", "period_end"]].values.tolist() == [["2025-02-01", "2025-01-31"]]


def test_half_a_character_is_read_as_in_files() -> None:
    text = "Smoke \ud83d rose. At least 40 people \ud83d were killed, officials \udc00 said."
    claims = extract_claims(text, source="Post \ud83d")
    assert claims["phrase"].tolist() == ["At least 40 people"]
    assert text[claims["start"].iloc[0] : claims["end"].iloc[0]] == "At least 40 people"
    assert claims["source"].tolist() == ["Post \ufffd"]
    assert "\ufffd" in claims["quote"].iloc[0]
    assert all(cell.isprintable() or "\n" in cell for cell in claims["quote"])
    claims["quote"].str.encode("utf-8")


@pytest.mark.long
def test_dot_leaders_and_long_numbers_are_no_figures_and_cost_no_more() -> None:
    assert extract_claims("Orva" + "." * 200_000 + " 12 people died.")["n1"].tolist() == [12]
    assert extract_claims("Police said " + "7" * 100_000 + " people were killed.").empty
    assert extract_claims("\x1b[31m12 people were killed.")["n1"].tolist() == [12]
