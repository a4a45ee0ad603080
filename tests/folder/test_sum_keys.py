"""The keys of `[[sums]]`, and what a desk may get wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

import reconcile as rc
from reconcile.days import as_day
from reconcile.folder.config import load_config
from reconcile.inputs.prepared import options_of


def declared(folder: Path, *lines: str, before: str = "") -> rc.Sum:
    (folder / "reconcile.toml").write_text("\n".join([before, "[[sums]]", *lines]), encoding="utf-8")
    (made,) = options_of(load_config(folder)).sums
    return made


def test_a_sum_is_what_its_keys_say(tmp_path: Path) -> None:
    made = declared(tmp_path, 'by = ["month", "region", "month"]', 'period = "2014-05..2018"', 'list = "Register"')
    assert (made.by, made.time, made.columns) == (("month", "region"), "month", ("region",))
    assert (made.first, made.last, made.event_list) == (as_day("2014-05-01"), as_day("2018-12-31"), "Register")


def test_a_header_is_read_as_the_column_that_it_fills(tmp_path: Path) -> None:
    before = '[columns]\nadm_1 = "place"'
    assert declared(tmp_path, 'by = ["adm_1", "type"]', before=before).by == ("place", "type")


@pytest.mark.parametrize(("line", "message"), [
    ('by = ["month", "year"]', "not by month and year"), ('period = "soon"', "no period"),
    ('border = "x"', "border"), ('measur = "killed"', "measure"), ("by = 3", "by"),
])  # fmt: skip
def test_a_key_that_cannot_be_used_is_told(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(rc.ConfigError, match=message):
        declared(tmp_path, line)


@pytest.mark.parametrize(("keys", "message"), [
    ('path = "a.csv"\nedition = "1"', "edition belongs"), ('path = "a.csv"\npages = "page"', "pages belongs"),
    ('name = "a"\nurl = "https://example.org/a.csv"\ntoken_env = { password = "not a name" }', "environment variable"),
])  # fmt: skip
def test_keys_of_lists_belong_to_lists(tmp_path: Path, keys: str, message: str) -> None:
    (tmp_path / "reconcile.toml").write_text(f"[[inputs]]\n{keys}\n", encoding="utf-8")
    with pytest.raises(rc.ConfigError, match=message):
        load_config(tmp_path)
