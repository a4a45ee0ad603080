"""The tutorial of the desk, walked in a browser as docs/desk-tutorial.md tells it; its pictures are taken on the way.

With RECONCILE_UPDATE_GOLDEN=1 they are written into the docs. Fonts differ between machines: no picture is compared.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.browser.conftest import ROOT

pytest.importorskip("starlette", reason="needs the extra desk")

from tests.browser.test_desk import Editor, editor, served  # noqa: F401
from tests.projects import WITHOUT_FIGURES
from tests.snippets import blocks_of
from tests.web.conftest import ARTICLE

PAGE = ROOT / "docs/desk-tutorial.md"
PICTURES = ROOT / "docs/pictures/desk"
# a window as wide as a page of docs shows it
WINDOW = (1180, 760)
# colours of a picture: pages have few, and a picture of 64 is a fifth as large
COLOURS = 64


class Camera:
    """Takes pictures of a window; `taken` has their names in order."""

    def __init__(self, at: Editor, folder: Path) -> None:
        self.at, self.folder, self.taken = at, folder, list[str]()

    def take(self, name: str) -> None:
        from PIL import Image

        # a cursor that blinks would be in one picture and not in the next
        self.at.browser.run("document.documentElement.style.caretColor = 'transparent'")
        picture = Image.open(io.BytesIO(self.at.browser.driver.get_screenshot_as_png())).convert("RGB")
        assert len(picture.getcolors(WINDOW[0] * WINDOW[1]) or ()) > 1, f"{name} is empty"
        self.folder.mkdir(parents=True, exist_ok=True)
        small = picture.quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(self.folder / f"{name}.png", optimize=True)
        self.taken.append(name)


def named_in_the_page() -> list[str]:
    return re.findall(r"\]\(pictures/desk/([a-z-]+)\.png\)", PAGE.read_text(encoding="utf-8"))


def test_the_tutorial_goes_as_it_says(tmp_path: Path, editor: Callable[..., Editor]) -> None:  # noqa: F811
    folder = PICTURES if os.environ.get("RECONCILE_UPDATE_GOLDEN") == "1" else tmp_path / "pictures"
    home = tmp_path / "dam"
    home.mkdir()
    (home / "reconcile.toml").write_text(f'{WITHOUT_FIGURES}\ntitle = "The dam at Lower Marn"\n')
    with served(home) as desk:
        at = editor(desk, screen=WINDOW)
        camera = Camera(at, folder)
        at.press("g", "n")
        at.wait("return document.activeElement?.id === 'text'")
        at.paste(ARTICLE)
        at.press("TAB")
        at.paste("Vell Courier")
        at.press("TAB")
        at.paste("2025-05-08")
        camera.take("read")
        at.press("CONTROL+ENTER")
        at.claim(1)
        camera.take("review")
        at.press("a")
        at.claim(2)
        at.press("a")
        at.claim(3)
        at.press("s")
        at.claim(4)
        at.press("d")
        at.wait("return !!document.activeElement?.closest('#chip-set-date')")
        camera.take("set-a-day")
        at.press("ENTER")
        day = "[...document.querySelectorAll('#chip-set-date .value')].some(one => one.textContent.includes('2025'))"
        at.wait(f"return {day}")
        at.press("a")
        at.claim(3)
        at.press("a")
        at.wait("return document.querySelector('.card-title')?.textContent.startsWith('All 4')")
        at.press("v")
        at.wait("return document.getElementById('the-sentence')?.textContent")
        camera.take("quantity")
        at.press("y", "ENTER")
        at.wait("return document.querySelector('#sentence [data-status=approved]') !== null")
        at.press("c")
        at.wait("return document.getElementById('said').textContent === 'Copied'")
        at.press("g", "t")
        at.wait("return document.querySelector('[data-sentence]') !== null")
        camera.take("today")
    assert pd.read_csv(home / "approvals.csv")["editor"].tolist() == ["A. Editor"]
    assert camera.taken == named_in_the_page()


def test_its_article_is_the_one_that_the_page_shows() -> None:
    shown = [block.text for block in blocks_of(PAGE) if block.text.startswith("Lower Marn searches")]
    assert [text.strip() for text in shown] == [ARTICLE.strip()]


@pytest.mark.parametrize("name", named_in_the_page())
def test_its_pictures_are_there(name: str) -> None:
    assert (PICTURES / f"{name}.png").read_bytes().startswith(b"\x89PNG")
