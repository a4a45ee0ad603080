"""Verbs that help others: to be, to have, to do, and modal verbs."""

from __future__ import annotations

__all__ = ["BE", "DO", "HAVE", "HELPING", "MODALS"]

BE = frozenset({
    "is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't", "am", "got", "'re",
})  # fmt: skip
HAVE = frozenset({"has", "have", "had", "having", "hasn't", "haven't", "hadn't"})
DO = frozenset({"do", "does", "did", "don't", "doesn't", "didn't"})
MODALS = frozenset({
    "will", "would", "may", "might", "could", "can", "should", "shall", "must", "cannot", "couldn't", "won't",
    "wouldn't",
})  # fmt: skip
HELPING = BE | HAVE | DO | MODALS
