from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from reconcile.cli.group import reconcile
from reconcile.desk.approvals_list import list_approvals
from reconcile.desk.article_files import Article
from reconcile.desk.extract_articles import extract_article
from reconcile.errors import ConfigError
from reconcile.folder.config import load_config
from reconcile.web.estimate_words import interval_words
from reconcile.web.serving import Served, serve
from tests.projects import WITHOUT_FIGURES
from tests.web.conftest import ARTICLE, Desk

# the same claims are reconciled once, however often pages ask
pytestmark = pytest.mark.usefixtures("remembered")

ROOT = Path(__file__).parents[2]


@pytest.fixture
def decided(desk: Desk) -> Desk:
    for number in range(3):
        assert desk.decide("accept", number).status_code == 200
    return desk


def quantity_of(desk: Desk) -> dict[str, object]:
    answer: dict[str, object] = desk.get("/q/killed/place=Lower%20Marn/cumulative.json").json()
    return answer


def approve(desk: Desk, **fields: str) -> object:
    view = quantity_of(desk)
    newest = view["newest"]
    assert isinstance(newest, dict)
    given = {
        "quantity": view["quantity"],
        "count_date": newest["count_date"],
        "seal": newest["seal"],
        "editor": "C. Editor",
    }
    return desk.post("/approve", {**given, **fields})


def test_today_shows_what_waits(desk: Desk) -> None:
    page = desk.get("/").text
    assert "4 to review" in page
    assert "Nothing yet" in page


def test_today_has_a_sentence_to_copy(decided: Desk) -> None:
    page = decided.get("/").text
    sentence = "About 40 people had been killed in Lower Marn by 7 May 2025"
    assert f"data-sentence>{sentence}" in page
    assert 'data-action="copy"' in page


def test_an_article_that_is_pasted_is_read_as_by_the_command(tmp_path: Path) -> None:
    for name in ("desk", "command"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "reconcile.toml").write_text(WITHOUT_FIGURES)
    desk = Desk(tmp_path / "desk").enter()
    given = {"text": ARTICLE, "source": "Vell Courier", "published": "2025-05-08"}
    answer = desk.post("/articles", given)
    assert (answer.status_code, answer.json()["found"]) == (201, 4)
    article = Article(f"{answer.json()['article']}.txt", ARTICLE.encode(), "")
    config = load_config(tmp_path / "command")
    made = extract_article(article, config, source="Vell Courier", published="2025-05-08")
    assert (tmp_path / "desk" / made.file).read_bytes() == (tmp_path / "command" / made.file).read_bytes()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": ""}, "there is nothing in it"),
        ({"text": "Some 40 people died.", "published": "soon"}, "is not a date"),
        ({"text": "\x00\x01\x02" * 50}, "text"),
    ],
)
def test_what_is_no_article_is_told(desk: Desk, given: dict[str, str], words: str) -> None:
    answer = desk.post("/articles", {"source": "", "published": "", **given})
    assert answer.status_code == 422
    assert words in answer.json()["problem"]


HOSTILE = (
    "Marn. <script>window.ran = 1</script> Officials said 31 drones were shot down <img src=x onerror=alert(1)> "
    "by \u202e9\u202c people. {{ 7 * 7 }} " + "x" * 20_000
)


def test_an_article_is_only_text(desk: Desk) -> None:
    answer = desk.post("/articles", {"text": HOSTILE, "source": "../../x", "published": "2025-05-08"})
    name = answer.json()["article"]
    page = desk.get(f"/article/{name}").text
    assert "<script>window" not in page
    assert "<img" not in page
    assert "&lt;script&gt;window.ran" in page
    assert "{{ 7 * 7 }}" in page
    assert all(path.parent.name == "extracted" for path in desk.home.rglob("*.txt"))


@pytest.mark.long
def test_an_article_of_one_line_is_read(desk: Desk) -> None:
    answer = desk.post("/articles", {"text": " ".join(ARTICLE.split()) + " Nobody waits." * 5_000, "source": "Post"})
    assert answer.status_code == 201
    phrases = [claim["cells"]["phrase"] for claim in desk.article(answer.json()["article"])["claims"]]
    assert phrases == [claim["cells"]["phrase"] for claim in desk.article()["claims"]]


@pytest.mark.long
def test_two_mebibytes_of_digits_are_read(desk: Desk) -> None:
    answer = desk.client.post(
        "/articles", data={"source": "", "published": ""}, files={"text": (None, "7" * 2 * 1024 * 1024)},
        headers={"accept": "application/json"},
    )  # fmt: skip
    assert answer.status_code == 201


@pytest.mark.long
def test_the_sentence_of_a_quantity_is_that_of_the_table(decided: Desk) -> None:
    view = quantity_of(decided)
    CliRunner().invoke(reconcile, ["run", "--project", str(decided.home), "--quiet"])
    rows = pd.read_csv(decided.home / "data/processed/estimates.csv", keep_default_na=False)
    assert rows["quantity"].tolist() == [view["quantity"]]
    page = decided.get("/q/killed/place=Lower%20Marn/cumulative").text
    assert f'id="the-sentence">{rows["wording"][0]}</p>' in page
    assert page.count("<svg") >= 2
    assert page.count("data-claim=") == 3


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (99.5, 100.5, "99.5–101"),
        (100.4, 1011.01, "100–1,012"),
        (-150.2, 0.25, "-151–0.25"),
        # whole in the digits that tables keep
        (299.99999999, 320.00000000006, "300–320"),
        (280.5, 280.5, "280.5"),
    ],
)
def test_large_ends_are_shown_as_whole_numbers_outward(low: float, high: float, shown: str) -> None:
    assert interval_words({"low": low, "high": high, "publish": "interval", "unit": "km2"}) == f"{shown} km2"


@pytest.mark.long
def test_files_of_a_quantity(decided: Desk) -> None:
    csv = decided.get("/q/killed/place=Lower%20Marn/cumulative.csv")
    assert len(csv.text.splitlines()) == 4
    svg = decided.get("/q/killed/place=Lower%20Marn/cumulative.svg")
    assert (svg.headers["content-type"], svg.text[:4]) == ("image/svg+xml", "<svg")
    assert decided.get("/q/none.csv").status_code == 404
    assert decided.get("/q/none").status_code == 404


@pytest.mark.long
def test_a_permalink_shows_what_was_known(decided: Desk) -> None:
    key = "/q/killed/place=Lower%20Marn/cumulative"
    assert decided.get(f"{key}?as_of=2025-05-08").status_code == 200
    assert "as it was known by 2025-05-08" in decided.get(f"{key}?as_of=2025-05-08").text
    assert decided.get(f"{key}?as_of=2025-05-01").status_code in (404, 422)
    assert decided.get(f"{key}?as_of=soon").status_code == 404


def test_approved_here_is_approved_for_the_command(decided: Desk) -> None:
    answer = approve(decided)
    assert answer.status_code == 200
    assert answer.json()["newest"]["status"] == "approved"
    listed = list_approvals(decided.home)
    assert listed[["status", "editor"]].values.tolist() == [["approved", "C. Editor"]]


@pytest.mark.long
def test_a_changed_number_makes_an_approval_void(decided: Desk) -> None:
    approve(decided)
    decided.decide("reject", 1)
    assert quantity_of(decided)["newest"]["status"] == "void"
    for path in ("/", "/changes"):
        page = decided.get(path).text
        assert "Printed, and now wrong" in page or "Since the last approval" in page
        assert "Hospital Network put the figure at 40 to 48" in page


def test_what_was_approved_does_not_hold_where_nothing_can_be_read(decided: Desk) -> None:
    """A file that was broken by hand, while the desk is open, takes every figure away."""
    assert "No sentence is approved yet." in decided.get("/changes").text
    approve(decided)
    assert "Every approved sentence still holds." in decided.get("/changes").text
    with (decided.home / "data/raw/extracted/marn.csv").open("a") as file:
        file.write('x,"never closed\n')
    changes, today = decided.get("/changes").text, decided.get("/").text
    assert "still holds" not in changes
    assert "No figure stands behind what was approved: no claim can be used" in changes
    assert "Printed, and now without a figure" in today


@pytest.mark.long
def test_only_what_was_seen_is_approved(decided: Desk) -> None:
    answer = approve(decided, seal="another")
    assert answer.status_code == 409
    assert "the sentence is another one now" in answer.json()["problem"]
    assert list_approvals(decided.home).empty


@pytest.mark.long
def test_nobody_approves_without_a_name(home: Path) -> None:
    desk = Desk(home, who="").enter()
    for number in range(3):
        desk.decide("accept", number)
    assert approve(desk, editor="").status_code == 422
    assert list_approvals(home).empty


def test_a_run_writes_the_report(decided: Desk) -> None:
    assert decided.post("/run").json()["used"] == 3
    assert (decided.home / "reports/report.html").exists()


def test_health_tells_nothing(home: Path) -> None:
    answer = Desk(home).get("/health")
    assert set(answer.json()) == {"status", "version"}


@pytest.mark.long
def test_what_is_stable_for_tests_and_extensions(decided: Desk) -> None:
    page = decided.get(f"/article/marn?claim={decided.article()['claims'][3]['claim_id']}").text
    for action in ("accept", "reject", "skip", "edit", "undo", "set-measure", "set-party", "set-place", "set-date",
                   "set-origin", "set-role"):  # fmt: skip
        assert f'data-action="{action}"' in page
    page = decided.get("/q/killed/place=Lower%20Marn/cumulative").text
    for attribute in ('data-action="approve"', 'data-action="copy"', "data-claim=", "data-quantity=", "data-interval=",
                      "data-sentence=", "data-status="):  # fmt: skip
        assert attribute in page


@pytest.mark.long
def test_every_action_is_documented_and_every_documented_one_is_there(desk: Desk) -> None:
    (row,) = re.findall(r"\| `data-action` \| (.+) \|", (ROOT / "docs/desk.md").read_text(encoding="utf-8"))
    pages = [desk.get(path).text for path in ("/", "/article", "/article/marn", "/changes")]
    for number in range(3):
        desk.decide("accept", number)
    pages.append(desk.get("/q/killed/place=Lower%20Marn/cumulative").text)
    # as they stand in the layouts, for what this project has none of
    pages += [file.read_text(encoding="utf-8") for file in (ROOT / "reconcile/web/templates").iterdir()]
    shown = {action for page in pages for action in re.findall('data-action="([a-z-]+)"', page)}
    assert {*re.findall("`([^`]+)`", row)} == shown


@pytest.mark.long
def test_forms_work_without_a_script(desk: Desk) -> None:
    claim = desk.article()["claims"][0]
    given = {"article": "marn", "seal": claim["seal"]}
    answer = desk.client.post(f"/claims/{claim['claim_id']}/accept", data=given, headers={"accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/article/marn?claim={desk.article()['claims'][1]['claim_id']}"
    refused = desk.client.post(f"/claims/{claim['claim_id']}/accept", data=given, headers={"accept": "text/html"})
    assert refused.status_code == 303
    assert "Not done" in desk.get(refused.headers["location"]).text
    assert "<noscript>" in desk.get("/").text


@pytest.mark.parametrize(
    ("served", "words"),
    [
        (Served(host="0.0.0.0"), "others could reach the desk on 0.0.0.0 without a password"),  # noqa: S104
        (Served(user_header="X-User"), "a proxy lets others in without a password"),
        (Served(host="192.0.2.1", password="marn"), "the desk cannot listen on 192.0.2.1"),  # noqa: S106
    ],
)
def test_what_is_not_served(home: Path, served: Served, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        serve(home, served, lambda _: None)


def test_a_port_in_use_is_told(home: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ConfigError, match="in use"):
            serve(home, Served(port=taken.getsockname()[1]), lambda _: None)


def test_without_the_extra_the_install_line_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = CliRunner().invoke(reconcile, ["desk", "--project", str(home), "--no-browser"])
    assert done.exit_code == 2
    assert 'pip install "reconcile-estimates[desk]"' in done.stderr


@pytest.mark.long
def test_json_has_no_nan(decided: Desk) -> None:
    text = decided.get("/q/killed/place=Lower%20Marn/cumulative.json").text
    json.loads(text, parse_constant=pytest.fail)
