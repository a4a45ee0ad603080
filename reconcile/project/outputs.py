"""The files that a run writes, as bytes: tables, figures, report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import translate
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from reconcile.columns import CHART, CLAIMS, ESTIMATES, FINDINGS, REJECTED, Column, names
from reconcile.errors import ConfigError
from reconcile.project.config import Config
from reconcile.project.kept_figures import figures_of
from reconcile.project.manifest import table_schema
from reconcile.project.paths import relative
from reconcile.project.reconciliation import Reconciliation
from reconcile.report.content import MOST_SECTIONS
from reconcile.report.html.page import render_page
from reconcile.report.markdown import render
from reconcile.report.sections import ReportTables, anchor, shown_quantities
from reconcile.report.tables import chart, csv_text

__all__ = ["Outputs", "matching", "outputs_of"]


@dataclass(frozen=True)
class Outputs:
    """Files by path in the project, and the Table Schema of every table among them."""

    files: Mapping[str, bytes]
    schemas: Mapping[str, Mapping[str, Any]]


def outputs_of(
    result: Reconciliation, config: Config, quantity: str, settings: Mapping[str, str], state: Path | None = None
) -> Outputs:
    """Make every output but `datapackage.json`.

    Parameters
    ----------
    result : Reconciliation
    config : Config
    quantity : str
        Pattern that limits the sections and figures of the report; "" for all. The tables stay whole.
    settings : mapping of str to str
        What the method section of the report states.
    state : Path, optional
        The folder that the tool keeps for itself, locked: unchanged figures are taken from there.

    Raises
    ------
    ConfigError
        `quantity` matches nothing.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.project.config import load_config
    >>> from reconcile.project.reconciliation import reconcile
    >>> result = reconcile(pd.DataFrame({"quantity": ["dead"], "source": ["A"], "best": [300]}))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = outputs_of(result, load_config(folder), "", {})
    >>> [name for name in made.files if name.startswith("reports/") and not name.endswith(".svg")]
    ['reports/tables/chart.csv', 'reports/report.md', 'reports/report.html']
    """
    processed, reports = relative(config.root, config.processed), relative(config.root, config.reports)
    tables: dict[str, tuple[pd.DataFrame, tuple[Column, ...]]] = {
        f"{processed}/claims.csv": (result.claims, CLAIMS),
        f"{processed}/estimates.csv": (result.estimates[names(ESTIMATES)], ESTIMATES),
        f"{processed}/rejected.csv": (result.rejected, REJECTED),
        f"{processed}/findings.csv": (result.findings, FINDINGS),
        f"{reports}/tables/chart.csv": (
            chart(result.estimates, result.claims, subjects=result.options.subjects),
            CHART,
        ),
    }
    shown = _shown(result.tables(settings), config, quantity)
    figures = figures_of(shown, MOST_SECTIONS, state) if config.keys.report.figures else {}
    compared = result.sensitivity(shown_quantities(shown, MOST_SECTIONS))
    shown = replace(shown, sensitivity=compared)
    report = render(shown, {key: f"figures/{anchor(key)}.svg" for key in figures})
    files = {name: csv_text(frame, columns).encode() for name, (frame, columns) in tables.items()}
    files |= {f"{reports}/figures/{anchor(key)}.svg": text.encode() for key, text in figures.items()}
    files[f"{reports}/report.md"] = report.encode()
    files[f"{reports}/report.html"] = render_page(shown, figures=config.keys.report.figures).encode()
    return Outputs(
        files, {name: table_schema(columns, list(frame.columns)) for name, (frame, columns) in tables.items()}
    )


def matching(table: pd.DataFrame, patterns: list[str]) -> pd.Series:
    """Say which rows have a quantity, its label or its family that matches one of the patterns.

    Case matters; `*` stands for any run of characters, `?` for one; what is equal matches too. The label of a key is
    what stands before its first slash.

    Examples
    --------
    >>> table = pd.DataFrame({"quantity": ["gain", "gain/scope=with Kursk", "dead"], "family": ["", "", "Kursk"]})
    >>> matching(table, ["gain"]).tolist(), matching(table, ["K*"]).tolist()
    ([True, True, False], [False, False, True])
    """
    if "*" in patterns:
        return pd.Series(True, index=table.index)
    found = pd.Series(False, index=table.index)
    wild = re.compile("|".join(translate(pattern) for pattern in patterns))
    for words in (table["quantity"], table["quantity"].str.split("/").str[0], table["family"]):
        codes, unique = pd.factorize(words)
        found |= np.array([word in patterns or bool(wild.match(word)) for word in unique], dtype=bool)[codes]
    return found


def _shown(tables: ReportTables, config: Config, quantity: str) -> ReportTables:
    kept = matching(tables.estimates, list(config.keys.report.sections))
    if quantity:
        asked = matching(tables.estimates, [quantity])
        if not asked.any():
            raise ConfigError(f"no quantity matches '{quantity}'", hint="estimates.csv lists them")
        kept &= asked
    estimates = tables.estimates[kept]
    return replace(
        tables, estimates=estimates, claims=tables.claims[tables.claims["quantity"].isin(estimates["quantity"])]
    )
