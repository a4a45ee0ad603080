"""Feeds and folders of articles: what is new is read and waits; nothing is used before somebody has reviewed it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

pytest.importorskip("feedparser", reason="needs the extra articles")

from reconcile.desk import take_articles as taking
from reconcile.desk.article_files import article_at
from reconcile.desk.extract_articles import extract_article
from reconcile.desk.review_claims import Change, decide
from reconcile.desk.waiting_claims import waiting_claims
from reconcile.errors import ConfigError, FetchError, InputError, NothingUsableError
from reconcile.folder.config import load_config
from reconcile.folder.lock import locked
from reconcile.inputs.article_notices import article_notices
from reconcile.inputs.fetch import client
from reconcile.inputs.fetch.feed_entries import feed_entries
from reconcile.inputs.prepared import options_of
from reconcile.inputs.refresh import refresh
from reconcile.run.inspect import check_project
from reconcile.run.pipeline import run_project
from reconcile.run.progress import silent
from tests.inputs.fetch.desk_server import DeskServer, plain, serving, status
from tests.projects import WITHOUT_FIGURES

ITEM = "<item><title>{title}</title><link>{link}</link><guid>{guid}</guid><pubDate>{day}</pubDate>{more}</item>"
DAY = "Thu, 08 May 2025 00:30:00 +0200"
TOLD = "About {figure} people had been killed in Lower Marn by 7 May 2025, the Interior Ministry said on Thursday."
CLAIMS = "quantity,source,phrase,published\ndead,Ministry,about 40,2025-01-02\n"


def rss(*items: str) -> bytes:
    channel = f"<channel><title>Vell Courier</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()


def item(guid: str, link: str = "", title: str = "Marn searches on", day: str = DAY, more: str = "") -> str:
    return ITEM.format(title=title, link=link or f"/{guid}", guid=guid, day=day, more=more)


def page(figure: int | str) -> bytes:
    return (
        f"<!doctype html><html><head><title>Marn</title></head><body><article>"
        f"<p>{TOLD.format(figure=figure)}</p><p>Boats went out again in the morning, and came back at noon.</p>"
        f"</article></body></html>"
    ).encode()


@pytest.fixture
def server() -> Iterator[DeskServer]:
    with serving() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(client, "FIRST_PAUSE", 0.001)
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/claims.csv").write_text(CLAIMS)
    config(tmp_path, server)
    return tmp_path


def config(home: Path, server: DeskServer, more: str = "", top: str = "") -> None:
    feed = f'[[inputs]]\nname = "wires"\nformat = "articles"\nurl = "{server.url("/feed")}"\nallow_private = true\n'
    (home / "reconcile.toml").write_text(f"{top}\n{WITHOUT_FIGURES}\n{feed}retries = 0\n{more}")


def serves(server: DeskServer, *items: str, **pages: bytes) -> None:
    server.answers["/feed"] = plain(rss(*items), content_type="application/rss+xml")
    server.answers |= {f"/{name}": plain(body, content_type="text/html") for name, body in pages.items()}


def come(home: Path, *, offline: bool = False) -> None:
    """Take what is new, as a run does before it reads its inputs."""
    now = load_config(home)
    with locked(now.root) as state:
        failed = {} if offline else refresh(now, state, options_of(now).claims, check=False, progress=silent)
        taking.take_articles(now, failed, offline=offline, progress=silent)


def found(home: Path) -> list[tuple[str, str]]:
    return list(article_notices(load_config(home))[["rule", "message"]].itertuples(index=False, name=None))


def counted(home: Path) -> tuple[int, int]:
    """Return how many claims a run would use, and how many wait."""
    checked = check_project(home)
    return checked.claims, checked.proposed


def used(home: Path) -> list[str]:
    return pd.read_csv(home / "data/processed/claims.csv", dtype=str, keep_default_na=False)["source"].tolist()


def extracted(home: Path) -> list[Path]:
    return sorted((home / "data/raw/extracted").glob("*.csv"))


def listed(home: Path) -> list[dict[str, Any]]:
    return list(json.loads((home / "data/raw/extracted/articles.json").read_text(encoding="utf-8"))["articles"])


def accept(home: Path) -> None:
    waiting = waiting_claims(home).claims
    decide(home, [Change(claim_id, "status", "accepted") for claim_id in waiting["claim_id"]])


def test_a_new_article_is_fetched_kept_and_waits_for_a_review(home: Path, server: DeskServer) -> None:
    serves(server, item("a1"), a1=page(40))
    run_project(home)
    waiting = waiting_claims(home).claims
    assert waiting["measure"].tolist() == ["killed"]
    # the day is that of the feed's own clock, and the source is the feed
    assert waiting[["source", "published", "status"]].to_numpy().tolist() == [
        ["Vell Courier", "2025-05-08", "proposed"]
    ]
    assert used(home) == ["Ministry"]
    (one,) = listed(home)
    assert (home / one["copy"]).read_bytes() == page(40)
    assert found(home) == []


@pytest.mark.long
@pytest.mark.parametrize("top", ["", 'articles = "auto"'], ids=["reviewed", "auto"])
def test_a_scheduled_run_never_uses_what_nobody_has_reviewed(home: Path, server: DeskServer, top: str) -> None:
    config(home, server, top=top)
    serves(server, item("a1"), a1=page(40))
    for _ in range(2):
        come(home)
        assert counted(home) == (1, 1)
    # neither where the feed is no longer an input
    (home / "reconcile.toml").write_text(f"{top}\n{WITHOUT_FIGURES}")
    come(home)
    assert counted(home) == (1, 1)
    accept(home)
    assert counted(home) == (2, 0)


def test_auto_still_takes_what_somebody_extracted(home: Path, server: DeskServer, tmp_path: Path) -> None:
    config(home, server, top='articles = "auto"')
    serves(server)
    (tmp_path / "own.txt").write_text(TOLD.format(figure=50))
    extract_article(article_at(str(tmp_path / "own.txt")), load_config(home), source="Post", published="2025-05-08")
    come(home)
    assert counted(home) == (2, 0)


@pytest.mark.long
def test_an_unreadable_list_stops_the_run(home: Path, server: DeskServer) -> None:
    config(home, server, top='articles = "auto"')
    serves(server, item("a1"), a1=page(40))
    run_project(home)
    (home / "data/raw/extracted/articles.json").write_text("{")
    with pytest.raises(InputError, match="the list of articles"):
        run_project(home)
    with pytest.raises(InputError, match="the list of articles"):
        check_project(home)


@pytest.mark.long
def test_nothing_is_asked_or_written_twice(home: Path, server: DeskServer) -> None:
    serves(server, item("a1"), item("a2"), a1=page(40), a2=page("no"))
    run_project(home)
    server.asked.clear()
    assert run_project(home).unchanged
    assert [path for path, _ in server.asked] == ["/feed"]
    # an article without a claim has no file
    assert len(extracted(home)) == 1


@pytest.mark.long
def test_a_run_that_asks_nobody_reads_nothing_new(home: Path, server: DeskServer) -> None:
    serves(server, item("a1"), a1=page(40))
    for wanted in ({"offline": True}, {"dry_run": True}):
        run_project(home, **wanted)
        assert server.asked == []
        assert extracted(home) == []


@pytest.mark.long
def test_a_feed_that_fails_is_told_and_what_came_before_stays(home: Path, server: DeskServer) -> None:
    serves(server, item("a1"), a1=page(40))
    come(home)
    server.answers["/feed"] = status(503)
    come(home)
    assert found(home) == [("feed-failed", "wires: the address answered 503")]
    assert len(waiting_claims(home).claims) == 1
    come(home, offline=True)
    assert [rule for rule, _ in found(home)] == ["feed-failed"]
    server.answers["/feed"] = plain(page(40))
    come(home)
    assert found(home) == [("feed-failed", "wires: the answer is no feed of RSS or Atom")]
    serves(server, item("a1"))
    come(home)
    assert found(home) == []


@pytest.mark.long
def test_a_project_of_feeds_alone_says_what_it_waits_for(home: Path, server: DeskServer) -> None:
    (home / "data/raw/claims.csv").unlink()
    server.answers["/feed"] = status(503)
    with pytest.raises(InputError, match="no claim to read; wires: the address answered 503"):
        run_project(home)
    serves(server, item("a1"), a1=page("no"))
    with pytest.raises(InputError, match="no article that came has one"):
        run_project(home)
    serves(server, item("a2"), a2=page(40))
    with pytest.raises(NothingUsableError, match="reconcile review"):
        run_project(home)


def test_what_is_no_longer_an_input_fails_no_more(home: Path, server: DeskServer) -> None:
    server.answers["/feed"] = status(503)
    come(home)
    (home / "reconcile.toml").write_text(WITHOUT_FIGURES)
    come(home)
    assert found(home) == []


def test_a_page_that_fails_is_tried_again(home: Path, server: DeskServer) -> None:
    serves(server, item("a1"))
    server.answers["/a1"] = status(404)
    come(home)
    assert found(home) == [("article-unfetched", "Marn searches on: the address answered 404")]
    server.answers["/a1"] = plain(page(40))
    come(home)
    assert found(home) == []
    assert len(waiting_claims(home).claims) == 1


def test_after_some_failures_the_other_pages_of_a_feed_wait(home: Path, server: DeskServer) -> None:
    serves(server, *(item(f"a{number}") for number in range(9)))
    server.answers |= {f"/a{number}": status(500) for number in range(9)}
    come(home)
    assert len(found(home)) == taking.MOST_FAILURES


@pytest.mark.long
def test_a_run_asks_for_so_many_pages(home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_PAGES", 2)
    serves(server, *(item(f"a{number}") for number in range(5)), **{f"a{number}": page("no") for number in range(5)})
    come(home)
    assert len(listed(home)) == 2
    come(home)
    assert len(listed(home)) == 4


def test_a_run_reads_so_many_articles_of_a_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MOST_ARTICLES", 2)
    (home / "in").mkdir()
    for number in range(3):
        (home / "in" / f"{number}.txt").write_text(TOLD.format(figure=40 + number))
    (home / "reconcile.toml").write_text(
        WITHOUT_FIGURES + '\n[[inputs]]\nformat = "articles"\npath = "in"\nconstants = { source = "Post" }\n'
    )
    come(home)
    assert len(waiting_claims(home).claims) == 2
    assert found(home) == [
        ("feed-failed", "in: 1 more article waits for the next runs: each reads 2 at most, and 50 pages")
    ]
    come(home)
    assert len(waiting_claims(home).claims) == 3
    assert found(home) == []


def test_an_entry_without_text_is_told(home: Path, server: DeskServer) -> None:
    bare = "<item><title>Only a title</title></item>"
    serves(server, bare, item("a1"), a1=b"<!doctype html><html><body></body></html>")
    come(home)
    assert [rule for rule, _ in found(home)] == ["article-without-text"] * 2


def test_an_entry_without_a_link_is_read_in_the_feed(home: Path, server: DeskServer) -> None:
    told = f"&lt;p&gt;{TOLD.format(figure=40)}&lt;/p&gt;"
    serves(server, f"<item><title>Marn</title><description>{told}</description></item>")
    come(home)
    assert waiting_claims(home).claims["measure"].tolist() == ["killed"]
    assert found(home) == []


@pytest.mark.parametrize("same", ["link", "text", "by hand"])
def test_an_article_that_comes_twice_is_read_once(home: Path, server: DeskServer, tmp_path: Path, same: str) -> None:
    items = [item("a1"), item("a2", link="/a1" if same == "link" else "/a2", title="Again")]
    serves(server, *items, a1=page(40), a2=page(40))
    if same == "by hand":
        file = tmp_path / "own.html"
        file.write_bytes(page(40))
        extract_article(article_at(str(file)), load_config(home), source="Post", published="2025-05-08")
    come(home)
    assert len(extracted(home)) == 1
    assert {rule for rule, _ in found(home)} == {"article-twice"}
    assert len(found(home)) == (2 if same == "by hand" else 1)


@pytest.mark.long
def test_an_article_that_changed_is_proposed_anew_before_a_review(home: Path, server: DeskServer) -> None:
    serves(server, item("a1"), a1=page(40))
    come(home)
    serves(server, item("a1", title="Corrected"), a1=page(30))
    come(home)
    assert waiting_claims(home).claims["phrase"].tolist() == ["About 30 people"]
    assert len(extracted(home)) == 1
    assert found(home) == []


@pytest.mark.long
def test_an_article_that_changed_after_its_review_is_told_and_left_alone(home: Path, server: DeskServer) -> None:
    serves(server, item("a1"), a1=page(40))
    come(home)
    accept(home)
    (file,) = extracted(home)
    before = file.read_bytes()
    serves(server, item("a1", title="Corrected"), a1=page(30))
    come(home)
    assert file.read_bytes() == before
    ((rule, message),) = found(home)
    assert rule == "article-changed"
    assert message.startswith("Corrected: it has changed since")
    # the command of the hint reads it, and then it is told no more
    (one,) = listed(home)
    extract_article(article_at(str(home / one["copy"])), load_config(home), name=one["article"])
    come(home)
    assert found(home) == []
    assert waiting_claims(home).claims["phrase"].tolist() == ["About 30 people"]


@pytest.mark.long
def test_a_page_whose_entry_changed_but_not_its_text_is_left_alone(home: Path, server: DeskServer) -> None:
    serves(server, item("a1"), a1=page(40))
    come(home)
    accept(home)
    serves(server, item("a1", title="Corrected"), a1=page(40))
    come(home)
    assert found(home) == []


@pytest.mark.long
def test_what_a_kill_left_is_taken_again_and_never_used(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    config(home, server, top='articles = "auto"')
    serves(server, item("a1"), a1=page(40))
    whole = taking.write_article_list

    def dies(config: Any, articles: Any, failed: Any) -> None:
        kept = [*articles]
        if any(one.article and one.seen for one in kept):
            raise KeyboardInterrupt
        whole(config, kept, failed)

    monkeypatch.setattr(taking, "write_article_list", dies)
    with pytest.raises(KeyboardInterrupt):
        come(home)
    assert len(extracted(home)) == 1
    assert check_project(home).proposed == 1
    monkeypatch.setattr(taking, "write_article_list", whole)
    come(home)
    assert counted(home) == (1, 1)
    assert found(home) == []


# folders


def test_a_folder_is_read_and_its_files_wait(home: Path) -> None:
    (home / "in").mkdir()
    (home / "in/raid.txt").write_text(TOLD.format(figure=40))
    (home / "in/again.txt").write_text(TOLD.format(figure=40))
    (home / "in/.hidden.txt").write_text(TOLD.format(figure=41))
    (home / "in/photo.bin").write_bytes(b"\0\1\2\3" * 50)
    top = f'articles = "auto"\n{WITHOUT_FIGURES}\n[[inputs]]\npath = "in"\nformat = "articles"\n'
    (home / "reconcile.toml").write_text(f'{top}constants = {{ source = "Post" }}\n')
    run_project(home, offline=True)
    assert waiting_claims(home).claims["source"].tolist() == ["Post"]
    assert used(home) == ["Ministry"]
    told = pd.read_csv(home / "data/processed/findings.csv")
    assert {"article-twice", "article-without-text"} <= set(told["rule"])
    (home / "in/raid.txt").write_text(TOLD.format(figure=30))
    (home / "in/again.txt").write_text(TOLD.format(figure=30))
    accept(home)
    come(home)
    assert {rule for rule, _ in found(home)} == {"article-changed", "article-without-text"}


@pytest.mark.parametrize(
    ("made", "error", "told"),
    [
        ("", None, "there is no such folder"),
        ("data/raw", ConfigError, "holds the claims of articles"),
        ("link", ConfigError, "leads out of the project"),
    ],
)
def test_a_folder_that_cannot_be_read(
    home: Path, tmp_path_factory: pytest.TempPathFactory, made: str, error: type[Exception] | None, told: str
) -> None:  # fmt: skip
    if made == "link":
        os.symlink(tmp_path_factory.mktemp("out"), home / "link")
    (home / "reconcile.toml").write_text(f'[[inputs]]\npath = "{made or "in"}"\nformat = "articles"\n')
    if error:
        with pytest.raises(error, match=told):
            come(home)
    else:
        come(home)
        ((rule, message),) = found(home)
        assert (rule, told in message) == ("feed-failed", True)


# what a feed says is not believed


def test_credentials_go_to_the_server_of_the_feed_alone(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setenv("WIRES_KEY", "a-long-credential")
    config(home, server, more='header_env = { X-Key = "WIRES_KEY" }\n')
    with serving() as other:
        other.answers["/b1"] = plain(page(41))
        serves(server, item("a1"), item("b1", link=other.url("/b1")), a1=page(40))
        come(home)
        # a private address that is not the feed's own is not asked at all
        assert other.asked == []
    assert [told.get("x-key") for _, told in server.asked] == ["a-long-credential"] * 2
    assert found(home) == [("article-unfetched", "Marn searches on: its host has a private address")]


def test_a_link_gets_no_variable_of_the_environment(home: Path, server: DeskServer) -> None:
    serves(server, item("a1", link=f"{server.url('/a1')}?key=${{HOME}}"), item("a2", link="file:///etc/passwd"))
    come(home)
    assert [path for path, _ in server.asked] == ["/feed"]
    assert [rule for rule, _ in found(home)] == ["article-without-text"] * 2


@pytest.mark.parametrize("name", ["reconcile.toml", "http://127.0.0.1:9/feed", "/etc/hostname", ""])
def test_a_feed_is_what_was_received_and_never_what_it_names(name: str) -> None:
    with pytest.raises(FetchError, match="no feed"):
        feed_entries(name.encode(), "https://example.org/feed")


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><id>urn:7</id><title>Raid</title>
<link href="raid#top"/><updated>2025-05-08T00:30:00+02:00</updated>
<content type="html">{text}</content></entry></feed>"""


def test_an_atom_feed_is_read() -> None:
    (entry,) = feed_entries(ATOM.format(text="Some 40 died").encode(), "https://example.org/a/feed")
    assert (entry.name, entry.link, entry.published) == ("urn:7", "https://example.org/a/raid", "2025-05-08")
    (other,) = feed_entries(ATOM.format(text="Some 30 died").encode(), "https://example.org/a/feed")
    assert entry.seen != other.seen


FEED = '<rss version="2.0"><channel><item><title>&x;</title><guid>1</guid></item></channel></rss>'
# ten levels of ten: ten thousand million letters
BOMB = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10 if level else "ha" * 10}">' for level in range(10))


@pytest.mark.parametrize("entities", ['<!ENTITY x SYSTEM "file:///proc/self/status">', BOMB + '<!ENTITY x "&e9;">'])
def test_entities_of_a_feed_are_not_followed(entities: str) -> None:
    hostile = f'<?xml version="1.0"?><!DOCTYPE r [{entities}]>{FEED}'.encode()
    titles = [entry.title for entry in feed_entries(hostile, "https://example.org/feed")]
    assert all("haha" not in title and "Name:" not in title for title in titles)


@pytest.mark.parametrize(
    "keys",
    ['columns = { a = "source" }', 'layout = "ucdp-ged"', 'constants = { measure = "killed" }', 'pages = "page"',
     'rows = "events"'],
)  # fmt: skip
def test_keys_that_mean_nothing_for_articles_are_an_error(
    home: Path, server: DeskServer, keys: str
) -> None:  # fmt: skip
    config(home, server, more=keys)
    with pytest.raises(ConfigError, match="articles"):
        run_project(home)
