"""What every preview holds: a quantity now and then, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = ["Preview", "no_preview", "rejection_words"]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A quantity now and then.

    Attributes
    ----------
    quantity : str
        Its key, "" where the claim would be in none.
    now, then : DataFrame
        Its rows of the estimates; empty where it has none.
    problem : str
        Why the claim would be in none.
    """

    quantity: str
    now: pd.DataFrame
    then: pd.DataFrame
    problem: str = ""


def no_preview(problem: str) -> Preview:
    """Return the preview of a claim that would be in no quantity.

    Examples
    --------
    >>> no_preview("it has no measure: set one").quantity
    ''
    """
    nothing = pd.DataFrame({"quantity": pd.Series(dtype="str")})
    return Preview(quantity="", now=nothing, then=nothing, problem=problem)


def rejection_words(rejected: pd.DataFrame) -> str:
    """Return why a claim would be in no quantity, by the first of its rejections.

    Examples
    --------
    >>> rejection_words(pd.DataFrame({"rule": ["no-quantity"], "hint": ["name one"]}))
    'it has no measure: set one'
    """
    if rejected.empty:
        return "a run would leave it out"
    rule, hint = (str(rejected[name].iloc[0]) for name in ("rule", "hint"))
    return "it has no measure: set one" if rule == "no-quantity" else hint or rule
