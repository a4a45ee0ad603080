"""Names as they are compared: whoever writes "kharkiv", "KHARKIV" or adds a sign that does not show means Kharkiv.

Two spellings are one name where their *keys* are equal; a *clean* spelling is one that may be shown.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable

__all__ = ["BETWEEN", "clean_name", "csv_row", "list_of", "members_of", "name_key", "set_key", "shown_signs"]

# characters that do not show: soft hyphen, combining grapheme joiner, fillers, zero-width signs, marks of writing
# direction, invisible operators, variation selectors, byte order mark, tags (Unicode 16: Default_Ignorable_Code_Point)
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

# joiners are part of the spelling between letters of Arabic and of the scripts of India, and nowhere else
_JOINERS = re.compile("(?<![\u0600-\u0dff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u0dff])")
_HIDDEN_BUT_JOINERS = re.compile(_HIDDEN.pattern.replace("\u200b-\u200f", "\u200b\u200e\u200f"))


# what stands between the names of a list
BETWEEN = "; "


def clean_name(text: str) -> str:
    """Return a name without signs that do not show, with single blanks.

    Examples
    --------
    >>> clean_name("Ministry\u00a0of  De\u00adfence\u200b")
    'Ministry of Defence'
    """
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_HIDDEN_BUT_JOINERS.sub("", _JOINERS.sub("", unicodedata.normalize("NFC", text))).split())


def name_key(text: str) -> str:
    """Return what is compared of a name: without regard to case, blanks, width, and signs that do not show.

    Examples
    --------
    >>> name_key("ＢＢＣ\u200b") == name_key("bbc "), name_key("Straße") == name_key("STRASSE")
    (True, True)
    """
    if text.isascii():
        return " ".join(text.split()).casefold()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", _HIDDEN.sub("", text)).casefold())
    return " ".join(_HIDDEN.sub("", folded).split())


def members_of(text: str) -> list[str]:
    """Return the names of a list that is separated by semicolons, each once, clean and in alphabetical order.

    Examples
    --------
    >>> members_of("Reuters; AP;reuters"), members_of("AP")
    (['AP', 'Reuters'], ['AP'])
    """
    if ";" not in text:
        return [clean_name(text)]
    named: dict[str, str] = {}
    for name in sorted(clean_name(part) for part in text.split(";")):
        named.setdefault(name_key(name), name)
    return [named[key] for key in sorted(named) if key]


def set_key(text: str) -> str:
    """Return what is compared of a name that may be a list: a list is a set, whatever its order.

    Examples
    --------
    >>> set_key("Reuters; AP") == set_key("AP;REUTERS;AP"), set_key("Wire;Wire") == name_key("Wire")
    (True, True)
    """
    return BETWEEN.join(name_key(name) for name in members_of(text)) if ";" in text else name_key(text)


def list_of(names: Iterable[str]) -> str:
    """Return names as the list that is shown of them: each once, in alphabetical order.

    Examples
    --------
    >>> list_of(["Reuters", "AP", "AP"])
    'AP; Reuters'
    """
    return BETWEEN.join(members_of(";".join(names)))


def shown_signs(text: str) -> str:
    """Return a text in which signs that do not show are written out.

    Examples
    --------
    >>> shown_signs("BBC\u200b")
    'BBC<U+200B>'
    """
    return _HIDDEN.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", text)


def csv_row(*cells: str) -> str:
    """Return names as a row to paste into a table.

    Examples
    --------
    >>> csv_row("Works, Ministry of", "", "MoW")
    '"Works, Ministry of",,MoW'
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()
