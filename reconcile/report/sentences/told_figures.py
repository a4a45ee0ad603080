"""Figures of sentences on several quantities in words: who says each, how many, what was done, where and when."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings, each_once, each_pair_once, numbers_of, strings
from reconcile.columns import DATED
from reconcile.days import NO_DAY, days_of
from reconcile.report.sentences.date_words import calendar_span, days_in_words
from reconcile.report.sentences.lead_sentences import amounts_in_words
from reconcile.report.sentences.phrasebook import fill_each, words
from reconcile.report.sentences.told_rows import ToldRows

__all__ = ["PEOPLE", "ToldFigures", "told_figures"]

# unit that is not printed beside a figure whose sentence has begun with whose people they are
PEOPLE = "persons"


@dataclass(frozen=True)
class ToldFigures:
    """Figures beside leading ones, one entry for each; texts have no capital and no stop.

    Attributes
    ----------
    lead : ndarray of int, shape (figures,)
        Position of the row that leads.
    who : ndarray of str, shape (figures,)
        Who says it, of those who are not named with the outlet.
    number, amount : ndarray of str, shape (figures,)
        The figure with its hedge, bare and with its unit.
    done : ndarray of str, shape (figures,)
        What was done: "killed or wounded".
    one : ndarray of bool, shape (figures,)
        The figure is 1.
    place, scope, when : ndarray of str, shape (figures,)
        Where, of which force and when, with a blank before; "" where it is as with the leading figure.
    same_voice, same_day : ndarray of bool, shape (figures,)
        The leading figure is of the same voice, and no other stands between; it is of the same day.
    value : ndarray of float, shape (figures,)
    """

    lead: Ints
    who: Strings
    number: Strings
    amount: Strings
    done: Strings
    one: Flags
    place: Strings
    scope: Strings
    when: Strings
    same_voice: Flags
    same_day: Flags
    value: Floats

    def at(self, kept: Flags | Ints) -> ToldFigures:
        """Return some of the figures, in the order given."""
        return ToldFigures(**{field.name: getattr(self, field.name)[kept] for field in fields(self)})

    def filled(self, key: str) -> Strings:
        """Return the figures in a form of `[together]`."""
        parts = {name: getattr(self, name) for name in ("who", "number", "amount", "done", "place", "scope", "when")}
        return fill_each(np.full(len(self.lead), words().together[key], dtype=object), parts)


def told_figures(told: ToldRows, groups: pd.DataFrame, leads: Ints, aside: Flags) -> ToldFigures:
    """Put the figures of groups into words.

    Parameters
    ----------
    told : ToldRows
        All rows; `voices.first` is the claim that leads each.
    groups : DataFrame
        Columns of `TOLD_GROUPS`, with a claim in every row.
    leads : ndarray of int, shape (leads,)
        The rows that lead, sorted.
    aside : ndarray of bool, shape (rows,)
        Another voice is named between the leading figure and these, so that "the same" would be that one.

    Returns
    -------
    ToldFigures
        In the order of `groups`.

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
    >>> told_figures(told, groups, np.array([0]), np.array([False, False])).number.tolist()
    ['90', '30']
    """
    row, lead, claim = (groups[name].to_numpy(np.int64) for name in ("row", "lead", "claim"))
    said = told.amounts(claim, row, parts=(groups["role"] == "part").to_numpy(bool))
    own, leading = told.clauses(row), told.clauses(lead)
    number = said.text()
    bare = (own.units_to_print(told.units[row]) == "") | (told.units[row] == PEOPLE)
    amount = np.where(bare, number, amounts_in_words(number, told.units[row], said)).astype(object)
    first = np.where(aside[lead], -1, told.voices.first[lead])
    voice = numbers_of(told.claims["voice"])
    return ToldFigures(
        lead=np.searchsorted(leads, lead),
        who=told.speakers(claim).quoted(),
        number=number,
        amount=amount,
        done=own.parts["done"],
        one=(said.low == 1) & (said.high == 1),
        place=_if_other(own.parts["place"], leading.parts["place"]),
        scope=_if_other(own.parts["scope"], leading.parts["scope"]),
        when=_when(told, row, lead, claim, own.parts["when"], leading.parts["when"]),
        same_voice=(first >= 0) & (voice[claim] == voice[first]),
        same_day=(first >= 0) & (told.days[claim] == told.days[first]),
        value=said.high,
    )


def _if_other(texts: Strings, leading: Strings) -> Strings:
    return np.where(texts == leading, "", texts).astype(object)


def _when(told: ToldRows, row: Ints, lead: Ints, claim: Ints, when: Strings, leading: Strings) -> Strings:
    """Return the day of a total or stock, or the period, of figures; "" where it is that of the leading one."""
    temporal = strings(told.rows["temporal"])[row]
    own, beside = told.days[claim], told.days[told.voices.first[lead]]
    date = days_in_words(np.where(own == beside, NO_DAY, own), beside)
    form = np.where(temporal == "cumulative", words().fragments["by_date"], words().fragments["on_date"])
    dated = np.where(date == "", "", fill_each(form.astype(object), {"date": date}))
    # "465 from 1 to 30 December and 593" would be of the same days
    several = pd.Series(when != leading).groupby(lead).transform("any").to_numpy(bool)
    spans = np.where(several, _spans(told, row, lead, when), "")
    return np.where(np.isin(temporal, DATED), dated, spans).astype(object)


def _spans(told: ToldRows, row: Ints, lead: Ints, when: Strings) -> Strings:
    """Return periods in words, months of the year of the leading period without it."""
    first, last = days_of(told.rows["period_start"]), days_of(told.rows["period_end"])
    month = each_pair_once(first[row].astype(object), last[row].astype(object), _month)
    year = each_once(last, _year)
    short = each_once(month, lambda name: words().fragments["in_span"].format(span=name) if name else "")
    return np.where((short != "") & (year[row] == year[lead]), short, when).astype(object)


def _month(first: int, last: int) -> str:
    if NO_DAY in (first, last) or calendar_span(first, last) != "month":
        return ""
    return words().months[np.datetime64(int(last), "D").item().month - 1]


def _year(day: int) -> str:
    return "" if day == NO_DAY else str(np.datetime64(int(day), "D").item().year)
