"""What a sentence adds to its figure: computed figures, the names of voices, reasons for giving no figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints, Strings, at_rows, each_once, each_text, strings
from reconcile.report.sentences.attributions import attributions_of
from reconcile.report.sentences.clauses import Clauses, clauses_of
from reconcile.report.sentences.display_claims import range_ends
from reconcile.report.sentences.phrasebook import fill, fill_where, words
from reconcile.report.sentences.printable import few_words, shorten
from reconcile.report.sentences.reasons_said import said_reasons
from reconcile.report.sentences.rounding import count_words, round_to_step, rounding_step
from reconcile.report.sentences.style_numbers import sentence_numbers

__all__ = ["computed_amounts", "computed_items", "computed_range", "join_by_row", "reasons_withheld", "voices_named"]

# voices that a sentence names before it counts the others
NAMED_VOICES = 3

# different reasons that a sentence gives for leaving claims out
NAMED_REASONS = 2

# digits of a computed figure whose range is not known
COMPUTED_DIGITS = 3

# characters and words of a reason that a sentence quotes: two of them fit into one sentence
REASON_LENGTH = 90
REASON_WORDS = 12


def join_by_row(items: pd.Series, rows: int, separator: str = "; ") -> Strings:
    """Return the items of every row, joined.

    Parameters
    ----------
    items : Series of str
        Its index is the row that each belongs to; those of a row keep their order.
    rows : int
        Number of rows.
    separator : str
        Between two items.

    Returns
    -------
    ndarray of str, shape (rows,)
        "" for rows without items.

    Examples
    --------
    >>> join_by_row(pd.Series(["a", "b"], index=[1, 1]), 2).tolist()
    ['', 'a; b']
    """
    texts = np.full(rows, "", dtype=object)
    if items.empty:
        return texts
    row = items.index.to_numpy(np.int64)
    order = np.argsort(row, kind="stable")
    row, parts = row[order], items.to_numpy(dtype=object)[order].tolist()
    starts = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
    ends = np.r_[starts[1:], len(row)]
    texts[row[starts]] = [separator.join(parts[start:end]) for start, end in zip(starts, ends, strict=True)]
    return texts


def computed_items(
    claims: pd.DataFrame, computed: pd.DataFrame, subjects: Mapping[str, str]
) -> tuple[pd.Series, pd.Series]:  # fmt: skip
    """Put computed claims into words: what each is computed from, in whose words, and what comes out.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`.
    computed : DataFrame
        `estimate`, `claim`: positions of the estimates and of the claims to speak of.
    subjects : mapping of party to words

    Returns
    -------
    computed, said : Series of str, index the estimate
        Figures that we have computed, and those that whoever gives them has worked out and said. Never "": a claim
        whose parent is unknown is "computed from another figure".
    """
    if computed.empty:
        none = pd.Series([], index=np.empty(0, dtype=np.int64), dtype=object)
        return none, none
    positions = computed["claim"].to_numpy(np.int64)
    rows = claims.iloc[positions]
    parents = _parents(claims, rows)
    phrase, parent = (each_text(frame["phrase"], shorten) for frame in (rows, parents))
    given = {
        "phrase": phrase, "parent": parent, "who": attributions_of(claims, positions).who_and_when(),
        "figure": computed_amounts(claims, positions, subjects),
        "done": each_text(parents["measure"], _also_done),
    }  # fmt: skip
    forms = ("computed_share", "computed_other", "computed_bare", "worked_out", "worked_out_bare")
    texts = [fill(words().fragments[form], given, len(rows)) for form in forms]
    share = each_once(phrase, lambda text: "yes" if _is_share(text) else "") == "yes"
    # whose phrase has the number has said it, from whatever it was worked out
    own = ~share & (each_once(phrase, _has_digit) == "yes")
    known = parent != ""
    chosen = np.select([own & known, own, known & share, known], [texts[3], texts[4], texts[0], texts[1]], texts[2])
    items = pd.Series(chosen, index=computed["estimate"].to_numpy(), dtype=object)
    return items[~own], items[own]


def computed_amounts(claims: pd.DataFrame, positions: Ints, subjects: Mapping[str, str]) -> Strings:
    """Return the figures of computed claims with their units, rounded as what they were computed from.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`.
    positions : ndarray of int, shape (wanted,)
        Rows.
    subjects : mapping of party to words

    Returns
    -------
    ndarray of str, shape (wanted,)

    Examples
    --------
    >>> import reconcile as rc
    >>> said = {"quantity": "dead", "source": "A", "best": 2666.7, "unit": "drones"}
    >>> computed_amounts(rc.reconcile(pd.DataFrame([said])).claims, np.array([0]), {}).tolist()
    ['about 2,670 drones']
    """
    rows = claims.iloc[positions]
    units = strings(rows["unit"])
    low, best, high = range_ends(rows)
    step = rounding_step(low, high, units)
    number = sentence_numbers(best, np.where(np.isnan(step), _own_step(best), step), units)
    printed = clauses_of(rows, subjects).units_to_print(units)
    amounts: Strings = words().hedges["approx"] + " " + number + printed
    return amounts


def _own_step(values: Floats) -> Floats:
    """Return the step that leaves three digits: what is computed from round figures is no more exact than they are."""
    size = np.where(np.isfinite(values) & (values != 0), np.abs(values), 1.0)
    return np.asarray(10.0 ** (np.floor(np.log10(size)) - (COMPUTED_DIGITS - 1)))


def _parents(claims: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    known = claims[["claim_id", "phrase", "measure"]].astype(object)
    first = known.drop_duplicates("claim_id").set_index("claim_id")
    return first.reindex(strings(rows["parent"])).fillna("")


def _also_done(measure: str) -> str:
    done = words().measures.get(measure, {}).get("done", "")
    return words().fragments["also_done"].format(done=done) if done else ""


def _has_digit(phrase: str) -> str:
    return "yes" if any(sign.isdigit() for sign in phrase) else ""


def _is_share(phrase: str) -> bool:
    lowered = phrase.lower()
    return any(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", lowered) for word in words().shares["words"])


def computed_range(claims: pd.DataFrame, computed: pd.DataFrame, clauses: Clauses, units: Strings) -> Strings:
    """Return how far the figures of computed claims reach: "about 1,000 to 2,670".

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`.
    computed : DataFrame
        `estimate`, `claim`.
    clauses : Clauses
        Of the estimates.
    units : ndarray of str, shape (estimates,)

    Returns
    -------
    ndarray of str, shape (estimates,)
        "" for estimates without one.

    Examples
    --------
    >>> claims = pd.DataFrame({"range_low": [np.nan] * 2, "range_best": [1666.7, 2666.7], "range_high": np.nan})
    >>> row = dict.fromkeys(("quantity", "measure", "party", "place", "scope", "population", "temporal", "unit"), "")
    >>> dates = dict.fromkeys(("period_start", "period_end", "count_date"), pd.NaT)
    >>> computed = pd.DataFrame({"estimate": [0, 0], "claim": [0, 1]})
    >>> rows = pd.DataFrame([{**row, **dates, "unit": "persons"}])
    >>> computed_range(claims, computed, clauses_of(rows, {}), np.array(["persons"], dtype=object)).tolist()
    ['about 1,670 to 2,670 people']
    """
    estimate, claim = (computed[name].to_numpy(np.int64) for name in ("estimate", "claim"))
    low, best, high = (ends[claim] for ends in range_ends(claims))
    step = rounding_step(low, high, units[estimate])
    near = round_to_step(best, np.where(np.isnan(step), _own_step(best), step))
    order, rows = np.argsort(estimate, kind="stable"), np.unique(estimate)
    starts = np.searchsorted(estimate[order], rows)
    least, most = (end.reduceat(near[order], starts) for end in (np.fmin, np.fmax))
    first, last = (sentence_numbers(end, None, units[rows]) for end in (least, most))
    both = fill(words().fragments["own_range"], {"low": first, "high": last}, len(rows))
    number = np.where(first == last, first, both)
    printed = clauses.at(rows).units_to_print(units[rows])
    amounts = (words().hedges["approx"] + " " + number + printed).astype(object)
    return at_rows(amounts, rows, len(units), "")


def voices_named(
    claims: pd.DataFrame, pairs: pd.DataFrame, rows: int, cut: Callable[[Strings], Strings] | None = None
) -> Strings:
    """Return the names of every estimate's voices, those who take no side first: "A, B, C and two others".

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`; `voice` is read.
    pairs : DataFrame
        `estimate`, `claim`, in the order in which they are named.
    rows : int
        Number of estimates.
    cut : callable, optional
        Makes names as short as they have to be.

    Returns
    -------
    ndarray of str, shape (rows,)
        Voices whose printed names are equal are named once; "" for estimates without a claim.

    Examples
    --------
    >>> pairs = pd.DataFrame({"estimate": [0, 0], "claim": [1, 0]})
    >>> voices_named(pd.DataFrame({"voice": ["A", "B"]}), pairs, 2).tolist()
    ['B and A', '']
    """
    code, names = pd.factorize(claims["voice"])
    printed = strings(pd.Series(names))
    place, voices = pd.factorize(each_once(printed, shorten) if cut is None else cut(printed))
    estimate, voice = pairs["estimate"].to_numpy(np.int64), place[code[pairs["claim"].to_numpy(np.int64)]]
    first = np.flatnonzero(~pd.Series(estimate * max(len(voices), 1) + voice).duplicated())
    first = first[np.argsort(estimate[first], kind="stable")]
    estimate, voice = estimate[first], voice[first]
    size = np.bincount(estimate, minlength=rows)
    place = np.arange(len(estimate)) - (np.cumsum(size) - size)[estimate]
    size = size[estimate]
    kept = place < NAMED_VOICES
    last = kept & (place == size - 1) | (place == NAMED_VOICES) & ~kept
    shown = np.flatnonzero(kept | last)
    named, others = voices[voice[shown]], count_words(size[shown] - NAMED_VOICES)
    named = fill_where(~kept[shown], words().fragments["more_names"], {"count": others}, named)
    alone = ~kept[shown] & (size[shown] == NAMED_VOICES + 1)
    named = np.where(alone, words().fragments["one_more_name"], named).astype(object)
    separators = np.array([", ", words().fragments["and"], ""], dtype=object)
    separator = separators[np.where(place[shown] == 0, 2, last[shown])]
    return join_by_row(pd.Series(separator + named, index=estimate[shown], dtype=object), rows, "")


def reasons_withheld(
    estimates: pd.DataFrame, claims: pd.DataFrame, cut: Callable[[Strings], Strings] | None = None
) -> Strings:
    """Return why no figure is given, from the claims that were left out; other claims are named by no id.

    Parameters
    ----------
    estimates : DataFrame
        Rows whose verdict is withheld.
    claims : DataFrame
        Rows of `claims.csv`.
    cut : callable, optional
        Makes names as short as they have to be.

    Returns
    -------
    ndarray of str, shape (estimates,)
        The voice of a claim left out alone is named; of several their number and at most two different reasons, by the
        ids of the claims, and whether there are others.

    Examples
    --------
    >>> claims = pd.DataFrame({"quantity": ["dead"], "claim_id": "C1", "voice": "A", "left_out_reason": "embargoed"})
    >>> reasons_withheld(pd.DataFrame({"quantity": ["dead", "hurt"]}), claims).tolist()
    ['the only one, of A, is left out: embargoed', 'no claim is left']
    """
    if estimates.empty:
        return np.empty(0, dtype=object)
    asked = claims["quantity"].isin(estimates["quantity"].unique()) & (claims["left_out_reason"] != "")
    some = claims[asked.to_numpy()].sort_values("claim_id")
    voice, said = strings(some["voice"]), said_reasons(strings(some["left_out_reason"]))
    left = pd.DataFrame({
        "quantity": strings(some["quantity"]), "voice": each_once(voice, shorten) if cut is None else cut(voice),
        "reason": _without_ids(said, claims["claim_id"]),
    })  # fmt: skip
    different = left.drop_duplicates(["quantity", "reason"])
    named = different[different.groupby("quantity").cumcount() < NAMED_REASONS]
    reasons = named.groupby("quantity")["reason"].agg("; ".join)
    several = different.groupby("quantity").size() > NAMED_REASONS
    reasons = reasons.mask(several, reasons + words().fragments["other_reasons"])
    table = left.groupby("quantity").agg(count=("voice", "size"), voice=("voice", "first")).join(reasons)
    table = table.reindex(strings(estimates["quantity"]))
    count = table["count"].fillna(0).to_numpy(np.int64)
    parts = {name: strings(table[name]) for name in ("voice", "reason")} | {"count": count_words(count)}
    single, many = (fill(words().fragments[f"withheld_{size}"], parts, len(table)) for size in ("one", "many"))
    return np.select([count == 0, count == 1], [words().fragments["withheld_none"], single], many).astype(object)


def _without_ids(reasons: Strings, ids: pd.Series) -> Strings:
    """Return reasons with the words "another figure" for ids of claims, which a reader cannot look up."""
    short, other = each_once(reasons, partial(shorten, length=REASON_LENGTH)), words().fragments["another_figure"]
    # reasons name a few of a million ids
    spoken = {_bare(word) for reason in set(short) for word in reason.split(" ")}
    named = frozenset(ids[ids.isin(spoken)])

    def without(reason: str) -> str:
        said = (other if _bare(word) in named else word for word in reason.split(" "))
        return few_words(" ".join(said), REASON_WORDS)

    return each_once(short, without)


def _bare(word: str) -> str:
    return word.strip(".,;:()")
