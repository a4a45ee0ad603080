from __future__ import annotations

import numpy as np
import pandas as pd

from reconcile.columns import SOURCES, names
from reconcile.sources.registry import lookup, registry_of


def test_spelling_is_folded_and_unknown_names_stand_for_themselves() -> None:
    registry = registry_of(pd.DataFrame({"source": ["UK MoD"], "aliases": ["UK Ministry of Defence ;MoD"]}))
    names = pd.Series(["uk mod", " UK  Ministry of defence", "Somebody  else", ""])
    assert registry.canonical(names).tolist() == ["UK MoD", "UK MoD", "Somebody else", ""]


def test_a_second_row_of_a_source_is_a_finding() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A", "a "], "grade": ["B", "D"]}))
    assert registry.table["grade"].tolist() == ["B"]
    assert registry.findings["rule"].tolist() == ["source-twice"]


def test_an_alias_of_two_sources_is_a_finding() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A", "B"], "aliases": ["X", "x"]}))
    assert registry.canonical(pd.Series(["X"])).tolist() == ["A"]
    assert registry.findings["rule"].tolist() == ["alias-clash"]


def test_weights_default_to_one_and_are_never_negative() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A", "B", "C"], "weight": ["", "-3", "0.5"]}))
    voices = pd.Series(["A", "B", "C", "unknown"])
    assert lookup(registry, "weight", voices, 1.0).tolist() == [1.0, 0.0, 0.5, 1.0]


def test_missing_columns_and_missing_values_are_empty() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A", None], "grade": [np.nan, "B"]}))
    assert registry.table[["source", "grade", "stake"]].values.tolist() == [["A", "", ""]]


def test_a_display_name_is_a_spelling_of_its_source() -> None:
    registry = registry_of(
        pd.DataFrame({"source": ["ISW"], "name": ["Institute for the Study of War"], "aliases": [""]})
    )
    assert registry.canonical(pd.Series(["institute for the study of war"])).tolist() == ["ISW"]


def test_the_name_of_a_source_goes_before_an_alias_of_another() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A", "B"], "aliases": ["b; X", ""]}))
    assert registry.canonical(pd.Series(["B", "X"])).tolist() == ["B", "A"]
    assert registry.findings["rule"].tolist() == ["alias-clash"]


def test_a_source_may_list_its_own_name_among_its_aliases() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A"], "name": ["a"], "aliases": ["A; a ;"]}))
    assert registry.findings.empty
    assert registry.aliases == {"a": "A"}


def test_what_is_said_of_names_that_two_sources_claim() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A", "B", "a"], "aliases": ["X", "x", ""]}))
    assert registry.findings[["rule", "message", "value", "hint"]].values.tolist() == [
        ["source-twice", "the source has a second row, which is not used", "a", "keep one row a source"],
        ["alias-clash", "'x' is a name of both A and B; it is read as A", "x", "keep the name with one of them"],
    ]


def test_every_column_is_there_and_stripped() -> None:
    registry = registry_of(pd.DataFrame({"source": [" A "], "grade": [" B2 "], "desk": ["x"]}))
    assert registry.table.columns.tolist() == names(SOURCES)
    assert registry.table.loc["A", "grade"] == "B2"
    assert registry.table.loc["A", "weight"] == 1.0


def test_text_of_a_voice_without_a_row_is_empty_and_held_as_the_voices_are() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A"], "grade": ["B"], "weight": ["2"]}))
    voices = pd.Series(["A", "unknown"], dtype="category")
    grades = lookup(registry, "grade", voices, "")
    assert (grades.tolist(), str(grades.dtype)) == (["B", ""], "category")
    assert lookup(registry, "weight", voices, 1.0).tolist() == [2.0, 1.0]


def test_a_weight_that_is_no_number_is_one() -> None:
    registry = registry_of(pd.DataFrame({"source": ["A"], "weight": ["much"]}))
    assert registry.table["weight"].tolist() == [1.0]
