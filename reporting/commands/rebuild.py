"""Make a sealed bulletin again from the ledger as it was known then; where that cannot be, give its sealed bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import reporting
from reporting.commands.answer import Answer
from reporting.commands.compile import compile_period
from reporting.commands.corrected import as_sealed, corrected, revised_since
from reporting.commands.main_products import main_products
from reporting.commands.office import Office
from reporting.commands.release import libraries
from reporting.ledger import bulletins
from reporting.model.bulletins import Bulletin
from reporting.model.errors import UsageError

_SAME = "按当时的台账重做，与封存的逐字节相同"


def rebuild(office: Office, one: Bulletin, folder: Path) -> Answer:
    """Write the bulletin's files into a folder, and say of each whether it was made again. Raises UsageError."""
    office.say(f"正在按当时的台账重做{one.name}……")
    with office.ledger(writable=False) as book:
        sealed = {name: bulletins.kept(book, file.sha256, name) for name, file in one.products.items()}
        then = as_sealed(office, book, one)
    makers = _makers(then, one)
    rows, lines = [], []
    for name, content in sealed.items():
        why = _why_not(one, name) or _made(makers, name, content)
        _write(folder / name, content)
        rows.append({"file": name, "sha256": one.products[name].sha256, "rebuilt": not why, "why": why or None})
        lines.append(f"  {name}：{f'{why}，给出封存的原件' if why else _SAME}")
    return Answer(rows, "\n".join([f"{one.name}（{one.period.label}）在 {folder}：", *lines]))


def _makers(then: Office, one: Bulletin) -> Mapping[str, Callable[[], bytes]]:
    with then.ledger(writable=False, as_of=one.sealed_at) as book:
        compilation = compile_period(then, book, one.period)
        earlier = [found for found in corrected(then, book) if found.bulletin.number < one.number]
        revised = revised_since(book, compilation, earlier)
    dated = replace(compilation, released=True, dated=one.sealed_at.date())
    return dict(main_products(then, dated, one.issue, revised.sentences))


def _why_not(one: Bulletin, name: str) -> str:
    """Say why a file cannot be made again, empty where it can."""
    if one.products[name].edited:
        return "有人工修改的内容"
    if name.endswith(".pdf"):
        return "由 LibreOffice 转成"
    if (one.program, dict(one.libraries)) != (reporting.__version__, dict(libraries())):
        return "程序或所用的库已不是当时的版本"
    return ""


def _made(makers: Mapping[str, Callable[[], bytes]], name: str, content: bytes) -> str:
    """Make a file again; what hinders that it is the same, empty where nothing does."""
    again = makers[name]() if name in makers else b""
    same = hashlib.sha256(again).hexdigest() == hashlib.sha256(content).hexdigest()
    return "" if same else "重做的与封存的不同（设置改过，或同一时刻还有别的操作）"


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError:
        raise UsageError("写不进目录", str(path.parent), "请换一个目录") from None
