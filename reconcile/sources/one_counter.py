"""Labels of one counter: a file whose "sources" say by which channel the day's figure of one count came.

Such labels never give the same day, and together they make one rising line. Inside one file they are read as one voice
until the desk says otherwise; of fewer dates a finding asks. Sources that articles name are never joined by shape.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints, Strings, says, strings
from reconcile.claims.text import as_text, group_rows
from reconcile.columns import FINDINGS, names
from reconcile.days import days_of
from reconcile.records import findings, join_records
from reconcile.sources.lines_of_labels import may_be_one
from reconcile.sources.origins import Voices
from reconcile.sources.registry import Registry
from reconcile.spellings import csv_row, list_of, members_of

__all__ = ["join_counters", "settled_counters"]

# dates that labels have in all, and each of those that begin a group, from which their shape is no chance (truth.md 13)
LEAST_DATES, LEAST_OF_LABEL = 8, 4
# the same from which it is asked about: two labels by turns
ASKED_DATES, ASKED_OF_LABEL = 4, 2
# share of the steps from date to date at which the label changes: two papers would each follow their own story for days
LEAST_CHANGES = 0.5

# figures that follow one another: what has a period is a quantity of its own each time
_SERIES = ("cumulative", "stock", "")

# what a series is: rows of one file, of one page, of one quantity
_SERIES_OF = ("file", "url", "quantity")


_SURE = "{}: these labels never give the same day and make one rising line; they are read as one voice"
_OPEN = "{}: these labels never give the same day and make one rising line, of few dates; they may be one voice"


class _Line(NamedTuple):
    """Counts of some labels by day, with the number of the label of each."""

    days: Ints
    figures: Floats
    labels: Ints

    def of(self, wanted: Sequence[int]) -> _Line:
        """Return the counts of some labels."""
        chosen = np.zeros(int(self.labels.max()) + 1, dtype=bool)
        chosen[list(wanted)] = True
        rows = chosen[self.labels]
        return _Line(self.days[rows], self.figures[rows], self.labels[rows])

    def is_one(self) -> bool:
        """Return True where no two labels share a day, and the figures never fall."""
        same_day = self.days[1:] == self.days[:-1]
        other = self.labels[1:] != self.labels[:-1]
        return not (same_day & other).any() and bool((self.figures[1:] >= self.figures[:-1]).all())

    def changes(self) -> bool:
        """Return True where the label changes at least half of the time."""
        return bool((self.labels[1:] != self.labels[:-1]).sum() >= LEAST_CHANGES * (self.dates() - 1))

    def dates(self) -> int:
        """Return how many days have a count."""
        return int((self.days[1:] != self.days[:-1]).sum()) + 1

    def dates_of_labels(self) -> Ints:
        """Return how many days each label has a count."""
        reach = int(np.ptp(self.days)) + 1
        once = np.unique(self.labels * reach + self.days - self.days.min())
        return np.bincount(once // reach).astype(np.int64)


def join_counters(
    voices: Voices, claims: pd.DataFrame, quantity: Ints, figure: pd.Series, registry: Registry
) -> Voices:  # fmt: skip
    """Return voices in which the labels of one counter are one.

    Parameters
    ----------
    voices : Voices
    claims : DataFrame
        Checked claims.
    quantity : ndarray of int, shape (claims,)
    figure : Series of float, shape (claims,)
        Best value of each claim.
    registry : Registry

    Examples
    --------
    >>> from reconcile.claims.checked import check_claims
    >>> from reconcile.sources.origins import find_voices
    >>> from reconcile.sources.registry import registry_of
    >>> rows = pd.DataFrame({"measure": "killed", "temporal": "cumulative", "source": ["day desk", "night desk"] * 4,
    ...                      "count_date": [f"2024-01-0{day}" for day in range(1, 9)], "best": range(10, 18)})
    >>> claims, quantity = check_claims(rows).claims, np.zeros(8, dtype=np.int64)
    >>> voices = find_voices(claims, quantity, registry_of(None))
    >>> join_counters(voices, claims, quantity, claims["best"], registry_of(None)).voice.unique().tolist()
    ['day desk; night desk']
    """
    counted = _counted(voices, claims, registry)
    if not len(counted):
        return voices
    rows = _series(voices, claims, quantity, figure, counted)
    joined: dict[tuple[int, str], str] = {}
    sure: set[tuple[str, str]] = set()
    asked: set[tuple[str, str]] = set()
    for file, number, label, line in _lines(rows):
        groups = [list(label[group]) for group in _groups(line, LEAST_DATES, LEAST_OF_LABEL)]
        sure |= {(file, list_of(labels)) for labels in groups}
        joined |= {(number, name): list_of(labels) for labels in groups for name in labels}
        if not groups:
            few = _groups(line, ASKED_DATES, ASKED_OF_LABEL)
            asked |= {(file, list_of(list(label[group]))) for group in few}
    told = [voices.findings, _asked(sure, _SURE), _asked(asked - sure, _OPEN)]
    return _joined(replace(voices, findings=join_records(told, names(FINDINGS))), quantity, joined)


def settled_counters(found: pd.DataFrame) -> pd.DataFrame:
    """Return findings of parts of a run without questions on labels that another part reads as one voice.

    Examples
    --------
    >>> labels = [("claims.csv", "day desk; night desk")]
    >>> found = join_records([_asked(labels, _OPEN), _asked(labels, _SURE)], names(FINDINGS))
    >>> len(settled_counters(found))
    1
    """
    read = found["message"].str.endswith(_SURE.removeprefix("{}")).to_numpy(dtype=bool)
    asked = found["message"].str.endswith(_OPEN.removeprefix("{}")).to_numpy(dtype=bool)
    labels = pd.MultiIndex.from_frame(found[["file", "value"]].astype(str))
    return found[~(asked & labels.isin(labels[read]))]


def _counted(voices: Voices, claims: pd.DataFrame, registry: Registry) -> Ints:
    """Return the rows of dated counts of series, by labels of which nobody says anything."""
    counted = says(claims["temporal"], *_SERIES) & claims["count_date"].notna().to_numpy() & (voices.hops == 0)
    counted &= says(claims["status"], "accepted") & says(claims["role"], "", "total")
    for name in ("quote", "parent", "dropped_reason"):
        counted &= says(claims[name], "")
    if counted.any():
        plain = voices.source.cat.categories.difference(registry.table.index)
        counted &= voices.source.isin(plain).to_numpy()
    return np.flatnonzero(counted)


def _series(voices: Voices, claims: pd.DataFrame, quantity: Ints, figure: pd.Series, rows: Ints) -> pd.DataFrame:
    """Return the counts of series with two labels or more that may be one counter, by series and day."""
    frame = pd.DataFrame({
        "file": claims["file"].iloc[rows], "url": claims["url"].iloc[rows], "quantity": quantity[rows],
        "day": days_of(claims["count_date"].iloc[rows]), "label": voices.source.iloc[rows],
        "figure": figure.iloc[rows].to_numpy(),
    }).reset_index(drop=True)  # fmt: skip
    lines = frame.assign(series=group_rows([frame[name] for name in _SERIES_OF])[0], label=frame["label"].cat.codes)
    wanted = frame.loc[may_be_one(lines, ASKED_DATES, ASKED_OF_LABEL).index]
    columns = {name: as_text(wanted[name]) for name in ("file", "url", "label")}
    return wanted.assign(**columns).sort_values([*_SERIES_OF, "day", "figure", "label"])


def _lines(rows: pd.DataFrame) -> Iterator[tuple[str, int, Strings, _Line]]:
    """Give the file, quantity, labels and counts of every series."""
    begin = np.flatnonzero(~rows.duplicated(list(_SERIES_OF)).to_numpy())
    file, number, label = (strings(rows["file"]), rows["quantity"].to_numpy(np.int64), strings(rows["label"]))
    day, figure = rows["day"].to_numpy(np.int64), rows["figure"].to_numpy(np.float64)
    for first, last in pairwise([*begin.tolist(), len(rows)]):
        known, code = np.unique(label[first:last], return_inverse=True)
        yield file[first], int(number[first]), known, _Line(day[first:last], figure[first:last], code)


def _groups(line: _Line, least_dates: int, least_of_label: int) -> Iterator[list[int]]:
    """Find the groups of labels that are one counter: each begun by labels of several dates, which others join."""
    dates = line.dates_of_labels()
    groups: list[list[int]] = []
    for label in np.flatnonzero(dates >= least_of_label).tolist():
        fitting = (group for group in groups if line.of([*group, label]).is_one())
        group = next(fitting, None)
        if group is None:
            groups.append([label])
        else:
            group.append(label)
    for group in (group for group in groups if len(group) > 1):
        for label in np.flatnonzero(dates < least_of_label).tolist():
            if line.of([*group, label]).is_one():
                group.append(label)
        whole = line.of(group)
        if whole.dates() >= least_dates and whole.changes():
            yield sorted(group)


def _asked(groups: Collection[tuple[str, str]], message: str) -> pd.DataFrame:
    """Return a finding for every group of labels, with the rows that say what they are."""
    ordered = sorted(groups)
    labels = [members_of(listed) for _, listed in ordered]
    return findings(
        "one-counter", [message.format(", ".join(group)) for group in labels], file=[file for file, _ in ordered],
        column="source", value=[listed for _, listed in ordered],
        hint=[f"if they are one, add to sources.csv (source,origin): {' / '.join(_rows(group))}; if not, the same "
              "rows without an origin" for group in labels],
    )  # fmt: skip


def _rows(labels: Sequence[str]) -> list[str]:
    first, *others = labels
    return [csv_row(first, ""), *(csv_row(label, first) for label in others)]


def _joined(voices: Voices, quantity: Ints, joined: Mapping[tuple[int, str], str]) -> Voices:
    """Return voices with those of some quantities read as another."""
    if not joined:
        return voices
    before = voices.voice.cat.categories
    of_voice = dict(zip(before, voices.members, strict=True))
    after = pd.Index(sorted({*before, *joined.values()}), dtype="str")
    now = voices.voice.cat.codes.to_numpy(np.int64)
    table = pd.DataFrame([(number, label, name) for (number, label), name in joined.items()])
    keys = table[0].to_numpy(np.int64) * len(before) + before.get_indexer(pd.Index(table[1]))
    order = np.argsort(keys)
    keys, into = keys[order], after.get_indexer(pd.Index(table[2]))[order]
    # a claim without a voice, code -1, has no key
    key = np.where(now >= 0, quantity * len(before) + now, -1)
    at = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    codes = np.where(keys[at] == key, into[at], after.get_indexer(before)[now])
    held = pd.Categorical.from_codes(codes, after).remove_unused_categories()
    voice = pd.Series(held, index=voices.voice.index)
    members = tuple(of_voice.get(name) or members_of(name) for name in voice.cat.categories)
    return replace(voices, voice=voice, members=members)
