"""What a sentence adds to its figure: computed figures, reasons for having none, definitions that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Strings, each_once, each_text, strings
from reconcile.report.sentences.attributions import attributions_of
from reconcile.report.sentences.clauses import clauses_of
from reconcile.report.sentences.phrasebook import fill, fill_where, words
from reconcile.report.sentences.printable import shorten
from reconcile.report.sentences.rounding import count_words, rounding_step
from reconcile.report.sentences.style_numbers import sentence_numbers

__all__ = ["computed_items", "join_by_row", "reasons_withheld", "voices_named"]

# voices that a sentence names before it counts the others
NAMED_VOICES = 4

# different reasons that a sentence gives for leaving claims out
NAMED_REASONS = 2

# digits of a computed figure whose range is not known
COMPUTED_DIGITS = 3

# characters of a reason that a sentence quotes
REASON_LENGTH = 90


def join_by_row(items: pd.Series, rows: int, sign: str = "; ") -> Strings:
    """Join the items of every row; the index of `items` is the row.

    Examples
    --------
    >>> join_by_row(pd.Series(["a", "b"], index=[1, 1]), 2).tolist()
    ['', 'a; b']
    """
    told = np.full(rows, "", dtype=object)
    if items.empty:
        return told
    row = items.index.to_numpy(np.int64)
    order = np.argsort(row, kind="stable")
    row, said = row[order], items.to_numpy(dtype=object)[order].tolist()
    starts = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
    ends = np.r_[starts[1:], len(row)]
    told[row[starts]] = [sign.join(said[start:end]) for start, end in zip(starts, ends, strict=True)]
    return told


def computed_items(claims: pd.DataFrame, computed: pd.DataFrame, subjects: Mapping[str, str]) -> pd.Series:
    """Tell computed claims: what they are computed from, whose words that were, what comes out.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`.
    computed : DataFrame
        `estimate`, `claim`.
    subjects : mapping of party to words

    Returns
    -------
    Series of str, index the estimate
    """
    if computed.empty:
        return pd.Series([], index=np.empty(0, dtype=np.int64), dtype=object)
    positions = computed["claim"].to_numpy(np.int64)
    rows = claims.iloc[positions]
    parents = _parents(claims, rows)
    phrase, parent = (each_text(frame["phrase"], shorten) for frame in (rows, parents))
    low, best, high = (rows[f"range_{name}"].to_numpy(np.float64) for name in ("low", "best", "high"))
    step = rounding_step(low, high, strings(rows["unit"]))
    number = sentence_numbers(best, np.where(np.isnan(step), _own_step(best), step), strings(rows["unit"]))
    units = clauses_of(rows, subjects).units_to_print(strings(rows["unit"]))
    said = {
        "phrase": phrase, "parent": parent, "who": attributions_of(claims, positions).who_and_when(),
        "figure": words().hedges["approx"] + " " + number + units,
        "done": each_text(parents["measure"], _also_done),
    }  # fmt: skip
    told = [
        fill(words().fragments[name], said, len(rows)) for name in ("computed_share", "computed_other", "computed_bare")
    ]
    share = each_once(phrase, lambda text: "yes" if _is_share(text) else "") == "yes"
    chosen = np.select([(parent != "") & share, parent != ""], told[:2], told[2])
    return pd.Series(chosen, index=computed["estimate"].to_numpy(), dtype=object)


def _own_step(values: Floats) -> Floats:
    """Return the step that leaves three digits: a figure computed from round ones is no more exact than they are."""
    size = np.where(np.isfinite(values) & (values != 0), np.abs(values), 1.0)
    return np.asarray(10.0 ** (np.floor(np.log10(size)) - (COMPUTED_DIGITS - 1)))


def _parents(claims: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    told = claims[["claim_id", "phrase", "measure"]].astype(object)
    first = told.drop_duplicates("claim_id").set_index("claim_id")
    return first.reindex(strings(rows["parent"])).fillna("")


def _also_done(measure: str) -> str:
    done = words().measures.get(measure, {}).get("done", "")
    return words().fragments["also_done"].format(done=done) if done else ""


def _is_share(phrase: str) -> bool:
    told = phrase.lower()
    return any(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", told) for word in words().shares["words"])


def voices_named(claims: pd.DataFrame, pairs: pd.DataFrame, rows: int) -> Strings:
    """Name the voices of every estimate, the weightiest first: "A, B, C, D and two others".

    Parameters
    ----------
    claims : DataFrame
    pairs : DataFrame
        `estimate`, `claim`, the weightiest claim of an estimate first.
    rows : int
        Number of estimates.

    Returns
    -------
    ndarray of str, shape (rows,)
    """
    code, names = pd.factorize(claims["voice"])
    place, voices = pd.factorize(each_text(pd.Series(names), shorten))
    estimate, voice = pairs["estimate"].to_numpy(np.int64), place[code[pairs["claim"].to_numpy(np.int64)]]
    first = np.flatnonzero(~pd.Series(estimate * max(len(voices), 1) + voice).duplicated())
    first = first[np.argsort(estimate[first], kind="stable")]
    estimate, voice = estimate[first], voice[first]
    size = np.bincount(estimate, minlength=rows)
    place = np.arange(len(estimate)) - (np.cumsum(size) - size)[estimate]
    size = size[estimate]
    # one voice too many is named rather than called "one other"
    kept = (place < NAMED_VOICES) | (size <= NAMED_VOICES + 1)
    last = kept & (place == size - 1) | (place == NAMED_VOICES) & ~kept
    shown = np.flatnonzero(kept | last)
    told, others = voices[voice[shown]], count_words(size[shown] - NAMED_VOICES)
    told = fill_where(~kept[shown], words().fragments["others"], {"count": others}, told)
    signs = np.array([", ", words().fragments["and"], ""], dtype=object)
    sign = signs[np.where(place[shown] == 0, 2, last[shown])]
    return join_by_row(pd.Series(sign + told, index=estimate[shown], dtype=object), rows, "")


def reasons_withheld(estimates: pd.DataFrame, claims: pd.DataFrame) -> Strings:
    """Say why no figure is given, from the claims that were left out.

    Parameters
    ----------
    estimates : DataFrame
        Rows whose verdict is withheld.
    claims : DataFrame

    Returns
    -------
    ndarray of str, shape (estimates,)
    """
    if estimates.empty:
        return np.empty(0, dtype=object)
    left = pd.DataFrame({
        "quantity": strings(claims["quantity"]), "claim": each_text(claims["claim_id"], shorten),
        "voice": each_text(claims["voice"], shorten),
        "reason": each_text(claims["left_out_reason"], lambda text: shorten(text, REASON_LENGTH)),
    })  # fmt: skip
    left = left[left["quantity"].isin(estimates["quantity"])]
    different = left.drop_duplicates(["quantity", "reason"])
    named = different[different.groupby("quantity").cumcount() < NAMED_REASONS]
    reasons = named.groupby("quantity")["reason"].agg("; ".join)
    told = left.groupby("quantity").agg(count=("claim", "size"), claim=("claim", "first"), voice=("voice", "first"))
    table = told.join(reasons).reindex(strings(estimates["quantity"]))
    count = table["count"].fillna(0).to_numpy(np.int64)
    parts = {name: strings(table[name]) for name in ("claim", "voice", "reason")} | {"count": count_words(count)}
    one, many = (fill(words().fragments[f"withheld_{size}"], parts, len(table)) for size in ("one", "many"))
    return np.select([count == 0, count == 1], [words().fragments["withheld_none"], one], many).astype(object)
