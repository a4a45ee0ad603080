"""What a run did, in numbers: the one screen that the command shows, and its JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from reconcile.columns import AGREEMENTS, VERDICTS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RunSummary", "count_rows", "summarise"]


@dataclass(frozen=True)
class RunSummary:
    """What a run did.

    Attributes
    ----------
    root : str
        The project's folder, as it was named.
    run_id : str
        Hash of inputs, config and as-of date.
    as_of : str
        Date of knowledge, "" where no claim has a date.
    quantities, estimates : int
        Quantities, and rows of `estimates.csv` (a quantity may have several dates).
    claims, used, sources : int
        Claims read, claims used, sources that published them.
    publish, agreement : dict of str to int
        Quantities by verdict and by agreement at their newest date.
    rejected_rows : int
        Rows rejected, each for one reason or more.
    rejected, findings : dict of str to int
        Records by rule.
    written : tuple of str
        Paths of the outputs, in the project; those that would be written, in a dry run.
    dry_run, unchanged : bool
        Nothing was written: it was not wanted, or everything stood already.
    crossed : tuple of str
        Thresholds of `strict` and `fail_on` that were crossed.
    proposed : int
        Claims that nobody has reviewed, of articles and of the desk's own files.
    stale : tuple of str
        Inputs that are older than their `max_age`, a sentence each.
    later : int
        Rows published, or true, only after the as-of date; they are in no output.
    notes : tuple of str
        What a desk should be told beside, one sentence each.
    """

    root: str
    run_id: str
    as_of: str
    quantities: int
    estimates: int
    claims: int
    used: int
    sources: int
    publish: dict[str, int]
    agreement: dict[str, int]
    rejected_rows: int
    rejected: dict[str, int]
    findings: dict[str, int]
    written: tuple[str, ...]
    dry_run: bool
    unchanged: bool
    crossed: tuple[str, ...]
    proposed: int = 0
    stale: tuple[str, ...] = ()
    later: int = 0
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, for JSON.

        Examples
        --------
        >>> summary = RunSummary(".", "ab", "", 0, 0, 0, 0, 0, {}, {}, 0, {}, {}, (), True, False, ())
        >>> summary.to_dict()["dry_run"]
        True
        """
        return asdict(self)


def summarise(
    root: str,
    run_id: str,
    as_of: str,
    tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame],
    *,
    written: tuple[str, ...],
    dry_run: bool,
    unchanged: bool,
    crossed: tuple[str, ...],
    proposed: int = 0,
    later: int = 0,
) -> RunSummary:
    """Count what the tables of a run hold.

    Parameters
    ----------
    tables : tuple of DataFrame
        Estimates, claims, rejected, findings.
    proposed : int
        Extracted claims that nobody has reviewed; those among `claims` are added.
    later : int
        Rows that were not known yet.

    Returns
    -------
    RunSummary

    Examples
    --------
    >>> import pandas as pd
    >>> estimates = pd.DataFrame({"quantity": ["q", "q"], "publish": ["range", "list"], "agreement": ["", "agree"]})
    >>> claims = pd.DataFrame({"source": ["A", "B"], "used": [True, False]})
    >>> none = pd.DataFrame({"rule": []})
    >>> told = summarise(
    ...     ".", "ab", "", (estimates, claims, none, none), written=(), dry_run=True, unchanged=False, crossed=()
    ... )
    >>> told.quantities, told.used, told.publish
    (1, 1, {'list': 1})
    """
    estimates, claims, rejected, findings = tables
    newest = estimates.drop_duplicates("quantity", keep="last")
    return RunSummary(
        root=root, run_id=run_id, as_of=as_of, quantities=len(newest), estimates=len(estimates),
        claims=len(claims), used=int(claims["used"].sum()), sources=claims["source"].nunique(),
        publish=_counts(newest["publish"], VERDICTS), agreement=_counts(newest["agreement"], AGREEMENTS),
        rejected_rows=count_rows(rejected), rejected=_counts(rejected["rule"]), findings=_counts(findings["rule"]),
        written=written, dry_run=dry_run, unchanged=unchanged, crossed=crossed,
        proposed=proposed + (int((claims["status"] == "proposed").sum()) if "status" in claims else 0), later=later,
    )  # fmt: skip


def count_rows(rejected: pd.DataFrame) -> int:
    """Count the rows that were rejected; one row may be rejected for several reasons.

    Examples
    --------
    >>> import pandas as pd
    >>> count_rows(pd.DataFrame({"file": ["a", "a", "b"], "row": [1, 1, 1], "rule": ["x", "y", "x"]}))
    2
    """
    return len(rejected.drop_duplicates(["file", "row"])) if len(rejected) else 0


def _counts(words: pd.Series, order: tuple[str, ...] = ()) -> dict[str, int]:
    """Count words, in a given order, else alphabetically; absent ones are left out."""
    counts = words.value_counts()
    wanted = [word for word in order if word in counts.index] if order else sorted(counts.index)
    return {str(word): int(counts[word]) for word in wanted}
