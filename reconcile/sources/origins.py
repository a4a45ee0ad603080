"""Whose figure it is: claims followed through their origins to the voice they go back to.

The *source* published the claim, the *origin* is whom it has it from, the *voice* is where the chain of origins
ends. Ten outlets that cite one ministry are one voice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.claims.text import categories_of, plain, told_apart
from reconcile.records import findings
from reconcile.sources.registry import Registry, lookup

__all__ = ["Voices", "find_voices"]

# hops; a chain of origins longer than this is a circle, as no newsroom quotes through sixty-four others
MOST_HOPS = 64


@dataclass(frozen=True)
class Voices:
    """The voice of every claim.

    Attributes
    ----------
    source, origin, voice : Series of categories, shape (claims,)
        Canonical names; origin is empty where the source speaks for itself; voices in alphabetical order.
    hops : ndarray of int, shape (claims,)
        Origins between the source and its voice; 0 where the source is the voice.
    findings : DataFrame
        Circles of origins.
    """

    source: pd.Series
    origin: pd.Series
    voice: pd.Series
    hops: np.ndarray
    findings: pd.DataFrame


def find_voices(claims: pd.DataFrame, quantity: np.ndarray, registry: Registry) -> Voices:
    """Follow every claim to its voice.

    A name's next origin is what all of its own claims for the quantity say; if it has none there, what all of its
    claims in the family say; else its row in `sources.csv`. A name whose claims say different things, or that
    speaks for itself, ends the chain. A circle is one voice, named after its alphabetically first member.

    Parameters
    ----------
    claims : DataFrame
        Checked claims: `source`, `origin`, `family`.
    quantity : ndarray of int, shape (claims,)
        Code of the quantity of every claim.
    registry : Registry

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
    number, first = told_apart([claims["source"], claims["origin"]])
    pairs = plain(claims[["source", "origin"]].iloc[first])
    source, origin = (registry.canonical(pairs[name]) for name in ("source", "origin"))
    usual = registry.canonical(lookup(registry, "origin", source, ""))
    origin = origin.where(origin != "", usual)
    origin = origin.where(origin != source, "")
    source, origin = (categories_of(names).take(number).set_axis(claims.index) for names in (source, origin))
    steps = _Steps(source, origin, quantity, _family_codes(claims["family"], quantity), registry)
    voice, hops, circles = steps.follow()
    return Voices(source, origin, voice.set_axis(claims.index), hops + (origin != "").to_numpy(), circles)


def _family_codes(family: pd.Series, quantity: np.ndarray) -> np.ndarray:
    """Return codes of families; a claim without one stands in a family of its quantity alone."""
    codes, uniques = pd.factorize(family)
    return np.where((family == "").to_numpy(), len(uniques) + quantity, codes)


class _Steps:
    """One hop from a name to its origin, for all claims at once."""

    def __init__(
        self, source: pd.Series, origin: pd.Series, quantity: np.ndarray, family: np.ndarray, registry: Registry
    ) -> None:
        listed = [source, origin, registry.table["source"], registry.canonical(registry.table["origin"])]
        coded = [pd.factorize(names) for names in listed]
        # nobody, "", sorts first and has code 0
        self.names = np.array(sorted({"", *(name for _, names in coded for name in names)}), dtype=object)
        place = {name: code for code, name in enumerate(self.names)}
        sources, origins, known, theirs = (
            np.array([place[name] for name in names], dtype=np.int64)[codes] for codes, names in coded
        )
        self.quantity, self.family = quantity.astype(np.int64), family.astype(np.int64)
        self.by_quantity = _edges(self.quantity * len(self.names) + sources, origins)
        self.by_family = _edges(self.family * len(self.names) + sources, origins)
        self.by_registry = np.zeros(len(self.names), dtype=np.int64)
        self.by_registry[known] = theirs
        self.start = np.where(origins != 0, origins, sources)

    def follow(self) -> tuple[pd.Series, np.ndarray, pd.DataFrame]:
        """Return the voice of every claim, how many hops it is away, and findings."""
        families = self.family.max(initial=0) + 1
        inverse, places = pd.factorize((self.quantity * families + self.family) * len(self.names) + self.start)
        where, here = np.divmod(np.asarray(places, dtype=np.int64), len(self.names))
        quantity, family = np.divmod(where, families)
        here, hops, active = here.copy(), np.zeros(len(here), dtype=np.int64), np.arange(len(here))
        for _ in range(MOST_HOPS):
            there = self._next(quantity[active], family[active], here[active])
            moving = (there != 0) & (there != here[active])
            active = active[moving]
            if not len(active):
                return self._voices(here[inverse]), hops[inverse], findings("origin-circle", [])
            here[active], hops[active] = there[moving], hops[active] + 1
        here[active], found = self._close_circles(quantity[active], family[active], here[active])
        hops[active] = 1
        return self._voices(here[inverse]), hops[inverse], found

    def _voices(self, codes: np.ndarray) -> pd.Series:
        """Return names as categories in alphabetical order, those of voices alone."""
        held = pd.Categorical.from_codes(codes, pd.Index(self.names, dtype="str"), validate=False)
        return pd.Series(held.remove_unused_categories())

    def _next(self, quantity: np.ndarray, family: np.ndarray, here: np.ndarray) -> np.ndarray:
        in_quantity = _look(self.by_quantity, quantity * len(self.names) + here)
        in_family = _look(self.by_family, family * len(self.names) + here)
        told = np.where(in_quantity >= 0, in_quantity, in_family)
        return np.where(told >= 0, told, self.by_registry[here])

    def _close_circles(
        self, quantity: np.ndarray, family: np.ndarray, here: np.ndarray
    ) -> tuple[np.ndarray, pd.DataFrame]:
        """Name every circle after its first member: names are sorted, so the smallest code is the first."""
        first, walker = here.copy(), here.copy()
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


def _edges(keys: np.ndarray, origins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return sorted keys and the origin all their claims agree on, 0 (nobody) where they differ."""
    if not len(keys):
        return keys, origins
    order = np.argsort(keys, kind="stable")
    keys, origins = keys[order], origins[order]
    start = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    lowest, highest = np.minimum.reduceat(origins, start), np.maximum.reduceat(origins, start)
    return keys[start], np.where(lowest == highest, lowest, 0)


def _look(edges: tuple[np.ndarray, np.ndarray], keys: np.ndarray) -> np.ndarray:
    """Return the origin behind each key, -1 where the key has no claims."""
    known, origins = edges
    if not len(known):
        return np.full(len(keys), -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[place] == keys, origins[place], -1)
