"""Those who write to people in prison, and to whom each has promised to."""

from dataclasses import replace
from pathlib import Path

from outreach.cli.casework.keeping.code_words import insist_on_a_name
from outreach.cli.casework.keeping.shell_history import say_kept
from outreach.cli.opening.cases import case_of, reading_casework
from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import asking, console, times, words
from outreach.errors import NotFound, UsageProblem
from outreach.model.case import Case, Correspondent, Pair
from outreach.model.people import PostalAddress
from outreach.workspace.wording import lines_of, span


def add(workspace: Path | None, given: Correspondent, *, group_address: bool | None) -> None:
    """Keep a writer, or what is new of them; the first one makes the private store."""
    from outreach.cli.opening import private_store

    folder = open_workspace(workspace)
    insist_on_a_name(given.id)
    say_kept(given.name, given.address, given.email)
    with private_store.open_casework(folder, create=True) as casework:
        before = casework.writer(given.id)
    if before is None and not given.name and asking.somebody_is_there():
        given, group_address = _asked(given, group_address)
    with private_store.open_casework(folder) as casework:
        before = casework.writer(given.id)
        writer = _united(before or Correspondent(given.id, ""), given, group_address)
        if not writer.name:
            raise UsageProblem("The writer has no name.", "Give --name.")
        casework.put_writer(writer)
    console.say(f"{writer.id} is {'changed' if before else 'kept'} in the private store.")
    if writer.signs_as:
        console.say(f"Their letters are signed: {writer.signs_as}")
    _say_of_address(writer)


def _say_of_address(writer: Correspondent) -> None:
    if writer.address and not writer.group_address:
        console.note(
            "Their address is taken for a home: before a letter to a prison in Hong Kong or China "
            "it is warned of. If it is the group's: --group-address"
        )
    if not writer.address:
        console.note(
            "They have no address of their own: under their letters stands the one in "
            "outreach.toml. Another: --address; none: --no-sender with case write."
        )


def _asked(given: Correspondent, group_address: bool | None) -> tuple[Correspondent, bool | None]:
    """The rest of a new writer, by questions: nothing of it stands on the command line then."""
    name = asking.ask("Their own name")
    signs_as = given.signs_as or asking.ask("Their name under letters, where it is another")
    address = given.address
    if name and not address:
        lines = asking.ask_lines("Return address, without name and country; none: the folder's")
        country = asking.ask("Its country (CA, GB …)") if lines else ""
        address = address_of(" | ".join(lines), country)
    if address and group_address is None:
        group_address = asking.confirmed("Is it an address where nobody lives?", yes=False)
    return replace(given, name=name, signs_as=signs_as, address=address), group_address


def _united(
    before: Correspondent, given: Correspondent, group_address: bool | None
) -> Correspondent:
    """What is given goes before what is known. A new address is a home until somebody says not."""
    known = before.group_address and not given.address
    return Correspondent(
        given.id,
        given.name or before.name,
        given.signs_as or before.signs_as,
        given.email or before.email,
        given.address or before.address,
        known if group_address is None else group_address,
    )


def list_all(workspace: Path | None, *, names: bool, as_json: bool) -> None:
    """Who writes, and to whom."""
    with reading_casework(open_workspace(workspace)) as casework:
        writers = casework.writers() if casework else ()
        pairs = casework.pairs() if casework else ()
    if as_json:
        console.document(
            items=[_brief(one, names=names) for one in writers],
            pairs=[_as_fields(one) for one in pairs],
        )
        return
    if not writers:
        console.note("Nobody writes yet: outreach case writer add ID --name NAME")
        return
    _show_writers(writers, pairs, names=names)


def _show_writers(
    writers: tuple[Correspondent, ...], pairs: tuple[Pair, ...], *, names: bool
) -> None:
    by_writer = {one.id: [pair for pair in pairs if pair.writer == one.id] for one in writers}
    headings = ("Writer", "Signs", "Writes to", *(("Name",) if names else ()))
    rows = [
        (
            one.id,
            one.signature if one.signs_as or names else "with their name",
            "; ".join(map(_in_words, by_writer[one.id])),
            *((one.name,) if names else ()),
        )
        for one in writers
    ]
    console.table(headings, rows)


def _brief(one: Correspondent, *, names: bool) -> dict[str, object]:
    who = {"name": one.name} if names else {}
    return {"writer": one.id, "signs_as": one.signs_as, **who}


def show(workspace: Path | None, writer: str) -> None:
    """All of it: whoever asks wants to see it."""
    with reading_casework(open_workspace(workspace)) as casework:
        found = casework.writer(writer) if casework else None
        if casework is None or found is None:
            raise _no_writer(writer, casework.writers() if casework else ())
        pairs = [one for one in casework.pairs() if one.writer == writer]
    kind = "the group's" if found.group_address else "their home, as far as is known"
    address = ", ".join(filter(None, (*found.address.lines, found.address.country)))
    rows = [
        ("Name", found.name),
        ("Signs", found.signature),
        ("E-mail", found.email),
        ("Address", f"{address} ({kind})" if address else ""),
        *(("Writes to", _in_words(one)) for one in pairs),
    ]
    console.table(("", writer), [row for row in rows if row[1]])


def remove(workspace: Path | None, writer: str) -> None:
    """Take out name and address; their promises end."""
    with reading_casework(open_workspace(workspace)) as casework:
        if casework is None or not casework.remove_writer(writer, times.today()):
            raise _no_writer(writer, casework.writers() if casework else ())
    console.say(f"{writer} is taken out, with every promise. Letters on record keep the id.")


def pair(
    workspace: Path | None, case: str, writer: str, person: str, every: str, since: str | None
) -> None:
    """Put a promise down."""
    folder = open_workspace(workspace)
    known = case_of(folder, case)
    if known.closed:
        raise UsageProblem(f"The case {case} is closed.", f"outreach case show {case}")
    _insist_on_a_person(known, person)
    how_often = span(every)
    if not how_often:
        raise UsageProblem(f"“{every}” is not a span of time.", 'Write it as --every "4 weeks".')
    day = times.day(since) if since else times.today()
    with reading_casework(folder) as casework:
        if casework is None or casework.writer(writer) is None:
            raise _no_writer(writer, casework.writers() if casework else ())
        casework.put_pair(Pair(case, writer, how_often, day, person))
    console.say(f"{writer} writes to {_to(case, person)} every {words.span(how_often)}.")
    console.say("What is due: outreach due")


def unpair(workspace: Path | None, case: str, writer: str, person: str, why: str) -> None:
    """End a promise."""
    with reading_casework(open_workspace(workspace)) as casework:
        if casework is None or not casework.end_pair(
            case, writer, times.today(), person=person, why=why.strip()
        ):
            raise UsageProblem(
                f"{writer} has no promise to {_to(case, person)}.",
                "outreach case writer list shows who writes to whom.",
            )
        left = casework.pairs(case)
    console.say(f"{writer} writes to {_to(case, person)} no more.")
    if not left:
        console.note(f"Nobody writes to {case} now.", "yellow")


def _insist_on_a_person(case: Case, person: str) -> None:
    if case.person(person) is None:
        known = [one.id for one in case.people if one.id]
        raise UsageProblem(
            f"The case {case.id} holds {words.count(len(case.people), 'person')}.",
            f"Say who: --person {' or '.join(known)}" if known else "Leave --person away.",
        )


def _no_writer(writer: str, known: tuple[Correspondent, ...]) -> NotFound:
    return NotFound("writer", writer, (one.id for one in known))


def _to(case: str, person: str) -> str:
    return f"{case}/{person}" if person else case


def _in_words(one: Pair) -> str:
    return f"{_to(one.case, one.person)} every {words.span(one.every)}"


def _as_fields(one: Pair) -> dict[str, object]:
    return {
        "case": one.case,
        "person": one.person,
        "writer": one.writer,
        "every_days": one.every.days,
        "since": str(one.since),
    }


def address_of(text: str, country: str) -> PostalAddress:
    """`LINE | LINE`, as on an envelope."""
    lines = lines_of(text)
    return PostalAddress(lines, country=country.strip().upper()) if lines else PostalAddress()
