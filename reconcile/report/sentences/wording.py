"""One draft sentence per estimate, by what may be printed of it, filled from the tables alone.

No number is typed into prose: every figure, date and name comes from the row or from a claim behind it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reconcile.arrays import Strings, each_once, each_pair_once, each_text, strings
from reconcile.columns import DATED
from reconcile.days import NO_DAY
from reconcile.engine.claims_behind import ClaimsBehind, claims_behind, count_days
from reconcile.pool.verdicts import BOUNDS_ALONE
from reconcile.report.sentences.attributions import quoted_claims
from reconcile.report.sentences.clauses import Clauses, clauses_of
from reconcile.report.sentences.date_words import date_words
from reconcile.report.sentences.listed_figures import list_entries
from reconcile.report.sentences.named_alone import named_alone
from reconcile.report.sentences.phrasebook import fill, fill_where, placeholders, words
from reconcile.report.sentences.printable import capitalised
from reconcile.report.sentences.said_ends import said_ends
from reconcile.report.sentences.sentence_parts import SentenceParts
from reconcile.report.sentences.style_numbers import close_dates
from reconcile.spellings import BETWEEN

__all__ = ["sentences", "undated_sentences"]

# verdicts that rest on one voice's own count, so that its count date is the one to print
OWN_DATE = ("attributed", "list", "floor")


def sentences(
    estimates: pd.DataFrame,
    claims: pd.DataFrame,
    *,
    subjects: Mapping[str, str] | None = None,
    families: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
    behind: ClaimsBehind | None = None,
) -> pd.Series:
    """Draft one sentence for each estimate.

    Parameters
    ----------
    estimates : DataFrame
        Rows of `estimates.csv`, any index; `wording` is not needed. `low_claim`, `high_claim` and
        `computed_claims` (ids, the last joined by ;) name the claims to speak of; without them they are looked up.
    claims : DataFrame
        Rows of `claims.csv` of these quantities.
    subjects : mapping of party to words, optional
    families : mapping of family to title, optional
    sources : mapping of source to the name to print, optional
        "UK MoD": "the UK Ministry of Defence"; a source that is not in it is printed as it stands in the claims.
    behind : ClaimsBehind, optional
        The claims behind every estimate; looked up by quantity and id if not given.

    Returns
    -------
    Series of str, index as `estimates`, never empty
        Plain text on one line: the verdict's sentence, what the measure leaves out, the date of knowledge.

    Notes
    -----
    Work is done once for each different value and template rather than once a row, and only for the parts that the
    form of a sentence has.

    Examples
    --------
    >>> import reconcile as rc
    >>> result = rc.reconcile(pd.DataFrame({"quantity": "dead", "source": "A", "best": [300]}))
    >>> sentences(result.estimates, result.claims).tolist()
    ['The figure for “dead” is about 300, according to A. No count date is given.']
    """
    rows = estimates.reset_index(drop=True)
    behind = behind or claims_behind(rows, claims)
    rows = _with_own_dates(rows, claims, behind)
    clauses = clauses_of(rows, subjects or {})
    ends = said_ends(rows, claims, behind, count_days(claims))
    parts = SentenceParts(rows, _named(claims, sources or {}), behind, clauses, ends, subjects or {}, families or {})
    entries = _listed(parts)
    forms, drafts = _forms(parts, entries), np.full(len(rows), "", dtype=object)
    for form in dict.fromkeys(forms.tolist()):
        positions = np.flatnonzero(forms == form)
        drafts[positions] = _drafts(parts.at(positions), form, entries[positions])
    if words().dates["after_year"]:
        drafts[:] = [close_dates(draft) for draft in drafts.tolist()]
    return pd.Series(capitalised(drafts), index=estimates.index, dtype=object)


def undated_sentences(drafts: pd.Series) -> pd.Series:
    """Return sentences without the date of knowledge at their end, so that they compare equal on another day.

    Parameters
    ----------
    drafts : Series of str
        As `sentences` returns them, or null; one without a date is returned as it is.

    Returns
    -------
    Series of str, index as `drafts`

    Examples
    --------
    >>> undated_sentences(pd.Series(["Three died. Known by 1 May 2025."])).tolist()
    ['Three died.']
    """
    mark = words().tail["known"].partition("{date}")[0]
    undated = [draft.rpartition(mark)[0] or draft for draft in strings(drafts).tolist()]
    return pd.Series(undated, index=drafts.index, dtype="str")


def _named(claims: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the claims with the names to print of voices and sources; one of several who speak reports nobody."""
    voice, source = claims["voice"], claims["source"]
    lists = any(BETWEEN in str(name) for name in voice.unique())
    if not (names or lists):
        return claims
    if lists:
        speaks = each_pair_once(strings(voice), strings(source), _speaker)
        source = pd.Series(speaks, dtype=object)
    printed = {"voice": voice, "source": source}
    return claims.assign(**{name: each_text(said, lambda one: _printed(one, names)) for name, said in printed.items()})


def _speaker(voice: str, source: str) -> str:
    return voice if source in voice.split(BETWEEN) else source


def _printed(name: str, names: Mapping[str, str]) -> str:
    """Return the name to print; of a list without a name of its own those of its members: "AP and Reuters"."""
    *others, last = [names.get(member, member) for member in name.split(BETWEEN)]
    listed = ", ".join(others) + words().fragments["and"] + last if others else last
    return names.get(name, listed)


def _with_own_dates(rows: pd.DataFrame, claims: pd.DataFrame, behind: ClaimsBehind) -> pd.DataFrame:
    """Return rows with the date of the count they print: one carried forward was not made on the row's date.

    Beyond the newest count it is the date of that one, of a claim that is quoted its own.
    """
    quoted = quoted_claims(rows["publish"], behind)
    days = count_days(claims)[quoted] if len(claims) else np.zeros(len(rows), dtype=np.int64)
    own = np.isin(strings(rows["publish"]), OWN_DATE) & np.isin(strings(rows["temporal"]), DATED)
    own &= (quoted >= 0) & (days != NO_DAY)
    dates = pd.Series(days.astype("datetime64[D]").astype("datetime64[s]"))
    counted = rows["count_date"].astype("datetime64[s]")
    if "extrapolated_days" in rows:
        beyond = pd.to_timedelta(rows["extrapolated_days"].fillna(0), unit="D")
        counted = (counted - beyond).astype("datetime64[s]")
    return rows.assign(count_date=counted.mask(own, dates))


def _listed(parts: SentenceParts) -> Strings:
    """Return the entries of every row's list; only families with a list have any."""
    entries, verdicts = np.full(len(parts.rows), "", dtype=object), strings(parts.rows["publish"])
    with_list = parts.rows["family"].isin(parts.rows.loc[verdicts == "list", "family"]).to_numpy()
    positions = np.flatnonzero(with_list & (verdicts != "withheld"))
    if len(positions):
        some = parts.at(positions)
        entries[positions] = list_entries(
            some.rows, some.quoted, some.figure, some.computed_items, some.subjects, _kinds(some)
        )
    return entries


def _kinds(parts: SentenceParts) -> Strings:
    """Return whose the figures of a list are: ours, several sources', or "" for one that is quoted."""
    verdict = strings(parts.rows["publish"])
    kinds = np.where(np.isin(verdict, ("interval", "range")), verdict, "")
    kinds = np.where((verdict == "interval") & parts.behind.wider, "said", kinds)
    return np.where(parts.several & (parts.one_claim | (parts.ends.low == parts.ends.high)), "", kinds).astype(object)


def _drafts(parts: SentenceParts, form: str, entries: Strings) -> Strings:
    """Return the sentences of rows of one form."""
    template = words().verdicts[form]
    given = {name: parts[name] for name in set(placeholders(template)) - {"items"}}
    sentence = fill(template, {**given, "items": entries}, len(entries))
    drafts: Strings = sentence + _tail(parts.rows, form, parts.clauses)
    return drafts


def _forms(parts: SentenceParts, entries: Strings) -> Strings:
    """Return the form of every row's sentence: its verdict, but for figures that stand with their sources.

    A range of one figure and a list of one have forms of their own; an interval that is wider than all that was said is
    no range of ours to print.
    """
    verdict = strings(parts.rows["publish"])
    verdict = np.where((verdict == "interval") & parts.behind.wider, "said", verdict).astype(object)
    several = np.flatnonzero(parts.several)
    some = parts.at(several)
    # a floor and a ceiling at one figure are two statements
    equal = (some.ends.low == some.ends.high) & (strings(some.rows["publish_reason"]) != BOUNDS_ALONE)
    one = several[some.one_claim | equal]
    agreed = one[strings(parts.rows["agreement"])[one] == "agree"]
    verdict[one] += "_one"
    # nothing that is said of today disagrees: it is the earlier counts that lie far off
    verdict[agreed] = "said_one"
    one_entry = each_once(entries, lambda text: "yes" if "; " not in text else "") == "yes"
    verdict = np.where((verdict == "list") & one_entry, "attributed", verdict).astype(object)
    verdict = np.where((verdict == "attributed") & named_alone(parts.rows), "attributed_named", verdict).astype(object)
    return each_once(verdict, lambda key: key if key in words().verdicts else "withheld")


def _tail(rows: pd.DataFrame, form: str, clauses: Clauses) -> Strings:
    """Return what follows every sentence: what is left out, that a date is missing, the date of knowledge."""
    key = {"list": "excludes_first", "withheld": ""}.get(form, "excludes")
    what = clauses.words_for("excludes")
    excluded = fill_where(what != "", words().tail.get(key, ""), {"what": what}, what)
    dated = rows["count_date"].notna() | rows["period_end"].notna() | rows["period_start"].notna()
    known = each_once(date_words(rows["as_of"]), lambda date: words().tail["known"].format(date=date) if date else "")
    tail: Strings = excluded + np.where(dated, "", words().tail["undated"]) + known
    return tail
