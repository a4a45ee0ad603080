"""Who enters: by the password, and under which name."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reconcile.web.guard import session_of
from reconcile.web.pages_read import PagesRead
from reconcile.web.posted_forms import form_text

__all__ = ["PagesEntered"]


class PagesEntered:
    """The door of one desk.

    Parameters
    ----------
    read : PagesRead
    """

    def __init__(self, read: PagesRead) -> None:
        self._read = read

    def login(self, request: Request, form: FormData) -> Response:
        """Let in who knows the password."""
        name = self._read.sessions.enter(form_text(form, "password"))
        return self._read.let_in(name) if name else RedirectResponse("/login?wrong=1", 303)

    def me(self, request: Request, form: FormData) -> Response:
        """Take note of who is at work; where a proxy says it, nobody says another name."""
        if not session_of(request).vouched:
            session_of(request).who = " ".join(form_text(form, "who").split())
        return RedirectResponse("/", 303)
