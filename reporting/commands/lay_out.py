"""Lay a released bulletin's products out: apart from releasing, so that a pass loads nothing of that."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.commands.office import Office
from reporting.ledger import bulletins
from reporting.ledger.book import Ledger
from reporting.model.bulletins import Bulletin
from reporting.outbox import Delivery, deliver

PART = "release"
_NOTHING = Delivery((), (), (), (), ())


def lay_out(office: Office, book: Ledger, one: Bulletin | None, taken: Sequence[str] = ()) -> Delivery:
    """Lay a bulletin's sealed products into the outbox; those that lie there stay as they are."""
    if one is None:
        return _NOTHING
    made = {name: bulletins.kept(book, sealed.sha256, name) for name, sealed in one.products.items()}
    manifest = {"bulletin": one.name, "sealed_at": one.sealed_at.isoformat(), "by": one.issue.signed}
    return deliver(office.outbox, one.period, made, manifest, part=PART, taken=taken)
