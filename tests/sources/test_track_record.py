"""The table of past errors: what is read, what is refused, and what it says of claims."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from reconcile.columns import TRACK_RECORD, names
from reconcile.errors import InputError
from reconcile.sources.past_of_claims import MOST_FACTOR, SURE, losses_counted, past_of_claims
from reconcile.sources.registry import registry_of
from reconcile.sources.track_record import TrackRecord, read_track_record, track_record_of

GOOD = {
    "source": "Ministry", "measure": "killed", "losses": "own", "scale": "log", "n": "7", "bias": "-0.2",
    "error_sd": "0.4", "usual_sd": "0.3",
}  # fmt: skip


def record_of(*rows: dict[str, str], **more: object) -> TrackRecord:
    return track_record_of(pd.DataFrame([GOOD | row for row in rows]), registry_of(None), **more)


def past_of(count: float, own: float, usual: float = 0.3, bias: float = 0.0, *, shifts: bool = False):
    row = {"n": f"{count}", "error_sd": f"{own}", "usual_sd": f"{usual}", "bias": f"{bias}"}
    record = record_of(row, shifts=shifts)
    return past_of_claims(record, pd.Series(["Ministry"]), pd.Series(["killed"]), np.array(["own"], dtype=object))


@pytest.mark.parametrize(
    ("cell", "rule", "hint"),
    [
        ({"n": "2.5"}, "record-number", "whole number"),
        ({"n": "0"}, "record-number", "whole number"),
        ({"n": ""}, "record-number", "whole number"),
        ({"error_sd": "-0.3"}, "record-number", "above 0"),
        ({"error_sd": "0"}, "record-number", "above 0"),
        ({"usual_sd": "inf"}, "record-number", "above 0"),
        ({"bias": "much"}, "record-number", "leave it empty"),
        ({"measure": "kiled"}, "record-unknown", "nearest one is killed"),
        ({"losses": "theirs"}, "record-unknown", "own, enemy, neutral"),
        ({"scale": "linear"}, "record-unknown", "log, proportion"),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out_with_its_place(cell: dict[str, str], rule: str, hint: str) -> None:
    record = record_of({}, cell | {"source": "Monitor"})
    (column,) = cell
    assert record.table["source"].tolist() == ["Ministry"]
    assert record.findings[["rule", "row", "column", "value"]].values.tolist() == [[rule, 2, column, cell[column]]]
    assert hint in record.findings["hint"].iloc[0]


def test_of_two_rows_on_one_thing_none_is_used() -> None:
    record = record_of({}, {"source": " ministry", "error_sd": "0.1"}, {"losses": "enemy"})
    assert record.table["losses"].tolist() == ["enemy"]
    joined = track_record_of(
        pd.DataFrame([GOOD, GOOD | {"source": "MoD"}]), registry_of(pd.DataFrame({"source": ["Ministry"],
                                                                                "aliases": ["MoD"]}))
    )  # fmt: skip
    assert joined.table.empty
    assert joined.findings["rule"].tolist() == ["record-twice", "record-twice"]


def test_what_became_known_later_is_not_used_at_an_earlier_date() -> None:
    rows = [{"known_until": "2025-01-31"}, {"source": "Monitor", "known_until": "2024-01-31"}, {"source": "Paper"}]
    record = record_of(*rows, as_of="2024-06-30")
    assert record.table["source"].tolist() == ["Monitor", "Paper"]
    assert record.findings[["rule", "row", "value"]].values.tolist() == [["record-later", 1, "2025-01-31"]]
    assert len(record_of(*rows).table) == 3


def test_columns_that_are_missing_or_twice_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column 'usual_sd'"):
        track_record_of(pd.DataFrame([GOOD]).drop(columns="usual_sd"), registry_of(None))
    with pytest.raises(InputError, match="two columns n"):
        track_record_of(pd.DataFrame([[*GOOD.values(), "3"]], columns=[*GOOD, "n"]), registry_of(None))
    file = tmp_path / "track_record.csv"
    file.write_text("source,measure\nA,killed\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'n'"):
        read_track_record(file)
    file.write_text("source,measure,n,error_sd,usual_sd\nA,killed,7,0.2,0.3,9\n", encoding="utf-8")
    with pytest.raises(InputError, match="does not fit the header"):
        read_track_record(file)


def test_a_name_that_was_kept_from_being_a_formula_is_read_back() -> None:
    assert record_of({"source": "'=Ministry"}).table["source"].tolist() == ["=Ministry"]


def test_the_order_of_rows_changes_nothing() -> None:
    rows = [GOOD | {"source": name, "n": f"{count}"} for name, count in (("A", 3), ("B", 9), ("C", 1.5), ("D", 6))]
    there, back = (track_record_of(pd.DataFrame(some), registry_of(None)) for some in (rows, rows[::-1]))
    voices = pd.Series(["A", "B", "C", "D"])
    for past in (there, back):
        said = past_of_claims(past, voices, pd.Series(["killed"] * 4), np.array(["own"] * 4, dtype=object))
        assert said.deviation.tolist()[:2] == [0.4, 0.4]
        assert np.isnan(said.deviation[2])
        assert said.sure.tolist() == [False, True, False, True]


@pytest.mark.parametrize(
    ("count", "own", "factor"),
    [(5, 0.6, 0.25), (5, 0.3, 1.0), (5, 0.2, 2.25), (9, 0.05, MOST_FACTOR), (9, 3.0, 1 / MOST_FACTOR),
     (4, 0.2, 1.0), (4, 0.6, 0.25)],
)  # fmt: skip
def test_a_weight_is_the_ratio_of_variances_and_with_few_values_it_only_falls(
    count: int, own: float, factor: float
) -> None:
    assert past_of(count, own).factor.tolist() == pytest.approx([factor])
    assert past_of(count, own).sure.tolist() == [count >= SURE]


def test_a_bias_is_stated_and_moves_nothing_unless_asked() -> None:
    assert past_of(8, 0.3, bias=-0.2).bias.tolist() == [0.0]
    assert (
        past_of(8, 0.3, bias=-0.2).words[0].endswith("8 known values, taken to be off by a factor of 1.3, 18% too low")
    )
    assert past_of(8, 0.3, bias=0.001).words[0].endswith("neither too high nor too low")
    assert past_of(8, 0.3, bias=-0.2, shifts=True).bias.tolist() == [-0.2]
    assert past_of(4, 0.3, bias=-0.2, shifts=True).bias.tolist() == [0.0]
    assert past_of(4, 0.3, bias=-0.2).words[0] == (
        "counts neither more nor less for its record: 4 known values, too few to narrow its range"
    )


def test_a_record_is_of_one_measure_and_of_whose_losses() -> None:
    record = record_of({}, {"losses": "enemy", "error_sd": "0.8"}, {"source": "Nobody", "losses": "neutral"})
    said = past_of_claims(
        record, pd.Series(["Ministry"] * 4), pd.Series(["killed", "killed", "killed", "wounded"]),
        np.array(["own", "enemy", "neutral", "own"], dtype=object),
    )  # fmt: skip
    assert said.deviation[:2].tolist() == [0.4, 0.8]
    assert np.isnan(said.deviation[2:]).all()
    assert said.factor[2:].tolist() == [1.0, 1.0]
    assert said.words[2:].tolist() == ["", ""]
    assert said.findings[["rule", "column", "value"]].values.tolist() == [["record-unknown", "source", "Nobody"]]


def test_whose_losses_are_counted_follows_the_stake() -> None:
    sides = np.array(["high", "low", "low", "high", ""], dtype=object)
    bears = pd.Series(["loss", "loss", "gain", "gain", "loss"])
    assert losses_counted(sides, bears).tolist() == ["own", "enemy", "own", "enemy", "neutral"]


def test_an_empty_record_says_nothing() -> None:
    record = track_record_of(pd.DataFrame(columns=names(TRACK_RECORD)), registry_of(None))
    said = past_of_claims(record, pd.Series(["A"]), pd.Series(["killed"]), np.array(["own"], dtype=object))
    assert (said.factor.tolist(), said.words.tolist(), len(said.findings)) == ([1.0], [""], 0)
