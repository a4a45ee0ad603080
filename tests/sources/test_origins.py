from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.sources.origins import Voices, find_voices
from reconcile.sources.registry import registry_of


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


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdef"])), min_size=1, max_size=12),
       st.randoms())  # fmt: skip
@settings(max_examples=100, deadline=None)
def test_row_order_never_matters(rows: list[tuple[str, str]], random: object) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight, shuffled = follow(rows), follow([rows[place] for place in order])
    assert [straight.voice[place] for place in order] == shuffled.voice.tolist()


def test_no_claims_no_voices() -> None:
    assert follow([]).voice.empty
