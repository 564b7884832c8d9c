"""When the next birthday is."""

from datetime import date, timedelta

# Our choice: post takes time, and a prison's mail room more.
AHEAD = timedelta(days=21)


def coming(birthday: str, today: date, ahead: timedelta = AHEAD) -> date | None:
    """The next birthday, where it is today or within three weeks, or longer `ahead`. `birthday` is
    "MM-DD" or "YYYY-MM-DD"; one on 29 February is kept on the 28th in other years.
    """
    if not birthday:
        return None
    month, day = map(int, birthday.split("-")[-2:])
    for year in (today.year, today.year + 1):
        on = _in_year(year, month, day)
        if today <= on <= today + max(ahead, AHEAD):
            return on
    return None


def _in_year(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)
