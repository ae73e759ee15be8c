"""What to tell a clerk about a text that stands where a figure is asked and is none: what to write instead."""

from __future__ import annotations

import re
import unicodedata

from reporting.intake.remarks import Remark
from reporting.sheets.stored import is_error

# A figure with all its dress is shorter; no more of a text is looked at or repeated to the clerk.
LONGEST = 60

_NUMBER = r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?"
_MEASURE = r"[一-鿿%‰㎡]{0,4}"
_ASIDE = re.compile(rf"\s*({_NUMBER})\s*{_MEASURE}\s*\((.+)\)")
_FOOTNOTE = re.compile(rf"\s*({_NUMBER})\s*(?:[*†^#]+|注[0-9]*|\[[0-9]+\])\s*")
# Of the first line that fits; `{0}` is what stands there.
_WITH_DIGITS = (
    (r"=\s*(?:_xlfn\.)?DISPIMG\(.*", "此格放的是图片，读不出数字，请删去图片，直接填数字。"),
    (r"=.*", "此格是写成文本的公式“{0}”，没有计算结果，请把单元格格式改为“常规”后重新输入，或直接填数字。"),
    (r"[¥￥$€].*", "“{0}”带有货币符号，请按本栏的计量单位只填数字。"),
    (r"https?://.*|www\..*|.*@.*\..*", "“{0}”是网址或邮箱，请直接填数字，链接写在“说明”栏。"),
    (r"(?:20|19)[0-9]{2}[年./-].*|[0-9]{1,2}月[0-9]{1,2}[日号]?", "“{0}”是日期，不是数字，请改填数字。"),
    (
        rf"[△▲▽▼↓↑]\s*{_NUMBER}.*|\(\s*{_NUMBER}\s*%?\)|[—―─]\s*{_NUMBER}.*|{_NUMBER}\s*-",
        "“{0}”不能确定是不是负数：负数请填“-5.2”这样的数，正数只填数字。",
    ),
    (
        r".*(?:增长|下降|同比|环比|提高|减少|增加).*",
        "“{0}”不能读作一个确定的数，请只填一个数字：增长的填正数，下降的填负数。",
    ),
    (
        rf"\s*{_NUMBER}\s*{_MEASURE}\s*[-—–~至到]+\s*{_NUMBER}.*",
        "“{0}”是一个范围，请只填一个确定的数；还在预计的填预计数，如“120（预计）”。",
    ),
    (
        r".*(?:[约近超逾余多几来]|左右|上下|不足|不到|以上|以下|以内|接近|大概|大约|[<>≤≥≈~]).*",
        "“{0}”不是确定的数，请填准确的数；还在预计的填预计数，如“120（预计）”，情况写在“说明”栏。",
    ),
    (
        rf"\s*{_NUMBER}\s*[/／、;；:：+*x×]\s*{_NUMBER}.*",
        "“{0}”写了不止一个数，请只填本栏要的一个数，其他情况写在“说明”栏。",
    ),
    (r"\s*[+-]?[0-9.]+[Ee][+-]?[0-9]+.*", "“{0}”是科学计数法，末位的数可能已经丢失，请把数字完整写出。"),
    (r"\s*[+-]?0[0-9].*|\s*[+-]?0,.*", "“{0}”以0开头，可能漏了小数点，也可能是编码，请改填一个确定的数。"),
    (r"[+-]?[0-9]{16,}", "“{0}”位数过多，像是编码或账号，不是数字，请改填数字。"),
    (
        r"[0-9.,\s]*[A-Za-z][0-9A-Za-z.,\s]*",
        "“{0}”里夹有字母（字母O和数字0、字母l和数字1、字母S和数字5容易打错），请改填数字。",
    ),
    (r".*[0-9]{1,3}(?:,[0-9]+)+.*", "“{0}”的逗号位置不对，不能确定是千分位还是小数点，请不带逗号填写数字。"),
)
_WITHOUT_DIGITS = (
    (r"同上|同左|同前|〃|″|”|\"", "“{0}”不能读作数字，请把数字直接填在此格。"),
    (r".*(?:附件|附表|附后|详见|见说明|另附|另报|见表).*", "“{0}”不能汇总，请把数字直接填到此格。"),
    (
        r".*(?:待定|待报|待核|待补|统计中|正在统计|核实中|未出|未统计|汇总中|暂未|尚未).*",
        "“{0}”不是数字，数还没有出来的请填预计数，如“120（预计）”，出数后再更正。",
    ),
    (r"#{2,}", "“####”只是列宽不够时的显示，不是数字，请填数字。"),
    (r"[Oo]", "“{0}”是字母，不是数字0，请改填数字。"),
    (r"[一壹]", "“{0}”可以是数字1，也可以是表示没有的横线，请填“1”或“—”。"),
    (r"[〇○]", "“{0}”可以是0，也可以是圆圈，请填“0”或“—”。"),
)


def on(text: str) -> Remark:
    """Say what a text is and what to write instead; the code is value-type where it holds digits, else value-mark."""
    shown = text.strip()
    if len(shown) > LONGEST:
        shown = f"{shown[:LONGEST]}…"
    if is_error(shown):
        return Remark("cell-error", f"此格是错误值{shown}，请检查公式或改填数值后重报。", "数值")
    folded = unicodedata.normalize("NFKC", shown).replace("−", "-")
    if shown.startswith("=") or any(sign.isdigit() for sign in folded):
        return Remark(
            "value-type", _beside(shown, folded) or _first(_WITH_DIGITS, shown, folded) or _unsure(shown), "数字"
        )
    message = _first(_WITHOUT_DIGITS, shown, folded) or (
        f"“{shown}”不是数字，请填数字；没有数字的填“—”，不适用的填“不适用”，情况写在“说明”栏。"
    )
    return Remark("value-mark", message, "数字、“—”或“不适用”")


def _beside(shown: str, folded: str) -> str:
    """Word the advice for a figure with words or a footnote's mark behind it."""
    aside = _ASIDE.fullmatch(folded)
    if aside:
        return f"“{shown}”不能读作一个确定的数，请只填“{aside[1]}”，把“{aside[2]}”写到“说明”栏。"
    plain = re.sub(r"[①-⑳⑴-⒇²³¹]+$", "*", shown)
    note = _FOOTNOTE.fullmatch(unicodedata.normalize("NFKC", plain))
    return f"“{shown}”带有注释记号，请只填“{note[1]}”，注释写到“说明”栏。" if note else ""


def _first(table: tuple[tuple[str, str], ...], shown: str, folded: str) -> str:
    found = next((words for pattern, words in table if re.fullmatch(pattern, folded, re.DOTALL)), "")
    return found.format(shown) if found else ""


def _unsure(shown: str) -> str:
    return f"“{shown}”不能读作一个确定的数，请只填一个数字，其他情况写在“说明”栏。"
