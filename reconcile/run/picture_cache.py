"""Pictures kept from earlier runs: one is drawn only when what it shows has changed.

A picture lies in `.reconcile/figures/` under the fingerprint of all that its bytes depend on, with its own hash in the
first line. A file without that hash is ignored, and its picture drawn anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reconcile.report.pictures.drawings import Drawing, drawings, fingerprints
from reconcile.report.sections import ReportTables

__all__ = ["KEPT", "pictures_of"]

# folder of kept pictures, in the folder that the tool keeps for itself
KEPT = "figures"

# most pictures kept: those of a full report, and as many of earlier runs
MOST_KEPT = 1200

# most bytes of a kept picture: ten times the largest that is drawn
MOST_BYTES = 4_000_000


def pictures_of(tables: ReportTables, most: int, state: Path | None) -> dict[str, str]:
    """Return the picture of every quantity that has claims, drawn or kept.

    Parameters
    ----------
    tables : ReportTables
    most : int
        Most quantities to look at.
    state : Path, optional
        The folder that the tool keeps for itself, locked; without it, nothing is kept.

    Returns
    -------
    dict of quantity to SVG text
        The same bytes whether drawn or kept.

    Examples
    --------
    >>> import pandas as pd
    >>> empty = pd.DataFrame({"quantity": [], "family": []})
    >>> pictures_of(ReportTables(estimates=empty, claims=empty), 10, None)
    {}
    """
    wanted = drawings(tables, most)
    if state is None:
        return _drawn(wanted)
    folder, names = state / KEPT, fingerprints(wanted)
    kept = {name: text for name in names if (text := _read(folder / f"{name}.svg")) is not None}
    drawn = _drawn([drawing for drawing, name in zip(wanted, names, strict=True) if name not in kept])
    by_quantity = {drawing.section.quantity: name for drawing, name in zip(wanted, names, strict=True)}
    _keep(folder, names, {name: drawn[quantity] for quantity, name in by_quantity.items() if quantity in drawn})
    return {quantity: kept[name] if name in kept else drawn[quantity] for quantity, name in by_quantity.items()}


def _drawn(wanted: list[Drawing]) -> dict[str, str]:
    if not wanted:
        return {}
    from reconcile.report.pictures.draw import draw_each

    return draw_each(wanted)


def _read(path: Path) -> str | None:
    """Return a kept picture, None where there is none or its hash is wrong."""
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
    """Keep new pictures, and the newest of the others; a folder that cannot be written does not fail the run."""
    with suppress(OSError):
        if folder.is_symlink():
            return
        folder.mkdir(exist_ok=True)
        for name, text in new.items():
            body, unfinished = text.encode("utf-8"), folder / f"{name}.part"
            unfinished.write_bytes(_hash(body) + b"\n" + body)
            os.replace(unfinished, folder / f"{name}.svg")
        _clear(folder, {f"{name}.svg" for name in used})


def _clear(folder: Path, used: set[str]) -> None:
    """Remove the oldest pictures that were not used, until no more than the most are kept."""
    others = [path for path in folder.iterdir() if path.name not in used]
    others.sort(key=lambda path: (path.lstat().st_mtime_ns, path.name), reverse=True)
    for path in others[max(MOST_KEPT - len(used), 0) :]:
        path.unlink()
