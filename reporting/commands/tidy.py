"""Remove logs that are older than the settings keep them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from reporting.commands.office import Office


def tidy(office: Office) -> None:
    """Remove old logs; nothing else in a home is ever removed for its age."""
    oldest = (office.now - timedelta(days=office.settings.keep_days)).timestamp()
    for log in sorted((office.home / "logs").glob("*.log")):
        if log.stat().st_mtime < oldest:
            with suppress(OSError):  # open in an editor, or in a folder that takes no change: it goes another day
                log.unlink()
