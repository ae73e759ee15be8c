"""Sending killed between queue and server, then done again: `python -m tests.campaigns.sendkills`.

Whatever the instant, nothing is doubled, and nothing is lost unseen: where sent mails can be looked up, every mail is
at the server once in the end; where they cannot, a mail in doubt is told to people and everything else is there once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from tests.campaigns.trials import ROOT, Plan, kill, plan, say, trials
from tests.commands.calling import ask, call, copied
from tests.commands.posted import setting
from tests.mail.sending import at_the_server, home_of_waiting
from tests.mail.servers import PASSWORD, Served, served, settings_of, why_none
from tests.mail.smtpserver import Post, posting

START = datetime.fromisoformat("2018-01-06T09:00:00+08:00")
SENT_FOLDER = "Sent"
# Mails sent in a trial: each has the same steps, and connecting and leaving are around them.
MAILS = 3


@dataclass(frozen=True)
class Scene:
    """A home with mails to send, the server they go to, and the mailbox it lays them into, if there is one."""

    home: Path
    post: Post
    box: Served | None
    ids: tuple[str, ...]
    steps: int


@contextmanager
def scene(folder: Path, post: Post, box: Served | None) -> Iterator[Scene]:
    """Make the home, and have an undisturbed round tell the ids and the steps."""
    os.environ |= {"REPORTING_SMTP_PASSWORD": PASSWORD, "REPORTING_IMAP_PASSWORD": PASSWORD}
    home = home_of_waiting(folder / "home", MAILS)
    at_the_server(home, post)
    for line in (*settings_of(box).splitlines(), f"smtp.sent_folder = {SENT_FOLDER}") if box else ():
        setting(home, line)
    _begin(post, box)
    whole = copied(home, folder / "whole")
    done = subprocess.run(_words(0, whole), cwd=ROOT, env=_environment(), capture_output=True, check=True)
    yield Scene(home, post, box, tuple(post.ids), int(done.stdout.split()[-1]))


def killed(made: Scene, folder: Path, *, step: int = 0, after: float = 0.0) -> list[str]:
    """Kill sending at a step or after some seconds, send again as time goes on, and say what is not as it must be."""
    _begin(made.post, made.box)
    home = copied(made.home, folder)
    wrong = kill(_words(step or -1, home), _environment(), step=step, after=after)
    for minutes in (1, 10, 20):
        now = (START + timedelta(minutes=minutes)).isoformat()
        told = call("--home", home, "--now", now, "mail", "send")
        wrong += [f"exit {told.status}: {told.err}"] if told.status not in (0, 1) else []
    return [*wrong, *_faults(made, home)]


def _faults(made: Scene, home: Path) -> Iterator[str]:
    """Hold what the server has against what the queue says."""
    times = Counter(made.post.ids)
    yield from (f"{name} came {count} times" for name, count in times.items() if count != 1)
    told = [one for one in ask(home, "mail", "queue", "--all") if one["state"] != "不再发"]
    states = Counter(one["state"] for one in told)
    doubtful = [one for one in told if one["state"] == "未发出"]
    if made.box and states != {"已发": len(made.ids)}:
        yield f"states {dict(states)}"
    if states["待发"] or len(doubtful) > 1 or any("--again" not in one["fault"] for one in doubtful):
        yield f"states {dict(states)}: {doubtful}"
    lost = len(made.ids) - len(times)
    if lost > len(doubtful) or set(times) - {*made.ids}:
        yield f"{lost} lost, {len(doubtful)} told of"


def _begin(post: Post, box: Served | None) -> None:
    post.forget()
    if box:
        box.empty()
        post.on_taken = partial(_lay, box)


def _lay(box: Served, content: bytes) -> None:
    """Lay a mail into the folder of sent mails, as a server does before it says that it has taken it."""
    client = box.client()
    client.create(SENT_FOLDER)
    status, told = client.append(SENT_FOLDER, "", "", content)
    assert status == "OK", told
    client.logout()


def _words(step: int, home: Path) -> list[str]:
    return [sys.executable, "-m", "tests.campaigns.sendkilled", str(step), str(home), START.isoformat()]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8"}


def campaign(made: Scene, folder: Path, planned: Plan) -> int:
    """Kill at every n-th step, then at random instants; give how many went wrong."""
    asked = "looked up" if made.box else "nobody to ask"
    return trials(f"sending, {asked}", partial(killed, made), folder, made.steps, planned)


def main() -> int:
    """Kill, with and without a mailbox to ask, and tell whether all ended as it should."""
    planned = plan("Sending that is killed and done again.", 50)
    wrong = 0
    with tempfile.TemporaryDirectory() as place, posting() as post:
        folder = Path(place)
        with scene(folder / "alone", post, None) as made:
            wrong += campaign(made, folder / "alone", planned)
        if why_none():
            say(f"sending, looked up: {why_none()}")
        else:
            with served() as box, scene(folder / "asked", post, box) as made:
                wrong += campaign(made, folder / "asked", planned)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
