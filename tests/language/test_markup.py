from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.errors import PhraseError
from reconcile.language.markup import plain_text
from reconcile.language.phrase import parse_phrase


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('31,000 killed<ref name="bbc"/>', "31,000 killed"),
        ("2,400<ref>p. 12</ref> dead", "2,400 dead"),
        ("2,400<ref name=a>see {{cite|x|7}}</ref>", "2,400"),
        ("2,400<ref>never closed, p. 12", "2,400"),
        ("2,400 <ref name", "2,400"),
        ("<b>2</b>,400<br>dead", "2,400 dead"),
        ("<!-- 900 -->2,400", "2,400"),
        ("<s>900</s> 2,400", "2,400"),
        ("~~900~~ 2,400", "2,400"),
        ("75 km<sup>2</sup>", "75 km2"),
        ("2,400<sup>2</sup>", "2,400"),
        ("'''8,000'''", "8,000"),
        ("''about'' 8,000", "about 8,000"),
        ("8,000{{efn|per a note}}", "8,000"),
        ("8,000{{efn|by {{nowrap|3 sources}}}}", "8,000"),
        ("8,000{{efn|per a note", "8,000"),
        ("{{circa|15,000}}–18,000", "circa 15,000–18,000"),
        ("{{c.|15,000}}", "circa 15,000"),
        ("{{nowrap|1=15,000 men}}", "15,000 men"),
        ("{{convert|75|km2|sqmi}}", "75 km2"),
        ("{{formatnum:15000}}", "15000"),
        ("{{color|red|15,000}}", "15,000"),
        ("12{{ndash}}15", "12–15"),
        ("40 [[Wagner Group|Wagner]] men", "40 Wagner men"),
        ("40 [[soldier]]s", "40 soldiers"),
        ("[[File:Flag.svg|20px]] 40", "40"),
        ("[https://example.org/1 40 dead]", "40 dead"),
        ("40 [https://example.org/1]", "40"),
        ("[40 dead](https://example.org)", "40 dead"),
        ("40[a][12] dead [note 3]", "40 dead"),
        ("40[citation needed]", "40"),
        ("40 [7]", "40"),
        ("[7] men", "[7] men"),
        ("75 [km]", "75 [km]"),
        ("40 (or [14] more)", "40 (or [14] more)"),
        ("40¹ dead", "40 dead"),
        ("75 km²", "75 km²"),
        ("&gt;700", ">700"),
        ("12&nbsp;000", "12\u00a0000"),
        ("&lt;ref&gt;9&lt;/ref&gt; 40", "40"),
        ("R&D 40", "R&D 40"),
        ("５００", "500"),
        ("fewer than <40", "fewer than <40"),
        ("between 3 < 4 and > 2", "between 3 < 4 and > 2"),
        ("40", "40"),
    ],
)
def test_what_a_reader_sees(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@given(st.text(alphabet="<>/&;{}[]|'~refabc 0123,.\n", max_size=60))
def test_any_signs_are_read_in_one_way(text: str) -> None:
    once = plain_text(text)
    assert len(once) <= len(text) + text.count("{{")
    assert isinstance(plain_text(once), str)


def test_signs_of_a_tag_are_no_rate() -> None:
    reading = parse_phrase('31,000 killed or captured<ref name="x"/>')
    assert (reading.n1, reading.unit, reading.rate) == (31_000.0, "", "")
    assert parse_phrase("'''8,000'''{{efn|per a note}}").unit == ""
    assert parse_phrase("&gt;700").kind == "lower"
    assert parse_phrase("{{circa|15,000}}–18,000").n2 == 18_000


@pytest.mark.parametrize("text", ["{{efn|400 dead}}", "<ref>400 dead</ref>", "<del>400</del>"])
def test_what_is_hidden_is_no_figure(text: str) -> None:
    with pytest.raises(PhraseError, match="no figure"):
        parse_phrase(text)
