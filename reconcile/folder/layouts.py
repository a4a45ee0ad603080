"""Known layouts of files: one declarative file each, which lie beside the readers of formats."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import Field

from reconcile.folder.key_types import Table
from reconcile.folder.reading_keys import Reading
from reconcile.nearest import nearest_of

__all__ = ["Layout", "layout_called", "layout_names", "layouts_of", "with_layout"]

_HOME = "reconcile.claims.formats"

# keys of an input whose entries are added to those of its layout; all others replace them
_JOINED = ("columns", "constants", "dates", "numbers")


class Layout(Table):
    """A known layout of files."""

    title: str = Field(description="What files have it", min_length=1)
    licence: str = Field(description="What its maker asks of who uses the figures", min_length=1)
    verified: bool = Field(description="Whether its headers were seen in a file; others are taken by name alone")
    quirks: list[str] = Field(default=[], description="What a user of such files should know")
    headers: list[str] = Field(default=[], description="Headers that recognise it, and that it cannot do without")
    kept: list[str] = Field(default=[], description="Headers that look like columns of claims and are none")
    event_list: str = Field(default="", description="List whose events its rows are: its files are editions of it")
    tags: dict[str, str] = Field(default={}, description="HXL tag = column of claims, or measure")
    general: bool = Field(default=False, description="Whether it is recognised only where no other layout is")
    figure: bool = Field(default=False, description="Whether its figures stand in one more column, of any name")
    reading: Reading = Field(description="How it is read")


@cache
def layout_names() -> tuple[str, ...]:
    """Return the names of all layouts, in alphabetical order.

    Examples
    --------
    >>> layout_names()[0]
    'acled'
    """
    found = files(_HOME).joinpath("layouts").iterdir()
    return tuple(sorted(item.name.removesuffix(".toml") for item in found if item.name.endswith(".toml")))


@cache
def _content(name: str) -> dict[str, Any]:
    return tomllib.loads(files(_HOME).joinpath("layouts", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def layout_called(name: str) -> Layout:
    """Return a layout by its name.

    Raises
    ------
    ValueError
        There is none of that name; the nearest one is named.

    Examples
    --------
    >>> layout_called("acled").reading.rows
    'events'
    """
    if name not in layout_names():
        raise ValueError(f"no layout is called '{name}'; the nearest one is '{nearest_of(name, layout_names())}'")
    return Layout.model_validate(_content(name))


def layouts_of(headers: Collection[str], *, tagged: bool = False) -> list[str]:
    """Return the layouts that a file of some headers has; general ones only where there is no other.

    Parameters
    ----------
    headers : collection of str
    tagged : bool
        Whether the file has a row of HXL tags.

    Examples
    --------
    >>> layouts_of(["Entity", "Code", "Year", "Deaths"]), layouts_of(["when", "n"], tagged=True), layouts_of(["n"])
    (['owid'], ['hxl'], [])
    """
    fitting = []
    for name in layout_names():
        layout = layout_called(name)
        by_tags = bool(layout.tags) and tagged
        if by_tags or (layout.headers and set(layout.headers) <= set(headers)):
            fitting.append(name)
    return [name for name in fitting if not layout_called(name).general] or fitting


def with_layout(keys: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of an input with those of the layout that it names, its own before them.

    Raises
    ------
    ValueError
        There is no such layout.

    Examples
    --------
    >>> keys = with_layout({"path": "events.csv", "layout": "acled", "constants": {"source": "ACLED 2024"}})
    >>> keys["rows"], keys["constants"]["source"], keys["constants"]["measure"]
    ('events', 'ACLED 2024', 'killed')
    """
    name = keys.get("layout")
    if not name or not isinstance(name, str):
        return keys
    layout_called(name)
    content = _content(name)
    named = {"list": content["event_list"]} if "event_list" in content else {}
    of_layout: dict[str, Any] = {**content["reading"], **named}
    joined = {
        key: {**of_layout[key], **keys[key]} for key in _JOINED
        if isinstance(keys.get(key), dict) and key in of_layout
    }  # fmt: skip
    return {**of_layout, **keys, **joined}
