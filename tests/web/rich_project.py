"""A small project in which claims have to do with one another in every way, and each decision that a desk may make."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from reconcile.inputs.extracted_rows import csv_of
from reconcile.language.phrase import read_phrases
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.run.open_project import open_project
from reconcile.web.estimate_words import estimate_words
from tests.projects import WITHOUT_FIGURES
from tests.web.conftest import Desk

FILE = "data/raw/extracted/marn.csv"

CONFIG = f"""{WITHOUT_FIGURES}
[sides]
Marn = ["Marn"]
Vell = ["Vell"]
"""

SOURCES = """source,name,stake,origin
Interior Ministry,the Interior Ministry,Marn,
Marn Wire,Marn Wire,,Interior Ministry
"""

# totals that rise, a family of a whole and its parts, a raid with what was lost of it, a figure that was denied
TABLE = """claim_id,family,measure,party,place,temporal,period_start,period_end,count_date,published,phrase,source,\
origin,denied_by,denied_on
T1,,killed,Marn,Lower Marn,cumulative,2025-05-01,,2025-05-04,2025-05-05,about 25 people,Vell Relief,,,
T2,,killed,Marn,Lower Marn,cumulative,2025-05-01,,2025-05-06,2025-05-07,38 people,Interior Ministry,,,
T3,,killed,Marn,Lower Marn,cumulative,2025-05-01,,2025-05-07,2025-05-08,between 40 and 52 people,Hospital Network,,,
F1,losses,casualties,Marn,,cumulative,2025-01-01,,2025-05-07,2025-05-08,"300",Interior Ministry,,,
F2,losses,killed,Marn,,cumulative,2025-01-01,,2025-05-07,2025-05-08,"90",Interior Ministry,,,
D1,,drones_launched,Vell,Upper Marn,period,2025-05-06,2025-05-07,,2025-05-07,60 drones,Interior Ministry,,,
P1,,displaced,Marn,Upper Marn,stock,,,2025-05-07,2025-05-08,"1,500 people",Vell Relief,,Kyiv,2025-05-09
P2,,displaced,Marn,Upper Marn,stock,,,2025-05-07,2025-05-08,"900 people",Marn Wire,Interior Ministry,,,
"""

_TOTAL = {"measure": "killed", "party": "Marn", "place": "Lower Marn", "temporal": "cumulative",
          "period_start": "2025-05-01", "count_date": "2025-05-08"}  # fmt: skip
_FAMILY = {"family": "losses", "party": "Marn", "temporal": "cumulative", "period_start": "2025-01-01",
           "count_date": "2025-05-07"}  # fmt: skip
_RAID = {"party": "Vell", "place": "Upper Marn", "temporal": "period", "period_start": "2025-05-06",
         "period_end": "2025-05-07"}  # fmt: skip
_STOCK = {"measure": "displaced", "party": "Marn", "place": "Upper Marn", "temporal": "stock",
          "count_date": "2025-05-07"}  # fmt: skip

CLAIMS: tuple[dict[str, str], ...] = (
    {**_TOTAL, "phrase": "44 people", "source": "Hospital Network"},
    {**_TOTAL, "phrase": "as many as 60 people", "origin": "Interior Ministry"},
    {**_TOTAL, "phrase": "30 people", "origin": "Interior Ministry", "revises": "T2", "revision": "correction"},
    {**_FAMILY, "measure": "wounded", "phrase": "250", "origin": "Interior Ministry"},
    {**_FAMILY, "measure": "killed", "phrase": "about 120", "origin": "Hospital Network", "place": "Upper Marn"},
    {**_RAID, "measure": "drones_shot_down", "phrase": "81 out of 112 drones", "unit": "drones",
     "origin": "Interior Ministry"},
    {**_RAID, "measure": "drones_lost", "phrase": "31 drones", "unit": "drones", "origin": "Interior Ministry"},
    {**_STOCK, "phrase": "about 1,200 people", "origin": "Interior Ministry"},
    {**_STOCK, "phrase": "2,400 people", "origin": "Hospital Network", "denied_by": "Interior Ministry",
     "denied_on": "2025-05-08"},
    {**_STOCK, "phrase": "200 people", "origin": "Vell Relief", "role": "increment", "part_of": "P1"},
    {"quantity": "tents", "measure": "", "phrase": "400", "place": "Lower Marn"},
    {"quantity": "tents", "measure": "", "phrase": "650", "place": "Upper Marn"},
)  # fmt: skip


class Decision(NamedTuple):
    """What is posted to which action of a claim, by its number."""

    action: str
    number: int
    cells: dict[str, str]


# every cell that has a chip or is edited otherwise, of the claim that it says something of
EDITS = (
    Decision("cells", 0, {"measure": "wounded"}),
    Decision("cells", 0, {"party": "Vell"}),
    Decision("cells", 0, {"place": "Upper Marn"}),
    Decision("cells", 0, {"temporal": "stock", "count_date": "2025-05-07", "period_start": "", "period_end": ""}),
    Decision("cells", 0, {"count_date": "2025-05-10", "temporal": "cumulative"}),
    Decision("cells", 0, {"origin": "Interior Ministry"}),
    Decision("cells", 0, {"role": "earlier"}),
    Decision("cells", 0, {"role": "denied"}),
    Decision("cells", 0, {"column": "phrase", "value": "at least 70 people"}),
    Decision("cells", 0, {"column": "source", "value": "Marn Wire"}),
    Decision("cells", 0, {"column": "published", "value": "2025-05-20"}),
    Decision("cells", 0, {"column": "family", "value": "losses"}),
    Decision("cells", 0, {"column": "revises", "value": "T3"}),
    Decision("cells", 0, {"column": "denied_by", "value": "Interior Ministry"}),
    Decision("cells", 0, {"column": "population", "value": "civilians"}),
    Decision("cells", 0, {"column": "scope", "value": "with the coast"}),
    Decision("cells", 0, {"column": "basis", "value": "estimated"}),
    Decision("cells", 0, {"column": "high", "value": "70"}),
    Decision("cells", 0, {"column": "weight", "value": "0.2"}),
    Decision("cells", 0, {"column": "grade", "value": "F6"}),
    Decision("cells", 3, {"column": "best", "value": "210"}),
    Decision("cells", 5, {"column": "phrase", "value": "20 of 40 drones"}),
    Decision("cells", 9, {"column": "part_of", "value": "P2"}),
    Decision("cells", 10, {"column": "quantity", "value": "big tents"}),
    Decision("cells", 11, {"place": "Lower Marn"}),
)


def make_rich_project(folder: Path) -> None:
    """Make the project: a table, and an article of which nothing is decided."""
    extracted = folder / FILE
    extracted.parent.mkdir(parents=True)
    (folder / "reconcile.toml").write_text(CONFIG)
    (folder / "data/raw/claims.csv").write_text(TABLE)
    (folder / "data/raw/sources.csv").write_text(SOURCES)
    rows = pd.DataFrame([*CLAIMS]).fillna("")
    read = read_phrases(rows["phrase"])
    told = {"claim_id": [f"E{number}" for number in range(len(rows))], "kind": read["kind"], "quote": rows["phrase"]}
    numbers = {name: read[name].map(lambda number: "" if pd.isna(number) else f"{number:g}") for name in ("n1", "n2")}
    ours = {"source": rows["source"].replace("", "Vell Courier"), "published": "2025-05-09", "status": "proposed"}
    extracted.write_text(csv_of(rows.assign(**told, **numbers, **ours, confidence="high")))


def decided(desk: Desk, decision: Decision) -> None:
    """Make a decision, which has to be taken."""
    answer = desk.post(f"/claims/E{decision.number}/{decision.action}", {"article": "marn", **decision.cells})
    assert answer.status_code == 200, (decision, answer.text)


def preview(desk: Desk, number: int) -> dict[str, Any]:
    """Return what the desk says that a claim would join."""
    told: dict[str, Any] = desk.post("/preview", {"article": "marn", "claim": f"E{number}"}).json()
    return told


def run_words(result: Reconciliation, quantity: str) -> list[dict[str, Any]]:
    """Return the estimates of a quantity as a run has them, in the words of the desk."""
    estimates = result.estimates
    with result.options.spoken():
        return estimate_words(estimates[estimates["quantity"] == quantity].reset_index(drop=True))


def joined_words(result: Reconciliation) -> list[tuple[str, str]]:
    """Return quantities and newest intervals that the accepted claims of the article are in, as a run has them."""
    claims = result.claims[(result.claims["file"] == FILE) & result.claims["used"]]
    keys = dict.fromkeys(claims["quantity"].astype("str"))
    return [(quantity, run_words(result, quantity)[-1]["interval"]) for quantity in keys]


def accepted_as_run(desk: Desk, number: int, before: Reconciliation) -> Reconciliation:
    """Accept a claim and return what a run says then, which has to be what was shown before, number for number."""
    told = preview(desk, number)
    assert told["problem"] == "", told
    assert told["now"] == run_words(before, told["quantity"])
    decided(desk, Decision("accept", number, {}))
    after = open_project(desk.home)
    assert told["then"] == run_words(after, told["quantity"])
    joined = preview(desk, number)["joined"]
    assert [(one["quantity"], one["interval"]) for one in joined] == joined_words(after)
    return after


def ticked_off_as_run(desk: Desk, number: int, quantity: str) -> None:
    """Look at a quantity without a claim of the article, which has to be what a run says once it is rejected."""
    told = desk.post("/preview", {"quantity": quantity, "without": f"E{number}"}).json()
    decided(desk, Decision("reject", number, {}))
    after = run_words(open_project(desk.home), quantity)
    assert told["then"] == after, quantity
    assert (told["problem"] == "") == bool(after)
    undone(desk)


def undone(desk: Desk) -> None:
    """Take the last decision back."""
    assert desk.post("/undo", {"article": "marn"}).status_code == 200
