"""Fetching a data set from its public address: over TLS, bounded in size and time."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from outreach.errors import DownloadFailed
from outreach.importers.contract import PublicFile

if TYPE_CHECKING:
    import httpx

LARGEST = 64 * 1024 * 1024
# Between two signs of life, and altogether, in seconds.
_PATIENCE = 30.0
_AT_MOST = 600.0
_MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Download:
    """A file fetched. `changed_on` is when its publisher last changed it, None if unsaid."""

    path: Path
    changed_on: date | None


def download(
    public: PublicFile,
    path: Path,
    source: str,
    *,
    largest: int = LARGEST,
    at_most: float = _AT_MOST,
    clock: Callable[[], float] = time.monotonic,
) -> Download:
    """Fetch a file to `path`; raises DownloadFailed with what stood against it.

    Only https; only the host of the address and those that it may send us on to. Certificates are
    checked against what the computer trusts (SSL_CERT_FILE counts).
    """
    import httpx

    fetching = _Fetching(public, source, largest, clock() + at_most, clock)
    try:
        with httpx.Client(
            verify=ssl.create_default_context(),
            timeout=httpx.Timeout(_PATIENCE),
            headers={"User-Agent": "outreach", "Accept-Encoding": "identity"},
            follow_redirects=False,
        ) as client:
            return fetching.to(client, path)
    except httpx.ConnectError as error:
        raise fetching.failed(_unreached(error)) from error
    except httpx.TimeoutException as error:
        raise fetching.failed("the server did not answer in time") from error
    except httpx.RemoteProtocolError as error:
        raise fetching.failed("the connection broke off in the middle of the file") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
        raise fetching.failed(str(error).rstrip(".") or type(error).__name__) from error


@dataclass
class _Fetching:
    public: PublicFile
    source: str
    largest: int
    deadline: float
    clock: Callable[[], float]

    def failed(self, reason: str) -> DownloadFailed:
        return DownloadFailed(self.public.address, reason, self.source)

    def to(self, client: "httpx.Client", path: Path) -> Download:
        import httpx

        url = httpx.URL(self.public.address)
        hosts = {url.host, *self.public.hosts}
        for _ in range(_MOST_REDIRECTS + 1):
            if url.scheme != "https":
                raise self.failed(f"{url} is not protected (https)")
            if url.host not in hosts:
                raise self.failed(f"it sends us on to another place, {url.host}")
            with client.stream("GET", url) as answer:
                if answer.is_redirect:
                    url = url.join(answer.headers["location"])
                    continue
                if answer.status_code != httpx.codes.OK:
                    raise self.failed(
                        f"the server said {answer.status_code} {answer.reason_phrase}"
                    )
                with path.open("wb") as file:
                    self._write(answer, file)
                return Download(path, _changed_on(answer.headers.get("last-modified", "")))
        raise self.failed("it sends us from place to place without an end")

    def _write(self, answer: "httpx.Response", file: BinaryIO) -> None:
        size = 0
        for piece in answer.iter_bytes():
            size += len(piece)
            if size > self.largest:
                raise self.failed(f"it is larger than {self.largest // 1024 // 1024} MB")
            if self.clock() > self.deadline:
                raise self.failed("it takes too long")
            file.write(piece)


def _unreached(error: Exception) -> str:
    said = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return "the server could not prove who it is (its certificate was refused)"
    return "no connection to it could be made, as when this computer is offline"


def _changed_on(text: str) -> date | None:
    """The day of a Last-Modified (RFC 9110), which is UTC."""
    try:
        return parsedate_to_datetime(text).astimezone(UTC).date()
    except ValueError:
        return None
