"""The address of an input with the credentials of the environment, which are sent and never written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from reconcile.errors import FetchError
from reconcile.folder.address import PLACEHOLDER, SECRET_PARAMETER

__all__ = ["Credentials", "with_credentials"]

# characters of a credential; a shorter one may be a word that any file holds
SHORTEST_CREDENTIAL = 8


@dataclass(frozen=True)
class Credentials:
    """What is sent with a request and must never be written.

    Attributes
    ----------
    url : str
        The address with the values of all variables, without user and password.
    user, password : str
        For basic authentication; empty where the address has none.
    headers : mapping of str to str
        Headers from the environment.
    secrets : tuple of str
        Every value that must not be written.
    """

    url: str = field(repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def repeated_in(self, content: bytes) -> bool:
        """Return True where an answer repeats a credential, so that a copy of it would hold one."""
        return any(secret.encode() in content for secret in self.secrets if len(secret) >= SHORTEST_CREDENTIAL)


def with_credentials(url: str, header_env: Mapping[str, str], environment: Mapping[str, str]) -> Credentials:
    """Put the credentials of the environment into a request.

    Raises
    ------
    FetchError
        A variable is not set, or its value cannot be sent. The message names the variable, never the value.

    Examples
    --------
    >>> asked = with_credentials("https://example.org/?key=${KEY}", {}, {"KEY": "a b"})
    >>> asked.url
    'https://example.org/?key=a%20b'
    """
    values = {name: _value(name, environment) for name in [*PLACEHOLDER.findall(url), *header_env.values()]}
    full = PLACEHOLDER.sub(lambda match: quote(values[match[1]], safe=""), url)
    parts = urlsplit(full)
    user, _, password = parts.netloc.rpartition("@")[0].partition(":")
    literal = [match["value"] for match in SECRET_PARAMETER.finditer(full)]
    spelled = [*values.values(), *map(quote, values.values()), *literal, *map(unquote, literal)]
    # the words of a header such as "Bearer abc" are credentials, each alone
    words = [word for name in header_env.values() for word in values[name].split()]
    return Credentials(
        parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(), unquote(user), unquote(password),
        {header: values[name] for header, name in header_env.items()},
        tuple(dict.fromkeys([*spelled, *words])),
    )  # fmt: skip


def _value(name: str, environment: Mapping[str, str]) -> str:
    value = environment.get(name, "")
    if not value:
        raise FetchError(f"the environment variable {name} is not set")
    if not (value.isascii() and value.isprintable()):
        raise FetchError(f"the environment variable {name} holds characters that cannot be sent")
    return value
