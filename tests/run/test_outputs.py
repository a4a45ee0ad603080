"""What a run holds while it writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import reconcile as rc
from reconcile.folder.config import load_config
from reconcile.run import outputs
from reconcile.run.table_files import table_files


def test_claims_as_they_were_heard_are_let_go_of_before_tables_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    later, held = result.later, [result.later.heard_once is None]

    def watched(*given: Any) -> Any:
        held.extend([later.heard_once is None, later.pooled_once is None])
        return table_files(*given)

    monkeypatch.setattr(outputs, "table_files", watched)
    outputs.outputs_of(result, load_config(tmp_path), "", {})
    assert held == [False, True, True]
