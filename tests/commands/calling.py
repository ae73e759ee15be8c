"""Call the program as a script outside would: words in; exit status, standard output and standard error out."""

from __future__ import annotations

import io
import json
import os
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from reporting.cli import main


@dataclass(frozen=True)
class Told:
    """What a call gave back."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Read standard output as the one JSON document it must be; anything beside it fails."""
        return json.loads(self.out)


def call(*words: object) -> Told:
    """Run the program in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = main([str(word) for word in words])
        except SystemExit as done:  # `--help`
            status = int(done.code or 0)
    return Told(status, out.getvalue(), err.getvalue())


def ask(home: Path, *words: object) -> Any:
    """Run a command that must go well, and give its document."""
    told = call("--home", home, "--json", *words)
    assert told.status == 0, told
    return told.document


def drop(home: Path, name: str, content: bytes, sent: str) -> None:
    """Lay a file into the inbox as sent at a moment such as `2018-03-01T09:00:00+08:00`."""
    path = home / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    moment = datetime.fromisoformat(sent).timestamp()
    os.utime(path, (moment, moment))


def copied(home: Path, folder: Path) -> Path:
    """Copy a home, as people do by hand, for a test that changes it.

    Nobody writes to it; what a reader in another test process lays beside the ledger for a moment holds nothing.
    """
    return Path(shutil.copytree(home, folder, ignore=shutil.ignore_patterns("*-wal", "*-shm")))


def held_below(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def is_for_people(text: str) -> bool:
    """Whether a text is Chinese, and no machine's."""
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in text)
    return chinese and "Traceback" not in text and "Error" not in text and "None" not in text
