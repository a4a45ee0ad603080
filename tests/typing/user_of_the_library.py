"""What somebody writes who uses the library: every public name, as a type checker sees it.

mypy and basedpyright read this file in `make test`; nothing runs it. A line with an *expected* error says which: both
checkers report an expectation that does not come true.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import assert_type

import pandas as pd

import reconcile as rc

claims = rc.read_claims("claims.csv")
assert_type(claims, pd.DataFrame)

options = rc.Options(
    level=0.8,
    at=[datetime.date(2025, 1, 31)],
    claims=rc.ClaimSettings(dayfirst=True, measures={"goats_lost": rc.Measure("goats_lost", "goats", "lost")}),
    sides={"Ukraine": ["Ukraine"]},
    identities=[rc.Identity("casualties", "casualties", ("killed", "wounded"))],
    families={"flood": "The flood"},
    style="ap",
)
result = rc.reconcile(claims, sources=Path("sources.csv"), options=options)
assert_type(result, rc.Reconciliation)
assert_type(result.estimates, pd.DataFrame)
assert_type(result.findings, pd.DataFrame)
assert_type(result.explain("killed"), str)
assert_type(result.sensitivity(["killed"]), pd.DataFrame)
assert_type(result.to_html(), str)

project = rc.open_project(".", as_of="2025-01-31")
assert_type(project, rc.Reconciliation)
truth = pd.DataFrame({"quantity": ["killed"], "value": [40]})
assert_type(rc.score(project, truth), pd.DataFrame)
assert_type(rc.score(project.estimates, truth), pd.DataFrame)

reading = rc.parse_phrase("as many as 4,000")
assert_type(reading, rc.PhraseReading)
assert_type(reading.low, float)
assert_type(rc.extract_claims("About 300 died.", source="Example Post"), pd.DataFrame)

try:
    summary = rc.run_project(".", fail_on=["conflict"])
    assert_type(summary, rc.RunSummary)
except rc.NothingUsableError as error:
    assert_type(error.hint, str)
except (
    rc.ConfigError, rc.FetchError, rc.InputError, rc.LockedError, rc.OutputError, rc.PhraseError
) as known:  # fmt: skip
    base: rc.ReconcileError = known

# misspelled names and wrong types are errors
rc.reconcil(claims)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
rc.Option()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
print(result.estimate)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
rc.reconcile("claims.csv")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
rc.reconcile(claims, levle=0.8)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
rc.Options(levle=0.8)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
rc.open_project(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
