"""The shared texts of an .xlsx: rich text joined, phonetic readings dropped, escapes undone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reporting.model.errors import UnreadableFile
from reporting.package.xml import local, scan, scanner

# Signs that XML cannot hold, such as the carriage return, are written _x000D_ (ECMA-376 22.4.2.4 ST_Xstring).
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ITEM, _TEXT, _PHONETIC = "si", "t", "rPh"
_MOST = 20_000_000


def shared_strings(chunks: Iterable[bytes]) -> list[str]:
    """Read the texts that cells refer to by number."""
    texts: list[str] = []
    pieces: list[str] = []
    phonetic = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal phonetic
        if local(name) == _TEXT and not phonetic:
            parser.CharacterDataHandler = pieces.append
        elif local(name) == _PHONETIC:
            phonetic = True

    def end(name: str) -> None:
        nonlocal phonetic
        if local(name) == _TEXT:
            parser.CharacterDataHandler = None
        elif local(name) == _PHONETIC:
            phonetic = False
        elif local(name) == _ITEM:
            texts.append(unescaped("".join(pieces)))
            pieces.clear()
            if len(texts) > _MOST:
                raise UnreadableFile(
                    "file-bomb", "工作簿的文字过多，超出允许的范围，未予打开，请删去无关内容后重新报送"
                )

    parser = scanner(start, end)
    scan(parser, chunks, "xl/sharedStrings.xml")
    return texts


def unescaped(text: str) -> str:
    """Undo `_x000D_` and the like, as spreadsheet programs show them; half a sign alone (`_xD800_`) becomes `�`."""
    if "_x" not in text:
        return text
    shown = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
