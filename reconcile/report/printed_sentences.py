"""The sentences that can be printed, family by family: what a desk reads, copies and approves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import Ints, Strings, strings
from reconcile.columns import DATED, PRINTED, TOLD_GROUPS, names
from reconcile.engine.claims_behind import ClaimsBehind, claims_behind
from reconcile.report.sections import anchor
from reconcile.report.sentences.change_sentences import change_sentences
from reconcile.report.sentences.definition_groups import definition_groups
from reconcile.report.sentences.group_notes import group_notes, listed_notes, without_exclusions
from reconcile.report.sentences.group_sentences import group_sentences
from reconcile.report.sentences.nested_sums import nested_sums
from reconcile.report.sentences.period_changes import period_changes
from reconcile.report.sentences.sayings import BETWEEN_KEYS, facts_told, sayings
from reconcile.report.sentences.told_groups import told_groups
from reconcile.report.sentences.told_rows import ToldRows, told_rows
from reconcile.report.sentences.unfit_sums import unfit_notes, unfit_wholes
from reconcile.sources.own_sums import NO_SUMS

__all__ = ["printed_sentences"]

# long texts, by the columns of estimates that they are; hardly two are the same, and only Python's own are not copied
# whenever rows are chosen
_SAID = {"sentence": "wording", "range_sentence": "range_wording", "note": "note"}

# kinds of a quantity of its own, by verdict; all other verdicts are `quantity`
_OWN_KINDS = ("list", "withheld")

# order in a family: what can be printed, periods compared, what an editor must choose between, what is not printed
_ORDER = {"comparison": 1, "list": 2, "withheld": 3}

# kind of a sentence on several quantities, by the roles of its figures
_KINDS = {
    "part": "statement", "wider": "statement", "beside": "places", "event": "places", "period": "series",
    "last": "series", "highest": "series", "other_first": "series", "other_last": "series", "within": "series",
}  # fmt: skip


def printed_sentences(
    estimates: pd.DataFrame, claims: pd.DataFrame, *, approvals: pd.DataFrame | None = None,
    subjects: Mapping[str, str] | None = None, sources: Mapping[str, str] | None = None, eras: Ints | None = None,
    identities: pd.DataFrame | None = None, laid_out: ToldRows | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return the sentences that can be printed, as `printed.csv` has them.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv` with their texts; of every quantity the newest is told.
    claims : DataFrame
        Rows of `claims.csv`.
    approvals : DataFrame, optional
        `quantity`, `status`, one row an estimate in their order; what is not in it is a draft.
    subjects : mapping of party to words, optional
    sources : mapping of source to the name to print, optional
    eras : ndarray of int, shape (claims,), optional
        Breaks of its voice behind each claim; none lies between two periods that are compared.
    identities : DataFrame, optional
        Columns of `IDENTITY_CHECKS`: the voices' own sums. What does not hold is not told as one.
    laid_out : ToldRows, optional
        The same rows of estimates as they were laid out for sentences of their own, with names and subjects: what leads
        each alone then leads it in company. Without it they are laid out from the tables.

    Returns
    -------
    DataFrame, columns of `PRINTED`
        By family and rank: printable sentences first, those with a newer count before others. Every quantity stands in
        one row, and in comparisons besides.

    Examples
    --------
    >>> import reconcile as rc
    >>> said = pd.DataFrame({"measure": ["casualties", "killed"], "source": "Ministry", "best": [90, 30],
    ...                      "family": "f", "temporal": "cumulative", "count_date": "2025-05-01"})
    >>> result = rc.reconcile(said)
    >>> printed_sentences(result.estimates, result.claims)["sentence"].tolist()
    ['Ministry said 90 people had been killed or wounded by 1 May 2025. By the same account, 30 of them were killed.']
    """
    positions, rows = _newest(estimates)
    if laid_out is None:
        told = told_rows(rows, claims, claims_behind(rows, claims), subjects or {}, sources or {})
    else:
        told = laid_out.of(rows, positions)
    behind, facts = told.behind, facts_told(rows)
    said = sayings(facts, claims, behind)
    checks = _own_sums(identities, nested_sums(facts, said, rows, claims))
    own = _own_rows(told.rows, approvals)
    own["note"] = pd.Series(_unfit(told, own, checks), dtype=object)
    said = said[~said["claim"].isin(unfit_wholes(checks, claims))].reset_index(drop=True)
    groups = told_groups(rows, facts, said)
    leads, text, fits = group_sentences(told, groups)
    changes = period_changes(*_comparable(rows, facts, said, claims, behind), claims, behind, eras)
    compared, short = change_sentences(told, changes)
    kept = groups[groups["lead"].isin(leads[fits]) & groups["member"]]
    listed = _listed(rows, facts, claims, behind)
    own["quantities"] = _joined_keys(strings(own["quantities"]), listed)
    others = listed.loc[listed["row"] != listed["lead"], "row"]
    alone = ~np.isin(np.arange(len(rows)), np.concatenate([kept["row"], others]))
    together = _group_rows(told, own, groups[groups["lead"].isin(leads[fits])], text[fits], checks)
    pairs = _change_rows(told, own, changes[short], compared[short])
    tables = [own[alone], together, pairs]
    whole = pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)
    return _ranked(whole.astype(dict.fromkeys(_SAID, object)))


def _newest(estimates: pd.DataFrame) -> tuple[Ints, pd.DataFrame]:
    """Return the newest estimate of every quantity, sorted by quantity: the positions, and the rows numbered anew."""
    numbered = estimates.reset_index(drop=True)
    newest = numbered.drop_duplicates("quantity", keep="last").sort_values("quantity")
    return newest.index.to_numpy(np.int64), newest.reset_index(drop=True)


def _comparable(
    rows: pd.DataFrame, facts: pd.DataFrame, said: pd.DataFrame, claims: pd.DataFrame, behind: ClaimsBehind
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Return what can be compared with another period: also what others define otherwise, each voice for itself."""
    compete = (rows["publish"] == "list").to_numpy()
    if not compete.any():
        return facts, said
    more = facts.assign(printable=facts["printable"] | (compete & (facts["family"] != "")))
    return more, sayings(more, claims, behind)


def _own_sums(identities: pd.DataFrame | None, nested: pd.DataFrame) -> pd.DataFrame:
    """Return all sums of voices' own figures that were checked."""
    filled = [table for table in (identities, nested) if table is not None and len(table)]
    return pd.concat(filled, ignore_index=True) if filled else NO_SUMS


def _unfit(told: ToldRows, own: pd.DataFrame, checks: pd.DataFrame) -> Strings:
    """Return the notes of quantities told alone, with what does not add up."""
    voices = told.voices
    claims = np.concatenate([voices.first, voices.second, voices.third, voices.same, voices.earlier])
    row = np.tile(np.arange(len(own)), len(claims) // max(len(own), 1))
    return unfit_notes(told, row, claims, strings(own["note"]), checks)


def _listed(rows: pd.DataFrame, facts: pd.DataFrame, claims: pd.DataFrame, behind: ClaimsBehind) -> pd.DataFrame:
    """Return the definitions that compete, each thing led by the first: an editor chooses between them once."""
    compete = (rows["publish"] == "list").to_numpy()
    if not compete.any():
        return pd.DataFrame(columns=names(TOLD_GROUPS)).astype({"row": np.int64, "lead": np.int64})
    asked = facts.assign(printable=compete, alone=compete)
    return definition_groups(rows, asked, sayings(asked, claims, behind))


def _joined_keys(keys: Strings, groups: pd.DataFrame) -> Strings:
    """Return the keys of rows, of those that lead with the keys of all that they lead."""
    row, lead = groups["row"].to_numpy(np.int64), groups["lead"].to_numpy(np.int64)
    joined = pd.Series(keys[row], dtype=object).groupby(lead).agg(BETWEEN_KEYS.join)
    texts = keys.copy()
    texts[joined.index.to_numpy(np.int64)] = joined.to_numpy(dtype=object)
    return texts


def _own_rows(rows: pd.DataFrame, approvals: pd.DataFrame | None) -> pd.DataFrame:
    """Return every quantity as a row of its own."""
    table = pd.DataFrame({"family": strings(rows["family"]), "quantities": strings(rows["quantity"])})
    table["publish"] = strings(rows["publish"])
    table["kind"] = np.where(table["publish"].isin(_OWN_KINDS), table["publish"], "quantity")
    for name, column in _SAID.items():
        table[name] = pd.Series(strings(rows[column]) if column in rows else "", index=table.index, dtype=object)
    compete = table["kind"] == "list"
    table.loc[compete, "note"] = listed_notes(strings(table.loc[compete, "note"]))
    spans = ~rows["temporal"].isin(DATED)
    table["count_date"] = rows["period_end"].where(spans & rows["period_end"].notna(), rows["count_date"])
    table["status"] = _statuses(rows, approvals)
    table["voices"] = np.nan_to_num(rows["voices"].to_numpy(np.float64))
    return table.assign(lead=table["quantities"], compared="")


def _statuses(rows: pd.DataFrame, approvals: pd.DataFrame | None) -> Strings:
    """Return how the desk stands by the newest estimate of every row."""
    if approvals is None or approvals.empty:
        return np.full(len(rows), "draft", dtype=object)
    newest = approvals.drop_duplicates("quantity", keep="last").set_index("quantity")["status"]
    return strings(rows["quantity"].map(newest).fillna("draft"))


def _group_rows(
    told: ToldRows, own: pd.DataFrame, groups: pd.DataFrame, text: Strings, checks: pd.DataFrame
) -> pd.DataFrame:  # fmt: skip
    """Return a row for every group: that of its leading quantity, with what all of them are."""
    leads = np.unique(groups["lead"].to_numpy(np.int64))
    place, claim = np.searchsorted(leads, groups["lead"].to_numpy(np.int64)), groups["claim"].to_numpy(np.int64)
    trends = np.isin(np.arange(len(leads)), place[np.isin(groups["role"], ("other_last", "last"))])
    kinds = groups["role"].map(_KINDS).groupby(place).last()
    member = groups["member"].to_numpy(bool)
    of_rows = own.iloc[groups["row"].to_numpy(np.int64)[member]].reset_index(drop=True)
    by_lead = of_rows.groupby(place[member])
    led = own.iloc[leads]
    wider = np.isin(np.arange(len(leads)), place[(groups["role"] == "wider").to_numpy(bool)])
    note = without_exclusions(told, leads, strings(led["note"]), wider)
    note = unfit_notes(told, place, claim, group_notes(told, place, claim, note, ~trends), checks)
    return led.assign(
        kind=kinds.to_numpy(), sentence=text, quantities=by_lead["quantities"].agg(BETWEEN_KEYS.join).to_numpy(),
        count_date=by_lead["count_date"].max().to_numpy(), status=_joint(of_rows["status"], place[member]),
        note=note, range_sentence=np.where(trends, "", strings(led["range_sentence"])),
    )  # fmt: skip


def _joint(status: pd.Series, lead: Ints) -> Strings:
    """Return the status of groups: approved if all of it is, void if something of it is."""
    void, approved = ((status == word).groupby(lead) for word in ("void", "approved"))
    return np.select([void.any().to_numpy(), approved.all().to_numpy()], ["void", "approved"], "draft").astype(object)


def _change_rows(told: ToldRows, own: pd.DataFrame, changes: pd.DataFrame, text: Strings) -> pd.DataFrame:
    """Return a row for every pair of periods that is compared."""
    later, earlier = (own.iloc[changes[name].to_numpy(np.int64)] for name in ("row", "row_earlier"))
    keys = later["lead"].to_numpy(dtype=object) + BETWEEN_KEYS + earlier["lead"].to_numpy(dtype=object)
    both = np.tile(np.arange(len(changes)), 2)
    claim = np.concatenate([changes[name].to_numpy(np.int64) for name in ("claim", "claim_earlier")])
    return later.assign(
        kind="comparison", sentence=text, quantities=keys, range_sentence="", compared=earlier["lead"].to_numpy(),
        status=_joint(pd.concat([later["status"], earlier["status"]], ignore_index=True), both),
        note=group_notes(told, both, claim, strings(later["note"]), np.zeros(len(changes), dtype=bool)),
    )  # fmt: skip


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows by family and rank, each with its name."""
    order = table["kind"].map(_ORDER).fillna(0)
    day = -table["count_date"].to_numpy("datetime64[D]").astype(np.int64).astype(np.float64)
    # numbers in the order of texts are quicker to sort by than these
    compared, lead, family = (table[name].rank(method="dense") for name in ("compared", "lead", "family"))
    place = np.lexsort((compared, lead, -table["voices"], day, order, family))
    ranked = table.iloc[place].reset_index(drop=True)
    ranked["rank"] = ranked.groupby("family").cumcount() + 1
    named = np.where(ranked["compared"] == "", ranked["lead"], ranked["lead"] + " / " + ranked["compared"])
    # hardly any two have one name
    ids = map(_sentence_id, named.tolist(), strings(ranked["family"]).tolist())
    ranked["sentence_id"] = pd.Series(list(ids), index=ranked.index, dtype="str")
    return ranked[names(PRINTED)]


def _sentence_id(quantity: str, family: str) -> str:
    return anchor(f"{quantity} {family}" if family else quantity)
