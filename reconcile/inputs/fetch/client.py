"""Requests for inputs: through a cache that follows RFC 9111, tried again after faults that may pass."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reconcile.errors import ConfigError, FetchError
from reconcile.folder.address import masked_address
from reconcile.folder.input_keys import Input
from reconcile.inputs.fetch.credentials import with_credentials

if TYPE_CHECKING:
    from hishel import SqliteStorage
    from hishel.httpx2 import CacheTransport
    from tenacity import RetryCallState

__all__ = ["Answer", "ask", "require_client", "tried"]

Result = TypeVar("Result")

# longest whole try, in time-outs: enough for a large file on a slow line
_WHOLE_TRY = 10
# seconds of the pauses between tries, doubled each time: the first, and the longest that a run waits for a server
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
# bytes with which every file of SQLite begins
_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True)
class Answer:
    """What an address answered: content, headers that are kept, and whether the network was asked at all."""

    content: bytes
    headers: dict[str, str]
    asked: bool


def require_client() -> None:
    """Raise where the libraries of the extra `fetch` are not installed.

    Raises
    ------
    ConfigError
        They are missing.

    Examples
    --------
    >>> require_client()
    """
    try:
        import hishel.httpx2  # noqa: F401
        import tenacity  # noqa: F401
    except ImportError as error:
        raise ConfigError(
            "inputs with a url need the extra 'fetch'", hint='pip install "reconcile-estimates[fetch]"'
        ) from error
    # the cache logs its own troubles; without a handler they would go to standard error
    logging.getLogger("hishel").addHandler(logging.NullHandler())
    # at the level of debugging it logs what servers send, and a careless one sends back what it was given
    logging.getLogger("httpcore2").setLevel(logging.INFO)


def ask(
    keys: Input, cache: Path, *, check: bool = False, environment: Mapping[str, str] | None = None,
    secrets: Sequence[str] = (),
) -> Answer:  # fmt: skip
    """Ask for an input, several times where a fault may pass.

    Parameters
    ----------
    keys : Input
        With a url.
    cache : Path
        File of the input's own cache; made where it is missing, and made anew where it is broken.
    check : bool
        Ask the server even where its last answer is still fresh.
    environment : mapping of str to str, optional
        Variables that hold credentials; default: those of the process.
    secrets : sequence of str
        What else must not be written, so that an answer that repeats it is refused.

    Raises
    ------
    FetchError
        After all tries, there is no answer that can be used.

    Examples
    --------
    >>> keys = Input(name="wires", url="http://127.0.0.1/claims.csv")
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     ask(keys, Path(folder) / "wires.sqlite")
    Traceback (most recent call last):
        ...
    reconcile.errors.FetchError: its host has a private address
    """
    given = os.environ if environment is None else environment
    return tried(lambda: _try(keys, cache, check, given, tuple(secrets)), keys.retries)


def tried(call: Callable[[], Result], retries: int) -> Result:
    """Return what a request gives, made several times where a fault may pass.

    Raises
    ------
    FetchError
        The last one.

    Examples
    --------
    >>> tried(lambda: 3, retries=2)
    3
    """
    from tenacity import Retrying, retry_if_exception, stop_after_attempt

    tries = Retrying(
        retry=retry_if_exception(_may_pass), stop=stop_after_attempt(retries + 1), wait=_pause, reraise=True
    )
    return tries(call)


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, FetchError) and error.passing and error.wait <= LONGEST_PAUSE


def _pause(state: RetryCallState) -> float:
    from tenacity import wait_random_exponential

    fault = state.outcome.exception() if state.outcome else None
    asked = fault.wait if isinstance(fault, FetchError) else 0.0
    return max(asked, FIRST_PAUSE / 2 + wait_random_exponential(FIRST_PAUSE, LONGEST_PAUSE)(state))


def _try(
    keys: Input, cache: Path, check: bool, environment: Mapping[str, str], secrets: tuple[str, ...]
) -> Answer:  # fmt: skip
    import hishel
    from hishel.httpx2 import CacheTransport

    from reconcile.inputs.fetch.transport import Limits, NetworkTransport

    asked = with_credentials(keys.url, keys.header_env, environment)
    asked = replace(asked, secrets=(*asked.secrets, *secrets))
    limits = Limits(timeout=keys.timeout, whole=keys.timeout * _WHOLE_TRY, most=keys.max_bytes)
    network = NetworkTransport(asked, limits, allow_private=keys.allow_private)
    _discard_broken(cache)
    storage = hishel.SqliteStorage(database_path=cache, max_size=None)
    # private to one reader, so that answers to a request with a credential may be kept
    transport = CacheTransport(network, storage, rfc=hishel.CacheOptions(shared=False))
    try:
        return _answered(transport, storage, masked_address(keys.url), check)
    except (sqlite3.Error, RuntimeError):
        transport.close()
        with suppress(OSError):
            cache.unlink(missing_ok=True)
        raise FetchError("its cache was broken and is made anew", passing=True) from None
    finally:
        transport.close()


def _answered(transport: CacheTransport, storage: SqliteStorage, url: str, check: bool) -> Answer:
    from httpx2 import Request

    before = [entry.id for entry in storage.get_entries(url)]
    headers = {"cache-control": "no-cache"} if check else {}
    response = transport.handle_request(Request("GET", url, headers=headers, extensions={"caching": {"key": url}}))
    content, status = response.read(), response.extensions["caching"]
    response.close()
    if status["stored"]:
        # the cache keeps what was replaced; of an input only the newest answer is of use
        for entry in before:
            storage.remove_entry(entry)
    return Answer(content, dict(response.headers), not status["from_cache"] or status["revalidated"])


def _discard_broken(cache: Path) -> None:
    """Remove a file that is not a database: it would be in the way of the cache for ever."""
    with suppress(OSError):
        with cache.open("rb") as file:
            sound = file.read(len(_SQLITE)) in (b"", _SQLITE)
        if not sound:
            cache.unlink()
