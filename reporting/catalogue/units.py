"""Read 单位: who has figures, who sends forms, who answers for tasks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reporting.catalogue.circles import circle_from
from reporting.catalogue.directory import Directory
from reporting.catalogue.row import Placed, Row
from reporting.model.catalogue import CITY, COUNTY, ZONE, Unit
from reporting.model.filenames import safe_filename

_ALONE = "单列"
_WITHIN = re.compile(r"含在[‹《<(（「]?(.+?)[›》>)）」]?\Z")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")
# Units without a place in the official order come after those that have one.
_UNORDERED = 10_000


def read_units(rows: Sequence[Row], directory: Directory) -> list[Placed[Unit]]:
    """Read the units, kind by kind as the kinds come, each kind in its official order."""
    placed = [Placed(_unit(row, directory), row) for row in rows if row.text("代码")]
    _check_city(placed)
    _check_order(placed)
    _check_circles(placed)
    _check_containers(placed)
    kinds = list(dict.fromkeys(unit.record.kind for unit in placed))
    return sorted(placed, key=lambda unit: (kinds.index(unit.record.kind), unit.record.order))


def _unit(row: Row, directory: Directory) -> Unit:
    first, last = row.life("有效期")
    for address in row.names("邮箱"):
        if not _EMAIL.match(address):
            row.fault("邮箱", f"“{address}”不是邮箱地址", "请写作 name@example.cn，多个用、隔开")
    return Unit(
        code=row.text("代码"),
        name=_name(row),
        aliases=row.names("别名"),
        kind=row.needed("类型"),
        within=_within(row, directory),
        order=row.integer("排列顺序", _UNORDERED + row.number),
        valid_from=first,
        valid_to=last,
        succeeds=directory.many(directory.units, row, "承继"),
        email=row.text("邮箱"),
        mountain=row.yes("山区县"),
    )


def _name(row: Row) -> str:
    """Take the name, which also names files for the unit."""
    name = row.text("名称")
    if name and safe_filename(name) != name:
        row.fault("名称", f"名称“{name}”不能用作文件名", '请不要用 < > : " / \\ | ? * ，括号可用〈〉')
    return name


def _within(row: Row, directory: Directory) -> str:
    """Read 计入: the code of the unit whose figure includes this one's, empty where it stands alone."""
    text, kind = row.text("计入"), row.text("类型")
    if not text:
        if kind in (COUNTY, ZONE):
            row.fault("计入", f"{kind}没有写明计入方式", "请填“单列”，或“含在”加上级单位名称，如：含在龙湾区")
        return ""
    if kind not in (COUNTY, ZONE):
        row.fault("计入", f"类型为“{kind}”的单位没有自己的数据，不用填计入", f"请清空；只有{COUNTY}和{ZONE}要填")
        return ""
    if text == _ALONE:
        return ""
    match = _WITHIN.match(text)
    if not match:
        row.fault("计入", f"“{text}”不是能识别的计入方式", "请填“单列”，或“含在”加上级单位名称，如：含在龙湾区")
        return ""
    code = directory.units.find(match[1])
    if code is None:
        directory.units.note_unknown(row, "计入", match[1])
    return code or ""


def _check_city(placed: Sequence[Placed[Unit]]) -> None:
    cities = [unit for unit in placed if unit.record.kind == CITY]
    for extra in cities[1:]:
        extra.row.fault("类型", f"类型为“{CITY}”的单位多于一个", f"请只留一行类型为“{CITY}”")
    if placed and not cities:
        placed[0].row.fault("类型", f"没有类型为“{CITY}”的单位", f"请加一行，代码、名称自定，类型填“{CITY}”")


def _check_order(placed: Sequence[Placed[Unit]]) -> None:
    """Note two counties or zones at the same place of the official order."""
    seen: dict[tuple[str, int], Placed[Unit]] = {}
    for unit in placed:
        if unit.record.kind not in (COUNTY, ZONE):
            continue
        first = seen.setdefault((unit.record.kind, unit.record.order), unit)
        if first is not unit:
            what = f"排列顺序{unit.record.order}与“{first.record.name}”相同"
            unit.row.fault("排列顺序", what, "请给每个单位不同的顺序号")


def _check_containers(placed: Sequence[Placed[Unit]]) -> None:
    """Note units counted in something that has no figures of its own."""
    kinds = {unit.record.code: unit.record.kind for unit in placed}
    for unit in placed:
        if unit.record.within and kinds.get(unit.record.within) not in (COUNTY, ZONE):
            what = f"“{unit.row.text('计入')}”指的不是{COUNTY}或{ZONE}"
            unit.row.fault("计入", what, f"请改为含在某个{COUNTY}，或填“单列”")


def _check_circles(placed: Sequence[Placed[Unit]]) -> None:
    by_code = {unit.record.code: unit for unit in placed}
    within = {code: (unit.record.within,) if unit.record.within else () for code, unit in by_code.items()}
    succeeds = {code: unit.record.succeeds for code, unit in by_code.items()}
    for heading, edges in (("计入", within), ("承继", succeeds)):
        _note_circle(heading, edges, by_code)


def _note_circle(heading: str, edges: Mapping[str, tuple[str, ...]], by_code: Mapping[str, Placed[Unit]]) -> None:
    told: set[str] = set()
    for code, unit in by_code.items():
        circle = circle_from(code, edges)
        if circle and not told & set(circle):
            told |= set(circle)
            names = "→".join(by_code[part].record.name for part in (*circle, circle[0]))
            unit.row.fault(heading, f"{heading}绕成了圈：{names}", f"请改正其中一个单位的“{heading}”")
