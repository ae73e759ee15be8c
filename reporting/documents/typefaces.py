"""Typefaces that a machine lacks: what stands in for them, and which ones a PDF shows to have been replaced.

The document names a typeface, the PDF names the one its signs were drawn with. Both lists alone do not say which took
whose place, so pieces of the text are looked for in the PDF.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from lxml import etree

from reporting.documents.ink import Page
from reporting.documents.notation import w
from reporting.package.archive import Archive
from reporting.package.xml import parse

_SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN")
# What comes nearest, best first; each by the names a machine may list it under.
STAND_INS: Mapping[str, tuple[str, ...]] = {
    "方正小标宋简体": ("方正小标宋_GBK", "华文中宋", "STZhongsong", *_SONG, "宋体", "SimSun"),
    "仿宋_GB2312": ("仿宋", "FangSong", "华文仿宋", "STFangsong", *_SONG),
    "楷体_GB2312": ("楷体", "KaiTi", "华文楷体", "STKaiti", "AR PL UKai CN", *_SONG),
    "黑体": ("SimHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei"),
    "宋体": ("SimSun", *_SONG),
}
# The names under which PDFs hold the typefaces that documents name in Chinese.
_OWN_NAMES: Mapping[str, tuple[str, ...]] = {
    "方正小标宋简体": ("FZXBS", "FZXiaoBiaoSong"),
    "方正小标宋_GBK": ("FZXBS", "FZXiaoBiaoSong"),
    "仿宋_GB2312": ("FangSongGB2312",),
    "仿宋": ("FangSong",),
    "楷体_GB2312": ("KaiTiGB2312",),
    "楷体": ("KaiTi",),
    "黑体": ("SimHei",),
    "宋体": ("SimSun",),
    "华文中宋": ("STZhongsong",),
    "华文仿宋": ("STFangsong",),
    "华文楷体": ("STKaiti",),
    "微软雅黑": ("MicrosoftYaHei",),
    "等线": ("DengXian",),
}
# Pieces of at most so many signs, and of at least so many, are looked for until so many signs were found.
_PIECE, _SHORTEST, _ENOUGH = 12, 2, 300
_STYLISTIC = re.compile(r"-(Regular|VKana|Identity)")


@dataclass(frozen=True, slots=True)
class Replaced:
    """A typeface the document names, and those the PDF shows in its place, the most frequent first."""

    name: str
    by: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}由{'、'.join(self.by)}代替"


def installed() -> frozenset[str]:
    """Give the typefaces of this machine, as far as it can be asked; empty where it cannot."""
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    try:
        told = subprocess.run([program, ":", "family"], check=False, capture_output=True, timeout=60)  # noqa: S603 -- no shell
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    lines = told.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(name.strip() for line in lines for name in line.split(","))


def stand_ins(here: Collection[str]) -> Mapping[str, str]:
    """Say what is to stand in for each typeface that is not among those of the machine."""
    return {
        name: found
        for name, others in STAND_INS.items()
        if name not in here and (found := next((other for other in others if other in here), None))
    }


def renderer_settings(replacing: Mapping[str, str]) -> str:
    """Write LibreOffice's settings that let one typeface stand in for another."""
    place = "/org.openoffice.Office.Common/Font/Substitution"
    pairs = "".join(
        f'<item oor:path="{place}/FontPairs"><node oor:name="_{at}" oor:op="replace">'
        f"{_setting('ReplaceFont', name)}{_setting('SubstituteFont', other)}"
        f"{_setting('Always', 'true')}{_setting('OnScreenOnly', 'false')}</node></item>"
        for at, (name, other) in enumerate(replacing.items())
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f'<item oor:path="{place}">{_setting("Replacement", "true")}</item>{pairs}</oor:items>'
    )


def _setting(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop>'


def replaced(document: bytes, pages: Sequence[Page]) -> tuple[Replaced, ...]:
    """Say which typefaces of a Word document its PDF shows in another: for full-width signs and for narrow ones."""
    texts = [("".join(glyph.text for glyph in page.glyphs), page) for page in pages]
    shown: dict[tuple[str, bool], Counter[str]] = {}
    for name, wide, piece in _pieces(document):
        fonts = shown.setdefault((name, wide), Counter())
        if fonts.total() < _ENOUGH:
            fonts.update(_shown_in(piece, texts))
    by: dict[str, list[str]] = {}
    for (name, _), fonts in shown.items():
        # A short piece may stand elsewhere in another typeface: what most pieces say counts.
        by.setdefault(name, []).extend(_STYLISTIC.sub("", font) for font, _ in fonts.most_common(1))
    told = (
        Replaced(name, tuple(dict.fromkeys(one for one in fonts if not _is(name, one)))) for name, fonts in by.items()
    )
    return tuple(one for one in told if one.by)


def _shown_in(piece: str, texts: Sequence[tuple[str, Page]]) -> Counter[str]:
    for text, page in texts:
        at = text.find(piece)
        if at >= 0:
            return Counter(glyph.font for glyph in page.glyphs[at : at + len(piece)])
    return Counter()


def _is(name: str, font: str) -> bool:
    """Whether a PDF's typeface is the one a document names."""
    bare = re.sub(r"[-_ ]", "", font).casefold()
    return any(bare.startswith(re.sub(r"[-_ ]", "", own).casefold()) for own in (name, *_OWN_NAMES.get(name, ())))


def _pieces(document: bytes) -> Iterator[tuple[str, bool, str]]:
    """Yield short pieces of the body's text, each with the typeface its run is to be set in."""
    archive = Archive(document)
    styles = _styles(archive)
    for paragraph in parse(archive.read("word/document.xml")).iter(w("p")):
        for run in paragraph.iter(w("r")):
            text = re.sub(r"\s", "", "".join(t.text or "" for t in run.iterchildren(w("t"))))
            for wide, piece in _of_one_width(text):
                name = _typeface(paragraph, run, styles, "eastAsia" if wide else "ascii")
                if name and len(piece) >= _SHORTEST:
                    yield name, wide, piece


def _of_one_width(text: str) -> Iterator[tuple[bool, str]]:
    """Cut a text where it goes over from full-width to narrow signs, and to length."""
    for match in re.finditer(r"[ -~]+|[^ -~]+", text):
        wide = unicodedata.east_asian_width(match.group()[0]) in "WFA"
        for at in range(0, len(match.group()), _PIECE):
            yield wide, match.group()[at : at + _PIECE]


def _styles(archive: Archive) -> Mapping[str, etree._Element]:
    """Give the styles by id; the document's defaults stand under the empty name."""
    if "word/styles.xml" not in archive:
        return {}
    root = parse(archive.read("word/styles.xml"))
    styles = {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}")
    first = next((style for style in styles.values() if style.get(w("default")) == "1"), None)
    return {**styles, **({"": defaults} if defaults is not None else {}), **({"*": first} if first is not None else {})}


def _typeface(paragraph: etree._Element, run: etree._Element, styles: Mapping[str, etree._Element], axis: str) -> str:
    """Find what a run is to be set in: itself, its style, its paragraph's style and what that is based on, defaults."""
    run_style = run.find(f"{w('rPr')}/{w('rStyle')}")
    own = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    named = [run, *_chain(run_style, styles), *_chain(own, styles)]
    if own is None and "*" in styles:
        named.append(styles["*"])
    for holder in (*named, *([styles[""]] if "" in styles else [])):
        fonts = holder.find(f"{w('rPr')}/{w('rFonts')}")
        found = None if fonts is None else fonts.get(w(axis))
        if found:
            return found
    return ""


def _chain(named: etree._Element | None, styles: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    seen = set[str]()
    while named is not None and (name := named.get(w("val"), "")) in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        named = styles[name].find(w("basedOn"))
