from __future__ import annotations

import pandas as pd
import pytest

from reconcile.claims.checked import check_claims
from reconcile.claims.counted_nouns import nouns_of_no_people


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("90 laptops", "laptops"), ("about 90 small laptops", "laptops"), ("90 to 95 laptops", "laptops"),
        ("90", ""), ("90 miners", ""), ("90 North Koreans", ""), ("90 relatives", ""), ("90 pilots", ""),
        ("90 deaths", ""), ("90 according to sources", ""), ("90 of the buses", ""), ("90 across the towns", ""),
        ("90 cadets", ""), ("90 students", ""), ("90, laptops aside", ""), ("90 less", ""), ("laptops", ""),
    ],
)  # fmt: skip
def test_nouns_that_may_be_no_people(phrase: str, noun: str) -> None:
    assert nouns_of_no_people(pd.Series([phrase])).tolist() == [noun]


def test_a_row_of_people_is_asked_about_and_kept() -> None:
    rows = pd.DataFrame({"measure": ["killed", "killed", "events"], "source": ["A", "B", "C"],
                         "phrase": ["90 laptops", "90 miners", "90 laptops"]})  # fmt: skip
    checked = check_claims(rows)
    assert len(checked.claims) == 3
    found = checked.findings[checked.findings["rule"] == "noun-unknown"]
    assert found["row"].tolist() == [1]
    assert found["hint"].item().endswith("laptops")
