"""Cells that are set of a claim, and the same of others that wait in its article: one step, taken back in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reconcile.desk.review_claims import Change

__all__ = ["ALL", "OPEN", "same_for_rest"]

# of which others: those that say nothing there, or all that wait
OPEN, ALL = "open", "all"

# follows from the dates beside it: that it is there does not mean that a date is
_FOLLOWS = "temporal"


def same_for_rest(
    claim: str, cells: Mapping[str, str], waiting: Iterable[tuple[str, Mapping[str, str]]], *, rest: str, file: str
) -> list[Change]:  # fmt: skip
    """Return the changes that set cells: of one claim, of those too that say nothing there, or of all that wait.

    Parameters
    ----------
    claim : str
        Id of the claim.
    cells : mapping of column to str
    waiting : iterable of (id, cells)
        The proposed claims of its article.
    rest : str
        `OPEN`, `ALL`, or anything else for the claim alone.
    file : str
        File of the article.

    Examples
    --------
    >>> waiting = [("E1", {"place": "Vell"}), ("E2", {"place": ""}), ("E3", {"place": "Marn"})]
    >>> [change.claim_id for change in same_for_rest("E1", {"place": "Orva"}, waiting, rest=OPEN, file="a.csv")]
    ['E1', 'E2']
    """
    told = [column for column in cells if column != _FOLLOWS]
    others = [
        one for one, said in waiting if rest in (OPEN, ALL) and one != claim
        and (rest == ALL or not any(said[column] for column in told))
    ]  # fmt: skip
    return [Change(one, column, value, file) for one in (claim, *others) for column, value in cells.items()]
