"""One draft sentence an estimate, by what may be printed of it, filled from the tables alone.

No number is typed into prose: every figure, date and name comes from the row or from a claim behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints, Strings, each_once, each_pair_once, each_text, strings
from reconcile.days import NO_DAY
from reconcile.defaults import DEFAULT_METHOD
from reconcile.engine.claims_behind import DATED, ClaimsBehind, claims_behind, count_days
from reconcile.pool.methods.measured import MEASURED, MEASURED_LEVEL
from reconcile.pool.verdicts import BOUNDS_ALONE, MISSED, RAISED
from reconcile.report.sentences.attributions import Attributions, attributions_of, between_words
from reconcile.report.sentences.clauses import Clauses, clauses_of
from reconcile.report.sentences.clauses_extra import computed_items, join_by_row, reasons_withheld, voices_named
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.listed_figures import list_entries
from reconcile.report.sentences.phrasebook import fill, fill_each, fill_where, placeholders, words
from reconcile.report.sentences.printable import capitalised, shorten
from reconcile.report.sentences.rounding import count_words, round_to_step, write_number
from reconcile.report.sentences.style_numbers import close_dates, sentence_numbers

__all__ = ["sentences", "times_words", "undated_sentences"]

# verdicts that rest on one voice's own count, so that its count date is the one to print
OWN_DATE = ("attributed", "list", "floor")

# how far a level may be from a simple fraction and still be called "nine times in ten"
SAME_SHARE = 1e-9

# how the reason of a verdict tells what stakes do to best
_STAKE_MOVES = re.compile(r"stakes\b[^;]*?([+-])([0-9.,]+%)")

# largest base of "times in N" that people say
MOST_TIMES = 20


def sentences(
    estimates: pd.DataFrame,
    claims: pd.DataFrame,
    *,
    subjects: Mapping[str, str] | None = None,
    families: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
    behind: ClaimsBehind | None = None,
) -> pd.Series:
    """Draft one sentence an estimate.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, any index; `wording` is not needed. `low_claim`, `high_claim` and
        `computed_claims` (ids, the last joined by ;) name the claims to speak of; without them they are looked up.
    claims : DataFrame
        Rows of `claims.csv` of these quantities.
    subjects : mapping of party to words, optional
    families : mapping of family to title, optional
    sources : mapping of source to the name to print, optional
        "UK MoD": "the UK Ministry of Defence"; a source that is not in it is printed as it stands in the claims.
    behind : ClaimsBehind, optional
        The claims behind every estimate; looked up by quantity and id if not given.

    Returns
    -------
    Series of str, index as `estimates`, never empty
        Plain text on one line: the verdict's sentence, what the measure leaves out, the date of knowledge.

    Notes
    -----
    Work is done once a different value and once a template, not once a row, and only for the parts that a verdict's
    sentence has.
    """
    rows = estimates.reset_index(drop=True)
    heard = behind or claims_behind(rows, claims)
    own = _with_own_dates(rows, claims, heard)
    clauses = clauses_of(own, subjects or {})
    telling = _Telling(own, _named(claims, sources or {}), heard, clauses, subjects or {}, families or {})
    items, verdicts = _listed(telling), strings(rows["publish"])
    told = np.full(len(rows), "", dtype=object)
    for verdict in dict.fromkeys(verdicts.tolist()):
        here = np.flatnonzero(verdicts == verdict)
        told[here] = _told(telling.at(here), items[here])
    if words().dates["after_year"]:
        told[:] = [close_dates(text) for text in told.tolist()]
    return pd.Series(capitalised(told), index=estimates.index, dtype=object)


def undated_sentences(told: pd.Series) -> pd.Series:
    """Return sentences without the date of knowledge at their end: what is said is the same on another day.

    Examples
    --------
    >>> undated_sentences(pd.Series(["Three died. Known by 1 May 2025."])).tolist()
    ['Three died.']
    """
    mark = words().tail["known"].partition("{date}")[0]
    cut = [sentence.rpartition(mark)[0] or sentence for sentence in strings(told).tolist()]
    return pd.Series(cut, index=told.index, dtype="str")


def _named(claims: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the claims with the names to print of voices and sources."""
    if not names:
        return claims
    printed = {column: each_text(claims[column], lambda name: names.get(name, name)) for column in ("voice", "source")}
    return claims.assign(**printed)


def _with_own_dates(rows: pd.DataFrame, claims: pd.DataFrame, heard: ClaimsBehind) -> pd.DataFrame:
    """Give rows that print one voice's count the date of that count: carried forward, it was not said of the row's."""
    witness = _witness(rows, heard)
    mine = np.isin(strings(rows["publish"]), OWN_DATE) & np.isin(strings(rows["temporal"]), DATED) & (witness >= 0)
    days = count_days(claims)[witness] if len(claims) else np.zeros(len(rows), dtype=np.int64)
    mine &= days != NO_DAY
    own = days.astype("datetime64[D]").astype("datetime64[s]")
    return rows.assign(count_date=rows["count_date"].astype("datetime64[s]").mask(mine, pd.Series(own)))


def _witness(rows: pd.DataFrame, heard: ClaimsBehind) -> np.ndarray:
    """Return the claim that stands for a row of one figure: of floors the highest, which implies the others."""
    return np.where(rows["publish"] == "floor", heard.highest, heard.lowest)


def _listed(telling: _Telling) -> Strings:
    """Return the entries of every row's list; only families with a list have any."""
    items, verdicts = np.full(len(telling.rows), "", dtype=object), strings(telling.rows["publish"])
    listing = telling.rows["family"].isin(telling.rows.loc[verdicts == "list", "family"]).to_numpy()
    here = np.flatnonzero(listing & (verdicts != "withheld"))
    if len(here):
        part = telling.at(here)
        items[here] = list_entries(part.rows, part.said, part.figure, part.computed_items, part.subjects)
    return items


def _told(telling: _Telling, items: Strings) -> Strings:
    """Return the sentences of rows of one verdict."""
    forms = _forms(telling.rows, items)
    parts = {**{name: telling[name] for name in _needed(forms)}, "items": items}
    sentence = fill_each(each_once(forms, words().verdicts.__getitem__), parts)
    told: Strings = sentence + _tail(telling.rows, forms, telling.clauses)
    return told


def _needed(forms: Strings) -> set[str]:
    return {name for form in dict.fromkeys(forms.tolist()) for name in placeholders(words().verdicts[form])} - {"items"}


@dataclass(frozen=True)
class _Telling:
    """Everything that the sentences of some rows may be filled with, each part made when a sentence asks for it.

    The names of the parts are the placeholders of `[verdicts]` in the words file.
    """

    rows: pd.DataFrame
    claims: pd.DataFrame
    heard: ClaimsBehind
    clauses: Clauses
    subjects: Mapping[str, str]
    families: Mapping[str, str]

    def __getitem__(self, part: str) -> Strings:
        told: Strings = getattr(self, part)
        return told

    def at(self, here: Ints) -> _Telling:
        """Return the same for some of the rows, numbered anew."""
        if len(here) == len(self.rows):
            return self
        rows = self.rows.iloc[here].reset_index(drop=True)
        return replace(self, rows=rows, heard=self.heard.at(here), clauses=self.clauses.at(here))

    @cached_property
    def said(self) -> Attributions:
        return attributions_of(self.claims, _witness(self.rows, self.heard))

    @cached_property
    def figure(self) -> tuple[Strings, Strings]:
        return _figure(self.rows, self)

    @cached_property
    def computed_items(self) -> pd.Series:
        return computed_items(self.claims, self.heard.computed, self.subjects)

    @cached_property
    def noun(self) -> Strings:
        return self.clauses.fill("noun")

    @cached_property
    def clause(self) -> Strings:
        return _clause(self.clauses, *self.figure, self.noun)

    @property
    def who(self) -> Strings:
        return self.said.who

    @cached_property
    def voices(self) -> Strings:
        return count_words(_voices(self.rows, self.heard))

    @cached_property
    def names(self) -> Strings:
        return _optional("names", list=voices_named(self.claims, self.heard.pairs, len(self.rows)))

    @cached_property
    def agreement(self) -> Strings:
        return each_text(self.rows["agreement"], lambda key: words().agreement.get(key, ""))

    @cached_property
    def disagreement(self) -> Strings:
        return _disagreement(self.rows, self.computed_items)

    @cached_property
    def level(self) -> Strings:
        return each_once(self.rows["level"].to_numpy(np.float64), times_words)

    @cached_property
    def hold(self) -> Strings:
        return each_pair_once(strings(self.rows["method"]), self.level, _hold)

    @cached_property
    def low(self) -> Strings:
        return _end(*self._extreme("low"))

    @cached_property
    def high(self) -> Strings:
        return _end(*self._extreme("high"))

    @cached_property
    def low_said(self) -> Strings:
        said, figure = self._extreme("low")
        return said.statement(figure)

    @cached_property
    def high_said(self) -> Strings:
        said, figure = self._extreme("high")
        return said.statement(figure)

    def _extreme(self, end: str) -> tuple[Attributions, Strings]:
        """Return the claim with the lowest or highest figure in words, and that figure with its unit."""
        said, units = attributions_of(self.claims, getattr(self.heard, f"{end}est")), strings(self.rows["unit"])
        values = self.rows[f"claims_{end}"].to_numpy(np.float64)
        return said, sentence_numbers(values, said.step, units) + self.clauses.units_to_print(units)

    @cached_property
    def figures(self) -> Strings:
        return self.clauses.words_for("figures")

    @cached_property
    def apart(self) -> Strings:
        told = np.full(len(self.rows), "", dtype=object)
        here = np.flatnonzero(self.heard.apart)
        if len(here):
            # no more of the rows than their ends need
            ends = self.rows[["unit", "claims_low", "claims_high"]].iloc[here].reset_index(drop=True)
            heard = replace(self.heard, lowest=self.heard.lowest[here], highest=self.heard.highest[here])
            part = replace(self, rows=ends, heard=heard, clauses=self.clauses.at(here))
            told[here] = fill(words().fragments["apart"], {"low": part.low, "high": part.high}, len(here))
        return told

    @cached_property
    def stake(self) -> Strings:
        return each_text(self.rows["publish_reason"], _stake)

    @cached_property
    def computed(self) -> Strings:
        return _optional("computed", items=join_by_row(self.computed_items, len(self.rows)))

    @cached_property
    def family(self) -> Strings:
        return _optional("family", title=_family_titles(self.rows, self.families))

    @cached_property
    def reason(self) -> Strings:
        return reasons_withheld(self.rows, self.claims)


def _figure(rows: pd.DataFrame, telling: _Telling) -> tuple[Strings, Strings]:
    """Return the figure of every row, bare and with its unit: of an interval its ends, else as the voice said it."""
    interval = (rows["publish"] == "interval").to_numpy()
    if interval.all():
        return _pooled(rows)
    stated = _stated(rows, telling.said)
    if not interval.any():
        return stated
    number, amount = (np.where(interval, *pair).astype(object) for pair in zip(_pooled(rows), stated, strict=True))
    return number, amount


def _pooled(rows: pd.DataFrame) -> tuple[Strings, Strings]:
    low, high = _floats(rows, "low", "high")
    return between_words(low, high, strings(rows["unit"]), about=True)


def _stated(rows: pd.DataFrame, said: Attributions) -> tuple[Strings, Strings]:
    """Return the figures that the claims state, with the hedge of the one that stands for each row."""
    low, high = (round_to_step(values, said.step) for values in _floats(rows, "claims_low", "claims_high"))
    low = np.where(rows["publish"] == "floor", high, low)
    told = between_words(
        np.where(np.isnan(low), rows["best"], low), np.where(np.isnan(high), low, high), strings(rows["unit"]),
        about=False,
    )  # fmt: skip
    single = np.isnan(high) | (low == high)
    number, amount = (np.where(single, said.hedge + part, part).astype(object) for part in told)
    return number, amount


def _floats(rows: pd.DataFrame, *names: str) -> list[Floats]:
    return [rows[name].to_numpy(np.float64) for name in names]


def _clause(clauses: Clauses, number: Strings, amount: Strings, noun: Strings) -> Strings:
    """Return clauses; a figure of one gets a form that needs no plural."""
    told = clauses.fill("clause", number=number, amount=amount)
    one_told = ("1", words().cardinals[1])
    single = np.array([text.rsplit(" ", 1)[-1] in one_told for text in number.tolist()], dtype=bool)
    here = np.flatnonzero(single)
    told[here] = clauses.at(here).fill("one", number=number[here], amount=amount[here], noun=noun[here])
    return told


def _voices(rows: pd.DataFrame, heard: ClaimsBehind) -> np.ndarray:
    effective = np.nan_to_num(rows["voices"].to_numpy(np.float64), nan=0.0)
    return np.asarray(np.where(heard.voices > 0, heard.voices, np.maximum(np.round(effective), 1)), dtype=np.int64)


def _end(said: Attributions, figure: Strings) -> Strings:
    """Write the lowest or highest figure with its hedge, and in brackets who says it and when."""
    signed = said.who_and_when()
    return fill_where(
        signed != "", "{hedge}{figure} ({signed})", {"hedge": said.hedge, "figure": figure, "signed": signed}, figure
    )


def _optional(fragment: str, **parts: Strings) -> Strings:
    """Fill a fragment where its parts are not empty."""
    first = next(iter(parts.values()))
    return fill_where(first != "", words().fragments[fragment], parts, first)


def _disagreement(rows: pd.DataFrame, computed: pd.Series) -> Strings:
    """Say why there is no single range: what the verdict rests on, voices in conflict, or nothing that settles it."""
    has_computed = np.isin(np.arange(len(rows)), computed.index)
    disagree = np.isin(strings(rows["agreement"]), ("tension", "conflict"))
    known = {MISSED: "missed", RAISED: "raised", BOUNDS_ALONE: "bounds"}
    key = each_text(rows["publish_reason"], lambda reason: known.get(reason, ""))
    key = np.where((key == "bounds") & disagree, "disagree", key)
    usual = np.select([disagree, has_computed], ["disagree", "computed"], "unsettled")
    return each_once(np.where(key == "", usual, key).astype(object), words().disagreement.__getitem__)


def times_words(level: float) -> str:
    """Say a share as people do.

    Examples
    --------
    >>> times_words(0.9), times_words(0.95), times_words(0.873)
    ('nine times in ten', '19 times in 20', '87.3 times in 100')
    """
    share = Fraction(level).limit_denominator(MOST_TIMES)
    if abs(share - Fraction(level)) > SAME_SHARE:
        return words().fragments["percent_of_times"].format(percent=write_number(level * 100))
    hits, of = count_words(np.array([share.numerator, share.denominator])).tolist()
    return words().fragments["once" if share.numerator == 1 else "times"].format(hits=hits, of=of)


def _hold(method: str, level: str) -> str:
    """Say how often the range holds; only that of the default is built to hold as often as its level says."""
    phrases = words().fragments
    if method in ("", DEFAULT_METHOD):
        return phrases["hold"].format(level=level)
    if method not in MEASURED or level != times_words(MEASURED_LEVEL):
        return phrases["hold_unmeasured"].format(method=method)
    experts, _, polls, _ = MEASURED[method]
    return phrases["hold_other"].format(method=method, experts=f"{experts:.0%}", polls=f"{polls:.0%}")


def _stake(reason: str) -> str:
    """Return the sentence about stakes where the reason of the verdict speaks of them."""
    found = _STAKE_MOVES.search(reason)
    if not found:
        return ""
    return words().fragments["stake_down" if found[1] == "-" else "stake_up"].format(move=found[2])


def _family_titles(rows: pd.DataFrame, families: Mapping[str, str]) -> Strings:
    return each_text(rows["family"], lambda family: shorten(families.get(family, family)))


def _forms(rows: pd.DataFrame, items: Strings) -> Strings:
    """Return the form of every row's sentence: its verdict, but a range of one figure and a list of one have others."""
    low, high = _floats(rows, "claims_low", "claims_high")
    verdict = strings(rows["publish"])
    # a floor and a ceiling at one figure are two statements
    one = (low == high) & (strings(rows["publish_reason"]) != BOUNDS_ALONE)
    verdict = np.where((verdict == "range") & one, "range_one", verdict)
    alone = each_once(items, lambda told: "yes" if "; " not in told else "") == "yes"
    verdict = np.where((verdict == "list") & alone, "attributed", verdict).astype(object)
    return each_once(verdict, lambda key: key if key in words().verdicts else "withheld")


def _tail(rows: pd.DataFrame, forms: Strings, clauses: Clauses) -> Strings:
    """Return what stands behind every sentence: what is left out, that a date is missing, when it was known."""
    key = np.select([forms == "list", forms == "withheld"], ["excludes_first", ""], "excludes").astype(object)
    what = clauses.words_for("excludes")
    excluded = fill_each(each_once(key, lambda name: words().tail.get(name, "")), {"what": what})
    excluded = np.where(what == "", "", excluded)
    dated = rows["count_date"].notna() | rows["period_end"].notna() | rows["period_start"].notna()
    known = each_once(date_words(rows["as_of"]), lambda date: words().tail["known"].format(date=date) if date else "")
    told: Strings = excluded + np.where(dated, "", words().tail["undated"]) + known
    return told
