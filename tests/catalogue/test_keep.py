"""The kept copy: as good as the workbook, faster, and never trusted when it is not whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reporting.catalogue import keep
from reporting.catalogue.keep import dumped, load_kept, revived
from reporting.catalogue.load import load
from reporting.model.errors import CatalogueError
from tests.catalogue.workbook import SHA256, read, small, spoilt

SHIPPED = Path(__file__).parents[2] / "templates" / "指标体系.xlsx"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Give a folder that holds the copy of the shipped catalogue."""
    load_kept(SHIPPED, tmp_path)
    return tmp_path


def only(folder: Path) -> Path:
    """Give the one file of a folder."""
    (path,) = folder.iterdir()
    return path


def test_the_copy_equals_the_workbook(kept: Path) -> None:
    """Every record comes back as it was, to the last Decimal."""
    assert load_kept(SHIPPED, kept) == load(SHIPPED)


def test_every_kind_of_record_comes_back() -> None:
    """So do periods, holidays, shares and forms of another bureau's catalogue."""
    catalogue = read(small())
    assert revived(dumped(catalogue), SHA256) == catalogue
    assert repr(revived(dumped(catalogue), SHA256)) == repr(catalogue)


def test_the_copy_is_one_json_document(kept: Path) -> None:
    """A person can look what is kept."""
    head, tables = json.loads(only(kept).read_text(encoding="utf-8"))
    assert only(kept).stem == head["sha256"]
    assert len(tables["tasks"]) == 24


def test_the_same_workbook_gives_the_same_copy(kept: Path) -> None:
    """Same input, same bytes."""
    before = only(kept).read_bytes()
    only(kept).unlink()
    load_kept(SHIPPED, kept)
    assert only(kept).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("6500", "6600"),
        ('"schema": 1', '"schema": 0'),
        ('"shape": ', '"shape": 1'),
        ('"program": "', '"program": "0'),
        ("[", ""),
        ("\n", ""),
    ],
)
def test_an_edited_or_foreign_copy_is_made_anew(kept: Path, old: str, new: str) -> None:
    """Whatever has been done to the copy, the catalogue is the workbook's."""
    path, sound = only(kept), only(kept).read_text(encoding="utf-8")
    path.write_text(sound.replace(old, new), encoding="utf-8", newline="\n")
    assert load_kept(SHIPPED, kept) == load(SHIPPED)
    assert path.read_text(encoding="utf-8") == sound


@pytest.mark.parametrize("content", [b"", b"[]", b"[{},\n{}]", b'"text"', b"\x00" * 100, b"\xff\xfe\x00broken"])
def test_a_damaged_copy_is_made_anew(kept: Path, content: bytes) -> None:
    """A power cut or half a sector of another file does no harm."""
    path, sound = only(kept), only(kept).read_bytes()
    for damaged in (content, sound[: len(sound) // 2]):
        path.write_bytes(damaged)
        assert load_kept(SHIPPED, kept) == load(SHIPPED)
        assert path.read_bytes() == sound


def test_a_changed_workbook_replaces_the_copy(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The copy of an earlier workbook goes when a newer one is read; other files in the folder stay."""
    old = only(kept)
    (kept / "读我.txt").write_text("", encoding="utf-8")
    changed = tmp_path_factory.mktemp("home") / "指标体系.xlsx"
    changed.write_bytes(SHIPPED.read_bytes() + b"\x00")
    load_kept(changed, kept)
    assert not old.exists()
    assert sorted(path.suffix for path in kept.iterdir()) == [".json", ".txt"]


def test_a_faulty_catalogue_is_never_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its mistakes are told each time until they are mended."""
    monkeypatch.setattr("reporting.catalogue.load.load", lambda _: read(spoilt("任务", 1, "抓手", "")))
    for _ in range(2):
        with pytest.raises(CatalogueError):
            load_kept(SHIPPED, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_workbook_is_told(tmp_path: Path) -> None:
    """No workbook, no catalogue, whatever is kept."""
    with pytest.raises(CatalogueError, match="打不开"):
        load_kept(tmp_path / "指标体系.xlsx", tmp_path)


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    """The catalogue is read all the same."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert len(load_kept(SHIPPED, blocked / "catalogue").tasks) == 24


def test_the_copy_is_read_without_spreadsheet_libraries(kept: Path) -> None:
    """Light commands start light."""
    code = (
        "import sys; from pathlib import Path; from reporting.catalogue.keep import load_kept; "
        "load_kept(Path(sys.argv[1]), Path(sys.argv[2])); "
        "print({'lxml', 'openpyxl', 'simpleeval', 'reporting.sheets.read'} & set(sys.modules))"
    )
    call = [sys.executable, "-c", code, str(SHIPPED), str(kept)]
    assert subprocess.run(call, check=True, cwd=SHIPPED.parents[1], capture_output=True).stdout.split() == [b"set()"]


def test_every_field_that_is_no_plain_value_is_revived() -> None:
    """A field added to a record without saying how to revive it is found here, not at a bureau."""
    catalogue = read(small())
    again = revived(dumped(catalogue), SHA256)
    for name in keep._TABLES:
        for one, other in zip(getattr(catalogue, name), getattr(again, name), strict=True):
            for field in one.__dataclass_fields__:
                assert type(getattr(one, field)) is type(getattr(other, field)), (name, field)
