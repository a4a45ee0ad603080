"""What a desk is told of sums: figures that do not add up, the claim that is the suspect, parts that nobody gives."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reconcile.arrays import Flags, Ints, Strings, strings
from reconcile.columns import DATED, FINDINGS, names
from reconcile.days import dates_of
from reconcile.engine.coherence.checked_sums import INCOHERENT_CHI2, CheckedSums
from reconcile.engine.coherence.radius import MOST_RADIUS
from reconcile.engine.coherence.sum_systems import SumSystems
from reconcile.engine.hear import HeardClaims
from reconcile.records import findings, join_records
from reconcile.sources.accounting_rules import Identity

__all__ = ["sum_findings"]

_NAMED = "read the claim again: a lost digit, another definition or another date"
_UNNAMED = "one of the figures rests on another definition or date, or the rule does not hold for them"


def sum_findings(
    estimates: pd.DataFrame, systems: SumSystems, rules: Sequence[Identity], found: CheckedSums, heard: HeardClaims
) -> pd.DataFrame:  # fmt: skip
    """Return findings `sum-incoherent` and `sum-incomplete`, of a total over time the newest one of each.

    Parameters
    ----------
    estimates : DataFrame
        `quantity`, `family`, `count_date`, `best` of every cell, sorted by quantity, then date.
    systems : SumSystems
    rules : sequence of Identity
    found : CheckedSums
    heard : HeardClaims

    Examples
    --------
    >>> import reconcile as rc
    >>> claims = pd.DataFrame({"measure": ["killed", "casualties"], "source": ["A", "B"], "best": [1000, 3000]})
    >>> rules = [{"name": "sum", "total": "casualties", "parts": ["killed", "wounded"], "complete": True}]
    >>> findings = rc.reconcile(claims, options=rc.Options(identities=rules)).findings
    >>> findings.loc[findings["rule"] == "sum-incomplete", "message"].tolist()
    ['sum: nobody says what is missing of the parts: wounded']
    """
    # a measure above one that includes it is told as a `definition-breach`
    measures = np.array([not rule.over for rule in rules], dtype=bool)[systems.rule]
    breach = measures & ~found.exact & (np.bincount(systems.system, minlength=len(systems)) == 1)
    wrong = ((found.chi2 > INCOHERENT_CHI2) | (found.claim >= 0)) & ~breach
    complete = np.array([rule.complete for rule in rules], dtype=bool)[systems.rule]
    tables = [
        _incoherent(estimates, systems, rules, found, heard, _newest(estimates, systems, wrong)),
        _incomplete(estimates, systems, rules, _newest(estimates, systems, complete & (systems.missing != ""))),
    ]
    return join_records(tables, names(FINDINGS))


def _newest(estimates: pd.DataFrame, systems: SumSystems, chosen: Flags) -> Ints:
    """Return of the chosen systems the last of every rule and quantity."""
    places = np.flatnonzero(chosen)
    key = pd.DataFrame(
        {"rule": systems.rule[places], "quantity": strings(estimates["quantity"])[systems.total[places]]}
    )
    order = np.lexsort((systems.total[places], systems.rule[places]))
    return np.sort(places[order][~key.iloc[order].duplicated(keep="last").to_numpy()])


def _incoherent(
    estimates: pd.DataFrame, systems: SumSystems, rules: Sequence[Identity], found: CheckedSums, heard: HeardClaims,
    places: Ints,
) -> pd.DataFrame:  # fmt: skip
    claim = found.claim[places]
    said = _claims(heard, claim)
    messages = []
    for place, named in zip(places.tolist(), said, strict=True):
        sum_ = _sum_of(estimates, systems, place)
        if found.chi2[place] <= INCOHERENT_CHI2:
            text = f"{named} does not fit {sum_}: the other figures put it at about {_about(found.centre[place])}"
        else:
            text = f"{sum_}: the figures do not add up: {_wider(found.radius[place])}"
            text += f". They would without {named}" if named else ""
        messages.append(f"{rules[systems.rule[place]].name}: {text}")
    ids = strings(heard.claims["claim_id"])[np.maximum(claim, 0)]
    total = estimates.iloc[systems.total[places]]
    return findings(
        "sum-incoherent", messages, claim_id=np.where(claim >= 0, ids, ""), family=strings(total["family"]),
        quantity=strings(total["quantity"]), value=[rules[rule].name for rule in systems.rule[places]],
        hint=np.where(claim >= 0, _NAMED, _UNNAMED),
    )  # fmt: skip


def _incomplete(
    estimates: pd.DataFrame, systems: SumSystems, rules: Sequence[Identity], places: Ints
) -> pd.DataFrame:  # fmt: skip
    total = estimates.iloc[systems.total[places]]
    return findings(
        "sum-incomplete",
        [f"{rules[systems.rule[place]].name}: nobody says what is missing of the parts: {systems.missing[place]}"
         for place in places.tolist()],
        family=strings(total["family"]), quantity=strings(total["quantity"]),
        value=[rules[rule].name for rule in systems.rule[places]],
        hint="only whether the known parts are above the total is checked; nothing is adjusted",
    )  # fmt: skip


def _sum_of(estimates: pd.DataFrame, systems: SumSystems, place: int) -> str:
    """Return "463 + 965 against 200", of many parts their sum, with the day of a count."""
    begin, end = np.searchsorted(systems.system, [place, place + 1])
    best = estimates["best"].to_numpy(np.float64)
    parts, total = best[systems.part[begin:end]], systems.total[place]
    listed = " + ".join(map(_figure, parts)) if len(parts) <= _FEW else f"{_figure(parts.sum())} in {len(parts)} parts"
    day = estimates["count_date"].iloc[total] if estimates["temporal"].iloc[total] != "period" else pd.NaT
    return f"{listed} against {_figure(best[total])}" + (f" on {day:%Y-%m-%d}" if pd.notna(day) else "")


# parts that are written out in a message
_FEW = 4


def _claims(heard: HeardClaims, claim: Ints) -> Strings:
    """Return claims as their id, what they said and when it was true; "" for none."""
    rows = np.maximum(claim, 0)
    ids, phrases = (strings(heard.claims[name])[rows] for name in ("claim_id", "phrase"))
    best = heard.table["range_best"].to_numpy(np.float64)[rows]
    # a period has its time from its quantity
    counted = heard.claims["temporal"].isin(list(DATED)).to_numpy()[rows]
    end = pd.Series(dates_of(heard.table["day"].to_numpy(np.int64)[rows])).where(counted)
    return np.array([
        f"{one} ({phrase or _figure(value)}{f', to {day:%Y-%m-%d}' if pd.notna(day) else ''})" if there else ""
        for one, phrase, value, day, there in zip(ids, phrases, best, end, claim >= 0, strict=True)
    ], dtype=object)  # fmt: skip


def _wider(radius: float) -> str:
    if radius >= MOST_RADIUS:
        return "no range is wide enough"
    if radius > 1:
        return f"ranges would have to be {radius:.1f} times as wide"
    return "their ranges meet at the ends alone"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= _WHOLE else f"{value:,.3g}"


def _about(value: float) -> str:
    """Return a figure of ours with two digits, in full."""
    return _figure(float(f"{value:.2g}"))


# figures from here on are written without decimals
_WHOLE = 100
