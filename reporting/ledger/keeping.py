"""Keep many originals at a time: they are written while the next is looked at, and named once all are safe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from reporting.ledger import originals
from reporting.ledger.book import Ledger
from reporting.model.records import Arrival

# A disk is slow to say that a file is safe, whatever it is asked meanwhile.
_AT_ONCE = 8

Keep = Callable[..., str]


@contextmanager
def keeping(book: Ledger) -> Iterator[Keep]:
    """Give what keeps a file (and the hash of what it came in), as `originals.keep` does, and gives its path.

    The ledger holds what is kept inside together: at the end, when every file is safe on the disk, all of it stands, or
    nothing does. Until then a path may not be there yet. Raises LedgerError where the disk does not take a file.
    """
    written: dict[str, Future[None]] = {}
    with book.transaction(), ThreadPoolExecutor(_AT_ONCE) as pool:

        def keep(arrival: Arrival, container: str | None = None) -> str:
            path = originals.name(book, arrival, container)
            if path not in written:
                written[path] = pool.submit(originals.place, book.home / path, arrival.content)
            return path

        yield keep
        for one in written.values():
            one.result()
