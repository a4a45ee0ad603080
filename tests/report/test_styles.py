"""Languages and styles of sentences: what they change, what they must not, and files that are not whole."""

from __future__ import annotations

import re
import threading
import tomllib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.errors import ConfigError
from reconcile.folder.config import load_config
from reconcile.notebook.options import Options
from reconcile.notebook.reconciliation import reconcile
from reconcile.report.sentences.date_words import date_words, span_words
from reconcile.report.sentences.languages import languages, styles, tables_of
from reconcile.report.sentences.phrasebook import speaking, words
from reconcile.report.sentences.style_numbers import close_dates, sentence_numbers
from reconcile.report.sentences.wording import printed_texts, sentences
from tests.report.claims_for_tests import SUBJECTS, claims_table, estimates_table

ENGLISH = files("reconcile.report.sentences").joinpath("words/words.en.toml").read_text(encoding="utf-8")
HOUSES = [style for style in styles() if style != "plain"]


def say(style: str) -> pd.Series:
    rows = estimates_table()
    with speaking(style=style):
        drafts = sentences(rows, claims_table(), subjects=SUBJECTS)
    return drafts.set_axis(
        [f"{key} {date:%Y-%m-%d}" for key, date in zip(rows["quantity"], rows["count_date"], strict=True)]
    )


def written(style: str, values: list[float], unit: str) -> list[str]:
    with speaking(style=style):
        return sentence_numbers(np.array(values), None, np.full(len(values), unit, dtype=object)).tolist()


@pytest.mark.parametrize(
    ("style", "values", "unit", "printed"),
    [
        ("plain", [3, 12, 2.5e6], "persons", ["3", "12", "2,500,000"]),
        ("ap", [1, 9, 10, 2.5], "persons", ["one", "nine", "10", "two"]),
        ("ap", [3, 0, -3], "km2", ["3", "0", "-3"]),
        ("ap", [2.5e6, 1.25e9, 1_234_567], "drones", ["2.5 million", "1.25 billion", "1,234,567"]),
        ("ap", [999_999, 1e12], "persons", ["999,999", "1,000,000,000,000"]),
        ("guardian", [2.5e6, 3e9], "drones", ["2.5m", "3bn"]),
        ("guardian", [2.5e6, 3e9], "persons", ["2.5 million", "3 billion"]),
        ("guardian", [9, 10], "missiles", ["nine", "10"]),
        ("guardian", [7], "persons/day", ["7"]),
        ("guardian", [7], "percent", ["7"]),
    ],
)  # fmt: skip
def test_numerals_of_each_house(style: str, values: list[float], unit: str, printed: list[str]) -> None:
    assert written(style, [float(value) for value in values], unit) == printed


@given(st.floats(min_value=0, max_value=1e13), st.sampled_from(["persons", "drones", "km2", "percent", ""]))
def test_a_style_never_writes_another_number(value: float, unit: str) -> None:
    """What stands in a sentence is the number that plain style prints, in other signs."""
    plain, cardinals = written("plain", [value], unit)[0], [*tables_of()["cardinals"]]
    for house in HOUSES:
        number_in_style = written(house, [value], unit)[0]
        number, _, size = re.sub(r"(?<=\d)(m|bn)$", r" \1", number_in_style).partition(" ")
        of_word = cardinals.index(number) if number in cardinals else float(number.replace(",", ""))
        factor = {"": 1, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}[size]
        assert of_word * factor == pytest.approx(float(plain.replace(",", "")), rel=1e-12)


def test_dates_of_each_house() -> None:
    days = pd.Series(pd.to_datetime(["2025-01-31", "2025-03-01"]))
    later = pd.Series(pd.to_datetime(["2025-02-28", "2025-03-20"]))
    with speaking(style="ap"):
        assert date_words(days).tolist() == ["Jan. 31, 2025", "March 1, 2025"]
        assert span_words(days, later).tolist() == [" from Jan. 31 to Feb. 28, 2025", " from March 1 to March 20, 2025"]
    with speaking(style="guardian"):
        assert date_words(days).tolist() == ["31 January 2025", "1 March 2025"]


def test_a_year_is_closed_by_a_comma_only_where_the_sentence_goes_on() -> None:
    with speaking(style="ap"):
        assert close_dates("by Jan. 31, 2025 run from") == "by Jan. 31, 2025, run from"
        for whole in (
            "Known by Jan. 31, 2025.",
            "by Jan. 31, 2025, in ours",
            "(to Jan. 31, 2025)",
            "on Jan. 31, 2025 (both)",
        ):
            assert close_dates(whole) == whole
    assert close_dates("by 31, 2025 run") == "by 31, 2025 run"


@pytest.mark.parametrize("house", HOUSES)
def test_no_sentence_of_a_house_begins_with_a_figure(house: str) -> None:
    assert not [draft for draft in say(house) if re.match(r"\d", draft)]


def test_sentences_of_the_press() -> None:
    drafts = say("ap")
    assert drafts["drones_launched 2025-01-31"].startswith(
        "Russia launched 112 drones in Ukraine from Jan. 30 to Jan. "
    )
    assert drafts["drones_shot_down 2025-01-31"].startswith("Ukrainian Air Force said 81 Russian drones were shot down")
    assert "killed or wounded in Kursk by Jan. 15, 2025. Zelensky" in drafts["north_korean/casualties 2025-01-31"]
    assert "by March 31, 2025, UK MoD said." in drafts["north_korean/casualties 2025-03-31"]
    assert drafts["russian_area_gained/2025-01 2025-01-31"] == (
        "Russia took 326 square kilometers in Ukraine in January 2025, UK MoD said. ISW put the figure at 427 square "
        "kilometers."
    )
    assert drafts["named_dead 2024-06-03"].startswith("At least 97 people")


def test_a_relay_stands_in_the_note_alone() -> None:
    said = pd.DataFrame({
        "quantity": "dead", "source": ["Outlet", "Agency", "Monitor"], "origin": ["Ministry", "", ""],
        "best": [300, 4000, 3900], "published": "2025-01-31",
    })  # fmt: skip
    row = reconcile(said, options=Options(style="guardian")).estimates.iloc[0]
    assert "300, Ministry said" in row["wording"]
    assert "Outlet" not in row["wording"]
    assert "Reported by Outlet." in row["note"]


@pytest.mark.long
def test_officials_who_are_not_named_stand_with_their_outlet() -> None:
    said = pd.DataFrame({
        "quantity": "dead", "measure": "killed", "source": ["AFP", "BBC", "a news article"], "best": [300, 900, 40],
        "origin": ["US officials", "Western officials", "local officials"], "published": "2025-01-31",
    })  # fmt: skip
    drafts = [reconcile(said.iloc[[row]]).estimates.iloc[0] for row in range(3)]
    assert drafts[0]["wording"] == "US officials told AFP that 300 people were killed as of 31 January 2025."
    assert "AFP" not in drafts[0]["note"]
    # an outlet that has no name is none
    assert drafts[2]["wording"] == "Local officials said 40 people were killed as of 31 January 2025."
    assert "Reported by a news article." in drafts[2]["note"]
    both = reconcile(said.iloc[:2]).estimates.iloc[0]["wording"]
    assert both.endswith(("AFP of 300.", "the BBC of 900.", "BBC of 900."))


def test_plain_is_what_it_was(drafts: pd.Series) -> None:
    assert say("plain").tolist() == drafts.tolist()


def test_a_style_holds_only_in_its_context_and_its_thread() -> None:
    heard: list[str] = []
    with speaking(style="ap"):
        thread = threading.Thread(target=lambda: heard.append(words().units["km2"]))
        thread.start()
        thread.join()
        with speaking(style="guardian"):
            assert words().units["km2"] == "sq km"
        assert words().units["km2"] == "square kilometers"
    assert heard == ["sq km"]
    assert words().units["km2"] == "sq km"


def test_an_error_inside_leaves_the_words_as_they_were() -> None:
    with pytest.raises(ZeroDivisionError), speaking(style="ap"):
        _ = 1 / 0
    assert words().units["km2"] == "sq km"


# a language of the tests: English with every month and a few words replaced
def toy(folder: Path, *changes: tuple[str, str]) -> None:
    text = ENGLISH.replace('" Known by {date}."', '" Bekend {date}."')
    text = text.replace('"January"', '"Januari"').replace('units]\npersons = "people"', 'units]\npersons = "mensen"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "words.xx.toml").write_text(text, encoding="utf-8")


def test_a_language_is_a_file(tmp_path: Path) -> None:
    toy(tmp_path)
    rows = estimates_table()
    with speaking("xx", folder=tmp_path):
        drafts = printed_texts(rows, claims_table(), subjects=SUBJECTS)
    assert languages(tmp_path) == ["xx"]
    assert drafts["note"].str.endswith("Bekend 30 April 2025.").all()
    assert drafts["wording"].str.contains("31 Januari 2025").any()


def test_a_style_of_another_language_is_a_file_over_it(tmp_path: Path) -> None:
    toy(tmp_path)
    (tmp_path / "words.xx.krant.toml").write_text('[units]\nkm2 = "km²"\n', encoding="utf-8")
    assert styles("xx", tmp_path) == ["plain", "krant"]
    with speaking("xx", "krant", tmp_path):
        assert (words().units["km2"], words().months[0]) == ("km²", "Januari")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('said_after = "{clause}, {who} said{on}"\n', "", "'leads.said_after' is missing"),
        ("[dates]", "[dados]", "'dates' is missing"),
        ('agree = ", which broadly agree"', 'agree = ", which {broadly} agree"', "unknown placeholder 'broadly'"),
        ('agree = ", which broadly agree"', "agree = 3", "'agreement.agree' is not written as in English"),
        ('agree = ", which broadly agree"', 'agree = ", which {agree"', "unknown placeholder"),
        ('title = "{label}{for}{place}{scope}"\n', "", None),
        ('[measures.other]\nform = "done"', '[measures.other]\nform = "undone"', "'measures.other.form' is missing"),
        ("[measures.other]", "[measures.others]", "'measures.other' is missing"),
        ('and = " and "', "and = and", "this is not TOML in UTF-8"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_whole_says_what_it_lacks(tmp_path: Path, old: str, new: str, message: str | None) -> None:
    toy(tmp_path, (old, new))
    if message is None:
        # the form of the measure gives what the measure does not
        assert tables_of("xx", folder=tmp_path)
        return
    with pytest.raises(ConfigError, match=re.escape(message)) as caught, speaking("xx", folder=tmp_path):
        pass
    assert "words.xx.toml" in str(caught.value)


@pytest.mark.long
def test_every_key_of_the_english_file_is_needed(tmp_path: Path) -> None:
    """Take each line of the closed tables away in turn: none may be missed silently."""
    closed, table = [], ""
    for line in ENGLISH.splitlines():
        table = line.strip("[]") if line.startswith("[") else table
        if (
            " = " in line
            and not line.startswith("#")
            and table in ("leads", "beside", "tail", "fragments", "dates", "comparing")
        ):
            closed.append(f"{line}\n")
    assert len(closed) > 60
    for line in closed:
        toy(tmp_path)
        file = tmp_path / "words.xx.toml"
        file.write_text(ENGLISH.replace(line, "", 1), encoding="utf-8")
        with pytest.raises(ConfigError, match="is missing"):
            tables_of("xx", folder=tmp_path)


@pytest.mark.parametrize("house", HOUSES)
def test_every_style_that_is_shipped_is_whole(house: str) -> None:
    assert tables_of(style=house).keys() == tomllib.loads(ENGLISH).keys()


def test_a_style_may_not_add_keys(tmp_path: Path) -> None:
    toy(tmp_path)
    (tmp_path / "words.xx.odd.toml").write_text('[leads]\nintervall = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape("'leads.intervall' is not a key of its language")):
        tables_of("xx", "odd", tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('style = "times"', "'en' has no style 'times'; it has: plain, ap, guardian"),
        ('language = "tlh"', "no words are written in 'tlh'; there are: en"),
        ('language = "../../etc/passwd"', "no words are written in"),
        ("style = 3", "report.style: "),
    ],
)
def test_settings_that_name_no_words(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "reconcile.toml").write_text(f"[report]\n{text}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(message)):
        load_config(tmp_path)


def test_a_notebook_chooses_its_style() -> None:
    said = pd.DataFrame(
        {"quantity": "dead", "measure": "killed", "source": "A", "best": [3], "published": "2025-01-31"}
    )
    row = reconcile(said, options=Options(style="ap")).estimates.iloc[0]
    assert row["wording"] == "Three people were killed as of Jan. 31, 2025, A said."
    assert row["note"] == "Excludes wounded, missing and captured. Known by Jan. 31, 2025."
    with pytest.raises(ConfigError, match="no style 'times'"):
        reconcile(said, options=Options(style="times"))
