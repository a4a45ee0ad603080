"""Every number, date and speaker of a printed sentence is one of a used claim of that voice, or marked as ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.engine import figures_behind
from reconcile.folder.example import EXAMPLES, copy_example
from tests.examples import long_ones
from tests.report.made_families import made

MONTHS = [day.strftime("%B") for day in pd.date_range("2024-01-01", periods=12, freq="MS")]
_MONTH = "|".join(MONTHS)

# days, spans of days in one month, and months and years alone: what is no figure
DATES = re.compile(
    rf"(?:(\d{{1,2}}) to )?(\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?|(?:in|from|to|by|of) (?:(?:{_MONTH}) )?(\d{{4}})\b"
)
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")

# our conversion of a figure that was said in another unit
CONVERTED = re.compile(r"\(about ([\d,.]+) sq km\)")
OWN_UNIT = re.compile(r"[\d,.]+ [a-z ]+ \(about ([\d,.]+) sq km\)")

# how a sentence says that the voice of its first clause goes on
SAME = ("the same account", "the same source")
OURS = "by our arithmetic"
LOWERED = "taken back: lowered"
TAKEN_BACK = re.compile("an earlier figure of .* was (corrected|withdrawn|denied)")

# where the reader takes a part for the whole: "31 lost on the way" of drones that were launched
SLIPS = {"drones_launched": {"drones_lost"}, "missiles_launched": {"missiles_lost"}}

# what a sentence computes, which nobody said: "By our arithmetic that is less than two fifths as much as"
ARITHMETIC = re.compile("by our arithmetic[^,.;]*", re.IGNORECASE)


def clauses_of(sentence: str) -> list[str]:
    return [clause for part in re.split(r"\. (?=[A-Z])", sentence) for clause in part.split("; ")]


def names_of(result: rc.Reconciliation) -> dict[str, str]:
    named = zip(result.sources["source"], result.sources["name"], strict=True)
    return {source: name or source for source, name in named}


def named_claims(result: rc.Reconciliation) -> pd.DataFrame:
    names, claims = names_of(result), result.claims
    # an analysis of another's data speaks by its own name, though the two are one voice
    speakers = [origin if " analysis of " in origin else voice
                for voice, origin in zip(claims["voice"], claims["origin"], strict=True)]  # fmt: skip
    return claims.assign(printed=[names.get(name, name) for name in speakers])


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
    used = everything["used"] | everything["left_out_reason"].str.contains(LOWERED)
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
    plain = DATES.sub("", ARITHMETIC.sub("", clause))
    for name in sorted(said["printed"].unique(), key=len, reverse=True):
        plain = re.sub(re.escape(name), "", plain, flags=re.IGNORECASE)
    known = np.array(figures_of(said))
    for ours in CONVERTED.findall(plain):
        # what was said stands in another unit before it
        if not (np.abs(known / float(ours.replace(",", "")) - 1) <= 0.1).any():
            yield f"{ours} sq km is not what was said: “{clause}”"
        known = np.append(
            known, [float(one.replace(",", "")) for text in said["phrase"] for one in FIGURE.findall(text)]
        )
    plain = CONVERTED.sub("", plain)
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


def test_a_planted_fault_is_found(shipped: rc.Reconciliation) -> None:
    row = next(row for row in shipped.printed.itertuples() if row.kind == "statement")
    claims = named_claims(shipped)
    for old, new in ((r"\d+ of them", "77 of them"), (r"\d+ (?=[A-Z][a-z]+ 2025)", "3 "), (r"^.*?\. ", "Three died. ")):
        wrong = re.sub(old, new, row.sentence, count=1)
        assert wrong != row.sentence
        assert list(faults_of(row._replace(sentence=wrong), claims))


SEED = 3


@cache
def families(seed: int) -> rc.Reconciliation:
    return rc.reconcile(made(seed))


@pytest.fixture
def generated() -> rc.Reconciliation:
    return families(SEED)


@pytest.mark.long
def test_generated_families_have_every_kind(generated: rc.Reconciliation) -> None:
    assert {"quantity", "statement", "series", "comparison", "places"} <= set(generated.printed["kind"])


def test_families_are_told_in_few_sentences_within_the_limits(generated: rc.Reconciliation) -> None:
    printed = generated.printed
    keys = printed.loc[printed["kind"] != "comparison", "quantities"].str.split("; ").explode()
    assert len(printed) < 0.7 * len(keys)
    for row in printed.itertuples():
        said = re.split(r"(?<=\.) (?=[A-Z])", row.sentence)
        assert len(said) <= 3
        assert max(len(one.split()) for one in said) <= 35
        assert not any(one[:1].isdigit() for one in said)
        assert not re.search(r"\bK\d{4}\b|  |[{}]|nan", row.sentence)


@pytest.mark.long
def test_any_order_of_claims_says_the_same(generated: rc.Reconciliation) -> None:
    other = rc.reconcile(made(SEED).sample(frac=1, random_state=5))
    pd.testing.assert_frame_equal(generated.printed, other.printed)


# what is shipped, the examples, and families drawn anew
PROJECTS = ("shipped", *EXAMPLES, *(str(seed) for seed in range(SEED, SEED + 3)))
# all but the two last seeds
QUICK = PROJECTS[:-2]


@pytest.fixture(scope="module", params=[*QUICK, *long_ones(PROJECTS[len(QUICK) :])])
def any_project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> rc.Reconciliation:
    name = str(request.param)
    if name.isdigit():
        return families(int(name))
    if name == "shipped":
        project: rc.Reconciliation = request.getfixturevalue("shipped")
        return project
    home = tmp_path_factory.mktemp(name)
    copy_example(home, name)
    return rc.open_project(home)


def of_voices(result: rc.Reconciliation) -> pd.DataFrame:
    """Return the printed rows that say what voices said: neither withheld nor sums of a list of events."""
    sums = set(result.estimates.loc[result.estimates["event_count"].notna(), "quantity"])
    printed = result.printed[result.printed["kind"] != "withheld"]
    return printed[[sums.isdisjoint(keys.split("; ")) for keys in printed["quantities"]]]


def test_every_project_says_what_was_said(any_project: rc.Reconciliation) -> None:
    claims = named_claims(any_project)
    assert [fault for row in of_voices(any_project).itertuples() for fault in faults_of(row, claims)] == []


def test_every_quantity_is_in_a_sentence_or_in_a_list_with_the_reason(any_project: rc.Reconciliation) -> None:
    estimates, printed = any_project.estimates, any_project.printed
    keys = printed.loc[printed["kind"] != "comparison", "quantities"].str.split("; ").explode()
    assert sorted(keys) == sorted(estimates["quantity"].unique())
    without = estimates[estimates["publish"].isin(["withheld", "list", "range"])]
    assert (without["publish_reason"] != "").all()
    unused = any_project.claims[~any_project.claims["used"]]
    assert (unused["left_out_reason"] != "").all()


def readings(result: rc.Reconciliation) -> Iterator[tuple[Any, Any, pd.DataFrame]]:
    """Yield each printed row, what our reader reads in it, and the claims that it may tell."""
    claims = named_claims(result)
    claims = claims[claims["used"] | claims["left_out_reason"].str.contains(LOWERED)]
    for row in of_voices(result).itertuples():
        own = claims["quantity"].isin(row.quantities.split("; "))
        if row.family:
            own |= claims["family"] == row.family
        # of a figure in its own unit our conversion is read, which has as many digits
        said = OWN_UNIT.sub(r"\1 sq km", ARITHMETIC.sub("", row.sentence))
        for read in rc.extract_claims(said, source="desk", published="2025-06-15").itertuples():
            yield row, read, claims[own]


def test_what_our_own_reader_reads_back_was_said(any_project: rc.Reconciliation) -> None:
    """Values, measures and parties that the reader finds in a sentence are those of claims of its row."""
    found = 0
    for row, read, own in readings(any_project):
        values = [float(value) for value in (read.n1, read.n2) if not pd.isna(value)]
        ends = np.stack(figures_behind.figures_of(own))
        same = own[(np.abs(ends[:, :, None] - np.array(values)) <= 0.5).any(axis=(0, 2))]
        assert len(same), (row.sentence, read.phrase)
        counted = set(same["measure"])
        if read.measure in set(own["measure"]) and not (counted & SLIPS.get(read.measure, set())):
            assert read.measure in counted, (row.sentence, read.phrase, read.measure)
        if read.party:
            assert read.party in set(same["party"]), (row.sentence, read.phrase, read.party)
        found += 1
    assert found >= len(of_voices(any_project))
