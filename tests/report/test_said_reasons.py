"""Reasons in the language of the sentences."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import reconcile as rc
from reconcile.as_much import as_much
from reconcile.engine.claims_table import NEWER_COUNT
from reconcile.engine.voices_in_doubt import IN_DOUBT
from reconcile.pool import verdicts
from reconcile.report.pages.html.page import render_page
from reconcile.report.sentences.clauses_extra import reasons_withheld
from reconcile.report.sentences.phrasebook import speaking
from reconcile.report.sentences.reasons_said import said_reasons

SHIPPED = Path(__file__).parents[2] / "data" / "processed"


def said(*reasons: str) -> list[str]:
    return [str(text) for text in said_reasons(np.array(reasons, dtype=object))]


@pytest.fixture
def shouted(tmp_path: Path) -> Path:
    """A language that is English, its reasons in brackets, each part in its own."""
    text = files("reconcile.report.sentences").joinpath("words/words.en.toml").read_text(encoding="utf-8")
    head, reasons = text.split("[reasons]\n")
    marked = re.sub(r'^(\w+ = )"(.*)"$', r'\1"<\2>"', reasons, flags=re.MULTILINE)
    (tmp_path / "words.en.toml").write_text(text, encoding="utf-8")
    (tmp_path / "words.xx.toml").write_text(f"{head}[reasons]\n{marked}", encoding="utf-8")
    return tmp_path


def test_every_reason_is_said_as_it_is_in_english_and_read_in_another_language(shouted: Path) -> None:
    claims, estimates = (pd.read_csv(SHIPPED / f"{name}.csv", dtype=str) for name in ("claims", "estimates"))
    own = [value for value in vars(verdicts).values() if isinstance(value, str) and " " in value and "\n" not in value]
    reasons = {
        *claims["weight_reason"],
        *claims["left_out_reason"].dropna(),
        *estimates["publish_reason"],
        *own,
        NEWER_COUNT,
        IN_DOUBT,
        *(f"counts {as_much(factor / 100)}: 2 days old" for factor in range(1, 300, 2)),
    }
    everything = sorted(reasons)
    assert said(*everything) == everything
    with speaking("xx", folder=shouted):
        spoken = said(*everything)
    read = [re.fullmatch("(<.*>)(; <.*>)*", text) is not None for text in spoken]
    assert [reason for reason, known in zip(everything, read, strict=True) if not known] == []


@pytest.mark.parametrize(
    ("reason", "spoken"),
    [
        ("grade B6; counts half as much: 60 days old", "<grade B6>; <counts <half as much>: 60 days old>"),
        ("grade C6; not used: superseded: its voice gives a newer count",
         "<grade C6>; <not used: <superseded: its voice gives a newer count>>"),
        ("a retelling without a date of its own; a nearer account of the same voice is used",
         "<a retelling without a date of its own; a nearer account of the same voice is used>"),
        ("dropped: typed twice; see C2", "<dropped: typed twice; see C2>"),
        ("grade A1; its record is good; widened upward: a low figure would suit it",
         "<grade A1>; its record is good; <widened upward: a low figure would suit it>"),
        ("seen by {A}", "seen by {A}"),
        ("", ""),
    ],
)  # fmt: skip
def test_parts_of_a_reason_are_said_each_by_its_template(shouted: Path, reason: str, spoken: str) -> None:
    with speaking("xx", folder=shouted):
        assert said(reason) == [spoken]


@pytest.mark.long
def test_sentences_and_pages_have_them(shouted: Path) -> None:
    claims = pd.DataFrame({"quantity": "dead", "source": ["A"], "best": [300], "weight": [0]})
    result = rc.reconcile(claims)
    with speaking("xx", folder=shouted):
        told, page = listed_reasons(result), render_page(result.tables(), pictures=False)
    assert "left out: <the desk gives it no weight>" in told
    assert "&lt;no claim that counts is left&gt;" in page
    assert "&lt;the desk gives it no weight&gt;" in page


def listed_reasons(result: rc.Reconciliation) -> str:
    return str(reasons_withheld(result.estimates, result.claims)[0])
