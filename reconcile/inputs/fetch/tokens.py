"""Tokens of servers that want one: asked for with user and password of the environment, renewed, never written."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from urllib.parse import urlencode

from reconcile.errors import FetchError
from reconcile.folder.input_keys import Input
from reconcile.inputs.fetch.client import tried
from reconcile.inputs.fetch.credentials import with_credentials

__all__ = ["Token"]

# what fields of a token request are called where the config names no other (RFC 6749, 4.3 and 6)
_PASSWORD, _REFRESH = {"grant_type": "password"}, {"grant_type": "refresh_token"}
# the variable that stands for the token among those of the environment; no shell has one of this name
_VARIABLE = "reconcile_token"
# bytes of an answer with a token
_MOST_BYTES = 100_000


class Token:
    """The token of an input, for the time of a run.

    Parameters
    ----------
    keys : Input
        With a `token_url`, or without, and then no token is sent.

    Examples
    --------
    >>> token = Token(Input(name="wires", url="https://example.org/claims.csv"))
    >>> token.header_env, token.renewed()
    ({}, False)
    """

    def __init__(self, keys: Input) -> None:
        self._keys = keys
        self._value = self._refresh = ""

    @property
    def header_env(self) -> Mapping[str, str]:
        """Return the headers to send, by the variables that hold their values."""
        return {**self._keys.header_env, **({"Authorization": _VARIABLE} if self._keys.token_url else {})}

    @property
    def environment(self) -> Mapping[str, str]:
        """Return the environment with the token in it; it is asked for the first time that it is needed.

        Raises
        ------
        FetchError
            The server gives none.
        """
        if self._keys.token_url and not self._value:
            self._ask({**_PASSWORD, **self._keys.token_fields, **self._secret_fields()})
        return {**os.environ, **({_VARIABLE: f"Bearer {self._value}"} if self._value else {})}

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what was sent for the token, or came with it, and must not be written."""
        sent = (os.environ.get(variable, "") for variable in self._keys.token_env.values())
        return tuple(filter(None, (*sent, self._value, self._refresh)))

    def renewed(self) -> bool:
        """Renew a token that the server no longer takes; return False where there is none to renew.

        Raises
        ------
        FetchError
            The server gives no new one.
        """
        if not self._value:
            return False
        fields, refresh, self._value, self._refresh = self._keys.token_fields, self._refresh, "", ""
        if refresh:
            try:
                self._ask({**fields, **_REFRESH, "refresh_token": refresh})
            except FetchError:
                # the one for renewing has run out, too: user and password give another
                self._value = ""
        return bool(self.environment)

    def _secret_fields(self) -> dict[str, str]:
        missing = [variable for variable in self._keys.token_env.values() if not os.environ.get(variable)]
        if missing:
            raise FetchError(f"the environment variable {missing[0]} is not set")
        return {field: os.environ[variable] for field, variable in self._keys.token_env.items()}

    def _ask(self, fields: Mapping[str, str]) -> None:
        """Ask for a token, and keep it and what renews it."""
        try:
            answer = tried(lambda: self._answer(fields), self._keys.retries)
        except FetchError as fault:
            raise FetchError(f"it gives no token: {fault.message}") from None
        try:
            given = json.loads(answer)
            value, refresh = given["access_token"], given.get("refresh_token") or ""
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise FetchError("its token_url gives no access_token") from None
        if not (_is_token(value) and (not refresh or _is_token(refresh))):
            raise FetchError("its token_url gives an access_token that cannot be sent")
        self._value, self._refresh = value, refresh

    def _answer(self, fields: Mapping[str, str]) -> bytes:
        from httpx2 import Request

        from reconcile.inputs.fetch.transport import Limits, NetworkTransport

        limits = Limits(timeout=self._keys.timeout, whole=self._keys.timeout, most=_MOST_BYTES)
        asked = with_credentials(self._keys.token_url, {}, os.environ)
        transport = NetworkTransport(
            asked, limits, allow_private=self._keys.allow_private, posted=urlencode(fields).encode(),
            posted_as="application/x-www-form-urlencoded",
        )  # fmt: skip
        return transport.handle_request(Request("POST", self._keys.token_url)).read()


def _is_token(value: object) -> bool:
    """Return True for a text of visible ASCII signs, as a header may hold it (RFC 6750, 2.1)."""
    return isinstance(value, str) and bool(value) and value.isascii() and value.isprintable() and " " not in value
