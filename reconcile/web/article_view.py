"""One article as its page and its JSON show it: the text with its figures marked, and a card for every claim."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reconcile.columns import RAW_CLAIMS, names
from reconcile.desk.article_claims import article_claims, article_files_of
from reconcile.desk.article_texts import kept_text
from reconcile.desk.extracted_store import RowsRead, read_editable_rows
from reconcile.desk.sure_of_article import looked_at_alone
from reconcile.errors import ConfigError
from reconcile.inputs.prepared import options_of
from reconcile.plain_numbers import write_number
from reconcile.sources.registry import read_sources, registry_of
from reconcile.web.project_now import Standing
from reconcile.web.proposals import CHIPS, chip_values, offers_of, proposals

__all__ = ["article_view", "next_claim", "reasons_alone", "text_pieces"]

# figures that say one end alone, in words, and the end that they say; how far they reach is the tool's own guess
_OPEN = {"lower": "{} or more", "upper": "up to {}"}
_END = {"lower": "range_low", "upper": "range_high"}


def article_view(standing: Standing, article: str, read: RowsRead = read_editable_rows) -> dict[str, Any]:
    """Return an article as its page and its JSON show it.

    Parameters
    ----------
    standing : Standing
    article : str
    read : callable
        What gives the rows of its file, where they are kept.

    Returns
    -------
    dict
        `article, file, source, published, kept` (whether its text is), `claims` in the order of the text, `waiting`
        (how many are proposed) and `sure` (how many of them may be accepted together). A claim has `claim_id, status,
        seal, cells` (all columns of the row), `read`, `why`, `beside`, `alone` (why it is looked at alone), `chips`.

    Raises
    ------
    ConfigError
        There is no such article.
    InputError
        Its file cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.web.project_now import ProjectNow
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     article_view(ProjectNow(folder).standing(), "../raid")
    Traceback (most recent call last):
        ...
    reconcile.errors.ConfigError: there is no article '../raid'
    """
    path = article_files_of(standing.config).get(article)
    if path is None:
        raise ConfigError(f"there is no article '{article}'")
    rows = article_claims(standing.config, path, read)
    alone = reasons_alone(standing, rows)
    known = standing.result.tables.claims if standing.result else rows.head(0)
    offered = {chip.name: offers_of(chip, proposals(chip, rows, known)) for chip in CHIPS}
    claims = [
        _claim({str(name): cell for name, cell in row.items()}, reason, offered)
        for row, reason in zip(rows.to_dict("records"), alone, strict=True)
    ]
    return {
        "article": article, "file": str(rows["file"].iloc[0]) if len(rows) else "",
        "source": _shared(rows["source"]), "published": _shared(rows["published"]),
        "kept": bool(kept_text(standing.config, article)), "claims": claims,
        "waiting": sum(claim["status"] == "proposed" for claim in claims),
        "sure": sum(claim["alone"] == "" for claim in claims),
    }  # fmt: skip


def reasons_alone(standing: Standing, rows: pd.DataFrame) -> list[str]:
    """Return for each claim of an article why it is not accepted together with others, "" where it may be.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.inputs.extracted_rows import no_rows
    >>> from reconcile.web.project_now import ProjectNow
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     reasons_alone(ProjectNow(folder).standing(), no_rows())
    []
    """
    sources = standing.files.sources if standing.files else None
    registry = registry_of(read_sources(sources) if sources else None)
    return looked_at_alone(rows, registry, options_of(standing.config))


def _claim(row: dict[str, Any], alone: str, offered: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    quote, at, phrase = str(row["quote"]), int(row["at"]), str(row["phrase"])
    split = (quote[:at], phrase, quote[at + len(phrase) :]) if at >= 0 else (quote, "", "")
    return {
        "claim_id": str(row["claim_id"]), "status": str(row["status"]), "seal": str(row["seal"]),
        "cells": {name: str(row[name]) for name in names(RAW_CLAIMS)}, "quote": split, "read": _read(row),
        "why": str(row["why"]), "beside": str(row["beside"]), "confidence": str(row["confidence"]), "alone": alone,
        "start": _whole(row["start"]), "end": _whole(row["end"]),
        "chips": [chip_values(chip, row, offered[chip.name]) for chip in CHIPS],
    }  # fmt: skip


def _read(row: dict[str, Any]) -> str:
    if not row["why"]:
        return "not understood"
    if row["kind"] in _OPEN:
        return f"{_OPEN[row['kind']].format(write_number(row[_END[row['kind']]]))} {row['unit']}".strip()
    low, high = (write_number(row[f"range_{name}"]) for name in ("low", "high"))
    return f"{low if low == high else f'{low}–{high}'} {row['unit']}".strip()


def _whole(cell: Any) -> int:
    return int(cell) if str(cell).isdecimal() else -1


def _shared(cells: pd.Series) -> str:
    different = cells.unique()
    return str(different[0]) if len(different) == 1 else ""


def text_pieces(text: str, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a text cut where its figures begin and end.

    Figures of claims that overlap are marked once, by the first claim; without a text, the sentences of the claims
    stand one below the other.

    Returns
    -------
    list of dict
        `text`, and `claim`, which is None between figures.

    Examples
    --------
    >>> claim = {"claim_id": "E1", "start": 5, "end": 7, "quote": ("Some ", "40", " died."), "status": "proposed"}
    >>> [(piece["text"], piece["claim"] is claim) for piece in text_pieces("Some 40 died.", [claim])]
    [('Some ', False), ('40', True), (' died.', False)]
    """
    if not text:
        return _sentences(claims)
    pieces: list[dict[str, Any]] = []
    done = 0
    for claim in sorted(claims, key=lambda claim: int(claim["start"])):
        start, end = int(claim["start"]), int(claim["end"])
        if start < done or not start < end <= len(text) or not _is_said(text[start:end], claim):
            continue
        pieces += [{"text": text[done:start], "claim": None}, {"text": text[start:end], "claim": claim}]
        done = end
    return [piece for piece in [*pieces, {"text": text[done:], "claim": None}] if piece["text"]]


def _is_said(figure: str, claim: dict[str, Any]) -> bool:
    """Return True where a figure of the text is of the sentence of its claim: the text may be of another reading."""
    return " ".join(figure.split()) in " ".join("".join(claim["quote"]).split())


def _sentences(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    pieces: list[dict[str, Any]] = []
    for claim in claims:
        before, phrase, after = claim["quote"]
        pieces += [
            {"text": before, "claim": None},
            {"text": phrase, "claim": claim},
            {"text": f"{after}\n\n", "claim": None},
        ]
    return [piece for piece in pieces if piece["text"]]


def next_claim(claims: list[dict[str, Any]], after: str = "") -> str:
    """Return the claim to look at: the first proposed one after another, else the first proposed one, else "".

    Examples
    --------
    >>> claims = [{"claim_id": name, "status": "proposed"} for name in ("E1", "E2")]
    >>> next_claim(claims), next_claim(claims, "E1"), next_claim([])
    ('E1', 'E2', '')
    """
    order = [claim["claim_id"] for claim in claims]
    place = order.index(after) + 1 if after in order else 0
    turned = claims[place:] + claims[:place]
    return next((str(claim["claim_id"]) for claim in turned if claim["status"] == "proposed"), "")
