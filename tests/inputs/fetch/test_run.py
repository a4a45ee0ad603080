from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from frictionless import validate

from reconcile.cli.group import reconcile as commands
from reconcile.errors import ConfigError, InputError, OutputError
from reconcile.inputs import refresh
from reconcile.inputs.fetch import client, copies
from reconcile.run.inspect import check_project
from reconcile.run.pipeline import run_project

from .desk_server import (
    BRIEF,
    CLAIMS,
    NEWER,
    PATIENCE,
    Answer,
    DeskServer,
    cut_short,
    in_turn,
    last,
    plain,
    silent,
    status,
    tagged,
)

pytestmark = pytest.mark.usefixtures("remembered")

OWN = "quantity,source,phrase,published\ndead,Mayor,about 41,2025-01-02\n"


def configure(home: Path, *inputs: dict[str, Any]) -> None:
    """Write a config; inputs on loopback, with long time-outs. Figures take time and tell nothing here."""
    lines = ["[report]", "figures = false"]
    for given in inputs:
        keys = {"allow_private": True, "timeout": PATIENCE, "retries": 0, **given} if "url" in given else given
        lines += ["[[inputs]]", *(f"{key} = {value_of(value)}" for key, value in keys.items())]
    (home / "reconcile.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def value_of(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{key}" = {json.dumps(item)}' for key, item in value.items()) + " }"
    return json.dumps(value)


def outputs(home: Path) -> dict[str, bytes]:
    """Every file but the tool's own state and the record of runs, in which every run is a row."""
    files = (
        file for file in home.rglob("*")
        if file.is_file() and ".reconcile" not in file.parts and not file.name.startswith("history.")
    )  # fmt: skip
    return {file.relative_to(home).as_posix(): file.read_bytes() for file in files}


def fetched(home: Path, name: str = "wires") -> list[bytes]:
    """Copies of an input, oldest first."""
    folder = home / "data/raw/fetched" / name
    return [(folder / copy.file).read_bytes() for copy in copies.copies_of(folder)]


def found(home: Path) -> list[str]:
    table = pd.read_csv(home / "data/processed/findings.csv", dtype=str, keep_default_na=False)
    return table.loc[table["rule"].str.startswith("input-"), "message"].tolist()


def command(home: Path, *options: str) -> Result:
    return CliRunner().invoke(commands, ["run", "--project", str(home), *options])


def manifest(home: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((home / "data/processed/datapackage.json").read_text(encoding="utf-8"))
    return package


TODAY = datetime.now(UTC).date().isoformat()


def test_an_address_is_fetched_kept_as_received_and_used(home: Path, server: DeskServer) -> None:
    body = b"\xef\xbb\xbf" + CLAIMS.replace(b"\n", b"\r\n")
    server.answers["/claims.csv"] = plain(body, last_modified="Wed, 01 Jan 2025 00:00:00 GMT", etag='"one"')
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    stages: list[str] = []
    run_project(home, progress=stages.append)
    assert stages[0] == "fetching"
    assert fetched(home) == [body]
    claims = pd.read_csv(home / "data/processed/claims.csv")
    assert claims["claim_id"].tolist() == ["wires:1", "wires:2"]
    record = json.loads((home / "data/raw/fetched/wires/fetched.json").read_text())["copies"][0]
    assert (record["etag"], record["content_type"], record["bytes"]) == ('"one"', "text/csv", len(body))
    assert f"| fetched | wires: copy of {TODAY} |" in (home / "reports/appendix.md").read_text(encoding="utf-8")


@pytest.mark.long
def test_the_manifest_says_where_a_copy_is_from(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = plain(CLAIMS)
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    run_project(home)
    (record,) = manifest(home)["inputs"]
    assert record["url"] == server.url("/claims.csv")
    assert (home / record["path"]).read_bytes() == CLAIMS
    assert record["path"].startswith("data/raw/fetched/wires/")
    assert record["retrieved"].startswith(TODAY)
    assert validate(str(home / "data/processed/datapackage.json")).valid


def test_unchanged_content_changes_nothing(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = in_turn(
        tagged(CLAIMS, '"one"'), status(304), plain(CLAIMS, etag='"renamed"'), plain(CLAIMS)
    )
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    run_project(home)
    before = outputs(home)
    for _ in range(3):
        assert run_project(home).unchanged
        assert outputs(home) == before
    run_project(home, force=True)
    assert outputs(home) == before
    assert len(server.asked) == 5


@pytest.mark.long
def test_changed_content_is_kept_beside_the_old(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = in_turn(plain(CLAIMS), plain(NEWER), plain(CLAIMS))
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    used = [run_project(home).claims for _ in range(3)]
    assert used == [2, 3, 2]
    assert fetched(home) == [CLAIMS, NEWER, CLAIMS]


@pytest.mark.long
def test_only_so_many_copies_are_kept_as_are_asked_for(home: Path, server: DeskServer) -> None:
    bodies = [CLAIMS + f"dead,Desk {number},{number},2025-01-05\n".encode() for number in range(40, 45)]
    server.answers["/claims.csv"] = in_turn(*map(plain, bodies))
    configure(home, {"name": "wires", "url": server.url("/claims.csv"), "keep": 2})
    for _ in bodies:
        run_project(home)
    assert fetched(home) == bodies[-2:]
    assert len(list((home / "data/raw/fetched/wires").iterdir())) == 3


FAULTS = [
    (status(404), "the address answered 404"),
    (status(500), "the address answered 500"),
    (silent, "the address did not answer in time"),
    (cut_short, "the answer was cut short, or is not HTTP"),
    (
        plain(b"<!DOCTYPE html><title>Maintenance</title>", content_type="text/html"),
        "the answer is a web page, not csv",
    ),
    (plain(b"\n <!-- proxy -->\n<HTML><body>Log in"), "the answer is a web page, not csv"),
    (plain(b""), "the answer cannot be read as csv: the file is empty"),
    (plain(b"\x00\x01\x02"), "the answer cannot be read as csv: line 1 holds a NUL byte"),
    (
        plain(b'{"error": "quota"}'),
        "the answer cannot be read as csv: has no column 'source' for who published a claim",
    ),
    (plain(CLAIMS * 10_000), "the answer has more than 100,000 bytes"),
]


@pytest.mark.long
def test_when_an_address_fails_the_last_good_copy_stands(
    home: Path, server: DeskServer, subtests: pytest.Subtests
) -> None:
    """One fault after the other, with the address back between them."""
    server.answers["/claims.csv"] = plain(CLAIMS)
    keys = {"name": "wires", "url": server.url("/claims.csv"), "max_bytes": 100_000}
    configure(home, keys)
    run_project(home)
    good = outputs(home)
    for answer, told in FAULTS:
        with subtests.test(told):
            fails_and_comes_back(home, server, keys, answer, told)
            assert outputs(home) == good


def fails_and_comes_back(home: Path, server: DeskServer, keys: dict[str, Any], answer: Answer, told: str) -> None:
    configure(home, {**keys, "timeout": BRIEF if answer is silent else PATIENCE})
    server.answers["/claims.csv"] = answer
    failed = run_project(home)
    assert failed.used == 2
    assert fetched(home) == [CLAIMS]
    (message,) = found(home)
    assert message.startswith(f"wires: copy of {TODAY} used; {told}")
    assert f"wires: copy of {TODAY} used, as {told}"[:60] in (home / "reports/appendix.md").read_text(encoding="utf-8")
    # the same fault again changes nothing; and all is as it was when the address is back
    assert run_project(home).unchanged
    configure(home, keys)
    server.answers["/claims.csv"] = plain(CLAIMS)
    run_project(home)


@pytest.mark.long
def test_the_run_id_tells_a_run_on_an_old_copy_from_one_on_a_new(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = in_turn(plain(CLAIMS), status(404))
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    assert run_project(home).run_id != run_project(home).run_id


def test_without_any_copy_the_other_inputs_are_used(home: Path, server: DeskServer) -> None:
    (home / "data/raw/claims.csv").write_text(OWN)
    server.answers["/claims.csv"] = status(404)
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    assert run_project(home).used == 1
    assert found(home) == ["wires: there is no copy of it; the address answered 404"]


def test_without_any_claims_at_all_nothing_is_written(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = status(404)
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    with pytest.raises(InputError, match="there is no copy of it; the address answered 404"):
        run_project(home)
    assert not (home / "data/processed").exists()
    assert command(home).exit_code == 2


@pytest.mark.long
def test_several_inputs_are_fetched_at_once_and_told_in_the_order_of_their_names(
    home: Path, server: DeskServer
) -> None:
    names = [f"desk-{number}" for number in range(6)]
    for name in names:
        server.answers[f"/{name}.csv"] = in_turn(plain(f"quantity,source,best\ndead,{name},41\n".encode()), status(404))
    configure(home, *({"name": name, "url": server.url(f"/{name}.csv")} for name in reversed(names)))
    assert run_project(home).used == 6
    # the first one to be asked is the last one to be answered
    server.answers[f"/{names[-1]}.csv"] = last(server, 2 * len(names), status(404))
    run_project(home)
    assert found(home) == [f"{name}: copy of {TODAY} used; the address answered 404" for name in names]


def test_one_failing_input_leaves_the_others(home: Path, server: DeskServer) -> None:
    server.answers["/a.csv"] = status(500)
    server.answers["/b.csv"] = plain(CLAIMS)
    configure(home, {"name": "a", "url": server.url("/a.csv")}, {"name": "b", "url": server.url("/b.csv")})
    assert run_project(home).used == 2
    assert found(home) == ["a: there is no copy of it; the address answered 500"]


@pytest.mark.long
def test_offline_asks_no_server(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = plain(CLAIMS)
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    assert command(home).exit_code == 0
    good = outputs(home)
    server.answers["/claims.csv"] = plain(NEWER)
    assert command(home, "--offline", "--force").exit_code == 0
    assert len(server.asked) == 1
    assert outputs(home) == good


@pytest.mark.parametrize("options", [["--offline"], ["--dry-run"]])
def test_what_was_never_fetched_is_a_finding_where_no_server_is_asked(
    home: Path, server: DeskServer, options: list[str]
) -> None:
    (home / "data/raw/claims.csv").write_text(OWN)
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    result = command(home, *options, "--json")
    assert json.loads(result.stdout)["findings"]["input-missing"] == 1
    assert server.asked == []


def test_a_dry_run_asks_no_server_and_writes_nothing(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = in_turn(plain(CLAIMS), plain(NEWER))
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    run_project(home)
    before = outputs(home)
    assert run_project(home, dry_run=True).claims == 2
    assert outputs(home) == before
    assert len(server.asked) == 1


@pytest.mark.long
def test_a_check_reads_the_newest_copy_and_asks_no_server(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = plain(CLAIMS)
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    run_project(home)
    assert check_project(home).claims == 2
    assert len(server.asked) == 1


@pytest.mark.long
def test_an_input_has_its_own_headers_constants_and_encoding(home: Path, server: DeskServer) -> None:
    (home / "data/raw/claims.csv").write_text(OWN)
    body = "tué;quand\nenviron 40;2025-01-02\nabout 41;2025-01-03\n".encode("cp1252")
    server.answers["/export"] = plain(body, content_type="text/csv; charset=windows-1252")
    configure(
        home,
        {
            "name": "prefecture", "url": server.url("/export"), "encoding": "cp1252",
            "columns": {"tué": "phrase", "quand": "published"},
            "constants": {"source": "Préfecture", "quantity": "dead"},
        },
    )  # fmt: skip
    run_project(home)
    claims = pd.read_csv(home / "data/processed/claims.csv").set_index("claim_id")
    assert claims.loc["prefecture:2", "source"] == "Préfecture"
    assert claims.loc["prefecture:2", "quantity"] == claims.loc["claims:1", "quantity"]


@pytest.mark.long
def test_a_file_of_the_project_may_have_its_own_headers_too(home: Path) -> None:
    (home / "more.dat").write_text("who;said\nA;about 40\n")
    configure(
        home,
        {"path": "more.dat", "format": "csv", "columns": {"who": "source", "said": "phrase"},
         "constants": {"quantity": "dead"}},
    )  # fmt: skip
    assert run_project(home).used == 1
    assert pd.read_csv(home / "data/processed/claims.csv")["claim_id"].tolist() == ["more:1"]


@pytest.mark.parametrize(
    ("path", "kind", "keys", "ending"),
    [
        ("/claims.json", "text/plain", {}, "json"),
        ("/api", "application/json; charset=utf-8", {}, "json"),
        ("/api.php", "application/x-ndjson", {}, "jsonl"),
        ("/api.php", "text/plain", {"format": "json"}, "json"),
    ],
)
def test_the_format_is_declared_or_told(
    home: Path, server: DeskServer, path: str, kind: str, keys: dict[str, str], ending: str
) -> None:
    record = '{"quantity": "dead", "source": "A", "best": 40}'
    body = record if ending == "jsonl" else f"[{record}]"
    server.answers[path] = plain(body.encode(), content_type=kind)
    configure(home, {"name": "wires", "url": server.url(path), **keys})
    assert run_project(home).used == 1
    assert [file.suffix for file in (home / "data/raw/fetched/wires").glob("2*")] == [f".{ending}"]


def test_a_format_that_nothing_tells_is_asked_for(home: Path, server: DeskServer) -> None:
    server.answers["/export"] = plain(CLAIMS, content_type="application/octet-stream")
    configure(home, {"name": "wires", "url": server.url("/export")})
    with pytest.raises(InputError, match="set format"):
        run_project(home)


@pytest.mark.long
def test_a_copy_that_was_edited_is_fetched_anew(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = tagged(CLAIMS, '"one"')
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    run_project(home)
    (file,) = (home / "data/raw/fetched/wires").glob("*.csv")
    file.write_bytes(NEWER)
    assert run_project(home).claims == 2


@pytest.mark.long
def test_without_the_tools_own_folder_nothing_is_kept_twice(home: Path, server: DeskServer) -> None:
    """As on a machine that checks the project out anew for every run."""
    import shutil

    server.answers["/claims.csv"] = tagged(CLAIMS, '"one"')
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    run_project(home)
    before = outputs(home)
    shutil.rmtree(home / ".reconcile")
    run_project(home)
    assert outputs(home) == before


LEADING_OUT = {
    "file": "../../../etc/passwd", "sha256": "", "bytes": 1, "retrieved": "2025-01-01", "url": "",
    "content_type": "", "etag": "", "last_modified": "",
}  # fmt: skip


NO_RECORDS = (
    "", "[]", "{}", '{"copies": [{}]}', '{"copies": [{"file": 1}]}', "[" * 10_000,
    json.dumps({"copies": [LEADING_OUT]}), json.dumps({"copies": [{**LEADING_OUT, "file": 7}]}),
)  # fmt: skip


@pytest.mark.long
def test_a_record_that_makes_no_sense_is_made_anew(home: Path, server: DeskServer, subtests: pytest.Subtests) -> None:
    server.answers["/claims.csv"] = plain(CLAIMS)
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    run_project(home)
    for text in NO_RECORDS:
        with subtests.test(text[:40]):
            (home / "data/raw/fetched/wires/fetched.json").write_text(text)
            assert run_project(home).claims == 2
            assert fetched(home) == [CLAIMS]


def test_a_folder_of_copies_that_leads_out_of_the_project_is_refused(
    home: Path, server: DeskServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    server.answers["/claims.csv"] = plain(CLAIMS)
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    outside = tmp_path_factory.mktemp("outside")
    (home / "data/raw/fetched").symlink_to(outside)
    with pytest.raises(ConfigError, match="leads out of the project"):
        run_project(home)
    assert list(outside.iterdir()) == []


@pytest.mark.long
def test_a_full_disk_leaves_the_copies_of_before(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/claims.csv"] = in_turn(plain(CLAIMS), plain(NEWER))
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    run_project(home)
    before = outputs(home)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="No space left"):
            run_project(home)
    assert outputs(home) == before
    assert run_project(home).claims == 3


@pytest.mark.long
@pytest.mark.parametrize("moment", [1, 2])
def test_a_run_killed_between_copy_and_record_is_mended_by_the_next(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    server.answers["/claims.csv"] = in_turn(plain(CLAIMS), plain(NEWER))
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    run_project(home)
    renamed: list[object] = []
    rename = os.replace

    def killed(source: Path, target: Path) -> None:
        renamed.append(target)
        if len(renamed) == moment:
            raise KeyboardInterrupt
        rename(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            run_project(home)
    assert fetched(home) == [CLAIMS]
    assert run_project(home).claims == 3
    assert fetched(home) == [CLAIMS, NEWER]


def last_checked(home: Path, name: str, ago: timedelta) -> None:
    """Put the time of the last check, and of the copy, back."""
    time = (datetime.now(UTC) - ago).isoformat(timespec="seconds")
    (home / ".reconcile/fetched.json").write_text(json.dumps({name: time}))
    record = home / "data/raw/fetched" / name / "fetched.json"
    told = json.loads(record.read_text())
    told["copies"][-1]["retrieved"] = time
    record.write_text(json.dumps(told))


@pytest.mark.long
def test_an_input_that_fails_for_longer_than_its_max_age_is_exit_code_3(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = in_turn(plain(CLAIMS), status(404))
    configure(home, {"name": "wires", "url": server.url("/claims.csv"), "max_age": "36h"})
    assert command(home).exit_code == 0
    assert command(home).exit_code == 0
    last_checked(home, "wires", timedelta(hours=40))
    day = (datetime.now(UTC) - timedelta(hours=40)).date()
    for options in ([], [], ["--offline"], ["--dry-run"], ["--fail-on", "rejected"]):
        result = command(home, *options)
        assert result.exit_code == 3
        assert f"Stale: wires was last fetched or found unchanged on {day}, longer ago than 36h" in result.stderr
    # outputs are there all the same, and hold dates, no ages
    told = json.loads(command(home, "--json").stdout)
    assert told["stale"] == [f"wires was last fetched or found unchanged on {day}, longer ago than 36h"]
    assert found(home) == [f"wires: copy of {day} used; the address answered 404"]


@pytest.mark.long
def test_old_content_that_was_checked_today_is_not_old(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = tagged(CLAIMS, '"one"')
    configure(home, {"name": "wires", "url": server.url("/claims.csv"), "max_age": "36h"})
    run_project(home)
    last_checked(home, "wires", timedelta(days=300))
    assert command(home, "--offline").exit_code == 3
    assert command(home).exit_code == 0
    assert command(home, "--offline").exit_code == 0


@pytest.mark.long
def test_an_input_with_a_max_age_that_was_never_fetched_is_exit_code_3(home: Path, server: DeskServer) -> None:
    (home / "data/raw/claims.csv").write_text(OWN)
    server.answers["/claims.csv"] = status(404)
    configure(home, {"name": "wires", "url": server.url("/claims.csv"), "max_age": "1h"})
    result = command(home)
    assert result.exit_code == 3
    assert "wires was never fetched" in result.stderr
    assert (home / "reports/report.md").exists()


@pytest.mark.long
def test_a_file_that_nobody_wrote_for_longer_than_its_max_age_is_exit_code_3(home: Path) -> None:
    (home / "more.csv").write_text(OWN)
    configure(home, {"path": "more.csv", "max_age": "7d"})
    assert command(home).exit_code == 0
    old = (datetime.now(UTC) - timedelta(days=8)).timestamp()
    os.utime(home / "more.csv", (old, old))
    assert command(home).exit_code == 3


@pytest.mark.long
def test_a_time_in_the_future_does_not_make_a_copy_good_for_ever(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = in_turn(plain(CLAIMS), status(404))
    configure(home, {"name": "wires", "url": server.url("/claims.csv"), "max_age": "36h"})
    run_project(home)
    last_checked(home, "wires", timedelta(days=-300))
    assert command(home).exit_code == 3


@pytest.mark.long
def test_times_of_checks_that_make_no_sense_do_not_matter(
    home: Path, server: DeskServer, subtests: pytest.Subtests
) -> None:
    server.answers["/claims.csv"] = plain(CLAIMS)
    configure(home, {"name": "wires", "url": server.url("/claims.csv"), "max_age": "36h"})
    run_project(home)
    for text in ("", "[]", '{"wires": 1}', '{"wires": "yesterday"}'):
        with subtests.test(text):
            (home / ".reconcile/fetched.json").write_text(text)
            assert command(home, "--offline").exit_code == 0
            assert command(home).exit_code == 0


def test_without_the_extra_the_error_says_what_to_install(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "hishel.httpx2", None)
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    with pytest.raises(ConfigError, match=r"pip install \"reconcile-estimates\[fetch\]\""):
        run_project(home)
    # who has no network input needs no extra, nor does who asks no server
    (home / "data/raw/claims.csv").write_text(OWN)
    assert run_project(home, offline=True).used == 1


@pytest.mark.long
def test_a_project_without_addresses_loads_no_client(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "data/raw/claims.csv").write_text(OWN)
    monkeypatch.setattr(refresh, "require_client", lambda: pytest.fail("the client was loaded"))
    monkeypatch.setattr(client, "require_client", lambda: pytest.fail("the client was loaded"))
    assert run_project(home).used == 1


def test_hostile_answers_are_escaped_in_what_is_written(home: Path, server: DeskServer) -> None:
    body = b'quantity,source,phrase\n"=HYPERLINK(""http://x"")",<script>alert(1)</script>,about 40\n'
    server.answers["/claims.csv"] = plain(body, etag='"<script>"', content_type="text/csv; =1+1")
    configure(home, {"name": "wires", "url": server.url("/claims.csv")})
    run_project(home)
    assert "<script>" not in (home / "reports/appendix.md").read_text(encoding="utf-8")
    assert fetched(home) == [body]
