"""What a mail costs from the queue to a file: `python -m benchmarks.sending`.

Mails of two files each are queued, written as files and laid out for each recipient, as a pass does it. Seconds of the
processor a thousand mails; what a server takes is its own affair.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.workload import NOW, PERIOD, furnished
from reporting.commands.hand_over import hand_over
from reporting.commands.office import Office
from reporting.commands.send import send
from reporting.ledger import queue
from reporting.ledger.book import Ledger
from reporting.model.mails import Enclosed, MailKind, Outgoing


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What a mail costs from the queue to a file.")
    parser.add_argument("--mails", type=int, default=500, metavar="N", help="how many")
    parser.add_argument("--kilobytes", type=int, default=40, metavar="N", help="how large each of its two files is")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = furnished(Path(folder) / "home", 1)
        with office.ledger(writable=True) as book:
            _measure(office, book, options.mails, options.kilobytes << 10)
    return 0


def _measure(office: Office, book: Ledger, count: int, size: int) -> None:
    units = [unit for unit in office.catalogue.units if unit.email]
    mails = [
        Outgoing(
            f"{MailKind.RECEIPT}/{PERIOD}/{number}",
            MailKind.RECEIPT,
            (unit.email,),
            f"回执（{unit.name}）",
            "已收到。\n" * 10,
            tuple(Enclosed(f"{name}-{number}.xlsx", bytes([number % 256]) * size) for name in ("回执", "退回")),
            unit=unit.code,
            period=PERIOD,
            addressee=unit.name,
        )
        for number in range(count)
        for unit in (units[number % len(units)],)
    ]
    _print("queued", count, lambda: queue.put(book, mails, NOW))
    _print("written as files", count, lambda: send(office, book))
    _print("laid out", count, lambda: hand_over(office, book, PERIOD))
    _print("laid out again", count, lambda: hand_over(office, book, PERIOD))


def _print(what: str, count: int, work: Callable[[], object]) -> None:
    begun = time.process_time()
    work()
    took = time.process_time() - begun
    sys.stdout.write(f"{what:<18}{took / count * 1000:8.2f} s a thousand\n")


if __name__ == "__main__":
    sys.exit(main())
