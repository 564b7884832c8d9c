"""Paragraphs that keep their indent on a terminal."""

import shutil
import sys
import textwrap

from outreach.cli import console

_INDENT = 4


def say_folded(text: str, *, style: str = "", indent: int = _INDENT) -> None:
    """Say a paragraph, all its lines indented; into a pipe it goes as one line."""
    edge = " " * indent
    if not sys.stdout.isatty():
        console.say(f"{edge}{text}", style)
        return
    width = shutil.get_terminal_size().columns
    for line in textwrap.wrap(
        text, max(width - indent, 20), break_long_words=False, break_on_hyphens=False
    ):
        console.say(f"{edge}{line}", style)
