"""Every number, date and speaker of a printed sentence is one of a used claim of that voice, or marked as ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.engine import figures_behind
from reconcile.folder.example import EXAMPLES, copy_example
from tests.report.made_families import made

ROOT = Path(__file__).parents[2]

MONTHS = [day.strftime("%B") for day in pd.date_range("2024-01-01", periods=12, freq="MS")]
_MONTH = "|".join(MONTHS)

# days, spans of days in one month, and months and years alone: what is no figure
DATES = re.compile(
    rf"(?:(\d{{1,2}}) to )?(\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?|(?:in|from|to|by|of) (?:(?:{_MONTH}) )?(\d{{4}})\b"
)
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")

# how a sentence says that the voice of its first clause goes on
SAME = ("the same account", "the same source")
OURS = "by our arithmetic"
TAKEN_BACK = re.compile("an earlier figure of .* was (corrected|withdrawn|denied)")

# where the reader takes a part for the whole: "31 lost on the way" of drones that were launched
SLIPS = {("31", "drones_launched")}


def clauses_of(sentence: str) -> list[str]:
    return [clause for part in re.split(r"\. (?=[A-Z])", sentence) for clause in part.split("; ")]


def names_of(result: rc.Reconciliation) -> dict[str, str]:
    named = zip(result.sources["source"], result.sources["name"], strict=True)
    return {source: name or source for source, name in named}


def named_claims(result: rc.Reconciliation) -> pd.DataFrame:
    names = names_of(result)
    return result.claims.assign(printed=[names.get(voice, voice) for voice in result.claims["voice"]])


def figures_of(claims: pd.DataFrame) -> list[float]:
    """Return the figures of claims as their sources gave them."""
    return [value for ends in figures_behind.figures_of(claims) for value in ends.tolist()]


def days_of(claims: pd.DataFrame) -> set[tuple[int, str]]:
    columns = ["count_date", "published", "period_start", "period_end"]
    days = pd.concat([pd.to_datetime(claims[name]) for name in columns]).dropna()
    return {(day.day, MONTHS[day.month - 1]) for day in days}


def faults_of(row: Any, everything: pd.DataFrame) -> Iterator[str]:
    """Yield what of a printed row nobody said: its clauses are held against the claims of those whom they name."""
    keys = row.quantities.split("; ")
    own = everything["quantity"].isin(keys)
    # what its voice once said and put lower since is told as an earlier figure
    used = everything["used"] | everything["left_out_reason"].str.contains("taken back: lowered")
    # a part that a statement names beside its total may have a sentence of its own, on several voices
    told = everything[used & (own | (everything["family"].eq(row.family) & (row.family != "")))]
    first: list[str] = []
    for clause in clauses_of(row.sentence):
        same = any(words in clause for words in SAME)
        speakers = first if same else [name for name in told["printed"].unique() if name.lower() in clause.lower()]
        first = first or speakers[:1]
        if TAKEN_BACK.search(clause):
            yield from _unsaid(clause, everything[own])
        elif not speakers:
            yield f"nobody says “{clause}”"
        elif same or OURS not in clause:
            yield from _unsaid(clause, told[told["printed"].isin(speakers)])


def _unsaid(clause: str, said: pd.DataFrame) -> Iterator[str]:
    """Yield the numbers and the days of a clause that are in none of the claims."""
    plain = DATES.sub("", clause)
    for name in sorted(said["printed"].unique(), key=len, reverse=True):
        plain = re.sub(re.escape(name), "", plain, flags=re.IGNORECASE)
    known = np.array(figures_of(said))
    for number in FIGURE.findall(plain):
        value = float(number.replace(",", ""))
        half_a_digit = 0.5 * 10.0 ** -len(number.partition(".")[2])
        if not (np.abs(known - value) <= half_a_digit).any():
            yield f"{number} was not said: “{clause}”"
    days = days_of(said)
    for start, end, month, _, _ in DATES.findall(clause):
        for day in filter(None, (start, end)):
            if (int(day), month) not in days:
                yield f"nothing is of {day} {month}: “{clause}”"


def all_faults(result: rc.Reconciliation) -> list[str]:
    claims = named_claims(result)
    rows = result.printed[result.printed["kind"] != "withheld"]
    return [fault for row in rows.itertuples() for fault in faults_of(row, claims)]


@pytest.fixture(scope="module")
def shipped() -> rc.Reconciliation:
    return rc.open_project(ROOT)


def test_the_shipped_project_says_what_was_said(shipped: rc.Reconciliation) -> None:
    assert all_faults(shipped) == []


def test_a_planted_fault_is_found(shipped: rc.Reconciliation) -> None:
    row = next(row for row in shipped.printed.itertuples() if row.kind == "statement")
    claims = named_claims(shipped)
    for old, new in ((r"\d+ of them", "77 of them"), (r"\d+ (?=[A-Z][a-z]+ 2025)", "3 "), (r"^.*?\. ", "Three died. ")):
        wrong = re.sub(old, new, row.sentence, count=1)
        assert wrong != row.sentence
        assert list(faults_of(row._replace(sentence=wrong), claims))


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_say_what_was_said(tmp_path: Path, example: str) -> None:
    copy_example(tmp_path, example)
    told = rc.open_project(tmp_path)
    own = told.estimates[told.estimates["event_count"].isna()]["quantity"]
    rows = told.printed[told.printed["quantities"].str.split("; ").str[0].isin(own)]
    assert len(told.printed)
    assert [fault for row in rows.itertuples() for fault in faults_of(row, named_claims(told))] == []


SEED = 3


@pytest.fixture(scope="module")
def generated() -> rc.Reconciliation:
    return rc.reconcile(made(SEED))


def test_generated_families_say_what_was_said(generated: rc.Reconciliation) -> None:
    assert all_faults(generated) == []
    assert {"quantity", "statement", "series", "comparison", "places"} <= set(generated.printed["kind"])


def test_every_quantity_is_told_once_and_within_the_limits(generated: rc.Reconciliation) -> None:
    printed = generated.printed
    keys = printed.loc[printed["kind"] != "comparison", "quantities"].str.split("; ").explode()
    assert sorted(keys) == sorted(generated.estimates["quantity"].unique())
    assert len(printed) < 0.7 * len(keys)
    for row in printed.itertuples():
        said = re.split(r"(?<=\.) (?=[A-Z])", row.sentence)
        assert len(said) <= 3
        assert max(len(one.split()) for one in said) <= 35
        assert not any(one[:1].isdigit() for one in said)
        assert not re.search(r"\bK\d{4}\b|  |[{}]|nan", row.sentence)


def test_any_order_of_claims_says_the_same(generated: rc.Reconciliation) -> None:
    other = rc.reconcile(made(SEED).sample(frac=1, random_state=5))
    pd.testing.assert_frame_equal(generated.printed, other.printed)


def test_what_our_own_reader_reads_back_was_said(shipped: rc.Reconciliation) -> None:
    """Values, measures and parties that the reader finds in a sentence are those of used claims of its row."""
    claims = named_claims(shipped)
    claims = claims[claims["used"]]
    found = 0
    for row in shipped.printed[shipped.printed["kind"] != "withheld"].itertuples():
        own = claims[claims["family"] == row.family]
        for read in rc.extract_claims(row.sentence, source="desk", published="2025-06-15").itertuples():
            values = [float(value) for value in (read.n1, read.n2) if not pd.isna(value)]
            ends = np.stack(figures_behind.figures_of(own))
            same = own[(np.abs(ends[:, :, None] - np.array(values)) <= 0.5).any(axis=(0, 2))]
            assert len(same), (row.sentence, read.phrase)
            if read.measure in set(own["measure"]) and (read.phrase, read.measure) not in SLIPS:
                assert read.measure in set(same["measure"]), (row.sentence, read.phrase, read.measure)
            if read.party:
                assert read.party in set(same["party"]), (row.sentence, read.phrase, read.party)
            found += 1
    assert found > len(shipped.printed)
