"""States, lands, peoples and groups of the list of parties, as they stand in a sentence."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from reconcile.articles.words.place_words import BODIES
from reconcile.language.tokens import Token, tokens_of

__all__ = ["GROUP", "LAND", "PEOPLE", "SEAT", "Named", "named_at"]

# a state or land by its own name, by its people ("Syrian"), by its seat or head, and what is no place at all
LAND, PEOPLE, SEAT, GROUP = "land", "people", "seat", "group"


class Named(NamedTuple):
    """A name of the list: its length in tokens, its kind, and the state, land or group that it belongs to."""

    length: int
    kind: str
    of: str


def named_at(text: str, tokens: list[Token], index: int) -> Named | None:
    """Return the longest listed name that begins at a token, None if none does.

    Examples
    --------
    >>> from reconcile.language.tokens import tokens_of
    >>> text = "Sri Lankan and Syria's hospitals"
    >>> named_at(text, tokens_of(text), 0), named_at(text, tokens_of(text), 3)
    (Named(length=2, kind='people', of='Sri Lanka'), Named(length=1, kind='land', of='Syria'))
    """
    entries = _table().get(tokens[index].text.removesuffix("'s"), ())
    for words, kind, of in entries:
        ahead = tokens[index : index + len(words)]
        plain = tuple(token.text.removesuffix("'s") for token in ahead)
        if plain == words and _is_spelled(text, ahead):
            return Named(len(words), kind, of)
    return None


def _is_spelled(text: str, ahead: list[Token]) -> bool:
    """Return True unless a short word is a word of its own, as "us" and "is" are where no state is meant."""
    first = ahead[0]
    return len(ahead) > 1 or len(first.text) > 2 or text[first.start : first.end].isupper()  # noqa: PLR2004  US, IS


@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Return all names of the list by their first word, the longest first."""
    listed = tomllib.loads(files(__package__).joinpath("parties.toml").read_text("utf-8"))
    index: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for name, kind, of in _names(listed):
        words = tuple(token.text for token in tokens_of(name))
        index.setdefault(words[0], []).append((words, kind, of))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in index.items()}


def _names(listed: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return every name of the list with its kind and what it belongs to."""
    names = [(name, GROUP, of) for part in ("peoples", "groups") for of, also in listed[part].items()
             for name in (of, *also)]  # fmt: skip
    for of, forms in (*listed["states"].items(), *listed["lands"].items()):
        own = [of, *forms.get("also", ())]
        names += [(name, GROUP if name.split()[-1].lower() in BODIES else LAND, of) for name in own]
        names += [(name, PEOPLE, of) for name in forms.get("people", ())]
        names += [(name, SEAT, of) for name in forms.get("seats", ())]
    return names
