"""The service's diary, a file a day (`logs/serve-2023-10-18.log`), and its heartbeat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from reporting.commands import heartbeat
from reporting.commands.heartbeat import Heartbeat
from reporting.model.errors import ReportingError


@dataclass
class Diary:
    """What the service tells: `say` is told on standard error; a full disk must not end the service, so it is said."""

    home: Path
    say: Callable[[str], None]
    clock: Callable[[], datetime]
    beat: Heartbeat

    def write(self, line: str) -> None:
        """Write what happened, with the time."""
        now = self.clock()
        self.say(line)
        path = self.home / "logs" / f"serve-{now:%Y-%m-%d}.log"
        try:
            path.parent.mkdir(exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{now:%H:%M:%S} {line}\n")
        except OSError as fault:
            self.say(f"日志 logs/{path.name} 写不进（{fault.strerror}）")

    def tell(self, **changed: str) -> None:
        """Change what the heartbeat says, and beat."""
        self.beat = replace(self.beat, beat_at=self.clock().isoformat(timespec="seconds"), **changed)
        try:
            heartbeat.write(self.home, self.beat)
        except ReportingError as fault:
            self.say(str(fault))
