"""Findings on feeds and folders of articles: what failed, came twice, or changed after somebody had reviewed it."""

from __future__ import annotations

import pandas as pd

from reconcile.columns import FINDINGS, names
from reconcile.folder.config import Config
from reconcile.inputs.article_list import read_article_list
from reconcile.records import findings, join_records

__all__ = ["CHANGED", "TWICE", "UNFETCHED", "WITHOUT_TEXT", "article_notices"]

# rules of findings on one article
UNFETCHED, WITHOUT_TEXT, TWICE, CHANGED = (
    "article-unfetched",
    "article-without-text",
    "article-twice",
    "article-changed",
)
_HINTS = {
    UNFETCHED: "the next run tries again; or save the page and read it with `reconcile extract`",
    WITHOUT_TEXT: "save its text and read it with `reconcile extract`",
    TWICE: "nothing is to be done: it is read once",
}


def article_notices(config: Config) -> pd.DataFrame:
    """Return a finding for each feed that failed and each article that needs somebody.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     len(article_notices(load_config(folder)))
    0
    """
    listed = read_article_list(config)
    told = [one for one in listed.articles if one.rule]
    failed = findings(
        "feed-failed", [f"{name}: {reason}" for name, reason in listed.failed.items()], value=[*listed.failed],
        hint="check [[inputs]]; the next run tries again, and what was read before stays",
    )  # fmt: skip
    of_articles = [
        findings(
            one.rule, [f"{one.title or one.entry}: {one.problem}"], value=one.link or one.entry, file=one.input,
            hint=_HINTS.get(one.rule) or f"look at it: `reconcile extract --name {one.article} {one.copy}` reads it",
        )
        for one in told
    ]  # fmt: skip
    return join_records([failed, *of_articles], names(FINDINGS))
