"""What a figure counts by the text before its sentence: an earlier figure, a topic, a heading."""

from __future__ import annotations

import pytest

from reconcile.articles.figures_said import figures_of


def read(text: str) -> list[tuple[float, str, str]]:
    return [(figure.mention.n1, figure.counted.measure, figure.counted.how) for figure in figures_of(text, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The flood killed 31 villagers. By evening the total stood at 44.",
         [(31, "killed", "beside"), (44, "killed", "carried")]),
        ("The flood killed 31 villagers. Of those, 14 were children.",
         [(31, "killed", "beside"), (14, "killed", "carried")]),
        ("Nobody agrees on the number of marchers. Police say 2,500, the union says 9,000.",
         [(2500, "present", "carried"), (9000, "present", "carried")]),
        ("The deaths are as follows:\n\n• 12 soldiers, including two officers\n\n• 9 sailors",
         [(12, "killed", "carried"), (2, "killed", "carried"), (9, "killed", "carried")]),
        ("Civilian injuries\n\n14 children in Alm\n\n20 women in Bern",
         [(14, "wounded", "carried"), (20, "wounded", "carried")]),
        # what has a noun and a verb of its own takes nothing
        ("The flood killed 31 villagers. Some 40 teachers met the mayor.", [(31, "killed", "beside"), (40, "", "")]),
    ],
)  # fmt: skip
def test_what_is_carried(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert read(text) == expected
