"""Letters as bytes: one module a format, and here the list of formats.

Every renderer keeps `outreach.model.dispatch.Renderer`. A format's library is loaded when the
format is asked for, not before.
"""

from collections.abc import Callable, Mapping

from outreach.model.dispatch import Renderer
from outreach.model.page import PageSetup


def _pdf(setup: PageSetup) -> Renderer:
    from outreach.renderers.pdf import PdfRenderer

    return PdfRenderer(setup)


def _docx(setup: PageSetup) -> Renderer:
    from outreach.renderers.docx import DocxRenderer

    return DocxRenderer(setup)


def _email(setup: PageSetup) -> Renderer:
    from outreach.renderers.email import EmailRenderer

    return EmailRenderer(setup)


def _html(setup: PageSetup) -> Renderer:
    from outreach.renderers.html import HtmlRenderer

    return HtmlRenderer(setup)


def _text(setup: PageSetup) -> Renderer:
    from outreach.renderers.text import TextRenderer

    return TextRenderer(setup)


RENDERERS: Mapping[str, Callable[[PageSetup], Renderer]] = {
    "pdf": _pdf,
    "docx": _docx,
    "email": _email,
    "html": _html,
    "text": _text,
}
