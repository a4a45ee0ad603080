"""Long names that print would cut to the same words, by what tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reconcile.report.sentences.printable import clean, few_words

__all__ = ["names_apart"]

# last words that stay of such a name: "the Northern Provinces" with its first word is as short as any name is cut
_LAST_WORDS = 2


def names_apart(names: Iterable[str]) -> dict[str, str]:
    """Return what to print for long names that begin alike: their first and last words.

    Parameters
    ----------
    names : iterable of str
        Distinct names.

    Returns
    -------
    dict
        Name to the words to print, for those names that would be cut to the same ones, and that these tell apart.

    Examples
    --------
    >>> office = "Joint Office of Records and Statistics of the {} Provinces"
    >>> list(names_apart([office.format("Northern"), office.format("Southern"), "Joint Office"]).values())
    ['Joint… Northern Provinces', 'Joint… Southern Provinces']
    """
    cut = {name: short for name in names if (short := few_words(name)) != name}
    alike = Counter(cut.values())
    ends = {name: _ends(name) for name, short in cut.items() if alike[short] > 1}
    apart = Counter(ends.values())
    return {name: words for name, words in ends.items() if apart[words] == 1}


def _ends(name: str) -> str:
    first, *others = clean(name).split(" ")
    return f"{first}… {' '.join(others[-_LAST_WORDS:])}"
