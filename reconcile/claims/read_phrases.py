"""The figures of claims: phrases are read, and numbers converted to the unit of the measure."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from reconcile.claims.declarable import ENDS
from reconcile.claims.faults import Faults
from reconcile.claims.frame import SAID
from reconcile.claims.measures import UNITS, attribute_of
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import as_text, categories_of, group_rows, map_unique
from reconcile.language.hedges import ranges_of
from reconcile.language.phrase import read_phrases
from reconcile.language.reasons import why
from reconcile.language.refusals import DENIED
from reconcile.language.units import COUNTED, Unit, read_unit

__all__ = ["read_figures"]

# phrases of a table whose readings are kept, and how many such tables: some 10 KB each
MOST_AT_ONCE, MOST_REMEMBERED = 32, 128

# columns of a reading with few distinct texts, held as categories because a million rows of text are slow to copy
_FEW = ("rule", "kind", "bound", "hedge", "why", "error", "unit", "rate", "relation")


def read_figures(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> pd.DataFrame:
    """Read phrases and units in place: `unit` becomes canonical, numbers are converted to it, `said_...` is added.

    The unit of a claim is the stated one, else that of its phrase, else that of its measure. A phrase without unit is
    in the stated unit, which `said_unit` keeps: checked again after the conversion, the claim reads the same.

    Returns
    -------
    DataFrame, index as `claims`
        Columns of `LITERAL`: what phrases say word for word, in the unit of the claim; nothing where they are not used.

    Examples
    --------
    >>> from reconcile.claims.amounts import check_numbers
    >>> from reconcile.claims.frame import framed
    >>> claims = framed(pd.DataFrame({"measure": ["area_gained"], "phrase": ["over 700"], "unit": ["ha"]}))
    >>> check_numbers(claims, faults := Faults(claims), ClaimSettings())
    >>> literal = read_figures(claims, faults, ClaimSettings())
    >>> claims[["unit", "said_low", "said_unit"]].values.tolist()
    [['km2', 7.0, 'ha']]
    >>> literal["first_number"].tolist()
    [7.0]
    """
    said = _read_said(claims["phrase"])
    units = _read_units(claims["unit"], settings)
    numbered = claims[list(ENDS)].notna().any(axis=1)
    unknown, unread = units["name"] == "?", said["error"] != ""
    faults.add(unknown, "unknown-unit", "unit", "such as persons, km2, sq mi, percent, drones, persons/day")
    faults.add((claims["phrase"] == "") & ~numbered, "no-figure", "phrase", "give a phrase, or low, best or high")
    unit, other = _settle_units(claims, said, units["name"], settings)
    _judge_phrases(faults, said["error"], other & ~unknown, numbered)
    factor = units["factor"].where((claims["unit"] != "") | other, said["factor"].fillna(1.0))
    for name in ENDS:
        claims[name] = claims[name] * factor
    said = _parted(said, unit)
    _keep_reading(claims, said, unread | other, unit, units["factor"])
    claims["unit"] = unit
    usable = (claims["said_rule"] != "") & (claims["parent"] == "")
    first, second = ((said[name] * said["factor"]).where(usable) for name in ("n1", "n2"))
    relation = said["relation"].where(usable, "")
    return pd.DataFrame({"first_number": first, "second_number": second, "relation": relation})


def _parted(said: pd.DataFrame, unit: pd.Series) -> pd.DataFrame:
    """Return the readings, "<5" read as any other bound where the unit is none that is counted one by one."""
    few = said["rule"] == "few"
    if not few.any() or not len(rows := np.flatnonzero(few & ~unit.isin(["", *COUNTED]))):
        return said
    said = said.astype({"rule": object, "why": object})
    below = ranges_of(
        np.full(len(rows), "below", dtype=object), said["n1"].to_numpy()[rows], np.full(len(rows), np.nan)
    )
    said.loc[said.index[rows], list(ENDS)] = below[list(ENDS)].to_numpy()
    said.loc[said.index[rows], "rule"] = "below"
    said.loc[said.index[rows], "why"] = why("below", "upper", "", 1.0, ())
    return said.astype({"rule": "category", "why": "category"})


def _read_said(phrases: pd.Series) -> pd.DataFrame:
    codes, uniques = pd.factorize(phrases)
    # the empty phrase is read, too, so that "" is among the categories
    texts = (*uniques, "")
    readings = _few_readings(texts) if len(texts) <= MOST_AT_ONCE else _readings(texts)
    return readings.take(codes).set_axis(phrases.index)


def _readings(texts: tuple[str, ...]) -> pd.DataFrame:
    readings = read_phrases(pd.Series(texts, dtype="str"))
    flags, numbers = ["open_low", "open_high"], ["n1", "n2", *ENDS, "p_low", "p_high", "factor"]
    kinds = {**dict.fromkeys(_FEW, "category"), **dict.fromkeys(flags, "bool")}
    readings = readings.astype({**kinds, **dict.fromkeys(numbers, "float64")})
    return readings[[*kinds, *numbers]]


# what is asked again and again, as in a loop over quantities: the readings of no phrase at all, and of the same few
_few_readings = lru_cache(maxsize=MOST_REMEMBERED)(_readings)


def _read_units(texts: pd.Series, settings: ClaimSettings) -> pd.DataFrame:
    """Return `name` ("" where empty, "?" where not known) and `factor`; the units of all measures are known."""
    units = (*UNITS, *(measure.unit for measure in settings.measures.values()))
    of_measures = {unit.casefold(): Unit(unit, 1.0) for unit in units if unit}
    codes, uniques = pd.factorize(texts)
    read = [read_unit(text) or of_measures.get(text.casefold()) or Unit("?" if text else "", 1.0) for text in uniques]
    table = pd.DataFrame(read, columns=["name", "factor"]).astype({"name": "category", "factor": "float64"})
    return table.take(codes).set_axis(texts.index)


def _settle_units(
    claims: pd.DataFrame, said: pd.DataFrame, stated: pd.Series, settings: ClaimSettings
) -> tuple[pd.Series, pd.Series]:
    """Return the unit of every claim, and True where its phrase is in another one; equal cases are settled once."""
    # the phrase of a computed claim is the share it was computed with
    columns = {
        "stated": stated, "usual": attribute_of(claims["measure"], "unit", "", settings.measures),
        "temporal": claims["temporal"], "said": said["unit"], "rate": said["rate"], "computed": claims["parent"] != "",
    }  # fmt: skip
    group, first = group_rows(columns.values())
    case = pd.DataFrame({name: as_text(cells.iloc[first]) for name, cells in columns.items()})
    daily = (case["temporal"] == "rate") & (case["usual"] != "percent")
    expected = case["stated"].where(case["stated"] != "", _by_day(case["usual"], daily))
    # "45,000 a month" names no unit but a rate: it is in the expected unit, per day
    spoken = case["said"].where((case["said"] != "") | (case["rate"] == ""), _by_day(expected))
    # tanks, drones and missiles are items of equipment
    item = (expected == "items") & spoken.isin(["vehicles", "drones", "missiles"])
    other = ~case["computed"] & (spoken != "") & (expected != "") & (spoken != expected) & ~item
    unit = expected.where((case["stated"] != "") | other | (spoken == ""), spoken)
    settled = categories_of(unit).take(group).set_axis(claims.index)
    return settled, pd.Series(other.to_numpy()[group], index=claims.index)


def _by_day(units: pd.Series, daily: pd.Series | bool = True) -> pd.Series:
    """Return units per day where claims are rates."""
    return units.mask((units != "") & ~units.str.endswith("/day") & daily, units + "/day")


def _judge_phrases(faults: Faults, errors: pd.Series, other: pd.Series, numbered: pd.Series) -> None:
    denied = map_unique(errors, lambda texts: texts.str.contains(DENIED, regex=False))
    faults.add(denied, "figure-denied", "phrase", errors)
    for wrong, rule, what, hint in (
        ((errors != "") & ~denied, "phrase-unread", "not understood", errors),
        (other, "unit-disagrees", "is in another unit", "correct the unit or the phrase, or give numbers beside it"),
    ):
        faults.add(wrong & ~numbered, rule, "phrase", hint)
        message = f"{what}; the numbers beside it are used"
        faults.note(wrong & numbered, rule, message, "phrase", "correct the phrase, or empty it")


def _keep_reading(
    claims: pd.DataFrame, said: pd.DataFrame, unused: pd.Series, unit: pd.Series, stated_factor: pd.Series
) -> None:
    """Add the reading of phrases as `said_...`, in the unit of the claim."""
    last_run = claims.pop("said_unit")
    if (stated_factor == 1.0).all() and (last_run == "").all():
        said_unit = last_run
    else:
        said_unit = _carry_bare(claims, said, unused, unit, stated_factor, last_run)
    for name in SAID[:-1]:
        column = said[name]
        nothing = {"b": False, "f": np.nan}.get(column.dtype.kind, "")
        claims[f"said_{name}"] = column.mask(unused, nothing) if unused.any() else column
    claims["said_unit"] = said_unit


def _carry_bare(
    claims: pd.DataFrame, said: pd.DataFrame, unused: pd.Series, unit: pd.Series, stated_factor: pd.Series,
    last_run: pd.Series,
) -> pd.Series:  # fmt: skip
    """Convert readings of phrases without unit from the stated unit to the claim's, in place; return the stated unit.

    A claim that is checked again is in its final unit already, and `last_run` holds the unit that was stated first.
    """
    bare = (claims["phrase"] != "") & ~unused & (said["unit"] == "") & (said["rate"] == "")
    kept, last_run = _read_units(last_run, ClaimSettings()), as_text(last_run)
    before = bare & (last_run != "") & (as_text(kept["name"]) == as_text(unit)) & (stated_factor == 1.0)
    factor = kept["factor"].where(before, stated_factor).where(bare, 1.0)
    for name in (*ENDS, "factor"):
        said[name] = said[name] * factor
    return categories_of(last_run.where(before, as_text(claims["unit"])).where(bare & (factor != 1.0), ""))
