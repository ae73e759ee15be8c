"""How long one quarter takes, beside the script a bureau's IT person would write: `python -m benchmarks.quarter`.

As many counties as asked have sent their form; ours takes them in, the peer reads the same files. Both run in turn,
cold, a few times. The ratio counts, peer ÷ ours, so that above 1 ours is faster: seconds differ from machine to
machine, and nothing here fails for being slow.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from openpyxl import Workbook, load_workbook

from benchmarks.timing import ROOT, Cost, cost, in_turn, median
from benchmarks.workload import NOW, PERIOD, ROWS, furnished, send, single
from reporting.commands.office import open_office
from reporting.intake.gather import gather
from reporting.intake.identify import identify
from reporting.model.catalogue import Catalogue
from reporting.model.records import Arrival
from reporting.sheets.read import read

PEER = ROOT / "benchmarks" / "peer.py"
CALLS = 20


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long one quarter takes, beside a script of pandas and openpyxl.")
    parser.add_argument("--forms", type=int, nargs="+", default=[15, 150], metavar="N", help="how many counties")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each is run")
    options = parser.parse_args()
    print(_introduction(options.rounds))
    with tempfile.TemporaryDirectory() as folder:
        for count in options.forms:
            print(_quarter(Path(folder), count, options.rounds), flush=True)
        home = Path(folder) / str(min(options.forms))
        print(f"\n  one file, within a process, median of {CALLS} turns, milliseconds of the processor")
        print(_read_one(home))
    return 0


def _introduction(rounds: int) -> str:
    drawn = "4 matplotlib pictures" if find_spec("matplotlib") else "without charts: matplotlib is not installed"
    return (
        f"One quarter's forms of {ROWS} rows, cold processes in turn, median of {rounds}\n"
        "ratio = peer ÷ ours: above 1 ours is faster, below 1 the peer\n"
        "  ours  reporting run: identify, check, keep, trace; workbook, task tables, briefing with charts, receipts\n"
        f"  peer  pandas + openpyxl + python-docx: the same kinds of checks, workbook, briefing, {drawn}\n\n"
        "        |     on the clock, s     |    of the processor, s  |      peak memory, MB\n"
        "  forms |   ours    peer    ratio |   ours    peer    ratio |   ours    peer    ratio"
    )


def _quarter(folder: Path, count: int, rounds: int) -> str:
    """Measure both at one size and give the table's row; a ratio above 1 speaks for us."""
    home = folder / f"{count}"
    send(furnished(home, count), count)
    ours: list[Cost] = []
    peers: list[Cost] = []
    for number in range(rounds):
        fresh = folder / f"{count}-{number}"
        shutil.copytree(home, fresh)
        ours.append(cost(["-m", "reporting", "--home", str(fresh), "--now", NOW.isoformat(), "run", str(PERIOD)]))
        peers.append(cost([str(PEER), str(home / "inbox"), str(fresh / "peer")]))
        shutil.rmtree(fresh)
    mine, theirs = median(ours), median(peers)
    pairs = (
        _pair(mine.seconds, theirs.seconds, 2),
        _pair(mine.processor, theirs.processor, 2),
        _pair(mine.megabytes, theirs.megabytes, 0),
    )
    return f"{count:7} | {' | '.join(pairs)}"


def _pair(ours: float | None, peer: float | None, places: int) -> str:
    """Print two values and their ratio; Windows does not tell them all."""
    if ours is None or peer is None:
        return f"{'not told here':^23}"
    return f"{ours:6.{places}f}  {peer:6.{places}f}  {peer / ours:7.2f}"


def _read_one(home: Path) -> str:
    """Measure how long reading takes: one form as issued, the same pasted elsewhere, a sender's whole workbook."""
    office = open_office(home, NOW, lambda _line: None)
    form = single(office)
    sent = (home / "inbox" / next(iter(sorted(path.name for path in (home / "inbox").glob("*.xlsx"))))).read_bytes()
    kinds = {
        f"one form of {ROWS} rows as issued": form,
        "the same, pasted into a workbook": _pasted(form),
        "a sender's workbook of 4 forms": sent,
    }
    return "\n".join(_read(office.catalogue, name, content) for name, content in kinds.items())


def _read(catalogue: Catalogue, name: str, content: bytes) -> str:
    arrival = Arrival("鹿城区.xlsx", content, "", NOW)

    def figures() -> object:
        identified = identify(read(content, arrival.name), arrival, catalogue)
        return [gather(claim, identified.views, catalogue) for claim in identified.claims]

    ours, cells, every, values = in_turn(
        CALLS, figures, lambda: read(content, arrival.name), lambda: _all_of(content), lambda: _values_of(content)
    )
    return (
        f"  read {name:34} to figures {ours:5.2f} ms   cells {cells:5.2f} ms   openpyxl {every:5.1f} ms   "
        f"ratio {every / ours:.2f}, cells {every / cells:.2f}   (read-only, values alone: {values:.1f} ms)"
    )


def _pasted(content: bytes) -> bytes:
    """Paste the last sheet's values into a workbook of its own, as clerks do."""
    sheet, book = load_workbook(io.BytesIO(content)).worksheets[-1], Workbook()
    page = book.worksheets[0]
    page.title = sheet.title
    for cell in (cell for row in sheet for cell in row if cell.data_type != "f" and cell.value is not None):
        page[cell.coordinate] = cell.value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _all_of(content: bytes) -> object:
    return [[cell.value for row in sheet for cell in row] for sheet in load_workbook(io.BytesIO(content))]


def _values_of(content: bytes) -> object:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


if __name__ == "__main__":
    sys.exit(main())
