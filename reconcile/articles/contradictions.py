"""Contradictions within one article: two figures for one quantity, parts that do not sum, impossible dates."""

from __future__ import annotations

import pandas as pd

from reconcile.claims.measures import SUMS
from reconcile.language.phrase import read_phrases
from reconcile.records import findings

__all__ = ["contradictions_in"]

# columns in which two figures of one quantity and one voice are equal
_SAME = [
    "measure",
    "party",
    "place",
    "population",
    "temporal",
    "period_start",
    "period_end",
    "count_date",
    "unit",
    "origin",
]
# share by which a sum of parts may differ from its total, as all three are rounded
_ROUNDING = 0.02
# kinds whose number is the value itself, so that it can be added
_ADDABLE = frozenset({"exact", "approx"})


def contradictions_in(claims: pd.DataFrame) -> list[pd.DataFrame]:
    """Find contradictions among the claims of an article.

    Parameters
    ----------
    claims : DataFrame
        From `extract_claims`, in the order of the text.

    Returns
    -------
    list of DataFrame
        Tables of findings, rules `article-two-figures`, `article-sum`, `article-part`, `article-date`.

    Examples
    --------
    >>> from reconcile.articles.extraction import extract_claims
    >>> claims = extract_claims("It counted 50 casualties (10 killed, 30 wounded).")
    >>> [table["message"].tolist() for table in contradictions_in(claims) if len(table)]
    [['the parts 10 and 30 make 40, not 50 casualties']]
    """
    return [_two_figures(claims), _sums(claims), _parts(claims), _late(claims)]


def _two_figures(claims: pd.DataFrame) -> pd.DataFrame:
    """Find totals of one quantity, neighbours by size, whose ranges do not touch; parts and increments have a role."""
    measured = claims[(claims["measure"] != "") & (claims["kind"] != "ratio") & (claims["role"] == "")]
    ranges = read_phrases(measured["phrase"])
    table = measured.assign(low=ranges["low"], high=ranges["high"], bound=ranges["kind"].isin(["lower", "upper"]))
    table = table[table["low"].notna() & ~table["bound"]].sort_values([*_SAME, "low"], kind="stable")
    same = (table[_SAME] == table[_SAME].shift()).all(axis=1)
    apart = table[same & (table["low"] > table["high"].shift())]
    pairs = zip(table["phrase"].shift()[apart.index], apart["phrase"], strict=True)
    return findings(
        "article-two-figures",
        [f"two figures for one quantity: {first!r} and {second!r}" for first, second in pairs],
        hint="see whether they count the same thing, and say so in scope or period",
        claim_id=apart["claim_id"].tolist(), value=apart["phrase"].tolist(),
    )  # fmt: skip


def _sums(claims: pd.DataFrame) -> pd.DataFrame:
    """Find totals that are not the sum of the two parts right behind or before them in one sentence."""
    rules = [(total, parts, step) for total, parts in SUMS.items() for step in (1, -1)]
    wrong = [table for rule in rules for table in _unequal(claims, *rule)]
    table = pd.concat(wrong).sort_index() if wrong else claims.iloc[:0].assign(message="")
    return findings(
        "article-sum", table["message"].tolist(), hint="read the sentence again: one of the three is wrong",
        claim_id=table["claim_id"].tolist(), value=table["phrase"].tolist(),
    )  # fmt: skip


def _unequal(claims: pd.DataFrame, total: str, parts: tuple[str, ...], step: int) -> list[pd.DataFrame]:
    """Return the totals whose two neighbours on one side are their parts, in either order, but do not sum to them."""
    exact = claims[["measure", "quote", "n1"]].where(claims["kind"].isin(_ADDABLE))
    near, far = exact.shift(-step), exact.shift(-2 * step)
    beside = (exact["measure"] == total) & (near["quote"] == exact["quote"]) & (far["quote"] == exact["quote"])
    straight = (near["measure"] == parts[0]) & (far["measure"] == parts[1])
    turned = (near["measure"] == parts[1]) & (far["measure"] == parts[0])
    whole = pd.to_numeric(exact["n1"])
    first, second = pd.to_numeric(near["n1"]), pd.to_numeric(far["n1"])
    apart = (first + second - whole).abs() > _ROUNDING * whole.abs()
    rows = claims[beside & (straight | turned) & apart]
    return [
        rows.loc[[row]].assign(
            message=f"the parts {first[row]:,g} and {second[row]:,g} make {first[row] + second[row]:,g}, not "
            f"{whole[row]:,g} {total.replace('_', ' ')}"
        )
        for row in rows.index
    ]


def _parts(claims: pd.DataFrame) -> pd.DataFrame:
    """Find ratios of more than there are: 120 out of 112."""
    wrong = claims[(claims["kind"] == "ratio") & (claims["n1"] > claims["n2"])]
    return findings(
        "article-part", "the part is larger than the whole", hint="read the sentence again",
        claim_id=wrong["claim_id"].tolist(), value=wrong["phrase"].tolist(),
    )  # fmt: skip


def _late(claims: pd.DataFrame) -> pd.DataFrame:
    """Find counts dated after the article was published; days in ISO form are compared as text."""
    start = claims["count_date"].where(claims["count_date"] != "", claims["period_start"])
    late = claims[(claims["published"] != "") & (start > claims["published"])]
    return findings(
        "article-date", "it counts a time after the article was published", hint="a forecast is not a count: reject it",
        claim_id=late["claim_id"].tolist(), value=start[late.index].tolist(), column="count_date",
    )  # fmt: skip
