"""What is doubted in a sentence, and what is not: two tables that a bureau's clerk can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proof.town import found, town

_HERE = Path(__file__).parent
TOWN = town()


def _lines(name: str) -> list[str]:
    text = (_HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("line", _lines("right.txt"))
def test_a_right_sentence_passes(line: str) -> None:
    """A sentence that is right passes, in whatever words and order it is put."""
    assert found(line, TOWN) == []


@pytest.mark.parametrize("line", _lines("wrong.txt"))
def test_a_wrong_sentence_is_found(line: str) -> None:
    """What is wrong in a sentence is found where it stands, named by kind, with what the ledger has."""
    sentence, words, kind, held = line.split("｜")
    doubts = found(sentence, TOWN)
    assert [(word, one) for word, one, _ in doubts][:1] == [(words, kind)]
    assert held in (doubts[0][2] or "")
