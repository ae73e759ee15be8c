"""`init DIR`: a new home with the shipped catalogue, templates and settings."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import reporting
from reporting.commands.answer import Answer
from reporting.model.errors import UsageError

FOLDERS = ("inbox", "outbox", "logs", "ledger", "templates")


def init(folder: Path, say: Callable[[str], None]) -> Answer:
    """Make the home; a folder with anything in it is refused, so that nobody's work is overwritten."""
    home = folder.resolve()
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise UsageError(f"“{folder}”不是空目录", mend="请换一个新目录，或先清空它")
    furnish(home)
    say(f"已建立工作目录 {home}")
    words = f"{home}\n下一步：在 templates/ 中核对指标体系，然后运行 python -m reporting --home {home} forms 报告期"
    return Answer({"home": str(home)}, words)


def furnish(home: Path) -> None:
    """Put the shipped files into an empty home."""
    shipped = shipped_folder()
    for name in FOLDERS:
        (home / name).mkdir(parents=True, exist_ok=True)
    for source in sorted((shipped / "templates").iterdir()):
        if source.is_file() and not source.name.startswith(("~$", ".")):
            shutil.copyfile(source, home / "templates" / source.name)
    shutil.copyfile(shipped / "config.ini", home / "config.ini")


def shipped_folder() -> Path:
    """Find the shipped files: inside the installed package, or beside it in a checkout."""
    package = Path(reporting.__file__).parent
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent
