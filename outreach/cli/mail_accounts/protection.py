"""How a connection to a server is protected, as a word of the command line."""

from outreach.errors import UsageProblem
from outreach.model.settings import Security


def protection(word: str) -> Security:
    """`tls`, `starttls` or `none`."""
    try:
        return Security(word)
    except ValueError:
        raise UsageProblem(
            f"There is no protection {word!r}.", "Use tls or starttls; none only on this machine."
        ) from None
