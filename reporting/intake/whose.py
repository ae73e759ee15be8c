"""Whose a sheet is: by its stamp, by 填报单位, by its title, by the file's name."""

from __future__ import annotations

from reporting.intake import titles, unitwords, voices
from reporting.intake.remarks import Remark, Remarks
from reporting.intake.stamp import Stamp
from reporting.intake.view import View
from reporting.model.catalogue import Catalogue, Form


def voices_of(
    view: View, texts: list[str], stamped: Stamp | None, file: str, form: Form, catalogue: Catalogue
) -> voices.Voices:
    """Gather who says which sender (unit codes), the weightiest first; words that name no unit say nothing."""
    stamp_unit = catalogue.unit_by_code.get(stamped.sender) if stamped else None
    label = unitwords.named(titles.sender_words(view), catalogue)
    heard = {
        voices.STAMP: stamp_unit.code if stamp_unit else "",
        voices.LABEL: label.code if label else "",
        voices.TITLE: titles.sender_of_title(texts, form, catalogue),
        voices.FILE: _sender_of_file(file, form, catalogue),
    }
    spoken = {who: code for who, code in heard.items() if code}
    return spoken or ({voices.ONLY: form.senders[0]} if len(form.senders) == 1 else {})


def _sender_of_file(file: str, form: Form, catalogue: Catalogue) -> str:
    """Find the sender in the file's name, else in its folders'; senders of the form before other units."""
    parts = [part for part in file.split("/") if part]
    for part in reversed(parts):
        codes = list(dict.fromkeys(unit.code for unit in unitwords.within(voices.without_ending(part), catalogue)))
        likely = [code for code in codes if code in form.senders] or codes
        if len(likely) == 1:
            return likely[0]
    return ""


def settled(heard: voices.Voices, form: Form, catalogue: Catalogue, remarks: Remarks) -> str:
    """Settle the sender and say what contradicts; empty where nobody can tell."""
    if not heard:
        message = f"看不出“{form.name}”是哪个单位报送的，请在表头“填报单位：”后写明单位全称后重报。"
        remarks.add(Remark("id-unit", message, "填报单位"))
        return ""
    (who, code), *others = heard.items()
    name = catalogue.unit_name(code)
    remarks.sender = name
    for other, differing in others:
        if differing != code:
            said = catalogue.unit_name(differing)
            message = f"{who}的单位是“{name}”，而{other}是“{said}”，请核实由哪个单位报送，更正后重报。"
            remarks.add(Remark("id-unit", message, name), found=said)
    if code not in form.senders:
        message = f"“{form.name}”不由{name}报送，请核对填报单位和所用的表式。"
        senders = "、".join(catalogue.unit_name(sender) for sender in form.senders)
        remarks.add(Remark("id-sender", message, senders), found=name)
    return code
