"""Views of a project that write nothing: what a check finds, quantities explained, the table of sources."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from reconcile.columns import CLAIMS, ESTIMATES, FINDINGS, names
from reconcile.engine.dependence.copy_findings import origin_row
from reconcile.engine.hear import hear
from reconcile.engine.known_record import known_record
from reconcile.engine.select import matching
from reconcile.engine.sums.add_up_events import add_up_events
from reconcile.engine.sums.events_apart import events_apart
from reconcile.errors import ConfigError, NothingUsableError
from reconcile.folder.config import Config, load_config
from reconcile.inputs.first_rows import FirstRow, first_rows
from reconcile.inputs.input_files import input_files
from reconcile.inputs.prepared import Prepared, options_of, prepare
from reconcile.notebook.reconciliation import Reconciliation, reconcile_checked
from reconcile.records import by_claim, join_records
from reconcile.report.pages.check_lines import check_lines
from reconcile.report.pages.explanation import explain, listed
from reconcile.run.progress import Progress, silent

__all__ = [
    "CheckResult",
    "Explained",
    "check_project",
    "explain_project",
    "rows_of_suspects",
    "source_table",
    "sources_heard",
    "suspect_table",
]


@dataclass(frozen=True)
class CheckResult:
    """What a check found.

    Attributes
    ----------
    claims : int
        Number of claims that can be used.
    rejected, findings : DataFrame
        As in `rejected.csv` and `findings.csv`, without the findings of the pooling itself.
    proposed : int
        Number of extracted claims that nobody has reviewed.
    rows : dict of str to int
        Rows that were read, by what became of them; those that can be used count as used.
    first_rows : list of FirstRow
        First rows of every declared file, as they were read.
    """

    claims: int
    rejected: pd.DataFrame
    findings: pd.DataFrame
    proposed: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    first_rows: list[FirstRow] = field(default_factory=list)


@dataclass(frozen=True)
class Explained:
    """One quantity, its estimates and claims, the explanation in words, the methods side by side, what was foretold.

    `foretold` and `revisions` are empty where they were not asked for; `in_brief` where the text lists one of several.
    """

    quantity: str
    text: str
    estimates: pd.DataFrame
    claims: pd.DataFrame
    methods: pd.DataFrame
    foretold: pd.DataFrame = field(default_factory=pd.DataFrame)
    revisions: pd.DataFrame = field(default_factory=pd.DataFrame)
    in_brief: bool = False


def check_project(root: str | Path = ".", *, progress: Progress | None = None) -> CheckResult:
    """Read and check the claims of a project, and find its quantities and voices, without writing anything.

    Raises
    ------
    ConfigError, InputError
        The project cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     check_project(folder).rejected["value"].tolist()
    ['2024-05-32']
    """
    config = load_config(root)
    try:
        files = input_files(config)
        prepared = prepare(config, files, options_of(config), progress or silent)
    except NothingUsableError as error:
        return CheckResult(0, error.rejected, error.findings, error.proposed)
    checked, options = prepared.checked, prepared.options
    others, events = events_apart(checked.claims)
    registry, record = prepared.registry, known_record(prepared.registry, options)
    heard = hear(others, registry, options.sides, options.claims.measures, options.as_of, options.breaks, record=record)
    findings = [checked.findings, registry.findings, *([record.findings] if record else []), heard.findings]
    if len(events):
        findings.append(add_up_events(events, options.sums, options.level, heard.as_of).findings)
    rows = replace(checked.ledger, used=len(checked.claims)).counts() if checked.ledger else {}
    found = by_claim(join_records(findings, names(FINDINGS)))
    shown = first_rows(checked.claims, {item.shown for item in files.declared})
    return CheckResult(len(checked.claims), checked.rejected, found, len(prepared.proposed), rows, shown)


def _reconciled(config: Config, progress: Progress | None) -> Reconciliation:
    prepared: Prepared = prepare(config, input_files(config), options_of(config), progress or silent)
    return reconcile_checked(prepared.checked, prepared.registry, prepared.options)


def explain_project(
    quantity: str, root: str | Path = ".", *, check: bool = False, progress: Progress | None = None
) -> list[Explained]:  # fmt: skip
    """Explain the quantities that a key, a label, a family or a pattern names, or else words.

    Of several that words find (`search_words`), the text only lists each with its sentence. With `check`, also how far
    the newest figures of each were foretold by those before, and how its voices revise themselves.

    Raises
    ------
    ConfigError
        Nothing matches.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     len(explain_project("Alder valley flood", folder))
    4
    """
    result = _reconciled(load_config(root), progress)
    rows, by_words = _named(result, quantity)
    if rows.empty:
        known = ", ".join(dict.fromkeys(result.estimates["quantity"]))
        raise ConfigError(f"no quantity matches '{quantity}'", hint=f"there are: {_shortened(known)}")
    keys = list(dict.fromkeys(rows["quantity"]))
    explained = [_explained(result, key, in_brief=by_words and len(keys) > 1) for key in keys]
    return [_checked(result, item) for item in explained] if check else explained


# characters of the list of quantities in an error; about six lines of a terminal
_LIST_LENGTH = 480


def _shortened(text: str) -> str:
    return text if len(text) <= _LIST_LENGTH else text[:_LIST_LENGTH].rsplit(",", 1)[0] + ", …"


def _named(result: Reconciliation, quantity: str) -> tuple[pd.DataFrame, bool]:
    """Return the estimates that are meant, and whether only words found them."""
    estimates = result.estimates
    exact = estimates[matching(estimates, [quantity])]
    if len(exact):
        return exact, False
    return result.by_words(quantity), True


def _explained(result: Reconciliation, key: str, *, in_brief: bool) -> Explained:
    estimates = result.estimates.loc[result.estimates["quantity"] == key, names(ESTIMATES)]
    claims = result.claims.loc[result.claims["quantity"] == key, names(CLAIMS)]
    methods = result.sensitivity([key])
    subjects = result.options.subjects
    with result.options.spoken():
        told = listed(estimates, subjects=subjects)
        told = told if in_brief else explain(estimates, claims, methods, subjects=subjects)
    return Explained(key, told, estimates, claims, methods, in_brief=in_brief)


def _checked(result: Reconciliation, item: Explained) -> Explained:
    foretold, revisions = result.check([item.quantity]), result.revisions()
    own = item.claims[["voice", "measure"]].astype(str).drop_duplicates()
    revisions = revisions.merge(own, on=["voice", "measure"])
    text = "\n".join([item.text, "", *check_lines(foretold, revisions, result.options.level)])
    return replace(item, text=text, foretold=foretold, revisions=revisions)


def source_table(root: str | Path = ".", *, progress: Progress | None = None) -> pd.DataFrame:
    """Return a row for each source: grade, stake, weight, what it published and what goes back to it.

    Returns
    -------
    DataFrame
        Columns `source, kind, grade, stake, weight, published, voice_of, used`, sorted by `voice_of`, then name.
        `weight` is the factor of grade and desk, empty where no claim goes back to the source. `published` counts its
        own claims, `voice_of` all claims that go back to it, `used` those of them that are used.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     source_table(folder)[["source", "voice_of"]].values.tolist()[0]
    ['Interior Ministry', 3]
    """
    return sources_heard(_reconciled(load_config(root), progress))


def sources_heard(result: Reconciliation) -> pd.DataFrame:
    """Return a row for each source of a reconciliation, in the columns of `source_table`.

    Examples
    --------
    >>> import reconcile as rc
    >>> sources_heard(rc.reconcile(pd.DataFrame({"quantity": ["dead"], "source": ["A"], "best": [3]})))["used"].tolist()
    [1]
    """
    claims = result.claims
    by_voice = claims.groupby("voice").agg(
        weight=("source_factor", "max"), voice_of=("claim_id", "size"), used=("used", "sum")
    )
    published = claims.groupby("source").size().rename("published")
    registry = result.sources.set_index("source")[["kind", "grade", "stake"]]
    everyone = registry.index.union(by_voice.index).union(published.index).drop("", errors="ignore")
    table = pd.concat([columns.reindex(everyone) for columns in (registry, by_voice, published)], axis=1)
    counts = ["published", "voice_of", "used"]
    table[counts] = table[counts].fillna(0).astype("int64")
    table[["kind", "grade", "stake"]] = table[["kind", "grade", "stake"]].fillna("")
    table = table.rename_axis("source").reset_index()
    table = table.sort_values(["voice_of", "source"], ascending=[False, True], kind="stable", ignore_index=True)
    return table[["source", "kind", "grade", "stake", "weight", *counts]]


def suspect_table(root: str | Path = ".", *, progress: Progress | None = None) -> pd.DataFrame:
    """Return a row for each pair of sources with three common figures: how likely one copies the other.

    Returns
    -------
    DataFrame
        `dependence` of the project's `Reconciliation`, those of the highest score first.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.example import copy_example
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = copy_example(folder)
    ...     len(suspect_table(folder))
    0
    """
    return _reconciled(load_config(root), progress).dependence


def rows_of_suspects(pairs: pd.DataFrame) -> list[str]:
    """Return the lines of `sources.csv` (source, origin, origin_basis) for the pairs that look like copies.

    Parameters
    ----------
    pairs : DataFrame
        `dependence` of a `Reconciliation`.

    Examples
    --------
    >>> rows_of_suspects(pd.DataFrame({"source_a": ["A", "C"], "source_b": ["B", "D"], "told": ["copy", "both_exact"]}))
    ['B,A,suspected']
    """
    copies = pairs[pairs["told"] == "copy"]
    return [origin_row(later, earlier) for later, earlier in zip(copies["source_b"], copies["source_a"], strict=True)]
