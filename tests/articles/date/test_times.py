"""The time of a figure: which days words name, what they make of the figure, and whence they are known."""

from __future__ import annotations

import pytest

import reconcile as rc

# a Wednesday
PUBLISHED = "2024-06-05"


def times(text: str) -> list[tuple[str, str, str, str]]:
    table = rc.extract_claims(text, source="Example Post", published=PUBLISHED)
    return list(zip(table["period_start"], table["period_end"], table["count_date"], table["date_basis"], strict=True))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Some 40 people died on 14th April 2023.", "2023-04-14", "2023-04-14"),
        ("Some 40 people died on April 14th.", "2024-04-14", "2024-04-14"),
        ("Some 40 people died on the 14th of April.", "2024-04-14", "2024-04-14"),
        ("Some 40 people died between 15 and 18 November.", "2023-11-15", "2023-11-18"),
        ("Some 40 people died on 27-28 November 2013.", "2013-11-27", "2013-11-28"),
        ("Some 40 people died from Oct. 15 to 18, 2023.", "2023-10-15", "2023-10-18"),
        ("Some 40 people died from January to November 2017.", "2017-01-01", "2017-11-30"),
        ("Some 40 people died on 17/5/2024.", "2024-05-17", "2024-05-17"),
        ("Some 40 people died between Wednesday and Sunday.", "2024-05-29", "2024-06-02"),
        # as far as they are over
        ("Some 40 people died in June.", "2024-06-01", "2024-06-05"),
        ("Some 40 people died in 2024.", "2024-01-01", "2024-12-31"),
        ("Some 40 people died on 3/5/2024.", "", ""),
        ("The 2015 quake killed 40 people.", "2015-01-01", "2015-12-31"),
        ("In 2022-23, 40 people died.", "2022-01-01", "2023-12-31"),
        ("In the second quarter of 2023, 40 people died.", "2023-04-01", "2023-06-30"),
        ("In the first six months of 2023, 40 people died.", "2023-01-01", "2023-06-30"),
        ("Some 40 people died Friday and Saturday.", "2024-05-31", "2024-06-01"),
        ("In the week to 12 May, 40 people died.", "2024-05-06", "2024-05-12"),
        ("On Tuesday, officials said 40 people had died on Sunday.", "2024-06-02", "2024-06-02"),
        ("In week 7 (week ending 18 February 2018), 40 people died.", "2018-02-12", "2018-02-18"),
        ("Sunday's quake killed 40 people.", "2024-06-02", "2024-06-02"),
        ("Last Wednesday 40 people died.", "2024-05-29", "2024-05-29"),
        ("Some 40 people died over the weekend.", "2024-06-01", "2024-06-02"),
        ("In the past 72 hours 40 people died.", "2024-06-02", "2024-06-05"),
        ("Some 40 people died over the past day.", "2024-06-04", "2024-06-05"),
        ("Some 40 people died over the past week.", "2024-05-29", "2024-06-05"),
        ("Some 40 people died last week.", "2024-05-27", "2024-06-02"),
        ("Some 40 people died this year.", "2024-01-01", "2024-06-05"),
        ("In the first three months of the year 40 people died.", "2024-01-01", "2024-03-31"),
        ("Some 40 people died in the first half of this year.", "2024-01-01", "2024-06-05"),
        ("Some 40 people died in the last quarter of last year.", "2023-10-01", "2023-12-31"),
        ("Some 40 people died in the fourth quarter of last year.", "2023-10-01", "2023-12-31"),
        ("Three days ago 40 people died.", "2024-06-02", "2024-06-02"),
        ("Some 40 people died on Monday, police said on Tuesday.", "2024-06-03", "2024-06-03"),
        ("Police on Tuesday said 40 people died on Monday.", "2024-06-03", "2024-06-03"),
        ("During May 2023, 40 cholera cases were reported.", "2023-05-01", "2023-05-31"),
        ("Some 40 cholera cases were reported on Monday.", "2024-06-03", "2024-06-03"),
        ("It was the worst since 1998, when 40 people died.", "1998-01-01", "1998-12-31"),
        # names, verbs and times of saying are no days of what happened
        ("May Tarn, 34, saw 40 people drown.", "", ""),
        ("The Black Saturday fires killed 40 people.", "", ""),
        ("Jan Tarn said 40 people had died.", "", ""),
        ("The March for Peace drew 40 people.", "", ""),
        ("Police said on Tuesday that 40 people died.", "", ""),
        ("On Tuesday, officials said 40 people had died.", "", ""),
        ("Two months ago 40 people died.", "", ""),
        ("Some 40 people died last winter.", "", ""),
        ("Some 40 people died in the same period last year.", "", ""),
        ("At least 40 people have died since 18 March.", "2024-03-18", ""),
        ("At least 40 people have died since March 18.", "2024-03-18", ""),
        ("Some 40 people have been killed in the northwest since May.", "2024-05-01", ""),
        ("It was the first since May in which 40 people died.", "", ""),
        ("Some 40 people died in the same months of 2023.", "", ""),
        ("Some 40 people died three days ago.", "2024-06-02", "2024-06-02"),
        ("Last month the toll stood at 40.", "", ""),
    ],
)
def test_which_days_words_name(text: str, start: str, end: str) -> None:
    assert times(text)[0] == (start, end, "", "stated" if start else "")


@pytest.mark.parametrize(
    ("text", "start", "count"),
    [
        ("Since Monday evening 40 people have been killed, the ministry said on Tuesday.", "2024-06-03", "2024-06-04"),
        ("Some 40 people have died since the beginning of 2018.", "2018-01-01", ""),
        ("Some 40 people have died since the fighting in the north began in April 2023.", "2023-04-01", ""),
        ("Some 40 people have died in the war that broke out on 15 April.", "2024-04-15", ""),
        ("The death toll rose to 40, police said on Tuesday.", "", "2024-06-04"),
        ("The death toll rose to 40 on Tuesday.", "", "2024-06-04"),
        ("The number of people killed rose on Tuesday to 40.", "", "2024-06-04"),
        ("Some 14 soldiers died in the past day, taking the army's losses to 40.", "", "2024-06-05"),
        ("The strikes on Tuesday brought the number of people killed to 40.", "", "2024-06-04"),
        ("As of 22 May, 40 people were displaced.", "", "2024-05-22"),
        ("As of 6 p.m. on 22 May, 40 people were displaced.", "", "2024-05-22"),
        ("By noon on 22 May 40 people had drowned.", "", "2024-05-22"),
        ("As of 18:30 on 22 May, 40 people were displaced.", "", "2024-05-22"),
        # a state is of the day on which it is told
        ("Officials said 40 people were dead on Tuesday.", "", "2024-06-04"),
        ("Some 40 people were displaced as on 22 May.", "", "2024-05-22"),
        ("Overall, 40 people were displaced (as of 22 May).", "", "2024-05-22"),
    ],
)
def test_totals_have_a_start_and_a_day_of_counting(text: str, start: str, count: str) -> None:
    assert times(text)[-1] == (start, "", count, "stated")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("On Monday 12 people died and 30 were hurt on Tuesday.", ["2024-06-03", "2024-06-04"]),
        ("Some 12 people died and 30 were hurt on Tuesday.", ["2024-06-04", "2024-06-04"]),
        ("In May 2023 there were 12 deaths, compared to 30 deaths in May 2022.", ["2023-05-31", "2022-05-31"]),
        ("On Monday they freed 50 prisoners, after releasing 35 the day before.", ["2024-06-03", "2024-06-02"]),
        ("As of 1 May, 50 people were missing. On that same day, 35 more people died.", ["", "2024-05-01"]),
        ("In Mali, where 43 people vanished in 2014, 12 were arrested.", ["2014-12-31", ""]),
        ("On Monday 12 people died, while 3 others were hurt.", ["2024-06-03", "2024-06-03"]),
        ("They shot down 18 drones launched on Monday.", ["2024-06-03"]),
        # the day of a part or of an earlier value is not that of the figure before
        ("Volunteers found 61 bodies, 14 of them on Monday.", ["", "2024-06-03"]),
        ("The brigade lost 61 men, including 14 on Monday.", ["", "2024-06-03"]),
        ("The mayor put the number of dead at 61, up from 52 on Monday.", ["", "2024-06-03"]),
        ("Police counted 61 dead and 14 missing, down from 20 missing on Monday.", ["", "", "2024-06-03"]),
        ("The raid killed 61 people including 14 children on Monday.", ["2024-06-03", "2024-06-03"]),
        ("The army holds 61 sq km, down from a peak of 90 sq km in April.", ["", "2024-04-30"]),
        # nor is one that is compared with
        ("In May 61 people died, fewer than in April.", ["2024-05-31"]),
        ("The agency counted 61 dead, twice as many as in April.", [""]),
        ("It was worse than in 2022, when 61 people died.", ["2022-12-31"]),
        ("In April and May, 12 and 30 people died, respectively.", ["2024-04-30", "2024-04-30"]),
    ],
)
def test_each_figure_has_the_nearest_time(text: str, ends: list[str]) -> None:
    assert [end for _, end, _, _ in times(text)] == ends


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        # what happened is carried within a paragraph, but for what has been, and for what exists
        ("A bomb went off on Sunday. Twelve people died.", 0, ("2024-06-02", "2024-06-02", "", "carried")),
        ("A bomb went off on Sunday. Twelve people have died.", 0, ("", "", "", "")),
        ("A bomb went off on Sunday.\nTwelve people died.", 0, ("", "", "", "")),
        ("In 2023 it was worse. Twelve people died.", 0, ("", "", "", "")),
        ("In May 2023, 9 people died. The period also saw 30 cases of cholera.", 1,
         ("2023-05-01", "2023-05-31", "", "carried")),
        # the state of the data, and the day of a dateline, for totals
        ("Data as of 29 May 2024\nThe death toll is 40.", 0, ("", "", "2024-05-29", "carried")),
        ("Report No. 4 (as of 29 May 2024)\nSome 40 people have been displaced.", 0, ("", "", "2024-05-29", "carried")),
        ("Report No. 4 (as of 29 May 2024)\nSome 40 people drowned.", 0, ("", "", "", "")),
        ("ORVA, May 29 (Agency) -- Some 40 people have been killed.", 0, ("", "", "2024-05-29", "lead")),
        ("ORVA, May 29 (Agency) -- Some 40 people died on Monday.", 0, ("2024-06-03", "2024-06-03", "", "stated")),
        # a timeline; a single date above an article is that of publication
        ("3 May 2007 - A bomb went off. Two men died.\n4 May 2007 - Calm.", 0,
         ("2007-05-03", "2007-05-03", "", "carried")),
        ("3 May 2007\nA bomb went off.\nTwo men died.", 0, ("", "", "", "")),
        # a headline
        ("Blast kills 12\nA blast killed 12 people on Sunday.", 0, ("2024-06-02", "2024-06-02", "", "lead")),
        ("Blast kills 12\nA blast hurt 12 people on Sunday.", 0, ("", "", "", "")),
    ],
)  # fmt: skip
def test_whence_a_time_is_known(text: str, number: int, expected: tuple[str, str, str, str]) -> None:
    assert times(text)[number] == expected


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    for words in ("on Friday", "in May", "last week", "over the past 72 hours", "on 3 May", "three days ago"):
        table = rc.extract_claims(f"Some 40 people died {words}.")
        assert not table[["period_start", "period_end", "count_date", "date_basis"]].to_numpy().any(), words


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Some 300 soldiers died, up from 110 casualties in May.", ["", "2024-05-31"]),
        ("Some 300 soldiers died, compared with 110 men in May.", ["", "2024-05-31"]),
        ("Turnout was 62%, up from 58% in 2020.", ["", "2020-12-31"]),
        ("The minister said in April that the war had killed 900 soldiers, including 250 officers.", ["", ""]),
        ("There were 612 cases in the week to 4 May, down from 840 the week before.", ["2024-05-04", ""]),
        ("The toll reached 700, the highest since 1999.", [""]),
        ("The toll reached 700, more than in any quake since 1999.", [""]),
        ("The figure, up 14% from 2023, includes 300 deaths.", ["", ""]),
        ("Some 900 people were displaced, 400 of them since 2023.", ["", ""]),
    ],
)
def test_the_time_of_an_older_value_is_its_own(text: str, ends: list[str]) -> None:
    assert [end for _, end, _, _ in times(text)] == ends


def test_what_a_total_stood_at_is_no_count_of_that_day() -> None:
    assert times("Deaths stood at 670 on Sunday.") == [("", "", "2024-06-02", "stated")]


def test_the_beginning_of_a_total_is_not_that_of_what_raises_it() -> None:
    text = "The raid killed 12 people, bringing the toll since March to 61."
    table = rc.extract_claims(text, source="Example Post", published=PUBLISHED)
    assert table[["measure", "role", "period_start"]].to_numpy().tolist() == [
        ["killed", "increment", ""],
        ["killed", "", "2024-03-01"],
    ]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        # each has its own time: the other half of the sentence begins behind "and that"
        ("The raid on 12 May killed 14 men and that of 13 May killed 9.", ["2024-05-12", "2024-05-13"]),
        ("It has killed 14 people this week and 180 since the war began.", ["2024-06-03", ""]),
        ("It has seized 14 towns since 3 January and now holds 40% of the land.", ["2024-01-03", ""]),
        ("On Friday 61 people were killed, and on Saturday a further 14.", ["2024-05-31", "2024-06-01"]),
    ],
)
def test_each_figure_has_its_own_time(text: str, starts: list[str]) -> None:
    assert [start for start, _, _, _ in times(text)] == starts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the day on which somebody said it
        ("On Sunday a spokesman said 14 people died.", [("", "")]),
        ("On Sunday a spokesman said 14 people died. Another nine were hurt.", [("", ""), ("", "")]),
        ("Police spoke of 9 dead, but on Sunday a spokesman said 14 people had died.", [("", ""), ("", "")]),
        ("Some 14 died and 30 were hurt, and on Sunday another two died.", [("", ""), ("", ""), ("2024-06-02", "")]),
        # what stands at a number, or has risen to it, did not happen on that day
        ("Cases rose to 480 on Sunday. Deaths now stand at 14.", [("", "2024-06-02"), ("", "")]),
        ("Deaths climbed to 14 on Sunday from 9 the day before.", [("", "2024-06-02"), ("", "2024-06-01")]),
        ("New cases rose to 80 on Sunday.", [("2024-06-02", "")]),
    ],
)  # fmt: skip
def test_days_of_telling_and_of_totals_are_no_days_of_events(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(end, count) for _, end, count, _ in times(text)] == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("In the year to March, 2,400 migrants drowned.", "2023-04-01", "2024-03-31"),
        ("Some 2,400 migrants drowned in the six months ending 30 April.", "2023-11-01", "2024-04-30"),
        ("Some 2,400 migrants drowned in the two months to 15 May.", "2024-03-16", "2024-05-15"),
        # those that end on no known day are asked for
        ("Some 2,400 migrants drowned in the past two years.", "", ""),
    ],
)
def test_months_and_years_that_end_on_a_day(text: str, start: str, end: str) -> None:
    assert times(text)[0][:2] == (start, end)


def test_what_exceeds_a_number_did_so_on_no_day() -> None:
    text = "On Monday three marchers died. The number of detained marchers exceeds 1,000."
    assert [end for _, end, _, _ in times(text)] == ["2024-06-03", ""]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        # a night is told of in several sentences; of a month only what is said to be more
        ("The raid killed 14 people overnight. It wounded 40.", ["2024-06-05", "2024-06-05"]),
        ("The floods killed 14 people this month. The storm wounded 40.", ["2024-06-05", ""]),
        ("The floods killed 14 people this month. Another 40 were wounded.", ["2024-06-05", "2024-06-05"]),
        # not what was elsewhere
        ("Some 14 died in the past 24 hours. The raid killed 40 people in Varda.", ["2024-06-05", ""]),
        ("On Monday 14 died in Enga. The raid killed 40 people in Varda.", ["2024-06-03", ""]),
        ("Some 147 blasts were heard on Monday, against 56 in the previous reporting period.", ["2024-06-03", ""]),
        ("The 2018-20 epidemic killed 2,300.", ["2020-12-31"]),
        # a year before a name of what happened
        ("The 2018 Varda Ridge Fire killed 85.", ["2018-12-31"]),
        ("The Red Cross spoke on Monday of 14 dead.", [""]),
        ("Some 97 people died, 40 of them were killed on Monday.", ["", "2024-06-03"]),
        ("New in last 24h: 87 cases.", ["2024-06-05"]),
        ("In its deadliest attack this year, the group killed 37 people on Monday.", ["2024-06-03"]),
        ("In March 40 died; 569 died or went missing in 2023.", ["2024-03-31", "2023-12-31"]),
        ("Six died on Monday and 3 on Tuesday. A clinic treated 160 wounded.", ["2024-06-03", "2024-06-04", ""]),
        ("Some 13 were wounded, four of whom have since died.", ["", ""]),
        ("Gangs killed 613 people in the first quarter.", [""]),
        ("On Monday 14 died. By Tuesday 29 had been buried. The army killed 40.", ["2024-06-03", ""]),
        ("Some 49 people have died, 18 of them in Varda on a single day, Jan. 9.", ["", "2024-01-09"]),
    ],
)
def test_which_times_are_carried_on(text: str, ends: list[str]) -> None:
    assert [end for _, end, _, _ in times(text)] == ends


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Since the start of the year there have been 1,480 cases.", [("2024-01-01", "")]),
        ("The toll rose to 114 on Monday, with 127 others still missing.", [("", ""), ("", "")]),
        ("Some 12 people have died since the fire, and 40 since March.", [("", ""), ("2024-03-01", "")]),
        ("Some 40 people died in Zenda Jan district.", [("", "")]),
        ("Some 5,400 people remain, and 900 have been evacuated since May.", [("", ""), ("2024-05-01", "")]),
        # the month is that of those who were added
        ("Three people died in April, bringing to 21 the number killed.", [("2024-04-01", "2024-04-30"), ("", "")]),
        ("Three people died in April, bringing the toll to 21.", [("2024-04-01", "2024-04-30"), ("", "")]),
    ],
)  # fmt: skip
def test_what_a_total_comes_to(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(start, end) for start, end, _, _ in times(text)] == expected
