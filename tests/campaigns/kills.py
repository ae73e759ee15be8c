"""Passes that are killed: at every step and at random instants, then made again: `python -m tests.campaigns.kills`.

Whatever the instant, the next pass must reach what an undisturbed one reaches: every row of the ledger, every file of
the inbox, every byte of the outbox; and at no instant may the outbox hold half a product.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import openpyxl

from reporting.ledger.book import opened
from reporting.ledger.schema import RECORDS
from reporting.model.settings import read
from tests.campaigns.trials import ROOT, Plan, kill, plan, say, trials
from tests.commands.calling import call, copied, drop
from tests.commands.published import NOW, PERIOD, answers, home_of_2017, send
from tests.server import place_of, served, why_none

EARLIER, LATER = "2018-03-01T09:00:00+08:00", "2018-03-02T09:00:00+08:00"
LAST = "2018-03-03T09:00:00+08:00"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"x" * 50
# What lies beside the ledger and says nothing of what is known.
_PASSING = ("ledger.sqlite3", "ledger.lock", "ledger.holder")
_DRAFT = ".reporting.tmp"

State = dict[str, object]


@dataclass(frozen=True)
class Scene:
    """A home before a pass, and what it is before and after an undisturbed one; a pass has so many steps."""

    home: Path
    before: State
    after: State
    steps: int
    server: str = ""


def scene(folder: Path, server: str = "") -> Scene:
    """Make a home with a pass behind it and files of all kinds in its inbox; its ledger on a server if given."""
    home = home_of_2017(folder / "home")
    told = answers(home)
    wrong = answers(home, {("龙湾区", "研发人员折合全时当量"): "99999"})["龙湾区"]
    mended = answers(home, {("鹿城区", "研发人员折合全时当量"): "2001"})["鹿城区"]
    _settle(home, server)
    for sender in ("鹿城区", "洞头区"):
        send(home, sender, told[sender], EARLIER)
    send(home, "龙湾区", wrong, EARLIER)
    _called(home)
    drop(home, "更正/鹿城区.xlsx", mended, LAST)
    drop(home, "又一份/鹿城区.xlsx", _other_bytes(told["鹿城区"]), LATER)
    drop(home, "龙湾区.xlsx", told["龙湾区"], LATER)
    drop(home, "龙湾区(1).xlsx", told["龙湾区"], LATER)
    drop(home, "洞头区.xlsx", told["洞头区"], LATER)
    drop(home, "三县.zip", _zipped({name: told[name] for name in ("瓯海区", "永嘉县")} | {"读我": b"\x00"}), LATER)
    drop(home, "瓯海区2017年盖章.png", PICTURE, LATER)
    drop(home, "县里/请查收.txt", "见附件".encode(), LATER)
    before = state(home)
    whole = _copy(home, folder / "whole", server)
    done = subprocess.run(_words(0, whole), cwd=ROOT, env=_environment(server), capture_output=True, check=True)
    return Scene(home, before, state(whole), int(done.stdout.split()[-1]), server)


def killed(made: Scene, folder: Path, *, step: int = 0, after: float = 0.0) -> list[str]:
    """Kill a pass at a step or after some seconds, make it again, and say what is then not as it must be."""
    home = _copy(made.home, folder, made.server)
    wrong = kill(_words(step or -1, home), _environment(made.server), step=step, after=after)
    wrong += [f"half of {name}" for name in _halves(home, made)]
    told = _called(home)
    wrong += [told] if told else []
    now = state(home)
    return wrong + [name for name in sorted({*now, *made.after}) if now.get(name) != made.after.get(name)]


def state(home: Path) -> State:
    """Give all that a home holds: the ledger row by row, every other file byte by byte."""
    files = {path.relative_to(home).as_posix(): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}
    held: State = {name: content for name, content in files.items() if not _passes(name)}
    with opened(home, writable=False, url=read(home / "config.ini").ledger_url) as book:
        for table in RECORDS:
            held[f"table {table}"] = sorted(book.rows(f"SELECT * FROM {table}"), key=repr)
    return held


def _passes(name: str) -> bool:
    return Path(name).name.startswith(_PASSING) or name.startswith(("ledger/catalogue/", "config.ini"))


def _halves(home: Path, made: Scene) -> Iterator[str]:
    """Yield the products that are neither as they were nor as they will be."""
    for path in sorted((home / "outbox").rglob("*")):
        name = path.relative_to(home).as_posix()
        if path.is_file() and path.name not in ("manifest.json", _DRAFT):
            content = path.read_bytes()
            if content not in (made.before.get(name), made.after.get(name)):
                yield name


def _settle(home: Path, server: str) -> None:
    """Have a home keep its ledger at a place of its own on the server."""
    path = home / "config.ini"
    lines = path.read_text(encoding="utf-8").splitlines()
    url = f"url = {place_of(server, home)}" if server else "url ="
    path.write_text("\n".join(url if line.startswith("url =") else line for line in lines) + "\n", encoding="utf-8")


def _copy(home: Path, folder: Path, server: str) -> Path:
    """Copy a home with all that its ledger holds."""
    made = copied(home, folder)
    if server:
        _settle(made, server)
        with (
            opened(home, writable=False, url=place_of(server, home)) as old,
            opened(made, writable=True, url=place_of(server, made)) as new,
        ):
            for table in RECORDS:
                rows = old.rows(f"SELECT * FROM {table}")
                if rows:
                    new.write(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    return made


def _called(home: Path) -> str:
    told = call("--home", home, "--now", NOW, "run", PERIOD)
    return "" if told.status == 0 else f"exit {told.status}: {told.err}"


def _words(step: int, home: Path) -> list[str]:
    return [sys.executable, "-m", "tests.campaigns.killed", str(step), str(home)]


def _environment(server: str) -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8", **({"TEST_LEDGER_URL": server} if server else {})}


def _other_bytes(content: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.properties.title = "又存一次"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.xlsx" if name != "读我" else name, content)
    return stream.getvalue()


def campaign(folder: Path, planned: Plan, server: str = "") -> int:
    """Kill at every n-th step, then at random instants; give how many went wrong."""
    made = scene(folder, server)
    return trials("PostgreSQL" if server else "SQLite", partial(killed, made), folder, made.steps, planned)


def main() -> int:
    """Kill on both databases, and tell whether all ended as they should."""
    planned = plan("Passes that are killed and made again.", 200)
    with tempfile.TemporaryDirectory() as folder:
        wrong = campaign(Path(folder) / "sqlite", planned)
        if why_none():
            say(f"PostgreSQL: {why_none()}")
        else:
            with served() as server:
                wrong += campaign(Path(folder) / "postgresql", planned, server=server)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
