"""The track record that a run uses: what is declared, checked, and known by its date of knowledge."""

from __future__ import annotations

from reconcile.engine.options import EngineOptions
from reconcile.sources.registry import Registry
from reconcile.sources.track_record import TrackRecord, track_record_of

__all__ = ["known_record"]


def known_record(registry: Registry, options: EngineOptions) -> TrackRecord | None:
    """Return the track record that is used, None where none is asked for.

    Raises
    ------
    InputError
        It lacks a column, or has two of one name.

    Examples
    --------
    >>> from reconcile.sources.registry import registry_of
    >>> known_record(registry_of(None), EngineOptions()) is None
    True
    """
    if options.track_record is None:
        return None
    shifts, measures = options.track_record_shifts, options.claims.measures
    return track_record_of(options.track_record, registry, measures, shifts=shifts, as_of=options.as_of)
