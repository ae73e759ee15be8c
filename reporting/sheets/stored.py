"""How numbers stand in files that are no .xlsx: doubles written out, and texts that are numbers."""

from __future__ import annotations

import re

from reporting.model.errors import UnreadableFile
from reporting.model.grid import CellKind

# Excel keeps 15 digits of a number; more are a code, an account or a telephone number.
_DIGITS = 15
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_ERROR = re.compile(
    r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA)|(?:Err|错误)[:：]5[0-9]{2}"
)


def number_text(value: float) -> str:
    """Write a double with the fewest digits that give it back: `0.1`, `11343`, `2380.43`."""
    return repr(value).removesuffix(".0")


def kind_of(text: str) -> CellKind:
    """Tell what a plain text would be if it were typed into a cell: a number, an error or a text.

    Codes with leading noughts or more digits than a number keeps are texts. So is what wears a dress (`1,234`), and the
    short form of a long number (`1.23457E+11`), whose last digits are gone.
    """
    text = text.strip()
    if _NUMBER.fullmatch(text) and sum(sign.isdigit() for sign in text) <= _DIGITS:
        return CellKind.NUMBER
    return CellKind.ERROR if is_error(text) else CellKind.TEXT


def is_error(text: str) -> bool:
    """Whether a text is the word of an error, as Excel, WPS or LibreOffice shows it."""
    return bool(_ERROR.fullmatch(text.strip()))


def damaged(what: str = "") -> UnreadableFile:
    """Make the fault of a file that its reader cannot follow; `what` says where, such as a sheet's name."""
    where = f"（{what}）" if what else ""
    return UnreadableFile("file-damaged", f"文件内容已损坏{where}，无法读取，请用表格软件重新保存后报送")


def too_much(what: str) -> UnreadableFile:
    """Make the fault of a file that holds more of something than any report does."""
    return UnreadableFile("file-bomb", f"工作表的{what}过多，超出允许的范围，未予打开，请删去无关内容后重新报送")
