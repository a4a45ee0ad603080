"""The keys of `[numbers]`, of the project and of an input: how numbers, dates and what is missing are written."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from reconcile.claims.declarable import LAKH
from reconcile.claims.settings import MISSING
from reconcile.folder.key_types import Table

__all__ = ["Numbers"]


class Numbers(Table):
    """How numbers and dates are written in the files."""

    decimal: Literal[".", ","] = Field(default=".", description="Sign before the decimals")
    thousands: Literal["", ",", ".", " ", "'", "lakh"] = Field(
        default="", description="Sign between thousands; lakh: commas as in 12,34,567"
    )
    dayfirst: bool | None = Field(
        default=None,
        description="Whether 3/4/2025 is 3 April (true) or 4 March (false); unset, such a date is rejected",
    )
    missing: list[str] = Field(
        default=list(MISSING), description="Marks of a missing number or date, whatever their case"
    )

    @model_validator(mode="after")
    def _apart(self) -> Numbers:
        if self.decimal == ("," if self.thousands == LAKH else self.thousands):
            raise ValueError("decimal and thousands are the same sign")
        return self
