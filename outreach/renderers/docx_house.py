"""What one document calls the styles and lists that letters use: ours, or a group's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ListStart = tuple[int, int]  # the level of a numbered list, and its first number


@dataclass(frozen=True, slots=True)
class Lists:
    """The numbering of a document, into which each letter puts instances of its own.

    `opening` and `closing` stand around the instances; `numbered` is the definition they count by,
    `bulleted` the instance of all bullets, `first` the number of a letter's first instance.
    """

    opening: str
    closing: str
    numbered: int
    bulleted: int
    first: int

    def xml(self, starts: Iterable[ListStart]) -> str:
        """`word/numbering.xml` for a letter with these numbered lists.

        A list of its own instance starts anew; without one, Word would count on from the list
        before.
        """
        instances = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self.numbered}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            "</w:num>"
            for number, (level, start) in enumerate(starts, self.first)
        )
        return f"{self.opening}{instances}{self.closing}"


@dataclass(frozen=True, slots=True, eq=False)
class House:
    """`styles` are by the names Word has for them, such as "Body Text": how the properties of a
    paragraph begin that has the style.

    `link` is the id of the style of hyperlinks; `direction` stands in every paragraph where the
    styles do not say which way it runs.
    """

    styles: Mapping[str, str]
    link: str
    lists: Lists
    direction: str = ""


def styled(style_id: str) -> str:
    """How the properties of a paragraph of that style begin."""
    return f'<w:pStyle w:val="{style_id}"/>'
