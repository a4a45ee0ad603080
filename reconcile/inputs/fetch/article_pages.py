"""Pages that a feed points to: asked for as inputs are, but with no trust in who wrote the address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from reconcile.folder.input_keys import Input
from reconcile.inputs.fetch.client import ask

__all__ = ["fetch_page", "keys_of_page"]

_PORTS = {"http": 80, "https": 443}


def keys_of_page(keys: Input, link: str, most: int) -> Input:
    """Return the keys with which a page is asked for: credentials and private hosts are for the feed's own server.

    Parameters
    ----------
    keys : Input
        Those of the feed.
    link : str
        Address of the page, as the feed gives it.
    most : int
        Bytes that an article may have.

    Examples
    --------
    >>> keys = Input(name="wires", url="http://a.org/feed", header_env={"X-Key": "KEY"}, allow_private=True)
    >>> page = keys_of_page(keys, "http://b.org/raid", 9)
    >>> page.header_env, page.allow_private, page.max_bytes
    ({}, False, 9)
    >>> keys_of_page(keys, "http://a.org/raid", 9).header_env
    {'X-Key': 'KEY'}
    """
    own = _server(urlsplit(link)) == _server(urlsplit(keys.url))
    limits = {"timeout": keys.timeout, "retries": keys.retries, "max_bytes": min(keys.max_bytes, most)}
    trusted = {"header_env": keys.header_env, "allow_private": keys.allow_private} if own else {}
    return Input.model_validate({"name": keys.name, "url": link, **limits, **trusted})


def _server(address: SplitResult) -> tuple[str, str | None, int | None]:
    """Return scheme, host and port of an address."""
    return address.scheme, address.hostname, address.port or _PORTS.get(address.scheme)


def fetch_page(keys: Input, link: str, cache: Path, *, most: int) -> bytes:
    """Return a page that a feed points to.

    Raises
    ------
    FetchError
        It cannot be had.

    Examples
    --------
    >>> import tempfile
    >>> keys = Input(name="wires", url="http://a.org/feed", allow_private=True)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     fetch_page(keys, "http://127.0.0.1/raid", Path(folder) / "page.sqlite", most=9)
    Traceback (most recent call last):
        ...
    reconcile.errors.FetchError: its host has a private address
    """
    return ask(keys_of_page(keys, link, most), cache).content
