"""Names of files that Windows, Linux and a share between them can all hold."""

from __future__ import annotations

import pytest

from reporting.model.filenames import LONGEST_IN_BYTES, safe_filename


@pytest.mark.parametrize(
    "name", ["汇总表.xlsx", "各县〈市、区〉政府.xlsx", "a.tar.gz", "console.txt", "KJ1-第2版.xlsx"]
)
def test_a_safe_name_stays(name: str) -> None:
    """People find what they named under the name they gave."""
    assert safe_filename(name) == name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ('a<b>:"c"/d\\e|f?g*.xlsx', "a_b___c__d_e_f_g_.xlsx"),
        ("表\n1\t.xlsx", "表_1_.xlsx"),
        ("表. . ", "表"),
        ("..", "_"),
        ("", "_"),
        ("CON", "_CON"),
        ("aux.xlsx", "_aux.xlsx"),
        ("Com1.新.xlsx", "_Com1.新.xlsx"),
    ],
)
def test_what_a_system_refuses_is_replaced(name: str, safe: str) -> None:
    """No name can fail to be written, point elsewhere, or name a device."""
    assert safe_filename(name) == safe


def test_a_long_name_is_cut_before_its_ending() -> None:
    """A name too long for the disk keeps its ending, and no half of a sign."""
    safe = safe_filename("关于报送" * 40 + ".xlsx")
    assert safe.endswith(".xlsx")
    assert LONGEST_IN_BYTES - 3 < len(safe.encode("utf-8")) <= LONGEST_IN_BYTES


def test_a_long_ending_is_no_ending() -> None:
    """What only looks like an ending does not keep a name from being cut."""
    assert len(safe_filename("a." + "b" * 400).encode("utf-8")) == LONGEST_IN_BYTES
