"""The styles of a group's own file, and ours where it has none for a part of a letter."""

from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from outreach.renderers.docx_house import styled
from outreach.renderers.docx_languages import Language
from outreach.renderers.docx_styles import LETTER_STYLES, LINK_STYLE

# What a paragraph keeps from its style of ours, where the file's own may not say so.
_KEPT = ("w:keepNext", "w:keepLines")


def styles_of(
    document: Document, ours: Document, *, numbered: int, bulleted: int
) -> tuple[dict[str, str], str]:
    """How paragraphs of each style begin, and the id of the style of links. Adds what is missing.

    `numbered` and `bulleted` are the instances of numbering that list styles of ours count by.
    """
    root = document.styles.element
    counted = {"List Number": numbered, "List Bullet": bulleted}
    beginnings: dict[str, str] = {}
    for name in LETTER_STYLES:
        own, our = _named(root, name, "paragraph"), ours.styles[name].element
        if own is None:
            added = _added(root, our, counted.get(name))
            beginnings[name] = styled(added)
        else:
            kept = "".join(
                f"<{tag}/>" for tag in _KEPT if our.find(f"{qn('w:pPr')}/{qn(tag)}") is not None
            )
            beginnings[name] = styled(own.get(qn("w:styleId"))) + kept
    link = _named(root, LINK_STYLE, "character")
    if link is not None:
        return beginnings, str(link.get(qn("w:styleId")))
    return beginnings, _added(root, ours.styles[LINK_STYLE].element, None)


def say_language(document: Document, language: Language) -> None:
    """Make the letter's language that of the whole file: a style's own would go before it."""
    root = document.styles.element
    for said in list(root.iter(qn("w:lang"))):
        said.getparent().remove(said)
    defaults = _child(root, "w:docDefaults", first=True)
    run = _child(_child(defaults, "w:rPrDefault", first=True), "w:rPr")
    _say(_child(run, "w:lang"), language)
    settings = document.settings.element
    of_theme = settings.find(qn("w:themeFontLang"))
    if of_theme is not None:
        _say(of_theme, language)


def _say(element: Any, language: Language) -> None:
    element.set(qn("w:val"), language.latin)
    element.set(qn("w:eastAsia"), language.east_asian)
    element.set(qn("w:bidi"), language.complex_script)


def _child(parent: Any, tag: str, *, first: bool = False) -> Any:
    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.insert(0 if first else len(parent), found)
    return found


def _named(root: Any, name: str, kind: str) -> Any:
    """The style of that name: Word keeps English names in every language, in either case."""
    return next(
        (
            style
            for style in root.iter(qn("w:style"))
            if style.get(qn("w:type")) == kind and _called(style) == name.casefold()
        ),
        None,
    )


def _called(style: Any) -> str:
    named = style.find(qn("w:name"))
    return "" if named is None else str(named.get(qn("w:val"))).casefold()


def _added(root: Any, ours: Any, counted: int | None) -> str:
    """A style of ours under an id that is free, built on the file's own ordinary text."""
    style = deepcopy(ours)
    taken = {one.get(qn("w:styleId")) for one in root.iter(qn("w:style"))}
    style_id = style.get(qn("w:styleId"))
    while style_id in taken:
        style_id += "Letter"
    style.set(qn("w:styleId"), style_id)
    for tag in ("w:next", "w:link"):
        for reference in style.findall(qn(tag)):
            style.remove(reference)
    based = style.find(qn("w:basedOn"))
    if based is not None:
        based.set(qn("w:val"), _ordinary(root, style.get(qn("w:type"))))
    for instance in style.iter(qn("w:numId")):
        instance.set(qn("w:val"), str(counted))
    root.append(style)
    return str(style_id)


def _ordinary(root: Any, kind: str) -> str:
    return next(
        (
            str(style.get(qn("w:styleId")))
            for style in root.iter(qn("w:style"))
            if style.get(qn("w:type")) == kind and style.get(qn("w:default")) in ("1", "true", "on")
        ),
        "Normal",
    )
