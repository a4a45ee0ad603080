from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from contextlib import chdir, suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from reconcile.cli import review as review_command
from reconcile.cli.group import reconcile
from reconcile.desk import review_claims as review
from reconcile.inputs.extracted_rows import csv_of, read_rows
from tests.projects import MadeOnce, copy_of

pytestmark = pytest.mark.usefixtures("remembered")

TEXT = (
    "Ukraine’s military said that it shot down 81 out of 112 drones launched by Russia overnight. "
    "British military intelligence has suggested that around 4,000 North Korean soldiers have been killed. "
    "Officials said three people were killed in Kharkiv."
)


def call(*arguments: str, **named: Any) -> Result:
    return CliRunner().invoke(reconcile, arguments, **named)


def begin(folder: Path) -> None:
    (folder / "reconcile.toml").touch()
    (folder / "raid.txt").write_text(TEXT, encoding="utf-8")


def begin_and_extract(folder: Path) -> None:
    begin(folder)
    with chdir(folder):
        assert call("extract", "raid.txt", "--source", "Post", "--published", "2025-02-01").exit_code == 0


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    begin(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ids(home: Path, made_once: MadeOnce) -> list[str]:
    """The ids of the claims that were extracted in the project."""
    copy_of(made_once("extracted", begin_and_extract), home)
    return rows(home)["claim_id"].tolist()


def rows(home: Path) -> pd.DataFrame:
    return read_rows(home / "data/raw/extracted/raid.csv", "raid.csv")[0]


def statuses(home: Path) -> list[str]:
    return rows(home)["status"].tolist()


def drop_measure(home: Path) -> None:
    table = rows(home).drop(columns=["file", "row"])
    table.loc[0, "measure"] = ""
    (home / "data/raw/extracted/raid.csv").write_text(csv_of(table), encoding="utf-8")


# extract


def test_extract_writes_a_file_and_says_so(home: Path) -> None:
    done = call("extract", "raid.txt", "--source", "Post", "--published", "2025-02-01")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0] == "data/raw/extracted/raid.csv: 3 claims found, 3 new, 0 reviewed and kept"
    assert done.stderr.splitlines()[-1] == "Next: reconcile review"
    assert set(rows(home)["source"]) == {"Post"}


def test_quiet_extract_says_nothing(home: Path) -> None:
    done = call("extract", "raid.txt", "--quiet")
    assert (done.exit_code, done.output) == (0, "")


def test_extract_without_a_project_prints_csv(home: Path) -> None:
    (home / "reconcile.toml").unlink()
    done = call("extract", "raid.txt")
    table = pd.read_csv(StringIO(done.stdout), dtype=str, keep_default_na=False)
    assert (done.exit_code, len(table)) == (0, 3)
    assert "there is no reconcile.toml" in done.stderr
    assert not (home / "data").exists()
    assert not (home / ".reconcile").exists()


def test_extract_to_stdout_writes_nothing(home: Path) -> None:
    done = call("extract", "raid.txt", "raid.txt", "--stdout", "--quiet")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.count("claim_id,") == 1
    assert not (home / "data").exists()


@pytest.mark.long
def test_extract_from_standard_input(home: Path) -> None:
    done = call("extract", "-", "--name", "Pasted raid", input=TEXT.encode())
    assert done.exit_code == 0
    assert (home / "data/raw/extracted/pasted-raid.csv").exists()
    for _ in range(2):
        assert call("extract", "-", input=TEXT.encode()).exit_code == 0
    assert len(list((home / "data/raw/extracted").glob("*.csv"))) == 2


def test_extract_as_json(home: Path) -> None:
    (told,) = json.loads(call("extract", "raid.txt", "--json").stdout)
    assert (told["article"], told["file"], told["found"]) == ("raid.txt", "data/raw/extracted/raid.csv", 3)
    assert told["claims"][0]["phrase"] == "81 out of 112 drones"


def test_every_bad_file_is_told_and_the_others_are_written(home: Path) -> None:
    (home / "picture.png").write_bytes(b"\x89PNG\x00\x00")
    (home / "empty.txt").touch()
    done = call("extract", "picture.png", "nowhere.txt", "raid.txt", "empty.txt", ".")
    assert done.exit_code == 2
    assert len([line for line in done.stderr.splitlines() if line.startswith("Error: ")]) == 4
    assert all(name in done.stderr for name in ("picture.png", "nowhere.txt", "empty.txt"))
    assert len(rows(home)) == 3
    told = json.loads(call("extract", "nowhere.txt", "raid.txt", "--json").stdout)
    assert [one.get("error", "") != "" for one in told] == [False, True]


@pytest.mark.parametrize(
    "arguments",
    [
        ["raid.txt", "--published", "soon"],
        ["raid.txt", "raid.txt", "--name", "x"],
        [],
        ["raid.txt", "--project", "none"],
    ],
)
def test_wrong_use_of_extract_is_exit_2(home: Path, arguments: list[str]) -> None:
    done = call("extract", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert not (home / "data").exists()


def test_extract_waits_for_no_lock(home: Path) -> None:
    (home / ".reconcile").mkdir()
    with FileLock(home / ".reconcile/lock"):
        assert call("extract", "raid.txt").exit_code == 4


@pytest.mark.long
def test_extract_keeps_what_was_reviewed(home: Path, ids: list[str]) -> None:
    call("review", "--accept", ids[0])
    done = call("extract", "raid.txt")
    assert "3 claims found, 0 new, 1 reviewed and kept" in done.stderr
    assert statuses(home) == ["accepted", "proposed", "proposed"]


# review by options


def test_review_takes_many_ids_and_cells(home: Path, ids: list[str]) -> None:
    done = call("review", "--set", ids[1], "place=Kursk", "--accept", ids[0], ids[1], "--reject", ids[2])
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == "1 cell set, 2 accepted, 1 rejected"
    assert statuses(home) == ["accepted", "accepted", "rejected"]
    assert rows(home)["place"].tolist()[1] == "Kursk"


def test_review_before_other_options(home: Path, ids: list[str]) -> None:
    done = call("review", "--accept", *ids, "--project", str(home), "--json")
    assert json.loads(done.stdout)["accepted"] == 3


def test_an_unknown_id_names_the_nearest(home: Path, ids: list[str]) -> None:
    done = call("review", "--accept", ids[0], ids[1][:-1])
    assert done.exit_code == 2
    assert f"the nearest one is '{ids[1]}'" in done.stderr
    assert statuses(home) == ["proposed"] * 3


def test_a_claim_without_measure_is_refused_with_a_hint(home: Path, ids: list[str]) -> None:
    drop_measure(home)
    done = call("review", "--accept", ids[0])
    assert done.exit_code == 2
    assert f"{ids[0]} cannot be accepted: it has no measure (--set {ids[0]} measure=…)" in done.stderr
    assert call("review", "--accept", ids[0], "--set", ids[0], "measure=drones_shot_down").exit_code == 0


def set_confidence(home: Path, *sure: str) -> None:
    """Write how sure the readings are, whatever the reader says of them."""
    path = next((home / "data/raw/extracted").glob("*.csv"))
    table, _ = read_rows(path, path.name)
    path.write_text(csv_of(table.drop(columns=["file", "row"]).assign(confidence=list(sure))), encoding="utf-8")


@pytest.mark.long
def test_all_claims_of_high_confidence_are_accepted_together(home: Path, ids: list[str]) -> None:
    set_confidence(home, "high", "medium", "high")
    done = call("review", "--accept-high")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (0, "2 accepted")
    assert statuses(home) == ["accepted", "proposed", "accepted"]
    assert json.loads(call("review", "--accept-high", "--json").stdout)["accepted"] == 0


def test_what_the_desk_decides_by_id_goes_before_high_confidence(home: Path, ids: list[str]) -> None:
    set_confidence(home, "high", "high", "low")
    call("review", "--accept-high", "--reject", ids[0], "--accept", ids[2])
    assert statuses(home) == ["rejected", "accepted", "accepted"]


@pytest.mark.long
def test_a_sure_claim_that_no_run_could_use_stays_proposed(home: Path, ids: list[str]) -> None:
    drop_measure(home)
    set_confidence(home, "high", "high", "high")
    done = call("review", "--accept-high")
    assert done.exit_code == 0
    assert statuses(home).count("proposed") == (rows(home)["measure"] == "").sum() > 0
    assert "cannot be used" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["--accept"], ["--reject", "--list"], ["--set", "E1"], ["--set", "E1", "measure"],
     ["--set", "E1", "mesure=killed"], ["--accept", "E1", "--reject", "E1"], ["stray"], ["--set", "E1", "claim_id=E2"]],
)  # fmt: skip
def test_wrong_use_of_review_is_exit_2(home: Path, ids: list[str], arguments: list[str]) -> None:
    done = call("review", *(ids[0] if word == "E1" else word for word in arguments))
    assert done.exit_code == 2
    assert statuses(home) == ["proposed"] * 3


def test_an_unknown_measure_is_told(home: Path, ids: list[str]) -> None:
    done = call("review", "--set", ids[0], "measure=goats", "--accept", ids[0])
    assert done.exit_code == 0
    assert "unknown-measure" in done.stderr


def test_review_away_from_a_terminal_prints_the_list(home: Path, ids: list[str]) -> None:
    done = call("review")
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["claim", *ids]
    assert "in a terminal, `reconcile review` goes through them" in done.stderr
    listed = call("review", "--list")
    assert listed.stdout == done.stdout
    assert listed.stderr == "3 claims proposed, 0 reviewed\n"


def test_the_list_as_json(home: Path, ids: list[str]) -> None:
    told = json.loads(call("review", "--list", "--json").stdout)
    assert [one["claim_id"] for one in told] == ids
    assert told[0]["whole"] == "112 drones drones_launched"


def test_nothing_to_review(home: Path) -> None:
    done = call("review")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "0 claims proposed, 0 reviewed\n")


def test_a_file_that_cannot_be_read_is_told_beside_the_list(home: Path, ids: list[str]) -> None:
    (home / "data/raw/extracted/bad.csv").write_text("x")
    done = call("review", "--list")
    assert done.exit_code == 2
    assert "data/raw/extracted/bad.csv" in done.stderr
    assert ids[0] in done.stdout


def test_text_cannot_steer_the_terminal(home: Path) -> None:
    (home / "raid.txt").write_text("Officials said \x1b[2J three people were killed in Kharkiv.")
    call("extract", "raid.txt")
    assert "\x1b" not in call("review").output


# the walk


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_command, "_is_terminal", lambda: True)


@pytest.mark.usefixtures("terminal")
def test_keys_decide(home: Path, ids: list[str]) -> None:
    done = call("review", input="ars")
    assert done.exit_code == 0
    assert statuses(home) == ["accepted", "rejected", "proposed"]
    assert ">>81 out of 112 drones<<" in done.stdout
    assert "its whole is a claim of its own: 112 drones drones_launched" in " ".join(done.stdout.split())
    assert done.stderr == "1 accepted, 1 rejected, 1 still proposed\n"


@pytest.mark.usefixtures("terminal")
def test_what_the_sentence_does_not_state_says_whence_it_is(home: Path) -> None:
    (home / "raid.txt").write_text(
        "A bomb went off in Orva on 3 May 2024. Twelve people died. In Tessa, 3 people died."
    )
    call("extract", "raid.txt")
    shown = " ".join(call("review", input="sq").stdout.split())
    assert "place Orva (carried)" in shown
    assert "2024-05-03 to 2024-05-03 (carried)" in shown
    assert "place Tessa" in shown
    assert "(stated)" not in shown


@pytest.mark.usefixtures("terminal")
def test_the_walk_goes_on_where_it_stopped(home: Path, ids: list[str]) -> None:
    assert call("review", input="aq").exit_code == 0
    again = call("review", input="q").stdout
    assert "1 of 2" in again
    assert ids[0] not in again


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("keys", ["a", "a\x03", "a\x04", "axyz"])
def test_the_end_of_input_loses_nothing(home: Path, ids: list[str], keys: str) -> None:
    assert call("review", input=keys).exit_code == 0
    assert statuses(home) == ["accepted", "proposed", "proposed"]


@pytest.mark.usefixtures("terminal")
def test_an_interrupted_walk_loses_nothing(home: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    call("review", input="aq")
    with monkeypatch.context() as patch:
        patch.setattr(review, "exchange", interrupted)
        assert call("review", input="a").exit_code == 0
    assert statuses(home) == ["accepted", "proposed", "proposed"]


@pytest.mark.usefixtures("terminal")
def test_an_edit_has_the_present_values_and_is_checked(home: Path, ids: list[str]) -> None:
    keep = "\n"
    first = "e" + keep * 3 + "Kyiv\n" + keep * 6 + "soon\n" + keep * 5
    second = keep * 10 + "2025-02-01\n" + keep * 5
    done = call("review", input=first + second + "aq")
    assert done.exit_code == 0
    assert "measure [drones_shot_down]" in done.stdout
    assert "Not done: " in done.stdout
    row = rows(home).iloc[0]
    assert row[["status", "place", "published", "measure"]].tolist() == [
        "accepted", "Kyiv", "2025-02-01", "drones_shot_down",
    ]  # fmt: skip


@pytest.mark.usefixtures("terminal")
def test_an_edit_can_empty_a_field(home: Path, ids: list[str]) -> None:
    call("review", input="e\n-\n" + "\n" * 14 + "q")
    assert rows(home).loc[0, "party"] == ""


@pytest.mark.usefixtures("terminal")
def test_an_edit_that_is_left_changes_nothing(home: Path, ids: list[str]) -> None:
    before = (home / "data/raw/extracted/raid.csv").read_bytes()
    assert call("review", input="e\nRussian Federation\n").exit_code == 0
    assert (home / "data/raw/extracted/raid.csv").read_bytes() == before


@pytest.mark.usefixtures("terminal")
def test_accepting_without_measure_asks_for_it(home: Path, ids: list[str]) -> None:
    drop_measure(home)
    done = call("review", input="aq")
    assert "Not done: " in done.stdout
    assert "no measure" in done.stdout
    assert statuses(home) == ["proposed"] * 3


@pytest.mark.usefixtures("terminal")
def test_markup_in_cells_is_text(home: Path, ids: list[str]) -> None:
    table = rows(home).drop(columns=["file", "row"])
    table.loc[0, ["claim_id", "party"]] = ["[/x]", ":smile: [red]"]
    (home / "data/raw/extracted/raid.csv").write_text(csv_of(table), encoding="utf-8")
    done = call("review", input="q")
    assert done.exit_code == 0
    assert "· [/x] ·" in done.stdout
    assert ":smile: [red]" in done.stdout


# the whole way; what reads articles and what decides in processes of their own


def process(home: Path, *arguments: str, **named: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "reconcile", *arguments],
        cwd=home,
        capture_output=True,
        check=False,
        **named,
    )


@pytest.mark.long
def test_from_an_article_to_an_estimate(home: Path) -> None:
    assert process(home, "extract", "-", "--name", "raid", "--source", "Post", input=TEXT.encode()).returncode == 0
    assert call("run").exit_code == 2
    proposed = json.loads(call("review", "--list", "--json").stdout)
    assert process(home, "review", "--accept", proposed[0]["claim_id"]).returncode == 0
    assert call("run").exit_code == 0
    claims = pd.read_csv(home / "data/processed/claims.csv", dtype=str, keep_default_na=False)
    assert claims["measure"].tolist() == ["drones_shot_down", "drones_launched"]
    assert "Proposed claims, not yet reviewed" in (home / "reports/appendix.md").read_text(encoding="utf-8")


def test_help_loads_nothing_heavy(home: Path) -> None:
    for command in ("extract", "review"):
        code = (
            "import sys; from reconcile.cli.group import reconcile\n"
            f"try: reconcile(['{command}', '--help'])\n"
            "except SystemExit: pass\n"
            "print(sorted({'pandas', 'rich', 'numpy', 'matplotlib'} & set(sys.modules)), file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=home, capture_output=True, check=True, text=True)
        assert done.stderr == "[]\n"


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="needs a terminal of its own")
def test_a_real_terminal_marks_the_figure(home: Path, ids: list[str]) -> None:
    import pty

    main, other = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    running = subprocess.Popen(
        [sys.executable, "-m", "reconcile", "review"], cwd=home, stdin=other, stdout=other, stderr=subprocess.PIPE,
        env=environment,
    )  # fmt: skip
    os.close(other)
    seen = b""
    try:
        while b"[q]uit" not in seen and select.select([main], [], [], 30)[0]:
            seen += os.read(main, 4096)
        # what is typed before the key is waited for is thrown away
        for _ in range(60):
            os.write(main, b"q")
            with suppress(subprocess.TimeoutExpired):
                assert running.wait(0.5) == 0
                break
    finally:
        running.kill()
        running.communicate()
        os.close(main)
    assert b"\x1b[1;7m81 out of 112 drones\x1b[0m" in seen
    assert running.returncode == 0


# taking back, the same for all, the article around


def journal(home: Path) -> list[dict[str, Any]]:
    lines = (home / "data/raw/extracted/journal.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def claims_file(home: Path) -> bytes:
    return (home / "data/raw/extracted/raid.csv").read_bytes()


@pytest.mark.long
@pytest.mark.usefixtures("terminal")
def test_what_was_taken_back_is_asked_again(home: Path, ids: list[str]) -> None:
    before = claims_file(home)
    done = call("review", input="aruuq")
    assert done.exit_code == 0
    assert claims_file(home) == before
    assert done.stdout.count("Taken back: what was set of 1 claim") == 2
    assert [place for line in done.stdout.splitlines() for place in ("1", "2", "3") if f"{place} of 3" in line] == [
        "1", "2", "3", "2", "1",
    ]  # fmt: skip
    assert done.stderr == "0 accepted, 0 rejected, 3 still proposed\n"
    assert [line["undoes"] for line in journal(home)] == [0, 0, 2, 1]


@pytest.mark.long
@pytest.mark.usefixtures("terminal")
def test_an_earlier_decision_is_taken_back_and_asked_next(home: Path, ids: list[str]) -> None:
    call("review", "--accept", ids[1])
    done = call("review", input="uaq")
    assert statuses(home) == ["proposed", "accepted", "proposed"]
    assert done.stderr == "1 accepted, 0 rejected, 2 still proposed\n"


@pytest.mark.usefixtures("terminal")
def test_nothing_to_take_back_is_told(home: Path, ids: list[str]) -> None:
    done = call("review", input="uaq")
    assert "Not done: there is no decision to take back" in done.stdout
    assert statuses(home) == ["accepted", "proposed", "proposed"]


@pytest.mark.usefixtures("terminal")
def test_decisions_of_others_are_not_taken_back(home: Path, ids: list[str]) -> None:
    call("review", "--accept", ids[0], env={"RECONCILE_EDITOR": "A. Reader"})
    done = call("review", input="uq", env={"RECONCILE_EDITOR": "B. Reader"})
    assert "Not done: there is no decision to take back" in done.stdout
    assert statuses(home)[0] == "accepted"


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("whom", "places"), [("", ["Orva", "Orva", "Kharkiv"]), ("a", ["Orva"] * 3), ("t", ["Orva", "", "Kharkiv"])]
)
def test_one_step_sets_the_same_for_all(home: Path, ids: list[str], whom: str, places: list[str]) -> None:
    before = claims_file(home)
    done = call("review", input=f"fplace\nOrva\n{whom}\nq")
    assert rows(home)["place"].tolist() == places
    assert f"Set of {places.count('Orva')} claim" in done.stdout
    assert len(journal(home)) == 1
    assert call("review", "--undo").stderr.startswith("Taken back: what was set of")
    assert claims_file(home) == before


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("typed", "told"), [("status", "'status' is none of measure"), ("plaice", "'plaice' is none")])
def test_only_fields_are_set_for_all(home: Path, ids: list[str], typed: str, told: str) -> None:
    before = claims_file(home)
    assert told in call("review", input=f"f{typed}\nq").stdout
    assert call("review", input="f\nq").exit_code == 0
    assert claims_file(home) == before


@pytest.mark.usefixtures("terminal")
def test_the_article_stands_around_the_sentence(home: Path, ids: list[str]) -> None:
    shown = " ".join(call("review", input="sq").stdout.split())
    assert "launched by Russia overnight. British military intelligence has suggested that >>around 4,000" in shown
    assert shown.count("Officials said three people were killed in Kharkiv.") == 2


@pytest.mark.usefixtures("terminal")
def test_the_whole_article_has_the_figure_marked(home: Path, ids: list[str]) -> None:
    assert TEXT.replace("81 out of 112 drones", ">>81 out of 112 drones<<") in call("review", input="wq").stdout
    (home / "data/raw/extracted/raid.txt").unlink()
    assert "The text of this article is not kept" in call("review", input="wq").stdout


@pytest.mark.usefixtures("terminal")
def test_every_key_is_explained(home: Path, ids: list[str]) -> None:
    done = call("review", input="?q").stdout
    assert all(f"\n  {key}  " in done for key in "arsefuw?q")


@pytest.mark.usefixtures("terminal")
def test_what_somebody_else_changed_is_shown_as_it_is_now(
    home: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile() -> str:
        key = next(keys)
        if key == "a":
            review.decide(home, [review.Change(ids[0], "place", "Orva")], who="A. Reader")
        return key

    keys = iter("aq")
    monkeypatch.setattr("reconcile.cli.review_walk._key", meanwhile)
    done = call("review")
    assert "was changed by somebody else" in done.stdout
    assert "  place      Orva" in done.stdout
    assert statuses(home) == ["proposed"] * 3


@pytest.mark.usefixtures("terminal")
def test_a_run_at_work_is_told_and_the_decision_can_be_made_again(
    home: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reconcile.cli.written_decisions.WAIT", 0.0)
    (home / ".reconcile").mkdir(exist_ok=True)
    lock = FileLock(home / ".reconcile/lock")
    lock.acquire()

    def then_free() -> str:
        key = next(keys)
        if key == "A":
            lock.release()
        return key.lower()

    keys = iter("aAq")
    monkeypatch.setattr("reconcile.cli.review_walk._key", then_free)
    done = call("review")
    assert "Not done: " in done.stdout
    assert statuses(home) == ["accepted", "proposed", "proposed"]


def test_a_decision_is_taken_back_away_from_a_terminal(home: Path, ids: list[str]) -> None:
    call("review", "--accept", ids[0], ids[1])
    assert json.loads(call("review", "--undo", "--json").stdout) == {"undone": 1, "claims": ids[:2], "cells": 2}
    assert statuses(home) == ["proposed"] * 3
    assert call("review", "--undo").exit_code == 2
    assert call("review", "--undo", "--accept", ids[0]).exit_code == 2
