"""Of which period a sheet is: by its stamp, by 报告期, by its title, by the file's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reporting.intake import periodwords, titles, voices
from reporting.intake.remarks import Remark, Remarks
from reporting.intake.stamp import Stamp
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form
from reporting.model.periods import Period
from reporting.model.words import Severity


@dataclass(frozen=True, slots=True)
class Words:
    """What the head of a sheet says of its period: behind 报告期, and in its title; empty where there is none."""

    label: str
    title: str


def words_of(view: View, texts: list[str], form: Form, catalogue: Catalogue) -> Words:
    """Find the words in the head of a sheet that speak of its period."""
    return Words(titles.period_words(view), titles.period_of_title(texts, form, catalogue))


def voices_of(words: Words, stamped: Stamp | None, file: str, form: Form) -> voices.Voices:
    """Gather who says which period, the weightiest first; what names none, or two, says nothing."""
    *folders, name = (voices.without_ending(part) for part in file.split("/"))
    said = {
        voices.STAMP: _stamped_period(stamped),
        voices.LABEL: periodwords.named(words.label, form, dotted=True),
        voices.TITLE: periodwords.named(words.title, form, dotted=True),
        voices.FILE: periodwords.named(name, form),
    }
    spoken = {who: str(period) for who, period in said.items() if period}
    return spoken or _last_resort([name, *reversed(folders)], form)


def _last_resort(names: list[str], form: Form) -> voices.Voices:
    """Hear what a file's name or a folder may mean, where nobody else speaks: `2023.9` can be a day it was made."""
    for name in names:
        period = periodwords.named(name, form, dotted=True)
        if period:
            return {voices.FILE: str(period)}
    return {}


def likely(heard: voices.Voices) -> Period | None:
    """Give the period that the weightiest voice says."""
    return next((Period.parse(said) for said in heard.values()), None)


def _stamped_period(stamped: Stamp | None) -> Period | None:
    try:
        return Period.parse(stamped.period) if stamped else None
    except ValueError:
        return None


def doubts(words: Words, remarks: Remarks) -> None:
    """Say where the head of a sheet contradicts itself, or speaks of one quarter's months alone."""
    for text in (words.label, words.title):
        if periodwords.torn(text):
            message = f"“{text}”前后写的不是同一期，请核实是哪一期的数据，更正后重报。"
            remarks.add(Remark("id-period", message, "同一个报告期"), found=text)
        if periodwords.is_quarter_alone(text):
            message = f"“{text}”只是一个季度，表中的本年累计数应从1月算起，请核对有没有填成当季数，填错的请更正后重报。"
            remarks.add(Remark("id-period", message, "1月至本季末", Severity.NOTE), found=text)


def outdated(period: Period, received: date, remarks: Remarks) -> None:
    """Say that a form came when the period after its own was over: it may be the last form filled in once more."""
    after = _following(period)
    if received > after.last_day:
        message = (
            f"本表报告期是{period.label}，收到时{after.label}已经结束；如是用以前的表式填了新一期的数，"
            "请改用新下发的表式重报，不是的不用处理。"
        )
        remarks.add(Remark("id-period", message, after.label, Severity.NOTE), found=period.label)


def _following(period: Period) -> Period:
    if period.is_year:
        return Period(period.year + 1)
    return Period(period.year, period.quarter + 1) if period.quarter < 4 else Period(period.year + 1, 1)


def settled(heard: voices.Voices, form: Form, remarks: Remarks) -> Period | None:
    """Settle the period and say what contradicts; None where nobody can tell. The file's name is heard later."""
    if not heard:
        message = f"看不出“{form.name}”是哪一期的，请在表头“报告期：”后写明（如“2023年前三季度”）后重报。"
        remarks.add(Remark("id-period", message, "报告期"))
        return None
    (who, said), *others = heard.items()
    period = Period.parse(said)
    remarks.period = period
    for other, differing in others:
        if differing != said and other != voices.FILE:
            _contradicted(remarks, who, period, other, Period.parse(differing))
    if not form.asked_in(period):
        message = f"“{form.name}”是{form.frequency}报，{period.label}不需要报送，请核对报告期。"
        remarks.add(Remark("id-period", message, f"{form.frequency}报的报告期"), found=period.label)
    return period


def _contradicted(remarks: Remarks, who: str, period: Period, other: str, differing: Period) -> None:
    message = (
        f"{who}的报告期是{period.label}，而{other}是{differing.label}，"
        "可能用了上一期的表式，请用本期下发的表式填报或更正报告期后重报。"
    )
    remarks.add(Remark("id-period", message, period.label), found=differing.label)
