"""Names as clerks retype them."""

from __future__ import annotations

import pytest

from reporting.model.names import normalised, without_brackets


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("全　市", "全市"),
        ("总  计 ", "总计"),
        ("  花都区.", "花都区"),
        ("Ｒ＆Ｄ经费", "R&D经费"),
        ("高新技术\r\n企业数", "高新技术企业数"),
        ("鹿城\u00a0区", "鹿城区"),
        ("“十四五”以来", "十四五以来"),
        ("温州高新区〈经开区〉", "温州高新区（经开区）"),
        ("县<市、区>", "县（市、区）"),
        ("填报单位：", "填报单位"),
        ("ｋｊ1", "KJ1"),
        ("\ufeff本期", "本期"),
    ],
)
def test_retyped_names_are_the_same_name(typed: str, meant: str) -> None:
    """Blanks, widths, quotes, brackets and case do not make another name."""
    assert normalised(typed) == normalised(meant)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("高新技术企业数", "高新技术企业累计数"),
        ("工业（规上）", "工业"),
        ("鹿城区", "鹿城"),
        ("首台（套）", "首台套"),
        ("“5+5”", "“55”"),
        ("孵化面积(新增)", "孵化面积(累计)"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    """Brackets and words tell names apart; nothing is guessed."""
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("R&D经费（万元）", "R&D经费"),
        ("R&D经费(万元)", "R&D经费"),
        ("技术交易额〔亿元〕 ", "技术交易额"),
        ("本期", "本期"),
        ("首台（套）产品（项）", "首台产品"),
    ],
)
def test_brackets_are_dropped_on_request(label: str, name: str) -> None:
    """The measure in brackets can be taken off a heading."""
    assert without_brackets(label) == name
