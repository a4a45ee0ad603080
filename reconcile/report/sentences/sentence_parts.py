"""What a sentence is filled with: figures, names, agreement and reasons of some rows, each in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Ints, Strings, each_once, each_pair_once, each_text, strings
from reconcile.engine.claims_behind import ClaimsBehind, count_days
from reconcile.pool.verdicts import BOUNDS_ALONE, COMPUTED_OFF, MISSED, RAISED
from reconcile.report.sentences.attributions import Attributions, attributions_of, between_words, quoted_claims
from reconcile.report.sentences.caveats import caveats_of, denials_of
from reconcile.report.sentences.clauses import Clauses
from reconcile.report.sentences.clauses_extra import (
    computed_amounts,
    computed_items,
    join_by_row,
    reasons_withheld,
    voices_named,
)
from reconcile.report.sentences.level_words import hold_words, times_words
from reconcile.report.sentences.named_alone import named_alone
from reconcile.report.sentences.phrasebook import fill, fill_each, fill_where, words
from reconcile.report.sentences.printable import capitalised, shorten
from reconcile.report.sentences.rounding import count_words, round_to_step
from reconcile.report.sentences.said_ends import SaidEnds, takes_no_side
from reconcile.report.sentences.style_numbers import sentence_numbers

__all__ = ["SentenceParts"]

# in the reason of a verdict: how far stakes move the best value
_STAKE_MOVES = re.compile(r"stakes\b[^;]*?([+-])([0-9.,]+%)")

# what a sentence names beside whoever counts a floor: three voices in all
MOST_OTHERS = 2

# keys of `[disagreement]` for the reasons of verdicts that give one
_REASON_KEYS = {MISSED: "missed", RAISED: "raised", BOUNDS_ALONE: "bounds", COMPUTED_OFF: "computed"}


@dataclass(frozen=True)
class SentenceParts:
    """Everything that the sentences of some rows may be filled with, each part made when a sentence asks for it.

    The names of the parts are the placeholders of `[verdicts]` in the words file; each is an ndarray of str, shape
    (rows,), "" where a row has no such part.

    Attributes
    ----------
    rows : DataFrame
        Rows of `estimates.csv`, numbered from 0.
    claims : DataFrame
        Rows of `claims.csv`, names as they are printed.
    behind : ClaimsBehind
        The claims behind each row.
    clauses : Clauses
        The defining columns of each row in words.
    ends : SaidEnds
        The lowest and the highest figure that are quoted of each row, and who gives them.
    subjects : mapping of party to words
    families : mapping of family to title
    """

    rows: pd.DataFrame
    claims: pd.DataFrame
    behind: ClaimsBehind
    clauses: Clauses
    ends: SaidEnds
    subjects: Mapping[str, str]
    families: Mapping[str, str]

    def __getitem__(self, name: str) -> Strings:
        part: Strings = getattr(self, name)
        return part

    def at(self, positions: Ints) -> SentenceParts:
        """Return the parts of some of the rows, numbered anew."""
        if len(positions) == len(self.rows):
            return self
        return replace(
            self, rows=self.rows.iloc[positions].reset_index(drop=True), behind=self.behind.at(positions),
            clauses=self.clauses.at(positions), ends=self.ends.at(positions),
        )  # fmt: skip

    @cached_property
    def quoted(self) -> Attributions:
        """The claim that each row of one figure quotes."""
        claim = quoted_claims(self.rows["publish"], self.behind)
        if self.several.any():
            claim = np.where(self.several, self.ends.low_claim, claim)
        return attributions_of(self.claims, claim)

    @cached_property
    def several(self) -> Flags:
        """True for rows that print the figures of several sources: ranges, and intervals that are no range of ours."""
        verdict = strings(self.rows["publish"])
        several: Flags = (verdict == "range") | ((verdict == "interval") & self.behind.wider)
        return several

    @cached_property
    def one_claim(self) -> Flags:
        """True where these figures are one: only one claim is no earlier count."""
        ends = self.ends
        one: Flags = (ends.low_claim == ends.high_claim) & (ends.low_computed < 0) & (ends.high_computed < 0)
        return one

    @cached_property
    def figure(self) -> tuple[Strings, Strings]:
        """The figure of each row, bare and with its unit."""
        return _figure(self)

    @cached_property
    def computed_items(self) -> pd.Series:
        """Computed claims in words, index the row."""
        return computed_items(self.claims, self.behind.computed, self.subjects)

    @cached_property
    def noun(self) -> Strings:
        """What is counted, with its date or span, as in "No figure is given for …"."""
        return self.clauses.fill("noun")

    @cached_property
    def clause(self) -> Strings:
        """What is counted with its figure, as a main clause."""
        return _clause(self.clauses, *self.figure, self.noun)

    @property
    def who(self) -> Strings:
        """Who says the figure that is quoted."""
        return self.quoted.who

    @cached_property
    def voices(self) -> Strings:
        """How many voices carry the estimate."""
        return count_words(_count_voices(self.rows, self._carrying))

    @cached_property
    def _carrying(self) -> pd.DataFrame:
        """The claims that carry each row, in the order in which their voices are named."""
        carrying = self.behind.pairs[self.behind.pairs["carries"].to_numpy(bool)]
        claim = carrying["claim"].to_numpy(np.int64)
        if not len(claim):
            return carrying
        side = ~takes_no_side(self.claims)[claim]
        order = np.lexsort((-carrying["share"], -self.days[claim], side, carrying["estimate"]))
        return carrying.iloc[order].assign(voice=strings(self.claims["voice"])[claim[order]])

    @cached_property
    def kind(self) -> Strings:
        """Whether its voices are known to be independent."""
        fragments = words().fragments
        known = np.where(self.behind.independent, fragments["independent"], fragments["different"])
        return known.astype(object)

    @cached_property
    def names(self) -> Strings:
        """Their names in brackets."""
        return _optional("names", list=voices_named(self.claims, self._carrying, len(self.rows)))

    @cached_property
    def agreement(self) -> Strings:
        """How far the voices agree."""
        return each_text(self.rows["agreement"], lambda key: words().agreement.get(key, ""))

    @cached_property
    def said_agreement(self) -> Strings:
        """How far the sources agree, behind figures that stand with them."""
        return each_text(self.rows["agreement"], lambda key: words().said_agreement.get(key, ""))

    @cached_property
    def disagreement(self) -> Strings:
        """Why there is no single range."""
        return _disagreement(self.rows, self.computed_items)

    @cached_property
    def level(self) -> Strings:
        """The level as a number of times."""
        return each_once(self.rows["level"].to_numpy(np.float64), times_words)

    @cached_property
    def hold(self) -> Strings:
        """How often the range holds."""
        return each_pair_once(strings(self.rows["method"]), self.level, hold_words)

    @cached_property
    def low(self) -> Strings:
        """The lowest figure, who says it and when; one of our arithmetic where it lies lower."""
        return self._end(self.ends.low_claim, self.ends.low_computed)

    @cached_property
    def high(self) -> Strings:
        """The highest figure, who says it and when; one of our arithmetic where it lies higher."""
        return self._end(self.ends.high_claim, self.ends.high_computed)

    @cached_property
    def up(self) -> Strings:
        """What joins the two: another word where one of them is a range itself."""
        ranged = self._ranged(self.ends.low_claim) | self._ranged(self.ends.high_claim)
        fragments = words().fragments
        return np.where(ranged, fragments["up_to_end"], fragments["to_end"]).astype(object)

    @cached_property
    def low_said(self) -> Strings:
        """The lowest figure as a statement: "A said 300"."""
        return self._statement(self.ends.low_claim)

    @cached_property
    def high_said(self) -> Strings:
        """The highest figure as a statement."""
        return self._statement(self.ends.high_claim)

    @cached_property
    def newest(self) -> Strings:
        """The sentence on the newest count, where it is neither the lowest nor the highest; on a third bound."""
        bounds = (self.rows["publish_reason"] == BOUNDS_ALONE).to_numpy()
        third = self._sentence("third", np.where(bounds, self.ends.third, -1))
        return np.where(third == "", self._sentence("newest", self.ends.newest), third).astype(object)

    @cached_property
    def earlier(self) -> Strings:
        """The sentence on the weightiest earlier count, where today's is one figure."""
        return self._sentence("earlier", self.ends.earlier)

    @cached_property
    def others(self) -> Strings:
        """What others say beside a floor: the two highest of them."""
        pairs = self.behind.pairs
        claim = pairs["claim"].to_numpy(np.int64)
        own = quoted_claims(self.rows["publish"], self.behind)[pairs["estimate"].to_numpy(np.int64)]
        voice = pd.factorize(self.claims["voice"])[0]
        others = pairs[(voice[claim] != voice[own]) & ~pairs["older"].to_numpy(bool)]
        order = np.lexsort((-self.behind.figure_high[others["claim"].to_numpy(np.int64)], others["estimate"]))
        others = others.iloc[order]
        others = others[others.groupby("estimate").cumcount().to_numpy() < MOST_OTHERS]
        said = _statements(self, others["claim"].to_numpy(np.int64), others["estimate"].to_numpy(np.int64))
        listed = join_by_row(pd.Series(said, index=others["estimate"].to_numpy(), dtype=object), len(self.rows))
        return _optional("others", items=capitalised(listed))

    @cached_property
    def told(self) -> Strings:
        """What has to be told beside the figures: one under what was counted, one taken back, a denial."""
        under, fallen = self.behind.under, self.behind.taken_back
        beside = self._under(under.drop_duplicates("estimate")) + self._taken_back(fallen)
        told: Strings = self._caveat + self._counted + beside
        return told

    @property
    def _counted(self) -> Strings:
        """Who counted the hard floor at which a range of ours begins."""
        ours = (self.rows["publish"] == "interval").to_numpy() & ~self.behind.wider
        begins = ours & (self.rows["low"] <= self.rows["floor"]).to_numpy() & (self.behind.floor >= 0)
        if not begins.any():
            return np.full(len(ours), "", dtype=object)
        counted = attributions_of(self.claims, np.where(begins, self.behind.floor, -1))
        return _optional("counted", who=counted.who_and_when())

    @property
    def _caveat(self) -> Strings:
        """What changes the meaning of the figure of one voice, whose name alone stands in the sentence."""
        alone = np.isin(strings(self.rows["publish"]), ("attributed", "floor"))
        if not alone.any():
            return np.full(len(alone), "", dtype=object)
        quoted = np.where(alone, quoted_claims(self.rows["publish"], self.behind), -1)
        caveats = caveats_of(self.claims, quoted)
        said = (_optional(f"{name}_told", what=getattr(caveats, name)) for name in ("wider", "side", "denied"))
        told: Strings = sum(said, np.full(len(alone), "", dtype=object))
        return told

    def _under(self, under: pd.DataFrame) -> Strings:
        estimate, claim = (under[name].to_numpy(np.int64) for name in ("estimate", "claim"))
        texts = np.full(len(self.rows), "", dtype=object)
        if not len(claim):
            return texts
        said = capitalised(_statements(self, claim, estimate, crossing=True))
        texts[estimate] = fill(words().fragments["under"], {"statement": said}, len(claim))
        return texts

    def _taken_back(self, fallen: pd.DataFrame) -> Strings:
        estimate, claim = (fallen[name].to_numpy(np.int64) for name in ("estimate", "claim"))
        texts = np.full(len(self.rows), "", dtype=object)
        if not len(claim):
            return texts
        rows = self.claims.iloc[claim]
        item = _quotes(self, claim, estimate, crossing=True, caveats=False)
        texts[estimate] = fill(words().fragments["taken_back"], {"item": item, "how": _how(rows)}, len(claim))
        return texts

    @cached_property
    def days(self) -> Ints:
        """The day of which every claim speaks."""
        return count_days(self.claims)

    def _ranged(self, claim: Ints) -> Flags:
        """Return True where a claim is quoted with both ends of its own range."""
        if not len(self.behind.figure_low):
            return np.zeros(len(claim), dtype=bool)
        some = np.maximum(claim, 0)
        floor = self.rows["floor"].to_numpy(np.float64)
        ranged: Flags = (claim >= 0) & (self.behind.figure_low[some] < self.behind.figure_high[some])
        return ranged & ~(self.behind.figure_low[some] < floor)

    def _end(self, claim: Ints, computed: Ints) -> Strings:
        texts = _quotes(self, claim, np.arange(len(claim)))
        rows = np.flatnonzero(computed >= 0)
        if not len(rows):
            return texts
        amounts = computed_amounts(self.claims, computed[rows], self.subjects)
        texts[rows] = fill(words().fragments["computed_end"], {"figure": amounts}, len(rows))
        return texts

    def _statement(self, claim: Ints) -> Strings:
        return _statements(self, claim, np.arange(len(claim)))

    def _sentence(self, fragment: str, claim: Ints) -> Strings:
        """Return a sentence that quotes a claim, "" for none."""
        texts, rows = np.full(len(claim), "", dtype=object), np.flatnonzero(claim >= 0)
        if not len(rows):
            return texts
        texts[rows] = fill(words().fragments[fragment], {"item": _quotes(self, claim[rows], rows)}, len(rows))
        return texts

    @cached_property
    def figures(self) -> Strings:
        """What the figures are of, as the subject of a sentence on them."""
        return self.clauses.words_for("figures")

    @cached_property
    def apart(self) -> Strings:
        """The lowest and the highest figure, of rows whose voices' ranges do not touch."""
        texts = np.full(len(self.rows), "", dtype=object)
        positions = np.flatnonzero(self.behind.apart)
        if len(positions):
            ends = self.at(positions)
            form = np.where(ends.one_claim, words().fragments["apart_one"], words().fragments["apart"]).astype(object)
            texts[positions] = fill_each(form, {"low": ends.low, "high": ends.high, "up": ends.up})
        return texts

    @cached_property
    def stake(self) -> Strings:
        """The sentence on stakes, where they move the best value."""
        return each_text(self.rows["publish_reason"], _stake)

    @cached_property
    def computed(self) -> Strings:
        """The sentence on computed claims."""
        return _optional("computed", items=join_by_row(self.computed_items, len(self.rows)))

    @cached_property
    def family(self) -> Strings:
        """The title of the family that a list is of."""
        titles = each_text(self.rows["family"], lambda family: shorten(self.families.get(family, family)))
        return _optional("family", title=titles)

    @cached_property
    def reason(self) -> Strings:
        """Why no figure is given."""
        return reasons_withheld(self.rows, self.claims)


def _figure(parts: SentenceParts) -> tuple[Strings, Strings]:
    """Return the figure of every row, bare and with its unit: of an interval its ends, else as the voice said it.

    An interval wider than all that was said has the lowest and the highest figure of its sources.
    """
    interval = (parts.rows["publish"] == "interval").to_numpy() & ~parts.behind.wider
    if interval.all():
        return _pooled(parts.rows)
    stated = _stated(parts)
    if not interval.any():
        return stated
    pairs = zip(_pooled(parts.rows), stated, strict=True)
    number, amount = (np.where(interval, *pair).astype(object) for pair in pairs)
    return number, amount


def _pooled(rows: pd.DataFrame) -> tuple[Strings, Strings]:
    low, high, floor = _floats(rows, "low", "high", "floor")
    return between_words(low, high, strings(rows["unit"]), about=True, floor=floor)


def _stated(parts: SentenceParts) -> tuple[Strings, Strings]:
    """Return the figures that the claims state, with the hedge of the claim that each row quotes."""
    rows, quoted = parts.rows, parts.quoted
    floors = (rows["publish"] == "floor").to_numpy() | named_alone(rows)
    low, high = (round_to_step(values, quoted.step) for values in _floats(rows, "claims_low", "claims_high"))
    if parts.several.any():
        ends = parts.ends
        upper = attributions_of(parts.claims, ends.high_claim).step
        low = np.where(parts.several, round_to_step(ends.low, quoted.step), low)
        high = np.where(parts.several, round_to_step(ends.high, upper), high)
    counted = np.where(rows["floor"].isna(), high, rows["floor"])
    low, high = (np.where(floors, counted, values) for values in (low, high))
    # what was counted is at least so many, in whatever words it was given
    hedge = np.where(floors, words().hedges["floor"] + " ", quoted.hedge).astype(object)
    ranges = between_words(
        np.where(np.isnan(low), rows["best"], low), np.where(np.isnan(high), low, high), strings(rows["unit"]),
        about=False,
    )  # fmt: skip
    single = np.isnan(high) | (low == high)
    number, amount = (np.where(single, hedge + text, text).astype(object) for text in ranges)
    return number, amount


def _amounts(parts: SentenceParts, claim: Ints, estimate: Ints, quoted: Attributions, *, crossing: bool) -> Strings:
    """Return the figures of claims with their hedges and units: both ends where the source gave a range.

    Of a range that begins under the hard floor only the upper end is quoted, unless it is told as crossing it.
    """
    if not len(claim) or not len(parts.behind.figure_low):
        return np.full(len(claim), "", dtype=object)
    units, some = strings(parts.rows["unit"])[estimate], np.maximum(claim, 0)
    low, high = parts.behind.figure_low[some], parts.behind.figure_high[some]
    floor = parts.rows["floor"].to_numpy(np.float64)[estimate]
    crosses = (low < floor) & (low < high) & (not crossing)
    hedge = np.where(crosses, words().hedges["upper"] + " ", quoted.hedge).astype(object)
    ranged = (low < high) & ~crosses
    one = sentence_numbers(np.where(crosses, high, low), quoted.step, units)
    upper = np.full(len(claim), "", dtype=object)
    upper[ranged] = sentence_numbers(high[ranged], quoted.step[ranged], units[ranged])
    figure = fill_where(ranged, words().fragments["own_range"], {"low": one, "high": upper}, hedge + one)
    amounts: Strings = figure + parts.clauses.at(estimate).units_to_print(units)
    return np.where(claim >= 0, amounts, "").astype(object)


def _quotes(
    parts: SentenceParts, claim: Ints, estimate: Ints, *, crossing: bool = False, caveats: bool = True
) -> Strings:
    """Return claims as they are quoted: the figure, and in brackets who says it, when, and what changes its meaning."""
    quoted = attributions_of(parts.claims, claim)
    if not caveats:
        quoted = replace(quoted, caveat=np.full(len(claim), "", dtype=object))
    figure = _amounts(parts, claim, estimate, quoted, crossing=crossing)
    signed = quoted.who_and_when()
    return fill_where(signed != "", "{figure} ({signed})", {"figure": figure, "signed": signed}, figure)


def _statements(parts: SentenceParts, claim: Ints, estimate: Ints, *, crossing: bool = False) -> Strings:
    """Return claims as statements: "A said 300 (3 May)"."""
    quoted = attributions_of(parts.claims, claim)
    return quoted.statement(_amounts(parts, claim, estimate, quoted, crossing=crossing))


def _how(rows: pd.DataFrame) -> Strings:
    """Return in which way figures were taken back."""
    denied = denials_of(rows)
    said = each_once(strings(rows["left_out_reason"]), _way)
    both = fill(words().fragments["denied_and"], {"denied": denied}, len(rows))
    plain = each_once(said, words().fragments.__getitem__)
    return np.select([denied == "", said == "corrected"], [plain, both], denied).astype(object)


def _way(reason: str) -> str:
    return "withdrawn" if "withdrawn" in reason else "corrected" if "corrected" in reason else "denied"


def _floats(rows: pd.DataFrame, *names: str) -> list[Floats]:
    return [rows[name].to_numpy(np.float64) for name in names]


def _clause(clauses: Clauses, number: Strings, amount: Strings, noun: Strings) -> Strings:
    """Return clauses; a figure of one takes a form that needs no plural."""
    texts = clauses.fill("clause", number=number, amount=amount)
    ones = ("1", words().cardinals[1])
    single = np.array([text.rsplit(" ", 1)[-1] in ones for text in number.tolist()], dtype=bool)
    rows = np.flatnonzero(single)
    texts[rows] = clauses.at(rows).fill("one", number=number[rows], amount=amount[rows], noun=noun[rows])
    return texts


def _count_voices(rows: pd.DataFrame, carrying: pd.DataFrame) -> Ints:
    """Return how many voices carry each row; where no claim is known, the effective number, rounded, at least one."""
    effective = np.nan_to_num(rows["voices"].to_numpy(np.float64), nan=0.0)
    spoken = carrying.drop_duplicates(["estimate", "voice"]) if len(carrying) else carrying
    counted = np.bincount(spoken["estimate"].to_numpy(np.int64), minlength=len(rows))
    return np.asarray(np.where(counted > 0, counted, np.maximum(np.round(effective), 1)), dtype=np.int64)


def _optional(fragment: str, **parts: Strings) -> Strings:
    """Return a filled fragment where its first part is not empty, "" elsewhere."""
    first = next(iter(parts.values()))
    return fill_where(first != "", words().fragments[fragment], parts, first)


def _disagreement(rows: pd.DataFrame, computed: pd.Series) -> Strings:
    """Return why there is no single range: the verdict's reason, voices in conflict, or that nothing settles it."""
    has_computed = np.isin(np.arange(len(rows)), computed.index)
    disagree = np.isin(strings(rows["agreement"]), ("tension", "conflict"))
    key = each_text(rows["publish_reason"], lambda reason: _REASON_KEYS.get(reason, ""))
    key = np.where((key == "bounds") & disagree, "disagree", key)
    usual = np.select([disagree, has_computed], ["disagree", "computed"], "unsettled")
    return each_once(np.where(key == "", usual, key).astype(object), words().disagreement.__getitem__)


def _stake(reason: str) -> str:
    """Return the sentence about stakes where the reason of the verdict speaks of them, else ""."""
    moved = _STAKE_MOVES.search(reason)
    if not moved:
        return ""
    return words().fragments["stake_down" if moved[1] == "-" else "stake_up"].format(move=moved[2])
