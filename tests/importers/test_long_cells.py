"""Cells of any length take time in proportion to it: no pattern tries for minutes."""

from time import process_time

import pytest

from outreach.importers.column_guesses import guesses
from outreach.importers.represent import _address as canadian
from outreach.importers.tidying import tidied
from outreach.importers.uk_prisons import on_envelope
from outreach.importers.us_addresses import split_address

PIECES = ("a ", ", ", "@", "a.", "a@", "1 ", "<", "no ", "no email ", "a, CA ", "(", "a@b?", "a-")
LONG = [piece * 20_000 for piece in PIECES] + ["x" + " " * 20_000 + "x", "https://" + "a-" * 20_000]


@pytest.mark.parametrize("text", LONG, ids=[*PIECES, "spaces", "host"])
def test_a_long_cell_is_read_in_a_moment(text) -> None:
    began = process_time()
    columns = ("name", "email", "form_url", "phone", "country", "languages", "term_end", "address")
    tidied(dict.fromkeys(columns, text))
    split_address(text)
    canadian(text)
    on_envelope(text)
    guesses(["A"], [{"A": text}])
    # Minutes, where a pattern goes back and forth; a second here is far above what it takes.
    assert process_time() - began < 5
