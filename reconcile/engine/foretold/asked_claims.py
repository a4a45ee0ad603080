"""Claims that are asked about: which quantity of a run each speaks of, of which voice, for which day."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings
from reconcile.claims.quantities import quantity_keys
from reconcile.claims.text import as_text, joined, plain
from reconcile.columns import DEFINING
from reconcile.days import NO_DAY, days_of
from reconcile.engine.hear import HeardClaims
from reconcile.sources.breaks import Break, count_breaks
from reconcile.sources.origins import find_voices
from reconcile.sources.registry import Registry

__all__ = ["asked_claims", "with_one"]

# columns in which a claim gives its figure
_FIGURES = ("phrase", "low", "best", "high", "range_level")

# columns by which the quantity of a claim is found
_OF_QUANTITY = ("quantity", "family", *DEFINING, "unit")


def with_one(claims: pd.DataFrame) -> pd.DataFrame:
    """Return claims with 1 in place of every figure: who asks what will be said is not told by what was.

    Examples
    --------
    >>> with_one(pd.DataFrame({"source": ["A", "B"], "phrase": ["", "about 300"]})).to_dict("list")
    {'source': ['A', 'B'], 'best': [1.0, 1.0]}
    """
    return claims.drop(columns=list(_FIGURES), errors="ignore").assign(best=1.0)


def asked_claims(
    heard: HeardClaims, asked: pd.DataFrame, registry: Registry, breaks: Sequence[Break] = ()
) -> pd.DataFrame:
    """Return what is asked, by the codes of a run.

    Parameters
    ----------
    heard : HeardClaims
        What the run has heard.
    asked : DataFrame
        Checked claims; their figures are not looked at.
    registry : Registry
    breaks : sequence of Break

    Returns
    -------
    DataFrame, one row a claim
        Columns of `ASKED`. A source speaks for the voice that its claims in the run go back to.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.sources.registry import registry_of
    >>> said, asked = (check_claims(pd.DataFrame({"quantity": "dead", "source": sources, "best": 300})).claims
    ...                for sources in (["B", "A"], ["A", "C"]))
    >>> heard = hear(said, registry_of(None), {}, {}, None)
    >>> asked_claims(heard, asked, registry_of(None))[["quantity_code", "voice_code"]].values.tolist()
    [[0, 0], [0, -1]]
    """
    code = _quantities(heard, asked)
    voices = find_voices(asked, code, registry)
    voice = _voices(heard, voices.source, as_text(voices.voice), (asked["origin"] != "").to_numpy(dtype=bool))
    stated = days_of(asked["count_date"])
    stated = np.where(stated == NO_DAY, days_of(asked["period_end"]), stated)
    day = np.where(stated == NO_DAY, days_of(asked["published"]), stated)
    day = np.where(day == NO_DAY, heard.as_of, day)
    is_period = (asked["temporal"] == "period").to_numpy(dtype=bool)
    start = days_of(asked["period_start"])
    return pd.DataFrame(
        {
            "quantity_code": code, "voice_code": voice, "day": day,
            "since": np.where(is_period & (start != NO_DAY), start - 1, NO_DAY),
            "era": count_breaks(breaks, registry, voices.voice, asked["measure"], day),
        }
    )  # fmt: skip


def _quantities(heard: HeardClaims, asked: pd.DataFrame) -> Ints:
    """Return the code of each asked claim's quantity, -1 where the run has none of it."""
    both = joined([plain(table[list(_OF_QUANTITY)]) for table in (heard.claims, asked)])
    together, many = quantity_keys(both).code, len(heard.claims)
    known = np.full(int(together.max(initial=-1)) + 1, -1)
    known[together[:many]] = heard.quantities.code
    codes = known[together[many:]]
    # a label may be the key that the run made for the quantity
    keys = pd.Index(as_text(heard.quantities.table["quantity"]))
    by_key = keys.get_indexer(pd.Index(as_text(asked["quantity"]))) if keys.is_unique else np.full(len(codes), -1)
    return np.where(codes >= 0, codes, by_key).astype(np.int64)


def _voices(heard: HeardClaims, source: pd.Series, name: pd.Series, own_origin: Flags) -> Ints:
    """Return the voice of each asked source: the one that its claims most often go back to; -1 for a new one."""
    said = pd.DataFrame({"source": as_text(heard.voices.source), "code": heard.table["voice_code"].to_numpy(np.int64)})
    counted = said.groupby(["source", "code"]).size().reset_index(name="many")
    usual = counted.sort_values(["many", "code"], ascending=[False, True], kind="stable").drop_duplicates("source")
    by_source = as_text(source).map(usual.set_index("source")["code"])
    names = pd.Index(heard.voices.voice.cat.categories)
    by_name = pd.Series(names.get_indexer(pd.Index(_texts(name))), index=by_source.index)
    by_name = by_name.where(by_name >= 0)
    chosen = by_name.where(own_origin).fillna(by_source).fillna(by_name)
    return chosen.fillna(-1).to_numpy(np.int64)


def _texts(names: pd.Series) -> Strings:
    return names.to_numpy(dtype=object)
