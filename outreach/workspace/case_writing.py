"""A case, and what is guarded of one, written as TOML for somebody who has never seen TOML.

What is known stands as a line; what is not stands behind a # as an example to fill in.
"""

from collections.abc import Iterator
from datetime import timedelta

from outreach.model.case import Case, Closed, Guarded, InLanguages, PersonAtRisk, Relay, Stay
from outreach.model.when import MonthOrYear, When
from outreach.workspace.toml_text import array, listed, long_text, quoted

_HEAD = """\
# What is known of this case. A line that begins with # says nothing to the program: it explains,
# or shows how to write what is not known yet. Take away its # and put in what you know.
# Texts stand between quotation marks: "like this". Days are written without: 2024-03-01
# Where only the month or the year is known: arrested_on = "2024-03", or "2024"
# A line may be moved up and down only within its part; each part begins with a line in [ ].
"""
_ID_HINT = "# A word to tell them apart in commands, which is not their name.\n"
_NUMBER_HINT = (
    "# The name the prison uses, if it is another than the first of the names, and its number."
)
_NAMES_HINT = "# The name in each language. Letters and envelopes take the first where none fits.\n"
_SHORT = 70  # characters
_GUARDED_HEAD = """\
# Only those who open the private store see this. A line that begins with # is not read: it
# explains, or shows how to write something. Texts stand between quotation marks: "like this".
"""


def write_case(case: Case) -> str:
    """A case as commented TOML for a person to edit."""
    return "\n".join(
        (
            _HEAD,
            *_alone(case),
            *_about(case),
            *_names(case),
            *_held(case.held),
            *_demands(case.demands),
            *_sources(case),
            *_relay(case.relay),
            *_closed(case.closed),
        )
    )


def write_guarded(guarded: Guarded) -> str:
    """What is guarded of a case, as commented TOML for a person to edit."""
    return "\n".join(
        (
            _GUARDED_HEAD,
            "# Who may know of the case, as far as the person or the family said:",
            '# "public": anybody; "group": the group; "nobody": only those who open this store.',
            f"consent = {quoted(guarded.consent)}\n",
            "# How often somebody should write.",
            _text("every", _span(guarded.every), "4 weeks") + "\n",
            "# May letters to them speak of politics, and name your group? Write true or false.",
            f"politics = {_flag(guarded.politics)}",
            f"organisation_named = {_flag(guarded.organisation_named)}\n",
            "# What they like to hear about.",
            _texts("likes", guarded.likes, "chess", "the sea") + "\n",
            "# Words and names that no letter to them may hold.",
            _texts("must_not_mention", guarded.must_not_mention, "a word", "a name") + "\n",
            "# Whatever else is good to know, on as many lines as it takes, between the two marks.",
            f"notes = {long_text(guarded.notes)}\n",
        )
    )


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _span(every: timedelta | None) -> str:
    if every is None:
        return ""
    weeks, rest = divmod(every.days, 7)
    count, unit = (every.days, "day") if rest else (weeks, "week")
    return f"{count} {unit}{'s' if count != 1 else ''}"


# --- one line ----------------------------------------------------------------------------------


def _text(key: str, value: str, example: str) -> str:
    return f"{key} = {quoted(value)}" if value else f"# {key} = {quoted(example)}"


def _day(key: str, value: When | None, example: str = "2024-03-01") -> str:
    if isinstance(value, MonthOrYear):
        return f"{key} = {quoted(str(value))}"
    return f"{key} = {value.isoformat()}" if value else f"# {key} = {example}"


def _texts(key: str, values: tuple[str, ...], *examples: str) -> str:
    return f"{key} = {_side_by_side(values)}" if values else f"# {key} = {array(examples)}"


def _side_by_side(texts: tuple[str, ...]) -> str:
    """A list on one line where it is short."""
    return one if len(one := array(texts)) <= _SHORT else listed(texts)


# --- the people --------------------------------------------------------------------------------


def _is_alone(case: Case) -> bool:
    return len(case.people) < 2 and not any(person.id for person in case.people)


def _alone(case: Case) -> Iterator[str]:
    if _is_alone(case):
        yield from _person(case.people[0] if case.people else PersonAtRisk(()))


def _person(person: PersonAtRisk) -> Iterator[str]:
    yield _NUMBER_HINT
    yield _text("prison_name", person.prison_name, "CHAN TAI MAN")
    yield _text("number", person.number, "123456") + "\n"
    yield '# The birthday; without a year it is written "05-17".'
    yield _text("birthday", person.birthday, "1990-05-17") + "\n"


def _about(case: Case) -> Iterator[str]:
    yield "# The languages they read, the best one first."
    yield _texts("languages", case.languages, "zh-Hant", "en") + "\n"
    yield "# Arrest, charge, trial and sentence. To give a charge or sentence in several languages,"
    yield "# take its line out here, and write a part like [names] below: [charge], en = …, fr = …"
    yield _day("arrested_on", case.arrested_on)
    if not case.charges:
        yield _text("charge", case.charge, "…")
    yield _day("tried_on", case.tried_on)
    yield _day("sentenced_on", case.sentenced_on)
    if not case.sentences:
        yield _text("sentence", case.sentence, "five years") + "\n"
    yield from _words("charge", "What they are charged with", case.charges)
    yield from _words("sentence", "What they were sentenced to", case.sentences)


def _words(key: str, what: str, words: InLanguages) -> Iterator[str]:
    if words:
        yield f"# {what}, in each language."
        yield f"[{key}]"
        yield from (f"{tag} = {quoted(text)}" for tag, text in words)
        yield ""


def _names(case: Case) -> Iterator[str]:
    if _is_alone(case):
        yield _NAMES_HINT.rstrip()
        yield "[names]"
        names = case.people[0].names if case.people else ()
        yield from (f"{tag} = {quoted(name)}" for tag, name in names)
        yield from (() if names else ('# en = "Chan Tai-man"', '# zh-Hant = "陳大文"'))
        yield ""
        return
    for person in case.people:
        yield "# One of those held together."
        yield "[[people]]"
        yield _ID_HINT + f"id = {quoted(person.id)}"
        yield _NAMES_HINT.replace("below", "here").rstrip()
        yield from (f"names.{tag} = {quoted(name)}" for tag, name in person.names)
        yield from _person(person)


# --- the tables --------------------------------------------------------------------------------


def _held(held: tuple[Stay, ...]) -> Iterator[str]:
    yield "# Where they are held, by the word that `outreach facility list` shows; since when; the"
    yield "# last day on which they were known to be there. After a move, a further part like it."
    for stay in held:
        yield stay_table(stay)
    if not held:
        yield '# [[held]]\n# facility = "hk-stanley"'
        yield "# since = 2024-03-01\n# known_on = 2024-03-01\n"


def stay_table(stay: Stay) -> str:
    """A stay as a part of its own."""
    return "\n".join(
        (
            "[[held]]",
            f"facility = {quoted(stay.facility)}",
            _day("since", stay.since),
            _day("known_on", stay.known_on),
            _text("source", stay.source, "who says so"),
            "",
        )
    )


def _demands(demands: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[str]:
    yield "# What letters about the case ask for, and nothing else: as many in each language."
    if not demands:
        yield '# [demands]\n# en = [\n#   "Release them at once.",\n# ]\n'
        return
    yield "[demands]"
    yield from (f"{tag} = {listed(asked)}" for tag, asked in demands)
    yield ""


def _sources(case: Case) -> Iterator[str]:
    yield "# Where this was read, and when."
    if not case.sources:
        yield '# [[sources]]\n# says = "https://example.org/report"\n# on = 2024-03-01\n'
    for source in case.sources:
        yield "[[sources]]"
        yield f"says = {quoted(source.says)}"
        yield _day("on", source.on) + "\n"


def _relay(relay: Relay | None) -> Iterator[str]:
    yield "# A group that takes letters and hands them on, where they do not go to the prison."
    if relay is None:
        yield '# [relay]\n# name = "Letters Group"\n# address = ["PO Box 1"]\n# locality = "…"\n'
        return
    address = relay.address
    yield "[relay]"
    yield f"name = {quoted(relay.name)}"
    yield f"address = {_side_by_side(address.lines)}"
    yield from (
        _text(key, value, "…")
        for key, value in (
            ("locality", address.locality),
            ("region", address.region),
            ("postcode", address.postcode),
            ("country", address.country),
            ("source", relay.source),
        )
    )
    yield _day("verified_on", relay.verified_on) + "\n"


def _closed(closed: Closed | None) -> Iterator[str]:
    if closed is None:
        return
    yield "# Nobody writes any more."
    yield "[closed]"
    yield f"reason = {quoted(closed.reason)}"
    yield f"on = {closed.on.isoformat()}"
    yield _text("detail", closed.detail, "…") + "\n"
