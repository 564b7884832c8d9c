"""The case a campaign names, and what follows from it."""

from dataclasses import replace
from pathlib import Path

from outreach.model.campaign import Campaign
from outreach.workspace.cases import public_cases
from outreach.workspace.sections import Section
from outreach.workspace.wording import is_file_name


def case_named(whole: Section) -> str:
    """The name of a case in a campaign's file, empty without one."""
    name = whole.one_line("case").removesuffix(".toml")
    if name and not is_file_name(name):
        whole.objection(
            "case", "is not the name of a case.", "outreach case list shows those there are."
        )
        return ""
    return name


def with_the_privacy_of_its_case(campaign: Campaign, root: Path) -> Campaign:
    """A case without a file of its own is in the private store, and so is what is done for it."""
    if not campaign.case or campaign.case in public_cases(root):
        return campaign
    return replace(campaign, private=True)
