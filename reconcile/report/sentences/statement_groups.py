"""Which quantities are parts of one statement: one voice gives a total and its parts at one time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.arrays import Flags
from reconcile.claims.measures import MEASURES, WIDER
from reconcile.sources.accounting_rules import APART

__all__ = ["WHOLES_OF", "statement_groups"]

# parts that a sentence names beside the total: more do not fit into 35 words
MOST_PARTS = 4

# parts are told in the order of the list of measures: the dead first
_RANKS = {name: rank for rank, name in enumerate(MEASURES)}

# share by which rounding may lift a part above its whole
SAME = 1e-9


def _wholes_of() -> pd.DataFrame:
    """Return every measure with all that are wider, directly or not, and how many measures each of these holds."""
    wider = pd.DataFrame(WIDER, columns=["part", "whole"])
    found = [wider]
    while len(found[-1]):
        step = found[-1].merge(wider.rename(columns={"part": "whole", "whole": "next"}), on="whole")
        found.append(step[["part", "next"]].rename(columns={"next": "whole"}))
    table = pd.concat(found, ignore_index=True).drop_duplicates().sort_values(["part", "whole"], ignore_index=True)
    return table.assign(width=table.groupby("whole")["part"].transform("size"))


# part, whole, width: how many measures the whole holds
WHOLES_OF = _wholes_of()

# who is counted by a measure of several: the first rule of APART for a total names its smallest parts
_HOLDS = {total: frozenset(parts) for total, parts in reversed(APART)}


def _holds(measure: str) -> frozenset[str]:
    return _HOLDS.get(measure, frozenset((measure,)))


def statement_groups(facts: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Find totals and parts that one voice gives at one time, of which the parts have no other voice.

    Parameters
    ----------
    facts, said : DataFrame
        From `facts_told` and `sayings`.

    Returns
    -------
    DataFrame, columns of `TOLD_GROUPS`
        The total leads; its `claim` is that of the voice whose parts are told. Parts of several voices also stand
        there, as rows that are not `member`s.

    Notes
    -----
    Parts that do not fit their total are no statement, and nothing of it is told as one: they add up to more, or, being
    all the parts there are, to less. A part that counts people of another one is told alone.

    Examples
    --------
    >>> facts = pd.DataFrame({"measure": ["killed", "casualties"], "same": 0, "place": "", "scope": "", "alone": True})
    >>> said = pd.DataFrame({"row": [0, 1], "claim": [5, 6], "voice": 0, "day": 0, "figure": [3.0, 9.0], "share": 1.0})
    >>> said = said.assign(least=said["figure"], most=said["figure"])
    >>> statement_groups(facts, said)[["lead", "row", "role", "claim"]].values.tolist()
    [[1, 1, 'whole', 6], [1, 0, 'part', 5]]
    """
    own = said.join(facts[["measure", "same", "place", "scope", "alone"]], on="row")
    own["where"] = own.groupby(["same", "place", "scope", "voice", "day"]).ngroup()
    wider = own.merge(WHOLES_OF, left_on="measure", right_on="part")
    wholes = own[["where", "measure", "row", "claim", "figure"]].rename(columns={"measure": "whole"})
    pairs = wider.merge(wholes, on=["where", "whole"], suffixes=("", "_whole"))
    pairs = pairs[(pairs["figure"] > 0) & (pairs["figure"] <= pairs["figure_whole"] * (1 + SAME))]
    # "one of them" of one is no English
    pairs = pairs[pairs["figure_whole"] > 1]
    # a part of a part is told beside the whole of both
    pairs = pairs.sort_values(["where", "row", "width", "whole"], ascending=[True, True, False, True])
    pairs = pairs.drop_duplicates(["where", "row"])
    for alone in (True, False):
        pairs = pairs[~_overlaps(pairs, alone=alone)]
    pairs = pairs[_fits(pairs, said)]
    return _told(pairs[pairs.groupby(["where", "row_whole"])["alone"].transform("any")])


def _overlaps(pairs: pd.DataFrame, *, alone: bool) -> Flags:
    """Return True for parts of several kinds of people that share one with another part, `alone` with one of that kind.

    Where the dead stand alone, dead or hurt are no part beside them.
    """
    kinds = pairs[["where", "row_whole"]].assign(kind=pairs["measure"].map(lambda part: sorted(_holds(part))))
    kinds = kinds.explode("kind")
    single = kinds.groupby(level=0)["kind"].transform("size") == 1
    other = single.groupby([kinds[name] for name in ("where", "row_whole", "kind")])
    shared = other.transform("any") if alone else other.transform("size") > 1
    several = (shared.astype(bool) & ~single).groupby(level=0).any()
    overlaps: Flags = several.reindex(pairs.index).to_numpy(bool)
    return overlaps


def _fits(pairs: pd.DataFrame, said: pd.DataFrame) -> Flags:
    """Return True for parts that together are no more than their total, and no less where they are all its parts."""
    added = pairs.groupby(["where", "row_whole"])[["least", "most"]].transform("sum")
    together = pairs.groupby(["where", "row_whole"])["measure"].transform(lambda parts: len(
        frozenset().union(*map(_holds, parts))))  # fmt: skip
    # who is not dead and not hurt is no casualty; of drones nobody knows where all of them ended
    people = np.array([MEASURES[whole].unit == "persons" for whole in pairs["whole"]], dtype=bool)
    complete = people & (together.to_numpy() == [len(_holds(whole)) for whole in pairs["whole"]])
    whole = said.drop_duplicates("claim").set_index("claim").loc[pairs["claim_whole"]]
    over = added["least"].to_numpy() > whole["most"].to_numpy() * (1 + SAME)
    under = complete & (added["most"].to_numpy() < whole["least"].to_numpy() * (1 - SAME))
    fits: Flags = ~(over | under)
    return fits


def _told(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return of every total the newest statement, with its largest parts."""
    order = pairs.assign(parts=pairs.groupby(["where", "row_whole"])["row"].transform("size"))
    order = order.sort_values(["row_whole", "day", "parts", "where"], ascending=[True, False, False, True])
    newest = order.drop_duplicates("row_whole")[["row_whole", "where"]]
    parts = order.merge(newest, on=["row_whole", "where"])
    parts = parts[parts["alone"] | _fills_up(parts)]
    parts = parts.sort_values(["row_whole", "alone", "figure", "row"], ascending=[True, False, False, True])
    parts = parts[parts.groupby("row_whole").cumcount() < MOST_PARTS]
    parts = parts.assign(rank=parts["measure"].map(_RANKS)).sort_values(["row_whole", "rank", "row"])
    wholes = parts.drop_duplicates("row_whole")
    lead = wholes["row_whole"].to_numpy()
    table = pd.concat([
        pd.DataFrame({"lead": lead, "row": lead, "claim": wholes["claim_whole"].to_numpy(), "role": "whole",
                      "member": True}),
        pd.DataFrame({"lead": parts["row_whole"].to_numpy(), "row": parts["row"].to_numpy(),
                      "claim": parts["claim"].to_numpy(), "role": "part", "member": parts["alone"].to_numpy(bool)}),
    ], ignore_index=True)  # fmt: skip
    return table.sort_values("lead", kind="stable", ignore_index=True)


def _fills_up(parts: pd.DataFrame) -> pd.Series:
    """Return True for parts of several voices that make up, with those of one voice, the total: they are its rest."""
    own = parts["figure"].where(parts["alone"], 0.0).groupby(parts["row_whole"]).transform("sum")
    rest = parts["figure_whole"] - own
    fills: pd.Series = (parts["figure"] - rest).abs() <= SAME * parts["figure_whole"]
    return fills
