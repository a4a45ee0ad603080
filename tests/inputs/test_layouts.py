"""Known layouts of the field: what each reads, how a file's is recognised, and a project that begins with a file."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import reconcile as rc
from reconcile.claims.measures import MEASURES
from reconcile.cli.group import reconcile
from reconcile.columns import RAW_CLAIMS, names
from reconcile.errors import ConfigError, InputError
from reconcile.folder.config import load_config
from reconcile.folder.layouts import layout_called, layout_names
from reconcile.inputs.from_file import project_from_file
from reconcile.inputs.recognised_layout import recognised
from tests.inputs.one_input import claims_of, read, rules

SHOWN = ("claim_id", "place", "measure", "period_start", "period_end", "low", "best", "high", "row")

GED = "id,relid,date_start,date_end,country,adm_1,type_of_violence,best,low,high,where_prec,date_prec\n"
ACLED = "event_id_cnty,event_date,event_type,country,admin1,source,fatalities\n"
IOM = "Web ID,Region of Incident,Reported Date,Number Dead,Minimum Estimated Number of Missing,"
IOM += "Total Dead and Missing,URL\n"
TAGGED = (
    "when,where,who,dead,dead_m,hurt\n#date,#adm1 +name,#meta+source,#affected+killed,#affected+killed+m,"
    "#affected+injured\n2021-05-03,North,Post,4,3,7\n"
)
EMDAT = (
    "Dis No,Disaster Type,Country,Origin,Start Year,Start Month,Start Day,End Year,End Month,End Day,Total Deaths,"
    "No Injured,Total Affected\n"
)
EMDAT_2023 = EMDAT.replace("Dis No", "DisNo.").replace("No Injured", "No. Injured")
MEDIAZONA = "Date,Estimate based on probate data,ED_high,ED_low,Number of confirmed deaths (by date of death)\n"

# what is left for the desk to say
SAID = {"owid": 'constants = { measure = "killed" }\n', "hxl": 'constants = { source = "Hub" }\n'}

# findings that a file of a layout has beside those that say what was skipped: a model counts in fractions
LEFT = {"owid": ["header-not-declared"], "mediazona-weekly": ["count-with-decimals"]}

# layout: a file of our own in it, and what is read of its rows
FILES = {
    "ucdp-ged": (
        GED + "7,X-7,2019-03-01,2019-03-04 00:00:00.000,Aland,North,1,5,7,9,1,2\n",
        [
            "UCDP GED|7|Aland|killed|2019-03-01|2019-03-04|5.0|5.0|9.0|1",
        ],
    ),
    "acled": (
        ACLED + "ALA12,3 May 2021,Battles,Aland,North,Post,4\n",
        [
            "ACLED|ALA12|Aland|killed|2021-05-03|2021-05-03||4.0||1",
        ],
    ),
    "iom-missing-migrants": (
        IOM + '2021.1,Strait,"May 3, 2021",4,,4,x.example\n2021.2,Strait,"May 4, 2021",,6,6,\n',
        [
            "IOM Missing Migrants|2021.1|Strait|killed|2021-05-03|2021-05-03||4.0||1",
            "IOM Missing Migrants|2021.2|Strait|missing|2021-05-04|2021-05-04||6.0||2",
            "IOM Missing Migrants|2021.1#3|Strait|killed_or_missing|2021-05-03|2021-05-03||4.0||1",
            "IOM Missing Migrants|2021.2#3|Strait|killed_or_missing|2021-05-04|2021-05-04||6.0||2",
        ],
    ),
    "em-dat": (
        EMDAT + "2001-9,Flood,Aland,Heavy rain,2001,5,,2001,6,3,12,,400\n",
        [
            "EM-DAT|2001-9|Aland|killed|2001-05-01|2001-06-03||12.0||1",
            "EM-DAT|2001-9#3|Aland|affected|2001-05-01|2001-06-03||400.0||1",
        ],
    ),
    "em-dat-2023": (
        EMDAT_2023 + "2001-0009-ALA,Flood,Aland,Heavy rain,2001,5,,2001,6,3,12,,400\n",
        [
            "EM-DAT|2001-0009-ALA|Aland|killed|2001-05-01|2001-06-03||12.0||1",
            "EM-DAT|2001-0009-ALA#3|Aland|affected|2001-05-01|2001-06-03||400.0||1",
        ],
    ),
    "acled-without-ids": (
        "event_date,latitude,longitude,fatalities,event_type\n2021-05-03,6.4,2.4,4,Battles\n2021-05-03,6.4,2.4,4,Battles\n",
        [
            "ACLED|list:1||killed|2021-05-03|2021-05-03||4.0||1",
            "ACLED|list:2||killed|2021-05-03|2021-05-03||4.0||2",
        ],
    ),
    "gtd": (
        "eventid,iyear,imonth,iday,country_txt,nkill,nwound\n197001,1970,1,0,Aland,2,3\n",
        [
            "GTD|197001|Aland|killed|1970-01-01|1970-01-31||2.0||1",
            "GTD|197001#2|Aland|wounded|1970-01-01|1970-01-31||3.0||1",
        ],
    ),
    "ccc": (
        "date,locality,state,size_low,size_mean,size_high\n2021-05-03,Weir,North,50,60,80\n",
        [
            "Crowd Counting Consortium|list:1|Weir|present|2021-05-03|2021-05-03|50.0|60.0|80.0|1",
        ],
    ),
    "hxl": (
        TAGGED,
        [
            "Hub|list:2|North|killed||||4.0||2",
            "Hub|list#2:2|North|wounded||||7.0||2",
        ],
    ),
    "owid": (
        "Entity,Code,Year,best\nAland,ALD,2001,7\n",
        [
            "Our World in Data|list:1|Aland|killed|2001-01-01|2001-12-31||7.0||1",
        ],
    ),
    "tech4palestine": (
        "report_date,report_source,killed,killed_cum,ext_killed_cum,injured_cum\n2023-11-01,moh,20,120,120,300\n",
        [
            "Ministry of Health in Gaza|list:1|Gaza|killed||||120.0||1",
            "Ministry of Health in Gaza|list#2:1|Gaza|wounded||||300.0||1",
        ],
    ),
    "wiki-infobox": (
        "parameter,party,measure,origin,text\ncasualties1,Aland,killed,Post,120 killed\n",
        [
            "Wikipedia|list:1||killed||||||1",
        ],
    ),
    "mediazona-weekly": (
        MEDIAZONA + "07/03/2022,320.5,350,300,210\n14/03/2022,,,,190\n",
        [
            "Meduza and Mediazona, probate records|list:1||killed|2022-03-07|2022-03-13|300.0|320.5|350.0|1",
            "Mediazona, list of names|list#2:1||killed|2022-03-07|2022-03-13||210.0||1",
            "Mediazona, list of names|list#2:2||killed|2022-03-14|2022-03-20||190.0||2",
        ],
    ),
}


@pytest.mark.parametrize("name", layout_names())
def test_what_is_read_of_a_file_of_each_layout(tmp_path: Path, name: str) -> None:
    content, expected = FILES[name]
    one, checked = read(tmp_path, f'layout = "{name}"\n{SAID.get(name, "")}', content)
    assert ["|".join(row) for row in claims_of(checked, *SHOWN)] == expected
    assert checked.rejected.empty
    assert {*one.table["rows"]} == {layout_called(name).reading.rows}
    assert {*rules(one, checked)} <= {"rows-without-figure", "tag-row", "ends-repaired", *LEFT.get(name, ())}


@pytest.mark.parametrize("name", layout_names())
def test_layouts_are_whole(name: str) -> None:
    layout = layout_called(name)
    assert layout.headers or layout.tags
    told = {*layout.reading.columns, *(header for parts in layout.reading.dates.values() for header in parts)}
    told |= {value[end] for value in layout.reading.values for end in ("best", "low", "high") if end in value}
    assert told <= {*layout.headers}, "what is read is among the headers that recognise the layout"
    measures = {one["measure"] for one in (layout.reading.constants, *layout.reading.values) if "measure" in one}
    assert measures <= {*MEASURES}
    assert {*layout.tags.values()} <= {*MEASURES, *names(RAW_CLAIMS)}


@pytest.mark.parametrize("name", layout_names())
def test_a_file_is_recognised_if_its_headers_were_ever_verified(tmp_path: Path, name: str) -> None:
    (tmp_path / "list.csv").write_text(FILES[name][0], encoding="utf-8")
    if layout_called(name).verified:
        assert recognised(tmp_path / "list.csv").name == name
    else:
        with pytest.raises(InputError, match="never verified: " + name) as caught:
            recognised(tmp_path / "list.csv")
        assert caught.value.hint == f"name it: --layout {name}"
        assert recognised(tmp_path / "list.csv", name).name == name


def test_a_list_with_tags_is_known_by_its_headers_first(tmp_path: Path) -> None:
    tags = "," * GED.count(",") + "\n"
    header, row = FILES["ucdp-ged"][0].splitlines()
    (tmp_path / "list.csv").write_text(f"{header}\n#meta+id{tags}{row}\n", encoding="utf-8")
    assert recognised(tmp_path / "list.csv").name == "ucdp-ged"


def test_every_column_of_figures_of_a_chart_is_read_or_told(tmp_path: Path) -> None:
    file = tmp_path / "chart.csv"
    head = "Entity,Code,Year,Deaths in conflicts,People displaced,Region of the world\n"
    file.write_text(head + "Aland,ALD,2001,7,90,North\n", encoding="utf-8")
    made = project_from_file(tmp_path / "desk", file)
    assert made.open_points == ("columns: whether 'Region of the world' holds figures, too: it is not read",)
    totals = rc.open_project(tmp_path / "desk").estimates.set_index("measure")["best"].to_dict()
    assert totals == {"killed": 7, "displaced": 90}


def test_what_no_layout_fits_and_what_several_do(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("day,town,dead\n2021-05-03,Weir,4\n", encoding="utf-8")
    with pytest.raises(InputError, match="no known layout fits it; its headers are day, town, dead") as caught:
        recognised(file)
    assert "ucdp-ged" in caught.value.hint
    file.write_text(FILES["acled"][0].replace("fatalities", "deaths"), encoding="utf-8")
    with pytest.raises(InputError, match="fits it; nearest is 'acled', of which it lacks 'fatalities'; its headers"):
        recognised(file)
    file.write_text("day,town,dead\n2021-05-03,Weir,4\n", encoding="utf-8")
    both = pd.read_csv(tmp_path / "list.csv").assign(**dict.fromkeys(layout_called("acled").headers, "1"))
    both.assign(Entity="Aland", Year=2001).to_csv(file, index=False)
    with pytest.raises(InputError, match="several layouts fit it: acled, owid") as caught:
        recognised(file)
    assert caught.value.hint == "name it: --layout acled"


def test_a_layout_by_a_wrong_name_and_of_other_headers(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(FILES["acled"][0].replace("fatalities", "deaths"), encoding="utf-8")
    with pytest.raises(ConfigError, match="no layout is called 'aceld'; the nearest one is 'acled'"):
        recognised(tmp_path / "list.csv", "aceld")
    with pytest.raises(InputError, match="is not of the layout 'acled': it has no header 'fatalities'"):
        recognised(tmp_path / "list.csv", "acled")
    with pytest.raises(InputError, match="it has no row of HXL tags"):
        recognised(tmp_path / "list.csv", "hxl")
    with pytest.raises(ConfigError, match="the nearest one is 'acled'"):
        read(tmp_path, 'layout = "aceld"\n', FILES["acled"][0])


def test_headers_that_changed_are_named_and_may_be_declared(tmp_path: Path) -> None:
    content = FILES["acled"][0].replace("fatalities", "fatalities_total").replace("admin1", "adm1")
    with pytest.raises(InputError, match="it has no header 'admin1', 'fatalities'") as caught:
        read(tmp_path, 'layout = "acled"\n', content)
    assert "'admin1' may be 'adm1' now; 'fatalities' may be 'fatalities_total' now" in caught.value.hint
    renamed = content.replace("adm1", "admin1")
    _, checked = read(tmp_path, 'layout = "acled"\ncolumns = { fatalities_total = "best" }\n', renamed)
    assert claims_of(checked) == [["ACLED", "4.0"]]


def test_keys_of_an_input_go_before_those_of_its_layout(tmp_path: Path) -> None:
    keys = (
        'layout = "acled"\nconstants = { source = "ACLED 2022" }\ncolumns = { country = "party", admin1 = "place" }\n'
    )
    one, checked = read(tmp_path, keys + 'rows = "series"\n', FILES["acled"][0])
    assert claims_of(checked, "place", "party") == [["ACLED 2022", "North", "Aland"]]
    assert {*one.table["rows"]} == {"series"}
    assert one.table["given_source"].tolist() == ["Post"], "columns that the layout does not read are kept"


def test_a_project_begins_with_a_file_and_five_lines_at_most(tmp_path: Path) -> None:
    for name, (content, _) in FILES.items():
        file = tmp_path / f"{name}.csv"
        file.write_text(content, encoding="utf-8")
        made = project_from_file(tmp_path / name, file, layout="" if layout_called(name).verified else name)
        config = (tmp_path / name / "reconcile.toml").read_text(encoding="utf-8")
        assert (made.layout, made.config) == (name, config)
        assert len(config.splitlines()) <= 5
        load_config(tmp_path / name)
        assert (tmp_path / name / "data/raw" / file.name).read_text(encoding="utf-8") == content
        assert made.kept == ()


def test_a_layout_is_found_on_another_sheet_below_a_title(tmp_path: Path) -> None:
    rows = [line.split(",") for line in FILES["ucdp-ged"][0].splitlines()]
    file = tmp_path / "ged.xlsx"
    with pd.ExcelWriter(file, engine="openpyxl") as book:
        pd.DataFrame([["Read me"]]).to_excel(book, sheet_name="About", index=False, header=False)
        pd.DataFrame([["Events"] + [""] * (len(rows[0]) - 1), *rows]).to_excel(
            book, sheet_name="Data 1", index=False, header=False
        )
        pd.DataFrame().to_excel(book, sheet_name="Empty", index=False, header=False)
    made = project_from_file(tmp_path / "desk", file)
    assert made.config.splitlines()[2:] == ['layout = "ucdp-ged"', 'sheet = "Data 1"', "header = 2"]
    config = made.config.replace("data/raw/", "").partition("\n")[2].partition("\n")[2]
    assert claims_of(read(tmp_path, config, file.read_bytes(), "ged.xlsx")[1]) == [["UCDP GED", "5.0"]]


def test_the_source_of_a_tagged_table_is_for_the_desk_to_say(tmp_path: Path) -> None:
    (tmp_path / "camps.csv").write_text(TAGGED, encoding="utf-8")
    made = project_from_file(tmp_path / "desk", tmp_path / "camps.csv")
    assert made.config.splitlines()[3:] == ['constants = { source = "camps" }']
    assert made.open_points == ("source: who made the file; 'camps' stands for it",)


def test_a_file_may_have_any_name_and_lie_in_its_place_already(tmp_path: Path) -> None:
    (tmp_path / "data/raw").mkdir(parents=True)
    file = tmp_path / "data/raw/claims \u00e9t\u00e9 \U0001f600.csv"
    file.write_text(FILES["acled"][0], encoding="utf-8")
    made = project_from_file(tmp_path, file)
    assert (made.kept, made.written) == ((f"data/raw/{file.name}",), ("reconcile.toml", "data/raw/sources.csv"))
    assert [one.name for one in load_config(tmp_path).inputs] == [file.name]


def test_what_a_chart_counts_is_taken_from_its_header(tmp_path: Path) -> None:
    file = tmp_path / "chart.csv"
    for header, measure, left in [("Deaths in conflicts", "killed", 0), ("Rate of growth", "Rate of growth", 1)]:
        file.write_text(f"Title,,\n\nEntity,Year,{header}\nAland,2001,7\n", encoding="utf-8")
        made = project_from_file(tmp_path / measure, file)
        assert made.config.splitlines()[3:] == [
            "header = 3", f'columns = {{ "{header}" = "best" }}', f'constants = {{ measure = "{measure}" }}'
        ]  # fmt: skip
        assert len(made.open_points) == left


def test_the_command_says_what_it_did_and_runs(tmp_path: Path) -> None:
    file, home = tmp_path / "ged.csv", tmp_path / "desk"
    file.write_text(FILES["ucdp-ged"][0], encoding="utf-8")
    made = CliRunner().invoke(reconcile, ["init", str(home), "--from", str(file)])
    assert made.exit_code == 0, made.output
    for told in ("its rows are events", "the ends are sorted", "licence: UCDP", "wrote  data/raw/sources.csv"):
        assert told in made.stderr
    checked = CliRunner().invoke(reconcile, ["check", "--project", str(home), "--json"])
    assert json.loads(checked.stdout)["claims"] == 1
    shown = CliRunner().invoke(reconcile, ["check", "--project", str(home)]).stdout.splitlines()
    assert shown[shown.index("data/raw/ged.csv, first rows as read:") + 1] == (
        "  row 1: measure killed, place Aland, temporal period, period_start 2019-03-01, period_end 2019-03-04, low 5, "
        "best 5, high 9, unit persons, source UCDP GED"
    )
    again = CliRunner().invoke(reconcile, ["init", str(home), "--from", str(file)])
    assert (again.exit_code, "has a config already" in again.stderr) == (2, True)
    alone = CliRunner().invoke(reconcile, ["init", str(home), "--layout", "acled"])
    assert (alone.exit_code, "--from" in alone.stderr) == (2, True)


def test_a_declared_header_that_a_file_lacks_is_told(tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_text("Day,dead\n2021-05-03,5\n", encoding="utf-8")
    (tmp_path / "reconcile.toml").write_text(
        '[[inputs]]\npath = "counts.csv"\ncolumns = { Days = "count_date", dead = "best", n = "best" }\n'
        'constants = { source = "Hub", measure = "killed" }\n', encoding="utf-8",
    )  # fmt: skip
    found = rc.open_project(tmp_path).findings.set_index("rule").loc["header-not-there"]
    assert found[["file", "column", "hint"]].tolist() == ["counts.csv", "Days", "'Days' may be 'Day' now"]


def test_hxl_days_of_events_and_of_reports_are_read(tmp_path: Path) -> None:
    text = "when,told,dead\n#date+occurred,#date+reported,#affected+killed\n2021-05-03,2021-05-09,4\n"
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    project_from_file(tmp_path / "desk", tmp_path / "table.csv")
    (row,) = rc.open_project(tmp_path / "desk").claims[["count_date", "published"]].astype(str).values.tolist()
    assert row == ["2021-05-03", "2021-05-09"]
