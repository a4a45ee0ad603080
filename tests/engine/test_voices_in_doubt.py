"""Estimates of which two voices may be one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reconcile.engine.voices_in_doubt import voices_in_doubt

MEMBERS = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True), min_size=1, max_size=5)


@given(MEMBERS, st.data())
def test_a_cell_is_in_doubt_where_two_of_its_voices_share_a_member(
    members: list[list[str]], data: st.DataObject
) -> None:
    pairs = data.draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, len(members) - 1)), max_size=12).map(sorted))
    cell, voice = (np.array(column, dtype=np.int64) for column in (zip(*pairs, strict=True) if pairs else ((), ())))
    found = voices_in_doubt(cell, voice, members, 4)
    for number in range(4):
        spoken = [name for one in {one for where, one in pairs if where == number} for name in members[one]]
        assert found[number] == (len(spoken) > len(set(spoken)))
