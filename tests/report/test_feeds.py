from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from reconcile.report.pages.feed_files import atom_feed, json_feed
from reconcile.report.pages.feed_items import MOST_FOLLOWED, MOST_ITEMS, feed_items, followed

ATOM = "{http://www.w3.org/2005/Atom}"
NONE = pd.DataFrame()
HOSTILE = "<script>alert(1)</script> & “q” \u202eעברית\x00\ud800\ufffe ]]> '=cmd|x'!A0"


def row(name: str, sentence: str, kind: str = "quantity", **more: str) -> dict[str, str]:
    return {
        "sentence_id": name, "family": "Flood", "kind": kind, "sentence": sentence, "range_sentence": "", "note": "",
        "quantities": f"{name}; other", "status": "draft", **more,
    }  # fmt: skip


def items(
    rows: list[dict[str, str]], before: dict[str, Any] | None, as_of: str = "2025-02-01", **more: Any
) -> list[dict[str, Any]]:
    given = {"changes": NONE, "corrections": NONE, **more}
    return feed_items(pd.DataFrame(rows, dtype=object), before, as_of=as_of, **given)


def told(rows: list[dict[str, str]], before: dict[str, Any] | None, as_of: str, **more: Any) -> dict[str, Any]:
    """What a run leaves to the next one."""
    return {"sentences": followed(pd.DataFrame(rows, dtype=object)), "items": items(rows, before, as_of, **more)}


def change(quantity: str, cause: str, claim: str = "A3") -> dict[str, Any]:
    from reconcile.columns import CHANGES

    empty: dict[str, Any] = {"string": "", "number": float("nan"), "integer": 0, "date": pd.NaT}
    line = {column.name: empty[column.type] for column in CHANGES}
    said = {"cause": cause, "cause_claim": claim, "cause_source": "Hospital", "cause_phrase": "about 400"}
    return {**line, **said, "quantity": quantity, "what": "moved", "publish": "interval", "previous_publish": "range"}


def test_the_first_feed_has_every_sentence_that_can_be_printed() -> None:
    found = items([row("a", "A."), row("b", "B.", "list"), row("c", "C.", "withheld"), row("d", "D.", "series")], None)
    assert [(item["kind"], item["sentence"], item["previous"]) for item in found] == [
        ("new", "A.", ""),
        ("new", "D.", ""),
    ]
    assert {item["why"] for item in found} == {"The first time that this list is made."}


@pytest.mark.parametrize(
    ("now", "kind", "old", "new"),
    [
        (row("a", "A."), None, "", ""),
        (row("a", "A2."), "changed", "A.", "A2."),
        (row("a", "A.", range_sentence="Between 1 and 3."), "changed", "A.", "A."),
        (row("a", "A.", note="Known by 1 February."), None, "", ""),
        (row("a", "A2.", "withheld"), "withdrawn", "A.", ""),
        (row("z", "Z."), "new", "", "Z."),
    ],
)  # fmt: skip
def test_what_a_sentence_is_since_the_run_before(now: dict[str, str], kind: str | None, old: str, new: str) -> None:
    before = told([row("a", "A.")], None, "2025-01-01")
    fresh = [item for item in items([now], before) if item["day"] == "2025-02-01"]
    if now["sentence_id"] == "z":
        gone = fresh.pop()
        assert (gone["kind"], gone["previous"], gone["sentence"]) == ("withdrawn", "A.", "")
    assert [(item["kind"], item["previous"], item["sentence"]) for item in fresh] == (
        [(kind, old, new)] if kind else []
    )


@pytest.mark.parametrize(
    ("cause", "why"),
    [
        ("new claim", "A new figure: about 400 (Hospital)."),
        ("correction", "A source corrected a figure: about 400 (Hospital)."),
        ("ageing", "Older figures count for less with time: about 400 (Hospital)."),
    ],
)
def test_why_a_sentence_changed_names_the_source(cause: str, why: str) -> None:
    before = told([row("a", "A.")], None, "2025-01-01")
    changes = pd.DataFrame([change("x", "method"), change("other", cause), change("other", "method")])
    assert items([row("a", "A2.")], before, changes=changes)[0]["why"] == why
    (unmoved, _) = items([row("a", "A2.")], before)
    assert unmoved["why"].startswith("No figure in it has changed")


def test_why_names_who_said_it_and_not_who_passed_it_on() -> None:
    before = told([row("a", "A.")], None, "2025-01-01")
    changes = pd.DataFrame([change("other", "new claim"), change("a", "new claim", "")])
    found = items([row("a", "A2.")], before, changes=changes, speakers={"A3": "the Health Ministry"})
    assert found[0]["why"] == "A new figure: about 400 (the Health Ministry)."


def test_a_correction_comes_first_and_is_told_once() -> None:
    wrong = {
        "quantity": "a",
        "count_date": "",
        "approved": "2025-01-01",
        "old": "A.",
        "new": "A2.",
        "line": "Correction: …",
    }
    corrections = pd.DataFrame([wrong])
    first = told([row("a", "A.")], None, "2025-01-01")
    second = told([row("a", "A2.")], first, "2025-02-01", corrections=corrections)
    assert [item["kind"] for item in second["items"]] == ["correction", "changed", "new"]
    assert [second["items"][0][name] for name in ("previous", "sentence", "why")] == ["A.", "A2.", "Correction: …"]
    third = items([row("a", "A2.")], second, "2025-03-01", corrections=corrections)
    assert third == second["items"]


def test_items_are_kept_in_order_and_have_ids_of_their_own() -> None:
    assert (MOST_ITEMS, MOST_FOLLOWED) == (100, 20_000)
    kept: dict[str, Any] | None = None
    for day in range(1, 29):
        kept = told([row(name, f"{name} {day}") for name in "abcdef"], kept, f"2025-01-{day:02}")
    assert kept
    days = [item["day"] for item in kept["items"]]
    assert len(days) == MOST_ITEMS
    assert days == sorted(days, reverse=True)
    ids = {item["id"] for item in kept["items"]}
    assert len(ids) == MOST_ITEMS
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name) for name in ids)
    other = items([row("a", "A.")], None, space="https://example.org/")
    assert other[0]["id"] != items([row("a", "A.")], None)[0]["id"]


@pytest.mark.parametrize("as_of", ["2025-02-01", ""])
@pytest.mark.parametrize("url", ["", "https://example.org/reports"])
def test_both_files_hold_what_their_specifications_ask_for(as_of: str, url: str) -> None:
    hostile = row("a", HOSTILE, family=HOSTILE, note="Excludes wounded.", range_sentence="Between 1 and 3.")
    found = items([hostile, row("b", "x" * 3000)], None, as_of, space=url)
    feed = json.loads(json_feed(found, title=HOSTILE, url=url))
    root = ElementTree.fromstring(atom_feed(found, title=HOSTILE, url=url))  # noqa: S314  our own bytes
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == len(feed["items"]) == 2
    stamp = r"\d{4}-\d\d-\d\dT00:00:00Z"
    for name in ("id", "title", "updated"):
        assert all(len(part.findall(f"{ATOM}{name}")) == 1 for part in (root, *entries))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert all(re.fullmatch(stamp, part.text or "") for part in root.iter(f"{ATOM}updated"))
    for item, entry in zip(feed["items"], entries, strict=True):
        assert item["id"] == entry.findtext(f"{ATOM}id")
        assert item["content_text"] == entry.findtext(f"{ATOM}content")
        assert ("date_published" in item) == bool(as_of)
        assert item.get("url", "").startswith(url)
        assert len(entry.findall(f"{ATOM}link")) == bool(url)
    assert "<script>" in feed["items"][0]["content_text"]
    assert "\u202e" not in feed["items"][0]["content_text"]
    assert feed["items"][0]["_reconcile"]["range"] == "Between 1 and 3."


def test_the_same_items_are_the_same_bytes() -> None:
    found = items([row("a", "A.")], None)
    assert atom_feed(found, title="T") == atom_feed(json.loads(json.dumps(found)), title="T")
    assert json_feed([], title="").endswith('"items": []\n}\n')
    assert b"1970-01-01T00:00:00Z" in atom_feed([], title="")
