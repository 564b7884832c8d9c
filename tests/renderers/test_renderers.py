"""The list of formats."""

import subprocess
import sys

import pytest

from outreach.model.page import PageSetup
from outreach.renderers import RENDERERS


@pytest.mark.parametrize(
    ("format_name", "media_type", "extension"),
    [
        ("pdf", "application/pdf", "pdf"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
        ),
        ("email", "message/rfc822", "eml"),
        ("html", "text/html", "html"),
        ("text", "text/plain", "txt"),
    ],
)
def test_every_format_has_a_renderer(format_name: str, media_type: str, extension: str) -> None:
    renderer = RENDERERS[format_name](PageSetup())
    assert (renderer.media_type, renderer.extension) == (media_type, extension)


def test_there_are_no_other_formats() -> None:
    assert sorted(RENDERERS) == ["docx", "email", "html", "pdf", "text"]


def test_naming_the_formats_loads_none_of_their_libraries() -> None:
    heavy = "{'typst', 'docx', 'jinja2', 'markdown_it'} & set(sys.modules)"
    check = f"import sys, outreach.renderers; print({heavy} or 'none')"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True)
    assert done.stdout.strip() == "none"
