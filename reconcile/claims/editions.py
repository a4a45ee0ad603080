"""Later editions of one claim: the same id, from the same source, published again on a later day.

The newest edition keeps the id. An *earlier edition* is a claim of its own, called by the id and the day on which it
was published ("E1@2024-02-20"), so that what was known on a day can be told of every day. Events of a list whose
editions are named follow these names instead ("E1@23.1").
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.claims.edition_order import edition_ranks
from reconcile.claims.faults import Faults
from reconcile.claims.text import as_text, categories_of
from reconcile.spellings import name_key

__all__ = ["name_editions"]

# stands between the id of a claim and the day on which an earlier edition of it was published
EDITION = "@"


def name_editions(claims: pd.DataFrame, faults: Faults) -> None:
    """Name earlier editions apart, in place, and reject every other repeated id.

    Parameters
    ----------
    claims : DataFrame, index 0, 1, …
        `claim_id`, `source`, `published`, `event_list`, `edition`, and `edition_of`, which gets the id of the newest
        edition.
    faults : Faults
        Rows that are rejected already are no editions.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": "E1", "source": ["List", "List", "Wire"], "edition_of": "",
    ...                        "event_list": "", "edition": ""})
    >>> claims["published"] = pd.to_datetime(["2024-02-20", "2025-06-01", "2025-07-01"])
    >>> name_editions(claims, faults := Faults(claims.assign(file="", row=[1, 2, 3])))
    >>> claims["claim_id"].tolist(), faults.rejected()["row"].tolist()
    (['E1@2024-02-20', 'E1', 'E1'], [3])
    """
    usable = np.flatnonzero(~faults.rows)
    repeated = usable[claims["claim_id"].iloc[usable].duplicated(keep=False).to_numpy()]
    if not len(repeated):
        return
    rows = claims.iloc[repeated]
    earlier, edition = _earlier(rows)
    taken = set(claims["claim_id"].iloc[usable])
    name = as_text(rows["edition"])[earlier]
    name = name.mask(name == "", rows["published"][earlier].dt.strftime("%Y-%m-%d"))
    named = rows["claim_id"][earlier] + EDITION + name
    clash = named.isin(taken).to_numpy()
    places = repeated[earlier][~clash]
    _put(claims, places, named[~clash], rows["claim_id"][earlier][~clash])
    again = np.zeros(len(claims), dtype=bool)
    again[repeated[~edition]] = True
    again[repeated[earlier][clash]] = True
    faults.add(again, "duplicate-id", "claim_id", "give every claim an id of its own")


def _earlier(rows: pd.DataFrame) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which rows are earlier editions, and which are editions: the first row of an id, and what fits it."""
    source, listed, name = (as_text(rows[column]) for column in ("source", "event_list", "edition"))
    owner, in_list = listed.mask(listed == "", source).map(name_key), name != ""
    published = rows["published"].dt.as_unit("s").astype("int64").where(rows["published"].notna())
    version = published.mask(in_list, pd.Series(edition_ranks(name.to_numpy(dtype=object)), index=rows.index))
    whose = pd.DataFrame({"claim_id": rows["claim_id"], "source": owner, "published": version, "edition": in_list})
    by_id = whose.groupby("claim_id")
    first = by_id.cumcount() == 0
    owned = (owner == by_id["source"].transform("first")) & (in_list == by_id["edition"].transform("first"))
    dated = version.notna() & by_id["published"].transform(lambda days: days.notna().iloc[0])
    edition = first | (owned & dated & ~whose.duplicated())
    newest = version.where(edition).groupby(rows["claim_id"]).transform("max")
    earlier = edition & (version < newest)
    return earlier.to_numpy(), edition.to_numpy()


def _put(claims: pd.DataFrame, places: npt.NDArray[np.intp], named: pd.Series, newest: pd.Series) -> None:
    """Give earlier editions their ids, in place."""
    for name, values in (("claim_id", named), ("edition_of", newest)):
        cells = as_text(claims[name]).to_numpy(dtype=object).copy()
        cells[places] = values.to_numpy(dtype=object)
        texts = pd.Series(cells, index=claims.index, dtype="str")
        claims[name] = texts if name == "claim_id" else categories_of(texts)
