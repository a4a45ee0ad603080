"""The words that numbers are made of."""

from __future__ import annotations

__all__ = ["DENOMINATORS", "MAGNITUDES", "PARTS", "SCALES", "SEVERAL", "SUFFIXES", "TENS", "UNITS"]

UNITS = {
    "zero": 0.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "thirteen": 13.0, "fourteen": 14.0,
    "fifteen": 15.0, "sixteen": 16.0, "seventeen": 17.0, "eighteen": 18.0, "nineteen": 19.0,
}  # fmt: skip
TENS = {
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fourty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0,
    "eighty": 80.0, "ninety": 90.0,
}  # fmt: skip

_SCALE = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "score": 20.0,
}  # fmt: skip
# words that multiply the number before them, with their plurals ("five millions")
SCALES = {**_SCALE, **{f"{word}s": value for word, value in _SCALE.items() if word != "score"}}
# letters that hang on digits: 12k, 1.4bn
SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12, **_SCALE}

# parts of a whole, as shares
DENOMINATORS = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7,
    "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10, "twentieth": 1 / 20,
}  # fmt: skip
PARTS = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip

# sizes without a count: base and rule
MAGNITUDES = {
    "tens": (1e1, "magnitude_hundreds"), "dozens": (12.0, "magnitude_dozens"), "scores": (20.0, "magnitude_scores"),
    "hundreds": (1e2, "magnitude_hundreds"), "thousands": (1e3, "magnitude_hundreds"),
    "millions": (1e6, "magnitude_hundreds"), "billions": (1e9, "magnitude_hundreds"),
}  # fmt: skip
SEVERAL = frozenset({"several", "few", "many"})
