"""Readings in words."""

from __future__ import annotations

import pytest

from reconcile.language.hedges import KIND_OF_RULE
from reconcile.language.reasons import why

SAID = {
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
BY_FORM = {
    "between": "from the one number to the other",
    "plus_minus": "the number less and plus its spread",
    **{
        rule: "a size, not a count: from a few times its base up to the next larger word"
        for rule in KIND_OF_RULE
        if rule.startswith("magnitude")
    },
}


@pytest.mark.parametrize("rule", SAID)
def test_a_hedge_is_named_before_what_it_means(rule: str) -> None:
    assert why(rule, KIND_OF_RULE[rule], "so", 1.0, ()) == f"'so': {SAID[rule]}"
    assert why(rule, KIND_OF_RULE[rule], "", 1.0, ()) == SAID[rule]


@pytest.mark.parametrize("rule", BY_FORM)
def test_a_hedge_beside_a_form_changes_nothing(rule: str) -> None:
    assert why(rule, KIND_OF_RULE[rule], "", 1.0, ()) == BY_FORM[rule]
    assert why(rule, KIND_OF_RULE[rule], "some", 1.0, ()) == f"{BY_FORM[rule]}; 'some' changes nothing in it"


@pytest.mark.parametrize("rule", ["bare", "bare_share"])
def test_no_hedge_is_said_too(rule: str) -> None:
    assert why(rule, "exact", "", 1.0, ()) == "no hedge word: the number as it stands"
    assert why(rule, "approx", "", 1.0, ()) == "no hedge word, and a round number: taken with its rounding"


def test_remarks_and_the_factor_come_last() -> None:
    assert why("ratio", "ratio", "", 1 / 3, ("of 12", "odd")) == (
        "the first number out of the second; of 12; odd; converted to the unit by a factor of 0.333333"
    )


def test_every_rule_has_a_reason() -> None:
    assert set(SAID) | set(BY_FORM) | {"bare", "bare_share"} == set(KIND_OF_RULE)
