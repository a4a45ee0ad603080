"""The desk as an ASGI application: addresses, what answers them, and the guard before all of it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from reconcile.web.guard import Guard
from reconcile.web.pages_approved import PagesApproved
from reconcile.web.pages_decided import PagesDecided
from reconcile.web.pages_entered import PagesEntered
from reconcile.web.pages_pasted import PagesPasted
from reconcile.web.pages_previewed import PagesPreviewed
from reconcile.web.pages_read import PagesRead
from reconcile.web.posted_forms import posted
from reconcile.web.project_now import ProjectNow
from reconcile.web.sessions import Sessions
from reconcile.web.sources_pages import SourcesPages
from reconcile.web.work_ahead import WorkAhead

__all__ = ["application"]


def application(
    root: str | Path, *, hosts: Collection[str], sessions: Sessions, cookie: str = "reconcile-desk",
    user_header: str = "", ahead: WorkAhead | None = None,
) -> Starlette:  # fmt: skip
    """Return the desk of a project.

    Parameters
    ----------
    root : str or Path
        The project's folder.
    hosts : collection of str
        Host names with ports under which it may be asked for.
    sessions : Sessions
    cookie : str
        Name of the cookie: cookies are shared by all ports of a host, so that two desks need two names.
    user_header : str
        Header in which a proxy says who asks.
    ahead : WorkAhead, optional
        Makes what is likely to be asked for next, while an editor reads; by default, nothing does.

    Examples
    --------
    >>> len(application(".", hosts=["127.0.0.1:8000"], sessions=Sessions()).routes) > 10
    True
    """
    read = PagesRead(ProjectNow(root), sessions, cookie, ahead)
    guard = Middleware(Guard, hosts=hosts, sessions=sessions, cookie=cookie, user_header=user_header)
    sources = SourcesPages(read.project)
    routes = [*_read_routes(read, sources), *_written_routes(read, sources)]
    return Starlette(routes=routes, middleware=[guard])


def _read_routes(read: PagesRead, sources: SourcesPages) -> list[Route]:
    """Return what is only read; of addresses that begin alike, the longer ones come first."""
    return [
        Route("/", read.today),
        Route("/health", read.health),
        Route("/static/{name}", read.static),
        Route("/login", read.login),
        Route("/article", read.articles),
        Route("/article/{name}.json", read.article_json),
        Route("/article/{name}", read.article),
        Route("/q/{key:path}.json", read.quantity_json),
        Route("/q/{key:path}.csv", read.quantity_csv),
        Route("/q/{key:path}.svg", read.quantity_svg),
        Route("/q/{key:path}", read.quantity),
        Route("/changes", read.changes),
        Route("/sources.json", sources.sources_json),
        Route("/sources", sources.sources),
    ]


def _written_routes(read: PagesRead, sources: SourcesPages) -> list[Route]:
    entered, pasted, previewed = PagesEntered(read), PagesPasted(read.project), PagesPreviewed(read)
    decided, approved = PagesDecided(read), PagesApproved(read)
    works = {
        "/login": entered.login,
        "/me": entered.me,
        "/articles": pasted.articles,
        "/claims/bulk": decided.bulk,
        "/claims/{id}/accept": decided.decision("accepted"),
        "/claims/{id}/reject": decided.decision("rejected"),
        "/claims/{id}/skip": decided.skip,
        "/claims/{id}/cells": decided.cells,
        "/sources/suspect": sources.suspect,
        "/undo": decided.undo,
        "/preview": previewed.preview,
        "/approve": approved.approve,
        "/run": approved.run,
    }
    return [Route(path, posted(work), methods=["POST"]) for path, work in works.items()]
