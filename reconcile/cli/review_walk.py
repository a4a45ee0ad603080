"""The walk through proposed claims in a terminal: a screen for each claim, a key for each decision."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import click

from reconcile.cli.claim_on_screen import marked, show_claim
from reconcile.cli.editor import editor_named
from reconcile.cli.field_answers import some_answers
from reconcile.cli.terminal import printable
from reconcile.cli.written_decisions import WAIT, Row, tried, write_cells, write_edited, written
from reconcile.errors import ChangedError
from reconcile.plurals import counted

if TYPE_CHECKING:
    from rich.console import Console

    from reconcile.desk.waiting_claims import Waiting

__all__ = ["walk"]

_KEYS = "[a]ccept  [r]eject  [s]kip  [e]dit  [f]or all  [u]ndo  [w]hole text  [?]  [q]uit"

_HELP = (
    ("a", "accept the claim: runs use it from now on"),
    ("r", "reject it: no run uses it"),
    ("s", "skip it: it stays proposed, and comes next time"),
    ("e", "edit its fields, one after the other"),
    ("f", "set fields of it, and the same of others that wait in its article: one step"),
    ("u", "take back your last decision, also one of an earlier day or of the desk in a browser"),
    ("w", "show the whole article, this figure between >> and <<"),
    ("?", "these keys"),
    ("q", "leave; what was decided is written already"),
)

_Claim = tuple[str, str]


def walk(waiting: Waiting, root: str, *, quiet: bool) -> None:
    """Ask for a decision on every proposed claim; each is written at once, so that leaving loses none.

    Examples
    --------
    >>> from reconcile.desk.waiting_claims import waiting_claims
    >>> walk(waiting_claims("."), ".", quiet=True)
    """
    from rich.console import Console

    going = _Walk(waiting, root, Console(highlight=False, markup=False, emoji=False))
    try:
        while going.has_next() and going.looked_at():
            pass
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo()
    if not quiet:
        click.echo(going.told(), err=True)


class _Walk:
    """Where a walk stands: the claims in the order in which they are shown, and what was decided.

    Parameters
    ----------
    waiting : Waiting
    root : str
        The project's folder.
    console : Console
    """

    def __init__(self, waiting: Waiting, root: str, console: Console) -> None:
        self._root, self._console = root, console
        self._text = cache(partial(_text_of, root))
        self._order: list[_Claim] = []
        self._decided: dict[_Claim, str] = {}
        self._place = 0
        self._take(waiting)

    def _take(self, waiting: Waiting) -> None:
        """Take the claims as they stand; those that were not there before come next."""
        from reconcile.desk.row_seals import row_seals

        rows = waiting.claims.assign(seal=row_seals(waiting.claims)).to_dict("records")
        self._rows = {(str(row["file"]), str(row["claim_id"])): _named(row) for row in rows}
        self._order[self._place : self._place] = [claim for claim in self._rows if claim not in set(self._order)]
        self._decided = {claim: status for claim, status in self._decided.items() if claim not in self._rows}

    def _taken_again(self, claim: _Claim) -> None:
        """Take the claims as their files are now, and look at one of them, if it still is to be decided."""
        from reconcile.desk.waiting_claims import waiting_claims

        self._take(waiting_claims(self._root))
        self._place = self._order.index(claim)

    def has_next(self) -> bool:
        """Go on to the next claim that waits, if there is one."""
        while self._place < len(self._order) and self._order[self._place] not in self._rows:
            self._place += 1
        return self._place < len(self._order)

    def told(self) -> str:
        """Return what was decided, in words."""
        counts = Counter(self._decided.values())
        words = f"{counts['accepted']} accepted, {counts['rejected']} rejected, {len(self._rows)} still proposed"
        return words if self._order else "No claim is proposed"

    def looked_at(self) -> bool:
        """Show a claim until it is decided, skipped or another one; return False where the desk wants to quit."""
        claim = self._order[self._place]
        row = self._rows[claim]
        self._show(row)
        while (key := _key()) not in ("q", ""):
            try:
                if self._done(key, claim, row):
                    return True
            except ChangedError as error:
                click.echo(printable(f"Not done: {error}"))
                self._taken_again(claim)
                return True
        return False

    def _show(self, row: Row) -> None:
        from reconcile.desk.article_around import article_around

        start = int(row["start"]) if str(row["start"]).isdecimal() else -1
        around = article_around(self._text(row["file"]), str(row["quote"]), start)
        show_claim(row, f"{self._place + 1} of {len(self._order)}", around, self._console)

    def _done(self, key: str, claim: _Claim, row: Row) -> bool:
        """Do what a key says; return True where another claim, or this one anew, is to be shown."""
        if key == "s":
            self._place += 1
            return True
        if key in ("a", "r"):
            return self._decide(claim, row, "accepted" if key == "a" else "rejected")
        if key in ("e", "f"):
            (write_edited if key == "e" else self._same_for_rest)(row, self._root)
            self._taken_again(claim)
            return True
        if key == "u":
            return self._undone(claim)
        if key == "w":
            _whole(self._text(row["file"]), row)
        elif key == "?":
            click.echo("\n".join(f"  {name}  {meaning}" for name, meaning in _HELP))
        return False

    def _decide(self, claim: _Claim, row: Row, status: str) -> bool:
        if not tried(partial(write_cells, row, {"status": status}, self._root)):
            return False
        self._decided[claim] = status
        del self._rows[claim]
        return True

    def _undone(self, claim: _Claim) -> bool:
        """Take back the last decision, and look at the first of its claims that waits again."""
        from reconcile.desk.undo_decision import undo_decision, what_it_set

        undone: list[Any] = []
        if not tried(lambda: undone.append(undo_decision(self._root, who=editor_named(), wait=WAIT))):
            return False
        claims = dict.fromkeys((cell.file, cell.claim_id) for cell in undone[0].cells)
        click.echo(f"Taken back: {what_it_set(undone[0])}")
        self._taken_again(claim)
        self._place = next((self._order.index(one) for one in claims if one in self._rows), self._place)
        return True

    def _same_for_rest(self, row: Row, root: str) -> None:
        """Ask for fields, their values, and for whom; set them in one step."""
        from reconcile.desk.same_for_rest import ALL, OPEN, same_for_rest

        cells = some_answers(row)
        if not cells:
            return
        whom = click.prompt(
            "  also of [o]pen ones that say nothing there, of [a]ll that wait in the article, or of [t]his alone",
            type=click.Choice(["o", "a", "t"]), default="o", show_choices=False,
        )  # fmt: skip
        file = str(row["file"])
        waiting = [(one["claim_id"], one) for (where, _), one in self._rows.items() if where == file]
        rest = {"o": OPEN, "a": ALL}.get(whom, "")
        changes = same_for_rest(str(row["claim_id"]), cells, waiting, rest=rest, file=file)
        if tried(partial(written, row, changes, root)):
            click.echo(f"Set of {counted(len({change.claim_id for change in changes}), 'claim')}")


def _named(row: dict[Any, Any]) -> Row:
    return {str(name): cell for name, cell in row.items()}


def _text_of(root: str, file: str) -> str:
    """Return the text of the article whose claims are in a file, "" where none is kept."""
    from reconcile.desk.article_claims import article_name
    from reconcile.desk.article_texts import kept_text
    from reconcile.folder.config import load_config

    return kept_text(load_config(root), article_name(file))


def _key() -> str:
    click.echo(f"{_KEYS} ", nl=False)
    key = click.getchar().lower()
    click.echo(key if key.isprintable() else "")
    return key


def _whole(text: str, row: Row) -> None:
    """Show a whole article, in a pager where there is one."""
    if not text:
        click.echo("The text of this article is not kept: read it again with `reconcile extract`")
        return
    start, end = (int(row[name]) if str(row[name]).isdecimal() else -1 for name in ("start", "end"))
    lines = marked(text, start, end - start).splitlines()
    click.echo_via_pager("\n".join(map(printable, lines)) + "\n")
