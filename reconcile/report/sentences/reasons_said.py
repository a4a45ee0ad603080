"""Reasons of verdicts, of weights and of what is left out, in the language in use.

Tables have them in English. The English templates of `[reasons]` are how they are read there, those of the language in
use how they are said; a text that no template reads, such as a note of the desk, stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from reconcile.arrays import Strings, each_once
from reconcile.report.sentences.languages import tables_of
from reconcile.report.sentences.phrasebook import words

__all__ = ["said_reasons"]

# what joins the parts of a reason
_JOINT = "; "

# placeholders that hold a reason or a share of its own, and that of a text which goes on to the end
_INNER, _TEXT = ("reason", "much"), "text"

_PLACE = re.compile(r"\\\{(\w+)\\\}")


def said_reasons(reasons: Strings) -> Strings:
    """Return reasons in the language in use.

    Parameters
    ----------
    reasons : ndarray of str
        As `publish_reason`, `weight_reason` and `left_out_reason` have them.

    Examples
    --------
    >>> import numpy as np
    >>> said_reasons(np.array(["grade B6; counts half as much: 60 days old"], dtype=object)).tolist()
    ['grade B6; counts half as much: 60 days old']
    """
    return each_once(reasons, _said)


def _said(reason: str) -> str:
    """Return a reason whose longest readable beginning is said, and then what follows it."""
    parts = reason.split(_JOINT)
    for count in range(len(parts), 0, -1):
        said = _read(_JOINT.join(parts[:count]))
        if said:
            return _JOINT.join([said, *([_said(_JOINT.join(parts[count:]))] if parts[count:] else [])])
    return _JOINT.join([parts[0], *([_said(_JOINT.join(parts[1:]))] if parts[1:] else [])])


def _read(reason: str) -> str:
    """Return a reason as the template says it that reads the whole of it, "" where none does."""
    for key, pattern in _patterns().items():
        if read := pattern.fullmatch(reason):
            parts = {name: _said(part) if name in _INNER else part for name, part in read.groupdict().items()}
            return words().reasons[key].format(**parts)
    return ""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {key: _pattern(template) for key, template in tables_of()["reasons"].items()}


def _pattern(template: str) -> re.Pattern[str]:
    def place(found: re.Match[str]) -> str:
        name = found.group(1)
        return f"(?P<{name}>{'.+' if name in (_TEXT, 'reason') else '[^;]+'})"

    return re.compile(_PLACE.sub(place, re.escape(template)), re.DOTALL)
