"""Every code a clerk may meet has its page, and every page its code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reporting.model.codes import BY_CODE, CODES, SEVERITY_WORDS, Code, Kind, severity_of
from reporting.model.words import Severity

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "findings"
INDEX = (PAGES / "README.md").read_text(encoding="utf-8")
WORDS = {severity: word for word, severity in SEVERITY_WORDS.items()}
PARTS = ("是什么", "为什么", "怎么改", "例子")
_CODE = re.compile(
    rf"(?:{'|'.join({code.code.split('-')[0] for code in CODES if '-' in code.code})})-[a-z]+(?:-[a-z]+)*"
)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_every_code_has_a_page_that_says_what_to_do(code: Code) -> None:
    """The page bears the code's title and weight, and answers what, why, what to do, with an example."""
    text = (PAGES / f"{code.code}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {code.title}\n\n`{code.code}` · ")
    assert text.splitlines()[2].endswith(f" · {WORDS[code.severity]}")
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert tuple(part.splitlines()[0] for part in parts) == PARTS
    assert all(part.splitlines()[2].strip() for part in parts)


def test_no_page_is_left_of_a_code_that_went() -> None:
    """A page without a code would be advice about nothing."""
    assert {path.stem for path in PAGES.glob("*.md")} - {"README"} == set(BY_CODE)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.code)
def test_the_index_lists_every_code_with_its_weight(code: Code) -> None:
    """From the index a clerk finds every page, and sees what a finding weighs."""
    assert f"| [{code.code}]({code.code}.md) | {code.title} | {WORDS[code.severity]} |" in INDEX


def test_codes_are_told_once() -> None:
    """No code stands twice in the table, and every kind has some."""
    assert len(BY_CODE) == len(CODES)
    assert {code.kind for code in CODES} == set(Kind)


def test_the_program_uses_no_code_without_a_page() -> None:
    """Whatever looks like a code anywhere in the program is in the table."""
    assert {word for word in _words() if _CODE.fullmatch(word)} <= set(BY_CODE)


def test_a_bureau_may_weigh_a_code_anew() -> None:
    """A parameter changes one code and leaves the others."""
    parameters = {"问题级别.late": "警告"}
    assert severity_of("late", parameters) is Severity.WARNING
    assert severity_of("jump", parameters) is Severity.WARNING
    assert severity_of("sum", parameters) is Severity.ERROR


def _words() -> Iterator[str]:
    """Yield every text literal of the program."""
    for path in sorted((ROOT / "reporting").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
