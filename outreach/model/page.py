"""The page a letter is set on."""

from dataclasses import dataclass

from outreach.model.settings import Paper


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Paper in the printer, and the country (ISO 3166-1 alpha-2) letters are posted from."""

    paper: Paper = Paper.A4
    home_country: str = ""
