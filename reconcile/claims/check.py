"""Tables of text as checked claims: every cell read, every fault named, all in one pass."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.claims.faults import Faults
from reconcile.claims.measures import MEASURES, attribute_of, measure_of
from reconcile.claims.numbers import parse_numbers
from reconcile.claims.settings import ClaimSettings
from reconcile.columns import FINDINGS, RAW_CLAIMS, SCALES, STATUSES, TEMPORAL, names
from reconcile.language.periods import read_days
from reconcile.language.phrase import read_phrases
from reconcile.language.units import read_units
from reconcile.records import findings, join_records

__all__ = ["SAID", "Checked", "check_claims"]

# what is kept of the reading of a phrase, as `said_...`
SAID = (
    "rule",
    "kind",
    "n1",
    "n2",
    "low",
    "best",
    "high",
    "p_low",
    "p_high",
    "bound",
    "open_low",
    "open_high",
    "hedge",
    "why",
)

_NUMBERS = ("low", "best", "high", "weight", "range_level")
_DATES = {"period_start": "start", "period_end": "end", "count_date": "day", "published": "end"}
_TEXTS = tuple(name for name in names(RAW_CLAIMS) if name not in (*_NUMBERS, *_DATES))

# words allowed in closed vocabularies, the empty one aside
_VOCABULARIES = {
    "temporal": (*TEMPORAL, "increment", "year_to_date"), "scale": SCALES, "status": STATUSES,
    "origin_basis": ("stated", "suspected"),
}  # fmt: skip

# Admiralty grade: letter, digit or both
_GRADE = r"(?:[A-F][1-6]?|[1-6])?"


@dataclass(frozen=True)
class Checked:
    """Claims that can be used, what was rejected, and what was found."""

    claims: pd.DataFrame
    rejected: pd.DataFrame
    findings: pd.DataFrame


def check_claims(table: pd.DataFrame, settings: ClaimSettings | None = None) -> Checked:
    """Check a table of claims.

    Parameters
    ----------
    table : DataFrame
        Any of the raw columns, text or typed; unknown columns are kept. Not changed.
    settings : ClaimSettings, optional

    Returns
    -------
    Checked
        `claims` has the raw columns (measures, units and dates in canonical form, numbers carried to the unit), the
        unknown ones, `file`, `row`, `dropped_reason`, and the reading of the phrase as `said_...`. Checking it again
        gives it back. A row may have several rejections.

    Examples
    --------
    >>> rows = pd.DataFrame({"quantity": "q", "source": ["A", ""], "phrase": ["about 300", "dozens"]})
    >>> check_claims(rows).rejected[["row", "column", "rule"]].values.tolist()
    [[2, 'source', 'no-source']]
    """
    settings = settings or ClaimSettings()
    raw = _framed(table)
    faults = Faults(raw, settings.max_cell_chars)
    claims = raw.copy()
    found = [_read_words(claims, faults, settings)]
    _read_numbers(claims, faults, settings)
    _read_dates(claims, faults, settings)
    found.append(_read_figures(claims, faults, settings))
    _check_ranges(claims, faults, settings)
    found.append(_settle_time(claims, faults))
    _check_duplicates(claims, raw, faults)
    rejected = faults.table()
    kept = claims[~faults.rows].reset_index(drop=True)
    return Checked(kept, rejected, join_records([_within(part, kept) for part in found], names(FINDINGS)))


def _framed(table: pd.DataFrame) -> pd.DataFrame:
    """Return all raw columns, unknown ones, file and row; text stripped and never null."""
    extra = [name for name in table.columns if name not in (*names(RAW_CLAIMS), "file", "row", "dropped_reason")
             and not str(name).startswith("said_")]  # fmt: skip
    frame = pd.DataFrame(index=pd.RangeIndex(len(table)))
    for name in names(RAW_CLAIMS):
        given = (
            table[name].reset_index(drop=True)
            if name in table.columns
            else pd.Series("", index=frame.index, dtype="str")
        )
        frame[name] = _text(given) if name in _TEXTS else given
    for name in extra:
        frame[str(name)] = _text(table[name].reset_index(drop=True))
    for name in ("file", "dropped_reason"):
        frame[name] = _text(table[name].reset_index(drop=True)) if name in table.columns else ""
    frame["row"] = table["row"].to_numpy() if "row" in table.columns else np.arange(1, len(table) + 1)
    return frame


def _text(cells: pd.Series) -> pd.Series:
    """Return cells as stripped text; whole floats without their .0, null as ""."""
    if pd.api.types.is_float_dtype(cells):
        cells = cells.map(lambda value: "" if value != value else f"{value:.15g}")  # noqa: PLR0124
    filled = cells.astype(object).where(cells.notna(), "")
    return filled.astype(str).astype("str").str.strip()


def _read_words(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> pd.DataFrame:
    stem = claims["file"].str.replace(r"^.*/|\.[^.]*$", "", regex=True)
    made = stem.where(claims["file"] != "", "row") + ":" + claims["row"].astype(str)
    claims["claim_id"] = claims["claim_id"].where(claims["claim_id"] != "", made)
    faults.add(claims["source"] == "", "no-source", "source", "name who published the claim")
    faults.add(
        claims["source"].str.fullmatch(r"[\d.,\s]+"), "number-in-text", "source", "a number stands where a name belongs"
    )
    digits = claims["measure"].str.fullmatch(r"[\d.,\s]+")
    faults.add(digits, "number-in-text", "measure", "a number stands where a word belongs")
    faults.add(
        (claims["measure"] == "") & (claims["quantity"] == ""),
        "no-quantity",
        "quantity",
        "give a quantity or a measure",
    )
    for name, words in _VOCABULARIES.items():
        claims[name] = claims[name].str.lower()
        faults.add(~claims[name].isin(["", *words]), "unknown-word", name, f"one of {', '.join(words)}, or empty")
    claims["status"] = claims["status"].where(claims["status"] != "", "accepted")
    claims["grade"] = claims["grade"].str.upper()
    faults.add(~claims["grade"].str.fullmatch(_GRADE), "not-a-grade", "grade", "A to F, 1 to 6, or both, such as B2")
    return _read_measures(claims, digits, settings)


def _read_measures(claims: pd.DataFrame, digits: pd.Series, settings: ClaimSettings) -> pd.DataFrame:
    own = {word: measure.name for measure in settings.measures.values() for word in (measure.name, *measure.synonyms)}
    canonical = {
        word: own.get(word) or own.get(measure_of(word)) or measure_of(word)
        for word in pd.unique(claims["measure"])
        if word
    }
    claims["measure"] = claims["measure"].astype(object).map(canonical).astype(object).fillna("").astype("str")
    known = set(MEASURES) | set(settings.measures) | {""}
    unknown = claims[~claims["measure"].isin(known) & ~digits].drop_duplicates("measure")
    return findings(
        "unknown-measure", "the measure is not in the list; it is kept as it is, and nothing is known of its unit",
        claim_id=unknown["claim_id"], file=unknown["file"], row=unknown["row"], column="measure",
        value=unknown["measure"], hint="declare it in [measures], or use one of the list",
    )  # fmt: skip


def _read_numbers(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    hints = {
        "not-a-number": "write digits, such as 1234.5, or declare the signs in [numbers]",
        "not-finite": "leave the cell empty where there is no number",
        "too-large": "check the digits; the largest number read is 1e18",
    }
    for name in _NUMBERS:
        parsed = parse_numbers(claims[name], settings)
        claims[name] = parsed.values
        for rule, hint in hints.items():
            faults.add(parsed.faults == rule, rule, name, hint)
    faults.add(claims["weight"] < 0, "negative-weight", "weight", "0 or more")
    level = claims["range_level"]
    faults.add((level <= 0) | (level >= 1), "level-outside", "range_level", "between 0 and 1, such as 0.95")


def _read_dates(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    for name, edge in _DATES.items():
        read = read_days(claims[name], edge=edge, dayfirst=settings.dayfirst)  # type: ignore[arg-type]
        claims[name] = read["day"]
        faults.add(
            read["error"] != "", "not-a-date", name, "a day that exists, such as 2025-01-31; also 2025-01 or 2025"
        )


def _read_figures(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> pd.DataFrame:
    """Read phrases and units; carry all numbers of a claim to its canonical unit."""
    said = read_phrases(claims["phrase"])
    units = read_units(claims["unit"])
    faults.add(~units["known"], "unknown-unit", "unit", "such as persons, km2, sq mi, percent, drones, persons/day")
    has_number = claims[["low", "best", "high"]].notna().any(axis=1)
    faults.add(~has_number & (claims["phrase"] == ""), "no-figure", "phrase", "give a phrase, or low, best or high")
    unread = said["error"] != ""
    faults.add(
        unread & ~has_number, "phrase-unread", "phrase", "give the figure in digits, or numbers beside the phrase"
    )
    usual = pd.Series(attribute_of(claims["measure"], "unit", "", settings.measures), index=claims.index)
    factor = units["factor"].where(claims["unit"] != "", said["factor"].fillna(1.0))
    unit = units["name"].where(claims["unit"] != "", said["unit"].where(said["unit"] != "", usual))
    # the phrase of a computed claim is the share it was computed with
    other = (claims["parent"] == "") & (said["unit"] != "") & (unit != "") & (said["unit"] != unit)
    other |= (
        (claims["parent"] == "")
        & (claims["unit"] == "")
        & (usual != "")
        & (said["unit"] != "")
        & (said["unit"] != usual)
    )
    # "30,000 monthly" is no total, whether or not it says of what
    other |= (claims["parent"] == "") & (said["rate"] != "") & (unit != "") & ~unit.str.endswith("/day")
    faults.add(other & ~has_number, "unit-disagrees", "phrase", "the figure is in another unit than the claim")
    unit = unit.mask(other & (claims["unit"] == ""), usual)
    for name in ("low", "best", "high"):
        claims[name] = claims[name] * factor.where(~other, units["factor"])
    _keep_reading(claims, said, unread | other, units["factor"].where(said["unit"] == "", 1.0))
    claims["unit"] = unit.astype("str")
    return pd.concat([
        _told(claims, unread & has_number, "phrase-unread", "not understood; the numbers beside it are used"),
        _told(claims, other & has_number, "unit-disagrees", "is in another unit; the numbers beside it are used"),
    ], ignore_index=True)  # fmt: skip


def _keep_reading(claims: pd.DataFrame, said: pd.DataFrame, unused: pd.Series, factor: pd.Series) -> None:
    for name in SAID:
        column = said[name]
        if name in ("low", "best", "high"):
            column = column * factor
        if name in ("open_low", "open_high"):
            claims[f"said_{name}"] = column.astype(bool) & ~unused
        elif name in ("rule", "kind", "bound", "hedge", "why"):
            claims[f"said_{name}"] = column.astype("str").mask(unused, "")
        else:
            claims[f"said_{name}"] = column.astype("float64").mask(unused)


def _told(claims: pd.DataFrame, rows: pd.Series, rule: str, message: str) -> pd.DataFrame:
    part = claims[rows]
    return findings(
        rule, message, claim_id=part["claim_id"], family=part["family"], file=part["file"], row=part["row"],
        column="phrase", value=part["phrase"].str.slice(0, 200), hint="correct the phrase, or empty it",
    )  # fmt: skip


def _check_ranges(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    low, best, high = claims["low"], claims["best"], claims["high"]
    faults.add(low > high, "low-above-high", "low", "swap low and high")
    faults.add((best < low) | (best > high), "best-outside", "best", "best lies between low and high")
    usual = attribute_of(claims["measure"], "scale", "linear", settings.measures)
    signed, shares = (usual == "linear") & (claims["scale"] != "log"), usual == "proportion"
    for name in ("low", "best", "high"):
        negative = (claims[name] < 0) & (claims["scale"] != "linear") & ~signed
        faults.add(
            negative, "negative-count", name, "a count is 0 or more; declare scale = linear for what can be negative"
        )
        faults.add(shares & (claims[name] > 100), "share-outside", name, "a share is given in percent, 0 to 100")  # noqa: PLR2004


def _settle_time(claims: pd.DataFrame, faults: Faults) -> pd.DataFrame:
    """Turn increments and years to date into periods, and period ends of counts into count dates."""
    start, end = claims["period_start"], claims["period_end"]
    faults.add(end < start, "period-reversed", "period_end", "the period ends before it starts")
    to_date = claims["temporal"] == "year_to_date"
    end = end.mask(to_date & end.isna(), claims["count_date"]).mask(
        to_date & end.isna() & claims["count_date"].isna(), claims["published"]
    )
    year_start = end.dt.year.map(lambda year: pd.Timestamp(int(year), 1, 1), na_action="ignore").astype("datetime64[s]")
    claims["period_start"] = start.mask(to_date & start.isna(), year_start)
    claims["period_end"] = end
    grown = claims["temporal"] == "increment"
    undated = claims[grown & (claims["period_start"].isna() | end.isna())]
    claims["temporal"] = claims["temporal"].mask(to_date | grown, "period")
    counted = claims["temporal"].isin(["cumulative", "stock"]) & claims["count_date"].isna()
    claims["count_date"] = claims["count_date"].mask(counted, end)
    early = claims[claims["published"] < claims["count_date"]]
    return pd.concat([
        findings("increment-undated", "an increment without both dates; its period is unknown",
                 claim_id=undated["claim_id"], family=undated["family"], file=undated["file"], row=undated["row"],
                 column="period_start", hint="give period_start and period_end"),
        findings("count-after-publication", "the figure is dated after it was published", claim_id=early["claim_id"],
                 family=early["family"], file=early["file"], row=early["row"], column="count_date",
                 value=early["count_date"].dt.strftime("%Y-%m-%d"), hint="check both dates"),
    ], ignore_index=True)  # fmt: skip


def _check_duplicates(claims: pd.DataFrame, raw: pd.DataFrame, faults: Faults) -> None:
    content = [name for name in raw.columns if name not in ("claim_id", "file", "row") and _varies(raw[name])]
    same = raw.duplicated(content) if content else pd.Series(np.arange(len(raw)) > 0, index=raw.index)
    faults.add(same, "duplicate-row", "", "the row stands there twice; the first one is used")
    faults.add(claims["claim_id"].duplicated() & ~same, "duplicate-id", "claim_id", "give every claim an id of its own")


def _varies(cells: pd.Series) -> bool:
    """Tell whether a column holds more than one value; null is a value."""
    return len(cells.drop_duplicates()) > 1


def _within(found: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """Return the findings of rows that were not rejected: a rejected row has its reasons already."""
    return found[(found["claim_id"] == "") | found["claim_id"].isin(kept["claim_id"])]
