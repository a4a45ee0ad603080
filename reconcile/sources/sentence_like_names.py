"""Names of sources that are sentences: a cell has slipped, or what somebody said stands where who said it belongs."""

from __future__ import annotations

import re
from collections.abc import Collection

import pandas as pd

from reconcile.records import findings

__all__ = ["sentence_like_names"]

# characters of the longest name that a sentence prints whole (report/sentences/printable.py); names are shorter
MOST_CHARACTERS = 60

# a full stop, question or exclamation behind a long word, and more; "St. Mary's" and "U.S. officials" go on as well
_TWO_SENTENCES = re.compile(r"[a-zа-яіїєґё]{4,}[.!?]\s+\S")
# a verb of saying or of happening with words on both sides; "Médecins du Monde" has none
_SAYS = re.compile(
    r"\w\W+(?:said|says|told|denied|denies|reported that|claimed that|were killed|was killed|have been|has been)\W+\w",
    re.IGNORECASE,
)

_HINT = "write who said it into source, and what was said into quote; if it is a name, give it a row in sources.csv"


def sentence_like_names(names: Collection[str]) -> pd.DataFrame:
    """Return a finding for every name that reads as a sentence, or is too long to be printed whole.

    Examples
    --------
    >>> sentence_like_names(["Ministry of Health", "The mayor said 99 died", "St. John"])["value"].tolist()
    ['The mayor said 99 died']
    """
    told = [name for name in sorted(names) if _TWO_SENTENCES.search(name) or _SAYS.search(name)]
    long = [name for name in sorted(names) if len(name) > MOST_CHARACTERS and name not in told]
    messages = ["the name of a source reads as a sentence"] * len(told)
    messages += [f"the name of a source has over {MOST_CHARACTERS} characters: sentences print it cut, with …"] * len(
        long
    )
    shown = [name[: 2 * MOST_CHARACTERS] for name in (*told, *long)]
    return findings("source-sentence", messages, value=shown, column="source", hint=_HINT)
