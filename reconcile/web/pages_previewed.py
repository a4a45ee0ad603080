"""What a decision would change: asked for by a form, and answered without a write; the next ones are made ahead."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from reconcile.desk.article_claims import article_files_of
from reconcile.errors import ReconcileError
from reconcile.folder.config import Config, load_config
from reconcile.folder.paths import relative
from reconcile.inputs.prepared import options_of
from reconcile.web.answers import json_answer, piece, status_of, wants_json
from reconcile.web.estimate_words import estimate_words, quantity_titles
from reconcile.web.pages_read import PagesRead
from reconcile.web.previews import Preview

__all__ = ["PagesPreviewed"]

Fields = dict[str, Any]


class PagesPreviewed:
    """The previews of one project.

    Parameters
    ----------
    read : PagesRead
    """

    def __init__(self, read: PagesRead) -> None:
        self._read = read
        self._project = read.project

    def preview(self, request: Request, form: FormData) -> Response:
        """Answer with a quantity now and then; of an article, also with the quantities that it is in."""
        article = str(form.get("article", ""))
        try:
            config = load_config(self._project.root)
            told = self._of_article(config, article, str(form.get("claim", ""))) if article else self._without(form)
        except ReconcileError as error:
            told = {"problem": str(error), "quantity": "", "now": [], "then": [], "joined": None}
            if wants_json(request):
                return json_answer(told, status_of(error))
        if wants_json(request):
            return json_answer(told)
        return piece("joins.html.j2" if article else "preview.html.j2", {"preview": told, "joined": told["joined"]})

    def _without(self, form: FormData) -> Fields:
        standing = self._project.standing()
        left_out = [str(value) for value in form.getlist("without")]
        preview = self._read.previews.without(standing, str(form.get("quantity", "")), left_out)
        return {**_fields(preview, standing.config), "joined": None}

    def _of_article(self, config: Config, article: str, claim: str) -> Fields:
        path = article_files_of(config).get(article)
        file = relative(config.root, path) if path else ""
        nothing: Fields = {"problem": "", "quantity": "", "now": [], "then": []}
        told = _fields(self._read.previews.preview(config, file, claim), config) if claim else nothing
        joined = self._read.previews.joined(config, file, made=True) if path else []
        if path and claim:
            self._foresee(config, file, claim)
        return {**told, "joined": joined}

    def _foresee(self, config: Config, file: str, claim: str) -> None:
        """Work out what comes next: the next claim if this one is accepted, and if not; after a rest, all pages."""
        ahead, previews = self._read.ahead, self._read.previews
        if ahead is None:
            return
        following = previews.next_waiting(config, file, claim)
        next_ones = ([claim], []) if following else ()
        soon = [partial(previews.preview, config, file, following, accepted=accepted) for accepted in next_ones]
        ahead.put(soon, [lambda: previews.adopt(self._project.standing())])


def _fields(preview: Preview, config: Config) -> Fields:
    options = options_of(config)
    rows = preview.then if len(preview.then) else preview.now
    with options.spoken():
        told = estimate_words(pd.concat([preview.now, preview.then], ignore_index=True))
        title = quantity_titles(rows, options.subjects)[-1] if len(rows) else preview.quantity
    return {
        "quantity": preview.quantity,
        "title": title,
        "problem": preview.problem,
        "now": told[: len(preview.now)],
        "then": told[len(preview.now) :],
    }
