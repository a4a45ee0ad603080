"""The tables of a reconciliation, with a draft sentence for every estimate and the ways to look at them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from reconcile.arrays import Ints
from reconcile.claims.checked import Checked, check_claims
from reconcile.claims.embargo import free_claims
from reconcile.claims.given_frame import given_frame
from reconcile.claims.ledger import Ledger
from reconcile.claims.near_headers import alike_headers, missing_columns
from reconcile.claims.nothing_usable import nothing_usable
from reconcile.claims.text import plain
from reconcile.columns import FINDINGS, REJECTED, TEXTS, names
from reconcile.defaults import DEFAULT_LEVEL, DEFAULT_METHOD
from reconcile.engine.asked_later import AskedLater
from reconcile.engine.claims_behind import count_days
from reconcile.engine.reconcile import Reconciled, reconcile_tables
from reconcile.engine.sums.sum_rows import METHOD
from reconcile.errors import ConfigError
from reconcile.notebook.options import Options
from reconcile.plurals import counted
from reconcile.records import join_records
from reconcile.report.pages.proposed_claims import proposed_rows
from reconcile.report.sections import ReportTables
from reconcile.report.sentences.change_lines import no_changes
from reconcile.report.sentences.sum_sentences import sum_texts
from reconcile.report.sentences.told_rows import ToldRows, told_rows
from reconcile.report.sentences.wording import texts_of
from reconcile.sources.breaks import count_breaks
from reconcile.sources.registry import Registry, read_sources, registry_of
from reconcile.sources.track_record import read_track_record

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Reconciliation", "reconcile", "reconcile_checked"]


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """What came out: tables, and ways to look at one quantity.

    Attributes
    ----------
    estimates, claims, rejected, findings : DataFrame
        The tables of the contract.
    identities : DataFrame
        Accounting rules, checked voice by voice.
    sources : DataFrame
        The table of sources that was used.
    diagnostics : DataFrame
        One row an estimate: Q and its probability, I2, tau2, Birge ratio, tail probability, agreement
        (docs/methods/agreement.md).
    dependence : DataFrame
        One row a pair of sources with three common figures: how likely one copies the other
        (docs/methods/dependence.md).
    curves : DataFrame
        Totals that only rise, date by date, and where their pace would lead after the newest count
        (docs/methods/growth.md).
    options : Options
    ledger : Ledger
        Where every row that was read went: used, superseded, left out, rejected, set aside.
    proposed : DataFrame
        Extracted claims that nobody has reviewed; they are in no estimate.
    changes : DataFrame
        What changed since the last recorded run of an earlier as-of date; empty outside of a run of a project.
    compared_before : bool
        Whether there is such a run, so that no row of `changes` means that nothing changed.
    approvals : DataFrame
        Which estimates an editor has approved; empty outside of a run of a project.
    corrections : DataFrame
        Approved sentences that no longer hold, and what is for readers; empty outside of a run of a project.
    replayed : callable
        What some of the claims, named by their ids, give at a date of knowledge.
    later : AskedLater
        What the tables of `sensitivity`, `predict`, `check` and `revisions` are made of, when they are asked for.
    voices, pulls : DataFrame
        With `method="curve"`: how every voice stands to the curves, and what every claim pulls; else without a row.
    laid_out : ToldRows, optional
        The estimates as they were laid out for their sentences; None where sums of events stand among them.
    """

    estimates: pd.DataFrame
    claims: pd.DataFrame
    rejected: pd.DataFrame
    findings: pd.DataFrame
    identities: pd.DataFrame
    sources: pd.DataFrame
    diagnostics: pd.DataFrame
    dependence: pd.DataFrame
    curves: pd.DataFrame
    options: Options
    ledger: Ledger | None = None
    proposed: pd.DataFrame = field(default_factory=pd.DataFrame)
    changes: pd.DataFrame = field(default_factory=no_changes)
    compared_before: bool = False
    approvals: pd.DataFrame = field(default_factory=pd.DataFrame)
    corrections: pd.DataFrame = field(default_factory=pd.DataFrame)
    replayed: Callable[[Collection[str], Any], Reconciled] = field(repr=False)
    later: AskedLater = field(repr=False)
    voices: pd.DataFrame = field(default_factory=pd.DataFrame)
    pulls: pd.DataFrame = field(default_factory=pd.DataFrame)
    laid_out: ToldRows | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        used = int(self.claims["used"].sum())
        quantities = counted(self.estimates["quantity"].nunique(), "quantity", "quantities")
        return (
            f"Reconciliation({quantities}, {used} of {counted(len(self.claims), 'claim')} used, "
            f"{counted(len(self.rejected), 'rejection')}, {counted(len(self.findings), 'finding')})"
        )

    def _repr_html_(self) -> str:
        from reconcile.notebook.brief_table import brief_table

        subjects, families = self.options.subjects, self.options.families
        with self.options.spoken():
            return brief_table(self.estimates, self.claims, subjects=subjects, families=families)

    @cached_property
    def printed(self) -> pd.DataFrame:
        """The sentences that can be printed, family by family, made when they are asked for.

        Columns of `printed.csv`, one row a sentence, in the order of a report.

        Examples
        --------
        >>> claims = pd.DataFrame({"quantity": "dead", "source": "A", "best": [300]})
        >>> reconcile(claims).printed["sentence"].tolist()
        ['The figure for “dead” is 300, A said.']
        """
        from reconcile.report.printed_sentences import printed_sentences

        named = zip(self.sources["source"], self.sources["name"], strict=True)
        with self.options.spoken():
            return printed_sentences(
                self.estimates, self.claims, approvals=self.approvals, subjects=self.options.subjects,
                sources={source: name for source, name in named if name}, eras=self._eras(),
                identities=self.identities, laid_out=self.laid_out,
            )  # fmt: skip

    def _eras(self) -> Ints | None:
        """Return how many breaks of its voice lie behind each claim, None where no break is declared."""
        if not self.options.breaks:
            return None
        claims, registry = self.claims, registry_of(self.sources)
        return count_breaks(self.options.breaks, registry, claims["voice"], claims["measure"], count_days(claims))

    def tables(self, settings: Mapping[str, str] | None = None) -> ReportTables:
        """Return everything that a report shows."""
        return ReportTables(
            estimates=self.estimates, claims=self.claims, rejected=self.rejected, findings=self.findings,
            sources=self.sources, identities=self.identities,
            settings=settings or {"method": self.options.method, "level": f"{self.options.level:g}"},
            subjects=self.options.subjects, families=self.options.families,
            proposed=proposed_rows(self.proposed, self.claims), changes=self.changes,
            compared_before=self.compared_before, approvals=self.approvals,
            printed=self.printed, corrections=self.corrections, measures=self.options.claims.measures,
            curves=self.curves,
        )  # fmt: skip

    def plot(self, quantity: str, *, axes: Axes | None = None) -> Axes:
        """Draw the forest plot of a quantity at its newest date, as matplotlib Axes.

        Raises
        ------
        KeyError
            No such quantity.
        """
        from reconcile.report.pictures.draw import draw_titled_forest, new_axes

        rows = self._rows(quantity)
        axes = new_axes() if axes is None else axes
        newest = rows.iloc[-1]
        with self.options.spoken():
            draw_titled_forest(axes, newest, self.claims[self.claims["quantity"] == newest["quantity"]])
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

        with self.options.spoken():
            return plot_series(self.estimates, pattern, subjects=self.options.subjects, axes=axes)

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

        newest = self._rows(quantity).tail(1)
        vintages = self.vintages(newest["quantity"].iloc[0])
        with self.options.spoken():
            return plot_history(vintages, newest, subjects=self.options.subjects, axes=axes)

    def vintages(self, quantity: str) -> pd.DataFrame:
        """Recompute a quantity at the dates on which its claims were published: see `vintages_of`, which it calls."""
        from reconcile.engine.vintages import vintages_of

        newest = self._rows(quantity).iloc[-1]
        if newest["method"] == METHOD:
            return self._vintages_of_sum(newest)
        return vintages_of(newest["quantity"], self.claims, newest["as_of"], self._estimates_known_by)

    def _vintages_of_sum(self, total: pd.Series) -> pd.DataFrame:
        """Return what a total was whenever an edition of its list was published."""
        from reconcile.engine.vintages import vintages_of

        events = self.claims[self.claims["voice"].astype(str) == total["event_list"]]
        if events["published"].isna().any():
            hint = "fill `published` of its events; `reconcile history` has what runs recorded"
            raise ConfigError(f"{total['event_list']} does not say when its editions were published", hint=hint)
        own = events.assign(quantity=total["quantity"])
        return vintages_of(total["quantity"], own, total["as_of"], lambda ids, day: self.replayed(ids, day).sums)

    def _estimates_known_by(self, claim_ids: Collection[str], as_of: Any) -> pd.DataFrame:
        """Return the estimates that some of the claims give at a date of knowledge."""
        return self.replayed(claim_ids, as_of).estimates

    def series_sentences(self) -> pd.DataFrame:
        """Return how each period of a series compares with the one before, or why nothing is said; see `comparisons`.

        Returns
        -------
        DataFrame
            `series, earlier, later, comparison, sentence`.

        Examples
        --------
        >>> claims = pd.DataFrame({"quantity": "gain", "source": ["A", "B"], "best": [300, 320], "temporal": "period",
        ...                        "period_start": ["2025-01-01", "2025-02-01"],
        ...                        "period_end": ["2025-01-31", "2025-02-28"]})
        >>> reconcile(claims).series_sentences()["comparison"].tolist()
        ['other_voices']
        """
        from reconcile.report.sentences.comparisons import series_sentences

        names_of_sources = zip(self.sources["source"], self.sources["name"], strict=True)
        with self.options.spoken():
            return series_sentences(
                self.estimates, self.claims, subjects=self.options.subjects,
                sources={source: name for source, name in names_of_sources if name},
            )  # fmt: skip

    def explain(self, quantity: str) -> str:
        """Explain in plain text how the estimates of a quantity came about.

        Parameters
        ----------
        quantity : str
            A key or a label, or words such as "North Korean dead"; several quantities that words find are listed.

        Raises
        ------
        KeyError
            No such quantity.

        Examples
        --------
        >>> claims = pd.DataFrame({"measure": ["killed", "wounded"], "source": "A", "best": [300, 400]})
        >>> reconcile(claims).explain("deaths").splitlines()[1]
        '  People killed'
        """
        from reconcile.report.pages.explanation import explain, listed

        rows, subjects = self._keyed(quantity), self.options.subjects
        by_words = rows.empty
        rows = self.by_words(quantity) if by_words else rows
        keys = set((self._rows(quantity) if rows.empty else rows)["quantity"])
        with self.options.spoken():
            if by_words and len(keys) > 1:
                return listed(rows, subjects=subjects)
            own = self.claims[self.claims["quantity"].isin(keys)]
            return explain(rows, own, self.sensitivity(keys), subjects=subjects)

    def found(self, asked: str) -> pd.Series:
        """Return which estimates words find: "nk casualties", "Deaths in Kursk"; see `search_words`.

        Examples
        --------
        >>> claims = pd.DataFrame({"measure": ["killed", "wounded"], "source": "A", "best": [300, 400]})
        >>> reconcile(claims).found("the dead").tolist()
        [True, False]
        """
        return self.estimates.index.to_series().isin(self.by_words(asked).index)

    def by_words(self, asked: str) -> pd.DataFrame:
        """Return the estimates that words find, in the order of what is meant; see `found_order`.

        Examples
        --------
        >>> claims = pd.DataFrame({"quantity": ["flood, week", "flood"], "temporal": ["period", "cumulative"],
        ...                        "source": "A", "best": [30, 400]})
        >>> reconcile(claims).by_words("flood")["quantity"].tolist()
        ['flood', 'flood, week']
        """
        from reconcile.report.sentences.search_words import found_order, own_words, search_words, standing_of

        options, rows = self.options, self.estimates.drop_duplicates("quantity", keep="last")
        with options.spoken():
            own = own_words(rows, subjects=options.subjects, measures=options.claims.measures, claims=self.claims)
            found = search_words(rows, own, families=options.families)
            keys = rows["quantity"].iloc[found_order(found, own, standing_of(rows), asked)]
        place = self.estimates["quantity"].map(dict(zip(keys, range(len(keys)), strict=True))).dropna()
        return self.estimates.loc[place.sort_values(kind="stable").index]

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
        return self.later.compared(quantities)

    def predict(self, claims: pd.DataFrame) -> pd.DataFrame:
        """Return what voices will say: an estimate is of the truth, this is of a figure that a source gives.

        Parameters
        ----------
        claims : DataFrame
            Quantity (or measure and what else defines it), source and date of each figure asked about, as in the table
            of claims; figures beside them are not looked at.

        Returns
        -------
        DataFrame
            `low, low50, best, high50, high`, one row for each asked, with its index, in the unit of the quantity: with
            the level of the run between low and high. Empty where a row cannot be read, or the run has no number for
            its quantity. With `method="curve"` by the curves, ungated, where one can be drawn; else by the pool.

        Raises
        ------
        TypeError
            `claims` is no DataFrame.

        Examples
        --------
        >>> claims = pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]})
        >>> reconcile(claims).predict(pd.DataFrame({"quantity": ["dead"], "source": ["A"]}))["best"].round(-1).tolist()
        [300.0]
        """
        return self.later.foretold(claims)

    def check(self, quantities: Collection[str] | None = None) -> pd.DataFrame:
        """Hide the newest third of the dated figures of each quantity, and foretell them from those before.

        Parameters
        ----------
        quantities : collection of str, optional
            Keys as in `estimates`; None takes all of them.

        Returns
        -------
        DataFrame
            `quantity, claim_id, voice, count_date, figure, low, best, high, inside`, one row a hidden figure, of
            quantities with six dated figures or more. That figures lie inside as often as the level says shows that
            sources are predictable, not that they are right.

        Examples
        --------
        >>> days = pd.date_range("2025-01-01", periods=6).astype(str)
        >>> claims = pd.DataFrame({"quantity": "dead", "source": list("ABCABC"), "best": [100, 110, 120, 130, 140, 150],
        ...                        "temporal": "cumulative", "count_date": days})
        >>> reconcile(claims).check()["inside"].tolist()
        [True, True]
        """
        return self.later.figures_checked(quantities)

    def revisions(self) -> pd.DataFrame:
        """Return how often every voice changed its own figure of one day, and by how much.

        Returns
        -------
        DataFrame
            `voice, measure, figures, revisions, typical, largest`; sizes are shares, of the larger over the smaller
            figure.

        Examples
        --------
        >>> claims = pd.DataFrame({"quantity": "dead", "source": "A", "best": [300, 330], "count_date": "2025-01-01",
        ...                        "published": ["2025-01-02", "2025-02-02"]})
        >>> reconcile(claims).revisions()["typical"].round(2).tolist()
        [0.1]
        """
        return self.later.revised()

    def to_markdown(self) -> str:
        """Return the report as Markdown, without figures."""
        from reconcile.report.pages.content import MOST_SECTIONS
        from reconcile.report.pages.markdown import render_markdown
        from reconcile.report.sections import section_quantities

        with self.options.spoken():
            tables = self.tables()
            compared = self.sensitivity(section_quantities(tables, MOST_SECTIONS))
            return render_markdown(replace(tables, sensitivity=compared), {})

    def to_html(self) -> str:
        """Return the report as one HTML page that needs nothing else, with figures."""
        from reconcile.report.pages.content import MOST_SECTIONS
        from reconcile.report.pages.html.page import render_page
        from reconcile.report.sections import section_quantities

        with self.options.spoken():
            tables = self.tables()
            compared = self.sensitivity(section_quantities(tables, MOST_SECTIONS))
            return render_page(replace(tables, sensitivity=compared))

    def _rows(self, quantity: str) -> pd.DataFrame:
        """Return the estimates of a key, or of all keys that a label was split into."""
        rows = self._keyed(quantity)
        if rows.empty:
            raise KeyError(
                f"no quantity '{quantity}'; there are: {', '.join(sorted(set(self.estimates['quantity']))[:20])}"
            )
        return rows

    def _keyed(self, quantity: str) -> pd.DataFrame:
        keys = self.estimates["quantity"]
        return self.estimates[(keys == quantity) | keys.str.startswith(f"{quantity}/")]


def reconcile(
    claims: pd.DataFrame,
    sources: pd.DataFrame | str | Path | None = None,
    *,
    level: float = DEFAULT_LEVEL,
    at: str | Sequence[Any] = "latest",
    method: str = DEFAULT_METHOD,
    as_of: Any = None,
    track_record: pd.DataFrame | str | Path | None = None,
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
    track_record : DataFrame or path, optional
        How far sources used to be off (`learn_track_record`): widths and weights follow it.
    options : Options, optional
        Everything at once; then the other settings are not looked at.

    Returns
    -------
    Reconciliation

    Raises
    ------
    NothingUsableError
        No row can be read; the message names the first ones and why, `rejected` has all of them.
    InputError
        A column occurs twice, or there are more columns than any table of claims has.
    TypeError
        `claims` is no DataFrame, or `sources` neither a DataFrame nor a path.
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
    past = read_track_record(Path(track_record)) if isinstance(track_record, (str, Path)) else track_record
    options = options or Options(level=level, at=at, method=method, as_of=as_of, track_record=past)
    table = read_sources(Path(sources)) if isinstance(sources, (str, Path)) else sources
    given = given_frame(claims)
    free = free_claims(given, options.as_of, dayfirst=options.claims.dayfirst)
    checked = check_claims(free.table, options.reading(), as_of=options.as_of)
    rejected = join_records([free.rejected, checked.rejected], names(REJECTED))
    findings = join_records([alike_headers(given.columns), checked.findings], names(FINDINGS))
    if checked.claims.empty:
        missing = missing_columns(given.columns)
        raise nothing_usable(rejected, findings, later=checked.later, held=free.embargoed, hint=missing)
    own = checked.ledger or Ledger(read=len(free.table))
    ledger = replace(
        own, read=len(given), rejected=own.rejected + len(free.rejected), embargoed=free.embargoed
    )  # fmt: skip
    whole = replace(checked, rejected=rejected, findings=findings, ledger=ledger)
    result = reconcile_checked(whole, registry_of(table), options)
    return replace(result, claims=plain(result.claims))


def reconcile_checked(
    checked: Checked, registry: Registry, options: Options, tables: Reconciled | None = None
) -> Reconciliation:  # fmt: skip
    """Reconcile claims that have been read and checked, with a draft sentence for every estimate.

    What `reconcile` and a run share; parameters and errors as of `reconcile_tables`. Where claims are reconciled
    elsewhere, `tables` is what came of them.
    """
    tables = reconcile_tables(checked, registry, options) if tables is None else tables
    named = zip(registry.table["source"], registry.table["name"], strict=True)
    printed = {source: name for source, name in named if name}
    with options.spoken():
        told = told_rows(tables.estimates, tables.claims, tables.behind, options.subjects, printed)
        texts = texts_of(told, tables.estimates, tables.identities)
        recorded = sum_texts(tables.sums, subjects=options.subjects) if len(tables.sums) else texts.head(0)
    pairs = ((tables.estimates, texts), (tables.sums, recorded))
    worded = [table.assign(**{name: said[name] for name in TEXTS}) for table, said in pairs]
    return Reconciliation(
        estimates=_in_order([table for table in worded if len(table)] or worded[:1]),
        claims=tables.claims,
        rejected=tables.rejected,
        findings=tables.findings,
        identities=tables.identities,
        sources=tables.sources,
        diagnostics=tables.diagnostics,
        dependence=tables.dependence,
        curves=tables.curves,
        options=options,
        ledger=checked.ledger.settled(tables.claims) if checked.ledger else None,
        replayed=tables.replayed,
        later=tables.later,
        voices=tables.voices,
        pulls=tables.pulls,
        laid_out=None if len(tables.sums) else told,
    )


def _in_order(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return pooled estimates and sums as one table, sorted by quantity, then date."""
    if len(tables) == 1:
        return tables[0]
    rows = pd.concat(tables, ignore_index=True)
    return rows.sort_values(["quantity", "count_date"], kind="stable").reset_index(drop=True)
