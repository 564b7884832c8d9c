"""The functions that look whether a prison's rule is kept, by the names the tables use."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from outreach.model.facility import Rule
from outreach.rules.prison import envelope, pages, places, words
from outreach.rules.prison.posting import Posting


@dataclass(frozen=True, slots=True)
class Check:
    """Yields a sentence for each way in which the rule is broken; `needs` are its parameters."""

    broken: Callable[[Rule, Posting], Iterator[str]]
    needs: tuple[str, ...] = ()


CHECKS: Mapping[str, Check] = {
    "at-most": Check(pages.at_most, ("of", "most")),
    "paper-size": Check(pages.paper_size, ("paper",)),
    "number-on-each-page": Check(pages.number_on_each_page),
    "type-size": Check(pages.type_size, ("points",)),
    "number-given": Check(envelope.number_given),
    "number-shape": Check(envelope.number_shape, ("pattern", "example")),
    "full-name": Check(envelope.full_name),
    "one-person": Check(envelope.one_person),
    "sender-given": Check(envelope.sender_given),
    "return-address-place": Check(envelope.return_address_place, ("place",)),
    "no-post-box": Check(envelope.no_post_box),
    "no-home-address": Check(envelope.no_home_address),
    "envelope-says": Check(envelope.envelope_says, ("lines",)),
    "checklist": Check(words.checklist, ("items",)),
    "language": Check(words.language),
    "script": Check(words.script),
    "terms": Check(words.terms, ("terms",)),
    "same-words": Check(words.same_words),
    "no-politics": Check(words.no_politics, ("terms",)),
    "consent": Check(words.consent),
    "must-not-mention": Check(words.must_not_mention),
    "others": Check(words.others),
    "others-in-part": Check(words.others_in_part),
    "other-cases": Check(words.other_cases),
    "ruled-out": Check(words.ruled_out),
    "demands": Check(words.demands),
    "does-not-arrive": Check(places.does_not_arrive),
    "open-facility": Check(places.open_facility),
    "address-known": Check(places.address_known),
    "address-confirmed": Check(places.address_confirmed),
    "address-looked-up": Check(places.address_looked_up, ("days",)),
    "known-there": Check(places.known_there, ("days",)),
}
