"""The address of an input: as the config has it, and masked.

`${NAME}` stands for an environment variable. Whatever is written (cache, manifest, report, messages) has the *masked*
address: placeholders stay, and the value of a parameter that is called like a credential is replaced.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["check_address", "masked_address"]

PLACEHOLDER = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
# parameters whose value grants access, by their usual names
SECRET_PARAMETER = re.compile(
    r"(?i)(?P<name>[?&;](?:[\w.-]*[_-])?(?:key|apikey|token|secret|password|passwd|pwd|sig|signature|auth|code|session|"
    r"sessionid|credential)=)(?P<value>[^&;#]*)"
)
MASK = "***"
# most characters of an address; servers refuse longer ones
_LONGEST = 4_000


def check_address(url: str) -> None:
    """Raise where an address cannot be fetched or has a credential in it.

    Raises
    ------
    ValueError
        The address cannot be used. The message never repeats it.

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
    plain = PLACEHOLDER.sub("x", url)
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
    if re.sub(r"[:@]", "", PLACEHOLDER.sub("", user)):
        raise ValueError("url has a user or password in it; write ${NAME} and set the environment variable NAME")


def masked_address(url: str) -> str:
    """Return an address without user and credentials, as it may be written.

    Examples
    --------
    >>> masked_address("https://${USER}:${WORD}@example.org/a.csv?year=2025&api_key=abc&token=${TOKEN}")
    'https://example.org/a.csv?year=2025&api_key=***&token=${TOKEN}'
    """
    parts = urlsplit(url)
    plain = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return SECRET_PARAMETER.sub(lambda match: match["name"] + _masked(match["value"]), plain)


def _masked(value: str) -> str:
    return value if not PLACEHOLDER.sub("", value) else MASK
