"""The fonts letters are set in: those within the compiler, and font packages that are installed.

Fonts of the computer are left alone, so that a letter is the same on every machine.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

LATIN = "Libertinus Serif"  # in the compiler; Latin, Greek, Cyrillic and Hebrew
LAST_RESORT = "DejaVu Sans Mono"  # in the compiler; Arabic, Armenian, Georgian and symbols


@dataclass(frozen=True, slots=True)
class FontPackage:
    """A package of fonts, the languages it is first choice for, and its two families."""

    module: str
    languages: tuple[str, ...]
    serif: str
    sans: str

    @property
    def distribution(self) -> str:
        """What pip calls it."""
        return self.module.replace("_", "-")


# The first comes with this program, the others are used where they are installed.
PACKAGES = (
    FontPackage("pylopdf_fonts_zh_tw", ("zh",), "Noto Serif TC", "Noto Sans TC"),
    FontPackage("pylopdf_fonts_zh_cn", ("zh-CN", "zh-SG"), "Noto Serif SC", "Noto Sans SC"),
    FontPackage("pylopdf_fonts_jp", ("ja",), "Noto Serif JP", "Noto Sans JP"),
    FontPackage("pylopdf_fonts_ko", ("ko",), "Noto Serif KR", "Noto Sans KR"),
    FontPackage("pylopdf_fonts_th", ("th",), "Noto Serif Thai", "Noto Sans Thai"),
    FontPackage("pylopdf_fonts_hi", ("hi",), "Noto Serif Devanagari", "Noto Sans Devanagari"),
    FontPackage("pylopdf_fonts_ar", ("ar", "fa"), "Noto Naskh Arabic", "Noto Sans Arabic"),
)

# How Unicode's names for the characters of a script begin, and the package that holds them.
_PACKAGE_OF_SCRIPT = {
    "CJK ": "pylopdf-fonts-zh-cn",
    "HANGUL ": "pylopdf-fonts-ko",
    "THAI ": "pylopdf-fonts-th",
    "DEVANAGARI ": "pylopdf-fonts-hi",
    "ARABIC ": "pylopdf-fonts-ar",
}


# Scripts that the last resort holds, and that have a package of their own: nothing is missing from
# the page without it, but the page is not fit to be posted.
_STOPGAPS = (
    (
        "Arabic",
        "pylopdf-fonts-ar",
        re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff]"),
    ),
)


def stopgap_in(text: str) -> tuple[str, str] | None:
    """A script in the text that the last resort stands in for, and the distribution to install."""
    for script, package, characters in _STOPGAPS:
        if characters.search(text) and not _is_installed(package):
            return script, package
    return None


@cache
def folders() -> tuple[Path, ...]:
    """Where the fonts of the installed packages lie."""
    return tuple(folder for package in PACKAGES for folder in _folder(package))


@cache
def families(language: str, region: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands in for characters the Latin face lacks, best first: serif, and sans-serif."""
    tags = {language, f"{language}-{region}"}
    # Of two packages for a language, the one named for the region comes first.
    ranked = sorted(
        (package for package in PACKAGES if _folder(package)),
        key=lambda package: -max(len(tag) if tag in tags else 0 for tag in package.languages),
    )
    serif = tuple(package.serif for package in ranked)
    return (*serif, LAST_RESORT), (*(package.sans for package in ranked), *serif, LAST_RESORT)


def package_for(character_name: str) -> str:
    """The distribution that holds characters named so by Unicode; empty where none is known."""
    known = (
        package
        for script, package in _PACKAGE_OF_SCRIPT.items()
        if character_name.startswith(script)
    )
    return next((package for package in known if not _is_installed(package)), "")


def _is_installed(distribution: str) -> bool:
    return any(_folder(package) for package in PACKAGES if package.distribution == distribution)


def _folder(package: FontPackage) -> tuple[Path, ...]:
    found = find_spec(package.module)
    return tuple(Path(place) for place in (found.submodule_search_locations or ())) if found else ()
