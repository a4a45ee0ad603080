"""The words, digits and signs of a text, in order: what the rest of this room reads.

A *token* is one of them; its *place* is its index in the list of tokens. The time is linear in the length of the text:
no character is looked at more than a bounded number of times.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

__all__ = ["HYPHENS", "Token", "clean", "text_at", "tokens_of", "touches"]

# the hyphen, and the one at which no line is broken
HYPHENS = ("-", "‑")
# kinds of tokens
DIGITS, WORD, DATE, PART, SIGN = "digits", "word", "date", "part", "sign"

_TOKEN = re.compile(
    # 2024-12-30, 17/9/2024, 17.9.2024, 14:30, 14:30:05
    r"(?P<date>(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}(?P<between>[/.])\d{1,2}(?P=between)\d{4}|\d{1,2}:\d{2}(?::\d{2})?)(?!\d))"
    # 48 240 with a plain, hard or thin space; then all other runs of digits with their inner signs
    r"|(?P<digits>\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?!,\d{3})(?:\.\d+|,\d{1,2}(?!\d))?|\d+(?:[.,'’]\d+)*)"
    r"|(?P<part>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])"
    r"|(?P<word>(?:km|mi|m|км|м)\^?[2²](?!\w)|[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """One word, run of digits or sign.

    `text` is in lower case with a straight apostrophe; `start` and `end` slice the token out of the original text.
    """

    text: str
    kind: str
    start: int
    end: int


def clean(text: str) -> str:
    r"""Remove invisible signs (zero width, direction of writing) and replace other control signs with spaces.

    Examples
    --------
    >>> clean("4\u200b000\x00soldiers")
    '4000 soldiers'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or sign.isspace() else "" if unicodedata.category(sign) == "Cf" else " "
        for sign in text
    )


def tokens_of(text: str) -> list[Token]:
    """Split a text into tokens.

    Examples
    --------
    >>> [token.text for token in tokens_of("Over 48 240 sq. km, they’d said")]
    ['over', '48 240', 'sq', '.', 'km', ',', "they'd", 'said']
    """
    return [
        Token(match.group().lower().replace("’", "'"), str(match.lastgroup), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def text_at(tokens: list[Token], place: int) -> str:
    """Return the text of the token at a place, "" before the first token and after the last.

    Examples
    --------
    >>> text_at(tokens_of("about 300"), 0), text_at(tokens_of("about 300"), -1)
    ('about', '')
    """
    return tokens[place].text if 0 <= place < len(tokens) else ""


def touches(tokens: list[Token], place: int) -> bool:
    """Return True where no space separates a token from the one before it.

    Examples
    --------
    >>> touches(tokens_of("Su-35"), 2), touches(tokens_of("Su 35"), 1)
    (True, False)
    """
    return 0 < place < len(tokens) and tokens[place - 1].end == tokens[place].start
