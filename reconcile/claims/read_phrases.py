"""The figures of claims: phrases are read, and numbers converted to the unit of the measure."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, says
from reconcile.claims.declarable import ENDS
from reconcile.claims.faults import Faults
from reconcile.claims.frame import SAID, numbered
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
    beside = numbered(claims)
    unknown, unread = says(units["name"], "?"), ~says(said["error"], "")
    faults.add(unknown, "unknown-unit", "unit", "such as persons, km2, sq mi, percent, drones, persons/day")
    faults.add(says(claims["phrase"], "") & ~beside, "no-figure", "phrase", "give a phrase, or low, best or high")
    unit, other = _settle_units(claims, said, units["name"], settings)
    _judge_phrases(faults, said["error"], other & ~unknown, beside)
    factor = units["factor"].where(~says(claims["unit"], "") | other, said["factor"].fillna(1.0)).to_numpy()
    if (factor != 1.0).any():
        for name in ENDS:
            claims[name] = claims[name] * factor
    said = _parted(said, unit)
    _keep_reading(claims, said, unread | other, unit, units["factor"])
    claims["unit"] = unit
    usable = ~says(claims["said_rule"], "") & says(claims["parent"], "")
    first, second = ((said[name] * said["factor"]).where(usable) for name in ("n1", "n2"))
    relation = said["relation"].where(usable, "")
    return pd.DataFrame({"first_number": first, "second_number": second, "relation": relation})


def _parted(said: pd.DataFrame, unit: pd.Series) -> pd.DataFrame:
    """Return the readings, "<5" read as any other bound where the unit is none that is counted one by one."""
    few = says(said["rule"], "few")
    if not few.any() or not len(rows := np.flatnonzero(few & ~says(unit, "", *COUNTED))):
        return said
    said = said.astype({"rule": object, "why": object})
    below = ranges_of(
        np.full(len(rows), "below", dtype=object), said["n1"].to_numpy()[rows], np.full(len(rows), np.nan)
    )
    said.loc[said.index[rows], list(ENDS)] = below[list(ENDS)].to_numpy()
    said.loc[said.index[rows], "rule"] = "below"
    said.loc[said.index[rows], "why"] = why("below", "upper", "", 1.0, ())
    # "" is among the categories whether or not a row has it, as those have it whose phrase is not used
    held = {name: pd.Categorical(said[name], categories=sorted({"", *said[name]})) for name in ("rule", "why")}
    return said.assign(**held)


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
    names = pd.Categorical(pd.array([unit.name for unit in read], dtype="str"))
    factors = np.array([unit.factor for unit in read], dtype=np.float64)
    return pd.DataFrame({"name": names.take(codes), "factor": factors[codes]}, index=texts.index)


def _settle_units(
    claims: pd.DataFrame, said: pd.DataFrame, stated: pd.Series, settings: ClaimSettings
) -> tuple[pd.Series, Flags]:
    """Return the unit of every claim, and True where its phrase is in another one; equal cases are settled once."""
    # the phrase of a computed claim is the share it was computed with
    columns = (
        stated, attribute_of(claims["measure"], "unit", "", settings.measures), claims["temporal"], said["unit"],
        said["rate"], pd.Series(~says(claims["parent"], "")),
    )  # fmt: skip
    group, first = group_rows(columns)
    cases = zip(*(cells.take(first).tolist() for cells in columns), strict=True)
    settled = [_settled_unit(*case) for case in cases]
    units = categories_of(pd.Series([unit for unit, _ in settled], dtype="str")).array
    other = np.array([differs for _, differs in settled], dtype=bool)
    return pd.Series(units.take(group), index=claims.index), other[group]


def _settled_unit(
    stated: str, usual: str, temporal: str, said: str, rate: str, computed: bool
) -> tuple[str, bool]:  # fmt: skip
    """Return the unit of a claim, and whether its phrase is in another one."""
    expected = stated or (_by_day(usual) if temporal == "rate" and usual != "percent" else usual)
    # "45,000 a month" names no unit but a rate: it is in the expected unit, per day
    spoken = said or (_by_day(expected) if rate else "")
    # tanks, drones and missiles are items of equipment
    item = expected == "items" and spoken in ("vehicles", "drones", "missiles")
    other = not computed and spoken != "" and expected not in ("", spoken) and not item
    return expected if stated or other or not spoken else spoken, other


def _by_day(unit: str) -> str:
    """Return a unit per day."""
    return unit if not unit or unit.endswith("/day") else f"{unit}/day"


def _judge_phrases(faults: Faults, errors: pd.Series, other: Flags, beside: Flags) -> None:
    unread = ~says(errors, "")
    if not (unread.any() or other.any()):
        return
    denied = map_unique(errors, lambda texts: texts.str.contains(DENIED, regex=False)).to_numpy(bool)
    faults.add(denied, "figure-denied", "phrase", errors)
    for wrong, rule, what, hint in (
        (unread & ~denied, "phrase-unread", "not understood", errors),
        (other, "unit-disagrees", "is in another unit", "correct the unit or the phrase, or give numbers beside it"),
    ):
        faults.add(wrong & ~beside, rule, "phrase", hint)
        message = f"{what}; the numbers beside it are used"
        faults.note(wrong & beside, rule, message, "phrase", "correct the phrase, or empty it")


def _keep_reading(
    claims: pd.DataFrame, said: pd.DataFrame, unused: Flags, unit: pd.Series, stated_factor: pd.Series
) -> None:
    """Add the reading of phrases as `said_...`, in the unit of the claim."""
    last_run = claims.pop("said_unit")
    if (stated_factor.to_numpy() == 1.0).all() and says(last_run, "").all():
        said_unit = last_run
    else:
        said_unit = _carry_bare(claims, said, unused, unit, stated_factor, last_run)
    some_unused = unused.any()
    for name in SAID[:-1]:
        column = said[name]
        nothing = {"b": False, "f": np.nan}.get(column.dtype.kind, "")
        claims[f"said_{name}"] = (column.mask(unused, nothing) if some_unused else column).array
    claims["said_unit"] = said_unit


def _carry_bare(
    claims: pd.DataFrame, said: pd.DataFrame, unused: Flags, unit: pd.Series, stated_factor: pd.Series,
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
