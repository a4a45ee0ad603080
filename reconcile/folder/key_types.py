"""Types of the keys of `reconcile.toml`: strict tables, text encodings, columns of claims."""

from __future__ import annotations

import codecs
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from reconcile.claims.declarable import PERIODS
from reconcile.columns import RAW_CLAIMS, names
from reconcile.nearest import nearest_of

__all__ = ["ClaimColumn", "Codec", "FilledColumn", "Table", "column_of_claims"]


class Table(BaseModel):
    """A table of the file, in which an unknown key or a value of another type is an error."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _codec(name: object) -> object:
    if not isinstance(name, str):
        # another type is an error of its own
        return name
    try:
        if codecs.lookup(name)._is_text_encoding:
            return name
    except (LookupError, ValueError):
        pass
    raise ValueError(f"no text encoding is called '{name}'; utf-8, cp1252 and cp1251 are usual")


def column_of_claims(name: str) -> str:
    """Return a column of claims.

    Raises
    ------
    ValueError
        There is none of that name; the nearest one is named.

    Examples
    --------
    >>> column_of_claims("best")
    'best'
    """
    if name in names(RAW_CLAIMS):
        return name
    raise ValueError(
        f"'{name}' is not a column of claims; the nearest one is '{nearest_of(str(name), names(RAW_CLAIMS))}'"
    )


Codec = Annotated[str, BeforeValidator(_codec)]


def _filled(name: str) -> str:
    """Return what a header stands for: a column of claims, or a period, which is two of them."""
    return name if name in PERIODS else column_of_claims(name)


ClaimColumn = Annotated[str, BeforeValidator(column_of_claims)]
FilledColumn = Annotated[str, BeforeValidator(_filled)]
