"""Numerals with a letter among their digits, as of another script or of a scan: 5О0, l,200, 3 ООО."""

from __future__ import annotations

import re

__all__ = ["broken_numeral"]

# letters that look like 0, 1, 3 and 6: Latin, Cyrillic and Greek ones, and the bar
_ALIKE = "OoОоΟοՕօlIІіӀӏΙι|ЗзӠбϬ"
_RUN = rf"[\d{_ALIKE}]+"
_BROKEN = re.compile(
    # one run of digits and letters, with the signs of thousands between
    rf"(?<![\w|])(?=[\d{_ALIKE}.,'’]*\d)(?=[\d.,'’]*[{_ALIKE}]){_RUN}(?:[.,'’]{_RUN})*(?![\w|])"
    # three letters O behind the thousands
    r"|(?<!\w)\d{1,3}(?:[ \u00a0\u2009\u202f][\dOoОоΟο]{3})*[ \u00a0\u2009\u202f]"
    r"(?:\d*[OoОоΟο]+\d*)(?<=[ \u00a0\u2009\u202f][\dOoОоΟο]{3})(?!\w)"
)


def broken_numeral(text: str) -> str:
    """Return the first numeral that has a letter among its digits, "" if there is none.

    Examples
    --------
    >>> broken_numeral("about 5О0 dead"), broken_numeral("l,200"), broken_numeral("the Il-76, 500 men")
    ('5О0', 'l,200', '')
    """
    found = _BROKEN.search(text)
    return found[0] if found else ""
