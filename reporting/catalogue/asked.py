"""Hold that whatever is needed is asked for: items on forms, indicators' items, sources, seeded lists."""

from __future__ import annotations

from reporting.catalogue.draft import Draft
from reporting.catalogue.indicators import items_of
from reporting.catalogue.rules import asked_items


def check_items_on_forms(draft: Draft) -> None:
    """Note items that no form asks for."""
    asked = {code for form in draft.forms for code in asked_items(form.record)}
    for item in draft.items:
        if item.record.code not in asked:
            what = f"数据项“{item.record.name}”不在任何报表上"
            item.row.fault("代码", what, "请在“报表行”或“报表列”里加上它，或删去这一行")


def check_indicators_reported(draft: Draft) -> None:
    """Note indicators with items that nobody reports: on no form, or on forms without senders."""
    reported = {code for form in draft.forms if form.record.senders for code in asked_items(form.record)}
    for indicator in draft.indicators:
        unreported = [code for code in items_of(indicator.record, draft.item_words) if code not in reported]
        names = "、".join(draft.item_by_code[code].name for code in unreported if code in draft.item_by_code)
        if names:
            what = f"指标“{indicator.record.name}”所用的“{names}”没有单位报送"
            indicator.row.fault("公式", what, "请在报表里加上这个数据项，并写明报送单位")


def check_sources(draft: Draft) -> None:
    """Note sources (来源优先级) that do not ask for the item."""
    asked = {form.record.code: asked_items(form.record) for form in draft.forms}
    for item in draft.items:
        for form in item.record.sources:
            if item.record.code not in asked.get(form, set()):
                what = f"报表“{form}”上没有数据项“{item.record.name}”"
                item.row.fault("来源优先级", what, "请改正来源优先级，或把数据项加进这张报表")


def check_counts(draft: Draft) -> None:
    """Note lists whose count is to be held against an item that is not one."""
    for form in draft.forms:
        item = draft.item_by_code.get(form.record.counts)
        if item is not None and item.stages:
            form.row.fault("计数数据项", f"“{item.name}”是状态，不是数", "请换成数值型的数据项")


def check_seeded(draft: Draft) -> None:
    """Note projects and tasks whose reporter is not among the senders of the list that asks for them."""
    rows = {
        "项目": [(project.row, project.record.reporter) for project in draft.projects],
        "任务": [(task.row, task.record.reporter) for task in draft.tasks],
    }
    for seed, reporters in rows.items():
        forms = [form.record for form in draft.forms if form.record.seed == seed]
        senders = {sender for form in forms for sender in form.senders}
        for row, reporter in reporters:
            if forms and reporter and reporter not in senders:
                name = draft.unit_by_code[reporter].name
                what = f"“{name}”不在预填{seed}的报表“{forms[0].code}”的报送单位之中"
                row.fault("填报单位", what, f"请把“{name}”加进报表“{forms[0].code}”的报送单位，或改正填报单位")
