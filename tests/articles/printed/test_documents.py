"""Files as articles: plain text, web pages, and what is neither."""

from __future__ import annotations

import pytest

import reconcile as rc
from reconcile.articles.printed.documents import MOST_BYTES, article_text
from reconcile.errors import InputError

BODY = "".join(f"<p>Paragraph {word} of the report says that the river rose again that week.</p>" for word in "abcdef")
PAGE = (
    "<!doctype html><html><head><title>Flood</title><script>var x = '99 people killed';</script></head><body>"
    "<nav><a href='/a'>Home</a> <a href='/b'>500 people online</a></nav><article><h1>Flood in Lwiw</h1>"
    f"<p>Officials said on Monday that at least 40 people were killed in the flood near the town.</p>{BODY}</article>"
    "<footer>77 people like this</footer></body></html>"
)


def test_plain_text_is_taken_as_it_is() -> None:
    assert article_text("Some 40 people – all of them sailors – died.".encode()) == (
        "Some 40 people – all of them sailors – died."
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_order_name_the_encoding(encoding: str) -> None:
    assert article_text("Some 40 people died.".encode(encoding)) == "Some 40 people died."


@pytest.mark.parametrize("name", ["page.html", "page", "page.HTM"])
def test_of_a_page_the_main_text_is_read(name: str) -> None:
    pytest.importorskip("trafilatura", reason="the extra `articles` is not installed")
    text = article_text(PAGE.encode(), name)
    assert rc.extract_claims(text)["phrase"].tolist() == ["at least 40 people"]
    assert "99" not in text
    assert "77" not in text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "there is nothing in it"),
        (b" \n\t", "there is nothing in it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", "not text in UTF-8: a picture"),
        ("Zürich: 40 Tote".encode("latin-1"), "in another encoding"),
        (b"\x01\x02\x03\x04 40 people", "the file is not text"),
        (b"<html><body></body></html>", "no article is found in the page"),
    ],
)
def test_what_is_no_article_is_told(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        article_text(data, "in.txt")
    assert caught.value.file == "in.txt"
    assert caught.value.hint


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(InputError, match="too large"):
        article_text(b"a" * (MOST_BYTES + 1), "big.txt")


def test_a_page_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(InputError, match="extra `articles`"):
        article_text(PAGE.encode(), "page.html")


SEEN = "<p>The mayor said some 40 people died in Lower Weir. Names were not given out.</p>"
NEVER = "At least 7,700 people died in Upper Weir."


def page(part: str, style: str = "") -> str:
    pytest.importorskip("trafilatura", reason="the extra `articles` is not installed")
    rest = "<p>Boats were sent from the coast on Monday evening, officials said.</p>"
    head = f"<head><style>{style}</style></head>" if style else ""
    return article_text(f"<html>{head}<body><article>{SEEN}{part}{rest}</article></body></html>".encode(), "a.html")


@pytest.mark.parametrize(
    ("part", "style"),
    [
        ("<p hidden>{}</p>", ""),
        ("<P HIDDEN=until-found>{}</P>", ""),
        ("<div hidden><section><p>{}</p></section></div>", ""),
        ("<p>It rained. <span hidden>{}</span> Then it stopped.</p>", ""),
        ("<p aria-hidden=true>{}</p>", ""),
        ("<p style='display : none'>{}</p>", ""),
        ("<p style='color:red;VISIBILITY:hidden !important'>{}</p>", ""),
        ("<p style='font-size:0'>{}</p>", ""),
        ("<p style='font-size: 0.0px;'>{}</p>", ""),
        ("<p style='opacity:0'>{}</p>", ""),
        ("<p style='position:absolute;left:-9999px'>{}</p>", ""),
        ("<p style='text-indent:-5000px'>{}</p>", ""),
        ("<p style='clip:rect(0,0,0,0)'>{}</p>", ""),
        ("<template><p>{}</p></template>", ""),
        ("<dialog><p>{}</p></dialog>", ""),
        ("<noscript><p>{}</p></noscript>", ""),
        ("<textarea>{}</textarea>", ""),
        ("<!-- {} -->", ""),
        ("<script>{}</script>", ""),
        ("<p class='a b'>{}</p>", ".b{display:none}"),
        ("<p id=q>{}</p>", "h1{color:red} p#q, .z { visibility: hidden; }"),
        ("<aside class=n><p>{}</p></aside>", "/* x */ aside.n{font-size:0}"),
    ],
)
def test_what_no_reader_sees_is_not_read(part: str, style: str) -> None:
    text = page(part.format(NEVER), style)
    assert "7,700" not in text
    assert "some 40 people" in text
    assert "Boats were sent" in text


@pytest.mark.parametrize(
    ("part", "style"),
    [
        ("<p style='opacity:0.5'>{}</p>", ""),
        ("<p style='font-size:0.9em'>{}</p>", ""),
        ("<p style='left:-5px'>{}</p>", ""),
        ("<p style='overflow:hidden'>{}</p>", ""),
        ("<p class=a>{}</p>", "@media print { .a { display: none } }"),
        ("<p class=a>{}</p>", ".b{display:none} .a .c{display:none} .a:after{display:none}"),
        ("<details><summary>More</summary><p>{}</p></details>", ""),
        ("<dialog open><p>{}</p></dialog>", ""),
        ("<p><span hidden>gone</span>{}</p>", ""),
        ("<p hiddenish>{}</p>", ""),
    ],
)
def test_what_a_reader_sees_is_read(part: str, style: str) -> None:
    assert "7,700" in page(part.format(NEVER), style)


def test_a_page_that_a_script_makes_visible_is_read() -> None:
    pytest.importorskip("trafilatura", reason="the extra `articles` is not installed")
    for way in ("style='opacity:0'", "hidden"):
        assert "40 people" in article_text(f"<html><body {way}>{SEEN * 3}</body></html>".encode(), "a.html")
