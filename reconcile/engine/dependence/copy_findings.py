"""What is told of pairs of sources that look like copies: what was found, what would follow, what to write."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, Strings
from reconcile.columns import FINDINGS, names
from reconcile.engine.dependence.common_figures import MOST_SOURCES
from reconcile.engine.dependence.merged_voices import MergedVoices, merged_voices
from reconcile.engine.dependence.suspects import Dependence
from reconcile.plurals import counted
from reconcile.records import findings, join_records
from reconcile.spellings import csv_row

__all__ = ["copied", "copy_findings", "origin_row", "told_copies"]

# what figures look like that were taken from another source, by kind
_LOOKS = {
    "relay": "they look taken over",
    "rounded": "they look taken over and rounded",
    "recomputed": "they look computed from the other's",
    "share": "they look like a constant share of the other's",
}


def origin_row(source: str, origin: str) -> str:
    """Return the line of `sources.csv` by which the desk says that it suspects a source to rest on another one.

    Examples
    --------
    >>> origin_row("Morning Herald", "Works, Ministry of")
    'Morning Herald,"Works, Ministry of",suspected'
    """
    return csv_row(source, origin, "suspected")


def copy_findings(
    found: Dependence, voices: pd.Index, quantities: Strings, pairs: pd.DataFrame, cells: pd.DataFrame
) -> pd.DataFrame:
    """Return a finding for every pair that is told to be a copy; no weight changes.

    Parameters
    ----------
    found : Dependence
    voices : Index of str
        Names of the voices, by their code.
    quantities : ndarray of str
        Keys of the quantities, by their code.
    pairs : DataFrame, one row a claim in a cell
        `cell`, `voice_code`, `weight`.
    cells : DataFrame, one row an estimate
        `quantity_code`, `day`.

    Returns
    -------
    DataFrame
        Findings. `quantity` is that of the newest estimate for which both are heard, and the message says how many
        effective voices it would have if the later source weighed nothing.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.dependence.stated_figures import stated_figures
    >>> from reconcile.engine.dependence.suspects import dependence
    >>> from reconcile.engine.hear import hear
    >>> from reconcile.engine.pooled import pool
    >>> from reconcile.sources.registry import registry_of
    >>> towns = [(712, 1033), (1384, 902), (566, 410), (2051, 3400), (93, 61)]
    >>> rows = [(f"town {town}", source, figures[source == "C"])
    ...         for town, figures in enumerate(towns) for source in "ABC"]
    >>> claims = check_claims(pd.DataFrame(rows, columns=["quantity", "source", "best"])).claims
    >>> heard = hear(claims, registry_of(None), {}, {}, None)
    >>> found = dependence(stated_figures(heard), heard.voices.voice.cat.categories)
    >>> pooled, keys = pool(heard, "latest", 0.9, "linear"), heard.quantities.table["quantity"].to_numpy(dtype=object)
    >>> told = copy_findings(found, heard.voices.voice.cat.categories, keys, pooled.pairs, pooled.cells)
    >>> told["message"].str.split("; ").str[1].str[:68].item()
    'were the one taken from the other, there would be 2.0 voices, not 3,'
    """
    merged = merged_voices(*copied(found, voices), pairs, cells)
    quantity = quantities[cells["quantity_code"].to_numpy(np.int64)[merged.newest]]
    return told_copies(found, merged, np.where(merged.newest < 0, "", quantity))


def copied(found: Dependence, voices: pd.Index) -> tuple[Ints, Ints]:
    """Return the codes of the earlier and the later source of every pair that is told to be a copy.

    Examples
    --------
    >>> table = pd.DataFrame({"source_a": ["A"], "source_b": ["B"], "told": ["copy"]})
    >>> [codes.tolist() for codes in copied(Dependence(table, 0), pd.Index(["A", "B"]))]
    [[0], [1]]
    """
    copies = found.table[found.table["told"] == "copy"]
    earlier, later = (voices.get_indexer(pd.Index(copies[name])).astype(np.int64) for name in ("source_a", "source_b"))
    return earlier, later


def told_copies(found: Dependence, merged: MergedVoices, quantity: Strings) -> pd.DataFrame:
    """Return a finding for every pair that is told to be a copy, and for the sources that are not compared.

    Parameters
    ----------
    found : Dependence
    merged : MergedVoices
        Of these pairs.
    quantity : ndarray of str, shape (pairs,)
        That of the newest estimate for which both are heard, "" for none.

    Examples
    --------
    >>> from reconcile.columns import DEPENDENCE
    >>> none = Dependence(pd.DataFrame(columns=names(DEPENDENCE)), 3)
    >>> merged = MergedVoices(*(np.zeros(0, dtype=np.int64),) * 2, *(np.zeros(0),) * 2)
    >>> told_copies(none, merged, np.zeros(0, dtype=object))["rule"].tolist()
    ['sources-not-compared']
    """
    copies = found.table[found.table["told"] == "copy"].reset_index(drop=True)
    told = findings(
        "origin-suspected", _messages(copies, merged), quantity=quantity, value=copies["source_b"],
        hint=[f"ask {source}; if so, in sources.csv (source,origin,origin_basis): {origin_row(source, origin)}"
              for source, origin in zip(copies["source_b"], copies["source_a"], strict=True)],
    )  # fmt: skip
    return join_records([told, _not_compared(found.left_out)], names(FINDINGS))


def _messages(pairs: pd.DataFrame, merged: MergedVoices) -> list[str]:
    """Return a sentence for every pair; pairs that are told are few."""
    columns = (pairs[name].tolist() for name in ("source_a", "source_b", "figures", "score", "limit", "kind", "equal"))
    return [
        f"{later} may have its figures from {earlier}{_then(merged, number)}: {equal} of "
        f"{counted(figures, 'common figure')} {'is' if equal == 1 else 'are'} equal, {_LOOKS[kind]} "
        f"(score {score:.1f}, limit {limit:.1f}); both stay voices of their own"
        for number, (earlier, later, figures, score, limit, kind, equal) in enumerate(zip(*columns, strict=True))
    ]


def _then(merged: MergedVoices, pair: int) -> str:
    """Return what would follow for the estimates that rest on both sources of a pair."""
    if merged.newest[pair] < 0:
        return ""
    others = int(merged.estimates[pair]) - 1
    more = f", and fewer for {counted(others, 'other estimate')}" if others else ""
    return (
        f"; were the one taken from the other, there would be {merged.without[pair]:.1f} voices, "
        f"not {round(float(merged.voices[pair]), 1):g}{more}"
    )


def _not_compared(left_out: int) -> pd.DataFrame:
    """Return a finding where there are more sources than are compared."""
    message = f"the {MOST_SOURCES} sources with most figures are compared for copies, {left_out:,} others are not"
    return findings("sources-not-compared", [message] if left_out else [], hint="nothing, or make projects by subject")
