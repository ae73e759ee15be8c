"""The heartbeat of a home's service: what it does and did last, in `logs/serve.json`, for `status --service`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from reporting.model.errors import ReportingError

FILE = "logs/serve.json"
_DRAFT = ".reporting.tmp"


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What a service tells of itself; instants in ISO form, empty where there is none yet.

    `since` is when it began, `beat_at` when it last wrote this; `doing` the step it is at, empty between rounds.
    `received_at` is when it last looked for what had come. `next_at` and `next_step` are what the calendar holds next.
    `error_at`, `error` and `log` are the last step that failed, and where more is told. `stopped_at` is when it ended
    in order.
    """

    who: str = ""
    since: str = ""
    beat_at: str = ""
    doing: str = ""
    received_at: str = ""
    next_at: str = ""
    next_step: str = ""
    error_at: str = ""
    error: str = ""
    log: str = ""
    stopped_at: str = ""


def read(home: Path) -> Heartbeat:
    """Read the heartbeat; an empty one where there is none, or it cannot be read."""
    try:
        told = json.loads((home / FILE).read_text(encoding="utf-8"))
        return Heartbeat(**{name: str(told.get(name, "")) for name in asdict(Heartbeat())})
    except (OSError, ValueError, AttributeError):
        return Heartbeat()


def write(home: Path, beat: Heartbeat) -> None:
    """Write the heartbeat, as a whole or not at all. Raises ReportingError where it cannot be written."""
    path = home / FILE
    draft = path.with_name(_DRAFT)
    try:
        path.parent.mkdir(exist_ok=True)
        draft.write_text(json.dumps(asdict(beat), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError as fault:
        raise ReportingError("值守情况写不进", FILE, "请检查 logs 文件夹的写权限和磁盘空间") from fault
