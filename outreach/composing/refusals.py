"""The sentences for what templates may not say."""

from collections.abc import Mapping
from types import MappingProxyType

from jinja2 import nodes

from outreach.composing.filters import FILTERS

INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "name": "Known are the columns of the lists, and the facts and variables of the template.",
        "filter": f"There are {', '.join(sorted(FILTERS))}.",
        "test": "Compare instead: {% if country == 'HK' %}.",
    }
)

_COMMON_WORDS = "Write the words where they are needed, or put them under `variables:`."
_ONE_FILE = "A letter is one file: copy the words into it."

_SENTENCES: Mapping[type[nodes.Node], tuple[str, str]] = MappingProxyType(
    {
        nodes.Macro: ("A letter does not define macros", _COMMON_WORDS),
        nodes.CallBlock: ("A letter has no {% call %} blocks", _COMMON_WORDS),
        nodes.FilterBlock: (
            "A letter has no {% filter %} blocks",
            "Use the filter on each value: {{ name | upper }}.",
        ),
        nodes.Assign: ("A letter does not set variables", _COMMON_WORDS),
        nodes.AssignBlock: ("A letter does not set variables", _COMMON_WORDS),
        nodes.With: ("A letter does not set variables", _COMMON_WORDS),
        nodes.Include: ("A letter does not include other files", _ONE_FILE),
        nodes.Import: ("A letter does not import other files", _ONE_FILE),
        nodes.FromImport: ("A letter does not import other files", _ONE_FILE),
        nodes.Extends: ("A letter does not extend other files", _ONE_FILE),
        nodes.Block: ("A letter has no {% block %}", _ONE_FILE),
        nodes.Pow: ("Powers (**) are not worked out in a letter", "Write the number itself."),
        nodes.Dict: ("A letter has no tables of values", "Write a condition: {% if … %}."),
        nodes.Getitem: (
            "Parts are not taken out of a value with […]",
            "Use the filters first and last, as in {{ tags | first }}.",
        ),
    }
)


def refusal(node: nodes.Node) -> tuple[str, str]:
    """What is refused, and what to do instead."""
    if isinstance(node, nodes.Call):
        return _call(node)
    if isinstance(node, nodes.Getattr):
        return (
            f"`{as_written(node)}` reaches into a value, which has nothing inside to reach",
            _use_filter(node.attr, node.node),
        )
    unknown = ("This is no part of the language of letters", "Use {{ name }} and {% if name %}.")
    return _SENTENCES.get(type(node), unknown)


def _call(node: nodes.Call) -> tuple[str, str]:
    sentence = f"`{as_written(node)}` calls something, and nothing is called in a letter"
    called = node.node
    if isinstance(called, nodes.Getattr):
        return sentence, _use_filter(called.attr, called.node)
    if isinstance(called, nodes.Name):
        return sentence, _use_filter(called.name, node.args[0] if node.args else called)
    return sentence, ""


def _use_filter(name: str, of: nodes.Node) -> str:
    if name in FILTERS:
        return f"Use the filter: {{{{ {as_written(of)} | {name} }}}}."
    return "Fields are written plainly: {{ office }}."


def as_written(node: nodes.Node) -> str:
    """About what the user wrote, shortened."""
    match node:
        case nodes.Name():
            written = node.name
        case nodes.Const():
            written = repr(node.value) if not isinstance(node.value, int) else _figure(node.value)
        case nodes.Getattr():
            written = f"{as_written(node.node)}.{node.attr}"
        case nodes.Call():
            written = f"{as_written(node.node)}(…)" if node.args else f"{as_written(node.node)}()"
        case _:
            written = "…"
    return written if len(written) <= 60 else f"{written[:59]}…"


def _figure(number: int) -> str:
    return str(number) if number.bit_length() < 64 else "This number"
