"""Whether a home address goes where it can be kept and used against whoever lives there."""

from collections.abc import Iterable, Iterator

from outreach.errors import Problem
from outreach.model.people import Recipient, Signatory
from outreach.model.settings import Settings, Shown

# Letters to offices have been held against people: at bail hearings in Hong Kong in 2021 the
# prosecution cited correspondence with foreign diplomats, says Amnesty International USA
# (act.amnestyusa.org/page/87633/petition/1).
_PLACES = {"HK": "Hong Kong", "CN": "mainland China"}
_WAY_OUT = (
    'Show less of it: [privacy] sender_address = "city" or "group". Where it is nobody\'s home: '
    "home_address = false."
)


def home_addresses(
    letters: Iterable[tuple[Recipient, Signatory]], settings: Settings
) -> Iterator[Problem]:
    """A remark where letters show what may be the home of whoever signs them, to an office in Hong
    Kong or mainland China. `letters` are recipients and who signs.
    """
    if settings.shown is not Shown.FULL:
        return
    reading = [
        _PLACES[recipient.country]
        for recipient, signatory in letters
        if recipient.country in _PLACES and _is_home(signatory, settings)
    ]
    if reading:
        where = " and ".join(dict.fromkeys(reading))
        what = (
            "1 letter to an office" if len(reading) == 1 else f"{len(reading):,} letters to offices"
        )
        yield Problem(
            f"{what} in {where} would show a full postal address, which may be the home of whoever "
            "signs: it can be kept there.",
            _WAY_OUT,
            "outreach.toml",
        )


def _is_home(signatory: Signatory, settings: Settings) -> bool:
    own = signatory.id == settings.sender.id
    return bool(signatory.address) and (settings.home_address or not own)
