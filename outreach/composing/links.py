"""Where a link may lead, and what its words may say about that."""

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

# Everything that has a meaning in a URL, and what is escaped already.
_KEPT_IN_URL = "%:/?#[]@!$&'()*+,;=~-._"
_KEPT_IN_PART = "@~-._"

_HEAD = re.compile(r"(https?://[^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_NETLOC = re.compile(r"[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?")

# Letters of host names: also of the alphabets that are used to imitate Latin ones. Chinese is
# left out, which is written without spaces around a host.
_LETTERS = "a-z0-9\u00c0-\u1fff"
_ADDRESS = re.compile(rf"[{_LETTERS}_.+-]+@[{_LETTERS}-]+(?:\.[{_LETTERS}-]+)+")
_HOST = re.compile(
    rf"(?<![{_LETTERS}.-])(?:[a-z][a-z0-9+.-]*://)?"
    rf"((?:[{_LETTERS}-]+\.)+[a-z\u00c0-\u1fff][{_LETTERS}-]+)"
)
_FILE_ENDINGS = frozenset({"pdf", "html", "htm", "doc", "docx", "odt", "txt", "png", "jpg", "csv"})


def target(parts: Sequence[str | int], values: Sequence[str]) -> str:
    """A link's target with values put in: a whole URL at its start, escaped words elsewhere."""
    written = ""
    for part in parts:
        if isinstance(part, str):
            written += part
        else:
            written += quote(values[part], safe=_KEPT_IN_PART) if written else values[part].strip()
    found = _HEAD.match(written)
    head, rest = found.groups() if found else ("", written)
    return head + quote(rest, safe=_KEPT_IN_URL)


def objections(
    url: str, words: str, as_written: tuple[str, str] | None = None
) -> Iterator[tuple[str, str]]:
    """What stands against a link with this target under these words.

    `as_written` are target and words with the names of values in their places: where they are
    given, nothing is said of what the values are.
    """
    host = _host(url)
    target, named = as_written or (url, words)
    if not host:
        yield (
            f"The link “{_short(named)}” leads to “{_short(target)}”, which is no address",
            "A link leads to https://…, http://… or mailto:….",
        )
    elif shown := _another_place(words, url, host):
        differs = "shows another place than" if as_written else f"shows {shown}, and leads to"
        yield (
            f"The link “{_short(named)}” {differs} {_short(target) if as_written else host}",
            "Its words may name no other place than its target.",
        )


def _host(url: str) -> str:
    """Where the link leads; nothing when it is none that a letter may have."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme == "mailto":
        address = unquote(parts.path).casefold()
        return address.rpartition("@")[2] if _ADDRESS.fullmatch(address) else ""
    if parts.scheme in ("http", "https") and _NETLOC.fullmatch(parts.netloc):
        return (parts.hostname or "").casefold()
    return ""


def _another_place(words: str, url: str, host: str) -> str:
    """The first address or host named by the words that is not the link's own."""
    plain = normalize("NFKC", words).casefold()
    own = unquote(urlsplit(url).path).casefold() if url.startswith("mailto:") else ""
    addresses = (address for address in _ADDRESS.findall(plain) if address != own)
    hosts = _HOST.findall(_ADDRESS.sub(" ", plain))
    return next(addresses, "") or next((h for h in hosts if not _same_place(h, host)), "")


def _same_place(shown: str, host: str) -> bool:
    """A host, or a wider one it belongs to, with or without www; a file's name is no host."""
    if shown.rpartition(".")[2] in _FILE_ENDINGS:
        return True
    shown, host = shown.removeprefix("www."), host.removeprefix("www.")
    return host in (shown, _ascii(shown)) or host.endswith((f".{shown}", f".{_ascii(shown)}"))


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
