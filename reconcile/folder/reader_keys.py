"""Keys of `[reader]`: a second reader of articles, a language model at an address that the desk names."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from reconcile.folder.address import check_address
from reconcile.folder.key_types import Table

__all__ = ["ReaderKeys"]

# seconds: a model on a machine of the desk's own takes as long for a page of text
_USUAL_WAIT = 60.0
# seconds of an hour, after which nobody waits for an article
_LONGEST_WAIT = 3600.0


def _endpoint(url: str) -> str:
    if url:
        check_address(url)
    return url


class ReaderKeys(Table):
    """A second reader of articles; without `kind` there is none.

    Examples
    --------
    >>> ReaderKeys().kind
    ''
    """

    kind: Literal["", "openai"] = Field(default="", description="How it is spoken to; empty: there is no such reader")
    endpoint: Annotated[str, AfterValidator(_endpoint)] = Field(
        default="", description="Its address, such as http://127.0.0.1:11434/v1"
    )
    model: str = Field(default="", description="Name of the model")
    key_env: str = Field(default="", description="Environment variable that holds its key; empty: it needs none")
    timeout: float = Field(
        default=_USUAL_WAIT, description="Seconds to wait for an answer", gt=0, le=_LONGEST_WAIT, strict=False
    )

    @model_validator(mode="after")
    def _is_whole(self) -> ReaderKeys:
        if self.kind and not (self.endpoint and self.model):
            raise ValueError("needs an endpoint and a model")
        return self
