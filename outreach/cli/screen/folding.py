"""Paragraphs that keep their indent on a terminal, in scripts of any width."""

import shutil
import sys

from outreach.cli.screen import console
from outreach.renderers.wrapping import wrap

_INDENT = 4


def say_folded(text: str, *, style: str = "", indent: int = _INDENT) -> None:
    """Say a paragraph, all its lines indented; into a pipe it goes as one line."""
    edge = " " * indent
    if not sys.stdout.isatty():
        console.say(f"{edge}{text}", style)
        return
    width = shutil.get_terminal_size().columns
    for line in wrap(text, max(width - indent, 20)):
        console.say(f"{edge}{line}", style)
