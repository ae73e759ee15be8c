"""Who writes: the user and the machine, as whoever must wait is told. Readers have no need of it and do not load it."""

from __future__ import annotations

import getpass
import platform
from contextlib import suppress


def whoami() -> str:
    """Name the user and the machine, `zhang@kjj-pc`; a system without a user's name gives the machine alone."""
    user = ""
    with suppress(OSError, KeyError, ImportError):
        user = getpass.getuser()
    return f"{user}@{platform.node()}"
