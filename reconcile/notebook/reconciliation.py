"""Claims in, estimates out: the walk through the rooms, once, for a notebook as for a run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from reconcile.claims.checked import Checked, check_claims, some_claims
from reconcile.claims.embargo import free_claims
from reconcile.claims.known import later_than
from reconcile.claims.settings import ClaimSettings
from reconcile.claims.text import plain
from reconcile.columns import FINDINGS, REJECTED, names
from reconcile.engine.hear import hear
from reconcile.engine.pooled import pool
from reconcile.engine.side_by_side import COMPARED, side_by_side
from reconcile.engine.tables import claims_table, diagnostics_table, estimates_table
from reconcile.errors import ConfigError, NothingUsableError
from reconcile.pool.methods import DEFAULT_METHOD, find_method
from reconcile.records import findings, join_records
from reconcile.report.pages.proposed_claims import proposed_rows
from reconcile.report.sections import ReportTables
from reconcile.report.sentences.change_lines import no_changes
from reconcile.report.sentences.languages import LANGUAGE, PLAIN
from reconcile.report.sentences.phrasebook import speaking
from reconcile.report.sentences.wording import sentences
from reconcile.sources.identities import Identity, check_identities
from reconcile.sources.registry import Registry, read_sources, registry_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Options", "Reconciliation", "hint_of_nothing", "reconcile", "reconcile_checked"]

# share of cases in which an interval is built to hold; nine in ten is what sources mean by a range (contract)
DEFAULT_LEVEL = 0.9


@dataclass(frozen=True)
class Options:
    """How to reconcile.

    Attributes
    ----------
    level : float
        Share of cases in which low to high is built to hold, between 0.5 and 1.
    at : "latest", "month-end" or dates
        Dates at which cumulative and stock quantities are estimated.
    method : str
        Name of a pooling method.
    as_of : date or None
        Date of knowledge; None takes the newest date in the claims.
    claims : ClaimSettings
    sides : mapping of side to parties
    identities : sequence of Identity
    subjects, families : mapping
        Words for parties ("North Korea": "North Korean soldiers"), titles of families.
    language, style : str
        In which sentences, dates and figures are written: style "plain", "ap" or "guardian".
    """

    level: float = DEFAULT_LEVEL
    at: str | Sequence[Any] = "latest"
    method: str = DEFAULT_METHOD
    as_of: Any = None
    claims: ClaimSettings = field(default_factory=ClaimSettings)
    sides: Mapping[str, Sequence[str]] = field(default_factory=dict)
    identities: Sequence[Identity] = ()
    subjects: Mapping[str, str] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    language: str = LANGUAGE
    style: str = PLAIN

    def spoken(self) -> AbstractContextManager[None]:
        """Return a context in which the report speaks the language and style."""
        return speaking(self.language, self.style)


@dataclass(frozen=True)
class Reconciliation:
    """What came out: tables, and ways to look at one quantity.

    Attributes
    ----------
    estimates, claims, rejected, findings : DataFrame
        The tables of the contract.
    identities : DataFrame
        Declared identities, checked voice by voice.
    sources : DataFrame
        The table of sources that was used.
    diagnostics : DataFrame
        One row an estimate: Q and its probability, I2, tau2, Birge ratio, tail probability, agreement
        (docs/methods/agreement.md).
    options : Options
    proposed : DataFrame
        Extracted claims that nobody has reviewed; they are in no estimate.
    changes : DataFrame
        What changed since the last recorded run of an earlier as-of date; empty outside of a run of a project.
    approvals : DataFrame
        Which estimates an editor has approved; empty outside of a run of a project.
    compared : callable
        The table of `sensitivity` for some quantities, made when it is asked for.
    replayed : callable
        What some of the claims, named by their ids, give at a date of knowledge.
    """

    estimates: pd.DataFrame
    claims: pd.DataFrame
    rejected: pd.DataFrame
    findings: pd.DataFrame
    identities: pd.DataFrame
    sources: pd.DataFrame
    diagnostics: pd.DataFrame
    options: Options
    proposed: pd.DataFrame = field(default_factory=pd.DataFrame)
    changes: pd.DataFrame = field(default_factory=no_changes)
    approvals: pd.DataFrame = field(default_factory=pd.DataFrame)
    compared: Callable[[Collection[str] | None], pd.DataFrame] = field(kw_only=True, repr=False)
    replayed: Callable[[Collection[str], Any], Reconciliation] = field(kw_only=True, repr=False)

    def __repr__(self) -> str:
        used = int(self.claims["used"].sum())
        return (
            f"Reconciliation({self.estimates['quantity'].nunique()} quantities, {used} of {len(self.claims)} claims "
            f"used, {len(self.rejected)} rejections, {len(self.findings)} findings)"
        )

    def _repr_html_(self) -> str:
        columns = ["quantity", "count_date", "publish", "low", "best", "high", "unit", "voices", "agreement"]
        return str(self.estimates[columns].to_html(index=False, escape=True, na_rep="", float_format="{:.6g}".format))

    def tables(self, settings: Mapping[str, str] | None = None) -> ReportTables:
        """Return everything that a report shows."""
        return ReportTables(
            estimates=self.estimates, claims=self.claims, rejected=self.rejected, findings=self.findings,
            sources=self.sources, identities=self.identities,
            settings=settings or {"method": self.options.method, "level": f"{self.options.level:g}"},
            subjects=self.options.subjects, families=self.options.families,
            proposed=proposed_rows(self.proposed, self.claims), changes=self.changes, approvals=self.approvals,
        )  # fmt: skip

    def plot(self, quantity: str, *, axes: Axes | None = None) -> Axes:
        """Draw the forest plot of a quantity at its newest date, as matplotlib Axes.

        Raises
        ------
        KeyError
            No such quantity.
        """
        from reconcile.report.pictures.draw import forest, new_axes

        rows = self._rows(quantity)
        axes = new_axes() if axes is None else axes
        newest = rows.iloc[-1]
        with self.options.spoken():
            forest(axes, newest, self.claims[self.claims["quantity"] == newest["quantity"]])
        return axes

    def plot_series(self, pattern: str, *, axes: Axes | None = None) -> Axes:
        """Draw a series that a key, label or family names: one colour a scope; see `reconcile.notebook.plots`.

        Raises
        ------
        KeyError
            Nothing matches, or what matches is no series.
        ConfigError
            The series are in different units.
        """
        from reconcile.notebook.plots import plot_series

        return plot_series(self, pattern, axes)

    def plot_history(self, quantity: str, *, axes: Axes | None = None) -> Axes:
        """Draw what would have been printed of a quantity at each date of knowledge; see `vintages`.

        Raises
        ------
        KeyError
            No such quantity.
        ConfigError
            None of its claims has a date.
        """
        from reconcile.notebook.plots import plot_history

        return plot_history(self, self._rows(quantity).tail(1), axes)

    def vintages(self, quantity: str) -> pd.DataFrame:
        """Recompute a quantity at the dates on which its claims were published: see `vintages_of`, which it calls."""
        from reconcile.engine.vintages import vintages_of

        newest = self._rows(quantity).iloc[-1]
        return vintages_of(newest["quantity"], self.claims, newest["as_of"], self.replayed)

    def series_sentences(self) -> pd.DataFrame:
        """Say how each period of a series compares with the one before, or why nothing is said; see `comparing`."""
        from reconcile.notebook.plots import series_told

        return series_told(self)

    def explain(self, quantity: str) -> str:
        """Tell in plain text how the estimates of a quantity came about.

        Raises
        ------
        KeyError
            No such quantity.
        """
        from reconcile.report.pages.explanation import explain

        rows = self._rows(quantity)
        keys = set(rows["quantity"])
        with self.options.spoken():
            return explain(rows, self.claims[self.claims["quantity"].isin(keys)], self.sensitivity(keys))

    def sensitivity(self, quantities: Collection[str] | None = None) -> pd.DataFrame:
        """Set the pooling methods side by side; pooled anew at every call, for the quantities asked for.

        Parameters
        ----------
        quantities : collection of str, optional
            Keys as in `estimates`; None takes all of them.

        Returns
        -------
        DataFrame
            `quantity, count_date, method, best, low, high`: one row a method for every estimate of two voices or more,
            in their order, the run's own method first; in the unit of the quantity. Rows are those of a run with that
            method; a method that gives no finite number has empty numbers.

        Examples
        --------
        >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
        >>> reconcile(claims).sensitivity()["method"].tolist()[:3]
        ['linear', 'log', 'vincent']
        """
        return self.compared(quantities)

    def to_markdown(self) -> str:
        """Return the report as Markdown, without figures."""
        from reconcile.report.pages.content import MOST_SECTIONS
        from reconcile.report.pages.markdown import render
        from reconcile.report.sections import shown_quantities

        with self.options.spoken():
            tables = self.tables()
            compared = self.sensitivity(shown_quantities(tables, MOST_SECTIONS))
            return render(replace(tables, sensitivity=compared), {})

    def to_html(self) -> str:
        """Return the report as one HTML page that needs nothing else, with figures."""
        from reconcile.report.pages.content import MOST_SECTIONS
        from reconcile.report.pages.html.page import render_page
        from reconcile.report.sections import shown_quantities

        with self.options.spoken():
            tables = self.tables()
            compared = self.sensitivity(shown_quantities(tables, MOST_SECTIONS))
            return render_page(replace(tables, sensitivity=compared))

    def _rows(self, quantity: str) -> pd.DataFrame:
        """Return the estimates of a key, or of all keys that a label was split into."""
        keys = self.estimates["quantity"]
        rows = self.estimates[(keys == quantity) | keys.str.startswith(f"{quantity}/")]
        if rows.empty:
            raise KeyError(f"no quantity '{quantity}'; there are: {', '.join(sorted(set(keys))[:20])}")
        return rows


def reconcile(
    claims: pd.DataFrame,
    sources: pd.DataFrame | str | Path | None = None,
    *,
    level: float = DEFAULT_LEVEL,
    at: str | Sequence[Any] = "latest",
    method: str = DEFAULT_METHOD,
    as_of: Any = None,
    options: Options | None = None,
) -> Reconciliation:
    """Reconcile claims.

    Parameters
    ----------
    claims : DataFrame
        `quantity` (or `measure`), `source`, and `phrase` or `low`/`best`/`high`; other claim columns are honoured.
    sources : DataFrame or path, optional
        The table of sources; a source missing from it gets the default weight and a finding.
    level : float
        Share of cases in which low to high is built to hold, between 0.5 and 1.
    at : "latest", "month-end" or dates
        With "latest" there is one row a quantity.
    method : str
        Name of a pooling method (`reconcile methods`).
    as_of : date-like, optional
        Date of knowledge: claims published later, or true later, are in no table. Default: the newest date of all.
    options : Options, optional
        Everything at once; then the other settings are not looked at.

    Returns
    -------
    Reconciliation

    Raises
    ------
    NothingUsableError
        No row can be read; its `rejected` says why.
    ConfigError
        A setting cannot be used.

    Examples
    --------
    >>> import pandas as pd
    >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "phrase": ["about 300", "as many as 320"]})
    >>> result = reconcile(claims)
    >>> result.estimates[["publish", "agreement"]].values.tolist()
    [['interval', 'agree']]
    """
    options = options or Options(level=level, at=at, method=method, as_of=as_of)
    table = read_sources(Path(sources)) if isinstance(sources, (str, Path)) else sources
    free = free_claims(claims, options.as_of, dayfirst=options.claims.dayfirst)
    checked = check_claims(free.table, options.claims, as_of=options.as_of)
    rejected = join_records([free.rejected, checked.rejected], names(REJECTED))
    result = reconcile_checked(replace(checked, rejected=rejected), registry_of(table), options)
    return replace(result, claims=plain(result.claims))


def reconcile_checked(checked: Checked, registry: Registry, options: Options) -> Reconciliation:
    """Reconcile claims that have been read and checked; what `reconcile` and a run share.

    Raises
    ------
    NothingUsableError
        Every row was rejected.
    ConfigError
        A setting cannot be used.
    """
    _check_options(options)
    if checked.claims.empty:
        raise NothingUsableError(
            "no claim can be used", hint=hint_of_nothing(checked), rejected=checked.rejected, findings=checked.findings
        )
    heard = hear(checked.claims, registry, options.sides, options.claims.measures, options.as_of)
    pooled = pool(heard, options.at, options.level, options.method)
    estimates, behind = estimates_table(heard, pooled, options.level, options.method)
    claims = claims_table(heard, pooled)
    named = dict(zip(registry.table["source"], registry.table["name"], strict=True))
    printed = {source: name for source, name in named.items() if name}
    with options.spoken():
        estimates["wording"] = sentences(
            estimates, claims, subjects=options.subjects, families=options.families, sources=printed, behind=behind
        )
    identities = check_identities(heard.for_identities(), options.identities)
    found = [checked.findings, registry.findings, heard.findings, pooled.findings, _broken(identities)]
    methods = tuple(dict.fromkeys((options.method, *COMPARED)))
    return Reconciliation(
        estimates, claims, checked.rejected, join_records(found, names(FINDINGS)), identities,
        registry.table.reset_index(drop=True), diagnostics_table(estimates, pooled.cells), options,
        compared=partial(side_by_side, heard, pooled, options.level, methods),
        replayed=partial(_known_by, checked, registry, options),
    )  # fmt: skip


def _known_by(
    checked: Checked, registry: Registry, options: Options, claim_ids: Collection[str], as_of: Any
) -> Reconciliation:
    """Reconcile some of the claims with what was known by a date, at their newest count."""
    part = some_claims(checked.claims, checked.claims["claim_id"].isin(list(claim_ids)).to_numpy())
    part = some_claims(part, ~later_than(part, as_of, options.claims))
    known = reconcile_checked(replace(checked, claims=part), registry, replace(options, as_of=as_of, at="latest"))
    return replace(known, claims=plain(known.claims))


def hint_of_nothing(checked: Checked) -> str:
    """Say what to do where no claim is left.

    Examples
    --------
    >>> hint_of_nothing(check_claims(pd.DataFrame({"source": [""]})))
    'see the rejected rows'
    """
    if checked.later and checked.rejected.empty:
        return "all are later than the as-of date"
    return "see the rejected rows"


def _check_options(options: Options) -> None:
    if not 0.5 < options.level < 1:  # noqa: PLR2004  half is below the quartiles that the table gives beside it
        raise ConfigError("level must lie between 0.5 and 1", value=f"{options.level:g}", hint="0.9 is usual")
    try:
        find_method(options.method)
    except ValueError as error:
        raise ConfigError(str(error), value=options.method, hint="`reconcile methods` lists them") from error
    if isinstance(options.at, str) and options.at not in ("latest", "month-end"):
        raise ConfigError(f"at = '{options.at}' is not understood", hint='"latest", "month-end" or a list of dates')


def _broken(identities: pd.DataFrame) -> pd.DataFrame:
    rows = identities[~identities["holds"].astype(bool)]
    return findings(
        "identity-broken",
        rows["identity"] + " does not hold for " + rows["voice"] + ": " + rows["equation"].astype(str),
        family=rows["family"], claim_id=rows["claim_ids"], hint="check the parts for another definition or date",
    )  # fmt: skip
