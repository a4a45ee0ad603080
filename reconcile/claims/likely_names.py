"""Names that are likely one: "MoD" and "Ministry of Defence", "Dept. of Health" and "the Department of Health".

Likely is not sure: the tool says which names it means, and the desk decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from reconcile.spellings import name_key

__all__ = ["likely_pairs"]

Words = tuple[str, ...]

# shortened words of names, and British spellings of American ones, as press releases and tables have them
_LONG = {
    "agcy": "agency", "assn": "association", "assoc": "association", "bros": "brothers", "center": "centre",
    "cmte": "committee", "co": "company", "comm": "commission", "corp": "corporation", "defense": "defence",
    "dept": "department", "fed": "federal", "gen": "general", "gov": "government", "govt": "government",
    "hq": "headquarters", "inc": "incorporated", "inst": "institute", "intl": "international", "labor": "labour",
    "min": "ministry", "natl": "national", "no": "number", "org": "organisation", "organization": "organisation",
    "prov": "province", "reg": "region", "sec": "secretary", "svc": "service", "univ": "university",
}  # fmt: skip

# words that initials leave out, of languages whose names stand in Latin letters
_SMALL = frozenset({
    "a", "al", "an", "and", "at", "d", "da", "das", "de", "del", "dem", "den", "der", "des", "di", "die", "do", "dos",
    "du", "e", "el", "et", "for", "in", "l", "la", "las", "le", "les", "los", "of", "on", "the", "to", "u", "und",
    "van", "von", "y",
})  # fmt: skip

# letters of an abbreviation: "AP" to "UNOCHA"; one letter is none, and longer ones are words
SHORTEST, LONGEST = 2, 7

# words of a name in which runs of initials are looked for: what is longer is a description, not a name
MOST_WORDS = 10

_WORD = re.compile(r"[^\W_]+")


def likely_pairs(names: Collection[str]) -> list[tuple[str, str]]:
    """Return pairs of names that are likely one: the longer form first, all of them in alphabetical order.

    Of several names that are one, each is paired with the first: what they have in common is found through it.

    Parameters
    ----------
    names : collection of str
        Different names, by `name_key`.

    Examples
    --------
    >>> likely_pairs(["UK MoD", "UK Ministry of Defence", "The Pentagon", "Pentagon", "BBC"])
    [('The Pentagon', 'Pentagon'), ('UK Ministry of Defence', 'UK MoD')]
    """
    of_words: dict[Words, list[str]] = {}
    for name in sorted(names):
        of_words.setdefault(_words(name), []).append(name)
    of_words.pop((), None)
    alike = {_ordered(same[0], other) for same in of_words.values() for other in same[1:]}
    initials = frozenset(word for words in of_words for word in words if SHORTEST <= len(word) <= LONGEST)
    for words, long in of_words.items():
        if len(words) <= MOST_WORDS:
            for short in _shortened(words, initials):
                alike |= {(long[0], other) for other in of_words.get(short, ()) if short != words}
    return sorted(alike)


def _ordered(one: str, other: str) -> tuple[str, str]:
    longer, shorter = sorted((one, other), key=lambda name: (-len(name), name))
    return longer, shorter


def _words(name: str) -> Words:
    """Return the words of a name as they are compared here: written out, without accents and points."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name_key(name)) if not unicodedata.combining(sign))
    plain = plain.replace(".", "").replace("&", " and ").replace("'s", "").replace("\u2019s", "")
    words = [_LONG.get(word, word) for word in _WORD.findall(plain)]
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _shortened(words: Words, initials: frozenset[str]) -> Iterator[Words]:
    """Return a name with runs of its words replaced by their initials, as far as such words occur."""
    if not words:
        yield ()
        return
    for rest in _shortened(words[1:], initials):
        yield (words[0], *rest)
    for end in range(SHORTEST, len(words) + 1):
        for token in _initials(words[:end]) & initials:
            for rest in _shortened(words[end:], initials):
                yield (token, *rest)


def _initials(words: Words) -> set[str]:
    """Return the initials of words, with and without small words; none where fewer than two large words are there."""
    large = [word for word in words if word not in _SMALL]
    if len(large) < SHORTEST or words[0] in _SMALL or words[-1] in _SMALL:
        return set()
    return {"".join(word[0] for word in words), "".join(word[0] for word in large)}
