"""The keys of `reconcile.toml`: types, defaults and meanings, each once; the checks and the docs are made from here."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from reconcile.defaults import DEFAULT_LEVEL, DEFAULT_METHOD
from reconcile.folder.approval_keys import ApprovalKeys
from reconcile.folder.curve_keys import CurveKeys
from reconcile.folder.input_keys import Input
from reconcile.folder.key_types import Codec, FilledColumn, Table
from reconcile.folder.layout import PROCESSED, RAW, REPORTS
from reconcile.folder.number_keys import Numbers
from reconcile.folder.reader_keys import ReaderKeys
from reconcile.folder.sum_keys import SumKeys
from reconcile.folder.weight_keys import WeightKeys
from reconcile.report.sentences.languages import LANGUAGE, PLAIN, languages, styles

__all__ = ["Keys", "Paths", "known_keys"]


def _dates(value: Any) -> Any:
    """Return `at` as a word or as dates; a TOML date and an ISO string mean the same."""
    if value in ("latest", "month-end"):
        return value
    if not isinstance(value, list) or not value:
        raise ValueError(f"{value!r} is not understood; it takes 'latest', 'month-end' or a list of dates")
    return [_date(item) for item in value]


def _date(value: Any) -> date:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ValueError(f"'{value}' is not a date; write it as 2025-01-31") from None


Day = Annotated[date, BeforeValidator(_date)]


def _language(name: str) -> str:
    if name in languages():
        return name
    raise ValueError(f"no words are written in '{name}'; there are: {', '.join(languages())}")


def _web_address(url: str) -> str:
    """Return an address of the web, or ""; RFC 3986, with the schemes that a reader of feeds follows."""
    if not url or re.fullmatch(r"https?://[^\s/?#<>\"]+(?:/[^\s?#<>\"]*)?", url):
        return url
    raise ValueError(f"'{url[:60]}' is no address; write it as https://example.org/reports/")


class Paths(Table):
    """Folders of the project, all inside it."""

    raw: str = Field(default=RAW, description="Folder with the claims as received")
    processed: str = Field(default=PROCESSED, description="Folder for the tables that a run writes")
    reports: str = Field(default=REPORTS, description="Folder for the report, its figures and tables")


class MeasureKeys(Table):
    """A measure of your own."""

    unit: str = Field(default="", description="Unit of its numbers")
    words: str = Field(default="", description="Words that print it; empty: its name")
    bears: Literal["loss", "gain", "neither"] = Field(
        default="neither", description="Whether a high figure hurts the party counted, helps it, or neither"
    )
    scale: Literal["log", "linear", "proportion"] = Field(default="log", description="Working scale")
    synonyms: list[str] = Field(default=[], description="Other words for it in the files")


class PlaceKeys(Table):
    """What is known of a place."""

    population: float | None = Field(default=None, description="People who live there", gt=0)
    area: float | None = Field(default=None, description="Its area in km2", gt=0)


class IdentityKeys(Table):
    """An accounting rule between measures, times or places."""

    name: str = Field(description="Name to print", min_length=1)
    total: str = Field(default="", description="Measure, or place, that is the sum; over times the measure added up")
    parts: list[str] = Field(default=[], description="Measures, or places, that are parts of it")
    complete: bool = Field(default=False, description="Whether the parts are all there are; else total >= parts")
    enforce: bool = Field(default=False, description="Whether estimates get columns in which they add up")
    over: Literal["", "period", "place"] = Field(default="", description="What parts are apart in; empty: measures")

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if not self.over and not (self.total and self.parts):
            raise ValueError("total and parts are needed where measures are added up")
        if self.total in self.parts:
            raise ValueError(f"'{self.total}' is no part of itself")
        return self


class BreakKeys(Table):
    """A day from which a source counts something else."""

    source: str = Field(description="Source, by any of its names", min_length=1)
    measure: str = Field(default="", description="Measure; empty: all that the source counts")
    date: Day = Field(description="First day of the new count")
    note: str = Field(default="", description="What changed")


class ReportKeys(Table):
    """What the report shows."""

    title: str = Field(default="", description="Title of the report")
    figures: bool = Field(default=True, description="Whether figures are drawn")
    xlsx: bool = Field(default=False, description="Whether tables/estimates.xlsx is written (extra `excel`)")
    feeds: bool = Field(default=True, description="Whether feed.json and feed.atom are written")
    url: Annotated[str, BeforeValidator(_web_address)] = Field(
        default="", description="Address at which the folder of the reports is read: feeds link there"
    )
    language: Annotated[str, BeforeValidator(_language)] = Field(
        default=LANGUAGE, description="Language of the sentences"
    )
    style: str = Field(default=PLAIN, description="How numbers, dates and units are written in it: plain, ap, guardian")
    sections: list[str] = Field(
        default=["*"],
        description="Quantities and families with a section of their own, as patterns; the tables stay whole",
    )
    families: dict[str, str] = Field(default={}, description="Titles of families")
    subjects: dict[str, str] = Field(
        default={}, description="Words for the people of a party, such as North Korean soldiers"
    )

    @model_validator(mode="after")
    def _written(self) -> ReportKeys:
        if self.style not in styles(self.language):
            known = ", ".join(styles(self.language))
            raise ValueError(f"'{self.language}' has no style '{self.style}'; it has: {known}")
        return self


class OutputKeys(Table):
    """What a run writes beside the report."""

    tables: Literal["csv", "parquet", "both"] = Field(
        default="csv", description="Format of the tables in the processed folder"
    )


class RunKeys(Table):
    """How a run is done."""

    engine: Literal["local", "processes", "dask"] = Field(
        default="local", description="Where claims are reconciled; the outputs are the same"
    )


class Keys(Table):
    """All keys of `reconcile.toml`."""

    level: float = Field(
        default=DEFAULT_LEVEL, description="Share of cases in which low to high is built to hold", gt=0.5, lt=1
    )
    method: str = Field(
        default=DEFAULT_METHOD, description="Pooling method; `reconcile methods` lists them", min_length=1
    )
    at: Annotated[str | list[date], BeforeValidator(_dates)] = Field(
        default="latest", description="Dates at which cumulative and stock quantities are estimated"
    )
    articles: Literal["reviewed", "auto"] = Field(
        default="reviewed",
        description="Which extracted claims are used: those the desk accepted, or all that are not rejected",
    )
    columns: dict[str, FilledColumn] = Field(
        default={}, description="Header in the files = column of claims; period fills both of its ends"
    )
    encoding: dict[str, Codec] = Field(default={}, description="File pattern = text encoding; utf-8 otherwise")
    numbers: Numbers = Field(default=Numbers(), description="How numbers and dates are written in the files")
    paths: Paths = Field(default=Paths(), description="Folders of the project")
    measures: dict[str, MeasureKeys] = Field(default={}, description="Measures of your own")
    places: dict[str, PlaceKeys] = Field(default={}, description="What is known of places, which no figure can pass")
    sides: dict[str, list[str]] = Field(default={}, description="Side = parties on it, for stakes")
    identities: list[IdentityKeys] = Field(default=[], description="Accounting rules to check")
    breaks: list[BreakKeys] = Field(
        default=[], description="Days from which a source counts something else: no comparison leads across them"
    )
    sums: list[SumKeys] = Field(default=[], description="How events of lists are added up")
    weights: WeightKeys = Field(default=WeightKeys(), description="What voices are weighed by beside their grades")
    curve: CurveKeys = Field(default=CurveKeys(), description="How the method `curve` is published")
    inputs: list[Input] = Field(
        default=[], description="Claims beside those in the raw folder: files, or addresses to fetch"
    )
    reader: ReaderKeys = Field(default=ReaderKeys(), description="A second reader of articles, which only doubts")
    approvals: ApprovalKeys = Field(default=ApprovalKeys(), description="Who may approve a sentence")
    outputs: OutputKeys = Field(default=OutputKeys(), description="What a run writes beside the report")
    run: RunKeys = Field(default=RunKeys(), description="How a run is done")
    report: ReportKeys = Field(default=ReportKeys(), description="What the report shows")

    @field_validator("inputs")
    @classmethod
    def _names_apart(cls, inputs: list[Input]) -> list[Input]:
        names = [item.name for item in inputs if item.name]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"two inputs are called '{min(twice)}'")
        return inputs


# tables of the file and the model of one entry; a `*` stands for a name of the user's own
_TABLES: dict[str, type[Table]] = {
    "": Keys,
    "numbers": Numbers,
    "paths": Paths,
    "measures.*": MeasureKeys,
    "places.*": PlaceKeys,
    "identities": IdentityKeys,
    "breaks": BreakKeys,
    "sums": SumKeys,
    "weights": WeightKeys,
    "curve": CurveKeys,
    "inputs": Input,
    "reader": ReaderKeys,
    "approvals": ApprovalKeys,
    "outputs": OutputKeys,
    "run": RunKeys,
    "report": ReportKeys,
}


def known_keys() -> dict[str, str]:
    """Return every key by its dotted path, with its meaning; `*` stands for a name of the user's own.

    Examples
    --------
    >>> known_keys()["numbers.decimal"]
    'Sign before the decimals'
    """
    return {
        f"{table}.{name}" if table else name: field.description or ""
        for table, model in _TABLES.items()
        for name, field in model.model_fields.items()
    }
