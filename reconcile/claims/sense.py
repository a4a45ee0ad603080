"""What a figure can mean: one check of every figure, whichever door it came through.

A number column, a phrase, a correction and a frame of a notebook all end here, and pass the same rules, which come from
the list of measures: sign, whole numbers, share of a whole, unit, plausible most, scale. A *literal* number is one that
stands in the phrase, in the unit of the claim; the range that the phrase is read as is not looked at.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, says, strings
from reconcile.claims.declarable import ENDS
from reconcile.claims.denied_quotes import check_quotes
from reconcile.claims.faults import Faults
from reconcile.claims.frame import ends_of
from reconcile.claims.measures import UNITS, attribute_of
from reconcile.claims.phrase_words import check_phrases
from reconcile.claims.row_scales import check_scales
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import as_text, group_rows, map_unique
from reconcile.claims.whole_counts import COUNTED, check_whole
from reconcile.spellings import name_key

__all__ = ["check_sense"]

# the whole, in percent, which is the unit of shares
_WHOLE = UNITS["percent"].most
# units of phrases and files that are kinds of another unit
_KINDS = {"items": ("vehicles", "drones", "missiles")}
_SIGN_HINT = "a count is 0 or more; declare a measure with scale = linear for what can be negative"
_WORLD_HINT = "more than there is in the world: check the digits and the unit"
_PLACE_HINT = "more than `[places]` says of this place: check the figure and the place"
# measures whose people may come from elsewhere, and be more than those who live at a place
_FROM_ELSEWHERE = ("deployed", "strength", "present", "aboard")


def check_sense(claims: pd.DataFrame, literal: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    """Reject figures that cannot be figures of their measure, and note those that may not be.

    Parameters
    ----------
    claims : DataFrame
        With numbers and units read.
    literal : DataFrame, index as `claims`
        From `read_figures`.
    faults : Faults
    settings : ClaimSettings

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B", "C"], "phrase": ["-5", "3.7", "40 wounded"]})
    >>> check_claims(rows).rejected["rule"].tolist()
    ['negative-count', 'fractional-count', 'other-measure']
    """
    _check_order(claims, faults)
    _check_units(claims, faults, settings)
    _check_limits(claims, literal, faults, settings)
    check_whole(claims, literal, faults, settings)
    check_phrases(claims, literal, faults, settings)
    check_scales(claims, faults, settings)
    check_quotes(claims, literal, faults)


def _check_order(claims: pd.DataFrame, faults: Faults) -> None:
    _order_events(claims, faults)
    low, best, high = (claims[name] for name in ENDS)
    faults.add(low > high, "low-above-high", "low", "swap low and high")
    faults.add((best < low) | (best > high), "best-outside", "best", "best lies between low and high")


def _order_events(claims: pd.DataFrame, faults: Faults) -> None:
    """Put the ends of events in order, in place: lists swap them, and without these rows they add up to less."""
    events = np.flatnonzero(says(claims["rows"], "events"))
    if not len(events):
        return
    ends = ends_of(claims)[events]
    lowest, highest = np.fmin.reduce(ends, axis=1), np.fmax.reduce(ends, axis=1)
    wrong = (ends[:, 0] > lowest) | (ends[:, 2] < highest)
    if not wrong.any():
        return
    for name, values in (("low", lowest), ("high", highest)):
        cells = claims[name].to_numpy(np.float64).copy()
        cells[events[wrong]] = values[wrong]
        claims[name] = cells
    mask = np.zeros(len(claims), dtype=bool)
    mask[events[wrong]] = True
    message = "the ends of this event were out of order: the lowest is taken as low, the highest as high"
    faults.note(mask, "ends-repaired", message, "low", "correct the row if another figure is meant")


def _check_units(claims: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    """Reject units of another measure; a rate is in the unit of its measure, too."""
    usual = attribute_of(claims["measure"], "unit", "", settings.measures)
    group, first = group_rows([usual, claims["unit"]])
    cases = [strings(cells.take(first)).tolist() for cells in (usual, claims["unit"])]
    wrong = np.array([_is_other(of_measure, own) for of_measure, own in zip(*cases, strict=True)], dtype=bool)[group]
    if wrong.any():
        hint = "the measure is counted in " + as_text(usual) + ": correct the unit, or the measure"
        faults.add(wrong, "unit-of-other-measure", "unit", hint)


def _is_other(usual: str, unit: str) -> bool:
    """Return True for a unit of another measure; an unknown one, "?", has a rejection of its own."""
    base, own = usual.removesuffix("/day"), unit.removesuffix("/day")
    known = base != "" and own not in ("", "?")
    return known and base.casefold() != own.casefold() and own not in _KINDS.get(base, ())


def _check_limits(claims: pd.DataFrame, literal: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    """Reject counts below zero, shares above the whole, and more than there is of anything."""
    usual = attribute_of(claims["measure"], "scale", "", settings.measures)
    counted = map_unique(claims["unit"], lambda units: units.str.removesuffix("/day").isin(COUNTED)).to_numpy(bool)
    unknown, scale = says(usual, ""), claims["scale"]
    signed = says(usual, "linear") | unknown & (says(scale, "linear") | says(scale, "") & ~counted)
    share = says(usual, "proportion") | unknown & says(scale, "proportion")
    most = map_unique(claims["unit"], lambda units: units.map(_most_of)).to_numpy(np.float64)
    there = _most_there(claims, settings).to_numpy(np.float64)
    for column, values in _numbers(claims, literal):
        lowest, highest = np.fmin.reduce(values, axis=1), np.fmax.reduce(values, axis=1)
        faults.add((lowest < 0) & ~signed, "negative-count", column, _SIGN_HINT)
        faults.add((highest > _WHOLE) & share, "share-outside", column, "a share is given in percent, 0 to 100")
        faults.add(highest > most, "too-large", column, _WORLD_HINT)
        faults.add((highest > there) & (highest <= most), "too-large", column, _PLACE_HINT)


def _numbers(claims: pd.DataFrame, literal: pd.DataFrame) -> list[tuple[str, Floats]]:
    """Return the numbers of every column, those of the phrase as they stand in it."""
    ends = ((name, claims[name].to_numpy(np.float64)[:, None]) for name in ENDS)
    said = [literal[name].to_numpy(np.float64) for name in ("first_number", "second_number")]
    return [*ends, ("phrase", np.column_stack(said))]


def _most_of(unit: str) -> float:
    """Return the plausible most of a unit; a share has rules of its own, and a rise may be of 150 percent."""
    known = UNITS.get(unit)
    return known.most if known and known.number != "share" else float("inf")


def _most_there(claims: pd.DataFrame, settings: ClaimSettings) -> pd.Series:
    """Return the people and the ground that there are at the place of every claim, infinite where nothing is known."""
    if not settings.places:
        return pd.Series(float("inf"), index=claims.index)
    known = {name_key(name): place for name, place in settings.places.items()}
    group, first = group_rows([claims["place"], claims["unit"], claims["measure"], claims["population"]])
    cases = claims.iloc[first][["place", "unit", "measure", "population"]].astype(object)
    most = []
    for place, unit, measure, population in cases.itertuples(index=False):
        own = known.get(name_key(place))
        people = unit.startswith("persons") and measure not in _FROM_ELSEWHERE and population != "military"
        limit = own.population if own and people else own.area if own and unit == "km2" else float("inf")
        most.append(limit)
    return pd.Series(most, dtype="float64").take(group).set_axis(claims.index)
