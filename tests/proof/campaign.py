"""Thousands of edits of the demonstration's briefings: `python -m tests.proof.campaign --draws 2000`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from reporting.commands.check import grounds_of
from reporting.commands.compile import compile_period
from reporting.commands.office import open_office
from reporting.documents.paragraphs import paragraphs
from reporting.ledger.book import opened
from reporting.model.figures import Compilation
from reporting.model.periods import Period
from reporting.model.proof import Doubt
from reporting.proof.proof import proof
from tests.commands.calling import call
from tests.proof.desk import Edit
from tests.proof.edits import edits
from tests.proof.papers import Paper

PERIODS = ("2023Q3", "2022Q4")
_NOW = datetime(2023, 10, 23, 9, tzinfo=timezone(timedelta(hours=8)))


@cache
def compiled(home: Path, period: str) -> Compilation:
    """Compile a period of a home, as `check` does."""
    office = open_office(home, _NOW, lambda _: None)
    with opened(office.home, writable=False) as book:
        return compile_period(office, book, Period.parse(period))


def product(home: Path, period: str, name: str = "季度简报.docx") -> Paper:
    """Take a document as it was made."""
    return Paper((home / "outbox" / period / name).read_bytes())


def unmet(home: Path, period: str, number: int, seed: int) -> Iterator[tuple[Edit, tuple[Doubt, ...]]]:
    """Draw edits, half of them on a copy without content controls; give those that are not met, with what was found."""
    compilation, paper = compiled(home, period), product(home, period)
    grounds = grounds_of(compilation, {})
    for at, edit in enumerate(edits(paper, compilation, number, seed)):
        found = proof(paragraphs(paper.edited(edit.changes, stripped=at % 2 == 0)), grounds)
        if not edit.is_met_by(found):
            yield edit, found


def main(words: Sequence[str] | None = None) -> int:
    """Tell which edits were missed and which right ones were accused; 1 where there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20231023)
    options = parser.parse_args(words)
    number, missed = options.draws // len(PERIODS), 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "demo"
        call("demo", home)
        for period in PERIODS:
            names = Counter(
                edit.name for edit in edits(product(home, period), compiled(home, period), number, options.seed)
            )
            print(period, dict(names))
            for edit, found in unmet(home, period, number, options.seed):
                missed += 1
                print(edit, *((one.kind, one.found, one.sentence) for one in found), sep="\n  ")
    print(f"{missed} of {number * len(PERIODS)} edits not as they should be")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
