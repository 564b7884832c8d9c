"""The letters and lists that come with the program, read as any user's are."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shipped() -> Path:
    return Path(__file__).parents[2]
