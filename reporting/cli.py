"""The command line: words typed by people become a call of one command, its answer is printed. No rule lives here."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from reporting.calls import ASKING, ROOMS, WITHOUT_HOME, parser
from reporting.model.errors import CatalogueError, FaultyError, ReportingError
from reporting.model.workdays import SHANGHAI

if TYPE_CHECKING:
    from reporting.commands.answer import Answer

WRONG_USE = 2
BUG = 3
# So many new objects before Python looks for circles among them: of its own accord it spends a tenth of the time on it.
# What only asks is over before circles could matter.
BEFORE_SWEEP = 20_000
BEFORE_SWEEP_OF_ASKING = 1_000_000

_JSON = json.JSONEncoder(ensure_ascii=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 not so, 2 wrong use or settings, 3 a bug."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in words
    _speak_utf8()
    home = Path.cwd()
    try:
        options = parser().parse_args(words)
        home = options.home
        answer = _call(options)
        told = _json(answer.document) if as_json else answer.words
    except ReportingError as problem:
        return _refuse(problem, as_json=as_json)
    except KeyboardInterrupt:
        print("已中止，已入账的数据不受影响。", file=sys.stderr)
        return WRONG_USE
    except Exception:  # noqa: BLE001 - the outermost edge: a bug becomes a log that can be sent, never a silent loss
        return _confess(home, traceback.format_exc(), as_json=as_json)
    _print(told)
    return answer.status


def _call(options: argparse.Namespace) -> Answer:
    """Load the one command asked for, and no other, and call it with its words."""
    name: str = options.command
    gc.set_threshold(BEFORE_SWEEP_OF_ASKING if name in ASKING else BEFORE_SWEEP)
    command = getattr(import_module(f"reporting.{ROOMS.get(name, 'commands')}.{name}"), name)
    now = options.now or datetime.now(SHANGHAI)
    given = {key: value for key, value in vars(options).items() if key not in ("command", "json", "home", "now")}
    if name in WITHOUT_HOME:
        answer: Answer = command(**given, say=_say)
    elif name in ROOMS:  # it opens the home itself, again and again
        answer = command(options.home.resolve(), now=options.now, **given, say=_say)
    else:
        from reporting.commands.office import open_office

        try:
            office = open_office(options.home.resolve(), now, _say)
        except CatalogueError as fault:
            if name != "catalogue":
                raise
            answer = import_module("reporting.commands.catalogue").faulty(fault)
        else:
            answer = command(office, **given)
    return answer


def _json(document: object) -> str:
    """Write a list with a line for each of its entries, which may be a hundred thousand, all else laid out."""
    if not isinstance(document, (list, Iterator)):
        return json.dumps(document, ensure_ascii=False, indent=1)
    lines = ",\n".join(map(_JSON.encode, document))
    return f"[\n{lines}\n]" if lines else "[]"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _refuse(problem: ReportingError, *, as_json: bool) -> int:
    """Tell in one line what stands in the way, where, and the mend; further faults follow, a line each."""
    print(f"错误：{problem}", file=sys.stderr)
    if isinstance(problem, FaultyError):
        for fault in problem.faults[1:]:
            print(f"　　　{fault}", file=sys.stderr)
    if as_json:
        error: dict[str, object] = {
            "what": problem.what,
            "where": problem.where or None,
            "mend": problem.mend or None,
        }
        if isinstance(problem, FaultyError):
            error["faults"] = [asdict(fault) for fault in problem.faults]
        _print(json.dumps({"error": error}, ensure_ascii=False))
    return WRONG_USE


def _confess(home: Path, told: str, *, as_json: bool) -> int:
    """Write a log ready to send and say where it lies; outside a home it goes to standard error."""
    from reporting import __version__

    text = f"reporting {__version__}\n{sys.version}\n{' '.join(sys.argv)}\n\n{told}"
    log = _logged(home, text)
    mend = "请把日志发给信息科" if log else "请把以上文字发给信息科"
    print(f"程序出错，已入账的数据不受影响。{mend}：{log}" if log else f"{text}\n程序出错。{mend}", file=sys.stderr)
    if as_json:
        error = {"what": "程序出错", "where": str(log) if log else None, "mend": mend}
        _print(json.dumps({"error": error}, ensure_ascii=False))
    return BUG


def _logged(home: Path, text: str) -> Path | None:
    """Write the log into the home; None where there is none, or it cannot be written."""
    if not (home / "templates").is_dir():
        return None
    log = home / "logs" / f"fault-{datetime.now(SHANGHAI):%Y%m%d-%H%M%S}.log"
    try:
        log.parent.mkdir(exist_ok=True)
        log.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return log


def _print(text: str) -> None:
    """Print the answer; a reader that has seen enough (`| head`) is no fault of ours."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        # Or the interpreter would try once more on its way out, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Print Chinese on every terminal: Windows consoles and pipes may stand on another encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
