"""One voice's own parts against its own whole: its months against its year, its regions against its land."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, strings
from reconcile.claims.people import POPULATIONS
from reconcile.claims.text import map_unique, plain
from reconcile.columns import DEFINING
from reconcile.days import NO_DAY, dates_of, days_of
from reconcile.engine.coherence.sum_systems import SumSystems, sum_systems
from reconcile.engine.hear import HeardClaims
from reconcile.same_time import SAME_TIME_DAYS
from reconcile.sources.accounting_rules import Identity
from reconcile.sources.breaks import Break, count_breaks
from reconcile.sources.own_sums import NO_SUMS, as_far_as_said, own_sums
from reconcile.sources.partitions import check_partitions
from reconcile.sources.registry import Registry
from reconcile.sources.statements import statements

__all__ = ["own_parts"]

# Regions that are written as within a land, checked undeclared where one statement gives two of them and the land.
_PLACES = Identity("parts by place", over="place")

# columns of claims that parts are found by
_OF_CLAIMS = ("claim_id", "family", "unit", "part_of", *DEFINING)
_OF_HEARD = ("voice", "range_low", "range_high", "figure_low", "open_low", "open_high", "era")


def own_parts(
    heard: HeardClaims, rules: Sequence[Identity], breaks: Sequence[Break], registry: Registry
) -> pd.DataFrame:  # fmt: skip
    """Compare parts of people, places and periods with their whole, each voice for itself.

    Parts of people and of places are compared undeclared within one statement (`check_partitions`). Declared rules over
    periods and places are checked on the claims by which a voice is heard: in one statement, or in figures published
    within 60 days of one another, after what they count; never across a break of its count.

    Parameters
    ----------
    heard : HeardClaims
    rules : sequence of Identity
    breaks : sequence of Break
    registry : Registry
        Knows the names of those whose breaks are declared.

    Returns
    -------
    DataFrame of shape (checks, `IDENTITY_CHECKS`)

    Examples
    --------
    >>> import reconcile as rc
    >>> claims = pd.DataFrame({"measure": "killed", "place": ["Sumy, Ukraine", "Kharkiv, Ukraine", "Ukraine"],
    ...                        "source": "A", "best": [50, 30, 70], "published": "2025-01-02"})
    >>> rc.reconcile(claims).identities["equation"].tolist()
    ['30 in Kharkiv + 50 in Sumy > 70']
    """
    over = [rule for rule in rules if rule.over]
    kept = _worth_a_look(heard, declared=bool(over))
    if not kept.any():
        return NO_SUMS
    rows = _claims(heard, kept)
    # what a declared rule finds is told in its name
    declared = [_declared(rows, over, breaks, registry)] if over else []
    found = [*declared, check_partitions(rows), _checked(rows, [_PLACES], ("voice", "unit", "statement"))]
    filled = [table for table in found if len(table)]
    checks = pd.concat(filled, ignore_index=True) if filled else NO_SUMS
    once = checks.drop_duplicates(["family", "voice", "date", "equation"])
    alike = once["claim_ids"].map(lambda ids: tuple(sorted(str(ids).split(", "))))
    return once[~alike.duplicated()].reset_index(drop=True)


def _declared(
    rows: pd.DataFrame, rules: Sequence[Identity], breaks: Sequence[Break], registry: Registry
) -> pd.DataFrame:  # fmt: skip
    """Check declared rules on the claims by which voices are heard."""
    begun = _breaks_behind_start(rows, breaks, registry)
    spoken = rows.assign(begun=begun)[rows["heard"]].reset_index(drop=True)
    return _checked(spoken, rules, ("voice", "unit"))


def _worth_a_look(heard: HeardClaims, *, declared: bool) -> Flags:
    """Find claims that stand and were not computed, of voices that speak of parts."""
    stands = heard.claims["parent"].eq("").to_numpy() & heard.with_a_number()
    if declared:
        return stands
    of_people = map_unique(heard.claims["population"], lambda words: words.str.casefold().isin(POPULATIONS))
    within = map_unique(heard.claims["place"], lambda words: words.str.contains(",", regex=False))
    parts = stands & (of_people.to_numpy(dtype=bool) | within.to_numpy(dtype=bool))
    voice = heard.table["voice_code"].to_numpy(np.int64)
    speaks = np.zeros(voice.max(initial=-1) + 1, dtype=bool)
    speaks[voice[parts]] = True
    kept: Flags = stands & speaks[voice]
    return kept


def _claims(heard: HeardClaims, kept: Flags) -> pd.DataFrame:
    """Return the kept claims with what they state, when, and in which statement."""
    claims, table = heard.claims.loc[kept], heard.table.loc[kept]
    day, end = table["day"].to_numpy(np.int64), days_of(claims["period_end"])
    time = np.where(claims["temporal"].eq("period") & (end != NO_DAY), end, day)
    published = table["published_day"].to_numpy(np.int64)
    rows = plain(claims[list(_OF_CLAIMS)].join(table[list(_OF_HEARD)]))
    rows = as_far_as_said(rows).assign(
        statement=statements(claims), count_date=dates_of(day), date=dates_of(time), heard=table["reason"].eq(""),
        best=table["figure_low"], vintage=np.where(published == NO_DAY, NO_DAY, published - time),
        id_rank=table["id_rank"],
    )  # fmt: skip
    return rows.sort_values("id_rank", ignore_index=True)


def _breaks_behind_start(rows: pd.DataFrame, breaks: Sequence[Break], registry: Registry) -> Ints:
    """Return how many breaks of its voice lie behind the first day that each claim is about."""
    first = days_of(rows["period_start"])
    first = np.where(first == NO_DAY, days_of(rows["count_date"]), first)
    return count_breaks(breaks, registry, rows["voice"], rows["measure"], first)


def _checked(rows: pd.DataFrame, rules: Sequence[Identity], beside: Sequence[str]) -> pd.DataFrame:
    """Check rules on the claims of each voice, of several for one figure the first by its id.

    Places are compared at one date, whatever stands in time: a part of another day is no part.
    """
    found = [_of_one_key(rows, [rule for rule in rules if (rule.over == "place") == places], (*beside, *dated))
             for places, dated in ((True, ("date",)), (False, ()))]  # fmt: skip
    filled = [table for table in found if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else NO_SUMS


def _of_one_key(rows: pd.DataFrame, rules: Sequence[Identity], beside: Sequence[str]) -> pd.DataFrame:
    single = rows.drop_duplicates(["family", *DEFINING, "count_date", *beside]).reset_index(drop=True)
    systems = sum_systems(single, rules, beside)
    found = [NO_SUMS]
    for place, rule in enumerate(rules):
        chosen = (systems.rule == place) & _comparable(single, systems)
        # one part above its whole is told as such
        chosen &= np.bincount(systems.system, minlength=len(systems)) > 1
        found.append(_of_rule(single, systems, rule, chosen))
    filled = [table for table in found if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else NO_SUMS


def _of_rule(rows: pd.DataFrame, systems: SumSystems, rule: Identity, chosen: Flags) -> pd.DataFrame:
    member = chosen[systems.system]
    part, system = systems.part[member], (np.cumsum(chosen) - 1)[systems.system[member]]
    words = None
    if rule.over == "place":
        written = strings(rows["place"])[part]
        words = np.array([f" in {text.partition(',')[0].strip()}" for text in written], dtype=object)
    exact = np.full(int(chosen.sum()), rule.exact) & (systems.missing[chosen] == "")
    return own_sums(rows, systems.total[chosen], system, part, exact, rule.name, words)


def _comparable(rows: pd.DataFrame, systems: SumSystems) -> Flags:
    """Find sums of one statement, or of one edition with no break within it."""
    system = np.concatenate([systems.system, np.arange(len(systems))])
    member = np.concatenate([systems.part, systems.total])
    ends = {name: _ends(system, rows[name].to_numpy(np.int64)[member]) for name in ("statement", "vintage", "era")}
    told = np.equal(*ends["statement"])
    first, last = ends["vintage"]
    edition = np.where(first == NO_DAY, last == NO_DAY, last - first <= SAME_TIME_DAYS)
    whole = np.equal(*ends["era"])
    if "begun" in rows:
        start = rows["begun"].to_numpy(np.int64)[systems.total]
        whole &= start == rows["era"].to_numpy(np.int64)[systems.total]
    comparable: Flags = (told | edition) & whole
    return comparable


def _ends(system: Ints, values: Ints) -> tuple[Ints, Ints]:
    groups = pd.Series(values).groupby(system)
    return groups.min().to_numpy(np.int64), groups.max().to_numpy(np.int64)
