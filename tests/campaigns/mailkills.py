"""Fetches and passes killed between mailbox and ledger, then made again: `python -m tests.campaigns.mailkills`.

Whatever the instant, fetching and passing again must reach what an undisturbed one reaches: every row of the ledger,
every byte of the home, and every mail once in the folder for those that are done with.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.killed import DIED
from tests.campaigns.kills import ROOT, State, say, state
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
    words = _words(step or -1, home)
    child = subprocess.Popen(words, cwd=ROOT, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        child.communicate(timeout=after or None)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
    wrong = [f"step {step} was never reached"] if step and child.returncode != DIED else []
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


def campaign(folder: Path, server: Served, *, every: int, draws: int, seed: int) -> int:
    """Kill at every n-th step, then at random instants; give how many went wrong."""
    os.environ["REPORTING_IMAP_PASSWORD"] = PASSWORD
    made = scene(folder, server)
    begun = time.monotonic()
    killed(made, folder / "timed", step=made.steps)
    lasts = time.monotonic() - begun
    chance = random.Random(seed)
    trials: list[dict[str, float]] = [{"step": step} for step in range(1, made.steps + 1, every)]
    trials += [{"after": chance.uniform(0.2, lasts)} for _ in range(draws)]
    wrong = 0
    for number, trial in enumerate(trials, start=1):
        with tempfile.TemporaryDirectory(dir=folder) as place:
            found = killed(made, Path(place) / "home", **trial)  # type: ignore[arg-type]  # a step is whole
        wrong += bool(found)
        if found:
            say(f"  {trial}: {found}")
        if number % 50 == 0:
            say(f"  {number} of {len(trials)}, wrong {wrong}")
    say(f"mail: {made.steps} steps, killed {len(trials)} times, wrong {wrong}")
    return wrong


def main() -> int:
    """Kill, and tell whether all ended as it should."""
    parser = argparse.ArgumentParser(description="Fetches and passes that are killed and made again.")
    parser.add_argument("--every", type=int, default=1, help="kill at every n-th step")
    parser.add_argument("--draws", type=int, default=100, help="kill at so many random instants")
    parser.add_argument("--seed", type=int, default=1)
    options = vars(parser.parse_args())
    if why_none():
        say(f"mail: {why_none()}")
        return 0
    with tempfile.TemporaryDirectory() as folder, served() as server:
        return min(campaign(Path(folder), server, **options), 1)


if __name__ == "__main__":
    sys.exit(main())
