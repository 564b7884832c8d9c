"""Whether a letter is one for many: what is written to one person is no campaign's letter."""

from collections.abc import Iterator

from outreach.composing.gaps import marked_gaps
from outreach.errors import InputInvalid, Problem
from outreach.model.campaign import Audience, Campaign, LetterTemplate, TemplateSet


def insist_on_a_letter_for_many(templates: TemplateSet, campaign: Campaign) -> None:
    """Raises InputInvalid for a campaign whose letter is to somebody in prison."""
    if templates.audience is not Audience.PRISONER:
        return
    raise InputInvalid(
        [
            Problem(
                f"The letter “{templates.name}” is to somebody in prison, each in their writer's "
                "own words; a campaign writes one letter to many.",
                "Write it to one person: outreach case write CASE --from "
                f"{templates.name}; or name another letter in the campaign.",
                campaign.file,
            )
        ]
    )


def open_gaps(template: LetterTemplate) -> Iterator[Problem]:
    """Places for somebody's own words, in a letter that nobody opens before it goes."""
    if template.audience is Audience.PRISONER:
        return
    for gap in marked_gaps(template.body):
        yield Problem(
            f"“{gap.words}” is left for somebody to fill in.",
            "Write it, or take it out; where each letter says something else, use {{ personal }} "
            "or a column of the list.",
            template.file,
            template.body_line + gap.line - 1,
        )
