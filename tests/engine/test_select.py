"""Which quantities a pattern means."""

from __future__ import annotations

import pandas as pd
import pytest

from reconcile.engine.select import matching

TABLE = pd.DataFrame(
    {"quantity": ["gain", "gain/scope=with Kursk", "dead [men]", "gainful"], "family": ["", "west", "Kursk", ""]},
    index=[4, 3, 2, 1],
)


@pytest.mark.parametrize(
    ("patterns", "rows"),
    [
        ([], []), (["*"], [4, 3, 2, 1]), (["gain", "*"], [4, 3, 2, 1]), (["gain"], [4, 3]), (["gain/*"], [3]),
        (["gain*"], [4, 3, 1]), (["gai?"], [4, 3]), (["Gain"], []), (["K*"], [2]), (["Kursk"], [2]), (["west"], [3]),
        (["dead [men]"], [2]), (["dead [a-z]*"], []), (["nothing", "dead*"], [2]), (["ain"], []),
    ],
)  # fmt: skip
def test_patterns(patterns: list[str], rows: list[int]) -> None:
    found = matching(TABLE, patterns)
    assert found.index[found].tolist() == rows
    assert found.index.tolist() == TABLE.index.tolist()
