"""Axes for notebooks: what they hold, what they are labelled with, and that nothing of matplotlib is left changed."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reconcile.engine import vintages
from reconcile.errors import ConfigError
from reconcile.notebook.options import Options
from reconcile.notebook.reconciliation import Reconciliation, reconcile

MONTHS = [("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28"), ("2025-03-01", "2025-03-31")]


def gains() -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for number, (start, end) in enumerate(MONTHS):
        common = {
            "measure": "area_gained", "party": "Aland", "place": "Bland", "unit": "km2", "temporal": "period",
            "family": "gains", "period_start": start, "period_end": end, "published": f"2025-0{number + 4}-01",
        }  # fmt: skip
        rows += [{**common, "source": source, "best": best + 20 * number}
                 for source, best in (("Monitor", 300.0), ("Ministry", 320.0))]  # fmt: skip
        rows.append({**common, "source": "Monitor", "best": 500.0, "scope": "with Cland"})
    return pd.DataFrame(rows)


def dead() -> pd.DataFrame:
    return pd.DataFrame({
        "quantity": "dead", "measure": "killed", "source": ["Ministry", "Hospital", "Agency"],
        "best": [300.0, 320.0, 310.0], "published": ["2025-01-31", "2025-02-15", "2025-03-01"],
    })  # fmt: skip


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    return reconcile(gains())


@pytest.fixture(scope="module")
def flood() -> Reconciliation:
    return reconcile(dead())


def test_a_series_has_a_point_a_period_and_a_colour_a_scope(result: Reconciliation) -> None:
    axes = result.plot_series("gains")
    assert isinstance(axes, Axes)
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [
        "Ground taken by Aland in Bland, by month", "Ground taken by Aland in Bland (with Cland), by month",
    ]  # fmt: skip
    points = [scatter.get_offsets() for scatter in axes.collections[1::2]]
    assert [len(one) for one in points] == [3, 3]
    assert axes.get_ylabel() == "sq km"
    assert axes.get_xlabel() == "count date, or last day of the period"
    left, right = axes.get_xlim()
    days = np.array([np.datetime64(end, "D").astype(int) for _, end in MONTHS])
    assert left < days.min() < days.max() < right


def test_a_pattern_names_one_scope(result: Reconciliation) -> None:
    keys = sorted(key for key in set(result.estimates["quantity"]) if "Cland" in key)
    axes = result.plot_series("*with Cland*")
    assert axes.get_legend() is None
    assert axes.get_title("left") == "Ground taken by Aland in Bland (with Cland), by month"
    assert len(keys) == 3


def test_a_range_that_may_not_be_pooled_is_drawn_as_it_was_said() -> None:
    rows = gains()[lambda table: table["scope"].isna()]
    rows.loc[rows["source"] == "Ministry", "best"] *= 30
    result = reconcile(rows)
    assert set(result.estimates["publish"]) == {"range"}
    axes = result.plot_series("gains")
    (bars, _) = axes.collections
    first = bars.get_segments()[0]
    assert first[:, 1].tolist() == [300.0, 9600.0]


@pytest.mark.long
def test_a_history_ends_with_the_estimate_of_the_run(flood: Reconciliation) -> None:
    told = flood.vintages("dead")
    assert told["as_of"].dt.strftime("%Y-%m-%d").tolist() == ["2025-01-31", "2025-02-15", "2025-03-01"]
    assert told["publish"].tolist() == ["attributed", "interval", "interval"]
    newest = flood.estimates.iloc[-1]
    assert told.iloc[-1][["low", "best", "high"]].tolist() == newest[["low", "best", "high"]].tolist()


@pytest.mark.long
def test_every_vintage_is_what_a_run_of_that_day_gives(flood: Reconciliation) -> None:
    told = flood.vintages("dead").set_index("as_of")
    for day in told.index:
        then = reconcile(dead(), as_of=day).estimates.iloc[-1]
        if then["publish"] == "interval":
            assert told.loc[day, ["low", "best", "high"]].tolist() == then[["low", "best", "high"]].tolist()
        assert told.loc[day, "publish"] == then["publish"]


@pytest.mark.long
def test_a_history_is_that_of_its_family_alone() -> None:
    """Claims of other families change nothing, so they are not read again; those of its own are."""
    rows = pd.concat([dead().assign(family="flood"), gains()], ignore_index=True)
    pd.testing.assert_frame_equal(
        reconcile(rows, as_of="2025-03-01").vintages("dead"), reconcile(dead().assign(family="flood")).vintages("dead")
    )


@pytest.mark.long
def test_a_history_of_many_dates_is_thinned_to_first_last_and_what_lies_evenly_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert vintages.MOST_VINTAGES == 40
    monkeypatch.setattr(vintages, "MOST_VINTAGES", 8)
    days = pd.date_range("2024-01-01", periods=18, freq="D")
    rows = pd.DataFrame({"quantity": "dead", "source": [f"S{n % 3}" for n in range(18)], "best": 300.0,
                         "published": days.strftime("%Y-%m-%d")})  # fmt: skip
    told = reconcile(rows).vintages("dead")
    assert len(told) == 8
    assert told["as_of"].iloc[[0, -1]].tolist() == [days[0], days[-1]]


def test_the_axes_of_a_history(flood: Reconciliation) -> None:
    axes = flood.plot_history("dead")
    assert axes.get_xlabel() == "known by"
    assert axes.get_ylabel() == "people"
    assert axes.get_title("left") == "People killed"


def test_a_style_reaches_the_labels() -> None:
    axes = reconcile(gains(), options=Options(style="ap")).plot_series("gains")
    assert axes.get_ylabel() == "square kilometers"


@pytest.mark.parametrize("plot", ["plot", "plot_history", "plot_series"])
def test_axes_that_are_given_are_used_and_returned(result: Reconciliation, plot: str) -> None:
    axes = Figure().add_subplot()
    name = "gains" if plot == "plot_series" else result.estimates["quantity"].iloc[0]
    assert getattr(result, plot)(name, axes=axes) is axes
    assert axes.collections


def test_nothing_of_matplotlib_is_left_changed(result: Reconciliation) -> None:
    before = dict(mpl.rcParams)
    result.plot_series("gains")
    result.plot_history(result.estimates["quantity"].iloc[0])
    assert dict(mpl.rcParams) == before


@pytest.mark.long
def test_no_window_is_asked_for() -> None:
    code = (
        "import sys, pandas as pd, reconcile as rc\n"
        "rows = pd.DataFrame({'quantity': 'q', 'source': ['A', 'B'], 'best': [3, 4], 'published': '2025-01-01'})\n"
        "rc.reconcile(rows).plot_history('q')\n"
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=120)


@pytest.mark.parametrize("plot", ["plot", "plot_history"])
def test_a_notebook_shows_new_axes_by_themselves(flood: Reconciliation, plot: str) -> None:
    axes = getattr(flood, plot)("dead")
    assert axes._repr_png_().startswith(b"\x89PNG")


def test_what_is_no_series_says_so(result: Reconciliation, flood: Reconciliation) -> None:
    with pytest.raises(KeyError, match="nothing matches 'pains'"):
        result.plot_series("pains")
    with pytest.raises(KeyError, match="is not a series"):
        flood.plot_series("dead")
    with pytest.raises(KeyError, match="no quantity 'pains'"):
        result.plot_history("pains")


def test_two_units_are_two_plots() -> None:
    rows = pd.concat([gains(), gains().assign(measure="settlements_taken", unit="settlements")], ignore_index=True)
    with pytest.raises(ConfigError, match="matches series in km2, settlements"):
        reconcile(rows).plot_series("gains")


def test_claims_without_dates_have_no_history() -> None:
    rows = pd.DataFrame({"quantity": "q", "source": ["A", "B"], "best": [3, 4]})
    with pytest.raises(ConfigError, match="no claim of 'q' has a date"):
        reconcile(rows).plot_history("q")


def test_titles_with_signs_of_mathematics_are_text() -> None:
    rows = gains().assign(place="$\\frac{1}{", scope="")
    figure = reconcile(rows).plot_series("gains").figure
    figure.canvas.draw()


@pytest.mark.long
@pytest.mark.parametrize(
    "published",
    [("2025-01-30",), ("2025-01-30", "2025-01-31", "2025-02-01"), ("2025-01-01", "2025-01-05", "2025-01-09")],
)
def test_a_history_of_few_days_has_ticks_of_days_and_none_of_hours(published: tuple[str, ...]) -> None:
    rows = [
        {"quantity": "dead", "source": f"S{i}", "best": 300.0 + i, "published": day} for i, day in enumerate(published)
    ]
    axes = reconcile(pd.DataFrame(rows)).plot_history("dead")
    first, last = axes.get_xlim()
    ticks = np.asarray(axes.get_xticks())
    shown = ticks[(ticks >= first) & (ticks <= last)]
    assert len(shown) >= len(published)
    assert (shown == np.round(shown)).all()
    words = axes.xaxis.get_major_formatter().format_ticks(ticks.tolist())
    assert not [word for word in words if ":" in word]
