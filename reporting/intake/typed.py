"""A figure that stands in a cell as text: cleaned only where one reading is possible, and always told."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from reporting.intake import advice, marks, measures, numerals
from reporting.intake.remarks import Remark
from reporting.model.numbers import EXCEL_DIGITS, plain, stored
from reporting.model.words import Severity

# A whole number has no nought before it: `012` and `0,234` may be decimals that lost their point, or codes.
_WHOLE = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0|(?=\.))"
_NUMERAL = re.compile(rf"['‘’]?([+-]?{_WHOLE}(?:\.[0-9]+)?)(\D*)")
_IN_WORDS = re.compile(r"['‘’]?([零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億]+)(\D*)")
_SCALES = {"千": "千", "仟": "千", "万": "万", "萬": "万", "亿": "亿", "億": "亿"}
_BROKEN_LINE = re.compile(r"[0-9]\s*[\r\n]+\s*[0-9]")
# Two figures in one cell: a blank among the decimals, or a wide gap, is no slip that could be read in one way.
_PARTED = re.compile(r"\.\s*[0-9]+\s+[0-9]|[0-9](?:\s{3,}|\t)\s*[0-9]")
_WIDE_BLANKS = re.compile("\u3000(?=\u3000)")
# Hyphens and dashes that programs put for a minus; a long dash (—) may be a mark that was left standing.
_MINUS = re.compile("[−‐‒–]")
_AREA = re.compile("㎡|m[²2]", re.IGNORECASE)
# A place in a ranking is written 第3位.
_RANK = re.compile(r"^\s*第\s*([0-9０-９]{1,4})\s*[位名]?\s*$")
# A full stop behind a figure ends a sentence; a bare point promises decimals.
_STOPPED = re.compile(r"(?<=[^。.])。\s*\Z")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a text says: a figure in the measure wanted, or None; how final it is; and what is to be said about it."""

    value: Decimal | None
    remark: Remark
    nature: str = ""


def figure(text: str, measure: str, power: int) -> Typed:
    """Read a text as a figure in `measure`, to which `power` leads from what the sheet names."""
    parted = _parted(_RANK.sub(r"\1位", text) if measures.parts(measure) == ("位", 0) else text)
    if parted is None:
        return Typed(None, advice.on(text))
    value, behind, before = parted
    word, nature = marks.nature_beside(behind)
    word = _undressed(word)
    nature = nature or before
    if not word:
        return _bare(measures.converted(value, power), nature)
    written = measures.suffixed(word, measure)
    if written is None or _may_be_either(word, value, measure):
        return Typed(None, _in_full(text, measure) if written else advice.on(text))
    change = measures.power_between(written, measure)
    if change is None:
        message = f"此格写的是{word}，而本栏的计量单位是{measure}，无法换算，请按{measure}改填。"
        return Typed(None, Remark("measure-changed", message, measure))
    return _measured(measures.converted(value, change), word, measure, nature, same=change == power)


def plain_number(text: str) -> Decimal | None:
    """Read a text that is nothing but a number, in whatever dress; None for anything else."""
    parted = _parted(text)
    return parted[0] if parted and not parted[1] and not parted[2] else None


def _undressed(word: str) -> str:
    """Take the full stop and the brackets off a measure: `(亿元).` is 亿元; other words in brackets stay remarks."""
    bare = word.removesuffix(".") if len(word) > 1 else word
    within = bare[1:-1] if bare[:1] == "(" and bare[-1:] == ")" else ""
    return within if within and measures.known(within) else bare


def _bare(value: Decimal, nature: str) -> Typed:
    if nature:
        message = f"此格已按{nature}{plain(value)}读取，请只填数字，“{nature}”写在“说明”栏。"
    else:
        message = f"此格的数字以文本存放，已按{plain(value)}读取，请改为数字。"
    return Typed(value, Remark("value-text", message, "数字"), nature)


def _measured(value: Decimal, word: str, measure: str, nature: str, *, same: bool) -> Typed:
    if same:
        message = f"此格的数字带有计量单位“{word}”，已按{nature}{plain(value)}{measure}读取，请只填数字。"
        return Typed(value, Remark("value-text", message, "数字"), nature)
    message = f"此格以{word}填写，已换算为{nature}{plain(value)}{measure}，请核对并按本栏单位填报。"
    return Typed(value, Remark("measure-changed", message, measure, Severity.NOTE), nature)


def _may_be_either(word: str, value: Decimal, measure: str) -> bool:
    """Whether a scale that stands alone may lean on the column's own: `3千` in 万元, `1.2万` in 亿元.

    万 and 亿 name an amount by themselves where that is no crumb of the column's measure: `3500万` is 0.35 亿元.
    """
    scale, own = measures.scale_of(word), measures.parts(measure)[1]
    if scale is None or own in (0, scale):
        return False
    crumb = abs(value.scaleb(scale - own)) < Decimal("0.01")
    return word not in ("万", "亿") or (scale < own and crumb)


def _in_full(text: str, measure: str) -> Remark:
    message = f"“{text.strip()}”没有写全计量单位，有两种读法，请按{measure}只填数字。"
    return Remark("value-type", message, "数字")


def _parted(text: str) -> tuple[Decimal, str, str] | None:
    """Part a text into a figure, what stands behind it, and a nature before it; None where there is no one reading."""
    text = _AREA.sub("平方米", marks.UNSEEN.sub("", text))
    if len(text) > advice.LONGEST or _BROKEN_LINE.search(text.strip()) or any(map(_is_sign, text)):
        return None
    spaced = _WIDE_BLANKS.sub("  ", _STOPPED.sub("", text))
    folded = unicodedata.normalize("NFKC", spaced).replace("。", ".")
    if _PARTED.search(folded.strip()):
        return None
    bare, nature = marks.nature_before(_MINUS.sub("-", re.sub(r"\s", "", folded)))
    bare = re.sub(r"^负(?=[0-9])", "-", bare)
    match = _NUMERAL.fullmatch(bare)
    if match:
        digits = match[1].replace(",", "")
        whole = digits.lstrip("+-").partition(".")[0]
        if not any(sign.isdigit() for sign in digits) or len(whole) > EXCEL_DIGITS:
            return None
        return stored(digits), match[2], nature
    return _worded(bare, nature)


def _worded(bare: str, nature: str) -> tuple[Decimal, str, str] | None:
    """Part a text whose figure is written in numerals: `三十五家`; a scale at its end is a measure's, as in `20万`."""
    match = _IN_WORDS.fullmatch(bare)
    if not match:
        return None
    whole, scale = match[1], ""
    if whole[-1] in _SCALES and len(whole) > 1:
        whole, scale = whole[:-1], _SCALES[whole[-1]]
    value = Decimal(1) if scale and whole in ("一", "壹") else numerals.number(whole)
    return None if value is None else (value, scale + match[2], nature)


def _is_sign(sign: str) -> bool:
    """Whether it only looks like a digit once it is folded: `14.66①` and `3²` are no numbers of one digit more."""
    return unicodedata.category(sign) == "No"
