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
    """Return proposed claims as text, those of articles first.

    Parameters
    ----------
    extracted : DataFrame of str
        Proposed rows of extracted claims, with `file`.
    claims : DataFrame
        Rows of `claims.csv`, of which those that are proposed are taken.

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
    tables = [_as_text(rows) for rows in (extracted, own) if len(rows)]
    columns = ["claim", "article", "said", "read", "quote"]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns, dtype=object)


def _as_text(rows: pd.DataFrame) -> pd.DataFrame:
    phrase = strings(rows["phrase"])
    columns = {
        "claim": strings(rows["claim_id"]),
        "article": each_text(rows["file"], lambda name: PurePosixPath(name).stem),
        "said": np.where(phrase == "", _numbers(rows), phrase).astype(object),
        "read": _read(rows),
        "quote": strings(rows["quote"]),
    }
    return pd.DataFrame(columns, dtype=object)


def _numbers(rows: pd.DataFrame) -> Strings:
    """Return the numbers of rows as given, "" where a row has none."""
    ends = [text_of(rows[name]).tolist() for name in _ENDS if name in rows]
    numbers = [" – ".join(filter(None, words)) for words in zip(*ends, strict=True)] if ends else [""] * len(rows)
    return np.array([*numbers, None], dtype=object)[:-1]


def _read(rows: pd.DataFrame) -> Strings:
    """Return what each row would count, and the range that it would be read as."""
    counted = [
        [word for word in words if word] for words in zip(*(strings(rows[name]) for name in _COUNTED), strict=True)
    ]
    low, best, high, kind = _ranges(rows)
    spread = np.where(low == high, best, low + " – " + best + " – " + high)
    ranges = np.where((kind == "") | (best == ""), "", spread + " (" + kind + ")")
    said_by = each_text(rows["origin"], lambda origin: f", said by {origin}" if origin else "")
    readings = [
        ": ".join(filter(None, ((", ".join(words) or "no measure") + voice, reading)))
        for words, voice, reading in zip(counted, said_by, ranges, strict=True)
    ]
    return np.array([*readings, None], dtype=object)[:-1]


def _ranges(rows: pd.DataFrame) -> tuple[Strings, Strings, Strings, Strings]:
    """Return low, best, high and kind: of claims as a run has read them, of rows of articles by reading the phrase."""
    if "range_best" in rows:
        reading = rows[["kind"]].assign(**{name: rows[f"range_{name}"] for name in _ENDS})
    else:
        reading = read_phrases(pd.Series(strings(rows["phrase"]), dtype=object))
    low, best, high = (write_numbers(reading[name].to_numpy(np.float64)) for name in _ENDS)
    return low, best, high, strings(reading["kind"])
