"""The articles behind every printed sentence: whom its figures go back to, who reported them, and where to read it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.printable import shorten

__all__ = ["MOST_ARTICLES", "articles_behind"]

# articles named under a sentence: as many as it can quote, and some that bear it out; how many more there are is said
MOST_ARTICLES = 5


def articles_behind(claims: pd.DataFrame, sentences: Mapping[str, list[str]]) -> dict[str, dict[str, Any]]:
    """Return the articles behind sentences, those that weigh most first.

    Parameters
    ----------
    claims : DataFrame
        Rows of `claims.csv`; those that are used are looked at.
    sentences : mapping of sentence to the quantities that it tells of, the leading one first

    Returns
    -------
    dict of sentence to dict
        `named`, a list of `who`, `day` and `url` ("" where there is no address), one a voice and address; `more`, how
        many others there are, as text; "" for none.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": ["dead"], "source": ["A"], "best": [300]}))
    >>> articles_behind(result.claims, {"s1": ["dead"]})["s1"]["named"]
    [{'who': 'A', 'day': '', 'url': ''}]
    """
    rows = _told(claims, sentences)
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in rows.to_dict("records"):
        grouped.setdefault(row["sentence"], []).append(_article(row))
    return {name: _listed(grouped.get(name, [])) for name in sentences}


def _listed(articles: list[dict[str, str]]) -> dict[str, Any]:
    more = len(articles) - MOST_ARTICLES
    return {"named": articles[:MOST_ARTICLES], "more": f"{more:,}" if more > 0 else ""}


def _told(claims: pd.DataFrame, sentences: Mapping[str, list[str]]) -> pd.DataFrame:
    """Return the used claims of each sentence: of every voice and address the newest, those that weigh most first."""
    pairs = [(name, key, place) for name, keys in sentences.items() for place, key in enumerate(keys)]
    wanted = pd.DataFrame(pairs, columns=["sentence", "quantity", "place"], dtype=object)
    used = claims[claims["used"].to_numpy(bool)] if len(claims) else claims
    table = pd.DataFrame({name: strings(used[name]) for name in ("quantity", "voice", "source", "url", "claim_id")})
    table["day"] = used["count_date"].fillna(used["period_end"]).fillna(used["published"]).to_numpy()
    table["weight"] = -np.nan_to_num(used["weight"].to_numpy(np.float64))
    rows = wanted.merge(table, on="quantity")
    rows = rows.sort_values(["sentence", "place", "weight", "day", "claim_id"], kind="stable", ascending=[True, True,
                            True, False, True])  # fmt: skip
    rows = rows.drop_duplicates(["sentence", "voice", "url"])
    return rows.assign(day=date_words(rows["day"]))


def _article(row: Mapping[Hashable, Any]) -> dict[str, str]:
    voice, outlet = (shorten(row[name]) for name in ("voice", "source"))
    return {"who": voice if voice == outlet else f"{voice}, in {outlet}", "day": row["day"], "url": row["url"]}
