"""What a person is asked when a workspace or a campaign is made."""

from dataclasses import dataclass
from datetime import date

from outreach.model.campaign import Sign, Way
from outreach.model.settings import Security, Shown


@dataclass(frozen=True, slots=True)
class Answers:
    """What `init` asks. Without `mail_host` the part about mail is written as comments; `private`
    means that the record is an encrypted file.
    """

    sender_id: str
    name: str
    email: str = ""
    address: tuple[str, ...] = ()
    country: str = ""
    shown: Shown = Shown.FULL
    group: str = ""
    mail_host: str = ""
    mail_port: int | None = None
    mail_security: Security = Security.STARTTLS
    mail_username: str = ""
    ledger_id: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class CampaignAnswers:
    """What `campaign new` asks; what is left empty is written as a comment."""

    id: str
    title: str
    template: str
    recipients: tuple[str, ...]
    channels: tuple[Way, ...] = (Way.EMAIL, Way.POST)
    where: str = ""
    sign: Sign = Sign.ONCE
    opens: date | None = None
    closes: date | None = None
    language: str = "en"
    reason: str = ""
    personal: str = ""
    case: str = ""
