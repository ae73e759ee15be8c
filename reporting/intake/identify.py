"""Say which forms a workbook holds, whose they are and of which period.

Each sheet speaks for itself: by its stamp, else by the words on it, else by the file's name. Where two of these speak
and differ, the first is taken for the claim and the difference is a finding that returns the form.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reporting.intake import stamp, titles, unitwords, voices, when, which, whose
from reporting.intake.remarks import Remark, Remarks
from reporting.intake.stamp import Stamp
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form
from reporting.model.grid import Book, Sheet
from reporting.model.periods import Period
from reporting.model.records import Arrival, Claim, Finding


@dataclass(frozen=True, slots=True)
class Identified:
    """The forms found in a workbook, and what was odd about who they say they are."""

    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Heard:
    """One sheet that is a form: what it claims, None where it cannot be said; and what was remarked."""

    sheet: Sheet
    claim: Claim | None
    remarks: Remarks
    differs_from_file: bool = False


def identify(book: Book, arrival: Arrival, catalogue: Catalogue) -> Identified:
    """Identify the forms of a workbook; other sheets are passed over, a workbook without any form is a finding."""
    heard = [found for sheet in book.sheets if (found := _listen(sheet, arrival.name, catalogue))]
    if not heard:
        return Identified((), (_no_form(arrival, catalogue),))
    kept = _without_doubles(_file_name_settled(heard))
    claims = tuple(one.claim for one in kept if one.claim)
    return Identified(claims, tuple(finding for one in kept for finding in one.remarks.findings))


def _listen(sheet: Sheet, file: str, catalogue: Catalogue) -> _Heard | None:
    """Hear what one sheet says; None where it is no form."""
    view = View(sheet)
    if not view.rows:
        return None
    remarks = Remarks(sheet.name, parameters=catalogue.parameter)
    stamped = _stamp(sheet, remarks)
    texts = titles.head(view)
    form = which.form_of(view, texts, stamped, file, catalogue, remarks)
    if form is None:
        return _Heard(sheet, None, remarks) if remarks.findings else None
    remarks.form = form.code
    sender = whose.settled(whose.voices_of(view, texts, stamped, file, form, catalogue), form, catalogue, remarks)
    remarks.sender = catalogue.unit_name(sender) if sender else None
    heard = when.voices_of(view, texts, stamped, file, form, catalogue)
    period = when.settled(heard, form, remarks)
    remarks.period = period
    if not sender or period is None:
        return _Heard(sheet, None, remarks)
    version = stamped.version if stamped else ""
    _check_version(version, form, remarks)
    by_file = heard.get(voices.FILE)
    claim = Claim(form.code, sender, period, sheet.name, version)
    return _Heard(sheet, claim, remarks, by_file is not None and Period.parse(by_file) != period)


def _stamp(sheet: Sheet, remarks: Remarks) -> Stamp | None:
    found = stamp.stamps_of(sheet)
    if len(found) > 1:
        message = f"工作表“{sheet.name}”里有{len(found)}个不同的报送标识，可能粘贴了两张表，请一张工作表只放一张报表。"
        remarks.add(Remark("id-two-readings", message, "一个报送标识"))
    return found[0] if found else None


def _check_version(version: str, form: Form, remarks: Remarks) -> None:
    if version and version != form.version:
        message = f"所用的“{form.name}”是较早下发的版本，数字已照常读取，下次请用新下发的表式。"
        remarks.add(Remark("id-version", message, form.version), found=version)


def _file_name_settled(heard: list[_Heard]) -> list[_Heard]:
    """Say of each sheet that the file's name names another period, unless a sheet of that form keeps to the name."""
    agreeing = {(one.claim.form, one.claim.sender) for one in heard if one.claim and not one.differs_from_file}
    for one in heard:
        if one.claim and one.differs_from_file and (one.claim.form, one.claim.sender) not in agreeing:
            message = (
                f"表内的报告期是{one.claim.period.label}，而文件名写的是另一期，"
                "请核实是哪一期的数据，更正表内报告期或文件名后重报。"
            )
            one.remarks.add(Remark("id-period", message, one.claim.period.label))
    return heard


def _without_doubles(heard: list[_Heard]) -> list[_Heard]:
    """Keep one of the sheets that are the same form: of a blank and a filled one the filled, else the first."""
    kept: dict[Claim, _Heard] = {}
    others: list[_Heard] = []
    for one in heard:
        if one.claim is None:
            others.append(one)
            continue
        same = replace(one.claim, sheet="", form_version="")
        earlier = kept.get(same)
        kept[same] = _of_two(earlier, one) if earlier else one
    return [*kept.values(), *others]


def _of_two(first: _Heard, second: _Heard) -> _Heard:
    ours, theirs = _texts(first.sheet), _texts(second.sheet)
    if theirs <= ours:
        return first
    if ours <= theirs:
        return second
    message = (
        f"工作表“{first.sheet.name}”和“{second.sheet.name}”是同一张报表而内容不同，"
        "无法确定以哪一张为准，请只保留一张后重报。"
    )
    first.remarks.add(Remark("id-two-readings", message, "一张"), found=second.sheet.name)
    return first


def _texts(sheet: Sheet) -> set[tuple[int, int, str]]:
    return {(cell.row, cell.column, cell.text.strip()) for cell in sheet.cells.values() if cell.text.strip()}


def _no_form(arrival: Arrival, catalogue: Catalogue) -> Finding:
    remarks = Remarks(None, parameters=catalogue.parameter)
    units = unitwords.within(voices.without_ending(arrival.name), catalogue)
    remarks.sender = units[0].name if len(units) == 1 else None
    message = "文件里没有可识别的报表：请用下发的表式填报，不要删去标题和表头，填好后发回原文件。"
    remarks.add(Remark("id-form", message, "下发的报表"))
    return remarks.findings[0]
