"""What changes something: decisions, approvals, articles, runs; each by the function of the command line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from io import BytesIO
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reconcile.desk.article_claims import article_files_of, article_name
from reconcile.desk.article_files import pasted_article
from reconcile.desk.extract_articles import extract_article
from reconcile.desk.review_claims import EDITABLE, Change, decide
from reconcile.desk.same_for_rest import ALL, OPEN, same_for_rest
from reconcile.desk.undo_decision import undo_decision, what_it_set
from reconcile.errors import ChangedError, ConfigError, ReconcileError
from reconcile.folder.config import load_config
from reconcile.folder.layout import SOURCES_FILE
from reconcile.folder.paths import relative
from reconcile.nearest import nearest_of
from reconcile.plurals import counted
from reconcile.run.pipeline import run_project
from reconcile.web.answers import json_answer, page, piece, refused, status_of, wants_json, wants_piece
from reconcile.web.approval import approve_as_seen
from reconcile.web.article_view import article_view
from reconcile.web.filled_pages import address_of
from reconcile.web.guard import MOST_BYTES, session_of
from reconcile.web.pages_read import PagesRead
from reconcile.web.quantity_view import quantity_view

__all__ = ["PagesWritten"]

# seconds that a decision waits for another one, or for a run, before the card says that somebody is at work
WAIT = 3.0

# characters of the first line of a pasted article that name it
_NAME = 60

# fields of the largest form: the claims of a quantity that are ticked off, thousands in a large project
_MOST_FIELDS = 5000

# cells that a form sets: a status is a decision, which looks at one claim, or at those that are sure
_CELLS = tuple(name for name in EDITABLE if name != "status")

Fields = dict[str, Any]
Work = Callable[[Request, FormData], Response]


class PagesWritten:
    """The pages of one project that write.

    Parameters
    ----------
    read : PagesRead
    """

    def __init__(self, read: PagesRead) -> None:
        self._read = read
        self._project = read.project

    def posted(self, work: Work) -> Callable[[Request], Awaitable[Response]]:
        """Return what answers a form: it is read, and the work done beside the others."""

        async def answered(request: Request) -> Response:
            form = await request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=MOST_BYTES)
            return await run_in_threadpool(work, request, form)

        return answered

    # entering

    def login(self, request: Request, form: FormData) -> Response:
        """Let in who knows the password."""
        name = self._read.sessions.enter(_text(form, "password"))
        answer = RedirectResponse("/" if name else "/login?wrong=1", 303)
        if name:
            answer.set_cookie(self._read.cookie, name, httponly=True, samesite="strict", path="/")
        return answer

    def me(self, request: Request, form: FormData) -> Response:
        """Take note of who is at work; where a proxy says it, nobody says another name."""
        if not session_of(request).vouched:
            session_of(request).who = " ".join(_text(form, "who").split())
        return RedirectResponse("/", 303)

    # reading an article

    def articles(self, request: Request, form: FormData) -> Response:
        """Read an article, and lead to its review."""
        given = {name: _text(form, name) for name in ("text", "source", "published")}
        try:
            article = self._extracted(form, given)
        except ReconcileError as error:
            if wants_json(request):
                return json_answer({"problem": str(error)}, status_of(error))
            fields = {"articles": [], "problem": str(error), "given": given}
            return page(request, "read.html.j2", fields, status_of(error))
        name = article_name(article.file)
        told = [str(row["message"]) for row in article.findings.to_dict("records")]
        if wants_json(request):
            return json_answer({"article": name, "found": article.found, "findings": told}, 201)
        found = f"{counted(article.found, 'figure')} found, {article.added} new"
        session_of(request).notices += [found, *dict.fromkeys(told)]
        return _to(request, address_of("article", name))

    def _extracted(self, form: FormData, given: Mapping[str, str]) -> Any:
        config, file = load_config(self._project.root), form.get("file")
        data, name = given["text"].replace("\r\n", "\n").encode("utf-8", "replace"), _first_line(given["text"])
        if isinstance(file, UploadFile) and file.size:
            data, name = file.file.read(), file.filename or ""
        return extract_article(
            pasted_article(BytesIO(data), name), config, source=given["source"].strip(),
            published=given["published"].strip(),
        )  # fmt: skip

    # reviewing claims

    def decision(self, status: str) -> Work:
        """Return what accepts or rejects a claim."""

        def work(request: Request, form: FormData) -> Response:
            claim = request.path_params["id"]
            return self._decided(request, form, lambda file: [Change(claim, "status", status, file)], after=claim)

        return work

    def skip(self, request: Request, form: FormData) -> Response:
        """Go on to the next claim; nothing is written."""
        return self._reviewed(request, _text(form, "article"), after=request.path_params["id"])

    def cells(self, request: Request, form: FormData) -> Response:
        """Set cells of a claim, and of others of its article."""
        claim = request.path_params["id"]
        cells = {name: _text(form, name).strip() for name in _CELLS if name in form}
        if column := _text(form, "column"):
            cells[column] = _text(form, "value").strip()
        rest, article = _text(form, "rest"), _text(form, "article")
        return self._decided(
            request, form, lambda file: self._cell_changes(claim, cells, rest, article, file), claim=claim
        )  # fmt: skip

    def _cell_changes(self, claim: str, cells: Mapping[str, str], rest: str, article: str, file: str) -> list[Change]:
        """Return the changes that set cells: of one claim, of those that say nothing there too, or of all."""
        if odd := [column for column in cells if column not in _CELLS]:
            hint = f"the nearest column is '{nearest_of(odd[0], _CELLS)}'"
            raise ConfigError(f"'{odd[0]}' cannot be set here", hint=hint)
        claims = article_view(self._project.latest(), article)["claims"] if rest in (OPEN, ALL) else []
        waiting = [(one["claim_id"], one["cells"]) for one in claims if one["status"] == "proposed"]
        return same_for_rest(claim, cells, waiting, rest=rest, file=file)

    def bulk(self, request: Request, form: FormData) -> Response:
        """Accept all claims of an article that are sure: never denied, revised or stake-bearing ones."""

        def changes(file: str) -> list[Change]:
            claims = article_view(self._project.latest(), _text(form, "article"))["claims"]
            sure = [one for one in claims if one["alone"] == ""]
            if not sure:
                raise ConfigError("no claim is sure enough to be accepted unseen", hint="look at each")
            return [Change(one["claim_id"], "status", "accepted", file) for one in sure]

        return self._decided(request, form, changes)

    def _decided(
        self, request: Request, form: FormData, changes: Callable[[str], list[Change]], *, claim: str = "",
        after: str = "",
    ) -> Response:  # fmt: skip
        """Decide on claims of an article, and answer with the card of the next one, or of the same with the problem."""
        article, session = _text(form, "article"), session_of(request)
        seal = request.headers.get("if-match", "").strip('"') or _text(form, "seal")
        looked_at = request.path_params.get("id", "")
        try:
            config = load_config(self._project.root)
            path = article_files_of(config).get(article)
            if path is None:
                raise ConfigError(f"there is no article '{article}'")
            made_on = {looked_at: seal} if seal and looked_at else None
            findings = decide(
                config.root, changes(relative(config.root, path)), who=session.who, made_on=made_on, wait=WAIT
            )
        except ReconcileError as error:
            return self._not_decided(request, article, looked_at, error)
        notice = "; ".join(dict.fromkeys(findings["message"].astype("str")))
        return self._reviewed(request, article, claim=claim, after=after, notice=notice)

    def _not_decided(self, request: Request, article: str, claim: str, error: ReconcileError) -> Response:
        told = str(error).replace(f"--set {claim} ", "set ")
        changed = _row_now(error) if isinstance(error, ChangedError) else None
        if wants_json(request):
            return json_answer({"problem": told, "now": changed}, status_of(error))
        if not wants_piece(request):
            session_of(request).notices.append(f"Not done: {told}")
            return RedirectResponse(address_of("article", article) + f"?claim={claim}", 303)
        try:
            fields = self._read.article_fields(article, claim)
        except ReconcileError:
            return piece("problem.html.j2", {"problem": told}, status_of(error))
        return piece("card.html.j2", {**fields, "problem": told, "changed": changed, "oob": True}, status_of(error))

    def _reviewed(
        self, request: Request, article: str, *, claim: str = "", after: str = "", notice: str = ""
    ) -> Response:
        try:
            fields = self._read.article_fields(article, claim, after)
        except ReconcileError as error:
            return refused(request, error)
        if wants_json(request):
            return json_answer({"article": fields["view"], "claim": fields["claim"], "notice": notice})
        if wants_piece(request):
            return piece("card.html.j2", {**fields, "notice": notice, "oob": True})
        if notice:
            session_of(request).notices.append(notice)
        chosen = fields["claim"]["claim_id"] if fields["claim"] else ""
        return RedirectResponse(address_of("article", article) + (f"?claim={chosen}" if chosen else ""), 303)

    def undo(self, request: Request, form: FormData) -> Response:
        """Take back the last decision of who is at work."""
        article = _text(form, "article")
        try:
            undone = undo_decision(self._project.root, who=session_of(request).who, wait=WAIT)
        except ReconcileError as error:
            if article:
                return self._not_decided(request, article, "", error)
            return refused(request, error)
        claims = list(dict.fromkeys(cell.claim_id for cell in undone.cells))
        if undone.cells[0].file.endswith(f"/{SOURCES_FILE}"):
            session_of(request).notices.append(f"Taken back: {what_it_set(undone)}")
            return json_answer({"undone": undone.number}) if wants_json(request) else _to(request, "/sources")
        own = article_name(undone.cells[0].file)
        return self._reviewed(request, own, claim=claims[0], notice=f"Taken back: {what_it_set(undone)}")

    # quantities

    def approve(self, request: Request, form: FormData) -> Response:
        """Approve a sentence as it was seen; the project is run first where its outputs are out of date."""
        key, day, seal = (_text(form, name) for name in ("quantity", "count_date", "seal"))
        session, named = session_of(request), " ".join(_text(form, "editor").split())
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


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _first_line(text: str) -> str:
    """Return what names a pasted article: its first line, "" where there is none."""
    return next((" ".join(line.split())[:_NAME].replace("/", " ").replace("\\", " ").replace(".", " ").strip()
                 for line in text.splitlines() if line.strip()), "")  # fmt: skip


def _row_now(error: ChangedError) -> dict[str, str]:
    """Return the row as somebody else has left it, without empty cells."""
    if error.now is None or not len(error.now):
        return {}
    row = error.now.iloc[0].to_dict()
    return {str(name): str(value) for name, value in row.items() if str(value) and name in (*EDITABLE, "claim_id")}


def _to(request: Request, address: str) -> Response:
    if wants_piece(request):
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)
