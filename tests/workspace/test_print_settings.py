"""[print] and [letterhead] of outreach.toml."""

from pathlib import Path

import pytest

from outreach.errors import InputInvalid
from outreach.model.settings import Letterhead, Printing, Settings
from outreach.workspace.documents import parse_toml
from outreach.workspace.settings import settings_of

SENDER = '[sender]\nid = "jane"\nname = "Jane Doe"\n'


def settings(text: str, root: Path = Path("/folder")) -> Settings:
    return settings_of(parse_toml(SENDER + text, "outreach.toml"), root)


def problem(text: str, root: Path = Path("/folder")) -> str:
    with pytest.raises(InputInvalid) as refusal:
        settings(text, root)
    (only,) = refusal.value.problems
    assert only.line
    return f"{only.sentence} {only.way_out}"


@pytest.mark.parametrize(
    ("country", "layout"),
    [
        ("US", "us-business"),
        ("CA", "canada"),
        ("GB", "a4-window"),
        ("HK", "a4-window"),
        ("DE", "din-5008-b"),
        ("CH", "swiss-right"),
        ("FR", "plain"),
        ("", "plain"),
    ],
)
def test_the_layout_is_for_the_envelopes_of_the_country(country: str, layout: str) -> None:
    assert settings(f'country = "{country}"\n').printing.layout == layout


def test_other_paper_than_the_countrys_is_laid_out_plain() -> None:
    found = settings('country = "US"\n[print]\npaper = "a4"\n').printing
    assert found.layout == "plain"


def test_everything_of_print_is_read() -> None:
    found = settings(
        '[print]\nlayout = "ours.typ"\nfold_marks = false\nduplex = true\n'
        'window_shift = ["2", "-1.5"]\n'
    ).printing
    assert found == Printing(layout="ours", fold_marks=False, duplex=True, window_shift=(2.0, -1.5))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[print]\nlayout = "../ours"\n', "without folder"),
        ('[print]\nwindow_shift = ["2"]\n', "two lengths"),
        ('[print]\nwindow_shift = ["2", "down"]\n', "two lengths"),
        ('[print]\nwindow_shift = ["nan", "0"]\n', "two lengths"),
        ('[print]\nwindow_shift = ["0", "90"]\n', "two lengths"),
        ('[print]\nduplex = "both"\n', "neither true nor false"),
        ('[print]\ndocx_letterhead = "head.docx"\n', "is not there"),
        ('[print]\ndocx_letterhead = "head.doc"\n', ".docx"),
        ('[letterhead]\nlines = ["1 Street"]\n', "“letterhead.name” is missing"),
        ('[letterhead]\nname = "We"\ncolor = "blue"\n', "#004488"),
        ('[letterhead]\nname = "We"\nlogo = "logo.gif"\n', ".png"),
        ('[letterhead]\nname = "We"\nlogo = "logo.png"\n', "is not there"),
        ('[letterhead]\nname = "We"\nfont = "x"\n', "is not known"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, said: str) -> None:
    assert said in problem(text)


def test_a_letterhead_is_read_with_its_logo(tmp_path: Path) -> None:
    (tmp_path / "logo.PNG").write_bytes(b"later")
    text = (
        '[letterhead]\nname = "Friends of Letters"\nlines = ["5 Group Street", "example.org"]\n'
        'color = "#004488"\nlogo = "logo.PNG"\n'
    )
    assert settings(text, tmp_path).letterhead == Letterhead(
        "Friends of Letters",
        ("5 Group Street", "example.org"),
        "#004488",
        tmp_path / "logo.PNG",
    )


def test_without_its_section_there_is_no_letterhead() -> None:
    assert settings("").letterhead is None
