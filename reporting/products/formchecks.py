"""What tells clerks of a mistake while they type: input rules of the cells, and hints beside the rows.

Input rules warn, they do not forbid: a figure may rightly be `—` or 不适用. The hints say what intake would say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reporting.formulas.formula import Formula, Lookup, Operand
from reporting.formulas.parse import parse
from reporting.formulas.words import rule_words
from reporting.model.catalogue import Form, Item
from reporting.model.numbers import plain
from reporting.model.periods import Period
from reporting.model.words import ItemKind, Tense
from reporting.products.issue import Order

# What may stand instead of a figure.
MARKS = ("—", "－", "-", "/", "无", "不适用")
_TRANSLATABLE = re.compile(r"(?:[vc]\d+|[()+\-*/ ])+(?:<=|>=|<|>)(?:[vc]\d+|[()+\-*/ ])+\Z")
_PLACEHOLDER = re.compile(r"([vc])(\d+)")
_RATES = ("%", "‰", "百分点", "个百分点", "位")
_LONGEST_HINT = 60
_LONGEST_PROMPT, _LONGEST_LIST = 255, 255

# Gives the cell, or the number, that stands for an operand; None where the sheet has neither.
Place = Callable[[Operand], str | None]


@dataclass(frozen=True, slots=True)
class Past:
    """What a figure was: in the last period, and in the same period of last year."""

    before: Decimal | None
    year_before: Decimal | None


def past(order: Order, item: Item, unit: str) -> Past:
    """Look up what a unit's figure was."""
    period, values = order.period, order.earlier
    return Past(values.value(unit, item.code, period.previous), values.value(unit, item.code, period.year_before))


def comparable(item: Item, period: Period) -> bool:
    """Whether a figure should not be less than the last period's: stocks, and year-to-date figures within a year.

    Rates and ranks may do what they like.
    """
    if item.measure in _RATES:
        return False
    return item.tense is Tense.STOCK or (item.tense is Tense.YEAR_TO_DATE and period.quarter > 1)


def input_rule(item: Item, period: Period, known: Past) -> Mapping[str, Any]:
    """Make the input rule of an item's cell: its bounds or its stages, and what to bear in mind while typing."""
    if item.kind is ItemKind.STAGE and item.stages:
        return choice(item.stages, f"请选择进展节点：{'→'.join(item.stages)}")
    rule: dict[str, Any] = {
        "validate": "decimal" if item.decimals else "integer",
        **_bounds(item),
        "error_type": "warning",
        "error_title": "请核对",
        "error_message": f"{_wanted(item)}。没有发生填0，无此项填“—”，不适用填“不适用”。确认无误请选“是”。",
    }
    return rule | _prompt(item.name, _remark(item, period, known))


def choice(words: tuple[str, ...], prompt: str) -> Mapping[str, Any]:
    """Make an input rule that offers a list of words; where they are too many only the prompt is left."""
    if not words or len(",".join(words)) > _LONGEST_LIST:
        return {"validate": "any"} | _prompt("填报提示", prompt)
    return {
        "validate": "list",
        "source": list(words),
        "error_type": "warning",
        "error_title": "请核对",
        "error_message": "请从下拉列表中选择。确认无误请选“是”。",
    } | _prompt("填报提示", prompt)


def short_text(most: int) -> Mapping[str, Any]:
    """Make an input rule for a text of a limited length."""
    return {
        "validate": "length",
        "criteria": "<=",
        "value": most,
        "error_type": "warning",
        "error_title": "请核对",
        "error_message": f"请精简到{most}字以内。",
    } | _prompt("填报提示", f"不超过{most}字。")


def _prompt(title: str, message: str) -> dict[str, str]:
    return {"input_title": title[:32], "input_message": message[:_LONGEST_PROMPT]}


def _bounds(item: Item) -> dict[str, Any]:
    if item.low is not None and item.high is not None:
        return {"criteria": "between", "minimum": _number(item.low), "maximum": _number(item.high)}
    if item.high is not None:
        return {"criteria": "<=", "value": _number(item.high)}
    return {"criteria": ">=", "value": _number(item.low if item.low is not None else Decimal(-(10**12)))}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _wanted(item: Item) -> str:
    kind = "应填数字" if item.decimals else "应填整数"
    if item.low is not None and item.high is not None:
        return f"{kind}，在{plain(item.low)}到{plain(item.high)}之间（{item.measure}）"
    if item.low is not None:
        return f"{kind}，不小于{plain(item.low)}（{item.measure}）"
    return (
        f"{kind}，不大于{plain(item.high)}（{item.measure}）" if item.high is not None else f"{kind}（{item.measure}）"
    )


def _remark(item: Item, period: Period, known: Past) -> str:
    span = {
        Tense.STOCK: f"时点数，{period.month_end}数",
        Tense.YEAR_TO_DATE: f"本年累计，{period.months}累计数",
        Tense.FLOW: "当期数",
        Tense.YEARLY: f"{period.year}年全年数",
    }[item.tense]
    parts = [f"{span}，计量单位：{item.measure}。"]
    if known.before is not None:
        parts.append(f"上期：{plain(known.before)}。")
    if known.year_before is not None:
        parts.append(f"上年同期：{plain(known.year_before)}。")
    return "".join(parts)


def hint_of_cell(item: Item, cell: str, before: str | None, explanation: str, *, named: bool = False) -> str:
    """Write the part of a hint's formula that looks at one cell: no number, out of bounds, less than before."""
    name = f"{item.name}：" if named else ""
    if item.kind is ItemKind.STAGE:
        return ""
    marks = ",".join(f'{cell}="{mark}"' for mark in MARKS)
    parts = []
    if item.low is not None:
        parts.append(_if(f"{cell}<{plain(item.low)}", f"{name}小于{plain(item.low)}；", ""))
    if item.high is not None:
        parts.append(_if(f"{cell}>{plain(item.high)}", f"{name}大于{plain(item.high)}；", ""))
    if before is not None:
        parts.append(_fell(item, cell, before, explanation, name))
    return (
        f"""IF(ISNUMBER({cell}),{"&".join(parts) or '""'},{_if(f'OR({cell}="",{marks})', "", f"{name}请填数字；")})"""
    )


def _fell(item: Item, cell: str, before: str, explanation: str, name: str) -> str:
    less = f"AND(ISNUMBER({before}),{cell}<{before}"
    if item.tense is Tense.YEAR_TO_DATE:
        return _if(f"{less})", f"{name}累计数小于上期；", "")
    unexplained = f",LEN({explanation})=0)" if explanation else ")"
    return _if(f"{less}{unexplained}", f"{name}比上期少，请写说明；", "")


def hint_of_rule(formula: Formula, message: str, place: Place) -> str | None:
    """Write a rule of the bureau's (校验) as a part of a hint; None where it cannot be said in a sheet's formula.

    Nothing is said while a figure is lacking.
    """
    if not _TRANSLATABLE.match(formula.source):
        return None
    found = [place(operand) for operand in formula.operands]
    if any(where is None for where in found):
        return None
    places = [where or "" for where in found]

    def replace(match: re.Match[str]) -> str:
        number = int(match[2])
        return places[number] if match[1] == "v" else plain(formula.constants[number])

    condition = _PLACEHOLDER.sub(replace, formula.source).replace(" ", "")
    numbers = ",".join(f"ISNUMBER({where})" for where in dict.fromkeys(places))
    return f'IF(AND({numbers}),{_if(condition, "", f"{message[:_LONGEST_HINT]}；")},"")'


def rules_of(order: Order, form: Form) -> list[tuple[Formula, str]]:
    """Give the form's rules that look at one row or one unit, read, with what they say."""
    words = rule_words(order.catalogue.item_by_word, form)
    read = [(parse(rule.formula, words), rule.message) for rule in order.catalogue.rules if rule.form == form.code]
    return [
        (formula, message)
        for formula, message in read
        if all(operand.lookup not in (Lookup.TOTAL, Lookup.FLOW) for operand in formula.operands)
    ]


def joined(parts: list[str]) -> str:
    """Join the parts of a hint to a formula, as far as a formula may be long."""
    text = "="
    for part in filter(None, parts):
        if len(text) + len(part) < 8000:
            text += ("&" if text != "=" else "") + part
    return text if text != "=" else ""


def _if(condition: str, yes: str, no: str) -> str:
    return f"IF({condition},{_quoted(yes)},{_quoted(no)})"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
