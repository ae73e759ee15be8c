"""Formulas as clerks write them, and what is refused."""

from __future__ import annotations

import pytest

from reporting.formulas.formula import FormulaError, UnknownNameError
from reporting.formulas.parse import MAX_DEPTH, parse
from reporting.formulas.tokens import MAX_LENGTH
from reporting.model.names import normalised

NAMES = {
    "R&D经费": "RD",
    "地区生产总值": "GDP",
    "首台(套)": "FIRST",
    "高新技术企业累计数": "HT",
    "ESI前1%学科": "ESI",
    "年新增孵化器（众创空间）孵化场地面积": "INC",
    "PCT申请量": "PCT",
    "A": "A",
    "B": "B",
}
WORDS = {normalised(name): code for name, code in NAMES.items()}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("高新技术企业累计数", ("HT",)),
        ("「R&D经费」 / 地区生产总值 * 100", ("RD", "GDP")),
        ("「R＆D经费」／地区生产总值×１００", ("RD", "GDP")),
        ("「首台（套）」", ("FIRST",)),
        ("「ESI前1%学科」 + 0", ("ESI",)),
        ("「年新增孵化器(众创空间)孵化场地面积」", ("INC",)),
        ("ＰＣＴ申请量", ("PCT",)),
        ("A + B － A", ("A", "B")),
        ("（A ＋ B）÷ 2", ("A", "B")),
        ("A * 5%", ("A",)),
        ("绝对值(A - B)", ("A", "B")),
        ("最大(A，B, 0)", ("A", "B")),
        ("A ^ 2", ("A",)),
        ("- A", ("A",)),
        ("\tA\n+　B", ("A", "B")),
    ],
)
def test_names_become_codes(text: str, codes: tuple[str, ...]) -> None:
    """A formula may be written as people type it: full width, brackets, quotes, blanks."""
    formula = parse(text, WORDS)
    assert formula.codes == codes
    assert not formula.condition


@pytest.mark.parametrize(
    "text",
    [
        "A >= B",
        "A ≥ B",
        "A ≤ B并且B≠0",
        "A = B",
        "A <> B",
        "A > 0 and B > 0",
        "A > 0 或者 B > 0",
        "0 <= A <= 100",
        "A >= 上期(A)",
        "合计(A) = A",
        "A <= 上年同期(A) * 3 + 1",
    ],
)
def test_comparisons_are_conditions(text: str) -> None:
    """A rule is told from a number, whatever signs its owner compares with."""
    assert parse(text, WORDS).condition


@pytest.mark.parametrize(
    ("text", "word"), [("A / 不存在的项", "不存在的项"), ("「R&D 人员」 / A", "R&D 人员"), ("上期(某数)", "某数")]
)
def test_an_unknown_name_is_told(text: str, word: str) -> None:
    """The word that means nothing is named, so that its owner finds it."""
    with pytest.raises(UnknownNameError) as caught:
        parse(text, WORDS)
    assert caught.value.word == word
    assert word in caught.value.what
    fault = caught.value.fault("指标!E3")
    assert (fault.where, bool(fault.mend)) == ("指标!E3", True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "A +",
        "A B",
        "(A",
        "A)",
        "「A",
        "A」",
        "R&D经费 / A",
        "A.real",
        "A.__class__",
        "__import__('os')",
        "上期",
        "上期(A + B)",
        "上期(上期(A))",
        "上期()",
        "平方(A)",
        "首台(套)",
        "绝对值(A, B)",
        "最大(A)",
        "最大",
        "A, B",
        "(A, B)",
        "A // B",
        "A % B",
        "A if B else A",
        "lambda: A",
        "[A]",
        "A := 1",
        "'A'",
        "A; B",
        "(A > B) + 1",
        "A and B",
        "A > 0 and B",
        "not A",
        "A 且 B",
    ],
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    """Whatever is not plain arithmetic is a fault with a mend, never run and never a crash."""
    with pytest.raises(FormulaError) as caught:
        parse(text, WORDS)
    assert caught.value.mend


@pytest.mark.parametrize("text", ["A+" * MAX_LENGTH + "A", "-" * (MAX_DEPTH + 1) + "A", "(" * 300 + "A" + ")" * 300])
def test_length_and_depth_are_bounded(text: str) -> None:
    """A formula nobody would write cannot exhaust the program."""
    with pytest.raises(FormulaError):
        parse(text, WORDS)


def test_a_long_honest_sum_is_read() -> None:
    """Sixty addends are a table's total, not an attack."""
    assert parse(" + ".join(["A"] * 60), WORDS).codes == ("A",)


def test_names_may_be_given_as_written() -> None:
    """A caller that has names, not their normalised form, is understood."""
    assert parse("「R&D经费」", {"R&D经费": "RD"}).codes == ("RD",)


def test_a_quoted_name_is_never_a_function() -> None:
    """An item may be called 合计 if it is quoted."""
    assert parse("「合计」 + A", {**WORDS, "合计": "SUM"}).codes == ("SUM", "A")


def test_a_ratio_is_known_as_such() -> None:
    """Ratios do not add up over units; whoever adds must be able to ask."""
    assert parse("A / B", WORDS).divides
    assert not parse("A * 2", WORDS).divides
