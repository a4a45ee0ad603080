from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from reconcile.sources.origins import MOST_HOPS, Voices, find_voices
from reconcile.sources.registry import registry_of
from tests.examples import examples


def follow(rows: list[tuple[str, str]], *, quantity: list[int] | None = None, family: list[str] | None = None,
           sources: list[dict[str, str]] | None = None) -> Voices:  # fmt: skip
    claims = pd.DataFrame(rows, columns=["source", "origin"]).assign(family=family or ["f"] * len(rows))
    registry = registry_of(pd.DataFrame(sources) if sources else None)
    return find_voices(claims, np.array(quantity or [0] * len(rows)), registry)


def test_a_source_without_origin_is_its_own_voice() -> None:
    told = follow([("KBS", "")])
    assert told.voice.tolist() == ["KBS"]
    assert told.hops.tolist() == [0]


def test_a_chain_of_relays_ends_at_the_first_speaker() -> None:
    told = follow([("Blog", "KBS"), ("KBS", "BBC"), ("BBC", "officials")])
    assert told.voice.tolist() == ["officials"] * 3
    assert told.hops.tolist() == [3, 2, 1]


def test_origins_are_followed_through_other_quantities_of_the_family() -> None:
    told = follow([("KBS", "BBC"), ("BBC", "officials")], quantity=[0, 1])
    assert told.voice.tolist() == ["officials", "officials"]


def test_origins_are_not_followed_into_another_family() -> None:
    told = follow([("KBS", "BBC"), ("BBC", "officials")], quantity=[0, 1], family=["f", "g"])
    assert told.voice.tolist() == ["BBC", "officials"]


def test_a_claim_without_family_stands_with_its_quantity() -> None:
    told = follow([("KBS", "BBC"), ("BBC", "officials")], quantity=[0, 0], family=["", ""])
    assert told.voice.tolist() == ["officials", "officials"]


def test_the_quantity_goes_before_the_family() -> None:
    rows = [("KBS", "BBC"), ("BBC", "officials"), ("BBC", "a minister")]
    told = follow(rows, quantity=[0, 0, 1])
    assert told.voice.tolist() == ["officials", "officials", "a minister"]


def test_a_relay_of_several_origins_ends_the_chain() -> None:
    told = follow([("KBS", "BBC"), ("BBC", "officials"), ("BBC", "a minister")])
    assert told.voice.tolist() == ["BBC", "officials", "a minister"]


def test_a_source_that_also_speaks_for_itself_ends_the_chain() -> None:
    told = follow([("KBS", "ISW"), ("ISW", "officials"), ("ISW", "")])
    assert told.voice.tolist() == ["ISW", "officials", "ISW"]


def test_the_table_of_sources_gives_the_usual_origin() -> None:
    told = follow([("Wire copy", "")], sources=[{"source": "Wire copy", "origin": "Agency"}])
    assert told.voice.tolist() == ["Agency"]
    assert told.hops.tolist() == [1]


def test_claims_go_before_the_table_of_sources() -> None:
    told = follow(
        [("Wire copy", "Ministry"), ("KBS", "Wire copy")], sources=[{"source": "Wire copy", "origin": "Agency"}]
    )
    assert told.voice.tolist() == ["Ministry", "Ministry"]


def test_aliases_are_read_before_origins_are_followed() -> None:
    sources = [{"source": "UK MoD", "aliases": "British intelligence; UK Ministry of Defence", "origin": ""}]
    told = follow([("Paper", "british  INTELLIGENCE"), ("UK Ministry of Defence", "")], sources=sources)
    assert told.voice.tolist() == ["UK MoD", "UK MoD"]
    assert told.source.tolist() == ["Paper", "UK MoD"]


def test_an_alias_of_the_source_as_its_own_origin_is_no_relay() -> None:
    sources = [{"source": "UK MoD", "aliases": "MoD", "origin": ""}]
    told = follow([("UK MoD", "MoD")], sources=sources)
    assert told.hops.tolist() == [0]


def test_a_circle_is_one_voice_and_a_finding() -> None:
    told = follow([("B", "A"), ("A", "B"), ("C", "B")])
    assert set(told.voice) == {"A"}
    assert told.findings["rule"].tolist() == ["origin-circle"]


def test_a_long_circle_is_found_from_every_member() -> None:
    names = [f"s{number:02d}" for number in range(20)]
    told = follow(list(zip(names, names[1:] + names[:1], strict=True)))
    assert set(told.voice) == {"s00"}


def test_what_is_said_of_a_circle() -> None:
    found = follow([("B", "A"), ("A", "B"), ("D", "C"), ("C", "D")]).findings
    assert found[["rule", "value", "hint", "message"]].values.tolist() == [
        ["origin-circle", name, "state where the figure comes from in one of them",
         f"the origins of these claims run in a circle through {name}; they are taken as one voice"]
        for name in ("A", "C")
    ]  # fmt: skip


def test_the_source_of_a_circle_is_one_hop_from_its_voice() -> None:
    voices = follow([("B", "A"), ("A", "B"), ("C", "B"), ("E", "D")])
    assert voices.voice.tolist() == ["A", "A", "A", "D"]
    assert voices.hops.tolist() == [2, 2, 2, 1]


def test_the_longest_chain_has_sixty_four_hops() -> None:
    assert MOST_HOPS == 64

    def chain(length: int) -> Voices:
        names = [f"s{number:03d}" for number in range(length + 1)]
        return follow(list(itertools.pairwise(names)))

    assert chain(64).findings.empty
    assert set(chain(64).voice) == {"s064"}
    assert chain(64).hops.tolist() == list(range(64, 0, -1))
    assert not chain(MOST_HOPS + 2).findings.empty


def test_a_source_named_as_its_own_origin_speaks_for_itself() -> None:
    voices = follow([("KBS", "kbs"), ("BBC", "KBS")], sources=[{"source": "KBS"}])
    assert (voices.origin.tolist(), voices.hops.tolist()) == (["", "KBS"], [0, 1])
    assert voices.voice.tolist() == ["KBS", "KBS"]


def test_the_usual_origin_is_read_through_its_aliases() -> None:
    sources = [{"source": "Wire", "origin": "the agency", "aliases": ""}, {"source": "Agency", "aliases": "The Agency"}]
    voices = follow([("Wire", ""), ("Blog", "Wire")], sources=[{"origin": "", **source} for source in sources])
    assert voices.voice.tolist() == ["Agency", "Agency"]
    assert voices.origin.tolist() == ["Agency", "Wire"]


def test_the_table_of_sources_is_followed_where_a_relay_made_no_claim() -> None:
    sources = [{"source": "Wire", "origin": "Agency"}, {"source": "Agency", "origin": "Ministry"}]
    voices = follow([("Blog", "Wire"), ("KBS", "officials")], sources=sources)
    assert voices.voice.tolist() == ["Ministry", "officials"]
    assert voices.hops.tolist() == [3, 1]


def test_two_families_without_a_name_are_two() -> None:
    voices = follow([("KBS", "BBC"), ("BBC", "officials")], quantity=[0, 1], family=["", ""])
    assert voices.voice.tolist() == ["BBC", "officials"]


def test_a_family_is_no_quantity_of_the_same_number() -> None:
    rows = [("KBS", "BBC"), ("BBC", "officials"), ("Blog", "BBC")]
    voices = follow(rows, quantity=[0, 1, 1], family=["f", "", "f"])
    assert voices.voice.tolist() == ["BBC", "officials", "officials"]


def test_columns_keep_the_index_of_the_claims() -> None:
    claims = pd.DataFrame({"source": ["B", "A"], "origin": ["A", ""], "family": "f"}, index=[5, 2])
    voices = find_voices(claims, np.zeros(2, dtype=int), registry_of(None))
    for column in (voices.source, voices.origin, voices.voice):
        assert column.index.tolist() == [5, 2]
        assert str(column.dtype) == "category"
    assert voices.voice.cat.categories.tolist() == ["A"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdef"])), min_size=1, max_size=12),
       st.randoms())  # fmt: skip
@examples(100)
def test_row_order_never_matters(rows: list[tuple[str, str]], random: object) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight, shuffled = follow(rows), follow([rows[place] for place in order])
    assert [straight.voice[place] for place in order] == shuffled.voice.tolist()


def test_no_claims_no_voices() -> None:
    assert follow([]).voice.empty
