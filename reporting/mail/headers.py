"""Headers of mails as they are sent, not as they ought to be: words of RFC 2047, parameters of RFC 2231, raw bytes."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
import string
from collections.abc import Iterable
from email.message import Message
from urllib.parse import unquote_to_bytes

from reporting.mail.charsets import raw_text, text_of

_WORD = re.compile(r"=\?([^?\s]*)\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)[ \t\r\n]+(=\?[^?\s]*\?[bBqQ]\?)")
_FOLD = re.compile(r"\r?\n[ \t]*|\r")
_PARAMETER = re.compile(r"""\s*([^\s=;"]+)\s*=\s*("(?:\\.|[^"\\])*"?|[^;]*)\s*(?:;|\Z)""", re.DOTALL)
_PIECE = re.compile(r"(.+?)(?:\*(\d+))?(\*)?\Z")
_IN_BRACKETS = re.compile(r"<\s*([^<>\s]*@[^<>\s]*)\s*>")
# What people's addresses consist of; others are none, for an address is told with a command to copy.
_ADDRESS = re.compile(r"\w[\w.+=~-]*@\w[\w.-]*\Z")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
_ID = re.compile(r"<[^<>\s]+>")
_FOREIGN = bytes(sign for sign in range(256) if sign not in (string.ascii_letters + string.digits + "+/").encode())


def header(message: Message, name: str) -> str:
    """Give a header's text, decoded; empty where there is none."""
    found = raw(message, name)
    return decoded(found[0]) if found else ""


def raw(message: Message, name: str) -> list[str]:
    """Give all headers of a name as they stand in the mail, unfolded; raw bytes are surrogates in them."""
    wanted = name.casefold()
    return [_FOLD.sub(" ", str(value)).strip() for key, value in message.raw_items() if key.casefold() == wanted]


def decoded(value: str) -> str:
    """Decode the encoded words of a text; neighbours are joined before, for many programs cut a sign in two."""
    text = _BETWEEN.sub(r"\1\2", _BETWEEN.sub(r"\1\2", raw_text(value)))
    out, at = [], 0
    waiting: list[tuple[str, bytes]] = []
    for match in _WORD.finditer(text):
        if match.start() != at or (waiting and waiting[-1][0] != match[1].casefold()):
            out.append(_said(waiting))
            waiting = []
        out.append(text[at : match.start()])
        waiting.append((match[1].casefold(), _content(match[2], match[3])))
        at = match.end()
    return "".join([*out, _said(waiting), text[at:]])


def _said(words: Iterable[tuple[str, bytes]]) -> str:
    pieces = list(words)
    if not pieces:
        return ""
    charset = pieces[0][0].partition("*")[0]  # RFC 2231 lets a language follow
    return text_of(b"".join(content for _, content in pieces), charset)


def _content(kind: str, text: str) -> bytes:
    octets = text.encode("utf-8", "surrogateescape")
    if kind in "qQ":
        return quopri.decodestring(octets.replace(b" ", b"_"), header=True)
    return from_base64(octets)


def from_base64(octets: bytes) -> bytes:
    """Decode base64 that may lack its end or hold foreign signs."""
    sound = octets.translate(None, delete=_FOREIGN)
    if len(sound) % 4 == 1:
        sound = sound[:-1]
    try:
        return base64.b64decode(sound + b"=" * (-len(sound) % 4))
    except binascii.Error:
        return octets


def parameters(value: str) -> dict[str, str]:
    """Read the parameters of a header such as Content-Disposition, names in lower case, values decoded."""
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for match in _PARAMETER.finditer(value.partition(";")[2]):
        name, text = match[1].casefold(), _unquoted(match[2])
        piece = _PIECE.match(name)
        if piece and (piece[2] or piece[3]):
            pieces.setdefault(piece[1], {})[int(piece[2] or 0)] = (text, bool(piece[3]))
        else:
            plain.setdefault(name, decoded(text))
    return {**plain, **{name: _joined(found) for name, found in pieces.items()}}


def _unquoted(text: str) -> str:
    text = text.strip()
    if not text.startswith('"'):
        return text
    inner = text[1:-1] if len(text) > 1 and text.endswith('"') else text[1:]
    return re.sub(r'\\(["\\])', r"\1", inner)


def _joined(found: dict[int, tuple[str, bool]]) -> str:
    """Join the pieces of one value in their order; percent signs are bytes of the charset its first piece names."""
    charset, told, coded = "", b"", False
    for place, number in enumerate(sorted(found)):
        text, percent = found[number]
        if percent and not place and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        coded = coded or percent
        bare = text.encode("utf-8", "surrogateescape")
        told += bare if percent else bare.replace(b"%", b"%25")  # an escape may be cut between two pieces
    octets = unquote_to_bytes(told)
    return text_of(octets, charset) if coded else decoded(octets.decode("utf-8", "surrogateescape"))


def address(value: str) -> tuple[str, str]:
    """Give the one address of a From header, in lower case, and the name before it; none where there is not just one.

    The address is looked for before anything is decoded: what an encoded word spells is a name and no address.
    """
    bare = _QUOTED.sub('""', raw_text(value))
    found = _IN_BRACKETS.findall(bare)
    if len(found) == 1 and is_address(found[0]):
        before = decoded(value.rpartition("<")[0].strip().strip('"'))
        return found[0].casefold(), before.strip().strip('"')
    alone = bare.partition("(")[0].strip()
    return (alone.casefold() if not found and is_address(alone) else ""), ""


def is_address(text: str) -> bool:
    """Whether a text is an address such as people have."""
    return _ADDRESS.match(text) is not None


def addresses(values: Iterable[str]) -> tuple[str, ...]:
    """Give all addresses of To and Cc headers, in lower case, each once."""
    found = [one for value in map(raw_text, values) for one in re.findall(r"[^\s<>()\"',;:]+@[^\s<>()\"',;:]+", value)]
    return tuple(dict.fromkeys(one.casefold() for one in found))


def ids(values: Iterable[str]) -> tuple[str, ...]:
    """Give the message ids of headers such as References, each once."""
    return tuple(dict.fromkeys(one for value in values for one in _ID.findall(raw_text(value))))
