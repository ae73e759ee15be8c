"""Fetches and passes killed between mailbox and ledger, then made again: `python -m tests.campaigns.mailkills`.

Whatever the instant, fetching and passing again must reach what an undisturbed one reaches: every row of the ledger,
every byte of the home, and every mail once in the folder for those that are done with.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.campaigns.kills import State, state
from tests.campaigns.trials import ROOT, Plan, kill, plan, say, trials
from tests.commands.calling import call, copied
from tests.commands.posted import ADDRESSES, home_by_mail, post
from tests.commands.published import NOW, PERIOD, answers
from tests.mail.letters import letter
from tests.mail.servers import DONE, PASSWORD, Served, served, settings_of, why_none


@dataclass(frozen=True)
class Scene:
    """A home, what lies in its mailbox, and what both are after an undisturbed fetch and pass of so many steps."""

    home: Path
    server: Served
    mails: tuple[bytes, ...]
    after: State
    steps: int


def scene(folder: Path, server: Served) -> Scene:
    """Make a home with mails of all fates: taken, laid aside, held, without a file, twice, and one in the inbox."""
    home = home_by_mail(folder / "home", settings_of(server))
    told = answers(home)
    sent = ADDRESSES["鹿城区"]
    twice = letter(sent, {"a.xlsx": told["鹿城区"]}, message_id="<1@a>")
    mails = (
        twice,
        letter(ADDRESSES["瓯海区"], {"a.xlsx": told["龙湾区"], "b.xlsx": told["瓯海区"]}, message_id="<2@a>"),
        letter("wzlc@163.example.invalid", {"a.xlsx": told["洞头区"]}, message_id="<3@a>"),
        letter(sent, text="见 https://pan.baidu.com/s/1", message_id="<4@a>"),
        b"X-Way: another\r\n" + twice,
    )
    post(home, "来信.eml", letter(ADDRESSES["龙湾区"], {"a.xlsx": told["龙湾区"]}, message_id="<5@a>"))
    _filled(server, mails)
    whole = copied(home, folder / "whole")
    done = subprocess.run(_words(0, whole), cwd=ROOT, env=_environment(), capture_output=True, check=True)
    return Scene(home, server, mails, _state(whole, server), int(done.stdout.split()[-1]))


def killed(made: Scene, folder: Path, *, step: int = 0, after: float = 0.0) -> list[str]:
    """Kill at a step or after some seconds, do it again, and say what is then not as it must be."""
    _filled(made.server, made.mails)
    home = copied(made.home, folder)
    wrong = kill(_words(step or -1, home), _environment(), step=step, after=after)
    for said in (("mail", "fetch"), ("run", PERIOD)):
        told = call("--home", home, "--now", NOW, *said)
        wrong += [f"{said}: exit {told.status}: {told.err}"] if told.status else []
    now = _state(home, made.server)
    return wrong + [name for name in sorted({*now, *made.after}) if now.get(name) != made.after.get(name)]


def _filled(server: Served, mails: tuple[bytes, ...]) -> None:
    server.empty()
    server.deliver(*mails)


def _state(home: Path, server: Served) -> State:
    return {**state(home), "INBOX": sorted(server.held("INBOX")), "done": sorted(server.held(DONE))}


def _words(step: int, home: Path) -> list[str]:
    return [sys.executable, "-m", "tests.campaigns.mailkilled", str(step), str(home)]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8", "REPORTING_IMAP_PASSWORD": PASSWORD}


def campaign(folder: Path, server: Served, planned: Plan) -> int:
    """Kill at every n-th step, then at random instants; give how many went wrong."""
    os.environ["REPORTING_IMAP_PASSWORD"] = PASSWORD
    made = scene(folder, server)
    return trials("mail", partial(killed, made), folder, made.steps, planned)


def main() -> int:
    """Kill, and tell whether all ended as it should."""
    planned = plan("Fetches and passes that are killed and made again.", 100)
    if why_none():
        say(f"mail: {why_none()}")
        return 0
    with tempfile.TemporaryDirectory() as folder, served() as server:
        return min(campaign(Path(folder), server, planned), 1)


if __name__ == "__main__":
    sys.exit(main())
