"""What the words of a phrase say against its row: another measure, a change, a part, an earlier figure, a thing."""

from __future__ import annotations

import pandas as pd

from reconcile.arrays import Flags, says
from reconcile.claims.counted_nouns import nouns_of_no_people
from reconcile.claims.faults import Faults
from reconcile.claims.frame import numbered
from reconcile.claims.measures import MEASURES, attribute_of
from reconcile.claims.named_measures import names_other_measure
from reconcile.claims.row_corrections import CORRECTED
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import as_text, map_unique
from reconcile.language.relations import EARLIER, FALL, PART, RISE

__all__ = ["check_phrases"]

# times for which a figure that is added to an earlier one is a figure of its own
_OWN_TIME = ("period", "rate", "increment")
# what a note says of a measure that was corrected
_MEASURE_CORRECTED = f"{CORRECTED}measure was"


def check_phrases(claims: pd.DataFrame, literal: pd.DataFrame, faults: Faults, settings: ClaimSettings) -> None:
    """Reject phrases that speak of another measure, or of no total where one is meant; note those of other things.

    With numbers beside it, a phrase that speaks of no total is only noted.

    Parameters
    ----------
    claims, literal, faults, settings
        As in `check_sense`.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "phrase": ["40 wounded", "another 40"]})
    >>> check_claims(rows).rejected["rule"].tolist()
    ['other-measure', 'increment-as-total']
    """
    beside = numbered(claims)
    _check_measures(claims, beside, faults, settings)
    _check_relations(claims, literal["relation"], beside, faults, settings)
    _check_nouns(claims, literal, faults)


def _check_measures(claims: pd.DataFrame, beside: Flags, faults: Faults, settings: ClaimSettings) -> None:
    own = [*settings.measures]
    listed = (
        map_unique(claims["measure"], lambda names: names.where(~names.isin(own), "")) if own else claims["measure"]
    )
    named = as_text(names_other_measure(claims["phrase"], listed))
    other = (named != "").to_numpy(bool)
    if not other.any():
        return
    # few phrases name another measure: only their hints are written
    hint = "the phrase says " + named[other].map(_words_of) + ": correct the measure, or the phrase"
    # a hand that corrected the measure has seen the words
    seen = map_unique(claims["note"], lambda notes: notes.str.contains(_MEASURE_CORRECTED, regex=False))
    heard = (beside | (claims["said_rule"] != "")) & (claims["parent"] == "")
    faults.add(other & heard & ~seen, "other-measure", "phrase", hint)


def _words_of(measure: str) -> str:
    return MEASURES[measure].words if measure in MEASURES else measure


def _check_relations(
    claims: pd.DataFrame, relation: pd.Series, beside: Flags, faults: Faults, settings: ClaimSettings
) -> None:  # fmt: skip
    if says(relation, "").all():
        return
    scale, role = attribute_of(claims["measure"], "scale", "", settings.measures), claims["role"]
    apart = says(role, "increment") | says(claims["temporal"], *_OWN_TIME)
    changes = (says(relation, RISE) & ~apart | says(relation, FALL)) & ~says(scale, "linear")
    parts = says(relation, PART) & ~says(role, PART) & says(claims["part_of"], "") & ~says(scale, "proportion")
    earlier = says(relation, EARLIER) & ~says(role, EARLIER)
    for wrong, rule, what, hint in (
        (changes, "increment-as-total", "a change", "write role = increment, with the period that it was added in"),
        (parts, "part-as-total", "a part", "write role = part, and in part_of of which claim"),
        (earlier, "earlier-as-total", "an earlier figure", "write role = earlier"),
    ):
        faults.add(wrong & ~beside, rule, "phrase", f"give the total, or {hint}")
        message = f"the phrase speaks of {what}, not of a total; the numbers beside it are used"
        faults.note(wrong & beside, rule, message, "phrase", "see whether the numbers are the total")


def _check_nouns(claims: pd.DataFrame, literal: pd.DataFrame, faults: Faults) -> None:
    """Note phrases of rows of people whose noun is none that is known to be people."""
    people = (claims["unit"] == "persons") & literal["first_number"].notna()
    if not people.any():
        return
    noun = as_text(nouns_of_no_people(claims["phrase"]))
    hint = "correct the measure if it counts other things than people: " + noun
    noted = people & (noun != "") & ~faults.rows
    faults.note(noted, "noun-unknown", "the phrase counts what may be no people", "phrase", hint)
