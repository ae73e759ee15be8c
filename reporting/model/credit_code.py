"""Reckon the check character of a 统一社会信用代码.

Source: GB 32100-2015 法人和其他组织统一社会信用代码编码规则. 18 characters of an alphabet without I, O, S, V, Z; the
last one is 31 less the sum, over the first 17, of values times 3ⁱ, modulo 31.
"""

from __future__ import annotations

import unicodedata

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


def written(text: str) -> str:
    """Bring a code to its standard writing: half-width capitals without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def check_character(body: str) -> str:
    """Give the 18th character for the first 17. Raises KeyError for a letter outside the alphabet."""
    total = sum(_VALUES[letter] * pow(3, place, 31) for place, letter in enumerate(body))
    return ALPHABET[-total % 31]


def fault(text: str) -> str:
    """Say in Chinese what is wrong with a code; empty where it is right."""
    code = written(text)
    if len(code) != LENGTH:
        return f"应为{LENGTH}位，现为{len(code)}位"
    strange = "、".join(dict.fromkeys(letter for letter in code if letter not in _VALUES))
    if strange:
        return f"含有代码中不会出现的字符{strange}（不用I、O、S、V、Z，注意与1、0、5区分）"
    return "" if code[-1] == check_character(code[:-1]) else "校验位不符，有数字或字母录错"
