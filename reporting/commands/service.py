"""`status --service`: whether the home's service lives, since when, what it did last and will do next."""

from __future__ import annotations

from datetime import datetime, timedelta

from reporting.commands import heartbeat
from reporting.commands.answer import DONE, NOT_SO, Answer
from reporting.commands.heartbeat import Heartbeat
from reporting.commands.office import Office
from reporting.ledger.lock import is_served

# A round may take minutes; after so many without a sign something hangs.
_SILENT = timedelta(minutes=30)


def service(office: Office) -> Answer:
    """Tell how the service does; exit 1 where it does not live, or has given no sign for long."""
    beat, lives = heartbeat.read(office.home), is_served(office.home)
    silent = lives and _is_silent(office, beat)
    document = {
        "running": lives,
        "silent": silent,
        "who": beat.who or None,
        "since": beat.since or None,
        "beat_at": beat.beat_at or None,
        "doing": (beat.doing or None) if lives else None,
        "received_at": beat.received_at or None,
        "next": {"step": beat.next_step, "at": beat.next_at} if beat.next_at else None,
        "error": {"at": beat.error_at, "what": beat.error, "log": beat.log or None} if beat.error_at else None,
        "stopped_at": beat.stopped_at or None,
    }
    return Answer(
        document, "\n".join(_words(beat, lives=lives, silent=silent)), DONE if lives and not silent else NOT_SO
    )


def _is_silent(office: Office, beat: Heartbeat) -> bool:
    allowed = _SILENT + timedelta(minutes=office.settings.serve_minutes)
    return bool(beat.beat_at) and office.now - datetime.fromisoformat(beat.beat_at) > allowed


def _words(beat: Heartbeat, *, lives: bool, silent: bool) -> list[str]:
    lines = []
    if lives:
        begun = f"（{beat.who}，{_moment(beat.since)}开始）" if beat.since else "，刚刚开始"
        lines.append(f"自动值守正在运行{begun}。")
    elif beat.stopped_at:
        lines.append(f"自动值守没有运行，{_moment(beat.stopped_at)}正常停止。要启动请运行 serve。")
    elif beat.since:
        lines.append(
            f"自动值守没有运行，最后一次动静在{_moment(beat.beat_at)}，没有正常停止。请重新运行 serve，断了的会补上。"
        )
    else:
        lines.append("自动值守从未运行过。要启动请运行 serve；只办一次用 serve --once。")
    if silent:
        lines.append(f"  {_moment(beat.beat_at)}以后没有动静，可能卡住了：请结束那个程序，再运行 serve，断了的会补上")
    if lives and beat.doing:
        lines.append(f"  正在办：{beat.doing}")
    lines += [f"  上次收件：{_moment(beat.received_at)}"] if beat.received_at else []
    lines += [f"  下一件事：{beat.next_step}（{_moment(beat.next_at)}）"] if beat.next_at else []
    if beat.error_at:
        more = f"；日志在 {beat.log}" if beat.log else ""
        lines.append(f"  最近一次出错（{_moment(beat.error_at)}）：{beat.error}{more}")
    return lines


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text):%Y-%m-%d %H:%M}"
