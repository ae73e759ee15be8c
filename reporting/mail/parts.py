"""The parts of a mail: which are its text, which are files in it, which are neither."""

from __future__ import annotations

import binascii
import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32
from itertools import chain, count

from reporting.mail.charsets import text_of
from reporting.mail.headers import decoded, from_base64, header, parameters, raw
from reporting.mail.texts import page
from reporting.mail.tnef import UnreadableTnefError, enclosed_in
from reporting.model.filenames import safe_filename
from reporting.model.mails import Enclosed

# What mailers put in a mail for one another.
_FOR_MACHINES = frozenset(
    {
        *("message/delivery-status", "message/disposition-notification", "message/feedback-report"),
        *("text/rfc822-headers", "text/calendar", "application/ics", "application/applefile"),
        *("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"),
    }
)
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
# A picture shown within the text: of a signature below that size, a scan that was pasted above.
_SMALL_PICTURE = 60_000
_MOST_PARTS, _DEEPEST = 500, 20
_UUENCODED = re.compile(r"^begin [0-7]{3,4} ([^\r\n]+)\r?\n(.*?)\r?\n[`\s]?\r?\nend[ \t]*$", re.MULTILINE | re.DOTALL)
_EXACT = compat32.clone(max_line_length=None)


@dataclass
class Apart:
    """What a mail consists of, as it is found."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[tuple[Enclosed, Message]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    parts: int = 0

    @property
    def text(self) -> str:
        """The text as people read it."""
        return "\n".join(self.plain).strip() or "\n".join(page(one)[0] for one in self.html)

    @property
    def links(self) -> tuple[str, ...]:
        """What the links of its pages point to."""
        return tuple(link for one in self.html for link in page(one)[1])

    def enclosed(self) -> tuple[Enclosed, ...]:
        """Give its files without the pictures of signatures, each under a name of its own."""
        shown = frozenset[str]().union(*(page(one)[2] for one in self.html))
        return named_apart(one for one, part in self.files if not _adorns(one, part, shown))


def take_apart(message: Message) -> Apart:
    """Take a mail apart; what cannot be read of it is told, and the rest is kept."""
    apart = Apart()
    _walk(message, apart, 0)
    return apart


def named_apart(files: Iterable[Enclosed]) -> tuple[Enclosed, ...]:
    """Give each file a name every system can hold, that no other of the mail has, and that leads nowhere."""
    taken: set[str] = set()
    out: list[Enclosed] = []
    for one in files:
        name = safe_filename(one.name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])
        stem, dot, ending = name.rpartition(".")
        numbered = (f"{stem}({n}){dot}{ending}" if stem else f"{name}({n})" for n in count(2))
        free = next(each for each in chain((name,), numbered) if each.casefold() not in taken)
        taken.add(free.casefold())
        out.append(Enclosed(free, one.content))
    return tuple(out)


def _walk(part: Message, apart: Apart, depth: int) -> None:
    apart.parts += 1
    if apart.parts > _MOST_PARTS or depth > _DEEPEST:
        if "太多" not in "".join(apart.faults):
            apart.faults.append("邮件里的部件太多或嵌套太深，多出的没有读取")
        return
    kind = part.get_content_type()
    if kind in _FOR_MACHINES:
        return
    if kind in _SEALED:
        apart.faults.append("邮件经过加密或封装签名，内容无法读取，请以普通邮件重发")
    elif kind == "message/external-body":
        apart.faults.append("附件没有随信寄来，只给了存放的地方，请作为普通附件重发")
    elif kind == "message/partial":
        apart.faults.append("邮件被发件软件拆成了几封，请关闭“拆分大邮件”后重发")
    elif kind == "message/rfc822" and part.is_multipart():
        _forwarded(part, apart)
    elif part.is_multipart():
        for one in part.get_payload():
            _walk(one, apart, depth + 1)  # type: ignore[arg-type]  # a multipart holds messages
    else:
        _leaf(part, kind, apart)


def _forwarded(part: Message, apart: Apart) -> None:
    """Keep a mail within a mail as a file: it is taken apart as one."""
    inner = part.get_payload(0)
    assert isinstance(inner, Message)
    content = inner.as_bytes(policy=_EXACT)
    if (raw(part, "Content-Transfer-Encoding") or [""])[0].casefold() == "base64":
        content = from_base64(inner.as_bytes(policy=_EXACT))
    name = _name(part) or f"{header(inner, 'Subject') or '转发的邮件'}.eml"
    apart.files.append((Enclosed(name if name.casefold().endswith(".eml") else f"{name}.eml", content), part))


def _leaf(part: Message, kind: str, apart: Apart) -> None:
    name, content = _name(part), _content(part)
    attached = _disposition(part) == "attachment"
    if kind.startswith("multipart/") and not content.strip():
        return
    if kind == "application/ms-tnef" or name.casefold() == "winmail.dat":
        _packet(part, content, apart)
    elif (not (name or attached) and kind in {"text/plain", "text/html"}) or kind.startswith("multipart/"):
        _words(part, kind, content, apart)
    elif content or name:
        apart.files.append((Enclosed(name or _nameless(kind, apart), content), part))


def _packet(part: Message, content: bytes, apart: Apart) -> None:
    try:
        files, text = enclosed_in(content)
    except UnreadableTnefError:
        apart.faults.append("附件 winmail.dat 损坏，读不出；请用“纯文本”或“HTML”格式重发")
        apart.files.append((Enclosed("winmail.dat", content), part))
        return
    apart.files += [(one, part) for one in files]
    apart.plain += [text] if text and not apart.plain else []


def _words(part: Message, kind: str, content: bytes, apart: Apart) -> None:
    charset = parameters((raw(part, "Content-Type") or [""])[0]).get("charset", "")
    text = text_of(content, charset)
    if kind == "text/html":
        apart.html.append(text)
        return
    for match in _UUENCODED.finditer(text):
        apart.files.append((Enclosed(match[1].strip(), _from_uu(match[2])), part))
    apart.plain.append(_UUENCODED.sub("", text))


def _from_uu(text: str) -> bytes:
    out = b""
    for line in text.splitlines():
        try:
            out += binascii.a2b_uu(line)
        except (binascii.Error, ValueError):
            continue
    return out


def _content(part: Message) -> bytes:
    coded = (raw(part, "Content-Transfer-Encoding") or [""])[0].casefold().strip()
    payload = part.get_payload()
    if coded == "base64" and isinstance(payload, str):
        return from_base64(payload.encode("utf-8", "surrogateescape"))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: Message) -> str:
    """Give the name a part bears, empty where it bears none."""
    for name, key in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        for value in raw(part, name):
            found = parameters(value).get(key, "").strip()
            if found:
                return found
    described = (raw(part, "Content-Description") or [""])[0]
    return decoded(described) if _disposition(part) == "attachment" and "." in decoded(described) else ""


def _nameless(kind: str, apart: Apart) -> str:
    ending = {"text/plain": ".txt", "text/csv": ".csv"}.get(kind) or mimetypes.guess_extension(kind) or ""
    return f"附件{len(apart.files) + 1}{ending}"


def _disposition(part: Message) -> str:
    return (raw(part, "Content-Disposition") or [""])[0].partition(";")[0].strip().casefold()


def _adorns(one: Enclosed, part: Message, shown: frozenset[str]) -> bool:
    """Whether a file is a small picture that the text shows: of a signature, or a letterhead."""
    if part.get_content_maintype() != "image" or len(one.content) > _SMALL_PICTURE:
        return False
    own = (raw(part, "Content-ID") or [""])[0].strip("<> ")
    return own in shown if own else _disposition(part) == "inline" and not raw(part, "Content-Description")
