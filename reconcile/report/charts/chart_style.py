"""Colours and lines of charts: on pages by the page's own colours, in files by colours that the file carries."""

from __future__ import annotations

__all__ = ["FONTS", "TEXT", "file_style", "page_style", "script_styles"]

# pixels: letters of a chart, of its title and of its subtitle
TEXT, TITLE, SUBTITLE = 12.0, 17.0, 13.0

# fonts that are there on desks and phones, none wider than what labels are measured with
FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'

# every colour of the charts on light and on dark paper: the contrast of text is 4.5:1 or more (WCAG 2.2, 1.4.3)
LIGHT = {
    "paper": "#ffffff", "tint": "#f5f5f2", "ink": "#1d1d1b", "muted": "#5c5c58", "grid": "#e3e3de", "blue": "#0065a3",
    "synthesis": "#a84300", "wide": "#fae2d1", "central": "#f3c3a0", "idle": "#777772", "green": "#00694c",
    "purple": "#8a3d75", "faint": "#c6c6c0",
}  # fmt: skip
DARK = {
    "paper": "#15171a", "tint": "#1f2226", "ink": "#e8e6e1", "muted": "#aaa89f", "grid": "#303338", "blue": "#74bdf0",
    "synthesis": "#ffa362", "wide": "#443328", "central": "#6b4c36", "idle": "#93928b", "green": "#5fd0a8",
    "purple": "#e39fd0", "faint": "#565a60",
}  # fmt: skip

# what each class of a chart looks like; `svg.chart` is on every rule so that a page's other pictures keep their own
_RULES = f"""
font-size:{TEXT:g}px;fill:var(--ink)
.t:font-size:{TITLE:g}px;font-weight:700
.s:font-size:{SUBTITLE:g}px;fill:var(--muted)
.m:text-anchor:middle
.e:text-anchor:end
.b:font-weight:700
.k:fill:var(--muted)
.o:fill:var(--synthesis)
.h:paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round
.paper:fill:var(--paper)
.grid:stroke:var(--grid);stroke-width:1px;fill:none
.base:stroke:var(--muted);stroke-width:1px;fill:none
.lead:stroke:var(--faint);stroke-width:1px;fill:none
.hit:fill:transparent
.wide:fill:var(--wide)
.central:fill:var(--central)
.pool:stroke:var(--synthesis);stroke-width:4px;fill:none
.half:stroke:var(--synthesis);stroke-width:9px;fill:none
.best:fill:var(--paper);stroke:var(--synthesis);stroke-width:1.8px
.middle:stroke:var(--synthesis);stroke-width:1.6px;fill:none
.lone:stroke:var(--synthesis);stroke-width:2px;fill:none
.ahead:stroke:var(--synthesis);stroke-width:1.4px;stroke-dasharray:4px 3px;fill:none
.c0:fill:var(--blue);stroke:var(--blue)
.c1:fill:var(--green);stroke:var(--green)
.c2:fill:var(--purple);stroke:var(--purple)
.c3:fill:var(--idle);stroke:var(--idle)
.c4:fill:var(--faint);stroke:var(--faint)
.n0:fill:var(--blue)
.n1:fill:var(--green)
.n2:fill:var(--purple)
.n3:fill:var(--muted)
.l:fill:none;stroke-width:2px
.r:fill:none;stroke-width:1.8px
.d:stroke:none
.bound:fill:none;stroke-width:2.6px
.w:stroke:none
"""


def _css(prefix: str) -> str:
    lines = _RULES.strip().split("\n")
    rules = [f"{prefix}{{{lines[0]}}}"]
    for line in lines[1:]:
        name, _, looks = line.partition(":")
        rules.append(f"{prefix} {name}{{{looks}}}")
    return "".join(rules)


def page_style() -> str:
    """Return the rules of charts on a page, in the page's own colours (`--ink`, `--blue` and so on).

    Examples
    --------
    >>> "svg.chart .c0{fill:var(--blue)" in page_style()
    True
    """
    colours = ("".join(f"--{name}:{colour};" for name, colour in own.items()) for own in (LIGHT, DARK, LIGHT))
    light, dark, paper = colours
    return (
        f"svg.chart{{{light}}}"
        f"@media (prefers-color-scheme:dark){{svg.chart{{{dark}}}}}@media print{{svg.chart{{{paper}}}}}"
        + _css("svg.chart")
    )


def file_style(*, dark: bool | None = None) -> str:
    """Return the rules of a chart in a file of its own, without variables, which drawing programs do not know.

    Parameters
    ----------
    dark : bool, optional
        Colours for dark paper or light; default: as the reader's screen is set, and light in print.

    Examples
    --------
    >>> "var(" in file_style(), file_style(dark=True).count("#15171a") > 0
    (False, True)
    """
    base = f"svg{{font-family:{FONTS}}}"
    if dark is not None:
        return base + _coloured(DARK if dark else LIGHT)
    return f"{base}{_coloured(LIGHT)}@media screen and (prefers-color-scheme:dark){{{_coloured(DARK)}}}"


def script_styles() -> dict[str, str]:
    """Return the rules of a chart in a file in light and in dark colours, for the script that makes files.

    Examples
    --------
    >>> sorted(script_styles())
    ['dark', 'light']
    """
    return {"light": file_style(dark=False), "dark": file_style(dark=True)}


def _coloured(colours: dict[str, str]) -> str:
    text = _css("svg")
    for name, colour in colours.items():
        text = text.replace(f"var(--{name})", colour)
    return text
