"""`run PERIOD`: one pass over the inbox, then the period's products. This file is the story; each word is a file."""

from __future__ import annotations

from dataclasses import astuple, replace

from reporting.commands.answer import DONE, NOT_SO, Answer
from reporting.commands.compile import compile_period
from reporting.commands.corrected import Corrected, corrected
from reporting.commands.guessed import say_guessed
from reporting.commands.lay_out import lay_out
from reporting.commands.make import Made, make
from reporting.commands.office import Office
from reporting.commands.post import post
from reporting.commands.post_receipts import answers
from reporting.commands.take_in import take_in
from reporting.commands.tidy import tidy
from reporting.ledger import bulletins
from reporting.ledger.book import Ledger
from reporting.model.errors import ReportingError
from reporting.model.periods import Period
from reporting.model.records import FileReport
from reporting.model.words import Outcome
from reporting.outbox import Delivery, deliver

BUG = 3
_NOTHING = Delivery((), (), (), (), ())
_OUTCOMES = {
    Outcome.ACCEPTED: "已接受",
    Outcome.RETURNED: "已退回",
    Outcome.QUARANTINED: "已隔离",
    Outcome.KNOWN: "已收过",
    Outcome.WAITING: "等待",
}


def run(office: Office, period: str, *, pdf: bool = False) -> Answer:
    """Take in whatever has arrived, of whatever periods, then lay out the products of one period."""
    tidy(office)
    when = office.period(period)
    say_guessed(office, when)
    with office.ledger(writable=True) as book:
        reports = take_in(office, book, when)
        compilation = compile_period(office, book, when)
        changed = corrected(office, book)
        batch = make(office, book, compilation, changed, pdf=pdf)
        delivery, stopped = _NOTHING, []
        # What came in is in the ledger: that is told, whatever stops the products or the mails.
        try:
            released = lay_out(office, book, bulletins.of(book, when))
            made = deliver(office.outbox, when, batch.made, batch.manifest, failed=batch.failed)
            delivery = _both(released, made)
        except ReportingError as fault:
            stopped.append(f"{when.label}成果未能写入：{fault}。改好后再运行一次 run {when}")
        else:
            stopped += _posted(office, book, when, batch.made)
    answer = _answer(office, when, reports, delivery, batch.failed, stopped)
    return replace(answer, words="\n".join([answer.words, *map(_corrected, changed)]))


def _both(one: Delivery, other: Delivery) -> Delivery:
    """Put together what became of the released products and of all others."""
    pairs = zip(astuple(one), astuple(other), strict=True)
    return Delivery(*(tuple(sorted({*first, *second})) for first, second in pairs))


def _corrected(one: Corrected) -> str:
    """Say that a released bulletin would say something else now, and where to see what."""
    told = f"{one.bulletin.name}简报（{one.bulletin.period.label}）签发后有更正，影响{len(one.shifts)}处"
    return f"{told}；逐处见 bulletins {one.bulletin.call}"


def _posted(office: Office, book: Ledger, period: Period, made: Made) -> list[str]:
    """Post the answers, and say what is in the way; the next pass posts what is lacking."""
    try:
        post(office, book, period, answers(office, book, period, made))
    except ReportingError as fault:
        return [f"{period.label}邮件没有排好：{fault}。改好后再运行一次 run {period}"]
    return []


def _answer(
    office: Office,
    period: Period,
    reports: tuple[FileReport, ...],
    delivery: Delivery,
    failed: list[str],
    stopped: list[str],
) -> Answer:
    products = [str(office.outbox / str(period) / path) for path in delivery.products]
    document = {
        "period": str(period),
        "files": [_file(office, report) for report in reports],
        "products": products,
    }
    own_fault = any(finding.code == "own-fault" for report in reports for finding in report.findings)
    status = BUG if own_fault or failed else NOT_SO if delivery.blocked or stopped else DONE
    lines = _words(office, period, reports, delivery)
    lines += [f"  {path} 未能生成（程序出错），上一次的仍在；日志在 logs/，请交信息科" for path in failed]
    return Answer(document, "\n".join([*lines, *stopped]), status)


def _file(office: Office, report: FileReport) -> dict[str, object]:
    return {
        "file": report.file,
        "sha256": report.sha256,
        "outcome": report.outcome,
        "submissions": [
            {
                "sender": office.catalogue.unit_name(one.sender),
                "form": one.form,
                "period": str(one.period),
                "version": one.version,
                "verdict": one.verdict,
            }
            for one in report.submissions
        ],
    }


def _words(office: Office, period: Period, reports: tuple[FileReport, ...], delivery: Delivery) -> list[str]:
    counts = {outcome: sum(report.outcome is outcome for report in reports) for outcome in Outcome}
    told = "，".join(f"{_OUTCOMES[outcome]}{count}" for outcome, count in counts.items() if count)
    lines = [f"收到文件{len(reports)}个" + (f"：{told}。" if told else "。")]
    lines += [
        f"  {_OUTCOMES[report.outcome]} {report.file}" + (f"：{report.findings[0].message}" if report.findings else "")
        for report in reports
        if report.outcome in (Outcome.QUARANTINED, Outcome.WAITING, Outcome.KNOWN)
    ]
    lines += [line for report in reports if (line := _elsewhere(period, report))]
    if delivery is not _NOTHING:
        lines.append(f"{period.label}成果在 {office.outbox / str(period)}（{len(delivery.products)}个文件）。")
    lines += [f"  {path} 旁边的原文件有人修改过，未覆盖；新的一份就是它，请自行合并" for path in delivery.beside]
    lines += [f"  {path} 正被打开，未能写入。请关闭后再运行一次 run {period}" for path in delivery.blocked]
    return lines


def _elsewhere(period: Period, report: FileReport) -> str:
    """Say which forms of a file are of other periods: their receipts are made with those periods' products."""
    others = sorted({one.period for one in report.submissions if one.period != period})
    if not others:
        return ""
    periods, calls = "、".join(one.label for one in others), "、".join(f"run {one}" for one in others)
    return f"  {report.file} 里有{periods}的报表，已入账；回执和退回文件随该期成果生成，请再运行 {calls}"
