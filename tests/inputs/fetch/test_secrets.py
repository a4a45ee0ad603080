"""Credentials come from the environment, go to the server that they are for, and are written nowhere."""

from __future__ import annotations

import logging
from base64 import b64decode
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile.cli.group import reconcile as commands
from reconcile.errors import ConfigError, FetchError
from reconcile.folder.address import check_address, masked_address
from reconcile.folder.config import load_config
from reconcile.inputs.fetch.credentials import with_credentials
from reconcile.run.pipeline import run_project

from .desk_server import (
    BRIEF,
    CLAIMS,
    NEWER,
    PATIENCE,
    DeskServer,
    Handler,
    in_turn,
    plain,
    redirect,
    serving,
    silent,
    status,
    tagged,
)
from .test_run import configure, fetched, found

pytestmark = pytest.mark.usefixtures("remembered")

TOKEN, WORD, KEY = "tok-5f1d0c2a9b", "pass/w:ord+7e3b", "key-91ac44d0&x=1"
SECRETS = (TOKEN, WORD, KEY, "pass%2Fw%3Aord%2B7e3b", "key-91ac44d0", "5f1d0c2a9b")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_TOKEN", f"Bearer {TOKEN}")
    monkeypatch.setenv("DESK_USER", "desk")
    monkeypatch.setenv("DESK_WORD", WORD)
    monkeypatch.setenv("DESK_KEY", KEY)


def address(server: DeskServer, path: str = "/claims.csv") -> str:
    return f"http://${{DESK_USER}}:${{DESK_WORD}}@127.0.0.1:{server.port}{path}?key=${{DESK_KEY}}"


def written(home: Path) -> bytes:
    """Every byte that the tool wrote, and every name."""
    files = [file for file in home.rglob("*") if file.is_file() and file.name != "reconcile.toml"]
    return b"\n".join(part for file in files for part in (str(file).encode(), file.read_bytes()))


def assert_nowhere(home: Path, *texts: str) -> None:
    everything = written(home) + "".join(texts).encode()
    assert [secret for secret in SECRETS if secret.encode() in everything] == []


def echoed(handler: Handler) -> None:
    """What a careless server sends: the credentials in headers and cookies, and in the reason."""
    asked = handler.headers.get("authorization", "")
    handler.give(
        200, CLAIMS, content_type="text/csv", etag='"one"', set_cookie=f"session={asked}", x_request=handler.path,
        link=f"<{handler.path}>; rel=self",
    )  # fmt: skip


@pytest.mark.usefixtures("environment")
def test_credentials_are_sent_and_written_nowhere(
    home: Path, server: DeskServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    server.answers["/claims.csv"] = in_turn(echoed, status(304), status(401, f"bad {TOKEN}".encode()), status(500))
    configure(home, {"name": "wires", "url": address(server), "header_env": {"X-Api": "DESK_TOKEN"}, "max_age": "1h"})
    caplog.set_level(logging.DEBUG)
    texts = []
    for options in ([], [], [], ["--force", "--json"], ["--offline", "--force"]):
        result = CliRunner().invoke(commands, ["run", "--project", str(home), *options])
        assert result.exit_code == 0
        texts.append(result.output)
    path, headers = server.asked[0]
    assert path == "/claims.csv?key=key-91ac44d0%26x%3D1"
    assert headers["x-api"] == f"Bearer {TOKEN}"
    assert b64decode(headers["authorization"].removeprefix("Basic ")).decode() == f"desk:{WORD}"
    assert server.asked[1][1]["if-none-match"] == '"one"'
    logs = [record.getMessage() for record in caplog.records]
    assert logs
    assert_nowhere(home, *texts, *logs, *capfd.readouterr())
    assert b"?key=${DESK_KEY}" in (home / "data/processed/datapackage.json").read_bytes()
    assert b"DESK_WORD" not in written(home)


@pytest.mark.long
@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("answer", "timeout"),
    [
        (status(500), PATIENCE),
        (silent, BRIEF),
        (redirect("http://10.0.0.1/?key=key-91ac44d0"), PATIENCE),
        (lambda handler: None, BRIEF),
    ],
)
def test_faults_do_not_tell_them(home: Path, server: DeskServer, answer: object, timeout: float) -> None:
    server.answers["/claims.csv"] = answer  # type: ignore[assignment]
    (home / "data/raw/claims.csv").write_bytes(CLAIMS)
    keys = {"name": "wires", "url": address(server), "header_env": {"X-Api": "DESK_TOKEN"}, "timeout": timeout}
    configure(home, keys)
    result = CliRunner().invoke(commands, ["--debug", "run", "--project", str(home)])
    assert result.exit_code == 0
    assert_nowhere(home, result.output)


@pytest.mark.usefixtures("environment")
def test_an_error_that_ends_the_run_does_not_tell_them(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = redirect("ftp://10.0.0.1/?key=key-91ac44d0")
    configure(home, {"name": "wires", "url": address(server), "header_env": {"X-Api": "DESK_TOKEN"}})
    for options in ([], ["--debug"]):
        result = CliRunner().invoke(commands, [*options, "run", "--project", str(home)])
        assert result.exit_code != 0
        assert_nowhere(home, result.output, repr(result.exception))


@pytest.mark.long
@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("secret", [TOKEN, WORD, KEY, f"Bearer {TOKEN}", "key-91ac44d0%26x%3D1"])
def test_an_answer_that_repeats_one_is_not_kept(home: Path, server: DeskServer, secret: str) -> None:
    server.answers["/claims.csv"] = in_turn(plain(CLAIMS), plain(NEWER + f'dead,"{secret}",40,\n'.encode()))
    configure(home, {"name": "wires", "url": address(server), "header_env": {"X-Api": "DESK_TOKEN"}})
    run_project(home)
    run_project(home)
    assert fetched(home) == [CLAIMS]
    assert found(home)[0].endswith("the answer repeats a credential, so it was not kept")
    assert_nowhere(home)


@pytest.mark.usefixtures("environment")
def test_they_are_not_sent_to_another_server(home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch) -> None:
    from reconcile.inputs.fetch.transport import NetworkTransport

    # two servers on loopback stand for two hosts, which would both be refused else
    monkeypatch.setattr(NetworkTransport, "_may_be_private", lambda *args: True)
    with serving() as other:
        other.answers["/claims.csv"] = tagged(CLAIMS, '"one"')
        server.answers["/claims.csv"] = redirect(other.url("/claims.csv"))
        configure(home, {"name": "wires", "url": address(server), "header_env": {"X-Api": "DESK_TOKEN"}})
        assert run_project(home).used == 2
        path, headers = other.asked[0]
    assert path == "/claims.csv"
    assert not {"authorization", "x-api", "cookie", "referer"} & set(headers)
    assert "authorization" in server.asked[0][1]


@pytest.mark.usefixtures("environment")
def test_they_are_sent_again_where_a_redirect_stays_on_the_server(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = redirect("/v2/claims.csv")
    server.answers["/v2/claims.csv"] = plain(CLAIMS)
    configure(home, {"name": "wires", "url": address(server), "header_env": {"X-Api": "DESK_TOKEN"}})
    assert run_project(home).used == 2
    assert server.asked[1][1]["x-api"] == f"Bearer {TOKEN}"


@pytest.mark.long
def test_a_variable_that_is_not_set_is_named_and_the_copy_stands(
    home: Path, server: DeskServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_TOKEN", TOKEN)
    server.answers["/claims.csv"] = plain(CLAIMS)
    configure(home, {"name": "wires", "url": server.url("/claims.csv"), "header_env": {"Authorization": "DESK_TOKEN"}})
    run_project(home)
    monkeypatch.delenv("DESK_TOKEN")
    assert run_project(home).used == 2
    assert found(home)[0].endswith("the environment variable DESK_TOKEN is not set")


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\x00b", "naïve", "a\nb"])
def test_values_that_would_break_a_request_are_not_sent(value: str) -> None:
    for url, headers in (("http://example.org/?k=${NAME}", {}), ("http://example.org/", {"X-Api": "NAME"})):
        with pytest.raises(FetchError) as caught:
            with_credentials(url, headers, {"NAME": value})
        assert caught.value.message == "the environment variable NAME holds characters that cannot be sent"


def test_a_value_is_a_value_and_never_an_address() -> None:
    """Neither a host nor a path comes out of a variable."""
    asked = with_credentials("https://example.org/${NAME}", {}, {"NAME": "../@evil.example/?x#y"})
    assert asked.url == "https://example.org/..%2F%40evil.example%2F%3Fx%23y"


def test_credentials_are_not_in_what_is_shown_of_them() -> None:
    asked = with_credentials("https://${A}:${B}@example.org/?k=${C}", {"X": "A"}, {"A": TOKEN, "B": WORD, "C": KEY})
    assert [secret for secret in SECRETS if secret in repr(asked)] == []


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://example.org/a.csv?year=2025&page=2", "https://example.org/a.csv?year=2025&page=2"),
        ("https://example.org/a.csv?access_token=abc&x=1", "https://example.org/a.csv?access_token=***&x=1"),
        ("https://example.org/a.csv?API_KEY=abc", "https://example.org/a.csv?API_KEY=***"),
        ("https://example.org/a.csv?X-Amz-Signature=abc", "https://example.org/a.csv?X-Amz-Signature=***"),
        ("https://example.org/a.csv?monkey=abc", "https://example.org/a.csv?monkey=abc"),
        ("https://example.org/a.csv?sig=a${B}", "https://example.org/a.csv?sig=***"),
        ("https://${U}@example.org/", "https://example.org/"),
    ],
)
def test_the_address_as_it_is_told(url: str, told: str) -> None:
    assert masked_address(url) == told


@pytest.mark.long
def test_a_credential_typed_into_the_address_is_masked_in_what_is_written(home: Path, server: DeskServer) -> None:
    server.answers["/claims.csv"] = tagged(CLAIMS, '"one"')
    configure(home, {"name": "wires", "url": server.url("/claims.csv?api_key=key-91ac44d0")})
    run_project(home)
    run_project(home)
    assert server.asked[0][0] == "/claims.csv?api_key=key-91ac44d0"
    assert_nowhere(home)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a.csv",
        "file:///etc/passwd",
        "//example.org/a.csv",
        "example.org/a.csv",
        "http://",
        "http:///a.csv",
        "http://example.org:99999/",
        "http://[::1/",
        "http://user:word@example.org/",
        "http://user@example.org/",
        "http://${U}:word@example.org/",
        "http://${HOST}/a.csv",
        "http://example.org/${",
        "http://example.org/${A B}",
        "http://example.org/#part",
        "http://example.org/a b",
        "http://example.org/a\nb",
        "http://example.org\\@evil.example/",
        "http://example.org/" + "a" * 5000,
        "${URL}",
    ],
)
def test_unfit_addresses_are_refused_and_not_repeated(home: Path, url: str) -> None:
    with pytest.raises(ValueError, match="url ") as caught:
        check_address(url)
    assert "word" not in str(caught.value).replace("password", "")
    configure(home, {"name": "wires", "url": url})
    with pytest.raises(ConfigError, match="inputs: url"):
        load_config(home)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"url": "http://example.org/"}, "needs a name"),
        ({"url": "http://example.org/", "name": "../x"}, "needs a name"),
        ({"url": "http://example.org/", "name": "Wires"}, "needs a name"),
        ({"url": "http://example.org/", "name": "con"}, "needs a name"),
        ({"url": "http://example.org/", "name": "a", "path": "b.csv"}, "not both"),
        ({"url": "http://example.org/", "name": "a", "max_age": "soon"}, "not an age"),
        ({"url": "http://example.org/", "name": "a", "max_age": "0h"}, "not an age"),
        ({"url": "http://example.org/", "name": "a", "timeout": 0}, "timeout"),
        ({"url": "http://example.org/", "name": "a", "max_bytes": -1}, "max_bytes"),
        ({"url": "http://example.org/", "name": "a", "pages": "page&limit=9"}, "name of a parameter"),
        ({"url": "http://example.org/", "name": "a", "retries": 99}, "retries"),
        ({"url": "http://example.org/", "name": "a", "format": "xml"}, "format"),
        ({"url": "http://example.org/", "name": "a", "header_env": {"X-Api": "Bearer abc"}}, "not a value"),
        ({"url": "http://example.org/", "name": "a", "header_env": {"Host": "NAME"}}, "cannot be set"),
        ({"url": "http://example.org/", "name": "a", "header_env": {"X: y": "NAME"}}, "cannot be set"),
        ({"path": "b.csv", "timeout": 1}, "belongs to an input with a url"),
        ({"path": "b.csv", "header_env": {"X": "Y"}}, "belongs to an input with a url"),
        ({"path": "b.csv", "constants": {"sauce": "A"}}, "nearest one is 'source'"),
    ],
)
def test_unfit_keys_are_refused(home: Path, keys: dict[str, object], told: str) -> None:
    (home / "reconcile.toml").write_text("")
    lines = [f"{key} = {toml(value)}" for key, value in keys.items()]
    (home / "reconcile.toml").write_text("\n".join(["[[inputs]]", *lines]))
    with pytest.raises(ConfigError, match=told) as caught:
        load_config(home)
    assert "Bearer" not in str(caught.value)


def toml(value: object) -> str:
    from .test_run import value_of

    return value_of(value)


def test_two_inputs_of_one_name_are_refused(home: Path) -> None:
    configure(home, {"name": "a", "url": "http://example.org/1"}, {"name": "a", "url": "http://example.org/2"})
    with pytest.raises(ConfigError, match="inputs: two inputs are called 'a'"):
        load_config(home)
