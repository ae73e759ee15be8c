"""What the acts of a clerk have in common: the form decided upon, by whom and why, and what is answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reporting.checks.explained import CODE as NOT_EXPLAINED
from reporting.commands.answer import Answer
from reporting.commands.findings import document
from reporting.commands.office import Office
from reporting.ledger import findings, submissions
from reporting.ledger.book import Ledger
from reporting.model.catalogue import Form, Unit
from reporting.model.codes import BY_CODE, Kind
from reporting.model.errors import UsageError
from reporting.model.periods import Period
from reporting.model.records import Finding, Submission
from reporting.model.words import Severity

# With such an error it is not sure what was read; a clerk's word cannot make it so.
_NEVER = {
    Kind.FILE: "文件本身没有读成",
    Kind.IDENTITY: "还不能确定是谁的、哪一期的、哪张表",
    Kind.STRUCTURE: "还不能确定每个数填在哪一行、哪一栏",
}
# What a cell of 问题清单 and a line of the receipt can show.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Case:
    """One form of one sender, and the clerk who decides upon its newest version, with the reason."""

    office: Office
    period: Period
    sender: Unit
    form: Form
    by: str
    reason: str

    @property
    def call(self) -> str:
        """Give the words that name the form in a call."""
        return f"{self.period} {self.sender.name} {self.form.code}"

    def version(self, one: Submission) -> str:
        """Name a version of the form as people do."""
        return f"{self.sender.name} {self.form.code} {self.period.label}第{one.version}版"


def case(office: Office, period: str, sender: str, form: str, by: str, reason: str) -> Case:
    """Read what was typed. Raises UsageError for a word that means nothing, a blank name or a blank reason."""
    when, who, which = office.period(period), office.unit(sender), office.form(form)
    name, why = _said(by), _said(reason)
    if not name:
        raise UsageError("没有写明审核人", mend="请用 --by 写姓名")
    if not why:
        raise UsageError("没有写明理由", mend="请用 --reason 写明依据，如何时收到什么说明")
    if max(len(name), len(why)) > _LONGEST:
        raise UsageError("姓名或理由太长", mend=f"请写在{_LONGEST}字以内")
    return Case(office, when, who, which, name, why)


def newest(book: Ledger, decided: Case) -> Submission:
    """Give the version decided upon. Raises UsageError where nothing came."""
    wanted = (decided.sender.code, decided.form.code)
    found = [one for one in submissions.newest(book, decided.period) if (one.sender, one.form) == wanted]
    if not found:
        raise UsageError(
            f"没有收到{decided.sender.name}的{decided.form.code} {decided.form.name}（{decided.period.label}）",
            mend=f"来件放进 inbox 后先运行 run {decided.period}；应报哪些见 status {decided.period}",
        )
    return found[0]


def in_the_way(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give what returns a form: errors, and the warnings nobody explained rather than that nobody did."""
    counting = [one for one in found if is_open(one)]
    asked = {place(one) for one in counting if one.code == NOT_EXPLAINED}
    told = [one for one in counting if one.code != NOT_EXPLAINED]
    return tuple(one for one in told if one.severity is Severity.ERROR or place(one) in asked)


def is_open(finding: Finding) -> bool:
    """Whether a finding still asks for something: it is more than a note, and not waived."""
    return finding.waived is None and finding.severity is not Severity.NOTE


def gone_with(named: Sequence[Finding], found: Sequence[Finding]) -> list[Finding]:
    """Give the 说明 that nobody need write any more: those at cells where no other warning is left."""
    places = {place(finding) for finding in named}
    others = [one for one in found if is_open(one) and one not in named]
    asking = {place(one) for one in others if one.severity is Severity.WARNING and one.code != NOT_EXPLAINED}
    return [one for one in others if one.code == NOT_EXPLAINED and place(one) in places - asking]


def why_never(finding: Finding) -> str:
    """Say why a finding can never be waived, empty where it can: an error that leaves unsure what was read."""
    return _NEVER.get(BY_CODE[finding.code].kind, "") if finding.severity is Severity.ERROR else ""


def place(finding: Finding) -> tuple[str | None, str | None]:
    """Give the cell of a finding with its sheet."""
    return finding.sheet, finding.cell


def codes(found: Iterable[Finding]) -> str:
    """Name the codes of findings, each once."""
    return "、".join(dict.fromkeys(one.code for one in found))


def answer(book: Ledger, decided: Case, one: Submission, lines: Sequence[str]) -> Answer:
    """Answer with where the form stands now and all that is waived of it; `lines` say it to people."""
    told = findings.of_submission(book, one.number)
    result = {
        "sender": decided.sender.name,
        "form": decided.form.code,
        "period": str(decided.period),
        "version": one.version,
        "verdict": one.verdict,
        "waived": [document(finding) for finding in told if finding.waived],
    }
    renew = f"请再运行一次 run {decided.period}，更新汇总表、简报和回执。"
    return Answer(result, "\n".join([*lines, renew]))


def _said(text: str) -> str:
    """Leave what can be printed, on one line: it goes into receipts and workbooks."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
