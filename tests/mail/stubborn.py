"""An IMAP server that answers as few do, and as some did: out of order, in parts, or not to the end."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO

_SAYS = b'RFC822.SIZE %d INTERNALDATE "01-Mar-2018 09:00:00 +0800"'
_DONE = b"&XfJlNk72-"


@dataclass
class Stubborn:
    """The mails by uid, those that were moved, and what it will not do.

    `backwards` gives several mails last first. Of `refused` mails none is given, of `shy` ones none together with
    others; at `cutting` ones the line breaks. `glued` ones are not moved, nor what is to be moved with them.
    """

    mails: dict[int, bytes]
    moved: dict[int, bytes] = field(default_factory=dict)
    backwards: bool = False
    refused: set[int] = field(default_factory=set)
    shy: set[int] = field(default_factory=set)
    cutting: set[int] = field(default_factory=set)
    glued: set[int] = field(default_factory=set)
    asked: list[bytes] = field(default_factory=list)
    port: int = 0

    def answer(self, words: bytes, out: BinaryIO) -> bytes:
        """Answer a command, and give how it ended. Raises ConnectionError where the line breaks."""
        self.asked.append(words)
        verb = words.upper()
        if verb.startswith(b"CAPABILITY"):
            out.write(b"* CAPABILITY IMAP4rev1 UIDPLUS MOVE\r\n")
        elif verb.startswith(b"LIST"):
            out.write(b'* LIST () "." "' + _DONE + b'"\r\n')
        elif verb.startswith(b"SELECT"):
            out.write(b"* %d EXISTS\r\n" % len(self.mails))
        elif verb.startswith(b"UID SEARCH"):
            out.write(b"* SEARCH " + b" ".join(b"%d" % uid for uid in self.mails) + b"\r\n")
        elif verb.startswith(b"UID FETCH"):
            return self._fetch(words, out)
        elif verb.startswith(b"UID MOVE"):
            return self._move(words)
        elif verb.startswith(b"LOGOUT"):
            out.write(b"* BYE\r\n")
        return b"OK done"

    def _fetch(self, words: bytes, out: BinaryIO) -> bytes:
        uids, parts = _uids(words), words.split(b" ", 3)[3]
        ended = b"OK done"
        for uid in reversed(uids) if self.backwards else uids:
            mail = self.mails.get(uid)
            if mail is None:
                continue
            if b"RFC822.SIZE" in parts:
                out.write(b"* %d FETCH (UID %d " % (uid, uid) + _SAYS % len(mail) + b")\r\n")
            elif uid in self.refused or (uid in self.shy and len(uids) > 1):
                ended = b"NO Some messages could not be FETCHed"
            elif uid in self.cutting:
                raise ConnectionError
            else:
                given = mail.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if b"HEADER" in parts else mail
                out.write(b"* %d FETCH (UID %d BODY[] {%d}\r\n" % (uid, uid, len(given)) + given + b")\r\n")
        return ended

    def _move(self, words: bytes) -> bytes:
        uids = _uids(words)
        if self.glued & {*uids}:
            return b"NO cannot move"
        self.moved |= {uid: self.mails.pop(uid) for uid in uids if uid in self.mails}
        return b"OK done"


@contextmanager
def stubborn(mails: dict[int, bytes]) -> Iterator[Stubborn]:
    """Run the server on loopback, without TLS."""
    server = Stubborn(dict(mails))
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        server.port = door.getsockname()[1]
        threading.Thread(target=_open, args=(door, server), daemon=True).start()
        yield server


def _open(door: socket.socket, server: Stubborn) -> None:
    with suppress(OSError):  # the door is shut at the end
        while True:
            line, _ = door.accept()
            threading.Thread(target=_serve, args=(line, server), daemon=True).start()


def _serve(line: socket.socket, server: Stubborn) -> None:
    with line, line.makefile("rb") as heard, line.makefile("wb") as out, suppress(OSError):
        out.write(b"* OK\r\n")
        out.flush()
        for said in heard:
            tag, _, words = said.strip().partition(b" ")
            out.write(tag + b" " + server.answer(words, out) + b"\r\n")
            out.flush()


def _uids(words: bytes) -> list[int]:
    return [int(uid) for uid in words.split(b" ")[2].split(b",")]
