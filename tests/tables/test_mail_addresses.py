"""E-mail addresses and web forms."""

import pytest

from outreach.tables.mail_addresses import bare_address, fault_in_address, is_web_address


@pytest.mark.parametrize(
    "text",
    [
        "jane@example.org",
        " mailto:jane@example.org?subject=Hello ",
        "MAILTO:jane@example.org",
        "Jane Doe <jane@example.org>",
        "<jane@example.org>",
    ],
)
def test_an_address_is_freed_of_what_surrounds_it(text):
    assert bare_address(text) == "jane@example.org"


@pytest.mark.parametrize(
    "address",
    [
        "jane@example.org",
        "j.o'brien+list@mail.example.co.uk",
        "jane@localhost",
        "用户@例子.example",
        "a@xn--fsqu00a.example",
    ],
)
def test_addresses_are_taken(address):
    assert fault_in_address(address) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a@example.org, b@example.org", "more than one"),
        ("a@example.org;b@example.org", "more than one"),
        ("a@example.org b@example.org", "more than one"),
        ("office or jane@example.org", "more than one"),
        ("jane", "not an e-mail address"),
        ("jane@", "not an e-mail address"),
        ("@example.org", "before the @"),
        ("jane@example", "after the @"),
        ("jane@example..org", "after the @"),
        ("jane@-example.org", "after the @"),
        (".jane@example.org", "before the @"),
        ("ja..ne@example.org", "before the @"),
        ("jane@example.org\u200b", "U+200B"),
        ("ja\u202ene@example.org", "U+202E"),
        ("jane@" + "a" * 64 + ".org", "after the @"),
        ("a" * 65 + "@example.org", "before the @"),
    ],
)
def test_what_is_not_one_address_is_told_why(text, words):
    assert words in fault_in_address(text)


def test_web_addresses_are_told_from_mailboxes():
    assert all(map(is_web_address, ["https://x.example/a", "Http://x.example", "www.x.example"]))
    assert not any(map(is_web_address, ["jane@example.org", "x.example", "https://a b", ""]))
