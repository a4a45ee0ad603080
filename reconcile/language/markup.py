"""Markup around a figure, taken off before it is read: tags, templates and links of a wiki, entities, marks of notes.

What markup hides is no part of the figure (the text of a note, what is struck out); what it only dresses stays.
"""

from __future__ import annotations

import html
import re

from reconcile.language.tokens import clean
from reconcile.look_alikes import unmixed

__all__ = ["plain_text", "readable"]

# without one of these signs a text has no markup; full-width signs are those of a script whose letters are square
_MARKED = re.compile(r"[<&{\[~⁰¹²³⁴-⁹\uff01-\uff5e]|''")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});")
_FULL_WIDTH = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)}

# elements whose content is no part of the sentence: notes, what was struck out, what no reader sees
_HIDDEN = r"ref|s|del|strike|script|style|math|gallery"
_COMMENTS = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_EMPTY = re.compile(rf"<(?:{_HIDDEN})\b[^<>]*/>", re.IGNORECASE)
_NOTES = re.compile(rf"<({_HIDDEN})\b[^<>]*>.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
# km<sup>2</sup> is a unit; any other raised text is the mark of a note
_POWERS = re.compile(r"(?<=m)<sup>\s*2\s*</sup>", re.IGNORECASE)
_RAISED = re.compile(r"<sup\b[^<>]*>.*?(?:</sup\s*>|$)", re.IGNORECASE | re.DOTALL)
# tags within a word or a number; all others part what stands on their sides
_INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|small|big|abbr|font|a|mark|nowiki|sub)\b[^<>]*>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*(?:>|$)")
_STRUCK = re.compile(r"~~[^~]+~~")

_TEMPLATE = re.compile(r"\{\{([^{}]*)\}\}")
# templates within templates, innermost first; more of them than any article has are cut off
_MOST_NESTED = 20
_UNCLOSED = re.compile(r"\{\{.*", re.DOTALL)
_KEY = re.compile(r"^\s*\w+\s*=\s*")
# templates that only say how their text looks, and those that say how it is meant; all others are notes and pictures
_DRESSING = frozenset({
    "nowrap", "nobr", "val", "nts", "small", "big", "nobold", "bold", "center", "right", "left", "formatnum", "num",
    "number", "abbr", "tooltip", "gaps", "sortname", "nbold",
})  # fmt: skip
_COLOURED = frozenset({"color", "colour", "font color", "fontcolor", "background color", "bg"})
_ABOUT = frozenset({"circa", "c.", "c", "ca", "ca.", "approx", "approx.", "~", "est.", "est"})
_CONVERTED = frozenset({"convert", "cvt"})
_SIGNS = {
    "nbsp": " ", "snd": " – ", "spaced ndash": " – ", "ndash": "–", "endash": "–", "en dash": "–", "dash": "–",
    "minus": "−", "plusmn": "±", "±": "±", "gt": ">", "lt": "<", "ge": "≥", "le": "≤", "sp": " ", "thinsp": " ",
}  # fmt: skip

_PICTURES = re.compile(r"\[\[(?:file|image|media|category):[^\[\]]*\]\]", re.IGNORECASE)
_LINKS = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_ADDRESSES = re.compile(r"\[(?:https?:)?//\S+?(?:\s+([^\[\]]*))?\]")
_PASTED_LINKS = re.compile(r"\[([^\[\]]*)\]\(https?:[^()\s]*\)")
_QUOTES = re.compile(r"'{2,5}")
# [a], [12] right behind a word or at the end, [note 3], [citation needed], but not the unit in [km]
_MARKS = re.compile(
    r"(?<=\S)\[\d{1,3}\]|(?<=\S) \[\d{1,3}\]$"
    r"|\[(?!km\b|mi\b|ha\b|m\b)(?:[a-z]{1,2}|[ivx]{1,5}|sic|(?:note|notes|nb|n|ref|fn)\W{0,2}\w{1,3}"
    r"|(?:citation|clarification|verification|attribution) needed|[a-z ]{2,20}\?)\]",
    re.IGNORECASE,
)
# raised digits behind a number are the mark of a note, but for the powers of ten
_RAISED_DIGITS = re.compile(r"(?<=\d)(?<!\b10)[⁰¹²³⁴-⁹]+(?!\w)")


def readable(text: str) -> str:
    r"""Return a text as it is read: without markup and invisible signs, words of mixed letters in Latin ones.

    Examples
    --------
    >>> readable("n\u043et 500<ref/>") == "not 500"
    True
    """
    return unmixed(clean(plain_text(text)))


def plain_text(text: str) -> str:
    r"""Return a text as a reader sees it, with signs of full width as plain ones.

    Parameters
    ----------
    text : str
        With or without markup of HTML, of a wiki or of Markdown. "fewer than <40" holds none.

    Examples
    --------
    >>> plain_text("'''12,000'''<ref>p. 4</ref> to {{circa|20,000}}{{efn|by name}}[a]")
    '12,000 to circa 20,000'
    >>> plain_text("&gt;700 in [[Kursk Oblast|Kursk]]"), plain_text("<40")
    ('>700 in Kursk', '<40')
    """
    if _MARKED.search(text) is None:
        return text
    text = _without_tags(text.translate(_FULL_WIDTH))
    text = _without_tags(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text))
    text = _without_templates(text)
    text = _LINKS.sub(r"\1", _PICTURES.sub("", text))
    text = _PASTED_LINKS.sub(r"\1", _ADDRESSES.sub(lambda link: link[1] or "", text))
    text = _QUOTES.sub("", _MARKS.sub("", text))
    return _RAISED_DIGITS.sub("", text).strip()


def _without_tags(text: str) -> str:
    if "<" in text:
        text = _EMPTY.sub("", _COMMENTS.sub("", text))
        text = _RAISED.sub("", _POWERS.sub("2", _NOTES.sub("", text)))
        text = _TAGS.sub(" ", _INLINE.sub("", text))
    return _STRUCK.sub(" ", text)


def _without_templates(text: str) -> str:
    for _ in range(_MOST_NESTED):
        if "{{" not in text:
            return text
        text = _TEMPLATE.sub(_shown, text)
    return _UNCLOSED.sub("", text)


def _shown(template: re.Match[str]) -> str:
    """Return what a reader sees of a template, "" of a note."""
    name, *values = template[1].replace("formatnum:", "formatnum|").split("|")
    name = " ".join(name.casefold().split())
    values = [_KEY.sub("", value) for value in values]
    first = values[0] if values else ""
    if name in _SIGNS:
        return _SIGNS[name] + first
    if name in _ABOUT:
        return f"circa {first}"
    if name in _CONVERTED:
        return " ".join(values[:2])
    if name in _COLOURED:
        return values[-1] if values else ""
    return first if name in _DRESSING else ""
