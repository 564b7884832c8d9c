"""How a word processor is told about a letter's language: tags, fonts, direction.

Every letter names an East Asian language and font, also an English one: an official's native name
may stand in its address, and without them Word reaches for a Japanese font.
"""

from dataclasses import dataclass
from functools import cache

from babel.core import get_global
from babel.languages import get_official_languages

LATIN_FONT = "Times New Roman"

# East Asian tag → a serif that Word's own installers bring; and the name it bears at home.
EAST_ASIAN_FONTS = {
    "zh-TW": ("PMingLiU", "新細明體", "88"),
    "zh-HK": ("PMingLiU", "新細明體", "88"),
    "zh-CN": ("SimSun", "宋体", "86"),
    "ja-JP": ("MS Mincho", "ＭＳ 明朝", "80"),
    "ko-KR": ("Batang", "바탕", "81"),
}

_RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


@dataclass(frozen=True, slots=True)
class Language:
    """What the styles of a document say of its language.

    `tag` is the letter's own; `latin`, `east_asian` and `complex_script` are tags with a region,
    as word processors want them.
    """

    tag: str
    latin: str
    east_asian: str
    complex_script: str
    chinese: bool
    right_to_left: bool

    @property
    def east_asian_font(self) -> tuple[str, str, str]:
        """The font's name, its name at home, and its Windows character set in hexadecimal."""
        return EAST_ASIAN_FONTS[self.east_asian]


@cache
def language_of(tag: str, home_country: str) -> Language:
    """`tag` is BCP 47; `home_country` tells Canadian English from British."""
    parts = tag.replace("_", "-").split("-")
    primary = parts[0].casefold()
    regional = _with_region(parts, home_country)
    right_to_left = primary in _RIGHT_TO_LEFT
    chinese = primary == "zh"
    return Language(
        tag=tag,
        # The Latin words of a Chinese or Arabic letter are mostly names and English.
        latin="en-US" if chinese or right_to_left else regional,
        east_asian=_east_asian(parts, regional),
        complex_script=regional if right_to_left else "ar-SA",
        chinese=chinese,
        right_to_left=right_to_left,
    )


def _with_region(parts: list[str], home_country: str) -> str:
    """`en` → `en-GB` for a sender in Britain, `fr` → `fr-FR` for one in Peru."""
    primary = parts[0].casefold()
    given = next((part for part in parts[1:] if len(part) == 2), "")
    spoken = {name.split("_")[0] for name in get_official_languages(home_country)}
    likely: str = get_global("likely_subtags").get(primary, "")
    region = given or (home_country if primary in spoken else "") or likely.rpartition("_")[2]
    return f"{primary}-{region.upper()}" if region else primary


def _east_asian(parts: list[str], regional: str) -> str:
    """The East Asian tag for a letter; Traditional Chinese where its language is none of them."""
    folded = {part.casefold() for part in parts}
    if folded & {"hans", "cn", "sg"} and "zh" in folded:
        return "zh-CN"
    if "zh" in folded and (regional == "zh-HK" or folded & {"hk", "mo"}):
        return "zh-HK"
    return regional if regional in EAST_ASIAN_FONTS and "zh" not in folded else "zh-TW"
