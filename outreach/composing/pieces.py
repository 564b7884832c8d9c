"""Pieces of a template: checked and made ready once, carried out for every letter."""

import sys
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from jinja2 import Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.runtime import Context

from outreach.composing import grammar
from outreach.composing.bounds import Tally, Unfit
from outreach.composing.objections import Findings, Objection, Vocabulary
from outreach.composing.sandbox import prepared, sandbox
from outreach.composing.sheet import CASE_DEMANDS, DEMANDS, PERSONAL, PLACES, Lines, Sheet
from outreach.composing.source import unprintable, without_lines_of_tags

# Stands for any value where a template is looked at without one.
ANY_VALUE = PLACES[0]

PARAGRAPHS_OF_THEIR_OWN = {
    "demands": DEMANDS,
    "personal": PERSONAL,
    "case.demands": CASE_DEMANDS,
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Template text as it stands between its tags, with the line it starts on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A text of a template, ready to be carried out. `constant` when nothing in it varies."""

    template: Template
    lines: Lines
    stretches: tuple[Stretch, ...]
    constant: tuple[str, ...] | None

    def carried_out(self, sheet: Sheet, context: Context) -> tuple[str, ...] | None:
        """The text in parts, with places for the values; None where a fault was found."""
        sheet.begin(self.lines)
        if self.constant is not None:
            return self.constant
        parts: list[str] = []
        try:
            self._carry_out(parts, sheet.tally, context)
        except Unfit as refused:
            sheet.object(refused.sentence, refused.way_out, line=self._line_now(sheet))
        except (TemplateError, TypeError, ValueError, ArithmeticError) as refused:
            way_out = "Compare texts with texts and numbers with numbers: {{ number | int }}."
            shown = str(refused)[:200].rstrip(".")
            sentence = f"This cannot be worked out: {shown}"
            sheet.object(sentence, way_out, line=self._line_now(sheet))
        else:
            return tuple(parts)
        return None

    def _carry_out(self, parts: list[str], tally: Tally, context: Context) -> None:
        length, room = 0, tally.room
        going: Generator[str, None, None] = self.template.root_render_func(context)  # type: ignore[assignment]
        for part in going:
            parts.append(part)
            length += len(part)
            if length > room:
                break
        try:
            tally.put_out(length)
        except Unfit as refused:
            going.throw(refused)  # so that it comes from the line in hand

    def _line_now(self, sheet: Sheet) -> int | None:
        """Where in the template the exception in hand comes from."""
        step, line = sys.exc_info()[2], 1
        while step is not None:
            if step.tb_frame.f_globals.get("__jinja_template__") is self.template:
                line = self.template.get_corresponding_lineno(step.tb_lineno)
            step = step.tb_next
        return sheet.line_at(line)


def prepare(text: str, lines: Lines, vocabulary: Vocabulary) -> tuple[Piece | None, Findings]:
    """Check a text and make it ready; there is a piece only where nothing is objected to."""
    tree, findings = _read(text, vocabulary)
    if tree is None or findings.objections:
        return None, findings
    stretches = tuple(_stretches(tree.body))
    tree = prepared(_with_places(tree, vocabulary))
    constant = _constant(tree)
    try:
        template = Template.from_code(sandbox(), sandbox().compile(tree), {})
    except (SyntaxError, RecursionError, MemoryError):
        findings.objections.append(_TOO_DEEP)
        return None, findings
    return Piece(template, lines, stretches, constant), findings


_TOO_DEEP = Objection("This is nested too deeply to be read", "Take it apart.")


def _read(text: str, vocabulary: Vocabulary) -> tuple[nodes.Template | None, Findings]:
    findings = Findings(list(unprintable(text)))
    if findings.objections:
        return None, findings
    try:
        sandbox().parse(text)
        # Only of a text whose tags are all closed.
        tree = sandbox().parse(without_lines_of_tags(text))
    except TemplateSyntaxError as refused:
        findings.objections.append(_syntax(refused))
    except ValueError:
        findings.objections.append(Objection("There is a number in it beyond all measure"))
    except RecursionError:
        findings.objections.append(_TOO_DEEP)
    else:
        return tree, grammar.check(tree, vocabulary)
    return None, findings


def _syntax(refused: TemplateSyntaxError) -> Objection:
    said = (refused.message or "").rstrip(".")
    way_out = "Values look like {{ name }}, conditions like {% if name %} … {% endif %}."
    return Objection(f"This is not written as it should be: {said}", way_out, refused.lineno)


def _with_places(tree: nodes.Template, vocabulary: Vocabulary) -> nodes.Template:
    for output in tree.find_all(nodes.Output):
        output.nodes = [
            nodes.TemplateData(_own_paragraph(child), lineno=child.lineno)
            if grammar.called(child) in vocabulary.blocks
            else child
            for child in output.nodes
        ]
    return tree


def _own_paragraph(child: nodes.Expr) -> str:
    return PARAGRAPHS_OF_THEIR_OWN.get(grammar.called(child), "")


def _stretches(body: list[nodes.Node]) -> Iterator[Stretch]:
    """The text of all branches one after the other, each value as one place."""
    for node in body:
        if isinstance(node, nodes.Output):
            yield from (Stretch(_words_of(child), child.lineno) for child in node.nodes)
        elif isinstance(node, nodes.If):
            yield from _stretches([*node.body, *node.elif_, *node.else_])
        elif isinstance(node, nodes.For):
            yield from _stretches([*node.body, *node.else_])


def _words_of(child: nodes.Expr) -> str:
    if isinstance(child, nodes.TemplateData):
        return child.data
    return _own_paragraph(child) or ANY_VALUE


def _constant(tree: nodes.Template) -> tuple[str, ...] | None:
    texts = []
    for output in tree.body:
        if not isinstance(output, nodes.Output):
            return None
        texts += [child.data for child in output.nodes if isinstance(child, nodes.TemplateData)]
        if len(output.nodes) != sum(isinstance(c, nodes.TemplateData) for c in output.nodes):
            return None
    return ("".join(texts),)
