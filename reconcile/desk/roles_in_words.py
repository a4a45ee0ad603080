"""What a proposed figure is beside the others of its article, in words that a desk reads while it decides."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

__all__ = ["roles_in_words"]

# roles in words; a total needs none
_ROLES = {
    "part": "a part", "increment": "added to others, and no total", "earlier": "an earlier figure",
    "denied": "denied, and nobody is named for it", "": "", "total": "",
}  # fmt: skip
# what a revision is in words
_REVISIONS = {"growth": "grown from", "correction": "correction of", "definition": "counted otherwise than"}


def roles_in_words(claims: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """Return for each claim what it is beside others, how it came about, and who denies it; "" for a plain total.

    Parameters
    ----------
    claims : DataFrame of str
        `file`, `claim_id`, `role`, `part_of`, `basis`, `includes`, `revises`, `revision`, `denied_by`, `denied_on`.
    rows : DataFrame of str
        All rows of the articles, whose phrases stand for their ids: `file`, `claim_id`, `phrase`, `revises`.

    Examples
    --------
    >>> rows = pd.DataFrame({"file": "raid.csv", "claim_id": ["E1", "E2", "E3"], "phrase": ["97", "12 children", "81"],
    ...                      "role": ["", "part", "earlier"], "part_of": ["", "E1", ""], "revises": ["E3", "", ""],
    ...                      "revision": ["growth", "", ""]}).reindex(columns=[
    ...                          "file", "claim_id", "phrase", "role", "part_of", "revises", "revision", "basis",
    ...                          "includes", "denied_by", "denied_on"], fill_value="")
    >>> roles_in_words(rows, rows)
    ["grown from '81'", "a part of '97'", "an earlier figure, replaced by '97'"]
    """
    phrases = dict(zip(rows["file"] + rows["claim_id"], rows["phrase"], strict=True))
    newer = dict(zip(rows["file"] + rows["revises"], rows["phrase"], strict=True))
    return [_words(row, phrases, newer) for row in claims.to_dict("records")]


def _words(row: Mapping[object, str], phrases: Mapping[str, str], newer: Mapping[str, str]) -> str:
    file, role = row["file"], row["role"]
    whole, after = phrases.get(file + row["part_of"], ""), newer.get(file + row["claim_id"], "")
    told = _ROLES.get(role, role)
    if role == "part" and whole:
        told += f" of '{whole}'"
    if role == "earlier" and after:
        told += f", replaced by '{after}'"
    return "; ".join(filter(None, (told, _revision(row, phrases), row["basis"], _beside(row), _denial(row))))


def _revision(row: Mapping[object, str], phrases: Mapping[str, str]) -> str:
    if row["revision"] == "withdrawn":
        return "withdrawn"
    older = phrases.get(row["file"] + row["revises"], "") if row["revises"] else ""
    return f"{_REVISIONS.get(row['revision'], 'in place of')} '{older}'" if older else ""


def _beside(row: Mapping[object, str]) -> str:
    return f"counts {row['includes'].replace('_', ' ')}" if row["includes"] else ""


def _denial(row: Mapping[object, str]) -> str:
    day = f" on {row['denied_on']}" if row["denied_on"] else ""
    return f"denied by {row['denied_by']}{day}" if row["denied_by"] else ""
