"""Where a figure was counted: the names behind "in", "near", "around"."""

from __future__ import annotations

from reconcile.language.tokens import HYPHENS, WORD, Token, text_at, touches

__all__ = ["place_of"]

_BEFORE = frozenset(
    {"in", "near", "around", "inside", "across", "on", "outside", "throughout", "through", "of", "within"}
)
# words that belong to a place although they are written small
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
    """Return the place that stands nearest to the tokens of a figure, behind it first; "" if none is named.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "In May, 12 people died in Ukraine's eastern Donetsk region."
    >>> place_of(text, tokens_of(text), 3, 5)
    'Donetsk region'
    """
    found = [(start, name) for start, name in _places(text, tokens) if name]
    behind = [name for start, name in found if start >= last]
    ahead = [name for start, name in found if start < first]
    return behind[0] if behind else ahead[-1] if ahead else ""


def _places(text: str, tokens: list[Token]) -> list[tuple[int, str]]:
    return [(here, _name(text, tokens, here + 1)) for here, token in enumerate(tokens) if token.text in _BEFORE
            and (token.text != "of" or text_at(tokens, here - 1) in _KINDS)]  # fmt: skip


def _name(text: str, tokens: list[Token], place: int) -> str:
    """Read the name that starts at a token: its last part, if a wider one stands before it as a possessive."""
    first = place
    while text_at(tokens, first) in _SIDES:
        first += 1
    if text_at(tokens, first) in _NO_PLACE:
        return ""
    last = first
    while last < len(tokens) and _belongs(text, tokens, first, last):
        last += 1
    possessives = [here for here in range(first, last) if tokens[here].text.endswith(("'s", "s'"))]
    if possessives:
        first = possessives[-1] + 1
        while text_at(tokens, first) in _SIDES:
            first += 1
    while last > first and tokens[last - 1].text in _INNER:
        last -= 1
    named = any(text[token.start].isupper() for token in tokens[first:last])
    return text[tokens[first].start : tokens[last - 1].end] if named else ""


def _belongs(text: str, tokens: list[Token], first: int, here: int) -> bool:
    token = tokens[here]
    if token.kind != WORD:
        return token.text in HYPHENS and touches(tokens, here) and touches(tokens, here + 1)
    if touches(tokens, here) and here > first and tokens[here - 1].text in HYPHENS:
        return True
    if text[token.start].isupper():
        return token.text not in _NO_PLACE
    after = here + 1 < len(tokens) and text[tokens[here + 1].start].isupper()
    if here > first and token.text in _KINDS:
        return True
    between = here > first and tokens[here - 1].text.endswith("'s") and token.text in _SIDES
    return here > first and ((token.text in ("de", "la", "el", "al") and after) or between)
