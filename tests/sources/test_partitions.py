"""Parts of people: only those that share nobody are added up, and only in one statement of one voice."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reconcile as rc
from reconcile.claims.people import PEOPLE
from reconcile.columns import DEFINING
from reconcile.sources.partitions import PARTITIONS, check_partitions
from tests.examples import examples


def said(figures: dict[str, float], **same: Any) -> pd.DataFrame:
    """Return claims of one voice in one article by population; "" is everybody."""
    rows = [{"claim_id": f"{name or 'all'}", "population": name, "best": value, "measure": "killed",
             "source": "Ministry", "family": "f", "published": "2025-01-02", "url": "https://a.example/1"}
            for name, value in figures.items()]  # fmt: skip
    return pd.DataFrame(rows).assign(**same)


def checked(table: pd.DataFrame) -> list[str]:
    return rc.reconcile(table).identities["equation"].tolist()


def test_what_shares_nobody_is_pinned() -> None:
    assert [(name, parts) for name, parts in PARTITIONS if name != "status"] == [
        ("sex and age", ("children", "women", "men")), ("sex", ("women", "men")), ("age", ("children", "adults")),
    ]  # fmt: skip
    status = [parts for name, parts in PARTITIONS if name == "status"]
    assert ("civilian", "military") in status
    assert ("civilian", "fighters") in status
    assert {name for _, parts in PARTITIONS for name in parts} <= {group.name for group in PEOPLE.values()}


# what one article says, and what is compared
CASES: list[tuple[dict[str, float], list[str]]] = [
    ({"": 97, "children": 40, "women": 30, "men": 27}, ["40 children + 30 women + 27 men = 97"]),
    ({"": 97, "children": 40, "women": 30, "men": 37}, ["40 children + 30 women + 37 men > 97"]),
    ({"": 99, "children": 40, "women": 30, "men": 27}, ["40 children + 30 women + 27 men <= 99"]),
    # women and men are everybody: children are among them
    ({"": 57, "children": 40, "women": 30, "men": 27}, ["30 women + 27 men = 57"]),
    ({"": 50, "women": 30, "men": 27}, ["30 women + 27 men > 50"]),
    ({"": 50, "Children": 30, "adults": 27}, ["30 children + 27 adults > 50"]),
    ({"all": 50, "civilians": 30, "soldiers": 27}, ["30 civilian + 27 military > 50"]),
    # a joint group overlaps both, girls are female, a list without all of its parts is no list
    ({"": 50, "women and children": 45, "children": 40}, []),
    ({"": 50, "children": 40, "women": 30}, []),
    ({"": 97, "women": 30, "children": 40, "journalists": 3, "patients": 45}, []),
    ({"": 50, "military": 30, "fighters": 40}, []),
]


def test_parts_of_one_list_are_added_up_and_no_others() -> None:
    tables = [said(figures, family=f"f{place}") for place, (figures, _) in enumerate(CASES)]
    table = pd.concat(tables)
    found = rc.reconcile(table.assign(claim_id=table["family"] + table["claim_id"])).identities
    for place, (_, equations) in enumerate(CASES):
        assert found.loc[found["family"] == f"f{place}", "equation"].tolist() == equations, place


def test_what_is_above_its_whole_is_found_in_plain_words() -> None:
    found = rc.reconcile(said({"": 97, "children": 40, "women": 30, "men": 37})).findings
    row = found[found["rule"] == "sum-incoherent"].iloc[0]
    assert row["message"] == (
        "Ministry's own figures do not add up: 40 children + 30 women + 37 men > 97 (parts by sex and age)"
    )
    assert row["value"] == "children, women, men, all"


# what the third of three claims may differ in
OTHER = {"source": "Army", "published": "2025-01-03", "url": "https://a.example/2", "place": "Kyiv", "family": "g",
         "count_date": "2024-12-01", "measure": "wounded", "party": "Chad"}  # fmt: skip


def test_parts_of_another_voice_statement_date_or_definition_are_not_added() -> None:
    tables = []
    for name, value in {"note": "alike", **OTHER}.items():
        same = {"place": "", "count_date": "2025-01-01", "party": "", "note": ""}
        table = said({"": 50, "women": 30, "men": 27}, family=name, **same)
        table.loc[2, name] = value
        tables.append(table.assign(claim_id=name + table["claim_id"]))
    assert rc.reconcile(pd.concat(tables)).identities["family"].tolist() == ["note"]


@pytest.mark.long
def test_one_sentence_is_one_statement_without_an_address() -> None:
    table = said({"": 50, "women": 30, "men": 27}, url="", quote="50 dead: 30 women, 27 men")
    assert checked(table) == ["30 women + 27 men > 50"]
    table.loc[2, "quote"] = "27 men died"
    assert checked(table) == []


def test_words_reach_as_far_as_they_say_and_sizes_are_not_added_up() -> None:
    def said_so(family: str, *phrases: str) -> pd.DataFrame:
        table = said(dict.fromkeys(("", "women", "men"), 1.0), family=family).drop(columns="best")
        return table.assign(phrase=phrases, claim_id=family + table["claim_id"])

    tables = [
        said_so("floor", "at least 50", "30", "27"), said_so("open part", "50", "up to 30", "27"),
        said_so("size", "dozens", "30", "27"), said_so("size of a part", "50", "dozens", "27"),
        said_so("over", "more than 50", "at least 30", "27"), said_so("fewer", "fewer than 50", "30", "27"),
    ]  # fmt: skip
    found = rc.reconcile(pd.concat(tables)).identities.set_index("family")
    assert found["equation"].to_dict() == {
        "fewer": "30 women + 27 men > 50", "floor": "30 women + 27 men = 57, 50 within their ranges",
        "open part": "30 women + 27 men = 57, 50 within their ranges",
        "over": "30 women + 27 men = 57, 50 within their ranges",
    }  # fmt: skip
    assert found["holds"].to_dict() == {"fewer": False, "floor": True, "open part": True, "over": True}


@pytest.mark.long
def test_parts_have_the_whole_that_they_name() -> None:
    table = said({"": 90, "civilian": 50, "women": 30, "men": 27})
    table["part_of"] = ["", "", "civilian", "civilian"]
    assert checked(table) == ["30 women + 27 men > 50"]
    table["part_of"] = ["", "", "nobody", "civilian"]
    assert checked(table) == []


@examples(40)
@given(st.dictionaries(st.sampled_from(["children", "women", "men", "adults", "civilian", "military", "fighters",
                                        "women and children", "journalists", "elderly", "girls"]),
                       st.integers(1, 90), min_size=1),
       st.integers(1, 200), st.randoms(use_true_random=False))  # fmt: skip
def test_never_a_sum_across_lists_in_any_order(parts: dict[str, int], whole: int, random: Any) -> None:
    figures = {"": whole, **parts}
    rows = pd.DataFrame({"claim_id": [f"C{place}" for place in range(len(figures))], "population": list(figures)})
    for name in ("figure_low", "range_low", "range_high"):
        rows[name] = [float(value) for value in figures.values()]
    rows = rows.assign(**{name: "" for name in (*DEFINING, "family", "part_of", "unit") if name not in rows})
    rows = rows.assign(voice="A", statement=0, count_date=pd.NaT, date=pd.NaT)
    table = check_partitions(rows)
    population = rows.set_index("claim_id")["population"]
    for ids in table["claim_ids"]:
        added = [population[one] for one in ids.split(", ")[:-1]]
        assert any(set(added) == set(listed) for _, listed in PARTITIONS)
    order = list(rows.index)
    random.shuffle(order)
    pd.testing.assert_frame_equal(check_partitions(rows.loc[order]), table)
