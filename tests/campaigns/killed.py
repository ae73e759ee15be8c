"""A pass that dies at its n-th step, as a child process: `python -m tests.campaigns.killed STEP HOME`.

A step is whatever changes something outside the process: a statement to the database, a file opened for writing,
renamed, removed, a folder made. It dies just before the step, without a farewell; STEP 0 lets it live and tells how
many there are.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from reporting.cli import main
from reporting.ledger.sqlite import SqliteStore
from tests.commands.published import NOW, PERIOD

STEPS_FILE = "steps"
DIED = 9
_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree")
_WRITING = os.O_WRONLY | os.O_RDWR


class Steps:
    """Counts the steps, and dies at the one that is due."""

    def __init__(self, due: int, home: Path) -> None:
        """Count what happens in one home."""
        self.count, self._due, self._home = 0, due, str(home)

    def step(self) -> None:
        """Take a step, or die."""
        self.count += 1
        if self.count == self._due:
            os._exit(DIED)

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Hear of what Python is about to do outside itself."""
        changes = event in _CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING)
        if changes and str(arguments[0]).startswith(self._home):
            self.step()

    def watch(self) -> None:
        """Watch files and the statements of whatever database."""
        stores: list[Any] = [SqliteStore]
        if "TEST_LEDGER_URL" in os.environ:
            from reporting.ledger.postgres import PostgresStore

            stores.append(PostgresStore)
        for store in stores:
            for name in ("say", "many"):
                setattr(store, name, self._counted(getattr(store, name)))
        sys.addaudithook(self.heard)

    def _counted(self, spoken: Any) -> Any:
        def counted(store: Any, *words: Any) -> Any:
            self.step()
            return spoken(store, *words)

        return counted


def run(step: int, home: Path) -> int:
    """Make the pass."""
    steps = Steps(step, home)
    steps.watch()
    status = main(["--home", str(home), "--now", NOW, "run", PERIOD])
    if not step:
        print(f"\n{steps.count}")  # noqa: T201 - the answer of this program
    return status


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]), Path(sys.argv[2])))
