"""What a feed tells: sentences that came, changed or were withdrawn, and corrections of what was approved.

Every change is an item of its own and never changes again: a reader who has seen it is not asked to look twice. Items
of earlier dates of knowledge are kept until newer ones push them out, so that who asks seldom misses little.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from reconcile.arrays import Strings, strings
from reconcile.report.sentences.change_lines import change_lines
from reconcile.report.sentences.printable import clean

__all__ = ["MOST_FOLLOWED", "MOST_ITEMS", "Told", "feed_items", "followed", "urn"]

# items of a feed: what a reader of feeds shows of one source, and about two weeks of a desk's changes
MOST_ITEMS = 100

# sentences that are compared with those of the run before; the rest are in `printed.csv`
MOST_FOLLOWED = 20_000

# kinds of `printed.csv` that nobody can print as they are
_NOT_FOR_PRINT = ("list", "withheld")

# what a feed says of a sentence of which no change of figures is known
_OTHER_WORDS = "No figure in it has changed: it is told together with others, or in other words."
_FIRST = "The first time that this list is made."
_CAME = "It could not be printed before."
_GONE = "It can no longer be printed."

# what a feed says of each cause of a change
_WHY = {
    "new claim": "A new figure", "correction": "A source corrected a figure",
    "ageing": "Older figures count for less with time",
    "method": "The way in which figures are combined was changed; this is no news of what happened",
}  # fmt: skip

# an item: strings only, as JSON keeps them
Told = dict[str, Any]


def followed(printed: pd.DataFrame) -> dict[str, list[str]]:
    """Return the sentences that can be printed, as the next run is told of them: sentence and range by id.

    Parameters
    ----------
    printed : DataFrame
        Columns of `PRINTED`.

    Examples
    --------
    >>> row = {"sentence_id": "dead", "kind": "quantity", "sentence": "Three died.", "range_sentence": ""}
    >>> followed(pd.DataFrame([row, {**row, "sentence_id": "hurt", "kind": "withheld"}]))
    {'dead': ['Three died.', '']}
    """
    rows = printed[~printed["kind"].isin(_NOT_FOR_PRINT)].iloc[:MOST_FOLLOWED]
    texts = zip(*(_texts(rows, name) for name in ("sentence_id", "sentence", "range_sentence")), strict=True)
    return {name: [sentence, around] for name, sentence, around in texts}


def feed_items(
    printed: pd.DataFrame, before: Mapping[str, Any] | None, *, as_of: str, changes: pd.DataFrame,
    corrections: pd.DataFrame, speakers: Mapping[str, str] | None = None, space: str = "",
) -> list[Told]:  # fmt: skip
    """Return the items of a feed, newest first.

    Parameters
    ----------
    printed : DataFrame
        Columns of `PRINTED`.
    before : mapping or None
        `sentences`, as `followed` returned them, and `items`, as this did, at the last recorded run of an earlier date
        of knowledge; None where there is none. Then every sentence that can be printed is an item.
    as_of : str
        Date of knowledge, "" for none: then an item has no date either.
    changes : DataFrame
        Rows of `changes.csv`, the most important first: why a sentence changed.
    corrections : DataFrame
        `quantity`, `count_date`, `approved`, `old`, `new`, `line`: approved sentences that do not hold; may be empty.
    speakers : mapping of claim to name, optional
        Who said what the claims say that changed something: a claim that is not in it is named by its outlet.
    space : str
        What keeps the ids of one project from those of others: its address or its title.

    Returns
    -------
    list of dict of str
        `id`, `kind` (new, changed, withdrawn, correction), `sentence_id`, `family`, `quantities`, `sentence`, `range`,
        `note`, `status`, `previous`, `why`, `day`. Corrections come first among those of one day.

    Examples
    --------
    >>> row = {"sentence_id": "dead", "family": "Flood", "kind": "quantity", "sentence": "Four died.", "note": "",
    ...        "range_sentence": "", "quantities": "dead", "status": "draft"}
    >>> before = {"sentences": {"dead": ["Three died.", ""]}, "items": []}
    >>> (item,) = feed_items(pd.DataFrame([row]), before, as_of="2025-02-01", changes=pd.DataFrame(),
    ...                      corrections=pd.DataFrame())
    >>> item["kind"], item["previous"], item["sentence"], item["day"]
    ('changed', 'Three died.', 'Four died.', '2025-02-01')
    """
    earlier: list[Told] = list(before["items"]) if before else []
    seen = {item["id"] for item in earlier}
    found = [*_corrected(corrections, as_of, space), *_changed(printed, before, as_of, changes, speakers or {}, space)]
    return [*(item for item in found if item["id"] not in seen), *earlier][:MOST_ITEMS]


def urn(*parts: str) -> str:
    """Return a name that is the same for the same parts, and for no others (RFC 9562, version 5).

    Examples
    --------
    >>> urn("dead", "2025-02-01")[:14]
    'urn:uuid:4e90b'
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(("reconcile", *parts))).urn


def _changed(
    printed: pd.DataFrame, before: Mapping[str, Any] | None, as_of: str, changes: pd.DataFrame,
    speakers: Mapping[str, str], space: str,
) -> list[Told]:  # fmt: skip
    """Return the sentences that came, changed or are gone."""
    now, then = followed(printed), dict(before["sentences"]) if before else {}
    told = [name for name, texts in now.items() if then.get(name) != texts][:MOST_ITEMS]
    gone = [name for name in then if name not in now][:MOST_ITEMS]
    rows = {str(row["sentence_id"]): row for row in _of_ids(printed, {*told, *gone}).to_dict("records")}
    causes = _causes(changes, {key for row in rows.values() for key in str(row["quantities"]).split("; ")}, speakers)
    items = []
    for name in (*told, *gone):
        row = rows.get(name, {})
        previous, _ = then.get(name, ("", ""))
        kind = "withdrawn" if name not in now else "changed" if name in then else "new"
        shown = {key: clean(str(row.get(key, "") or "")) for key in ("family", "quantities", "note", "status")}
        sentence, around = now.get(name, ("", ""))
        why = _why(
            kind, [causes[key] for key in shown["quantities"].split("; ") if key in causes], first=before is None
        )
        items.append({
            "id": urn(space, kind, name, as_of), "kind": kind, "sentence_id": name, **shown, "sentence": sentence,
            "range": around, "previous": previous, "why": why, "day": as_of,
        })  # fmt: skip
    return items


def _why(kind: str, causes: Sequence[str], *, first: bool) -> str:
    if first:
        return _FIRST
    usual = {"new": _CAME, "withdrawn": _GONE, "changed": _OTHER_WORDS}[kind]
    named = [cause for cause in causes if ":" in cause]
    return " ".join([*([usual] if kind != "changed" or not causes else []), *dict.fromkeys(named or causes)])


def _causes(changes: pd.DataFrame, quantities: set[str], speakers: Mapping[str, str]) -> dict[str, str]:
    """Return why each quantity changed, in a sentence: by its most important change."""
    if changes.empty:
        return {}
    own = changes[changes["quantity"].isin(quantities)].drop_duplicates("quantity")
    return {
        line["quantity"]: _cause(line, cause, speakers)
        for line, cause in zip(change_lines(own, len(own)), own["cause"], strict=True)
    }


def _cause(line: Mapping[str, Any], cause: str, speakers: Mapping[str, str]) -> str:
    who = speakers.get(line["cause_claim"], line["cause_source"])
    said = f": {line['cause_phrase']} ({who})" if line["cause_claim"] else ""
    return clean(f"{_WHY.get(cause, line['why'])}{said}.")


def _corrected(corrections: pd.DataFrame, as_of: str, space: str) -> list[Told]:
    """Return an item for every approved sentence that no longer holds; it is dated when that was first seen."""
    items = []
    for row in corrections.to_dict("records")[:MOST_ITEMS]:
        text = {name: clean(str(row[name])) for name in ("quantity", "count_date", "old", "new", "line")}
        items.append({
            "id": urn(space, "correction", *text.values()), "kind": "correction", "sentence_id": "", "family": "",
            "quantities": text["quantity"], "note": "", "status": "void", "sentence": text["new"], "range": "",
            "previous": text["old"], "why": text["line"], "day": as_of,
        })  # fmt: skip
    return items


def _of_ids(printed: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    return printed[printed["sentence_id"].isin(ids)]


def _texts(rows: pd.DataFrame, name: str) -> Strings:
    return (
        strings(rows[name]) if name == "sentence_id" else strings(rows[name].map(lambda text: clean(str(text or ""))))
    )
