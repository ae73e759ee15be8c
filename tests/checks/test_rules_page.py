"""The page that teaches a bureau's clerk to write rules: every example on it comes out as it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from reporting.catalogue.load import load
from reporting.checks.rules import rules
from reporting.formulas.formula import Absent, Function, Lookup, Pair, Use
from reporting.formulas.parse import parse
from reporting.formulas.words import rule_words
from reporting.model.catalogue import Catalogue, Item, Rule
from reporting.model.names import normalised
from reporting.model.words import FormKind, Severity
from tests.checks.papers import Draft, codes, draft, said

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.zh-CN.md").read_text(encoding="utf-8")
_EXAMPLE = re.compile(r"```校验\n(.*?)```", re.DOTALL)
LINES = {"报表", "公式", "缺数时", "数", "上期", "上年同期", "行", "结果", "问题"}


@dataclass(frozen=True)
class Example:
    """One worked example: its lines by what stands before the colon."""

    lines: Mapping[str, str]

    def values(self, line: str) -> dict[str, str]:
        """Read `甲=1，乙=2`."""
        pairs = [part for part in self.lines.get(line, "").split("，") if part]
        return dict(part.split("=") for part in pairs)


def examples() -> list[Example]:
    """Read the page's examples."""
    blocks = [block.strip().splitlines() for block in _EXAMPLE.findall(PAGE)]
    return [Example(dict(line.split("：", 1) for line in block)) for block in blocks]


@cache
def shipped() -> Catalogue:
    """Load the shipped catalogue."""
    return load(ROOT / "templates" / "指标体系.xlsx")


def written(example: Example) -> Draft:
    """Write the example's form under its rule."""
    form = shipped().form_by_code[example.lines["报表"]]
    absent = example.lines.get("缺数时", Absent.SKIP.value)
    rule = Rule("例", form.code, Severity.WARNING, example.lines["公式"], "不符", "", absent)
    made = draft(form.code, form.senders[0], catalogue=replace(shipped(), rules=(rule,)))
    if form.kind is FormKind.LIST:
        return made.listed("行", **example.values("行"))
    subject = "" if form.kind is FormKind.ROWS else "330302"
    by_name: Mapping[str, Item] = shipped().item_by_word

    def coded(line: str) -> dict[str, str]:
        return {by_name[normalised(name)].code: text for name, text in example.values(line).items()}

    made = made.fill(subject, **coded("数"))
    return made.was("2023Q2", subject, **coded("上期")).was("2022Q3", subject, **coded("上年同期"))


@pytest.mark.parametrize("example", examples(), ids=lambda one: f"{one.lines['公式'][:24]} {one.lines['结果']}")
def test_every_example_comes_out_as_the_page_says(example: Example) -> None:
    """相符 and 跳过 say nothing, 不符 says what kind of doubt it is."""
    assert set(example.lines) <= LINES
    expected = [example.lines["问题"]] if example.lines["结果"] == "不符" else []
    assert codes(said(rules, written(example))) == expected


@pytest.mark.parametrize("example", [one for one in examples() if one.lines["结果"] == "相符"])
def test_what_holds_is_not_merely_passed_over(example: Example) -> None:
    """An example that holds does not hold because a figure was lacking: turned round, it would not."""
    formula = parse(example.lines["公式"], rule_words(shipped().item_by_word, shipped().form_by_code["KJ1"]))
    told = example.values("数") | example.values("上期") | example.values("上年同期")
    assert formula.pair or {operand.word for operand in formula.operands} <= set(told)


def test_the_page_names_every_word_there_is() -> None:
    """Every function, every pair and every word for what is lacking stands on the page."""
    functions = [*Lookup, *Function, *Pair, Use.OR_NOUGHT]
    assert [word for word in functions if f"`{word}(" not in PAGE and f"、`{word}(" not in PAGE] == []
    assert [word for word in Absent if f"**{word}**" not in PAGE] == []
    assert len(examples()) > 10
