"""Axes that a notebook shows by themselves, without pyplot and the global state it keeps."""

from __future__ import annotations

import io

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

__all__ = ["ShownAxes"]


class ShownAxes(Axes):
    """Axes like all others, of which a notebook shows the figure where they are the last value of a cell."""

    def _repr_png_(self) -> bytes:
        """Return the figure as PNG: what IPython asks an object for."""
        figure = self.get_figure(root=True)
        buffer = io.BytesIO()
        if isinstance(figure, Figure):
            FigureCanvasAgg(figure).print_png(buffer)  # type: ignore[no-untyped-call]
        return buffer.getvalue()
