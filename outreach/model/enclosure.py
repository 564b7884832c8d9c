"""What goes along with a letter: named by a campaign, and made ready from the file it names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file in the folder enclosures/, as a campaign names it.

    `titles` are (language, title) as letters list it, language "" for any. `line` is where the
    campaign's file names it, 0 when unknown.
    """

    file: str
    titles: tuple[tuple[str, str], ...] = ()
    line: int = 0

    def title(self, language: str) -> str:
        """What a letter in a language calls it: its own words for it, else the file's name."""
        known = dict(self.titles)
        for wanted in (language, language.partition("-")[0], ""):
            if wanted in known:
                return known[wanted]
        bare = self.file.rpartition(".")[0].replace("_", " ").replace("-", " ").strip()
        return bare[:1].upper() + bare[1:] or self.file


@dataclass(frozen=True, slots=True)
class EnclosedFile:
    """Exactly the bytes that go along, under a name and a type that their content gives them.

    `traces` are sentences about what the file tells beyond its words: who wrote it, comments.
    """

    name: str
    media_type: str
    content: bytes
    traces: tuple[str, ...] = ()
