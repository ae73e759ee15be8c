"""Whom mails may go to, the addresses of 单位 and 分发 and nobody else, and who writes them."""

from __future__ import annotations

from reporting.catalogue.row import split_names
from reporting.commands.office import Office
from reporting.mail.gate import OpenTo
from reporting.model.catalogue import Catalogue, Unit
from reporting.model.mails import Post
from reporting.model.names import normalised
from reporting.products.mailtexts import Letterhead, letterhead


def of_unit(unit: Unit) -> tuple[str, ...]:
    """Give a unit's own addresses."""
    return _addresses(unit.email)


def in_reply(unit: Unit, post: Post | None) -> tuple[str, ...]:
    """Give whom an answer goes to: who wrote, where that is an address of the unit's, else all its addresses."""
    own = of_unit(unit)
    wrote = post.envelope.sender.lower() if post else ""
    return tuple(one for one in own if one.lower() == wrote) or own


def open_to(catalogue: Catalogue, bureau: str = "") -> OpenTo:
    """Give the addresses that are open to the affairs of each unit, by code; by no code those for the bureau's own.

    These are the addresses of 分发, and in 单位 those of the `bureau` that the settings name.
    """
    own = {unit.code: frozenset(one.lower() for one in of_unit(unit)) for unit in catalogue.units}
    listed = (address for one in catalogue.recipients for address in _addresses(one.email))
    unit = catalogue.unit_by_word.get(normalised(bureau)) if bureau else None
    ours = own[unit.code] if unit else frozenset[str]()
    return {**own, "": ours | {address.lower() for address in listed}}


def letterhead_of(office: Office) -> Letterhead:
    """Give who writes."""
    return letterhead(office.catalogue, office.settings.bureau, demo=office.settings.demo)


def listed(email: str, channel: str) -> tuple[str, ...]:
    """Give the addresses of a row of 分发: none where its 方式 is another than mail."""
    return _addresses(email) if channel in ("", "邮件") else ()


def _addresses(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(split_names(text)))
