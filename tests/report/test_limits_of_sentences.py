"""What every sentence obeys, whoever is quoted, in every language and style.

35 words, no digit first, no ids, no relays, only figures said, whole ranges, the verbs of the measure.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.claims.measures import MEASURES
from reconcile.columns import VERDICTS
from reconcile.engine.claims_behind import UNDER_A_FLOOR
from reconcile.engine.figures_behind import TAKEN_BACK
from reconcile.folder.example import copy_example
from reconcile.report.sentences.languages import languages, styles
from reconcile.report.sentences.packed_sentences import MOST_WORDS
from reconcile.report.sentences.phrasebook import words
from tests.examples import long_ones

# who may stand in a table: a sentence, markup, right-to-left, no end, a digit first, nobody, several
NAMES = (
    "Ministry", "He said that nobody knew how many had died in the raid on the town that night", "<b>Desk</b> & co",
    "وزارة الصحة", "x" * 300, "112.ua", "US officials", "unnamed reports", "a news article of May", "AP; Reuters",
    "The word and the word and the word and the word and the word and the word and", "Health agency", "Mayor of Ост",
)  # fmt: skip
PLACES = ("Alton", "", "near the old mill behind the long road to the north of the river", "<i>Kursk</i>", "חיפה")
PARTIES = (
    "Russia",
    "",
    "People who came from the far side of the river and stayed there for years",
    "Wagner",
    "5th Corps",
)
SCOPES = (
    "",
    "with Kursk",
    "of those deployed",
    "second wave",
    "only those in the towns that were held by the army then",
)
PHRASES = ("{n}", "about {n}", "more than {n}", "up to {n}", "at least {n}", "nearly {n}", "{n} to {m}", "dozens")
VALUES = (0, 1, 2, 7, 12, 33.1, 300, 48240, 1_000_000, 999_999_999)
# what may have become of people: a sentence has no other than that of its measure
FATES = {"killed", "wounded", "missing", "captured", "displaced", "detained"}
TEMPORAL = ("cumulative", "stock", "period", "")
MADE = 200
SPEECH = [(language, style) for language in languages() for style in styles(language)]


def made() -> pd.DataFrame:
    """Claims of generated quantities: every measure, way of standing in time, phrase and kind of name."""
    rng = np.random.default_rng(7)
    measures, rows = [*MEASURES, "goats_lost"], []
    for number in range(MADE):
        measure, temporal = measures[number % len(measures)], TEMPORAL[number % len(TEMPORAL)]
        share = measure in MEASURES and MEASURES[measure].unit == "percent"
        shared = {
            "quantity": f"q{number}", "measure": measure, "place": PLACES[number % 5], "party": PARTIES[number % 5 - 1],
            "scope": SCOPES[number // 5 % 5], "temporal": temporal, "family": f"f{number % 9}",
            "population": ("", "military", "civilian", "children")[number % 4 if number % 3 else 0],
            "status": "rejected" if number % 13 == 0 else "", "counterparty": "Ukraine" if number % 2 else "",
        }  # fmt: skip
        if temporal == "period":
            shared |= {"period_start": "2025-01-01", "period_end": ("2025-01-31", "2025-02-20")[number % 2]}
        for place in range(1 + number % 5):
            value = VALUES[(number + place * (number % 3)) % len(VALUES)] * (1 + 0.25 * place * (number % 7 == 0))
            value = min(value, 90) if share else value if measure in MEASURES else np.round(value)
            value = (
                value if MEASURES.get(measure) and MEASURES[measure].unit in ("km2", "km", "percent") else round(value)
            )
            phrase = PHRASES[(number + place) % len(PHRASES)].format(n=f"{value:,}", m=f"{value * 2 or 5:,}")
            rows.append(shared | {
                "claim_id": f"C{number:04d}{place}", "source": NAMES[int(rng.integers(len(NAMES)))],
                "origin": NAMES[int(rng.integers(len(NAMES)))] if place % 2 else "", "phrase": phrase,
                "count_date": "" if number % 6 == 0 or temporal == "period" else f"2025-0{1 + place}-1{place}",
                "published": "" if number % 12 == 0 else "2025-06-01",
                "basis": ("", "named", "claimed", "modelled")[place % 4],
                "includes": "missing;so_far" if number % 10 == 1 else "",
                "denied_by": "City" if number % 17 == 2 else "",
            })  # fmt: skip
    return pd.concat([pd.DataFrame(rows), bounds_and_definitions()]).fillna("")


def bounds_and_definitions() -> pd.DataFrame:
    """Claims whose verdicts are floor and list: bounds alone, and definitions that compete."""
    day = {"temporal": "cumulative", "count_date": "2025-03-01", "published": "2025-03-01", "party": "Wagner"}
    rows = [
        {"measure": "killed", "source": "Ministry", "phrase": "at least 300", "basis": "named"},
        {"measure": "killed", "source": "Health agency", "phrase": "at least 200", "basis": "bodies"},
        {"measure": "casualties", "source": "Ministry", "phrase": "700", "place": "Borton", "family": "defined"},
        {"measure": "losses", "source": "112.ua", "phrase": "900", "place": "Borton", "family": "defined"},
    ]
    return pd.DataFrame([day | row for row in rows]).assign(claim_id=[f"D{place:04d}" for place in range(len(rows))])


SOURCES = pd.DataFrame({
    "source": ["Ministry", "112.ua", "US officials", "Health agency"], "grade": ["C", "D", "C", "B"],
    "stake": ["Russia", "Ukraine", "Ukraine", ""],
})  # fmt: skip


@pytest.fixture(scope="module", params=[*SPEECH[-1:], *long_ones([(speech,) for speech in SPEECH[:-1]])], ids="-".join)
def generated(request: pytest.FixtureRequest) -> rc.Reconciliation:
    language, style = request.param
    return rc.reconcile(made(), sources=SOURCES, options=rc.Options(language=language, style=style))


def printed_by(result: rc.Reconciliation) -> pd.DataFrame:
    """Return the texts of quantities and those of the lead page, each with its range and note."""
    lead = result.printed.rename(columns={"sentence": "wording", "range_sentence": "range_wording"})
    columns = ["wording", "range_wording", "note"]
    return pd.concat([result.estimates[columns], lead[columns]], ignore_index=True)


# a stop that is none of a month: "on Feb. 11"
AFTER_STOP = re.compile(
    "".join(rf"(?<!{month}\.)" for month in ("Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"))
    + r"(?<=\.) (?=[^\W\d_a-z]|[“<\d])"
)
TWO_OF_ONE = re.compile(r"\b(?:1|one) (?!of\b)\S*[a-z]{2}s (?:were|had)\b|\bone people\b", re.I)


def sentences_of(text: str) -> list[str]:
    return AFTER_STOP.split(text)


def faults(texts: pd.DataFrame) -> list[str]:
    """Return what is wrong with texts, each with the text."""
    found, mark = [], words().tail["third"].strip()
    for wording, ours, note in texts[["wording", "range_wording", "note"]].itertuples(index=False):
        said = sentences_of(wording)
        wrong = {
            "long": any(len(one.split()) > MOST_WORDS for one in [*said, ours]),
            "four sentences": len(said) > 3,
            "a third without its mark": len(said) > 2 and mark not in note,
            "digit first": any(one[:1].isdigit() for one in [*said, ours]),
            "id": bool(re.search(r"\bC\d{3,}\b", wording + ours)),
            "two of one": bool(TWO_OF_ONE.search(wording)),
            "broken": bool(re.search(r"[{}\n]|  | ,|\bnan\b|NaT|\bat at\b|,,|\(\)", wording + ours)),
            "no stop": not wording.endswith("."),
        }  # fmt: skip
        found += [f"{name}: {wording} | {ours}" for name, is_so in wrong.items() if is_so]
    return found


def test_every_generated_sentence_obeys_the_limits(generated: rc.Reconciliation) -> None:
    assert not faults(printed_by(generated))
    assert set(generated.estimates["publish"]) == set(VERDICTS)
    assert {measure.unit for measure in MEASURES.values()} <= set(generated.estimates["unit"])


def test_no_outlet_that_passes_a_figure_on_stands_in_a_sentence(generated: rc.Reconciliation) -> None:
    claims = generated.claims
    voices = {member for name in claims["voice"] for member in name.split("; ")}
    for row in generated.estimates.itertuples():
        own = claims[claims["quantity"] == row.quantity]
        for outlet in set(own["source"]) - set(own["voice"]) - voices:
            assert outlet not in row.wording


# numbers as styles write them: "1,000,000", "1 million", "1m"
SIZES = {"": 1.0, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
NUMBER = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)(?: ?(million|billion|m|bn)\b)?")

# what is no figure: days, in either order, years, and names that have digits
MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?"
NO_FIGURE = re.compile(
    rf"\b\d{{1,2}}(?: to \d{{1,2}})? {MONTH}|{MONTH} \d{{1,2}}(?: to \d{{1,2}})?\b|\b20\d\d\b|5th|112\.ua"
)


def numbers_in(text: str) -> set[float]:
    return {float(number.replace(",", "")) * SIZES[size] for number, size in NUMBER.findall(text)}


def test_every_figure_is_one_of_a_used_claim(generated: rc.Reconciliation) -> None:
    told = generated.claims["left_out_reason"].astype(str).str.startswith((UNDER_A_FLOOR, TAKEN_BACK))
    claims = generated.claims[generated.claims["used"] | told]
    columns = ["low", "best", "high", "range_low", "range_best", "range_high"]
    for row in generated.estimates.itertuples():
        own = claims[claims["quantity"] == row.quantity]
        said = {float(value) for value in own[columns].to_numpy(dtype=float).ravel() if not np.isnan(value)}
        said |= set().union(*map(numbers_in, own["phrase"]))
        printed = NO_FIGURE.sub("", re.sub(r"by our arithmetic[^.;]*", "", row.wording))
        if row.publish not in ("withheld", "list"):
            assert all(any(abs(one - other) <= 0.5 for other in said) for one in numbers_in(printed)), row.wording


def test_the_whole_range_of_a_source_is_told(generated: rc.Reconciliation) -> None:
    """Of a range that nobody else shares an end with, a sentence has both ends or none."""
    claims, told = generated.claims[generated.claims["used"]], 0
    for row in generated.estimates[generated.estimates["floor"].isna()].itertuples():
        own = claims[claims["quantity"] == row.quantity]
        phrases = {claim: numbers_in(phrase) for claim, phrase in zip(own["claim_id"], own["phrase"], strict=True)}
        for claim in own.loc[own["kind"] == "interval", "claim_id"]:
            others = set().union(*(said for name, said in phrases.items() if name != claim))
            if not phrases[claim] & others:
                ends = phrases[claim] & numbers_in(row.wording)
                assert ends in (set(), phrases[claim]), row.wording
                told += len(ends) > 1
    assert told > 5


def verbs_of(measure: str) -> list[set[str]]:
    """Return the words, of each way to say it, that a measure is told by."""
    forms = words().measures[measure]
    own = [forms[name] for name in forms if name not in ("form", "figures", "excludes", "title")]
    return [set(re.findall(r"[a-z]{3,}", re.sub(r"{\w+}", "", form))) - {"been", "had", "was"} for form in own]


def test_verbs_are_those_of_the_measure(generated: rc.Reconciliation) -> None:
    claims = generated.claims.drop_duplicates("quantity").set_index("quantity")
    for row in generated.estimates[generated.estimates["publish"] != "withheld"].itertuples():
        measure = claims["measure"][row.quantity]
        if measure in words().measures and measure != "other":
            said = set(re.findall("[a-z]+", row.wording))
            assert any(way <= said for way in verbs_of(measure)), (measure, row.wording)
        done = set(re.findall("[a-z]+", words().measures.get(measure, {}).get("done", "")))
        first = sentences_of(row.wording)[0]
        if done & FATES:
            assert set(re.findall("[a-z]+", re.sub(r"\(.*?\)|, with .*?(?=,|\.)", "", first))) & FATES <= done, first


@pytest.mark.parametrize("place", ["claims", "events", "shipped"])
def test_every_shipped_sentence_obeys_the_limits(place: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if place == "shipped":
        project = request.getfixturevalue("shipped")
    else:
        copy_example(tmp_path, place)
        project = rc.open_project(tmp_path)
    assert not faults(printed_by(project))


def test_a_bound_is_never_at_at_least() -> None:
    said = pd.DataFrame(
        {"measure": "killed", "source": ["A", "B", "C"], "phrase": ["300", "at least 200", "at most 900"]}
    )
    text = rc.reconcile(said).estimates["wording"].iloc[0]
    assert "at at" not in text
