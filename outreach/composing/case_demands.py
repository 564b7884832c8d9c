"""What letters ask of the case they are about, and it does not give."""

from collections.abc import Iterable, Iterator

from outreach.composing.case_values import CASE_DEMANDS, CaseInLetters
from outreach.composing.templates import CompiledTemplate
from outreach.errors import Problem


def case_problems(compiled: CompiledTemplate, case: CaseInLetters | None) -> Iterator[Problem]:
    """A letter about a case that nobody named, or for demands that nobody wrote."""
    template = compiled.template
    if case is None:
        if compiled.of_case or compiled.body.has_place_for(CASE_DEMANDS):
            way_out = 'Write case = "NAME" into the campaign; outreach case list shows those known.'
            yield Problem("The letter is about a case, and none is named.", way_out, template.file)
    elif compiled.body.has_place_for(CASE_DEMANDS) and not case.demands(template.language):
        yield Problem(
            f"The case {case.case.id} makes no demands in {template.language}.",
            f"Write them: outreach case edit {case.case.id}",
            template.file,
        )


def uneven_demands(
    variants: Iterable[CompiledTemplate], case: CaseInLetters | None
) -> Iterator[Problem]:
    """Demands of the case that are more in one language than in another."""
    numbers = {
        one.template.language: len(case.demands(one.template.language))
        for one in variants
        if case and _takes_them(one)
    }
    if case and len({number for number in numbers.values() if number}) > 1:
        told = ", ".join(f"{number} in {language}" for language, number in numbers.items())
        yield Problem(
            f"The case {case.case.id} does not demand the same in every language: {told}.",
            f"Write as many in each: outreach case edit {case.case.id}",
        )


def _takes_them(compiled: CompiledTemplate) -> bool:
    body, template = compiled.body, compiled.template
    return body.has_place_for(CASE_DEMANDS) or (
        not template.demands and body.has_place_for("demands")
    )
