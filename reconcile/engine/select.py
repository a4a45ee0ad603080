"""Which quantities a pattern means: by key, label or family."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import translate

import numpy as np
import pandas as pd

__all__ = ["matching"]


def matching(table: pd.DataFrame, patterns: Sequence[str]) -> pd.Series:
    """Say which rows have a quantity, its label or its family that matches one of the patterns.

    Case matters; `*` stands for any run of characters, `?` for one; what is equal matches too. The label of a key is
    what stands before its first slash.

    Examples
    --------
    >>> table = pd.DataFrame({"quantity": ["gain", "gain/scope=with Kursk", "dead"], "family": ["", "", "Kursk"]})
    >>> matching(table, ["gain"]).tolist(), matching(table, ["K*"]).tolist()
    ([True, True, False], [False, False, True])
    """
    found = pd.Series("*" in patterns, index=table.index)
    if not patterns or "*" in patterns:
        return found
    wild = re.compile("|".join(translate(pattern) for pattern in patterns))
    for words in (table["quantity"], table["family"]):
        codes, different = pd.factorize(words)
        unique = different.tolist()
        labels = [word.partition("/")[0] for word in unique] if words.name == "quantity" else unique
        named = {word: word in patterns or bool(wild.match(word)) for word in {*unique, *labels}}
        means = (named[word] or named[label] for word, label in zip(unique, labels, strict=True))
        found |= np.fromiter(means, dtype=bool, count=len(unique))[codes]
    return found
