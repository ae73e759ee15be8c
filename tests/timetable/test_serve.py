"""The service: one of a home at a time, told of by `status --service`, not ended by what goes wrong in one step."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reporting.commands.office import Office
from reporting.ledger.lock import serving
from reporting.model.errors import LedgerError, ReportingError
from reporting.model.workdays import SHANGHAI
from reporting.timetable import steps
from reporting.timetable.due import Due, Step
from reporting.timetable.rounds import Done, Failures, make_round
from tests.commands.calling import ask, call, is_for_people
from tests.commands.posted import setting

MORNING = "2023-10-09T09:30:00+08:00"
NOW = datetime.fromisoformat(MORNING)
_PATIENCE = 90


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a home with the shipped catalogue."""
    assert call("init", tmp_path / "科技局").status == 0
    return tmp_path / "科技局"


def played(home: Path, now: datetime = NOW, failures: Failures | None = None) -> list[Done]:
    """Make one round."""
    return list(make_round(home, now, lambda _line: None, failures or Failures(), lambda _due: True))


def service_of(home: Path) -> Any:
    """Ask how the service does, and give the answer whatever the exit status."""
    return call("--home", home, "--json", "--now", MORNING, "status", "--service")


def test_a_home_that_was_never_served_says_so(home: Path) -> None:
    """Nobody has to guess whether the service was ever started; exit 1, for it does not run."""
    told = service_of(home)
    assert (told.status, told.document["running"], told.document["since"]) == (1, False, None)
    words = call("--home", home, "status", "--service")
    assert "从未运行" in words.out
    assert is_for_people(words.out)


def test_one_round_is_made_and_told(home: Path) -> None:
    """`serve --once` does what is due, tells it, and leaves word of when it looked and what comes next."""
    done = ask(home, "--now", MORNING, "serve", "--once")
    assert [(one["step"], one["period"]) for one in done] == [
        ("收件", None),
        ("下发空白报表", "2023Q3"),
        ("发信", None),
    ]
    told = service_of(home).document
    assert told["received_at"] == told["stopped_at"] == MORNING
    assert told["next"] == {"step": "2023年前三季度提醒和催报", "at": "2023-10-13T09:00:00+08:00"}
    assert "下发空白报表" in (home / "logs" / "serve-2023-10-09.log").read_text(encoding="utf-8")


def test_a_standing_clock_is_refused(home: Path) -> None:
    """A service with `--now` would never see the next day: that is wrong use."""
    told = call("--home", home, "--now", MORNING, "serve")
    assert told.status == 2
    assert "--once" in told.err


def test_a_folder_that_is_no_home_is_refused(tmp_path: Path) -> None:
    """What is no home is not served, and nothing is laid into it."""
    assert call("--home", tmp_path, "serve", "--once").status == 2
    assert list(tmp_path.iterdir()) == []


def test_the_second_service_is_told_who_is_there(home: Path) -> None:
    """Two services would not harm, but nobody would know which one works: the second is refused by name."""
    with serving(home):
        told = call("--home", home, "--now", MORNING, "serve", "--once")
        assert service_of(home).document["running"]
    assert told.status == 2
    assert "已在运行" in told.err
    assert str(os.getpid()) in told.err
    assert not service_of(home).document["running"]


def test_the_lock_is_free_once_its_holder_is_gone(home: Path) -> None:
    """What is left of an earlier service keeps nobody out."""
    with serving(home):
        pass
    with serving(home):
        assert True
    with serving(home), pytest.raises(LedgerError), serving(home):
        pass


def test_a_bug_in_one_step_is_logged_and_the_others_follow(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks at the blank forms does not keep mails from being sent; there is a log to be sent to who can mend."""

    def broken(_office: Office, _due: Due) -> tuple[str, int]:
        raise ZeroDivisionError

    monkeypatch.setitem(steps._STEPS, Step.FORMS, broken)
    told = call("--home", home, "--json", "--now", MORNING, "serve", "--once")
    assert told.status == 3
    assert [(one["step"], one["status"]) for one in told.document] == [("收件", 0), ("下发空白报表", 3), ("发信", 0)]
    error = service_of(home).document["error"]
    assert error["at"] == MORNING
    assert "ZeroDivisionError" in (home / error["log"]).read_text(encoding="utf-8")


def test_what_people_can_mend_is_told_and_the_others_follow(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that is busy, a full disk: told with the mend, exit 2, no log of a bug."""

    def refused(_office: Office, _due: Due) -> tuple[str, int]:
        raise ReportingError("写不进", "outbox", "请检查")

    monkeypatch.setitem(steps._STEPS, Step.FORMS, refused)
    told = call("--home", home, "--json", "--now", MORNING, "serve", "--once")
    assert told.status == 2
    error = service_of(home).document["error"]
    assert (error["what"], error["log"]) == ("2023年前三季度下发空白报表：写不进；outbox；请检查", None)


def test_a_step_that_failed_is_tried_again_after_a_pause(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not at every look, for that may be every minute; but soon, and as often as it takes."""
    tried: list[datetime] = []

    def refused(office: Office, _due: Due) -> tuple[str, int]:
        tried.append(office.now)
        raise ReportingError("写不进")

    failures = Failures()
    monkeypatch.setitem(steps._STEPS, Step.FORMS, refused)
    for minutes in range(0, 90, 2):
        played(home, NOW + timedelta(minutes=minutes), failures)
    assert [(one - NOW).seconds // 60 for one in tried] == [0, 6, 22, 82]
    monkeypatch.undo()
    assert Step.FORMS in [one.due.step for one in played(home, NOW + timedelta(hours=3), failures)]


def test_a_mailbox_that_cannot_be_reached_keeps_nothing_else_waiting(home: Path) -> None:
    """The mailbox is down: what lies in the inbox is taken in, forms go out, and the mailbox is tried at every look."""
    for line in ("mail.receive = imap", "imap.host = localhost", "imap.port = 1", "imap.user = a@b.cn"):
        setting(home, line)
    (home / "inbox" / "通知.txt").write_text("请各单位参会", encoding="utf-8")
    failures = Failures()
    first = played(home, NOW, failures)
    assert [(one.due.step, one.status) for one in first] == [(Step.RECEIVE, 2), (Step.FORMS, 0), (Step.SEND, 0)]
    assert "通知.txt" in first[0].words
    assert Step.RECEIVE in [one.due.step for one in played(home, NOW + timedelta(minutes=1), failures)]


def test_a_broken_catalogue_is_told_and_the_next_round_goes_on(home: Path) -> None:
    """While somebody edits the catalogue into a mistake nothing is done; once it is mended all follows."""
    path = home / "templates" / "指标体系.xlsx"
    sound = path.read_bytes()
    path.write_bytes(sound[:2000])
    with pytest.raises(ReportingError):
        played(home)
    path.write_bytes(sound)
    assert [one.due.step for one in played(home)] == [Step.RECEIVE, Step.FORMS, Step.SEND]


@contextmanager
def running(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the service as a process of its own, until the block ends at the latest."""
    words = [sys.executable, "-m", "reporting", "--home", str(home), "serve"]
    service = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        yield service
    finally:
        if service.poll() is None:
            service.kill()
        service.communicate()


def wait_for_round(home: Path, service: subprocess.Popen[str]) -> None:
    """Wait until the service has made its first round."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and service.poll() is None:
        try:
            told = json.loads((home / "logs" / "serve.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            told = {}
        if told.get("next_at") and not told["doing"]:
            return
        time.sleep(0.1)
    service.kill()
    raise AssertionError(service.communicate())


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent a signal there as the system sends it")
@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGINT])
def test_the_service_lives_is_told_of_and_stops_cleanly(home: Path, word: signal.Signals) -> None:
    """It answers for itself while it lives, keeps a second one out, and ends in order when it is told to."""
    with running(home) as service:
        wait_for_round(home, service)
        alive = call("--home", home, "--json", "status", "--service")
        second = call("--home", home, "serve", "--once")
        service.send_signal(word)
        out, err = service.communicate(timeout=_PATIENCE)
    assert (alive.status, alive.document["running"], alive.document["error"]) == (0, True, None)
    assert second.status == 2
    assert f"进程{service.pid}" in second.err
    assert service.returncode == 0, err
    assert "已停止" in out
    told = call("--home", home, "--json", "status", "--service")
    assert told.status == 1
    assert told.document["stopped_at"] is not None


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_a_killed_service_is_known_to_be_gone(home: Path) -> None:
    """Who was killed or lost its power leaves no lock: `status --service` says that it does not run, and since when."""
    with running(home) as service:
        wait_for_round(home, service)
        service.kill()
        service.wait()
        told = call("--home", home, "status", "--service")
    assert told.status == 1
    assert "没有正常停止" in told.out
    assert call("--home", home, "serve", "--once").status == 0


def test_a_service_without_a_sign_of_life_is_told(home: Path) -> None:
    """A process that hangs holds the lock all the same: its last sign tells."""
    assert call("--home", home, "--now", MORNING, "serve", "--once").status == 0
    later = (NOW + timedelta(hours=2)).astimezone(SHANGHAI).isoformat()
    with serving(home):
        fresh, silent = (call("--home", home, "--json", "--now", at, "status", "--service") for at in (MORNING, later))
    assert (fresh.status, fresh.document["silent"]) == (0, False)
    assert (silent.status, silent.document["silent"]) == (1, True)


def test_status_wants_a_period_or_the_service(home: Path) -> None:
    """`status` alone says what to write."""
    told = call("--home", home, "status")
    assert told.status == 2
    assert "--service" in told.err
