"""Articles that are pasted or dropped: read as `reconcile extract` reads them, and led to their review."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from reconcile.desk.article_claims import article_name
from reconcile.desk.article_files import pasted_article
from reconcile.desk.extract_articles import ExtractedArticle, extract_article
from reconcile.errors import ReconcileError
from reconcile.folder.config import load_config
from reconcile.plurals import counted
from reconcile.web.answers import json_answer, page, status_of, wants_json
from reconcile.web.filled_pages import address_of
from reconcile.web.guard import MOST_OF_ARTICLE, session_of
from reconcile.web.posted_forms import form_text, led_to
from reconcile.web.project_now import ProjectNow

__all__ = ["PagesPasted"]

# characters of the first line of a pasted article that name it
_NAME = 60


class PagesPasted:
    """The articles that are read into one project.

    Parameters
    ----------
    project : ProjectNow
    """

    def __init__(self, project: ProjectNow) -> None:
        self._project = project

    def articles(self, request: Request, form: FormData) -> Response:
        """Read an article, and lead to its review."""
        given = {name: form_text(form, name) for name in ("text", "source", "published")}
        try:
            article = self._extracted(form, given)
        except ReconcileError as error:
            if wants_json(request):
                return json_answer({"problem": str(error)}, status_of(error))
            fields = {"articles": [], "problem": str(error), "given": given, "most": MOST_OF_ARTICLE}
            return page(request, "read.html.j2", fields, status_of(error))
        name = article_name(article.file)
        told = [str(row["message"]) for row in article.findings.to_dict("records")]
        if wants_json(request):
            return json_answer({"article": name, "found": article.found, "findings": told}, 201)
        found = f"{counted(article.found, 'figure')} found, {article.added} new"
        session_of(request).notices += [found, *dict.fromkeys(told)]
        return led_to(request, address_of("article", name))

    def _extracted(self, form: FormData, given: Mapping[str, str]) -> ExtractedArticle:
        config, file = load_config(self._project.root), form.get("file")
        data, name = given["text"].replace("\r\n", "\n").encode("utf-8", "replace"), _first_line(given["text"])
        if isinstance(file, UploadFile) and file.size:
            data, name = file.file.read(), file.filename or ""
        return extract_article(
            pasted_article(BytesIO(data), name), config, source=given["source"].strip(),
            published=given["published"].strip(),
        )  # fmt: skip


def _first_line(text: str) -> str:
    """Return what names a pasted article: its first line, "" where there is none."""
    return next((" ".join(line.split())[:_NAME].replace("/", " ").replace("\\", " ").replace(".", " ").strip()
                 for line in text.splitlines() if line.strip()), "")  # fmt: skip
