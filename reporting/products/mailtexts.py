"""The words of the mails: short, polite, what it is about and what to do next. Mails are plain text.

Each function gives subject and text; to whom it goes and what is enclosed is the caller's affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reporting.model.catalogue import Catalogue, Form
from reporting.model.periods import Period
from reporting.model.records import Standing, Submission
from reporting.model.words import Verdict

_UNFILLED = "（待填）"
_KEEPER = "汇总人"
_VERDICTS = {Verdict.ACCEPTED: "已接受", Verdict.REVIEW: "待审核", Verdict.RETURNED: "退回"}
_STATES = {"missing": "未报送", "returned": "已退回，待改正后重报"}
_INDENT = "　　"


@dataclass(frozen=True, slots=True)
class Text:
    """A mail's subject and text."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the bureau, whom to ask (empty where nobody is named), and whether all is made up."""

    bureau: str
    contact: str = ""
    demo: bool = False

    def letter(self, subject: str, whom: str, paragraphs: Sequence[str]) -> Text:
        """Write a letter around its paragraphs; lines that are to stand as they are begin with a hyphen."""
        asked = (
            f"如有疑问，请与{self.contact}联系，或直接回复本邮件。" if self.contact else "如有疑问，请直接回复本邮件。"
        )
        lines = [one if one.startswith("- ") else f"{_INDENT}{one}" for one in (*paragraphs, asked)]
        foot = [self.bureau, "（本邮件由报表系统自动发出，回复会有人看到）"]
        marked = f"【演示数据】{subject}" if self.demo else subject
        return Text(marked, "\n".join([f"{whom}：", *lines, "", *(one for one in foot if one)]) + "\n")


def letterhead(catalogue: Catalogue, bureau: str, *, demo: bool = False) -> Letterhead:
    """Name the writer, and the person who gathers the forms (联系人, 汇总人) once the catalogue does."""
    keepers = [one for one in catalogue.contacts if one.role == _KEEPER and one.phone not in ("", _UNFILLED)]
    told = [f"{one.office}{'' if one.name == _UNFILLED else one.name}（电话{one.phone}）" for one in keepers]
    return Letterhead(bureau or catalogue.parameter.get("编发单位", ""), "、".join(told), demo)


def forms_sent(head: Letterhead, whom: str, period: Period, due: Sequence[tuple[Form, date]]) -> Text:
    """Send out blank forms, each with the last day on which it is on time."""
    return head.letter(
        f"请报送{period.label}报表（{whom}）",
        whom,
        [
            f"{period.label}报表已备好，见附件，请在以下日期前报送：",
            *(f"- {form.code} {form.name}：{_day(day)}" for form, day in due),
            "请用 Excel 或 WPS 打开附件，只填浅黄色单元格，填好后保存，直接回复本邮件并附上该文件。收到后会自动回执。",
        ],
    )


def answered(head: Letterhead, whom: str, period: Period, forms: Sequence[tuple[Form, Submission, int]]) -> Text:
    """Answer forms that came together: how each stands, how many faults it has, and what to do."""
    verdicts = {one.verdict for _, one, _ in forms}
    lines = [f"您单位报送的{period.label}报表已收到，审核结果如下："]
    lines += [_result(*one) for one in forms]
    if Verdict.RETURNED in verdicts:
        lines.append(
            "退回的报表本版不计入汇总。请打开附件中“退回”开头的文件，标色的单元格就是问题所在，批注写明了怎样改；"
            "改好后直接回复本邮件并附上该文件。数据核实无误的，请在该数据旁的说明栏写明具体原因。"
        )
    if Verdict.REVIEW in verdicts:
        lines.append("待审核的报表数据先按本版计入，审核中如有疑问将另行联系，暂不必重报。")
    if verdicts == {Verdict.ACCEPTED}:
        lines.append("数据已入库，无需再报。如需更正，请报送新的一版，并在说明栏写明原数、更正数和原因。")
    lines.append("详见附件中的回执。")
    returned = Verdict.RETURNED in verdicts
    result = "有报表退回，请改正后重报" if returned else "已收到"
    return head.letter(f"回执：{period.label}报表{result}（{whom}）", whom, lines)


def reminded(
    head: Letterhead, whom: str, period: Period, open_forms: Sequence[tuple[Form, Standing, date]], today: date
) -> Text:
    """Remind of forms that are missing or were returned; before the deadline by its day, after it by its being over."""
    late = [day for _, _, day in open_forms if day < today]
    lines = [
        f"{period.label}报表" + ("已过报送时间，下列报表尚未报齐：" if late else "临近报送时间，下列报表尚未报齐："),
        *(f"- {form.code} {form.name}：{_STATES[one.state]}，截止{_day(day)}" for form, one, day in open_forms),
    ]
    lines.append(
        ("请尽快报送" if late else "请按时报送") + "：直接回复本邮件并附上填好的文件即可。"
        "空白报表以前已经发过，找不到的请回复本邮件索取。"
    )
    if any(one.state == "returned" for _, one, _ in open_forms):
        lines.append("退回的报表，请在随回执退回的文件上改正后重报。")
    lines.append("已经报送的，请不必理会本邮件。")
    urged = "催报" if late else "提醒"
    return head.letter(f"{urged}：{period.label}报表尚未报齐（{whom}）", whom, lines)


def texted(
    head: Letterhead, whom: str, period: Period, open_forms: Sequence[tuple[Form, Standing, date]], today: date
) -> str:
    """Write the reminder as one text message, to be pasted."""
    names = "、".join(f"{form.code}{'（退回待改）' if one.state == 'returned' else ''}" for form, one, _ in open_forms)
    day = min(day for _, _, day in open_forms)
    when = f"已于{_day(day)}截止，请尽快报送" if day < today else f"{_day(day)}截止，请按时报送"
    mark = "【演示数据】" if head.demo else ""
    return f"{mark}【{head.bureau}】{whom}：{period.label}报表 {names} 尚未报齐，{when}。已报送的请忽略。"


def without_file(head: Letterhead, whom: str, subject: str, *, enclosed: bool) -> Text:
    """Answer a mail that held no file, kindly, with the forms to fill in."""
    lines = [
        f"您的来信{f'“{subject}”' if subject else ''}已收到，其中没有附件，报表数据无法入库。",
        "请不要把数据写在信里，也不要用网盘或在线文档的链接。"
        + ("请填写附件中的报表，" if enclosed else "请填写以前发给您的报表，")
        + "保存后直接回复本邮件并附上该文件。",
    ]
    return head.letter(f"没有收到附件，请补发（{whom}）", whom, lines)


def compiled(head: Letterhead, whom: str, period: Period, names: Sequence[str], reported: tuple[int, int]) -> Text:
    """Send the bureau's workbook; `reported` counts the forms in and those asked."""
    there, asked = reported
    lines = [
        f"{period.label}{'、'.join(names)}见附件。目前应报{asked}张，已接受或待审核{there}张。",
        "报送情况和问题清单在汇总表的相应工作表中。",
    ]
    return head.letter(f"{period.label}{'、'.join(names)}", whom, lines)


def briefed(head: Letterhead, whom: str, period: Period, *, released: bool) -> Text:
    """Send the briefing."""
    state = "已签发" if released else "征求意见稿"
    return head.letter(f"{period.label}季度简报（{state}）", whom, [f"{period.label}季度简报（{state}）见附件，请阅。"])


def lettered(head: Letterhead, whom: str, period: Period, name: str) -> Text:
    """Send one letter of the bureau."""
    return head.letter(f"{name}（{period.label}）", whom, [f"{name}见附件，请阅处。"])


def _result(form: Form, one: Submission, faults: int) -> str:
    asked = f"，{faults}处需要改正或说明" if faults and one.verdict is Verdict.RETURNED else ""
    late = f"，迟报{one.late_days}个工作日" if one.late_days else ""
    return f"- {form.code} {form.name}（第{one.version}版）：{_VERDICTS[one.verdict]}{asked}{late}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
