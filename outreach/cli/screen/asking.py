"""Questions to the person at the terminal. Where nobody is there, the given answer stands."""

import sys
from collections.abc import Sequence

from outreach.errors import UsageProblem


def somebody_is_there() -> bool:
    """Whether questions can be answered."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, default: str = "") -> str:
    """One line. Empty keeps the default."""
    hint = f" [{default}]" if default else ""
    return _line(f"{question}{hint}: ") or default


def _line(prompt: str) -> str:
    """What is typed, without spaces around it; nothing at the end of the input."""
    return _typed(prompt) or ""


def _typed(prompt: str) -> str | None:
    """The same; None at the end of the input."""
    from outreach.cli.screen import console

    console.err().print(prompt, end="", soft_wrap=True)
    try:
        return input().strip()
    except EOFError:
        console.note("")
        return None


def ask_lines(question: str) -> tuple[str, ...]:
    """Several lines, ended by an empty one."""
    from outreach.cli.screen import console

    console.note(f"{question} (an empty line ends it)")
    lines: list[str] = []
    while line := _line("  > "):
        lines.append(line)
    return tuple(lines)


def choose(
    question: str, choices: Sequence[tuple[str, str]], default: str, at_end: str = ""
) -> str:
    """One of several: (value, what it means). `at_end` instead of the default when the input
    ends: nobody has agreed then.
    """
    from outreach.cli.screen import console

    console.note(question)
    for number, (value, meaning) in enumerate(choices, start=1):
        console.note(f"  {number}  {value:<10} {meaning}")
    values = [value for value, _ in choices]
    while True:
        typed = _typed(f"Number or word [{default}]: ")
        answer = (at_end or default) if typed is None else typed or default
        if answer in values:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(values):
            return values[int(answer) - 1]
        console.note(f"Please answer with 1 to {len(values)}.")


def confirmed(question: str, *, yes: bool) -> bool:
    """A yes or no; anything but a clear yes is a no."""
    if yes:
        return True
    return ask(f"{question} (yes/no)", "no").casefold() in {"y", "yes"}


def typed_number(number: int, what: str) -> bool:
    """Whether the person typed the number of letters: a moment to read it."""
    answer = ask(f"Type {number} to {what}, or anything else to stop")
    return answer == str(number)


def _is_number(text: str) -> bool:
    """Whether it can be a number in a list; lists have fewer than a million rows."""
    return text.isascii() and text.isdecimal() and len(text) <= 6


def places(wanted: str) -> frozenset[int]:
    """`12,17-20` as numbers in the list."""
    chosen: set[int] = set()
    for part in wanted.replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        if not _is_number(first) or (dash and not _is_number(last)):
            raise UsageProblem(f"{wanted!r} is not a list of numbers.", "Write it like 12,17-20.")
        if int(last or first) < int(first):
            raise UsageProblem(f"{part!r} runs backwards.", "Write it like 17-20.")
        chosen.update(range(int(first), int(last or first) + 1))
    return frozenset(chosen)
