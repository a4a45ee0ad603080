"""Labels of one counter: a file whose "sources" say by which channel the day's figure of one count came.

Such labels never give the same day, and together they make one rising line. Inside one file they are read as one voice
until the desk says otherwise; of fewer dates a finding asks. Sources that articles name are never joined by shape.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from reconcile.arrays import Floats, Ints, Strings
from reconcile.claims.text import as_text, group_rows
from reconcile.columns import FINDINGS, names
from reconcile.days import days_of
from reconcile.records import findings, join_records
from reconcile.sources.origins import Voices
from reconcile.sources.registry import Registry
from reconcile.spellings import csv_row, list_of, members_of

__all__ = ["join_counters"]

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


class _Line(NamedTuple):
    """Counts of some labels by day, with the label of each."""

    days: Ints
    figures: Floats
    labels: Strings

    def of(self, wanted: Collection[str]) -> _Line:
        """Return the counts of some labels."""
        rows = np.isin(self.labels, list(wanted))
        return _Line(self.days[rows], self.figures[rows], self.labels[rows])

    def is_one(self) -> bool:
        """Return True where no two labels share a day, and the figures never fall."""
        same_day, other = np.diff(self.days) == 0, self.labels[1:] != self.labels[:-1]
        return not (same_day & other).any() and bool((np.diff(self.figures) >= 0).all())

    def changes(self) -> bool:
        """Return True where the label changes at least half of the time."""
        return bool((self.labels[1:] != self.labels[:-1]).sum() >= LEAST_CHANGES * (len(np.unique(self.days)) - 1))

    def dates(self) -> int:
        """Return how many days have a count."""
        return len(np.unique(self.days))


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
    rows = _series(voices, claims, quantity, figure, registry)
    joined: dict[tuple[int, str], str] = {}
    sure: set[tuple[str, str]] = set()
    asked: set[tuple[str, str]] = set()
    for _, series in rows.groupby(list(_SERIES_OF), sort=True):
        file, number = str(series["file"].iloc[0]), int(series["quantity"].iloc[0])
        line = _Line(*(series[name].to_numpy() for name in ("day", "figure", "label")))
        groups = list(_groups(line, LEAST_DATES, LEAST_OF_LABEL))
        sure |= {(file, list_of(labels)) for labels in groups}
        joined |= {(number, label): list_of(labels) for labels in groups for label in labels}
        if not groups:
            asked |= {(file, list_of(labels)) for labels in _groups(line, ASKED_DATES, ASKED_OF_LABEL)}
    told = [voices.findings, _asked(sure, "{}: these labels never give the same day and make one rising line; they are "
            "read as one voice"), _asked(asked - sure, "{}: these labels never give the same day and make one rising "
            "line, of few dates; they may be one voice")]  # fmt: skip
    return _joined(replace(voices, findings=join_records(told, names(FINDINGS))), quantity, joined)


def _series(
    voices: Voices, claims: pd.DataFrame, quantity: Ints, figure: pd.Series, registry: Registry
) -> pd.DataFrame:  # fmt: skip
    """Return the counts of series with two labels or more that may be one counter, by series and day."""
    plain = voices.source.cat.categories.difference(registry.table.index)
    counted = voices.source.isin(plain).to_numpy() & (voices.hops == 0)
    for name in ("quote", "parent", "dropped_reason"):
        counted = counted & (claims[name] == "").to_numpy()
    counted &= (claims["status"] == "accepted").to_numpy() & claims["temporal"].isin(_SERIES).to_numpy()
    counted &= claims["count_date"].notna().to_numpy() & claims["role"].isin(["", "total"]).to_numpy()
    rows = np.flatnonzero(counted)
    frame = pd.DataFrame({
        "file": claims["file"].iloc[rows], "url": claims["url"].iloc[rows], "quantity": quantity[rows],
        "day": days_of(claims["count_date"].iloc[rows]), "label": voices.source.iloc[rows],
        "figure": figure.iloc[rows].to_numpy(),
    })  # fmt: skip
    few = frame.assign(series=group_rows([frame[name] for name in _SERIES_OF])[0])
    several = few[few.groupby("series")["label"].transform("nunique") > 1]
    several = several[several.groupby("series")["day"].transform("nunique") >= ASKED_DATES]
    wanted = several[several["series"].isin(_with_labels_apart(several))]
    columns = {name: as_text(wanted[name]) for name in ("file", "url", "label")}
    return wanted.assign(**columns).sort_values([*_SERIES_OF, "day", "figure", "label"])


def _with_labels_apart(counts: pd.DataFrame) -> pd.Index:
    """Return the series in which some two labels share no day: in most, all sources speak of the same days."""
    once = counts[["series", "day", "label"]].drop_duplicates()
    once = once.assign(label=pd.factorize(once["label"])[0])
    met = once.merge(once.rename(columns={"label": "other"}), on=["series", "day"])
    met = met[met["label"] < met["other"]]
    sharing = met.drop_duplicates(["series", "label", "other"]).groupby("series").size()
    labels = once.groupby("series")["label"].nunique()
    return labels.index[labels * (labels - 1) // 2 > sharing.reindex(labels.index).fillna(0)]


def _groups(line: _Line, least_dates: int, least_of_label: int) -> Iterator[list[str]]:
    """Find the groups of labels that are one counter: each begun by labels of several dates, which others join."""
    dates = {label: line.of([label]).dates() for label in sorted(set(line.labels))}
    groups: list[list[str]] = []
    for label in (label for label, count in dates.items() if count >= least_of_label):
        fitting = (group for group in groups if line.of([*group, label]).is_one())
        group = next(fitting, None)
        if group is None:
            groups.append([label])
        else:
            group.append(label)
    for group in (group for group in groups if len(group) > 1):
        for label in (label for label, count in dates.items() if count < least_of_label):
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
    code_of = {name: code for code, name in enumerate(before)}
    after = sorted({*before, *joined.values()})
    codes = pd.Index(after).get_indexer(before)[voices.voice.cat.codes]
    for (number, label), name in joined.items():
        # few series are one counter, so that a pass over the claims for each is cheap
        codes[(quantity == number) & (voices.voice.cat.codes == code_of[label]).to_numpy()] = after.index(name)
    held = pd.Categorical.from_codes(codes, pd.Index(after, dtype="str")).remove_unused_categories()
    voice = pd.Series(held, index=voices.voice.index)
    members = tuple(of_voice.get(name) or members_of(name) for name in voice.cat.categories)
    return replace(voices, voice=voice, members=members)
