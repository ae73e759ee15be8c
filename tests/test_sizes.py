"""The sizes and names that keep the house readable; CONTRIBUTING.md says why."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Tests hold tables of cases; a reader goes through them one by one.
LONGEST_FILE = {"reporting": 300, "benchmarks": 300, "tests": 500}
FILES = sorted(path for folder in LONGEST_FILE for path in (ROOT / folder).rglob("*.py"))
LONGEST_FUNCTION = 60
SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "stuff"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(path: Path) -> str:
    """Give the path as it is written in the project."""
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.Module) -> Iterator[Function]:
    """Yield every function of a module, methods included."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Count a function's lines, its docstring and decorators left out."""
    first = function.body[0]
    said = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) and first.end_lineno else 0
    return (function.end_lineno or 0) - function.lineno + 1 - said


def undocumented(tree: ast.Module) -> Iterator[str]:
    """Yield what others use and has no docstring: the module, its public classes and functions.

    In a module of tests it is the tests that people read.
    """
    if not ast.get_docstring(tree):
        yield "the module"
    defined = [node for node in tree.body if isinstance(node, Function | ast.ClassDef) and node.name[0] != "_"]
    tests = [node for node in defined if node.name.startswith("test_")]
    yield from (node.name for node in tests or defined if not ast.get_docstring(node))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_reader_finds_their_way(path: Path) -> None:
    """No file and no function is too long for one look; each has a name and a docstring that say what it is."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= LONGEST_FILE[path.relative_to(ROOT).parts[0]]
    assert [function.name for function in functions(tree) if length(function) > LONGEST_FUNCTION] == []
    assert path.stem not in SAY_NOTHING
    assert not SAY_NOTHING & set(path.relative_to(ROOT).parts)
    assert list(undocumented(tree)) == []


def test_a_long_function_is_seen() -> None:
    """The measure counts what people read, and leaves the docstring out."""
    (function,) = functions(ast.parse('def f():\n    """Do.\n\n    More.\n    """\n    x = 1\n    return x\n'))
    assert length(function) == 3


def test_what_is_private_needs_no_docstring() -> None:
    """A public function without a docstring is told of, a private one is not."""
    assert list(undocumented(ast.parse('"""Module."""\ndef f(): ...\ndef _g(): ...\n'))) == ["f"]
