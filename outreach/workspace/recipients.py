"""A row of a list → Recipient, with everything that is wrong with it.

Text that comes again and again (offices, towns, parties, empty cells) is kept once for a whole
list, which is what makes tens of thousands of recipients fit.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import TypeVar

from outreach.errors import Problem
from outreach.model.people import Gender, PersonName, PostalAddress, Recipient
from outreach.tables.mail_addresses import bare_address, fault_in_address, is_web_address
from outreach.tables.rows import Row
from outreach.workspace import cells
from outreach.workspace.address_cells import WITHOUT_POSTCODE, without_postcode
from outreach.workspace.columns import FIELDS, Columns
from outreach.workspace.countries import country_code
from outreach.workspace.identifiers import LONGEST
from outreach.workspace.name_cells import GET_IT_AGAIN, broken_names, person
from outreach.workspace.remarks import Remarks
from outreach.workspace.wording import break_in, day

Value = TypeVar("Value")

_SEVERAL_LINES = frozenset({"address", "languages", "tags"})
_ONE_LINE = tuple(field for field in FIELDS if field not in _SEVERAL_LINES)
_MOST_SHARED = 20_000
_EMPTY = dict.fromkeys(FIELDS, "")
_NO_ADDRESS = PostalAddress()


class RowReader:
    """Reads the rows of one list.

    Problems are gathered in `problems`, and what is worth a look and stops nothing in `remarks`.
    """

    def __init__(self, columns: Columns, list_name: str, shown: str) -> None:
        self._columns = columns
        self._list_name = list_name
        self._shown = shown
        self._line = 0
        self._ids: dict[str, int] = {}
        self._pool: dict[object, object] = {}
        self.problems: list[Problem] = []
        self.remarks = Remarks()
        # Cells of these kinds say the same few things over and over.
        self._day: Callable[[str], date | None] = lru_cache(1000)(day)
        self._lines = lru_cache(1000)(cells.address_lines)
        self._tags = lru_cache(1000)(cells.tags)
        self._languages = lru_cache(1000)(cells.languages)

    def recipient(self, row: Row) -> Recipient:
        """The recipient a row gives; `id` is empty where the row has none."""
        self._line = row.line
        found = {field: row.values[head].strip() for field, head in self._columns.fields.items()}
        text = _EMPTY | found
        for field, broken in _breaks(text):
            self._object(f"The field {field} holds {broken}.", "Write it on one line.")
        for field, wrong in broken_names(text):
            self._object(f"The field {field} {wrong}.", GET_IT_AGAIN)
        email, form_url = self._ways(text["email"], text["form_url"])
        address, languages = self._address(text), self._tongues(text["languages"])
        recipient = Recipient(
            id=self._id(text["id"]),
            name=self._name(text, address.country, languages),
            gender=self._gender(text["gender"]),
            office=self._shared(text["office"]),
            organisation=self._shared(text["organisation"]),
            division=self._shared(text["division"]),
            languages=languages,
            email=email,
            form_url=form_url,
            phone=text["phone"],
            address=address,
            salutation=self._shared(text["salutation"]),
            tags=self._tags(text["tags"]),
            source=self._shared(text["source"]),
            verified_on=self._on("verified_on", text),
            term_end=self._on("term_end", text),
            more=self._more(row),
            list_name=self._list_name,
            line=row.line,
        )
        if not recipient.name and not recipient.office:
            self._object(
                "The row gives neither a name nor an office.", "Fill in one, or remove the row."
            )
        return recipient

    def _id(self, text: str) -> str:
        if len(text) > LONGEST:
            self._object(
                f"The id has {len(text)} characters; at most {LONGEST} fit.", "Shorten it."
            )
        if text and self._ids.setdefault(text, self._line) != self._line:
            self._object(
                f"The id “{text}” is also that of line {self._ids[text]}.",
                "Give each recipient an id of its own, or remove one of the two rows.",
            )
        return text

    def _name(self, text: dict[str, str], country: str, languages: tuple[str, ...]) -> PersonName:
        for field in ("honorific", "suffix", "post_nominals"):
            if text[field]:
                text[field] = self._shared(text[field])
        name = person(text, country, languages)
        if name.guessed:
            self.remarks.guessed.append((self._line, name.full, name.family))
        return name

    def _gender(self, text: str) -> Gender:
        found = cells.gender(text)
        if found is None:
            self._object(
                f"The gender “{text}” is not known.",
                "Write f, m or x, or leave it empty: nothing is ever guessed.",
            )
        return found or Gender.UNKNOWN

    def _tongues(self, text: str) -> tuple[str, ...]:
        tags, bad = self._languages(text)
        if bad:
            self._object(f"“{bad}” is not a language.", "Write codes such as en or zh-Hant.")
        return tags

    def _address(self, text: dict[str, str]) -> PostalAddress:
        country = country_code(text["country"]) if text["country"] else ""
        if text["country"] and not country:
            self._object(
                f"“{text['country']}” is not a country.",
                "Write its two letters, such as HK, or its English name.",
            )
        lines, postcode = self._lines(text["address"]), text["postcode"]
        if country in WITHOUT_POSTCODE:
            lines, postcode, dropped = without_postcode(lines, postcode)
            if dropped:
                self.remarks.postcodes.append((self._line, country, dropped))
        for line in lines:
            if broken := break_in(line):
                self._object(f"The field address holds {broken}.", "Take it out.")
        locality, region = self._shared(text["locality"]), self._shared(text["region"])
        if not (lines or locality or region or postcode or country):
            return _NO_ADDRESS
        return PostalAddress(lines, locality, region, self._shared(postcode), country)

    def _ways(self, email: str, form_url: str) -> tuple[str, str]:
        """E-mail and web form; lists often have the one in the column of the other."""
        if is_web_address(email):
            if form_url not in {"", email}:
                self._object(
                    f"The field email holds a web address ({email}) and form_url another.",
                    "Keep the form in form_url, and the mailbox in email.",
                )
            email, form_url = "", form_url or email
        email = bare_address(email)
        if email and (fault := fault_in_address(email)) and not break_in(email):
            self._object(
                f"The field email {fault}: “{email}”.", "Write one address, such as a@example.org."
            )
        elif email and not email.partition("@")[0].isascii():
            self.remarks.beyond_ascii.append((self._line, email))
        if form_url and not is_web_address(form_url) and not break_in(form_url):
            self._object(
                f"The field form_url is not a web address: “{form_url}”.", "Start it with https://"
            )
        return email, form_url

    def _on(self, field: str, text: dict[str, str]) -> date | None:
        if not text[field]:
            return None
        found = self._day(text[field])
        if found is None:
            self._object(
                f"The field {field} is not a day: “{text[field]}”.", "Write it as 2026-01-31."
            )
        return found

    def _more(self, row: Row) -> tuple[tuple[str, str], ...]:
        """Further columns, as they are: letters show what stands there, spaces and all."""
        further = self._columns.further
        pairs = [self._shared((name, row.values[heading])) for name, heading in further]
        return self._shared(tuple(pairs))

    def _shared(self, value: Value) -> Value:
        """The same value, kept once; new values are not kept for ever in a list of all kinds."""
        pool = self._pool
        if len(pool) < _MOST_SHARED:
            return pool.setdefault(value, value)  # type: ignore[return-value]
        return pool.get(value, value)  # type: ignore[return-value]

    def _object(self, sentence: str, way_out: str) -> None:
        self.problems.append(Problem(sentence, way_out, self._shown, self._line))


def _breaks(text: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The fields that hold a line break or another control character, and which."""
    if break_in("".join([text[field] for field in _ONE_LINE])):
        for field in _ONE_LINE:
            if broken := break_in(text[field]):
                yield field, broken
