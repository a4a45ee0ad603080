"""Estimates and claims as rows of the history: what is stored of each, and the hash that distinguishes contents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reconcile.arrays import strings
from reconcile.claims.event_lists import COUNTRIES
from reconcile.claims.frame import DATES
from reconcile.columns import CHECKED, RAW_CLAIMS, TEXTS, names
from reconcile.report.pages.csv_text import Coded, joined_rows
from reconcile.report.sentences.wording import undated_sentences

__all__ = [
    "CLAIM_COLUMNS", "ESTIMATE_COLUMNS", "claim_hashes", "claim_rows", "columns_of_sums", "estimate_rows",
    "hashed_document",
]  # fmt: skip

ESTIMATE_COLUMNS = (
    "quantity", "family", "measure", "count_date", "unit", "publish", "publish_reason", "best", "low50", "high50",
    "low", "high", "level", "claims_low", "claims_high", "claims", "sources", "voices", "agreement", "conflict_p",
    "top_claim", "top_claim_share", "method", *TEXTS,
)  # fmt: skip

CLAIM_COLUMNS = ("claim_id", "source", "published", "count_date", "phrase", "low", "best", "high", "unit", "body")

# one encoder for all values: `json.dumps` would make one for each
_as_json = json.JSONEncoder(ensure_ascii=False).encode

# keys of the two halves of a row's hash: 128 bits, so that no two contents of a lifetime meet
_HASH_KEYS = ("reconcile-hist-1", "reconcile-hist-2")

# hexadecimal digits of a hash: two halves of 64 bits, four bits a digit
_DIGITS = 32


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
    """Return the stored columns of estimates and the hash of each row, without the as-of date.

    Examples
    --------
    >>> row = dict.fromkeys(ESTIMATE_COLUMNS, "") | {"note": "So far. Known by 2 May 2025.", "count_date": pd.NaT}
    >>> estimate_rows(pd.DataFrame([row]))["note"].tolist()
    ['So far.']
    """
    table = estimates[list(ESTIMATE_COLUMNS)].reset_index(drop=True)
    table["count_date"] = _days(table["count_date"])
    # the date of knowledge changes with every run, and stands with the run
    for name in TEXTS:
        table[name] = undated_sentences(table[name])
    return table.assign(hash=_hashes(table))


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


def claim_hashes(checked: pd.DataFrame, own: Sequence[str] = ()) -> pd.Series:
    """Return the hash of each checked claim, to which its place in the file does not matter.

    Parameters
    ----------
    checked : DataFrame
    own : sequence of str
        Columns of events beside those of claims, as `columns_of_sums` has them. Claims that are empty there have the
        hash that they have without them.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> first, second = (check_claims(pd.DataFrame({"claim_id": ["C"], "quantity": ["q"], "source": ["A"], "best": [3],
    ...                                        "row": [row]})).claims for row in (1, 2))
    >>> claim_hashes(first).equals(claim_hashes(second))
    True
    """
    hashes = np.array(_hashes(_body(checked)), dtype=object)
    words = pd.DataFrame({name: strings(checked[name]) for name in own})
    filled = np.flatnonzero((words != "").any(axis=1))
    if len(filled):
        hashes[filled] = _hashes(words.iloc[filled].assign(hash=hashes[filled]))
    return pd.Series(hashes, index=checked.index)


def claim_rows(checked: pd.DataFrame, own: Sequence[str] = ()) -> pd.DataFrame:
    """Return the stored columns of checked claims; `body` holds all filled columns as JSON, those of `own` among them.

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> claims = check_claims(pd.DataFrame({"quantity": ["q"], "source": ["A"], "best": [3]})).claims
    >>> json.loads(claim_rows(claims)["body"][0])["best"]
    3.0
    """
    body = _body(checked).assign(**{name: strings(checked[name]) for name in own})
    table = body[[name for name in CLAIM_COLUMNS if name != "body"]]
    filled = [name for name in body.columns if (body[name] != "").any() and body[name].notna().any()]
    chunks = joined_rows([_members(name, body[name]) for name in filled]) if filled else []
    return table.assign(body=[f"{{{line}}}" for lines in chunks for line in lines])


def _members(name: str, column: pd.Series) -> Coded:
    """Return a column as members of JSON objects, each different member written once."""
    codes, different = pd.factorize(column)
    values = [*different.tolist(), None]
    texts = np.empty(len(values), dtype=object)
    start = f"{_as_json(name)}: "
    texts[:] = [start + _as_json(value) for value in values]
    return codes, texts


# what checking has settled of a claim, and its raw columns do not say
_CHECKED = ("dropped_reason", "edition_of", "rows", "event_list", "edition", "said_unit")


def _body(checked: pd.DataFrame) -> pd.DataFrame:
    table = checked[
        [*names(RAW_CLAIMS), "dropped_reason", "edition_of", "rows", "event_list", "edition", "said_unit"]
    ].reset_index(drop=True)
    dates = {name: _days(table[name]) for name in DATES}
    return table.assign(**dates)


def _days(dates: pd.Series) -> pd.Series:
    """Return dates as text, "" where there is none."""
    codes, days = pd.factorize(pd.to_datetime(dates).to_numpy().astype("datetime64[D]"))
    texts = np.array([*np.datetime_as_string(days).tolist(), ""], dtype=object)
    return pd.Series(texts[codes], index=dates.index, dtype=object)


def _factorized(cells: pd.Series) -> tuple[npt.NDArray[np.intp], pd.Index]:
    """Return codes and different texts, unsorted: sorting a million ids would take as long as hashing them."""
    codes, different = pd.factorize(cells, use_na_sentinel=False)
    texts = pd.Series(different).astype("str").fillna("")
    if texts.is_unique:
        return codes, pd.Index(texts)
    # a null and an empty text are one
    places, once = pd.factorize(texts)
    return places[codes], pd.Index(once)


def _hashes(table: pd.DataFrame) -> list[str]:
    """Return a hash for each row, over all columns; each different text is hashed once."""
    plain = pd.DataFrame({
        name: cells if cells.dtype.kind in "iuf" else pd.Categorical.from_codes(*_factorized(cells), validate=False)
        for name, cells in table.items()
    })  # fmt: skip
    halves = [pd.util.hash_pandas_object(plain, index=False, hash_key=key).to_numpy() for key in _HASH_KEYS]
    digits = np.column_stack(halves).astype(">u8").tobytes().hex()
    return [digits[start : start + _DIGITS] for start in range(0, len(digits), _DIGITS)]
