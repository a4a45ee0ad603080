"""The reason in words why a phrase is read as it is."""

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
    "few": "a whole number below the one given, from 0; counts as small as that are often hidden",
    "ratio": "the first number out of the second",
    "ratio_approx": "on either side of the first number, out of the second",
    "ratio_below": "somewhat below the first number, out of the second",
    "fraction": "a share in round words, on either side of it",
}
# rules that follow from the form of the figure; a hedge beside it is named and changes nothing
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
    """Return the reason for a reading, in words.

    Parameters
    ----------
    rule, kind, hedge : str
        The rule, its kind, and the hedge as written ("" if none).
    factor : float
        Factor by which the numbers were carried to the canonical unit.
    notes : tuple of str
        Remarks that are added.

    Examples
    --------
    >>> why("more_than", "lower", "over", 0.01, ())
    "'over': that or somewhat more, open above; converted to the unit by a factor of 0.01"
    """
    reasons = [_main_reason(rule, kind, hedge), *notes]
    if factor != 1:
        reasons.append(f"converted to the unit by a factor of {factor:.6g}")
    return "; ".join(reasons)


def _main_reason(rule: str, kind: str, hedge: str) -> str:
    if rule in ("bare", "bare_share"):
        return _BARE[kind]
    if rule in _HEDGED:
        return f"'{hedge}': {_HEDGED[rule]}" if hedge else _HEDGED[rule]
    reason = _BY_FORM.get(rule, _MAGNITUDE)
    return f"{reason}; '{hedge}' changes nothing in it" if hedge else reason
