"""Letter templates, checked and made ready: every problem of a template is found here, with its
line, before the first letter is merged.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from unicodedata import normalize

from outreach.composing.audiences import open_gaps
from outreach.composing.case_values import CASE_FIELDS, CASE_LISTS, CaseInLetters
from outreach.composing.grammar import CASE
from outreach.composing.objections import Findings, Objection, Vocabulary
from outreach.composing.occasion import Occasion
from outreach.composing.pieces import PARAGRAPHS_OF_THEIR_OWN, Piece, prepare
from outreach.composing.prose import Prose, prepare_prose
from outreach.composing.sheet import Lines
from outreach.composing.sources import OF_THE_OCCASION, Source, fact_names, source
from outreach.composing.values import FIELDS, LISTS, Value, names_of
from outreach.errors import InputInvalid, Problem
from outreach.model.campaign import Campaign, LetterTemplate, TemplateSet
from outreach.model.people import Recipient

_Ready = TypeVar("_Ready", Piece, Prose)


@dataclass(frozen=True, slots=True, eq=False)
class CompiledTemplate:
    """One language variant of a letter, ready to be merged."""

    template: LetterTemplate
    subject: Piece
    salutation: Piece | None
    close: Piece | None
    body: Prose
    demands: tuple[Prose, ...]
    sources: tuple[tuple[str, Source], ...]

    def values(self, recipient: Recipient, occasion: Occasion) -> dict[str, Value]:
        """What the names in use stand for in one letter; those without a value are left out."""
        found: dict[str, Value] = {}
        for name, source_of in self.sources:
            value = source_of(recipient, occasion)
            if isinstance(value, str) and not value.isascii():
                value = normalize("NFC", value)
            if value and not (isinstance(value, str) and value.isspace()):
                found[name] = value
        return found

    @property
    def of_case(self) -> bool:
        """Whether it says something of the case it is about."""
        return any(name in CASE_FIELDS for name, _ in self.sources)


def compile_template(
    template: LetterTemplate,
    known_fields: Iterable[str] = frozenset(),
    case: CaseInLetters | None = None,
) -> CompiledTemplate:
    """Check a template whole and make it ready; raises InputInvalid with all its problems.

    `known_fields` are the further columns of the lists it is for, and the names of the campaign's
    own facts and variables. A fact of the template goes before a column of the same name. Demands
    that a template does not make itself are those of the `case`.
    """
    template = _composed(template)
    checking = _Checking(template, frozenset(known_fields), case)
    compiled = checking.compiled()
    if checking.problems or compiled is None:
        in_order = sorted(dict.fromkeys(checking.problems), key=lambda problem: problem.line or 0)
        raise InputInvalid(in_order)
    return compiled


def check_variants(templates: TemplateSet) -> tuple[Problem, ...]:
    """What the language variants of a letter do not agree on: how many demands, and the facts;
    and what is left in them to be filled in.
    """
    first, *others = templates.variants
    gaps = (problem for variant in templates.variants for problem in open_gaps(variant))
    return (*gaps, *(problem for other in others for problem in _differences(first, other)))


def insist_on_both(templates: TemplateSet, campaign: Campaign) -> None:
    """Raises InputInvalid for each language of a bilingual letter that it is not written in."""
    problems = [
        Problem(
            f"The letter “{templates.name}” is not written in {language}.",
            f"Write letter_templates/{templates.name}.{language}.md, or name other languages.",
            campaign.file,
            campaign.languages_line,
        )
        for language in campaign.languages
        if templates.in_language(language) is None
    ]
    if problems:
        raise InputInvalid(problems)


def _differences(first: LetterTemplate, other: LetterTemplate) -> Iterator[Problem]:
    if len(first.demands) != len(other.demands):
        sentence = (
            f"This letter makes {len(other.demands)} demands, and the one in {first.language} "
            f"({first.file}) makes {len(first.demands)}."
        )
        line = _line_of_demand(other, 0)
        yield Problem(sentence, "Every language demands the same.", other.file, line.first)
    told = {fact.name: fact for fact in first.facts if fact.value}
    for fact in other.facts:
        there = told.get(fact.name)
        if there and fact.value and (there.value, there.as_of) != (fact.value, fact.as_of):
            sentence = (
                f"The fact `{fact.name}` is {fact.value} ({fact.as_of}) here, "
                f"and {there.value} ({there.as_of}) in {first.file}."
            )
            yield Problem(sentence, "Give both the same.", other.file, fact.line or None)


def _composed(template: LetterTemplate) -> LetterTemplate:
    """The template with line ends and accents written in one way."""

    def text(given: str) -> str:
        return normalize("NFC", given.replace("\r\n", "\n").replace("\r", "\n"))

    return replace(
        template,
        subject=text(template.subject).strip(),
        body=text(template.body),
        demands=tuple(text(demand).strip() for demand in template.demands),
        salutation=text(template.salutation).strip(),
        close=text(template.close).strip(),
    )


def _line_of_demand(template: LetterTemplate, number: int) -> Lines:
    lines = template.demand_lines
    return Lines(lines[number] if number < len(lines) else None)


@dataclass(slots=True)
class _Checking:
    template: LetterTemplate
    columns: frozenset[str]
    case: CaseInLetters | None
    problems: list[Problem] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def compiled(self) -> CompiledTemplate | None:
        self._check_names()
        template = self.template
        subject = self._line("subject", template.subject, template.subject_line)
        salutation = self._line("salutation", template.salutation, template.salutation_line)
        close = self._line("close", template.close, template.close_line)
        body = self._body()
        demands = [self._demand(number) for number in range(len(template.demands))]
        if subject is None or body is None:
            return None
        kept = tuple(demand for demand in demands if demand is not None)
        sources = tuple((name, source(name, template, self.columns)) for name in sorted(self.names))
        return CompiledTemplate(template, subject, salutation, close, body, kept, sources)

    def _vocabulary(self, blocks: Mapping[str, str], elsewhere: Mapping[str, str]) -> Vocabulary:
        own = {*fact_names(self.template), *dict(self.template.variables)}
        given = {*FIELDS, *OF_THE_OCCASION, *CASE_FIELDS, *own, *names_of(self.columns)}
        if CASE not in given:
            elsewhere = {CASE: "Say what of it: {{ case.name }}.", **elsewhere}
        return Vocabulary(
            frozenset(given - {*PARAGRAPHS_OF_THEIR_OWN}),
            LISTS | CASE_LISTS - {*blocks},
            frozenset(blocks),
            elsewhere,
        )

    def _body(self) -> Prose | None:
        own, elsewhere = dict(PARAGRAPHS_OF_THEIR_OWN), {}
        language = self.template.language
        if not (self.template.demands or (self.case and self.case.demands(language))):
            del own["demands"]
            way_out = "List the demands under `demands:` at the top of the template"
            of_case = f", or in {language} in the case {self.case.case.id}" if self.case else ""
            elsewhere["demands"] = f"{way_out}{of_case}."
        lines = Lines(self.template.body_line, going_on=True)
        vocabulary = self._vocabulary(own, elsewhere)
        body = self._noted("", lines, prepare_prose(self.template.body, lines, vocabulary))
        if not self.template.body.strip():
            self._object("", lines, Objection("The letter has no text", "Write its body."))
        elif body and self.template.demands and not body.has_place_for("demands"):
            way_out = "Write {{ demands }} in a paragraph of its own where they belong."
            self._object("", lines, Objection("The demands stand nowhere in the text", way_out))
        return body

    def _demand(self, number: int) -> Prose | None:
        lines = _line_of_demand(self.template, number)
        what = f"Demand {number + 1}: "
        text = self.template.demands[number]
        if not text:
            self._object(what, lines, Objection("It is empty", "Write it, or take it out."))
        prepared = prepare_prose(text, lines, self._outside_body(), one_paragraph=True)
        return self._noted(what, lines, prepared)

    def _line(self, name: str, text: str, number: int) -> Piece | None:
        lines = Lines(number or None)
        if "\n" in text:
            sentence, way_out = f"The {name} has a line break", "Write it on one line."
            self._object("", lines, Objection(sentence, way_out))
        if not text and name == "subject":
            way_out = "Write `subject:` at the top of the template."
            self._object("", lines, Objection("The letter has no subject", way_out))
        what = f"{name.capitalize()}: "
        return (
            self._noted(what, lines, prepare(text, lines, self._outside_body())) if text else None
        )

    def _outside_body(self) -> Vocabulary:
        way_out = "It belongs in the body of the letter."
        return self._vocabulary({}, dict.fromkeys(PARAGRAPHS_OF_THEIR_OWN, way_out))

    def _noted(
        self, what: str, lines: Lines, prepared: tuple[_Ready | None, Findings]
    ) -> _Ready | None:
        ready, findings = prepared
        self.names |= findings.names
        for objection in findings.objections:
            self._object(what, lines, objection)
        return ready

    def _object(self, what: str, lines: Lines, objection: Objection) -> None:
        line = lines.of_file(objection.line)
        sentence = f"{what}{objection.sentence}."
        self.problems.append(Problem(sentence, objection.way_out, self.template.file, line))

    def _check_names(self) -> None:
        taken = {*FIELDS, *OF_THE_OCCASION, *PARAGRAPHS_OF_THEIR_OWN, "loop"}
        for fact in self.template.facts:
            self._check_name("fact", fact.name, taken, fact.line)
        facts = fact_names(self.template)
        for name, _ in self.template.variables:
            self._check_name("variable", name, taken | facts, 0)

    def _check_name(self, kind: str, name: str, taken: Iterable[str], line: int) -> None:
        file = self.template.file
        if not name.isidentifier():
            sentence = f"The {kind} `{name}` has a name that cannot be written in {{{{ … }}}}."
            self.problems.append(
                Problem(sentence, "Use letters, digits and _.", file, line or None)
            )
        elif name in taken:
            sentence = f"The {kind} `{name}` is called like something else."
            way_out = "A field of the lists or of the letter has this name: choose another."
            self.problems.append(Problem(sentence, way_out, file, line or None))
