"""Decisions on the claims of an article: each by the function of the terminal's review, answered with the next card."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from reconcile.desk.article_claims import article_files_of, article_name
from reconcile.desk.review_claims import EDITABLE, Change, decide
from reconcile.desk.same_for_rest import same_for_rest
from reconcile.desk.undo_decision import undo_decision, what_it_set
from reconcile.errors import ChangedError, ConfigError, ReconcileError
from reconcile.folder.config import Config, load_config
from reconcile.folder.layout import SOURCES_FILE
from reconcile.folder.paths import relative
from reconcile.nearest import nearest_of
from reconcile.web.answers import json_answer, piece, refused, status_of, wants_json, wants_piece
from reconcile.web.article_view import reasons_alone
from reconcile.web.filled_pages import address_of
from reconcile.web.guard import session_of
from reconcile.web.pages_read import PagesRead
from reconcile.web.posted_forms import WAIT, Work, form_text, led_to

__all__ = ["PagesDecided"]

# cells that a form sets: a status is a decision, which looks at one claim, or at those that are sure
_CELLS = tuple(name for name in EDITABLE if name != "status")


class PagesDecided:
    """The review of one project.

    Parameters
    ----------
    read : PagesRead
    """

    def __init__(self, read: PagesRead) -> None:
        self._read = read
        self._project = read.project

    def decision(self, status: str) -> Work:
        """Return what accepts or rejects a claim."""

        def work(request: Request, form: FormData) -> Response:
            claim = request.path_params["id"]
            return self._decided(request, form, lambda _, file: [Change(claim, "status", status, file)], after=claim)

        return work

    def skip(self, request: Request, form: FormData) -> Response:
        """Go on to the next claim; nothing is written."""
        return self._reviewed(request, form_text(form, "article"), after=request.path_params["id"])

    def cells(self, request: Request, form: FormData) -> Response:
        """Set cells of a claim, and of others of its article."""
        claim = request.path_params["id"]
        cells = {name: form_text(form, name).strip() for name in _CELLS if name in form}
        if column := form_text(form, "column"):
            cells[column] = form_text(form, "value").strip()
        rest = form_text(form, "rest")
        return self._decided(
            request, form, lambda config, file: self._cell_changes(claim, cells, rest, config, file), claim=claim
        )  # fmt: skip

    def _cell_changes(self, claim: str, cells: Mapping[str, str], rest: str, config: Config, file: str) -> list[Change]:
        """Return the changes that set cells: of one claim, of those that say nothing there too, or of all."""
        if odd := [column for column in cells if column not in _CELLS]:
            hint = f"the nearest column is '{nearest_of(odd[0], _CELLS)}'"
            raise ConfigError(f"'{odd[0]}' cannot be set here", hint=hint)
        rows = self._read.previews.rows(config.root / file, file)
        waiting = rows[rows["status"].str.lower() == "proposed"]
        said = [dict(zip(cells, row, strict=True)) for row in waiting[[*cells]].to_numpy(dtype=object).tolist()]
        return same_for_rest(claim, cells, zip(waiting["claim_id"], said, strict=True), rest=rest, file=file)

    def bulk(self, request: Request, form: FormData) -> Response:
        """Accept all claims of an article that are sure: never denied, revised or stake-bearing ones."""

        def changes(config: Config, file: str) -> list[Change]:
            rows = self._read.previews.rows(config.root / file, file)
            alone = reasons_alone(self._project.latest(), rows)
            sure = [claim for claim, reason in zip(rows["claim_id"], alone, strict=True) if not reason]
            if not sure:
                raise ConfigError("no claim is sure enough to be accepted unseen", hint="look at each")
            return [Change(claim, "status", "accepted", file) for claim in sure]

        return self._decided(request, form, changes)

    def _decided(
        self, request: Request, form: FormData, changes: Callable[[Config, str], list[Change]], *, claim: str = "",
        after: str = "",
    ) -> Response:  # fmt: skip
        """Decide on claims of an article, and answer with the card of the next one, or of the same with the problem."""
        article, session = form_text(form, "article"), session_of(request)
        seal = request.headers.get("if-match", "").strip('"') or form_text(form, "seal")
        looked_at = request.path_params.get("id", "")
        try:
            config = load_config(self._project.root)
            path = article_files_of(config).get(article)
            if path is None:
                raise ConfigError(f"there is no article '{article}'")
            made_on = {looked_at: seal} if seal and looked_at else None
            findings = decide(
                config.root, changes(config, relative(config.root, path)), who=session.who, made_on=made_on, wait=WAIT,
                read=self._read.previews.rows,
            )  # fmt: skip
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
        """Take back the last decision of who is at work; the claim that is looked at stays, if it was one of them."""
        article, looked_at = form_text(form, "article"), form_text(form, "claim")
        try:
            undone = undo_decision(
                self._project.root, who=session_of(request).who, wait=WAIT, read=self._read.previews.rows
            )
        except ReconcileError as error:
            if article:
                return self._not_decided(request, article, "", error)
            return refused(request, error)
        claims = list(dict.fromkeys(cell.claim_id for cell in undone.cells))
        if undone.cells[0].file.endswith(f"/{SOURCES_FILE}"):
            session_of(request).notices.append(f"Taken back: {what_it_set(undone)}")
            return json_answer({"undone": undone.number}) if wants_json(request) else led_to(request, "/sources")
        own, shown = article_name(undone.cells[0].file), looked_at if looked_at in claims else claims[0]
        return self._reviewed(request, own, claim=shown, notice=f"Taken back: {what_it_set(undone)}")


def _row_now(error: ChangedError) -> dict[str, str]:
    """Return the row as somebody else has left it, without empty cells."""
    if error.now is None or not len(error.now):
        return {}
    row = error.now.iloc[0].to_dict()
    return {str(name): str(value) for name, value in row.items() if str(value) and name in (*EDITABLE, "claim_id")}
