"""Files of one list of events whose ids are the same and whose figures are not, though nothing says which is later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import pandas as pd

from reconcile.claims.edition_order import is_ordered
from reconcile.claims.event_lists import EVENT_ROWS
from reconcile.claims.ids import AGAIN
from reconcile.claims.text import text_of
from reconcile.errors import InputError
from reconcile.spellings import name_key

__all__ = ["check_editions"]

# columns of a declared list of events with ids
_EVENTS = ("claim_id", "rows", "event_list", "edition")

# columns that make two rows of one id the same event, and those that are compared
_EVENT, _FIGURES = ["claim_id", "measure"], ["low", "best", "high"]


def check_editions(tables: Iterable[pd.DataFrame]) -> None:
    """Raise where two files of one list have other figures for the same events, and one of them names no edition.

    So do two editions that only the alphabet would put in order: a number in their names says which is later.

    Whichever was taken, the sums would be those of two editions, mixed. Files that say the same of the events that they
    share need no names: what is there twice is left out.

    Parameters
    ----------
    tables : iterable of DataFrame
        Readings of declared files, with `file`, `rows`, `event_list` and `edition`.

    Raises
    ------
    InputError

    Examples
    --------
    >>> rows = pd.DataFrame({"claim_id": ["7"], "source": "GED", "best": ["3"], "rows": "events", "event_list": "GED",
    ...                      "edition": "", "file": "a.csv", "row": 1})
    >>> check_editions([rows, rows.assign(file="b.csv")])
    >>> try:
    ...     check_editions([rows, rows.assign(file="b.csv", best="4")])
    ... except InputError as error:
    ...     print(error.message[:55])
    1 of its events stands in a.csv with another figure, an
    """
    told = [table for table in tables if len(table) and {*_EVENTS} <= {*table.columns}]
    events = [table for table in told if table["rows"].iloc[0] == EVENT_ROWS]
    for first, second in combinations(events, 2):
        if not _of_one_list(first, second):
            continue
        if first["edition"].iloc[0] and second["edition"].iloc[0]:
            _check_order(first, second)
        else:
            _check(first, second)


def _of_one_list(first: pd.DataFrame, second: pd.DataFrame) -> bool:
    """Return True for two files of one list; a list that is not named is what all of a file's rows have as source."""
    lists = [_list_of(table) for table in (first, second)]
    files = {str(table["file"].iloc[0]).partition(AGAIN)[0] for table in (first, second)}
    return lists[0] != "" and lists[0] == lists[1] and len(files) > 1


def _list_of(table: pd.DataFrame) -> str:
    named = str(table["event_list"].iloc[0])
    sources: Sequence[str] = text_of(table["source"]).unique().tolist() if "source" in table and not named else []
    return name_key(named or (sources[0] if len(sources) == 1 else ""))


def _check_order(first: pd.DataFrame, second: pd.DataFrame) -> None:
    """Raise where nothing but the alphabet would say which of two editions is later."""
    names = [str(table["edition"].iloc[0]) for table in (first, second)]
    if not is_ordered(*names):
        raise InputError(
            f"edition '{names[1]}' and edition '{names[0]}' of {first['file'].iloc[0]} are of one list, and nothing "
            "says which is later",
            file=str(second["file"].iloc[0]),
            hint='begin the names of editions with numbers, as "24.1" or "2024-05 autumn"',
        )  # fmt: skip


def _check(first: pd.DataFrame, second: pd.DataFrame) -> None:
    shared = _texts(second).assign(row=second["row"]).merge(_texts(first), on=_EVENT, suffixes=("", " before"))
    other = shared[_FIGURES].to_numpy() != shared[[f"{name} before" for name in _FIGURES]].to_numpy()
    changed = shared[other.any(axis=1) & (shared["claim_id"] != "")]
    if changed.empty:
        return
    count = "1 of its events stands" if len(changed) == 1 else f"{len(changed):,} of its events stand"
    raise InputError(
        f"{count} in {first['file'].iloc[0]} with another figure, and nothing says which edition of the list is later "
        f"(the first is {changed['claim_id'].iloc[0]})",
        file=str(second["file"].iloc[0]), row=int(changed["row"].iloc[0]), column="claim_id",
        hint='give both an edition in [[inputs]], as edition = "24.1", or leave one of them out',
    )  # fmt: skip


def _texts(table: pd.DataFrame) -> pd.DataFrame:
    """Return what is compared, as text; 5.0 is 5."""
    texts = {name: text_of(table[name]) if name in table else "" for name in (*_EVENT, *_FIGURES)}
    compared = pd.DataFrame(texts, index=table.index)
    return compared.assign(**{name: compared[name].str.replace(r"\.0+$", "", regex=True) for name in _FIGURES})
