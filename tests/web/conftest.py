"""A project with one article that was read, and a desk of it that somebody has entered."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.projects import WITHOUT_FIGURES, MadeOnce, copy_of

# without the extra `desk` there is nothing to test here
collect_ignore_glob = [] if importlib.util.find_spec("starlette") else ["test_*.py"]

HOST = "127.0.0.1:8000"
ARTICLE = """Lower Marn searches for a third day

About 40 people had been killed in Lower Marn by 7 May 2025, the Interior Ministry said on Thursday.

Between 40 and 48 people had been killed in Lower Marn by 7 May 2025, according to the Hospital Network.

The Vell Relief group said at least 37 people had been killed in Lower Marn by 7 May 2025. It named them all.

The Interior Ministry said about 1,200 people were displaced.
"""


def make_project(folder: Path) -> None:
    from reconcile.desk.article_files import Article
    from reconcile.desk.extract_articles import extract_article
    from reconcile.folder.config import load_config

    (folder / "reconcile.toml").write_text(WITHOUT_FIGURES)
    article = Article("marn.txt", ARTICLE.encode(), "marn.txt")
    extract_article(article, load_config(folder), source="Vell Courier", published="2025-05-08")


def make_suspects(folder: Path) -> None:
    """Make a project in which Herald prints what Wire said a day before, and Relief counts by itself."""
    counted = (712, 1384, 566, 2051, 93, 318, 1477, 839)
    apart = (1033, 902, 410, 3400, 61, 505, 1190, 1260)
    rows = [
        f"wounded,Town {place},{source},{best},2024-05-0{day}"
        for day, (source, figures) in enumerate([("Wire", counted), ("Herald", counted), ("Relief", apart)], start=1)
        for place, best in enumerate(figures)
    ]
    (folder / "data/raw").mkdir(parents=True)
    (folder / "data/raw/claims.csv").write_text("\n".join(["measure,place,source,best,published", *rows, ""]))
    (folder / "data/raw/sources.csv").write_text(
        "source,aliases,stake,grade\nRelief,VR;<b>Valley</b>,Ålen,B2\nWire,,,\n", encoding="utf-8"
    )
    (folder / "reconcile.toml").write_text(WITHOUT_FIGURES)


@pytest.fixture
def home(made_once: MadeOnce, tmp_path: Path) -> Path:
    return copy_of(made_once("desk", make_project), tmp_path)


class Desk:
    """A desk that answers without a network, as a browser would ask it."""

    def __init__(self, home: Path, who: str = "A. Editor", *, user_header: str = "", ahead: Any = None) -> None:
        from starlette.testclient import TestClient

        from reconcile.web.application import application
        from reconcile.web.sessions import Sessions

        self.home, self.sessions = home, Sessions(who=who)
        self.app = application(home, hosts=[HOST], sessions=self.sessions, user_header=user_header, ahead=ahead)
        own = {"sec-fetch-site": "same-origin", "origin": f"http://{HOST}"}
        self.client = TestClient(self.app, base_url=f"http://{HOST}", headers=own, follow_redirects=False)

    def enter(self) -> Desk:
        assert self.client.get(f"/?token={self.sessions.token}").status_code == 303
        return self

    def get(self, path: str, **named: Any) -> Any:
        return self.client.get(path, **named)

    def post(self, path: str, data: dict[str, Any] | None = None, **headers: str) -> Any:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(path, data=data or {"": ""}, headers={"accept": "application/json", **told})

    def article(self, name: str = "marn") -> dict[str, Any]:
        return self.get(f"/article/{name}.json").json()

    def decide(self, action: str, number: int, **fields: str) -> Any:
        claim = self.article()["claims"][number]
        given = {"article": "marn", "seal": claim["seal"], **fields}
        return self.post(f"/claims/{claim['claim_id']}/{action}", given)

    def claims_file(self) -> bytes:
        return (self.home / "data/raw/extracted/marn.csv").read_bytes()


@pytest.fixture
def desk(home: Path) -> Desk:
    return Desk(home).enter()


@pytest.fixture
def another() -> Callable[..., Desk]:
    """Somebody else at the same project."""
    return lambda home, who: Desk(home, who).enter()
