"""A home whose blank forms wait to be sent, and its settings for a server of the tests' own."""

from __future__ import annotations

import re
from pathlib import Path

from tests.commands.calling import ask
from tests.commands.published import PERIOD, home_of_2017
from tests.mail.smtpserver import Post, settings_of

QUEUED_AT = "2018-01-05T09:00:00+08:00"


def home_of_waiting(folder: Path) -> Path:
    """Make a home with a server in its settings and a mail to every sender in its queue, none of them sent."""
    home = home_of_2017(folder)
    settle(home, "[smtp]\nhost = localhost\naddress = kjj@kj.example.invalid\n")
    ask(home, "--now", QUEUED_AT, "forms", PERIOD)
    return home


def settle(home: Path, section: str) -> None:
    """Put a section into the settings, in the place of the one of that name; `section` ends with a line end."""
    path = home / "config.ini"
    name = section.split("\n", 1)[0]
    text = path.read_text(encoding="utf-8")
    section_there = re.compile(rf"^{re.escape(name)}\n.*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
    path.write_text(section_there.sub(lambda _: section, text), encoding="utf-8")


def at_the_server(home: Path, post: Post, *lines: str) -> Path:
    """Have a home send by the server; `lines` are further ones of its section."""
    settle(home, settings_of(post) + "".join(f"{line}\n" for line in lines))
    return home
