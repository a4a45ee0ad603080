"""Articles that come by themselves, as the desk shows them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reconcile.errors import InputError, NothingUsableError
from reconcile.run.pipeline import run_project
from tests.inputs.fetch.desk_server import serving
from tests.projects import WITHOUT_FIGURES
from tests.web.conftest import ARTICLE, Desk

# the same claims are reconciled once, however often pages ask
pytestmark = pytest.mark.usefixtures("remembered")

KEY = "killed/place=Lower Marn/cumulative"


def test_what_came_waits_on_the_first_page(tmp_path: Path, another: Callable[..., Desk]) -> None:
    (tmp_path / "inbox").mkdir()
    feed = '[[inputs]]\nformat = "articles"\npath = "inbox"\nconstants = { source = "Vell Courier" }\n'
    (tmp_path / "reconcile.toml").write_text(f"{WITHOUT_FIGURES}\n{feed}")
    (tmp_path / "inbox/weather.txt").write_text("It rained in Vell.")
    with pytest.raises(InputError, match="no article that came has one"):
        run_project(tmp_path)
    # a desk with nothing yet opens all the same
    desk = another(tmp_path, "A. Editor")
    assert desk.get("/").status_code == 200
    (tmp_path / "inbox/marn.txt").write_text(ARTICLE)
    with pytest.raises(NothingUsableError):
        run_project(tmp_path)
    (file,) = (tmp_path / "data/raw/extracted").glob("*.csv")
    assert f"/article/{file.stem}" in desk.get("/").text
    assert [claim["status"] for claim in desk.article(file.stem)["claims"]] == ["proposed"] * 4


def test_what_came_waits_also_where_proposals_are_used(tmp_path: Path, another: Callable[..., Desk]) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/marn.txt").write_text(ARTICLE)
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/claims.csv").write_text("quantity,source,best,published\nlost,Ministry,3,2025-01-31\n")
    feed = '[[inputs]]\nformat = "articles"\npath = "inbox"\nconstants = { source = "Vell Courier" }\n'
    (tmp_path / "reconcile.toml").write_text(f'articles = "auto"\n{WITHOUT_FIGURES}\n{feed}')
    run_project(tmp_path)
    desk = another(tmp_path, "A. Editor")
    (file,) = (tmp_path / "data/raw/extracted").glob("*.csv")
    claims = desk.article(file.stem)["claims"]
    preview = desk.post("/preview", {"article": file.stem, "claim": claims[0]["claim_id"]}).json()
    assert (preview["quantity"], preview["now"]) == (KEY, [])
    given = {"article": file.stem, "seal": claims[0]["seal"]}
    assert desk.post(f"/claims/{claims[0]['claim_id']}/accept", given).status_code == 200
    used = [claim["claim_id"] for claim in desk.get(f"/q/{KEY}.json").json()["claims"]]
    assert used == [claims[0]["claim_id"]]


@pytest.mark.long
def test_a_click_asks_no_server(desk: Desk) -> None:
    config = desk.home / "reconcile.toml"
    with serving() as server:
        inputs = f'url = "{server.url("/feed")}"\nformat = "articles"', f'url = "{server.url("/claims")}"'
        told = (
            f'[[inputs]]\nname = "wires-{place}"\nallow_private = true\n{keys}\n' for place, keys in enumerate(inputs)
        )
        config.write_text("\n".join([config.read_text(), *told]))
        for number in range(3):
            desk.decide("accept", number)
        newest = desk.get(f"/q/{KEY}.json").json()["newest"]
        given = {"quantity": KEY, "editor": "A. Editor", **{name: newest[name] for name in ("count_date", "seal")}}
        assert desk.post("/approve", given).status_code == 200
        assert desk.post("/run").status_code == 200
        assert server.asked == []
