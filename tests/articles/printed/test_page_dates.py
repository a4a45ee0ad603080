"""The day on which a page says that it was published."""

from __future__ import annotations

import pytest

from reconcile.articles.printed.page_dates import published_in


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-06-05T23:30:00+02:00">', "2024-06-05"),
        ("<meta content='2024-06-05' itemprop=datePublished>", "2024-06-05"),
        (
            '<meta name="date" content="2024-06-05"><meta name="revised" content="2024-07-01">',
            "2024-06-05",
        ),
        ('<time datetime="2024-06-05T10:00">5 June</time>', "2024-06-05"),
        ('<time datetime="2024-06-05">5 June</time><time datetime="2024-06-05">again</time>', "2024-06-05"),
        # none, or more than one: nothing is guessed
        ('<time datetime="2024-06-05">5 June</time><time datetime="2024-06-01">related</time>', ""),
        ('<meta name="date" content="2024-06-05"><meta name="date" content="2024-06-06">', ""),
        ('<meta property="article:published_time" content="yesterday">', ""),
        ('<meta property="article:published_time" content="2024">', ""),
        ('<meta property="article:modified_time" content="2024-06-05">', ""),
    ],
)
def test_which_day_a_page_gives(head: str, day: str) -> None:
    found = published_in(f"<html>{head}<p>Some 40 people died.".encode())
    assert (found.day if found else "") == day


def test_a_text_that_only_speaks_of_a_page_has_no_day() -> None:
    assert published_in(b'Write <meta name="date" content="2024-06-05"> into the head.') is None
