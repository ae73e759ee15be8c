"""Every code a finding can bear, with its kind, its default severity and its title as people see it.

This is the one table of them: `docs/findings/` has a page for each, and a test holds the two together. A bureau may
give a code another weight with a parameter (参数) named `问题级别.‹code›` whose value is 错误, 警告 or 提示.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reporting.model.words import Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_PARAMETER = "问题级别."

# How people write a severity, in the catalogue and on pages.
SEVERITY_WORDS: Mapping[str, Severity] = {"错误": _E, "警告": _W, "提示": _N}


class Kind(StrEnum):
    """What a finding is about, in the order in which a form is looked at."""

    FILE = "file"
    IDENTITY = "identity"
    STRUCTURE = "structure"
    VALUE = "value"
    BALANCE = "balance"
    TREND = "trend"
    LIST = "list"
    TIMING = "timing"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Code:
    """One code: `severity` is what it weighs unless the catalogue says otherwise; `title` is short Chinese."""

    code: str
    kind: Kind
    severity: Severity
    title: str


CODES: tuple[Code, ...] = (
    Code("file-lock", Kind.FILE, _N, "编辑软件留下的临时文件"),
    Code("file-partial", Kind.FILE, _N, "文件尚未传完"),
    Code("file-encrypted", Kind.FILE, _E, "文件加了打开密码"),
    Code("file-damaged", Kind.FILE, _E, "文件损坏，打不开"),
    Code("file-bomb", Kind.FILE, _E, "文件展开后异常庞大"),
    Code("file-kind", Kind.FILE, _E, "不是电子表格"),
    Code("file-macro", Kind.FILE, _N, "文件带有宏"),
    Code("file-link", Kind.FILE, _N, "文件引用了别的文件"),
    Code("file-empty", Kind.FILE, _E, "报表没有填数"),
    Code("file-known", Kind.FILE, _N, "同一文件已经收到过"),
    Code("file-secret", Kind.FILE, _E, "文件带有涉密标志"),
    Code("file-picture", Kind.FILE, _E, "用图片代替了表格"),
    Code("mail-part", Kind.FILE, _W, "邮件有内容读不出"),
    Code("mail-link", Kind.FILE, _W, "文件放在网盘或在线文档里"),
    Code("mail-empty", Kind.FILE, _N, "邮件里没有报表"),
    Code("mail-machine", Kind.FILE, _N, "退信或自动回复"),
    Code("mail-double", Kind.FILE, _N, "同一编号的邮件内容不同"),
    Code("own-fault", Kind.FILE, _E, "程序自身出错，与填报无关"),
    Code("mail-held", Kind.IDENTITY, _W, "陌生邮箱来信，等待确认"),
    Code("mail-sender", Kind.IDENTITY, _E, "发件邮箱不是报送单位的"),
    Code("mail-forged", Kind.IDENTITY, _E, "发件人验证没有通过"),
    Code("id-unit", Kind.IDENTITY, _E, "认不出是哪个单位"),
    Code("id-period", Kind.IDENTITY, _E, "报告期不明或不符"),
    Code("id-form", Kind.IDENTITY, _E, "认不出是哪张报表"),
    Code("id-sender", Kind.IDENTITY, _E, "报送单位不符"),
    Code("id-version", Kind.IDENTITY, _N, "用的是旧表样"),
    Code("id-closed", Kind.IDENTITY, _W, "该报告期已经截止"),
    Code("id-two-files", Kind.IDENTITY, _E, "一封信里同一张表有两份"),
    Code("id-two-readings", Kind.IDENTITY, _E, "有两种读法，无法取舍"),
    Code("sheet-missing", Kind.STRUCTURE, _E, "缺少工作表"),
    Code("row-missing", Kind.STRUCTURE, _E, "缺少应填的行"),
    Code("row-double", Kind.STRUCTURE, _E, "同一行出现两次"),
    Code("col-missing", Kind.STRUCTURE, _E, "缺少应填的列"),
    Code("name-changed", Kind.STRUCTURE, _N, "名称与表样不同"),
    Code("data-hidden", Kind.STRUCTURE, _W, "隐藏的行、列或工作表里有数"),
    Code("merge-in-data", Kind.STRUCTURE, _W, "数据区有合并单元格"),
    Code("measure-changed", Kind.STRUCTURE, _E, "计量单位被改动"),
    Code("value-required", Kind.VALUE, _E, "必填项空缺"),
    Code("value-type", Kind.VALUE, _E, "读不出一个确定的数"),
    Code("value-text", Kind.VALUE, _N, "数字按文本存放"),
    Code("value-decimals", Kind.VALUE, _N, "小数位数多于规定"),
    Code("value-bounds", Kind.VALUE, _E, "数值超出允许范围"),
    Code("value-mark", Kind.VALUE, _E, "填的是文字，不是数字"),
    Code("formula-uncached", Kind.VALUE, _E, "公式没有算出结果"),
    Code("cell-error", Kind.VALUE, _E, "单元格显示错误值"),
    Code("shown-differs", Kind.VALUE, _N, "显示的数与存放的数不同"),
    Code("percent-fraction", Kind.VALUE, _W, "百分数疑似填成了小数"),
    Code("sum", Kind.BALANCE, _E, "合计与分项之和不符"),
    Code("part-whole", Kind.BALANCE, _E, "部分大于总体"),
    Code("ratio", Kind.BALANCE, _W, "比例关系异常"),
    Code("count-rows", Kind.BALANCE, _W, "名录行数与家数不符"),
    Code("city-sum", Kind.BALANCE, _N, "各地之和与全市数不同"),
    Code("source-differs", Kind.BALANCE, _N, "两个来源的数不同"),
    Code("cum-fell", Kind.TREND, _E, "本年累计数下降"),
    Code("stock-fell", Kind.TREND, _W, "期末数下降较多"),
    Code("all-same", Kind.TREND, _W, "全部数字与上期相同"),
    Code("jump", Kind.TREND, _W, "数值突变"),
    Code("scale", Kind.TREND, _W, "数量级异常，疑似计量单位填错"),
    Code("quarter-for-cum", Kind.TREND, _W, "疑似把当季数填成了累计数"),
    Code("list-double", Kind.LIST, _E, "名录中有重复"),
    Code("list-code", Kind.LIST, _E, "统一社会信用代码有误"),
    Code("list-two-units", Kind.LIST, _W, "同一企业或项目列入两家的表"),
    Code("list-gone", Kind.LIST, _W, "上期名录中的行不见了"),
    Code("late", Kind.TIMING, _N, "逾期报送"),
    Code("after-release", Kind.TIMING, _N, "简报签发后更正"),
    Code("explain-empty", Kind.PEOPLE, _W, "没有写明情况说明"),
    Code("sign-missing", Kind.PEOPLE, _N, "表尾签署不全"),
)

BY_CODE: Mapping[str, Code] = {code.code: code for code in CODES}


def severity_of(code: str, parameters: Mapping[str, str]) -> Severity:
    """Tell what a code weighs: as the parameters of the catalogue say, else by default."""
    word = parameters.get(f"{_PARAMETER}{code}", "").strip()
    return SEVERITY_WORDS[word] if word else BY_CODE[code].severity


def mend_weight(name: str, text: str) -> str | None:
    """Say how a parameter that gives a code its weight is put right; None where nothing is wrong, or it gives none."""
    if not name.startswith(_PARAMETER) or not text:
        return None
    if name.removeprefix(_PARAMETER) not in BY_CODE:
        return "没有这个问题代码，请对照问题一览（docs/findings）改正"
    return None if text in SEVERITY_WORDS else "请填错误、警告或提示"
