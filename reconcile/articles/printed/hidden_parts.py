"""Parts of a web page that no reader sees, taken out before its text is read: they are no claims of its newsroom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

__all__ = ["drop_hidden"]

# declarations that hide a part: not laid out, not drawn, without size, or moved a screen away
_HIDING = re.compile(
    r"(?:^|[;{\s])(?:"
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|font-size\s*:\s*0*\.?0+(?:[a-z%]+)?\s*(?:!|;|$)|opacity\s*:\s*0*\.?0+%?\s*(?:!|;|$)"
    r"|(?:left|right|top|bottom|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\((?:\s*0(?:px)?\s*,?){4}\)"
    r")",
    re.IGNORECASE,
)

# rules that hold only for paper or some screens, and comments, say nothing of what a reader sees
_NOT_ALWAYS = re.compile(r"/\*.*?\*/|@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]*;", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
# a selector of one element: a tag, classes, an id, and no more
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)

# parts that browsers do not show as text of the page: templates, what stands in for scripts and media, fields of forms
_NEVER_SHOWN = (
    "template", "dialog", "datalist", "noscript", "textarea", "select", "canvas", "object", "audio", "video",
)  # fmt: skip

# most rules of a page's own style that are looked at: some hundred hide anything in the longest
_MOST_RULES = 20_000


def drop_hidden(page: Any) -> None:
    """Take the parts that no reader sees out of a page, in place.

    Parameters
    ----------
    page : lxml.html.HtmlElement
        The root of the page. It and its body stay: some pages are hidden until a script has run.

    Examples
    --------
    >>> from lxml import html
    >>> page = html.fromstring("<html><body><p hidden>99 died.</p><p>12 died.</p></body></html>")
    >>> drop_hidden(page)
    >>> page.text_content()
    '12 died.'
    """
    hidden = [_selector(text) for text in _hidden_selectors(page.iter("style"))]
    wanted = [selector for selector in hidden if selector is not None]
    for part in [one for one in page.iter() if isinstance(one.tag, str) and _is_hidden(one, wanted)]:
        if part.tag not in ("html", "body") and part.getparent() is not None:
            part.drop_tree()


def _is_hidden(part: Any, selectors: Iterable[tuple[str, frozenset[str]]]) -> bool:
    """Return True where an attribute, the part's own style or the style of its page hides it."""
    if part.tag in _NEVER_SHOWN and part.get("open") is None:
        return True
    if part.get("hidden") is not None or part.get("aria-hidden", "").strip().lower() == "true":
        return True
    if _HIDING.search(part.get("style", "")):
        return True
    marks = {f".{name}" for name in part.get("class", "").split()} | {f"#{part.get('id', '')}"}
    return any(tag in ("", part.tag) and needed <= marks for tag, needed in selectors)


def _hidden_selectors(styles: Iterable[Any]) -> Iterator[str]:
    for style in styles:
        rules = _RULE.findall(_NOT_ALWAYS.sub("", style.text or ""))[:_MOST_RULES]
        for selectors, declarations in rules:
            if _HIDING.search(declarations):
                yield from selectors.split(",")


def _selector(text: str) -> tuple[str, frozenset[str]] | None:
    """Return the tag and the marks that a selector asks for; None where it asks for more than one element says."""
    match = _SELECTOR.fullmatch(text.strip())
    if not match or not match[0]:
        return None
    return (match[1] or "").lower(), frozenset(re.findall(r"[.#][\w-]+", match[2]))
