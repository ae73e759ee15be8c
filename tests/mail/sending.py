"""A home whose blank forms wait to be sent, and its settings for a server of the tests' own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from reporting.ledger import queue
from reporting.ledger.book import opened
from tests.commands.calling import ask
from tests.commands.posted import setting
from tests.commands.published import PERIOD, home_of_2017
from tests.mail.smtpserver import USER, Post

QUEUED_AT = "2018-01-05T09:00:00+08:00"


def home_of_waiting(folder: Path, most: int = 0) -> Path:
    """Make a home with a server in its settings and mails in its queue, one a sender, or only so many of them."""
    home = home_of_2017(folder)
    for line in ("smtp.host = localhost", f"smtp.address = {USER}"):
        setting(home, line)
    ask(home, "--now", QUEUED_AT, "forms", PERIOD)
    if most:
        with opened(home, writable=True) as book:
            for one in queue.every(book)[most:]:
                queue.drop(book, one.number, "不发", datetime.fromisoformat(QUEUED_AT))
    return home


def at_the_server(home: Path, post: Post) -> Path:
    """Have a home send by the server."""
    for line in (
        *("smtp.host = localhost", "smtp.send = yes", "smtp.tls = starttls", "smtp.name = 温州市科学技术局"),
        *(f"smtp.port = {post.port}", f"smtp.user = {USER}", f"smtp.address = {USER}", f"smtp.ca = {post.ca}"),
    ):
        setting(home, line)
    return home
