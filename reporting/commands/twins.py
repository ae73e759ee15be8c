"""One form more than once in a mail: which of two counts is not ours to guess, and a blank one beside it is none.

What stands beside them (以此为准, 最终版) stands often enough beside both.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from reporting.commands.office import Office
from reporting.commands.open_archive import all_in
from reporting.commands.open_file import Parcel
from reporting.commands.open_mail import about
from reporting.model.records import Reading
from reporting.model.words import Outcome, Severity

_TWO = "同一封信里有{count}份内容不同的“{form}”（{files}），不知以哪一份为准，请只留一份重新报送"
_BLANK = "“{form}”的这一份没有填数，同一封信里另有填好的一份，空白的不收"

Each = list[tuple[Parcel, Reading]]


def tell_twins(office: Office, mail: Parcel) -> None:
    """Return forms that a mail holds twice with different figures, and leave out blank ones beside filled ones."""
    found: dict[tuple[str, str, str], Each] = defaultdict(list)
    for parcel in all_in(mail):
        for reading in parcel.readings:
            claim = reading.claim
            found[claim.form, claim.sender, str(claim.period)].append((parcel, reading))
    for both in found.values():
        filled = [(parcel, reading) for parcel, reading in both if reading.has_figures]
        if len({id(parcel) for parcel, _ in filled}) > 1 and len({_figures(reading) for _, reading in filled}) > 1:
            _return(office, filled)
        if filled:
            _leave_out(office, [(parcel, reading) for parcel, reading in both if not reading.has_figures])


def _return(office: Office, both: Each) -> None:
    files = "、".join(dict.fromkeys(parcel.arrival.name.rsplit("/", 1)[-1] for parcel, _ in both))
    for parcel, reading in both:
        claim = reading.claim
        message = _TWO.format(count=len(both), form=_form(office, reading), files=files)
        finding = about(office, parcel.arrival, "id-two-files", message, office.catalogue.unit_name(claim.sender))
        finding = replace(finding, form=claim.form, period=claim.period)
        told = replace(reading, findings=(*reading.findings, finding))
        parcel.readings = tuple(told if one is reading else one for one in parcel.readings)


def _leave_out(office: Office, blank: Each) -> None:
    for parcel, reading in blank:
        message = _BLANK.format(form=_form(office, reading))
        finding = about(office, parcel.arrival, "file-empty", message, office.catalogue.unit_name(reading.claim.sender))
        parcel.readings = tuple(one for one in parcel.readings if one is not reading)
        parcel.findings = (*parcel.findings, replace(finding, severity=Severity.NOTE))
        parcel.outcome = parcel.outcome or (None if parcel.readings else Outcome.ACCEPTED)


def _form(office: Office, reading: Reading) -> str:
    return office.catalogue.form_by_code[reading.claim.form].name


def _figures(reading: Reading) -> tuple[object, ...]:
    """Give what a form says, without where it stands."""
    values = (
        (one.unit, one.item, one.period, one.content, one.key, one.value, one.state) for one in reading.observations
    )
    rows = (tuple(sorted(one.fields.items())) for one in reading.entries)
    return (*sorted(values, key=repr), *sorted(rows))
