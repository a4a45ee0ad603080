"""Tables of parts as those of one run: in the order that one run has, with what only all of them together tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, at_rows, strings
from reconcile.claims.text import joined
from reconcile.columns import FINDINGS, names
from reconcile.engine.claims_behind import ClaimsBehind
from reconcile.engine.dependence.copy_findings import copy_findings
from reconcile.engine.dependence.stated_figures import StatedFigures
from reconcile.engine.dependence.suspects import Dependence, dependence
from reconcile.engine.parts.one_part import OnePart
from reconcile.records import join_records

__all__ = [
    "claims_of_parts",
    "compared_sources",
    "estimates_of_parts",
    "findings_of_parts",
    "stated_of_parts",
    "table_of_parts",
]


def table_of_parts(tables: Sequence[pd.DataFrame], by: Sequence[str]) -> pd.DataFrame:
    """Return tables as one, sorted by some columns; text that all of them hold as categories is held so.

    Examples
    --------
    >>> parts = [pd.DataFrame({"quantity": ["b"], "best": 3.0}), pd.DataFrame({"quantity": ["a"], "best": 5.0})]
    >>> table_of_parts(parts, ["quantity"])["best"].tolist()
    [5.0, 3.0]
    """
    filled = [table for table in tables if len(table)] or [tables[0]]
    return joined(filled).sort_values(list(by), kind="stable", ignore_index=True)


def claims_of_parts(parts: Sequence[OnePart]) -> tuple[pd.DataFrame, list[Ints]]:
    """Return the claims of all parts in the order of the run, events last, and where those of each part stand.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.known_to_all import facts_of, known_to_all
    >>> from reconcile.engine.options import EngineOptions
    >>> from reconcile.engine.parts.one_part import PartClaims, one_part
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"claim_id": ["B", "A"], "quantity": ["q", "p"], "source": "X", "best": 3})
    >>> tables = [check_claims(rows[n : n + 1]).claims for n in range(2)]
    >>> known = known_to_all(map(facts_of, tables), registry_of(None))
    >>> parts = [one_part(registry_of(None), EngineOptions(), known, PartClaims(table, np.array([1 - n])))
    ...          for n, table in enumerate(tables)]
    >>> table, places = claims_of_parts(parts)
    >>> table["claim_id"].tolist(), [place.tolist() for place in places]
    (['A', 'B'], [[1], [0]])
    """
    others = np.concatenate([part.rows[: part.others] for part in parts])
    events = np.concatenate([part.rows[part.others :] for part in parts])
    count = len(others) + len(events)
    place = np.full(max(count, int(max(others.max(initial=-1), events.max(initial=-1))) + 1), -1)
    place[np.sort(others)] = np.arange(len(others))
    place[np.sort(events)] = len(others) + np.arange(len(events))
    places = [place[part.rows] for part in parts]
    filled = [part.claims for part in parts if len(part.claims)]
    order = np.argsort(np.concatenate(places), kind="stable")
    return joined(filled).take(order).reset_index(drop=True), places


def estimates_of_parts(parts: Sequence[OnePart], places: Sequence[Ints]) -> tuple[pd.DataFrame, ClaimsBehind, Ints]:
    """Return the estimates of all parts by quantity and date, the claims behind them, and their order in the parts.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.known_to_all import facts_of, known_to_all
    >>> from reconcile.engine.options import EngineOptions
    >>> from reconcile.engine.parts.one_part import PartClaims, one_part
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"claim_id": ["B", "A"], "quantity": ["q", "p"], "source": "X", "best": 3})
    >>> tables = [check_claims(rows[n : n + 1]).claims for n in range(2)]
    >>> known = known_to_all(map(facts_of, tables), registry_of(None))
    >>> parts = [one_part(registry_of(None), EngineOptions(), known, PartClaims(table, np.array([1 - n])))
    ...          for n, table in enumerate(tables)]
    >>> table, behind, order = estimates_of_parts(parts, claims_of_parts(parts)[1])
    >>> table["quantity"].tolist(), behind.lowest.tolist(), order.tolist()
    (['p', 'q'], [0, 1], [1, 0])
    """
    filled = [part.estimates for part in parts if len(part.estimates)] or [parts[0].estimates]
    table = joined(filled)
    order = np.lexsort((table["count_date"].to_numpy(), pd.factorize(table["quantity"], sort=True)[0]))
    behind = _by_estimate(_behind(parts, places).at(order))
    return table.take(order).reset_index(drop=True), behind, order


def _by_estimate(behind: ClaimsBehind) -> ClaimsBehind:
    """Return the same with its tables sorted by estimate; within one the order is that of its part."""
    tables = {
        name: getattr(behind, name).sort_values("estimate", kind="stable", ignore_index=True)
        for name in ("pairs", "computed", "under", "taken_back")
    }
    return replace(behind, **tables)


def _behind(parts: Sequence[OnePart], places: Sequence[Ints]) -> ClaimsBehind:
    """Return the claims behind the estimates of all parts, one part after the other, as rows of the run."""
    first = np.cumsum([0, *(len(part.estimates) for part in parts)])[:-1]
    others = sum(part.others for part in parts)
    behind = [part.behind for part in parts]
    lowest, highest, floor = (
        np.concatenate([_moved(rows, place) for rows, place in zip(column, places, strict=True)])
        for column in zip(*((one.lowest, one.highest, one.floor) for one in behind), strict=True)
    )
    pairs, computed, under, back = (
        _tables(column, first, places)
        for column in zip(*((one.pairs, one.computed, one.under, one.taken_back) for one in behind), strict=True)
    )
    return ClaimsBehind(
        pairs=pairs, lowest=lowest, highest=highest, computed=computed, floor=floor, under=under, taken_back=back,
        voices=np.concatenate([one.voices for one in behind]),
        apart=np.concatenate([one.apart for one in behind]),
        independent=np.concatenate([one.independent for one in behind]),
        wider=np.concatenate([one.wider for one in behind]),
        narrower=np.concatenate([one.narrower for one in behind]),
        figure_low=_placed([one.figure_low for one in behind], places, others),
        figure_high=_placed([one.figure_high for one in behind], places, others),
    )  # fmt: skip


def _tables(tables: Sequence[pd.DataFrame], first: Ints, places: Sequence[Ints]) -> pd.DataFrame:
    """Return tables of estimates and claims of parts as one table of those of the run."""
    moved = [
        table.assign(estimate=table["estimate"] + start, claim=_moved(table["claim"].to_numpy(np.int64), place))
        for table, start, place in zip(tables, first, places, strict=True)
    ]
    return joined([table for table in moved if len(table)] or moved[:1])


def _moved(rows: Ints, place: Ints) -> Ints:
    """Return rows of a part as rows of the run, -1 as it is."""
    return np.where(rows < 0, -1, place[np.maximum(rows, 0)]) if len(place) else rows


def _placed(values: Sequence[np.ndarray], places: Sequence[Ints], count: int) -> np.ndarray:
    """Return values of the claims of parts in the order of the run."""
    where = [place[: len(own)] for own, place in zip(values, places, strict=True)]
    return at_rows(np.concatenate(values), np.concatenate(where), count, np.nan)


def findings_of_parts(parts: Sequence[Sequence[pd.DataFrame]]) -> list[pd.DataFrame]:
    """Return findings of all parts by what they are of; what several parts tell alike is told once.

    Examples
    --------
    >>> from reconcile.records import findings
    >>> parts = [[findings("names-alike", ["AP and A.P. may be one"])]] * 2
    >>> len(findings_of_parts(parts)[0])
    1
    """
    return [_once([tables[place] for tables in parts]) for place in range(len(parts[0]))]


def _once(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return findings as one table, without those that an earlier part has told as often."""
    columns, told = names(FINDINGS), [table for table in tables if len(table)]
    numbered = [table.assign(time=table.groupby(columns, dropna=False).cumcount()) for table in told]
    rows = join_records(numbered, [*columns, "time"]).drop_duplicates([*columns, "time"], ignore_index=True)[columns]
    order = pd.Index(_rules_in_order([pd.unique(table["rule"]).tolist() for table in told]))
    return rows.take(np.argsort(order.get_indexer(pd.Index(rows["rule"])), kind="stable")).reset_index(drop=True)


def _rules_in_order(told: Sequence[Sequence[str]]) -> list[str]:
    """Return the rules of all parts, each behind those that come before it in any part; else by the alphabet.

    Where parts contradict one another, the first that tells a rule has it.
    """
    before: TopologicalSorter[str] = TopologicalSorter()
    for rules in told:
        for one, other in pairwise(["", *rules]):
            before.add(other, one)
    try:
        before.prepare()
    except CycleError:
        return list(dict.fromkeys(rule for rules in told for rule in rules))
    order: list[str] = []
    waiting: list[str] = []
    while before.is_active():
        waiting = sorted([*waiting, *before.get_ready()])
        order.append(waiting.pop(0))
        before.done(order[-1])
    return order[1:]


def compared_sources(parts: Sequence[OnePart]) -> tuple[Dependence, pd.DataFrame]:
    """Compare the sources of all parts: pairs with what may be told of each, and findings on those that look alike.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.engine.known_to_all import facts_of, known_to_all
    >>> from reconcile.engine.options import EngineOptions
    >>> from reconcile.engine.parts.one_part import PartClaims, one_part
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"claim_id": ["B", "A"], "quantity": ["q", "p"], "source": "X", "best": 3})
    >>> tables = [check_claims(rows[n : n + 1]).claims for n in range(2)]
    >>> known = known_to_all(map(facts_of, tables), registry_of(None))
    >>> parts = [one_part(registry_of(None), EngineOptions(), known, PartClaims(table, np.array([1 - n])))
    ...          for n, table in enumerate(tables)]
    >>> compared_sources(parts)[0].table.empty
    True
    """
    voices = pd.Index(sorted({name for part in parts for name in part.spoken["voice"]}), dtype="str")
    quantities = pd.Index(sorted({name for part in parts for name in part.cells["quantity"]}), dtype="str")
    alike = dependence(stated_of_parts([part.stated for part in parts], quantities, voices), voices)
    weights, cells = _pooled(parts, quantities, voices)
    return alike, copy_findings(alike, voices, strings(quantities), weights, cells)


def stated_of_parts(tables: Sequence[pd.DataFrame], quantities: pd.Index, voices: pd.Index) -> StatedFigures:
    """Return the figures of all parts by which sources are compared, sorted by quantity and time, then source.

    Examples
    --------
    >>> table = pd.DataFrame({"quantity": ["q", "p"], "voice": "A", "figure": [3.0, 5.0], "step": 1.0, "published": 9,
    ...                       "day": 9, "era": 0, "follows": True})
    >>> stated_of_parts([table], pd.Index(["p", "q"]), pd.Index(["A"])).figure.tolist()
    [5.0, 3.0]
    """
    table = pd.concat([one for one in tables if len(one)] or tables[:1], ignore_index=True)
    quantity = quantities.get_indexer(pd.Index(table["quantity"]))
    source = voices.get_indexer(pd.Index(table["voice"]))
    day, follows = table["day"].to_numpy(np.int64), table["follows"].to_numpy(bool)
    at = np.where(follows, day, day[follows].min(initial=0) - 1)
    order = np.lexsort((source, at, quantity))
    new = (np.diff(quantity[order], prepend=-1) != 0) | (np.diff(at[order], prepend=at.min(initial=0) - 1) != 0)
    column = {name: table[name].to_numpy()[order] for name in ("figure", "step", "published", "era")}
    return StatedFigures(
        key=np.cumsum(new) - 1, quantity=quantity[order].astype(np.int64), source=source[order].astype(np.int64),
        day=day[order], follows=follows[order], **column,
    )  # fmt: skip


def _pooled(
    parts: Sequence[OnePart], quantities: pd.Index, voices: pd.Index
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Return who speaks in which cell with which weight, and the cells, of all parts."""
    first = np.cumsum([0, *(len(part.cells) for part in parts)])
    weights = joined([part.weights.assign(cell=part.weights["cell"] + start)
                      for part, start in zip(parts, first, strict=False)])  # fmt: skip
    cells = joined([part.cells for part in parts])
    return (
        weights.assign(voice_code=voices.get_indexer(pd.Index(strings(weights["voice"])))),
        cells.assign(quantity_code=quantities.get_indexer(pd.Index(strings(cells["quantity"])))),
    )  # fmt: skip
