"""How whole passages are read: every column of extracted claims against an annotator's, by style, with all misses.

usage: python benchmarks/passages.py [FOLDER] [--misses]

FOLDER (../shared/reference/articles) has articles.csv, claims.csv, optional.csv and the texts. A cell of the annotation
that is `a/b` takes either; `~a` takes a or nothing. A row is right as a whole where kind, measure, party and origin
are.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from reconcile.articles.extraction import extract_claims

FOLDER = Path(__file__).resolve().parents[2] / "shared/reference/articles"
# share by which a number may differ from the annotator's, who rounds
TOLERANCE = 0.006
# columns of which a whole row consists
WHOLE = ("kind", "measure", "party", "origin")
# spellings of one party
_SAME_PARTY = {
    "russian": "russia", "ukrainian": "ukraine", "houthis": "houthi", "huthi": "houthi", "huthis": "houthi",
    "us": "u.s", "u": "u.s", "united": "u.s", "american": "u.s", "junta": "myanmar", "syrian": "regime",
    "syria": "regime", "government": "regime", "germans": "german", "germany": "german",
    "palestine": "palestinian", "palestinians": "palestinian", "un": "united",
}  # fmt: skip
_SMALL = {"the", "of", "a", "an", "and", "in", "for", "its", "s", "said", "by", "to", ""}
_HEDGES = ("approx", "approx_below", "lower", "upper")
# letters of a plural whose s is dropped
_PLURAL = 4


class Passage(NamedTuple):
    """An annotated passage; `claims` and `optional` are the annotator's, all cells as text."""

    name: str
    text: str
    source: str
    published: str
    style: str
    claims: list[dict[str, str]]
    optional: list[dict[str, str]]


class Reading(NamedTuple):
    """An annotated claim, or a row that is none, with what was read; `right` has a flag for each column compared."""

    passage: Passage
    gold: dict[str, str] | None
    row: dict[str, Any] | None
    right: dict[str, bool]

    @property
    def whole(self) -> bool:
        """Return True where the row is an annotated claim and all of its main columns are right."""
        return self.gold is not None and self.row is not None and all(self.right[name] for name in WHOLE)


def passages_in(folder: Path) -> list[Passage]:
    """Read the annotated passages of a folder."""
    tables = {name: pd.read_csv(folder / f"{name}.csv", dtype=str).fillna("") for name in ("claims", "optional")}
    of = {
        name: {article: rows.to_dict("records") for article, rows in table.groupby("article")}
        for name, table in tables.items()
    }
    return [
        Passage(
            row["article"], (folder / row["file"]).read_bytes().decode(), row["source"], row["published"],
            row["style"], of["claims"].get(row["article"], []), of["optional"].get(row["article"], []),
        )
        for row in pd.read_csv(folder / "articles.csv", dtype=str).fillna("").to_dict("records")
    ]  # fmt: skip


def readings_of(passage: Passage, read: Callable[..., pd.DataFrame] = extract_claims) -> Iterator[Reading]:
    """Yield what was read of each annotated claim, then the rows that are none."""
    table = read(passage.text, source=passage.source, published=passage.published or None)
    rows: list[dict[str, Any]] = table.to_dict("records")
    used: set[int] = set()
    for gold in passage.claims:
        over = [n for n, row in enumerate(rows) if n not in used and _overlap(row, gold)]
        hit = next((n for n in over if _has_value(rows[n], gold)), None)
        if hit is None and any(_is_whole(row, gold) for row in rows):
            continue
        used |= {hit} if hit is not None else set(over)
        yield Reading(
            passage, gold, rows[hit] if hit is not None else None, _right(rows[hit], gold) if hit is not None else {}
        )
    for n, row in enumerate(rows):
        if n not in used and not any(_overlap(row, one) for one in passage.optional):
            yield Reading(passage, None, row, {})


def _overlap(row: dict[str, Any], gold: dict[str, str]) -> bool:
    return int(row["start"]) < int(gold["end"]) and int(gold["start"]) < int(row["end"])


def _number(cell: object) -> float:
    text = str(cell).replace(",", "")
    return float(text) if text not in ("", "nan", "None") else float("nan")


def _close(number: float, gold: float) -> bool:
    return abs(number - gold) <= TOLERANCE * max(abs(gold), 1e-9)


def _has_value(row: dict[str, Any], gold: dict[str, str]) -> bool:
    first = [float(text) for text in gold["n1"].split(":")]
    n1, n2 = _number(row["n1"]), _number(row["n2"])
    if gold["kind"] == "interval":
        return _close(n1, first[0]) and _close(n2, _number(gold["n2"]))
    if gold["kind"] == "magnitude":
        return row["kind"] == "magnitude"
    if gold["kind"] == "fraction":
        return _close(n1, first[0]) or _close(n1, first[0] / 100) or row["kind"] == "fraction"
    return any(_close(n1, number) for number in first)


def _is_whole(row: dict[str, Any], gold: dict[str, str]) -> bool:
    """Return True for the whole of a ratio that was found: both are counted once."""
    return (
        row["kind"] == "ratio" and _overlap(row, gold) and _close(_number(row["n2"]), float(gold["n1"].split(":")[0]))
    )


def _right(row: dict[str, Any], gold: dict[str, str]) -> dict[str, bool]:
    people = " ".join(str(row[name]) for name in ("party", "population", "scope")).strip()
    part = bool(gold["subset"] and gold["party"])
    return {
        "kind": _right_kind(row, gold),
        "measure": row["measure"] in _measures(gold["measure"]),
        "party": same_name(row["party"], gold["party"]) or (part and same_name(people, gold["party"])),
        "origin": same_name(row["origin"], gold["origin"]),
        "place": same_name(row["place"], gold["place"]),
        "dates": _right_dates(row, gold),
        "part": row["role"] == "part" or (part and same_name(people, gold["party"])),
        "earlier": row["role"] == "earlier",
    }


def _right_kind(row: dict[str, Any], gold: dict[str, str]) -> bool:
    if gold["hedged"] == "no":
        ratio = row["kind"] == "ratio" and _close(_number(row["n1"]), float(gold["n1"].split(":")[0]))
        return row["kind"] in ("exact", "approx") or ratio
    return row["kind"] == gold["kind"] or (gold["kind"] == "fraction" and row["kind"] in _HEDGES)


def _measures(gold: str) -> set[str]:
    named = set(gold.replace("x:", "").split("/"))
    named |= {"displaced"} if "sheltered" in named else set()
    return named | ({"aboard", "present"} if named & {"aboard", "present"} else set())


def _right_dates(row: dict[str, Any], gold: dict[str, str]) -> bool:
    ends = {row["period_end"], row["count_date"]}
    start = not gold["period_start"] or row["period_start"] == gold["period_start"]
    return (not gold["period_end"] or gold["period_end"] in ends) and start


def _words(name: str) -> set[str]:
    plain = re.sub(r"['’-]", " ", name.lower())
    words = {_SAME_PARTY.get(word.strip("."), word.strip(".")) for word in re.findall(r"[\w.]+", plain)} - _SMALL
    return {word[:-1] if len(word) > _PLURAL and word.endswith("s") else word for word in words}


def same_name(read: str, gold: str) -> bool:
    """Return True where a name is one of the annotator's: half of the words of the shorter one are in the other."""
    optional, names = gold.startswith("~"), [name for name in gold.lstrip("~").split("/") if name]
    if not names or not read:
        return not read and (optional or not names)
    own = _words(read)
    common = [(own & _words(name), min(len(own), len(_words(name)))) for name in names]
    return any(shared and len(shared) >= least / 2 for shared, least in common)


def _stated(gold: dict[str, str], column: str) -> bool:
    if column == "dates":
        return bool(gold["period_start"] or gold["period_end"])
    return bool(gold[column]) and not gold[column].startswith("~")


def share(flags: list[bool]) -> str:
    """Return how many of some are right, and which share."""
    return f"{sum(flags)} of {len(flags)} ({sum(flags) / max(len(flags), 1):.3f})"


def figures_of(readings: list[Reading]) -> dict[str, str]:
    """Return the rows of the table, by name."""
    gold = [one for one in readings if one.gold is not None]
    found = [one for one in gold if one.row is not None]
    extra = len(readings) - len(gold)
    inlist = [one for one in found if not (one.gold or {})["measure"].startswith("x:")]
    high = [one for one in readings if one.row is not None and one.row["confidence"] == "high"]
    f1 = 2 * len(found) / max(2 * len(found) + extra + 2 * (len(gold) - len(found)) - (len(gold) - len(found)), 1)
    stated = {
        column: [one.right[column] for one in found if _stated(one.gold or {}, column)]
        for column in ("party", "place", "dates", "origin")
    }
    return {
        "found, F1": f"{f1:.3f}",
        "value and kind, of all": share([one.row is not None and one.right["kind"] for one in gold]),
        "measure, where the list had one": share([one.right["measure"] for one in inlist]),
        "party": share([one.right["party"] for one in found]),
        **{f"{column}, where stated": share(flags) for column, flags in stated.items()},
        "parts told from the whole": share([one.right["part"] for one in found if (one.gold or {})["subset"]]),
        "earlier figures": share([one.right["earlier"] for one in found if (one.gold or {})["superseded"]]),
        "whole row, of all": share([one.whole for one in gold]),
        "confidence high: whole row": share([one.whole for one in high]),
        "high, of those found": share([(one.row or {})["confidence"] == "high" for one in found]),
    }


def miss_of(reading: Reading) -> str:
    """Return what is wrong with a reading, "" if nothing is."""
    if reading.gold is None:
        return "no claim"
    if reading.row is None:
        return "not found"
    return ", ".join(name for name in WHOLE if not reading.right[name])


def main() -> None:
    """Print the table, and the misses if they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    readings = [reading for passage in passages_in(asked.folder) for reading in readings_of(passage)]
    print("| on annotated passages | reached |\n|---|---|")
    for name, value in figures_of(readings).items():
        print(f"| {name} | {value} |")
    print("\n| style | claims | found | whole row | no claims |\n|---|---|---|---|---|")
    for style in sorted({one.passage.style for one in readings}):
        own = [one for one in readings if one.passage.style == style]
        gold = [one for one in own if one.gold is not None]
        found = sum(one.row is not None for one in gold)
        print(f"| {style} | {len(gold)} | {found} | {sum(one.whole for one in gold)} | {len(own) - len(gold)} |")
    kinds = pd.Series([miss_of(one) for one in readings if miss_of(one)]).value_counts()
    print("\n| miss | rows |\n|---|---|")
    for kind, count in kinds.items():
        print(f"| {kind} | {count} |")
    for one in readings if asked.misses else ():
        if miss := miss_of(one):
            print(f"- {one.passage.name}: {miss}: {(one.gold or one.row or {})['phrase']!r}")


if __name__ == "__main__":
    main()
