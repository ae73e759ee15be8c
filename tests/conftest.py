"""What all tests share: expected answers that lie beside their tests and are written anew by `make golden`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# Slow machines are no fault, and a test that failed yesterday fails today.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes expected answers anew."""
    parser.addoption("--golden-update", action="store_true", help="write expected answers anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Give `golden(path, text)`: hold a text against the file that says what it should be."""
    anew = bool(request.config.getoption("--golden-update"))

    def compare(path: Path, text: str) -> None:
        if anew:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is not there yet: run `make golden` and look at what it wrote"
        assert text == path.read_text(encoding="utf-8"), f"{path.name} differs: see CONTRIBUTING.md on `make golden`"

    return compare
