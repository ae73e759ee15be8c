"""How the values of `config.ini` are read from their text: each reader gives a value, or says the mend."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

_SERVERS = ("postgresql://", "postgres://")
_TRUTH = {"yes": True, "no": False}
_HOUR = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d", re.ASCII)
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[?[0-9A-Fa-f:]+\]?")


class BadValueError(ValueError):
    """A value is not of the kind its key wants; the words are the mend."""


def text(value: str) -> str:
    """Take a value as it is."""
    return value


def server(value: str) -> str:
    """Read the address of a database server."""
    if value and not value.lower().startswith(_SERVERS):
        raise BadValueError("请写作 postgresql://用户@主机:端口/库名；留空则台账放在工作目录里")
    return value


def truth(value: str) -> bool:
    """Read yes or no."""
    if value.lower() not in _TRUTH:
        raise BadValueError("请填 yes 或 no")
    return _TRUTH[value.lower()]


def seconds(value: str) -> Decimal:
    """Read seconds, with a fraction perhaps."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal(-1)
    if not (number.is_finite() and number >= 0):
        raise BadValueError("请填秒数，例如 2 或 0.5")
    return number


def count(value: str) -> int:
    """Read a whole number above nought."""
    if not (value.isascii() and value.isdigit() and int(value)):
        raise BadValueError("请填大于零的整数")
    return int(value)


def one_of(*words: str) -> Callable[[str], object]:
    """Give what reads one of these words."""

    def chosen(value: str) -> str:
        if value.lower() not in words:
            raise BadValueError(f"请填 {' 或 '.join(words)}")
        return value.lower()

    return chosen


def port(value: str) -> int:
    """Read a port; empty is the usual one."""
    if value and not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise BadValueError("请填端口号，如 993；留空则用通常的")
    return int(value or 0)


def address(value: str) -> str:
    """Read a mail address; it may be left empty."""
    if value and not _ADDRESS.fullmatch(value):
        raise BadValueError("请写作 name@example.cn")
    return value


def host(value: str) -> str:
    """Read the name of a server; it may be left empty."""
    if value and not _HOST.fullmatch(value):
        raise BadValueError("只写服务器名，例如 smtp.example.cn，不带 http:// 和端口")
    return value


def one_line(value: str) -> str:
    """Read words that go into the head of a mail."""
    if not value.isprintable() or set(value) & set('<>"'):
        raise BadValueError("不能含有尖括号、引号和看不见的字符")
    return value


def hour(value: str) -> str:
    """Read a time of day, and give it as `09:00`."""
    if not _HOUR.fullmatch(value):
        raise BadValueError("请填钟点，例如 09:00")
    return value.zfill(len("09:00"))


def minutes(value: str) -> tuple[int, ...]:
    """Read a row of minutes."""
    parts = re.split(r"[,，、\s]+", value.strip())
    if not all(part.isascii() and part.isdigit() and int(part) for part in parts):
        raise BadValueError("请填几个大于零的分钟数，用逗号隔开，例如 1, 5, 15, 60")
    return tuple(map(int, parts))
