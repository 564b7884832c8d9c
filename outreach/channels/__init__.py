"""Ways out for letters, one file each. Each is loaded only when a letter takes it."""

from collections.abc import Callable

from outreach.model.campaign import Way
from outreach.model.dispatch import Channel
from outreach.model.settings import MailAccount


def _email(account: MailAccount, password: str | None) -> Channel:
    from outreach.channels.smtp import SmtpChannel

    return SmtpChannel(account, password)


CHANNELS: dict[Way, Callable[[MailAccount, str | None], Channel]] = {
    Way.EMAIL: _email,
}
