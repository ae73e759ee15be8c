"""Files: other formats, other endings, archives, and what is no workbook at all."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.adversary import picks
from tests.adversary.case import Case, Told

Mutation = Callable[[Case, Random], bool]

# What a workbook loses in a format.
_OF_TEXT = frozenset(
    {
        "texts",
        "errors",
        "uncached",
        "dates",
        "truths",
        "formats",
        "floats",
        "formulas",
        "hidden",
        "merges",
        "sheets",
        "layout",
    }
)
LOSES = {
    "xlsx": frozenset[str](),
    "csv": _OF_TEXT,
    "csv-bom": _OF_TEXT,
    "csv-gbk": _OF_TEXT,
    "tsv": _OF_TEXT,
    "html": _OF_TEXT - {"merges"},
    "xml": frozenset({"formats", "uncached", "floats"}),
    "ods": frozenset({"formats", "uncached", "floats", "errors"}),
}
ENDINGS = {"csv-bom": "csv", "csv-gbk": "csv", "tsv": "txt", "html": "xls", "xml": "xls"}


def _saved_as(kind: str) -> Mutation:
    """Make a mutation that saves the workbook in another format, or one of its forms where it holds but one sheet."""

    def mutation(case: Case, chance: Random) -> bool:
        if case.format != "xlsx" or case.needs & LOSES[kind] or "ending" in case.needs:
            return False
        if "sheets" in LOSES[kind]:
            if case.done or case.told:
                return False
            form = picks.form(case, chance)
            if form is None:
                return False
            case.forms, case.pages = {form.form: form}, [form.page]
            form.page.name = case.name.rsplit(".", 1)[0]
        case.format = kind
        case.name = f"{case.name.rsplit('.', 1)[0]}.{ENDINGS.get(kind, kind)}"
        case.needs |= {"ending", "name"} if "sheets" in LOSES[kind] else {"ending"}
        return True

    return mutation


def _ending(ending: str) -> Mutation:
    """Make a mutation that gives the file an ending which lies."""

    def mutation(case: Case, chance: Random) -> bool:  # noqa: ARG001 - every mutation is called alike
        if "ending" in case.needs:
            return False
        case.needs.add("ending")
        case.name = case.name.rsplit(".", 1)[0] + ending
        return True

    return mutation


def _wrapped(how: str) -> Mutation:
    """Make a mutation that packs the file."""

    def mutation(case: Case, chance: Random) -> bool:  # noqa: ARG001 - every mutation is called alike
        if len(case.wraps) > 1 or case.extra:
            return False
        case.wraps.append(how)
        return True

    return mutation


def _added(code: str, part: str) -> Mutation:
    """Make a mutation that puts a part into the package which people should know of."""

    def mutation(case: Case, chance: Random) -> bool:  # noqa: ARG001 - every mutation is called alike
        if case.format != "xlsx" or "ending" in case.needs or case.outcome or part in case.parts:
            return False
        case.parts.append(part)
        case.needs.add("ending")
        case.told.append(Told(code))
        return True

    return mutation


def _instead(code: str, content: bytes, name: str = "") -> Mutation:
    """Make a mutation that sends something else in the workbook's place."""

    def mutation(case: Case, chance: Random) -> bool:  # noqa: ARG001 - every mutation is called alike
        if case.done:
            return False
        case.quarantined(code)
        case.name = name or case.name
        case.instead = content
        return True

    return mutation


def cut_off(case: Case, chance: Random) -> bool:
    """Half of the file: the line broke."""
    if case.done:
        return False
    case.quarantined("file-damaged")
    case.cut = chance.uniform(0.2, 0.9)
    return True


def beside(case: Case, chance: Random) -> bool:
    """A picture of the form beside the form, in one archive: an attachment."""
    if case.wraps or case.outcome:
        return False
    case.extra = {"盖章件.png": b"\x89PNG\r\n\x1a\n" + bytes(chance.randbytes(40))}
    case.wraps.append("zip")
    case.told.append(Told("file-picture", severity=picks.NOTE))
    return True


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
_PROSE = "关于报送三季度数据的函\r\n\r\n数据另行报送，特此说明。\r\n".encode("gb18030")

FILE_KINDS = {
    **{f"as-{kind}": _saved_as(kind) for kind in LOSES if kind != "xlsx"},
    "ending-xls": _ending(".xls"),
    "ending-et": _ending(".et"),
    "ending-upper": _ending(".XLSX"),
    "ending-none": _ending(""),
    "zipped": _wrapped("zip"),
    "zipped-gbk": _wrapped("gbk"),
    "zipped-folder": _wrapped("folder"),
    "macro": _added("file-macro", "xl/vbaProject.bin"),
    "linked": _added("file-link", "xl/externalLinks/externalLink1.xml"),
    "scan-beside": beside,
    "cut-off": cut_off,
    "no-bytes": _instead("file-empty", b""),
    "only-noughts": _instead("file-damaged", b"\0" * 5000),
    "locked": _instead("file-encrypted", _OLE + "EncryptedPackage\0".encode("utf-16-le") + b"\0" * 900),
    "picture": _instead("file-picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 99),
    "photo-as-xlsx": _instead("file-picture", b"\xff\xd8\xff\xe0" + b"\0" * 99),
    "scan": _instead("file-picture", b"%PDF-1.5\n%%EOF", "盖章扫描件.pdf"),
    "letter": _instead("file-kind", _PROSE, "说明.txt"),
    "rar": _instead("file-kind", b"Rar!\x1a\x07\x01\x00" + b"\0" * 50, "报表.rar"),
    "program": _instead("file-kind", b"MZ\x90\0" + b"\0\1\2" * 50, "报表.exe"),
}
