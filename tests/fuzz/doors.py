"""The doors through which input comes: each takes random rows, and nothing but what is documented may come out."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import click
import numpy as np
import pandas as pd
from click.testing import CliRunner

import reconcile as rc
from reconcile.cli.group import reconcile as command
from reconcile.errors import InternalError, ReconcileError
from tests.fuzz.cells import any_object, cell, header, odd_text, rows, slip

__all__ = ["BATCH", "DOORS", "UndocumentedError"]

# rows that go through a door at once: a run takes a second, whatever it reads
BATCH = 100

# exit codes of the contract
_CODES = (0, 1, 2, 3, 4)

_SOUND = "measure,source,best,count_date\nkilled,Post,31,2025-01-05\nkilled,Mail,33,2025-01-05\n"


class UndocumentedError(AssertionError):
    """Something came out of a door that no document mentions."""


def _told(*arguments: str, text: bytes | None = None) -> str:
    """Run a command; return what it wrote."""
    done = CliRunner().invoke(command, list(arguments), input=text)
    out = done.output
    fault = done.exception is not None and not isinstance(done.exception, SystemExit)
    if fault or done.exit_code not in _CODES or "Error: unexpected" in out or "Traceback" in out:
        raise UndocumentedError(f"{arguments} ended with {done.exit_code}: {done.exception!r}: {out[-600:]}")
    return out


def _project(folder: Path, **files: str | bytes) -> Path:
    """Make a project of sound claims, with some files in place of its own; "/" is written "__" in their names."""
    home = folder / "project"
    sound: dict[str, str | bytes] = {"data__raw__claims.csv": _SOUND, "reconcile.toml": "[report]\nfigures = false\n"}
    for name, content in (sound | files).items():
        path = home / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return home


def _run(home: Path) -> None:
    """Check and run a project, and read what was written."""
    _told("check", "--project", str(home))
    _told("run", "--force", "--project", str(home))
    for table in (home / "data/processed").glob("*.csv"):
        pd.read_csv(table)


def _broken(rng: random.Random, data: bytes) -> bytes:
    """Return bytes as they are, in most cases; else with some changed, cut or repeated."""
    if rng.random() < 0.7 or not data:
        return data
    changed = bytearray(data)
    for _ in range(rng.choice((1, 5, 50))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return rng.choice((bytes(changed), data[: rng.randrange(len(data))], data + data, data[rng.randrange(len(data)) :]))


def _delimited(delimiter: str, ending: str) -> Callable[[random.Random, int, Path], None]:
    def door(rng: random.Random, count: int, folder: Path) -> None:
        columns, text = header(rng), io.StringIO()
        writer = csv.writer(text, delimiter=delimiter, quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
        table = rows(rng, columns, count)
        ragged = [row[: rng.randrange(len(row) + 1)] if row and rng.random() < 0.05 else row for row in table]
        writer.writerows([columns, *ragged])
        data = text.getvalue().encode(rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")), "replace")
        _run(_project(folder, **{f"data__raw__claims-more.{ending}": _broken(rng, data)}))

    return door


def _json(lines: bool) -> Callable[[random.Random, int, Path], None]:
    def door(rng: random.Random, count: int, folder: Path) -> None:
        columns = header(rng)
        records = [{name: any_object(rng, name) for name in columns if rng.random() < 0.9} for _ in range(count)]
        texts = [json.dumps(record, default=str, skipkeys=True) for record in records]
        odd = ("[]", "5", "null", '"x"', "{", '{"a": 1, "a": 2}', "[" * 2000)
        texts = [rng.choice(odd) if rng.random() < 0.01 else text for text in texts]
        text = "\n".join(texts) if lines else f"[{','.join(texts)}]"
        name = f"data__raw__claims-more.{'jsonl' if lines else 'json'}"
        _run(_project(folder, **{name: _broken(rng, text.encode())}))

    return door


def _typed(rng: random.Random, count: int, *, flat: bool) -> pd.DataFrame:
    """Return a table whose columns have types of their own."""
    data: dict[str, Any] = {}
    for name in header(rng):
        kind = rng.randrange(5)
        if kind == 0:
            data[name] = [rng.choice((1.5, None, -3.0, 4e9)) for _ in range(count)]
        elif kind == 1:
            days = ["2025-01-31", "NaT", "2030-01-01", *([] if flat else ["20225-01-10", "0001-01-01"])]
            data[name] = np.array([rng.choice(days) for _ in range(count)], dtype="M8[s]")
        elif kind == 2 and not flat:
            data[name] = pd.Series([any_object(rng, name) for _ in range(count)], dtype=object)
        else:
            data[name] = [cell(rng, name) for _ in range(count)]
    return pd.DataFrame(data)


def _xlsx(rng: random.Random, count: int, folder: Path) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    text, out = _typed(rng, count, flat=True), io.BytesIO()
    for name in text.columns[[pd.api.types.is_string_dtype(kind) for kind in text.dtypes]]:
        text[name] = text[name].fillna("").str.slice(0, 30_000).str.replace(ILLEGAL_CHARACTERS_RE, "", regex=True)
    text.columns = [ILLEGAL_CHARACTERS_RE.sub("", name) for name in text.columns]
    text.to_excel(out, index=False)
    _run(_project(folder, **{"data__raw__claims-more.xlsx": _broken(rng, out.getvalue())}))


def _parquet(rng: random.Random, count: int, folder: Path) -> None:
    out = io.BytesIO()
    _typed(rng, count, flat=True).to_parquet(out)
    _run(_project(folder, **{"data__raw__claims-more.parquet": _broken(rng, out.getvalue())}))


def _frame(rng: random.Random, count: int, _: Path) -> None:
    table = _typed(rng, count, flat=False)
    if len(table.columns) and rng.random() < 0.2:
        table.columns = pd.Index([rng.choice((name, f" {name} ", 5, None, odd_text(rng,
        halves=True))) for name in table.columns],
                                 dtype=object)  # fmt: skip
    options: dict[str, Any] = {"as_of": rng.choice((None, None, "2025-06-01"))}
    try:
        result = rc.reconcile(table, **options)
    except InternalError:
        raise
    except ReconcileError as error:
        str(error).encode()
        return
    result.to_markdown().encode()
    for one in (result.claims, result.estimates, result.rejected, result.findings):
        one.to_csv().encode()


def _corrections(rng: random.Random, count: int, folder: Path) -> None:
    text = io.StringIO()
    columns = ["locator", "column", "expected", "value", "action", "reason"]
    names = ("best", "source", "measure", "count_date", "own", "row", "embargo_until", "claim_id", "phrase")
    table = []
    for _ in range(count):
        locator = rng.choice(("claims:1", "claims:2", "C9", f"C{odd_text(rng)}"))
        expected, action = rng.choice(("31", "Post", "killed", "")), rng.choice(("replace", "drop", ""))
        value, reason = cell(rng, rng.choice(names)), rng.choice(("wrong", f"x{odd_text(rng)}"))
        table.append([locator, rng.choice(names), expected, value, action, reason])
    csv.writer(text).writerows([columns, *table])
    _run(_project(folder, **{"data__raw__corrections.csv": _broken(rng, text.getvalue().encode("utf-8", "replace"))}))


def _sources(rng: random.Random, count: int, folder: Path) -> None:
    columns = rng.sample(
        ("source", "name", "aliases", "kind", "origin", "stake", "grade", "weight", "url", "own"), rng.randrange(2, 9)
    )
    if rng.random() < 0.9 and "source" not in columns:
        columns[0] = "source"
    text, pick = io.StringIO(), ("Post", "Mail", "A; B", "post", "Ukraine; Russia")
    table = [[rng.choice((cell(rng, name), rng.choice(pick))) for name in columns] for _ in range(count)]
    csv.writer(text).writerows([[*columns], *table])
    home = _project(folder, **{"data__raw__sources.csv": _broken(rng, text.getvalue().encode("utf-8", "replace"))})
    _run(home)
    _told("sources", "--project", str(home))


_LINES = (
    "level = 0.8", 'method = "median"', 'at = "latest"', 'at = ["2025-01-31"]', "at = [2025-01-31]",
    'articles = "auto"',
    '[columns]\nq = "best"', '[encoding]\n"*" = "cp1251"', "[numbers]\ndecimal = ','", '[measures.x]\nunit = "items"',
    '[sides]\na = ["b"]', '[[identities]]\nname = "n"\ntotal = "casualties"\nparts = ["killed"]',
    '[[inputs]]\npath = "data/raw/claims.csv"',
    '[[inputs]]\nurl = "https://example.org"\nname = "x"', "[report]\nfigures = true", '[paths]\nraw = "data/raw"',
    '[[breaks]]\nsource = "Post"',
    "level = nan", "level = inf", "x = 1", "[report]\ntitle = '''\nx'''", '[inputs]\npath = 1', "a.b.c = 1",
    "at = 1979-05-27T07:32:00Z",
)  # fmt: skip


def _config(rng: random.Random, count: int, folder: Path) -> None:
    for number in range(count):
        lines = [rng.choice(_LINES) for _ in range(rng.randrange(1, 4))]
        text = "\n".join(slip(rng, line) if rng.random() < 0.5 else line for line in lines)
        home = _project(folder, **{"reconcile.toml": _broken(rng, text.encode("utf-8", "replace"))})
        if number % 20:
            _told("approve", "--list", "--project", str(home))
        else:
            _told("check", "--project", str(home))


_SENTENCES = (
    "At least 40 people were killed in Kursk, the ministry said on Monday.",
    "Ukraine lost 3,000 troops, Russia said on 5 May 2024.", "The toll rose to 97 from 81.",
    "Reports of 12 dead were wrong.", "<p hidden>99 died</p>", "<p>Some 40 died.</p>", "<script>5 died</script>",
    "81 of 112 drones were shot down.", "Nobody was hurt.", "«Двое погибли», - сказал он.",
    "He said: “Five of ours were wounded.”",
)  # fmt: skip


def _articles(rng: random.Random, count: int, folder: Path) -> None:
    sentences = [rng.choice(_SENTENCES) for _ in range(count)]
    text = " ".join(
        slip(rng, one) if rng.random() < 0.4 else one + rng.choice(("", odd_text(rng))) for one in sentences
    )
    home, name = _project(folder), rng.choice(("a.html", "a.txt", "a"))
    article = folder / name
    article.write_bytes(_broken(rng, text.encode("utf-8", "replace")))
    _told("extract", str(article), "--project", str(home), "--source", rng.choice(("Post", odd_text(rng) or "x")))
    _told("extract", "-", "--stdout", text=_broken(rng, text.encode("utf-8", "replace")))
    _told("review", "--list", "--project", str(home))
    half, day = text + "\ud83d", rng.choice((None, "", "2025-01-31", pd.Timestamp("2025-01-31"), date(2025, 1, 31)))
    try:
        rc.extract_claims(half[rng.randrange(len(half)) :], source="Post", published=day)
    except ReconcileError as error:
        str(error).encode()


def _phrases(rng: random.Random, count: int, _: Path) -> None:
    for _number in range(count):
        text = cell(rng, "phrase", halves=True) + rng.choice(("", " ", cell(rng, "phrase", halves=True)))
        try:
            reading = rc.parse_phrase(text)
        except ReconcileError as error:
            str(error).encode()
        else:
            if not reading.low <= reading.best <= reading.high:
                raise UndocumentedError(f"{text!r} is read as {reading}")


_ARGUMENTS = (
    "--project", "--quiet", "--json", "--as-of", "2025-01-31", "--quantity", "killed*", "--method", "median",
    "--level", "0.8", "--dry-run",
    "--force", "--offline", "--strict", "--fail-on", "conflict", "change=20%", "change=nan", "--wait", "0", "-1",
    "nan", "--list", "--accept",
    "--reject", "--set", "E1", "a=b", "--editor", "Ann", "--count-date", "--time", "prune", "--keep", "90d", "--csv",
    "--outputs", "--stdout",
    "--source", "--published", "--name", "killed", "[", "*", "--all", "--check", "--learn", "--host", "--", "-",
)  # fmt: skip
# all but the one that makes a folder
_COMMANDS = tuple(name for name in command.list_commands(click.Context(command)) if name != "init")


def _command_line(rng: random.Random, count: int, folder: Path) -> None:
    home = _project(folder)
    for number in range(count):
        # one in ten runs: the others are quick
        name = "run" if number % 10 == 0 else rng.choice(_COMMANDS[1:])
        words = [rng.choice(_ARGUMENTS) for _ in range(rng.randrange(5))]
        words = [slip(rng, word) if rng.random() < 0.15 else word for word in words]
        # the project comes last, so that no command works in the folder of the tests; a desk would serve until Ctrl-C
        with mock.patch("uvicorn.Server.run"), mock.patch("webbrowser.open"):
            _told(name, *(word.replace("\0", "") for word in words), "--project", str(home), text=b"")


def _truth(rng: random.Random, count: int, folder: Path) -> None:
    home, text = _project(folder), io.StringIO()
    _told("run", "--project", str(home))
    columns = rng.choice(
        (["quantity", "value"], ["quantity", "value", "count_date"], ["value", "x"], ["quantity", "value", "quantity"])
    )
    table = [[rng.choice(("killed", cell(rng, name))) if name == "quantity" else cell(rng,
    "best" if name == "value" else name)
              for name in columns] for _ in range(count)]  # fmt: skip
    csv.writer(text).writerows([columns, *table])
    file = folder / rng.choice(("truth.csv", "truth.json", "truth.xlsx", "truth"))
    file.write_bytes(_broken(rng, text.getvalue().encode("utf-8", "replace")))
    _told("score", str(file), "--project", str(home))
    _told("score", str(file), "--project", str(home), "--json")


DOORS: dict[str, Callable[[random.Random, int, Path], None]] = {
    "csv": _delimited(",", "csv"), "tsv": _delimited("\t", "tsv"), "json": _json(lines=False),
    "jsonl": _json(lines=True),
    "xlsx": _xlsx, "parquet": _parquet, "frame": _frame, "corrections": _corrections, "sources": _sources,
    "config": _config,
    "articles": _articles, "phrases": _phrases, "arguments": _command_line, "truth": _truth,
}  # fmt: skip
