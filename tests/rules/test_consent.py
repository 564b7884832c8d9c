"""Consent holds for one text, from a day on, and says how it was given."""

from dataclasses import replace
from datetime import date

import pytest

from outreach.model.people import Signatory, Writer
from outreach.rules.consent import consent_gap

TODAY = date(2026, 11, 22)
DIGEST = "0123456789abcdef" * 4
ANN = Writer(
    Signatory("ann", "Ann Writer"),
    consented_on=TODAY,
    consent_how="signed form",
    text_digest=DIGEST[:12],
)


def test_a_whole_consent_of_today_holds() -> None:
    assert consent_gap(ANN, DIGEST, TODAY) == ""
    assert consent_gap(replace(ANN, text_digest=DIGEST.upper()), DIGEST, TODAY) == ""


@pytest.mark.parametrize(
    ("lack", "said"),
    [
        ({"consented_on": None}, "consented_on"),
        ({"consented_on": date(2026, 11, 23)}, "a day to come"),
        ({"consent_how": ""}, "consent_how"),
        ({"text_digest": ""}, "to which text"),
        ({"text_digest": DIGEST[:11]}, "another text"),
        ({"text_digest": "f" * 64}, "another text"),
        ({"text_digest": DIGEST + "0"}, "another text"),
    ],
)
def test_a_consent_that_lacks_anything_is_none(lack: dict[str, object], said: str) -> None:
    assert said in consent_gap(replace(ANN, **lack), DIGEST, TODAY)  # type: ignore[arg-type]
