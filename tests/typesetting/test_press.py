"""Letters set in type."""

import threading
from dataclasses import replace

import pytest

from outreach.errors import ExitStatus
from outreach.model.letter import Letter
from outreach.model.page import PageSetup
from outreach.model.settings import Paper
from outreach.typesetting.press import CannotSet, Press, pages


def test_letters_become_one_pdf(letter: Letter) -> None:
    pdf = Press(PageSetup()).pdf([letter, letter, letter])
    assert pdf.startswith(b"%PDF-1.7")
    assert pages(pdf) == 3


def test_a_missing_character_is_refused_and_named(letter: Letter) -> None:
    with pytest.raises(CannotSet) as refusal:
        Press(PageSetup()).pdf([letter, replace(letter, close="\u1c00\u1c01")])
    assert refusal.value.characters == ("\u1c00", "\u1c01")
    assert refusal.value.status is ExitStatus.NOT_RENDERED


def test_a_press_works_on_after_a_refusal(letter: Letter) -> None:
    press = Press(PageSetup())
    before = press.pdf([letter])
    with pytest.raises(CannotSet):
        press.pdf([replace(letter, close="\u1c00")])
    assert press.pdf([letter]) == before


def test_threads_may_share_a_press(letter: Letter) -> None:
    press = Press(PageSetup(Paper.LETTER))
    letters = [replace(letter, salutation=f"Dear Number {n},") for n in range(12)]
    made: dict[int, bytes] = {}

    def work(start: int) -> None:
        for at in range(start, len(letters), 3):
            made[at] = press.pdf([letters[at]])

    threads = [threading.Thread(target=work, args=(start,)) for start in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [made[at] for at in range(12)] == [press.pdf([one]) for one in letters]


def test_the_day_of_the_letter_is_the_day_of_the_pdf(letter: Letter) -> None:
    assert b"<xmp:CreateDate>2026-11-22T00:00:00+00:00<" in Press(PageSetup()).pdf([letter])


def test_what_is_no_pdf_of_the_press_has_no_known_pages() -> None:
    assert pages(b"%PDF-1.4 by somebody else") is None
