"""Right rewrites: what nobody may be accused of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from reporting.model.numbers import fixed, plain, rounded
from tests.proof.desk import Desk, Draw, Edit, lists_of_places, ranked, replaced, spoken, typed, value_text


def fewer_places(desk: Desk) -> Edit | None:
    """A figure with fewer decimals, rightly rounded from the unrounded figure."""
    figure = desk.draw.choice([one for one in desk.compilation.key_figures if one.places and one.value is not None])
    printed = value_text(figure)
    line = next((line for line in desk.told if printed in line.text), None)
    if line is None or figure.value is None:
        return None
    short = f"{fixed(figure.value, desk.draw.randrange(figure.places))}{figure.measure}"
    return Edit("fewer-places", {line.place: line.text.replace(printed, short, 1)})


def converted(desk: Desk) -> Edit | None:
    """Money rightly carried over into another measure."""
    figure = desk.draw.choice([one for one in desk.compilation.key_figures if one.measure == "亿元"])
    printed = value_text(figure)
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
    name = next((one for one in map(spoken, desk.compilation.key_figures) if one in first), "")
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
    return Edit("rewritten", typed(desk, desk.draw.choice(texts))) if texts else None


def _moved(growth: Decimal, up: str = "增长", down: str = "下降") -> str:
    return f"{up if growth > 0 else down}{fixed(abs(growth), 1)}%"


def _rewritings(desk: Desk) -> Iterator[str]:
    name_of = desk.compilation.catalogue.unit_name
    for one in desk.compilation.key_figures:
        name, text = spoken(one), value_text(one)
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
    city, units = ranked(desk)
    first, second = units[:2]
    yield f"{name_of(first.unit)}{spoken(city)}{value_text(first)}，居全市首位。"
    most = f"{spoken(city)}最多的是{name_of(first.unit)}，达{value_text(first)}"
    yield f"{most}；{name_of(second.unit)}列第2位，为{value_text(second)}。"
    both = f"{name_of(first.unit)}、{name_of(second.unit)}"
    yield f"{both}{spoken(city)}分别为{value_text(first)}、{value_text(second)}。"
    yield f"{name_of(units[-1].unit)}{spoken(city)}仅{value_text(units[-1])}，在全市靠后。"


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
    return Edit("free-text", typed(desk, desk.draw.choice(texts)))


def unordered(desk: Desk) -> Edit | None:
    """The first places named in no order, where none is claimed."""
    found = lists_of_places(desk)
    if found is None:
        return None
    line, lists = found
    match = desk.draw.choice(lists)
    if "（" in match[0]:
        return None
    names = match[0].split("、")
    desk.draw.shuffle(names)
    text = replaced(line, match.start(), match.end(), "、".join(names))
    start = text.rfind("依次为", 0, match.start() + 1)
    return Edit("unordered", {line.place: text[:start] + "为" + text[start + 3 :]})


RIGHT: tuple[Draw, ...] = (
    fewer_places, converted, left_out, spelled, reordered, rewritten, rewritten, rewritten, free_text, unordered,
)  # fmt: skip
