"""The second reader of `[reader]`, asked about an article that was read; without `[reader]` nobody is asked."""

from __future__ import annotations

from typing import NamedTuple

from reconcile.articles.extraction import Extraction
from reconcile.articles.second_reading import INSTRUCTION, doubted, passages_of
from reconcile.columns import FINDINGS, names
from reconcile.errors import FetchError
from reconcile.folder.reader_keys import ReaderKeys
from reconcile.inputs.model_answers import model_answer
from reconcile.records import findings, join_records

__all__ = ["SecondReading", "asked_reader", "read_along"]


class SecondReading(NamedTuple):
    """What the second reader answered for each passage of a text, or why it was of no help; both empty: not asked."""

    answers: tuple[str, ...] = ()
    fault: str = ""


def asked_reader(text: str, keys: ReaderKeys) -> SecondReading:
    """Ask the second reader about a text.

    Raises
    ------
    ConfigError
        The extra `fetch` is not installed.

    Examples
    --------
    >>> asked_reader("Police said 40 men were killed.", ReaderKeys())
    SecondReading(answers=(), fault='')
    """
    if not keys.kind:
        return SecondReading()
    try:
        return SecondReading(tuple(model_answer(keys, INSTRUCTION, passage) for passage in passages_of(text)))
    except FetchError as error:
        return SecondReading(fault=str(error))


def read_along(read: Extraction, text: str, second: SecondReading) -> Extraction:
    """Return a reading that is less sure where the second reader differs.

    A reader that did not answer is a finding: the article is read without it.

    Examples
    --------
    >>> from reconcile.articles.extraction import read_article
    >>> text = "Police said 40 men were killed."
    >>> silent = SecondReading(fault="no connection could be made")
    >>> read_along(read_article(text), text, silent).findings["rule"].tolist()
    ['reader-silent']
    """
    if second.fault:
        silent = findings(
            "reader-silent", [f"the second reader was of no help: {second.fault}"],
            hint="the article was read without it; see `[reader]` in reconcile.toml",
        )  # fmt: skip
        return read._replace(findings=join_records([read.findings, silent], names(FINDINGS)))
    return doubted(read, text, second.answers) if second.answers else read
