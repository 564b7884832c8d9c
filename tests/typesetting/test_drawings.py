"""Drawings as points."""

import io

import pytest
from PIL import Image

from outreach.errors import NotRendered
from outreach.typesetting.drawings import as_png

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="10">{}</svg>'
RED = '<rect width="10" height="10" fill="#f00"/>'


def test_a_drawing_keeps_its_shape_and_its_see_through_ground() -> None:
    picture = Image.open(io.BytesIO(as_png(SQUARE.format(20, RED).encode(), 16)))
    assert picture.format == "PNG"
    assert picture.width == pytest.approx(2 * picture.height, abs=2)
    assert picture.height == pytest.approx(16 / 25.4 * 400, abs=2)
    assert picture.convert("RGBA").getpixel((5, 5)) == (255, 0, 0, 255)
    assert picture.convert("RGBA").getpixel((picture.width - 5, 5))[3] == 0


@pytest.mark.parametrize("place", ["file://{}/secret.png", "secret.png", "{}/secret.png"])
def test_a_drawing_that_reads_another_file_is_refused(tmp_path, monkeypatch, place: str) -> None:
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (10, 10), "blue").save(tmp_path / "secret.png")
    fetching = f'<image href="{place.format(tmp_path)}" width="10" height="10"/>'
    with pytest.raises(NotRendered, match="The drawing cannot be used"):
        as_png(SQUARE.format(10, fetching).encode(), 16)


def test_what_is_no_drawing_is_refused_in_a_sentence() -> None:
    with pytest.raises(NotRendered, match="The drawing cannot be used"):
        as_png(b"<svg", 16)
