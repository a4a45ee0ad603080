"""Many articles in one call: every earlier file is read once, and what others write meanwhile is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reconcile.cli.group import reconcile
from reconcile.desk import extracted_store, known_ids
from reconcile.desk.article_files import Article
from reconcile.desk.extract_articles import ExtractedArticle, extract_article
from reconcile.desk.known_ids import KnownIds
from reconcile.folder.config import load_config
from reconcile.inputs.extracted_rows import read_rows

SAID = "Officials said {} people were killed in Orva on Monday."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "reconcile.toml").touch()
    return tmp_path


def extracted(home: Path, name: str, text: str, known: KnownIds | None = None, **named: str) -> ExtractedArticle:
    return extract_article(Article(name, text.encode(), name), load_config(home), known=known, **named)


def ids(home: Path, name: str) -> list[str]:
    return read_rows(home / "data/raw/extracted" / name, name)[0]["claim_id"].tolist()


@pytest.mark.long
def test_every_earlier_file_is_read_once_and_its_own_twice_at_most(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier, new = [f"old-{number}.txt" for number in range(5)], [f"new-{number}.txt" for number in range(7)]
    for number, name in enumerate([*earlier, *new]):
        (home / name).write_text(SAID.format(10 + number), encoding="utf-8")
    call = CliRunner().invoke
    with chdir(home):
        assert call(reconcile, ["extract", *earlier]).exit_code == 0
        read: Counter[str] = Counter()

        def counting(path: Path, *arguments: Any, **named: Any) -> Any:
            read[path.stem] += path.exists()
            return read_rows(path, *arguments, **named)

        for module in (known_ids, extracted_store):
            monkeypatch.setattr(module, "read_rows", counting)
        assert call(reconcile, ["extract", *new]).exit_code == 0
    assert {read[Path(name).stem] for name in earlier} == {1}
    assert sum(read[Path(name).stem] for name in new) <= 2 * len(new)


def test_a_sentence_of_two_articles_has_an_id_in_each_in_one_call_and_in_two(home: Path) -> None:
    known = KnownIds(load_config(home))
    for name in ("a.txt", "b.txt"):
        extracted(home, name, SAID.format(12), known)
    extracted(home, "c.txt", SAID.format(12))
    assert len({*ids(home, "a.csv"), *ids(home, "b.csv"), *ids(home, "c.csv")}) == 3


@pytest.mark.long
def test_what_another_command_writes_between_two_articles_is_seen(home: Path) -> None:
    known = KnownIds(load_config(home))
    extracted(home, "a.txt", SAID.format(12), known)
    extracted(home, "b.txt", SAID.format(13))
    extracted(home, "c.txt", SAID.format(13), known)
    others = ids(home, "b.csv")
    assert not {*others} & {*ids(home, "c.csv")}
    (home / "data/raw/extracted/b.csv").unlink()
    assert known.elsewhere(Path("d.csv"), [*ids(home, "a.csv"), *others]) == {*ids(home, "a.csv")}


@pytest.mark.parametrize(("option", "wanted"), [("--project=.", True), ("--quiet", False), ("--json", False)])
def test_progress_says_how_many_articles_there_are(
    home: Path, monkeypatch: pytest.MonkeyPatch, option: str, wanted: bool
) -> None:
    shown: list[object] = []

    @contextmanager
    def noted(*, wanted: bool) -> Iterator[Callable[[str], None]]:
        shown.append(wanted)
        yield shown.append

    monkeypatch.setattr("reconcile.cli.extract.progress_shown", noted)
    for name in ("a.txt", "b.txt"):
        (home / name).write_text(SAID.format(12), encoding="utf-8")
    with chdir(home):
        done = CliRunner().invoke(reconcile, ["extract", "a.txt", "b.txt", option])
    assert shown == [wanted, "reading a.txt (1 of 2)", "reading b.txt (2 of 2)"]
    assert "reading" not in done.stderr


def rules(done: ExtractedArticle) -> list[list[str]]:
    told = done.findings
    asked = told["rule"].isin(["article-undated", "article-page-day"])
    return [list(row) for row in told.loc[asked, ["rule", "value"]].to_numpy()]


PAGE = (
    '<html><head><meta property="article:published_time" content="2024-06-05T10:00:00Z"></head><body><article>'
    "<p>Officials said on Tuesday that at least 12 people were killed in Orva on Monday, when a bus fell from a bridge "
    "into the river, and that divers were still looking for others.</p></article></body></html>"
)


@pytest.mark.long
def test_an_undated_article_asks_for_its_day(home: Path) -> None:
    done = extracted(home, "a.txt", SAID.format(12))
    assert rules(done) == [["article-undated", "a.txt"]]
    assert "--published" in done.findings["hint"].str.cat()
    assert not rules(extracted(home, "a.txt", SAID.format(12), published="2024-06-05"))
    # the rows know the day now
    assert not rules(extracted(home, "a.txt", SAID.format(12)))
    assert not rules(extracted(home, "b.txt", "Nothing was counted."))


@pytest.mark.long
def test_the_day_of_a_page_is_taken_from_it_and_said_to_be(home: Path) -> None:
    done = extracted(home, "a.html", PAGE)
    assert rules(done) == [["article-page-day", "a.html"]]
    assert done.rows[["published", "period_end"]].to_numpy().tolist() == [["2024-06-05", "2024-06-03"]]
    given = extracted(home, "b.html", PAGE, published="2024-06-12")
    assert not rules(given)
    assert set(given.rows["published"]) == {"2024-06-12"}
