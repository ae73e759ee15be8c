"""`waive PERIOD SENDER FORM CODE --by NAME --reason TEXT`: a clerk waives what was found in a form, by name and reason.

Only what the clerk names is decided: the verdict is that of the findings left. So a form with nothing left to doubt is
accepted, one with another doubt comes under review, one with another fault stays returned (docs/decisions).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reporting.checks.verdict import verdict
from reporting.commands.answer import Answer
from reporting.commands.clerk import Case, answer, case, codes, gone_with, in_the_way, is_open, newest, why_never
from reporting.commands.office import Office
from reporting.ledger import findings, waivers
from reporting.model.codes import CODES, Code
from reporting.model.errors import UsageError
from reporting.model.names import normalised
from reporting.model.records import Finding, Submission, Waiver
from reporting.model.words import Verdict


def waive(office: Office, period: str, sender: str, form: str, code: str, *, by: str, reason: str) -> Answer:
    """Waive the findings of one code on the newest version of a form. Raises UsageError where that cannot be done."""
    decided = case(office, period, sender, form, by, reason)
    waived = Waiver(decided.by, office.now, decided.reason)
    kind = _code(decided, code)
    with office.ledger(writable=True) as book:
        before = newest(book, decided)
        found = findings.of_submission(book, before.number)
        named = _named(decided, before, found, kind)
        chosen = {*named, *gone_with(named, found)}
        left = [replace(one, waived=waived) if one in chosen else one for one in found]
        one = waivers.enter(book, before.number, chosen, verdict(left), decided.by, decided.reason, office.now)
        return answer(book, decided, one, _lines(decided, one, kind, named, left))


def _code(decided: Case, word: str) -> Code:
    """Find a code as typed: itself, or the title people see in 问题清单."""
    for code in CODES:
        if normalised(word) in (normalised(code.code), normalised(code.title)):
            return code
    mend = f"请用 findings {decided.period} 列出的代码，或问题清单里的“问题类型”"
    raise UsageError(f"没有名为“{word}”的问题", mend=mend)


def _named(decided: Case, one: Submission, found: Sequence[Finding], kind: Code) -> tuple[Finding, ...]:
    """Give the findings that are meant. Raises UsageError where there are none that can be waived, and says why."""
    where = decided.version(one)
    if one.verdict is Verdict.ACCEPTED:
        raise UsageError("这一版已经接受，没有要豁免的问题", where, f"各表状态见 status {decided.period}")
    named = [finding for finding in found if finding.code == kind.code]
    if not named:
        others = codes(finding for finding in found if is_open(finding) and not why_never(finding))
        mend = f"可以豁免的有：{others or '无'}；表间核对的问题不退表，不用豁免"
        raise UsageError(f"这一版没有“{kind.title}”（{kind.code}）", where, mend)
    counting = tuple(filter(is_open, named))
    if not counting:
        waived = any(finding.waived for finding in named)
        what = "已经豁免过" if waived else "只是提示，不影响收表，不用豁免"
        raise UsageError(f"“{kind.title}”（{kind.code}）{what}", where, f"各项问题见 findings {decided.period}")
    never = next(filter(None, map(why_never, counting)), "")
    if never:
        mend = "请报送单位改正后重报；只是叫法不同的，在指标体系的“别名”里补上，再把原件放进 inbox"
        raise UsageError(f"“{kind.title}”（{kind.code}）不能豁免：{never}", where, mend)
    return counting


def _lines(decided: Case, one: Submission, kind: Code, named: Sequence[Finding], left: Sequence[Finding]) -> list[str]:
    """Say what was waived, how the form stands now, and what is left to decide."""
    cells = "、".join(dict.fromkeys(finding.cell for finding in named if finding.cell))
    lines = [f"已豁免：{kind.title}{f'（{cells}）' if cells else ''}，{len(named)}项（豁免人{decided.by}）。"]
    where = decided.version(one)
    rest = in_the_way(left) or [finding for finding in left if is_open(finding)]
    match one.verdict:
        case Verdict.ACCEPTED:
            lines.append(f"{where}已接受，数已计入。")
        case Verdict.REVIEW:
            told = f"还有{len(rest)}项存疑（{codes(rest)}），核实后用 accept {decided.call} 接受"
            lines.append(f"{where}待审核，数先计入：{told}。")
        case Verdict.RETURNED:
            lines.append(f"{where}仍为已退回：还有{len(rest)}项未解决（{codes(rest)}），请报送单位改正，或逐项豁免。")
    return lines
