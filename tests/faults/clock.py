"""A computer's clock that can be set while the program runs."""

from datetime import timedelta
from pathlib import Path

# Executed before anything of the program: `datetime` and `date` as the rest of it imports them.
PATCH = """\
import datetime as module

class Like(type):
    def __instancecheck__(cls, value):
        return isinstance(value, cls.__mro__[1])

class datetime(module.datetime, metaclass=Like):
    @classmethod
    def now(cls, tz=None):
        with open({path!r}) as ahead:
            shift = module.timedelta(seconds=float(ahead.read()))
        real = super().now(module.timezone.utc) + shift
        return cls.fromtimestamp(real.timestamp(), tz)

class date(module.date, metaclass=Like):
    @classmethod
    def today(cls):
        now = datetime.now()
        return cls(now.year, now.month, now.day)

module.datetime, module.date = datetime, date
"""


class Clock:
    """Right at first. `before` makes a process go by it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._ahead = folder / "ahead"
        self.set(timedelta(0))
        patch = folder / "patch.py"
        patch.write_text(PATCH.format(path=str(self._ahead)), encoding="utf-8")
        self.before = f"exec(open({str(patch)!r}, encoding='utf-8').read(), {{}})"

    def set(self, ahead: timedelta) -> None:
        """So far ahead of the true time; behind it where that is negative."""
        new = self._ahead.with_suffix(".new")
        new.write_text(str(ahead.total_seconds()), encoding="ascii")
        new.replace(self._ahead)
