"""A workspace, opened: everything its files say, as values of the model."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from outreach.model.campaign import Campaign, TemplateSet
from outreach.model.people import Recipient
from outreach.model.settings import MailAccount, Settings
from outreach.workspace import campaigns, lists, recording, settings, stationery, templates
from outreach.workspace.finding import SETTINGS_FILE
from outreach.workspace.lists import RecipientList


class Workspace:
    """The user's folder. Settings are read once; everything else whenever it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()

    @cached_property
    def settings(self) -> Settings:
        return settings.read_settings(self.root)

    @property
    def outbox(self) -> Path:
        """Where rendered letters go unless another folder is named."""
        return self.root / "outbox"

    @property
    def ledger_path(self) -> Path | None:
        """The file of the record; None where it is kept on a server."""
        return settings.ledger_path(self.settings.ledger_url)

    def stationery_tables(self) -> tuple[tuple[str, str], ...]:
        """The group's own measures of envelopes and labels: (name as shown, text)."""
        return tuple(stationery.stationery_tables(self.root))

    def campaign(self, name_or_id: str) -> Campaign:
        """A campaign by the name of its file or by its id."""
        return campaigns.read_campaign(campaigns.find_campaign(self.root, name_or_id))

    def campaigns(self) -> tuple[Campaign, ...]:
        """Every campaign, in the order of their files; InputInvalid where one cannot be read."""
        return campaigns.read_campaigns(self.root)

    def campaign_names(self) -> tuple[str, ...]:
        """The names of the campaigns' files, whether they can be read or not."""
        return tuple(path.stem for path in campaigns.campaign_files(self.root))

    def adhoc(self, template: str, list_names: Sequence[str]) -> Campaign:
        """A one-off without a file, recorded as `adhoc:TEMPLATE`."""
        return campaigns.adhoc_campaign(template, tuple(list_names))

    def template(self, name: str) -> TemplateSet:
        """A letter in all its languages."""
        return templates.read_template(self.root, name)

    def templates(self) -> tuple[str, ...]:
        """The names of all letters."""
        return templates.template_names(self.root)

    def recipients(self, list_names: Sequence[str]) -> tuple[Recipient, ...]:
        """The recipients of several lists, in order; ids are unique across them."""
        return lists.read_lists(self.root, list_names)

    def recipient_list(self, name: str) -> RecipientList:
        """One list, with the ids that were derived and notes about its columns."""
        return lists.read_list(self.root, name)

    def lists(self) -> tuple[str, ...]:
        """The names of all lists."""
        return lists.list_names(self.root)

    def record_ledger_id(self, ledger_id: str) -> None:
        """Write `[ledger] id` into outreach.toml; its comments and layout stay."""
        recording.record_ledger_id(self.root / SETTINGS_FILE, ledger_id)
        vars(self).pop("settings", None)

    def record_mail(self, account: MailAccount) -> None:
        """Write host, port, security and username of `[mail]` into outreach.toml."""
        recording.record_mail(self.root / SETTINGS_FILE, account)
        vars(self).pop("settings", None)
