"""Figures kept from earlier runs: one is drawn only when what it shows has changed.

A figure lies in `.reconcile/figures/` under the fingerprint of all that its bytes depend on, its own hash in its first
line. A file that does not have that hash is not looked at further, and drawn anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reconcile.report.pictures.drawings import Drawing, drawings, fingerprints
from reconcile.report.sections import ReportTables

__all__ = ["KEPT", "figures_of"]

# folder of kept figures, in the folder that the tool keeps for itself
KEPT = "figures"

# figures kept at most: those of a full report, and as many of the runs before
MOST_KEPT = 400

# bytes of a kept figure that are read: ten times the largest that is drawn
MOST_BYTES = 4_000_000


def figures_of(tables: ReportTables, most: int, state: Path | None) -> dict[str, str]:
    """Return the figure of every quantity that has claims, drawn or kept.

    Parameters
    ----------
    tables : ReportTables
    most : int
        Quantities looked at at most.
    state : Path, optional
        The folder that the tool keeps for itself, locked; without it nothing is kept.

    Returns
    -------
    dict of quantity to SVG text
        The same bytes whether drawn or kept.

    Examples
    --------
    >>> import pandas as pd
    >>> none = pd.DataFrame({"quantity": [], "family": []})
    >>> figures_of(ReportTables(estimates=none, claims=none), 10, None)
    {}
    """
    wanted = drawings(tables, most)
    if state is None:
        return _drawn(wanted)
    folder, names = state / KEPT, fingerprints(wanted)
    kept = {name: text for name in names if (text := _read(folder / f"{name}.svg")) is not None}
    new = _drawn([drawing for drawing, name in zip(wanted, names, strict=True) if name not in kept])
    _keep(folder, names, {name: new[one.section.quantity] for one, name in zip(wanted, names, strict=True)
                          if one.section.quantity in new})  # fmt: skip
    return {
        one.section.quantity: kept[name] if name in kept else new[one.section.quantity]
        for one, name in zip(wanted, names, strict=True)
    }


def _drawn(wanted: list[Drawing]) -> dict[str, str]:
    if not wanted:
        return {}
    from reconcile.report.pictures.draw import draw_each

    return draw_each(wanted)


def _read(path: Path) -> str | None:
    """Return a kept figure, None where there is none or it is not what was kept."""
    try:
        if path.is_symlink() or path.stat().st_size > MOST_BYTES:
            return None
        head, _, body = path.read_bytes().partition(b"\n")
        return body.decode("utf-8") if head == _hash(body) else None
    except (OSError, UnicodeDecodeError):
        return None


def _hash(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _keep(folder: Path, used: list[str], new: Mapping[str, str]) -> None:
    """Keep new figures, and of the others the newest; a folder that cannot be written is no fault of the run."""
    with suppress(OSError):
        if folder.is_symlink():
            return
        folder.mkdir(exist_ok=True)
        for name, text in new.items():
            body, part = text.encode("utf-8"), folder / f"{name}.part"
            part.write_bytes(_hash(body) + b"\n" + body)
            os.replace(part, folder / f"{name}.svg")
        _clear(folder, {f"{name}.svg" for name in used})


def _clear(folder: Path, used: set[str]) -> None:
    """Remove what was not used and is oldest, beyond the most that is kept."""
    others = [path for path in folder.iterdir() if path.name not in used]
    others.sort(key=lambda path: (path.lstat().st_mtime_ns, path.name), reverse=True)
    for path in others[max(MOST_KEPT - len(used), 0) :]:
        path.unlink()
