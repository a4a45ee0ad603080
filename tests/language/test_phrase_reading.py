"""A reading as one record: in one line, as a table, and with every field."""

from __future__ import annotations

import math

from reconcile.language.phrase import parse_phrase
from reconcile.language.units import read_unit


def test_every_field_of_a_reading() -> None:
    reading = parse_phrase("reportedly at least 1,000 acres a day")
    unit = read_unit("acres")
    assert unit is not None
    acre = unit.factor
    assert (reading.kind, reading.rule, reading.bound, reading.hedge) == ("lower", "floor", "floor", "at least")
    assert (reading.n1, math.isnan(reading.n2), reading.unit, reading.rate) == (1000.0, True, "km2/day", "day")
    assert [round(end / acre, 6) for end in (reading.low, reading.best, reading.high)] == [1000.0, 1100.0, 1350.0]
    assert (reading.open_low, reading.open_high, reading.p_low, reading.p_high) == (False, True, 0.02, 0.90)
    assert (reading.modality, round(reading.factor, 12)) == ("reportedly", round(acre, 12))
    assert reading.why == (
        "'at least': not less than the number; how much more is not said; "
        "converted to the unit by a factor of 0.00404687"
    )


def test_one_line() -> None:
    assert repr(parse_phrase("over 700 sq km")) == "PhraseReading(lower: 700 - 715 - 750 km2)"
    assert repr(parse_phrase("1,234,567 to 2,000,000")) == "PhraseReading(interval: 1,234,567 - 1,617,284 - 2,000,000)"


def test_a_table_with_a_row_for_every_field() -> None:
    html = parse_phrase("over 700 <b>sq km</b>")._repr_html_()
    assert html.startswith("<table><tr><th>kind</th><td>lower</td></tr><tr><th>n1</th><td>700.0</td></tr>")
    assert html.endswith("<tr><th>factor</th><td>1.0</td></tr></table>")
    assert html.count("<tr>") == 19
