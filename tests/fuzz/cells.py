"""Random cells, rows and texts: sound ones, sound ones with a slip, and what nobody means well."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from typing import Any

from reconcile.columns import RAW_CLAIMS, names

__all__ = ["COLUMNS", "any_object", "cell", "header", "odd_text", "rows", "slip"]

COLUMNS = [*names(RAW_CLAIMS), "own", "voice", "given_voice", "row", "file", "said_best", "dropped_reason"]

WORDS = (
    "killed", "wounded", "Army", "army", "АРМИЯ", "Ministry of Defence", "MoD", "Kursk", "A; B", "B;A", "persons",
    "km2", "ha",
    "percent", "cumulative", "period", "stock", "rate", "part", "increment", "earlier", "denied", "total", "named",
    "certified",
    "growth", "withdrawn", "accepted", "proposed", "rejected", "superseded", "B2", "F6", "log", "linear", "proportion",
    "stated", "suspected", "missing", "C1", "C2", "C1; C2", "tanks", "drones", "12/day", "https://example.org/a",
)  # fmt: skip

PHRASES = (
    "about 300", "as many as 4,000", "at least 97, including 12 children", "hundreds", "dozens", "no one", "5 of 12",
    "5 out of 3",
    "between 20 and 30", "20-30", "30 to 20", "1.5 million", "4,00", "not 500", "another 20", "minus 500", "−7",
    "5 ± 10", "<5",
    ">10 000", "rose to 97 from 81", "some 40 people", "an eighth", "10%", "110 percent", "over 700 sq km",
    "12 tonnes", "twelve",
    "a couple of hundred", "0", "0,125", "٣٠٠", "３００", "some", "", "39.684", "1e9", "500 kg", "denied that 12 died",
    "two thirds",
)  # fmt: skip

DAYS = (
    "2025-01-31", "2025-02-30", "31/01/2025", "1/2/17", "Jan 2025", "2025", "2025-Q1", "1025-01-01", "20225-01-01",
    "2099-12-31",
    "0000-00-00", "2025-01-01/2025-02-01", "yesterday", "2025-13-01", "1 февраля 2025", "44927", "2025-01-31T25:00",
    "9999-12-31",
)  # fmt: skip

NUMBERS = (
    "5", "-5", "0", "1,234", "1.234,5", "12 345", "1e18", "1e19", "1e400", "inf", "nan", "-0", "0.1", "39.684",
    "782.285", "10%",
    "٣", "½", "5-7", "0x10", "1_000", "+5", "5.", ".5", "--5", "999999999999999999999999", "4000000000", "9e9",
    "100.0001",
)  # fmt: skip

ODD = (
    "\x1b[2J", "\u200b", "\u202e", "\ufeff", "\u2028", "\r", "\n", "\t", "\"", "'", ",", ";", "=1+1", "@A1",
    "<b>", "</script>",
    "{{x}}", "${HOME}", "../..", "%s", "\\", "🙂", "é", "e\u0301", "ß", "İ", "ﷺ", "￼", "\U0010ffff", "|",
    "`", "[a](b)", "~",
)  # fmt: skip

HALVES = ("\ud83d", "\udc00")


def odd_text(rng: random.Random, *, halves: bool = False) -> str:
    """Return a short text of signs that break things; with `halves`, also half characters."""
    signs = (*ODD, *HALVES) if halves else ODD
    return "".join(
        rng.choice((*signs, rng.choice(WORDS), chr(rng.randrange(32, 0x2FFF)))) for _ in range(rng.randrange(6))
    )


def slip(rng: random.Random, text: str) -> str:
    """Return a text with a slip of the pen: a letter lost, doubled, swapped or foreign."""
    if not text:
        return rng.choice(ODD)
    at = rng.randrange(len(text))
    return rng.choice((
        text[:at] + text[at + 1 :], text[:at] + text[at] * 2 + text[at + 1 :], text[:at] + rng.choice(ODD) + text[at:],
        text[at:] + text[:at], text.upper(), f" {text} ", text * 2,
    ))  # fmt: skip


def cell(rng: random.Random, column: str, *, halves: bool = False) -> str:
    """Return a text for a column: mostly what may stand there, sometimes anything."""
    chance = rng.random()
    if chance < 0.35:
        return ""
    if chance < 0.45:
        return odd_text(rng, halves=halves)
    pools = {
        "phrase": PHRASES,
        "low": NUMBERS,
        "best": NUMBERS,
        "high": NUMBERS,
        "weight": NUMBERS,
        "range_level": NUMBERS,
    }
    days = ("period_start", "period_end", "count_date", "published", "denied_on", "embargo_until")
    pool = DAYS if column in days else pools.get(column, WORDS)
    if chance < 0.55:
        pool = rng.choice((WORDS, PHRASES, DAYS, NUMBERS))
    text = rng.choice(pool)
    if chance > 0.9999:
        # a file that holds it is refused as a whole
        return "\x00"
    if chance > 0.998:
        return text * rng.randrange(1, 30_000)
    return slip(rng, text) if chance < 0.7 else text


def header(rng: random.Random) -> list[str]:
    """Return the header of a table, with what every claim needs in most cases."""
    needed = ["source", "measure", "best", "phrase"] if rng.random() < 0.9 else []
    more = rng.sample(COLUMNS, rng.randrange(12))
    columns = list(dict.fromkeys([*needed, *more]))
    if rng.random() < 0.1:
        columns[rng.randrange(len(columns))] = slip(rng, rng.choice(COLUMNS)) if columns else "x"
    rng.shuffle(columns)
    return columns


def rows(rng: random.Random, columns: list[str], count: int, *, halves: bool = False) -> list[list[str]]:
    """Return random rows; most have a source, a measure and a number, so that the rest of the way is walked too."""
    table = [[cell(rng, column, halves=halves) for column in columns] for _ in range(count)]
    sound = {
        "source": ("Army", "MoD", "Post", "A; B"),
        "measure": ("killed", "area_held", "share"),
        "best": ("5", "700", "31"),
    }
    for row in table:
        if rng.random() < 0.6:
            for column, values in sound.items():
                if column in columns:
                    row[columns.index(column)] = rng.choice(values)
    return table


def any_object(rng: random.Random, column: str, depth: int = 0) -> Any:
    """Return an object of any type, as a DataFrame or a JSON file may hold it."""
    plain: tuple[Any, ...] = (
        None, True, rng.randrange(-(10**6), 10**6), rng.random() * 1e6, float("nan"), float("inf"), 10**40,
        Decimal("1.50"),
        datetime.date(2025, 1, rng.randrange(1, 29)), datetime.datetime(2025, 1, 31, 12), b"caf\xe9", 1j,
        datetime.timedelta(1), object,
    )  # fmt: skip
    if depth < 2 and rng.random() < 0.15:
        inner = any_object(rng, column, depth + 1)
        return rng.choice(([inner], {"a": inner}, (inner,), {1: inner}, {"x"}, []))
    return cell(rng, column, halves=True) if rng.random() < 0.6 else rng.choice(plain)
