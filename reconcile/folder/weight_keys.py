"""The keys of `[weights]`: what voices are weighed by beside their grades."""

from __future__ import annotations

from pydantic import Field, model_validator

from reconcile.folder.key_types import Table

__all__ = ["WeightKeys"]


class WeightKeys(Table):
    """What voices are weighed by beside their grades.

    Examples
    --------
    >>> WeightKeys().track_record
    False
    """

    track_record: bool = Field(
        default=False, description="Whether `track_record.csv` gives widths and weights; `score --learn` writes it"
    )
    track_record_shifts: bool = Field(
        default=False, description="Whether figures are moved by the bias of their source there; else it is only stated"
    )

    @model_validator(mode="after")
    def _has_a_record(self) -> WeightKeys:
        if self.track_record_shifts and not self.track_record:
            raise ValueError("track_record_shifts needs track_record = true")
        return self
