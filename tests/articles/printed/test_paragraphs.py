"""Lines that a page broke are joined, and what the page adds is no text; places stay those of the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.articles.printed.markup import visible
from reconcile.articles.printed.paragraphs import paragraphs_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The slide buried at least\n60 huts.", ["The slide buried at least 60 huts."]),
        ("Crews found 14 bodies\nin the mine.", ["Crews found 14 bodies in the mine."]),
        ("A headline of the day\nThe story begins.", ["A headline of the day", "The story begins."]),
        ("Fires: 31\nFloods: 40", ["Fires: 31", "Floods: 40"]),
        ("dead: 31\nhurt: 40", ["dead: 31", "hurt: 40"]),
        ("Losses:\n- 40 men of the\nnavy died\n* 12 boats", ["Losses:", "- 40 men of the navy died", "* 12 boats"]),
        ("• 40 dead • 30 hurt ▪ 2 lost", ["• 40 dead", "• 30 hurt", "▪ 2 lost"]),
        ("1. 12 huts burned\n2. 30 boats sank", ["1. 12 huts burned", "2. 30 boats sank"]),
        ("He was born on\n12. May", ["He was born on 12. May"]),
        ("Town | Dead\nVarda | 31", ["Town | Dead", "Varda | 31"]),
        ("The mayor counted the\n\n40 huts.", ["The mayor counted the 40 huts."]),
        ("\n\n", []),
    ],
)
def test_where_paragraphs_end(text: str, expected: list[str]) -> None:
    assert [" ".join(text[start:end].split()) for start, end in paragraphs_of(text)] == expected


# a page without blank lines: a paragraph ends with a short line, or the next one is indented
PAGE = """\
Divers went on with their search of the harbour on Monday and found
twelve more bodies. Port officials had counted 96 people aboard. Some
were children.
A second boat had left the port of Varda an hour before, and its crew
saw a fire on board, which had been out for ten minutes when the navy
came
   Both boats belonged to one owner. He has not been seen since Friday,
when he paid a fine."""


def test_a_page_without_blank_lines() -> None:
    starts = [PAGE[start : start + 8] for start, _ in paragraphs_of(PAGE)]
    assert starts == ["Divers w", "A second", "Both boa"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They evac-\nuated Varda.", "They evacuated Varda."),
        ("They evac\u00ad\n  uated Varda.", "They evacuated Varda."),
        ("an anti-\nwar march", "an anti-war march"),
        ("the pro-\nKarsian side", "the pro-Karsian side"),
        ("a 12-\nyear-old", "a 12-year-old"),
        ("some 3,1-\n20 men", "some 3,120 men"),
        ("some 3,000-\n4,000 men", "some 3,000-4,000 men"),
        ("some 3,12-\n120 men", "some 3,12-120 men"),
        ("he left -\nand came", "he left -\nand came"),
        ("of the\n\n7\n\ndead\n\n8\n", "of the dead"),
        ("Weekly notes 1\nPage 1 of 9\nnavy\nWeekly notes 2\nPage 2 of 9\narmy", "navy army"),
        ("killed\n\n7\n\nhurt", "killed 7 hurt"),
    ],
)
def test_what_a_page_adds_is_no_text(text: str, expected: str) -> None:
    shown = visible(text)[0]
    assert (shown if "\n" in expected else " ".join(shown.split())) == expected


def test_rows_of_pasted_tables_and_paragraphs_are_lines() -> None:
    shown = visible("<p>Varda fell.</p><tr><td>Orva</td><td>31</td></tr>")[0]
    assert [line.split() for line in shown.split("\n") if line.strip()] == [["Varda", "fell."], ["Orva|", "31|"]]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Some 3,1-\n20 men were killed.", "Some 3,1-\n20 men"),
        ("It evac-\nuated the port. At least\n12 divers were killed.", "At least\n12 divers"),
        ("Soft\u00adly, \u200bit said. About 30 mi\u00adners were killed.", "About 30 mi\u00adners"),
    ],
)
def test_places_are_those_of_the_text_as_given(text: str, phrase: str) -> None:
    row = rc.extract_claims(text).iloc[-1]
    assert text[row["start"] : row["end"]] == phrase


@given(st.lists(st.sampled_from(["a-\nb", "\u200b", "<p>", "12", "\n", " ", "x", "Page 3", "Page 4", "1,2-\n34"])))
def test_every_visible_character_has_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    shown, positions = visible(text)
    for place, sign in enumerate(shown):
        assert text[positions.at(place)] == sign or sign.isspace()
