"""Number formats: which of them show a date."""

from __future__ import annotations

import pytest

from reporting.sheets.styles import shows_date


@pytest.mark.parametrize(
    "code",
    ["yyyy-mm-dd", "m/d/yy", "[h]:mm", '[$-804]yyyy"年"m"月"d"日"', "h:mm AM/PM", "[DBNum1]yyyy年m月", "mmm-yy;@"],
)
def test_these_show_a_date(code: str) -> None:
    """Letters of a date outside quotes, colours and escapes show one."""
    assert shows_date(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "General",
        "0.00",
        "#,##0",
        "0%",
        '0.0"亿元/day"',
        "[Red]0.00",
        "0.00E+00",
        "@",
        r"0\d",
        "G/通用格式",
        "_-* #,##0_-",
    ],
)
def test_these_show_none(code: str) -> None:
    """Words in quotes, colours and exponents show none."""
    assert not shows_date(code)
