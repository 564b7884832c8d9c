"""outreach.toml."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from outreach.errors import InputInvalid
from outreach.model.people import PostalAddress
from outreach.model.settings import Paper, Rate, Security, SendingHours, Shown, WhoseTime
from outreach.workspace.documents import parse_toml
from outreach.workspace.settings import ledger_path, read_settings, settings_of

SENDER = '[sender]\nid = "jane"\nname = "Jane Doe"\n'


def settings(text: str, root: Path = Path("/folder")):
    return settings_of(parse_toml(SENDER + text, "outreach.toml"), root)


def test_the_example_of_the_design_is_read(root, put):
    put(
        "outreach.toml",
        """\
[sender]
id = "jane"
name = "Jane Doe"
email = "jane@example.org"
address = ["12 Elm Street", "Toronto ON  M5V 2T6"]
country = "CA"

[mail]
host = "smtp.example.org"
port = 587
security = "starttls"
username = "jane@example.org"
rate = ["5/minute", "50/day"]
connections = 1

[print]
paper = "a4"

[privacy]
sender_address = "city"
keep_texts = "2 years"

[ledger]
url = "sqlite:///ledger.db"
id = "abc"
""",
    )
    found = read_settings(root)
    assert found.sender.address == PostalAddress(
        ("12 Elm Street", "Toronto ON  M5V 2T6"), country="CA"
    )
    assert found.mail is not None
    assert (found.mail.host, found.mail.port) == ("smtp.example.org", 587)
    assert found.mail.rates == (Rate(5, timedelta(minutes=1)), Rate(50, timedelta(days=1)))
    assert (found.paper, found.shown) == (Paper.A4, Shown.CITY)
    assert found.keep_texts == timedelta(days=730)
    assert (found.ledger_url, found.ledger_id) == (f"sqlite:///{root}/ledger.db", "abc")


def test_little_is_enough():
    found = settings("", Path("folder"))
    assert found.mail is None
    assert found.shown is Shown.FULL
    assert found.keep_texts == timedelta(days=365)
    assert found.ledger_url == f"sqlite:///{Path('folder/ledger.db').absolute().as_posix()}"


@pytest.mark.parametrize(
    ("country", "paper"),
    [("CA", "letter"), ("us", "letter"), ("Mexico", "letter"), ("PH", "letter"), ("HK", "a4")],
)
def test_the_paper_is_that_of_the_country(country, paper):
    assert settings(f'country = "{country}"\n').paper == paper


def test_the_address_may_be_one_text_of_several_lines():
    found = settings('address = """\n12 Elm Street\nToronto\n"""\n')
    assert found.sender.address.lines == ("12 Elm Street", "Toronto")


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("09:00-17:00", time(9), time(17)),
        ("9:00 – 17:30", time(9), time(17, 30)),
        ("22:00-06:00", time(22), time(6)),
        ("20:00-24:00", time(20), time(0)),
    ],
)
def test_letters_may_be_kept_to_hours_of_the_day(written, start, end):
    found = settings(f'[mail]\nhost = "smtp.example.org"\nbetween = "{written}"\n')
    assert found.mail.hours == SendingHours(start, end, WhoseTime.SENDER)


def test_the_hours_may_be_those_where_the_recipient_is():
    found = settings(
        '[mail]\nhost = "smtp.example.org"\nbetween = "09:00-17:00"\nbetween_in = "recipient"\n'
    )
    assert found.mail.hours.whose is WhoseTime.RECIPIENT


@pytest.mark.parametrize("lines", ["", 'between = "00:00-24:00"\n'])
def test_without_hours_letters_may_leave_at_any_time(lines):
    assert settings('[mail]\nhost = "smtp.example.org"\n' + lines).mail.hours is None


@pytest.mark.parametrize(
    "line",
    [
        'between = "09:00-09:00"',
        'between = "24:00-09:00"',
        'between = "09:00-24:30"',
        'between = "09:60-17:00"',
        'between = "9-17"',
        'between_in = "recipient"',
        'between = "09:00-17:00"\nbetween_in = "Paris"',
    ],
)
def test_hours_that_no_clock_shows_are_refused_with_their_line(line):
    with pytest.raises(InputInvalid) as refused:
        settings(f'[mail]\nhost = "smtp.example.org"\n{line}\n')
    (problem,) = refused.value.problems
    assert problem.line == 6 + line.count("\n")
    assert problem.way_out


def test_rates_have_a_slow_default_and_can_be_set():
    assert len(settings('[mail]\nhost = "smtp.example.org"\n').mail.rates) == 2
    found = settings('[mail]\nhost = "smtp.example.org"\nrate = "100 / hour"\n')
    assert found.mail.rates == (Rate(100, timedelta(hours=1)),)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_a_server_on_this_computer_needs_no_protection_and_no_rate(host):
    found = settings(f'[mail]\nhost = "{host}"\nsecurity = "none"\nrate = "none"\n').mail
    assert (found.security, found.rates, found.port) == (Security.NONE, (), 25)


@pytest.mark.parametrize("host", ["smtp.example.org", "128.0.0.1", "localhost.example.org"])
def test_any_other_server_needs_both(problems, host):
    found = problems(settings, f'[mail]\nhost = "{host}"\nsecurity = "none"\nrate = "none"\n')
    assert [problem.line for problem in found] == [6, 7]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[mail]\nhost = "h.example"\nport = 0\n', 6, "whole number from 1 to 65535"),
        ('[mail]\nhost = "h.example"\nport = "587"\n', 6, "whole number"),
        ('[mail]\nhost = "h.example"\nsecurity = "ssl"\n', 6, "cannot be “ssl”"),
        ('[mail]\nhost = "h.example"\nrate = "fast"\n', 6, "cannot be “fast”"),
        ('[mail]\nhost = "h.example"\nrate = ["0/day"]\n', 6, "cannot be “0/day”"),
        ('[mail]\nhost = "h.example"\nrate = ["none", "5/day"]\n', 6, "cannot be “none”"),
        ('[mail]\nhost = "h.example"\npassword = "secret"\n', 6, "does not belong"),
        ("[mail]\nport = 25\n", 4, "“mail.host” is missing"),
        ("mail = 5\n", 4, "is not known"),
        ('[print]\npaper = "a3"\n', 5, "cannot be “a3”"),
        ('[privacy]\nkeep_texts = "long"\n', 5, "span of time"),
        ('[ledger]\nurl = "mysql://x/y"\n', 5, "cannot be “mysql://x/y”"),
        ('[ledger]\nurl = "sqlite:///:memory:"\n', 5, "cannot be"),
        ('[ledger]\nurl = "postgresql://x/y"\n', 5, "no driver"),
        ('country = "Atlantis"\n', 4, "not a country"),
        ('email = "jane"\n', 4, "not an e-mail address"),
        ('address = "12 Elm\\tStreet"\n', 4, "a tab"),
        ("address = {street = 1}\n", 4, "not a list of texts"),
        ('group = "a\\nb"\n', 4, "a line break"),
    ],
)
def test_each_mistake_is_told_with_its_line(problems, text, line, words):
    (problem,) = problems(settings, text)
    assert words in problem.sentence
    assert problem.place == f"outreach.toml:{line}"
    assert problem.way_out


def test_unknown_keys_are_reported_with_the_nearest_known_one(problems):
    found = problems(settings, 'emial = "a@example.org"\n[privcy]\nx = 1\n[print]\npapr = "a4"\n')
    assert [(problem.line, problem.way_out) for problem in found] == [
        (4, "Did you mean “email”?"),
        (5, "Did you mean “privacy”?"),
        (8, "Did you mean “paper”?"),
    ]


def test_all_problems_are_told_at_once(problems):
    found = problems(
        settings_of, parse_toml('[sender]\nid = "a b"\n[mail]\nport = 0\n', "outreach.toml"), Path()
    )
    assert [problem.sentence.split("”")[0] for problem in found] == [
        "“sender.name",
        "“sender.id",
        "“mail.host",
        "“mail.port",
    ]


def test_a_password_is_not_repeated(problems):
    (problem,) = problems(settings, '[mail]\nhost = "h.example"\npassword = "hunter2"\n')
    assert "hunter2" not in str(problem)


def test_where_the_record_is_does_not_depend_on_where_one_stands(tmp_path):
    found = settings('[ledger]\nurl = "sqlite:///../shared/ledger.db?timeout=9"\n', tmp_path / "a")
    assert found.ledger_url == f"sqlite:///{tmp_path}/shared/ledger.db?timeout=9"
    assert ledger_path(found.ledger_url) == tmp_path / "shared" / "ledger.db"


def test_an_absolute_place_and_a_server_are_taken_as_they_are():
    place = Path("elsewhere/l.db").absolute().as_posix()
    assert settings(f'[ledger]\nurl = "sqlite:///{place}"\n').ledger_url == f"sqlite:///{place}"
    server = "postgresql+psycopg://me@db.example.org/letters"
    assert settings(f'[ledger]\nurl = "{server}"\n').ledger_url == server
    assert ledger_path(server) is None
