"""The cover of a sender's workbook (填报说明): what is asked for, until when, how to fill it in and send it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reporting.model.catalogue import Form
from reporting.model.words import FormKind
from reporting.products.formsheet import DEMO, covered
from reporting.products.issue import Order
from reporting.sheets.width import height
from reporting.sheets.write import Draft, Link, Page

COVER = "填报说明"
_WIDTHS = (6, 48, 32, 18)
_LABELS = ("序号", "报表", "工作表（点击前往）", "报送截止")
_HOW: Mapping[FormKind, str] = {
    FormKind.ROWS: "定行表",
    FormKind.UNITS: "分县表",
    FormKind.LIST: "清单表",
}
_ADVICE: tuple[tuple[str, str], ...] = (
    (
        "填哪里",
        (
            "只填浅黄色单元格。灰色数字是系统预填的上期数、上年同期数，供核对；上年同期数有更正的可直接改。"
            "请不要改动表名、行名、栏名和计量单位，不要增减栏目。"
        ),
    ),
    (
        "怎么填",
        (
            "数字按表中的计量单位填写，只填数字，不带单位和文字。{span}没有发生的填0，无此项的填“—”，不适用的填“不适用”，请勿留空。"
            "清单表从第一行起逐行填写或整块粘贴，不留空行。"
        ),
    ),
    (
        "边填边核",
        "选中单元格会显示填报口径和上期数；表格右侧“校验提示”出现红字的，请先核对再报送。",
    ),
    (
        "说明栏",
        (
            "审核发现的问题分三级：错误必须改正；警告请先核对，数字无误的须在同一行“说明”栏写明具体原因（不少于{least}个字，"
            "只写“属实”“无误”“已核实”的不算）；提示供参考，不影响接收。"
        ),
    ),
    (
        "怎么报回",
        (
            "填好表尾的单位负责人、审核人、填表人、联系电话和报出日期，保存为 .xlsx 格式（用 Excel 或 WPS 均可），"
            "在截止日期前按原渠道报回本文件。请勿改成图片、PDF或加密。"
        ),
    ),
    (
        "退回与更正",
        (
            "收到后会给出回执。有问题的，原文件会随回执退回：问题单元格已着色并加批注，另附“问题清单”，改正后重新报送即可。"
            "同一张表可以多次报送，以最后一次通过审核的为准。"
        ),
    ),
)


def lay_cover(draft: Draft, page: Page, order: Order, sheets: Sequence[tuple[Form, str]]) -> None:
    """Write the cover; `sheets` are the forms with the names of their sheets."""
    for column, width in enumerate(_WIDTHS, 1):
        page.width(column, width)
    last = len(_WIDTHS)
    page.merge(1, 1, last, f"{order.period.label}报表填报说明", "title")
    page.height(1, 34)
    mark = f"【{DEMO}】本文件中的数据均为虚构，仅供演示" if order.demo else ""
    page.merge(2, 1, last, mark, draft.style("subtitle", font_color="#C00000"))
    page.merge(3, 1, 2, f"填报单位：{order.sender.name}", draft.style("left", font_size=12))
    page.merge(3, 3, last, f"报告期：{covered(order.period)}", draft.style("right", font_size=12))
    page.height(3, 24)
    page.put_row(5, _LABELS, "heading")
    page.height(5, 24)
    for row, (form, sheet) in enumerate(sheets, 6):
        _line(page, order, row, form, sheet)
    _advise(draft, page, order, 7 + len(sheets))
    page.sheet.protect("", {"format_columns": True, "format_rows": True})
    if order.demo:
        page.sheet.set_header(f'&R&"宋体"&10{DEMO}')


def _line(page: Page, order: Order, row: int, form: Form, sheet: str) -> None:
    page.put(row, 1, row - 5, "centre")
    page.put(row, 2, f"{form.name}（{_HOW[form.kind]}）", "text")
    page.put(row, 3, Link(sheet, "A1", sheet), page.draft.style("link", text_wrap=True))
    when = _when(order.opens.get(form.code), order.due.get(form.code))
    page.put(row, 4, when, "centre")
    texts: list[tuple[str, float]] = [(form.name + "（清单表）", _WIDTHS[1]), (sheet, _WIDTHS[2]), (when, _WIDTHS[3])]
    page.height(row, height(texts, least=22))


def _when(opens: date | None, due: date | None) -> str:
    """Say from when a form may be sent, and until when."""
    if due is None:
        return "另行通知"
    return f"{_written(opens)}至{_written(due)}" if opens else _written(due)


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _advise(draft: Draft, page: Page, order: Order, first: int) -> None:
    period = order.period
    span = "" if period.is_year else f"本年累计数填{period.months}累计，时点数填{period.month_end}数。"
    least = order.catalogue.parameter.get("说明最少字数", "8")
    row = first
    for number, (topic, advice) in enumerate(_ADVICE, 1):
        text = f"{number}. {topic}：{advice.format(span=span, least=least)}"
        page.merge(row, 1, len(_WIDTHS), text, draft.style(text_wrap=True, valign="top"))
        page.height(row, height([(text, sum(_WIDTHS))], least=20))
        row += 1
    for contact in order.catalogue.contacts:
        if contact.role == "汇总人" and "待填" not in contact.name:
            text = f"联系人：{contact.name}（{contact.office}），电话：{contact.phone}"
            page.merge(row, 1, len(_WIDTHS), text, draft.style("left"))
            row += 1
    page.paper(last=(row - 1, len(_WIDTHS)))
