"""Measures (计量单位) as people write them, and the power of ten between two of them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile

from reporting.model.names import without_brackets
from reporting.model.numbers import plain

_SCALES = (
    *(("万亿", 12), ("千亿", 11), ("百亿", 10), ("十亿", 9), ("千万", 7), ("百万", 6), ("十万", 5)),
    *(("亿", 8), ("万", 4), ("千", 3)),
)

# Other words for a measure, and measures that are a power of ten of another.
_SAME = {
    "m2": ("平方米", 0),
    "平米": ("平方米", 0),
    "公顷": ("平方米", 4),
    "平方公里": ("平方米", 6),
    "平方千米": ("平方米", 6),
    "km2": ("平方米", 6),
    "‰": ("%", -1),
    "百分比": ("%", 0),
    "个百分点": ("百分点", 0),
    "小数": ("%", 2),
    "名": ("人", 0),
    # Words for counting things: which one is written changes nothing about the figure.
    "家": ("个", 0),
    "户": ("个", 0),
    "项": ("个", 0),
    "件": ("个", 0),
    "所": ("个", 0),
    "座": ("个", 0),
    **dict.fromkeys(("条", "支", "部", "批", "宗", "处", "份", "笔", "款", "种", "类", "起"), ("个", 0)),
}
_BASES = frozenset(
    {
        *("元", "美元", "欧元", "港元", "人", "人年", "人次", "个", "位", "次", "场", "台", "套", "篇", "%", "百分点"),
        *(
            "平方米",
            "立方米",
            "亩",
            "米",
            "公里",
            "吨",
            "吨标准煤",
            "千克",
            "克",
            "瓦时",
            "度",
            "年",
            "月",
            "天",
            "小时",
        ),
    }
)
# Shares and rates are never said in 万 or 亿.
_RATES = frozenset({"%", "百分点", "位", ""})
_BRACKETED = re.compile(r"\(([^()]*)\)")
# A line that says the measure, alone or behind other words: `填报单位：乐清市　　单位：万元`, `指标表（单位：万元）`.
_STATED = re.compile(r"(?:^|[\s,;、。:)(])(?:本表)?(?:计量|数据|金额|货币)?单位\s*(?:[::]|均?为)\s*([^():。]+)")
_TITLED = re.compile(r"[表况]\s*\(([^()]+)\)")
_LONGEST_TITLE = 100
_CURRENCY = re.compile(r"^人民币\s*(?=.*元)")


@lru_cache(maxsize=4096)
def parts(measure: str) -> tuple[str, int]:
    """Take a measure apart: `亿元` → (`元`, 8), `万㎡` → (`平方米`, 4), `家` → (`个`, 0)."""
    word = _CURRENCY.sub("", re.sub(r"[\s·.。]", "", unicodedata.normalize("NFKC", measure)).casefold())
    power = 0
    scale = next(((name, ten) for name, ten in _SCALES if word.startswith(name) and len(word) > len(name)), None)
    if scale and word not in _BASES:
        word, power = word[len(scale[0]) :], scale[1]
    base, more = _SAME.get(word, (word, 0))
    return base, power + more


def known(measure: str) -> bool:
    """Whether the text is a measure at all."""
    return parts(measure)[0] in _BASES


def power_between(shown: str, wanted: str) -> int | None:
    """Give the power of ten that turns a figure in `shown` into one in `wanted`; None where there is none."""
    (base, power), (wanted_base, wanted_power) = parts(shown), parts(wanted)
    return power - wanted_power if base == wanted_base else None


def converted(value: Decimal, power: int) -> Decimal:
    """Move the decimal point; exact for every figure a cell can hold, and without noughts that nobody wrote."""
    return Decimal(plain(value.scaleb(power))) if power and value else value


def suffixed(word: str, measure: str) -> str | None:
    """Give the measure meant by what stands behind a figure: `亿元`, or `亿` alone before the base of `measure`."""
    if known(word):
        return word
    base = parts(measure)[0]
    return word + base if word in dict(_SCALES) and base not in _RATES else None


def scale_of(word: str) -> int | None:
    """Give the power of ten of a scale that stands alone, `万` being 4; None for anything else."""
    return dict(_SCALES).get(word)


@lru_cache(maxsize=4096)
def in_label(label: str) -> str:
    """Find the measure in a label's brackets: `孵化器（众创空间）面积（万平方米）` → `万平方米`; empty for none."""
    folded = unicodedata.normalize("NFKC", label)
    found = [_bare(words) for words in _BRACKETED.findall(folded)]
    return next((words for words in reversed(found) if known(words)), "")


@lru_cache(maxsize=4096)
def off_label(label: str) -> str:
    """Take the measure in brackets off a label and leave other brackets: they belong to the name."""
    folded = unicodedata.normalize("NFKC", label)
    return _BRACKETED.sub(lambda match: "" if known(_bare(match[1])) else match[0], folded)


def stated(text: str) -> tuple[str, ...]:
    """Read a line such as `单位：万元、人`; empty where the words are no measures (`单位：乐清市`)."""
    if "单位" not in text:
        return ()
    for match in _STATED.finditer(unicodedata.normalize("NFKC", text).strip("() ")):
        words = re.split(r"[、,/;\s]+", _CURRENCY.sub("", match[1].strip()))
        measured = list(takewhile(known, words))
        if measured:
            return tuple(measured)
    return ()


def in_title(text: str) -> str:
    """Find the measure at the end of a title, or alone in a cell above a table: `科技指标表（万元）`, `万元`."""
    if len(text) > _LONGEST_TITLE:
        return ""
    match = _TITLED.search(unicodedata.normalize("NFKC", text).strip())
    return alone(text) or (
        _bare(match[1]) if match and match.end() == len(match.string) and known(_bare(match[1])) else ""
    )


@lru_cache(maxsize=4096)
def alone(text: str) -> str:
    """Give the measure where a text is nothing but one: `（万元）`, `亿元（现价）`, `单位：万元`; empty otherwise."""
    folded = unicodedata.normalize("NFKC", text).strip()
    words = _bare(folded[1:-1] if folded[:1] == "(" and folded[-1:] == ")" else folded)
    if known(words):
        return words
    bare = without_brackets(words)
    return bare if bare != words and known(bare) else ""


def _bare(words: str) -> str:
    return re.sub(r"^(?:计量)?单位[::]", "", words.strip()).strip()
