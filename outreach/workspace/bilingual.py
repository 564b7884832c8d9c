"""`bilingual` and `languages` of a campaign: one letter in two languages."""

from outreach.model.campaign import Bilingual
from outreach.workspace.sections import Section
from outreach.workspace.wording import language_tag

_WAY_OUT = 'Write both, as in: languages = ["en", "zh-Hant"].'


def both_languages(whole: Section) -> tuple[Bilingual, tuple[str, ...]]:
    """How the second language stands beside the first, and which two they are."""
    how = whole.choice("bilingual", Bilingual, Bilingual.NO)
    written = whole.lines("languages")
    tags = tuple(language_tag(one) for one in written)
    for tag, one in zip(tags, written, strict=True):
        if not tag:
            whole.objection("languages", f"cannot hold “{one}”.", "Write codes: en, zh-Hant.")
    if how is Bilingual.NO and written:
        whole.objection(
            "languages",
            "is for bilingual letters.",
            'Add bilingual = "columns" or "after"; otherwise each reader’s own language is taken.',
        )
    elif how is not Bilingual.NO and len(set(tags)) != 2:
        where = "languages" if written else "bilingual"
        whole.objection(where, "needs two languages.", _WAY_OUT)
    return how, tags
