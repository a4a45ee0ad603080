"""Accounting rules: what is declared in `[[identities]]`, and what follows from the definitions of measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from reconcile.claims.measures import measure_of
from reconcile.errors import ConfigError
from reconcile.nearest import nearest_of

__all__ = ["APART", "Identity", "accounting_rules", "identities_of", "possible_rules"]

# what parts are apart in: measures where nothing is said, else times or places
OVER = ("", "period", "place")


class Identity(NamedTuple):
    """An accounting rule: the total is the sum of its parts, or at least as much.

    Attributes
    ----------
    name : str
        Name to print.
    total, parts : str, sequence of str
        Measures; places where `over` is "place": where no parts are named, "Kharkiv, Ukraine" is one of "Ukraine".
        Where `over` is "period", `total` is the measure that is added up over time, "" for every one.
    complete : bool
        Whether the parts are all there are; else the total is only at least their sum.
    enforce : bool
        Whether estimates get columns in which they add up, where they may.
    over : "", "period" or "place"
    """

    name: str
    total: str = ""
    parts: Sequence[str] = ()
    complete: bool = False
    enforce: bool = False
    over: str = ""

    @property
    def exact(self) -> bool:
        """Return True where the total is the sum: of places that nobody lists, nobody knows that they are all."""
        return self.complete and not (self.over == "place" and not self.parts)


# Totals and parts of them that no one is in twice, from the definitions of the measures (claims/measures.toml). There
# may be more in the total than the parts that are named: the drone whose end nobody saw.
APART: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("casualties", ("killed", "wounded")),
    ("killed_or_missing", ("killed", "missing")),
    ("missing_or_wounded", ("missing", "wounded")),
    ("losses", ("killed", "wounded", "missing", "captured")),
    ("losses", ("casualties", "missing", "captured")),
    ("losses", ("killed", "missing_or_wounded", "captured")),
    ("losses", ("killed_or_missing", "wounded", "captured")),
    ("drones_launched", ("drones_shot_down", "drones_lost")),
    ("missiles_launched", ("missiles_shot_down", "missiles_lost")),
)


def identities_of(declared: Iterable[Identity | Mapping[str, Any] | tuple[Any, ...]]) -> list[Identity]:
    """Return declared rules as identities; a mapping has the keys of `[[identities]]`.

    Raises
    ------
    ConfigError
        A key is unknown, or total or parts are missing.

    Examples
    --------
    >>> identities_of([{"name": "sum", "total": "casualties", "parts": ["killed", "wounded"]}])[0].exact
    False
    >>> identities_of([{"name": "months", "over": "week"}])
    Traceback (most recent call last):
        ...
    reconcile.errors.ConfigError: identities: over is "period" or "place"
    """
    rules = [_from_keys(item) if isinstance(item, Mapping) else Identity(*item) for item in declared]
    for rule in rules:
        _check(rule)
    return [rule._replace(parts=tuple(rule.parts)) for rule in rules]


def accounting_rules(declared: Iterable[Identity | Mapping[str, Any] | tuple[Any, ...]]) -> list[Identity]:
    """Return the declared rules, then those that follow from the definitions of measures and are not declared.

    Examples
    --------
    >>> [rule.name for rule in accounting_rules([])][:2]
    ['casualties >= killed + wounded', 'killed or missing >= killed + missing']
    """
    own = identities_of(declared)
    known = {(measure_of(rule.total), frozenset(map(measure_of, rule.parts))) for rule in own if not rule.over}
    return own + [_implied(total, parts) for total, parts in APART if (total, frozenset(parts)) not in known]


def possible_rules(rules: Iterable[Identity], measures: Iterable[str]) -> list[Identity]:
    """Return the rules whose total and at least one part are among the measures, and those over time or place.

    Examples
    --------
    >>> possible_rules(accounting_rules([]), ["killed", "wounded"])
    []
    """
    there = {measure_of(name) for name in measures}
    return [rule for rule in rules if rule.over or (
        measure_of(rule.total) in there and not there.isdisjoint(map(measure_of, rule.parts)))]  # fmt: skip


def _implied(total: str, parts: tuple[str, ...]) -> Identity:
    words = [name.replace("_", " ") for name in (total, *parts)]
    return Identity(f"{words[0]} >= {' + '.join(words[1:])}", total, parts)


def _from_keys(keys: Mapping[str, Any]) -> Identity:
    for key in keys:
        if key not in Identity._fields:
            nearest = nearest_of(str(key), Identity._fields)
            raise ConfigError(f"unknown key 'identities.{key}', the nearest known one is 'identities.{nearest}'")
    return Identity(**keys) if "name" in keys else _missing("name")


def _missing(key: str) -> Identity:
    raise ConfigError(f"identities: {key} is missing", hint="docs/configuration.md lists all keys")


def _check(rule: Identity) -> None:
    """Refuse a rule that adds up nothing.

    Raises
    ------
    ConfigError
    """
    if rule.over not in OVER:
        raise ConfigError('identities: over is "period" or "place"', value=f"over = {rule.over!r}")
    if isinstance(rule.parts, str):
        raise ConfigError("identities: parts is a list", value=rule.parts)
    if not rule.over and not (rule.total and len(rule.parts)):
        _missing("parts" if rule.total else "total")
    if rule.total in rule.parts:
        raise ConfigError("identities: a total is no part of itself", value=rule.total)
