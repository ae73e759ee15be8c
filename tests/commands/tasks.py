"""What workers do in tests in place of reading: a reader that aborts, hangs, fails, by the file's name."""

from __future__ import annotations

import os

from reporting.commands.open_all import Errand, run_errand
from reporting.commands.open_file import Opened, Terms


def treacherous(terms: Terms, errand: Errand) -> Opened:
    """Read a file, unless its name says what becomes of the reader."""
    name = errand.arrival.name
    if "中断" in name:
        os.abort()
    if "死循环" in name:
        while True:
            pass
    if "内存" in name:
        kept: list[bytes] = []
        while True:
            kept.append(b"x" * (1 << 20))
    if "程序错" in name:
        raise ZeroDivisionError("a bug of ours")
    return run_errand(terms, errand)
