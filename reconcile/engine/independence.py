"""Which voices are known to be independent of one another: from the table of sources, and only where it says enough.

Voices that differ are not yet independent: two officials of one side, or two figures that one outlet passed on, may
rest on one count. "Independent" is said where every voice has a row in the table, is somebody with a name, and no two
of them share an origin, a side or the outlet through which they are heard.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Strings, each_once, strings
from reconcile.engine.hear import HeardClaims
from reconcile.sources.registry import Registry, lookup

__all__ = ["Known", "known_apart"]

# kinds of sources of which nobody knows who they are, or on whose count they rest
_NAMELESS = ("", "officials", "unknown")


@dataclass(frozen=True)
class Known:
    """What is known of sources.

    Attributes
    ----------
    registry : Registry
    sides : mapping of side to parties
    """

    registry: Registry
    sides: Mapping[str, Sequence[str]]


def known_apart(pairs: pd.DataFrame, heard: HeardClaims, known: Known, count: int) -> Flags:
    """Return True where the voices that carry an estimate are known to be independent of one another.

    Parameters
    ----------
    pairs : DataFrame
        Columns of `HEARD_BEHIND`, weightiest first.
    heard : HeardClaims
    known : Known
    count : int
        Estimates.

    Returns
    -------
    ndarray of bool, shape (estimates,)

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> registry = registry_of(pd.DataFrame({"source": ["A", "B"], "kind": ["monitor", "outlet"]}))
    >>> claims = check_claims(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})).claims
    >>> pairs = pd.DataFrame({"estimate": [0, 0], "claim": [0, 1], "carries": True})
    >>> known_apart(pairs, hear(claims, registry, {}, {}, None), Known(registry, {}), 1).tolist()
    [True]
    """
    rows = pairs[pairs["carries"].to_numpy(bool)]
    voice = heard.voices.voice.cat.codes.to_numpy(np.int64)[rows["claim"].to_numpy(np.int64)]
    spoken = pd.Series(rows["estimate"].to_numpy(np.int64) * (voice.max(initial=0) + 1) + voice)
    first = rows[~spoken.duplicated().to_numpy(bool)]
    said = heard.voices.voice.iloc[first["claim"].to_numpy(np.int64)]
    kind, origin, stake = (strings(lookup(known.registry, name, said, "")) for name in ("kind", "origin", "stake"))
    estimate = first["estimate"].to_numpy(np.int64)
    doubted = np.isin(kind, _NAMELESS)
    side_of = {party: side for side, parties in known.sides.items() for party in parties}
    sides = each_once(stake, lambda names: _sides(names, side_of))
    outlet = strings(heard.voices.source.iloc[first["claim"].to_numpy(np.int64)])
    shared = [_shared(estimate, words) for words in (origin, sides, outlet)]
    unknown = doubted | np.logical_or.reduce(shared) if len(first) else doubted
    independent = np.bincount(estimate, minlength=count) > 1
    independent[estimate[unknown]] = False
    return independent


def _sides(stake: str, side_of: Mapping[str, str]) -> str:
    parties = [name.strip() for name in stake.split(";") if name.strip()]
    return ";".join(sorted({side_of.get(party, party) for party in parties}))


def _shared(estimate: np.ndarray, words: Strings) -> Flags:
    """Return True where two voices of an estimate have the same word, "" not counted."""
    code, different = pd.factorize(words)
    pairs = pd.Series(estimate * max(len(different), 1) + code)
    shared: Flags = pairs.duplicated(keep=False).to_numpy(bool) & (words != "")
    return shared
