"""What sentences say of figures that were counted, denied, corrected or given as ranges: written anew for each kind."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import reconcile as rc


def wording(*rows: dict[str, Any], sources: pd.DataFrame | None = None, **common: Any) -> str:
    usual = {"measure": "killed", "place": "Lower Marn", "temporal": "cumulative", "count_date": "2025-05-09"}
    table = pd.DataFrame([{**usual, **common, **row} for row in rows])
    table = table.assign(claim_id=[f"c{number}" for number in range(len(table))])
    return str(rc.reconcile(table, sources=sources).estimates["wording"].iloc[-1])


def told(source: str, phrase: str, **more: Any) -> dict[str, Any]:
    return {"source": source, "phrase": phrase, **more}


SOURCES = pd.DataFrame({
    "source": list("ABCDEFG"), "kind": "monitor", "origin": "", "stake": "", "grade": "B",
})  # fmt: skip
FIGURES = ("300", "400", "450", "500", "550", "620", "800")
SEVEN = [told(name, figure) for name, figure in zip("ABCDEFG", FIGURES, strict=True)]


def test_a_range_of_its_own_is_quoted_with_both_ends() -> None:
    one = wording(told("Broadcaster", "191,000 to 269,000"))
    assert "191,000 and 269,000" in one
    two = wording(told("Broadcaster", "191,000 to 269,000"), told("Ministry", "6,000"))
    assert "from 6,000 (Ministry, to 9 May 2025) up to 191,000 to 269,000 (Broadcaster, to 9 May 2025)" in two.replace(
        "about ", ""
    )
    listed = wording(
        told("Broadcaster", "191,000 to 269,000", family="war"),
        told("Ministry", "700,000", measure="killed_or_missing", family="war"),
    )
    assert "between 191,000 and 269,000 killed" in listed


def test_a_corrected_figure_is_named_and_its_copies_fall() -> None:
    text = wording(
        told("City", "2,823", basis="certified", count_date="2024-08-31", published="2024-08-31"),
        told("Wire", "2,823 confirmed dead", count_date="2024-09-01", published="2024-09-01"),
        told("City", "2,753", basis="certified", revises="c0", revision="correction", published="2025-05-09"),
    )
    assert text.startswith("2,753 people had been killed in Lower Marn by 9 May 2025, according to City.")
    assert "An earlier figure, 2,823 (City, to 31 August 2024), was corrected." in text
    assert "Wire" not in text


def test_a_named_list_comes_first_and_what_was_scaled_back_is_told() -> None:
    text = wording(
        told("Ministry", "more than 1,400", count_date="2025-04-01", published="2025-04-01"),
        told("Ministry", "about 1,200", count_date="2025-04-20", published="2025-04-20", revises="c0",
             revision="correction"),
        told("Agency for insurance", "1,139", basis="named", published="2025-05-09"),
    )  # fmt: skip
    assert "run from 1,139 (Agency for insurance, to 9 May 2025) to about 1,200 (Ministry, to 20 April 2025)" in text
    assert "An earlier figure, more than 1,400 (Ministry, to 1 April 2025), was corrected." in text
    assert "nine times in ten" not in text


def test_a_denied_figure_is_told_with_the_denial() -> None:
    text = wording(
        told("Envoys", "11,300", origin="Relief group", count_date="2025-05-08", published="2025-05-08",
             denied_by="Relief group", denied_on="2025-05-08"),
        told("Envoys", "3,958", origin="Health agency", revises="c0", revision="correction", published="2025-05-09"),
        told("Mayor", "as many as 20,000", count_date="2025-05-06"),
    )  # fmt: skip
    assert "from 3,958 (Health agency, reported by Envoys, to 9 May 2025) to as many as 20,000 (Mayor, to 6" in text
    assert "was denied by Relief group on 8 May 2025, and corrected." in text


BATTLE = {"temporal": "", "party": "Ostra"}


def test_the_other_side_is_quoted_with_its_denial_and_a_figure_under_the_count_is_told() -> None:
    text = wording(
        told("Vell command", "about 400", published="2025-01-01", denied_by="Ostra ministry", denied_on="2025-01-02"),
        told("Ostra ministry", "89", published="2025-01-04"),
        told("Newsroom list", "at least 139", basis="named", published="2025-02-10"),
        told("Vell command", "at least 400", published="2025-01-05"),
        count_date="", **BATTLE,
    )  # fmt: skip
    assert "run from at least 139 (Newsroom list, published 10 February 2025) to at least 400 (Vell command," in text
    # the denial was of the figure of the day before: it has no day beside one that came later
    assert (
        "published 5 January 2025, one side's claim, denied by Ostra ministry)" in text
        or "denied by Ostra ministry)" in text
    )
    assert "Ostra ministry said 89 (published 4 January 2025); more were counted." in text
    assert not text.startswith("At least 400")


def test_one_voice_that_was_denied_carries_the_denial() -> None:
    text = wording(told("Vell command", "300", denied_by="Ostra ministry", denied_on="2025-05-10"), **BATTLE)
    assert "according to Vell command. It was denied by Ostra ministry on 10 May 2025." in text


@pytest.mark.parametrize(
    ("includes", "words"),
    [("missing", "with the missing"), ("so_far", "so far"), ("foreign staff", "with foreign staff")],
)
def test_what_a_figure_counts_beside_stands_in_the_sentence(includes: str, words: str) -> None:
    assert f"The figure is given {words}." in wording(told("Ministry", "311", includes=includes))
    both = wording(told("Ministry", "311", includes=includes), told("Wire", "4,400"))
    assert f"(Ministry, to 9 May 2025, {words})" in both


def test_what_a_measure_says_itself_is_not_said_twice() -> None:
    assert "with the missing" not in wording(told("Ministry", "311", includes="missing", measure="killed_or_missing"))


def test_a_floor_names_who_counted_and_what_two_others_say() -> None:
    text = wording(
        told("Relief group", "at least 139", basis="named"), told("Wire", "more than 150"),
        told("Radio", "over 140"), told("Mayor", "at least 160"),
    )  # fmt: skip
    assert text.startswith("At least 139 people had been killed in Lower Marn by 9 May 2025, by the count of Relief")
    assert "Mayor said at least 160 (to 9 May 2025); Wire said more than 150 (to 9 May 2025)." in text
    assert "Radio" not in text


def test_an_interval_wider_than_all_that_was_said_is_no_range_of_ours() -> None:
    near = wording(told("A", "702"), told("B", "725"))
    assert "nine times in ten" not in near
    assert "run from 702 (A, to 9 May 2025) to 725 (B, to 9 May 2025); the sources broadly agree." in near
    apart = wording(*SEVEN)
    assert "nine times in ten" in apart


def test_independent_is_said_only_where_it_is_known() -> None:
    assert "seven different sources" in wording(*SEVEN)
    assert "seven independent sources" in wording(*SEVEN, sources=SOURCES)
    sided = SOURCES.assign(stake=["Vell", "Vell", "", "", "", "", ""])
    assert "seven different sources" in wording(*SEVEN, sources=sided)
    nameless = SOURCES.assign(kind=["officials", *["monitor"] * 6])
    assert "seven different sources" in wording(*SEVEN, sources=nameless)
    # two of them heard through one outlet
    relayed = [{**row, "source": "Wire", "origin": row["source"]} for row in SEVEN[:2]]
    assert "seven different sources" in wording(*relayed, *SEVEN[2:], sources=SOURCES)


def test_three_voices_are_named_at_most() -> None:
    assert "(A, B, C and four others)" in wording(*SEVEN, sources=SOURCES)


def test_earlier_counts_are_no_ends_and_those_that_weigh_little_are_not_counted() -> None:
    days = ("2022-04-01", "2023-02-01", "2024-05-01", "2025-03-01", "2025-05-09")
    figures = (7000, 50000, 180000, 225000, 250000)
    rows = [told(f"S{number}", f"{figure}", count_date=day)
            for number, (day, figure) in enumerate(zip(days, figures, strict=True))]  # fmt: skip
    result = rc.reconcile(pd.DataFrame(rows).assign(measure="killed", temporal="cumulative", place="Alton"))
    row = result.estimates.iloc[-1]
    assert row["agreement"] == "agree"
    assert "7,000" not in row["wording"]
    assert "250,000 (S4, to 9 May 2025)" in row["wording"]
    assert "An earlier count was about 225,000 (S3, to 1 March 2025)" in row["wording"]


def test_a_ceiling_alone_says_so() -> None:
    assert wording(told("Ministry", "<5")).startswith("At most 4 people")


def test_counts_of_people_print_whole() -> None:
    text = wording({"source": "Model", "best": 782.285, "basis": "modelled"})
    assert "782 people" in text
    assert "782.3" not in text


def test_three_bounds_alone_are_all_named() -> None:
    text = wording(told("A", "more than 100"), told("B", "more than 200"), told("C", "more than 400"))
    assert "from more than 100 (A, to 9 May 2025) to more than 400 (C, to 9 May 2025)" in text
    assert "Another is more than 200 (B, to 9 May 2025)." in text


def test_a_counted_round_number_has_no_hedge_of_ours() -> None:
    assert wording(told("Relief group", "110", basis="bodies")).startswith("110 people")
    assert wording(told("Relief group", "about 110", basis="bodies")).startswith("About 110 people")


def test_a_range_of_ours_that_begins_at_a_count_says_whose_it_is() -> None:
    text = wording(told("Relief group", "37", basis="certified", count_date="2025-05-01"), told("Town hall", "30-60"))
    assert text.startswith("Between 37 and about")
    assert "The count at its beginning is that of Relief group, to 1 May 2025." in text


def test_the_bare_claim_of_a_side_says_that_it_is_one() -> None:
    sources = pd.DataFrame({"source": ["Vell command", "Monitor"], "stake": ["Vell", ""]})
    common = {"party": "Ostra", "counterparty": "Vell", "sources": sources}
    alone = wording(told("Vell command", "312", basis="claimed"), **common)
    assert "according to Vell command. It is a claim of one side." in alone
    beside = wording(told("Vell command", "312", basis="claimed"), told("Monitor", "20"), **common)
    assert "(Vell command, to 9 May 2025, a claim of one side)" in beside
    assert "one side" not in wording(told("Monitor", "20", basis="claimed"), **common)
