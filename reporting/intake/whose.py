"""Whose a sheet is: by its stamp, by 填报单位, by its title, by the file's name."""

from __future__ import annotations

from reporting.intake import titles, unitwords, voices
from reporting.intake.remarks import Remark, Remarks
from reporting.intake.stamp import Stamp
from reporting.intake.view import View
from reporting.model.catalogue import CITY, COUNTY, ZONE, Catalogue, Form, Unit
from reporting.model.periods import Period


def voices_of(
    view: View, texts: list[str], stamped: Stamp | None, file: str, form: Form, catalogue: Catalogue
) -> voices.Voices:
    """Gather who says which sender (unit codes), the weightiest first; words that name no unit say nothing."""
    stamp_unit = catalogue.unit_by_code.get(stamped.sender) if stamped else None
    words = titles.sender_words(view)
    label = unitwords.named(words, catalogue)
    heard = {
        voices.STAMP: stamp_unit.code if stamp_unit else "",
        voices.LABEL: label.code if label else "",
        voices.TITLE: titles.sender_of_title(texts, form, catalogue),
        voices.FILE: _sender_of_file(file, form, catalogue),
    }
    spoken = {who: code for who, code in heard.items() if code}
    if label and _may_be_own_office(words, label, form, catalogue) and set(spoken.values()).intersection(form.senders):
        del spoken[voices.LABEL]
    return spoken or ({voices.ONLY: form.senders[0]} if len(form.senders) == 1 else {})


def _may_be_own_office(words: str, label: Unit, form: Form, catalogue: Catalogue) -> bool:
    """Whether 市科技局 may be a county's own office of that name: the city's does not send this form."""
    office = label.kind not in (CITY, COUNTY, ZONE) and label.code not in form.senders
    city = (catalogue.city.name, *catalogue.city.aliases)
    return office and not any(name in words for name in city)


def _sender_of_file(file: str, form: Form, catalogue: Catalogue) -> str:
    """Find the sender in the file's name, else in its folders'; senders of the form before other units."""
    parts = [part for part in file.split("/") if part]
    for part in reversed(parts):
        codes = list(dict.fromkeys(unit.code for unit in unitwords.within(voices.without_ending(part), catalogue)))
        likely = [code for code in codes if code in form.senders] or codes
        if len(likely) == 1:
            return likely[0]
    return ""


def settled(
    heard: voices.Voices, view: View, form: Form, period: Period | None, catalogue: Catalogue, remarks: Remarks
) -> str:
    """Settle the sender and say what contradicts; empty where nobody can tell.

    `period` is the one the sheet seems to be of: a unit that had ended by then stands for the one that took over.
    """
    if not heard:
        message = f"看不出“{form.name}”是哪个单位报送的，请在表头“填报单位：”后写明单位全称后重报。"
        remarks.add(Remark("id-unit", message, "填报单位"))
        return ""
    codes = {who: _living(code, period, catalogue) for who, code in heard.items()}
    (who, code), *others = codes.items()
    name = catalogue.unit_name(code)
    remarks.sender = name
    if code != heard[who]:
        _renamed(catalogue.unit_name(heard[who]), name, remarks)
    for other, differing in others:
        if differing != code:
            said = catalogue.unit_name(differing)
            message = f"{who}的单位是“{name}”，而{other}是“{said}”，请核实由哪个单位报送，更正后重报。"
            remarks.add(Remark("id-unit", message, name), found=said)
    if voices.LABEL not in codes:
        _check_label(titles.sender_words(view), name, catalogue, remarks)
    if code not in form.senders:
        message = f"“{form.name}”不由{name}报送，请核对填报单位和所用的表式。"
        senders = "、".join(catalogue.unit_name(sender) for sender in form.senders)
        remarks.add(Remark("id-sender", message, senders), found=name)
    return code


def _check_label(words: str, name: str, catalogue: Catalogue, remarks: Remarks) -> None:
    """Say so where 填报单位 names several units, or something that is named after a county and is none."""
    several = len(unitwords.places(words, catalogue)) > 1
    if several or unitwords.is_other_place(words, catalogue):
        what = "不止一个单位" if several else f"不是“{name}”本身"
        message = f"填报单位写的是“{words}”，{what}，请核实由哪个单位报送，更正后重报。"
        remarks.add(Remark("id-unit", message, name), found=words)


def _living(code: str, period: Period | None, catalogue: Catalogue) -> str:
    unit = catalogue.unit_by_code.get(code)
    return unitwords.living(unit, period, catalogue).code if unit and period else code


def _renamed(old: str, name: str, remarks: Remarks) -> None:
    message = f"填报单位“{old}”已并入或更名，已按“{name}”读取，下次请写现在的名称。"
    remarks.add(Remark("name-changed", message, name), found=old)
