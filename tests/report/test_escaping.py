"""What a field says is shown, never obeyed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reconcile.report.pages.escaping import Markdown, escape, escape_cell, link_target
from reconcile.report.sentences.printable import clean, shorten

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

# text full of the signs that mean something to Markdown or HTML
nasty = st.text(st.sampled_from("\\`*_{}[]()#+-.!|<>&~$:/@ \n\t\x00ab1é"), max_size=60)


def shown(markdown: str) -> str:
    """What a reader sees of one line; fails if anything but text is on it."""
    tokens = READER.parseInline(markdown)[0].children or []
    assert {token.type for token in tokens} <= {"text", "text_special"}, markdown
    return "".join(token.content for token in tokens)


@given(st.one_of(nasty, st.text(max_size=100)))
def test_an_escaped_field_reads_as_it_was(text: str) -> None:
    assert shown(escape(text)) == clean(text)


@given(st.one_of(nasty, st.text(max_size=100)))
def test_an_escaped_field_begins_no_block(text: str) -> None:
    kinds = [token.type for token in READER.parse(escape(text))]
    assert kinds in ([], ["paragraph_open", "inline", "paragraph_close"])


@given(st.lists(nasty, min_size=1, max_size=5))
def test_a_table_keeps_its_columns(fields: list[str]) -> None:
    row = "| " + " | ".join(escape_cell(field) for field in fields) + " |"
    table = f"|{' a |' * len(fields)}\n|{'---|' * len(fields)}\n{row}\n"
    tokens = READER.parse(table)
    assert sum(token.type == "td_open" for token in tokens) == len(fields)
    contents = [token.content for token in tokens if token.type == "inline"][len(fields) :]
    assert [shown(content) for content in contents] == [clean(field) or "–" for field in fields]


@pytest.mark.parametrize("text", ["https://evil.example", "www.evil.example", "mailto:a@b.example", "a@b.example"])
def test_addresses_in_fields_do_not_become_links(text: str) -> None:
    linked = re.compile(r"(?i)(https?|ftp|mailto):|www\.|@")
    assert not linked.search(escape(text))
    assert shown(escape(text)) == text


def test_html_is_shown_as_text() -> None:
    assert escape("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_names_with_underscores_and_full_stops_stay_readable() -> None:
    assert escape("killed_or_missing, 0.31 of 112.ua - ok") == "killed_or_missing, 0.31 of 112.ua - ok"


def test_what_is_markdown_already_is_left_alone() -> None:
    link = Markdown("[a](b)")
    assert escape(link) is link
    assert escape_cell(link) is link


def test_long_fields_are_shortened_before_they_are_escaped() -> None:
    assert escape_cell("|" * 1_000_000, 10) == "\\|" * 9 + "…"


@given(st.text(max_size=60))
def test_a_link_target_never_leaves_its_brackets(address: str) -> None:
    assert not re.search(r"[\s()<>\"'\\\[\]`|]", link_target(address))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "vbscript:x", "file:///x"]
)
def test_only_web_addresses_are_linked(address: str) -> None:
    assert link_target(address) == ""


def test_paths_and_web_addresses_are_kept() -> None:
    assert link_target("figures/a-b.svg") == "figures/a-b.svg"
    assert link_target("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d"


def test_shortening_is_the_same_for_cells_and_sentences() -> None:
    assert escape_cell("word " * 100, 50) == shorten("word " * 100, 50)
