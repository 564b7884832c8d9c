"""A letter to set. All people and places in it are invented."""

from datetime import date

import pytest

from outreach.model.letter import Letter, Paragraph, Text


@pytest.fixture
def letter() -> Letter:
    return Letter(
        recipient_id="sample",
        place=1,
        language="en",
        subject="A subject",
        dated=date(2026, 11, 22),
        date_text="22 November 2026",
        return_address=("Jane Roe",),
        envelope=("The Honourable Robin Sample", "HONG KONG"),
        inside_address=("Robin Sample", "1 Sample Road"),
        salutation="Dear Robin Sample,",
        body=(Paragraph((Text("A paragraph."),)),),
        close="Yours sincerely,",
        signature=("Jane Roe",),
    )
