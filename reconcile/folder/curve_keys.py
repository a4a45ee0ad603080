"""The keys of `[curve]`: how the method of that name is published."""

from __future__ import annotations

from pydantic import Field

from reconcile.folder.key_types import Table

__all__ = ["CurveKeys"]


class CurveKeys(Table):
    """How latent curves are published."""

    gate: bool = Field(
        default=True, description="Whether a curve answers only where enough voices, counts and days stand behind it"
    )
