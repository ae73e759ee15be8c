"""How long a large ledger takes to answer, beside a script of pandas on the same table: `python -m benchmarks.ledger`.

A ledger of 1,500 units × 60 items × 12 quarters, 1.08 million observations, is entered form by form as passes enter
them. Each question is asked by a process of its own, several times; what counts is the processor's time from the home
being open to the answer being there, so neither start-up nor printing. The ratio is peer ÷ ours: above 1 ours is
faster. Nothing here fails for being slow.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from benchmarks.timing import ROOT, environment
from benchmarks.workload import FORM, furnished
from reporting import ledger
from reporting.commands.office import Office
from reporting.ledger import Ledger
from reporting.merge.evidence import formulas_of
from reporting.model.catalogue import COUNTY, ZONE, Form, Item
from reporting.model.periods import Period
from reporting.model.records import Arrival, Claim, Observation, Reading
from reporting.model.words import Content, State, Verdict

PERIODS = tuple(Period(year, quarter) for year in (2021, 2022, 2023) for quarter in (1, 2, 3, 4))
ASKED = Period(2023, 3)
ITEM = "X15"
# What is aimed at, in seconds of the processor, for the question as `asked.py` calls it.
AIMS = {"figures": 1.0, "trace": 0.1}
SAID = {
    "figures": f"figures {ASKED}, all units and items",
    "trace": f"trace {ASKED} {ITEM}, the city's figure down to its cells",
}


def main() -> int:
    """Enter the ledger, ask it, and print."""
    parser = argparse.ArgumentParser(description="How long a large ledger takes to answer.")
    parser.add_argument("--units", type=int, default=1500, metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each question is asked")
    parser.add_argument("--home", type=Path, help="use the ledger of an earlier run, or keep this one there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder) / "home"
        if not (home / "ledger" / "ledger.sqlite3").is_file():
            _enter(home, options.units)
        _tell_size(home)
        _ask(home, options.rounds)
    return 0


def asked_alone(office: Office) -> Office:
    """Give the office with what is asked of the counties alone: the form's items, and the indicators made of them."""
    catalogue = office.catalogue
    form = catalogue.form_by_code[FORM]
    items = {row.subject for row in form.rows}
    formulas = formulas_of(catalogue)
    return replace(
        office,
        catalogue=replace(
            catalogue,
            forms=(form,),
            items=tuple(one for one in catalogue.items if one.code in items),
            indicators=tuple(one for one in catalogue.indicators if items.issuperset(formulas[one.code].codes)),
        ),
    )


def _enter(home: Path, units: int) -> None:
    office = furnished(home, units)
    form = office.catalogue.form_by_code[FORM]
    items = [office.catalogue.item_by_code[row.subject] for row in form.rows]
    begun = time.process_time()
    with office.ledger(writable=True) as book:
        for period in PERIODS:
            with book.transaction():
                for reading in _readings(office, form, items, period):
                    _one(book, reading, _arrival(period))
    print(f"entered in {time.process_time() - begun:.0f} s of the processor")


def _arrival(period: Period) -> Arrival:
    received = datetime.fromisoformat(f"{period.last_day}T10:00:00+08:00") + timedelta(days=9)
    content = f"{period}".encode()
    return Arrival(f"{period.label}.zip", content, hashlib.sha256(content).hexdigest(), received)


def _readings(office: Office, form: Form, items: list[Item], period: Period) -> Iterator[Reading]:
    senders = [unit.code for unit in office.catalogue.units if unit.kind in (COUNTY, ZONE) and unit.lives_in(period)]
    for sender in senders:
        chance = Random(f"{sender}{period}")
        seen = [_observation(item, sender, period, place, chance) for place, item in enumerate(items)]
        yield Reading(
            Claim(form.code, sender, period, form.name, form.version), tuple(seen), signers={"填表人": "张三"}
        )


def _observation(item: Item, unit: str, period: Period, place: int, chance: Random) -> Observation:
    value = Decimal(chance.randrange(30_000, 90_000)).scaleb(-item.decimals)
    return Observation(
        unit, item.code, period, value, State.VALUE, str(value), "KJ1 季度指标表", f"C{place + 5}", Content.NOW
    )


def _one(book: Ledger, reading: Reading, arrival: Arrival) -> None:
    ledger.originals.keep(book, arrival)
    now = arrival.received_at + timedelta(hours=7)
    ledger.submissions.enter(book, reading, arrival, (), Verdict.ACCEPTED, 0, now, reading.claim.period, "c" * 64)


def _tell_size(home: Path) -> None:
    with ledger.opened(home, writable=False) as book:
        ((count,),) = book.rows("SELECT COUNT(*) FROM observations")
    size = (home / "ledger" / "ledger.sqlite3").stat().st_size / (1 << 20)
    print(f"{count:,} observations, ledger of {size:.0f} MB, {size * (1 << 20) / count:.0f} bytes each\n")


def _ask(home: Path, rounds: int) -> None:
    print(f"  {'seconds of the processor, median of ' + str(rounds):62} ours    peer   ratio     aim")
    for question, aim in AIMS.items():
        spent: dict[str, list[float]] = {"ours": [], "peer": []}
        for _ in range(rounds):
            for who, times in spent.items():
                times.append(_spent(who, question, home))
        ours, peer = statistics.median(spent["ours"]), statistics.median(spent["peer"])
        print(f"  {SAID[question]:62} {ours:6.3f}  {peer:6.3f}  {peer / ours:6.2f}  {aim:6.1f}")


def _spent(who: str, question: str, home: Path) -> float:
    words = [sys.executable, "-m", "benchmarks.asked", who, question, str(home)]
    done = subprocess.run(words, cwd=ROOT, env=environment(), check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    sys.exit(main())
