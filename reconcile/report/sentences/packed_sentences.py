"""Clauses laid into sentences of at most 35 words: the second, and a third only for what has to be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reconcile.arrays import Flags, Ints, Strings
from reconcile.report.sentences.phrasebook import words
from reconcile.report.sentences.pieces_beside import Piece
from reconcile.report.sentences.printable import capitalised

__all__ = ["MOST_WORDS", "PackedSentences", "packed_sentences", "word_counts"]

# words of a sentence that can be read aloud in one breath; the limit of the desk that the sentences are made for
MOST_WORDS = 35


@dataclass(frozen=True)
class PackedSentences:
    """What stands behind first sentences.

    Attributes
    ----------
    text : ndarray of str, shape (rows,)
        One or two sentences with a leading blank; "" for none.
    third : ndarray of bool, shape (rows,)
        A third sentence was needed.
    whole : ndarray of bool, shape (rows,)
        All that has to be said is said.
    """

    text: Strings
    third: Flags
    whole: Flags


def packed_sentences(pieces: Sequence[Piece], count: int) -> PackedSentences:
    """Lay clauses into the second sentence of every row, and what has to be said and finds no room into a third.

    Parameters
    ----------
    pieces : sequence of Piece
        What matters most first.
    count : int
        Rows.

    Returns
    -------
    PackedSentences

    Examples
    --------
    >>> said = Piece(np.array([0]), np.array(["the ministry claimed 40"], dtype=object), np.array([True]))
    >>> packed_sentences([said, said], 2).text.tolist()
    [' The ministry claimed 40; the ministry claimed 40.', '']
    """
    texts = [np.full(count, "", dtype=object) for _ in range(2)]
    room = [np.full(count, MOST_WORDS, dtype=np.int64) for _ in range(2)]
    whole = np.ones(count, dtype=bool)
    for piece in pieces:
        needed = word_counts(piece.text)
        into = needed <= room[0][piece.rows]
        third = ~into & piece.required & (needed <= room[1][piece.rows])
        for place, chosen in ((0, into), (1, third)):
            rows = piece.rows[chosen]
            joint = np.where(texts[place][rows] == "", "", words().beside["join"])
            texts[place][rows] += (joint + piece.text[chosen]).astype(object)
            room[place][rows] -= needed[chosen]
        whole[piece.rows[piece.required & ~into & ~third]] = False
    second, third_text = (np.where(text == "", "", " " + capitalised(text) + words().beside["stop"]) for text in texts)
    return PackedSentences((second + third_text).astype(object), third_text != "", whole)


def word_counts(texts: Strings) -> Ints:
    """Return how many words texts have.

    Examples
    --------
    >>> word_counts(np.array(["three were killed", ""], dtype=object)).tolist()
    [3, 1]
    """
    return np.array([text.count(" ") + 1 for text in texts.tolist()], dtype=np.int64)
