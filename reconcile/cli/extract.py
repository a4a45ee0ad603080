"""`reconcile extract`: the claims of articles, proposed to the desk."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.common_options import json_option, project_option, quiet_option
from reconcile.cli.group import EXIT_UNUSABLE
from reconcile.cli.terminal import echo_json, printable, progress_shown
from reconcile.errors import LockedError, ReconcileError
from reconcile.plurals import counted

if TYPE_CHECKING:
    from reconcile.desk.article_files import Article
    from reconcile.desk.extract_articles import Extracted
    from reconcile.folder.config import Config

__all__ = ["command"]

# the file that stands for standard input
_STDIN = "-"


@click.command("extract", short_help="Read the claims of articles.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--source", default="", metavar="NAME", help="Who published the article.")
@click.option("--published", default="", metavar="DATE", help="Day of publication, as 2025-01-31.")
@click.option("--name", default="", metavar="NAME", help="Name of the article's file of claims.")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print the claims as CSV; write no file.")
@project_option
@quiet_option
@json_option
def command(
    files: tuple[str, ...], source: str, published: str, name: str, to_stdout: bool, root: str, quiet: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Read the claims of each FILE (plain text or HTML; `-` is standard input) and propose them to the desk.

    In a project they are written to data/raw/extracted/ARTICLE.csv; what the desk has reviewed there is kept. In a
    folder without reconcile.toml they are printed as CSV. Exit code 2 if one of the files cannot be read; the others
    are read all the same.
    """
    if name and len(files) > 1:
        raise click.UsageError("--name is for one file")
    from reconcile.desk.extract_articles import project_at

    config = None if to_stdout else project_at(root)
    done: list[Extracted] = []
    failed: list[dict[str, Any]] = []
    with progress_shown(wanted=not (quiet or as_json)) as progress:
        for file in files:
            progress(f"reading {file}")
            try:
                done.append(_extracted(file, config, source, published, name))
            except LockedError:
                raise
            except ReconcileError as error:
                failed.append({"article": file, "error": str(error)})
    _show(done, failed, written=config is not None, quiet=quiet, as_json=as_json)
    for failure in failed:
        click.echo(f"Error: {_named(failure)}", err=True)
    if config is None and not (to_stdout or quiet or as_json):
        click.echo(f"Printed, not written: there is no reconcile.toml in {root}", err=True)
    if failed:
        raise click.exceptions.Exit(EXIT_UNUSABLE)


def _named(failure: dict[str, Any]) -> str:
    told = str(failure["error"])
    return told if failure["article"] in told else f"{failure['article']}: {told}"


def _extracted(file: str, config: Config | None, source: str, published: str, name: str) -> Extracted:
    from reconcile.desk.extract_articles import extract

    return extract(_article(file, config, name), config, source=source, published=published, name=name)


def _article(file: str, config: Config | None, name: str) -> Article:
    from reconcile.desk.article_files import article_at, pasted_article

    if file == _STDIN:
        return pasted_article(sys.stdin.buffer, name)
    return article_at(file, config)


def _show(done: list[Extracted], failed: list[dict[str, Any]], *, written: bool, quiet: bool, as_json: bool) -> None:
    if as_json:
        echo_json([*(_as_record(one) for one in done), *failed])
    elif done and not written:
        from reconcile.desk.extract_articles import printed

        click.echo(printed(done), nl=False)
    if quiet or as_json:
        return
    from reconcile.cli.record_lines import record_lines

    for one in done:
        click.echo(_summary(one), err=True)
        for line in record_lines(one.findings.iloc[:0], one.findings):
            click.echo(f"  {line}", err=True)
    if written and any(one.found for one in done):
        click.echo("Next: reconcile review", err=True)


def _as_record(one: Extracted) -> dict[str, Any]:
    counts = {"found": one.found, "added": one.added, "kept": one.kept, "removed": one.removed}
    return {"article": one.article, "file": one.file or None, **counts, "findings": one.findings, "claims": one.rows}


def _summary(one: Extracted) -> str:
    told = [f"{counted(one.found, 'claim')} found"]
    if one.file:
        told += [f"{one.added} new", f"{one.kept} reviewed and kept"]
        told += [f"{one.removed} no longer found and removed"] if one.removed else []
    return printable(f"{one.file or one.article}: {', '.join(told)}")
