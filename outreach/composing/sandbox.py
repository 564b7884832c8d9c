"""Jinja2's sandbox, narrowed to what a letter needs, with its work counted.

Besides what `grammar` refuses before, the tree of a template is rewritten so that every round of
a loop is counted and every value that is printed goes through the sheet of the letter.
"""

from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any, Protocol

from jinja2 import nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from outreach.composing.blanks import Blank, first_blank
from outreach.composing.bounds import Tally, Unfit, WrongValue, fitting, fitting_length
from outreach.composing.filters import FILTERS, TAKE_BLANKS, TESTS, as_text
from outreach.composing.grammar import called

# Names that no template can spell.
SHEET = "the sheet"
_SET_DOWN = "set down"
_EACH = "each of"
_TOGETHER = "together"
_OF_CASE = "of the case"
# An argument that no template can give, because no filter has it: what the value is called.
_CALLED = "called"


class Sheet(Protocol):
    """Where a template's values go while it is merged."""

    @property
    def tally(self) -> Tally: ...

    def set_down(self, value: object, line: int, field: str) -> str:
        """Take a value to be printed, and return what stands for it in the text."""
        ...


class LetterSandbox(ImmutableSandboxedEnvironment):
    """The one environment all templates and selections share."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=Blank, autoescape=False, optimized=False)
        self.globals = {}
        self.tests = dict(TESTS)
        self.filters = {name: _counted(name, function) for name, function in FILTERS.items()}
        self.filters |= {
            _SET_DOWN: _set_down,
            _EACH: _each,
            _TOGETHER: _together,
            _OF_CASE: _of_case,
        }

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work out `left operator right` where it stays within bounds."""
        blank = first_blank((left, right))
        if blank is not None:
            return blank
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return _joined(_sheet(context).tally, (left, right))
        if not (_is_number(left) and _is_number(right)):
            raise Unfit(
                f"`{operator}` works on numbers only",
                "A field is text: {{ number | int }} makes a number of it.",
            )
        if right == 0 and operator in ("/", "//", "%"):
            raise Unfit("This divides by zero")
        return fitting(self.binop_table[operator](left, right))


@cache
def sandbox() -> LetterSandbox:
    """The environment, made once."""
    return LetterSandbox()


def prepared(tree: nodes.Template) -> nodes.Template:
    """The tree with its loops counted and its values set down; it is changed in place."""
    _Preparing().visit(tree)
    tree.set_environment(sandbox())
    return tree


def context_of(values: dict[str, Any], sheet: Sheet) -> Context:
    """What the names of a template stand for in one letter; `values` becomes part of it."""
    values[SHEET] = sheet
    return Context(sandbox(), values, None, {})


class _Preparing(NodeTransformer):
    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        node.nodes = [
            child if isinstance(child, nodes.TemplateData) else self._set_down(child)
            for child in node.nodes
        ]
        return node

    def _set_down(self, child: nodes.Expr) -> nodes.Expr:
        place = [nodes.Const(child.lineno), nodes.Const(_first_name(child))]
        expression: nodes.Expr = self.visit(child)
        return _applied(_SET_DOWN, expression, place)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Expr:  # noqa: N802
        name = called(node)
        return _applied(_OF_CASE, nodes.Const(name, lineno=node.lineno)) if name else node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Filter:  # noqa: N802
        field = _first_name(node)
        self.generic_visit(node)
        node.kwargs.append(nodes.Keyword(_CALLED, nodes.Const(field)))  # type: ignore[arg-type]
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        items: nodes.Expr = node.iter  # type: ignore[assignment]
        node.iter = _applied(_EACH, items)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _applied(_TOGETHER, nodes.List(node.nodes, lineno=node.lineno))

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        # `{{ ', SC' if senior }}` without an else prints nothing, as anyone would expect.
        node.expr2 = node.expr2 or nodes.Const("", lineno=node.lineno)
        return node


def _applied(name: str, to: nodes.Expr, arguments: list[nodes.Const] | None = None) -> nodes.Filter:
    return nodes.Filter(to, name, arguments or [], [], None, None, lineno=to.lineno)


def _first_name(node: nodes.Node) -> str:
    if name := called(node):
        return name
    named = (called(one) for one in node.find_all((nodes.Getattr, nodes.Name)))
    return next(filter(None, named), "")


def _sheet(context: Context) -> Sheet:
    sheet: Sheet = context.parent[SHEET]
    return sheet


@pass_context
def _set_down(context: Context, value: object, line: int, field: str) -> str:
    return _sheet(context).set_down(value, line, field)


@pass_context
def _of_case(context: Context, name: str) -> object:
    value = context.parent.get(name)
    return Blank(name=name) if value is None else value


@pass_context
def _each(context: Context, items: object) -> Iterator[object]:
    if isinstance(items, Blank):
        return
    if not isinstance(items, list | tuple):
        raise Unfit("A loop goes over a list, and this is none", "Lists are tags and languages.")
    tally = _sheet(context).tally
    for item in items:
        tally.step()
        yield item


@pass_context
def _together(context: Context, parts: list[object]) -> object:
    blank = first_blank(parts)
    if blank is not None:
        return blank
    return _joined(_sheet(context).tally, tuple(map(as_text, parts)))


def _joined(tally: Tally, texts: tuple[str, ...]) -> str:
    length = sum(map(len, texts))
    fitting_length(length)
    tally.handle(length)
    return "".join(texts)


def _counted(name: str, function: Callable[..., object]) -> Callable[..., object]:
    """The filter with what it goes through counted, and blanks led past it."""

    @pass_context
    @wraps(function)
    def counted(context: Context, *arguments: object, called: str, **named: object) -> object:
        if name not in TAKE_BLANKS:
            blank = first_blank((*arguments, *named.values()))
            if blank is None and isinstance(arguments[0], list | tuple):
                blank = first_blank(arguments[0])
            if blank is not None:
                return blank
        tally = _sheet(context).tally
        tally.handle(_size(arguments[0]))
        try:
            result = function(*arguments, **named)
        except WrongValue as refused:
            raise refused.of(called) from None
        tally.handle(_size(result))
        return result

    return counted


def _size(value: object) -> int:
    return len(value) if isinstance(value, str | list | tuple) else 1


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
