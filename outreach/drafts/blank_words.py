"""What blanks ask for, in the words people put into them, and the field that each means."""

from collections.abc import Mapping

from outreach.composing.values import FIELDS

FILLER = frozenset(
    ("insert", "enter", "add", "type", "write", "here", "the", "a", "an", "of", "please", "click")
) | frozenset(("or", "tap", "to", "text"))
RECIPIENTS = frozenset(
    (
        "official",
        "recipient",
        "addressee",
        "minister",
        "senator",
        "representative",
        "mp",
        "governor",
    )
) | frozenset(("mayor", "ambassador", "politician", "legislator"))
WRITER: Mapping[str, str] = {
    "your name": "sender_name",
    "your full name": "sender_name",
    "my name": "sender_name",
    "sender name": "sender_name",
    "your email": "sender_email",
    "your email address": "sender_email",
    "your organisation": "sender_group",
    "your organization": "sender_group",
    "your group": "sender_group",
    "date": "date",
    "today s date": "date",
}
OFFICE: Mapping[str, str] = {"office": "office", "job title": "office", "official title": "office"}
# What columns of a mailing list are called: there, a name can only be the recipient's.
OF_LIST: Mapping[str, str] = {
    **{name: name for name in FIELDS},
    **OFFICE,
    "full name": "name",
    "first name": "given",
    "firstname": "given",
    "given name": "given",
    "last name": "family",
    "lastname": "family",
    "surname": "family",
    "family name": "family",
    "title": "honorific",
    "prefix": "honorific",
    "position": "office",
    "job": "office",
    "organization": "organisation",
    "company": "organisation",
    "department": "organisation",
    "ministry": "organisation",
    "city": "locality",
    "town": "locality",
    "state": "region",
    "province": "region",
    "zip": "postcode",
    "zip code": "postcode",
    "postal code": "postcode",
    "constituency": "division",
    "district": "division",
    "e mail": "email",
    "email address": "email",
}
