"""What leaves the program: a rendering of a letter, and the mailing that carries it."""

from dataclasses import dataclass
from hashlib import sha256

from outreach.model.campaign import Way


@dataclass(frozen=True, slots=True)
class Rendering:
    """A letter in one format. `pages` is known for PDF only.

    For e-mail, `content` is the subject and the body parts of a message without its other
    headers; `outreach.composing.message` completes it.
    """

    recipient_id: str
    place: int
    media_type: str
    content: bytes
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class NotMade:
    """A letter that a renderer could not make. `reason` is a sentence; `field` where it lies."""

    recipient_id: str
    place: int
    reason: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Mailing:
    """Exactly the bytes that are handed over, and to which address.

    `sender` and `address` are the envelope addresses for e-mail; for the post, `address` is the
    address block in one string and `message_id` is empty. Letters with the same enclosures end
    alike: that `ending` of the content is kept once for all of them.
    """

    way: Way
    sender: str
    address: str
    content: bytes
    media_type: str
    message_id: str = ""
    ending: bytes = b""

    @property
    def digest(self) -> str:
        """SHA-256 of the content, in hexadecimal."""
        return sha256(self.content).hexdigest()
