"""On which side a stake widens a range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pytest

from reconcile.sources.stake import stake_sides

SIDES = {"Ukraine": ["Ukraine"], "Russia": ["Russia", "North Korea"]}


def side(party: str, counter: str, bears: str, stake: str, sides: Mapping[str, Sequence[str]] = SIDES) -> str:
    cells = [pd.Series([text]) for text in (party, counter, bears, stake)]
    return str(stake_sides(*cells, sides)[0])


@pytest.mark.parametrize(
    ("party", "counter", "bears", "stake", "wide"),
    [
        ("Russia", "", "loss", "Russia", "high"),  # own losses are put low
        ("Russia", "", "loss", "Ukraine", "low"),  # the enemy's are put high
        ("Russia", "", "gain", "Russia", "low"),  # own gains are put high
        ("Russia", "", "gain", "Ukraine", "high"),  # the enemy's are put low
        ("North Korea", "", "loss", "Ukraine", "low"),  # allies of the enemy
        ("North Korea", "", "loss", "Russia", "high"),
        ("Russia", "", "loss", "North Korea", "high"),  # an ally's losses are own losses
        ("Russia", "", "neither", "Ukraine", ""),  # a deployment is no loss and no gain
        ("Russia", "", "loss", "", ""),
        ("Russia", "", "loss", "Brazil", ""),  # not an enemy, not a friend
        ("Russia", "Georgia", "loss", "Georgia", "low"),  # the counterparty is an enemy without sides declared
        ("Georgia", "", "loss", "Georgia", "high"),
        ("Georgia", "", "loss", "Ukraine", ""),  # who is on no side has no enemies but the counterparty
        ("Georgia", "North Korea", "loss", "Russia", "low"),  # the counterparty's side is the enemy
        ("Russia", "", "loss", "Ukraine; Russia", ""),  # a stake in both
        ("Russia", "", "loss", " ; Brazil;Ukraine ", "low"),
        ("", "", "loss", "Ukraine", ""),
        ("", "Russia", "loss", "Russia", ""),
    ],
)
def test_a_stake_widens_the_side_that_it_hides(party: str, counter: str, bears: str, stake: str, wide: str) -> None:
    assert side(party, counter, bears, stake) == wide


def test_without_sides_a_party_is_a_side_of_its_own() -> None:
    assert side("Russia", "Ukraine", "loss", "Ukraine", {}) == "low"
    assert side("Russia", "", "loss", "Ukraine", {}) == ""


def test_every_claim_keeps_its_place() -> None:
    parties = pd.Series(["Russia", "Ukraine", "Russia", "Russia"], index=[9, 3, 5, 1])
    nobody = pd.Series("", index=parties.index)
    stakes = pd.Series(["Ukraine", "Ukraine", "", "Ukraine"], index=parties.index)
    bears = pd.Series(["loss", "loss", "loss", "gain"], index=parties.index)
    assert stake_sides(parties, nobody, bears, stakes, SIDES).tolist() == ["low", "high", "", "high"]


def test_no_stakes_no_sides() -> None:
    nobody = pd.Series(["", ""])
    assert stake_sides(nobody, nobody, nobody, nobody, SIDES).tolist() == ["", ""]
