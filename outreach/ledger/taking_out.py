"""Takes out the words and addresses of letters on which an event says that they are not kept."""

from collections.abc import Collection, Iterator

from sqlalchemy import (
    Connection,
    LargeBinary,
    String,
    bindparam,
    column,
    func,
    inspect,
    select,
    table,
    text,
    update,
)

from outreach.ledger import companions
from outreach.ledger.packing import APART, blinded, ending_named_in
from outreach.ledger.standing import SCRUBBED
from outreach.ledger.tables import contents
from outreach.ledger.wiping import mark_unwiped

# The letter `l` was scrubbed, and nothing was put on record of it since.
CLEAN = f"""
EXISTS (
    SELECT 1 FROM events AS s WHERE s.letter = l.id AND s.kind = '{SCRUBBED}'
    AND s.attempt = (SELECT max(number) FROM attempts WHERE letter = l.id)
    AND NOT EXISTS (
        SELECT 1 FROM events AS e WHERE e.letter = l.id AND e.id > s.id AND e.kind <> '{SCRUBBED}'))
"""  # noqa: S608 - constants

_THESE = f"(SELECT l.id FROM letters AS l WHERE {CLEAN})"  # noqa: S608 - constants
_STEPS = (
    text(
        "UPDATE letters SET name = '', office = '' "  # noqa: S608
        f"WHERE (name <> '' OR office <> '') AND id IN {_THESE}"
    ),
    text(f"UPDATE attempts SET words = '' WHERE words <> '' AND letter IN {_THESE}"),  # noqa: S608
    # By their numbers packets are told apart, and no number is given twice.
    text(
        f"UPDATE events SET detail = '' WHERE detail <> '' AND letter IN {_THESE} "  # noqa: S608
        "AND NOT (kind = 'prepared' AND detail LIKE 'packet %')"
    ),
)
_ADDRESSES = text(
    f"SELECT id, address_folded FROM attempts WHERE letter IN {_THESE} "  # noqa: S608
    "AND address_folded <> '' AND address_folded NOT LIKE 'sha256:%'"
)
_BLIND = text("UPDATE attempts SET address = :digest, address_folded = :digest WHERE id = :attempt")

_GOING = text(
    f"""
SELECT sha256 FROM contents WHERE body IS NOT NULL AND sha256 IN (
    SELECT sha256 FROM attempts WHERE letter IN {_THESE})
"""  # noqa: S608 - constants
)
_NEEDED = text(
    f"SELECT sha256 FROM attempts WHERE sha256 IS NOT NULL AND letter NOT IN {_THESE}"  # noqa: S608
)
_EMPTY = update(contents).where(contents.c.sha256 == bindparam("of_content")).values(body=None)
_HEADS = select(func.substr(contents.c.body, 1, len(APART) + 32, type_=LargeBinary)).where(
    func.substr(contents.c.body, 1, 1, type_=LargeBinary) == APART
)


def take_out(connection: Connection) -> None:
    """Within a transaction while which nobody else writes. Where a database is a file, the bytes
    leave it by `wiping.wipe`.
    """
    changed = sum(connection.execute(step).rowcount for step in _STEPS)
    changed += _blind(connection) + _empty(connection)
    if changed:
        mark_unwiped(connection)


def _blind(connection: Connection) -> int:
    plain = connection.execute(_ADDRESSES).fetchall()
    if plain:
        digests = [{"attempt": number, "digest": blinded(address)} for number, address in plain]
        connection.execute(_BLIND, digests)
    return len(plain)


def _empty(connection: Connection) -> int:
    """Bodies that no other letter has; the ends that contents share, with the last of them."""
    going = set(connection.execute(_GOING).scalars())
    if not going:
        return 0
    needed = set(connection.execute(_NEEDED).scalars()) | set(_of_companions(connection))
    shared = set(_ends(connection))
    _let_go(connection, going - needed)
    unused = shared - set(_ends(connection)) - needed
    _let_go(connection, unused)
    return len((going - needed) | unused)


def _ends(connection: Connection) -> Iterator[str]:
    """The ends that bodies refer to."""
    for head in connection.execute(_HEADS).scalars():
        yield ending_named_in(bytes(head))


def _of_companions(connection: Connection) -> Iterator[str]:
    """Contents that tables of others in the same file refer to."""
    for name in companions.names(connection):
        for reference in inspect(connection).get_foreign_keys(name):
            if reference["referred_table"] == contents.name:
                (of_content,) = reference["constrained_columns"]
                named = column(of_content, String)
                kept = select(named).select_from(table(name, named)).where(named.is_not(None))
                yield from connection.execute(kept).scalars()


def _let_go(connection: Connection, names: Collection[str]) -> None:
    if names:
        connection.execute(_EMPTY, [{"of_content": name} for name in sorted(names)])
