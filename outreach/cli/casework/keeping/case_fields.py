"""Cases as `case list --json` and `case show --json` give them."""

from collections.abc import Sequence

from outreach.model.case import Case, Guarded, Pair, PersonAtRisk, Stay
from outreach.model.when import When

Fields = dict[str, object]


def brief(case: Case, *, names: bool) -> Fields:
    """In a list: who is meant only where `names` are asked for."""
    stay = case.stay
    who = {"names": [person.label for person in case.people]} if names else {}
    return {
        "case": case.id,
        "private": case.private,
        "facility": stay.facility if stay else "",
        "known_on": str(known_on(stay) or ""),
        "closed": case.closed.reason.value if case.closed else "",
        **who,
    }


def known_on(stay: Stay | None) -> When | None:
    """The last day on which they were known to be there, as far as it is known."""
    return stay.last_known if stay else None


def as_fields(case: Case, guarded: Guarded, pairs: Sequence[Pair]) -> Fields:
    """All of one case; an empty text stands for a day that is not known."""
    return {
        **_of_case(case),
        **_of_guarded(guarded),
        "writers": [
            {"writer": one.writer, "person": one.person, "every_days": one.every.days}
            for one in pairs
        ],
    }


def _of_case(case: Case) -> Fields:
    closed = case.closed
    return {
        "case": case.id,
        "private": case.private,
        "people": [_of_person(one) for one in case.people],
        "held": [_of_stay(one) for one in case.held],
        "charge": dict(case.charges) if case.charges else case.charge,
        "arrested_on": str(case.arrested_on or ""),
        "tried_on": str(case.tried_on or ""),
        "sentenced_on": str(case.sentenced_on or ""),
        "sentence": dict(case.sentences) if case.sentences else case.sentence,
        "languages": list(case.languages),
        "demands": {tag: list(demands) for tag, demands in case.demands},
        "sources": [{"says": one.says, "on": str(one.on or "")} for one in case.sources],
        "relay": case.relay.name if case.relay else "",
        "closed": {"reason": closed.reason.value, "on": str(closed.on)} if closed else None,
    }


def _of_person(one: PersonAtRisk) -> Fields:
    return {
        "id": one.id,
        "names": dict(one.names),
        "prison_name": one.prison_name,
        "number": one.number,
        "birthday": one.birthday,
    }


def _of_stay(one: Stay) -> Fields:
    return {
        "facility": one.facility,
        "since": str(one.since or ""),
        "known_on": str(one.known_on or ""),
        "source": one.source,
    }


def _of_guarded(guarded: Guarded) -> Fields:
    return {
        "consent": guarded.consent.value,
        "notes": guarded.notes,
        "likes": list(guarded.likes),
        "must_not_mention": list(guarded.must_not_mention),
        "politics": guarded.politics,
        "organisation_named": guarded.organisation_named,
        "every_days": guarded.every.days if guarded.every else None,
    }
