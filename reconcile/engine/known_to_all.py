"""What every claim must know of all others, made once: claims apart from one another are reconciled with it alike.

Whatever else a claim depends on stands in its own part: claims that have anything to do with one another are kept
together (`connected_claims`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.claims.event_lists import EVENT_ROWS
from reconcile.clock import today
from reconcile.days import NO_DAY, as_day, days_of
from reconcile.sources.heard_names import HeardNames, heard_names
from reconcile.sources.registry import Registry

__all__ = ["ClaimFacts", "KnownToAll", "facts_of", "known_to_all"]


@dataclass(frozen=True, kw_only=True)
class ClaimFacts:
    """What is counted of some claims: of two tables together, it is the newest day and all of the words.

    Attributes
    ----------
    newest : int
        Newest day that claims were published, denied, or speak of, days since 1970; `NO_DAY` where no claim has one.
    newest_end : int
        Newest end of a period, also of claims whose count has a day of its own.
    events : bool
        Whether there are events among them: then every end of a period is news.
    names : frozenset of str
        Sources and origins, as they are spelled.
    parties : frozenset of str
        Parties and counterparties of claims that are no events.
    measures : frozenset of str
        Measures of claims that are no events.
    """

    newest: int = NO_DAY
    newest_end: int = NO_DAY
    events: bool = False
    names: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()

    def __or__(self, other: ClaimFacts) -> ClaimFacts:
        """Return the facts of both."""
        return ClaimFacts(
            newest=max(self.newest, other.newest), newest_end=max(self.newest_end, other.newest_end),
            events=self.events or other.events, names=self.names | other.names,
            parties=self.parties | other.parties,
            measures=self.measures | other.measures,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class KnownToAll:
    """What is known of all claims of a run, whichever of them are at hand.

    Attributes
    ----------
    as_of : int
        Day of knowledge, days since 1970; `NO_DAY` where no claim has a date.
    names : HeardNames
        Under which name every source and origin is heard.
    parties : frozenset of str
        Parties and counterparties.
    measures : frozenset of str
    growth : mapping of measure to float, or None
        How fast totals of each measure grow, a share of their level a day, for those that were counted once; None
        where all claims are at hand, and the pool reads it off them.
    """

    as_of: int
    names: HeardNames
    parties: frozenset[str]
    measures: frozenset[str]
    growth: Mapping[str, float] | None = None


def facts_of(claims: pd.DataFrame) -> ClaimFacts:
    """Return the facts of checked claims.

    A denial is among what is known, and its day is printed.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"measure": "killed", "source": ["A", "B"], "origin": ["B", ""], "best": 3, "party": "X"})
    >>> facts = facts_of(check_claims(rows).claims)
    >>> sorted(facts.names), sorted(facts.parties), sorted(facts.measures)
    (['A', 'B'], ['X'], ['killed'])
    """
    events = (claims["rows"] == EVENT_ROWS).to_numpy()
    stated, end = (days_of(claims[name]) for name in ("count_date", "period_end"))
    day = np.where(stated == NO_DAY, end, stated)
    days = [days_of(claims["published"]), day, days_of(claims["denied_on"])]
    others = claims[~events] if events.any() else claims
    return ClaimFacts(
        newest=max(int(column.max(initial=NO_DAY)) for column in days), newest_end=int(end.max(initial=NO_DAY)),
        events=bool(events.any()),
        names=_words(others, "source", "origin"), parties=_words(others, "party", "counterparty"),
        measures=_words(others, "measure"),
    )  # fmt: skip


def _words(claims: pd.DataFrame, *columns: str) -> frozenset[str]:
    """Return the different words of some columns."""
    return frozenset().union(*(strings(claims[name].unique()).tolist() for name in columns)) - {""}


def known_to_all(facts: Iterable[ClaimFacts], registry: Registry, as_of: Any = None) -> KnownToAll:
    """Return what is known to all claims, from the facts of every table of them.

    Parameters
    ----------
    facts : iterable of ClaimFacts
    registry : Registry
    as_of : date-like, optional
        Day of knowledge; None takes the newest day of the claims, but none to come.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.days import dates_of
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "source": "A", "best": 3, "count_date": ["2024-05-01", "2024-05-03"]})
    >>> parts = [facts_of(check_claims(part).claims) for part in (rows[:1], rows[1:])]
    >>> known_to_all(parts, registry_of(None)).as_of == as_day("2024-05-03")
    True
    """
    found = reduce(ClaimFacts.__or__, facts, ClaimFacts())
    spelled = [pd.Series(sorted(found.names), dtype="str"), registry.table["origin"].drop_duplicates()]
    newest = max(found.newest, found.newest_end) if found.events else found.newest
    return KnownToAll(
        as_of=min(newest, as_day(today())) if as_of is None else as_day(as_of),
        names=heard_names(spelled, registry), parties=found.parties, measures=found.measures,
    )  # fmt: skip
