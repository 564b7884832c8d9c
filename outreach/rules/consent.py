"""Whether somebody agreed to a letter being sent under their name."""

from datetime import date

from outreach.model.people import Writer

# So much of a digest is enough to tell one text from every other.
SHORTEST_DIGEST = 12


def consent_gap(writer: Writer, text_digest: str, today: date) -> str:
    """What the consent on record lacks, as a clause; empty where it is whole.

    `text_digest` is that of the text that would be sent.
    """
    if writer.consented_on is None:
        return "no day of their consent is on record (consented_on)"
    if writer.consented_on > today:
        return f"their consent is of a day to come ({writer.consented_on})"
    if not writer.consent_how:
        return "it is not on record how they consented (consent_how)"
    if not writer.text_digest:
        return "it is not on record to which text they consented (text_digest)"
    if not _is_beginning(writer.text_digest, text_digest):
        return "they consented to another text than this one (text_digest)"
    return ""


def _is_beginning(digest: str, whole: str) -> bool:
    return len(digest) >= SHORTEST_DIGEST and whole.casefold().startswith(digest.casefold())
