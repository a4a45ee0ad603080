"""Answers to requests: pages, pieces of pages, JSON; and what went wrong, with the status that says so."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from reconcile.errors import ChangedError, ConfigError, InputError, LockedError, OutputError, ReconcileError
from reconcile.version import __version__
from reconcile.web.filled_pages import filled
from reconcile.web.guard import session_of

__all__ = ["json_answer", "page", "piece", "refused", "status_of", "wants_json", "wants_piece"]

# status of an answer by the kind of error: somebody else decided, is at work, the disk is full, the input is wrong
_STATUS = ((ChangedError, 409), (LockedError, 423), (OutputError, 507), (ConfigError, 422), (InputError, 422))


def status_of(error: ReconcileError) -> int:
    """Return the status of an answer that tells of an error.

    Examples
    --------
    >>> status_of(LockedError("another run is under way")), status_of(ConfigError("no"))
    (423, 422)
    """
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 422)


def wants_json(request: Request) -> bool:
    """Return True for a program, which asks for JSON.

    Examples
    --------
    >>> wants_json(Request({"type": "http", "headers": [(b"accept", b"application/json")]}))
    True
    """
    return "application/json" in request.headers.get("accept", "")


def wants_piece(request: Request) -> bool:
    """Return True for the script of the pages, which asks for a piece of a page.

    Examples
    --------
    >>> wants_piece(Request({"type": "http", "headers": [(b"hx-request", b"true")]}))
    True
    """
    return str(request.headers.get("hx-request")) == "true"


def json_answer(value: Any, status: int = 200) -> Response:
    """Return a value as JSON, with null for what is no number.

    Examples
    --------
    >>> json_answer({"low": float("nan")}).body
    b'{"low": null}'
    """
    return Response(json.dumps(_plain(value), ensure_ascii=False), status, media_type="application/json")


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def page(request: Request, layout: str, fields: Mapping[str, Any], status: int = 200) -> Response:
    """Return a whole page; it also shows who is at work, and what they are to be told once.

    Examples
    --------
    >>> from reconcile.web.sessions import Session
    >>> request = Request({"type": "http", "path": "/", "headers": [], "server": ("127.0.0.1", 80), "scheme": "http",
    ...                    "query_string": b"", "state": {"session": Session(notices=["saved"])}})
    >>> b"saved" in page(request, "problem_page.html.j2", {"problem": "no"}, 404).body
    True
    """
    session = session_of(request)
    text = filled(
        layout, **fields, who=session.who, vouched=session.vouched, notices=session.told(), here=request.url.path,
        version=__version__,
    )  # fmt: skip
    return HTMLResponse(text, status)


def piece(layout: str, fields: Mapping[str, Any], status: int = 200) -> Response:
    """Return a piece of a page, which the script puts in place of the old one.

    Examples
    --------
    >>> piece("problem.html.j2", {"problem": "a < b"}).body.strip()
    b'<p class="problem" role="alert">a &lt; b</p>'
    """
    return HTMLResponse(filled(layout, **fields), status)


def refused(request: Request, error: ReconcileError) -> Response:
    """Return what went wrong as whoever asks can read it: as JSON, as a piece of a page, as a whole page.

    Examples
    --------
    >>> asked = Request({"type": "http", "headers": [(b"accept", b"application/json")]})
    >>> refused(asked, LockedError("a run is at work")).body
    b'{"problem": "a run is at work"}'
    """
    told, status = {"problem": str(error)}, status_of(error)
    if wants_json(request):
        return json_answer(told, status)
    if wants_piece(request):
        return piece("problem.html.j2", told, status)
    return page(request, "problem_page.html.j2", told, status)
