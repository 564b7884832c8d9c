"""What each name in a template stands for: where its value comes from in one letter."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from outreach.composing.case_values import CASE_DEMANDS, CASE_FIELDS
from outreach.composing.facts import fact_in_force
from outreach.composing.occasion import Occasion
from outreach.composing.values import FIELDS, Reader, Value, reader
from outreach.model.campaign import Fact, LetterTemplate
from outreach.model.people import Recipient

Source = Callable[[Recipient, Occasion], Value]

OF_THE_OCCASION: Mapping[str, Callable[[Occasion], Value]] = MappingProxyType(
    {
        "date": lambda occasion: occasion.dated,
        "today": lambda occasion: occasion.dated,
        "sender_name": lambda occasion: occasion.signatory.name,
        "sender_email": lambda occasion: occasion.signatory.email,
        "sender_group": lambda occasion: occasion.signatory.group,
        "personal": lambda occasion: occasion.personal,
    }
)

# What a fact tells besides its value: {{ charged_as_of }}, {{ charged_source }}.
_ASPECTS: Mapping[str, Callable[[Fact], Value]] = MappingProxyType(
    {
        "": lambda fact: fact.value,
        "_as_of": lambda fact: fact.as_of,
        "_source": lambda fact: fact.source,
    }
)


def fact_names(template: LetterTemplate) -> frozenset[str]:
    """All names that the facts of a template bring with them."""
    return frozenset(fact.name + aspect for fact in template.facts for aspect in _ASPECTS)


def source(name: str, template: LetterTemplate, columns: Iterable[str]) -> Source:
    """Where a name that may be used in a template gets its value."""
    if name == "demands":
        return lambda _, occasion: template.demands or _of_case(CASE_DEMANDS, template, occasion)
    if name in CASE_FIELDS:
        return lambda _, occasion: _of_case(name, template, occasion)
    if name in OF_THE_OCCASION:
        of_occasion = OF_THE_OCCASION[name]
        return lambda _, occasion: of_occasion(occasion)
    for fact in template.facts:
        for aspect, told in _ASPECTS.items():
            if name == fact.name + aspect:
                return _FactSource(fact, told)
    read = reader(name, columns, template.language)
    if name in FIELDS:
        return lambda recipient, _: read(recipient)
    return _FurtherSource(name, read, dict(template.variables).get(name, ""))


def _of_case(name: str, template: LetterTemplate, occasion: Occasion) -> Value:
    return occasion.case.told(name, template.language) if occasion.case else None


@dataclass(frozen=True, slots=True)
class _FactSource:
    of_template: Fact
    told: Callable[[Fact], Value]

    def __call__(self, _: Recipient, occasion: Occasion) -> Value:
        own = self.of_template
        return self.told(fact_in_force(own.name, occasion.facts, own) or own)


@dataclass(frozen=True, slots=True)
class _FurtherSource:
    """A column of the lists, else a variable of the campaign, else one of the template."""

    name: str
    read: Reader
    of_template: str

    def __call__(self, recipient: Recipient, occasion: Occasion) -> Value:
        return self.read(recipient) or next(self._of_campaign(occasion), self.of_template)

    def _of_campaign(self, occasion: Occasion) -> Iterator[str]:
        stated = (fact.value for fact in occasion.facts if fact.name == self.name)
        yield from (value for name, value in occasion.variables if name == self.name)
        yield from stated
