from __future__ import annotations

import pytest

from reconcile.language.phrase import parse_phrase


@pytest.mark.parametrize(
    "text",
    [
        "another 45", "45 more", "a further 45", "additional 45", "an additional 45 men", "45 additional troops",
        "45 people more", "45 new cases", "45 new deaths", "an extra 45", "+45",
        "plus 45", "up 45 since Monday", "rose by 45", "increased over the weekend by 45", "at least another 45",
        "another 45 or more", "45 more than on Monday", "one more", "up by about 45",
    ],
)  # fmt: skip
def test_a_figure_that_is_added(text: str) -> None:
    assert parse_phrase(text).relation == "rise"


@pytest.mark.parametrize(
    "text", ["a fresh 45", "newly 45", "45 newly found", "an increase of 45", "adding 45", "45 higher"]
)
def test_other_words_of_a_figure_that_is_added(text: str) -> None:
    assert parse_phrase(text).relation == "rise"


@pytest.mark.parametrize("text", ["previously 45", "up from 45", "down from 45", "rose from 45", "corrected from 45"])
def test_an_earlier_figure(text: str) -> None:
    assert parse_phrase(text).relation == "earlier"


@pytest.mark.parametrize(
    "text", ["including 45", "among them 45", "of whom 45 were women", "the other 45", "the remaining 45"]
)
def test_a_part(text: str) -> None:
    assert parse_phrase(text).relation == "part"


@pytest.mark.parametrize(
    "text", ["fell by 45", "down 45", "45 fewer", "45 fewer than on Monday", "reduced by 45", "a drop of 45"]
)
def test_a_figure_that_is_taken_away(text: str) -> None:
    assert parse_phrase(text).relation == "fall"


@pytest.mark.parametrize(
    "text",
    [
        "45 or more", "45 and more", "more than 45", "45 or fewer", "fewer than 45", "no more than 45",
        "45 more or less", "rose to 45", "up to 45", "45 if not more", "a new total of 45", "the new toll of 45",
        "45 dead, more wounded", "45+", "45 plus", "killed by 45 men", "45", "45 others", "45 of them",
    ],
)  # fmt: skip
def test_a_figure_that_stands_by_itself(text: str) -> None:
    assert parse_phrase(text).relation == ""
