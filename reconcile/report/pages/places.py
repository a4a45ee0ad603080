"""Where everything of a report stands: the names of its pages, and the way from one page to a place on another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import dirname, relpath
from typing import Any, TypeVar

__all__ = [
    "APPENDIX",
    "FAMILIES",
    "INDEX",
    "LEAD",
    "MOST_ON_PAGE",
    "SUMS",
    "Place",
    "Places",
    "family_page",
    "leaves",
    "places_of",
]

Item = TypeVar("Item")

# pages of a report, without their endings
LEAD, INDEX, SUMS, APPENDIX = "report", "index", "sums", "appendix"

# folder of the pages of families
FAMILIES = "families"

# quantities on one page of a family: a year of months twice over, and a page that opens at once
MOST_ON_PAGE = 25

# names of families that are names of files as they are; Windows keeps names of up to four letters for devices
_PLAIN = re.compile(r"(?=.{5,60}$)[a-z0-9]+(?:_[a-z0-9]+)*")

# longest part of a page's name that is taken from the family
_LONGEST = 60

# digits of the hash that keeps other names apart: 16^8, ample for the families of one project
_DIGITS = 8


def family_page(family: str, number: int = 1) -> str:
    """Return the name of a family's page: readable, the same in every run, and no other family has it.

    Parameters
    ----------
    family : str
        As in the tables; "" for the quantities that stand alone.
    number : int
        Which of its pages, from 1.

    Returns
    -------
    str
        Without ending, seen from the folder of reports. Names that are no plain words get a hash; two hyphens stand
        before it and before a number, and nowhere else.

    Examples
    --------
    >>> family_page("nk_casualties"), family_page("nk_casualties", 2), family_page("NK casualties")
    ('families/nk-casualties', 'families/nk-casualties--2', 'families/nk-casualties--5368e23b')
    """
    return f"{FAMILIES}/{_slug(family)}" + (f"--{number}" if number > 1 else "")


def _slug(family: str) -> str:
    if not family:
        return "quantities--alone"
    if _PLAIN.fullmatch(family):
        return family.replace("_", "-")
    readable = re.sub(r"[^a-z0-9]+", "-", family[:_LONGEST].lower()).strip("-") or "family"
    return f"{readable}--{hashlib.sha256(family.encode('utf-8', 'replace')).hexdigest()[:_DIGITS]}"


def leaves(items: Sequence[Item], most: int = MOST_ON_PAGE) -> list[Sequence[Item]]:
    """Return what stands on each page of a family; one page at least.

    Examples
    --------
    >>> leaves([1, 2, 3], 2), leaves([])
    ([[1, 2], [3]], [[]])
    """
    return [items[start : start + most] for start in range(0, len(items), most)] or [items]


@dataclass(frozen=True)
class Place:
    """A page without its ending, and the name of a place on it; "" is its top."""

    page: str
    anchor: str = ""


@dataclass(frozen=True)
class Places:
    """Where the places of a report are, by name. Without any, everything stands on one page."""

    known: Mapping[str, Place] = field(default_factory=dict)

    def way(self, name: str, here: str, ending: str) -> str:
        """Return the address of a place as seen from a page.

        Parameters
        ----------
        name : str
        here : str
            The page that has the link, without ending; "" where there is but one.
        ending : str
            Of the pages: ".html" or ".md".

        Examples
        --------
        >>> places = Places({"dead": Place("families/flood", "dead")})
        >>> places.way("dead", "report", ".html"), places.way("dead", "families/flood", ".html")
        ('families/flood.html#dead', '#dead')
        """
        place = self.known.get(name, Place(here, name))
        if place.page == here:
            return f"#{place.anchor or name}"
        file = f"{relpath(place.page, dirname(here) or '.')}{ending}"
        return f"{file}#{place.anchor}" if place.anchor else file


# places of the pages beside those of families
_OF_APPENDIX = ("comparisons", "identities", "method", "sources", "proposed", "findings", "rejected", "appendix")


def places_of(content: Mapping[str, Any], instead: Mapping[str, str] | None = None) -> Places:
    """Return where everything of a report stands that is more than one page.

    Parameters
    ----------
    content : mapping
        As `content_of` returns it.
    instead : mapping of page to page, optional
        Pages that there are not, and where their places are looked for.

    Examples
    --------
    >>> content = {"families": [{"key": "flood", "anchor": "flood", "sections": [{"anchor": "dead"}]}], "sums": []}
    >>> places_of(content).known["dead"]
    Place(page='families/flood', anchor='dead')
    """
    pages = {LEAD: Place(LEAD), INDEX: Place(INDEX), "overview": Place(INDEX), SUMS: Place(SUMS)}
    known = {**pages, **{name: Place(APPENDIX, name) for name in _OF_APPENDIX}, APPENDIX: Place(APPENDIX)}
    known |= {name: Place(SUMS, name) for name in ("named", *(f"sums-{n + 1}" for n in range(len(content["sums"]))))}
    for family in content["families"]:
        known |= dict(_of_family(family))
    others = instead or {}
    return Places({name: Place(others.get(place.page, place.page), place.anchor) for name, place in known.items()})


def _of_family(family: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    """Yield the places of a family: its first page, the pages after it, its quantities."""
    yield family["anchor"], Place(family_page(family["key"]))
    for number, leaf in enumerate(leaves(family["sections"]), start=1):
        page = family_page(family["key"], number)
        yield f"{family['anchor']}--{number}", Place(page)
        yield from ((section["anchor"], Place(page, section["anchor"])) for section in leaf)
