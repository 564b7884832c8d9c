"""Channels are loaded when they are used."""

import subprocess
import sys

from outreach.channels import CHANNELS
from outreach.channels.smtp import SmtpChannel
from outreach.model.campaign import Way
from outreach.model.settings import MailAccount, Security


def test_a_letter_by_email_goes_by_smtp() -> None:
    account = MailAccount("localhost", 25, Security.NONE)
    assert isinstance(CHANNELS[Way.EMAIL](account, None), SmtpChannel)


def test_naming_the_channels_loads_no_library() -> None:
    code = (
        "import sys, outreach.channels, outreach.channels.passwords; "
        "sys.exit(bool({'aiosmtplib', 'keyring'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
