"""The keys of `[[inputs]]`: a file of the project, or an address to fetch."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, model_validator

from reconcile.folder.address import check_address
from reconcile.folder.device_names import is_device_name
from reconcile.folder.key_types import Codec
from reconcile.folder.layouts import with_layout
from reconcile.folder.max_age import parse_max_age
from reconcile.folder.reading_keys import Reading

__all__ = ["ARTICLES", "Input"]

# the format of an input that is no table of claims: a feed of articles, or a folder of them
ARTICLES = "articles"

# seconds without a byte: a busy statistics office answers in ten, a dead one never
_TIMEOUT = 30.0
# bytes: a hundred thousand claims with quotes take a quarter of it, and it fits into memory
_MAX_BYTES = 100_000_000
# further tries after a passing fault: with pauses of some seconds they bridge a restart, not an outage
_RETRIES = 2

# pages: of ten thousand rows each they hold ten times what max_bytes lets through
_MOST_PAGES = 1_000

# a name is a folder on every system: no capitals, no dots, no separators
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
# names of headers and of environment variables, so that neither can carry anything else
_HEADER, _VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}"), re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")
# a parameter of an address, so that it cannot carry another one
_PARAMETER = re.compile(r"[A-Za-z0-9_.$\[\]-]{1,64}")
# headers that say how an answer travels: only the tool itself sets them
_OWN_HEADERS = {
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "accept-encoding",
    "range",
    "te",
    "upgrade",
}

# keys that mean something only for an address
_OF_ADDRESSES = (
    "timeout", "max_bytes", "retries", "header_env", "allow_private", "keep", "pages", "most_pages", "token_url",
    "token_env", "token_fields", "deleted_url",
)  # fmt: skip

# keys of an input of articles; the others say how a table is read
_OF_ARTICLES = {
    "path", "url", "name", "format", "constants", "max_age", "timeout", "max_bytes", "retries", "header_env",
    "allow_private", "keep",
}  # fmt: skip


class Input(Reading):
    """Claims beside those in the raw folder."""

    path: str = Field(default="", description="File inside the project; an input has a path or a url")
    url: str = Field(default="", description="Address to fetch; ${NAME} stands for an environment variable")
    name: str = Field(default="", description="Name of an input with a url, and of its folder in data/raw/fetched")
    format: Literal["", "csv", "tsv", "json", "jsonl", "xlsx", "parquet", "wikitext", "articles"] = Field(
        default="",
        description="Format; empty: from the ending of the path, else from the answer's content type; articles: a feed "
        "of RSS or Atom, or a folder, whose articles are read and proposed",
    )
    layout: str = Field(default="", description="Known layout of the file, which says how it is read")
    list: str = Field(default="", description="Name of the list whose events these are; it is their source, too")
    edition: str = Field(
        default="", description="Edition of that list; what a later one covers and does not have leaves the sums"
    )
    additions: Literal["", "late"] = Field(
        default="", description='"late": the periods of this input are those of counting, not of what is counted'
    )
    encoding: Codec | Literal[""] = Field(default="", description="Text encoding of this input")
    max_age: str = Field(default="", description="Age above which a run ends with exit code 3, as 36h or 7d")
    timeout: float = Field(
        default=_TIMEOUT, gt=0, le=3600, description="Seconds without a byte after which a try has failed"
    )
    max_bytes: int = Field(default=_MAX_BYTES, gt=0, description="Largest answer that is taken, unpacked")
    retries: int = Field(default=_RETRIES, ge=0, le=10, description="Further tries after a fault that may pass")
    header_env: dict[str, str] = Field(
        default={}, description="Header to send = environment variable that holds its value"
    )
    pages: str = Field(
        default="", description="Parameter of the url that numbers its pages, which are asked for until one is empty"
    )
    most_pages: int = Field(default=_MOST_PAGES, gt=0, description="Most pages that are asked for")
    token_url: str = Field(default="", description="Address that gives a token for what token_env and token_fields say")
    token_env: dict[str, str] = Field(
        default={}, description="Field to send to token_url = environment variable that holds its value"
    )
    token_fields: dict[str, str] = Field(
        default={}, description="Further fields to send to token_url, such as client_id"
    )
    deleted_url: str = Field(default="", description="Address of the list of ids that the list no longer has")
    allow_private: bool = Field(
        default=False, description="Whether the host of the url may have a private or loopback address"
    )
    keep: int = Field(default=0, ge=0, description="Copies to keep, the newest ones; 0 keeps all")

    @model_validator(mode="before")
    @classmethod
    def _laid_out(cls, keys: Any) -> Any:
        return with_layout(keys) if isinstance(keys, dict) else keys

    @model_validator(mode="after")
    def _one_place(self) -> Input:
        if bool(self.path) == bool(self.url):
            raise ValueError("an input needs a path or a url, and not both")
        if self.url:
            self._check_fetched()
        elif idle := [key for key in _OF_ADDRESSES if key in self.model_fields_set]:
            raise ValueError(f"{idle[0]} belongs to an input with a url")
        if self.edition and self.rows == "estimates":
            raise ValueError('edition belongs to an input of rows = "events"')
        if self.max_age:
            parse_max_age(self.max_age)
        if self.has_articles:
            self._check_articles()
        return self

    @property
    def has_articles(self) -> bool:
        """Whether it is a feed or a folder of articles."""
        return self.format == ARTICLES

    @property
    def called(self) -> str:
        """Name of the input, of a file or folder its path."""
        return self.name or self.path

    def _check_articles(self) -> None:
        if idle := sorted(self.model_fields_set - _OF_ARTICLES):
            raise ValueError(f"{idle[0]} belongs to an input of claims, not of articles")
        if set(self.constants) - {"source"}:
            raise ValueError("an input of articles has one constant at most, source: who published them")

    def _check_fetched(self) -> None:
        if not _NAME.fullmatch(self.name) or is_device_name(self.name):
            raise ValueError("an input with a url needs a name of small letters, digits, - and _, as it names a folder")
        for address in filter(None, (self.url, self.token_url, self.deleted_url)):
            check_address(address)
        if self.pages and not _PARAMETER.fullmatch(self.pages):
            raise ValueError("pages takes the name of a parameter of the url")
        for field, variable in self.token_env.items():
            if not _VARIABLE.fullmatch(variable):
                raise ValueError(f"token_env.{field} takes the name of an environment variable, not a value")
        for header, variable in self.header_env.items():
            if not _HEADER.fullmatch(header) or header.lower() in _OWN_HEADERS:
                raise ValueError("header_env names a header that cannot be set")
            if not _VARIABLE.fullmatch(variable):
                # not repeated in the message: it may be the credential itself
                raise ValueError(f"header_env.{header} takes the name of an environment variable, not a value")
