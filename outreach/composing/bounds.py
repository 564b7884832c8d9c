"""What a template may not go beyond: work is counted, never timed, so that a letter that can be
made on one machine can be made on every other.
"""

LOOP_STEPS = 20_000
OUTPUT = 1_000_000
HANDLED = 2_000_000
LONGEST_VALUE = 100_000
LONGEST_TEMPLATE = 50_000
LONGEST_LINE = 250
VALUES = 6_000
DEPTH = 50
LOOPS_WITHIN_LOOPS = 5
LARGEST_NUMBER = 10**15


class Unfit(Exception):
    """A template asks, while it is merged, for something that is not done."""

    def __init__(self, sentence: str, way_out: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.way_out = way_out


class WrongValue(Unfit):
    """A value is not what a filter takes. It is called by its field and never shown: it may be
    somebody's name.
    """

    def __init__(self, wrong: str, way_out: str = "", field: str = "") -> None:
        super().__init__(f"{f'`{field}`' if field else 'This'} {wrong}", way_out)
        self._wrong = wrong

    def of(self, field: str) -> "WrongValue":
        """The same, said of a field."""
        return WrongValue(self._wrong, self.way_out, field)


class Tally:
    """Counts the work of one letter, and stops it when it gets out of hand."""

    __slots__ = ("_handled", "_output", "_steps")

    def __init__(self) -> None:
        self._steps = 0
        self._output = 0
        self._handled = 0

    def step(self) -> None:
        """Count one round of a loop."""
        self._steps += 1
        if self._steps > LOOP_STEPS:
            raise Unfit(
                f"The loops go round more than {LOOP_STEPS:,} times in one letter",
                "Shorten the lists, or take one loop out of the other.",
            )

    @property
    def room(self) -> int:
        """How much longer the letter may get."""
        return OUTPUT - self._output

    def put_out(self, characters: int) -> None:
        """Count what the letter has grown by."""
        self._output += characters
        if self._output > OUTPUT:
            raise Unfit(
                f"The letter grows beyond {OUTPUT:,} characters",
                "Shorten the loops that make it so long.",
            )

    def handle(self, characters: int) -> None:
        """Count what filters have to go through."""
        self._handled += characters
        if self._handled > HANDLED:
            raise Unfit(
                f"The filters go through more than {HANDLED:,} characters in one letter",
                "Use fewer filters within loops.",
            )


def fitting(number: int | float) -> int | float:
    """The number, unless it is out of all proportion to a letter."""
    if not -LARGEST_NUMBER <= number <= LARGEST_NUMBER:
        raise Unfit("A number grows beyond all measure", "Write the number itself.")
    return number


def fitting_length(characters: int) -> None:
    """Refuse a text before it is made when it would get too long."""
    if characters > LONGEST_VALUE:
        raise Unfit(f"A text grows beyond {LONGEST_VALUE:,} characters", "Leave it shorter.")
