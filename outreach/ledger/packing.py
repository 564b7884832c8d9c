"""The exact bytes of letters as they lie in the ledger, and what addresses are compared by."""

import zlib
from collections.abc import Callable
from hashlib import sha256

# Letters are short and alike; a higher level gains 1 % and costs twice the time.
_LEVEL = 3
APART = b"E"  # begins the body of a content whose end is kept by itself
_BLINDED = "sha256:"

# Digest → the content kept under it; None where there is none, or none any more.
ContentOf = Callable[[str], bytes | None]


def packed(content: bytes) -> bytes:
    """As it lies in the ledger."""
    return zlib.compress(content, _LEVEL)


def unpacked(body: bytes) -> bytes:
    """As it was handed over."""
    return zlib.decompress(body)


def apart(content: bytes, ending: bytes, name: str) -> bytes:
    """A content as it lies in the ledger without its `ending`, which is kept under `name`.

    The body is `E`, the digest of the ending in 32 bytes, and what stands before it; any other
    body is a zlib stream, which never begins with that letter.
    """
    return APART + bytes.fromhex(name) + packed(content[: -len(ending)])


def whole(body: bytes, kept: ContentOf) -> bytes:
    """A content as it was handed over; raises zlib.error where it, or its end, is damaged."""
    if not body.startswith(APART):
        return unpacked(body)
    begins = len(APART) + sha256().digest_size
    ending = kept(ending_named_in(body[:begins]))
    if ending is None:
        raise zlib.error("the end of the content is not kept any more")
    return unpacked(body[begins:]) + ending


def ending_named_in(head: bytes) -> str:
    """The digest of its ending, from the first bytes of a body that `apart` made."""
    return head[len(APART) :].hex()


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal, under which a content is kept."""
    return sha256(content).hexdigest()


def folded(address: str) -> str:
    """An address for comparing: capitals and spacing make no other address."""
    return " ".join(address.split()).casefold()


def blinded(address: str) -> str:
    """What stands for an address that is no longer kept: it can be compared, and not read.

    Whoever guesses the address can tell that it is the one, as by every digest.
    """
    if not address or address.startswith(_BLINDED):
        return address
    return f"{_BLINDED}{digest(folded(address).encode())}"


def is_blinded(address: str) -> bool:
    """Whether an address is no longer kept."""
    return address.startswith(_BLINDED)


def clean(words: str) -> str:
    """Somebody else's words, of which every database can keep every character."""
    return words.replace("\x00", "�").encode(errors="replace").decode()
