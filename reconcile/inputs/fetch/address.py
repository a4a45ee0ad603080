"""The address of an input: as the config says it, as it is told, and as it is asked for with its credentials.

`${NAME}` stands for an environment variable. What is written anywhere (cache, manifest, report, messages) is the
address as told: placeholders stay, and the value of a parameter that is called like a credential is masked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from reconcile.inputs.fetch.fetch_error import FetchError

__all__ = ["Credentials", "check_address", "told_address", "with_credentials"]

_PLACEHOLDER = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
# parameters whose value opens something, by the usual names
_SECRET_PARAMETER = re.compile(
    r"(?i)(?P<name>[?&;](?:[\w.-]*[_-])?(?:key|apikey|token|secret|password|passwd|pwd|sig|signature|auth|code|session|"
    r"sessionid|credential)=)(?P<value>[^&;#]*)"
)
MASK = "***"
# characters of an address; servers refuse longer ones
_LONGEST = 4_000
# a credential shorter than this is a word that any file may hold
SHORTEST_CREDENTIAL = 8


@dataclass(frozen=True)
class Credentials:
    """What must be sent and never written.

    Attributes
    ----------
    url : str
        The address with every variable in its place, without user and password.
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
        """Say whether an answer gives a credential back, so that a copy of it would hold one."""
        return any(secret.encode() in content for secret in self.secrets if len(secret) >= SHORTEST_CREDENTIAL)


def check_address(url: str) -> None:
    """Refuse an address that cannot be fetched or that has a credential in it.

    Raises
    ------
    ValueError
        The address is unfit. The message never repeats it.

    Examples
    --------
    >>> check_address("https://${USER}:${PASSWORD}@example.org/claims.csv?key=${KEY}")
    >>> check_address("ftp://example.org/claims.csv")
    Traceback (most recent call last):
        ...
    ValueError: url needs http:// or https://
    """
    if len(url) > _LONGEST or not url.isprintable() or " " in url or "\\" in url:
        raise ValueError("url has a character that no address has, or is too long")
    plain = _PLACEHOLDER.sub("x", url)
    try:
        parts = urlsplit(plain)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("url is not an address") from None
    if parts.scheme not in ("http", "https"):
        raise ValueError("url needs http:// or https://")
    if not host or parts.fragment:
        raise ValueError("url needs a host, and no #")
    if "${" in plain or "${" in urlsplit(url).netloc.rpartition("@")[2]:
        raise ValueError("url has ${ where no environment variable can stand; write ${NAME} in user, path or query")
    user = urlsplit(url).netloc.rpartition("@")[0]
    if re.sub(r"[:@]", "", _PLACEHOLDER.sub("", user)):
        raise ValueError("url has a user or password in it; write ${NAME} and set the environment variable NAME")


def told_address(url: str) -> str:
    """Return an address as it may be written: no user, no credential.

    Examples
    --------
    >>> told_address("https://${USER}:${WORD}@example.org/a.csv?year=2025&api_key=abc&token=${TOKEN}")
    'https://example.org/a.csv?year=2025&api_key=***&token=${TOKEN}'
    """
    parts = urlsplit(url)
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return _SECRET_PARAMETER.sub(lambda found: found["name"] + _masked(found["value"]), plain)


def _masked(value: str) -> str:
    return value if not _PLACEHOLDER.sub("", value) else MASK


def with_credentials(url: str, header_env: Mapping[str, str], environment: Mapping[str, str]) -> Credentials:
    """Put the environment's credentials into a request.

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
    values = {name: _value(name, environment) for name in [*_PLACEHOLDER.findall(url), *header_env.values()]}
    full = _PLACEHOLDER.sub(lambda found: quote(values[found[1]], safe=""), url)
    parts = urlsplit(full)
    user, _, password = parts.netloc.rpartition("@")[0].partition(":")
    literal = [found["value"] for found in _SECRET_PARAMETER.finditer(full)]
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
