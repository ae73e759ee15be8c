"""list-code: codes that cannot be."""

from __future__ import annotations

import pytest

from reporting.checks.list_code import list_code
from reporting.model.credit_code import ALPHABET, check_character, fault
from reporting.model.words import Severity
from tests.checks.papers import SOUND, draft, said


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
        ("330302000012345", "15位的旧工商注册号"),
        ("712345678", "9位的旧组织机构代码"),
        ("71234567-8", "9位的旧组织机构代码"),
        ("9.1330302E+17", "当作数字改写"),
        ("913303020000012000", "末三位像是被表格软件"),
        (f"B1330302MA0000001{check_character('B1330302MA0000001')}", "不是登记管理部门代码"),
        (f"94330302MA0000001{check_character('94330302MA0000001')}", "不是该登记管理部门的机构类别代码"),
        (f"91AB0302MA0000001{check_character('91AB0302MA0000001')}", "不是行政区划代码"),
        (f"91990302MA0000001{check_character('91990302MA0000001')}", "不是行政区划代码"),
    ],
)
def test_wrong_codes_are_told_why(text: str, why: str) -> None:
    """Length, alphabet, check character, parts, numbers from before 2015: each fault has its words."""
    assert why in fault(text)


def test_a_wrong_code_is_found_at_its_cell() -> None:
    """The finding stands in the row, and names the standard."""
    (finding,) = said(list_code, draft("L1").listed(SOUND[0], "91350100M000100Y44"))
    assert (finding.code, finding.severity, finding.cell) == ("list-code", Severity.ERROR, "A6")
    assert finding.source == "GB 32100-2015"


def test_only_columns_of_credit_codes_are_held_to_the_standard() -> None:
    """Blank codes are the affair of value-required; a 定行表 has none at all."""
    assert said(list_code, draft("L1").listed("", SOUND[0])) == []
    assert said(list_code, draft().fill(DEALS="1")) == []
