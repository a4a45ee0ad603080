"""Who is at work: the name that approvals and the journal of decisions have."""

from __future__ import annotations

import os

__all__ = ["EDITOR", "editor_named"]

# the variable that names who is at work
EDITOR = "RECONCILE_EDITOR"


def editor_named() -> str:
    """Return the name of who is at work, "" where nobody said it.

    Examples
    --------
    >>> editor_named() == os.environ.get(EDITOR, "").strip()
    True
    """
    return os.environ.get(EDITOR, "").strip()
