"""Of which period a sheet is: by its stamp, by 报告期, by its title, by the file's name."""

from __future__ import annotations

from reporting.intake import periodwords, titles, voices
from reporting.intake.remarks import Remark, Remarks
from reporting.intake.stamp import Stamp
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form
from reporting.model.periods import Period


def voices_of(
    view: View, texts: list[str], stamped: Stamp | None, file: str, form: Form, catalogue: Catalogue
) -> voices.Voices:
    """Gather who says which period, the weightiest first; what names none, or two, says nothing."""
    said = {
        voices.STAMP: _stamped_period(stamped),
        voices.LABEL: periodwords.named(titles.period_words(view), form),
        voices.TITLE: periodwords.named(titles.period_of_title(texts, form, catalogue), form),
        voices.FILE: periodwords.named(voices.without_ending(file.rsplit("/", 1)[-1]), form),
    }
    return {who: str(period) for who, period in said.items() if period}


def _stamped_period(stamped: Stamp | None) -> Period | None:
    try:
        return Period.parse(stamped.period) if stamped else None
    except ValueError:
        return None


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
