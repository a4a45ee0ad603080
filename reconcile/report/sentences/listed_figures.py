"""Lists of figures that do not count the same thing, each with its definition, its voice and its date."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, each_once, strings
from reconcile.columns import DATED
from reconcile.engine.competing_definitions import things_counted
from reconcile.report.sentences.attributions import Attributions
from reconcile.report.sentences.clauses import clauses_of
from reconcile.report.sentences.clauses_extra import join_by_row
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.neighbours import definitions_beside
from reconcile.report.sentences.phrasebook import fill, words

__all__ = ["list_entries"]


def list_entries(
    rows: pd.DataFrame, quoted: Attributions, figure: tuple[Strings, Strings], computed: pd.Series,
    subjects: Mapping[str, str], kinds: Strings,
) -> Strings:  # fmt: skip
    """Return the entries of every row's list: its own figure, what is computed, the definitions beside it.

    Parameters
    ----------
    rows : DataFrame
        Rows of `estimates.csv`.
    quoted : Attributions
        The claim that each row quotes.
    figure : pair of ndarray of str, shape (rows,)
        Figures bare and with their units.
    computed : Series of str
        Computed claims in words, index the row.
    subjects : mapping of party to words
    kinds : ndarray of str, shape (rows,)
        Whose the figures are: of `interval` ours, of `range` or `said` several sources', of "" the voice's quoted.

    Returns
    -------
    ndarray of str, shape (rows,)
        Entries joined by "; "; "" in families without a list.
    """
    entries = np.full(len(rows), "", dtype=object)
    if not (rows["publish"] == "list").any():
        return entries
    # only figures of the same family are listed together
    families = rows.loc[rows["publish"] == "list", "family"].unique()
    shown = np.flatnonzero((rows["publish"] != "withheld") & rows["family"].isin(families))
    listed_rows = rows.iloc[shown]
    figures_said = {"number": figure[0][shown], "amount": figure[1][shown]}
    entries[shown] = _own_entries(listed_rows, figures_said, _signatures(rows, quoted, kinds)[shown], subjects)
    beside = definitions_beside(listed_rows, things=things_counted(listed_rows))
    other, row = shown[beside["other"].to_numpy()], shown[beside["row"].to_numpy()]
    others = pd.Series(entries[other], index=row, dtype=object)
    marked = pd.Series(fill(words().fragments["listed_computed"], {"item": computed.to_numpy()}, len(computed)),
                       index=computed.index, dtype=object)  # fmt: skip
    return join_by_row(pd.concat([pd.Series(entries, dtype=object), marked, others]), len(rows))


def _signatures(rows: pd.DataFrame, quoted: Attributions, kinds: Strings) -> Strings:
    """Return who a listed figure is from and of when: one voice's count is signed, all others name their date."""
    date, many = date_words(rows["count_date"].where(rows["temporal"].isin(DATED))), kinds != ""
    who = each_once(kinds, lambda key: words().fragments.get(f"listed_{key}", ""))
    when = fill(words().fragments["to"], {"date": date}, len(rows))
    dated = fill(words().fragments["who"], {"who": who, "when": when}, len(rows))
    return np.where(many, np.where(date == "", who, dated), quoted.who_and_when()).astype(object)


def _own_entries(
    rows: pd.DataFrame, figures_said: Mapping[str, Strings], signatures: Strings, subjects: Mapping[str, str]
) -> Strings:
    """Return figures as entries of a list of definitions: "about 600 killed (NIS, to 30 April 2025)"."""
    clauses = clauses_of(rows, subjects)
    undated = ~np.isin(strings(rows["temporal"]), DATED)
    item = clauses.fill("item", **figures_said)
    when = np.where(undated, clauses.parts["when"], "").astype(object)
    return fill(words().fragments["listed_own"], {"item": item, "when": when, "who": signatures}, len(rows))
