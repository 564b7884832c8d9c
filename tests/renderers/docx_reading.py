"""DOCX files made and read back, and a body that uses all there is of a document."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.document import Document

from outreach.model.letter import (
    Block,
    BulletList,
    Divider,
    Heading,
    Letter,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Text,
)
from outreach.model.mailing import Rendering
from outreach.model.page import PageSetup
from outreach.renderers.docx import DocxRenderer


def said(*words: str) -> Paragraph:
    return Paragraph(tuple(map(Text, words)))


def items(*words: str) -> tuple[tuple[Block, ...], ...]:
    return tuple((said(word),) for word in words)


RICH: tuple[Block, ...] = (
    Heading(1, (Text("One"),)),
    Heading(3, (Text("Three"),)),
    said("First list:"),
    NumberedList(
        (
            (said("one"), said("more of one"), BulletList(items("dash"))),
            (said("two"), Quote((said("quoted in a list"),)), NumberedList(items("a", "b"))),
            (NumberedList(items("alone")),),
        )
    ),
    said("Second list:"),
    NumberedList(items("uno", "due")),
    NumberedList(items("seven"), start=7),
    Quote((said("quoted"), NumberedList(items("listed")), Quote((said("deeper"),)), Divider())),
    Divider(),
    Paragraph((Strong((Link("mailto:a@example.org", (Text("mail"),)),)), Text(" and more"))),
)


def rich_letters(letter: Letter, chinese_letter: Letter) -> tuple[Letter, ...]:
    """Letters that use all there is of a document."""
    return (
        replace(letter, body=RICH, by_hand=True),
        replace(chinese_letter, body=RICH + chinese_letter.body),
        replace(letter, language="ar", salutation="مرحبا", body=RICH),
    )


def made(letter: Letter, setup: PageSetup | None = None) -> bytes:
    (rendering,) = DocxRenderer(setup or PageSetup()).each([letter])
    assert isinstance(rendering, Rendering)
    return rendering.content


def opened(letter: Letter, setup: PageSetup | None = None) -> Document:
    return docx.Document(BytesIO(made(letter, setup)))


def paragraphs(letter: Letter) -> list[tuple[str, str]]:
    return [(each.style.name, each.text) for each in opened(letter).paragraphs]


def parts(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
