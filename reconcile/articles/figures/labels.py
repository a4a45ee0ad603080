"""Numerals of running text that are not figures: labels, ages, phone numbers, scores, notes, bare years.

Those that are no figure in a phrase either (dates, durations, multiples) are found by `language.not_figures`.
"""

from __future__ import annotations

from reconcile.articles.figures.no_counts import is_no_count
from reconcile.articles.origin.witnesses import are_witnesses
from reconcile.articles.words.capitals import is_day
from reconcile.claims.cues import CUE_WORDS
from reconcile.language.addresses import addresses_in
from reconcile.language.day_spans import is_day_of_span
from reconcile.language.figure import is_tally
from reconcile.language.not_figures import MONTHS, is_date, is_not_figure, looks_like_year, may_be_label
from reconcile.language.numerals import Numeral
from reconcile.language.other_things import other_thing
from reconcile.language.tokens import DIGITS, HYPHENS, WORD, Token, text_at, touches
from reconcile.language.unit_words import CURRENCIES, unit_after

__all__ = ["figures_in"]

_DASHES = (*HYPHENS, "–")
_MINUS = ("-", "−")
# years of the oldest person on record (Jeanne Calment, 1875-1997)
_OLDEST = 122
# signs that join the digits of telephone numbers, scores and codes: "020 7946 0958", "3-1"
_JOINTS = (*HYPHENS, ".", "/", ")")
# words behind a "one" that counts: its verb, or the fate of the one
_AFTER_ONE = frozenset({
    "was", "is", "has", "had", "died", "dead", "killed", "wounded", "injured", "missing", "captured", "lost", "of",
    "more", "other", "in", "out", "still", "later", "remains", "hurt", "hit", "shot", "drowned",
})  # fmt: skip
# what became of those counted: "1961 injured" is no year
_FATES = frozenset({"injured", "killed", "wounded", "dead", "missing", "displaced", "affected", "evacuated", "hurt"})
# words before the one who is told to be among others
_BE = frozenset({"was", "is", "were", "be", "been", "as", "became", "being"})
# words joined by a hyphen that belong to the figure: "five-to-ten", "300-odd", "1,000-plus"
_AFTER_HYPHEN = frozenset({"to", "or", "odd", "plus", "ish", "some", "strong"})
# things with numbers that are cues, too: "Flight 221"
_NUMBERED = frozenset({"flight", "strike", "operation", "camp", "case", "ward", "level"})
# words before a count even if they are capitalised
_PLAIN = frozenset({"about", "around", "over", "some", "nearly", "almost", "at", "least", "than", "up", "to", "only"})


def figures_in(text: str, tokens: list[Token], numerals: list[Numeral], *, asides: bool = False) -> list[Numeral]:
    """Return the numerals of a sentence that are figures.

    Parameters
    ----------
    text : str
        The sentence.
    tokens : list of Token
    numerals : list of Numeral
        All numerals of the sentence, from left to right.
    asides : bool
        Whether to keep durations, ages and multiples.

    Examples
    --------
    >>> from reconcile.language.numerals import find_numerals
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Maria Diaz, 34, of Unit 731 said the 2024 raid killed 40; call 555-0143."
    >>> [figure.value for figure in figures_in(text, tokens_of(text), find_numerals(tokens_of(text)))]
    [40.0]
    """
    kept: list[Numeral] = []
    label: Numeral | None = None
    addresses = addresses_in(text)
    for number, numeral in enumerate(numerals):
        counts = _has_fate(tokens, numeral)
        labelled = (may_be_label(tokens, numeral) and not counts) or (
            label is not None and _goes_on(tokens, label, numeral)
        )
        if labelled:
            label = numeral
        elif not (
            any(tokens[numeral.last - 1].start in address for address in addresses)
            or is_day_of_span(text, tokens, numerals, number)
            or _is_bare_year(tokens, numeral)
            or _is_item(tokens, numeral)
            or _is_code(tokens, numerals, number)
            or _is_named(text, tokens, numeral)
            or (is_date(text, tokens, numeral) if asides else _is_aside(text, tokens, numeral))
        ):
            kept.append(numeral)
    return kept


def _is_aside(text: str, tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for a number that is no claim: a duration, a multiple, an age, a size, people who only speak."""
    return (
        is_not_figure(text, tokens, numeral)
        or _is_age(tokens, numeral)
        or _is_attribute(tokens, numeral)
        or _is_single(tokens, numeral)
        or is_no_count(tokens, numeral)
        or are_witnesses(tokens, numeral)
        or _is_member(tokens, numeral)
    )


def _has_fate(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for a number whose verb follows, "117 deaths and 1961 injured", not for "of 1991 killed"."""
    return text_at(tokens, numeral.last) in _FATES and text_at(tokens, numeral.first - 1) in ("and", ",", "or", "&", "")


def _goes_on(tokens: list[Token], label: Numeral, numeral: Numeral) -> bool:
    """Return True for the second of two labels: "aged 4 and 7", "phases 2 to 5"."""
    between = [token.text for token in tokens[label.last : numeral.first]]
    return between in (["and"], [","], ["or"], ["to"], ["-"], ["–"]) and unit_after(tokens, numeral.last) is None


def _is_bare_year(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for a year without a preposition, "the 2024 raid", but not for "2000 people"."""
    money = text_at(tokens, numeral.first - 1) in CURRENCIES
    counts = unit_after(tokens, numeral.last) is not None or _has_fate(tokens, numeral)
    return looks_like_year(tokens, numeral) and not money and not counts


def _is_age(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for an age between commas or in brackets: "Maria Diaz, 34, said", "Diaz (34)"."""
    pair = (text_at(tokens, numeral.first - 1), text_at(tokens, numeral.last))
    plain = numeral.last == numeral.first + 1 and tokens[numeral.first].kind == DIGITS
    return plain and 0 < numeral.value <= _OLDEST and pair in ((",", ","), (",", "."), ("(", ")"))


def _is_item(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for the number of an item or a note: "1. …" at the start, "2) …", "[12]"."""
    before, after = text_at(tokens, numeral.first - 1), text_at(tokens, numeral.last)
    if before == "[" and after == "]":
        return True
    return numeral.first == 0 and numeral.last == 1 and tokens[0].kind == DIGITS and after in (".", ")", ":")


def _is_attribute(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for a number that describes a thing: "a 7.8-magnitude quake", "a six-storey house"."""
    dash = numeral.last
    joined = text_at(tokens, dash) in _DASHES and touches(tokens, dash) and touches(tokens, dash + 1)
    if not joined or dash + 1 >= len(tokens) or tokens[dash + 1].kind != WORD:
        return False
    return tokens[dash + 1].text not in _AFTER_HYPHEN and unit_after(tokens, dash) is None


def _is_code(tokens: list[Token], numerals: list[Numeral], number: int) -> bool:
    """Return True for digits of a telephone number, a score or a code, which join other digits but make no range."""
    numeral = numerals[number]
    if text_at(tokens, numeral.first - 1) == "+" and touches(tokens, numeral.first):
        return True
    near = [(numerals[number - 1], numeral)] if number else []
    near += [(numeral, numerals[number + 1])] if number + 1 < len(numerals) else []
    return any(_joined(tokens, first, second) for first, second in near)


def _joined(tokens: list[Token], first: Numeral, second: Numeral) -> bool:
    """Return True for neighbours that are digits of one number or code."""
    if tokens[first.last - 1].kind != DIGITS or tokens[second.first].kind not in (DIGITS, "sign"):
        return False
    between = [token.text for token in tokens[first.last : second.first]]
    signed = text_at(tokens, second.first) in _MINUS
    if not between and not signed:
        # two runs of digits side by side are no number
        return True
    if between == ["/"] and is_tally(tokens, first, second):
        return False
    joint = between == ["-"] or (signed and not between) or (len(between) == 1 and between[0] in _JOINTS)
    leading_zero = any(tokens[run.first].text.startswith("0") for run in (first, second)) and second.value != 0
    falls = abs(second.value) < first.value and second.scale == 1 and touches(tokens, second.first)
    return joint and (leading_zero or falls or (between != ["-"] and not signed))


def _is_single(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for a "one" that counts nothing: "one family", but not "one was killed" or "one soldier"."""
    if text_at(tokens, numeral.first) != "one" or numeral.last > numeral.first + 1 or numeral.last >= len(tokens):
        return False
    after = tokens[numeral.last]
    return after.kind == WORD and after.text not in _AFTER_ONE and unit_after(tokens, numeral.last) is None


def _is_member(tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for the one of "she was one of 48 people who died", "all but one of the 14": the others count."""
    alone = numeral.value == 1 and text_at(tokens, numeral.first) == "one" and text_at(tokens, numeral.last) == "of"
    return alone and text_at(tokens, numeral.first - 1) in (*_BE, "but")


def _is_named(text: str, tokens: list[Token], numeral: Numeral) -> bool:
    """Return True for the number of a name, "Unit 731", "Boeing 737", "iPhone 11", unless a unit follows."""
    before, after = numeral.first - 1, text_at(tokens, numeral.last)
    number = tokens[numeral.first]
    # digits, or a capitalised word: "BBC One"
    plain = numeral.last == numeral.first + 1 and (number.text.isdecimal() or text[number.start].isupper())
    if not plain or before < 0 or tokens[before].kind != WORD or unit_after(tokens, numeral.last) is not None:
        return False
    word = text[tokens[before].start : tokens[before].end]
    if word[1:] != word[1:].lower():
        return not word.isupper()
    # the first word of a sentence is always capitalised
    named = before > 0 and word[0].isupper() and word.lower() not in {*_PLAIN, *MONTHS} and not is_day(word.lower())
    headline = word.lower() in CUE_WORDS or other_thing(tokens, numeral.last, numeral.first) is not None
    return named and (word.lower() in _NUMBERED or (after not in _AFTER_ONE and not headline))
