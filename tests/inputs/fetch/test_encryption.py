"""Certificates are checked, and no redirect leads out of encryption."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reconcile.errors import FetchError
from reconcile.folder.input_keys import Input
from reconcile.inputs.fetch.client import ask

from .desk_server import CLAIMS, PATIENCE, DeskServer, plain, redirect, serving, tagged

pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="openssl, which makes the key, is not installed"
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of 127.0.0.1, signed by itself."""
    folder = tmp_path_factory.mktemp("certificate")
    both = folder / "both.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=desk", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    both.write_bytes((folder / "cert.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return both


@pytest.fixture
def secure(certificate: Path) -> Iterator[DeskServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context) as running:
        yield running


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_name("cert.pem")))


def wanted(url: str) -> Input:
    return Input(name="wires", url=url, timeout=PATIENCE, retries=0, allow_private=True)


def secure_url(server: DeskServer) -> str:
    return server.url("/claims.csv").replace("http:", "https:")


def fault(url: str, folder: Path) -> str:
    with pytest.raises(FetchError) as caught:
        ask(wanted(url), folder / "wires.sqlite")
    return caught.value.message


def test_a_certificate_that_nobody_trusts_is_refused(secure: DeskServer, tmp_path: Path) -> None:
    secure.answers["/claims.csv"] = plain(CLAIMS)
    assert fault(secure_url(secure), tmp_path) == "its certificate is not valid"
    assert secure.asked == []


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_another_host_is_refused(secure: DeskServer, tmp_path: Path) -> None:
    secure.answers["/claims.csv"] = plain(CLAIMS)
    url = secure_url(secure).replace("127.0.0.1", "localhost")
    assert fault(url, tmp_path) == "its certificate is not valid"


@pytest.mark.usefixtures("trusted")
def test_an_encrypted_answer_is_taken_and_asked_for_again(secure: DeskServer, tmp_path: Path) -> None:
    secure.answers["/claims.csv"] = tagged(CLAIMS, '"one"')
    for _ in range(2):
        assert ask(wanted(secure_url(secure)), tmp_path / "wires.sqlite").content == CLAIMS
    assert secure.asked[1][1]["if-none-match"] == '"one"'


@pytest.mark.usefixtures("trusted")
def test_no_redirect_leads_out_of_encryption(secure: DeskServer, server: DeskServer, tmp_path: Path) -> None:
    server.answers["/claims.csv"] = plain(CLAIMS)
    secure.answers["/claims.csv"] = redirect(server.url("/claims.csv"))
    assert fault(secure_url(secure), tmp_path) == "it was redirected from https to http"
    assert server.asked == []


def test_http_where_https_is_spoken_is_a_fault(secure: DeskServer, tmp_path: Path) -> None:
    secure.answers["/claims.csv"] = plain(CLAIMS)
    assert fault(secure.url("/claims.csv"), tmp_path)
