from __future__ import annotations

import pytest

from reconcile.language.hedge_list import AFTER, BEFORE, FILLERS
from reconcile.language.hedge_words import hedge_after, hedge_before
from reconcile.language.hedges import KIND_OF_RULE
from reconcile.language.reasons import why
from reconcile.language.tokens import tokens_of

LISTED = [(hedge, rule) for rule, hedges in BEFORE.items() for hedge in hedges]
LISTED_AFTER = [(hedge, rule) for rule, hedges in AFTER.items() for hedge in hedges]


@pytest.mark.parametrize(("hedge", "rule"), LISTED)
def test_every_hedge_is_found_before_a_number(hedge: str, rule: str) -> None:
    tokens = tokens_of(f"they lost {hedge} 640 boats")
    found = hedge_before(tokens, next(place for place, token in enumerate(tokens) if token.text == "640"))
    assert found is not None
    assert found.rule == rule


@pytest.mark.parametrize(("hedge", "rule"), LISTED_AFTER)
def test_every_hedge_is_found_after_a_number(hedge: str, rule: str) -> None:
    found = hedge_after(tokens_of(f"640 {hedge}"), 1)
    assert found is not None
    assert found.rule == rule


@pytest.mark.parametrize("filler", FILLERS)
def test_fillers_are_passed_over(filler: str) -> None:
    tokens = tokens_of(f"nearly {filler} 640")
    found = hedge_before(tokens, len(tokens) - 1)
    assert found is not None
    assert found.rule in ("approx_below", "up_to", "ceiling", "below", "more_than", "just_over")


def test_entries_are_written_as_tokens() -> None:
    for hedge, _ in (*LISTED, *LISTED_AFTER):
        assert [token.text for token in tokens_of(hedge)] == hedge.split()


def test_rules_of_the_list_have_widths_and_reasons() -> None:
    assert {rule for _, rule in (*LISTED, *LISTED_AFTER)} <= set(KIND_OF_RULE)
    for rule, kind in KIND_OF_RULE.items():
        assert why(rule, kind, "", 1.0, ())
        if not rule.startswith("bare"):
            assert "'so'" in why(rule, kind, "so", 1.0, ())


def test_a_hedge_belongs_to_its_own_number() -> None:
    assert hedge_after(tokens_of("640 boats, at least 20 of them"), 1) is None
    assert hedge_after(tokens_of("640 or more than that"), 1) is None
    tokens = tokens_of("about the time of 640")
    assert hedge_before(tokens, len(tokens) - 1) is None
