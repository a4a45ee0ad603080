"""Headers that are spelt nearly like a column of claims: what may be meant by them is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

import pandas as pd

from reconcile.claims.frame import is_reserved
from reconcile.claims.taken_headers import NEEDED
from reconcile.columns import RAW_CLAIMS, names
from reconcile.records import findings

__all__ = ["alike_headers", "meant_by", "missing_columns"]

# least likeness (difflib) of a header to a column of claims that is told: one letter of ten is wrong; below it stand
# words of their own, such as publisher beside published
ALIKE = 0.9

# the same where nothing can be read without that column: any guess is of help
GUESS = 0.6


def missing_columns(columns: Collection[str]) -> str:
    """Return what a table lacks that every claim needs, with the header that may be meant; "" where nothing is missing.

    Examples
    --------
    >>> missing_columns(["quantity", "sorce", "best"])
    "there is no column 'source'; did you mean 'source' by 'sorce'?"
    """
    lacking = [group for group in NEEDED if not set(group) & set(columns)]
    named = (f"there is no column {' or '.join(map(repr, group))}; {meant_by(group, columns)}" for group in lacking)
    return "".join(named).strip().removesuffix(";")


def meant_by(group: Iterable[str], columns: Collection[str]) -> str:
    """Return the question whether a header means one of some columns, with a blank behind it; "" where none is near.

    Examples
    --------
    >>> meant_by(("source",), ["sorce"]), meant_by(("source",), ["place"])
    ("did you mean 'source' by 'sorce'? ", '')
    """
    unknown = _unknown(columns)
    for wanted in group:
        if near := get_close_matches(wanted, unknown, n=1, cutoff=GUESS):
            return f"did you mean '{wanted}' by '{near[0]}'? "
    return ""


def alike_headers(columns: Collection[str], file: str = "") -> pd.DataFrame:
    """Return a finding for every unknown header that is spelt like a column of claims that the table lacks.

    Examples
    --------
    >>> alike_headers(["source", "publised", "publisher", "note"])["message"].tolist()
    ["the column 'publised' is not known; did you mean 'published'?"]
    """
    absent = [name for name in names(RAW_CLAIMS) if name not in columns]
    near = {name: get_close_matches(name.lower(), absent, n=1, cutoff=ALIKE) for name in _unknown(columns)}
    meant = {name: words[0] for name, words in near.items() if words}
    return findings(
        "header-alike", [f"the column '{name}' is not known; did you mean '{word}'?" for name, word in meant.items()],
        file=file, column=list(meant), hint="rename it, or map it in [columns]; it is kept and not read",
    )  # fmt: skip


def _unknown(columns: Collection[str]) -> list[str]:
    return [name for name in columns if name not in names(RAW_CLAIMS) and not is_reserved(name)]
