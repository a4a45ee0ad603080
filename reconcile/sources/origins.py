"""Whose figure it is: claims followed through their origins to the voice that they go back to.

A *claim* is one statement of a figure. Its *source* published it, its *origin* is whom the source cites, and its
*voice* is where the chain of origins ends. Ten outlets that cite one ministry make ten claims of one voice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Ints
from reconcile.claims.text import categories_of, group_rows, plain
from reconcile.records import findings
from reconcile.sources.heard_names import HeardNames, heard_names
from reconcile.sources.registry import Registry, lookup

__all__ = ["Voices", "find_voices"]

# hops after which a chain of origins is taken for a circle: no newsroom quotes through sixty-four others
MOST_HOPS = 64


@dataclass(frozen=True, kw_only=True)
class Voices:
    """Source, origin and voice of every claim.

    Attributes
    ----------
    source, origin, voice : Series of categories, shape (claims,)
        Canonical names. The origin is "" where the source speaks for itself; the categories of `voice` are in
        alphabetical order.
    hops : ndarray of int, shape (claims,)
        Steps from the source to its voice: 0 where the source is the voice.
    members : tuple of list of str, one for each category of `voice`
        Who speaks in it: the members of a list of outlets, and one name for those that may be one.
    findings : DataFrame
        Circles of origins; names that are likely one.
    """

    source: pd.Series
    origin: pd.Series
    voice: pd.Series
    hops: Ints
    members: tuple[list[str], ...]
    findings: pd.DataFrame


def find_voices(
    claims: pd.DataFrame, quantity: Ints, registry: Registry, names: HeardNames | None = None
) -> Voices:  # fmt: skip
    """Follow every claim through its origins to its voice.

    The origin of a name is the one that all of its claims for the quantity give; if it has no claim for the quantity,
    the one that all of its claims in the family give; else that of its row in `sources.csv`. The chain ends at a name
    that has no origin, or whose claims disagree on it. A circle is one voice, named after its alphabetically first
    member.

    Parameters
    ----------
    claims : DataFrame
        Checked claims: `source`, `origin`, `family`.
    quantity : ndarray of int, shape (claims,)
        Code of the quantity of every claim.
    registry : Registry
    names : HeardNames, optional
        Names of all claims, where these are some of them.

    Returns
    -------
    Voices

    Examples
    --------
    >>> from reconcile.sources.registry import registry_of
    >>> claims = pd.DataFrame({"source": ["KBS", "BBC"], "origin": ["BBC", "officials"], "family": ["", ""]})
    >>> find_voices(claims, np.array([0, 0]), registry_of(None)).voice.tolist()
    ['officials', 'officials']
    """
    number, first = group_rows([claims["source"], claims["origin"]])
    pairs = plain(claims[["source", "origin"]].iloc[first])
    cited = registry.table["origin"]
    spelled = (column.drop_duplicates() for column in (pairs["source"], pairs["origin"], cited))
    heard = names or heard_names(spelled, registry)
    source, origin = (heard.of(pairs[name]) for name in ("source", "origin"))
    usual = heard.of(lookup(registry, "origin", source, ""))
    origin = origin.where(origin != "", usual)
    origin = origin.where(origin != source, "")
    source, origin = (categories_of(column).take(number).set_axis(claims.index) for column in (source, origin))
    rows = pd.DataFrame({"source": registry.table["source"], "origin": heard.of(cited)})
    chain = _Hops(source, origin, quantity, _family_codes(claims["family"], quantity), rows)
    voice, hops, circles = chain.follow()
    hops = hops + (origin != "").to_numpy()
    return Voices(
        source=source, origin=origin, voice=voice.set_axis(claims.index), hops=hops,
        members=tuple(map(heard.members, voice.cat.categories)),
        findings=pd.concat([heard.findings, circles], ignore_index=True),
    )  # fmt: skip


def _family_codes(family: pd.Series, quantity: Ints) -> Ints:
    """Return codes of families; claims without one form a family with the others of their quantity."""
    codes, uniques = pd.factorize(family)
    return np.where((family == "").to_numpy(), len(uniques) + quantity, codes)


class _Hops:
    """Hops from names to their origins, for all claims at once; names and origins are codes, 0 is nobody."""

    def __init__(self, source: pd.Series, origin: pd.Series, quantity: Ints, family: Ints, rows: pd.DataFrame) -> None:
        listed = [source, origin, rows["source"], rows["origin"]]
        coded = [pd.factorize(names) for names in listed]
        # nobody, "", sorts first and has code 0
        self.names = np.array(sorted({"", *(name for _, names in coded for name in names)}), dtype=object)
        code_of = {name: code for code, name in enumerate(self.names)}
        sources, origins, known, cited = (
            np.array([code_of[name] for name in names], dtype=np.int64)[codes] for codes, names in coded
        )
        self.quantity, self.family = quantity.astype(np.int64), family.astype(np.int64)
        self.by_quantity = _edges(self.quantity * len(self.names) + sources, origins)
        self.by_family = _edges(self.family * len(self.names) + sources, origins)
        self.by_registry = np.zeros(len(self.names), dtype=np.int64)
        self.by_registry[known] = cited
        self.start = np.where(origins != 0, origins, sources)

    def follow(self) -> tuple[pd.Series, Ints, pd.DataFrame]:
        """Return the voice of every claim, the number of hops to it, and findings about circles."""
        families = self.family.max(initial=0) + 1
        # in order, as what is looked up in an order lies beside what was looked up before
        start_of, starts = pd.factorize(
            (self.quantity * families + self.family) * len(self.names) + self.start, sort=True
        )
        context, current = np.divmod(np.asarray(starts, dtype=np.int64), len(self.names))
        quantity, family = np.divmod(context, families)
        current, hops, active = current.copy(), np.zeros(len(current), dtype=np.int64), np.arange(len(current))
        for _ in range(MOST_HOPS):
            following = self._next(quantity[active], family[active], current[active])
            moving = (following != 0) & (following != current[active])
            active = active[moving]
            if not len(active):
                return self._voices(current[start_of]), hops[start_of], findings("origin-circle", [])
            current[active], hops[active] = following[moving], hops[active] + 1
        current[active], circles = self._close_circles(quantity[active], family[active], current[active])
        hops[active] = 1
        return self._voices(current[start_of]), hops[start_of], circles

    def _voices(self, codes: Ints) -> pd.Series:
        """Return the names behind codes as categories, in alphabetical order and without unused ones."""
        held = pd.Categorical.from_codes(codes, pd.Index(self.names, dtype="str"), validate=False)
        return pd.Series(held.remove_unused_categories())

    def _next(self, quantity: Ints, family: Ints, names: Ints) -> Ints:
        origin = _origin_behind(self.by_quantity, quantity * len(self.names) + names)
        unknown = np.flatnonzero(origin < 0)
        origin[unknown] = _origin_behind(self.by_family, family[unknown] * len(self.names) + names[unknown])
        return np.where(origin >= 0, origin, self.by_registry[names])

    def _close_circles(self, quantity: Ints, family: Ints, names: Ints) -> tuple[Ints, pd.DataFrame]:
        """Name every circle after its alphabetically first member: names are sorted, so that is the smallest code."""
        first, walker = names.copy(), names.copy()
        for _ in range(MOST_HOPS):
            walker = self._next(quantity, family, walker)
            first = np.minimum(first, walker)
        circles = sorted({str(name) for name in self.names[first]})
        return first, findings(
            "origin-circle",
            [
                f"the origins of these claims run in a circle through {name}; they are taken as one voice"
                for name in circles
            ],
            value=circles,
            hint="state where the figure comes from in one of them",
        )


def _edges(keys: Ints, origins: Ints) -> tuple[Ints, Ints]:
    """Return the different keys, sorted, and the origin that all claims of a key give; 0 (nobody) where they differ."""
    if not len(keys):
        return keys, origins
    order = np.argsort(keys, kind="stable")
    keys, origins = keys[order], origins[order]
    start = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    lowest, highest = np.minimum.reduceat(origins, start), np.maximum.reduceat(origins, start)
    return keys[start], np.where(lowest == highest, lowest, 0)


def _origin_behind(edges: tuple[Ints, Ints], keys: Ints) -> Ints:
    """Return the origin of each key, -1 where the key has no claims."""
    known, origins = edges
    if not len(known):
        return np.full(len(keys), -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[place] == keys, origins[place], -1)
