from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reconcile.errors import ConfigError
from reconcile.folder.config import load_config
from reconcile.folder.config_keys import Keys, known_keys


def configured(folder: Path, text: str) -> Path:
    (folder / "reconcile.toml").write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config(configured(folder, text))
    return str(caught.value)


def test_without_a_file_every_key_has_its_default(tmp_path: Path) -> None:
    config = load_config(tmp_path)
    assert config.keys == Keys()
    assert config.raw == tmp_path.resolve() / "data/raw"
    assert (config.keys.level, config.keys.method, config.keys.at) == (0.9, "linear", "latest")


def test_every_key_can_be_set(tmp_path: Path) -> None:
    keys = load_config(
        configured(
            tmp_path,
            """
            level = 0.8
            method = "median"
            at = [2025-01-31, "2025-02-28"]
            articles = "auto"
            columns = { origin_source = "origin", quantity = "family" }
            encoding = { "claims-old*.csv" = "cp1251" }
            numbers = { decimal = ",", thousands = ".", dayfirst = true }
            paths = { raw = "in", processed = "out", reports = "told" }
            measures.wells_lost = { unit = "items", words = "lost", bears = "loss", synonyms = ["wells"] }
            sides = { allies = ["A", "B"] }
            identities = [{ name = "sum", total = "casualties", parts = ["killed", "wounded"] }]
            inputs = [{ path = "more/claims.csv" }]
            [report]
            title = "Title"
            figures = false
            sections = ["killed*"]
            families = { k = "Killed" }
            subjects = { K = "people of K" }
            """.replace("            ", ""),
        )
    ).keys
    assert keys.at == [date(2025, 1, 31), date(2025, 2, 28)]
    assert keys.measures["wells_lost"].synonyms == ["wells"]
    assert keys.identities[0].parts == ["killed", "wounded"]
    assert not keys.report.figures
    assert keys.articles == "auto"


@pytest.mark.parametrize(
    ("text", "unknown", "nearest"),
    [
        ('metod = "linear"', "metod", "method"),
        ("[report]\nfigure = true", "report.figure", "report.figures"),
        ('[measures.wells]\nunits = "items"', "measures.wells.units", "measures.*.unit"),
        ('[[identities]]\nname = "n"\ntotal = "t"\nparts = ["a"]\npart = "b"', "identities.part", "identities.parts"),
        ('decimal = ","', "decimal", "numbers.decimal"),
        ("zzz = 1", "zzz", ""),
    ],
)
def test_an_unknown_key_names_the_nearest_known_one(tmp_path: Path, text: str, unknown: str, nearest: str) -> None:
    assert f"unknown key '{unknown}', the nearest known one is '{nearest}" in refusal(tmp_path, text)


def test_all_unfit_keys_are_named_at_once(tmp_path: Path) -> None:
    told = refusal(tmp_path, 'level = 2\nmetod = "x"\nat = "never"')
    assert all(word in told for word in ("level:", "'metod'", "at:"))


@pytest.mark.parametrize(
    "text",
    [
        'level = "0.9"',
        "level = 0.5",
        "level = 1",
        "level = nan",
        'at = "yesterday"',
        "at = []",
        'at = ["2025-02-31"]',
        'columns = { x = "no_such_column" }',
        'encoding = { "*.csv" = "klingon" }',
        'encoding = { "*.csv" = "base64" }',
        'encoding = { "*.csv" = 5 }',
        'encoding = { "*.csv" = ["utf-8"] }',
        'numbers = { decimal = ";" }',
        'numbers = { decimal = ",", thousands = "," }',
        'measures.x = { bears = "both" }',
        'identities = [{ name = "n", total = "t", parts = [] }]',
        "inputs = [{}]",
    ],
)
def test_unfit_values_are_refused(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text).startswith("reconcile.toml: ")


def test_a_wrong_column_names_the_nearest_one(tmp_path: Path) -> None:
    assert "nearest one is 'count_date'" in refusal(tmp_path, 'columns = { x = "countdate" }')


def test_bad_toml_names_the_line(tmp_path: Path) -> None:
    assert "line 2" in refusal(tmp_path, "level = 0.9\nmethod linear\n")


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, "level = " + "9" * 5_000, "a\x00 = 1", "level = 1\nlevel = 2"])
def test_hostile_toml_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text).startswith("reconcile.toml: ")


def test_bytes_that_are_not_utf8_name_the_line(tmp_path: Path) -> None:
    (tmp_path / "reconcile.toml").write_bytes(b'level = 0.9\n# caf\xe9\nmethod = "linear"\n')
    with pytest.raises(ConfigError, match="line 2 is not UTF-8"):
        load_config(tmp_path)


def test_a_byte_order_mark_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "reconcile.toml").write_bytes(b"\xef\xbb\xbflevel = 0.8\n")
    assert load_config(tmp_path).keys.level == 0.8


@pytest.mark.parametrize("folder", ["../elsewhere", "/etc", "a/../../b", "..", "a\\u0000b", "x" * 5000])
@pytest.mark.parametrize("key", ["paths.raw", "paths.reports"])
def test_paths_out_of_the_project_are_refused(tmp_path: Path, folder: str, key: str) -> None:
    assert key in refusal(tmp_path, f'{key} = "{folder}"')


def test_declared_inputs_must_lie_in_the_project(tmp_path: Path) -> None:
    assert "leads out of the project" in refusal(tmp_path, 'inputs = [{ path = "../claims.csv" }]')


def test_a_symbolic_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    home.mkdir()
    outside.mkdir()
    (home / "reports").symlink_to(outside)
    with pytest.raises(ConfigError, match="leads out of the project"):
        load_config(home)


def test_a_symbolic_link_within_the_project_is_fine(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "told").symlink_to(tmp_path / "real")
    assert load_config(configured(tmp_path, 'paths.reports = "told"')).reports == tmp_path.resolve() / "real"


@pytest.mark.parametrize(
    "text",
    ['paths.processed = "data/raw"', 'paths.processed = "data/raw/out"', 'paths.reports = "."', 'paths.raw = "data"'],
)
def test_folders_that_hold_each_other_are_refused(tmp_path: Path, text: str) -> None:
    assert "folder of its own" in refusal(tmp_path, text)


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("not a folder")
    with pytest.raises(ConfigError, match="is not a folder"):
        load_config(tmp_path)


def test_an_input_is_a_file_or_an_address(tmp_path: Path) -> None:
    text = 'inputs = [{ path = "a.csv" }, { name = "wires", url = "https://example.org/claims.csv", max_age = "36h" }]'
    config = load_config(configured(tmp_path, text))
    assert config.inputs == (tmp_path.resolve() / "a.csv",)
    assert config.keys.inputs[1].name == "wires"


def test_a_missing_project_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such project folder"):
        load_config(tmp_path / "nowhere")


def test_every_key_has_a_meaning() -> None:
    assert all(known_keys().values())


def test_articles_is_a_closed_choice(tmp_path: Path) -> None:
    assert load_config(tmp_path).keys.articles == "reviewed"
    assert "'reviewed' or 'auto'" in refusal(tmp_path, 'articles = "articles"')


def test_what_is_known_of_places(tmp_path: Path) -> None:
    (tmp_path / "reconcile.toml").write_text("[places.Alton]\npopulation = 41000\n", "utf-8")
    places = load_config(tmp_path).keys.places
    assert (places["Alton"].population, places["Alton"].area) == (41_000, None)
    (tmp_path / "reconcile.toml").write_text("[places.Alton]\npeople = 41000\n", "utf-8")
    with pytest.raises(ConfigError, match=r"unknown key 'places.Alton.people'"):
        load_config(tmp_path)
    (tmp_path / "reconcile.toml").write_text("[places.Alton]\narea = 0\n", "utf-8")
    with pytest.raises(ConfigError, match=r"places.Alton.area"):
        load_config(tmp_path)
