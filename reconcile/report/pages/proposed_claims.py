"""Claims that nobody has reviewed, as a reader sees them: what an article says, and how it would be read."""

from __future__ import annotations

from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, each_text, strings
from reconcile.claims.text import text_of
from reconcile.language.phrase import read_phrases
from reconcile.report.sentences.rounding import write_numbers

__all__ = ["proposed_rows"]

# what is counted, of whom and where, in the order in which it is read
_COUNTED = ("measure", "party", "place")

_ENDS = ("low", "best", "high")


def proposed_rows(extracted: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of proposed claims, those of articles first.

    Parameters
    ----------
    extracted : DataFrame of str
        Proposed rows of extracted claims, with `file`.
    claims : DataFrame
        Rows of `claims.csv`; those that are proposed are taken.

    Returns
    -------
    DataFrame of str
        `claim, article, said, read, quote`.

    Examples
    --------
    >>> row = {"claim_id": "E1", "phrase": "about 300", "measure": "killed", "party": "", "place": "Kursk",
    ...        "origin": "", "quote": "About 300 died.", "file": "data/raw/extracted/flood.csv"}
    >>> proposed_rows(pd.DataFrame([row]), pd.DataFrame()).values.tolist()
    [['E1', 'flood', 'about 300', 'killed, Kursk: 270 – 300 – 330 (approx)', 'About 300 died.']]
    """
    own = claims[claims["status"] == "proposed"] if "status" in claims else claims.iloc[:0]
    parts = [_cells(part) for part in (extracted, own) if len(part)]
    columns = ["claim", "article", "said", "read", "quote"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns, dtype=object)


def _cells(rows: pd.DataFrame) -> pd.DataFrame:
    said = strings(rows["phrase"])
    cells = {
        "claim": strings(rows["claim_id"]),
        "article": each_text(rows["file"], lambda name: PurePosixPath(name).stem),
        "said": np.where(said == "", _numbers(rows), said).astype(object),
        "read": _read(rows),
        "quote": strings(rows["quote"]),
    }
    return pd.DataFrame(cells, dtype=object)


def _numbers(rows: pd.DataFrame) -> Strings:
    """Return the numbers of rows without a phrase, as they stand."""
    ends = [text_of(rows[name]).tolist() for name in _ENDS if name in rows]
    told = [" – ".join(filter(None, words)) for words in zip(*ends, strict=True)] if ends else [""] * len(rows)
    return np.array([*told, None], dtype=object)[:-1]


def _read(rows: pd.DataFrame) -> Strings:
    """Say what would be counted, and the range that it would be read as."""
    counted = [
        [word for word in words if word] for words in zip(*(strings(rows[name]) for name in _COUNTED), strict=True)
    ]
    low, best, high, kind = _ranges(rows)
    one = np.where(low == high, best, low + " – " + best + " – " + high)
    ranges = np.where((kind == "") | (best == ""), "", one + " (" + kind + ")")
    said_by = each_text(rows["origin"], lambda origin: f", said by {origin}" if origin else "")
    told = [
        ": ".join(part for part in ((", ".join(words) or "no measure") + voice, spread) if part)
        for words, voice, spread in zip(counted, said_by, ranges, strict=True)
    ]
    return np.array([*told, None], dtype=object)[:-1]


def _ranges(rows: pd.DataFrame) -> tuple[Strings, Strings, Strings, Strings]:
    """Return low, best, high and kind: of claims as a run read them, of rows of articles as their phrase is read."""
    if "range_best" in rows:
        reading = rows[["kind"]].assign(**{name: rows[f"range_{name}"] for name in _ENDS})
    else:
        reading = read_phrases(pd.Series(strings(rows["phrase"]), dtype=object))
    low, best, high = (write_numbers(reading[name].to_numpy(np.float64)) for name in _ENDS)
    return low, best, high, strings(reading["kind"])
