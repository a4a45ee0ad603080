"""Why a phrase is read as it is, in words."""

from __future__ import annotations

__all__ = ["why"]

_HEDGED = {
    "exact": "the number as it stands",
    "approx": "on either side of the number",
    "approx_below": "somewhat below the number",
    "more_than": "that or somewhat more, open above",
    "just_over": "that or very little more",
    "floor": "not less than the number; how much more is not said",
    "up_to": "that or less, the most that is thought possible",
    "ceiling": "not more than the number; how much less is not said",
    "below": "less than the number; how much less is not said",
    "ratio": "the first number out of the second",
    "ratio_approx": "on either side of the first number, out of the second",
    "ratio_below": "somewhat below the first number, out of the second",
    "fraction": "a share in round words, on either side of it",
}
# readings that rest on the form of the words; a hedge beside them is named, and changes nothing
_BY_FORM = {
    "between": "from the one number to the other",
    "plus_minus": "the number less and plus its spread",
}
_MAGNITUDE = "a size, not a count: from a few times its base up to the next larger word"
_BARE = {
    "exact": "no hedge word: the number as it stands",
    "approx": "no hedge word, and a round number: taken with its rounding",
}


def why(rule: str, kind: str, hedge: str, factor: float, notes: tuple[str, ...]) -> str:
    """Say how a phrase was read.

    Parameters
    ----------
    rule, kind, hedge : str
        The rule, the kind it came to, and the hedge as written.
    factor : float
        What carried the numbers to the canonical unit.
    notes : tuple of str
        What else was concluded.

    Examples
    --------
    >>> why("more_than", "lower", "over", 0.01, ())
    "'over': that or somewhat more, open above; carried to the unit by a factor of 0.01"
    """
    parts = [_told(rule, kind, hedge), *notes]
    if factor != 1:
        parts.append(f"carried to the unit by a factor of {factor:.6g}")
    return "; ".join(parts)


def _told(rule: str, kind: str, hedge: str) -> str:
    if rule in ("bare", "bare_share"):
        return _BARE[kind]
    if rule in _HEDGED:
        return f"'{hedge}': {_HEDGED[rule]}" if hedge else _HEDGED[rule]
    told = _BY_FORM.get(rule, _MAGNITUDE)
    return f"{told}; '{hedge}' changes nothing in it" if hedge else told
