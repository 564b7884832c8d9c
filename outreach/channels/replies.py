"""What a mail server's reply means for the letter it was about."""

from outreach.errors.server_words import enhanced, one_line
from outreach.model.dispatch import Deferred, Refused, Unreachable

# 5yz replies that are about the account, not about the letter: to call the letter refused would
# take it out of the campaign for good. The letter waits instead, and the run soon stops.
ABOUT_THE_LOGIN = frozenset({530, 534, 535, 538})
ABOUT_THE_ACCOUNT = frozenset({"5.1.7", "5.1.8", "5.7.30", "5.7.57"})

# "Daily user sending limit exceeded" comes as a 550, and is over the next day.
USED_UP_FOR_TODAY = frozenset({"5.4.5"})


def outcome_of(code: int, message: str) -> Deferred | Refused | Unreachable:
    """The outcome of a letter to which the server said no."""
    words = one_line(message)
    status = enhanced(words)
    if code in ABOUT_THE_LOGIN or status in ABOUT_THE_ACCOUNT:
        return Unreachable(f"The mail server refuses this account: {code} {words}")
    if 400 <= code <= 499 or (500 <= code <= 599 and status in USED_UP_FOR_TODAY):
        return Deferred(words, code)
    if 500 <= code <= 599:
        return Refused(words, code)
    return Unreachable(f"The mail server answered out of turn: {code} {words}")
