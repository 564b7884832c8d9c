"""Dated facts and plain variables, written alike in letters and in campaigns."""

from outreach.model.campaign import Fact
from outreach.workspace.sections import Section


def facts(section: Section) -> tuple[Fact, ...]:
    """`charged = {value = 64, as_of = 2021-07-31, source = "…"}`; the value alone will do."""
    return tuple(_fact(section, name) for name in section.names() if _usable(section, name))


def variables(section: Section) -> tuple[tuple[str, str], ...]:
    """Names and texts; numbers are shown as they are written."""
    return tuple((name, section.text(name)) for name in section.names() if _usable(section, name))


def _fact(section: Section, name: str) -> Fact:
    line = section.line(name) or 0
    if not section.holds_section(name):
        return Fact(name, section.one_line(name), line=line)
    parts = section.section(name)
    fact = Fact(name, parts.one_line("value"), parts.day("as_of"), parts.one_line("source"), line)
    parts.finish()
    return fact


def _usable(section: Section, name: str) -> bool:
    if name.isidentifier():
        return True
    section.objection(
        name, "cannot be used in a letter.", "Use letters, digits and _, with a letter first."
    )
    return False
