"""The lines of an infobox that give figures: what each counts, and who told it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reconcile.claims.cues import LOSSES, cues_of, measure_for, thing_of
from reconcile.claims.people import PEOPLE
from reconcile.language.markup import readable
from reconcile.language.tokens import tokens_of

__all__ = ["figures_of", "lines_of", "measure_of", "teller_of"]

# what parameters of infoboxes count where their lines say nothing more
_OF_PARAMETER = {
    "casualties": "casualties", "strength": "strength", "fatalities": "killed", "deaths": "killed",
    "reported deaths": "killed", "injuries": "wounded", "reported injuries": "wounded", "missing": "missing",
    "reported missing": "missing",
}  # fmt: skip

# templates that hold a list, line by line
_LISTS = frozenset({"plainlist", "plain list", "ubl", "unbulleted list", "flatlist", "hlist", "bulleted list"})

# what parts the lines of a parameter, and figures that share a line
_LINE = re.compile(r"<br\s*/?>|\n+\s*\*?|<hr\s*/?>", re.IGNORECASE)
_FIGURE = re.compile(r"[,;]\s+(?=[^,;]*\d)|\s+and\s+(?=\D{0,12}\d)")

# words that a figure may have beside it and still count what its parameter counts
_PLAIN_WORDS = frozenset({
    "about", "around", "approximately", "approx", "circa", "over", "at", "least", "more", "than", "up", "to", "total",
    "nearly", "almost", "some", "between", "and", "fewer", "less", "or", "estimated", "in", "c", "ca", "est", "max",
    "min", "initially", "of",
})  # fmt: skip

_TELLER = re.compile(
    r"(?:per|according to)\s+([^:]{2,60}?)\s*:\s*(.+)|([^:\d]{2,60}?)\s+(?:claim|estimate)s?\s*:\s*(.+)"
)


def lines_of(text: str, lists: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """Return the lines of a parameter without their markup.

    Parameters
    ----------
    text : str
    lists : mapping of str to sequence of str, optional
        Templates that stand in it, as they are written, and their values: those of lists are lines.

    Examples
    --------
    >>> lines_of("120 killed<ref>p. 4</ref><br />{{ubl|30 captured}}", {"{{ubl|30 captured}}": ["30 captured"]})
    ['120 killed', '30 captured']
    """
    for template, values in (lists or {}).items():
        if template.strip("{").partition("|")[0].strip().lower() in _LISTS:
            text = text.replace(template, "\n" + "\n".join(values))
    lines = (readable(line).strip(" :*") for line in _LINE.split(text))
    return [line for line in lines if line]


def teller_of(line: str) -> tuple[str, str]:
    """Return who told a line, as far as it says so, and the rest of it.

    Examples
    --------
    >>> teller_of("Per Aland: 120 killed"), teller_of("120 killed")
    (('Aland', '120 killed'), ('', '120 killed'))
    """
    match = _TELLER.fullmatch(line) or _TELLER.fullmatch(line[:1].lower() + line[1:])
    if not match:
        return "", line
    return (match[1] or match[3]).strip(), (match[2] or match[4]).strip()


def figures_of(text: str) -> list[str]:
    """Return the figures of a line that has several.

    Examples
    --------
    >>> figures_of("1,200 killed, 300 wounded and 12 captured")
    ['1,200 killed', '300 wounded', '12 captured']
    """
    return _FIGURE.split(text)


def measure_of(parameter: str, text: str) -> str | None:
    """Return the measure of a line, "" where it counts something that is not told, None where it has no figure.

    Examples
    --------
    >>> measure_of("casualties", "120 killed"), measure_of("casualties", "1,200"), measure_of("strength", "40 tanks")
    ('killed', 'casualties', '')
    >>> measure_of("date", "3 May 2021") is None
    True
    """
    name = parameter.strip().rstrip("_")
    if name not in _OF_PARAMETER or not re.search(r"\d", text):
        return None
    tokens = tokens_of(text)
    thing = thing_of("", tokens, 0, len(tokens))
    events = frozenset(cue.event for cue in cues_of(tokens)) & LOSSES
    if events:
        return measure_for(events, thing or "persons")
    words = {token.text for token in tokens if token.text.isalpha()}
    return _OF_PARAMETER[name] if words <= PEOPLE.keys() | _PLAIN_WORDS else ""
