"""The answer to a submission (回执): what was received, what became of it, what was found, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reporting.documents.fill import Filling, Value, fill
from reporting.documents.words import Inked, Properties, Record, Rows
from reporting.model.attachments import Attachment
from reporting.model.catalogue import Catalogue
from reporting.model.changes import Comparison
from reporting.model.records import Finding, Submission
from reporting.model.words import Severity, Verdict
from reporting.products.changerows import Beside, beside
from reporting.products.mapped import mapped

TEMPLATE = "回执.docx"
# What fits on the receipt's one page; the returned file itself lists everything.
_MOST_LINES, _SIGNS_A_LINE, _SIGNS_BESIDE = 18, 16, 5
# The gravest findings are told even where much has changed.
_FEWEST_LINES = 8

_VERDICTS = {Verdict.ACCEPTED: "接受", Verdict.REVIEW: "待审核", Verdict.RETURNED: "退回"}
_COLOURS = {Verdict.ACCEPTED: "00803C", Verdict.REVIEW: "B36B00", Verdict.RETURNED: "C00000"}
_NEXT = {
    Verdict.ACCEPTED: "数据已入库，无需再报。如需更正，请报送新的一版，并在说明栏写明原数、更正数和原因。",
    Verdict.REVIEW: "有警告需人工核对：数据先按本版计入，待汇总人审核；审核中如有疑问，将另行联系。",
    Verdict.RETURNED: (
        "本版数据不计入汇总。请按上表改正后重新报送本表；警告所指数据核实无误的，请在该数据旁的说明栏写明具体原因。"
    ),
}
_MARKED = "已在退回的原文件中标出问题所在单元格，可在其上直接改正。"
_COPIED = "原文件的格式无法直接标注，已另制数值相同的 .xlsx 副本标出问题所在单元格，可在其上改正后报送。"
_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}


@dataclass(frozen=True, slots=True)
class Answered:
    """What a receipt answers: a version, what was found in it, and what goes with it.

    `mapping` says which cells were taken for what, `compared` how the version differs from the one before, None for a
    first one. `marked` says that the sender's own file goes back with the receipt, its faults marked; `copied` that
    this is a copy of another format.
    """

    submission: Submission
    findings: Sequence[Finding] = ()
    mapping: Sequence[tuple[str, str]] = ()
    compared: Comparison | None = None
    scans: Sequence[Attachment] = ()
    marked: bool = False
    copied: bool = False


def receipt(
    template: bytes, catalogue: Catalogue, answered: Answered, *, bureau: str = "", demo: bool = False
) -> bytes:
    """Fill the receipt of one version of one form. Raises TemplateError."""
    submission, findings = answered.submission, answered.findings
    changed = beside(answered.compared)
    room = max(_MOST_LINES - changed.lines, _FEWEST_LINES)
    shown = list(_that_fit(sorted(findings, key=_weight), submission.sheet, room))
    values = {
        **_head(catalogue, answered),
        **_changes(changed),
        "问题小结": _counted(findings),
        "有问题": bool(findings),
        "其余": _beyond(len(findings) - len(shown), marked=answered.marked),
        "对应": mapped(catalogue, submission.form, answered.mapping, findings),
        "下一步": _NEXT[submission.verdict] + _sent_back(answered),
        "编发单位": bureau,
        "日期": f"{submission.received_at.year}年{submission.received_at.month}月{submission.received_at.day}日",
        "演示标记": "演示数据" if demo else "",
    }
    verdict: Record = {"文字": Inked(_VERDICTS[submission.verdict], _COLOURS[submission.verdict])}
    tables = {
        "结论": Rows((verdict,)),
        "问题表": Rows(tuple(_row(n, one, submission.sheet) for n, one in enumerate(shown, 1))),
        "变动表": Rows(changed.rows),
    }
    properties = Properties(f"{submission.period.label}报送回执", bureau, submission.received_at.date())
    return fill(template, TEMPLATE, Filling(values, properties, tables))


def _head(catalogue: Catalogue, answered: Answered) -> dict[str, Value]:
    submission = answered.submission
    form = catalogue.form_by_code.get(submission.form)
    return {
        "报送单位": catalogue.unit_name(submission.sender),
        "报表": form.name if form else submission.form,
        "报告期": submission.period.label,
        "版本": f"第{submission.version}版",
        "收到时间": _moment(submission.received_at),
        "迟报": f"超过截止日期{submission.late_days}个工作日" if submission.late_days > 0 else "按时",
        "文件名": submission.file.rsplit("/", 1)[-1],
        "工作表": submission.sheet,
        "盖章件": _stamped(answered),
    }


def _changes(changed: Beside) -> dict[str, Value]:
    return {
        "对照": changed.title,
        "对照小结": changed.summary,
        "有变动": bool(changed.rows),
        "变动其余": changed.beyond,
    }


def _stamped(answered: Answered) -> str:
    """Say whether a stamped scan is there; one older than a correction does not show the corrected figures."""
    names = list(dict.fromkeys(one.name.rsplit("/", 1)[-1] for one in answered.scans))
    if not names:
        when = "改正后" if answered.submission.verdict is Verdict.RETURNED else "随后"
        return f"待盖章件（请{when}补报盖章扫描件，文件名写明单位、报告期）"
    told = f"已收到（{names[0]}" + (f"等{len(names)}个文件）" if len(names) > 1 else "）")
    received = answered.submission.received_at
    corrected = answered.compared is not None and answered.compared.changes
    if corrected and all(one.received_at < received for one in answered.scans):
        told += "，早于本版，数字有更正的请补报"
    return told


def _sent_back(answered: Answered) -> str:
    if not answered.marked:
        return ""
    return _COPIED if answered.copied else _MARKED


def _row(number: int, finding: Finding, sheet: str) -> Record:
    return {
        "序号": str(number),
        "级别": _SEVERITIES[finding.severity],
        "位置": _place(finding, sheet),
        "发现": finding.found or "",
        "应为": finding.expected or "",
        "处理": _said(finding),
    }


def _weight(finding: Finding) -> tuple[bool, int]:
    """Sort the gravest first, and last what need not be mended any more."""
    return finding.waived is not None, list(_SEVERITIES).index(finding.severity)


def _said(finding: Finding) -> str:
    if finding.waived is None:
        return finding.message
    return f"已由汇总人豁免，不用再改（{finding.waived.reason}）。原问题：{finding.message}"


def _place(finding: Finding, sheet: str) -> str:
    """Say where to look; the form's own sheet is named in the receipt's head."""
    if finding.sheet is None:
        return "整个文件"
    if not finding.cell:
        return "整张表" if finding.sheet == sheet else finding.sheet
    return finding.cell if finding.sheet == sheet else f"{finding.sheet}!{finding.cell}"


def _that_fit(findings: Iterable[Finding], sheet: str, room: int) -> Iterable[Finding]:
    """Give the findings that fit on so many lines, the gravest first."""
    lines = 0
    for finding in findings:
        texts = (_said(finding), _place(finding, sheet), finding.found or "", finding.expected or "")
        # The message has the widest column by far.
        needed = (_lines(texts[0], _SIGNS_A_LINE), *(_lines(text, _SIGNS_BESIDE) for text in texts[1:]))
        if lines and lines + max(needed) > room:
            return
        lines += max(needed)
        yield finding


def _beyond(count: int, *, marked: bool) -> str:
    """Say where the findings are that did not fit on the page."""
    if count <= 0:
        return ""
    return f"另有{count}项，" + ("见退回文件的“问题清单”。" if marked else "请向汇总人索取问题清单。")


def _lines(text: str, signs: int) -> int:
    return -(-len(text) // signs) or 1


def _counted(findings: Sequence[Finding]) -> str:
    if not findings:
        return "未发现问题。"
    counts = [
        (word, sum(one.severity is severity and one.waived is None for one in findings))
        for severity, word in _SEVERITIES.items()
    ]
    counts.append(("已豁免", sum(one.waived is not None for one in findings)))
    return f"共{len(findings)}项：" + "、".join(f"{word}{count}项" for word, count in counts if count) + "。"


def _moment(when: datetime) -> str:
    return f"{when.year}年{when.month}月{when.day}日{when.hour}时{when.minute:02d}分"
