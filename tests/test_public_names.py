"""The names of the package, which are loaded when they are first asked for."""

from __future__ import annotations

import gc
import sys
from types import SimpleNamespace

import pytest

import reconcile as rc


def test_no_look_for_garbage_is_taken_at_modules_as_they_are_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    collecting: list[bool] = []

    def load(home: str) -> SimpleNamespace:
        collecting.append(gc.isenabled())
        monkeypatch.setitem(sys.modules, home, SimpleNamespace())
        return SimpleNamespace(PhraseReading=home)

    monkeypatch.setattr(rc, "import_module", load)
    monkeypatch.delitem(sys.modules, "reconcile.language.phrase", raising=False)
    assert [str(rc.PhraseReading) for _ in range(2)] == ["reconcile.language.phrase"] * 2
    # loaded and asked for, then asked for alone
    assert collecting == [False, True, True]
    assert gc.isenabled()


def test_a_name_that_there_is_not_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'reconcil'"):
        getattr(rc, "reconcil")  # noqa: B009
