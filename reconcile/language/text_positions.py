"""Where the characters of a text stand in the text that it was cut from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["UNMOVED", "Positions", "cut_out"]


class Positions(NamedTuple):
    """From the character `starts[i]` of a text on, its characters stood `moves[i]` later in the text as given."""

    starts: list[int]
    moves: list[int]

    def at(self, place: int) -> int:
        """Return where a character of the text stood in the text as given."""
        return place + self.moves[bisect_right(self.starts, place) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the text, which is not empty, stood in the text as given."""
        return self.at(start), self.at(end - 1) + 1


# positions of a text from which nothing was cut
UNMOVED = Positions([0], [0])


def cut_out(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, Positions]:
    """Return a text without some of its parts, and the positions of the rest.

    Parameters
    ----------
    text : str
    spans : iterable of (int, int)
        First and last characters of the parts, by their first; they may overlap.

    Examples
    --------
    >>> rest, positions = cut_out("4_000 men", [(1, 2)])
    >>> rest, positions.span(0, 4)
    ('4000 men', (0, 5))
    """
    pieces: list[str] = []
    starts, moves = [0], [0]
    done = kept = 0
    for first, end in spans:
        start = max(first, done)
        if start >= end:
            continue
        pieces.append(text[done:start])
        kept, done = kept + start - done, end
        starts.append(kept)
        moves.append(end - kept)
    if not pieces:
        return text, UNMOVED
    return "".join([*pieces, text[done:]]), Positions(starts, moves)
