"""`serve`: round after round, until it is told to stop; `serve --once` makes one round and ends."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import FrameType

from schedule import Scheduler

from reporting.commands.answer import Answer
from reporting.commands.heartbeat import Heartbeat
from reporting.commands.heartbeat import read as last_beat
from reporting.commands.office import open_office
from reporting.ledger.lock import serving
from reporting.ledger.whoami import whoami
from reporting.model.errors import ReportingError, UsageError
from reporting.model.workdays import SHANGHAI
from reporting.timetable.diary import Diary
from reporting.timetable.due import Due, Step
from reporting.timetable.rounds import BUG, Done, Failures, make_round, named, next_due, worst
from reporting.timetable.steps import REFUSED

# How long a stop may wait to be seen between rounds; on Windows a longer wait would not hear of Ctrl-C.
_SECONDS = 0.5
_FAILED = (BUG, REFUSED)


def serve(home: Path, *, once: bool, now: datetime | None, say: Callable[[str], None]) -> Answer:
    """Serve a home. Raises LedgerError where another service does, UsageError for a clock that would stand still."""
    if now is not None and not once:
        raise UsageError("serve 要一直运行，不能指定时刻", mend="去掉 --now，或加上 --once 只办一次")
    open_office(home, now or datetime.now(SHANGHAI), say)  # a home that cannot be opened is told before anything else
    with serving(home):
        service = _Service(home, say, (lambda: now) if now else _clock)
        return service.once() if once else service.loop()


def _clock() -> datetime:
    return datetime.now(SHANGHAI)


@dataclass
class _Service:
    """One service of a home; `stop` is set once it is to end: the step under way is brought to its end."""

    home: Path
    say: Callable[[str], None]
    clock: Callable[[], datetime]
    stop: threading.Event = field(default_factory=threading.Event)
    failures: Failures = field(default_factory=Failures)
    diary: Diary = field(init=False)

    def __post_init__(self) -> None:
        before = last_beat(self.home)
        since = self.clock().isoformat(timespec="seconds")
        beat = Heartbeat(f"{whoami()} 进程{os.getpid()}", since, since, received_at=before.received_at)
        self.diary = Diary(self.home, self.say, self.clock, beat)
        self.diary.tell()

    def once(self) -> Answer:
        """Make one round."""
        with self._heard():
            done = self.round()
        self._ended()
        failed = [one for one in done if one.status in _FAILED]
        told = f"办了{len(done) - len(failed)}件事" + (f"，{len(failed)}件没有办成" if failed else "") + "。"
        lines = [told, *(f"{one.name}：{one.words}" for one in done if one.words)]
        return Answer([_document(one) for one in done], "\n".join(lines), worst(done))

    def loop(self) -> Answer:
        """Make a round now, and one every few minutes, until told to stop."""
        minutes = open_office(self.home, self.clock(), self.say).settings.serve_minutes
        self.diary.write(f"自动值守开始，每{minutes}分钟看一次。按 Ctrl-C 停止。")
        scheduler = Scheduler()
        scheduler.every(minutes).minutes.do(self.round)
        with self._heard():
            self.round()
            while not self.stop.is_set():
                scheduler.run_pending()
                self.stop.wait(_SECONDS)
        self._ended()
        self.diary.write("自动值守停止。")
        return Answer({"since": self.diary.beat.since, "stopped_at": self.diary.beat.stopped_at}, "自动值守已停止。")

    def round(self) -> list[Done]:
        """Make a round; whatever goes wrong in it is told, and the next one comes."""
        done: list[Done] = []
        try:
            for one in make_round(self.home, self.clock(), self.diary.write, self.failures, self._begin):
                self._told(one)
                done.append(one)
            ahead = next_due(self.home, self.clock(), self.say)
        except ReportingError as fault:  # the catalogue is being edited, another pass goes on: the next round finds it
            done.append(self._told(Done(_OPENING, str(fault), REFUSED)))
        except Exception:  # noqa: BLE001 - as in a step: a bug of ours must not end the service
            done.append(self._told(Done(_OPENING, f"程序出错：\n{traceback.format_exc()}", BUG)))
        else:
            at, step = (ahead.at.isoformat(timespec="seconds"), named(ahead)) if ahead else ("", "")
            self.diary.tell(next_at=at, next_step=step)
        self.diary.tell(doing="")
        return done

    def _begin(self, one: Due) -> bool:
        if not self.stop.is_set():
            self.diary.tell(doing=named(one))
        return not self.stop.is_set()

    def _told(self, one: Done) -> Done:
        if one.words:
            self.diary.write(f"{one.name}：{one.words}")
        now = self.clock().isoformat(timespec="seconds")
        if one.status in _FAILED:
            self.diary.tell(error_at=now, error=f"{one.name}：{one.words.splitlines()[0]}", log=one.log)
        elif one.due.step is Step.RECEIVE:
            self.diary.tell(received_at=now)
        return one

    def _ended(self) -> None:
        self.diary.tell(doing="", stopped_at=self.clock().isoformat(timespec="seconds"))

    @contextmanager
    def _heard(self) -> Iterator[None]:
        """Hear Ctrl-C, and the system's word to end; a second one ends at once, which loses nothing either."""
        heard = [signal.SIGINT, signal.SIGTERM, *([signal.SIGBREAK] if hasattr(signal, "SIGBREAK") else [])]
        before = {one: signal.signal(one, self._asked_to_stop) for one in heard}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        if self.stop.is_set():
            raise KeyboardInterrupt
        self.stop.set()


_OPENING = Due(Step.RECEIVE, datetime.min.replace(tzinfo=SHANGHAI))


def _document(one: Done) -> dict[str, object]:
    period = str(one.due.period) if one.due.period else None
    return {"step": str(one.due.step), "period": period, "status": one.status, "words": one.words}
