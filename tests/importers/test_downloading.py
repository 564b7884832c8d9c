"""Fetching: over TLS, whole, bounded, from no other place; and a sentence when it fails."""

import gzip
import socket
from datetime import date
from pathlib import Path

import pytest

from outreach.errors import DownloadFailed
from outreach.importers.contract import PublicFile
from outreach.importers.downloading import Download, download
from tests.servers.https import Answer, HttpsServer


@pytest.fixture
def trusted(authority, tmp_path, monkeypatch) -> None:
    """The computer trusts the authority of these tests, and uses no proxy."""
    bundle = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(bundle)
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def server(server_tls, trusted):
    """Starts a server with these answers."""
    started = []

    def start(**answers: Answer) -> HttpsServer:
        one = HttpsServer(server_tls, {f"/{name}": answer for name, answer in answers.items()})
        started.append(one.__enter__())
        return one

    yield start
    for one in started:
        one.__exit__(None, None, None)


def get(address: str, tmp_path: Path, *hosts: str, **bounds) -> Download:
    return download(PublicFile(address, hosts), tmp_path / "got", "us-congress", **bounds)


def refusal(address: str, tmp_path: Path, *hosts: str, **bounds) -> str:
    with pytest.raises(DownloadFailed) as refused:
        get(address, tmp_path, *hosts, **bounds)
    assert refused.value.status == 3
    said = str(refused.value)
    assert said.startswith(f"{address} could not be fetched: ")
    assert "outreach recipients import us-congress FILE" in said
    return said


def test_a_file_is_fetched_with_the_day_it_was_changed_on(server, tmp_path) -> None:
    day = {"Last-Modified": "Mon, 15 Jun 2026 23:30:00 GMT"}
    running = server(list=Answer(b"the list", headers=day), undated=Answer(b"x"))
    found = get(running.address("/list"), tmp_path)
    assert found.path.read_bytes() == b"the list"
    assert found.changed_on == date(2026, 6, 15)
    assert get(running.address("/undated"), tmp_path).changed_on is None


def test_a_file_that_comes_packed_is_unpacked(server, tmp_path) -> None:
    packed = Answer(gzip.compress(b"the list"), headers={"Content-Encoding": "gzip"})
    assert get(server(list=packed).address("/list"), tmp_path).path.read_bytes() == b"the list"


def test_a_redirect_is_followed_to_the_same_place(server, tmp_path) -> None:
    running = server(old=Answer(status=301, headers={"Location": "/new"}), new=Answer(b"here"))
    assert get(running.address("/old"), tmp_path).path.read_bytes() == b"here"
    assert running.asked == ["/old", "/new"]


def test_a_redirect_to_another_place_is_followed_only_where_it_is_listed(server, tmp_path) -> None:
    new = server(new=Answer(b"there"))
    elsewhere = new.address("/new").replace("127.0.0.1", "localhost")
    old = server(old=Answer(status=302, headers={"Location": elsewhere})).address("/old")
    assert "sends us on to another place, localhost" in refusal(old, tmp_path)
    assert new.asked == []
    assert get(old, tmp_path, "localhost").path.read_bytes() == b"there"


def test_a_redirect_without_protection_or_without_end_is_refused(server, tmp_path) -> None:
    running = server(
        plain=Answer(status=302, headers={"Location": "http://127.0.0.1/list"}),
        round=Answer(status=302, headers={"Location": "/round"}),
    )
    assert "is not protected (https)" in refusal(running.address("/plain"), tmp_path)
    assert "from place to place" in refusal(running.address("/round"), tmp_path)
    assert len(running.asked) < 10


@pytest.mark.parametrize("address", ["http://127.0.0.1/list", "file:///etc/hostname", "list.yaml"])
def test_only_https_is_fetched(address, trusted, tmp_path) -> None:
    assert "is not protected (https)" in refusal(address, tmp_path)


def test_what_breaks_off_is_not_taken_for_whole(server, tmp_path) -> None:
    running = server(list=Answer(b"half", missing=1000))
    assert "broke off in the middle" in refusal(running.address("/list"), tmp_path)


def test_what_is_too_large_is_refused_also_when_it_comes_packed(server, tmp_path) -> None:
    large = b"x" * 3_000_000
    packed = Answer(gzip.compress(large), headers={"Content-Encoding": "gzip"})
    running = server(plain=Answer(large), packed=packed)
    for path in ("/plain", "/packed"):
        said = refusal(running.address(path), tmp_path, largest=2 * 1024 * 1024)
        assert "larger than 2 MB" in said


def test_what_takes_too_long_is_given_up(server, tmp_path) -> None:
    times = iter(range(0, 100_000, 1000))
    address = server(list=Answer(b"slow")).address("/list")
    said = refusal(address, tmp_path, at_most=10.0, clock=lambda: float(next(times)))
    assert "takes too long" in said


def test_another_status_is_said(server, tmp_path) -> None:
    assert "the server said 404 Not Found" in refusal(server().address("/gone"), tmp_path)


def test_a_server_that_proves_to_be_another_is_refused(wrong_tls, trusted, tmp_path) -> None:
    with HttpsServer(wrong_tls, {"/list": Answer(b"x")}) as running:
        said = refusal(running.address("/list"), tmp_path)
    assert "could not prove who it is" in said
    assert running.asked == []


def test_without_a_connection_the_sentence_says_so(trusted, tmp_path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "no connection to it could be made" in refusal(f"https://127.0.0.1:{port}/x", tmp_path)
