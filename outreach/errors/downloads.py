"""Refusals of files fetched from their public address."""

from typing import ClassVar

from outreach.errors.tree import ExitStatus, OutreachError

_BY_HAND = "Or get it with a browser, and name the file: outreach recipients import {source} FILE"


class DownloadFailed(OutreachError):
    """A data set could not be fetched, or not whole. Nothing was written."""

    status: ClassVar[ExitStatus] = ExitStatus.INVALID

    def __init__(self, address: str, reason: str, source: str) -> None:
        super().__init__(
            f"{address} could not be fetched: {reason}.",
            f"Try again later. {_BY_HAND.format(source=source)}",
        )
