"""The words by which a speaker is found: nouns of what can speak, verbs of saying, titles; from `speakers.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files

__all__ = ["ACCOUNTS", "NOUNS_TOO", "SAID", "SHORT_TITLES", "VERBS", "forms_of", "noun_of", "verb_of"]

_LISTS = tomllib.loads(files(__package__).joinpath("speakers.toml").read_text("utf-8"))
# endings of singulars with those of their plurals; others take an "s"
_ENDINGS = (("man", "men"), ("ysis", "yses"), ("ss", "sses"), ("ch", "ches"), ("sh", "shes"), ("y", "ies"))
_VOWELS = "aeiou"
# verbs whose last letter is doubled before an ending
_DOUBLED = frozenset({"log", "put", "admit", "set", "peg"})


def _plural(noun: str) -> str:
    """Return the plural of a noun: "agencies", "spokesmen", "witnesses"."""
    for ending, plural in _ENDINGS:
        if noun.endswith(ending) and not (ending == "y" and noun[-2] in _VOWELS):
            return noun.removesuffix(ending) + plural
    return f"{noun}s"


def _nouns() -> dict[str, str]:
    """Return singulars and plurals of all nouns with their kinds; the kind that is listed first holds."""
    kinds = dict.fromkeys(_LISTS["nouns"].pop("capitals"), "body") | dict.fromkeys(
        _LISTS["nouns"].pop("names"), "outlet"
    )
    for kind, nouns in _LISTS["nouns"].items():
        for noun in nouns:
            kinds.setdefault(noun, kind)
            kinds.setdefault(_plural(noun), kind)
    return kinds


def forms_of(entry: str) -> list[str]:
    """Return the forms of a verb.

    Parameters
    ----------
    entry : str
        The verb, with a colon before each of its past forms where these have no -ed.

    Examples
    --------
    >>> forms_of("say:said"), forms_of("verify")
    (['say', 'says', 'saying', 'said'], ['verify', 'verifies', 'verifying', 'verified'])
    """
    verb, *irregular = entry.split(":")
    past = irregular[0] if irregular else ""
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        stem, third, past = verb[:-1] + "y", f"{verb[:-1]}ies", past or f"{verb[:-1]}ied"
    else:
        stem = f"{verb}{verb[-1]}" if verb in _DOUBLED else verb.removesuffix("e")
        third = f"{verb}es" if verb.endswith(("ss", "sh", "ch")) else f"{verb}s"
    return [verb, third, f"{stem}ing", past or f"{stem}ed", *irregular[1:]]


def _verbs() -> dict[str, frozenset[str]]:
    """Return all forms of verbs with their kinds."""
    kinds: dict[str, set[str]] = {}
    for kind, verbs in _LISTS["verbs"].items():
        for form in (form for entry in verbs for form in forms_of(entry)):
            kinds.setdefault(form, set()).add(kind)
    return {form: frozenset(own) for form, own in kinds.items()}


_NOUNS = _nouns()
_NONE: frozenset[str] = frozenset()
VERBS = _verbs()
# nouns of what speakers give out, with their plurals
ACCOUNTS = frozenset(noun for noun, kind in _NOUNS.items() if kind == "account")
# forms of verbs of saying that may be nouns as well, besides accounts and lands
NOUNS_TOO = frozenset({
    "note", "notes", "place", "places", "project", "projects", "log", "logs", "fear", "fears", "set", "sets", "scale",
    "comment", "comments", "cite", "quote", "quotes", "put", "remark", "remarks",
})  # fmt: skip
# forms that are no nouns: what stands before them is their subject
SAID = frozenset(form for form in VERBS if not form.endswith("ing") and form not in NOUNS_TOO and form not in _NOUNS)
SHORT_TITLES = frozenset(_LISTS["titles"]["short"])


def noun_of(word: str) -> str:
    """Return the kind of a noun, "" if it is not listed.

    Parameters
    ----------
    word : str
        As it is written: "WHO" is a body, "who" is not.

    Examples
    --------
    >>> noun_of("Agencies"), noun_of("mayor’s"), noun_of("bridge"), noun_of("WHO"), noun_of("who")
    ('body', 'role', 'thing', 'body', '')
    """
    bare = word.replace("’", "'").removesuffix("'s")
    return _NOUNS.get(bare) or _NOUNS.get(bare.lower(), "")


def verb_of(word: str) -> frozenset[str]:
    """Return the kinds of a verb of saying, none if it is not listed.

    Examples
    --------
    >>> sorted(verb_of("documented")), sorted(verb_of("fell"))
    (['record', 'say'], [])
    """
    return VERBS.get(word, _NONE)
