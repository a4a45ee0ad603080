from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.ratio_wholes import whole_phrase, with_wholes
from reconcile.columns import EXTRACTED, names
from reconcile.desk.article_files import Article, article_at, pasted_article
from reconcile.desk.extract_articles import ExtractedArticle, claims_as_csv, extract_article
from reconcile.desk.extracted_merge import merge
from reconcile.desk.extracted_names import file_names, slug
from reconcile.desk.review_claims import Change, decide
from reconcile.desk.waiting_claims import waiting_claims
from reconcile.errors import ConfigError, InputError, OutputError
from reconcile.folder.config import load_config
from reconcile.inputs.extracted_rows import csv_of, read_rows, rows_as_text
from reconcile.inputs.input_files import extracted_files
from reconcile.run.inspect import check_project
from reconcile.run.pipeline import run_project
from tests.examples import examples
from tests.projects import WITHOUT_FIGURES

pytestmark = pytest.mark.usefixtures("remembered")

TEXT = (
    "Ukraine’s military said that it shot down 81 out of 112 drones launched by Russia overnight. "
    "British military intelligence has suggested that around 4,000 North Korean soldiers have been killed. "
    "Officials said three people were killed in Kharkiv."
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "reconcile.toml").write_text(WITHOUT_FIGURES)
    return tmp_path


def extracted(home: Path, text: str = TEXT, name: str = "raid.txt", **named: str) -> ExtractedArticle:
    return extract_article(
        Article(name, text.encode(), f"here/{name}"), load_config(home), **{"source": "Post", **named}
    )


def folder(home: Path) -> Path:
    return home / "data/raw/extracted"


def rows(home: Path, name: str = "raid.csv") -> pd.DataFrame:
    return read_rows(folder(home) / name, name)[0]


def made(**cells: Any) -> dict[str, Any]:
    usual = {"claim_id": "E1", "measure": "killed", "phrase": "about 300", "source": "Post", "status": "accepted"}
    usual |= {"quote": "About 300 died.", "start": 0, "end": 9, "kind": "approx", "n1": 300.0, "confidence": "high"}
    return dict.fromkeys(names(EXTRACTED), "") | usual | cells


def with_rows(home: Path, *given_rows: dict[str, Any], name: str = "raid.csv") -> Path:
    folder(home).mkdir(parents=True, exist_ok=True)
    (folder(home) / name).write_text(csv_of(pd.DataFrame(list(given_rows))), encoding="utf-8")
    return home


def table(home: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(home / f"data/processed/{name}.csv", dtype=str, keep_default_na=False)


# names


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "C:\\boot\\nul.txt", "CON", "lpt1.html", "", "..", ".", "a\x00b", "статья.txt", "-rf",
     "x" * 400, "a/b", "~/x", ".hidden.txt", "nul", "=cmd.txt", "\udcff.txt", "claims*.csv"],
)  # fmt: skip
def test_names_are_safe_everywhere(name: str) -> None:
    for told in file_names(name, identity="x"):
        stem = told.removesuffix(".csv")
        assert stem
        assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert not stem.startswith("-")
        assert len(told) < 100
        assert stem not in ("con", "nul", "lpt1", "aux", "prn", "com1")


@given(st.text())
def test_any_text_makes_a_name(name: str) -> None:
    assert slug(name)
    assert slug(name) == slug(name)


def test_a_hostile_name_stays_in_its_folder(home: Path) -> None:
    done = extracted(home, name="../../../outside.txt")
    assert done.file == "data/raw/extracted/outside.csv"
    assert not (home.parent / "outside.csv").exists()


@pytest.mark.long
def test_two_articles_of_one_name_get_a_file_each(home: Path) -> None:
    first = extracted(home, name="A raid.txt")
    second = extracted(home, "Officials said 31 drones were shot down.", name="a-raid.html.txt")
    third = extracted(home, "Officials said 32 drones were shot down.", name="a-raid.txt")
    assert [first.file, second.file] == ["data/raw/extracted/a-raid.csv", "data/raw/extracted/a-raid-html.csv"]
    assert third.file.startswith("data/raw/extracted/a-raid-")
    assert extracted(home, "Officials said 32 drones were shot down.", name="a-raid.txt").file == third.file
    assert len(rows(home, "a-raid.csv")) == first.found


def test_a_third_article_of_one_name_is_refused_and_nothing_is_lost(home: Path) -> None:
    told = [f"Officials said {n} drones were shot down." for n in (31, 32, 33)]
    first, second = (extracted(home, text) for text in told[:2])
    with pytest.raises(InputError, match="--name"):
        extracted(home, told[2])
    assert {len(rows(home, Path(one.file).name)) for one in (first, second)} == {1}


def test_pasted_articles_of_one_headline_are_told_apart(home: Path) -> None:
    """By outlet and by sentences: a live page has one headline for days, a wire's story one in every paper."""
    background = "Live: what we know\n\nThe dam of Elm burst on 3 May 2025, killing 12 people, officials said."

    def pasted(number: int, source: str = "Post", before: str = "Live: what we know") -> str:
        text = f"{before}\n\nOfficials said {number} drones were shot down."
        return extract_article(Article("Live: what we know", text.encode()), load_config(home), source=source).file

    files = [pasted(31), pasted(32), pasted(33), pasted(34, "Post", background), pasted(35, "Herald", background)]
    assert len(set(files)) == 5
    assert [pasted(32), pasted(33), pasted(33, "")] == [files[1], files[2], files[2]]
    # what was read is read again where it has changed in part
    assert pasted(36, "Herald", background) == files[4]
    assert rows(home, Path(files[3]).name)["source"].unique().tolist() == ["Post"]


def test_a_given_name_is_taken(home: Path) -> None:
    article = Article("raid.txt", TEXT.encode(), "raid.txt")
    assert (
        extract_article(article, load_config(home), name="Night of 31 Jan").file
        == "data/raw/extracted/night-of-31-jan.csv"
    )


def test_a_folder_that_leads_out_of_the_project_is_refused(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (home / "data/raw").mkdir(parents=True)
    folder(home).symlink_to(tmp_path_factory.mktemp("outside"))
    with pytest.raises(ConfigError, match="leads out of the project"):
        extracted(home)


# what is written is read back


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "'=1+1",
        "''=1",
        "-5",
        "+7",
        "@SUM(A1)",
        "it's",
        "'quoted'",
        'say "x", y',
        "a\nb",
        "\u2028in",
        "1e5",
        "007",
    ],
)
def test_cells_come_back_as_they_were(home: Path, text: str) -> None:
    with_rows(home, made(quote=text, note=text, best=text))
    told = (folder(home) / "raid.csv").read_text(encoding="utf-8")
    assert not any(line.startswith(("=", "+", "-", "@")) for line in told.replace('"', "").split(","))
    assert rows(home)[["quote", "note", "best"]].iloc[0].tolist() == [text.strip()] * 3


# cells cost little, a file much: few files of many cells
@given(st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc"))), min_size=1, max_size=40))
@examples(25)
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    file = tmp_path_factory.mktemp("x") / "a.csv"
    written = rows_as_text(pd.DataFrame([made(quote=cell) for cell in cells]))
    file.write_text(csv_of(written), encoding="utf-8")
    assert read_rows(file, "a.csv")[0]["quote"].tolist() == written["quote"].tolist()


def test_a_formula_in_an_article_is_harmless_in_the_file_and_whole_in_the_report(home: Path) -> None:
    extracted(home, "=HYPERLINK(A1) officials said three people were killed in Kharkiv.")
    assert '"=HYPERLINK' not in (folder(home) / "raid.csv").read_text(encoding="utf-8")
    assert waiting_claims(home).claims["quote"].iloc[0].startswith("=HYPERLINK")


# reading an article again


def test_extracting_twice_is_extracting_once(home: Path) -> None:
    extracted(home)
    before = (folder(home) / "raid.csv").read_bytes()
    again = extracted(home)
    assert (again.added, again.kept, again.removed) == (0, 0, 0)
    assert (folder(home) / "raid.csv").read_bytes() == before


def test_rows_stand_in_the_order_of_the_text(home: Path) -> None:
    extracted(home)
    start = rows(home)["start"].astype(int).tolist()
    assert start == sorted(start)


@pytest.mark.long
def test_reviewed_rows_are_kept_with_their_edits(home: Path) -> None:
    extracted(home)
    claim = rows(home)["claim_id"].iloc[1]
    decide(
        home, [Change(claim, "place", "Kursk"), Change(claim, "best", "4000.1275"), Change(claim, "status", "accepted")]
    )
    before = rows(home).iloc[1]
    again = extracted(home, source="Another Post")
    assert again.kept == 1
    pd.testing.assert_series_equal(rows(home).iloc[1], before)
    assert rows(home)["source"].tolist() == ["Another Post", "Post", "Another Post"]


def test_a_reviewed_row_that_is_gone_stays_and_is_found(home: Path) -> None:
    extracted(home)
    claim = rows(home)["claim_id"].iloc[0]
    decide(home, [Change(claim, "status", "rejected")])
    again = extracted(home, TEXT.split(". ", 1)[1])
    assert claim in rows(home)["claim_id"].tolist()
    assert (again.kept, again.removed) == (1, 0)
    lost = again.findings[again.findings["rule"] == "reviewed-lost"]
    assert lost["claim_id"].tolist() == [claim]


def test_a_proposed_row_that_is_gone_goes(home: Path) -> None:
    extracted(home)
    again = extracted(home, TEXT.split(". ", 1)[1])
    assert again.removed == 1
    assert len(rows(home)) == again.found


@pytest.mark.long
def test_a_proposed_row_that_the_desk_edited_is_kept(home: Path) -> None:
    extracted(home)
    claim = rows(home)["claim_id"].iloc[0]
    decide(home, [Change(claim, "place", "Kyiv")])
    extracted(home)
    assert rows(home).loc[0, ["claim_id", "status", "place", "note"]].tolist() == [
        claim,
        "proposed",
        "Kyiv",
        "edited: place",
    ]


def test_columns_of_the_desk_are_kept() -> None:
    before = rows_as_text(pd.DataFrame([made(desk="AB")]))
    told = merge(before, pd.DataFrame([made(status="proposed"), made(claim_id="E2", start=5)]), name="raid.csv")
    assert told.rows["desk"].tolist() == ["AB", ""]


def test_source_and_day_are_remembered(home: Path) -> None:
    extracted(home, published="2025-02-01")
    extracted(home, source="")
    assert set(rows(home)["source"]) == {"Post"}
    assert set(rows(home)["published"]) == {"2025-02-01"}


@pytest.mark.long
def test_one_sentence_in_two_articles_is_two_claims(home: Path) -> None:
    for name in ("a.txt", "b.txt", "b.txt", "a.txt"):
        extracted(home, name=name, source=f"Post {name}")
    first, second = rows(home, "a.csv")["claim_id"].tolist(), rows(home, "b.csv")["claim_id"].tolist()
    assert second == [f"{claim}-b" for claim in first]
    decide(home, [Change(claim, "status", "accepted") for claim in (*first, *second)])
    run_project(home)
    assert table(home, "rejected").empty


def test_a_broken_file_is_never_written_over(home: Path) -> None:
    extracted(home)
    with (folder(home) / "raid.csv").open("a") as file:
        file.write("too,short\n")
    before = (folder(home) / "raid.csv").read_bytes()
    for again in (lambda: extracted(home), lambda: decide(home, [Change("E1", "status", "accepted")])):
        with pytest.raises(InputError, match="row 4"):
            again()
    assert (folder(home) / "raid.csv").read_bytes() == before


# faults of the system


@pytest.mark.parametrize("code", [errno.EROFS, errno.ENOSPC, errno.EACCES])
def test_a_failed_write_leaves_the_file(home: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    extracted(home)
    before = (folder(home) / "raid.csv").read_bytes()

    def failing(*_: Any, **__: Any) -> None:
        raise OSError(code, os.strerror(code), "raid.csv")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        with pytest.raises(OutputError, match=r"raid\.csv cannot be written"):
            decide(home, [Change(rows(home)["claim_id"].iloc[0], "status", "accepted")])
        with pytest.raises(OutputError):
            extracted(home, TEXT.split(". ", 1)[1])
    assert (folder(home) / "raid.csv").read_bytes() == before
    assert sorted(path.name for path in folder(home).iterdir()) == ["raid.csv", "raid.txt"]


@pytest.mark.parametrize("call", [1, 2])
def test_an_interrupted_write_leaves_the_file(home: Path, monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    extracted(home)
    before = (folder(home) / "raid.csv").read_bytes()
    calls, rename = [], os.rename

    def interrupted(*arguments: Any) -> None:
        calls.append(arguments)
        if len(calls) == call:
            raise KeyboardInterrupt
        rename(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", interrupted)
        with pytest.raises(KeyboardInterrupt):
            decide(home, [Change(rows(home)["claim_id"].iloc[0], "status", "accepted")])
    assert (folder(home) / "raid.csv").read_bytes() == before


def test_a_folder_that_cannot_be_made(home: Path) -> None:
    (home / "data").mkdir()
    (home / "data/raw").write_text("a file")
    with pytest.raises((ConfigError, OutputError)):
        extracted(home)


@pytest.mark.parametrize("name", ["nowhere.txt", ".", "a\x00b", "https://example.org", "x" * 5000])
def test_a_file_that_cannot_be_read_says_so(name: str) -> None:
    with pytest.raises(InputError):
        article_at(name)


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x89PNG\r\n\x1a\n\x00\x00", b"caf\xe9 40 people died"])
def test_what_is_no_article_is_refused(home: Path, data: bytes) -> None:
    with pytest.raises(InputError):
        extract_article(Article("raid.txt", data), load_config(home))
    assert not folder(home).exists()


@pytest.mark.parametrize("published", ["yesterday", "2025-02-30"])
def test_a_day_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(ConfigError, match="is not a date"):
        extract_article(Article("raid.txt", TEXT.encode()), published=published)


@pytest.mark.long
def test_ten_thousand_rows_are_written_decided_and_listed(home: Path) -> None:
    many = [
        made(claim_id=f"E{n}", status="proposed", start=n, quote=f"About 300 died in place {n}.") for n in range(10_000)
    ]
    with_rows(home, *many, made(claim_id="E-used"))
    decide(home, [Change("E9999", "status", "accepted"), Change("E9998", "status", "rejected")])
    assert len(waiting_claims(home).claims) == 9_998
    assert run_project(home).proposed == 9_998
    report = (home / "reports/appendix.md").read_text(encoding="utf-8")
    assert "The first 100 of 9,998; `reconcile review --list` shows all of them." in report
    assert report.count("| raid |") == 100


# a run


def test_only_accepted_rows_are_used(home: Path) -> None:
    with_rows(
        home, made(), made(claim_id="E2", phrase="9,000", status="proposed"), made(claim_id="E3", status="rejected")
    )
    summary = run_project(home)
    claims = table(home, "claims")
    assert claims[["claim_id", "file", "row"]].values.tolist() == [["E1", "data/raw/extracted/raid.csv", "1"]]
    assert (summary.proposed, summary.used) == (1, 1)
    estimates = table(home, "estimates")[["claims_low", "claims_high"]]
    assert estimates.values.tolist() == [["300", "300"]]
    assert list(claims.columns) == [name for name in claims.columns if name not in ("start", "confidence", "n1")]


@pytest.mark.long
def test_proposed_rows_are_listed_and_escaped(home: Path) -> None:
    hostile = made(claim_id="E2", status="proposed", quote="<script>alert(1)</script> | 300 *died*", party="a|b")
    with_rows(home, made(), hostile)
    run_project(home)
    report = (home / "reports/appendix.md").read_text(encoding="utf-8")
    section = report.split("## Proposed claims, not yet reviewed")[1].split("\n## ")[0]
    assert "&lt;script&gt;" in section
    assert "<script>" not in report
    assert "a\\|b" in section
    assert "270 – 300 – 330 (approx)" in section


@pytest.mark.long
def test_without_proposed_rows_there_is_no_section(home: Path) -> None:
    with_rows(home, made())
    run_project(home)
    assert "Proposed" not in (home / "reports/appendix.md").read_text(encoding="utf-8")


@pytest.mark.long
def test_proposed_claims_of_the_desks_own_files_are_listed_too(home: Path) -> None:
    (home / "data/raw").mkdir(parents=True)
    text = "measure,source,best,status\nkilled,A,300,\nkilled,B,412,proposed\n"
    (home / "data/raw/claims.csv").write_text(text)
    assert run_project(home).proposed == 1
    assert run_project(home).proposed == 1
    report = (home / "reports/appendix.md").read_text(encoding="utf-8")
    assert "| claims:2 | claims | 412 | killed: " in report


def test_auto_takes_proposed_rows_that_can_be_used(home: Path) -> None:
    (home / "reconcile.toml").write_text('articles = "auto"\n')
    with_rows(
        home,
        made(status="proposed"),
        made(claim_id="E2", status="proposed", measure=""),
        made(claim_id="E3", status="rejected"),
    )
    summary = run_project(home)
    assert table(home, "claims")[["claim_id", "status"]].values.tolist() == [["E1", "accepted"]]
    assert summary.proposed == 1
    assert table(home, "rejected").empty
    assert "| articles | auto |" in (home / "reports/appendix.md").read_text(encoding="utf-8")


def test_an_extracted_file_is_an_input(home: Path) -> None:
    with_rows(home, made())
    first = run_project(home)
    assert not first.unchanged
    assert run_project(home).unchanged
    with_rows(home, made(), made(claim_id="E2", status="proposed"))
    second = run_project(home)
    assert (second.unchanged, second.proposed) == (False, 1)
    assert second.run_id != first.run_id
    assert run_project(home).proposed == 1
    assert "data/raw/extracted/raid.csv" in (home / "data/processed/datapackage.json").read_text()


@pytest.mark.long
def test_a_broken_file_is_a_rejection_and_the_rest_is_used(home: Path) -> None:
    with_rows(home, made())
    (folder(home) / "empty.csv").write_text("")
    (folder(home) / "no-status.csv").write_text("claim_id,measure,phrase,source\nE9,killed,300,A\n")
    (folder(home) / "ragged.csv").write_text("claim_id,measure,phrase,source,status\nE8,killed,300\nE7,killed,300,A,\n")
    (folder(home) / "bytes.csv").write_bytes(b"claim_id\xff\xfe,\x00")
    run_project(home)
    rejected = table(home, "rejected")
    assert rejected[["file", "row", "rule"]].values.tolist() == [
        ["data/raw/extracted/bytes.csv", "", "file-unreadable"],
        ["data/raw/extracted/empty.csv", "", "file-unreadable"],
        ["data/raw/extracted/no-status.csv", "", "file-unreadable"],
        ["data/raw/extracted/ragged.csv", "1", "ragged-row"],
    ]
    assert rejected.loc[2, "column"] == "status"
    assert (rejected["hint"] != "").all()
    assert table(home, "claims")["claim_id"].tolist() == ["E7", "E1"]


def test_a_bad_cell_is_rejected_with_file_and_row(home: Path) -> None:
    with_rows(home, made(), made(claim_id="E2", status="acepted"), made(claim_id="E3", published="2025-02-30"))
    check = check_project(home)
    told = check.rejected[["file", "row", "column", "rule"]].values.tolist()
    assert told == [
        ["data/raw/extracted/raid.csv", 2, "status", "unknown-word"],
        ["data/raw/extracted/raid.csv", 3, "published", "not-a-date"],
    ]


def test_only_proposed_rows_are_no_fault_but_nothing_to_run(home: Path) -> None:
    extracted(home)
    check = check_project(home)
    assert (check.claims, check.proposed, len(check.rejected)) == (0, 3, 0)
    with pytest.raises(Exception, match="`reconcile review` shows the 3 that are proposed"):
        run_project(home)


@pytest.mark.long
def test_signs_and_headers_of_the_project_do_not_touch_extracted_files(home: Path) -> None:
    (home / "reconcile.toml").write_text(
        'columns = { quantity = "family" }\nnumbers = { decimal = ",", thousands = "." }\n'
    )
    with_rows(home, made(phrase="", best="1234.5", measure="area_gained", family="ground"))
    run_project(home)
    assert table(home, "claims")[["best", "family"]].values.tolist() == [["1234.5", "ground"]]


@pytest.mark.long
def test_corrections_reach_extracted_claims(home: Path) -> None:
    with_rows(home, made())
    (home / "data/raw/corrections.csv").write_text(
        "locator,column,expected,value,action,reason\nE1,measure,killed,wounded,replace,misread\n"
    )
    run_project(home)
    assert table(home, "claims")["measure"].tolist() == ["wounded"]


def test_hidden_files_and_links_out_are_not_read(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with_rows(home, made())
    (folder(home) / ".~lock.csv").write_text("x")
    assert [file.name for file in extracted_files(load_config(home))] == ["raid.csv"]
    outside = tmp_path_factory.mktemp("outside") / "x.csv"
    outside.write_text("x")
    (folder(home) / "link.csv").symlink_to(outside)
    with pytest.raises(ConfigError, match="leads out"):
        extracted_files(load_config(home))


# ratios


def ratio(**cells: Any) -> dict[str, Any]:
    usual = {"measure": "drones_shot_down", "phrase": "81 out of 112 drones", "kind": "ratio", "n1": 81, "n2": 112}
    return made(**{**usual, "quote": "It shot down 81 out of 112 drones.", "unit": "drones", **cells})


def used(*given_rows: dict[str, Any]) -> pd.DataFrame:
    return rows_as_text(pd.DataFrame(list(given_rows))).assign(file="a.csv", row=range(1, len(given_rows) + 1))


@pytest.mark.long
def test_a_ratio_is_two_claims(home: Path) -> None:
    with_rows(home, ratio())
    run_project(home)
    claims = table(home, "claims")[["claim_id", "measure", "phrase", "range_best", "row", "used"]]
    assert claims.values.tolist() == [
        ["E1", "drones_shot_down", "81 out of 112 drones", "81", "1", "true"],
        ["E1-of", "drones_launched", "112 drones", "112", "1", "true"],
    ]


@pytest.mark.parametrize(
    ("measure", "whole"),
    [("drones_lost", "drones_launched"), ("drones_hit", "drones_launched"), ("missiles_shot_down", "missiles_launched"),
     ("killed", "strength"), ("dead", "strength"), ("wounded", "strength"), ("captured", "strength")],
)  # fmt: skip
def test_the_measure_of_the_whole(measure: str, whole: str) -> None:
    assert with_wholes(used(ratio(measure=measure)))[0]["measure"].tolist() == [measure, whole]


@pytest.mark.long
def test_a_ratio_of_no_known_whole_is_only_its_part(home: Path) -> None:
    with_rows(home, ratio(measure="settlements_taken", phrase="3 of 12 villages", n1=3, n2=12, unit="settlements"))
    run_project(home)
    assert table(home, "claims")["claim_id"].tolist() == ["E1"]
    assert "whole-unknown" in table(home, "findings")["rule"].tolist()


def test_the_strength_of_people_is_a_stock() -> None:
    part = ratio(measure="killed", phrase="3 of 12 men", n1=3, n2=12, unit="persons", temporal="period",
                 period_start="2025-01-01", period_end="2025-01-31")  # fmt: skip
    whole = with_wholes(used(part))[0].iloc[1]
    assert whole[["temporal", "period_start", "period_end", "count_date"]].tolist() == ["stock", "", "", "2025-01-31"]


def test_a_whole_that_is_said_is_not_added_again() -> None:
    said = ratio(claim_id="E2", measure="drones_launched", phrase="112 drones", kind="exact", n1=112, n2="")
    assert with_wholes(used(ratio(), said))[0]["claim_id"].tolist() == ["E1", "E2"]
    elsewhere = {**said, "quote": "Another sentence."}
    assert with_wholes(used(ratio(), elsewhere))[0]["claim_id"].tolist() == ["E1", "E1-of", "E2"]


def test_two_parts_of_one_whole_add_it_once() -> None:
    other = ratio(claim_id="E2", measure="drones_lost", phrase="31 of 112", n1=31)
    assert with_wholes(used(ratio(), other))[0]["claim_id"].tolist() == ["E1", "E1-of", "E2"]


@pytest.mark.parametrize("cells", [{"phrase": "85 drones"}, {"n2": "many"}, {"n2": ""}, {"n2": "0"}, {"kind": "exact"}])
def test_a_figure_that_is_no_ratio_any_more_has_no_whole(cells: dict[str, Any]) -> None:
    assert len(with_wholes(used(ratio(**cells)))[0]) == 1


@pytest.mark.parametrize(
    ("phrase", "whole", "told"),
    [
        ("81 out of 112 drones", 112, "112 drones"),
        ("81 of more than 20 drones", 20, "more than 20 drones"),
        ("11,000 of about 12,000 troops", 12_000, "about 12,000 troops"),
        ("three of the twelve men", 12, "twelve men"),
        ("112 drones, of which 81", 112, "112 drones"),
        ("81/112", 112, "112 drones"),
        ("most of them", 112, "112 drones"),
    ],
)
def test_the_words_of_a_whole(phrase: str, whole: float, told: str) -> None:
    assert whole_phrase(phrase, whole, "drones") == told


# decisions


def test_an_edited_phrase_is_read_again(home: Path) -> None:
    with_rows(home, ratio(status="proposed"))
    decide(home, [Change("E1", "phrase", "85 of 112 drones")])
    assert rows(home).loc[0, ["kind", "n1", "n2"]].tolist() == ["ratio", "85", "112"]
    assert waiting_claims(home).claims.loc[0, ["whole", "at"]].tolist() == ["112 drones drones_launched", -1]


def test_the_second_figure_of_one_phrase_has_the_second_place(home: Path) -> None:
    quote = "They lost 3 men here and 3 men there."
    with_rows(home, *(made(claim_id=f"E{n}", phrase="3 men", quote=quote, start=n, status="proposed") for n in (1, 2)))
    assert waiting_claims(home).claims["at"].tolist() == [10, 25]


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [("measure", "", "no measure"), ("source", "", "name who"), ("published", "soon", "a day that exists"),
     ("phrase", "many", "it holds no figure"), ("temporal", "always", "one of"), ("status", "perhaps", "one of")],
)  # fmt: skip
def test_what_cannot_be_used_is_not_written(home: Path, column: str, value: str, told: str) -> None:
    with_rows(home, made(status="proposed"))
    before = (folder(home) / "raid.csv").read_bytes()
    with pytest.raises(InputError, match=told):
        decide(home, [Change("E1", column, value)])
    assert (folder(home) / "raid.csv").read_bytes() == before


def test_decisions_are_made_together_or_not_at_all(home: Path) -> None:
    with_rows(home, made(status="proposed"))
    with pytest.raises(ConfigError, match="nearest one is 'E1'"):
        decide(home, [Change("E1", "status", "accepted"), Change("E11", "status", "accepted")])
    assert rows(home)["status"].tolist() == ["proposed"]


def test_an_id_cannot_be_set(home: Path) -> None:
    with_rows(home, made())
    with pytest.raises(ConfigError, match="cannot be set"):
        decide(home, [Change("E1", "claim_id", "E2")])


@pytest.mark.long
def test_rows_without_an_id_can_be_decided(home: Path) -> None:
    with_rows(home, made(claim_id="", status="proposed"))
    (claim,) = waiting_claims(home).claims["claim_id"]
    decide(home, [Change(claim, "status", "accepted")])
    run_project(home)
    assert table(home, "claims")["claim_id"].tolist() == [claim]


def test_pasted_articles_are_named_by_their_text() -> None:
    from io import BytesIO

    first, again, other = (pasted_article(BytesIO(text)).name for text in (b"a", b"a", b"b"))
    assert first == again != other


def test_printed_claims_are_the_file(home: Path) -> None:
    done = extracted(home)
    assert claims_as_csv([done]) == (folder(home) / "raid.csv").read_text(encoding="utf-8")
