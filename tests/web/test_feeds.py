"""Articles that come by themselves, as the desk shows them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reconcile.errors import InputError, NothingUsableError
from reconcile.run.pipeline import run_project
from tests.projects import WITHOUT_FIGURES
from tests.web.conftest import ARTICLE, Desk


def test_what_came_waits_on_the_first_page(tmp_path: Path, another: Callable[..., Desk]) -> None:
    (tmp_path / "inbox").mkdir()
    feed = '[[inputs]]\nformat = "articles"\npath = "inbox"\nconstants = { source = "Vell Courier" }\n'
    (tmp_path / "reconcile.toml").write_text(f"{WITHOUT_FIGURES}\n{feed}")
    (tmp_path / "inbox/weather.txt").write_text("It rained in Vell.")
    with pytest.raises(InputError, match="no article that came has one"):
        run_project(tmp_path)
    # a desk with nothing yet opens all the same
    desk = another(tmp_path, "A. Editor")
    assert desk.get("/").status_code == 200
    (tmp_path / "inbox/marn.txt").write_text(ARTICLE)
    with pytest.raises(NothingUsableError):
        run_project(tmp_path)
    (file,) = (tmp_path / "data/raw/extracted").glob("*.csv")
    assert f"/article/{file.stem}" in desk.get("/").text
    assert [claim["status"] for claim in desk.article(file.stem)["claims"]] == ["proposed"] * 4
