"""What every renderer keeps, as a test class: subclass it and give a `renderer` fixture.

class TestHtml(RendererContract):
    @pytest.fixture
    def renderer(self) -> HtmlRenderer:
        return HtmlRenderer(PageSetup())
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from outreach.model.dispatch import Renderer
from outreach.model.letter import Letter, Paragraph, Text
from outreach.model.mailing import NotMade, Rendering


def spoiled(letter: Letter) -> Letter:
    """The letter with half of a surrogate pair in its body: no format can carry that."""
    return replace(letter, body=(*letter.body, Paragraph((Text("half a \ud800 character"),))))


class RendererContract:
    """Needs the fixtures `renderer` (of the subclass) and `letter` (of conftest)."""

    #: How far ahead of what was asked for a renderer may read, for its batches and workers.
    reads_ahead = 0

    def test_each_letter_yields_one_rendering_in_order(
        self, renderer: Renderer, letter: Letter
    ) -> None:
        letters = [replace(letter, recipient_id=f"r{n}", place=n) for n in range(1, 8)]
        made = list(renderer.each(letters))
        assert [(item.recipient_id, item.place) for item in made] == [
            (item.recipient_id, item.place) for item in letters
        ]
        for item in made:
            assert isinstance(item, Rendering)
            assert item.media_type == renderer.media_type
            assert item.content

    def test_no_letters_yield_nothing(self, renderer: Renderer) -> None:
        assert list(renderer.each([])) == []

    def test_one_bad_letter_fails_alone(self, renderer: Renderer, letter: Letter) -> None:
        letters = [replace(letter, recipient_id=f"r{n}", place=n) for n in range(1, 6)]
        letters[2] = spoiled(letters[2])
        made = list(renderer.each(letters))
        assert [type(item) for item in made] == [
            Rendering,
            Rendering,
            NotMade,
            Rendering,
            Rendering,
        ]
        bad = made[2]
        assert isinstance(bad, NotMade)
        assert (bad.recipient_id, bad.place, bad.field) == ("r3", 3, "body")
        assert "U+D800" in bad.reason

    def test_a_letter_beside_a_bad_one_is_the_same_as_alone(
        self, renderer: Renderer, letter: Letter
    ) -> None:
        (alone,) = renderer.each([letter])
        beside = list(renderer.each([spoiled(letter), letter]))
        assert beside[1] == alone

    def test_letters_are_taken_as_they_are_needed(self, renderer: Renderer, letter: Letter) -> None:
        taken = 0

        def endless() -> Iterator[Letter]:
            nonlocal taken
            while True:
                taken += 1
                yield letter

        made = list(islice(renderer.each(endless()), 3))
        assert len(made) == 3
        assert taken <= 3 + self.reads_ahead

    def test_the_same_letter_twice_gives_the_same_bytes(
        self, renderer: Renderer, letter: Letter, chinese_letter: Letter
    ) -> None:
        once = list(renderer.each([letter, chinese_letter]))
        again = list(renderer.each([letter, chinese_letter]))
        assert once == again

    def test_the_extension_is_one_of_a_file_name(self, renderer: Renderer) -> None:
        assert renderer.extension.isalnum()
