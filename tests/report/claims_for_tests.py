# ruff: noqa: E501  a table is read by its lines: one claim, one line
"""Builders of the tables that a report is made of, and a small realistic run."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from reconcile.columns import CLAIMS, ESTIMATES, FINDINGS, SOURCES, Column, names
from reconcile.records import findings, rejections
from reconcile.report.printed_sentences import printed_sentences
from reconcile.report.sections import ReportTables
from reconcile.report.sentences.wording import sentences

GAIN = "russian_area_gained"
FAMILY = "North Korean casualties in Kursk"

_EMPTY: dict[str, Any] = {"string": "", "number": np.nan, "integer": 0, "boolean": False, "date": None}

# spread of the ranges that phrases are read as, for the builder alone: low and high as shares of the figure
_READ = {"exact": (1.0, 1.0), "approx": (0.93, 1.07), "lower": (1.0, 1.12), "upper": (0.65, 1.0), "floor": (1.0, 1.35)}

_BEST = {"lower": 1.04, "upper": 0.88}


def frame(rows: list[dict[str, Any]], columns: tuple[Column, ...]) -> pd.DataFrame:
    """A table with the exact columns of the contract, empty where a row says nothing."""
    data = {column.name: [row.get(column.name, _EMPTY[column.type]) for row in rows] for column in columns}
    table = pd.DataFrame(data, columns=names(columns))
    for column in columns:
        if column.type == "date":
            table[column.name] = pd.to_datetime(table[column.name]).astype("datetime64[s]")
        elif column.type == "number":
            table[column.name] = table[column.name].astype(float)
        elif column.type == "string":
            table[column.name] = table[column.name].astype(object)
    return table


def claim(claim_id: str, quantity: str, voice: str, figure: float, kind: str = "exact", **more: Any) -> dict[str, Any]:
    """One row of `claims.csv`; `kind` floor gives a floor."""
    low, high = (figure * share for share in _READ.get(kind, (1.0, 1.0)))
    row = {
        "claim_id": claim_id, "quantity": quantity, "voice": voice, "source": voice,
        "phrase": f"{figure:,.0f}", "best": figure, "kind": {"floor": "lower"}.get(kind, kind),
        "range_low": low, "range_best": figure * _BEST.get(kind, 1.0), "range_high": high, "open_low": kind == "upper",
        "open_high": kind in ("lower", "floor"), "bound": "floor" if kind == "floor" else "", "weight": 0.25,
        "weight_reason": "grade B2", "used": True, "influence": 0.02, "read_why": f"read as {kind}",
        "source_factor": 0.75, "item_factor": 0.75, "desk_factor": 1.0, "tail_p": 0.3, "file": "claims.csv",
        "row": 1,
    }  # fmt: skip
    return row | more


def left_out(reason: str) -> dict[str, Any]:
    return {"used": False, "weight": 0.0, "left_out_reason": reason, "influence": np.nan, "tail_p": np.nan}


def estimate(quantity: str, publish: str, **more: Any) -> dict[str, Any]:
    """One row of `estimates.csv`."""
    row = {
        "quantity": quantity, "publish": publish, "publish_reason": f"made to be {publish}", "as_of": "2025-04-30",
        "level": 0.9, "claims": 2, "sources": 2, "voices": 1.9, "agreement": "agree", "conflict_p": 0.21,
        "method": "linear",
    }  # fmt: skip
    return row | more


def numbers(best: float, low: float, high: float, claims_low: float, claims_high: float) -> dict[str, float]:
    half = (high - low) / 4
    return {"best": best, "low": low, "high": high, "low50": best - half, "high50": best + half,
            "claims_low": claims_low, "claims_high": claims_high}  # fmt: skip


_KILLED = {
    "family": FAMILY, "measure": "killed", "party": "North Korea", "place": "Kursk", "population": "military",
    "unit": "persons", "temporal": "cumulative",
}  # fmt: skip
_HURT = _KILLED | {"measure": "casualties"}
_WOUNDED = _KILLED | {"measure": "wounded"}
_TAKEN = {
    "family": "Russian area gains by month", "measure": "area_gained", "party": "Russia", "place": "Ukraine",
    "unit": "km2", "temporal": "period",
}  # fmt: skip
_JANUARY = {"period_start": "2025-01-01", "period_end": "2025-01-31"}
_DECEMBER = {"period_start": "2024-12-01", "period_end": "2024-12-31"}
_NOVEMBER = {"period_start": "2024-11-01", "period_end": "2024-11-30"}
_DRONES = {
    "family": "Drone raid of 31 January 2025", "party": "Russia", "place": "Ukraine", "unit": "drones",
    "temporal": "period", "period_start": "2025-01-30", "period_end": "2025-01-31",
}  # fmt: skip


def claims_table() -> pd.DataFrame:
    """Figures as published, 2024 and 2025; ranges and weights are made up."""
    hurt, killed, wounded = "north_korean/casualties", "north_korean/killed", "north_korean/wounded"
    january, december, kursk, november = (f"{GAIN}/{part}" for part in
                                          ("2025-01", "2024-12", "scope=with Kursk/2024-12", "2024-11"))  # fmt: skip
    shown = {"population": "military"}
    rows = [
        claim("C0030", hurt, "South Korea JCS", 1100, "approx", **_HURT, count_date="2024-12-23", published="2024-12-23", phrase="around 1,100", weight=0.0, weight_reason="grade B2; superseded"),
        claim("C0031", hurt, "Zelensky", 3000, "lower", **_HURT, source="RFE/RL", origin="Zelensky", count_date="2024-12-23", published="2024-12-23", phrase="more than 3,000", weight=0.0),
        claim("C0037", hurt, "Zelensky", 4000, **_HURT, source="Ukrainska Pravda", origin="Zelensky", count_date="2025-01-09", published="2025-01-09", phrase="4,000", weight=0.3, stake_side="high", influence=-0.04),
        claim("C0041", hurt, "South Korea NIS", 3000, "approx", **_HURT, source="KBS", origin="South Korea NIS", count_date="2025-01-13", published="2025-01-13", phrase="about 3,000", weight=0.0, influence=0.06, carried_days=18),
        claim("C0049", hurt, "UK MoD", 4000, **_HURT, count_date="2025-01-15", published="2025-01-31", phrase="lost 4,000 personnel", weight=0.0, influence=-0.02, carried_days=16),
        claim("C0055", hurt, "South Korea JCS", 4000, **_HURT, count_date="2025-03-27", published="2025-03-27", weight=0.3),
        claim("C0056", hurt, "UK MoD", 5000, "lower", **_HURT, source="Yonhap", origin="UK MoD", count_date="2025-03-31", published="2025-03-28", phrase="over 5,000", weight=0.4),
        claim("C0058", hurt, "South Korea NIS", 4700, **_HURT, source="PA", origin="South Korea NIS", count_date="2025-04-30", published="2025-04-30", phrase="4,700", weight=0.3),
        claim("C0047", hurt, "Western officials", 4000, "approx", **_HURT, source="dsnews", origin="BBC", count_date="2025-01-15", published="2025-01-22", phrase="близько чотирьох тисяч", **left_out("relay that narrows the definition")),
        claim("C0059", killed, "South Korea NIS", 600, "approx", **_KILLED, source="KBS", origin="South Korea NIS", count_date="2025-04-30", published="2025-04-30", phrase="roughly 600", weight=1.0),
        claim("C0057", killed, "UK MoD", 1667, "fraction", **_KILLED, source="Yonhap", origin="UK MoD", count_date="2025-03-31", published="2025-03-28", phrase="approximately a third", range_low=1500.0, range_high=1833.0, parent="C0056", **left_out("computed from C0056")),
        claim("C0050", killed, "UK MoD", 4000, "approx", **_KILLED, source="112.ua", origin="UK MoD", count_date="2025-01-15", published="2025-01-31", phrase="around 4,000", status="rejected", **left_out("rejected by the desk: the relay says killed of a figure that is killed or wounded")),
        claim("C0060", wounded, "South Korea NIS", 4100, **_WOUNDED, source="KBS", origin="South Korea NIS", count_date="2025-04-30", published="2025-04-30", phrase="another four-thousand-100"),
        claim("C0069", january, "UK MoD", 320, "approx", **_TAKEN, **_JANUARY, published="2025-02-01", phrase="approximately 320 sq km", **left_out("superseded: the same voice is counted with C0074")),
        claim("C0074", january, "UK MoD", 326, **_TAKEN, **_JANUARY, published="2025-04-05", phrase="326sq km (126sq miles)", weight=0.5),
        claim("C0077", january, "ISW", 427, **_TAKEN, **_JANUARY, published="2025-04-05", phrase="427sq km", weight=0.5),
        claim("C0070", december, "UK MoD", 400, "approx", **_TAKEN, **_DECEMBER, published="2025-02-01", phrase="approximately 400 sq km"),
        claim("C0086", kursk, "ISW", 593, **_TAKEN, **_DECEMBER, scope="with Kursk", source="Ukrinform", origin="ISW", published="2025-02-03", phrase="593 square kilometers"),
        claim("C0071", november, "UK MoD", 700, "lower", **_TAKEN, **_NOVEMBER, published="2025-02-01", phrase="over 700 sq km", weight=0.45),
        claim("C0092", november, "ISW", 725, **_TAKEN, **_NOVEMBER, source="AFP", origin="ISW", published="2024-12-31", phrase="725 square kilometres", weight=0.55),
        claim("C0101", "drones_launched", "Ukrainian Air Force", 112, **_DRONES, measure="drones_launched", published="2025-01-31", phrase="112"),
        claim("C0102", "drones_shot_down", "Ukrainian Air Force", 81, **_DRONES, measure="drones_shot_down", published="2025-01-31", phrase="81 out of 112"),
        claim("C0110", "named_dead", "Named list", 97, "floor", measure="killed", place="Jenin", unit="persons", temporal="cumulative", count_date="2024-06-03", published="2024-06-05", phrase="at least 97"),
        claim("C0042", "daily_rate", "ISW", 92, "approx", measure="casualty_rate", party="North Korea", place="Kursk", unit="persons/day", temporal="rate", period_start="2024-12-01", period_end="2025-01-16", published="2025-01-16", phrase="approximately 92 per day", parent="C0037", **shown, **left_out("computed from C0037")),
    ]  # fmt: skip
    return frame(rows, CLAIMS)


def estimates_table() -> pd.DataFrame:
    """One estimate a verdict, and a curve of four month-ends."""
    hurt, killed, wounded = "north_korean/casualties", "north_korean/killed", "north_korean/wounded"
    curve = [
        ("2024-12-31", "range", numbers(1800, 1000, 3300, 1100, 3000), "tension"),
        ("2025-01-31", "interval", numbers(3600, 2834, 4312, 3000, 4000), "agree"),
        ("2025-03-31", "interval", numbers(4200, 3410, 5320, 3000, 5000), "tension"),
        ("2025-04-30", "interval", numbers(4650, 3970, 5610, 4000, 5000), "agree"),
    ]
    rows = [
        estimate(hurt, publish, **_HURT, count_date=day, agreement=agreement, claims=3, sources=3, voices=2.8, top_claim="C0041", top_claim_share=0.36, **values)
        for day, publish, values, agreement in curve
    ] + [
        estimate(killed, "list", **_KILLED, count_date="2025-04-30", agreement="single", voices=1.0, claims=1, **numbers(600, 540, 680, 600, 600)),
        estimate(wounded, "list", **_WOUNDED, count_date="2025-04-30", agreement="single", voices=1.0, claims=1, **numbers(4100, 3900, 4300, 4100, 4100)),
        estimate(f"{GAIN}/2024-11", "interval", **_TAKEN, **_NOVEMBER, count_date="2024-11-30", **numbers(722, 671, 794, 700, 725), publish_reason="several voices, and the result hangs on none of them alone; without the stakes of its voices the middle would move by -24%"),
        estimate(f"{GAIN}/2024-12", "list", **_TAKEN, **_DECEMBER, count_date="2024-12-31", agreement="single", claims=1, voices=1.0, **numbers(400, 370, 430, 400, 400)),
        estimate(f"{GAIN}/2025-01", "range", **_TAKEN, **_JANUARY, count_date="2025-01-31", agreement="conflict", conflict_p=0.004, **numbers(370, 310, 450, 326, 427)),
        estimate(f"{GAIN}/scope=with Kursk/2024-12", "list", **_TAKEN, **_DECEMBER, scope="with Kursk", count_date="2024-12-31", agreement="single", claims=1, voices=1.0, **numbers(593, 560, 620, 593, 593)),
        estimate("drones_launched", "attributed", **_DRONES, measure="drones_launched", count_date="2025-01-31", agreement="single", claims=1, voices=1.0, **numbers(112, 105, 119, 112, 112)),
        estimate("drones_shot_down", "attributed", **_DRONES, measure="drones_shot_down", count_date="2025-01-31", agreement="single", claims=1, voices=1.0, **numbers(81, 70, 90, 81, 81)),
        estimate("named_dead", "floor", measure="killed", place="Jenin", unit="persons", temporal="cumulative", count_date="2024-06-03", agreement="single", claims=1, voices=1.0, **numbers(110, 97, 140, 97, 97)),
        estimate("daily_rate", "withheld", measure="casualty_rate", party="North Korea", place="Kursk", population="military", unit="persons/day", temporal="rate", period_start="2024-12-01", period_end="2025-01-16", count_date="2025-01-16", agreement="", claims=0, sources=0, voices=0.0, conflict_p=np.nan),
    ]  # fmt: skip
    return frame(rows, ESTIMATES).sort_values(["quantity", "count_date"], kind="stable").reset_index(drop=True)


SUBJECTS = {"North Korea": "North Korean soldiers"}


def report_tables(estimates: pd.DataFrame | None = None, claims: pd.DataFrame | None = None) -> ReportTables:
    """Everything that a report shows, the estimates and claims above unless others are given."""
    estimates = estimates_table() if estimates is None else estimates
    claims = claims_table() if claims is None else claims
    identities = pd.DataFrame(
        {
            "identity": ["drones"], "family": ["Drone raid of 31 January 2025"], "voice": ["Ukrainian Air Force"],
            "date": pd.to_datetime(["2025-01-31"]), "equation": ["81 + 31 = 112"], "holds": [True], "one_statement": [True], "total": [112.0],
            "sum": [112.0], "difference": [0.0], "claim_ids": ["C0102, C0103, C0101"],
        }
    )  # fmt: skip
    sources = [
        {"source": "UK MoD", "name": "UK Ministry of Defence", "kind": "government", "stake": "Ukraine", "grade": "B", "url": "https://www.gov.uk/"},
        {"source": "ISW", "kind": "monitor", "grade": "B", "url": "javascript:alert(1)"},
        {"source": "Nobody", "name": "Nobody at all", "kind": "outlet"},
    ]  # fmt: skip
    finding = findings("family-mixed", ["figures of this family differ in measure"], family=[FAMILY], hint="kept apart")
    return ReportTables(
        estimates=estimates, claims=claims, rejected=rejections("negative-count", value=[-3], row=[7], column="best"),
        findings=finding[names(FINDINGS)], sources=frame(sources, SOURCES), identities=identities,
        settings={"title": "Counts of a war", "method": "linear", "level": "0.9"}, subjects=SUBJECTS,
        families={FAMILY: "North Korean soldiers in Kursk"}, printed=printed_table(estimates, claims),
    )  # fmt: skip


def printed_table(estimates: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The sentences that a run would print, worded where a table has none yet."""
    worded = (estimates["wording"] != "").all()
    drafts = estimates["wording"] if worded else sentences(estimates, claims, subjects=SUBJECTS)
    return printed_sentences(estimates.assign(wording=drafts), claims, subjects=SUBJECTS)
