"""What a run did, in numbers: the content of the screen that the command shows, and of its JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from reconcile.columns import AGREEMENTS, VERDICTS

if TYPE_CHECKING:
    import pandas as pd

    from reconcile.claims.ledger import Ledger

__all__ = ["RunSummary", "count_rejected_rows", "summarise"]


@dataclass(frozen=True, kw_only=True)
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
        Number of quantities, and of rows of `estimates.csv` (a quantity may have several dates).
    claims, used, sources : int
        Number of claims read, of claims used, and of sources that published them.
    publish, agreement : dict of str to int
        Number of quantities by verdict and by agreement, at their newest date.
    rejected_rows : int
        Number of rows rejected, each for one reason or more.
    rejected, findings : dict of str to int
        Number of records by rule.
    written : tuple of str
        Paths of the outputs in the project; in a dry run, of those that a run would write.
    dry_run, unchanged : bool
        Whether nothing was written because that was not wanted, or because everything stood already.
    crossed : tuple of str
        A sentence for each threshold of `strict` and `fail_on` that was crossed.
    proposed : int
        Number of claims that nobody has reviewed, in articles and in the files of the desk.
    stale : tuple of str
        A sentence for each input that is older than its `max_age`.
    later : int
        Number of rows published, or true, only after the as-of date; they are in no output.
    notes : tuple of str
        Other sentences for the desk.
    rows : dict of str to int
        Rows that were read, by what became of them (`reconcile.claims.ledger`).
    lost : dict of str to float
        Sum of the figures in rejected rows, by measure.
    """

    root: str
    run_id: str
    as_of: str = ""
    quantities: int = 0
    estimates: int = 0
    claims: int = 0
    used: int = 0
    sources: int = 0
    publish: dict[str, int] = field(default_factory=dict)
    agreement: dict[str, int] = field(default_factory=dict)
    rejected_rows: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    written: tuple[str, ...] = ()
    dry_run: bool = False
    unchanged: bool = False
    crossed: tuple[str, ...] = ()
    proposed: int = 0
    stale: tuple[str, ...] = ()
    later: int = 0
    notes: tuple[str, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)
    lost: dict[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, for JSON.

        Examples
        --------
        >>> RunSummary(root=".", run_id="ab", dry_run=True).to_dict()["dry_run"]
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
    crossed: tuple[str, ...],
    proposed: int = 0,
    later: int = 0,
    ledger: Ledger | None = None,
) -> RunSummary:
    """Return the summary of a run, counted in its tables.

    Parameters
    ----------
    tables : tuple of DataFrame
        Estimates, claims, rejected, findings.
    proposed : int
        Number of extracted claims that nobody has reviewed; those among the claims are added.
    later : int
        Number of rows that were not known yet.
    ledger : Ledger, optional

    Returns
    -------
    RunSummary

    Examples
    --------
    >>> import pandas as pd
    >>> estimates = pd.DataFrame({"quantity": ["q", "q"], "publish": ["range", "list"], "agreement": ["", "agree"]})
    >>> claims = pd.DataFrame({"source": ["A", "B"], "used": [True, False]})
    >>> empty = pd.DataFrame({"rule": []})
    >>> summary = summarise(".", "ab", "", (estimates, claims, empty, empty), written=(), dry_run=True, crossed=())
    >>> summary.quantities, summary.used, summary.publish
    (1, 1, {'list': 1})
    """
    estimates, claims, rejected, findings = tables
    newest = estimates.drop_duplicates("quantity", keep="last")
    return RunSummary(
        root=root, run_id=run_id, as_of=as_of, quantities=len(newest), estimates=len(estimates),
        claims=len(claims), used=int(claims["used"].sum()), sources=claims["source"].nunique(),
        publish=_counts(newest["publish"], VERDICTS), agreement=_counts(newest["agreement"], AGREEMENTS),
        rejected_rows=count_rejected_rows(rejected), rejected=_counts(rejected["rule"]),
        findings=_counts(findings["rule"]), written=written, dry_run=dry_run, crossed=crossed,
        proposed=proposed + (int((claims["status"] == "proposed").sum()) if "status" in claims else 0), later=later,
        rows=ledger.counts() if ledger else {}, lost=dict(ledger.lost) if ledger else {},
    )  # fmt: skip


def count_rejected_rows(rejected: pd.DataFrame) -> int:
    """Return the number of rows rejected; a row may be rejected for several reasons.

    Examples
    --------
    >>> import pandas as pd
    >>> count_rejected_rows(pd.DataFrame({"file": ["a", "a", "b"], "row": [1, 1, 1], "rule": ["x", "y", "x"]}))
    2
    """
    return len(rejected.drop_duplicates(["file", "row"])) if len(rejected) else 0


def _counts(words: pd.Series, order: tuple[str, ...] = ()) -> dict[str, int]:
    """Return how often each word occurs, in a given order or else alphabetically."""
    counts = words.value_counts()
    wanted = [word for word in order if word in counts.index] if order else sorted(counts.index)
    return {str(word): int(counts[word]) for word in wanted}
