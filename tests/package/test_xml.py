"""XML of strangers can neither fetch, nor grow, nor run."""

from __future__ import annotations

import pytest

from reporting.model.errors import UnreadableFile
from reporting.package.xml import local, parse, scan, scanner, written

BOMB = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
OUTSIDE = b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'
BROKEN = b"<a><b></a>"


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, BROKEN, b"", b"\x00", b"text", "<a/>".encode("utf-16")[:7]])
def test_what_is_unsound_or_dangerous_is_damaged(content: bytes) -> None:
    """Document types, entities and broken XML are refused by the tree and by the scan alike."""
    with pytest.raises(UnreadableFile) as caught:
        parse(content)
    assert caught.value.code == "file-damaged"
    with pytest.raises(UnreadableFile) as caught:
        scan(scanner(lambda *_: None, lambda _: None), [content])
    assert caught.value.code == "file-damaged"


def test_sound_parts_are_read_in_any_encoding() -> None:
    """UTF-8 with or without mark and UTF-16 are read."""
    for content in (b"<a>x</a>", b"\xef\xbb\xbf<a>x</a>", "<a>x</a>".encode("utf-16")):
        assert parse(content).text == "x"


def seen_in(content: bytes, size: int) -> list[str]:
    seen: list[str] = []

    def start(name: str, given: dict[str, str]) -> None:
        seen.append(name + given.get("v", ""))

    scan(scanner(start, lambda _: None), (content[at : at + size] for at in range(0, len(content), size)))
    return seen


def test_a_scan_sees_pieces_as_one() -> None:
    """However a part is cut into pieces, its elements are seen once."""
    content = '<r><c v="1">中文</c></r>'.encode()
    for size in (1, 3, 100):
        assert seen_in(content, size) == ["r", "c1"]


def test_names_lose_their_namespace() -> None:
    """Prefix or braces, the name is the same."""
    assert [local(name) for name in ("row", "x:row", "{uri:a}row")] == ["row"] * 3


def test_a_part_is_written_standalone() -> None:
    """Office wants the declaration that it writes itself."""
    assert written(parse(b"<a/>")).startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")
