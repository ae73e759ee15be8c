"""Say which forms a workbook holds, whose they are and of which period.

Each sheet, or each table on it, speaks for itself: by its stamp, else by the words on it, else by the names of sheet
and file. Where two of these speak and differ, the first is taken for the claim and the difference is a finding that
returns the form. Pieces that are the same form of the same sender and period are one claim; later they are joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reporting.intake import headings, periodwords, spans, stamp, titles, unitwords, voices, when, which, whose
from reporting.intake.blocks import blocks
from reporting.intake.headings import Heading
from reporting.intake.outline import outline
from reporting.intake.remarks import Remark, Remarks
from reporting.intake.stamp import Stamp
from reporting.intake.turned import turned
from reporting.intake.view import View
from reporting.intake.voices import Voices
from reporting.model.catalogue import Catalogue, Form
from reporting.model.grid import Book, Sheet
from reporting.model.periods import Period
from reporting.model.records import Arrival, Claim, Finding, Part
from reporting.model.words import Content

# So many labels of a table nobody knows are told; more would not help its sender.
_MOST_LABELS = 6


@dataclass(frozen=True, slots=True)
class Identified:
    """The forms found in a workbook, and what was odd about who they say they are.

    `about` are the findings of each claim's pieces, `others` those of pieces nobody could make a claim of. `views` are
    the pieces as they were looked at.
    """

    claims: tuple[Claim, ...]
    others: tuple[Finding, ...]
    about: Mapping[Claim, tuple[Finding, ...]] = field(default_factory=dict)
    views: Mapping[Part, View] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was odd."""
        return (*(one for claim in self.claims for one in self.about.get(claim, ())), *self.others)


@dataclass(slots=True)
class _Heard:
    """One piece of the workbook that is a form: who speaks for its sender and period, and what it claims at last."""

    part: Part
    view: View
    form: Form | None
    remarks: Remarks
    version: str = ""
    senders: Voices = field(default_factory=dict)
    periods: Voices = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    claim: Claim | None = None


def identify(book: Book, arrival: Arrival, catalogue: Catalogue) -> Identified:
    """Identify the forms of a workbook; other sheets are passed over, a workbook without any form is a finding."""
    everything = [one for sheet in book.sheets for one in _listen(sheet, arrival.name, catalogue)]
    known = [(one.view, one.form) for one in everything if one.form]
    for one in everything if known else ():
        form = None if one.form else which.continued(one.view, known, catalogue)
        if form:
            _hear_of(one, form, None, arrival.name, catalogue)
    heard = [one for one in everything if one.form or one.remarks.findings]
    if not heard:
        return Identified((), (_no_form([one.view for one in everything], arrival, catalogue),))
    for one in heard:
        if one.form:
            _settle(one, one.form, heard, catalogue)
    _check_file_name(heard)
    claims = _claims(heard)
    _check_age(claims, arrival.received_at.date())
    others = tuple(finding for one in heard if not one.claim for finding in one.remarks.findings)
    views = {one.part: one.view for one in heard}
    return Identified(tuple(claims), others, {claim: _found(pieces) for claim, pieces in claims.items()}, views)


def _listen(sheet: Sheet, file: str, catalogue: Catalogue) -> Iterator[_Heard]:
    """Hear what each table of a sheet says."""
    whole = View(sheet)
    if not whole.rows:
        return
    areas = blocks(whole, catalogue)
    heard = [_hear(Part(sheet.name, area), View(sheet, area) if area else whole, file, catalogue) for area in areas]
    if areas[0] and len(areas) == 1 and not (heard[0].form and heard[0].senders and heard[0].periods):
        heard = [_with_words_above(heard[0], _hear(Part(sheet.name), whole, file, catalogue))]
    yield from heard


def _with_words_above(one: _Heard, whole: _Heard) -> _Heard:
    """Let what stands far above a table speak where nothing near it does."""
    if one.form is None or one.form != whole.form:
        return whole
    one.senders, one.periods = one.senders or whole.senders, one.periods or whole.periods
    return one


def _hear(part: Part, view: View, file: str, catalogue: Catalogue) -> _Heard:
    one = _Heard(part, view, None, Remarks(part.sheet, parameters=catalogue.parameter))
    stamped = _stamp(view, one.remarks)
    form = which.form_of(view, titles.head(view), stamped, file, catalogue, one.remarks)
    if form:
        _hear_of(one, form, stamped, file, catalogue)
    return one


def _hear_of(one: _Heard, form: Form, stamped: Stamp | None, file: str, catalogue: Catalogue) -> None:
    """Hear whose a piece is and of when, now that its form is known."""
    heading = headings.find(one.view, form, catalogue, None)
    texts = titles.head(one.view, _last_above(one.view, form, heading, catalogue))
    one.form, one.texts = form, texts
    one.remarks.form = form.code
    one.version = stamped.version if stamped else ""
    _check_version(one.version, form, one.remarks)
    senders = whose.voices_of(one.view, texts, stamped, file, form, catalogue)
    words = when.words_of(one.view, texts, form, catalogue)
    when.doubts(words, one.remarks)
    periods = when.voices_of(words, stamped, file, form)
    unit = unitwords.named(one.part.sheet, catalogue)
    tab = periodwords.named(one.part.sheet, form)
    one.senders = _with_tab(senders, unit.code if unit and unit.code in form.senders else "")
    one.periods = _with_tab(periods, _period_of_columns(heading, form) or (str(tab) if tab else ""))


def _last_above(view: View, form: Form, heading: Heading | None, catalogue: Catalogue) -> int:
    """Give the last row above a form's table: a year in a list's rows, or of a column, is nobody's period."""
    if heading:
        return heading.top - 1
    seen = turned(view, form, catalogue)
    return seen.area.top - 1 if seen and seen.area else view.last_row


def _period_of_columns(heading: Heading | None, form: Form) -> str:
    """Give the period the columns say of themselves, `2023年1—9月` beside `2022年1—9月`; empty where one does not."""
    found = heading.found.values() if heading else ()
    periods = [periodwords.named(one.words, form) for one in found if one.column.content in (Content.NOW, Content.BASE)]
    told = [period for period in periods if period]
    return str(max(told)) if told and len(told) == len(periods) else ""


def _with_tab(heard: Voices, said: str) -> Voices:
    """Let the sheet's name speak where nothing on the sheet does; it goes before the file's."""
    if not said or heard.keys() & {voices.STAMP, voices.LABEL, voices.TITLE}:
        return heard
    return {voices.TAB: said, **{who: what for who, what in heard.items() if who != voices.ONLY}}


def _settle(one: _Heard, form: Form, heard: Sequence[_Heard], catalogue: Catalogue) -> None:
    """Make the claim; a piece that says nothing of its sender or period is of the same as the others of its file."""
    senders = one.senders or _agreed(form, [(other.form, other.senders) for other in heard])
    if not one.periods:
        one.periods = _agreed(form, [(other.form, other.periods) for other in heard])
        if _is_of_another_time(one):
            one.periods = {}
    sender = whose.settled(senders, one.view, form, when.likely(one.periods), catalogue, one.remarks)
    one.remarks.sender = catalogue.unit_name(sender) if sender else None
    period = when.settled(one.periods, form, one.remarks)
    one.remarks.period = period
    if sender and period:
        one.claim = Claim(form.code, sender, period, one.part.sheet, one.version, (one.part,))


def _is_of_another_time(one: _Heard) -> bool:
    """Whether a piece that does not say its period names, by its sheet or above its table, a time of another one."""
    agreed = next(iter(one.periods.values()), "")
    return bool(agreed) and any(
        spans.tells_of_another(text, Period.parse(agreed)) for text in (one.part.sheet, *one.texts)
    )


def _agreed(form: Form, said: Sequence[tuple[Form | None, Voices]]) -> Voices:
    """Give what the other pieces of the form, else those of all forms of its frequency, agree on; empty for nothing."""
    for wanted in ({form}, {other for other, _ in said if other and other.frequency is form.frequency}):
        first = {next(iter(spoken.values())) for other, spoken in said if other in wanted and spoken}
        if first:
            return {voices.BOOK: first.pop()} if len(first) == 1 else {}
    return {}


def _stamp(view: View, remarks: Remarks) -> Stamp | None:
    found = stamp.stamps_of(view)
    if len(found) > 1:
        message = (
            f"工作表“{view.sheet.name}”里有{len(found)}个不同的报送标识，可能粘贴了两张表，请一张工作表只放一张报表。"
        )
        remarks.add(Remark("id-two-readings", message, "一个报送标识"))
    return found[0] if found else None


def _check_version(version: str, form: Form, remarks: Remarks) -> None:
    if version and version != form.version:
        message = f"所用的“{form.name}”是较早下发的版本，数字已照常读取，下次请用新下发的表式。"
        remarks.add(Remark("id-version", message, form.version), found=version)


def _check_file_name(heard: Sequence[_Heard]) -> None:
    """Say of each piece that the file's name names another period, unless one of that form keeps to the name."""
    claimed = [(one, one.claim) for one in heard if one.claim]
    agreeing = {(claim.form, claim.sender) for one, claim in claimed if not _differs_from_file(one, claim)}
    for one, claim in claimed:
        if _differs_from_file(one, claim) and (claim.form, claim.sender) not in agreeing:
            message = (
                f"表内的报告期是{claim.period.label}，而文件名写的是另一期，"
                "请核实是哪一期的数据，更正表内报告期或文件名后重报。"
            )
            one.remarks.add(Remark("id-period", message, claim.period.label))


def _differs_from_file(one: _Heard, claim: Claim) -> bool:
    said = one.periods.get(voices.FILE)
    return said is not None and Period.parse(said) != claim.period


def _check_age(claims: Mapping[Claim, Sequence[_Heard]], received: date) -> None:
    """Say of a form whose next period was over when it came that it may be an old one, unless a newer came with it."""
    for claim, pieces in claims.items():
        newer = (one for one in claims if (one.form, one.sender) == (claim.form, claim.sender))
        if not any(one.period > claim.period for one in newer):
            when.outdated(claim.period, received, pieces[0].remarks)


def _claims(heard: Sequence[_Heard]) -> dict[Claim, list[_Heard]]:
    """Make one claim of all pieces that are the same form of the same sender and period."""
    same: dict[tuple[str, str, Period], list[_Heard]] = {}
    for one in heard:
        if one.claim:
            same.setdefault((one.claim.form, one.claim.sender, one.claim.period), []).append(one)
    return {
        replace(pieces[0].claim, parts=tuple(one.part for one in pieces)): pieces
        for pieces in same.values()
        if pieces[0].claim
    }


def _found(pieces: Sequence[_Heard]) -> tuple[Finding, ...]:
    """Give what was odd about the pieces of one claim; what is said of all of them, as of the file's name, once."""
    told: dict[tuple[str, str | None, str], Finding] = {}
    for finding in (finding for one in pieces for finding in one.remarks.findings):
        where = f"{finding.sheet}!{finding.cell}" if finding.cell else None
        told.setdefault((finding.code, where, finding.message), finding)
    return tuple(told.values())


def _no_form(views: Sequence[View], arrival: Arrival, catalogue: Catalogue) -> Finding:
    remarks = Remarks(None, parameters=catalogue.parameter)
    units = unitwords.within(voices.without_ending(arrival.name), catalogue)
    remarks.sender = units[0].name if len(units) == 1 else None
    seen = _seen(views)
    message = "文件里没有可识别的报表：请用下发的表式填报，不要删去标题和表头，填好后发回原文件。"
    remarks.add(Remark("id-form", f"{message}{seen}", "下发的报表"))
    return remarks.findings[0]


def _seen(views: Sequence[View]) -> str:
    """Tell of the fullest table that is there, for its sender to see what does not fit; empty for none."""
    tables = [(found, view.sheet.name) for view in views if (found := outline(view))]
    if not tables:
        return ""
    found, name = max(tables, key=lambda one: one[0].figures)
    labels = [label for label in found.labels.values() if label]
    told = "、".join(labels[:_MOST_LABELS]) + ("等" if len(labels) > _MOST_LABELS else "")
    return f"工作表“{name}”第{found.bottom}行认出的栏名是“{told}”，与下发的各表都对不上。"
