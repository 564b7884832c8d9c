"""The `where` of a campaign: which recipients of its lists are written to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import normalize

from jinja2 import Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from outreach.composing import grammar
from outreach.composing.bounds import Tally, Unfit
from outreach.composing.objections import Objection, Vocabulary
from outreach.composing.sandbox import context_of, prepared, sandbox
from outreach.composing.source import unprintable
from outreach.composing.values import FIELDS, LISTS, names_of, reader
from outreach.errors import InputInvalid, Problem
from outreach.model.people import Recipient

_WAY_OUT = "It is written like this: country == 'HK' and 'minister' in tags."


class Selection:
    """A `where`, checked once; called with a recipient it tells whether they are written to.

    An empty field is an empty text, and dates are texts like 2026-11-22, so that all can be
    compared. An empty expression chooses everybody.
    """

    def __init__(
        self,
        expression: str,
        known_fields: Iterable[str] = frozenset(),
        *,
        file: str = "",
        line: int | None = None,
    ) -> None:
        self._expression = normalize("NFC", expression).strip()
        self._place = (file, line)
        columns = frozenset(known_fields)
        names = frozenset({*FIELDS, *names_of(columns)})
        self._template, used = self._compiled(Vocabulary(names, LISTS))
        self._readers = tuple((name, reader(name, columns)) for name in sorted(used))

    def __call__(self, recipient: Recipient) -> bool:
        if self._template is None:
            return True
        values = {name: _comparable(read(recipient)) for name, read in self._readers}
        try:
            return any(self._template.root_render_func(context_of(values, _Counting())))
        except Unfit as refused:
            raise self._refused(refused.sentence, refused.way_out, recipient.id) from None
        except (TemplateError, TypeError, ValueError, ArithmeticError) as refused:
            raise self._refused(str(refused).rstrip("."), _WAY_OUT, recipient.id) from refused

    def _compiled(self, vocabulary: Vocabulary) -> tuple[Template | None, set[str]]:
        if not self._expression:
            return None, set()
        objections = tuple(unprintable(self._expression))
        if not objections:
            test = self._parsed()
            findings = grammar.check(test, vocabulary)
            objections = tuple(findings.objections)
        if objections:
            raise InputInvalid(map(self._problem, objections))
        chosen = nodes.If(test, [nodes.Output([nodes.TemplateData("x")])], [], [], lineno=1)
        tree = prepared(nodes.Template([chosen], lineno=1))
        return Template.from_code(sandbox(), sandbox().compile(tree), {}), findings.names

    def _parsed(self) -> nodes.Expr:
        try:
            parser = Parser(sandbox(), self._expression, state="variable")
            test = parser.parse_expression()
            if parser.stream.eos:
                return test
            said = f"“{parser.stream.current.value}” comes unexpectedly"
        except TemplateSyntaxError as refused:
            said = (refused.message or "").rstrip(".")
        except (ValueError, RecursionError):
            said = "it cannot be read"
        raise InputInvalid([self._problem(Objection(said, _WAY_OUT))])

    def _problem(self, objection: Objection) -> Problem:
        sentence = f"`where` is not written as it should be: {objection.sentence}."
        return Problem(sentence, objection.way_out, *self._place)

    def _refused(self, said: str, way_out: str, recipient_id: str) -> InputInvalid:
        sentence = f"`where` cannot be worked out for {recipient_id}: {said}."
        return InputInvalid([Problem(sentence, way_out, *self._place)])


@dataclass(frozen=True, slots=True)
class _Counting:
    """In the place of a letter's sheet; nothing is printed on it."""

    tally: Tally = field(default_factory=Tally)

    def set_down(self, *_: object) -> str:
        return ""


def _comparable(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str | tuple):
        return normalize("NFC", value) if isinstance(value, str) else value
    return str(value)
