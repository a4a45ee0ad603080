"""The keys of `[approvals]`: who may stand by a sentence."""

from __future__ import annotations

from pydantic import Field

from reconcile.folder.key_types import Table

__all__ = ["ApprovalKeys"]


class ApprovalKeys(Table):
    """Who may approve.

    Examples
    --------
    >>> ApprovalKeys().four_eyes
    False
    """

    four_eyes: bool = Field(
        default=False, description="Whether a sentence is approved by another than who accepted its claims"
    )
