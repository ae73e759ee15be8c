"""No code is dead: the program raises each of them, and a test raises each of them too."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from reporting.model.codes import BY_CODE

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "reporting" / "model" / "codes.py"
# These speak of all codes at once.
OF_ALL = {"test_pages.py", "test_every_code.py"}


def words(path: Path) -> set[str]:
    """Give the texts that stand in a file, but for its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return told - {ast.get_docstring(tree, clean=False)}


def told_in(folder: str) -> dict[str, str]:
    """Give for each code one file of a folder in which it stands."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        if path != TABLE and path.name not in OF_ALL:
            found |= {word: path.name for word in words(path) if word in BY_CODE}
    return found


@pytest.fixture(scope="module", params=["reporting", "tests"])
def raised(request: pytest.FixtureRequest) -> dict[str, str]:
    """Give where the codes stand, in the program and in its tests."""
    return told_in(request.param)


def test_no_code_is_dead(raised: dict[str, str]) -> None:
    """A page in docs/findings/ about what can never happen would be advice about nothing."""
    assert sorted(set(BY_CODE) - set(raised)) == []
