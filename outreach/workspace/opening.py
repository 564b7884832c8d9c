"""A workspace, opened: everything its files say, as values of the model.

What reads a kind of file is loaded when such a file is read: a question to the record needs the
settings alone.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.workspace import settings
from outreach.workspace.finding import SETTINGS_FILE

if TYPE_CHECKING:
    from outreach.model.campaign import Campaign, TemplateSet
    from outreach.model.enclosure import EnclosedFile
    from outreach.model.people import Recipient
    from outreach.model.settings import ImapAccount, MailAccount, Settings
    from outreach.workspace.lists import RecipientList
    from outreach.workspace.writers import WriterList


class Workspace:
    """The user's folder. Settings are read once; everything else whenever it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()

    @cached_property
    def settings(self) -> "Settings":
        return settings.read_settings(self.root)

    @property
    def outbox(self) -> Path:
        """Where rendered letters go unless another folder is named."""
        return self.root / "outbox"

    @property
    def ledger_path(self) -> Path | None:
        """The file of the record; None where it is kept on a server."""
        return settings.ledger_path(self.settings.ledger_url)

    def form_tables(self) -> tuple[tuple[str, str], ...]:
        """The group's own forms of address: (name as shown, text)."""
        from outreach.workspace import address_forms

        return tuple(address_forms.form_tables(self.root))

    def stationery_tables(self) -> tuple[tuple[str, str], ...]:
        """The group's own measures of envelopes and labels: (name as shown, text)."""
        from outreach.workspace import stationery

        return tuple(stationery.stationery_tables(self.root))

    def own_layout(self, name: str) -> Path | None:
        """The group's own layout of that name, beside its letters; None where there is none."""
        path = self.root / "letter_templates" / f"{name}.typ"
        return path if path.is_file() else None

    def campaign(self, name_or_id: str) -> "Campaign":
        """A campaign by the name of its file or by its id."""
        from outreach.workspace import campaigns

        return campaigns.read_campaign(campaigns.find_campaign(self.root, name_or_id))

    def campaigns(self) -> "tuple[Campaign, ...]":
        """Every campaign, in the order of their files; InputInvalid where one cannot be read."""
        from outreach.workspace import campaigns

        return campaigns.read_campaigns(self.root)

    def campaign_names(self) -> tuple[str, ...]:
        """The names of the campaigns' files, whether they can be read or not."""
        from outreach.workspace import campaigns

        return tuple(path.stem for path in campaigns.campaign_files(self.root))

    def adhoc(self, template: str, list_names: Sequence[str], case: str = "") -> "Campaign":
        """A one-off without a file, recorded as `adhoc:TEMPLATE` or `adhoc:TEMPLATE:CASE`."""
        from outreach.workspace import campaigns

        return campaigns.adhoc_campaign(self.root, template, tuple(list_names), case)

    def writers(self, name: str = "") -> "WriterList":
        """Those who sign beside the sender: the file named, or the one called writers."""
        from outreach.workspace import writers

        return writers.read_writers(self.root, name)

    def text_digest(self, name: str) -> str:
        """The SHA-256 of a letter in all its languages: to which text somebody agreed."""
        from outreach.workspace import templates

        return templates.text_digest(self.root, name)

    def enclosures(self, campaign: "Campaign") -> "tuple[EnclosedFile, ...]":
        """The files that go along with a campaign's letters; InputInvalid for what must not."""
        from outreach.workspace import enclosures

        return enclosures.read_enclosures(self.root, campaign)

    def template(self, name: str) -> "TemplateSet":
        """A letter in all its languages."""
        from outreach.workspace import templates

        return templates.read_template(self.root, name)

    def templates(self) -> tuple[str, ...]:
        """The names of all letters."""
        from outreach.workspace import templates

        return templates.template_names(self.root)

    def recipients(self, list_names: Sequence[str]) -> "tuple[Recipient, ...]":
        """The recipients of several lists, in order; ids are unique across them."""
        from outreach.workspace import lists

        return lists.read_lists(self.root, list_names)

    def recipient_list(self, name: str) -> "RecipientList":
        """One list, with the ids that were derived and notes about its columns."""
        from outreach.workspace import lists

        return lists.read_list(self.root, name)

    def find_list(self, name: str) -> Path:
        """The file of a list; raises NotFound, or InputInvalid where there are two."""
        from outreach.workspace import lists

        return lists.find_list(self.root, name)

    def lists(self) -> tuple[str, ...]:
        """The names of all lists."""
        from outreach.workspace import lists

        return lists.list_names(self.root)

    def record_ledger_id(self, ledger_id: str) -> None:
        """Write `[ledger] id` into outreach.toml; its comments and layout stay."""
        from outreach.workspace import recording

        recording.record_ledger_id(self.root / SETTINGS_FILE, ledger_id)
        vars(self).pop("settings", None)

    def record_ledger_url(self, url: str, ledger_id: str) -> None:
        """Write where the record is, and whose, into outreach.toml."""
        from outreach.workspace import recording

        recording.record_ledger_url(self.root / SETTINGS_FILE, url, ledger_id)
        vars(self).pop("settings", None)

    @property
    def private_path(self) -> Path:
        """The encrypted file for private cases, whether it is there or not."""
        return self.root / "private.db"

    def record_private(self, **values: "str | bool") -> None:
        """Write `id` or `keyring` of `[private]` into outreach.toml."""
        from outreach.workspace import recording

        recording.record_private(self.root / SETTINGS_FILE, values)
        vars(self).pop("settings", None)

    def record_mail(self, account: "MailAccount") -> None:
        """Write host, port, security and username of `[mail]` into outreach.toml."""
        from outreach.workspace import recording

        recording.record_mail(self.root / SETTINGS_FILE, account)
        vars(self).pop("settings", None)

    def record_imap(self, account: "ImapAccount") -> None:
        """Write `[imap]` into outreach.toml."""
        from outreach.workspace import recording

        recording.record_imap(self.root / SETTINGS_FILE, account)
        vars(self).pop("settings", None)
