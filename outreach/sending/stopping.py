"""When going on would do harm: the run stops by itself, and says why.

A letter that is refused is out of the campaign, so a fault of the account that shows as refusals
must not work its way through the list. What greylisting says is no such sign: it says the same of
everyone, and each letter has to be tried once.
"""

import re

from outreach.model.dispatch import Deferred, Outcome, Refused, Sent, Unknown, Unreachable

UNANSWERED = 3  # in a row: unreachable, without an answer, or 421, "closing"
REFUSED = 5  # in a row, with the same words

# RFC 3463 codes that are about the address of one recipient: many of those make a poor list, and
# stopping would not make it better.
ABOUT_THE_ADDRESS = ("5.1.1 ", "5.1.2 ", "5.1.3 ", "5.1.6 ", "5.1.10 ", "5.2.1 ", "5.2.2 ")

_ONE_OF_A_KIND = re.compile(r"<[^>]*>|\S+@\S+|\S*\d\S*")


class Watch:
    """Sees the outcomes of a run, in the order in which they come."""

    def __init__(self) -> None:
        self._unanswered = 0
        self._refused = 0
        self._words = ""
        self.is_silent = False  # the server takes nothing, and no letter is in doubt for it

    def note(self, outcome: Outcome) -> str:
        """Why the run has to stop after this outcome; empty while it may go on."""
        match outcome:
            case Sent():
                self._unanswered = self._refused = 0
            case Unreachable() | Unknown() | Deferred(code=421):  # 421: closing
                is_certain = not isinstance(outcome, Unknown)
                self.is_silent = is_certain and (self.is_silent or not self._unanswered)
                self._unanswered += 1
                if self._unanswered >= UNANSWERED:
                    return (
                        f"Stopped: the mail server did not take {self._unanswered} letters in a "
                        f"row. The last time: {outcome.words}"
                    )
            case Refused():
                self._unanswered, self.is_silent = 0, False
                return self._note_refusal(outcome)
            case Deferred():
                self._unanswered = 0
        return ""

    def _note_refusal(self, outcome: Refused) -> str:
        if not outcome.code or outcome.words.startswith(ABOUT_THE_ADDRESS):
            return ""  # without a code it was this program that refused the letter
        words = alike(outcome.words)
        self._refused = self._refused + 1 if words == self._words else 1
        self._words = words
        if self._refused < REFUSED:
            return ""
        return (
            f"Stopped: the mail server refused {self._refused} letters in a row with the same "
            f"words, which is more likely about the account than about the addresses. "
            f"It said: {outcome.code} {outcome.words}"
        )


def alike(words: str) -> str:
    """Words without the addresses and numbers that differ from letter to letter.

    The code at the start stays.
    """
    code, _, rest = words.partition(" ")
    return " ".join([code, *_ONE_OF_A_KIND.sub("", rest).split()])
