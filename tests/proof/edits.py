"""What people do to a briefing before it is signed: slips, each with the doubt it must raise, and right rewrites.

Every edit is drawn by a seed from the text as it stands and the figures behind it; it names the paragraph it changes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.model.figures import Compilation, Figure
from reporting.model.numbers import fixed, plain, rounded
from reporting.model.proof import Doubt, Kind
from tests.proof.papers import Line, Paper


@dataclass(frozen=True)
class Edit:
    """One change: new words by paragraph (None leaves it out), what must be found, None where all is still right.

    `touched` is a piece of the new text that the doubt's sentence must hold.
    """

    name: str
    changes: dict[int, str | None]
    kinds: tuple[Kind, ...] = ()
    touched: str = ""

    def is_met_by(self, found: Sequence[Doubt]) -> bool:
        """Whether a wrong edit is found by kind and sentence, or nothing is found in a right one."""
        if not self.kinds:
            return not found
        return any(one.kind in self.kinds and self.touched in one.sentence for one in found)


@dataclass(frozen=True)
class Desk:
    """What an edit is drawn from."""

    paper: Paper
    compilation: Compilation
    draw: random.Random

    @property
    def told(self) -> list[Line]:
        """The sentences on the key indicators."""
        names = [_spoken(figure) for figure in self.compilation.key_figures]
        lines = [line for line in self.paper.lines if line.cell is None and "，" in line.text]
        return [line for line in lines if any(name in line.text for name in names) and "位依次" not in line.text]

    def line(self, word: str) -> Line | None:
        """Draw a paragraph, outside of tables, that holds a word."""
        found = [line for line in self.paper.lines if line.cell is None and word in line.text]
        return self.draw.choice(found) if found else None


Draw = Callable[[Desk], Edit | None]

_MEASURED = re.compile(r"(?<![\d.—])(\d+(?:\.\d+)?)(?=亿元|家|%|个百分点|人年|万平方米|项)")


def _spoken(figure: Figure) -> str:
    name = figure.name.replace("(", "（").replace(")", "）")
    return name.removesuffix("累计数") if name.endswith("累计数") else name.removesuffix("增速")


def _replaced(line: Line, start: int, end: int, new: str) -> str:
    return line.text[:start] + new + line.text[end:]


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind("。", 0, at) + 1, 0)
    end = text.find("。", at)
    return text[start : end + 1 if end >= 0 else len(text)]


def _wrong(name: str, line: Line, match: re.Match[str], new: str, *kinds: Kind) -> Edit:
    text = _replaced(line, match.start(), match.end(), new)
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
    return Edit("standing", {line.place: swapped}, (Kind.COMPARISON,), other)


def _lists(desk: Desk) -> tuple[Line, list[re.Match[str]]] | None:
    line = desk.line("位依次为")
    return (line, list(re.finditer(r"(?<=位依次为)[^；。]+", line.text))) if line else None


def order(desk: Desk) -> Edit | None:
    """Two counties of a list of first places changed about."""
    found = _lists(desk)
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
    found = _lists(desk)
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


def _ranked(desk: Desk) -> tuple[Figure, list[Figure]]:
    """Draw an indicator of amounts and its counties by value, the highest first."""
    figures = [one for one in desk.compilation.key_figures if one.measure in ("亿元", "家")]
    city = desk.draw.choice(figures)
    counties = {unit.code for unit in desk.compilation.catalogue.counties(desk.compilation.period)}
    units = [one for one in desk.compilation.figures_of(city.code) if one.unit in counties and one.value is not None]
    return city, sorted(units, key=lambda one: -(one.value or 0))


def _typed(desk: Desk, text: str) -> dict[int, str | None]:
    """Type a sentence over the slot for highlights."""
    slot = next(line for line in desk.paper.lines if line.text.startswith("〔"))
    return {slot.place: text}


def first_or_last(desk: Desk) -> Edit | None:
    """A county said to be first that is not, or far behind that is not."""
    city, units = _ranked(desk)
    name = desk.compilation.catalogue.unit_name
    said = desk.draw.choice(
        [
            (units[desk.draw.randrange(1, len(units))], "居全市首位"),
            (units[desk.draw.randrange(0, 3)], "在全市靠后"),
            (units[desk.draw.randrange(2, len(units))], "居全市第2位"),
            (units[-desk.draw.randrange(1, 4)], "位居全市前列"),
        ]
    )
    text = f"{name(said[0].unit)}{_spoken(city)}{said[1]}。"
    return Edit("first-or-last", _typed(desk, text), (Kind.RANK,), text)


def whose(desk: Desk) -> Edit | None:
    """Two counties' figures exchanged."""
    city, units = _ranked(desk)
    one, other = desk.draw.sample(units[:8], 2)
    if _text(one) == _text(other):
        return None
    name = desk.compilation.catalogue.unit_name
    text = f"从县域看，{name(one.unit)}{_spoken(city)}{_text(other)}，{name(other.unit)}{_text(one)}。"
    return Edit("whose", _typed(desk, text), (Kind.UNIT,), text)


def _text(figure: Figure) -> str:
    return f"{fixed(figure.value or Decimal(0), figure.places)}{figure.measure}"


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
    text = _replaced(
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


# Right rewrites.


def fewer_places(desk: Desk) -> Edit | None:
    """A figure with fewer decimals, rightly rounded from the unrounded figure."""
    figure = desk.draw.choice([one for one in desk.compilation.key_figures if one.places and one.value is not None])
    printed = _text(figure)
    line = next((line for line in desk.told if printed in line.text), None)
    if line is None or figure.value is None:
        return None
    short = f"{fixed(figure.value, desk.draw.randrange(figure.places))}{figure.measure}"
    return Edit("fewer-places", {line.place: line.text.replace(printed, short, 1)})


def converted(desk: Desk) -> Edit | None:
    """Money rightly carried over into another measure."""
    figure = desk.draw.choice([one for one in desk.compilation.key_figures if one.measure == "亿元"])
    printed = _text(figure)
    line = next((line for line in desk.told if printed in line.text), None)
    if line is None or figure.value is None:
        return None
    exact = desk.draw.choice([rounded(figure.value, figure.places), figure.value])
    return Edit("converted", {line.place: line.text.replace(printed, f"{fixed(exact * 10000, 0)}万元", 1)})


def left_out(desk: Desk) -> Edit | None:
    """A sentence that is left out."""
    return Edit("left-out", {desk.draw.choice(desk.told).place: None})


def spelled(desk: Desk) -> Edit | None:
    """Signs of other widths, other dashes and brackets, blanks."""
    line = desk.draw.choice(desk.told)
    wide = {ord(one): ord(one) + 0xFEE0 for one in "0123456789.%"}
    ways: tuple[Callable[[str], str], ...] = (
        lambda text: text.translate(wide),
        lambda text: text.replace("（", "(").replace("）", ")"),
        lambda text: text.replace("，", ", ").replace("；", "; "),
        lambda text: text.replace("前三季度", "1-9月").replace("截至9月底", "截至9月末"),
        lambda text: text.replace("前三季度", "2023年1—9月") if "前三季度" in line.text else text,
        lambda text: text.replace("同比", "比上年同期"),
        lambda text: text.replace("增长", "上升"),
        lambda text: text.replace("累计", "达到"),
    )
    return Edit("spelled", {line.place: desk.draw.choice(ways)(line.text)})


def reordered(desk: Desk) -> Edit | None:
    """The halves of a sentence in another order."""
    line = desk.draw.choice([one for one in desk.told if one.text.count("；") == 1 and "目标" in one.text] or desk.told)
    first, _, second = line.text.rstrip("。").partition("；")
    name = next((one for one in map(_spoken, desk.compilation.key_figures) if one in first), "")
    when, _, rest = first.partition("，")
    if not second or name not in rest:
        return None
    return Edit(
        "reordered",
        {
            line.place: f"{when}，{name}{second}；{rest.replace(name, '', 1)}。"
            if "家" in first
            else f"{rest}；{second}。"
        },
    )


def rewritten(desk: Desk) -> Edit | None:
    """A sentence wholly in other words."""
    texts = list(_rewritings(desk))
    return Edit("rewritten", _typed(desk, desk.draw.choice(texts))) if texts else None


def _moved(growth: Decimal, up: str = "增长", down: str = "下降") -> str:
    return f"{up if growth > 0 else down}{fixed(abs(growth), 1)}%"


def _rewritings(desk: Desk) -> Iterator[str]:
    name_of = desk.compilation.catalogue.unit_name
    for one in desk.compilation.key_figures:
        name, text = _spoken(one), _text(one)
        if one.value is None or one.value_period != one.period or one.measure in ("%", "人年"):
            continue
        yield f"从总量看，全市{name}达到{text}。"
        if one.growth is not None:
            yield f"与去年同期相比，{name}{_moved(one.growth)}，总量达{text}。"
            yield f"{name}今年以来实现{text}，较上年同期{_moved(one.growth, '上升', '减少')}。"
            yield (
                f"{name}同比增速为{fixed(one.growth, 1)}%。"
                if one.growth > 0
                else f"{name}同比下降{fixed(-one.growth, 1)}%。"
            )
        if one.base is not None:
            base = f"{fixed(one.base, one.places)}{one.measure}"
            yield (
                f"{name}由上年同期的{base}增至{text}。"
                if one.value > one.base
                else f"{name}由上年同期的{base}降至{text}。"
            )
            yield f"上年同期，{name}为{base}。"
        if one.progress is not None:
            aim = f"{plain(one.target_value or Decimal(0))}{one.measure}"
            yield f"{name}完成率{fixed(one.progress, 1)}%，距离年度目标{aim}仍需努力。"
        if one.target_value is not None and one.measure != "%":
            yield f"今年要确保{name}达到{plain(one.target_value)}{one.measure}的年度目标。"
        low = one.value.scaleb(-2).to_integral_value() * 100
        if 0 < low < one.value and one.value - low < low / 5:
            yield f"{name}超{plain(low)}{one.measure}，发展态势良好。"
    city, units = _ranked(desk)
    first, second = units[:2]
    yield f"{name_of(first.unit)}{_spoken(city)}{_text(first)}，居全市首位。"
    most = f"{_spoken(city)}最多的是{name_of(first.unit)}，达{_text(first)}"
    yield f"{most}；{name_of(second.unit)}列第2位，为{_text(second)}。"
    yield f"{name_of(first.unit)}、{name_of(second.unit)}{_spoken(city)}分别为{_text(first)}、{_text(second)}。"
    yield f"{name_of(units[-1].unit)}{_spoken(city)}仅{_text(units[-1])}，在全市靠后。"


def free_text(desk: Desk) -> Edit | None:
    """What people write in their slots that quotes no figure of the ledger."""
    texts = (
        "10月23日，市委科技强市建设领导小组召开第3次调度会，12个县（市、区）负责同志参加，会议印发温科发〔2023〕45号文件。",
        "下一步，要推进24项任务落地，力争四季度新开工项目8个，确保“5+5”产业新型研发机构全覆盖，联系电话0577-88961234。",
        "联合高校共建研究院2所，举办对接活动36场，服务企业1200余家次。",
        "1.加强调度。对滞后指标逐项会诊，推动技术交易额持续增长。",
        "省财政下达专项资金1.5亿元，支持中国眼谷等3个重大平台建设，目前已到位60%。",
        "乐清市召开现场推进会，瑞安市新建众创空间5家，龙湾区引进团队12个。",
        "对照2025年高新技术企业达到5500家的目标，要加快梯队培育。",
    )
    return Edit("free-text", _typed(desk, desk.draw.choice(texts)))


def unordered(desk: Desk) -> Edit | None:
    """The first places named in no order, where none is claimed."""
    found = _lists(desk)
    if found is None:
        return None
    line, lists = found
    match = desk.draw.choice(lists)
    if "（" in match[0]:
        return None
    names = match[0].split("、")
    desk.draw.shuffle(names)
    text = _replaced(line, match.start(), match.end(), "、".join(names))
    start = text.rfind("依次为", 0, match.start() + 1)
    return Edit("unordered", {line.place: text[:start] + "为" + text[start + 3 :]})


WRONG: tuple[Draw, ...] = (
    digit, digit, digit, target, measure, direction, direction, time, time, title, count, standing, order, stranger,
    absent, first_or_last, whose, cell, cell, swapped_rows, judgement_cell, measure_cell, head,
)  # fmt: skip
RIGHT: tuple[Draw, ...] = (
    fewer_places, converted, left_out, spelled, reordered, rewritten, rewritten, rewritten, free_text, unordered,
)  # fmt: skip


def edits(paper: Paper, compilation: Compilation, number: int, seed: int) -> Iterator[Edit]:
    """Draw a number of edits, two of three of them wrong."""
    draw = random.Random(seed)
    desk = Desk(paper, compilation, draw)
    made = 0
    while made < number:
        edit = draw.choice(WRONG if draw.random() < 0.65 else RIGHT)(desk)
        if edit is not None and all(
            edit.changes[line.place] != line.text for line in paper.lines if line.place in edit.changes
        ):
            made += 1
            yield edit
