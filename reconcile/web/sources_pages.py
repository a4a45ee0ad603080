"""The page of sources, and the one thing that is written from it: a suspicion that the desk confirms."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reconcile.desk.suspected_origin import suspect_origin
from reconcile.errors import ReconcileError
from reconcile.web.answers import json_answer, page, status_of, wants_json
from reconcile.web.guard import session_of
from reconcile.web.posted_forms import WAIT
from reconcile.web.project_now import ProjectNow
from reconcile.web.sources_view import sources_view

__all__ = ["SourcesPages"]

_NOBODY: dict[str, list[object]] = {"sources": [], "suspects": [], "names": []}


class SourcesPages:
    """The sources of one project.

    Parameters
    ----------
    project : ProjectNow
    """

    def __init__(self, project: ProjectNow) -> None:
        self._project = project

    def sources(self, request: Request) -> Response:
        """Answer with all sources, and who may copy from whom."""
        try:
            standing = self._project.standing()
            view = sources_view(standing.result.tables) if standing.result else _NOBODY
        except ReconcileError as error:
            return page(request, "problem_page.html.j2", {"problem": str(error)}, status_of(error))
        return page(request, "sources.html.j2", {"view": view, "nothing": standing.nothing})

    def sources_json(self, request: Request) -> Response:
        """Answer with the same as data."""
        try:
            return json_answer(sources_view(self._project.tables()))
        except ReconcileError as error:
            return json_answer({"problem": str(error)}, status_of(error))

    def suspect(self, request: Request, form: FormData) -> Response:
        """Write that a source may only repeat another one, of a pair that is told to look like a copy."""
        source, origin = (str(form.get(name, "")) for name in ("source", "origin"))
        session = session_of(request)
        try:
            pairs = self._project.tables().dependence
            line = suspect_origin(self._project.root, pairs, source, origin, who=session.who, wait=WAIT)
        except ReconcileError as error:
            if wants_json(request):
                return json_answer({"problem": str(error)}, status_of(error))
            session.notices.append(f"Not done: {error}")
            return RedirectResponse("/sources", 303)
        if wants_json(request):
            return json_answer({"line": line, **sources_view(self._project.tables())})
        session.notices.append(f"Written into sources.csv: {line}. {source} adds no voice any more beside {origin}.")
        return RedirectResponse("/sources", 303)
