"""Letters of one script that look like those of another: Cyrillic ВВС beside BBC.

Two names are *look-alikes* where a reader cannot tell them apart and a computer can.
"""

from __future__ import annotations

import unicodedata

from reconcile.spellings import name_key

__all__ = ["look_key", "mixes_scripts"]

# capitals, and small capitals, with the Latin ones that they look like (Unicode, UTS 39, confusables)
_ALIKE = (
    ("АВЕЅІЈКМНОРСТУХҮҺԌԚԜӀ", "ABESIJKMHOPCTYXYHGQWI"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("ՕՏՍ", "OSU"),
    ("ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ", "ABCDEGHJKLMPRSTVWZ"),
    ("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "BPDTGKJCZFMNLSRVHWXYAEIOU"),
    ("ⱭꞬᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ", "AGABCDEGHIJKLMNOPRTUVWYZ"),
)
_TO_LATIN = str.maketrans("".join(other for other, _ in _ALIKE), "".join(latin for _, latin in _ALIKE))


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


def _mixed(word: str) -> bool:
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in word if letter.isalpha()}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "LISU", "COPTIC"})
