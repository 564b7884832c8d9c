"""Pictures, and what they tell."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from outreach.errors import InputInvalid
from outreach.tables.pictures import clean_picture

SECRET = "Ürümqi 43.8256 by J. Telling"


def jpeg(path: Path, orientation: int = 1) -> Path:
    """A wide photo with a camera, a place and a comment in it."""
    picture = Image.new("RGB", (64, 32), "white")
    picture.paste("red", (0, 0, 16, 16))
    exif = Image.Exif()
    exif[0x010F] = SECRET  # the maker
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = SECRET  # the place
    picture.save(path, "JPEG", exif=exif, comment=SECRET.encode(), quality=95)
    return path


def told(content: bytes) -> bool:
    return any(word.encode() in content for word in ("Telling", "43.8256", "mqi"))


def test_a_photo_loses_camera_place_and_comment(tmp_path: Path) -> None:
    path = jpeg(tmp_path / "photo.jpg")
    assert told(path.read_bytes())
    content, kind = clean_picture(path, "photo.jpg")
    assert kind == "jpeg"
    assert not told(content)
    assert not Image.open(io.BytesIO(content)).getexif()


def test_a_photo_taken_sideways_is_turned_upright(tmp_path: Path) -> None:
    content, _ = clean_picture(jpeg(tmp_path / "photo.jpg", orientation=6), "photo.jpg")
    assert Image.open(io.BytesIO(content)).size == (32, 64)


def test_a_drawing_loses_its_texts_and_keeps_what_shows_through(tmp_path: Path) -> None:
    info = PngInfo()
    info.add_text("Author", SECRET)
    picture = Image.new("RGBA", (20, 10), (0, 0, 0, 0))
    picture.paste((200, 0, 0, 255), (5, 0, 10, 10))
    picture.save(tmp_path / "logo.png", pnginfo=info)
    assert told((tmp_path / "logo.png").read_bytes())
    content, kind = clean_picture(tmp_path / "logo.png", "logo.png")
    assert kind == "png"
    assert not told(content)
    kept = Image.open(io.BytesIO(content)).convert("RGBA")
    assert kept.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert kept.getpixel((7, 5)) == (200, 0, 0, 255)


def test_a_picture_with_a_palette_keeps_its_colours(tmp_path: Path) -> None:
    picture = Image.new("RGB", (8, 8), (10, 200, 30)).quantize(4)
    picture.save(tmp_path / "logo.png")
    content, _ = clean_picture(tmp_path / "logo.png", "logo.png")
    assert Image.open(io.BytesIO(content)).convert("RGB").getpixel((3, 3)) == (10, 200, 30)


def test_a_vector_drawing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(b"<svg/>")
    assert clean_picture(tmp_path / "logo.svg", "logo.svg") == (b"<svg/>", "svg")


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0 cut off", b"GIF89a"])
def test_what_is_no_picture_is_refused_with_its_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    with pytest.raises(InputInvalid) as refusal:
        clean_picture(tmp_path / "logo.png", "logo.png")
    (problem,) = refusal.value.problems
    assert problem.file == "logo.png"


def test_a_photo_cut_short_is_refused(tmp_path: Path) -> None:
    path = jpeg(tmp_path / "photo.jpg")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InputInvalid):
        clean_picture(path, "photo.jpg")


def test_a_picture_of_very_many_points_is_refused(tmp_path: Path) -> None:
    Image.new("1", (9000, 9000)).save(tmp_path / "bomb.png")
    with pytest.raises(InputInvalid, match="too many pixels"):
        clean_picture(tmp_path / "bomb.png", "bomb.png")


def test_a_missing_picture_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid, match="cannot be read"):
        clean_picture(tmp_path / "none.png", "none.png")
