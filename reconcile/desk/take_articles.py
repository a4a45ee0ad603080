"""Articles of feeds and folders, taken before a run: the new ones are read, and their claims wait for a review."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from reconcile.articles.printed.documents import article_text
from reconcile.articles.printed.page_dates import published_in
from reconcile.desk.article_files import Article
from reconcile.desk.extract_articles import extract_article
from reconcile.desk.extracted_store import read_editable_rows
from reconcile.desk.incoming_articles import Incoming, incoming_articles
from reconcile.desk.kept_pages import kept_page, own_name
from reconcile.desk.known_ids import KnownIds
from reconcile.errors import FetchError, InputError
from reconcile.folder.config import Config
from reconcile.folder.layout import EXTRACTED_FOLDER
from reconcile.folder.paths import inside, relative
from reconcile.inputs.article_list import TakenArticle, read_article_list, write_article_list
from reconcile.inputs.article_notices import CHANGED, TWICE, UNFETCHED, WITHOUT_TEXT
from reconcile.inputs.fetch.feed_entries import require_parser
from reconcile.plurals import counted

__all__ = ["take_articles"]

# pages that one run asks for: a feed has some twenty, and a first look at an archive is spread over several runs
MOST_PAGES = 50
# articles of one input that one run reads, of files and of a feed itself: at 0.14 s each, half a minute
MOST_ARTICLES = 200
# pages of one feed that may fail before the others wait for the next run: its server is down, and time-outs add up
MOST_FAILURES = 3


def take_articles(
    config: Config, failures: Mapping[str, str], *, offline: bool, progress: Callable[[str], None]
) -> dict[str, str]:  # fmt: skip
    """Read what is new in feeds and folders of articles, and propose its claims; the project is locked.

    Claims that somebody has reviewed are never touched: where their article has changed, a finding says so.

    Parameters
    ----------
    config : Config
    failures : mapping of str to str
        Inputs that could not be fetched, and why.
    offline : bool
        Ask no server; folders are read all the same.
    progress : callable

    Returns
    -------
    dict of str to str
        The failures that are not of feeds; those are in the list of articles.

    Raises
    ------
    InputError
        The list of articles cannot be read.
    OutputError
        Claims cannot be written; what was taken before is recorded.

    Examples
    --------
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     take_articles(load_config(folder), {}, offline=False, progress=lambda stage: None)
    {}
    """
    wanted = [keys for keys in config.keys.inputs if keys.has_articles]
    listed = read_article_list(config)
    if not (wanted or listed.articles or listed.failed):
        return dict(failures)
    progress("reading articles")
    if any(keys.url for keys in wanted):
        require_parser()
    names = {keys.called for keys in wanted}
    # a feed that was not asked failed as it did when it was
    failed = {name: why for name, why in (listed.failed if offline else failures).items() if name in names}
    taking = _Taking(config, {(one.input, one.entry): one for one in listed.articles}, failed)
    with tempfile.TemporaryDirectory() as cache:
        for keys in wanted:
            try:
                incoming = incoming_articles(config, keys, Path(cache))
            except (FetchError, InputError) as error:
                failed.setdefault(keys.called, error.message)
                continue
            taking.take(keys.called, incoming, offline=offline)
    taking.forget(names)
    return {name: why for name, why in failures.items() if name not in names}


class _Taking:
    """Articles as they are taken, one after the other, each recorded before its claims are written."""

    def __init__(self, config: Config, articles: dict[tuple[str, str], TakenArticle], failed: dict[str, str]) -> None:
        self._config, self._articles, self._failed = config, articles, failed
        self._known = KnownIds(config)
        self._texts = _kept_texts(config)

    def take(self, name: str, incoming: list[Incoming], *, offline: bool) -> None:
        """Take what is new of one input."""
        own = {one.known.entry for one in incoming}
        for key, earlier in [*self._articles.items()]:
            # what has no claims and is no longer there is of no use
            if key[0] == name and key[1] not in own and not earlier.article and name not in self._failed:
                del self._articles[key]
        pages, read, failures, waiting = 0, 0, 0, 0
        for one in incoming:
            before = self._settled(one)
            if (before is not None and before.seen == one.known.seen) or (one.asks and offline):
                continue
            pages += one.asks
            read += 1
            if read > MOST_ARTICLES or (one.asks and pages > MOST_PAGES):
                waiting += 1
            elif not (one.asks and failures >= MOST_FAILURES):
                failures += self._take(one, before).rule == UNFETCHED
        if waiting:
            self._failed.setdefault(name, _waiting(waiting))

    def _settled(self, one: Incoming) -> TakenArticle | None:
        """Return what was recorded of an article before; a change that was extracted since is told no more."""
        before = self._articles.get((one.known.input, one.known.entry))
        if before is not None and before.rule == CHANGED and before.text in self._texts:
            before = replace(before, rule="", problem="")
            self._articles[before.input, before.entry] = before
        return before

    def _take(self, one: Incoming, before: TakenArticle | None) -> TakenArticle:
        known = one.known
        if before is not None:
            known = replace(known, article=before.article, text=before.text, copy=known.copy or before.copy)
        twin = self._twin_by_link(known)
        if twin:
            return self._record(replace(known, rule=TWICE, problem=f"its page is that of {twin}"))
        try:
            printed = one.content()
        except FetchError as error:
            return self._record(replace(known, seen="", rule=UNFETCHED, problem=error.message))
        except InputError as error:
            return self._record(replace(known, rule=WITHOUT_TEXT, problem=error.message))
        try:
            text = article_text(printed.data, printed.name)
        except InputError as error:
            # a file is here, and looked at every time: it may be for want of an extra
            seen = known.seen if one.asks else ""
            return self._record(replace(known, seen=seen, rule=WITHOUT_TEXT, problem=error.message))
        day = known.published or _page_day(printed)
        return self._read(replace(known, published=day), printed, text)

    def _twin_by_link(self, known: TakenArticle) -> str:
        """Return another article with claims whose page this is; "" where there is none."""
        others = (
            other.article for key, other in sorted(self._articles.items())
            if known.link and other.link == known.link and other.article and key != (known.input, known.entry)
        )  # fmt: skip
        return next(others, "") if not known.article else ""

    def _read(self, known: TakenArticle, printed: Article, text: str) -> TakenArticle:
        digest = _digest(text.encode("utf-8", "replace"))
        twin = self._texts.get(digest, "")
        if known.article and digest == known.text:
            return self._record(replace(known, rule="", problem=""))
        if twin and twin != known.article and not known.article:
            return self._record(replace(known, text=digest, rule=TWICE, problem=f"its text is that of {twin}"))
        if known.article and self._is_reviewed(known.article):
            copy = kept_page(self._config, known, printed)
            said = "it has changed since its claims were reviewed; they are kept as they are"
            return self._record(replace(known, text=digest, copy=copy, rule=CHANGED, problem=said))
        return self._proposed(known, printed, text, digest)

    def _proposed(self, known: TakenArticle, printed: Article, text: str, digest: str) -> TakenArticle:
        """Write the claims of an article that nobody has reviewed; one without claims has no file."""
        plain = Article(f"{known.title or known.entry}.txt", text.encode("utf-8", "replace"), known.entry)
        name = known.article or own_name(known)
        if not (known.article or extract_article(plain, source=known.source, published=known.published).found):
            return self._record(replace(known, text=digest, rule="", problem=""))
        # until its claims stand, it is to be read again
        copy = kept_page(self._config, known, printed)
        done = replace(known, text=digest, article=name, copy=copy, rule="", problem="")
        self._record(replace(done, seen="", text=""))
        extract_article(
            plain, self._config, source=known.source, published=known.published, known=self._known,
            own_file=f"{name}.csv", held=True,
        )  # fmt: skip
        self._texts[digest] = name
        return self._record(done)

    def _is_reviewed(self, article: str) -> bool:
        """Return True where somebody has decided on a claim of an article, or its file cannot be read."""
        path = inside(self._config.root, self._config.raw / EXTRACTED_FOLDER) / f"{article}.csv"
        try:
            rows = read_editable_rows(path, relative(self._config.root, path))
        except InputError:
            return True
        return bool((rows["status"].str.lower() != "proposed").any())

    def _record(self, article: TakenArticle) -> TakenArticle:
        self._articles[article.input, article.entry] = article
        write_article_list(self._config, self._articles.values(), self._failed)
        return article

    def forget(self, names: set[str]) -> None:
        """Forget articles without claims of inputs that are no more; write the list."""
        kept = [one for one in self._articles.values() if one.article or one.input in names]
        write_article_list(self._config, kept, self._failed)


def _waiting(articles: int) -> str:
    """Return in words that articles wait for the next runs."""
    more = f"{counted(articles, 'more article')} {'waits' if articles == 1 else 'wait'}"
    return f"{more} for the next runs: each reads {MOST_ARTICLES} at most, and {MOST_PAGES} pages"


def _page_day(printed: Article) -> str:
    found = published_in(printed.data, printed.name)
    return found.day if found else ""


def _kept_texts(config: Config) -> dict[str, str]:
    """Return the name of each article whose text is kept, by the hash of the text."""
    folder = inside(config.root, config.raw / EXTRACTED_FOLDER)
    texts = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    return {_digest(file.read_bytes()): file.stem for file in reversed(texts) if file.is_file()}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
