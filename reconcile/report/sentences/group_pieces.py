"""What stands behind the leading figure of a group: its parts, other definitions, places, periods and events."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, at_rows
from reconcile.report.sentences.articles_before import with_closed_places
from reconcile.report.sentences.clauses_extra import join_by_row
from reconcile.report.sentences.lead_sentences import lead_sentences
from reconcile.report.sentences.phrasebook import fill, words
from reconcile.report.sentences.pieces_beside import Piece, statements_beside
from reconcile.report.sentences.told_figures import ToldFigures, told_figures
from reconcile.report.sentences.told_rows import ToldRows

__all__ = ["group_pieces"]


def group_pieces(told: ToldRows, groups: pd.DataFrame, leads: Ints, aside: Flags) -> list[Piece]:
    """Return what stands behind the first sentence of groups.

    Parameters
    ----------
    told : ToldRows
        All rows; `voices.first` is the claim that leads each.
    groups : DataFrame
        Columns of `TOLD_GROUPS`.
    leads : ndarray of int, shape (leads,)
        The rows that lead, sorted; pieces are of their positions.
    aside : ndarray of bool, shape (leads,)
        Another voice is named between the leading figure and the pieces.

    Returns
    -------
    list of Piece
        All of them have to be said.

    Examples
    --------
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.sayings import facts_told, sayings
    >>> from reconcile.report.sentences.told_groups import told_groups
    >>> from reconcile.report.sentences.told_rows import told_rows
    >>> table = pd.DataFrame({"measure": ["casualties", "killed"], "source": "A", "best": [90, 30], "family": "f"})
    >>> result = rc.reconcile(table)
    >>> rows, facts = result.estimates, facts_told(result.estimates)
    >>> behind = claims_behind(rows, result.claims)
    >>> told = told_rows(rows, result.claims, behind, {}, {})
    >>> groups = told_groups(rows, facts, sayings(facts, result.claims, behind))
    >>> group_pieces(told, groups, np.array([0]), np.array([False]))[0].text.tolist()
    ['by the same account, 30 of them were killed']
    """
    spoken = groups[groups["claim"].to_numpy(np.int64) >= 0]
    between = np.zeros(len(told.rows), dtype=bool)
    between[leads] = aside
    figures = told_figures(told, spoken, leads, between)
    role = spoken["role"].to_numpy(dtype=object)
    wholes = spoken[role == "whole"].drop_duplicates("lead")
    pieces = [
        *_parts(told, figures.at(role == "part"), wholes, leads),
        _wider(figures.at((role == "wider") & figures.same_voice & figures.same_day), "wider_same"),
        *_one_by_one(figures.at((role == "wider") & ~(figures.same_voice & figures.same_day)), "wider_other"),
        *_beside(figures.at(role == "beside")),
        *_periods(figures.at(np.isin(role, ("period", "last"))), figures.at(role == "highest")),
        _other(figures.at(role == "other_first"), figures.at(role == "other_last")),
        *_events(told, spoken[role == "event"], leads),
    ]
    return [piece for piece in pieces if len(piece.rows)]


def _required(rows: Ints, text: Strings) -> Piece:
    return Piece(rows, text, np.ones(len(rows), dtype=bool))


def _joined(figures: ToldFigures, items: Strings, template: str) -> Piece:
    """Return a piece for every lead, with its items as "A, B and C"."""
    lead = figures.lead
    counted = pd.Series(lead).groupby(lead)
    place, size = counted.cumcount().to_numpy(), counted.transform("size").to_numpy()
    between = np.select([place == 0, place == size - 1], ["", words().fragments["and"]], ", ").astype(object)
    count = int(lead.max()) + 1 if len(lead) else 0
    listed = join_by_row(pd.Series((between + items).astype(object), index=lead, dtype=object), count, "")
    rows = np.unique(lead)
    parts = {"items": with_closed_places(listed[rows])}
    return _required(rows, fill(words().together[template], parts, len(rows)))


def _parts(told: ToldRows, parts: ToldFigures, wholes: pd.DataFrame, leads: Ints) -> list[Piece]:
    """Return the parts of totals: of the leading figure, or of the total that another voice gives."""
    lead = wholes["lead"].to_numpy(np.int64)
    total = np.full(len(leads), -1, dtype=np.int64)
    total[np.searchsorted(leads, lead)] = wholes["claim"].to_numpy(np.int64)
    own = parts.same_voice & (total == told.voices.first[leads])[parts.lead]
    first = ~pd.Series(parts.lead).duplicated().to_numpy(bool)
    plain, bare = parts.filled("part"), parts.filled("of_them")
    were = np.where(parts.one, parts.filled("of_them_was"), parts.filled("of_them_were"))
    items = np.where(first, np.where(own, were, bare), plain).astype(object)
    others = _joined(parts.at(~own), items[~own], "items")
    statement = _statements(told, leads[others.rows], total[others.rows])
    said = fill(words().together["parts_of_other"], {"statement": statement, "items": others.text}, len(others.rows))
    return [_joined(parts.at(own), items[own], "same_account"), _required(others.rows, said)]


def _statements(told: ToldRows, rows: Ints, claim: Ints) -> Strings:
    """Return what claims say of rows: "the agency put the figure at 4,700 by 30 April"."""
    return statements_beside(told, told.clauses(), claim, rows) if len(rows) else np.empty(0, dtype=object)


def _wider(figures: ToldFigures, form: str) -> Piece:
    return _joined(figures, figures.filled(form), "same_account")


def _one_by_one(figures: ToldFigures, form: str) -> list[Piece]:
    """Return a piece for every figure: the first ones of all leads, then the second ones."""
    texts, place = figures.filled(form), pd.Series(figures.lead).groupby(figures.lead).cumcount().to_numpy()
    return [_required(figures.lead[place == number], texts[place == number]) for number in np.unique(place).tolist()]


def _beside(figures: ToldFigures) -> list[Piece]:
    """Return other places, forces and periods: those of the leading voice at once, others by their voices."""
    same = figures.same_voice
    own, others = figures.at(same), figures.at(~same)
    speakers = np.asarray(pd.Series(others.who).groupby([others.lead, others.who], sort=False).ngroup(), dtype=np.int64)
    first = np.flatnonzero(~pd.Series(speakers).duplicated().to_numpy(bool))
    # "it counted 465 and 593": one piece a speaker, numbered by speaker instead of by lead
    listed = _joined(replace(others, lead=speakers), others.filled("item"), "items")
    said = fill(words().together["beside_other"], {"who": others.who[first], "item": listed.text}, len(first))
    lead = others.lead[first]
    place = pd.Series(lead).groupby(lead).cumcount().to_numpy()
    told = [_required(lead[place == number], said[place == number]) for number in np.unique(place).tolist()]
    return [_joined(own, own.filled("item"), "same_source"), *told]


def _periods(figures: ToldFigures, highest: ToldFigures) -> list[Piece]:
    """Return other periods of the leading voice, and which of those between was the highest."""
    count = int(max(figures.lead.max(initial=-1), highest.lead.max(initial=-1))) + 1
    peak = at_rows(highest.filled("highest"), highest.lead, count, "")
    items = figures.filled("item")
    last = ~pd.Series(figures.lead).duplicated(keep="last").to_numpy(bool)
    items = np.where(last, items + peak[figures.lead], items).astype(object)
    same, first = figures.same_voice, ~pd.Series(figures.lead).duplicated().to_numpy(bool)
    others = _joined(figures.at(~same), items[~same], "items")
    parts = {"who": figures.at(first & ~same).who, "item": others.text}
    named = fill(words().together["beside_other"], parts, len(others.rows))
    return [_joined(figures.at(same), items[same], "same_source"), _required(others.rows, named)]


def _other(first: ToldFigures, last: ToldFigures) -> Piece:
    """Return the figures of a second voice for the first and the last period of a series."""
    parts = {"who": first.who, "number": first.number, "amount": last.amount}
    return _required(first.lead, fill(words().together["other"], parts, len(first.lead)))


def _events(told: ToldRows, events: pd.DataFrame, leads: Ints) -> list[Piece]:
    """Return other events, each with a sentence of its own."""
    if not len(events):
        return []
    text = lead_sentences(told.at(events["row"].to_numpy(np.int64))).text
    lead = np.searchsorted(leads, events["lead"].to_numpy(np.int64))
    place = pd.Series(lead).groupby(lead).cumcount().to_numpy()
    return [_required(lead[place == number], text[place == number]) for number in np.unique(place).tolist()]
