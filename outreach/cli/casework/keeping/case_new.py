"""A new case: the least that is needed, asked for where somebody is there to answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from outreach.cli.casework.keeping.case_keeping import insist_on_new, keep_new
from outreach.cli.casework.keeping.code_words import insist_on_a_code_word, insist_on_a_name
from outreach.cli.casework.keeping.shell_history import say_kept
from outreach.cli.opening.folder import open_workspace
from outreach.cli.prisons.facilities import tables_of
from outreach.cli.prisons.facility_search import asked_place
from outreach.cli.screen import asking, console, times
from outreach.errors import UsageProblem
from outreach.model.case import Case, Consent, Guarded, PersonAtRisk, Stay
from outreach.model.when import When, earliest
from outreach.workspace.opening import Workspace
from outreach.workspace.wording import language_tag, when

_CONSENTS = (
    (Consent.NOBODY.value, "nobody may know but those who open the store"),
    (Consent.GROUP.value, "the group may know"),
    (Consent.PUBLIC.value, "they may be named in public"),
)
_SINCE = "Held there since (2026-01-31; or 2026-01, or 2026; empty if not known)"


@dataclass(frozen=True, slots=True)
class NewCase:
    """What was typed."""

    name: str
    names: tuple[str, ...]
    prison_name: str
    number: str
    facility: str
    since: str | None
    source: str
    languages: tuple[str, ...]
    consent: str
    public: bool


def carry_out(workspace: Path | None, new: NewCase) -> None:
    """Ask for what is missing, and write it down."""
    folder = open_workspace(workspace)
    insist_on_a_name(new.name)
    if not new.public:
        say_kept(new.names, new.prison_name, new.number)
    insist_on_new(folder, new.name)
    _insist_on_a_number(new)
    if not new.names:
        new = _all_asked(folder, new)
    person = PersonAtRisk(_names(new.names), new.prison_name.strip(), new.number.strip())
    if not new.public:
        insist_on_a_code_word(new.name, (person,))
    case = Case(
        new.name,
        (person,),
        private=not new.public,
        held=_held(folder, new),
        languages=_languages(new, person),
    )
    where = keep_new(folder, case, Guarded(consent=_consent(new)))
    console.say(f"The case {new.name} is kept in {where}.")
    _say_known_today(case)
    _say_next(folder, case)


def _say_known_today(case: Case) -> None:
    """What was put down without anybody having typed it."""
    if (stay := case.stay) and stay.known_on:
        console.note(
            f"Since when they are at {stay.facility} was not given: as the last day on which they "
            f"were known to be there, today is put down ({stay.known_on}). Where that is too much: "
            f"outreach case edit {case.id}"
        )


def _say_next(folder: Workspace, case: Case) -> None:
    from outreach.cli.opening import private_store

    console.say(f"Charge, dates, demands and all else: outreach case edit {case.id}")
    if not case.private and not private_store.exists(folder):
        console.note(
            "Notes, consent and what must not be mentioned are kept in the private store, and "
            f"there is none yet: outreach case edit {case.id} --guarded makes it."
        )
    if case.private:
        console.note(
            f"From now on only {case.id} stands in commands, lists and file names. Whoever knows "
            "the word and the person knows both: do not explain it in files or mail."
        )


# --- what was typed ------------------------------------------------------------------------------


def _names(written: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """`zh-Hant=陳大文`, the first one being how they are listed."""
    names = tuple(_name(text) for text in written)
    for language, name in names:
        first = dict(reversed(names))[language]
        if name != first:
            raise UsageProblem(
                f"There are two names in {language}: “{first}” and “{name}”.",
                "Give the one for letters; another that the prison uses: --prison-name.",
            )
    return tuple(dict.fromkeys(names))


def _name(written: str) -> tuple[str, str]:
    tag, equals, name = written.partition("=")
    language = language_tag(tag.strip())
    if not (equals and language and name.strip() and name.isprintable()):
        raise UsageProblem(
            f"“{written}” is not a name with its language.",
            "Write its language first: en=Ada Example, or zh-Hant=… for another script.",
        )
    return language, name.strip()


def _held(folder: Workspace, new: NewCase) -> tuple[Stay, ...]:
    if not new.facility:
        if new.since:
            raise UsageProblem("--since tells nothing without --facility.", "Give both.")
        return ()
    _, facility = tables_of(folder).facility(new.facility)
    since = _since(new.since) if new.since else None
    return (Stay(facility.id, since, None if new.since else times.today(), new.source.strip()),)


def _since(written: str) -> When:
    since = when(written)
    if since is None:
        raise UsageProblem(f"{written!r} is not a day.", "Write it like 2026-11-22, or 2026-11.")
    if earliest(since) > times.today():
        raise UsageProblem(f"{since} has not come yet.", "Give the day since when they are there.")
    return since


def _insist_on_a_number(new: NewCase) -> None:
    """A number is what finds them: words in its place are more likely a slip than right."""
    if not new.number.strip() or _has_digit(new.number):
        return
    raise UsageProblem(
        "What --number gives has no digit in it.",
        "Leave it away while it is not known. If the prison's numbers are like that, write it into "
        f"the case: outreach case edit {new.name}",
    )


def _has_digit(number: str) -> bool:
    return any(char.isdecimal() for char in number)


def _languages(new: NewCase, person: PersonAtRisk) -> tuple[str, ...]:
    """Those given, else those of the names."""
    return _tags(new.languages) or tuple(dict.fromkeys(tag for tag, _ in person.names))


def _tags(written: Sequence[str]) -> tuple[str, ...]:
    given = tuple(one for text in written for one in text.replace(",", " ").split())
    tags = [language_tag(one) for one in given]
    if "" in tags:
        wrong = given[tags.index("")]
        raise UsageProblem(f"“{wrong}” is not a language.", "Write a code: en, zh-Hant.")
    return tuple(dict.fromkeys(tags))


def _consent(new: NewCase) -> Consent:
    if new.consent not in ("", *Consent):
        raise UsageProblem(
            f"--consent cannot be “{new.consent}”.", f"Choose one of {', '.join(Consent)}."
        )
    consent = Consent(new.consent) if new.consent else Consent.NOBODY
    if not new.public or consent is Consent.PUBLIC:
        return consent
    agreed = "Have they, or their family, agreed that they be named in public?"
    if not new.consent and asking.somebody_is_there() and asking.confirmed(agreed, yes=False):
        return Consent.PUBLIC
    raise UsageProblem(
        "A public case names somebody in a plain file, and their consent to that is not on record.",
        "With it: --consent public. Without it, leave --public away and choose a code word.",
    )


# --- asked ---------------------------------------------------------------------------------------


def _all_asked(folder: Workspace, new: NewCase) -> NewCase:
    if not asking.somebody_is_there():
        raise UsageProblem(
            "The case has no name.", "Give --name en='Ada Example'; --number, --facility, --since."
        )
    console.note("What is not known may stay empty; outreach case edit fills it in later.")
    names = _asked_names()
    number = new.number or _asked_number()
    prison_name = new.prison_name or asking.ask("The name the prison uses, where it is another")
    facility = new.facility or asked_place(folder)
    since = new.since or (_asked(_SINCE, _since) if facility else "")
    tags = ", ".join(tag for tag, _ in _names(names))
    languages = new.languages or (
        _asked("Languages they read", lambda typed: _tags([typed]), tags),
    )
    consent = new.consent
    if not consent and not new.public:
        consent = asking.choose("Who may know of the case?", _CONSENTS, Consent.NOBODY.value)
    return replace(
        new,
        names=names,
        number=number,
        prison_name=prison_name,
        facility=facility,
        since=since or None,
        languages=languages,
        consent=consent,
    )


def _asked(question: str, understood: Callable[[str], object], default: str = "") -> str:
    """Asked again until it can be understood; nothing typed before is lost by a slip."""
    while typed := asking.ask(question, default):
        try:
            understood(typed)
        except UsageProblem as wrong:
            console.note(f"{wrong.sentence} {wrong.way_out}", "yellow")
        else:
            return typed
    return ""


def _asked_number() -> str:
    """One without any digit is asked for twice: whoever types it again means it."""
    question = "Their number in the prison"
    number = asking.ask(question)
    while number and not _has_digit(number):
        console.note("That has no digit in it. If it is right, type it again.", "yellow")
        before, number = number, asking.ask(question)
        if number == before:
            break
    return number


def _asked_names() -> tuple[str, ...]:
    names: list[str] = []
    console.note("Their name, in each script: en=Ada Example, zh-Hant=…")
    while True:
        typed = asking.ask("Name (an empty line ends it)" if names else "Name")
        if not typed:
            if names:
                return tuple(names)
            raise UsageProblem("Without a name there is no case.", "Nothing was written.")
        typed = typed if "=" in typed else f"en={typed}"
        try:
            _names((*names, typed))
        except UsageProblem as wrong:
            console.note(f"{wrong.sentence} {wrong.way_out}", "yellow")
        else:
            names.append(typed)
