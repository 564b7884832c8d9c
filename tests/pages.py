"""Where words stand on the pages of a PDF, as pdftotext sees them."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape

import pytest

MM = 25.4 / 72
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>'
)
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


@dataclass(frozen=True)
class Word:
    """Millimetres from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    words: tuple[Word, ...]


def read_pages(pdf: bytes) -> list[Page]:
    """Every page with its words; the test is skipped where pdftotext is not installed."""
    made = _pdftotext(pdf, "-bbox")
    return [
        Page(float(width) * MM, float(height) * MM, tuple(_words(words)))
        for width, height, words in _PAGE.findall(made)
    ]


def _words(page: str) -> list[Word]:
    return [
        Word(unescape(text), *(float(place) * MM for place in (left, top, right, bottom)))
        for left, top, right, bottom, text in _WORD.findall(page)
    ]


def words_in_order(pdf: bytes) -> str:
    """All words in the order of the file, which is the one a program reads them in."""
    return " ".join(_pdftotext(pdf, "-raw").split())


def _pdftotext(pdf: bytes, option: str) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    command = ["pdftotext", option, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
