"""Read 校验: the checks a bureau writes itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from reporting.catalogue.codes import check_codes
from reporting.catalogue.directory import Directory
from reporting.catalogue.row import Placed, Row
from reporting.formulas.formula import Absent, Formula, FormulaError, Lookup, UnknownNameError
from reporting.formulas.parse import parse
from reporting.formulas.words import rule_words
from reporting.model.catalogue import Form, Item, Rule
from reporting.model.words import FormKind, Severity


class _Level(StrEnum):
    """How the workbook calls the severities (级别)."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


_SEVERITIES = {_Level.ERROR: Severity.ERROR, _Level.WARNING: Severity.WARNING, _Level.NOTE: Severity.NOTE}


def read_rules(
    rows: Sequence[Row], directory: Directory, forms: Mapping[str, Form], items: Mapping[str, Item]
) -> list[Placed[Rule]]:
    """Read the rules; `items` is by every word an item goes by. Formulas of forms not given are left unchecked."""
    check_codes(rows, "编号")
    return [Placed(_rule(row, directory, forms, items), row) for row in rows if row.text("编号")]


def _rule(row: Row, directory: Directory, forms: Mapping[str, Form], items: Mapping[str, Item]) -> Rule:
    form = directory.one(directory.forms, row, "报表", required=True)
    rule = Rule(
        code=row.text("编号"),
        form=form,
        severity=_SEVERITIES[row.word("级别", _Level)],
        formula=row.needed("公式"),
        message=row.needed("提示"),
        basis=row.text("依据"),
        absent=row.word("缺数时", Absent, Absent.SKIP).value,
        advice=row.text("怎么改"),
    )
    if form in forms and rule.formula:
        _check_formula(row, rule, forms[form], items)
    return rule


def _check_formula(row: Row, rule: Rule, form: Form, items: Mapping[str, Item]) -> None:
    words = rule_words(items, form)
    try:
        formula = parse(rule.formula, words)
    except UnknownNameError as error:
        names = {word: item.name for word, item in items.items()} | dict.fromkeys(words.values(), "")
        row.unknown("公式", error.word, "数据项", {word: name or word for word, name in names.items()})
        return
    except FormulaError as error:
        row.fault("公式", error.what, error.mend)
        return
    if not formula.codes:
        row.fault("公式", "公式里没有数据项", "请写上数据项的名称，如：高新技术企业累计数 >= 0")
    elif not formula.condition:
        row.fault("公式", "校验公式不是比较，看不出对错", "请写成比较，如：甲 >= 乙")
    _check_on_form(row, formula, form, items)


def _check_on_form(row: Row, formula: Formula, form: Form, items: Mapping[str, Item]) -> None:
    """Note items that the form does not ask for: the rule could never be tried."""
    asked = asked_items(form) | {column.label for column in form.columns if form.kind is FormKind.LIST}
    by_code = {item.code: item.name for item in items.values()}
    for code in formula.codes:
        if code not in asked:
            what = f"“{by_code.get(code, code)}”不在报表“{form.code}”上"
            row.fault("公式", what, "请只用这张报表的数据项，或把校验改到有它的报表")
    if form.kind is not FormKind.UNITS and any(operand.lookup is Lookup.TOTAL for operand in formula.operands):
        row.fault("公式", f"{form.kind}里没有可合计的单位", "合计( ) 只用于分县表")


def asked_items(form: Form) -> set[str]:
    """Give the codes of the items a form asks for."""
    columns = {column.item for column in form.columns if column.item}
    return columns | ({row.subject for row in form.rows} if form.kind is FormKind.ROWS else set())
