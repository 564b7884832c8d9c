"""[mail] of outreach.toml: the server letters are handed to, how fast, and at which hours."""

import re
from dataclasses import replace
from datetime import time, timedelta

from outreach.model.settings import MailAccount, Rate, Security, SendingHours, WhoseTime
from outreach.rules.campaigns import on_loopback
from outreach.workspace.sections import Section
from outreach.workspace.server_settings import object_to_server

DEFAULT_RATES = (Rate(5, timedelta(minutes=1)), Rate(50, timedelta(days=1)))

_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}
_RATE = re.compile(r"(\d{1,6})\s*/\s*(second|minute|hour|day)", re.IGNORECASE)
_SPANS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_DAY = 24 * 60  # minutes


def mail_of(section: Section) -> MailAccount:
    """The account that [mail] names; objections go to the section's problems."""
    security = section.choice("security", Security, Security.STARTTLS)
    account = MailAccount(
        host=section.required("host", 'host = "smtp.example.org"'),
        port=section.number("port", _PORTS[security], 1, 65535),
        security=security,
        username=section.one_line("username"),
        connections=section.number("connections", 1, 1, 20),
    )
    object_to_server(section, account, _PORTS)
    rates = _rates(section, on_loopback(account))
    account = replace(account, rates=rates, hours=_hours(section))
    section.finish()
    return account


def _rates(section: Section, local: bool) -> tuple[Rate, ...]:
    written = section.texts("rate")
    if written == ("none",):
        if not local:
            section.objection(
                "rate",
                "may be “none” only for a server on this computer.",
                'Write a rate, such as ["5/minute", "50/day"].',
            )
        return ()
    rates = tuple(rate for text in written if (rate := _rate(section, text)))
    return rates or DEFAULT_RATES


def _rate(section: Section, text: str) -> Rate | None:
    found = _RATE.fullmatch(text)
    if found is None or not int(found.group(1)):
        section.objection(
            "rate", f"cannot be “{text}”.", 'Write it as "5/minute", "100/hour" or "50/day".'
        )
        return None
    return Rate(int(found.group(1)), _SPANS[found.group(2).lower()])


def _hours(section: Section) -> SendingHours | None:
    """The hours between which letters leave; None for any hour."""
    written = section.one_line("between")
    whose = section.choice("between_in", WhoseTime, WhoseTime.SENDER)
    if not written:
        if "between_in" in section:
            section.objection(
                "between_in", "says nothing without “between”.", 'Write between = "09:00-17:00".'
            )
        return None
    found = _HOURS.fullmatch(written)
    start = _minutes(found.group(1, 2)) if found else None
    end = _minutes(found.group(3, 4)) if found else None
    if start is None or end is None or start == _DAY:
        section.objection(
            "between", f"cannot be “{written}”.", 'Write it as "09:00-17:00" or "22:00-06:00".'
        )
    elif start == end:
        section.objection(
            "between",
            f"begins when it ends: “{written}”.",
            "Leave it out where letters may leave at any hour.",
        )
    elif end - start < _DAY:
        return SendingHours(_time(start), _time(end), whose)
    return None


def _minutes(written: tuple[str, ...]) -> int | None:
    """Minutes since midnight, 24:00 being the last; None for what no clock shows."""
    hours, minutes = (int(part) for part in written)
    total = hours * 60 + minutes
    return total if minutes < 60 and total <= _DAY else None


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
