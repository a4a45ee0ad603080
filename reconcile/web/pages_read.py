"""What is only read: GET never writes. The same state as a page, and as JSON for tests and extensions."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from reconcile.columns import CLAIMS
from reconcile.desk.approvals_table import latest_approvals, read_approvals
from reconcile.desk.article_claims import articles_listed
from reconcile.desk.article_texts import kept_text
from reconcile.desk.decision_journal import read_journal
from reconcile.desk.four_eyes import accepted_by, people_of
from reconcile.errors import ConfigError, ReconcileError
from reconcile.folder.config import load_config
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.report.pages.csv_text import csv_text
from reconcile.run.open_project import open_project
from reconcile.version import __version__
from reconcile.web.answers import json_answer, page, status_of
from reconcile.web.article_view import article_view, next_claim, text_pieces
from reconcile.web.claim_previews import ClaimPreviews
from reconcile.web.filled_pages import filled
from reconcile.web.guard import MOST_OF_ARTICLE
from reconcile.web.project_now import ProjectNow, Standing
from reconcile.web.proposals import measures_known
from reconcile.web.quantity_view import chart_file, quantity_chart_figures, quantity_view
from reconcile.web.sessions import Sessions
from reconcile.web.static_files import STATIC, static_file
from reconcile.web.today_view import NOTHING_YET, today_view
from reconcile.web.work_ahead import WorkAhead

__all__ = ["PagesRead"]

# decisions that a page lists: what a desk looks back at; the journal has them all
MOST_DECISIONS = 50


@dataclass
class PagesRead:
    """The pages of one project.

    Parameters
    ----------
    project : ProjectNow
    sessions : Sessions
    cookie : str
        Name of the cookie with the name of a session.
    ahead : WorkAhead, optional
        What works while an editor reads; by default, nothing does.
    previews : ClaimPreviews
    """

    project: ProjectNow
    sessions: Sessions
    cookie: str
    ahead: WorkAhead | None = None
    previews: ClaimPreviews = field(default_factory=ClaimPreviews)
    _today: tuple[Standing | None, dict[str, Any]] = field(default=(None, NOTHING_YET), repr=False)
    _lock: Any = field(default_factory=Lock, repr=False)

    def health(self, request: Request) -> Response:
        """Answer that the desk is there, and nothing of the project."""
        return json_answer({"status": "ok", "version": __version__})

    def static(self, request: Request) -> Response:
        """Answer with style or a script."""
        name = request.path_params["name"]
        if name not in STATIC:
            return PlainTextResponse("There is no such file.\n", 404)
        return Response(static_file(name), headers={"Content-Type": STATIC[name]})

    def login(self, request: Request) -> Response:
        """Ask for the password, where one is needed."""
        wrong = "wrong" in request.query_params
        return Response(filled("login.html.j2", wrong=wrong, version=__version__), media_type="text/html")

    def today(self, request: Request) -> Response:
        """Answer with the first page; with the token, let somebody in."""
        if token := request.query_params.get("token", ""):
            return self._entered(token)
        return self._shown(request, "today.html.j2", self._today_fields)

    def _entered(self, token: str) -> Response:
        name = self.sessions.redeem(token)
        if not name:
            return PlainTextResponse("This address was used already. For another, start `reconcile desk` again.\n", 403)
        return self.let_in(name)

    def let_in(self, name: str) -> Response:
        """Lead whoever has a session to the first page, with the cookie that names it."""
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.cookie, name, httponly=True, samesite="strict", path="/")
        return answer

    def _today_fields(self) -> dict[str, Any]:
        standing = self.project.standing()
        with self._lock:
            if self._today[0] is not standing:
                title = standing.config.keys.report.title
                tables = standing.result.tables if standing.result else None
                fresh = today_view(tables, title) if tables is not None else {**NOTHING_YET, "title": title}
                self._today = (standing, fresh)
            shown = self._today[1]
        articles = articles_listed(standing.config)
        return {
            "today": shown, "articles": articles, "nothing": standing.nothing,
            "approved": len(latest_approvals(read_approvals(standing.config.root))),
            "waiting": sum(int(str(one["waiting"])) for one in articles),
        }  # fmt: skip

    def articles(self, request: Request) -> Response:
        """Answer with the page that reads an article."""
        return self._shown(request, "read.html.j2", lambda: {
            # what is listed here stands in the files of articles: no claim is read for it
            "articles": articles_listed(load_config(self.project.root)), "problem": "",
            "given": {"text": "", "source": "", "published": ""}, "most": MOST_OF_ARTICLE,
        })  # fmt: skip

    def article(self, request: Request) -> Response:
        """Answer with one article and the claim that is looked at."""
        asked = request.query_params.get("claim", "")
        return self._shown(request, "article.html.j2", lambda: self.article_fields(
            request.path_params["name"], asked, whole=True
        ))  # fmt: skip

    def article_fields(
        self, name: str, claim: str = "", after: str = "", *, whole: bool = False
    ) -> dict[str, Any]:  # fmt: skip
        """Return what the page of an article shows; `claim` is looked at, else the first that waits after another.

        Decisions do not wait for the whole project: what claims are in (`joined`) is None where it was not made yet,
        unless the whole page is asked for.
        """
        standing = self.project.latest()
        self.previews.adopt(standing)
        view = article_view(standing, name, self.previews.rows)
        ids = [one["claim_id"] for one in view["claims"]]
        chosen = claim if claim in ids else next_claim(view["claims"], after)
        looked_at = next((one for one in view["claims"] if one["claim_id"] == chosen), None)
        if looked_at:
            self.expect(view["file"], chosen)
        place = ids.index(chosen) if looked_at else -1
        return {
            "view": view, "claim": looked_at, "place": place + 1,
            "pieces": text_pieces(kept_text(standing.config, name), view["claims"]),
            "previous": ids[place - 1] if place > 0 else "",
            "following": ids[place + 1] if 0 <= place < len(ids) - 1 else "",
            "measures": measures_known(), "problem": "", "changed": None,
            "joined": self.previews.joined(standing.config, view["file"], made=whole) if view["file"] else [],
            "oob": False, "notice": "",
        }  # fmt: skip

    def expect(self, file: str, claim: str) -> None:
        """Begin to work out what a claim would join: its card will ask for it."""
        if self.ahead is not None:
            self.ahead.put([lambda: self.previews.preview(load_config(self.project.root), file, claim)])

    def article_json(self, request: Request) -> Response:
        """Answer with the state of one article."""
        return self._told(lambda: article_view(
            self.project.latest(), request.path_params["name"], self.previews.rows
        ))  # fmt: skip

    def quantity(self, request: Request) -> Response:
        """Answer with one quantity."""
        return self._shown(request, "quantity.html.j2", lambda: self.quantity_fields(request))

    def quantity_fields(self, request: Request) -> dict[str, Any]:
        """Return what the page of a quantity shows, as of the day that is asked for."""
        key, day = request.path_params["key"], request.query_params.get("as_of", "")
        tables = self._tables(day)
        return {
            "view": quantity_view(tables, key), "figures": quantity_chart_figures(tables, key), "as_of": day,
            "others": self.acceptors(key), "preview": None, "problem": "", "method": tables.options.method,
            "level": tables.options.level,
        }  # fmt: skip

    def acceptors(self, key: str) -> list[str]:
        """Return who accepted the claims of a quantity, where another has to approve it; else nobody."""
        standing = self.project.standing()
        if not standing.config.keys.approvals.four_eyes or standing.result is None:
            return []
        claims = standing.result.tables.claims
        return people_of(accepted_by(standing.config, claims[claims["quantity"] == key]))

    def _tables(self, day: str = "") -> Reconciliation:
        if day:
            return open_project(self.project.root, as_of=day)
        return self.project.tables()

    def quantity_json(self, request: Request) -> Response:
        """Answer with the state of one quantity."""
        day = request.query_params.get("as_of", "")
        return self._told(lambda: quantity_view(self._tables(day), request.path_params["key"]))

    def quantity_csv(self, request: Request) -> Response:
        """Answer with the claims of one quantity, in the columns of `claims.csv`."""
        return self._file(request, "text/csv; charset=utf-8", _claims_csv)

    def quantity_svg(self, request: Request) -> Response:
        """Answer with the chart of one quantity."""
        return self._file(request, "image/svg+xml", chart_file)

    def _file(self, request: Request, kind: str, made: Any) -> Response:
        try:
            text = made(self._tables(request.query_params.get("as_of", "")), request.path_params["key"])
        except ReconcileError as error:
            return PlainTextResponse(f"{error}\n", 404)
        return Response(text, media_type=kind) if text else PlainTextResponse("There is none.\n", 404)

    def changes(self, request: Request) -> Response:
        """Answer with what moved, approved sentences that no longer hold, and the decisions of the desk."""

        def fields() -> dict[str, Any]:
            journal = read_journal(self.project.standing().config)
            return {**self._today_fields(), "journal": journal[-MOST_DECISIONS:][::-1], "decisions": len(journal)}

        return self._shown(request, "changes.html.j2", fields)

    def _shown(self, request: Request, layout: str, fields: Any) -> Response:
        try:
            return page(request, layout, fields())
        except ReconcileError as error:
            return page(request, "problem_page.html.j2", {"problem": str(error)}, _read_status(error))

    def _told(self, value: Any) -> Response:
        try:
            return json_answer(value())
        except ReconcileError as error:
            return json_answer({"problem": str(error)}, _read_status(error))


def _read_status(error: ReconcileError) -> int:
    """Return 404 for what is not there, else the status of the error."""
    return 404 if isinstance(error, ConfigError) else status_of(error)


def _claims_csv(tables: Reconciliation, quantity: str) -> str:
    claims = tables.claims[tables.claims["quantity"] == quantity]
    return csv_text(claims, CLAIMS) if len(claims) else ""
