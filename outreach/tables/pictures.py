"""Pictures as people have them, without what they tell of camera, place and day."""

import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from outreach.errors import InputInvalid, Problem

_LARGEST = 10_000_000  # bytes
_MOST_PIXELS = 50_000_000


def clean_picture(path: Path, shown: str) -> tuple[bytes, str]:
    """The picture as (bytes, "png" | "jpeg" | "svg"), turned the right way up.

    Exif, XMP, thumbnails, comments and colour profiles are left behind; an SVG is a drawing and
    is kept as it is. Raises InputInvalid for what is no picture, or too large.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _refused(shown, f"The picture cannot be read: {error.strerror}.") from error
    if len(content) > _LARGEST:
        raise _refused(shown, "The picture is larger than 10 MB.", "Make it smaller.")
    if path.suffix.casefold() == ".svg":
        return content, "svg"
    return redrawn(content, shown)


def redrawn(content: bytes, shown: str) -> tuple[bytes, str]:
    """The same for the content of a PNG or JPEG; `shown` is the file it is in."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise _refused(shown, "The picture has too many pixels.", "Make it smaller.")
            kind = str(picture.format)
            upright = ImageOps.exif_transpose(picture)
            return _saved(upright, kind), kind.casefold()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise _refused(shown, "This is no picture, or a damaged one.", "Use PNG or JPEG.") from None


def _saved(picture: Image.Image, kind: str) -> bytes:
    """Only its points: a new picture knows nothing of the old one."""
    mode = "RGB" if kind == "JPEG" else picture.mode if picture.mode in _KEPT else "RGBA"
    points = picture.convert(mode)
    blank = Image.new(points.mode, points.size)
    blank.paste(points)
    made = io.BytesIO()
    if kind == "JPEG":
        blank.save(made, kind, quality=90, optimize=True)
    else:
        blank.save(made, kind, optimize=True)
    return made.getvalue()


_KEPT = frozenset(("1", "L", "LA", "RGB", "RGBA"))


def _refused(shown: str, sentence: str, way_out: str = "") -> InputInvalid:
    return InputInvalid([Problem(sentence, way_out, shown)])
