"""Letters to render. All people and places in them are invented."""

from datetime import date

import pytest

from outreach.model.letter import (
    Block,
    Emphasis,
    Letter,
    LineBreak,
    Link,
    NumberedList,
    Paragraph,
    Strong,
    Text,
)

DEMANDS = (
    "Drop the charges against everyone prosecuted only for peaceful expression.",
    "Release those who are held, and give every detainee access to a lawyer of their choice.",
    "Set up an independent inquiry whose findings are published in full.",
)

ENGLISH_BODY: tuple[Block, ...] = (
    Paragraph(
        (
            Text("I am writing about the "),
            Strong((Text("64 people"),)),
            Text(" charged so far. Their "),
            Emphasis((Text("peaceful"),)),
            Text(" words are set out in "),
            Link("https://example.org/report?a=1&b=2", (Text("a public report"),)),
            Text("."),
        )
    ),
    Paragraph((Text("I therefore call on you to:"),)),
    NumberedList(tuple((Paragraph((Text(demand),)),) for demand in DEMANDS)),
    Paragraph((Text("I would be grateful for a reply."), LineBreak(), Text("It will be shared."))),
)

CHINESE_BODY: tuple[Block, ...] = (
    Paragraph((Text("本人謹就近日因和平表達意見而遭檢控的人士致函閣下，並表達深切關注。"),)),
    Paragraph((Text("本人促請閣下："),)),
    NumberedList(
        (
            (Paragraph((Text("撤銷所有僅因和平表達意見而提出的檢控；"),)),),
            (Paragraph((Text("釋放在囚人士（包括 Alex Example 女士），並確保其會見律師；"),)),),
            (Paragraph((Text("設立獨立調查委員會。"),)),),
        )
    ),
)


@pytest.fixture
def letter() -> Letter:
    """A one-page English letter with every kind of inline and a numbered list."""
    return Letter(
        recipient_id="secretary",
        place=1,
        language="en",
        subject="The people prosecuted for peaceful expression",
        dated=date(2026, 11, 22),
        date_text="22 November 2026",
        return_address=("Jane Roe", "12 Elm Street", "Toronto ON  M5V 2T6", "CANADA"),
        envelope=(
            "The Honourable Robin Sample, SC",
            "Secretary for Examples",
            "1 Sample Road",
            "HONG KONG",
        ),
        inside_address=(
            "The Honourable Robin Sample, SC",
            "Secretary for Examples",
            "1 Sample Road",
            "Hong Kong",
        ),
        salutation="Dear Secretary Sample,",
        body=ENGLISH_BODY,
        close="Yours sincerely,",
        signature=("Jane Roe",),
        enclosures=("Report of the inquiry (2 pages)",),
    )


@pytest.fixture
def chinese_letter() -> Letter:
    """A letter in Traditional Chinese that names a person in English."""
    return Letter(
        recipient_id="secretary-zh",
        place=2,
        language="zh-Hant",
        subject="關於因和平表達意見而遭檢控的人士",
        dated=date(2026, 11, 22),
        date_text="2026年11月22日",
        return_address=("羅真", "加拿大多倫多榆樹街十二號"),
        envelope=("例子司司長 甄實先生鈞啟", "香港例子道一號"),
        inside_address=("香港例子道一號", "例子司司長", "甄實先生"),
        salutation="甄司長鈞鑒：",
        body=CHINESE_BODY,
        close="此致",
        signature=("羅真 謹上",),
    )
