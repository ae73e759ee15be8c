"""The outbox: what people have done to a product is never lost, and nothing is written without need."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from reporting.model.errors import ReportingError
from reporting.model.periods import Period
from reporting.outbox import Delivery, beside, deliver, disk, edited, laid

Q3 = Period(2023, 3)
MADE = {"汇总表.xlsx": b"one", "returned/鹿城区/KJ1-第1版.xlsx": b"two", "季度简报.docx": b"three"}
FROM = {"catalogue": "c", "inputs": ["b", "a"], "program": "0.1.0"}
SORTED = tuple(sorted(MADE))


def lay(outbox: Path, made: dict[str, bytes] | None = None, part: str = "run", taken: tuple[str, ...] = ()) -> Delivery:
    """Deliver products, the usual ones unless given."""
    return deliver(outbox, Q3, MADE if made is None else made, FROM, part=part, taken=taken)


def files(outbox: Path) -> dict[str, bytes]:
    """Read all that lies in the period's folder, the manifest left out."""
    found = {path.relative_to(outbox / "2023Q3").as_posix(): path for path in outbox.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != "manifest.json"}


def stamps(outbox: Path) -> dict[str, tuple[int, int]]:
    """Tell when each file was written, and which file it is."""
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in outbox.rglob("*")}


def test_products_lie_where_they_belong(tmp_path: Path) -> None:
    """Every product is written, and the manifest says what it is and what it was made from."""
    told = lay(tmp_path)
    assert told == Delivery(SORTED, (), (), (), ())
    assert told.products == SORTED
    assert files(tmp_path) == MADE
    manifest = json.loads((tmp_path / "2023Q3" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["period"] == "2023Q3"
    assert manifest["made_from"] == {"run": FROM}
    assert set(manifest["products"]) == set(MADE)
    assert "under_way" not in manifest


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    """A second pass with the same products touches no file, the manifest neither."""
    lay(tmp_path)
    before = stamps(tmp_path)
    assert lay(tmp_path) == Delivery((), SORTED, (), (), ())
    assert stamps(tmp_path) == before


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """A product with other figures replaces the one before; the others stay untouched."""
    lay(tmp_path)
    told = lay(tmp_path, MADE | {"汇总表.xlsx": b"new"})
    assert (told.written, len(told.unchanged), told.beside) == (("汇总表.xlsx",), 2, ())
    assert files(tmp_path)["汇总表.xlsx"] == b"new"


def test_a_product_people_deleted_is_made_again(tmp_path: Path) -> None:
    """Deleting a product is a way to get it anew."""
    lay(tmp_path)
    (tmp_path / "2023Q3" / "季度简报.docx").unlink()
    assert lay(tmp_path).written == ("季度简报.docx",)


class TestEdited:
    """A product that people have edited."""

    PATH = "季度简报.docx"
    NEW = "季度简报.新.docx"

    @pytest.fixture
    def edited(self, tmp_path: Path) -> Path:
        """Lay products out, and edit one."""
        lay(tmp_path)
        (tmp_path / "2023Q3" / self.PATH).write_bytes(b"edited")
        return tmp_path

    def test_it_stays_and_the_new_one_lies_beside_it(self, edited: Path) -> None:
        """Nobody's words are overwritten, and the new figures are there too."""
        told = lay(edited, MADE | {self.PATH: b"new"})
        assert (told.beside, told.written, told.blocked) == ((self.NEW,), (), ())
        assert files(edited) == MADE | {self.PATH: b"edited", self.NEW: b"new"}

    def test_the_second_pass_says_so_again_and_writes_nothing(self, edited: Path) -> None:
        """Nothing new is written, yet the clerk is told once more."""
        first = lay(edited)
        before = stamps(edited)
        assert lay(edited) == first
        assert first.beside == (self.NEW,)
        assert stamps(edited) == before

    def test_a_newer_one_replaces_the_one_beside(self, edited: Path) -> None:
        """Beside an edited product there is one new one, the newest."""
        lay(edited, MADE | {self.PATH: b"new"})
        assert lay(edited, MADE | {self.PATH: b"newer"}).beside == (self.NEW,)
        assert files(edited) == MADE | {self.PATH: b"edited", self.NEW: b"newer"}

    def test_once_deleted_the_new_one_takes_its_place(self, edited: Path) -> None:
        """Who no longer wants the edited one deletes it."""
        lay(edited, MADE | {self.PATH: b"new"})
        (edited / "2023Q3" / self.PATH).unlink()
        told = lay(edited, MADE | {self.PATH: b"new"})
        assert (told.written, told.removed) == ((self.PATH,), (self.NEW,))
        assert files(edited) == MADE | {self.PATH: b"new"}

    @pytest.mark.parametrize("again", [b"new", MADE[PATH]], ids=["as the new one", "as it was before"])
    def test_once_equal_again_the_one_beside_goes(self, edited: Path, again: bytes) -> None:
        """Who takes the new one over, or takes the changes back, is left with one file."""
        lay(edited, MADE | {self.PATH: b"new"})
        (edited / "2023Q3" / self.PATH).write_bytes(again)
        assert lay(edited, MADE | {self.PATH: b"new"}).removed == (self.NEW,)
        assert files(edited) == MADE | {self.PATH: b"new"}

    def test_the_one_beside_may_be_edited_too(self, edited: Path) -> None:
        """Whatever people have edited stays, however often."""
        lay(edited, MADE | {self.PATH: b"new"})
        (edited / "2023Q3" / self.NEW).write_bytes(b"edited too")
        third = beside(self.NEW)
        assert lay(edited, MADE | {self.PATH: b"newer"}).beside == (third,)
        assert files(edited) == MADE | {self.PATH: b"edited", self.NEW: b"edited too", third: b"newer"}

    def test_it_stays_when_it_is_made_no_longer(self, edited: Path) -> None:
        """A product that is dropped goes, unless people have worked on it."""
        made = {"汇总表.xlsx": b"one"}
        assert lay(edited, made).removed == ("returned/鹿城区/KJ1-第1版.xlsx",)
        assert files(edited) == made | {self.PATH: b"edited"}
        assert lay(edited, made) == Delivery((), ("汇总表.xlsx",), (), (), ())


@pytest.mark.parametrize("manifest", [None, "{", "[]", '{"products": 3, "made_from": {}}'])
def test_what_no_manifest_knows_is_peoples(tmp_path: Path, manifest: str | None) -> None:
    """Where the manifest is lost or spoilt, nothing that differs is overwritten."""
    lay(tmp_path)
    path = tmp_path / "2023Q3" / "manifest.json"
    path.unlink()
    if manifest is not None:
        path.write_text(manifest, encoding="utf-8")
    told = lay(tmp_path, MADE | {"汇总表.xlsx": b"new"})
    assert (told.beside, len(told.unchanged)) == (("汇总表.新.xlsx",), 2)


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("汇总表.xlsx", "~$汇总表.xlsx"),
        ("汇总表.xlsx", ".~汇总表.xlsx"),
        ("汇总表.xlsx", ".~lock.汇总表.xlsx#"),
        ("季度简报.docx", "~$季度简报.docx"),
        ("二〇二三年简报.docx", "~$〇二三年简报.docx"),
        ("2023年前三季度简报.docx", "~$23年前三季度简报.docx"),
    ],
)
def test_a_product_that_is_open_is_told_and_the_rest_written(tmp_path: Path, name: str, lock: str) -> None:
    """A workbook open in Excel, WPS, LibreOffice or Word holds up nothing but itself, and is written the next time."""
    lay(tmp_path, {name: b"old", "a.docx": b"old"})
    (tmp_path / "2023Q3" / lock).touch()
    told = lay(tmp_path, {name: b"new", "a.docx": b"new"})
    assert told == Delivery(("a.docx",), (), (), (name,), ())
    assert (tmp_path / "2023Q3" / name).read_bytes() == b"old"
    (tmp_path / "2023Q3" / lock).unlink()
    assert lay(tmp_path, {name: b"new", "a.docx": b"new"}).written == (name,)


def test_an_open_product_without_news_is_not_in_the_way(tmp_path: Path) -> None:
    """Somebody reading the workbook is no reason to report a failure."""
    lay(tmp_path)
    (tmp_path / "2023Q3" / "~$汇总表.xlsx").touch()
    assert lay(tmp_path).blocked == ()


def test_another_files_lock_is_not_in_the_way(tmp_path: Path) -> None:
    """`ab表.xlsx` being open does not hold up `表.xlsx`."""
    (tmp_path / "2023Q3").mkdir()
    (tmp_path / "2023Q3" / "~$ab表.xlsx").touch()
    assert lay(tmp_path, {"表.xlsx": b"1"}).blocked == ()


def test_a_file_that_windows_holds_fast_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace an open file: that product waits, the others are written, no draft is left."""
    lay(tmp_path)
    real = Path.replace

    def held_fast(self: Path, target: Path) -> Path:
        if Path(target).name == "汇总表.xlsx":
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held_fast)
    news = {name: content + b"!" for name, content in MADE.items()}
    told = lay(tmp_path, news)
    assert (told.blocked, told.written) == (("汇总表.xlsx",), ("returned/鹿城区/KJ1-第1版.xlsx", "季度简报.docx"))
    assert files(tmp_path) == news | {"汇总表.xlsx": MADE["汇总表.xlsx"]}
    monkeypatch.undo()
    assert lay(tmp_path, news).written == ("汇总表.xlsx",)


def test_what_is_made_no_longer_goes(tmp_path: Path) -> None:
    """Yesterday's returned form does not lie about once it was accepted; other people's files stay."""
    lay(tmp_path)
    (tmp_path / "2023Q3" / "便条.txt").write_bytes(b"mine")
    told = lay(tmp_path, {"汇总表.xlsx": b"one"})
    assert told.removed == ("returned/鹿城区/KJ1-第1版.xlsx", "季度简报.docx")
    assert files(tmp_path) == {"汇总表.xlsx": b"one", "便条.txt": b"mine"}
    assert not (tmp_path / "2023Q3" / "returned").exists()


def test_what_is_open_is_not_removed_yet(tmp_path: Path) -> None:
    """A dropped product that is open goes the next time."""
    lay(tmp_path)
    lock = tmp_path / "2023Q3" / "~$季度简报.docx"
    lock.touch()
    rest = {name: content for name, content in MADE.items() if name != "季度简报.docx"}
    assert lay(tmp_path, rest).blocked == ("季度简报.docx",)
    lock.unlink()
    assert lay(tmp_path, rest).removed == ("季度简报.docx",)


def test_blank_forms_and_products_leave_each_other_alone(tmp_path: Path) -> None:
    """A pass does not take away the blank forms, nor the forms the products."""
    lay(tmp_path, {"forms/鹿城区.xlsx": b"form", "forms/龙湾区.xlsx": b"form"}, part="forms")
    assert lay(tmp_path).removed == ()
    told = lay(tmp_path, {"forms/鹿城区.xlsx": b"newer"}, part="forms")
    assert (told.written, told.removed) == (("forms/鹿城区.xlsx",), ("forms/龙湾区.xlsx",))
    assert files(tmp_path) == MADE | {"forms/鹿城区.xlsx": b"newer"}
    assert lay(tmp_path).unchanged == SORTED


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_pass_that_is_killed_is_no_edit_by_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Killed after any of its writings, a pass leaves nothing the next one takes for people's work."""
    lay(tmp_path)
    real = disk.write_whole
    calls: list[Path] = []

    def killed(target: Path, content: bytes) -> None:
        if len(calls) == after:
            raise KeyboardInterrupt
        calls.append(target)
        real(target, content)

    monkeypatch.setattr(disk, "write_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        lay(tmp_path, dict.fromkeys(MADE, b"second"))
    monkeypatch.undo()
    lay(tmp_path, {"forms/鹿城区.xlsx": b"form"}, part="forms")
    told = lay(tmp_path, dict.fromkeys(MADE, b"third"))
    assert (told.beside, told.written) == ((), SORTED)


def test_the_manifest_does_not_depend_on_the_way_there(tmp_path: Path) -> None:
    """The same products give the same manifest, whatever lay there before and in whatever order they were made."""
    lay(tmp_path / "a")
    lay(tmp_path / "b", {"汇总表.xlsx": b"old", "x.txt": b"x"})
    lay(tmp_path / "b", dict(reversed(MADE.items())))
    a, b = ((tmp_path / name / "2023Q3" / "manifest.json").read_bytes() for name in "ab")
    assert a == b


def test_names_are_made_safe(tmp_path: Path) -> None:
    """A unit with a sign in its name that Windows forbids gets its files all the same."""
    assert lay(tmp_path, {"receipts/开发区:A?/回执.docx": b"1"}).written == ("receipts/开发区_A_/回执.docx",)


@pytest.mark.parametrize("name", ["../a.xlsx", "/a.xlsx", "a/../../b.xlsx", ""])
def test_nothing_is_written_outside(tmp_path: Path, name: str) -> None:
    """No product can leave its period's folder."""
    with pytest.raises(ValueError, match=r".*"):
        lay(tmp_path, {name: b"1"})
    assert list(tmp_path.rglob("*")) == []


def test_a_forged_manifest_removes_nothing_outside(tmp_path: Path) -> None:
    """Whatever a manifest lists, only the period's folder is tidied."""
    lay(tmp_path)
    other = tmp_path / "别的.xlsx"
    other.write_bytes(MADE["汇总表.xlsx"])
    path = tmp_path / "2023Q3" / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["products"]["../别的.xlsx"] = told["products"]["汇总表.xlsx"]
    path.write_text(json.dumps(told), encoding="utf-8")
    assert lay(tmp_path).removed == ()
    assert other.exists()


@pytest.mark.parametrize("pair", [("A.xlsx", "a.xlsx"), ("x:1.xlsx", "x?1.xlsx"), ("b.txt", "manifest.json")])
def test_two_products_of_one_name_are_refused(tmp_path: Path, pair: tuple[str, str]) -> None:
    """Windows would keep one of them only: that is said before anything is written."""
    with pytest.raises(ReportingError, match="同名"):
        lay(tmp_path, dict.fromkeys(pair, b"1"))
    assert list(tmp_path.rglob("*")) == []


def test_what_could_not_be_made_this_time_stays_as_it_was(tmp_path: Path) -> None:
    """A bug at one product costs nobody the one of the pass before; the next pass replaces it as usual."""
    lay(tmp_path)
    rest = {path: content for path, content in MADE.items() if path != "汇总表.xlsx"}
    told = deliver(tmp_path, Q3, rest, FROM, failed=["汇总表.xlsx"])
    assert told.removed == ()
    assert files(tmp_path) == MADE
    assert lay(tmp_path, MADE | {"汇总表.xlsx": b"new"}).beside == ()


def test_what_people_edited_is_given_back(tmp_path: Path) -> None:
    """Of a product and the new one beside it, those that people changed, the first draft first; never our own."""
    deliver(tmp_path, Q3, {"简报.docx": b"one"}, {})
    assert edited(tmp_path, Q3, "简报.docx") == ()
    (tmp_path / "2023Q3" / "简报.docx").write_bytes(b"one, edited")
    deliver(tmp_path, Q3, {"简报.docx": b"two"}, {})
    assert edited(tmp_path, Q3, "简报.docx") == (b"one, edited",)
    (tmp_path / "2023Q3" / "简报.新.docx").write_bytes(b"two, edited")
    assert edited(tmp_path, Q3, "简报.docx") == (b"one, edited", b"two, edited")


def test_an_outbox_that_cannot_be_read_gives_nothing_back(tmp_path: Path) -> None:
    """A file where the folder should be is told when the products are laid out, not before they are made."""
    (tmp_path / "outbox").write_bytes(b"a file")
    assert edited(tmp_path / "outbox", Q3, "简报.docx") == ()


def test_what_people_made_may_be_taken_into_a_product(tmp_path: Path) -> None:
    """The very file whose words are in the new one is overwritten; another edit of it is not."""
    path, product = tmp_path / "2023Q3" / "季度简报.docx", "季度简报.docx"
    lay(tmp_path, {product: b"draft"})
    path.write_bytes(b"people's")
    here = laid(tmp_path, Q3, product)
    assert here is not None
    assert (here.path, here.content, here.edited, here.newer) == (product, b"people's", True, None)
    assert here.base == hashlib.sha256(b"draft").hexdigest()
    other = lay(tmp_path, {product: b"sealed"}, part="release", taken=(hashlib.sha256(b"other").hexdigest(),))
    assert other.beside == ("季度简报.新.docx",)
    told = lay(tmp_path, {product: b"sealed"}, part="release", taken=(hashlib.sha256(b"people's").hexdigest(),))
    assert (told.written, told.beside, path.read_bytes()) == ((product,), (), b"sealed")


def test_a_later_draft_beside_what_people_made_is_named(tmp_path: Path) -> None:
    """So that nobody goes on with the older one unawares; nothing lies where nothing was made."""
    product = "季度简报.docx"
    assert laid(tmp_path, Q3, product) is None
    lay(tmp_path, {product: b"draft"})
    (tmp_path / "2023Q3" / product).write_bytes(b"people's")
    lay(tmp_path, {product: b"later"})
    here = laid(tmp_path, Q3, product)
    assert here is not None
    assert (here.content, here.newer) == (b"people's", "季度简报.新.docx")
