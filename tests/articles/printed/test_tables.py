"""Figures in tables: head, row and caption say what a cell counts, where and when; what fits nowhere is told."""

from __future__ import annotations

import pytest

import reconcile as rc
from reconcile.articles.extraction import read_article
from reconcile.articles.printed.documents import article_text

TABLES = {
    "bars": ("Town | Dead | Hurt\nVarda | 31 | 150\nTotal | 41 | 208",
             ["31 killed Varda", "150 wounded Varda", "41 killed ", "208 wounded "]),
    "Markdown": ("| Raid | Year | Casualties |\n|---|:--:|---|\n| Varda | 1717 | 7,000 |\n| Orva | 756 AD | 2,000+ |",
                 ["7000 casualties ", "2000 casualties "]),
    "tabs": ("Region\tMissing\nEast Orva\tat least 12\nTessa\t4", ["12 missing East Orva", "4 missing Tessa"]),
    "gaps": ("Town      Dead     Hurt\nOrva      31       40\nTessa     2        1",
             ["31 killed Orva", "40 wounded Orva", "2 killed Tessa", "1 wounded Tessa"]),
    "single blanks": ("Battle dead Wounded Captured\nOrva 19,600 19,000 130,000\nWest Tessa 5 12 7",
                      ["19600 killed Orva", "19000 wounded Orva", "130000 captured Orva", "5 killed West Tessa",
                       "12 wounded West Tessa", "7 captured West Tessa"]),
    "capitals": ("Battle dead Broken down Captured\nOrva 19,600 19,000 130,000\nTessa 5 12 7",
                 ["19600 killed Orva", "130000 captured Orva", "5 killed Tessa", "7 captured Tessa"]),
    "turned": ("| | Orva | Tessa |\n| Killed | 12 | 14 |", ["12 killed Orva", "14 killed Tessa"]),
    "own words": ("Storm of Orva | 1717 | 900 casualties\nStorm of Tessa | 1756 | 80 casualties",
                  ["900 casualties ", "80 casualties "]),
    "caption": ("Deaths by town\nTown | 2019 | %\nOrva | 12 | 4\nTessa | 14 | 5",
                ["12 killed Orva", "14 killed Tessa"]),
    "two heads": ("| | Dead | | Hurt | |\n| | 2019 | 2020 | 2019 | 2020 |\n| Orva | 1 | 2 | 3 | 4 |",
                  ["1 killed Orva", "2 killed Orva", "3 wounded Orva", "4 wounded Orva"]),
    "other figures": ("Town | Area | Height\nOrva | 31 | 40\nTessa | 2 | 1", []),
    "merged": ("Town | Dead\nOrva | 31 | 40\nTessa | 2 | 1", []),
    "blanks alone": ("    \n   ", []),
    "no table": ("Home | News | About us\nThe mayor said 40 people were killed.", ["40 killed "]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES.keys())
def test_what_the_cells_of_a_table_say(text: str, expected: list[str]) -> None:
    claims = rc.extract_claims(text)
    assert [f"{row.n1:.10g} {row.measure} {row.place}" for row in claims.itertuples()] == expected
    assert all(text[row.start : row.end] == row.phrase for row in claims.itertuples())


def test_sides_days_and_years_of_rows_and_columns() -> None:
    claims = rc.extract_claims(
        "Side | Date | Killed\nKarsia | 3 May 2024 | 40\nRed Band | 4 May 2024 | 55\n\n"
        "Town | 2019\nKilled | 12\nHurt | 14"
    )
    assert claims["party"].tolist()[:2] == ["Karsia", "Red Band"]
    assert claims["period_end"].tolist() == ["2024-05-03", "2024-05-04", "2019-12-31", "2019-12-31"]


def test_a_row_is_quoted_whole() -> None:
    text = "Losses, e.g. at sea:\r\n\r\nTown | Dead\r\nSt. Orva | 31\r\nMt. Tessa | 2"
    assert rc.extract_claims(text)["quote"].tolist() == ["St. Orva | 31", "Mt. Tessa | 2"]


@pytest.mark.parametrize("name", ["other figures", "merged"])
def test_a_table_that_is_not_read_is_told(name: str) -> None:
    findings = read_article(TABLES[name][0]).findings
    assert findings["rule"].tolist() == ["article-no-claim", "article-table"]


TABLE = (
    "<table><caption>Losses</caption><tr><th rowspan=2>Town</th><th colspan=2>Killed</th></tr>"
    "<tr><th>2019</th><th>2020</th></tr><tr><td>Orva</td><td>31</td><td>12</td></tr></table>"
)


def test_the_tables_of_a_page_stand_where_they_stood() -> None:
    pytest.importorskip("trafilatura", reason="the extra `articles` is not installed")
    before, after = (
        f"<p>{word} the river rose again in the whole of the valley that week.</p>" for word in ("Now", "Then")
    )
    text = article_text(
        f"<html><body><article>{before * 3}{TABLE}{after * 3}</article></body></html>".encode(), "a.html"
    )
    assert text.index("Now") < text.index("| Orva | 31 | 12 |") < text.index("Then")
    assert rc.extract_claims(text)[["n1", "place", "period_end"]].values.tolist() == [
        [31.0, "Orva", "2019-12-31"], [12.0, "Orva", "2020-12-31"],
    ]  # fmt: skip


def test_tables_that_lay_out_a_page_are_no_tables() -> None:
    pytest.importorskip("trafilatura", reason="the extra `articles` is not installed")
    story = "<p>At least 40 people were killed in the flood, and the river rose again in the whole valley.</p>" * 3
    text = article_text(
        f"<html><body><table><tr><td>{story}</td><td>1</td></tr></table></body></html>".encode(), "a.html"
    )
    assert "|" not in text


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Dead Wounded Captured\n\nOrva 19,600 19,000 130,000 168,600\n\nTessa 5,000 2,000 7,100 14,100", []),
        ("Killed: 12. Of the 31 men 12 were killed.", ["12", "12"]),
    ],
)
def test_numbers_that_have_lost_their_columns_are_told_and_not_read(text: str, phrases: list[str]) -> None:
    read = read_article(text)
    assert read.claims.loc[read.claims["measure"] != "", "phrase"].tolist() == phrases
    assert ("article-table" in read.findings["rule"].tolist()) == (not phrases)
