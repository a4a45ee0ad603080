"""What a quantity would be if an extracted claim were accepted, and the quantities that an article is in.

What was made of a claim that is then accepted is what the project says after it: nothing is made twice.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from reconcile.errors import ConfigError, NothingUsableError, ReconcileError
from reconcile.folder.config import Config
from reconcile.folder.paths import relative
from reconcile.inputs.input_files import InputFiles, extracted_files, input_files
from reconcile.inputs.prepared import options_of, prepare
from reconcile.notebook.reconciliation import Reconciliation
from reconcile.web.article_view import next_claim
from reconcile.web.claim_states import ClaimState, StateKey, StateKeys, choice_of, ids_in_run
from reconcile.web.estimate_words import interval_words, quantity_titles
from reconcile.web.kept_growth import MOST_TABLES, KeptGrowth
from reconcile.web.kept_results import KeptResults
from reconcile.web.previews import Preview, no_preview, rejection_words
from reconcile.web.project_now import Standing
from reconcile.web.told_claims import ToldClaims

__all__ = ["ClaimPreviews"]

# states that are kept: the one of the files, the one after this decision, and those after the next one, with this one
# and without; each has all claims of the project in memory
MOST_STATES = 4

# previews that are kept, of two rows or so each: those of an article of many claims as it was before the last decisions
MOST_PREVIEWS = 200


class ClaimPreviews:
    """Previews of the claims of a project, shared by all requests."""

    def __init__(self) -> None:
        self._keys = StateKeys()
        self._states: KeptResults[ClaimState] = KeptResults(MOST_STATES)
        self._previews: KeptResults[Preview] = KeptResults(MOST_PREVIEWS)
        self._lists: KeptResults[list[dict[str, str]]] = KeptResults(MOST_PREVIEWS)
        self._growth: KeptResults[pd.DataFrame] = KeptResults(MOST_TABLES)
        self._adopted: object = None

    def rows(self, path: Path, name: str) -> pd.DataFrame:
        """Return the rows of a file of extracted claims, as of `StateKeys`.

        Examples
        --------
        >>> ClaimPreviews().rows(Path("nowhere.csv"), "nowhere.csv").empty
        True
        """
        return self._keys.rows(path, name)

    def adopt(self, standing: Standing) -> None:
        """Take over what was made of the whole project.

        Examples
        --------
        >>> import tempfile
        >>> from reconcile.web.project_now import ProjectNow
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     ClaimPreviews().adopt(ProjectNow(folder).standing())
        """
        if standing.result is None or not standing.key or standing.result is self._adopted:
            return
        tables = standing.result.tables
        whole = ToldClaims(estimates=tables.estimates, claims=tables.claims)
        state = ClaimState(prepared=standing.result.prepared, told=[whole])
        self._states.put(standing.key, state)
        self._adopted = standing.result

    def preview(
        self, config: Config, file: str, claim_id: str, *, accepted: Collection[str] = ()
    ) -> Preview:  # fmt: skip
        """Return the quantity that an extracted claim would join if it were accepted as it stands, now and then.

        Parameters
        ----------
        config : Config
        file : str
            Path of its file in the project.
        claim_id : str
        accepted : collection of str
            Claims of the same file that are taken as accepted, now and then.

        Examples
        --------
        >>> import tempfile
        >>> from reconcile.folder.config import load_config
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     ClaimPreviews().preview(load_config(folder), "data/raw/extracted/raid.csv", "E1").problem
        'there is no such claim'
        """
        try:
            rows = _with_accepted(self._keys.rows(config.root / file, file), accepted)
            if not (rows["claim_id"] == claim_id).any():
                return no_preview("there is no such claim")
            files = input_files(config)
            now, then = (
                self._keys.key(config, files, {file: told}) for told in (rows, _with_accepted(rows, [claim_id]))
            )
            # which claims are in use now and then is all that it depends on
            key = json.dumps([now.key, then.key, file, claim_id])
            return self._previews.of(key, lambda: self._joining(config, files, now, then, file, claim_id))
        except NothingUsableError as error:
            rejected = error.rejected
            return no_preview(rejection_words(rejected) if rejected is not None and len(rejected) else str(error))
        except ReconcileError as error:
            return no_preview(str(error))

    def _joining(
        self, config: Config, files: InputFiles, now: StateKey, then: StateKey, file: str, claim_id: str
    ) -> Preview:
        """Return the quantity that a claim joins from one state to the next."""
        state, used = self._state(config, files, then), then.rows[file]
        if claim_id not in state.ids():
            return no_preview(rejection_words(_rejected(state.prepared.checked.rejected, used, claim_id)))
        told = state.of(state.ids().intersection(used["claim_id"]))
        own = told.claims[(told.claims["claim_id"] == claim_id) & (told.claims["file"] == file)]
        quantity = str(own["quantity"].iloc[0])
        before = self._before(config, files, now, told.ids, quantity)
        return Preview(quantity=quantity, now=before, then=told.rows(quantity))

    def _before(
        self, config: Config, files: InputFiles, now: StateKey, ids: frozenset[str], quantity: str
    ) -> pd.DataFrame:
        """Return the estimates of a quantity before a claim joins it: of all claims that have to do with it then."""
        nothing = no_preview("").now
        try:
            state = self._state(config, files, now)
        except NothingUsableError:
            return nothing
        there = ids & state.ids()
        return state.of(there).rows(quantity) if there else nothing

    def without(self, standing: Standing, quantity: str, left_out: Collection[str]) -> Preview:
        """Return a quantity without some of its claims, as a run without them would have it.

        Parameters
        ----------
        standing : Standing
        quantity : str
        left_out : collection of str
            Ids; extracted claims are taken as rejected, rows of tables as if they were not there.

        Raises
        ------
        ConfigError
            There is no such quantity.

        Examples
        --------
        >>> import tempfile
        >>> from reconcile.folder.example import copy_example
        >>> from reconcile.web.project_now import ProjectNow
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     _ = copy_example(folder)
        ...     standing = ProjectNow(folder).standing()
        ...     quantity = standing.result.tables.estimates["quantity"].iloc[0]
        ...     preview = ClaimPreviews().without(standing, quantity, [])
        ...     preview.now["best"].tolist() == preview.then["best"].tolist()
        True
        """
        tables = standing.result.tables if standing.result else None
        now = None if tables is None else tables.estimates[tables.estimates["quantity"] == quantity]
        if tables is None or standing.files is None or now is None or now.empty:
            raise ConfigError(
                f"there is no quantity '{quantity}'", hint="it may have another key since a claim was set"
            )
        now = now.reset_index(drop=True)
        gone = Preview(quantity=quantity, now=now, then=now.head(0), problem="no claim would be left")
        own = frozenset(tables.claims.loc[tables.claims["quantity"] == quantity, "claim_id"].astype("str"))
        try:
            changed, without = self._left_out(standing.config, tables, left_out)
            at = self._keys.key(standing.config, standing.files, changed, without)
            state = self._state(standing.config, standing.files, at, without)
        except NothingUsableError:
            return gone
        left = (own - frozenset(left_out)) & state.ids()
        if not left:
            return gone
        then = state.of(left)
        # what distinguishes a key of a label may go with a claim
        keys = then.claims.loc[then.claims["claim_id"].isin(left), "quantity"].astype("str")
        return Preview(
            quantity=quantity, now=now, then=then.rows(quantity if (keys == quantity).any() else str(keys.iloc[0]))
        )

    def _left_out(
        self, config: Config, tables: Reconciliation, left_out: Collection[str]
    ) -> tuple[dict[str, pd.DataFrame], list[str]]:
        """Return the rows of files of extracted claims in which some are rejected, and ids that are no such rows."""
        places = tables.claims.loc[tables.claims["claim_id"].isin(list(left_out)), ["claim_id", "file"]].astype("str")
        of_articles = {relative(config.root, path): path for path in extracted_files(config)}
        changed: dict[str, pd.DataFrame] = {}
        others = set(left_out)
        for file, ids in places.groupby("file")["claim_id"]:
            if str(file) in of_articles:
                rows = self._keys.rows(of_articles[str(file)], str(file))
                found = rows["claim_id"].isin(ids)
                changed[str(file)] = rows.assign(status=rows["status"].mask(found, "rejected"))
                others -= set(rows.loc[found, "claim_id"])
        elsewhere = places.loc[~places["file"].isin(list(of_articles)), "claim_id"]
        return changed, sorted(others | set(elsewhere))

    def next_waiting(self, config: Config, file: str, claim_id: str) -> str:
        """Return the proposed claim that follows another one in its file, the first one at the end, "" where none is.

        Raises
        ------
        InputError
            The file cannot be read whole.

        Examples
        --------
        >>> import tempfile
        >>> from reconcile.folder.config import load_config
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     ClaimPreviews().next_waiting(load_config(folder), "data/raw/extracted/raid.csv", "E1")
        ''
        """
        rows = self._keys.rows(config.root / file, file)
        told = zip(rows["claim_id"], rows["status"].str.lower(), strict=True)
        following = next_claim([{"claim_id": str(one), "status": status} for one, status in told], claim_id)
        return "" if following == claim_id else following

    def joined(self, config: Config, file: str, *, made: bool) -> list[dict[str, str]] | None:
        """Return the quantities that the accepted claims of an article are in, as `quantity, title, interval`.

        Parameters
        ----------
        config : Config
        file : str
            Path of its file in the project.
        made : bool
            Whether to make what was not made yet; without it, None is returned then.

        Raises
        ------
        ReconcileError
            The project cannot be read.

        Examples
        --------
        >>> import tempfile
        >>> from reconcile.folder.config import load_config
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     ClaimPreviews().joined(load_config(folder), "data/raw/extracted/raid.csv", made=True)
        []
        """
        used = ids_in_run(self._keys.rows(config.root / file, file), choice_of(config))
        if not used:
            return []
        files = input_files(config)
        at = self._keys.key(config, files)
        key = json.dumps([at.key, file])
        if (known := self._lists.found(key)) is not None:
            return known
        try:
            state = self._state(config, files, at) if made else self._states.found(at.key)
        except NothingUsableError:
            return []
        there = used & state.ids() if state is not None else used
        if state is None or not there:
            return None if state is None else []
        told = state.of(there) if made else state.found(there)
        return None if told is None else self._lists.of(key, lambda: _joined(told, file, config))

    def _state(
        self, config: Config, files: InputFiles, at: StateKey, without: Collection[str] = ()
    ) -> ClaimState:  # fmt: skip
        def made() -> ClaimState:
            prepared = prepare(config, files, options_of(config), lambda stage: None, changed=at.rows, without=without)
            return ClaimState(prepared=prepared, elsewhere=KeptGrowth(at.settings, self._growth))

        return self._states.of(at.key, made)


def _with_accepted(rows: pd.DataFrame, claims: Collection[str]) -> pd.DataFrame:
    wanted = rows["claim_id"].isin(list(claims))
    return rows.assign(status=rows["status"].mask(wanted, "accepted"))


def _rejected(rejected: pd.DataFrame, rows: pd.DataFrame, claim_id: str) -> pd.DataFrame:
    """Return the rejections of a claim, which name its file and row."""
    own = rows[rows["claim_id"] == claim_id]
    in_file = rejected["file"].astype("str").isin(own["file"].astype("str"))
    return rejected[in_file & rejected["row"].astype("str").isin(own["row"].astype("str"))]


def _joined(told: ToldClaims, file: str, config: Config) -> list[dict[str, str]]:
    claims = told.claims[(told.claims["file"] == file) & told.claims["used"]]
    order = {str(quantity): place for place, quantity in enumerate(dict.fromkeys(claims["quantity"]))}
    estimates = told.estimates[told.estimates["quantity"].isin(list(order))]
    newest = estimates.drop_duplicates("quantity", keep="last")
    newest = newest.sort_values("quantity", key=lambda quantities: quantities.astype("str").map(order))
    options = options_of(config)
    with options.spoken():
        headings = quantity_titles(newest, options.subjects)
    return [
        {"quantity": str(row["quantity"]), "title": title, "interval": interval_words(row)}
        for row, title in zip(newest.to_dict("records"), headings, strict=True)
    ]
