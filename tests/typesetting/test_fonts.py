"""Which fonts letters are set in."""

import typst

from outreach.typesetting import fonts


def test_the_fonts_named_here_come_with_the_compiler_and_the_chinese_package() -> None:
    found = typst.Fonts(include_system_fonts=False, font_paths=[*fonts.folders()]).families()
    named = {fonts.LATIN, fonts.LAST_RESORT, "Noto Serif TC", "Noto Sans TC"}
    assert named <= {*found}


def test_every_family_asked_for_is_there() -> None:
    found = typst.Fonts(include_system_fonts=False, font_paths=[*fonts.folders()]).families()
    for language, region in (("en", None), ("zh", "CN"), ("ja", None)):
        serif, sans = fonts.families(language, region)
        assert {*serif, *sans} <= {*found}


def test_chinese_words_in_any_letter_are_set_in_a_serif_face_first() -> None:
    serif, sans = fonts.families("en", None)
    assert serif[0] == "Noto Serif TC"
    assert sans[0] == "Noto Sans TC"
    assert serif[-1] == sans[-1] == fonts.LAST_RESORT


def test_a_script_that_the_last_resort_stands_in_for_is_told(monkeypatch) -> None:
    monkeypatch.setattr(fonts, "_is_installed", lambda _: False)
    assert fonts.stopgap_in("To سلام") == ("Arabic", "pylopdf-fonts-ar")
    assert fonts.stopgap_in("Ünlü, Ελλάδα, Россия, 你好, Հայ") is None
    monkeypatch.setattr(fonts, "_is_installed", lambda _: True)
    assert fonts.stopgap_in("سلام") is None


def test_a_package_is_named_for_characters_that_it_would_add() -> None:
    assert fonts.package_for("THAI CHARACTER KO KAI") == "pylopdf-fonts-th"
    assert fonts.package_for("CUNEIFORM SIGN A") == ""
    assert fonts.package_for("") == ""
