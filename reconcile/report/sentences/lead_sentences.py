"""The first sentence on an estimate: what was counted, by whom, in the order in which it begins with a word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Flags, Strings, each_once, strings
from reconcile.columns import DATED
from reconcile.days import NO_DAY
from reconcile.report.sentences.caveats import wider_of
from reconcile.report.sentences.clauses import Clauses, unit_words
from reconcile.report.sentences.date_words import days_in_words
from reconcile.report.sentences.phrasebook import fill_each, fill_where, words
from reconcile.report.sentences.rounding import counted_whole
from reconcile.report.sentences.said_amounts import SaidAmounts, spelled
from reconcile.report.sentences.style_numbers import sentence_numbers
from reconcile.report.sentences.told_rows import ToldRows
from reconcile.report.sentences.who_says import COUNTED_VERBS

__all__ = ["LeadSentences", "amounts_in_words", "lead_sentences"]

# the form of a sentence whose noun is the object of its verb
_OBJECT = {"named": "names_all", "counted": "counts_all"}


@dataclass(frozen=True)
class LeadSentences:
    """First sentences, without capital and stop, and the words they are made of.

    Attributes
    ----------
    text : ndarray of str, shape (rows,)
    clauses : Clauses
    """

    text: Strings
    clauses: Clauses


def lead_sentences(told: ToldRows) -> LeadSentences:
    """Write the first sentence of every row.

    Parameters
    ----------
    told : ToldRows

    Returns
    -------
    LeadSentences

    Examples
    --------
    >>> import pandas as pd
    >>> import reconcile as rc
    >>> from reconcile.engine.claims_behind import claims_behind
    >>> from reconcile.report.sentences.told_rows import told_rows
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> behind = claims_behind(result.estimates, result.claims)
    >>> told = told_rows(result.estimates, result.claims, behind, {}, {})
    >>> lead_sentences(told).text.tolist()
    ['the figure for “dead” is 300, A said']
    """
    clauses, count = told.clauses(), len(told.rows)
    amounts = _leading(told)
    who = told.speakers(told.voices.first)
    clause = _clauses(told, clauses, amounts)
    begins = each_once(clauses.words_for("noun"), _begins_with_things) == "yes"
    withheld = (told.rows["publish"] == "withheld").to_numpy()
    form = _forms(clause, who.name, who.outlet, who.verb)
    objects = begins & np.isin(who.verb, COUNTED_VERBS) & (amounts.low != 1)
    form = np.where(objects, each_once(who.verb, lambda verb: _OBJECT.get(verb, "")), form)
    form = np.select([withheld, amounts.quoted], ["withheld_all", "quoted_all"], form).astype(object)
    nameless = ~np.char.startswith(form.astype(str), "told")
    parts = {
        "clause": clause, "who": np.where(nameless, who.quoted(), who.name).astype(object), "outlet": who.outlet,
        "number": amounts.text(), "noun": clauses.fill("noun"), "on": _said_on(told, clauses),
    }  # fmt: skip
    text = fill_each(each_once(form, words().leads.__getitem__), parts) if count else clause
    wider = np.where(withheld, "", wider_of(told.claims, told.voices.first)).astype(object)
    in_objects = np.isin(form, ["names_all", "counts_all", "quoted_all"])
    late = in_objects & (wider != "")
    return LeadSentences(fill_where(late, words().leads["wider"], {"clause": text, "what": wider}, text), clauses)


def _leading(told: ToldRows) -> SaidAmounts:
    """Return the figures that lead: of the first voice; where no claim is known those that the estimate holds."""
    rows = np.arange(len(told.rows))
    amounts = told.amounts(told.voices.first, rows)
    missing = np.flatnonzero((told.voices.first < 0) | (amounts.number == ""))
    if not len(missing):
        return amounts
    table = told.rows.iloc[missing]
    low, high = (table[name].to_numpy(np.float64) for name in ("claims_low", "claims_high"))
    low = np.where(np.isnan(low), table["best"].to_numpy(np.float64), low)
    high = np.where(np.isnan(high), low, high)
    units = told.units[missing]
    number, upper = (sentence_numbers(ends, None, units) for ends in (low, high))
    ranged = fill_where(low != high, words().fragments["own_range"], {"low": number, "high": upper}, number)
    amounts.hedge[missing] = amounts.doubt[missing] = ""
    for name, values in (("number", ranged), ("low", low), ("high", high), ("quoted", False)):
        getattr(amounts, name)[missing] = values
    return amounts


def _clauses(told: ToldRows, clauses: Clauses, amounts: SaidAmounts) -> Strings:
    """Return what was counted as a clause, with what the figure counts beside."""
    units = told.units
    one = (amounts.low == 1) & (amounts.high == 1) & counted_whole(units) & ~amounts.quoted
    number = spelled(amounts, units)
    amount = amounts_in_words(number, units, amounts)
    texts = clauses.fill("clause", number=number, amount=amount)
    single = np.flatnonzero(one)
    if len(single):
        texts[single] = _single(clauses.at(single), number[single], amount[single])
    wider = wider_of(told.claims, told.voices.first)
    return fill_where(wider != "", words().leads["wider"], {"clause": texts, "what": wider}, texts)


def _single(clauses: Clauses, number: Strings, amount: Strings) -> Strings:
    """Return clauses on one person or thing; one of "one of the ..." where a subject has no singular in the table."""
    singular = clauses.singular()
    unknown = singular.parts["subject"] == ""
    subject = np.where(unknown, clauses.parts["subject"], singular.parts["subject"]).astype(object)
    one_of = np.where(unknown, number + words().fragments["one_of"], number).astype(object)
    return singular.fill("clause", number=one_of, amount=amount, subject=subject)


def amounts_in_words(number: Strings, units: Strings, amounts: SaidAmounts) -> Strings:
    """Return figures with their units: "one settlement", "584 sq km", "a third".

    Parameters
    ----------
    number : ndarray of str, shape (wanted,)
        The figures as they are printed.
    units : ndarray of str, shape (wanted,)
        As in the tables.
    amounts : SaidAmounts

    Returns
    -------
    ndarray of str, shape (wanted,)

    Examples
    --------
    >>> one, no = np.array([1.0]), np.array([False])
    >>> none = np.array([""], dtype=object)
    >>> said = SaidAmounts(none, np.array(["1"], dtype=object), one, one, no, no, none)
    >>> amounts_in_words(said.number, np.array(["settlements"], dtype=object), said).tolist()
    ['1 settlement']
    """
    unit = unit_words(units)
    one = (amounts.low == 1) & (amounts.high == 1)
    unit = np.where(one, each_once(unit, _one_of_unit), unit)
    unit = np.where(amounts.fraction, "", unit)
    texts: Strings = np.where(number == "", "", number + unit).astype(object)
    return texts


def _one_of_unit(unit: str) -> str:
    plain = unit.strip()
    return f" {words().singular[plain]}" if plain in words().singular else unit


def _begins_with_things(noun: str) -> str:
    return "yes" if noun.startswith(("{subject}", "{things}")) else ""


def _forms(clause: Strings, name: Strings, outlet: Strings, verb: Strings) -> Strings:
    """Return the form of every sentence: by its verb, and whether the clause may begin it."""
    verbs = np.select([name == "", (outlet != "") & (verb == "said")], ["nobody", "told"], verb).astype(object)
    digit = each_once(np.array([text[:1] for text in clause.tolist()], dtype=object), _is_digit) == "yes"
    forms: Strings = (verbs + np.where(digit, "_before", "_after")).astype(object)
    return forms


def _is_digit(sign: str) -> str:
    return "yes" if sign.isdigit() else ""


def _said_on(told: ToldRows, clauses: Clauses) -> Strings:
    """Return the day on which a figure was said, where the clause has no day of its own."""
    undated: Flags = (clauses.parts["when"] == "") & (told.voices.first >= 0)
    undated &= ~np.isin(strings(told.rows["temporal"]), DATED)
    if not undated.any() or not len(told.days):
        return np.full(len(undated), "", dtype=object)
    days = np.where(undated, told.days[np.maximum(told.voices.first, 0)], NO_DAY)
    date = days_in_words(days)
    return fill_where(date != "", words().fragments["on_date"], {"date": date}, date)
