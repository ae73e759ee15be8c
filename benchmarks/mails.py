"""How long a thousand forms take by mail, beside the same files in the inbox: `python -m benchmarks.mails`.

Both are taken in whole: kept, read, checked, entered; products are not made. By IMAP they are fetched first, from a
server on this machine. Each way is a cold process; the ratio is by mail ÷ by folder, so that 1.3 is a third slower.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from benchmarks.timing import Cost, cost, median
from benchmarks.workload import NOW, PERIOD, furnished, send
from reporting.commands.office import Office, open_office
from reporting.commands.take_in import take_in
from reporting.ledger import senders
from reporting.model.words import Outcome
from tests.commands.posted import setting
from tests.mail.servers import PASSWORD, Served, served, settings_of, why_none

TAKE, AIM = "--take", 1.3


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long forms take by mail, beside the same files in the inbox.")
    parser.add_argument("--mails", type=int, default=1000, metavar="N", help="how many")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each is run")
    parser.add_argument(TAKE, type=Path, metavar="HOME", help="take in what lies in a home's inbox, and nothing else")
    options = parser.parse_args()
    if options.take:
        return _take(options.take, options.mails)
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), options.mails, options.rounds)
    return 0


def _take(home: Path, count: int) -> int:
    office = open_office(home, NOW, lambda _line: None)
    with office.ledger(writable=True) as book:
        reports = take_in(office, book, PERIOD)
    taken = sum(len(one.submissions) > 0 for one in reports if one.outcome in (Outcome.ACCEPTED, Outcome.RETURNED))
    return 0 if taken == count else 1


def _measure(folder: Path, count: int, rounds: int) -> None:
    by_folder, by_mail = folder / "folder", folder / "mail"
    office = furnished(by_folder, count)
    send(office, count)
    shutil.copytree(by_folder, by_mail)
    mails = _posted(open_office(by_mail, NOW, lambda _line: None))
    ways = {"files in the inbox": by_folder, "mails in the inbox (.eml)": by_mail}
    found = {name: median([_taken(home, folder, count) for _ in range(rounds)]) for name, home in ways.items()}
    if why_none():
        print(f"by IMAP: {why_none()}")
    else:
        os.environ["REPORTING_IMAP_PASSWORD"] = PASSWORD
        with served() as server:
            fetches = [_fetched(by_mail, folder, count, server, mails) for _ in range(rounds)]
        found["mails from a mailbox (IMAP)"] = median(fetches)
    base = found["files in the inbox"]
    print(f"{count} forms taken in, median of {rounds}; ratio = by mail ÷ by folder, aimed at {AIM} at most")
    for name, one in found.items():
        print(
            f"  {name:28} {_said(one.seconds, base.seconds)} on the clock   {_said(one.processor, base.processor)} CPU"
        )


def _said(value: float | None, base: float | None) -> str:
    return "not told here" if value is None or base is None else f"{value:6.2f} s, ratio {value / base:.2f}"


def _posted(office: Office) -> list[bytes]:
    """Put each file of the inbox into a mail of its own, from an address that is learnt."""
    mails: list[bytes] = []
    with office.ledger(writable=True) as book, book.transaction():
        for number, path in enumerate(sorted(office.inbox.glob("*.xlsx"))):
            address = f"a{number}@kj.example.invalid"
            senders.learn(book, address, office.unit(path.stem).code, "测试", NOW)
            mails.append(_mail(number, address, path))
            path.with_suffix(".eml").write_bytes(mails[-1])
            path.unlink()
    return mails


def _mail(number: int, address: str, path: Path) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = address, "kjj@kj.example.invalid", f"{path.stem}报表"
    mail["Message-ID"] = f"<{number}@kj.example.invalid>"
    mail.set_content("请查收附件。")
    mail.add_attachment(path.read_bytes(), maintype="application", subtype="octet-stream", filename=path.name)
    return mail.as_bytes(policy=SMTP)


def _taken(home: Path, folder: Path, count: int) -> Cost:
    fresh = folder / "fresh"
    shutil.copytree(home, fresh)
    try:
        return cost(_words(fresh, count))
    finally:
        shutil.rmtree(fresh)


def _fetched(home: Path, folder: Path, count: int, server: Served, mails: list[bytes]) -> Cost:
    """Fetch and take in: what both cost together."""
    server.empty()
    server.deliver(*mails)
    fresh = folder / "fresh"
    shutil.copytree(home, fresh, ignore=shutil.ignore_patterns("*.eml"))
    for line in settings_of(server).splitlines():
        setting(fresh, line)
    try:
        first = cost(["-m", "reporting", "--home", str(fresh), "--now", NOW.isoformat(), "mail", "fetch"])
        then = cost(_words(fresh, count))
    finally:
        shutil.rmtree(fresh)
    processor = None if first.processor is None or then.processor is None else first.processor + then.processor
    return Cost(first.seconds + then.seconds, processor)


def _words(home: Path, count: int) -> list[str]:
    return ["-m", "benchmarks.mails", TAKE, str(home), "--mails", str(count)]


if __name__ == "__main__":
    sys.exit(main())
