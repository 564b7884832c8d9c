"""The merge: a template, a recipient and an occasion make a letter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Protocol
from unicodedata import normalize

from jinja2.runtime import Context

from outreach.composing.bounds import LONGEST_LINE
from outreach.composing.case_demands import case_problems, uneven_demands
from outreach.composing.dates import long_date
from outreach.composing.faults import CannotMerge, Fault, grouped
from outreach.composing.forms import Address, with_mark
from outreach.composing.notations import copy_lines, enclosure_lines, notations
from outreach.composing.objections import Objection
from outreach.composing.occasion import Occasion
from outreach.composing.pattern import Filling, all_filled
from outreach.composing.pieces import Piece
from outreach.composing.prose import Prose
from outreach.composing.sandbox import context_of
from outreach.composing.sheet import (
    DEMANDS,
    FIRST_PLACE,
    PERSONAL,
    PLACE,
    Lines,
    Sheet,
    plain_breaks,
)
from outreach.composing.templates import CompiledTemplate, compile_template
from outreach.errors import InputInvalid, Problem
from outreach.model.campaign import Opening, TemplateSet
from outreach.model.letter import Block, Inline, Letter, LineBreak, NumberedList, Paragraph, Text
from outreach.model.people import Recipient

__all__ = ["CannotMerge", "Fault", "Forms", "Merger", "grouped", "merge"]


class Forms(Protocol):
    """Who knows how people are addressed."""

    def address(self, recipient: Recipient, language: str, home_country: str) -> Address: ...


@dataclass(frozen=True, slots=True, eq=False)
class Merger:
    """Merges the letters of one campaign on one occasion, each in its reader's language; or in
    both `languages`, the second one in a column `beside` the first, or after it.
    """

    templates: TemplateSet
    compiled: Mapping[str, CompiledTemplate]
    occasion: Occasion
    forms: Forms
    fallback: str = "en"
    languages: tuple[str, ...] = ()
    beside: bool = False

    @classmethod
    def prepare(
        cls,
        templates: TemplateSet,
        known_fields: Iterable[str],
        occasion: Occasion,
        forms: Forms,
        fallback: str = "en",
    ) -> "Merger":
        """Make all language variants ready; raises InputInvalid with the problems of them all."""
        compiled: dict[str, CompiledTemplate] = {}
        problems: list[Problem] = []
        for variant in templates.variants:
            try:
                ready = compile_template(variant, known_fields, occasion.case)
            except InputInvalid as refused:
                problems += refused.problems
                continue
            compiled[variant.language] = ready
            problems += case_problems(ready, occasion.case)
            if occasion.personal.strip() and not ready.body.has_place_for("personal"):
                problems.append(_no_place_for_personal(variant.file))
        problems += uneven_demands(compiled.values(), occasion.case)
        if problems:
            raise InputInvalid(problems)
        return cls(templates, compiled, occasion, forms, fallback)

    def letter(self, recipient: Recipient, place: int) -> Letter:
        """The letter to one recipient; raises CannotMerge."""
        if not self.languages:
            return self._in(recipient.languages, recipient, place)
        letters: list[Letter] = []
        faults: list[Fault] = []
        for language in self.languages:
            try:
                letters.append(self._in((language,), recipient, place))
            except CannotMerge as refusal:
                faults += refusal.faults
        if faults:
            raise CannotMerge(faults)
        first, second = letters
        return replace(first, companion=second, beside=self.beside)

    def _in(self, languages: tuple[str, ...], recipient: Recipient, place: int) -> Letter:
        variant = self.templates.variant(languages, self.fallback)
        compiled = self.compiled[variant.language]
        return merge(compiled, recipient, place, self.occasion, self.forms)


def _no_place_for_personal(file: str) -> Problem:
    sentence = "The letter has no place for your personal words."
    return Problem(sentence, "Write {{ personal }} in a paragraph of its own.", file)


def merge(
    compiled: CompiledTemplate, recipient: Recipient, place: int, occasion: Occasion, forms: Forms
) -> Letter:
    """One letter; raises CannotMerge with everything that stands in its way.

    `place` is the recipient's number in the list, from 1.
    """
    template = compiled.template
    address = forms.address(recipient, template.language, occasion.home_country)
    merging = _Merging(compiled, recipient, occasion)
    titles = *template.enclosures, *(one.title(template.language) for one in occasion.enclosed)
    letter = Letter(
        recipient_id=recipient.id,
        place=place,
        language=template.language,
        subject=merging.line("subject", compiled.subject),
        dated=occasion.dated,
        date_text=long_date(occasion.dated, template.language, occasion.home_country),
        return_address=occasion.return_address,
        envelope=address.envelope,
        inside_address=address.inside_address,
        salutation=merging.salutation(address),
        body=merging.body(),
        close=merging.line("close", compiled.close) if compiled.close else address.close,
        signature=_signature(occasion, address),
        enclosures=enclosure_lines(titles, template.language),
        by_hand=occasion.by_hand,
        copies=_copies(occasion, template.language, forms),
    )
    if merging.sheet.faults:
        raise CannotMerge(merging.sheet.faults)
    return _to_whom(letter, address, compiled) if template.opening is Opening.TO_WHOM else letter


def _to_whom(letter: Letter, address: Address, compiled: CompiledTemplate) -> Letter:
    """A Chinese letter that opens with 敬啟者 and says at its end, after 此致, who it is for."""
    words = notations(letter.language)
    return replace(
        letter,
        inside_address=(),
        salutation=letter.salutation if compiled.salutation else words["to_whom"],
        close=letter.close if compiled.close else words["hereby"],
        addressee=address.addressee,
    )


def _copies(occasion: Occasion, language: str, forms: Forms) -> tuple[str, ...]:
    home = occasion.home_country
    return copy_lines([forms.address(one, language, home) for one in occasion.copied], language)


def _signature(occasion: Occasion, address: Address) -> tuple[str, ...]:
    signatory = occasion.signatory
    name = f"{signatory.name} {address.sign_off}" if address.sign_off else signatory.name
    return (name, signatory.group) if signatory.group else (name,)


class _Merging:
    """One letter in the making."""

    def __init__(
        self, compiled: CompiledTemplate, recipient: Recipient, occasion: Occasion
    ) -> None:
        self.sheet = Sheet(compiled.template, recipient.id, occasion.home_country)
        self._compiled = compiled
        self._recipient = recipient
        self._occasion = occasion
        self._context: Context = context_of(dict(compiled.values(recipient, occasion)), self.sheet)

    def salutation(self, address: Address) -> str:
        """The recipient's own, else the template's, else that of the form."""
        piece, own = self._compiled.salutation, _own_salutation(self._recipient, address)
        if piece is None or own:
            return self._checked("salutation", address.salutation, Lines())
        return with_mark(self.line("salutation", piece), address.form)

    def line(self, what: str, piece: Piece) -> str:
        """A text of one line, which is no Markdown."""
        parts = piece.carried_out(self.sheet, self._context)
        if parts is None:
            return ""
        values = self.sheet.values
        text = PLACE.sub(lambda place: values[ord(place[0]) - FIRST_PLACE], "".join(parts))
        return self._checked(what, text.strip(), piece.lines)

    def _checked(self, what: str, text: str, lines: Lines) -> str:
        object_to = partial(self.sheet.object, line=lines.first, field=what)
        if not text and not self.sheet.faults:
            object_to(f"The {what} comes out empty", "Write what goes without its values.")
        elif "\n" in text:
            object_to(f"The {what} has a line break", "Take it out of the list or the template.")
        elif len(text) > LONGEST_LINE:
            object_to(f"The {what} is longer than {LONGEST_LINE} characters", "Shorten it.")
        return text

    def body(self) -> tuple[Block, ...]:
        """The campaign's own words."""
        return self._filled(self._compiled.body)

    def _filled(self, prose: Prose) -> tuple[Block, ...]:
        parts = prose.piece.carried_out(self.sheet, self._context)
        if parts is None:
            return ()
        parsed = prose.read(parts)
        object_to = partial(self._object, prose.piece.lines)
        for objection in parsed.objections:
            object_to(objection)
        if parsed.objections:
            return ()
        shown = self._names_of_values()
        return all_filled(
            parsed.blocks, Filling(self.sheet.values, self._own_paragraphs, object_to, shown)
        )

    def _names_of_values(self) -> tuple[str, ...] | None:
        """In letters about a private case no fault quotes a value: a loop's may be theirs too."""
        about = self._occasion.case
        if about is None or not about.case.private:
            return None
        return tuple(f"{{{{ {field or '…'} }}}}" for field in self.sheet.fields)

    def _object(self, lines: Lines, objection: Objection) -> None:
        line = lines.of_file(objection.line)
        self.sheet.object(objection.sentence, objection.way_out, line=line)

    def _own_paragraphs(self, place: str) -> Sequence[Block]:
        if place == PERSONAL:
            return personal_paragraphs(self._occasion.personal)
        own = self._compiled.demands if place == DEMANDS else ()
        return (NumberedList(tuple(map(self._filled, own)) or self._demands_of_case()),)

    def _demands_of_case(self) -> tuple[tuple[Block, ...], ...]:
        """Words as they are: a case is no template."""
        case, language = self._occasion.case, self._compiled.template.language
        return tuple(map(personal_paragraphs, case.demands(language) if case else ()))


def _own_salutation(recipient: Recipient, address: Address) -> bool:
    """Whether the form took over a salutation that the list gives."""
    further = (value for name, value in recipient.more if name.startswith("salutation."))
    given = [text.strip() for text in (recipient.salutation, *further) if text.strip()]
    return any(address.salutation.startswith(text) for text in given)


@lru_cache(maxsize=4)
def personal_paragraphs(words: str) -> tuple[Block, ...]:
    """The writer's own words as they are, in paragraphs where empty lines part them."""
    lines = normalize("NFC", plain_breaks(words)).split("\n")
    paragraphs: list[list[Inline]] = [[]]
    for line in lines:
        if not line.strip():
            paragraphs.append([])
            continue
        if paragraphs[-1]:
            paragraphs[-1].append(LineBreak())
        paragraphs[-1].append(Text(line))
    return tuple(Paragraph(tuple(inlines)) for inlines in paragraphs if inlines)
