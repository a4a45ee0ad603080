"""The weight of a claim: the factor of its source's grade x that of its own grade x the desk's own factor.

Every factor is a column, with the reason beside it. Grade, stake and weight of a source are those of the claim's
*voice*, not of the outlet that passed it on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Floats, Strings, each_text, says
from reconcile.as_much import as_much
from reconcile.claims.measures import Measure, attribute_of
from reconcile.claims.text import as_text, group_rows
from reconcile.records import findings
from reconcile.sources.grades import ITEM_FACTORS, SOURCE_FACTORS, item_digits, source_letters
from reconcile.sources.origins import Voices
from reconcile.sources.past_of_claims import PastOfClaims, losses_counted, past_of_claims
from reconcile.sources.registry import Registry, lookup
from reconcile.sources.stake import stake_sides
from reconcile.sources.track_record import TrackRecord
from reconcile.spellings import BETWEEN

__all__ = ["Weights", "weigh"]

# why a claim weighs nothing whose note says that its outlet has worked the figure out
WORKED_OUT = "worked out from other figures, as its note says"

# words of a note that say so: "subtracts 1,000 killed", "derived from 3,800", not "derived from satellite images"
_BY_ARITHMETIC = re.compile(
    r"\bsubtract(?:s|ed|ing)\b|\b(?:our|own) (?:arithmetic|subtraction|sum)\b"
    r"|\b(?:computed|calculated|derived|worked out) from\b[^;.]*\d",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Weights:
    """Weights of all claims, before they are reduced for age and shared within a voice.

    Attributes
    ----------
    table : DataFrame, index as the claims
        `weight`, `source_factor`, `item_factor`, `desk_factor`, `record_factor`, `reason_of_weight` (words),
        `stake_side`, `zero_reason` (why a claim weighs 0, "" where it weighs more).
    findings : DataFrame
        Sources and voices without a row in `sources.csv`; parents that are missing.
    past : PastOfClaims or None
        What track records say of the claims.
    """

    table: pd.DataFrame
    findings: pd.DataFrame
    past: PastOfClaims | None = None


def weigh(
    claims: pd.DataFrame,
    voices: Voices,
    registry: Registry,
    sides: Mapping[str, Sequence[str]],
    measures: Mapping[str, Measure] | None = None,
    record: TrackRecord | None = None,
) -> Weights:
    """Return the weight of every claim, and the end at which its voice's stake widens it.

    Parameters
    ----------
    claims : DataFrame
        Checked claims.
    voices : Voices
    registry : Registry
    sides : mapping of side to parties
    measures : mapping of name to Measure, optional
        Measures that the project adds to the controlled list.
    record : TrackRecord, optional
        How far voices used to be off.

    Returns
    -------
    Weights
        A claim computed from another (`parent`, or by its note) and one that rests on a suspected origin weigh 0.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.sources.origins import find_voices
    >>> from reconcile.sources.registry import registry_of
    >>> claims = check_claims(pd.DataFrame({"quantity": "dead", "source": ["KBS"], "best": [300]})).claims
    >>> registry = registry_of(pd.DataFrame({"source": ["KBS"], "grade": ["B"]}))
    >>> weights = weigh(claims, find_voices(claims, np.array([0]), registry), registry, {})
    >>> weights.table[["weight", "reason_of_weight"]].values.tolist()
    [[0.375, 'grade B6']]
    """
    source, item, grades = _graded(claims["grade"], lookup(registry, "grade", voices.voice, ""))
    desk = (claims["weight"].fillna(1.0) * lookup(registry, "weight", voices.voice, 1.0)).to_numpy(np.float64)
    zero = _zero_reasons(claims, voices, registry, source, item, desk)
    bears = attribute_of(claims["measure"], "bears", "neither", measures)
    stakes = lookup(registry, "stake", voices.voice, "")
    stake_side = stake_sides(claims["party"], claims["counterparty"], bears, stakes, sides)
    past = None
    if record:
        past = past_of_claims(record, voices.voice, claims["measure"], losses_counted(stake_side, bears))
    factor = past.factor if past else np.ones(len(claims))
    words = {
        "zero_reason": zero, "reason_of_weight": _with_record(_with_desk(grades, desk), past), "stake_side": stake_side,
    }  # fmt: skip
    table = pd.DataFrame({
        "source_factor": source, "item_factor": item, "desk_factor": desk, "record_factor": factor,
        "weight": np.where(zero == "", source * item * desk * factor, 0.0),
        **{name: pd.Series(texts, dtype=object) for name, texts in words.items()},
    }).set_axis(claims.index)  # fmt: skip
    found = [_unknown(voices, registry), _orphans(claims), *([past.findings] if past else [])]
    return Weights(table, pd.concat(found, ignore_index=True), past)


def _graded(own: pd.Series, usual: pd.Series) -> tuple[Floats, Floats, Strings]:
    """Return the factors of source and item, and both grades in words; each different pair of grades is read once."""
    number, first = group_rows([own, usual])
    own, usual = (as_text(grades.iloc[first]) for grades in (own, usual))
    letters, digits = source_letters(own, usual), item_digits(own, usual)
    source, item = ([table[mark] for mark in marks]
                    for marks, table in ((letters, SOURCE_FACTORS), (digits, ITEM_FACTORS)))  # fmt: skip
    judged = np.where((usual != "") | (own != ""), "", " (not judged)")
    words = [f"grade {letter}{digit}{how}" for letter, digit, how in zip(letters, digits, judged, strict=True)]
    return np.array(source)[number], np.array(item)[number], np.array(words, dtype=object)[number]


def _zero_reasons(
    claims: pd.DataFrame, voices: Voices, registry: Registry, source: Floats, item: Floats, desk: Floats
) -> Strings:  # fmt: skip
    suspected = _suspected(claims, voices, registry) & (voices.hops > 0)
    reasons = np.full(len(claims), "", dtype=object)
    # the first reason that applies is kept, so the last one is written first
    reasons[desk == 0] = "the desk gives it no weight"
    reasons[item == 0] = "judged unlikely (grade 5)"
    reasons[source == 0] = "its source is judged unreliable (grade E)"
    reasons[suspected] = "may only repeat " + voices.voice[suspected].to_numpy(dtype=object)
    # of figures that nobody said, and that name none from which they were worked out
    if "note" in claims:
        reasons[each_text(claims["note"], _worked_out) == "yes"] = WORKED_OUT
    computed = ~says(claims["parent"], "")
    reasons[computed] = "computed from " + claims.loc[computed, "parent"].to_numpy(dtype=object)
    return reasons


def _worked_out(note: str) -> str:
    """Return "yes" for notes that say that a figure was worked out from others: "subtracts 1,000 killed"."""
    return "yes" if _BY_ARITHMETIC.search(note) else ""


def _suspected(claims: pd.DataFrame, voices: Voices, registry: Registry) -> Flags:
    """Return True for claims that rest on a suspicion: their own, or that of `sources.csv` on who is quoted."""
    suspicion = says(claims["origin_basis"], "suspected")
    if not (registry.table["origin_basis"] == "suspected").any():
        return suspicion
    of_source, of_origin = (
        (lookup(registry, "origin_basis", who, "") == "suspected").to_numpy() for who in (voices.source, voices.origin)
    )
    speaks = (claims["origin"] == "").to_numpy()
    return suspicion | (speaks & of_source) | (of_origin & (voices.hops > 1))


def _with_desk(grades: Strings, desk: Floats) -> Strings:
    """Return grades in words, with the desk's own factor where it is not 1."""
    weighed, words = np.flatnonzero(desk != 1.0), grades.copy()
    words[weighed] += [f"; counts {as_much(factor)} by the desk's choice" for factor in desk[weighed].tolist()]
    return words


def _with_record(words: Strings, past: PastOfClaims | None) -> Strings:
    """Return grades in words, with what the track record of the voice says."""
    if past is None:
        return words
    told: Strings = words + np.where(past.words == "", "", "; ") + past.words
    return told


def _unknown(voices: Voices, registry: Registry) -> pd.DataFrame:
    # the labels of one counter are named, and not what they are joined to
    joined = {name for name in voices.voice.unique() if BETWEEN in name} - {*voices.origin.unique()}
    named = {*voices.source.unique(), *(set(voices.voice.unique()) - joined)}
    missing = sorted(named - set(registry.table.index) - {""})
    return findings(
        "source-unknown",
        [
            f"{name} has no row in the table of sources: it gets the weight of one that cannot be judged"
            for name in missing
        ],
        value=missing,
        hint="add a row, or add the name to the aliases of another",
    )


def _orphans(claims: pd.DataFrame) -> pd.DataFrame:
    computed = ~says(claims["parent"], "")
    if not computed.any():
        return findings("parent-missing", [])
    derived = claims[computed]
    rows = derived[~derived["parent"].isin(claims["claim_id"])]
    return findings(
        "parent-missing", "the claim it was computed from is not among the claims",
        claim_id=rows["claim_id"], family=rows["family"], file=rows["file"], row=rows["row"], column="parent",
        value=rows["parent"], hint="add that claim, or correct its name",
    )  # fmt: skip
