"""One spelling for each speaker of an article: abbreviations that it explains, surnames, "the ministry"."""

from __future__ import annotations

import re
from typing import NamedTuple

from reconcile.articles.origin.saying import Saying
from reconcile.articles.words.named_lands import named_at
from reconcile.language.tokens import tokens_of

__all__ = ["Spellings", "abbreviations_in", "spellings_of"]

# an abbreviation in brackets behind what it stands for
_BRACKETS = re.compile(r"\((?:the )?((?:[A-Z][a-z]+ )?[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)?)\)")
_WORD = re.compile(r"[^\W_][\w’'-]*")
# words that have no letter in an abbreviation
_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "de", "des", "to", "against"})
# characters before a bracket in which the long name stands
_LOOK = 120
# kinds of speakers whose short names stand for long ones
_SHORT = frozenset({"body", "outlet", "name"})
# most names that share a word among which one is looked for
_MOST = 20
# letters of the shortest abbreviation that is known without being explained
_LETTERS = 3
# nouns of which an article may mean many
_MANY = ("s", "police", "people", "media")


class Spellings(NamedTuple):
    """The names that an article's speakers have here, by their other names in lower case; `others` by the former."""

    long: dict[str, str]
    others: dict[str, str] = {}  # noqa: RUF012  never written to

    def of(self, name: str) -> str:
        """Return the spelling of a name in this article.

        Examples
        --------
        >>> Spellings({"marn": "Joel Marn"}).of("Marn")
        'Joel Marn'
        """
        return self.long.get(name.lower(), name)

    def other(self, name: str) -> str:
        """Return the abbreviation of a name, or what it is short for; "" if the article explains none.

        Examples
        --------
        >>> Spellings({}, {"USS": "Union for Sea Safety"}).other("USS")
        'Union for Sea Safety'
        """
        return self.others.get(name, "")


def abbreviations_in(text: str, names: set[str]) -> dict[str, str]:
    """Return the abbreviations that a text explains in brackets, with what they stand for.

    Parameters
    ----------
    text : str
    names : set of str
        Names of speakers, whose abbreviations need not be made of their letters.

    Examples
    --------
    >>> abbreviations_in("the Union for Sea Safety (USS), the Doctors (MSF)", {"Doctors"})
    {'USS': 'Union for Sea Safety', 'MSF': 'Doctors'}
    """
    found: dict[str, str] = {}
    for match in _BRACKETS.finditer(text):
        words = list(_WORD.finditer(text, max(match.start() - _LOOK, 0), match.start()))
        start = _spelled([word.group() for word in words], [sign for sign in match[1] if sign.isupper()])
        if start < 0:
            starts = (place for place, word in enumerate(words) if _from(text, word, match) in names)
            start = next(starts, -1)
        if start >= 0:
            found.setdefault(match[1], _from(text, words[start], match))
    return found


def _from(text: str, word: re.Match[str], bracket: re.Match[str]) -> str:
    """Return the words from one to before a bracket."""
    return " ".join(text[word.start() : bracket.start()].split())


def _spelled(words: list[str], letters: list[str]) -> int:
    """Return the first of the last words whose first letters are those of an abbreviation, -1 if they are not."""
    at = len(words) - 1
    for left in range(len(letters) - 1, -1, -1):
        while at > 0 and words[at].lower() in _SMALL and words[at][0].upper() != letters[left]:
            at -= 1
        if at < 0 or words[at][0].upper() != letters[left]:
            return -1
        at -= 1
    return at + 1 if words[at + 1][0].isupper() else -1


def spellings_of(sayings: list[Saying], abbreviations: dict[str, str]) -> Spellings:
    """Return one spelling for every name of an article's speakers.

    Examples
    --------
    >>> marn = Saying("Joel Marn", 0, 2, True, kind="person", post="chief")
    >>> spellings_of([marn, Saying("Marn", 0, 2, True, kind="name", post="marn")], {}).of("Marn")
    'Joel Marn'
    """
    known: dict[str, Saying] = {}
    for saying in sayings:
        known.setdefault(saying.name.lower(), saying)
    long = dict(_pair(short, name, known) for short, name in abbreviations.items())
    index = _by_word([*known.values()], [*abbreviations.values()])
    # long names first: what they stand for is known then
    for name, saying in sorted(known.items(), key=lambda entry: -entry[0].count(" ")):
        if name not in long:
            stands_for = {long.get(other.name.lower(), other.name) for other in _wider(saying, index)}
            long |= {name: stands_for.pop()} if len(stands_for) == 1 else {}
    other_names = {name: short for short, name in abbreviations.items()} | abbreviations
    return Spellings({short: _last(long, name) for short, name in long.items()}, other_names)


def _by_word(known: list[Saying], explained: list[str]) -> dict[str, list[Saying]]:
    """Return names by each of their words, and by their capitals; some are only explained, and do not speak."""
    index: dict[str, list[Saying]] = {}
    bodies = [Saying(name, 0, 0, leads=True, kind="explained") for name in explained]
    for saying in (*known, *bodies):
        capitals = "".join(word[0] for word in saying.name.split() if word[0].isupper())
        for key in {*saying.name.lower().split(), capitals}:
            index.setdefault(key, []).append(saying)
    return index


def _wider(saying: Saying, index: dict[str, list[Saying]]) -> list[Saying]:
    """Return the names that a name may be short for; none where too many share its words."""
    found = [other for other in index.get(saying.name, ()) if _are_initials(saying.name, other.name)]
    shared = [index[word] for word in saying.name.lower().split() if len(index.get(word, ())) > 1]
    told = min(shared, key=len, default=[])
    told = told if len(told) <= _MOST else []
    return found + [other for other in told if other.name.lower() != saying.name.lower() and _stands_for(saying, other)]


def _pair(short: str, name: str, known: dict[str, Saying]) -> tuple[str, str]:
    """Return the spelling that gives way and the one that stays: the short one where the article quotes it by that."""
    return (name.lower(), short) if short.lower() in known else (short.lower(), name)


def _last(long: dict[str, str], name: str) -> str:
    """Return the longest of the spellings of a name, each the long one of another."""
    for _ in range(3):
        name = long.get(name.lower(), name)
    return name


def _are_initials(short: str, name: str) -> bool:
    """Return True for an abbreviation of three letters or more that is made of the capitals of a name."""
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    return len(short) >= _LETTERS and short.isupper() and short == capitals


def _is_land(name: str) -> bool:
    """Return True for a land: "Karsia" stands for nobody of that name."""
    return named_at(name, tokens_of(name), 0) is not None


def _stands_for(short: Saying, other: Saying) -> bool:
    """Return True where a name is a short form of another."""
    words, wider = short.name.lower().split(), other.name.lower().split()
    if "and" in wider and other.kind != "body":
        return False
    if other.kind in ("person", "name") and short.kind == "name":
        titled = len(words) > 1 and short.name.split()[0].isupper() and words[1:] == wider[-len(words) + 1 :]
        return not _is_land(short.name) and (titled or words in (wider[-len(words) :], wider[:1]))
    if len(words) >= len(wider) or not set(words) <= set(wider) or short.post.endswith(_MANY):
        return False
    if other.kind == "explained":
        # "Observatory" of "Karsian Observatory for Rights (KOR)"
        return short.kind == "body" and len(words) == 1 and short.name[0].isupper()
    return short.kind in _SHORT and other.kind in _SHORT and short.post == other.post
