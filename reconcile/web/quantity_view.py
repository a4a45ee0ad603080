"""One quantity as its page and its JSON show it: sentence, interval, charts, and every claim with its weight."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from reconcile.desk.article_claims import article_name
from reconcile.errors import ConfigError
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.plain_numbers import write_number
from reconcile.report.charts.chart import Chart
from reconcile.report.charts.report_charts import report_charts
from reconcile.report.charts.svg_charts import svg_file
from reconcile.report.pages.html.chart_figures import chart_figures
from reconcile.report.sections import ReportTables, families_of
from reconcile.web.estimate_words import estimate_words, quantity_titles

__all__ = ["chart_file", "quantity_chart_figures", "quantity_view"]

# columns of claims that the page shows as they are
_SHOWN = (
    "claim_id", "source", "voice", "phrase", "place", "left_out_reason", "weight_reason", "quote", "file", "unit",
)  # fmt: skip


def quantity_view(tables: Reconciliation, quantity: str) -> dict[str, Any]:
    """Return a quantity as its page and its JSON show it.

    Returns
    -------
    dict
        `quantity, title, estimates` (as of `estimate_words`, by date), `newest`, the last of them, and `claims`:
        `claim_id, source, voice, phrase, range, day, weight, used, left_out_reason, weight_reason, quote, article`.

    Raises
    ------
    ConfigError
        There is no such quantity.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> quantity_view(result, "dead")["newest"]["publish"]
    'interval'
    """
    with tables.options.spoken():
        mask = (tables.estimates["quantity"] == quantity).to_numpy()
        rows = tables.estimates[mask]
        if rows.empty:
            raise ConfigError(
                f"there is no quantity '{quantity}'", hint="it may have another key since a claim was set"
            )
        marks = tables.approvals.loc[rows.index] if len(tables.approvals) == len(tables.estimates) else None
        estimates = estimate_words(rows, marks)
        return {
            "quantity": quantity, "title": quantity_titles(rows, tables.options.subjects)[-1], "estimates": estimates,
            "newest": estimates[-1], "claims": _claims(tables.claims[tables.claims["quantity"] == quantity]),
        }  # fmt: skip


def _claims(claims: pd.DataFrame) -> list[dict[str, Any]]:
    rows = claims.sort_values(["used", "weight", "claim_id"], ascending=[False, False, True], kind="stable")
    return [_claim(row) for row in rows.to_dict("records")]


def _claim(row: dict[Any, Any]) -> dict[str, Any]:
    shown = {name: "" if pd.isna(row[name]) else str(row[name]) for name in _SHOWN}
    low, high = (write_number(row[name]) for name in ("range_low", "range_high"))
    day = next((row[name] for name in ("count_date", "period_end", "published") if pd.notna(row[name])), "")
    article = article_name(shown["file"]) if "/extracted/" in f"/{shown['file']}" else ""
    return {
        **shown, "range": low if low == high else f"{low}–{high}", "used": bool(row["used"]), "article": article,
        "weight": None if pd.isna(row["weight"]) else float(row["weight"]), "day": str(day)[:10],
    }  # fmt: skip


def quantity_chart_figures(tables: Reconciliation, quantity: str) -> list[Markup]:
    """Return the charts of a quantity as the report draws them, the first of them the one that stands for it.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> len(quantity_chart_figures(result, "dead"))
    1
    """
    with tables.options.spoken():
        return chart_figures(_charts(tables, quantity))


def chart_file(tables: Reconciliation, quantity: str) -> str:
    """Return the chart of a quantity as an SVG file, "" where it has none.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": ["A", "B"], "best": [300, 320]}))
    >>> chart_file(result, "dead")[:4]
    '<svg'
    """
    with tables.options.spoken():
        charts = _charts(tables, quantity)
        return svg_file(charts[0]) if charts else ""


def _charts(tables: Reconciliation, quantity: str) -> list[Chart]:
    options = tables.options
    estimates, claims = (
        table[table["quantity"] == quantity].reset_index(drop=True) for table in (tables.estimates, tables.claims)
    )
    shown = ReportTables(
        estimates=estimates, claims=claims, subjects=options.subjects, families=options.families,
        measures=options.claims.measures, curves=tables.curves,
    )  # fmt: skip
    return report_charts(families_of(shown), shown).of_quantity.get(quantity, [])
