"""The files that a run writes, as bytes: tables, pictures, report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from reconcile.columns import (
    CHANGES,
    CHART,
    CLAIMS,
    CURVES,
    ESTIMATES,
    FINDINGS,
    PRINTED,
    PULLS,
    REJECTED,
    VOICES,
    Column,
    names,
)
from reconcile.engine.select import matching
from reconcile.errors import ConfigError
from reconcile.folder.config import Config
from reconcile.folder.hashed_files import Content
from reconcile.folder.layout import (
    CHANGES_TABLE,
    CLAIMS_TABLE,
    CURVES_TABLE,
    ESTIMATES_TABLE,
    FINDINGS_TABLE,
    PULLS_TABLE,
    REJECTED_TABLE,
    VOICES_TABLE,
    in_format,
    table_formats,
)
from reconcile.folder.manifest import table_schema
from reconcile.folder.paths import relative
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.report.charts.report_charts import NO_CHARTS, ReportCharts, report_charts
from reconcile.report.charts.svg_charts import svg_file
from reconcile.report.pages.chart_csv import chart_csv
from reconcile.report.pages.chart_tables import chart_rows
from reconcile.report.pages.content import MOST_SECTIONS, content_of
from reconcile.report.pages.feed_files import ATOM, JSON_FEED, atom_feed, json_feed
from reconcile.report.pages.feed_items import feed_items, followed
from reconcile.report.pages.html.page import render_pages
from reconcile.report.pages.markdown import render_markdown_pages
from reconcile.report.pages.places import family_page
from reconcile.report.pages.workbook import workbook
from reconcile.report.sections import Family, ReportTables, families_of
from reconcile.run.chart_files import chart_tables
from reconcile.run.table_files import table_files

__all__ = ["Outputs", "outputs_of"]


@dataclass(frozen=True)
class Outputs:
    """Files by their path in the project, the Table Schema of each table among them, and what the feeds have told.

    `told` is what the next run is told of this one: `sentences` and `items` of `feed_items`; empty without feeds.
    """

    files: Mapping[str, Content]
    schemas: Mapping[str, Mapping[str, Any]]
    told: Mapping[str, Any] = field(default_factory=dict)


def outputs_of(
    result: Reconciliation, config: Config, quantity: str, settings: Mapping[str, str],
    past: Callable[[list[str]], pd.DataFrame] | None = None, before: Callable[[], dict[str, Any] | None] | None = None,
    large: Path | None = None,
) -> Outputs:  # fmt: skip
    """Return every output of a run but its records.

    Parameters
    ----------
    result : Reconciliation
    config : Config
    quantity : str
        Pattern that limits the sections and pictures of the report; "" for all of them. Tables stay whole.
    settings : mapping of str to str
        What the report states in its section on methods.
    past : callable, optional
        Takes quantities and returns their estimates by date of knowledge, for the history that the report draws.
    before : callable, optional
        Returns what the run before has told (`told`), None where there was none.
    large : Path, optional
        Folder for the content of large tables; without one it is held in memory.

    Raises
    ------
    ConfigError
        `quantity` matches nothing.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> from reconcile.notebook.reconciliation import reconcile
    >>> result = reconcile(pd.DataFrame({"quantity": ["dead"], "source": ["A"], "best": [300]}))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     outputs = outputs_of(result, load_config(folder), "", {})
    >>> [name for name in outputs.files if name.startswith("reports/report")]
    ['reports/report.md', 'reports/report.html']
    >>> [name for name in outputs.files if name.startswith("reports/families")]
    ['reports/families/quantities--alone.md', 'reports/families/quantities--alone.html']
    """
    shown = _shown(result, config, quantity)
    families = families_of(shown, MOST_SECTIONS)
    quantities = [section.quantity for family in families for section in family.sections]
    compared = result.sensitivity(quantities)
    # nothing else is asked of claims as they were heard
    result.later.let_go()
    tables = _tables(result, config)
    shown = replace(result.tables(settings), estimates=shown.estimates, claims=shown.claims, sensitivity=compared)
    charts = report_charts(families, shown) if config.keys.report.figures else NO_CHARTS
    if past is not None:
        shown = replace(shown, history=past(quantities))
    files = table_files(tables, large)
    schemas = {name: table_schema(columns, list(frame.columns)) for name, (frame, columns) in tables.items()}
    told = _told(shown.printed, result, config, settings, before() if before else None)
    files |= _report(result, shown, families, config, settings, charts)
    return Outputs({**files, **_feeds(told, config, files)}, schemas, told)


def _tables(result: Reconciliation, config: Config) -> dict[str, tuple[pd.DataFrame, tuple[Column, ...]]]:
    """Return the tables of a run by their path in the project, each with its columns."""
    processed, folder = relative(config.root, config.processed), f"{relative(config.root, config.reports)}/tables"
    charted = chart_rows(result.estimates, result.claims, subjects=result.options.subjects)
    own = {
        CLAIMS_TABLE: (result.claims, CLAIMS),
        ESTIMATES_TABLE: (result.estimates[names(ESTIMATES)], ESTIMATES),
        CURVES_TABLE: (result.curves, CURVES),
        REJECTED_TABLE: (result.rejected, REJECTED),
        FINDINGS_TABLE: (result.findings, FINDINGS),
        CHANGES_TABLE: (result.changes, CHANGES),
        **_of_curves(result),
    }
    wanted = table_formats(config.keys.outputs.tables)
    return {
        **{f"{processed}/{in_format(name, ending)}": table for name, table in own.items() for ending in wanted},
        f"{folder}/printed.csv": (result.printed, PRINTED),
        f"{folder}/chart.csv": (charted, CHART),
        **chart_tables(result, charted, config.keys.report.families, folder),
    }


def _of_curves(result: Reconciliation) -> dict[str, tuple[pd.DataFrame, tuple[Column, ...]]]:
    """Return what curves say of voices and claims, where there are any: no other method has these tables."""
    tables = {VOICES_TABLE: (result.voices, VOICES), PULLS_TABLE: (result.pulls, PULLS)}
    return {name: table for name, table in tables.items() if len(table[0])}


def _report(
    result: Reconciliation, shown: ReportTables, families: tuple[Family, ...], config: Config,
    settings: Mapping[str, str], charts: ReportCharts,
) -> dict[str, bytes]:  # fmt: skip
    """Return pictures and pages of the report by their path in the project."""
    reports, keys, content = relative(config.root, config.reports), config.keys.report, content_of(shown, families)
    places = {key: f"figures/{own[0].name}.svg" for key, own in charts.by_key().items() if own}
    files = {f"{reports}/figures/{chart.name}.svg": svg_file(chart).encode() for chart in charts.all()}
    files |= {f"{reports}/charts/{chart.name}.csv": chart_csv(chart.data).encode() for chart in charts.all()}
    pages = render_markdown_pages(shown, places, content=content)
    pages |= render_pages(
        shown, pictures=keys.figures, families=families, content=content, charts=charts, feeds=keys.feeds
    )
    files |= {f"{reports}/{name}": text.encode() for name, text in pages.items()}
    if keys.xlsx:
        book = workbook(result.estimates[names(ESTIMATES)], result.claims, settings)
        files[f"{reports}/tables/estimates.xlsx"] = book
    return files


def _told(
    printed: pd.DataFrame, result: Reconciliation, config: Config, settings: Mapping[str, str],
    before: Mapping[str, Any] | None,
) -> dict[str, Any]:  # fmt: skip
    """Return the sentences that can be printed, and what the feeds say of them; nothing where no feed is wanted."""
    keys = config.keys.report
    if not keys.feeds:
        return {}
    items = feed_items(
        printed, before, as_of=settings.get("as of", ""), changes=result.changes, corrections=result.corrections,
        speakers=_speakers(result), space=keys.url or keys.title,
    )  # fmt: skip
    return {"sentences": followed(printed), "items": items}


def _speakers(result: Reconciliation) -> dict[str, str]:
    """Return who said what is said by each claim that changed something, by the name that the desk prints."""
    if result.changes.empty:
        return {}
    rows = result.claims[result.claims["claim_id"].isin(set(result.changes["cause_claim"]))]
    named = dict(zip(result.sources["source"], result.sources["name"], strict=True))
    voices = rows["voice"].astype(str)
    return dict(zip(rows["claim_id"].astype(str), (named.get(voice) or voice for voice in voices), strict=True))


def _feeds(told: Mapping[str, Any], config: Config, files: Collection[str]) -> dict[str, bytes]:
    """Return the feeds of a report of which these are the files."""
    if not told:
        return {}
    reports, keys = relative(config.root, config.reports), config.keys.report
    families = {str(item["family"]) for item in told["items"]}
    pages = {family: f"{family_page(family)}.html" for family in families if family}
    pages = {family: page for family, page in pages.items() if f"{reports}/{page}" in files}
    said: dict[str, Any] = {"title": keys.title, "url": keys.url, "language": keys.language, "pages": pages}
    return {
        f"{reports}/{JSON_FEED}": json_feed(told["items"], **said).encode(),
        f"{reports}/{ATOM}": atom_feed(told["items"], **said),
    }


def _shown(result: Reconciliation, config: Config, quantity: str) -> ReportTables:
    """Return the estimates that the config and the command ask for, and their claims, as tables of a report."""
    kept = matching(result.estimates, list(config.keys.report.sections))
    if quantity:
        asked = matching(result.estimates, [quantity])
        if not asked.any():
            raise ConfigError(f"no quantity matches '{quantity}'", hint="estimates.csv lists them")
        kept &= asked
    estimates, options = result.estimates[kept], result.options
    claims = result.claims[result.claims["quantity"].isin(estimates["quantity"])]
    return ReportTables(estimates=estimates, claims=claims, subjects=options.subjects, families=options.families)
