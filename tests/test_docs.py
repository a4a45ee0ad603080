"""What has no documentation fails: columns, keys, commands, options, methods, rules."""

from __future__ import annotations

import ast
import math
import os
import re
from pathlib import Path

import click
import pytest

from reconcile.claims.measures import EVENTS, MEASURES, Measure
from reconcile.cli.group import reconcile
from reconcile.columns import (
    APPROVALS,
    CHANGES,
    CHART,
    CLAIMS,
    CORRECTIONS,
    ESTIMATES,
    EXTRACTED,
    FINDINGS,
    LINE,
    LINE_BAND,
    NAME_SHARES,
    PRINTED,
    PULLS,
    RANGE_PLOT,
    RAW_CLAIMS,
    REJECTED,
    SOURCES,
    TRACK_RECORD,
    VOICES,
    Column,
)
from reconcile.folder.config_keys import known_keys
from reconcile.pool.methods import METHODS
from reconcile.version import __version__

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

TABLES = {
    "Claims as received: `data/raw/claims*`": RAW_CLAIMS,
    "Extracted claims: `data/raw/extracted/*.csv`": EXTRACTED,
    "Sources: `data/raw/sources.csv`": SOURCES,
    "Track record: `data/raw/track_record.csv`": TRACK_RECORD,
    "Corrections: `data/raw/corrections.csv`": CORRECTIONS,
    "Approvals: `approvals.csv`": APPROVALS,
    "`data/processed/claims.csv`": CLAIMS,
    "`data/processed/estimates.csv`": ESTIMATES,
    "`data/processed/changes.csv`": CHANGES,
    "`data/processed/rejected.csv`": REJECTED,
    "`data/processed/findings.csv`": FINDINGS,
    "`data/processed/voices.csv`, with the method `curve`": VOICES,
    "`data/processed/pulls.csv`, with the method `curve`": PULLS,
    "`reports/tables/printed.csv`": PRINTED,
    "`reports/tables/chart.csv`": CHART,
    "`reports/tables/range-plot.csv`": RANGE_PLOT,
    "`reports/tables/line-band.csv`": LINE_BAND,
    "`reports/tables/line-band/*.csv`, one line each": LINE,
    "`reports/tables/name-shares.csv`": NAME_SHARES,
}

HEAD = """# Columns

Every column of every table, with its type (of Frictionless Table Schema), its unit and what an empty cell means. This
page is made from `reconcile/columns.py`; `datapackage.json` says the same to programs.

Numbers are written to 6 significant digits, dates as 2025-01-31, booleans as true or false. Text that a spreadsheet
would take for a formula has an apostrophe before it.
"""


def row_of(column: Column) -> str:
    meaning = column.meaning + (f": {', '.join(f'`{word}`' for word in column.values)}" if column.values else "")
    cells = (f"`{column.name}`", column.type, meaning, column.unit, column.nulls)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


MEASURES_PAGE = """## Measures

The one list of measures, made from `reconcile/claims/measures.toml`, where the sources of the plausible most stand. A
number is whole (counted one by one), a share, an area, a distance, a rate, or any; `bears` says what a high figure is
for the party counted; the time is that of most figures, empty where there is none; `part of` names the measures that
count the same people or things as well.

| measure | in words | unit | number | plausible most | scale | bears | time | only grows | part of | sum | synonyms |
|---|---|---|---|---|---|---|---|---|---|---|---|
{measures}

### Words of articles

Such words name an event, which makes a measure with the thing counted: drones that are destroyed are shot down.

| words | with | measure |
|---|---|---|
{events}
"""


def measure_row(measure: Measure) -> str:
    cells = (
        f"`{measure.name}`", measure.words, measure.unit, measure.number,
        f"{measure.most:,.0f}" if measure.most < math.inf else "", measure.scale, measure.bears, measure.temporal,
        "yes" if measure.only_grows else "", coded(measure.whole), coded(measure.sum_of), coded(measure.synonyms),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def event_rows(name: str) -> list[str]:
    """What an event makes by itself, one line a measure; its words stand in the first."""
    made = [(cue.split(" ")[1], own.name) for own in MEASURES.values() for cue in own.cues if cue.split(" ")[0] == name]
    words = [", ".join(EVENTS[name].words), *[""] * (len(made) - 1)]
    return [f"| {cell} | {thing} | `{measure}` |" for cell, (thing, measure) in zip(words, made, strict=True)]


def coded(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def columns_page() -> str:
    sections = [HEAD]
    for title, table in TABLES.items():
        head = f"## {title}\n\n| column | type | meaning | unit | an empty cell means |\n|---|---|---|---|---|"
        sections.append("\n".join([head, *map(row_of, table)]) + "\n")
    measures = "\n".join(map(measure_row, MEASURES.values()))
    events = "\n".join(row for name in EVENTS for row in event_rows(name))
    return "\n".join([*sections, MEASURES_PAGE.format(measures=measures, events=events)])


def test_the_page_of_columns_is_the_table_of_columns() -> None:
    page = DOCS / "columns.md"
    if os.environ.get("RECONCILE_UPDATE_GOLDEN") == "1":
        page.write_text(columns_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == columns_page(), "RECONCILE_UPDATE_GOLDEN=1 pytest writes it anew"


@pytest.mark.parametrize("name", reconcile.list_commands(click.Context(reconcile)))
def test_every_command_and_option_is_documented(name: str) -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    command = reconcile.get_command(click.Context(reconcile), name)
    assert command is not None
    assert f"`reconcile {name}" in page
    options = [text for parameter in command.params for text in parameter.opts if text.startswith("--")]
    assert [text for text in options if f"`{text}" not in page] == []
    assert command.help


def test_options_of_the_page_exist() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    context = click.Context(reconcile)
    commands = [reconcile, *(reconcile.get_command(context, name) for name in reconcile.list_commands(context))]
    known = {text for command in commands if command for parameter in command.params for text in parameter.opts}
    assert set(re.findall(r"--[a-z][a-z-]+", page)) <= known | {"--help"}


@pytest.mark.parametrize("key", known_keys())
def test_every_key_is_documented(key: str) -> None:
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    table, _, name = key.rpartition(".")
    section = next(part for part in page.split("\n## ") if part.startswith(heading(table)))
    assert f"| `{name}` |" in section


def heading(table: str) -> str:
    many = {
        "": "Keys of the top",
        "measures.*": "`[measures.NAME]`",
        "places.*": "`[places.NAME]`",
        "identities": "`[[identities]]`",
        "breaks": "`[[breaks]]`",
        "sums": "`[[sums]]`",
        "inputs": "`[[inputs]]`",
    }
    return many.get(table, f"`[{table}]`")


@pytest.mark.parametrize("name", METHODS)
def test_every_method_has_a_page(name: str) -> None:
    page = (DOCS / "methods" / f"{name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {name}\n")
    assert "**Assumes**" in page
    assert "**Misleads**" in page
    assert f"[{name}]({name}.md)" in (DOCS / "methods" / "README.md").read_text(encoding="utf-8")


# words that look like a rule and are none
NO_RULES = {"month-end", "absolute-time", "de-occupied", "under-counted", "under-reported", "under-reporting",
            "aria-hidden"}  # fmt: skip


# modules of later rooms that reject and find
_LATER_RULES = (
    "inputs/accepted_claims",
    "inputs/article_notices",
    "inputs/fetch_notices",
    "desk/extracted_merge",
    "desk/publication",
    "desk/second_reader",
    "desk/sure_claims",
    "run/learn_track_record",
    "run/parquet_run",
    "run/score_values",
)


def rules_in_the_code() -> set[str]:
    """Every string in kebab-case of the rooms that reject and find, but for a few other words."""
    rooms = ("language", "claims", "articles", "ranges", "sources", "pool", "engine")
    files = [file for room in rooms for file in (ROOT / "reconcile" / room).rglob("*.py")]
    files += [ROOT / "reconcile" / f"{name}.py" for name in _LATER_RULES]
    strings = {
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text for text in strings if re.fullmatch(r"[a-z]+(-[a-z]+)+", text)} - NO_RULES


def documented_rules() -> set[str]:
    page = (DOCS / "findings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([a-z-]+)` \|", page, flags=re.MULTILINE))


def test_every_rule_is_documented() -> None:
    assert sorted(rules_in_the_code() - documented_rules()) == []


def test_every_documented_rule_exists() -> None:
    assert sorted(documented_rules() - rules_in_the_code()) == []


@pytest.mark.parametrize("page", [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))], ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_readme_shows_what_the_shipped_project_says() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^- \*\*(interval|range|attributed)\*\*: (.+)$", readme, flags=re.MULTILINE)
    report = (ROOT / "data" / "processed" / "estimates.csv").read_text(encoding="utf-8").replace('""', '"')
    assert [verdict for verdict, _ in shown] == ["interval", "range", "attributed"]
    assert all(sentence in report for _, sentence in shown)
    assert all((ROOT / path).is_file() for path in re.findall(r"\]\((reports/[^)]+)\)", readme))


def test_files_that_contributing_names_exist() -> None:
    """Paths with a folder in front, in the repository or in the package; for `NAME` the folder has to be there."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = {Path(path) for path in re.findall(r"`((?:\w+/)+(?:[\w-]+\.(?:py|toml|md))?)`", page)}
    paths = [path.parent if path.stem == "NAME" else path for path in sorted(named)]
    assert len(paths) > 20
    assert [path for path in paths if not any((folder / path).exists() for folder in (ROOT, ROOT / "reconcile"))] == []


# kinds of changes of Keep a Changelog 1.1.0, in the order of its page
KINDS_OF_CHANGES = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]


def test_the_changelog_is_in_the_form_of_keep_a_changelog() -> None:
    head, *versions = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert head.startswith("# Changelog\n")
    assert "keepachangelog.com" in head
    assert versions
    for version in versions:
        title, *kinds = re.split(r"^### ", version, flags=re.MULTILINE)
        assert re.match(r"\[(Unreleased\]|\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2})\n", title), title
        named = [kind.partition("\n")[0] for kind in kinds]
        assert named == [kind for kind in KINDS_OF_CHANGES if kind in named]
        assert all("\n- " in kind for kind in kinds)


def test_the_changelog_has_the_version_of_the_package_or_what_comes_next() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text or f"## [{__version__}]" in text
    assert __version__ in text
