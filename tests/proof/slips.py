"""Slips: what must be found, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reporting.model.proof import Kind
from tests.proof.desk import Desk, Draw, Edit, lists_of_places, ranked, replaced, spoken, typed, value_text
from tests.proof.papers import Line

_MEASURED = re.compile(r"(?<![\d.—])(\d+(?:\.\d+)?)(?=亿元|家|%|个百分点|人年|万平方米|项)")


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind("。", 0, at) + 1, 0)
    end = text.find("。", at)
    return text[start : end + 1 if end >= 0 else len(text)]


def _wrong(name: str, line: Line, match: re.Match[str], new: str, *kinds: Kind) -> Edit:
    text = replaced(line, match.start(), match.end(), new)
    return Edit(name, {line.place: text}, kinds, _sentence(text, match.start()))


def _other_digit(desk: Desk, number: str) -> str:
    """Change one digit; never the first to nought."""
    places = [at for at, sign in enumerate(number) if sign.isdigit()]
    at = desk.draw.choice(places)
    digits = [one for one in "0123456789" if one != number[at] and (one != "0" or at)]
    return number[:at] + desk.draw.choice(digits) + number[at + 1 :]


def digit(desk: Desk) -> Edit | None:
    """A digit of a figure in the text."""
    line = desk.draw.choice(desk.told)
    found = list(_MEASURED.finditer(line.text))
    if not found:
        return None
    match = desk.draw.choice(found)
    return _wrong("digit", line, match, _other_digit(desk, match[0]), Kind.NUMBER)


def target(desk: Desk) -> Edit | None:
    """A target's number."""
    found = [(line, match) for line in desk.told for match in re.finditer(r"(?<=目标（)\d+|(?<=目标)\d{3,}", line.text)]
    if not found:
        return None
    line, match = desk.draw.choice(found)
    return _wrong("target", line, match, _other_digit(desk, match[0]), Kind.NUMBER)


def _words(name: str, kind: Kind, pairs: Sequence[tuple[str, str]]) -> Draw:
    """Make an edit that puts one word for another."""

    def edit(desk: Desk) -> Edit | None:
        found = [
            (line, match, new) for line in desk.told for old, new in pairs for match in re.finditer(old, line.text)
        ]
        if not found:
            return None
        line, match, new = desk.draw.choice(found)
        return _wrong(name, line, match, new, kind)

    return edit


measure = _words(
    "measure",
    Kind.MEASURE,
    (
        (r"(?<=\d)亿元", "万元"), (r"(?<=\d)万平方米", "平方米"), (r"(?<=\d)个百分点", "%"),
        (r"(?<=增长\d\d\.\d)%", "个百分点"),
        (r"(?<=为\d\.\d\d)%", "个百分点"), (r"(?<=\d)人年", "万人年"),
    ),
)  # fmt: skip
direction = _words(
    "direction",
    Kind.COMPARISON,
    (
        ("增长(?=\\d)", "下降"), ("提高(?=\\d)", "下降"), ("净增(?=\\d)", "净减"), ("净减(?=\\d)", "净增"),
        ("快于(?=时序)", "慢于"),
        ("(?<=）)低(?=\\d)", "高"), ("(?<=）)高(?=\\d)", "低"), ("增长(?=\\d)", "减少"), ("提高(?=\\d)", "回落"),
    ),
)  # fmt: skip
time = _words(
    "time",
    Kind.PERIOD,
    (
        ("前三季度(?=，)", "三季度"), ("前三季度(?=，)", "上半年"), ("截至9月底", "截至6月底"), ("截至9月底", "三季度"),
        ("2022年数", "2021年数"), ("前三季度(?=，)", "7—9月"), ("全年(?=，)", "四季度"), ("截至12月底", "截至9月底"),
    ),
)  # fmt: skip


def title(desk: Desk) -> Edit | None:
    """The time in the title, or in the sentence that counts."""
    found = [line for line in desk.paper.lines if line.cell is None and "2023年前三季度" in line.text]
    if not found:
        return None
    line = desk.draw.choice(found[:2])
    match = re.search("前三季度", line.text)
    assert match
    return _wrong("title", line, match, "三季度", Kind.PERIOD)


def count(desk: Desk) -> Edit | None:
    """How many indicators stand how."""
    line = desk.line("项主要指标")
    found = list(re.finditer(r"\d(?=项)", line.text)) if line else []
    if not line or not found:
        return None
    match = desk.draw.choice(found)
    return _wrong("count", line, match, str(int(match[0]) % 9 + 1), Kind.NUMBER)


def standing(desk: Desk) -> Edit | None:
    """An indicator counted among those that stand otherwise."""
    line = desk.line("可评价")
    figures = desk.compilation.key_figures
    if line is None:
        return None
    pairs = [
        (one.name, other.name)
        for one in figures
        for other in figures
        if one.judgement != other.judgement and one.name in line.text and other.name in line.text
    ]
    if not pairs:
        return None
    one, other = desk.draw.choice(pairs)
    swapped = line.text.replace(one, "\0").replace(other, one).replace("\0", other)
    return Edit("standing", {line.place: swapped}, (Kind.COMPARISON,))


def order(desk: Desk) -> Edit | None:
    """Two counties of a list of first places changed about."""
    found = lists_of_places(desk)
    if found is None:
        return None
    line, lists = found
    match = desk.draw.choice(lists)
    names = re.split("、", match[0])
    if "（" in names[0] + names[1] or "和" in names[0] + names[1]:
        return None
    names[0], names[1] = names[1], names[0]
    return _wrong("order", line, match, "、".join(names), Kind.RANK)


def stranger(desk: Desk) -> Edit | None:
    """A county in a list of first places that is not among them."""
    found = lists_of_places(desk)
    if found is None:
        return None
    line, lists = found
    match = desk.draw.choice(lists)
    counties = [unit.name for unit in desk.compilation.catalogue.counties(desk.compilation.period)]
    named = [name for name in counties if name in match[0]]
    others = [name for name in counties if name not in match[0]]
    new = match[0].replace(desk.draw.choice(named), desk.draw.choice(others))
    return _wrong("stranger", line, match, new, Kind.UNIT)


def absent(desk: Desk) -> Edit | None:
    """Another county that is said not to have reported."""
    line = desk.line("未报送")
    match = re.search("泰顺县|平阳县|苍南县", line.text) if line else None
    return _wrong("absent", line, match, "乐清市", Kind.UNIT) if line and match else None


def first_or_last(desk: Desk) -> Edit | None:
    """A county said to be first that is not, or far behind that is not."""
    city, units = ranked(desk)
    name = desk.compilation.catalogue.unit_name
    said = desk.draw.choice(
        [
            (units[desk.draw.randrange(1, len(units))], "居全市首位"),
            (units[desk.draw.randrange(0, 3)], "在全市靠后"),
            (units[desk.draw.randrange(2, len(units))], "居全市第2位"),
            (units[-desk.draw.randrange(1, 4)], "位居全市前列"),
        ]
    )
    text = f"{name(said[0].unit)}{spoken(city)}{said[1]}。"
    return Edit("first-or-last", typed(desk, text), (Kind.RANK,), text)


def whose(desk: Desk) -> Edit | None:
    """Two counties' figures exchanged."""
    city, units = ranked(desk)
    one, other = desk.draw.sample(units[:8], 2)
    if value_text(one) == value_text(other):
        return None
    name = desk.compilation.catalogue.unit_name
    text = f"从县域看，{name(one.unit)}{spoken(city)}{value_text(other)}，{name(other.unit)}{value_text(one)}。"
    return Edit("whose", typed(desk, text), (Kind.UNIT,), text)


_NUMBER_CELL = re.compile(r"−?\d+(?:\.\d+)?(?=%|个百分点|（|＊|\Z)")


def cell(desk: Desk) -> Edit | None:
    """A number in a cell of an annex."""
    lines = [line for line in desk.paper.lines if line.cell and line.cell[1] and _NUMBER_CELL.match(line.text)]
    lines = [
        line for line in lines if line.cell and (line.cell[2] or line.cell[0] == 2) and not line.text.startswith("20")
    ]
    lines = [line for line in lines if line.cell and not (line.cell[0] == 3 and line.cell[2] < 3)]
    line = desk.draw.choice(lines)
    match = _NUMBER_CELL.match(line.text)
    assert match
    text = replaced(
        line, 0, match.end(), ("−" if match[0][0] == "−" else "") + _other_digit(desk, match[0].lstrip("−"))
    )
    if text.lstrip("−").startswith("0") and line.text == "0":
        return None
    return Edit("cell", {line.place: text}, (Kind.NUMBER, Kind.UNIT), text)


def swapped_rows(desk: Desk) -> Edit | None:
    """Two counties' names exchanged in the annex."""
    counties = {unit.name for unit in desk.compilation.catalogue.counties(desk.compilation.period)}
    stubs = [line for line in desk.paper.lines if line.cell and line.cell[2] == 0 and line.text in counties]
    one, other = desk.draw.sample(stubs, 2)
    return Edit("swapped-rows", {one.place: other.text, other.place: one.text}, (Kind.UNIT,), one.text)


def judgement_cell(desk: Desk) -> Edit | None:
    """A judgement in an annex."""
    words = ["达到", "基本达到", "滞后", "严重滞后"]
    lines = [line for line in desk.paper.lines if line.cell and line.text.lstrip("●") in words]
    if not lines:
        return None
    line = desk.draw.choice(lines)
    word = line.text.lstrip("●")
    new = desk.draw.choice([one for one in words if one != word])
    return Edit("judgement-cell", {line.place: line.text.replace(word, new)}, (Kind.COMPARISON,), new)


def measure_cell(desk: Desk) -> Edit | None:
    """The measure of a row of an annex."""
    lines = [
        line for line in desk.paper.lines if line.cell and line.cell[1] and line.text in ("亿元", "万平方米", "万人")
    ]
    line = desk.draw.choice(lines)
    new = {"亿元": "万元", "万平方米": "平方米", "万人": "人"}[line.text]
    return Edit("measure-cell", {line.place: new}, (Kind.MEASURE,), new)


def head(desk: Desk) -> Edit | None:
    """The months at the head of a column."""
    lines = [line for line in desk.paper.lines if line.cell and "1—9月" in line.text]
    if not lines:
        return None
    line = desk.draw.choice(lines)
    return Edit("head", {line.place: line.text.replace("1—9月", "7—9月")}, (Kind.PERIOD,), "7—9月")


WRONG: tuple[Draw, ...] = (
    digit, digit, digit, target, measure, direction, direction, time, time, title, count, standing, order, stranger,
    absent, first_or_last, whose, cell, cell, swapped_rows, judgement_cell, measure_cell, head,
)  # fmt: skip
