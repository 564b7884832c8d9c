"""Ways out for letters, one file each. Each is loaded only when a letter takes it."""

from collections.abc import Callable

from outreach.model.campaign import Way
from outreach.model.dispatch import Channel
from outreach.model.settings import MailAccount


def _email(account: MailAccount, password: str | None, *, largest: int = 0) -> Channel:
    from outreach.channels.smtp import SmtpChannel

    return SmtpChannel(account, password, largest=largest)


CHANNELS: dict[Way, Callable[..., Channel]] = {
    Way.EMAIL: _email,
}
