"""`accept PERIOD SENDER FORM --by NAME --reason TEXT`: a clerk takes a form that is under review."""

from __future__ import annotations

from reporting.commands.answer import Answer
from reporting.commands.clerk import Case, answer, case, codes, in_the_way, newest, why_never
from reporting.commands.office import Office
from reporting.ledger import findings, submissions
from reporting.ledger.book import Ledger
from reporting.model.errors import UsageError
from reporting.model.records import Submission
from reporting.model.words import Verdict


def accept(office: Office, period: str, sender: str, form: str, *, by: str, reason: str) -> Answer:
    """Accept the newest version of a form. Raises UsageError where it is not under review, with what to do instead."""
    decided = case(office, period, sender, form, by, reason)
    with office.ledger(writable=True) as book:
        before = newest(book, decided)
        if before.verdict is not Verdict.REVIEW:
            raise _refusal(book, decided, before)
        one = submissions.judge(book, before.number, Verdict.ACCEPTED, decided.by, decided.reason, office.now)
        return answer(book, decided, one, [f"已接受：{decided.version(one)}（审核人{decided.by}）。"])


def _refusal(book: Ledger, decided: Case, one: Submission) -> UsageError:
    if one.verdict is Verdict.ACCEPTED:
        return UsageError("这一版已经接受，不用再审核", decided.version(one), f"各表状态见 status {decided.period}")
    left = in_the_way(findings.of_submission(book, one.number))
    mend = f"请报送单位改正后重报（{codes(left)}）"
    if not any(map(why_never, left)):
        mend += f"；核实无误的，逐项豁免后即可收下：waive {decided.call} 代码 --by 姓名 --reason 理由"
    return UsageError("这一版已经退回，不能直接接受", decided.version(one), mend)
