"""One declared file, read as a run reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.claim_files import Read
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.folder.config import load_config
from reconcile.inputs.declared_inputs import declared_inputs, read_claim_files
from reconcile.inputs.prepared import options_of
from reconcile.records import join_records

COUNTS = 'constants = { measure = "killed", place = "Weir" }\n'


def read(
    home: Path, keys: str, content: str | bytes, name: str = "list.csv", project: str = ""
) -> tuple[Read, Checked]:
    """Read one declared file as a run does."""
    (home / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (home / "reconcile.toml").write_text(f'{project}\n[[inputs]]\npath = "{name}"\n{keys}', encoding="utf-8")
    config = load_config(home)
    settings = options_of(config).claims
    parts = read_claim_files([home / name], declared_inputs(config), settings, root=home)
    one = Read(
        pd.concat([part.table for part in parts], ignore_index=True),
        join_records([part.rejected for part in parts], names(REJECTED)),
        join_records([part.findings for part in parts], names(FINDINGS)),
    )
    return one, check_claims(one.table, settings)


def claims_of(checked: Checked, *columns: str) -> list[list[Any]]:
    return checked.claims[["source", *(columns or ("best",))]].astype("str").fillna("").values.tolist()


def rules(one: Read, checked: Checked | None = None) -> list[str]:
    told = [one.rejected, one.findings, *([checked.rejected, checked.findings] if checked else [])]
    return [rule for table in told for rule in table["rule"]]
