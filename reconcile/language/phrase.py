"""Phrases as ranges: "as many as 4,000 soldiers" -> 2,600 to 4,000, with the reason in words."""

from __future__ import annotations

import math
import re
from dataclasses import asdict, dataclass, fields
from html import escape

import numpy as np
import pandas as pd

from reconcile.errors import PhraseError
from reconcile.language.hedges import ranges_of
from reconcile.language.numerals import Numeral, find_numerals
from reconcile.language.units import DAYS_A_MONTH, DAYS_A_WEEK, read_unit

__all__ = ["PhraseReading", "parse_phrase", "read_phrases"]

# characters of the longest phrase that is read; a figure with its words needs a tenth of it
MOST_CHARACTERS = 2000


@dataclass(frozen=True)
class PhraseReading:
    """What a phrase says.

    Attributes
    ----------
    kind : str
        exact, approx, approx_below, lower, upper, interval, magnitude, ratio or fraction.
    n1, n2 : float
        The literal numbers; n2 is nan if there is one. Ratio: k and n; interval: the ends; magnitude: the base;
        fraction: percent.
    low, best, high : float
        The range it is read as, in `unit`.
    open_low, open_high : bool
        The range is open at that end.
    unit : str
        Canonical unit, "" if none is said.
    hedge : str
        The hedge as written, "" if none.
    rate : str
        day, week, month, or "".
    why : str
        The reading in words.
    rule, bound : str
        How the hedge was read; "floor" or "ceiling" where the claim says only where the value is not.
    p_low, p_high : float
        Probabilities at which the ends stand.
    modality : str
        Words such as "reportedly" or "likely"; they change no width.
    factor : float
        What carried the numbers as said to `unit`.
    """

    kind: str
    n1: float
    n2: float
    low: float
    best: float
    high: float
    open_low: bool
    open_high: bool
    unit: str
    hedge: str
    rate: str
    why: str
    rule: str
    bound: str
    p_low: float
    p_high: float
    modality: str
    factor: float

    def __repr__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"PhraseReading({self.kind}: {self.low:.6g} - {self.best:.6g} - {self.high:.6g}{unit})"

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{name}</th><td>{escape(str(value))}</td></tr>" for name, value in asdict(self).items())
        return f"<table>{rows}</table>"


# hedges before the number, by rule; longest first in the pattern, so that "just over" goes before "over"
_BEFORE = {
    "floor": ("at least", "no fewer than", "no less than", "not fewer than", "not less than", "a minimum of",
              "minimum of",               "minimum", "confirmed", "verified", "≥", ">="),
    "just_over": ("just over", "just above", "slightly more than", "a little over", "slightly over"),
    "more_than": ("more than", "over", "above", "exceeding", "exceeded", "exceeds", "exceed", "upwards of", "upward of",
                  "greater than", "higher than", "in excess of", "north of", "topped", "surpassed", ">"),
    "up_to": ("as many as", "up to", "as high as", "as much as", "could reach", "may reach"),
    "ceiling": ("at most", "no more than", "not more than", "not exceeding", "a maximum of", "maximum of", "maximum",
                "does not exceed", "did not exceed", "≤", "<="),
    "below": ("fewer than", "less than", "under", "below", "<"),
    "approx_below": ("nearly", "almost", "close to", "approaching", "just under", "just short of", "just below",
                     "nearing"),
    "approx": ("about", "around", "approximately", "roughly", "some", "an estimated", "estimated at",
               "estimated", "circa", "nearer", "in the vicinity of", "in the region of", "approx", "~", "≈", "c.",
               "an estimate of", "an average of"),
    "exact": ("exactly", "precisely"),
}  # fmt: skip
_RULE_OF = {hedge: rule for rule, hedges in _BEFORE.items() for hedge in hedges}
_WORDS = sorted(_RULE_OF, key=len, reverse=True)
_HEDGE = re.compile(
    r"(?:(?<![\w])(?:" + "|".join(re.escape(word) for word in _WORDS) + r"))(?=[\s\d]|$)", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:no|not)\s+$", re.IGNORECASE)
_AFTER = (
    (re.compile(r"\s*(?:\+|-plus\b|\bor more\b|\band more\b|\bplus\b|\bor above\b)", re.IGNORECASE), "more_than"),
    (re.compile(r"\s*(?:\bor so\b|-odd\b|\bor thereabouts\b|\bestimated?\b)", re.IGNORECASE), "approx"),
    (re.compile(r"\s*,?\s*(?:\bat most\b|\bor fewer\b|\bor less\b|\bat the most\b)", re.IGNORECASE), "ceiling"),
    (re.compile(r"\s*,?\s*(?:\bat least\b|\bat a minimum\b)", re.IGNORECASE), "floor"),
)  # fmt: skip
_TO = re.compile(r"\s*(?:to|-|–|—|‑|and|or|through)\s*", re.IGNORECASE)
_OF = re.compile(r"\s*(?:out of|of)\s+(?:the\s+|a total of\s+|more than\s+|about\s+|all\s+)*", re.IGNORECASE)
_PLUS_MINUS = re.compile(r"\s*(?:±|\+/-|\+-|plus or minus)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from|ranging from)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:reportedly|allegedly|claimed|likely|almost certainly|highly likely|probably|possibly|may|might|could)\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:per|a|an|each|every)\s+(day|week|month)\b|/(day|week|month)\b|\b(daily|weekly|monthly)\b", re.IGNORECASE
)
_RATE_WORDS = {"daily": "day", "weekly": "week", "monthly": "month"}
_RATE_DAYS = {"": 1.0, "day": 1.0, "week": DAYS_A_WEEK, "month": DAYS_A_MONTH}
_PARENTHESES = re.compile(r"\([^()]{0,200}\)")
_WORD = re.compile(r"[^\W\d_]+[²2]?|%", re.UNICODE)

# numbers from here on stand in thousands; "70 or 80,000" is not 70
LEAST_SCALED = 1000.0

# words after a number that are looked at for its unit; "North Korean soldiers" is three
UNIT_WORDS = 5


def parse_phrase(text: str) -> PhraseReading:
    """Read the one figure of a short text.

    Parameters
    ----------
    text : str
        Such as "as many as 4,000 soldiers", "81 out of 112", "10-12k". Other words are ignored; a second figure in
        parentheses is taken as the first in another unit.

    Returns
    -------
    PhraseReading
        `low <= best <= high`, always numbers.

    Raises
    ------
    PhraseError
        No figure, several unrelated ones, or more than 2,000 characters.

    Examples
    --------
    >>> parse_phrase("over 700 sq km")
    PhraseReading(lower: 700 - 715 - 750 km2)
    """
    if len(text) > MOST_CHARACTERS:
        raise PhraseError(
            "the phrase is too long to be one figure", value=text[:200], hint="keep the words of the figure"
        )
    clean = _PARENTHESES.sub(" ", "".join(sign if sign.isprintable() else " " for sign in text))
    numerals = _figures(clean)
    if not numerals:
        raise PhraseError("no figure is found in it", value=text[:200], hint="give the number as the source said it")
    said = _Said.of(clean, numerals)
    return said.reading()


def _figures(text: str) -> list[Numeral]:
    return [
        numeral
        for numeral in find_numerals(text)
        if not re.match(r"\s+of the\b", text[numeral.end :]) or numeral.value != 1
    ]


@dataclass(frozen=True)
class _Said:
    """A figure taken apart: its numbers, rule, hedge and what follows."""

    text: str
    first: Numeral
    second: Numeral | None
    rule: str
    hedge: str
    tail: str

    @classmethod
    def of(cls, text: str, numerals: list[Numeral]) -> _Said:
        first, rest = numerals[0], numerals[1:]
        second = rest[0] if rest else None
        link = text[first.end : second.start] if second else ""
        if second and _joined(link):
            left = rest[1:]
        elif second and (bare := _joined_across_unit(link)):
            left, link = rest[1:], bare
        else:
            second, left = None, rest
        if left:
            raise PhraseError("several figures stand in it", value=text[:200], hint="one figure a claim")
        last = second or first
        hedge, rule = _hedge(text[: first.start], text[last.end :])
        if rule == "bare" and re.search(r"\bdozen$", text[: first.end], re.IGNORECASE):
            rule = "approx"
        if second:
            rule = _rule_of_two(link, text[: first.start], hedge, rule)
        elif first.form != "number":
            rule = first.rule if first.form == "magnitude" else (rule if rule not in ("bare", "approx") else "fraction")
        return cls(text, first, second, rule, hedge, text[last.end :])

    def numbers(self) -> tuple[float, float]:
        if self.second is None:
            return self.first.value, math.nan
        one, two = self.first, self.second
        if self.rule == "ratio":
            return one.value, two.value
        value = one.value
        if value < LEAST_SCALED <= two.value and not one.scaled:
            # "10-12k", "70 or 80,000": the second number's thousands belong to the first as well
            value *= 10.0 ** (3 * int(math.log10(two.value) // 3))
        if self.rule == "plus_minus":
            return value - two.value, value + two.value
        return min(value, two.value), max(value, two.value)

    def reading(self) -> PhraseReading:
        n1, n2 = self.numbers()
        rate = _rate(self.tail)
        unit, factor = _unit(self.tail, self.first)
        if rate and not unit.endswith("/day"):
            unit, factor = f"{unit}/day" if unit else "", factor / _RATE_DAYS[rate]
        row = ranges_of(np.array([self.rule], dtype=object), np.array([n1]), np.array([n2])).iloc[0]
        if not math.isfinite(float(row["high"]) * factor):
            raise PhraseError("the number is too large", value=self.text[:200])
        low, best, high = (float(row[name]) * factor for name in ("low", "best", "high"))
        modality = ", ".join(match.group(0).lower() for match in _MODAL.finditer(self.text))
        return PhraseReading(
            str(row["kind"]), n1, n2, low, best, high, bool(row["open_low"]), bool(row["open_high"]), unit, self.hedge,
            rate, self._why(str(row["kind"]), factor), self.rule, str(row["bound"]), float(row["p_low"]),
            float(row["p_high"]), modality, factor,
        )  # fmt: skip

    def _why(self, kind: str, factor: float) -> str:
        said = f"'{self.hedge}' makes it {kind}" if self.hedge else f"no hedge word; read as {kind} by its form"
        carried = f"; carried to the unit by a factor of {factor:.6g}" if factor != 1 else ""
        return said + carried


def _joined(link: str) -> str:
    return link if _TO.fullmatch(link) or _OF.fullmatch(link) or _PLUS_MINUS.fullmatch(link) else ""


def _joined_across_unit(link: str) -> str:
    match = re.fullmatch(
        r"\s*[^\W\d]+(?:\s+[^\W\d]+){0,2}?(\s+(?:out of|of)\s+(?:the\s+|a total of\s+)?|\s*±\s*)", link
    )
    return match.group(1) if match else ""


def _rule_of_two(link: str, before: str, hedge: str, rule: str) -> str:
    if _PLUS_MINUS.fullmatch(link):
        return "plus_minus"
    if _OF.fullmatch(link):
        return "ratio" if rule in ("bare", "exact", "approx") else rule
    return "between"


def _hedge(before: str, after: str) -> tuple[str, str]:
    """Return the hedge nearest to the number, as written, and its rule."""
    matches = list(_HEDGE.finditer(before))
    for pattern, rule in _AFTER:
        if match := pattern.match(after):
            return match.group(0).strip(" ,"), rule
    if not matches:
        return "", "bare"
    word = matches[-1].group(0)
    return word, _RULE_OF[word.lower()]


def _rate(tail: str) -> str:
    match = _RATE.search(tail[:80])
    if not match:
        return ""
    word = next(group for group in match.groups() if group).lower()
    return _RATE_WORDS.get(word, word)


def _unit(tail: str, numeral: Numeral) -> tuple[str, float]:
    """Return the unit that stands after the number: the longest of up to three words that is one."""
    if re.match(r"\s*%", tail) or numeral.form == "fraction":
        return "percent", 1.0
    words = [match.group(0) for match in _WORD.finditer(tail[:120])][:UNIT_WORDS]
    for start in range(len(words)):
        for length in (3, 2, 1):
            unit = read_unit(" ".join(words[start : start + length])) if start + length <= len(words) else None
            if unit and (start == 0 or unit.name not in ("km", "km2") or length > 1):
                return unit
    return "", 1.0


_COLUMNS = [field.name for field in fields(PhraseReading)]


def read_phrases(phrases: pd.Series) -> pd.DataFrame:
    """Read many phrases, each different one once.

    Parameters
    ----------
    phrases : Series of str
        Empty where there is no phrase.

    Returns
    -------
    DataFrame, index as `phrases`
        The fields of `PhraseReading` and `error`: "" where it was read or is empty, else what is wrong.

    Examples
    --------
    >>> read_phrases(pd.Series(["about 300", "", "heavy"]))["kind"].tolist()
    ['approx', '', '']
    """
    codes, uniques = pd.factorize(phrases)
    rows = [_row(str(text)) for text in uniques]
    table = pd.DataFrame(rows, columns=[*_COLUMNS, "error"])
    return table.iloc[codes].set_axis(phrases.index)


_NOTHING: dict[str, object] = {
    **dict.fromkeys(_COLUMNS, ""),
    **dict.fromkeys(("n1", "n2", "low", "best", "high", "p_low", "p_high", "factor"), math.nan),
    "open_low": False, "open_high": False,
}  # fmt: skip


def _row(text: str) -> list[object]:
    if not text.strip():
        return [*_NOTHING.values(), ""]
    try:
        reading = parse_phrase(text)
    except PhraseError as error:
        return [*_NOTHING.values(), str(error)]
    return [*(getattr(reading, name) for name in _COLUMNS), ""]
