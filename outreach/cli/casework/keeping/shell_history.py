"""What is typed after a command may be kept by the shell, in a plain file."""

from outreach.cli.screen import asking, console


def say_kept(*given: object) -> None:
    """Say so where somebody typed what is private there; scripts know what they do."""
    if any(given) and asking.somebody_is_there():
        console.note(
            "What you typed after the command may be kept in plain by your shell, in its history: "
            "take it out there. Left away, it is asked for instead.",
            "yellow",
        )
