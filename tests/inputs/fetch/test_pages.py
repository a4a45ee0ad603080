"""Lists that servers give in pages, with tokens that run out and ids that were deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from reconcile.folder.config import load_config
from reconcile.folder.lock import STATE_FOLDER
from reconcile.inputs.declared_inputs import declared_inputs
from reconcile.inputs.input_files import input_files
from reconcile.inputs.prepared import Prepared, options_of, prepare
from reconcile.inputs.refresh import refresh
from reconcile.run.pipeline import run_project

from .desk_server import DeskServer, Handler, in_turn, plain, status
from .test_run import configure

pytestmark = pytest.mark.usefixtures("remembered")

HEADER = b"event_id,day,dead\n"
PAGES = {1: b"E1,2024-05-01,3\nE2,2024-05-02,4\n", 2: b"E3,2024-05-03,5\n"}
LIST = {
    "name": "register", "rows": "events", "list": "Register", "constants": {"measure": "killed"},
    "columns": {"event_id": "claim_id", "day": "count_date", "dead": "best"},
}  # fmt: skip


def number_of(handler: Handler) -> int:
    return int(parse_qs(urlsplit(handler.path).query)["page"][0])


def csv_pages(handler: Handler) -> None:
    handler.give(200, HEADER + PAGES.get(number_of(handler), b""), content_type="text/csv")


def json_pages(handler: Handler) -> None:
    """An API whose first page is 0, and whose envelope names the next one."""
    rows = [dict(zip(HEADER.decode().strip().split(","), line.split(","), strict=True))
            for line in PAGES.get(number_of(handler) + 1, b"").decode().splitlines()]  # fmt: skip
    body = {"TotalPages": 2, "NextPageUrl": "more" if number_of(handler) == 0 else "", "Result": rows}
    handler.give(200, json.dumps(body).encode(), content_type="application/json")


def recorded(home: Path, server: DeskServer, **keys: Any) -> float:
    """Return the total that a run records."""
    configure(home, {**LIST, **keys})
    run_project(home, force=True)
    estimates = pd.read_csv(home / "data/processed/estimates.csv")
    return float(estimates.loc[estimates["quantity"] == "Register/killed/all", "sum_best"].iloc[0])


def read(home: Path, **keys: Any) -> Prepared:
    """Return what a run would reconcile: its inputs are fetched, whatever is still fresh, and read."""
    configure(home, {**LIST, **keys})
    config = load_config(home)
    options = options_of(config)
    failures = refresh(config, home / STATE_FOLDER, options.claims, check=True, progress=lambda _: None)
    return prepare(config, input_files(config, failures), options, lambda _: None)


def total_of(prepared: Prepared) -> float:
    """Return the sum of the claims that count."""
    claims = prepared.checked.claims
    return float(claims.loc[claims["dropped_reason"] == "", "best"].sum())


def failures_of(prepared: Prepared) -> str:
    """Return what is told of inputs that could not be fetched."""
    found = prepared.checked.findings
    return " ".join(found.loc[found["rule"] == "input-failed", "message"])


def paths(server: DeskServer) -> list[str]:
    return [path for path, _ in server.asked]


@pytest.mark.long
def test_pages_are_asked_for_until_one_is_empty(home: Path, server: DeskServer) -> None:
    server.answers["/list"] = csv_pages
    assert recorded(home, server, url=server.url("/list"), pages="page") == 12
    assert paths(server) == ["/list?page=1", "/list?page=2", "/list?page=3"]
    (copy,) = (home / "data/raw/fetched/register").glob("*.csv")
    assert copy.read_bytes() == HEADER + PAGES[1] + PAGES[2]


def test_an_envelope_says_that_no_page_follows(home: Path, server: DeskServer) -> None:
    server.answers["/list"] = json_pages
    assert recorded(home, server, url=server.url("/list?page=0&size=2"), pages="page", records="Result") == 12
    assert paths(server) == ["/list?page=0&size=2", "/list?page=1&size=2"]


@pytest.mark.parametrize(("second", "message"), [
    (status(500), "answered 500"), (plain(b"other,columns\n1,2\n"), "other columns"),
    (plain(HEADER + PAGES[1]), "all alike"),
])  # fmt: skip
def test_where_one_page_fails_the_earlier_copy_stands(
    home: Path, server: DeskServer, second: Any, message: str
) -> None:
    server.answers["/list"] = csv_pages
    assert total_of(read(home, url=server.url("/list"), pages="page")) == 12
    server.answers["/list"] = in_turn(plain(HEADER + PAGES[1]), second)
    left = read(home, url=server.url("/list"), pages="page")
    assert total_of(left) == 12
    assert message in failures_of(left)


class Tokens:
    """A server that takes a token for one request, then wants it renewed."""

    def __init__(self, server: DeskServer) -> None:
        self.given, self.valid = 0, ""
        server.answers["/token"], server.answers["/list"] = self.token, self.list

    def token(self, handler: Handler) -> None:
        self.given += 1
        self.valid = f"token-number-{self.given}"
        body = {"access_token": self.valid, "refresh_token": "renew-me-please", "expires_in": 1}
        handler.give(200, json.dumps(body).encode(), content_type="application/json")

    def list(self, handler: Handler) -> None:
        if handler.headers.get("authorization") != f"Bearer {self.valid}":
            handler.give(401)
        else:
            self.valid = "run out"
            csv_pages(handler)


@pytest.mark.long
def test_a_token_is_asked_for_renewed_and_never_written(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_USER", "desk@example.org")
    monkeypatch.setenv("DESK_WORD", "correct horse battery")
    tokens = Tokens(server)
    total = recorded(
        home, server, url=server.url("/list"), pages="page", token_url=server.url("/token"),
        token_env={"username": "DESK_USER", "password": "DESK_WORD"}, token_fields={"client_id": "desk"},
    )  # fmt: skip
    assert (total, tokens.given) == (12, 3)
    first, *later = [parse_qs(body.decode()) for body in server.posted]
    assert first == {"grant_type": ["password"], "client_id": ["desk"], "username": ["desk@example.org"],
                     "password": ["correct horse battery"]}  # fmt: skip
    assert later == [{"grant_type": ["refresh_token"], "client_id": ["desk"], "refresh_token": ["renew-me-please"]}] * 2
    written = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    for secret in (b"token-number", b"renew-me", b"correct horse", b"correct+horse", b"desk@example"):
        assert secret not in written


@pytest.mark.long
def test_without_the_variable_no_server_is_asked(home: Path, server: DeskServer) -> None:
    server.answers["/list"] = csv_pages
    (home / "data/raw/claims.csv").write_text("measure,source,best\nkilled,A,4\n", encoding="utf-8")
    configure(home, {**LIST, "url": server.url("/list"), "token_url": server.url("/token"),
                     "token_env": {"password": "NO_SUCH_VARIABLE_OF_A_DESK"}})  # fmt: skip
    run_project(home)
    assert server.asked == []


@pytest.mark.long
def test_ids_that_the_list_has_deleted_leave_the_sums(home: Path, server: DeskServer) -> None:
    server.answers["/list"] = csv_pages
    server.answers["/gone"] = in_turn(plain(b"event_id,deleted\nE2,1714\nE9,1714\n"), plain(b"event_id,deleted\n"))
    total = recorded(home, server, url=server.url("/list"), pages="page", deleted_url=server.url("/gone"))
    assert total == 8
    claims = pd.read_csv(home / "data/processed/claims.csv", keep_default_na=False).set_index("claim_id")
    assert "its list names it among what it has deleted" in claims.loc["E2", "left_out_reason"]
    assert claims["used"].tolist() == [True, False, True]
    (declared,) = declared_inputs(load_config(home))
    assert declared.deleted is not None
