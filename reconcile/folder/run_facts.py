"""What a run depends on, and the *run id* that is made of it: equal ids mean equal outputs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["SHORT_ID", "RunFacts"]

# digits of a run id that are shown: enough to distinguish two runs at a glance; the manifest has all of them
SHORT_ID = 12


@dataclass(frozen=True, kw_only=True)
class RunFacts:
    """What a run depends on.

    Attributes
    ----------
    inputs : sequence of dict
        `path`, `sha256` and `bytes` of every file read, by path.
    config : mapping
        All keys in effect, as JSON.
    as_of, newest : str
        Date of knowledge of the run, and the newest date of its inputs; "" where no claim has a date.
        `newest` is "" also where claims later than the as-of date were left aside.
    quantity : str
        Pattern that limits the sections of the report; "" for all of them.
    """

    inputs: Sequence[Mapping[str, Any]]
    config: Mapping[str, Any]
    as_of: str
    newest: str
    quantity: str = ""

    @property
    def config_hash(self) -> str:
        """Hash of the config in effect."""
        return _hash_of(self.config)

    @property
    def run_id(self) -> str:
        """Hash of everything that the outputs depend on."""
        return _hash_of([list(self.inputs), dict(self.config), self.as_of, self.quantity])


def _hash_of(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
