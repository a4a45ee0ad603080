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
    from reconcile.desk.extract_articles import ExtractedArticle
    from reconcile.desk.known_ids import KnownIds
    from reconcile.folder.config import Config

__all__ = ["command"]

# the name that means standard input
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
    from reconcile.folder.config import find_config

    config = None if to_stdout else find_config(root)
    known = _known_ids(config)
    done: list[ExtractedArticle] = []
    failed: list[dict[str, Any]] = []
    with progress_shown(wanted=not (quiet or as_json)) as progress:
        for number, file in enumerate(files, 1):
            progress(f"reading {printable(file)} ({number} of {len(files)})")
            try:
                done.append(_extracted(file, config, source, published, name, known))
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
    reason = str(failure["error"])
    return reason if failure["article"] in reason else f"{failure['article']}: {reason}"


def _known_ids(config: Config | None) -> KnownIds | None:
    """Return the ids of the claims of a project, which all articles share."""
    from reconcile.desk.known_ids import KnownIds

    return KnownIds(config) if config is not None else None


def _extracted(
    file: str, config: Config | None, source: str, published: str, name: str, known: KnownIds | None
) -> ExtractedArticle:  # fmt: skip
    from reconcile.desk.extract_articles import extract_article

    article = _article(file, config, name)
    return extract_article(article, config, source=source, published=published, name=name, known=known)


def _article(file: str, config: Config | None, name: str) -> Article:
    from reconcile.desk.article_files import article_at, pasted_article

    if file == _STDIN:
        return pasted_article(sys.stdin.buffer, name)
    return article_at(file, config)


def _show(
    done: list[ExtractedArticle], failed: list[dict[str, Any]], *, written: bool, quiet: bool, as_json: bool
) -> None:
    if as_json:
        echo_json([*(_as_record(article) for article in done), *failed])
    elif done and not written:
        from reconcile.desk.extract_articles import claims_as_csv

        click.echo(claims_as_csv(done), nl=False)
    if quiet or as_json:
        return
    from reconcile.cli.record_lines import record_lines

    for article in done:
        click.echo(_summary(article), err=True)
        for line in record_lines(article.findings.iloc[:0], article.findings):
            click.echo(f"  {line}", err=True)
    if written and any(article.found for article in done):
        click.echo("Next: reconcile review", err=True)


def _as_record(article: ExtractedArticle) -> dict[str, Any]:
    counts = {name: getattr(article, name) for name in ("found", "added", "kept", "removed")}
    named = {"article": article.article, "file": article.file or None}
    return {**named, **counts, "findings": article.findings, "claims": article.rows}


def _summary(article: ExtractedArticle) -> str:
    counts = [f"{counted(article.found, 'claim')} found"]
    if article.file:
        counts += [f"{article.added} new", f"{article.kept} reviewed and kept"]
        counts += [f"{article.removed} no longer found and removed"] if article.removed else []
    return printable(f"{article.file or article.article}: {', '.join(counts)}")
