"""Values of options that are typed apart, for `-`: what stands in a command, the shell keeps in its
history, in plain.
"""

import sys
from collections.abc import Sequence

import typer

from outreach.cli.screen import asking
from outreach.errors import UsageProblem

_APART = "-"

OR_APART = "- asks for it, so that your shell keeps no copy."


def words(ctx: typer.Context, param: typer.CallbackParam, value: str) -> str:
    """What was given, or for `-` the next line of the terminal or of the standard input."""
    if value.strip() != _APART or ctx.resilient_parsing:
        return value
    return _line(param.opts[0])


def reasons(
    ctx: typer.Context, param: typer.CallbackParam, value: Sequence[str] | None
) -> list[str] | None:
    """`RULE=REASON`, or `RULE=-` for a reason that is typed apart."""
    if value is None or ctx.resilient_parsing:
        return None if value is None else list(value)
    return [_with_reason(one, param.opts[0]) for one in value]


def _with_reason(text: str, option: str) -> str:
    rule, equals, reason = text.partition("=")
    if reason.strip() != _APART:
        return text
    return f"{rule}{equals}{_line(f'{option} {rule.strip()}')}"


def _line(option: str) -> str:
    typed = asking.ask(option) if asking.somebody_is_there() else sys.stdin.readline().strip()
    if not typed:
        raise UsageProblem(f"Nothing was typed for {option}.", "One line is read for each -.")
    return typed
