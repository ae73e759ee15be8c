"""The shared texts of an .xlsx: rich text joined, phonetic readings dropped, escapes undone."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator

from reporting.model.errors import UnreadableFile
from reporting.package.xml import local, scan, scanner
from reporting.sheets.plaintext import BLANK, PRESERVED, TEXT, is_utf8, more, read_out

# Signs that XML cannot hold, such as the carriage return, are written _x000D_ (ECMA-376 22.4.2.4 ST_Xstring).
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ITEM, _TEXT, _PHONETIC = "si", "t", "rPh"
_MOST = 20_000_000
_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?+(?:<\?xml[^<>]*+>)?+[ \t\r\n]*+<sst(?: [^<>]*+)?(?<!/)>")
_ITEM_ENDS = b"</si>"
# An item of one text, with what Excel says about its phonetic reading; or any other item.
_PLAIN = (
    rf"<si><t{PRESERVED}>({TEXT}*+)</t>"
    r'(?:<phoneticPr(?: fontId="[0-9]++")?+(?: type="[A-Za-z]++")?+(?: alignment="[A-Za-z]++")?+ ?/>)?+</si>'
)
_ITEMS = re.compile(rf"[{BLANK}]*+(?:{_PLAIN}|<si>[\s\S]*?</si>)")
_PLAIN_ITEM, _ALL_PLAIN = re.compile(_PLAIN), re.compile(rf"(?:[{BLANK}]*+{_PLAIN})*+")


def shared_strings(chunks: Iterable[bytes]) -> list[str]:
    """Read the texts that cells refer to by number: plain ones by a pattern, all else by the XML reader."""
    items = _Items()
    scan(items.parser, _left_over(iter(chunks), items), "xl/sharedStrings.xml")
    return items.texts


class _Items:
    """The texts found so far, and whether the XML reader stands between two of them, or before the first."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.between = False
        self.parser = scanner(self._start, self._end)
        self._phonetic = False
        self._pieces: list[str] = []

    def _start(self, name: str, _: dict[str, str]) -> None:
        self.between = name == "sst"
        if local(name) == _TEXT and not self._phonetic:
            self.parser.CharacterDataHandler = self._pieces.append
        elif local(name) == _PHONETIC:
            self._phonetic = True

    def _end(self, name: str) -> None:
        if local(name) == _TEXT:
            self.parser.CharacterDataHandler = None
        elif local(name) == _PHONETIC:
            self._phonetic = False
        elif local(name) == _ITEM:
            self.keep("".join(self._pieces))
            self._pieces.clear()
            self.between = not self._phonetic

    def keep(self, text: str) -> None:
        """Add a text."""
        self.texts.append(unescaped(text))
        if len(self.texts) > _MOST:
            raise UnreadableFile("file-bomb", "工作簿的文字过多，超出允许的范围，未予打开，请删去无关内容后重新报送")


def _left_over(chunks: Iterator[bytes], items: _Items) -> Iterator[bytes]:
    """Yield what the XML reader has to see: all but plain items, in their order."""
    rest = more(chunks)
    head = _HEAD.match(rest) if is_utf8(rest) else None
    if head:
        yield head[0]
        rest = rest[head.end() :]
    while items.between and (end := rest.rfind(_ITEM_ENDS) + len(_ITEM_ENDS)) >= len(_ITEM_ENDS):
        left = yield from _unread(rest[:end], items)
        rest = left + rest[end:] + more(chunks)
        if left:
            break
    yield rest
    yield from chunks


def _unread(block: bytes, items: _Items) -> Generator[bytes, None, bytes]:
    """Keep a block's plain items and yield the others; give what is left where something else stands among them."""
    try:
        text = block.decode()
    except UnicodeDecodeError:
        return block
    if items.between and _ALL_PLAIN.fullmatch(text):
        for said in _PLAIN_ITEM.findall(text):
            items.keep(read_out(said))
        return b""
    at = 0
    while items.between and (found := _ITEMS.match(text, at)):
        at = found.end()
        if found[1] is None:
            yield found[0].encode()
        else:
            items.keep(read_out(found[1]))
    return text[at:].encode()


def unescaped(text: str) -> str:
    """Undo `_x000D_` and the like, as spreadsheet programs show them; half a sign alone (`_xD800_`) becomes `�`."""
    if "_x" not in text:
        return text
    shown = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
