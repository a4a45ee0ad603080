"""`[approvals] four_eyes`: a sentence is approved by another than who accepted its claims.

Who accepted a claim stands in the journal of decisions. Whoever has set a cell of it after that has made it what it is
now, and counts as one who accepted it. What was taken back counts for nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from reconcile.desk.decision_journal import Decision, read_journal
from reconcile.desk.extracted_store import rows_by_file
from reconcile.errors import ConfigError
from reconcile.folder.config import Config
from reconcile.look_alikes import look_key
from reconcile.spellings import members_of

__all__ = ["accepted_by", "acceptors_in", "check_four_eyes", "people_of"]

_Claim = tuple[str, str]

_HINT = "`reconcile review --set ID status=proposed` puts it back; whoever is named by RECONCILE_EDITOR accepts it"


def acceptors_in(journal: Sequence[Decision]) -> dict[_Claim, list[str]]:
    """Return who accepted each claim that a journal leaves accepted, and who has set its cells since.

    Parameters
    ----------
    journal : sequence of Decision
        The oldest first.

    Returns
    -------
    dict of (file, claim id) to list of str
        Names as they stand in the journal, each once; "" where nobody was named.

    Examples
    --------
    >>> from reconcile.desk.decision_journal import Cell
    >>> status, phrase = Cell("a.csv", "E1", "status", "proposed", "accepted"), Cell("a.csv", "E1", "phrase", "4", "5")
    >>> acceptors_in([Decision(number=1, time="", who="A.", cells=(status,)),
    ...               Decision(number=2, time="", who="B.", cells=(phrase,))])
    {('a.csv', 'E1'): ['A.', 'B.']}
    """
    undone = {decision.undoes for decision in journal}
    found: dict[_Claim, list[str]] = {}
    for decision in journal:
        if decision.undoes or decision.number in undone:
            continue
        for cell in decision.cells:
            claim = (cell.file, cell.claim_id)
            if cell.column == "status" and cell.after.strip().lower() == "accepted":
                found[claim] = [decision.who]
            elif cell.column == "status":
                found.pop(claim, None)
        for claim in dict.fromkeys((cell.file, cell.claim_id) for cell in decision.cells):
            if claim in found and decision.who not in found[claim]:
                found[claim].append(decision.who)
    return found


def accepted_by(config: Config, claims: pd.DataFrame) -> dict[str, list[str]]:
    """Return who accepted each claim of an article.

    Parameters
    ----------
    config : Config
    claims : DataFrame
        Rows of `claims.csv`, made from the files as they stand.

    Returns
    -------
    dict of claim id to list of str
        In the order of `claims`; empty lists and "" where nobody is known. Claims of other files are left out: nobody
        accepts them.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     accepted_by(load_config(folder), pd.DataFrame({"file": ["claims.csv"], "row": ["1"]}))
    {}
    """
    tables = rows_by_file(config)[0]
    ids = {(file, str(row)): str(claim) for file, table in tables.items()
           for row, claim in zip(table["row"], table["claim_id"], strict=True)}  # fmt: skip
    # the whole that a ratio makes is of the same row as its part
    rows = dict.fromkeys(zip(claims["file"].astype(str), claims["row"].astype(str), strict=True))
    acceptors = acceptors_in(read_journal(config))
    return {ids[row]: acceptors.get((row[0], ids[row]), []) for row in rows if row in ids}


def people_of(accepted: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names of all who accepted claims, each once, in alphabetical order; "" names nobody.

    Examples
    --------
    >>> people_of({"E1": ["B."], "E2": ["A.", "B."], "E3": [""]})
    ['A.', 'B.']
    """
    return sorted({person for people in accepted.values() for person in people if person})


def check_four_eyes(config: Config, quantities: Collection[str], claims: pd.DataFrame, editor: str) -> None:
    """Raise where an editor may not approve what rests on some claims; nothing where four eyes are not asked for.

    Parameters
    ----------
    config : Config
    quantities : collection of str
        Keys of what is approved.
    claims : DataFrame of str
        Rows of `claims.csv`.
    editor : str
        Who approves. Names are compared as they look, without case and in letters of any script; a list of names is
        each of them.

    Raises
    ------
    ConfigError
        The editor has accepted one of the claims, or nobody knows who has.

    Examples
    --------
    >>> import tempfile
    >>> from reconcile.folder.config import load_config
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     check_four_eyes(load_config(folder), ["dead"], pd.DataFrame(), "A. Editor")
    """
    if not config.keys.approvals.four_eyes:
        return
    approving = {look_key(name) for name in members_of(editor)}
    for claim, people in accepted_by(config, claims[claims["quantity"].isin(list(quantities))]).items():
        if not people or "" in people:
            raise ConfigError(f"nobody knows who accepted {claim}, and four_eyes asks for another", hint=_HINT)
        if approving & {look_key(name) for person in people for name in members_of(person)}:
            raise ConfigError(
                f"'{editor}' has accepted {claim}, and four_eyes asks for another to approve",
                hint="let somebody else approve who accepted none of its claims",
            )
