"""Why an estimate moved: the way from the last run to this one in steps, pooled again after each.

1. *Ageing*: the claims and the config of the last run, as of today's date.
2. *Method*: the same claims under today's config and table of sources.
3. *Correction*: claims that were changed or taken back since.
4. *New claim*: what came in. This is the run itself.

The share of a step is the difference between two neighbouring estimates, so that shares add up to the whole change. A
step in which nothing differs is not pooled.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from pydantic import ValidationError

from reconcile.arrays import Floats
from reconcile.claims.checked import check_claims
from reconcile.days import NO_DAY, dates_of
from reconcile.engine.hear import hear
from reconcile.engine.known_record import known_record
from reconcile.engine.pooled import pool
from reconcile.engine.sums.add_up_events import add_up_events
from reconcile.engine.sums.events_apart import events_apart
from reconcile.folder.config import Config
from reconcile.folder.config_keys import Keys
from reconcile.history.earlier_claims import earlier_claims
from reconcile.history.recorded_runs import Previous
from reconcile.history.stored_rows import columns_of_sums
from reconcile.inputs.prepared import Prepared, options_of
from reconcile.notebook.options import Options
from reconcile.plain_numbers import DIGITS
from reconcile.sources.registry import Registry, registry_of
from reconcile.version import __version__

__all__ = ["STEPS", "Claims", "Steps", "share_column"]

# claims, sources and options
Pooling = tuple[pd.DataFrame, Registry, Options]

STEPS = ("ageing", "method", "correction", "new claim")


def share_column(step: str) -> str:
    """Return the column of `changes.csv` that holds the share of a step.

    Examples
    --------
    >>> share_column("new claim")
    'by_new_claim'
    """
    return f"by_{step.replace(' ', '_')}"


@dataclass(frozen=True, kw_only=True)
class Claims:
    """How the claims of a run differ from those of the last one.

    Attributes
    ----------
    now, then : DataFrame
        Checked claims of this run, and of the last one.
    new, corrected : set of str
        Ids of present claims that are new, or that say something else than before.
    gone : DataFrame
        Earlier claims that are gone: `claim_id, source, phrase, quantity, used`.
    """

    now: pd.DataFrame
    then: pd.DataFrame
    new: frozenset[str]
    corrected: frozenset[str]
    gone: pd.DataFrame

    @classmethod
    def since(cls, file: Path, previous: Previous, prepared: Prepared, heard: pd.DataFrame) -> Claims:
        """Compare the checked claims of a run with those that the history holds of the one before.

        Parameters
        ----------
        file : Path
            The history.
        previous : Previous
        prepared : Prepared
        heard : DataFrame
            `quantity` and `used` of the checked claims, row for row.

        Raises
        ------
        sqlite3.DatabaseError and other errors of `DAMAGE`
            What the history holds of the claims is damaged.
        """
        now = prepared.checked.claims
        earlier = earlier_claims(file, previous, now, heard, columns_of_sums(previous.config, now.columns))
        old, ids = earlier.table, now["claim_id"]
        said = earlier.as_before | earlier.hashes.isin(old["hash"]).to_numpy()
        new = ~earlier.as_before & ~ids.isin(old["claim_id"]).to_numpy()
        kept = now[said]
        then = _together(kept, _checked(earlier.raw, prepared)) if len(earlier.raw) else kept
        gone = old[~old["claim_id"].isin(ids)]
        return cls(now=now, then=then, new=frozenset(ids[new]), corrected=frozenset(ids[~new & ~said]), gone=gone)


def _together(kept: pd.DataFrame, stored: pd.DataFrame) -> pd.DataFrame:
    """Return claims of both with the columns of the first; what the second lacks of a list's own columns is empty."""
    lacking = {str(name): "" for name in kept.columns if name not in stored}
    return pd.concat([kept, stored.assign(**lacking)[kept.columns]], ignore_index=True)


def _checked(stored: pd.DataFrame, prepared: Prepared) -> pd.DataFrame:
    text = stored.astype(object).where(stored.notna(), "")
    return check_claims(text, prepared.options.reading()).claims


@dataclass(frozen=True)
class Steps:
    """The steps from the last run to this one.

    Attributes
    ----------
    previous : Previous
    claims : Claims
    prepared : Prepared
        What this run was made of.
    config : Config
    """

    previous: Previous
    claims: Claims
    prepared: Prepared
    config: Config

    @property
    def last(self) -> str:
        """The last step in which anything differs."""
        return [step for step, differs in zip(STEPS, self._differ, strict=True) if differs][-1]

    def shares(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Split the change of best into its steps.

        Parameters
        ----------
        pairs : DataFrame
            `quantity`, `count_date`, `previous_date`, `previous_best`, `best` and `as_of` of the rows to explain.

        Returns
        -------
        DataFrame
            A column for each of `STEPS`, index as `pairs`. Shares are rounded to the sixth digit of the larger best,
            where they add up exactly.
        """
        start, end = (pairs[name].to_numpy(np.float64) for name in ("previous_best", "best"))
        poolings, last = self._poolings(pairs["as_of"].iloc[0]), STEPS.index(self.last)
        levels = [start]
        for step, differs in enumerate(self._differ):
            if step == last:
                levels.append(end)
            else:
                levels.append(_at(pairs, *poolings[step], levels[-1]) if differs and step < last else levels[-1])
        if (self.previous.version != __version__ or self._recorded) and last > 0:
            # what the program itself changed is a change of method, as is what a track record did: ageing is measured
            # under one program and one record, as that of then is not kept
            levels[1] = start + levels[1] - _at(pairs, *self._then, start)
        return _rounded_shares(levels, pairs.index)

    @cached_property
    def _then(self) -> Pooling:
        """Claims, sources and options of the last run."""
        try:
            keys = Keys.model_validate_json(json.dumps(self.previous.config))
        except ValidationError:
            # keys that this version no longer knows: the earlier config cannot be tried again
            keys = self.config.keys
        options = options_of(replace(self.config, keys=keys), as_of=pd.Timestamp(self.previous.as_of))
        if keys.weights.track_record:
            options = replace(options, track_record=self._record)
        return self.claims.then, registry_of(pd.DataFrame(self.previous.sources, dtype=object)), options

    @cached_property
    def _record(self) -> pd.DataFrame | None:
        """The track record that this run uses."""
        record = known_record(self.prepared.registry, self.prepared.options)
        return record.table if record else None

    @property
    def _recorded(self) -> bool:
        """Whether a track record is used now, or was by the last run."""
        weights = self.previous.config.get("weights") or {}
        return self.prepared.options.track_record is not None or bool(weights.get("track_record"))

    def _poolings(self, as_of: pd.Timestamp) -> tuple[Pooling, ...]:
        """Return claims, sources and options after each of the steps but the last."""
        then, registry, before = self._then
        now = replace(self.prepared.options, as_of=as_of, track_record=self._record)
        known = self.claims.now[~self.claims.now["claim_id"].isin(self.claims.new)]
        aged = replace(before, as_of=as_of)
        return (then, registry, aged), (then, self.prepared.registry, now), (known, self.prepared.registry, now)

    @cached_property
    def _differ(self) -> tuple[bool, ...]:
        """For each step, whether anything differs in it; time always passes."""
        _, registry, before = self._then
        # titles and words for parties change no number
        then, now = (replace(item, as_of=None, subjects={}, families={}) for item in (before, self.prepared.options))
        same = then == now and self.previous.version == __version__ and not self._recorded
        tables = [item.table.astype(str).to_dict("records") for item in (registry, self.prepared.registry)]
        claims = self.claims
        return (
            True, not same or tables[0] != tables[1], bool(claims.corrected) or len(claims.gone) > 0, bool(claims.new)
        )  # fmt: skip


def _at(pairs: pd.DataFrame, claims: pd.DataFrame, registry: Registry, options: Options, otherwise: Floats) -> Floats:
    """Pool claims and return best for every pair: at its date, else at its earlier date, else at the newest one."""
    claims, events = events_apart(claims)
    if len(events):
        otherwise = _summed(pairs, events, options, otherwise)
    if claims.empty:
        return otherwise
    # what is later than the run is out of the record already
    record, measures = known_record(registry, replace(options, as_of=None)), options.claims.measures
    heard = hear(claims, registry, options.sides, measures, options.as_of, options.breaks, record=record)
    cells = pool(heard, options.at, options.level, options.method).cells
    named = heard.quantities.table["quantity"].to_numpy(dtype=object)[cells["quantity_code"].to_numpy()]
    table = pd.DataFrame({"quantity": named, "date": dates_of(cells["day"].to_numpy()), "best": cells["best"]})
    dated = table.set_index(["quantity", "date"])["best"]
    newest = table.drop_duplicates("quantity", keep="last").set_index("quantity")["best"].reindex(pairs["quantity"])
    best = newest.to_numpy(np.float64)
    for name in ("previous_date", "count_date"):
        exact = dated.reindex(pd.MultiIndex.from_arrays([pairs["quantity"], pairs[name]])).to_numpy(np.float64)
        best = np.where(np.isnan(exact), best, exact)
    return np.where(np.isnan(best), otherwise, best)


def _summed(pairs: pd.DataFrame, events: pd.DataFrame, options: Options, otherwise: Floats) -> Floats:
    """Add events up and return the total for every pair that is a sum of them; the others stay as they are."""
    table = add_up_events(events, options.sums, options.level, NO_DAY).estimates
    dated = table.assign(date=table["count_date"]).set_index(["quantity", "date"])["sum_best"]
    keys = pd.MultiIndex.from_arrays([pairs["quantity"], pairs["count_date"]])
    found = dated.reindex(keys).to_numpy(np.float64)
    return np.where(np.isnan(found), otherwise, found)


def _rounded_shares(levels: list[Floats], index: pd.Index) -> pd.DataFrame:
    """Return shares as whole units of the sixth digit; levels are rounded, not shares, so that these add up."""
    largest = np.maximum(np.abs(levels[0]), np.abs(levels[-1]))
    with np.errstate(divide="ignore"):
        exponent = np.where(largest > 0, np.floor(np.log10(largest)), 0.0) - (DIGITS - 1)
    units = [np.round(level / 10.0**exponent) for level in levels]
    shares = {step: units[number + 1] - units[number] for number, step in enumerate(STEPS)}
    # through decimals, so that 12 units of 0.1 are 1.2 and not the float beside it
    return pd.DataFrame(
        {
            step: [float(f"{count:.0f}e{power:.0f}") if np.isfinite(count) else np.nan
                   for count, power in zip(counts, exponent, strict=True)]
            for step, counts in shares.items()
        },
        index=index,
    )  # fmt: skip
