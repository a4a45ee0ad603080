"""The errors that `reconcile` raises. The library never prints and never exits; `cli` maps errors to exit codes."""

from __future__ import annotations

from typing import Any, Self

__all__ = [
    "ChangedError",
    "ConfigError",
    "EngineError",
    "FetchError",
    "InputError",
    "InternalError",
    "LockedError",
    "NothingUsableError",
    "OutputError",
    "PhraseError",
    "ReconcileError",
]


class ReconcileError(Exception):
    """What is wrong, where, and what the reader can do about it.

    Parameters
    ----------
    message : str
        One sentence saying what is wrong.
    file, row, column, value : str or int, optional
        Where it is wrong; `row` counts rows of data from 1, without the header.
    hint : str, optional
        What the reader can do about it.

    Examples
    --------
    >>> str(ReconcileError("the file is empty", file="claims.csv", hint="add a header and a row"))
    'claims.csv: the file is empty (add a header and a row)'
    """

    def __init__(
        self,
        message: str,
        *,
        file: str = "",
        row: int | None = None,
        column: str = "",
        value: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.row = row
        self.column = column
        self.value = value
        self.hint = hint

    def __str__(self) -> str:
        place = ", ".join(
            words
            for words in (
                self.file,
                f"row {self.row}" if self.row is not None else "",
                f"column {self.column}" if self.column else "",
            )
            if words
        )
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} ({self.hint})" if self.hint else text


class ConfigError(ReconcileError):
    """`reconcile.toml` or an option cannot be used."""


class EngineError(ReconcileError):
    """A run in parts has lost its workers or its scheduler; what was written before is kept."""


class InputError(ReconcileError):
    """A whole file cannot be read: missing, empty, undecodable, no usable header."""


class NothingUsableError(ReconcileError):
    """Every row was rejected, so there is nothing to estimate.

    `rejected` and `findings` are the tables that say why, None where they are not known; `proposed` is the number of
    extracted claims that wait for a review.
    """

    def __init__(
        self, message: str, *, rejected: Any = None, findings: Any = None, proposed: int = 0, **where: Any
    ) -> None:
        super().__init__(message, **where)
        self.rejected = rejected
        self.findings = findings
        self.proposed = proposed


class InternalError(ReconcileError):
    """The tool has lost count of what it read: a fault of its own, told in place of a result that lacks something."""


class PhraseError(ReconcileError):
    """A phrase has no figure, or several unrelated ones."""


class OutputError(ReconcileError):
    """Outputs cannot be written; the last complete ones are kept."""

    @classmethod
    def of_disk(
        cls, what: str, error: OSError, *, stands: str = "nothing was saved, the last good outputs stand"
    ) -> Self:  # fmt: skip
        """Return what the disk says of a file that it does not take, and what `stands` all the same, "" for nothing.

        Examples
        --------
        >>> print(OutputError.of_disk("claims.csv", OSError(28, "disk full")).message)
        claims.csv cannot be written: disk full
        """
        return cls(
            f"{what} cannot be written: {error.strerror or error}",
            hint="; ".join(filter(None, ("check space and permissions", stands))),
        )


class ChangedError(ReconcileError):
    """Somebody else has changed what a decision was about; `now` has the rows or sentences as they stand."""

    def __init__(self, message: str, *, now: Any = None, **where: Any) -> None:
        super().__init__(message, **where)
        self.now = now


class LockedError(ReconcileError):
    """Another run holds the lock of this project."""


class FetchError(ReconcileError):
    """An input could not be fetched.

    The message begins with a small letter and has no full stop, as it follows "copy of 2025-01-31 used;" in the report.
    It never holds an address, a text of the server or a time, so that equal faults give equal outputs.

    Parameters
    ----------
    message : str
    passing : bool
        Whether another try may succeed.
    wait : float
        Seconds that the server asks to wait before another try.
    status : int
        Status that the server answered, 0 where it gave none.
    """

    def __init__(self, message: str, *, passing: bool = False, wait: float = 0.0, status: int = 0) -> None:
        super().__init__(message)
        self.passing = passing
        self.wait = wait
        self.status = status
