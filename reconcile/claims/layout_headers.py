"""Headers that a layout or an input names, held against those of a file: makers of lists rename them without a word."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd

from reconcile.claims.settings import ClaimSettings
from reconcile.errors import InputError
from reconcile.records import findings

__all__ = ["absent_headers", "check_layout"]

# headers that an error names, and least likeness of one that is offered for a missing one
_SHOWN, _ALIKE = 6, 0.6


def check_layout(headers: Iterable[str], file: str, settings: ClaimSettings) -> None:
    """Raise where a file lacks headers of the layout that is declared for it.

    A header that was renamed is no fault where the settings declare another one for the column that it fills.

    Raises
    ------
    InputError

    Examples
    --------
    >>> settings = ClaimSettings(layout="acled", needed=["fatalities"])
    >>> check_layout(["deaths", "fatality"], "events.csv", settings)
    Traceback (most recent call last):
        ...
    reconcile.errors.InputError: events.csv, column fatalities: is not of the layout 'acled': it has no header ...
    """
    given = [str(header) for header in headers]
    filled = {settings.columns[header] for header in given if header in settings.columns}
    missing = [name for name in settings.needed if name not in given and settings.columns.get(name) not in filled]
    if not missing:
        return
    shown = ", ".join(map(repr, missing[:_SHOWN])) + (f" and {len(missing) - _SHOWN} more" * (len(missing) > _SHOWN))
    rest = [name for name in given if name not in settings.needed]
    near = {name: get_close_matches(name, rest, n=1, cutoff=_ALIKE) for name in missing}
    meant = "; ".join(f"'{name}' may be '{words[0]}' now" for name, words in near.items() if words)
    hint = "say in columns what the new headers are, or leave layout out and declare them all"
    raise InputError(
        f"is not of the layout '{settings.layout}': it has no header {shown}", file=file, column=missing[0],
        hint=f"{meant}: {hint}" if meant else hint,
    )  # fmt: skip


def absent_headers(headers: Iterable[str], file: str, settings: ClaimSettings) -> pd.DataFrame:
    """Find headers that an input declares and its file lacks, unless another one fills the same column.

    Examples
    --------
    >>> settings = ClaimSettings(columns={"Day": "count_date"}, own_headers=["Day"])
    >>> absent_headers(["day", "dead"], "counts.csv", settings)["message"].tolist()
    ["has no header 'Day', which its input declares as count_date: nothing is read as it"]
    """
    given = [str(header) for header in headers]
    filled = {settings.columns[header] for header in given if header in settings.columns}
    absent = [name for name in settings.own_headers if name not in given and settings.columns[name] not in filled]
    near = {name: get_close_matches(name, given, n=1, cutoff=_ALIKE) for name in absent}
    hints = [f"'{name}' may be '{near[name][0]}' now" if near[name] else "correct it in columns, or leave it out"
             for name in absent]  # fmt: skip
    message = [f"has no header '{name}', which its input declares as {settings.columns[name]}: nothing is read as it"
               for name in absent]  # fmt: skip
    return findings("header-not-there", message, file=file, column=absent, hint=hints)
