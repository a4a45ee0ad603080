from __future__ import annotations

import pytest

from reconcile.articles.extraction import extract_claims


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("Divers recovered 24 bodies from the wreck.", ["bodies"]),
        ("The bodies of 17 miners were brought up, and 40 were hurt.", ["bodies", ""]),
        ("The remains of at least 31 people were found in a pit.", ["bodies"]),
        ("The station had identified 139 dead soldiers by name.", ["named"]),
        ("Some 85 victims have been identified.", ["named"]),
        ("Some 85 victims have not been identified yet.", [""]),
        ("The tally of death certificates stood at 4,645 deaths.", ["certified"]),
        ("Satellite images showed that 40 houses were destroyed.", ["photo"]),
        ("Hospital records show that 340 people were injured.", ["register"]),
        ("A statistical model put the number of deaths at 64,000.", ["modelled"]),
        ("An estimated 500 people were displaced.", ["estimated"]),
        ("The rebels claimed to have killed 40 soldiers.", ["claimed"]),
        ("The rebels claim that 40 soldiers were killed, while officials say 12 died.", ["claimed", ""]),
        ("Ulm says 520 soldiers died, taking its estimate of all soldiers killed to 6,000.", ["", "estimated"]),
        ("The flood claimed 40 lives.", [""]),
        ("The storm has claimed the lives of 40 people.", [""]),
        ("Police said 40 people were killed.", [""]),
    ],
)
def test_how_a_figure_came_about(text: str, bases: list[str]) -> None:
    assert extract_claims(text)["basis"].tolist() == bases


@pytest.mark.parametrize(
    ("text", "includes"),
    [
        ("So far 24 people have been found dead.", ["so_far"]),
        ("To date 3,400 houses have been destroyed.", ["so_far"]),
        ("At least 97 people died, including those still missing, he said.", ["missing"]),
        ("At least 97 people died so far, including the missing.", ["missing; so_far"]),
        ("At least 97 people died, not including the missing.", [""]),
        ("At least 97 people died, including 12 missing.", ["", ""]),
        ("At least 97 people died.", [""]),
    ],
)
def test_what_a_figure_counts_beside(text: str, includes: list[str]) -> None:
    assert extract_claims(text)["includes"].tolist() == includes
