"""PDFs that go along with letters: what in them could act, and what they tell of their maker."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader

_ACTS = {
    "/JavaScript": "scripts",
    "/JS": "scripts",
    "/Launch": "an order to start a program",
    "/ImportData": "an order to load data",
    "/SubmitForm": "an order to send data",
    "/GoToE": "files within it",
    "/EmbeddedFile": "files within it",
    "/EmbeddedFiles": "files within it",
    "/RichMedia": "moving pictures or sound",
    "/XFA": "a form with scripts",
}
# Of a name's two places, these alone give a name as a value its meaning.
_KINDS = frozenset(("/S", "/Type", "/Subtype"))
_MOST_OBJECTS = 200_000
_DEEPEST = 40


def refusal_of_pdf(content: bytes) -> str:
    """Why a PDF must not go along: a sentence, empty when nothing speaks against it."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            return "The PDF is locked, so that nobody can see what is in it."
        if not len(reader.pages):
            return "The PDF has no pages."
        for found in _acting(reader):
            return f"The PDF holds {found}."
    except (PyPdfError, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return "The PDF is damaged."
    return ""


def pdf_traces(content: bytes) -> tuple[str, ...]:
    """What the PDF tells of who made it, as sentences."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        told = reader.metadata
        author = str((told and told.author) or "").strip()
        by_xmp = list((reader.xmp_metadata and reader.xmp_metadata.dc_creator) or ())
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError):
        return ()
    names = dict.fromkeys(filter(None, [author, *(str(name).strip() for name in by_xmp)]))
    return tuple(f"It names its author: {name}." for name in names)


def _acting(reader: "PdfReader") -> Iterator[str]:
    from pypdf.generic import IndirectObject

    numbers = {number for of in reader.xref.values() for number in of} | set(reader.xref_objStm)
    if len(numbers) > _MOST_OBJECTS:
        yield "more than anybody can look through"
        return
    yield from _within(reader.trailer, 0)
    generations = {number: gen for gen, of in reader.xref.items() for number in of}
    for number in sorted(numbers):
        kept = IndirectObject(number, generations.get(number, 0), reader).get_object()
        yield from _within(kept, 0)


def _within(value: object, depth: int) -> Iterator[str]:
    """What acts in a value; references are not followed, for every object is looked at anyway."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    if depth > _DEEPEST:
        yield "parts nested too deeply"
    elif isinstance(value, DictionaryObject):
        for key in value:
            one = value.raw_get(key)
            if key in _ACTS:
                yield _ACTS[key]
            if key in _KINDS and isinstance(one, NameObject) and one in _ACTS:
                yield _ACTS[one]
            yield from _within(one, depth + 1)
    elif isinstance(value, ArrayObject):
        for one in list.__iter__(value):
            yield from _within(one, depth + 1)
