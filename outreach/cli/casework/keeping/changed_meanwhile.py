"""What was typed of a case that somebody else changed since: shown beside what it says now."""

from outreach.errors import InputInvalid, Problem

_MARK = "# <<<<< "
_LINE = (
    f"{_MARK}The case was changed since you typed this. Below stands what it says now, with > where"
    " your text differs. Make your text above right, then take out this line and all below it."
)


def beside(typed: str, now: str) -> str:
    """The text for the editor: what was typed, and below a line what the case says `now`."""
    mine = without(typed).rstrip("\n")
    known = set(mine.split("\n"))
    theirs = (f"#{'|' if line in known else '>'} {line}".rstrip() for line in now.splitlines())
    return "\n".join((mine, "", _LINE, *theirs, ""))


def without(text: str) -> str:
    """What was typed alone."""
    lines = text.splitlines(keepends=True)
    at = next((at for at, line in enumerate(lines) if line.startswith(_MARK)), len(lines))
    return "".join(lines[:at])


def insist_on_decision(text: str, shown: str) -> None:
    """Raises InputInvalid while both texts stand there: nobody writes over what they did not see"""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(_MARK):
            said = "Below this line stands still what the case says now."
            way_out = "Make the text above it right, then take out this line and all below."
            raise InputInvalid([Problem(said, way_out, shown, number)])
