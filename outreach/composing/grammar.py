"""What templates may say, checked before anything of one is carried out.

Everything is refused that is not allowed here: the tree of a template is walked once, and each
objection comes with the line it stands on.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jinja2 import nodes

from outreach.composing.bounds import DEPTH, LARGEST_NUMBER, LOOPS_WITHIN_LOOPS
from outreach.composing.filters import FILTERS, TESTS
from outreach.composing.objections import Findings, Objection, Vocabulary
from outreach.composing.refusals import INSTEAD, as_written, refusal
from outreach.composing.values import nearest

LOOP_FIELDS = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length"})


CASE = "case"


def called(node: nodes.Node) -> str:
    """The name a node is, `case.charge` too; empty for anything else."""
    if isinstance(node, nodes.Getattr):
        return f"{CASE}.{node.attr}" if called(node.node) == CASE else ""
    return node.name if isinstance(node, nodes.Name) else ""


def check(tree: nodes.Node, vocabulary: Vocabulary) -> Findings:
    """Walk a parsed template or expression."""
    walk = _Walk(vocabulary)
    walk.visit(tree, _Within())
    return walk.findings


@dataclass(frozen=True, slots=True)
class _Within:
    """Where in a template a node stands."""

    targets: frozenset[str] = frozenset()
    loops: int = 0
    condition: bool = False
    depth: int = 0


class _Walk:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.findings = Findings()

    def visit(self, node: nodes.Node, within: _Within) -> None:
        deeper = _Within(within.targets, within.loops, within.condition, within.depth + 1)
        if deeper.depth > DEPTH:
            self._object(node, "This is nested too deeply", "Take it apart.")
        elif (handle := _HANDLERS.get(type(node))) is None:
            self._refuse(node)
        else:
            handle(self, node, deeper)

    def visit_all(self, those: Iterable[nodes.Node], within: _Within) -> None:
        for node in those:
            self.visit(node, within)

    def _object(self, node: nodes.Node, sentence: str, way_out: str = "") -> None:
        self.findings.objections.append(Objection(sentence, way_out, node.lineno or 1))

    def _refuse(self, node: nodes.Node) -> None:
        self._object(node, *refusal(node))

    def children(self, node: nodes.Node, within: _Within) -> None:
        self.visit_all(node.iter_child_nodes(), within)

    def output(self, node: nodes.Output, within: _Within) -> None:
        for child in node.nodes:
            name = self._called(child, within)
            if name in self._vocabulary.lists:
                way_out = f"Join it: {{{{ {name} | join(', ') }}}}."
                self._object(child, f"`{name}` is a list and cannot be printed as it is", way_out)
            elif name in self._vocabulary.blocks:
                self.findings.names.add(name)
            else:
                self.visit(child, within)

    @staticmethod
    def _called(node: nodes.Node, within: _Within) -> str:
        """The same; an item of a loop is called by its own name only there, and none here."""
        name = called(node)
        return "" if name.partition(".")[0] in within.targets else name

    def condition(self, node: nodes.If | nodes.CondExpr, within: _Within) -> None:
        asked = _Within(within.targets, within.loops, True, within.depth)
        self.visit(node.test, asked)
        self.visit_all((part for part in node.iter_child_nodes(exclude=("test",))), within)

    def loop(self, node: nodes.For, within: _Within) -> None:
        if node.recursive:
            self._object(node, "A loop cannot call itself", "Leave out `recursive`.")
        if not isinstance(node.target, nodes.Name):
            self._object(node, "A loop takes one name", "Write {% for item in list %}.")
            return
        taken = self._vocabulary.names | self._vocabulary.blocks | {"loop"}
        if node.target.name in taken:
            sentence = f"`{node.target.name}` has a meaning already"
            self._object(node, sentence, "Give the items of the loop another name.")
        if within.loops == LOOPS_WITHIN_LOOPS:
            self._object(node, "Too many loops stand within each other", "Take one out.")
            return
        self.visit(node.iter, within)
        targets = within.targets | {node.target.name}
        inner = _Within(targets, within.loops + 1, within.condition, within.depth)
        if node.test is not None:
            self.visit(node.test, inner)
        self.visit_all(node.body, inner)
        self.visit_all(node.else_, within)

    def name(self, node: nodes.Name, within: _Within) -> None:
        if node.name not in within.targets:
            self._use(node, node.name, within)

    def _use(self, node: nodes.Node, name: str, within: _Within) -> None:
        vocabulary = self._vocabulary
        if name in vocabulary.blocks and not within.condition:
            way_out = f"Write {{{{ {name} }}}} with an empty line before and after it."
            self._object(node, f"`{name}` can only stand alone in a paragraph of its own", way_out)
        elif name in vocabulary.names or name in vocabulary.blocks:
            self.findings.names.add(name)
        elif name in vocabulary.elsewhere:
            self._object(node, f"`{name}` has no place here", vocabulary.elsewhere[name])
        else:
            known = vocabulary.names | vocabulary.blocks | within.targets
            self._unknown(node, "name", name, known)

    def attribute(self, node: nodes.Getattr, within: _Within) -> None:
        name = self._called(node, within)
        if name and self._vocabulary.tells_of_a_case:
            self._use(node, name, within)
            return
        of_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop"
        if not (of_loop and within.loops and node.attr in LOOP_FIELDS):
            self._refuse(node)

    def filter(self, node: nodes.Filter, within: _Within) -> None:
        self._application(node, FILTERS, "filter", within)

    def test(self, node: nodes.Test, within: _Within) -> None:
        self._application(node, TESTS, "test", within)

    def _application(
        self,
        node: nodes.Filter | nodes.Test,
        known: Mapping[str, Callable[..., object]],
        kind: str,
        within: _Within,
    ) -> None:
        if node.name not in known:
            self._unknown(node, kind, node.name, frozenset(known))
        elif node.dyn_args or node.dyn_kwargs or not _fits(known[node.name], node):
            self._object(node, f"The {kind} `{node.name}` is not used like that")
        if node.node is not None:
            self.visit(node.node, within)
        self.visit_all(node.args, within)
        self.visit_all((pair.value for pair in node.kwargs), within)

    def _unknown(self, node: nodes.Node, kind: str, name: str, known: Iterable[str]) -> None:
        sentence = {
            "name": f"There is no field, fact or variable called `{name}`",
            "filter": f"There is no filter called `{name}`",
            "test": f"There is no test called `{name}`",
        }[kind]
        close = nearest(name, known)
        way_out = f"Did you mean `{close}`?" if close else INSTEAD[kind]
        self._object(node, sentence, way_out)

    def binary(self, node: nodes.BinExpr, within: _Within) -> None:
        if isinstance(node, nodes.Mod) and _is_text(node.left):
            self._object(node, "Texts are not formatted with %", "Use {{ … }} in the text.")
        elif isinstance(node, nodes.Mul) and (_is_text(node.left) or _is_text(node.right)):
            self._object(node, "Texts cannot be repeated with *", "Write the text out.")
        else:
            self.children(node, within)

    def constant(self, node: nodes.Const, _: _Within) -> None:
        if isinstance(node.value, int | float) and abs(node.value) > LARGEST_NUMBER:
            shown = as_written(node)
            self._object(node, f"{shown} is beyond all measure", "Write the number as text.")

    def nothing(self, _: nodes.Node, __: _Within) -> None:
        """Words of the template, which are not looked at here."""


def _is_text(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def _fits(application: Callable[..., object], node: nodes.Filter | nodes.Test) -> bool:
    """Whether something that takes a value and these arguments can be called."""
    arguments = [None] * (1 + len(node.args))
    named = dict.fromkeys(str(pair.key) for pair in node.kwargs)
    try:
        inspect.signature(application).bind(*arguments, **named)
    except TypeError:
        return False
    return True


_HANDLERS: Mapping[type[nodes.Node], Callable[..., None]] = MappingProxyType(
    {
        nodes.Template: _Walk.children,
        nodes.Output: _Walk.output,
        nodes.TemplateData: _Walk.nothing,
        nodes.If: _Walk.condition,
        nodes.For: _Walk.loop,
        nodes.Name: _Walk.name,
        nodes.Const: _Walk.constant,
        nodes.List: _Walk.children,
        nodes.Tuple: _Walk.children,
        nodes.Filter: _Walk.filter,
        nodes.Test: _Walk.test,
        nodes.CondExpr: _Walk.condition,
        nodes.Compare: _Walk.children,
        nodes.Operand: _Walk.children,
        nodes.And: _Walk.children,
        nodes.Or: _Walk.children,
        nodes.Not: _Walk.children,
        nodes.Neg: _Walk.children,
        nodes.Pos: _Walk.children,
        nodes.Concat: _Walk.children,
        nodes.Add: _Walk.binary,
        nodes.Sub: _Walk.binary,
        nodes.Mul: _Walk.binary,
        nodes.Div: _Walk.binary,
        nodes.FloorDiv: _Walk.binary,
        nodes.Mod: _Walk.binary,
        nodes.Getattr: _Walk.attribute,
    }
)
