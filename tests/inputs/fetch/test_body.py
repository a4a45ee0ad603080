from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.errors import FetchError
from reconcile.inputs.fetch.body import read_body


def in_pieces(content: bytes, size: int) -> list[bytes]:
    return [content[start : start + size] for start in range(0, len(content), size)]


@given(st.binary(max_size=5000), st.integers(1, 700), st.sampled_from(["", "identity", "gzip", "GZIP", "x-gzip"]))
def test_a_body_comes_out_as_it_went_in_however_it_is_cut(content: bytes, size: int, packing: str) -> None:
    sent = gzip.compress(content, mtime=0) if "gzip" in packing.lower() else content
    assert read_body(in_pieces(sent, size), packing, 10_000) == content


@given(st.binary(min_size=1, max_size=3000), st.binary(min_size=1, max_size=3000), st.integers(1, 400))
def test_members_of_gzip_are_joined(first: bytes, second: bytes, size: int) -> None:
    sent = gzip.compress(first, mtime=0) + gzip.compress(second, mtime=0)
    assert read_body(in_pieces(sent, size), "gzip", 10_000) == first + second


@given(st.integers(1, 400))
def test_the_limit_holds_for_what_is_unpacked(size: int) -> None:
    sent = in_pieces(gzip.compress(bytes(100_001), mtime=0), size)
    with pytest.raises(FetchError, match="more than 100,000 bytes"):
        read_body(sent, "gzip", 100_000)
    assert len(read_body(sent, "gzip", 100_001)) == 100_001


@given(st.binary(min_size=1, max_size=2000), st.data())
def test_what_is_cut_short_is_never_taken_for_whole(content: bytes, data: st.DataObject) -> None:
    sent = gzip.compress(content, mtime=0)
    kept = data.draw(st.integers(1, len(sent) - 1))
    with pytest.raises(FetchError):
        read_body([sent[:kept]], "gzip", 10_000)


def test_a_bomb_takes_no_more_memory_than_the_limit() -> None:
    import tracemalloc

    sent = in_pieces(gzip.compress(bytes(50_000_000), 9, mtime=0), 65_536)
    tracemalloc.start()
    with pytest.raises(FetchError, match="more than 1,000,000 bytes"):
        read_body(sent, "gzip", 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000
