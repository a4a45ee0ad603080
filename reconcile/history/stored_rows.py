"""Estimates and claims as rows of the history: what is stored of each, and the hash that distinguishes contents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from reconcile.arrays import strings
from reconcile.claims.declarable import DATES
from reconcile.claims.event_lists import COUNTRIES
from reconcile.columns import CHECKED, RAW_CLAIMS, TEXTS, names
from reconcile.history.row_hashes import Halves, as_digits, row_halves
from reconcile.report.pages.joined_rows import Coded, arrow_texts, joined_rows
from reconcile.report.sentences.notes_and_dates import undated_sentences

__all__ = [
    "BODY_COLUMNS", "CLAIM_COLUMNS", "ESTIMATE_COLUMNS", "WORDS", "claim_body", "claim_halves", "claim_rows",
    "columns_of_sums", "estimate_rows", "hashed_document",
]  # fmt: skip

ESTIMATE_COLUMNS = (
    "quantity", "family", "measure", "count_date", "unit", "publish", "publish_reason", "best", "low50", "high50",
    "low", "high", "level", "claims_low", "claims_high", "claims", "sources", "voices", "agreement", "conflict_p",
    "top_claim", "top_claim_share", "method", *TEXTS,
)  # fmt: skip

# what is said of an estimate in words; of large runs it is stored in parts, as it takes more than all the numbers
WORDS = ("publish_reason", *TEXTS)

# what is stored of a claim: its raw columns, and what checking has settled, which they do not say
BODY_COLUMNS = (
    *names(RAW_CLAIMS), "dropped_reason", "edition_of", "rows", "event_list", "edition", "said_unit",
)  # fmt: skip

CLAIM_COLUMNS = ("claim_id", "source", "published", "count_date", "phrase", "low", "best", "high", "unit", "body")

# one encoder for all values: `json.dumps` would make one for each
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def hashed_document(value: Any) -> tuple[str, str]:
    """Return hash and JSON of a value that is stored whole: config, inputs or sources.

    Examples
    --------
    >>> hashed_document({"b": 1, "a": 2})[1]
    '{"a": 2, "b": 1}'
    """
    body = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode("utf-8", "replace")).hexdigest(), body


def estimate_rows(estimates: pd.DataFrame) -> pd.DataFrame:
    """Return the stored columns of estimates, without the as-of date.

    Examples
    --------
    >>> row = dict.fromkeys(ESTIMATE_COLUMNS, "") | {"note": "So far. Known by 2 May 2025.", "count_date": pd.NaT}
    >>> estimate_rows(pd.DataFrame([row]))["note"].tolist()
    ['So far.']
    """
    table = estimates[list(ESTIMATE_COLUMNS)].reset_index(drop=True)
    # the date of knowledge changes with every run, and stands with the run
    texts = {name: undated_sentences(table[name]) for name in TEXTS}
    return table.assign(count_date=_days(table["count_date"]), **texts)


def columns_of_sums(config: Mapping[str, Any], there: Collection[str]) -> list[str]:
    """Return the columns of their own by which events are added up, and those of countries, which editions cover.

    Parameters
    ----------
    config : mapping
        Keys of a project.
    there : collection of str
        Columns of its checked claims.

    Examples
    --------
    >>> columns_of_sums({"sums": [{"by": ["month", "adm_1", "party"]}]}, ["party", "adm_1", "adm_2", "iso3"])
    ['adm_1', 'iso3']
    """
    used = {word for declared in config.get("sums", ()) for word in declared.get("by", ())} | set(COUNTRIES)
    stored = {*names(RAW_CLAIMS), *names(CHECKED)}
    return sorted(name for name in used if name in there and name not in stored)


def claim_body(checked: pd.DataFrame, own: Sequence[str] = ()) -> pd.DataFrame:
    """Return all that is stored of checked claims: raw columns, what checking settled, and columns of their own.

    Parameters
    ----------
    checked : DataFrame
    own : sequence of str
        Columns of events beside those of claims, as `columns_of_sums` has them.

    Returns
    -------
    DataFrame
        Text and numbers; dates as text.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> rows = pd.DataFrame({"quantity": ["q"], "source": ["A"], "best": [3], "published": ["2025-01-31"]})
    >>> claim_body(check_claims(rows).claims)["published"].tolist()
    ['2025-01-31']
    """
    table = checked[list(BODY_COLUMNS)].reset_index(drop=True)
    words = {name: strings(checked[name]) for name in own}
    return table.assign(**{name: _days(table[name]) for name in DATES}, **words)


def claim_halves(body: pd.DataFrame, own: Sequence[str] = ()) -> Halves:
    """Return the hash of each claim, to which its place in the file does not matter.

    Claims that are empty in columns of their own have the hash that they have without them.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> first, second = (check_claims(pd.DataFrame({"claim_id": ["C"], "quantity": ["q"], "source": ["A"], "best": [3],
    ...                                        "row": [row]})).claims for row in (1, 2))
    >>> (claim_halves(claim_body(first)) == claim_halves(claim_body(second))).all()
    np.True_
    """
    halves, words = row_halves(body[list(BODY_COLUMNS)]), body[list(own)]
    filled = np.flatnonzero((words != "").any(axis=1))
    if len(filled):
        halves[filled] = row_halves(words.iloc[filled].assign(hash=as_digits(halves[filled])))
    return halves


def claim_rows(body: pd.DataFrame) -> pd.DataFrame:
    """Return the stored columns of claims; `body` holds all filled columns as JSON.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> claims = check_claims(pd.DataFrame({"quantity": ["q"], "source": ["A"], "best": [3]})).claims
    >>> json.loads(claim_rows(claim_body(claims))["body"][0])["best"]
    3.0
    """
    table = body[[name for name in CLAIM_COLUMNS if name != "body"]]
    filled = [name for name in body.columns if (body[name] != "").any() and body[name].notna().any()]
    chunks = joined_rows([_members(name, body[name]) for name in filled]) if filled else []
    return table.assign(body=[f"{{{line}}}" for lines in chunks for line in lines.to_pylist()])


def _members(name: str, column: pd.Series) -> Coded:
    """Return a column as members of JSON objects, each different member written once."""
    codes, different = pd.factorize(column)
    values = [*different.tolist(), None]
    start = f"{_as_json(name)}: "
    return codes, arrow_texts([start + _as_json(value) for value in values])


def _days(dates: pd.Series) -> pd.Series:
    """Return dates as text, "" where there is none."""
    codes, days = pd.factorize(pd.to_datetime(dates).to_numpy().astype("datetime64[D]"))
    texts = pd.Categorical.from_codes(codes, pd.Index(np.datetime_as_string(days), dtype="str"), validate=False)
    return pd.Series(texts.add_categories([""]).fillna(""), index=dates.index)
