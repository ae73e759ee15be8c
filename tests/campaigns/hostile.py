"""Every hostile file there is, one pass each: how it ends, after how much work, with how much memory above idle.

Seconds are the processor's, of all processes together. `python -m tests.campaigns.hostile` makes the files; folders of
further ones may be named behind it. Ends with status 1 where a file ended otherwise than it should, or took too much.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from reporting.commands.bounds import granted
from reporting.model.errors import UnreadableFile
from reporting.model.settings import Settings
from reporting.package.archive import DEFAULT
from reporting.sheets.extent import extent
from reporting.sheets.look import FileKind, look
from reporting.workers.usage import usage
from tests.campaigns import bombs
from tests.commands.calling import ask, drop
from tests.commands.published import NOW, PERIOD, SENT, home_of_2017

DAMAGED, BOMB, EMPTY, KIND = "file-damaged", "file-bomb", "file-empty", "file-kind"
# What is no form of ours is read, and told so.
READ = "id-form"
# The pass itself takes a second or two; a worker asked for its memory fifty times a second can go a little over.
_SPARE, _OVER = 2, 1.2
Maker = Callable[[], bytes]

# name → (what it is made by, the codes of which one must be told)
MADE: dict[str, tuple[Maker, set[str]]] = {
    "far cell.xlsx": (bombs.far_cell, {READ}),
    "million painted rows.xlsx": (lambda: bombs.empty_rows(1_048_576), {EMPTY}),
    "million painted cells.xlsx": (lambda: bombs.empty_cells(1_000_000), {EMPTY}),
    "gigabyte of spaces.xlsx": (lambda: bombs.spaces(1024), {BOMB}),
    "31 MB of spaces.xlsx": (lambda: bombs.spaces(31), {EMPTY}),
    "half a gigabyte of cells.xlsx": (lambda: bombs.full_cells(512), {BOMB}),
    "28 MB of cells.xlsx": (lambda: bombs.full_cells(28), {READ, BOMB}),
    "200000 merges.xlsx": (lambda: bombs.merges(200_000), {READ, BOMB}),
    "300000 merges.xlsx": (lambda: bombs.merges(300_000), {BOMB}),
    "nested.xlsx": (lambda: bombs.nested(200_000), {EMPTY, DAMAGED}),
    "attributes.xlsx": (lambda: bombs.attributes(10_000), {READ}),
    "long text.xlsx": (lambda: bombs.long_text(30), {READ, BOMB}),
    "million texts.xlsx": (lambda: bombs.strings(1_000_000), {READ}),
    "echoed text.xlsx": (lambda: bombs.echoed(1024, 60_000), {READ, BOMB}),
    "3 MB of cells.xlsx": (lambda: bombs.full_cells(3), {READ}),
    "million styles.xlsx": (lambda: bombs.styles(1_000_000), {READ, BOMB, DAMAGED}),
    "hidden columns.xlsx": (lambda: bombs.hidden_columns(20_000), {EMPTY, BOMB}),
    "entities.xlsx": (bombs.entities, {DAMAGED}),
    "content types.xlsx": (lambda: bombs.types(30), {DAMAGED, BOMB}),
    "20000 members.zip": (lambda: bombs.many_members(19_999), {BOMB}),
    "zips of zips.zip": (lambda: bombs.zips_of_zips(5, 16), {KIND, BOMB}),
    "overlapping.zip": (bombs.overlapping, {BOMB}),
    "zip64.zip": (bombs.lying_zip64, {BOMB, DAMAGED}),
    "cut.xlsx": (lambda: bombs.full_cells(2)[:-3000], {DAMAGED}),
    "nested.xls": (lambda: bombs.page("nested", 100_000), {EMPTY, DAMAGED}),
    "nested divs.xls": (lambda: bombs.page("divs", 300_000), {EMPTY, DAMAGED}),
    "wide page.xls": (lambda: bombs.page("wide", 30_000), {READ, BOMB}),
    "spans.xls": (lambda: bombs.page("spans", 8_000), {READ, BOMB}),
    "page of cells.xls": (lambda: bombs.page("cells", 2_000_000), {READ, BOMB}),
    "style.xls": (lambda: bombs.page("style", 1_000_000), {READ, BOMB, KIND}),
    "repeated.ods": (lambda: bombs.open_document("repeated", 1_000_000), {BOMB}),
    "empty.ods": (lambda: bombs.open_document("empty", 1_000_000), {EMPTY}),
    "nested.ods": (lambda: bombs.open_document("nested", 50_000), {DAMAGED}),
    "blanks.ods": (lambda: bombs.open_document("blanks", 50_000), {READ, BOMB, EMPTY}),
    "columns.xml": (lambda: bombs.xml_2003("columns", 30_000), {EMPTY, BOMB}),
    "nested.xml": (lambda: bombs.xml_2003("nested", 500_000), {DAMAGED}),
    "cells.xml": (lambda: bombs.xml_2003("cells", 500_000), {READ, BOMB, DAMAGED}),
    "circle.xls": (bombs.looping_compound, {DAMAGED, KIND}),
    "sheets.xls": (lambda: bombs.xls_records("sheets", 60_000), {DAMAGED, BOMB}),
    "texts.xls": (lambda: bombs.xls_records("texts", 500_000), {DAMAGED, BOMB, EMPTY}),
    "dimensions.xls": (lambda: bombs.xls_records("dimensions", 500_000), {DAMAGED, BOMB, EMPTY}),
    "line.csv": (lambda: bombs.text("line", 300), {KIND, DAMAGED, BOMB}),
    "fields.csv": (lambda: bombs.text("fields", 300), {KIND, DAMAGED, BOMB}),
    "commas.csv": (lambda: bombs.text("commas", 300), {DAMAGED, BOMB, KIND}),
    "lines.csv": (lambda: bombs.text("lines", 300), {READ, BOMB, KIND}),
    "nuls.csv": (lambda: bombs.text("nuls", 300), {DAMAGED}),
    "later nuls.csv": (lambda: bombs.text("later nuls", 300), {DAMAGED, KIND, BOMB, READ}),
    "quote.csv": (lambda: bombs.text("quote", 300), {DAMAGED, BOMB}),
    "rows.csv": (lambda: bombs.text("rows", 8), {BOMB}),
}


@dataclass(frozen=True)
class Result:
    """How one file ended."""

    name: str
    codes: tuple[str, ...]
    outcome: str
    seconds: float
    megabytes: float
    allowed: tuple[float, float]


class Watch:
    """Samples what this process and its children hold and have used, until it is stopped."""

    def __init__(self) -> None:
        self._seconds: dict[int, float] = {}
        self.idle = self.peak = self._sample()
        self._begun = sum(self._seconds.values())
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._sample()

    @property
    def seconds(self) -> float:
        """Seconds of the processor since the start, of all processes together."""
        return sum(self._seconds.values()) - self._begun

    def _run(self) -> None:
        while not self._stop.wait(0.01):
            self.peak = max(self.peak, self._sample())

    def _sample(self) -> int:
        """Note what each process has used, and give the bytes that all hold."""
        pids = [os.getpid(), *(child.pid for child in multiprocessing.active_children())]
        found = {pid: used for pid in pids if pid and (used := usage(pid))}
        self._seconds |= {pid: used.seconds for pid, used in found.items()}
        return sum(used.memory for used in found.values())


def files(folders: list[Path]) -> Iterator[tuple[str, bytes, set[str] | None]]:
    """Yield what is made, then what lies in folders, of which nothing is known but that it must end."""
    for name, (make, codes) in MADE.items():
        yield name, make(), codes
    for folder in folders:
        for path in sorted(folder.iterdir()):
            yield path.name, path.read_bytes(), None


def allowed(content: bytes, name: str) -> tuple[float, float]:
    """Give the seconds and megabytes that a file may take: for being held in memory, looked at, read."""
    try:
        kind = look(content, name).kind
        size = extent(content, kind, DEFAULT)
    except UnreadableFile:
        kind, size = FileKind.UNKNOWN, len(content)
    grant = granted(Settings(), kind, size)
    return grant.seconds, (grant.memory + 2 * len(content)) / (1 << 20)


def take(home: Path, name: str, content: bytes) -> Result:
    """Drop one file and run a pass."""
    drop(home, name, content, SENT)
    may = allowed(content, name)
    with Watch() as watch:
        told = ask(home, "--now", NOW, "run", PERIOD)
    found = [one for one in ask(home, "findings", PERIOD) if one["file"] in {file["file"] for file in told["files"]}]
    outcome = next(file["outcome"] for file in told["files"] if file["file"] == name)
    codes = tuple(sorted({one["code"] for one in found}))
    return Result(name, codes, outcome, watch.seconds, (watch.peak - watch.idle) / (1 << 20), may)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(folders: list[Path]) -> int:
    """Take every file, print the table, and tell whether all ended as they should."""
    with tempfile.TemporaryDirectory() as folder:
        home = home_of_2017(Path(folder) / "home")
        ask(home, "--now", NOW, "run", PERIOD)  # so that what is loaded once counts for no file
        wrong = 0
        say(f"{'file':34} {'ended':12} {'codes':28} {'s':>6} {'MB':>6}  allowed s, MB")
        for name, content, codes in files(folders):
            result = take(home, name, content)
            well = codes is None or bool(codes & set(result.codes))
            within = result.seconds <= result.allowed[0] + _SPARE and result.megabytes <= result.allowed[1] * _OVER
            wrong += not (well and within and "own-fault" not in result.codes)
            told = "" if well else "  WRONG" + str(codes)
            told += "" if within else "  TOO MUCH"
            say(
                f"{name[:34]:34} {result.outcome:12} {','.join(result.codes):28} {result.seconds:6.2f} "
                f"{result.megabytes:6.0f}  {result.allowed[0]:.0f} {result.allowed[1]:.0f}{told}"
            )
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main([Path(word) for word in sys.argv[1:]]))
