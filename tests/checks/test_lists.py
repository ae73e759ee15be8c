"""list-double, list-code, list-gone: rows twice, codes that cannot be, rows that vanished."""

from __future__ import annotations

import pytest

from reporting.checks.lists import code, double, gone
from reporting.model.credit_code import ALPHABET, check_character, fault
from reporting.model.words import Severity
from tests.checks.papers import codes, draft, said

# Worked out from the standard's own weights; made up, no one's code.
SOUND = [f"{body}{check_character(body)}" for body in ("91330302MA0000001", "91330381MA00000AX", "12330300MB0000002")]


def test_the_standards_check_character() -> None:
    """The weights 1, 3, 9, 27, 19 … of GB 32100-2015 give the check character, here reckoned the long way."""
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    body = "91350100M000100Y4"
    total = sum(ALPHABET.index(letter) * weight for letter, weight in zip(body, weights, strict=True))
    assert check_character(body) == ALPHABET[(31 - total % 31) % 31] == "3"


@pytest.mark.parametrize(
    "text", [*SOUND, "91350100M000100Y43", "91350100m000100y43", "９１３５０１００M000100Y43", "9135 0100 M000100Y43"]
)
def test_sound_codes_pass(text: str) -> None:
    """Small letters, full-width digits and blanks are ways of writing, not mistakes."""
    assert fault(text) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("91350100M000100Y4", "现为17位"),
        ("91350100M000100Y44", "校验位不符"),
        ("91350100M001000Y43", "校验位不符"),
        ("91350100M000I00Y43", "字符I"),
        ("330302000012345", "现为15位"),
    ],
)
def test_wrong_codes_are_told_why(text: str, why: str) -> None:
    """Length, alphabet, check character: each fault has its words."""
    assert why in fault(text)


def test_a_wrong_code_is_found_at_its_cell() -> None:
    """The finding stands in the row, and names the standard."""
    (finding,) = said(code, draft("L1").listed(SOUND[0], "91350100M000100Y44"))
    assert (finding.code, finding.severity, finding.cell) == ("list-code", Severity.ERROR, "A6")
    assert finding.source == "GB 32100-2015"


def test_only_columns_of_credit_codes_are_held_to_the_standard() -> None:
    """Blank codes are the affair of value-required; a 定行表 has none at all."""
    assert said(code, draft("L1").listed("", SOUND[0])) == []
    assert said(code, draft().fill(DEALS="1")) == []


def test_a_row_twice_is_found_at_the_second() -> None:
    """Both rows are named; the first one is left alone."""
    (finding,) = said(double, draft("L1").listed(SOUND[0], SOUND[1], f" {SOUND[0]} ".lower()))
    assert (finding.code, finding.severity, finding.cell) == ("list-double", Severity.ERROR, "A7")
    assert "与第5行重复" in finding.message


def test_different_rows_and_blank_keys_are_no_doubles() -> None:
    """Two rows without a key are two faults of another kind."""
    assert said(double, draft("L1").listed(SOUND[0], SOUND[1], "", "")) == []


def test_rows_that_vanished_are_told_in_one_finding() -> None:
    """What the last list had and this has not is counted and the first few named."""
    (finding,) = said(gone, draft("L1").listed(SOUND[0]).had_listed(*SOUND))
    assert (finding.code, finding.severity, finding.cell, finding.found) == (
        "list-gone",
        Severity.WARNING,
        None,
        "少2行",
    )
    assert SOUND[1] in finding.message


def test_a_list_that_grew_is_left_alone() -> None:
    """New rows, a first list, and keys written another way are nothing to ask about."""
    assert said(gone, draft("L1").listed(*SOUND).had_listed(SOUND[0].lower())) == []
    assert codes(said(gone, draft("L1").listed(*SOUND))) == []
