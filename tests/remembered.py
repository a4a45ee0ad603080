"""Runs of tests that look at what lies around a run: the same claims are checked, reconciled and written up once.

What is asked for again with equal arguments is given again; that it would come out the same is held by
`tests/run/test_runs_anew.py` and by the golden files, which remember nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd
import pytest

from reconcile.engine.asked_later import AskedLater
from reconcile.folder.run_facts import SHORT_ID
from reconcile.inputs import prepared
from reconcile.run import inspect, open_project, pipeline

__all__ = ["of_any_run", "remember_runs", "remembered"]

# an id that no run has, and files in which it stands as it is written
_ANY_RUN = hashlib.sha256(b"any run").hexdigest()
_PLAIN = (".csv", ".json", ".md", ".html", ".atom", ".svg")

_KEPT: dict[str, Any] = {}
_FUNCTIONS: dict[int, Any] = {}


def remember_runs(patch: pytest.MonkeyPatch) -> None:
    """Let runs take from memory what an earlier one of this process was asked for with equal arguments."""
    patch.setattr(prepared, "check_claims", remembered(prepared.check_claims))
    for module in (open_project, inspect):
        patch.setattr(module, "reconcile_checked", remembered(module.reconcile_checked))
    # what is remembered is asked again
    patch.setattr(AskedLater, "let_go", lambda _: None)
    patch.setattr(pipeline, "outputs_of", of_any_run(remembered(pipeline.outputs_of, _of_outputs, _in_memory)))


def remembered(
    make: Callable[..., Any],
    asked: Callable[..., Any] = lambda *given, **named: (given, named),
    kept: Callable[[Any], bool] = lambda _: True,
) -> Any:
    """Return a function that asks another one only for what it has not been asked yet."""

    def made(*given: Any, **named: Any) -> Any:
        written = hashlib.blake2b(usedforsecurity=False)
        _write((make, asked(*given, **named)), written.update)
        key = written.hexdigest()
        if key in _KEPT:
            return _KEPT[key]
        result = make(*given, **named)
        if kept(result):
            _KEPT[key] = result
        return result

    return made


def of_any_run(make: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that makes outputs without the id of their run, and writes it in."""

    def made(result: Any, config: Any, quantity: str, settings: Mapping[str, str], *more: Any) -> Any:
        outputs = make(result, config, quantity, {**settings, "run": _ANY_RUN}, *more)
        if not _in_plain_text(outputs):
            return make(result, config, quantity, settings, *more)
        ids = [(_ANY_RUN[:length].encode(), settings["run"][:length].encode()) for length in (None, SHORT_ID)]
        files = {name: reduce(lambda text, id_: text.replace(*id_), ids, content)
                 for name, content in outputs.files.items()}  # fmt: skip
        return replace(outputs, files=files)

    return made


def _in_plain_text(outputs: Any) -> bool:
    """Return True where every place with the id of a run can be found."""
    plain = all(name.endswith(_PLAIN) for name in outputs.files) and _in_memory(outputs)
    return plain and _ANY_RUN[:SHORT_ID] not in repr(outputs.told)


def _of_outputs(result: Any, config: Any, quantity: str, settings: Any, past: Any, before: Any, _large: Any) -> Any:
    """Return what outputs depend on: the words of a config and its folders within the project, not where that lies."""
    folders = [folder.relative_to(config.root) for folder in (config.processed, config.reports)]
    return result, config.keys, folders, quantity, settings, past(list(result.estimates["quantity"])), before()


def _in_memory(outputs: Any) -> bool:
    """Return True where no table is so long that it lies in a folder of its run."""
    return all(isinstance(content, bytes) for content in outputs.files.values())


def _write(thing: Any, write: Callable[[bytes], None]) -> None:
    """Write everything that is said by an object; functions are those that they are, as all that are made are kept."""
    write(type(thing).__qualname__.encode())
    if isinstance(thing, (pd.Series, pd.Index)):
        _write(thing.to_frame(), write)
    elif isinstance(thing, pd.DataFrame):
        cells = [(name, str(thing[name].dtype), list(thing[name])) for name in thing]
        kinds = [list(kind.categories) for kind in thing.dtypes if isinstance(kind, pd.CategoricalDtype)]
        write(repr((list(thing.index), cells, kinds)).encode("utf-8", "surrogatepass"))
    elif is_dataclass(thing) and not isinstance(thing, (type, AskedLater)):
        _write([(field.name, getattr(thing, field.name)) for field in fields(thing)], write)
    elif isinstance(thing, Mapping):
        _write(list(thing.items()), write)
    elif isinstance(thing, (list, tuple)):
        write(str(len(thing)).encode())
        for item in thing:
            _write(item, write)
    elif isinstance(thing, np.ndarray):
        write(thing.tobytes())
    elif callable(thing) or isinstance(thing, AskedLater):
        # an id says which function it is, or whose claims are asked, as long as they are there
        _FUNCTIONS[id(thing)] = thing
        write(str(id(thing)).encode())
    else:
        write(repr(thing).encode("utf-8", "surrogatepass"))
