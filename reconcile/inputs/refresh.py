"""Inputs with an address, all fetched at once; where one fails, its earlier copies stand and the reason is returned."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from reconcile.claims.settings import ClaimSettings
from reconcile.errors import FetchError
from reconcile.folder.address import masked_address
from reconcile.folder.config import Config
from reconcile.folder.input_keys import Input
from reconcile.inputs.declared_inputs import settings_of
from reconcile.inputs.deleted_ids import check_deleted
from reconcile.inputs.fetch.client import Answer, require_client
from reconcile.inputs.fetch.copies import deleted_name, is_newest, keep_copy
from reconcile.inputs.fetch.feed_entries import FEED, feed_entries, require_parser
from reconcile.inputs.fetch.fetched_content import check_content, ending_of
from reconcile.inputs.fetch.last_checks import note_checks
from reconcile.inputs.fetch.pages import fetch_input

__all__ = ["CACHE_FOLDER", "refresh"]

# folder of HTTP caches, in the folder that the tool keeps for itself
CACHE_FOLDER = "http-cache"
# requests under way at once: inputs wait for servers, not for this machine, and no server is asked by many
_AT_ONCE = 4


def refresh(
    config: Config, state: Path, settings: ClaimSettings, *, check: bool, progress: Callable[[str], None]
) -> dict[str, str]:
    """Fetch the inputs of a project that have an address.

    Parameters
    ----------
    config : Config
    state : Path
        The folder that the tool keeps for itself.
    settings : ClaimSettings
        How the project's claims are read.
    check : bool
        Ask a server even where its last answer is still fresh.
    progress : callable
        Called with "fetching" where there is anything to fetch.

    Returns
    -------
    dict of str to str
        Name of each input that could not be fetched, and why, in the order of the config.

    Raises
    ------
    ConfigError
        The extra `fetch` is not installed.
    OutputError
        A copy cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     refresh(load_config(folder), Path(folder), ClaimSettings(), check=False, progress=lambda stage: None)
    {}
    """
    wanted = [keys for keys in config.keys.inputs if keys.url]
    if not wanted:
        return {}
    require_client()
    if any(keys.has_articles for keys in wanted):
        require_parser()
    progress("fetching")
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as workers:
        outcomes = list(workers.map(lambda keys: _fetch(config, state, settings, keys, check=check), wanted))
    now = datetime.now(UTC)
    note_checks(state, {keys.name: now for keys, (_, asked) in zip(wanted, outcomes, strict=True) if asked})
    return {keys.name: failure for keys, (failure, _) in zip(wanted, outcomes, strict=True) if failure}


def _fetch(config: Config, state: Path, settings: ClaimSettings, keys: Input, *, check: bool) -> tuple[str, bool]:
    """Fetch an input; return why that failed ("" if not), and True where its server was asked and answered well."""
    try:
        answer = fetch_input(keys, state / CACHE_FOLDER / f"{keys.name}.sqlite", check=check)
        ending = FEED if keys.has_articles else ending_of(keys, answer.headers.get("content-type", ""))
        if not is_newest(config, keys.name, answer.content):
            _check(keys, answer.content, ending, settings)
        gone = _deleted(keys, state, check=check) if keys.deleted_url else None
    except FetchError as fault:
        return fault.message, False
    if gone:
        asked, ids, kept = gone
        keep_copy(config, deleted_name(keys.name), ids.content, kept, _facts(asked, ids), most=keys.keep)
    keep_copy(config, keys.name, answer.content, ending, _facts(keys, answer), most=_most(keys))
    return "", answer.asked


def _check(keys: Input, content: bytes, ending: str, settings: ClaimSettings) -> None:
    """Raise where an answer is not what the input is declared as."""
    if keys.has_articles:
        feed_entries(content, keys.url)
    else:
        check_content(content, ending, settings_of(keys, settings))


def _most(keys: Input) -> int:
    """Return how many copies are kept: of a feed the newest where the config does not say, as its articles are kept."""
    return 1 if keys.has_articles and "keep" not in keys.model_fields_set else keys.keep


def _deleted(keys: Input, state: Path, *, check: bool) -> tuple[Input, Answer, str]:
    """Ask for the list of ids that the list no longer has; return it with its format."""
    asked = keys.model_copy(update={"url": keys.deleted_url})
    cache = state / CACHE_FOLDER / f"{deleted_name(keys.name)}.sqlite"
    try:
        answer = fetch_input(asked, cache, check=check, may_be_empty=True)
        ending = ending_of(asked, answer.headers.get("content-type", ""))
        check_deleted(answer.content, ending, asked)
    except FetchError as fault:
        raise FetchError(f"its list of deleted rows: {fault.message}") from None
    return asked, answer, ending


def _facts(keys: Input, answer: Answer) -> dict[str, str]:
    names = ("content_type", "etag", "last_modified")
    headers = {name: answer.headers.get(name.replace("_", "-"), "") for name in names}
    return {"url": masked_address(keys.url), **headers}
