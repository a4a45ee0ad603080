"""Counts with their nouns: the one place that chooses between singular and plural."""

from __future__ import annotations

__all__ = ["counted"]


def counted(count: int, singular: str, plural: str = "") -> str:
    """Return a count with its noun, thousands grouped.

    Parameters
    ----------
    count : int
        Only 1 takes the singular; 0 takes the plural.
    singular : str
    plural : str, optional
        Default: the singular with an "s" behind it.

    Returns
    -------
    str

    Examples
    --------
    >>> counted(1, "row"), counted(0, "row"), counted(1200, "quantity", "quantities")
    ('1 row', '0 rows', '1,200 quantities')
    """
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"
