"""The place where a figure was counted: the name behind "in", "near", "around"."""

from __future__ import annotations

from reconcile.language.tokens import HYPHENS, WORD, Token, text_at, touches

__all__ = ["place_of"]

_BEFORE = frozenset(
    {"in", "near", "around", "inside", "across", "on", "outside", "throughout", "through", "of", "within"}
)
# words without a capital within the name of a place
_INNER = frozenset({"de", "la", "el", "al", "of", "and", "the"})
_KINDS = frozenset({
    "region", "oblast", "province", "city", "district", "strip", "governorate", "state", "county", "village", "town",
    "area", "border", "peninsula", "island", "airport", "camp",
})  # fmt: skip
_SIDES = frozenset({"eastern", "western", "northern", "southern", "central", "northeastern", "southeastern", "the",
                    "northwestern", "southwestern", "north", "south", "east", "west"})  # fmt: skip
_NO_PLACE = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "telegram", "facebook", "twitter", "x", "us",
    "total", "addition",
})  # fmt: skip


def place_of(text: str, tokens: list[Token], first: int, last: int) -> str:
    """Return the first place behind a figure, else the last one before it; "" if none is named.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "In May, 12 people died in Ukraine's eastern Donetsk region."
    >>> place_of(text, tokens_of(text), 3, 5)
    'Donetsk region'
    """
    places = [(start, name) for start, name in _places(text, tokens) if name]
    behind = [name for start, name in places if start >= last]
    ahead = [name for start, name in places if start < first]
    return behind[0] if behind else ahead[-1] if ahead else ""


def _places(text: str, tokens: list[Token]) -> list[tuple[int, str]]:
    """Return the prepositions of a sentence that may stand before a place, and the name behind each, "" if none."""
    return [(index, _name(text, tokens, index + 1)) for index, token in enumerate(tokens) if token.text in _BEFORE
            and (token.text != "of" or text_at(tokens, index - 1) in _KINDS)]  # fmt: skip


def _name(text: str, tokens: list[Token], start: int) -> str:
    """Return the name that begins at a token, without a possessive before it: "Ukraine's eastern Donetsk region"."""
    first = start
    while text_at(tokens, first) in _SIDES:
        first += 1
    if text_at(tokens, first) in _NO_PLACE:
        return ""
    last = first
    while last < len(tokens) and _belongs(text, tokens, first, last):
        last += 1
    possessives = [index for index in range(first, last) if tokens[index].text.endswith(("'s", "s'"))]
    if possessives:
        first = possessives[-1] + 1
        while text_at(tokens, first) in _SIDES:
            first += 1
    while last > first and tokens[last - 1].text in _INNER:
        last -= 1
    named = any(text[token.start].isupper() for token in tokens[first:last])
    return text[tokens[first].start : tokens[last - 1].end] if named else ""


def _belongs(text: str, tokens: list[Token], first: int, index: int) -> bool:
    """Return True for a token that goes on with the name that begins at `first`."""
    token = tokens[index]
    if token.kind != WORD:
        return token.text in HYPHENS and touches(tokens, index) and touches(tokens, index + 1)
    if touches(tokens, index) and index > first and tokens[index - 1].text in HYPHENS:
        return True
    if text[token.start].isupper():
        return token.text not in _NO_PLACE
    after = index + 1 < len(tokens) and text[tokens[index + 1].start].isupper()
    if index > first and token.text in _KINDS:
        return True
    between = index > first and tokens[index - 1].text.endswith("'s") and token.text in _SIDES
    return index > first and ((token.text in ("de", "la", "el", "al") and after) or between)
