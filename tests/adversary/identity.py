"""Who sends what for when: file names, titles, stamps, and what contradicts them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from random import Random

from tests.adversary import picks
from tests.adversary.case import Answered, Case, Told

Mutation = Callable[[Case, Random], bool]
_OTHERS = {"乐清市": "瑞安市", "瑞安市": "乐清市", "文成县": "泰顺县"}
_OTHER_PERIOD = {"2023Q3": ("2023年上半年", "2023年上半年（1—6月）"), "2022": ("2021年", "2021年")}


def _file_named(pattern: str) -> Mutation:
    """Make a mutation that names the file otherwise; the sheets say what they are."""

    def mutation(case: Case, chance: Random) -> bool:  # noqa: ARG001 - every mutation is called alike
        if "name" in case.needs:
            return False
        case.needs.add("name")
        case.name = pattern.format(name=case.sender) + PurePath(case.name).suffix
        return True

    return mutation


def _county(case: Case, chance: Random) -> Answered | None:
    """Pick a form that many units send, so that its sender is no matter of course."""
    found = [form for form in case.forms.values() if form.form in ("KJ1", "KJ8", "KJ9", "KJ10") and not form.lost]
    found = [form for form in found if not form.closed]
    return chance.choice(found) if found and case.sender in _OTHERS else None


def _mark(form: Answered | None, case: Case, *names: str) -> bool:
    """Note that the lines which say who and when are altered; false where one is already."""
    if form is None or not all(name in form.marks and case.free(form.marks[name]) for name in names):
        return False
    for name in names:
        case.touch(form.marks[name])
    return True


def short_name(case: Case, chance: Random) -> bool:
    """A unit by its short name behind 填报单位."""
    form = _county(case, chance)
    if form is None or not _mark(form, case, "sender"):
        return False
    form.marks["sender"].value = chance.choice(
        ("填报单位：{}", "填报单位: {} ", "填 报 单 位：{}", "填报单位（盖章）：{}")
    ).format(case.sender[:-1])
    return True


def other_sender(case: Case, chance: Random) -> bool:
    """Another county behind 填报单位 than in the stamp."""
    form = _county(case, chance)
    if form is None or not _mark(form, case, "sender", "stamp"):
        return False
    form.marks["sender"].value = f"填报单位：{_OTHERS[case.sender]}"
    case.tell("id-unit", form)
    return True


def other_file(case: Case, chance: Random) -> bool:  # noqa: ARG001 - every mutation is called alike
    """Another county in the file's name than on the sheets."""
    if case.sender not in _OTHERS or "name" in case.needs or any(one.code == "id-unit" for one in case.told):
        return False
    if any(not case.free(form.marks["stamp"]) for form in case.forms.values()):
        return False
    case.needs.add("name")
    case.name = _OTHERS[case.sender] + PurePath(case.name).suffix
    for form in case.forms.values():
        case.touch(form.marks["stamp"])
        case.tell("id-unit", form)
    return True


def other_title(case: Case, chance: Random) -> bool:
    """The title of an earlier period over this period's form."""
    form = picks.form(case, chance)
    if form is None or not _mark(form, case, "title", "stamp"):
        return False
    title = str(form.marks["title"].value)
    now = "2023年前三季度" if case.period == "2023Q3" else "2022年"
    if now not in title:
        return False
    form.marks["title"].value = title.replace(now, _OTHER_PERIOD[case.period][0])
    case.tell("id-period", form)
    return True


def other_period(case: Case, chance: Random) -> bool:
    """Another period behind 报告期 than in the stamp."""
    form = picks.form(case, chance)
    if form is None or not _mark(form, case, "period", "stamp"):
        return False
    form.marks["period"].value = f"报告期：{_OTHER_PERIOD[case.period][1]}"
    case.tell("id-period", form)
    return True


def plain_title(case: Case, chance: Random) -> bool:
    """The title without its period, the period without its months."""
    form = picks.form(case, chance)
    if form is None or not _mark(form, case, "title", "period"):
        return False
    form.marks["title"].value = str(form.marks["title"].value).replace("2023年前三季度", "").replace("2022年", "")
    form.marks["period"].value = f"报告期：{'2023年1-9月' if case.period == '2023Q3' else '2022年度'}"
    return True


def old_version(case: Case, chance: Random) -> bool:
    """A form issued before the catalogue changed: read, and noted."""
    form = picks.form(case, chance)
    if form is None or not _mark(form, case, "stamp"):
        return False
    parts = str(form.marks["stamp"].value).split("|")
    parts[2] = "0badcafe"
    form.marks["stamp"].value = "|".join(parts)
    case.tell("id-version", form)
    return True


def no_sender(case: Case, chance: Random) -> bool:
    """Nothing left that says whose the form is."""
    form = _county(case, chance)
    if form is None or case.told or len(case.forms) > 1 or not _mark(form, case, "stamp", "sender"):
        return False
    if "name" in case.needs:
        return False
    case.needs.add("name")
    form.marks["stamp"].value = None
    form.marks["sender"].value = "填报单位："
    case.name = "报表" + PurePath(case.name).suffix
    case.outcome, form.lost = "quarantined", True
    case.told = [Told("id-unit", None, form.page)]
    return True


def no_period(case: Case, chance: Random) -> bool:
    """Nothing left that says when the form is of."""
    form = picks.form(case, chance)
    if form is None or case.told or len(case.forms) > 1 or not _mark(form, case, "stamp", "period", "title"):
        return False
    form.marks["stamp"].value = form.marks["period"].value = None
    form.marks["title"].value = str(form.marks["title"].value).replace("2023年前三季度", "").replace("2022年", "")
    case.outcome, form.lost = "quarantined", True
    case.told = [Told("id-period", None, form.page)]
    return True


def alone_first(then: Mutation) -> Mutation:
    """Make a mutation of the only form of a workbook: the others are taken out first."""

    def mutation(case: Case, chance: Random) -> bool:
        if case.told or case.done:
            return False
        form = _county(case, chance) or picks.form(case, chance)
        if form is None:
            return False
        case.forms, case.pages = {form.form: form}, [form.page]
        return then(case, chance)

    return mutation


IDENTITY_KINDS = {
    "file-copy": _file_named("副本{name}"),
    "file-copy-number": _file_named("{name}(1)"),
    "file-final": _file_named("{name}报表最终版2"),
    "file-annex": _file_named("附件1：科技创新指标表（{name}）(盖章)"),
    "file-restored": _file_named("{name}(已自动还原)"),
    "file-nameless": _file_named("报表"),
    "sender-short": short_name,
    "sender-other": other_sender,
    "sender-other-file": other_file,
    "sender-none": alone_first(no_sender),
    "period-other-title": other_title,
    "period-other": other_period,
    "period-plain": plain_title,
    "period-none": alone_first(no_period),
    "version-old": old_version,
}
