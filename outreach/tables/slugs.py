"""Words for file names and ids, made from text in any script."""

import re
from functools import lru_cache

from outreach.rules.spellings import plain_letters

LONGEST_SLUG = 80
_NO_LETTERS = re.compile(r"[\W_]+")


@lru_cache(4000)
def slug(text: str) -> str:
    """Small letters and digits with hyphens between them, in whatever script."""
    return _NO_LETTERS.sub("-", plain_letters(text))[:LONGEST_SLUG].strip("-")
