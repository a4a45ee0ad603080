"""Sentences that are approved, and tables and report that are written, by the functions of the command line."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reconcile.errors import ReconcileError
from reconcile.run.pipeline import run_project
from reconcile.web.answers import json_answer, piece, status_of, wants_json, wants_piece
from reconcile.web.approval import approve_as_seen
from reconcile.web.filled_pages import address_of
from reconcile.web.guard import session_of
from reconcile.web.pages_read import PagesRead
from reconcile.web.posted_forms import WAIT, form_text
from reconcile.web.quantity_view import quantity_view

__all__ = ["PagesApproved"]


class PagesApproved:
    """What one project stands by.

    Parameters
    ----------
    read : PagesRead
    """

    def __init__(self, read: PagesRead) -> None:
        self._read = read
        self._project = read.project

    def approve(self, request: Request, form: FormData) -> Response:
        """Approve a sentence as it was seen; the project is run first where its outputs are out of date."""
        key, day, seal = (form_text(form, name) for name in ("quantity", "count_date", "seal"))
        session, named = session_of(request), " ".join(form_text(form, "editor").split())
        session.who = session.who or named
        editor = session.who if session.vouched else named or session.who
        try:
            approve_as_seen(self._project.root, key, count_date=day, seal=seal, editor=editor, wait=WAIT)
        except ReconcileError as error:
            if wants_json(request):
                return json_answer({"problem": str(error)}, status_of(error))
            session.notices.append(f"Not approved: {error}")
            return self._quantity(request, key, status_of(error))
        if wants_json(request):
            return json_answer(quantity_view(self._project.tables(), key))
        session.notices.append(f"Approved by {editor}")
        return self._quantity(request, key, 200)

    def _quantity(self, request: Request, key: str, status: int) -> Response:
        if not wants_piece(request):
            return RedirectResponse(address_of("q", key), 303)
        notices = session_of(request).told()
        try:
            view = quantity_view(self._project.tables(), key)
        except ReconcileError as error:
            return piece("problem.html.j2", {"problem": str(error)}, status_of(error))
        return piece("sentence.html.j2", {
            "view": view, "as_of": "", "who": session_of(request).who, "vouched": session_of(request).vouched,
            "problem": " ".join(notices), "oob": True, "others": self._read.acceptors(key),
        }, status)  # fmt: skip

    def run(self, request: Request, form: FormData) -> Response:
        """Run the project: tables and report are written as the files stand, and no server is asked."""
        session = session_of(request)
        try:
            summary = run_project(self._project.root, wait=WAIT, offline=True)
        except ReconcileError as error:
            if wants_json(request):
                return json_answer({"problem": str(error)}, status_of(error))
            session.notices.append(f"Not run: {error}")
            return RedirectResponse("/", 303)
        if wants_json(request):
            return json_answer(summary.to_dict())
        session.notices.append("Nothing had changed" if summary.unchanged else "Tables and report are written")
        return RedirectResponse("/", 303)
