"""Names of rendered letters that every file system takes."""

import re
import unicodedata

# Of 255 bytes that common file systems allow, well over half is left for an ending and for
# programs that add to a name.
_MOST_BYTES = 100


def letter_name(place: int, recipient_id: str, extension: str, writer_id: str = "") -> str:
    """`007-us-c000127.pdf`: the place in the list, then the id as far as it is safe; and who
    writes, where it is not the sender.
    """
    writer = f"-{safe(writer_id)}" if writer_id else ""
    return f"{place:03}-{safe(recipient_id)}{writer}.{extension}"


def safe(text: str) -> str:
    """Letters, digits, `-`, `_` and `.`; everything else becomes `-`."""
    plain = unicodedata.normalize("NFC", text)
    kept = re.sub(r"[^\w.-]+", "-", plain).strip("-._")
    while len(kept.encode()) > _MOST_BYTES:
        kept = kept[:-1]
    return kept.rstrip("-._") or "letter"
