"""An article that has figures of every role, from its text to what a run makes of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from reconcile.desk.article_files import Article
from reconcile.desk.extract_articles import ExtractedArticle, extract_article
from reconcile.desk.extracted_merge import merge
from reconcile.desk.review_claims import Change, decide
from reconcile.desk.waiting_claims import waiting_claims
from reconcile.folder.config import load_config
from reconcile.run.pipeline import run_project
from tests.projects import WITHOUT_FIGURES

TEXT = """The death toll from the flood in Varda rose to 97 from 81 on Tuesday, the civil protection agency said. \
The agency had first put the number of dead at 63.

Among the dead were 12 children and five teachers. Some 240 people were injured in Varda, 31 of them seriously, the \
agency said.

Divers found 22 more bodies on Tuesday, the agency said.

In Oster, the governor said 44 people had died, up from 39. He said six nurses were among the dead.

The mayor of Tessa said nobody was killed there.

Karsia denied the Ulmian army's claim that 15 soldiers had drowned at Lake Mara.

Police denied reports that 30 prisoners had been killed at a jail in Orva.

The agency lowered the number of missing in Varda to 130 from 175. It said 3,400 people had been displaced so far.

"The bodies of 9 people were recovered at Port Enna," a coastguard spokesman said.
"""

# of every figure its role, whether the run uses it, and the estimate of its quantity
EXPECTED = {
    "97": ("", True, 97), "81": ("earlier", False, 97), "63": ("earlier", False, 97),
    "12 children": ("part", True, 12), "five teachers": ("part", True, 5),
    "Some 240 people": ("", True, 240), "31": ("part", True, 31),
    "22 more bodies": ("increment", True, 22),
    "44 people": ("", True, 44), "39": ("earlier", False, 44), "six nurses": ("part", True, 6),
    "nobody": ("", True, 0),
    "15 soldiers": ("", True, 15), "30 prisoners": ("denied", False, None),
    "130": ("", True, 130), "175": ("earlier", False, 130),
    "3,400 people": ("", True, 3400), "9 people": ("", True, 9),
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "reconcile.toml").write_text(WITHOUT_FIGURES)
    return tmp_path


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has run on all that the article says."""
    home = tmp_path_factory.mktemp("flood")
    (home / "reconcile.toml").write_text(WITHOUT_FIGURES)
    assert "article-two-figures" not in extracted(home).findings["rule"].tolist()
    decide(home, [Change(claim, "status", "accepted") for claim in waiting_claims(home).claims["claim_id"]])
    run_project(home)
    return home


def extracted(home: Path, name: str = "flood.txt") -> ExtractedArticle:
    article = Article(name, TEXT.encode(), f"here/{name}")
    return extract_article(article, load_config(home), source="Post", published="2024-06-05")


def outputs(home: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(home / "data/processed" / f"{name}.csv", keep_default_na=False, dtype=str)


@pytest.mark.long
def test_a_run_takes_every_figure_for_what_it_is(ran: Path) -> None:
    claims, estimates = outputs(ran, "claims"), outputs(ran, "estimates")
    best = {quantity: float(cell) if cell else None for quantity, cell in estimates[["quantity", "best"]].values}
    columns = (claims[name] for name in ("phrase", "role", "used", "quantity"))
    found = {phrase: (role, used == "true", best[key]) for phrase, role, used, key in zip(*columns, strict=True)}
    assert found == EXPECTED
    assert outputs(ran, "rejected").empty
    rules = set(outputs(ran, "findings")["rule"])
    assert not rules & {"whole-missing", "revised-missing", "revision-of-another-quantity", "revision-of-another-voice"}


def test_sentences_say_what_a_figure_is(ran: Path) -> None:
    sentences = outputs(ran, "estimates").set_index("best")["wording"]
    assert "Karsia denied it" in sentences["15"]
    assert "An earlier figure of 175 was corrected" in sentences["130"]
    assert "so far" in sentences["3400"]
    assert "81" not in sentences["97"]


def test_the_desk_reads_what_a_figure_is_beside_others(home: Path) -> None:
    extracted(home)
    claims = waiting_claims(home).claims
    said = dict(zip(claims["phrase"], claims["beside"], strict=True))
    assert said["12 children"] == "a part of '97'"
    assert said["81"] == "an earlier figure, replaced by '97'"
    assert said["97"] == "grown from '81'"
    assert said["130"] == "correction of '175'"
    assert said["22 more bodies"] == "added to others, and no total; bodies"
    assert said["30 prisoners"] == "denied, and nobody is named for it; denied by Police"
    assert said["3,400 people"] == "counts so far"
    assert said["Some 240 people"] == ""


@pytest.mark.long
def test_what_the_desk_decided_stays_when_the_article_is_read_again(home: Path) -> None:
    extracted(home)
    part = waiting_claims(home).claims.set_index("phrase")["claim_id"]["12 children"]
    decide(home, [Change(part, "role", "total"), Change(part, "part_of", ""), Change(part, "status", "accepted")])
    rows = extracted(home).rows.set_index("claim_id")
    assert rows.loc[part, ["role", "part_of", "status"]].tolist() == ["total", "", "accepted"]


def test_ids_that_another_article_has_are_changed_wherever_they_stand(home: Path) -> None:
    first, second = extracted(home).rows, extracted(home, "flood-again.txt").rows
    ids = set(second["claim_id"])
    assert ids.isdisjoint(first["claim_id"])
    assert set(second["part_of"]) | set(second["revises"]) <= ids | {""}
    assert (second["part_of"] != "").sum() == (first["part_of"] != "").sum() > 0


def test_a_merge_leaves_other_ids_alone() -> None:
    claims = pd.DataFrame({"claim_id": ["E1", "E2"], "part_of": ["", "E9"], "revises": ["E2", ""]})
    rows = merge(claims.iloc[:0], claims, name="raid.csv", elsewhere={"E2"}).rows
    assert rows[["claim_id", "part_of", "revises"]].values.tolist() == [["E1", "", "E2-raid"], ["E2-raid", "E9", ""]]
