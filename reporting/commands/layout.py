"""`layout FILE.pdf`: measure a PDF's pages against the standard's, and say what is out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from reporting.commands.answer import DONE, NOT_SO, Answer, table
from reporting.documents.ink import ink
from reporting.documents.measure import Dimension, measure
from reporting.documents.profiles import PROFILES
from reporting.model.errors import UsageError
from reporting.model.numbers import plain

_HEADINGS = ("页", "项目", "实测", "应为", "偏差", "允许", "结果")


def layout(file: Path, kind: str, say: Callable[[str], None]) -> Answer:
    """Measure; exit 1 if anything is out. Raises UsageError for an unknown kind, or what is no PDF."""
    profile = PROFILES.get(kind)
    if profile is None:
        raise UsageError(f"没有“{kind}”的版式", mend=f"--kind 可写 {'、'.join(PROFILES)}")
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise UsageError("文件读不出", str(file), "请检查文件名，并确认它没有被删去或移走") from fault
    say(f"正在量“{file.name}”的版面……")
    found = measure(ink(content, file.name), profile)
    out = [one for one in found if not one.ok]
    document = {
        "file": file.name,
        "kind": kind,
        "pages": max((one.page for one in found), default=0),
        "ok": not out,
        "dimensions": [_told(one) for one in found],
    }
    return Answer(document, _words(file.name, kind, found, out), NOT_SO if out else DONE)


def _told(one: Dimension) -> dict[str, object]:
    return {
        "page": one.page,
        "name": one.name,
        "found": _number(one.found),
        "expected": plain(one.expected),
        "deviation": _number(one.deviation),
        "tolerance": plain(one.tolerance),
        "measure": one.measure,
        "ok": one.ok,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _words(name: str, kind: str, found: Sequence[Dimension], out: Sequence[Dimension]) -> str:
    """Print what is out, or what was measured where nothing is."""
    shown = out or found
    rows = table(_HEADINGS, (_row(one) for one in shown))
    if not out:
        return f"{rows}\n“{name}”版面符合{kind}版式，共量{len(found)}项。"
    return f"{rows}\n“{name}”版面有{len(out)}项不符合{kind}版式（共量{len(found)}项），请在 Word 模板中改正后重新生成。"


def _row(one: Dimension) -> tuple[str, ...]:
    seen = "没有找到" if one.found is None else f"{plain(one.found)}{one.measure}"
    deviation = "" if one.deviation is None else f"{one.deviation:+}"
    return (
        str(one.page),
        one.name,
        seen,
        f"{plain(one.expected)}{one.measure}",
        deviation,
        f"±{plain(one.tolerance)}",
        "符合" if one.ok else "不符合",
    )
