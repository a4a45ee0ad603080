"""Pages and pieces of pages, filled from their layouts; every field is escaped: text of articles is only text."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

__all__ = ["address_of", "filled"]


def address_of(*parts: str) -> str:
    """Return the address of a page: slashes of a key stay, all else that means something in an address is written out.

    Examples
    --------
    >>> address_of("q", "gain/scope=with Kursk?")
    '/q/gain/scope%3Dwith%20Kursk%3F'
    """
    return "/" + "/".join(quote(part, safe="/") for part in parts)


def filled(layout: str, **fields: Any) -> str:
    """Return a layout with its fields.

    Examples
    --------
    >>> "<script>" in filled("problem.html.j2", problem="<script>")
    False
    """
    return _environment().get_template(layout).render(**fields)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reconcile.web"), trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
        autoescape=True,
    )  # fmt: skip
    environment.globals["at"] = address_of
    return environment
