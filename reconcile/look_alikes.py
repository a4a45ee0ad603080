"""Letters of one script that look like those of another: Cyrillic ВВС beside BBC.

Two names are *look-alikes* where a reader cannot tell them apart and a computer can.
"""

from __future__ import annotations

import re
import unicodedata

from reconcile.spellings import name_key

__all__ = ["look_key", "mixes_scripts", "unmixed"]

# capitals, and small capitals, with the Latin ones that they look like (Unicode, UTS 39, confusables)
_ALIKE = (
    ("АВЕЅІЈКМНОРСТУХҮҺԌԚԜӀ", "ABESIJKMHOPCTYXYHGQWI"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("ՕՏՍ", "OSU"),
    ("ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ", "ABCDEGHJKLMPRSTVWZ"),
    ("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "BPDTGKJCZFMNLSRVHWXYAEIOU"),
    ("ⱭꞬᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ", "AGABCDEGHIJKLMNOPRTUVWYZ"),
)
# small letters that look like Latin ones
_ALIKE_SMALL = ("аеіјорсухѕһԁԛԝӏοϲ", "aeijopcyxshdqwloc")
_TO_LATIN = str.maketrans("".join(other for other, _ in _ALIKE), "".join(latin for _, latin in _ALIKE))
_LETTERS = {**_TO_LATIN, **str.maketrans(*_ALIKE_SMALL)}
_WORD = re.compile(r"[^\W\d_]+")


def look_key(name: str) -> str:
    """Return what a reader sees of a name: equal for names that are written alike in letters of any script.

    Examples
    --------
    >>> look_key("ВВС") == look_key("bbc"), look_key("Київ") == look_key("Kyiv")
    (True, False)
    """
    key = name_key(name)
    # in capitals, so that the case in which a name is written does not matter
    return key if key.isascii() else name_key(key.upper().translate(_TO_LATIN))


def mixes_scripts(name: str) -> bool:
    """Return True for a name with a word in letters of two scripts, one of which is Latin.

    Examples
    --------
    >>> mixes_scripts("Reutеrs"), mixes_scripts("РИА News")
    (True, False)
    """
    return not name.isascii() and any(_mixed(word) for word in name.replace("-", " ").split())


def unmixed(text: str) -> str:
    """Return a text with every word in letters of two scripts in Latin letters, as far as they look alike.

    Examples
    --------
    >>> unmixed("nоt 500 Київ") == "not 500 Київ"
    True
    """
    if text.isascii() or not mixes_scripts(text):
        return text
    return _WORD.sub(lambda word: word[0].translate(_LETTERS) if _mixed(word[0]) else word[0], text)


def _mixed(word: str) -> bool:
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in word if letter.isalpha()}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "LISU", "COPTIC"})
