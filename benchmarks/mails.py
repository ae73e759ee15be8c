"""How long a thousand forms take by mail, beside the same files in the inbox: `python -m benchmarks.mails`.

All are taken in whole: kept, read, checked, entered; products are not made. By IMAP they are fetched first, from a
server on this machine, in the same process, as the service does. Each way is a cold process, in turn; the ratio is by
mail ÷ by folder, so that 1.3 is a third slower.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from benchmarks.timing import Cost, cost, median
from benchmarks.workload import NOW, PERIOD, furnished, send
from reporting.commands.mail_fetch import mail_fetch
from reporting.commands.office import Office, open_office
from reporting.commands.take_in import take_in
from reporting.ledger import senders
from reporting.model.words import Outcome
from tests.commands.posted import setting
from tests.mail.servers import PASSWORD, Served, served, settings_of, why_none

TAKE, FETCH, AIM = "--take", "--fetch", 1.3


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How long forms take by mail, beside the same files in the inbox.")
    parser.add_argument("--mails", type=int, default=1000, metavar="N", help="how many")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each is run")
    parser.add_argument(TAKE, type=Path, metavar="HOME", help="take in what lies in a home's inbox, and nothing else")
    parser.add_argument(FETCH, action="store_true", help="with --take: fetch from the mailbox first")
    options = parser.parse_args()
    if options.take:
        return _take(options.take, options.mails, fetch=options.fetch)
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), options.mails, options.rounds)
    return 0


def _take(home: Path, count: int, *, fetch: bool) -> int:
    office = open_office(home, NOW, lambda _line: None)
    if fetch:
        mail_fetch(office)
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
    costs: dict[str, list[Cost]] = defaultdict(list)
    with ExitStack() as stack:
        server = None if why_none() else stack.enter_context(served())
        os.environ["REPORTING_IMAP_PASSWORD"] = PASSWORD
        for _ in range(rounds):  # in turn, so that none has the quieter machine
            costs["files in the inbox"].append(_taken(by_folder, folder, count))
            costs["mails in the inbox (.eml)"].append(_taken(by_mail, folder, count))
            if server:
                costs["mails from a mailbox (IMAP)"].append(_fetched(by_mail, folder, count, server, mails))
    if why_none():
        print(f"by IMAP: {why_none()}")
    found = {name: median(several) for name, several in costs.items()}
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
        return cost([*_words(fresh, count), FETCH])
    finally:
        shutil.rmtree(fresh)


def _words(home: Path, count: int) -> list[str]:
    return ["-m", "benchmarks.mails", TAKE, str(home), "--mails", str(count)]


if __name__ == "__main__":
    sys.exit(main())
