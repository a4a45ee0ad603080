"""Names of sources that are sentences are asked about; what is too long for a sentence is cut with a mark."""

from __future__ import annotations

import pandas as pd
import pytest

import reconcile as rc
from reconcile.report.sentences.printable import NAME_LENGTH
from reconcile.sources.sentence_like_names import MOST_CHARACTERS


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("The ministry said 40 people died. It denied 50", True),
        ("Who knows, said the mayor, but 99 were killed", True),
        ("N" * 61, True),
        ("N" * 60, False),
        ("U.S. officials", False),
        ("St. Mary's hospital", False),
        ("The Associated Press", False),
    ],
)
def test_a_name_that_is_a_sentence_is_asked_about(name: str, asked: bool) -> None:
    result = rc.reconcile(pd.DataFrame({"measure": "killed", "source": [name], "best": [9]}))
    assert ("source-sentence" in set(result.findings["rule"])) == asked
    assert MOST_CHARACTERS == NAME_LENGTH
    assert name in result.estimates["wording"].iloc[0] or "…" in result.estimates["wording"].iloc[0]
