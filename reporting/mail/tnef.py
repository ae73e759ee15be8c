"""Open winmail.dat (TNEF), in which Outlook packs attachments for receivers that it takes for Outlook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reporting.mail.charsets import text_of
from reporting.model.mails import Enclosed


class UnreadableTnefError(ValueError):
    """The packet is damaged."""


def enclosed_in(content: bytes) -> tuple[tuple[Enclosed, ...], str]:
    """Give the files of a packet, and its text. Raises UnreadableTnefError."""
    from tnefparse import TNEF  # few mails have one

    try:
        packet = TNEF(content, do_checksum=False)
        files = tuple(_files(packet))
    except Exception as fault:  # whatever the library stumbles over in bytes of strangers
        raise UnreadableTnefError(str(fault)) from fault
    body = packet.body or b""
    return files, body if isinstance(body, str) else text_of(body).rstrip("\0")


def _files(packet: Any) -> Iterator[Enclosed]:
    from tnefparse import properties

    for one in packet.attachments:
        embedded = getattr(one, "embed", None)
        if embedded is not None:
            yield from _files(embedded)
            continue
        long = [given.data for given in one.mapi_attrs if given.name == properties.MAPI_ATTACH_LONG_FILENAME]
        name = long[0] if long else one._name  # noqa: SLF001 - its own way to the name fails at GBK
        text = text_of(name) if isinstance(name, bytes) else str(name)
        yield Enclosed(text.strip("\0"), bytes(one.data))
