"""One claim to one range: what the desk entered goes before what the phrase says."""

from __future__ import annotations

import pandas as pd
import pytest

from reconcile.claims.checked import check_claims
from reconcile.ranges.claimed import DEFAULT_RANGE_LEVEL, claimed_ranges

OVER = "'over': that or somewhat more, open above"


def read_all(*claims: dict[str, object]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The range of each claim, and what was found."""
    rows = [{"quantity": "q", "source": "A", "claim_id": f"C{place}", **cells} for place, cells in enumerate(claims)]
    checked = check_claims(pd.DataFrame(rows))
    assert checked.rejected.empty, checked.rejected
    return claimed_ranges(checked.claims)


RANGES = [
    ({"phrase": "over 700"}, (700, 715, 750)),
    # one number is read as its phrase says, else by the end that it is
    ({"low": 700}, (700, 715, 750)), ({"high": 4000}, (2600, 3520, 4000)), ({"best": 4100}, (4050, 4100, 4150)),
    ({"low": 100, "phrase": "at least 100"}, (100, 110, 135)),
    ({"low": 700, "phrase": "just over 700"}, (700, 703.75, 712.5)),
    ({"low": 700, "phrase": "about 700"}, (700, 715, 750)),
    ({"high": 100, "phrase": "at most 100"}, (85, 94.75, 100)),
    ({"high": 7000, "phrase": "nearly 7,000"}, (6500, 6825, 7000)),
    ({"high": 4000, "phrase": "over 3,000"}, (2600, 3520, 4000)),
    ({"high": 900, "phrase": "fewer than 900"}, (800, 865, 900)),
    ({"high": 4000, "phrase": "up to 4,000"}, (2600, 3520, 4000)),
    ({"best": 4000, "phrase": "about 4,000"}, (3600, 4000, 4400)),
    ({"best": 4100, "phrase": "4,000 to 4,200"}, (4050, 4100, 4150)),
    ({"best": 4100, "phrase": "4,100 ± 100"}, (4050, 4100, 4150)),
    ({"best": 110, "phrase": "over 100"}, (110, 111.65, 115.5)),
    # two or three numbers are a range
    ({"low": 10, "high": 20}, (10, 15, 20)), ({"low": 10, "best": 12, "high": 20}, (10, 12, 20)),
    ({"low": 10, "high": 20, "phrase": "over 700"}, (10, 15, 20)),
    # a missing end mirrors the other one, and stays above zero where the figure does
    ({"low": 10, "best": 12}, (10, 12, 14)), ({"best": 12, "high": 20}, (4, 12, 20)),
    ({"best": 12, "high": 24}, (6, 12, 24)), ({"best": 12, "high": 48}, (3, 12, 48)),
    ({"best": 12, "high": 23}, (1, 12, 23)),
    ({"best": 0, "high": 5}, (-5, 0, 5)), ({"best": -5, "high": 5}, (-15, -5, 5)),
]  # fmt: skip


def test_ranges() -> None:
    ranges, _ = read_all(*(cells for cells, _ in RANGES))
    read = ranges[["range_low", "range_best", "range_high"]].values.tolist()
    for (cells, expected), row in zip(RANGES, read, strict=True):
        assert tuple(row) == pytest.approx(expected), cells


FIGURES = [
    ({"phrase": "over 700"}, 700, 700), ({"phrase": "at least 700"}, 700, 700),
    ({"phrase": "just over 700"}, 700, 700),
    ({"phrase": "up to 4,000"}, 4000, 4000), ({"phrase": "at most 90"}, 90, 90), ({"phrase": "under 90"}, 90, 90),
    ({"phrase": "nearly 90"}, 90, 90), ({"phrase": "about 300"}, 300, 300), ({"phrase": "15 to 20"}, 15, 20),
    ({"phrase": "30 ± 5"}, 25, 35), ({"low": 700}, 700, 700), ({"best": 700}, 700, 700), ({"high": 700}, 700, 700),
    ({"low": 10, "high": 20}, 10, 20), ({"low": 10, "best": 12}, 10, 12), ({"best": 12, "high": 20}, 12, 20),
    ({"low": 10, "best": 12, "high": 20}, 10, 20), ({"phrase": "dozens"}, 40, 40),
]  # fmt: skip


def test_figures_are_the_literal_numbers() -> None:
    ranges, _ = read_all(*(cells for cells, _, _ in FIGURES))
    for (cells, *expected), row in zip(FIGURES, ranges[["figure_low", "figure_high"]].values.tolist(), strict=True):
        assert row == expected, cells


KINDS = [
    ({"phrase": "over 700"}, "lower"), ({"low": 10}, "lower"), ({"high": 10}, "upper"), ({"best": 13}, "exact"),
    ({"best": 4100}, "approx"), ({"low": 10, "high": 20}, "interval"), ({"low": 10, "high": 10}, "exact"),
    ({"low": 10, "high": 20, "phrase": "over 10"}, "lower"),
    ({"low": 10, "high": 10, "phrase": "about 10"}, "approx"),
]  # fmt: skip


def test_kinds() -> None:
    ranges, _ = read_all(*(cells for cells, _ in KINDS))
    assert ranges["kind"].tolist() == [kind for _, kind in KINDS]


ENDS = [
    ({"phrase": "at least 90"}, 0.02, 0.90, False, True, "floor"),
    ({"phrase": "at most 90"}, 0.05, 0.98, True, False, "ceiling"),
    ({"low": 90}, 0.02, 0.92, False, True, ""), ({"high": 90}, 0.05, 0.92, True, False, ""),
    ({"low": 90, "phrase": "at least 90"}, 0.02, 0.90, False, True, "floor"),
    ({"best": 90}, 0.05, 0.95, False, False, ""),
    ({"low": 10, "high": 20}, 0.05, 0.95, False, False, ""),
    ({"low": 10, "high": 20, "range_level": 0.5}, 0.25, 0.75, False, False, ""),
    ({"low": 10, "high": 20, "phrase": "at least 10"}, 0.05, 0.95, False, False, ""),
]  # fmt: skip


def test_where_the_ends_stand() -> None:
    ranges, _ = read_all(*(cells for cells, *_ in ENDS))
    for (cells, *probabilities), row in zip(ENDS, ranges.to_dict("records"), strict=True):
        assert [row["p_low"], row["p_high"]] == pytest.approx(probabilities[:2]), cells
        assert [row["open_low"], row["open_high"], row["bound"]] == probabilities[2:], cells


def test_a_range_holds_nine_in_ten_where_the_source_does_not_say() -> None:
    assert DEFAULT_RANGE_LEVEL == 0.9


REASONS = [
    ({"phrase": "over 700"}, OVER),
    ({"low": 700}, "number as entered, read as 'more than'"), ({"high": 700}, "number as entered, read as 'up to'"),
    ({"best": 700, "phrase": "over 600"}, "number as entered, read as 'more than'; phrase: " + OVER),
    ({"low": 10, "high": 20, "phrase": "over 10"}, "range as entered"),
    ({"low": 10, "high": 20}, "range as entered"),
]  # fmt: skip


def test_why_a_claim_is_read_so() -> None:
    ranges, _ = read_all(*(cells for cells, _ in REASONS))
    assert ranges["read_why"].tolist() == [why for _, why in REASONS]


MEETINGS = [
    ({"best": 700, "phrase": "over 600"}, False), ({"best": 599, "phrase": "over 600"}, True),
    ({"best": 600, "phrase": "over 600"}, False),
    ({"best": 9000, "phrase": "over 600"}, False), ({"best": 1, "phrase": "up to 600"}, False),
    ({"best": 601, "phrase": "up to 600"}, True),
    ({"low": 10, "high": 20, "phrase": "20 to 30"}, False), ({"low": 10, "high": 20, "phrase": "21 to 30"}, True),
    ({"low": 31, "high": 40, "phrase": "21 to 30"}, True),
    ({"low": 10, "high": 20, "phrase": "heavy"}, False),
    ({"phrase": "over 600"}, False), ({"best": 599, "phrase": "over 600", "parent": "C0"}, False),
]  # fmt: skip


def test_phrases_and_numbers_that_do_not_meet() -> None:
    _, found = read_all(*(cells for cells, _ in MEETINGS))
    apart = [f"C{place}" for place, (_, apart) in enumerate(MEETINGS) if apart]
    assert found["claim_id"].tolist() == apart


def test_what_is_said_of_a_phrase_that_does_not_meet_its_numbers() -> None:
    _, found = read_all({"best": 599, "phrase": "over 600", "family": "f", "file": "a.csv", "row": 3})
    columns = ["rule", "message", "claim_id", "family", "file", "row", "column", "value", "hint"]
    assert found[columns].values.tolist() == [
        ["phrase-disagrees", "the phrase and the numbers beside it do not meet; the numbers are used", "C0", "f",
         "a.csv",
         3, "phrase", "over 600", "correct one of them"],
    ]  # fmt: skip


def test_claims_are_read_one_by_one() -> None:
    rows = pd.DataFrame({"quantity": "q", "source": list("ABCD"), "phrase": ["over 700", "", "", "over 700"],
                         "low": [None, 10.0, 700.0, None], "high": [None, 20.0, None, None]})  # fmt: skip
    ranges, _ = claimed_ranges(check_claims(rows).claims)
    assert ranges["range_high"].tolist() == [750.0, 20.0, 750.0, 750.0]
    assert ranges["kind"].tolist() == ["lower", "interval", "lower", "lower"]
