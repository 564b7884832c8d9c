"""What is set down while one letter is merged: its values, its work, and its faults."""

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from outreach.composing.blanks import Blank
from outreach.composing.bounds import VALUES, Tally, Unfit
from outreach.composing.dates import long_date
from outreach.composing.faults import Fault
from outreach.model.campaign import LetterTemplate
from outreach.model.when import MonthOrYear

# Private-use characters stand for values while the text around them is read as Markdown. The
# last three stand for paragraphs of their own.
FIRST_PLACE = 0xE000
CASE_DEMANDS = "\uf8fd"
DEMANDS = "\uf8fe"
PERSONAL = "\uf8ff"
PLACES = tuple(chr(FIRST_PLACE + number) for number in range(VALUES))
PLACE = re.compile("[\ue000-\uf8ff]")

# The line breaks of any system; a vertical tab is how spreadsheets write one within a cell.
BREAKS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Lines:
    """Where a piece of a template stands in its file: its first line, and whether it goes on below.

    A text in the front matter may be folded over several lines; only its first one is known.
    """

    first: int | None = None
    going_on: bool = False

    def of_file(self, line: int) -> int | None:
        """The line of the file for a line of the piece, both from 1."""
        return self.first + line - 1 if self.first and self.going_on else self.first or None


class Sheet:
    """One letter being merged. `values` are those of the piece of template in hand, and `fields`
    what each of them is called there.
    """

    __slots__ = (
        "_home_country",
        "_lines",
        "_recipient_id",
        "_template",
        "faults",
        "fields",
        "tally",
        "values",
    )

    def __init__(self, template: LetterTemplate, recipient_id: str, home_country: str) -> None:
        self.tally = Tally()
        self.values: list[str] = []
        self.fields: list[str] = []
        self.faults: list[Fault] = []
        self._template = template
        self._recipient_id = recipient_id
        self._home_country = home_country
        self._lines = Lines()

    def begin(self, lines: Lines) -> None:
        """Start on a piece of the template that stands at these lines."""
        self.values = []
        self.fields = []
        self._lines = lines

    def set_down(self, value: object, line: int, field: str) -> str:
        """Keep a value, and return the character that holds its place."""
        number = len(self.values)
        if number == VALUES:
            raise Unfit(f"More than {VALUES:,} values are printed in one text", "Shorten it.")
        text = self._words(value, line, field)
        self.tally.put_out(len(text))
        self.values.append(text)
        self.fields.append(field)
        return PLACES[number]

    def _words(self, value: object, line: int, field: str) -> str:
        if type(value) is str and value.isascii() and value.isprintable():
            return value
        if isinstance(value, Blank):
            self._blank(value.called, line)
            return ""
        if isinstance(value, date | MonthOrYear):
            return long_date(value, self._template.language, self._home_country)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.object(
                "This is neither text nor a number, and cannot be printed", line=self.line_at(line)
            )
            return ""
        return self._cleaned(str(value), line, field)

    def _cleaned(self, text: str, line: int, field: str) -> str:
        bad = _UNPRINTABLE.search(text)
        if bad is not None:
            sentence = f"`{field}` holds a character that cannot be printed ({code(bad.group())})"
            self.object(sentence, "Take it out of the list.", line=self.line_at(line), field=field)
            return ""
        return plain_breaks(normalize("NFC", text))

    def _blank(self, name: str, line: int) -> None:
        fact = next((fact for fact in self._template.facts if fact.name == name), None)
        if fact is not None:
            way_out = f"Fill it in there, or in the campaign under [facts.{name}]."
            sentence = f"The fact `{name}` has no value"
            self._add(Fault(sentence, way_out, self._template.file, fact.line or None, name))
            return
        way_out = f"Fill it in, or say what goes without: {{{{ {name} | default('…') }}}}."
        if name.startswith("case."):
            # The same for every recipient, whoever they are.
            where = self.line_at(line)
            self._add(Fault(f"`{name}` is empty", way_out, self._template.file, where, name))
            return
        self.object(f"`{name}` is empty", way_out, line=self.line_at(line), field=name)

    def object(
        self, sentence: str, way_out: str = "", *, line: int | None = None, field: str = ""
    ) -> None:
        """Note a fault of this letter, on a line of the template's file."""
        file, recipient = self._template.file, self._recipient_id
        self._add(Fault(sentence, way_out, file, line, field, recipient))

    def line_at(self, line: int) -> int | None:
        """The line of the file for a line of the piece in hand."""
        return self._lines.of_file(line)

    def _add(self, fault: Fault) -> None:
        if fault not in self.faults:
            self.faults.append(fault)


def plain_breaks(text: str) -> str:
    """The text with every line break a newline, and none at its ends."""
    return BREAKS.sub("\n", text).strip("\n")


def is_place_of_value(character: str) -> bool:
    """Whether the character stands for a value within words."""
    return PLACES[0] <= character <= PLACES[-1]


def place_or_words(text: str) -> str | int:
    """The number of the value that a place holds, or the words themselves."""
    return ord(text) - FIRST_PLACE if PLACE.fullmatch(text) else text


def code(character: str) -> str:
    """How a character is called in tables: U+0007."""
    return f"U+{ord(character):04X}"
