"""The tables that the tests of the report look at."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import reconcile as rc
from reconcile.report.sections import ReportTables
from reconcile.report.sentences.wording import sentences
from tests.report.claims_for_tests import SUBJECTS, claims_table, estimates_table, report_tables


@pytest.fixture(scope="session")
def shipped() -> rc.Reconciliation:
    """The shipped project, as it is reconciled now."""
    return rc.open_project(Path(__file__).parents[2])


@pytest.fixture(scope="session")
def estimates() -> pd.DataFrame:
    return estimates_table()


@pytest.fixture(scope="session")
def claims() -> pd.DataFrame:
    return claims_table()


@pytest.fixture(scope="session")
def tables() -> ReportTables:
    return report_tables()


@pytest.fixture(scope="session")
def drafts(estimates: pd.DataFrame, claims: pd.DataFrame) -> pd.Series:
    """The sentence of every estimate, by quantity and count date."""
    texts = sentences(estimates, claims, subjects=SUBJECTS)
    return texts.set_axis(pd.MultiIndex.from_frame(estimates[["quantity", "count_date"]]))
