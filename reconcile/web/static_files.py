"""Style and scripts of the pages: those of the report, so that desk and paper look alike, and those of the desk."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from reconcile.report.charts.chart_style import page_style, script_styles

__all__ = ["STATIC", "static_file"]

# file to content type, and the files that it is made of, as package and name
STATIC = {
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "charts.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
}


@cache
def static_file(name: str) -> bytes:
    """Return a file of `STATIC`.

    Examples
    --------
    >>> b"CHART_STYLE" in static_file("charts.js")
    False
    """
    if name == "desk.css":
        return (_report("report.css") + _report("charts.css") + page_style() + _own(name)).encode()
    if name == "charts.js":
        return _report("charts.js").replace("CHART_STYLE", json.dumps(script_styles())).encode()
    return _own(name).encode()


def _report(name: str) -> str:
    return (files("reconcile.report.pages") / "templates" / name).read_text(encoding="utf-8")


def _own(name: str) -> str:
    return (files("reconcile.web") / "static" / name).read_text(encoding="utf-8")
