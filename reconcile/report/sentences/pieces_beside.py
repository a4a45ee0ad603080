"""What stands beside the first sentence: other voices, denials, corrections, counts, our arithmetic; each a clause."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, each_once, numbers_of, strings, unsaid
from reconcile.columns import DATED
from reconcile.days import NO_DAY, days_of
from reconcile.engine.competing_definitions import things_counted
from reconcile.pool.verdicts import BOUNDS_ALONE, COMPUTED_OFF
from reconcile.report.sentences.caveats import denials_of, denied_elsewhere, wider_of
from reconcile.report.sentences.clauses import Clauses, times_of
from reconcile.report.sentences.clauses_extra import computed_range, reasons_withheld, voices_named
from reconcile.report.sentences.date_words import days_in_words
from reconcile.report.sentences.lead_sentences import amounts_in_words
from reconcile.report.sentences.neighbours import definitions_beside
from reconcile.report.sentences.phrasebook import fill, fill_each, fill_where, words
from reconcile.report.sentences.said_amounts import SaidAmounts
from reconcile.report.sentences.told_rows import ToldRows

__all__ = ["Piece", "pieces_beside", "statements_beside"]

# days for which a correction is told with the figure that replaced it
A_YEAR = 365

# other definitions that a list names beside its own
LISTED = 2


@dataclass(frozen=True)
class Piece:
    """A clause of some rows that can stand behind the first sentence.

    Attributes
    ----------
    rows : ndarray of int, shape (pieces,)
        The rows that have it, each once.
    text : ndarray of str, shape (pieces,)
        Without capital and stop.
    required : ndarray of bool, shape (pieces,)
        The sentence would mislead without it.
    """

    rows: Ints
    text: Strings
    required: Flags


def pieces_beside(told: ToldRows, clauses: Clauses) -> list[Piece]:
    """Return what may stand behind the first sentences, what matters most first.

    Parameters
    ----------
    told : ToldRows
    clauses : Clauses
        Of the rows.

    Returns
    -------
    list of Piece
        A denial stands behind the figure that it denies.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.lead_sentences import lead_sentences
    >>> from reconcile.report.sentences.told_rows import told_rows
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> behind = claims_behind(result.estimates, result.claims)
    >>> told = told_rows(result.estimates, result.claims, behind, {}, {})
    >>> [piece.text.tolist() for piece in pieces_beside(told, lead_sentences(told).clauses)]
    [['B put the figure at 320']]
    """
    spoken = (told.rows["publish"] != "withheld").to_numpy()
    voices = told.voices
    several = (told.rows["publish_reason"] == BOUNDS_ALONE).to_numpy()
    several = several | (told.rows["publish"] == "floor").to_numpy()
    floor = _floor_beside(told)
    pieces = [
        _reason(told, ~spoken),
        _denial(told, voices.first, spoken),
        _voice(told, clauses, voices.second, voices.required, spoken),
        _denial(told, voices.second, spoken),
        _voice(told, clauses, floor, floor >= 0, spoken),
        _under(told, clauses),
        _taken_back(told, clauses),
        *_listed(told),
        _voice(told, clauses, voices.third, several, spoken),
        _denial(told, voices.third, spoken),
        _computed(told, clauses),
        _same(told, spoken),
        _voice(told, clauses, voices.earlier, np.zeros(len(spoken), dtype=bool), spoken, earlier=True),
        _denial(told, voices.earlier, spoken),
    ]
    return [piece for piece in pieces if len(piece.rows)]


def _nothing() -> Piece:
    """Return no text, for no row."""
    none = np.empty(0, dtype=np.int64)
    return Piece(none, none.astype(object), none.astype(bool))


def _reason(told: ToldRows, withheld: Flags) -> Piece:
    rows = np.flatnonzero(withheld)
    if not len(rows):
        return _nothing()
    text = reasons_withheld(told.rows.iloc[rows], told.claims, told.cut)
    return Piece(rows, text, np.ones(len(rows), dtype=bool))


def _voice(
    told: ToldRows, clauses: Clauses, claim: Ints, required: Flags, spoken: Flags, *, earlier: bool = False
) -> Piece:  # fmt: skip
    rows = np.flatnonzero((claim >= 0) & spoken)
    if not len(rows):
        return _nothing()
    text = statements_beside(told, clauses, claim[rows], rows, earlier=earlier)
    return Piece(rows, text, required[rows])


def statements_beside(
    told: ToldRows, clauses: Clauses, claim: Ints, rows: Ints, *, earlier: bool = False, crossing: bool = False
) -> Strings:  # fmt: skip
    """Return what claims say, with their speaker, their date where it is another, and what the figure counts beside.

    Parameters
    ----------
    told : ToldRows
    clauses : Clauses
        Of the rows of `told`.
    claim, rows : ndarray of int, shape (wanted,)
        Rows of the table of claims, and the row of `told` beside which each stands.
    earlier, crossing : bool
        Whether the figures are earlier ones; whether what lies under a hard floor is said as well.

    Returns
    -------
    ndarray of str, shape (wanted,)

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.told_rows import told_rows
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> told = told_rows(result.estimates, result.claims, claims_behind(result.estimates, result.claims), {}, {})
    >>> statements_beside(told, told.clauses(), np.array([1]), np.array([0])).tolist()
    ['B put the figure at 320']
    """
    if not len(rows):
        return np.empty(0, dtype=object)
    who = told.speakers(claim)
    said = told.amounts(claim, rows, crossing=crossing)
    amount = _amounts(told, clauses, claim, rows, said)
    plain = (who.outlet != "") & (who.verb == "said")
    # "put the figure at at least 400" is no English
    bound = (each_once(said.hedge, _ends_in_bound) == "yes") & (who.verb == "said")
    form = np.select([said.quoted, plain, bound], ["quoted", "told", "bound"], who.verb).astype(object)
    name = np.where(plain & ~said.quoted, who.name, who.quoted()).astype(object)
    keys = ("earlier_" + form).astype(object) if earlier else form
    parts = {"who": name, "outlet": who.outlet, "amount": amount, "date": _dates(told, claim, rows)}
    return fill_each(each_once(keys, words().beside.__getitem__), parts)


def _ends_in_bound(hedge: str) -> str:
    ends = tuple(f"{words().hedges[name]} " for name in ("floor", "ceiling", "below", "below_amount"))
    return "yes" if hedge.endswith(ends) else ""


def _amounts(told: ToldRows, clauses: Clauses, claim: Ints, rows: Ints, said: SaidAmounts) -> Strings:
    """Return figures with units and what they count beside."""
    printed = clauses.at(rows).units_to_print(told.units[rows])
    amount = np.where(printed == "", said.text(), amounts_in_words(said.text(), told.units[rows], said)).astype(object)
    wider = wider_of(told.claims, claim)
    return fill_where(wider != "", words().beside["wider"], {"amount": amount, "what": wider}, amount)


def _dates(told: ToldRows, claim: Ints, rows: Ints, *, totals: bool = True) -> Strings:
    """Return the dates of figures that are not of the day told first, "" for those of periods."""
    temporal = times_of(told.rows)[rows]
    lead, own = told.days[np.maximum(told.voices.first[rows], 0)], told.days[claim]
    spans = (told.rows["period_start"].notna() & told.rows["period_end"].notna()).to_numpy()[rows]
    undated = ~np.isin(temporal, DATED) & spans
    days = np.where(undated | (own == lead), NO_DAY, own)
    date = days_in_words(days, np.where(told.voices.first[rows] >= 0, lead, NO_DAY))
    form = np.where(
        (temporal == "cumulative") & totals, words().fragments["by_date"], words().fragments["on_date"]
    ).astype(object)
    return np.where(date == "", "", fill_each(form, {"date": date})).astype(object)


def _denial(told: ToldRows, claim: Ints, spoken: Flags) -> Piece:
    if "denied_by" not in told.claims or unsaid(told.claims["denied_by"]).all():
        return _nothing()
    rows = np.flatnonzero((claim >= 0) & spoken)
    denied = denied_elsewhere(told.claims, told.claims.iloc[claim[rows]])
    who = told.cut(strings(denied["denied_by"]))
    date = days_in_words(days_of(pd.to_datetime(denied["denied_on"])))
    on = fill_where(date != "", words().fragments["on_date"], {"date": date}, date)
    text = fill(words().beside["denied"], {"denier": who, "on": on}, len(rows))
    there = np.flatnonzero(who != "")
    return Piece(rows[there], text[there], np.ones(len(there), dtype=bool))


def _floor_beside(told: ToldRows) -> Ints:
    """Return the claim of the hard floor where it is not named yet and not older than a year behind the first."""
    floor, voices = told.behind.floor, told.voices
    if not len(told.days):
        return np.full(len(floor), -1, dtype=np.int64)
    voice = numbers_of(told.claims["voice"])
    named = np.zeros(len(floor), dtype=bool)
    for other in (voices.first, voices.second, voices.third, voices.same, voices.earlier):
        named |= (other >= 0) & (voice[np.maximum(other, 0)] == voice[np.maximum(floor, 0)])
    stale = told.days[np.maximum(floor, 0)] < told.days[np.maximum(voices.first, 0)] - A_YEAR
    return np.where((floor >= 0) & ~named & ~stale, floor, -1)


def _under(told: ToldRows, clauses: Clauses) -> Piece:
    """Return the figure of another voice that lies under what was counted."""
    under = told.behind.under.drop_duplicates("estimate")
    rows, claim = (under[name].to_numpy(np.int64) for name in ("estimate", "claim"))
    if not len(rows):
        return _nothing()
    item = statements_beside(told, clauses, claim, rows, crossing=True)
    return Piece(rows, fill(words().beside["under"], {"item": item}, len(rows)), np.ones(len(rows), dtype=bool))


def _taken_back(told: ToldRows, clauses: Clauses) -> Piece:
    """Return the earlier figure that was taken back or lowered within a year before the date of knowledge."""
    fallen = told.behind.taken_back
    if not len(fallen):
        return _nothing()
    rows, claim = (fallen[name].to_numpy(np.int64) for name in ("estimate", "claim"))
    known = days_of(told.rows["as_of"])[rows]
    near = (known == NO_DAY) | (known - _corrected_on(told, rows, claim) <= A_YEAR)
    rows, claim = rows[near], claim[near]
    if not len(rows):
        return _nothing()
    amount = _amounts(told, clauses, claim, rows, told.amounts(claim, rows, crossing=True))
    how = _how(told, claim)
    text = fill(words().beside["taken_back"], {"amount": amount, "how": how}, len(rows))
    # nobody said that it was wrong: a later figure of the voice is lower
    fell = how == words().fragments["lowered"]
    text[fell] = statements_beside(told, clauses, claim[fell], rows[fell], earlier=True, crossing=True)
    return Piece(rows, text, np.ones(len(rows), dtype=bool))


def _corrected_on(told: ToldRows, rows: Ints, claim: Ints) -> Ints:
    """Return the days on which figures were taken back: of the count that stands for them, else their own."""
    voice, pairs = numbers_of(told.claims["voice"]), told.behind.pairs
    asked, voices = np.zeros(len(told.rows), dtype=bool), int(voice.max(initial=0)) + 1
    asked[rows] = True
    estimate, heard = (pairs[name].to_numpy(np.int64) for name in ("estimate", "claim"))
    estimate, heard = estimate[asked[estimate]], heard[asked[estimate]]
    newest = pd.Series(told.days[heard]).groupby(estimate * voices + voice[heard]).max()
    own = told.days[claim]
    stands = newest.reindex(rows * voices + voice[claim]).to_numpy(np.float64)
    return np.where(np.isnan(stands), own, np.nan_to_num(stands)).astype(np.int64)


def _how(told: ToldRows, claim: Ints) -> Strings:
    """Return in which way figures were taken back."""
    rows = told.claims.iloc[claim]
    table = pd.DataFrame({"denied_by": told.cut(strings(rows["denied_by"])), "denied_on": rows["denied_on"].to_numpy()})
    denied = denials_of(table)
    said = each_once(strings(rows["left_out_reason"]), _way)
    both = fill(words().fragments["denied_and"], {"denied": denied}, len(rows))
    plain = each_once(said, words().fragments.__getitem__)
    return np.select([denied == "", said == "corrected"], [plain, both], denied).astype(object)


def _way(reason: str) -> str:
    ways = ("withdrawn", "corrected", "lowered")
    return next((way for way in ways if way in reason), "denied")


def _listed(told: ToldRows) -> list[Piece]:
    """Return other definitions of its family beside a row whose definitions compete."""
    verdict = strings(told.rows["publish"])
    if not (verdict == "list").any():
        return []
    families = told.rows.loc[verdict == "list", "family"].unique()
    shown = np.flatnonzero((verdict != "withheld") & told.rows["family"].isin(families).to_numpy())
    some = told.at(shown)
    clauses = some.clauses()
    said = some.amounts(some.voices.first, np.arange(len(shown)))
    amount = amounts_in_words(said.text(), some.units, said)
    item = clauses.fill("item", number=said.text(), amount=amount)
    wider = wider_of(some.claims, some.voices.first)
    item = fill_where(wider != "", words().beside["wider"], {"amount": item, "what": wider}, item)
    who = some.speakers(some.voices.first)
    text = fill(words().beside["listed"], {"who": who.quoted(), "item": item, "date": _own_dates(some)}, len(shown))
    beside = definitions_beside(some.rows, LISTED, things_counted(some.rows))
    asking, other = (beside[name].to_numpy(np.int64) for name in ("row", "other"))
    kept = (verdict[shown[asking]] == "list") & (who.name[other] != "")
    asking, other = asking[kept], other[kept]
    place = pd.Series(asking).groupby(asking).cumcount().to_numpy()
    return [
        Piece(
            shown[asking[place == number]], text[other[place == number]], np.ones((place == number).sum(), dtype=bool)
        )
        for number in range(LISTED)
    ]


def _own_dates(told: ToldRows) -> Strings:
    """Return the date of every row's own count, of a total or stock."""
    temporal = times_of(told.rows)
    date = days_in_words(np.where(np.isin(temporal, DATED), days_of(told.rows["count_date"]), NO_DAY))
    form = np.where(temporal == "cumulative", words().fragments["by_date"], words().fragments["on_date"]).astype(object)
    return np.where(date == "", "", fill_each(form, {"date": date})).astype(object)


def _computed(told: ToldRows, clauses: Clauses) -> Piece:
    """Return what voices' own figures would mean by our arithmetic, where that lies far off what others say."""
    far = (told.rows["publish_reason"] == COMPUTED_OFF).to_numpy()
    computed = told.behind.computed
    computed = computed[far[computed["estimate"].to_numpy(np.int64)]]
    rows = np.unique(computed["estimate"].to_numpy(np.int64))
    if not len(rows):
        return _nothing()
    names = voices_named(told.claims, computed, len(far), told.cut)[rows]
    figure = computed_range(told.claims, computed, clauses, told.units)[rows]
    text = fill(words().beside["would_mean"], {"who": names, "figure": figure}, len(rows))
    return Piece(rows, text, np.ones(len(rows), dtype=bool))


def _same(told: ToldRows, spoken: Flags) -> Piece:
    """Return another voice that gives the figure of the first."""
    claim = told.voices.same
    rows = np.flatnonzero((claim >= 0) & spoken)
    if not len(rows):
        return _nothing()
    who = told.speakers(claim[rows])
    parts = {"who": who.quoted(), "date": _dates(told, claim[rows], rows, totals=False)}
    return Piece(rows, fill(words().beside["same"], parts, len(rows)), np.zeros(len(rows), dtype=bool))
