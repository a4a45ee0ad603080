"""The note under a sentence: what is excluded, who passed figures on, why there is no range, the date of knowledge."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, each_once, each_text, numbers_of, strings
from reconcile.claims.measures import MEASURES, measure_of
from reconcile.engine.counted_beside import MIXED
from reconcile.pool.verdicts import BOUNDS_ALONE, COMPUTED_OFF, MISSED, RAISED
from reconcile.report.sentences.attributions import attributions_of
from reconcile.report.sentences.caveats import wider_of
from reconcile.report.sentences.clauses import Clauses
from reconcile.report.sentences.clauses_extra import computed_items, join_by_row, voices_named
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.earlier_totals import above_newer
from reconcile.report.sentences.named_alone import named_alone
from reconcile.report.sentences.our_ranges import ranges_to_print
from reconcile.report.sentences.phrasebook import fill_where, words
from reconcile.report.sentences.rounding import count_words
from reconcile.report.sentences.spoken_voices import takes_no_side
from reconcile.report.sentences.told_rows import ToldRows

__all__ = ["known_words", "notes"]

# share by which a third more may be missed where it is written in floating point
SAME = 1e-9

# in the reason of a verdict: how far stakes move the best value
_STAKE_MOVES = re.compile(r"stakes\b[^;]*?([+-])([0-9.,]+%)")

# how far, as a share of the lowest, figures of a sentence may lie apart where sources "broadly agree": a third is as
# far as a reader takes two figures for one; the test of agreement passes sources farther apart than that
AGREE_WITHIN = 1 / 3

# voices that are "both" of a side; more are "all"
_BOTH = 2

# keys of `[disagreement]` for the reasons of verdicts that give one
_REASON_KEYS = {MISSED: "missed", RAISED: "raised", BOUNDS_ALONE: "bounds", COMPUTED_OFF: "computed",
                MIXED: "mixed"}  # fmt: skip


def notes(told: ToldRows, clauses: Clauses, third: Flags, whole: Flags) -> Strings:
    """Write the note of every row.

    Parameters
    ----------
    told : ToldRows
    clauses : Clauses
        Of the rows.
    third : ndarray of bool, shape (rows,)
        The wording has a third sentence.
    whole : ndarray of bool, shape (rows,)
        All that has to be said is said in the wording.

    Returns
    -------
    ndarray of str, shape (rows,)

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.lead_sentences import lead_sentences
    >>> from reconcile.report.sentences.told_rows import told_rows
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> behind = claims_behind(result.estimates, result.claims)
    >>> told = told_rows(result.estimates, result.claims, behind, {}, {})
    >>> notes(told, lead_sentences(told).clauses, np.array([False]), np.array([True]))[0].split(". ")[0]
    'Behind it stand two different sources (A and B), which broadly agree'
    """
    rows, tail = told.rows, words().tail
    withheld = (rows["publish"] == "withheld").to_numpy()
    # what a figure counts beside is not excluded
    unsaid = withheld | (wider_of(told.claims, told.voices.first) != "")
    excludes = np.where(unsaid, "", clauses.words_for("excludes")).astype(object)
    dated = np.logical_or.reduce(
        [rows[name].notna().to_numpy() for name in ("count_date", "period_end", "period_start")]
    )
    computed, worked_out = computed_items(told.claims, told.behind.computed, told.subjects)
    texts = _filled("excludes", {"what": excludes}, excludes)
    texts[named_alone(rows)] += tail["named"]
    texts += _relayed(told)
    texts += _behind(told)
    texts[_earlier_above(told)] += tail["above"]
    texts += _no_range(told, pd.concat([computed, worked_out]))
    texts += _counted(told)
    texts += each_text(rows["publish_reason"].where(rows["publish"] == "interval", ""), _stake)
    items = join_by_row(computed, len(rows))
    texts += _filled("computed", {"items": items}, items)
    items = join_by_row(worked_out, len(rows))
    texts += _filled("computed_said", {"items": items}, items)
    texts[~(dated | withheld)] += tail["undated"]
    texts[third] += tail["third"]
    texts[~whole] += tail["part"]
    texts += known_words(rows["as_of"])
    # hardly any two are the same
    texts[:] = [text.strip() for text in texts.tolist()]
    return texts


def known_words(as_of: pd.Series) -> Strings:
    """Return the sentences on the dates of knowledge, with a leading blank; "" where none is known.

    Examples
    --------
    >>> known_words(pd.Series(pd.to_datetime(["2025-05-01", None]))).tolist()
    [' Known by 1 May 2025.', '']
    """
    return each_once(date_words(as_of), lambda date: words().tail["known"].format(date=date) if date else "")


def _filled(key: str, parts: dict[str, Strings], where: Strings) -> Strings:
    return fill_where(where != "", words().tail[key], parts, np.full(len(where), "", dtype=object))


def _relayed(told: ToldRows) -> Strings:
    """Return who passed on the figures that are quoted."""
    voices, count = told.voices, len(told.rows)
    found = []
    for claim in (voices.first, voices.second, voices.third, voices.same, voices.earlier):
        relay = told.speakers(claim).relay
        rows = np.flatnonzero(relay != "")
        if not len(rows):
            continue
        found.append(pd.DataFrame({"row": rows, "name": relay[rows]}))
    if not found:
        return np.full(count, "", dtype=object)
    named = pd.concat(found, ignore_index=True).drop_duplicates()
    place = named.groupby("row").cumcount().to_numpy()
    size = named.groupby("row")["name"].transform("size").to_numpy()
    between = np.select([place == 0, place == size - 1], ["", words().fragments["and"]], ", ")
    items = pd.Series(between + named["name"].to_numpy(dtype=object), index=named["row"].to_numpy(), dtype=object)
    listed = join_by_row(items, count, "")
    return _filled("reported", {"list": listed}, listed)


def _behind(told: ToldRows) -> Strings:
    """Return how many voices carry an estimate that rests on several, who they are and how far they agree."""
    pairs, rows = told.behind.pairs, told.rows
    several = np.isin(strings(rows["publish"]), ("interval", "range"))
    carrying = pairs[pairs["carries"].to_numpy(bool) & several[pairs["estimate"].to_numpy(np.int64)]]
    claim = carrying["claim"].to_numpy(np.int64)
    if not len(claim):
        return np.full(len(rows), "", dtype=object)
    order = np.lexsort(
        (-carrying["share"], -told.days[claim], ~takes_no_side(told.claims)[claim], carrying["estimate"])
    )
    carrying = carrying.iloc[order]
    names = voices_named(told.claims, carrying, len(rows))
    voice = numbers_of(told.claims["voice"])[claim[order]]
    spoken = carrying.assign(voice=voice).drop_duplicates(["estimate", "voice"])["estimate"].to_numpy(np.int64)
    number = np.bincount(spoken, minlength=len(rows))
    fragments = words().fragments
    kind = np.where(told.behind.independent, fragments["independent"], fragments["different"]).astype(object)
    above = _earlier_above(told)
    key = np.where((rows["agreement"] == "agree").to_numpy() & _far_apart(told), "differ", strings(rows["agreement"]))
    key = np.select([(rows["publish_reason"] == MIXED).to_numpy(), above & (key == "agree")], ["mixed", ""], key)
    agreement = each_once(key.astype(object), lambda name: words().agreement.get(name, ""))
    side = _one_side(told, carrying["estimate"].to_numpy(np.int64), claim[order], number)
    parts = {"voices": count_words(number), "kind": kind, "names": names, "side": side, "agreement": agreement}
    return _filled("behind", parts, np.where(number > 1, names, "").astype(object))


def _one_side(told: ToldRows, estimate: Ints, claim: Ints, number: Ints) -> Strings:
    """Return whose side all voices of an estimate are of, where all of them have one stake; "" else."""
    sides = strings(told.claims["stake_side"].iloc[claim])
    texts, count = np.full(len(number), "", dtype=object), len(number)
    of_all = {side: np.bincount(estimate[sides == side], minlength=count) for side in ("low", "high")}
    every = np.bincount(estimate, minlength=count)
    parties, fragments = told.cut(strings(told.rows["party"])), words().fragments
    for row in np.flatnonzero((number > 1) & (np.maximum(*of_all.values()) == every)).tolist():
        low = of_all["low"][row] > 0
        known = MEASURES.get(measure_of(str(told.rows["measure"].iloc[row])))
        # a side puts its own losses low, and its gains high (sources/stake.py)
        own = known is not None and low == (known.bears == "gain")
        form = fragments["of_own_side" if own else "against_side"]
        texts[row] = form.format(all=fragments["both" if number[row] == _BOTH else "all"], party=parties[row])
    return texts


def _earlier_above(told: ToldRows) -> Flags:
    """Return True where an earlier total, of what cannot fall, is told that is above the one that leads."""
    voices, every = told.voices, np.arange(len(told.rows))
    above = np.zeros(len(every), dtype=bool)
    for claim in (voices.second, voices.third, voices.earlier):
        above |= above_newer(told.rows, told.claims, voices.first, every, claim)
    return above


def _far_apart(told: ToldRows) -> Flags:
    """Return True where the figures of a sentence lie farther apart than a reader takes for agreement."""
    voices, behind = told.voices, told.behind
    named = np.stack([voices.first, voices.second, voices.third, voices.same, voices.earlier])
    if not len(behind.figure_low):
        return np.zeros(named.shape[1], dtype=bool)
    middle = np.where(named >= 0, (behind.figure_low + behind.figure_high)[np.maximum(named, 0)] / 2, np.nan)
    reach = np.fmax.reduce(middle) - np.fmin.reduce(middle)
    apart: Flags = reach > np.fmin.reduce(np.abs(middle)) * AGREE_WITHIN * (1 + SAME)
    return apart


def _no_range(told: ToldRows, computed: pd.Series) -> Strings:
    """Return why there is no range of ours: the verdict's reason, or that its width is none that was said."""
    rows, interval = told.rows, (told.rows["publish"] == "interval").to_numpy()
    verdict = strings(rows["publish"])
    disagree = np.isin(strings(rows["agreement"]), ("tension", "conflict"))
    has_computed = np.isin(np.arange(len(rows)), computed.index)
    key = each_text(rows["publish_reason"], lambda reason: _REASON_KEYS.get(reason, ""))
    key = np.where((key == "bounds") & disagree, "disagree", key)
    usual = np.select([disagree, has_computed], ["disagree", "computed"], "unsettled")
    key = np.where(key == "", usual, key)
    wider, narrower = (interval & flags for flags in (told.behind.wider, told.behind.narrower))
    key = np.select([verdict == "range", wider, narrower], [key, "wider", "narrower"], "").astype(object)
    why = each_once(key, lambda name: words().disagreement[name] if name else "")
    return _filled("no_range", {"why": why}, why)


def _counted(told: ToldRows) -> Strings:
    """Return who counted the hard floor at which a range of ours begins."""
    begins = ranges_to_print(told.rows, told.behind.not_ours) & (told.behind.floor >= 0)
    begins &= (told.rows["low"] <= told.rows["floor"]).to_numpy()
    if not begins.any():
        return np.full(len(begins), "", dtype=object)
    floor: Ints = np.where(begins, told.behind.floor, -1)
    who = attributions_of(told.claims, floor).who_and_when()
    return _filled("counted", {"who": who}, who)


def _stake(reason: str) -> str:
    """Return the sentence about stakes where the reason of the verdict speaks of them, else ""."""
    moved = _STAKE_MOVES.search(reason)
    if not moved:
        return ""
    return words().tail["stake_down" if moved[1] == "-" else "stake_up"].format(move=moved[2])
