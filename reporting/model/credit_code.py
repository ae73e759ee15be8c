"""Tell a sound 统一社会信用代码 from one that cannot be, and say what is wrong with it.

Source: GB 32100-2015 法人和其他组织统一社会信用代码编码规则. 18 characters of an alphabet without I, O, S, V, Z: the
registering authority, its category of body, six digits of the division it registers in (GB/T 2260), nine characters of
the body's own, and a check character: 31 less the sum, over the first 17, of values times 3ⁱ, modulo 31.
"""

from __future__ import annotations

import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
# The categories each authority registers: 编制, 外交, 司法, 文化, 民政, 旅游, 宗教, 工会, 市场监管, 军队, 农业, 其他.
_CATEGORIES = {
    "1": "1239",
    "2": "19",
    "3": "123459",
    "4": "19",
    "5": "1239",
    "6": "129",
    "7": "129",
    "8": "19",
    "9": "1239",
    "A": "19",
    "N": "1239",
    "Y": "1",
}
# The first two digits of a division: the provinces, and 10 for bodies registered with the state itself.
_PROVINCES = frozenset(
    f"{region}{province}"
    for region, provinces in enumerate(("012345", "123", "1234567", "123456", "01234", "12345", "1", "12"), start=1)
    for province in provinces
)
_AUTHORITY, _CATEGORY, _DIVISION, _CHECK = 0, 1, slice(2, 8), 17
_REGISTRATION = re.compile(r"\d{15}")  # 工商注册号, until 2015
_ORGANISATION = re.compile(r"[0-9A-Z]{8}-?[0-9X]")  # 组织机构代码, GB 11714
_AS_NUMBER = re.compile(r"\d(\.\d+)?E\+?\d{2}")
_ROUNDED = re.compile(r"\d{15}0{3}")  # a spreadsheet's numbers have fifteen digits


def written(text: str) -> str:
    """Bring a code to its standard writing: half-width capitals without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def check_character(body: str) -> str:
    """Give the 18th character for the first 17. Raises KeyError for a letter outside the alphabet."""
    total = sum(_VALUES[letter] * weight for letter, weight in zip(body, _WEIGHTS, strict=False))
    return ALPHABET[-total % 31]


def fault(text: str) -> str:
    """Say in Chinese what is wrong with a code; empty where it is right."""
    code = written(text)
    if len(code) != LENGTH:
        return _of_other_length(code)
    strange = "、".join(dict.fromkeys(letter for letter in code if letter not in _VALUES))
    if strange:
        return f"含有代码中不会出现的字符{strange}（不用I、O、S、V、Z，注意与1、0、5、2区分）"
    if code[_CHECK] != check_character(code[:_CHECK]):
        lost = "，末三位像是被表格软件当作数字改成了0，请把格式设为文本再填" if _ROUNDED.fullmatch(code) else ""
        return f"校验位不符，有数字或字母录错{lost}"
    return _of_parts(code)


def _of_other_length(code: str) -> str:
    """Tell the numbers that came before 2015, and what a spreadsheet makes of a long number, from a slip."""
    if _AS_NUMBER.fullmatch(code):
        return "被表格软件当作数字改写了，请把格式设为文本后重新填18位代码"
    if _REGISTRATION.fullmatch(code):
        return "这是15位的旧工商注册号，不是18位统一社会信用代码"
    if _ORGANISATION.fullmatch(code):
        return "这是9位的旧组织机构代码，不是18位统一社会信用代码"
    return f"应为{LENGTH}位，现为{len(code)}位"


def _of_parts(code: str) -> str:
    """Hold the parts of a code whose check character is right against what the standard lets them be."""
    if code[_AUTHORITY] not in _CATEGORIES:
        return f"第1位“{code[_AUTHORITY]}”不是登记管理部门代码（企业为9）"
    if code[_CATEGORY] not in _CATEGORIES[code[_AUTHORITY]]:
        return f"第2位“{code[_CATEGORY]}”不是该登记管理部门的机构类别代码（企业为1）"
    division = code[_DIVISION]
    if not division.isdecimal() or division[:2] not in _PROVINCES:
        return f"第3至8位“{division}”不是行政区划代码"
    return ""
