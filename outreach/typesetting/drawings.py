"""Drawings as points, for formats that want them so."""

from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from outreach.errors import NotRendered
from outreach.typesetting import fonts

_DENSITY = 400  # points per inch, more than an office printer shows
_PAGE = """\
#set page(width: auto, height: auto, margin: 0mm, fill: none)
#image("drawing.svg", height: float(sys.inputs.height) * 1mm)
"""


def as_png(svg: bytes, height: float) -> bytes:
    """An SVG drawing as PNG, `height` millimetres high.

    It is set in a folder of its own, so that it can read nothing else of the computer. Raises
    NotRendered for what is no drawing, or asks for another file.
    """
    with TemporaryDirectory(prefix="outreach-") as folder:
        (Path(folder) / "drawing.svg").write_bytes(svg)
        page = Path(folder) / "page.typ"
        page.write_text(_PAGE, encoding="utf-8")
        try:
            return typst.compile(
                page,
                format="png",
                ppi=_DENSITY,
                sys_inputs={"height": f"{height:.2f}"},
                font_paths=list(fonts.folders()),
                ignore_system_fonts=True,
            )
        except typst.TypstError as refusal:
            raise NotRendered(f"The drawing cannot be used: {refusal.message}.") from refusal
