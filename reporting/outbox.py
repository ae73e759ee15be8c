"""The outbox: lay out a period's products without ever overwriting what people have done to them.

`outbox/PERIOD/manifest.json` says what the products were made from, and what we wrote where. A file whose hash is not
the manifest's was edited by people: it stays, and the new one lies beside it as `‹name›.新.‹ext›`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from reporting.model.errors import ReportingError
from reporting.model.filenames import safe_filename
from reporting.model.periods import Period

MANIFEST = "manifest.json"
RUN = "run"
_BESIDE = "新"
_DRAFT = ".reporting.tmp"
_UNREADABLE = "unreadable"
# Word drops the first sign of a name of seven from the name of its lock file, and the first two of a longer one.
_WORD = (".docx", ".docm", ".doc", ".dotx")
_WORD_KEEPS = 6
_WORD_DROPS = 2


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of the products, as paths below the period's folder, with `/`, sorted.

    Each product is in one of the first four. `beside` are the paths of new ones that lie beside one edited by people;
    `blocked` could not be written or removed: open in Excel, Word or WPS, or not writable. `removed` were made by an
    earlier pass and are made no longer.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    beside: tuple[str, ...]
    blocked: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def products(self) -> tuple[str, ...]:
        """All that was made in this pass and lies there."""
        return tuple(sorted((*self.written, *self.unchanged, *self.beside)))


@dataclass(frozen=True, slots=True)
class _Made:
    """What we wrote at a path, and with which part of the products."""

    sha256: str
    part: str


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What the manifest says; `under_way` is what a pass was about to write, there only if it was cut off."""

    made_from: Mapping[str, object] = field(default_factory=dict)
    products: Mapping[str, _Made] = field(default_factory=dict)
    under_way: Mapping[str, _Made] = field(default_factory=dict)

    def ours(self, path: str) -> tuple[str, ...]:
        """Give the hashes of what we may have written there."""
        return tuple(known[path].sha256 for known in (self.products, self.under_way) if path in known)

    def of(self, part: str) -> list[str]:
        """Give the paths of one part."""
        return sorted(path for path, made in {**self.products, **self.under_way}.items() if made.part == part)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a product goes, the hash of what lies there, and the edited files (`edited`) it must not overwrite."""

    path: str
    content: bytes = field(repr=False)
    sha256: str
    found: str | None
    edited: tuple[str, ...]


def deliver(
    outbox: Path,
    period: Period,
    made: Mapping[str, bytes],
    manifest: Mapping[str, object],
    *,
    part: str = RUN,
    failed: Collection[str] = (),
) -> Delivery:
    """Lay out a period's products, given by path below `outbox/PERIOD`; `manifest` says what they were made from.

    `part` names the products that are made together: only those of the same part are removed when made no longer, so
    that a pass leaves the blank forms alone; those of an earlier pass that this one `failed` to make stay as they are.
    Unchanged products are not touched; the same products give the same manifest. Raises ReportingError where two
    products have one name, or the folder cannot be written at all.
    """
    root = outbox / str(period)
    before = _read_manifest(root)
    for draft in sorted(root.rglob(_DRAFT)):
        _gone(draft)  # left by a pass that was cut off
    places = [_place(root, before, path, content) for path, content in _named(root, made).items()]
    due = [place for place in places if place.found != place.sha256]
    if due:
        under_way = {**before.under_way, **{place.path: _Made(place.sha256, part) for place in due}}
        _write_manifest(root, period, replace(before, under_way=under_way))
    blocked = {place.path for place in due if not _put(root, place)}
    removed, stuck = _clear(root, before, part, {*failed, *(place.path for place in places)})
    kept = {*failed, *blocked, *stuck, *(path for place in places for path in place.edited)}
    _write_manifest(root, period, _after(before, part, places, kept, manifest))
    aside = {place.path for place in places if place.edited} - blocked
    wrote = {place.path for place in due} - aside - blocked
    same = {place.path for place in places} - wrote - aside - blocked
    return Delivery(*(tuple(sorted(paths)) for paths in (wrote, same, aside, blocked | stuck, removed)))


def edited(outbox: Path, period: Period, path: str) -> tuple[bytes, ...]:
    """Give the files that people made of a product, the first draft first; none where it lies there as we wrote it."""
    root = outbox / str(period)
    try:
        manifest = _read_manifest(root)
    except ReportingError:  # told when the products are laid out, which must not keep them from being made
        return ()
    return tuple((root / one).read_bytes() for one in _place(root, manifest, path, b"").edited)


def beside(path: str) -> str:
    """Name what lies beside an edited product: `汇总表.xlsx` → `汇总表.新.xlsx`."""
    pure = PurePosixPath(path)
    return pure.with_name(f"{pure.stem}.{_BESIDE}{pure.suffix}").as_posix()


def _named(root: Path, made: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make the names safe on every system. Two that Windows would take for one are refused."""
    named: dict[str, bytes] = {}
    taken = {MANIFEST}
    for name, content in sorted(made.items()):
        parts = PurePosixPath(name).parts
        if not parts or parts[0] == "/" or ".." in parts:
            raise ValueError(name)
        path = "/".join(safe_filename(part) for part in parts)
        if path.casefold() in taken:
            raise ReportingError("两份成果同名", f"{root.name}/{path}", "请改其中之一所属单位的名称")
        if not _is_inside(root, path):
            raise ReportingError("成果的文件夹指向别处", f"{root.name}/{path}", "请删去该文件夹的链接")
        taken.add(path.casefold())
        named[path] = content
    return named


def _place(root: Path, before: _Manifest, path: str, content: bytes) -> _Place:
    """Find where a product goes: its own place, or, where people have edited what lies there, beside it."""
    sha256 = _sha256(content)
    edited: list[str] = []
    while (found := _found(root / path)) not in (None, sha256, _UNREADABLE, *before.ours(path)):
        edited.append(path)
        path = beside(path)
    return _Place(path, content, sha256, found, tuple(edited))


def _put(root: Path, place: _Place) -> bool:
    """Write a product, unless what lies there is open or locked."""
    target = root / place.path
    if place.found == _UNREADABLE or _is_open(target):
        return False
    try:
        _write(target, place.content)
    except PermissionError:
        return False
    except OSError as fault:
        raise ReportingError("成果写不进", f"{root.name}/{place.path}", "请检查磁盘空间和文件夹") from fault
    return True


def _clear(root: Path, before: _Manifest, part: str, placed: Collection[str]) -> tuple[set[str], set[str]]:
    """Remove what this part made earlier and makes no longer; give what went, and what is open and could not go."""
    removed, stuck = set[str](), set[str]()
    for path in before.of(part):
        if path in placed or not _is_inside(root, path):
            continue
        found = _found(root / path)
        if found not in (*before.ours(path), _UNREADABLE):
            continue
        if found == _UNREADABLE or _is_open(root / path) or not _gone(root / path):
            stuck.add(path)
            continue
        removed.add(path)
        with suppress(OSError):  # a folder that still holds something stays
            for parent in PurePosixPath(path).parents:
                if parent.name:
                    (root / parent).rmdir()
    return removed, stuck


def _after(
    before: _Manifest, part: str, places: list[_Place], kept: Collection[str], manifest: Mapping[str, object]
) -> _Manifest:
    """Say what we wrote where; of what was not overwritten (`kept`), what we last wrote there."""
    products = {path: made for path, made in before.products.items() if made.part != part}
    products |= {place.path: _Made(place.sha256, part) for place in places if place.path not in kept}
    products |= {path: before.products[path] for path in kept if path in before.products}
    under_way = {path: made for path, made in before.under_way.items() if made.part != part}
    return _Manifest({**before.made_from, part: dict(manifest)}, products, under_way)


def _read_manifest(root: Path) -> _Manifest:
    """Read what was written before. Where it cannot be read, all that lies there counts as people's."""
    try:
        told = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
        made_from, products = dict(told["made_from"]), _made_of(told["products"])
        return _Manifest(made_from, products, _made_of(told.get("under_way", {})))
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return _Manifest()
    except OSError as fault:
        raise ReportingError("成果清单读不出", f"{root.name}/{MANIFEST}", "请检查文件夹的权限") from fault


def _made_of(told: Mapping[str, Any]) -> dict[str, _Made]:
    return {path: _Made(made["sha256"], made["part"]) for path, made in told.items()}


def _write_manifest(root: Path, period: Period, manifest: _Manifest) -> None:
    told: dict[str, object] = {"period": str(period), "made_from": manifest.made_from}
    told["products"] = _told(manifest.products)
    if manifest.under_way:
        told["under_way"] = _told(manifest.under_way)
    content = (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")
    if _found(root / MANIFEST) == _sha256(content):
        return
    try:
        _write(root / MANIFEST, content)
    except OSError as fault:
        raise ReportingError("成果清单写不进", f"{root.name}/{MANIFEST}", "请检查文件夹的写权限和磁盘空间") from fault


def _told(products: Mapping[str, _Made]) -> dict[str, dict[str, str]]:
    return {path: {"sha256": made.sha256, "part": made.part} for path, made in products.items()}


def _write(target: Path, content: bytes) -> None:
    """Write a file as a whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(_DRAFT)
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _gone(target: Path) -> bool:
    try:
        target.unlink()
    except OSError:
        return False
    return True


def _is_open(target: Path) -> bool:
    """Whether an office program has laid its lock file beside the file."""
    return any(target.with_name(name).exists() for name in _lock_names(target))


def _lock_names(target: Path) -> Iterator[str]:
    """Name the lock files of Excel and WPS, of WPS on Linux, of LibreOffice, and of Word."""
    name = target.name
    yield from (f"~${name}", f".~{name}", f".~lock.{name}#")
    dropped = min(len(target.stem) - _WORD_KEEPS, _WORD_DROPS)
    if target.suffix.lower() in _WORD and dropped > 0:
        yield f"~${name[dropped:]}"


def _is_inside(root: Path, path: str) -> bool:
    """Whether a path stays below the folder, links followed."""
    return (root / path).resolve().is_relative_to(root.resolve())


def _found(path: Path) -> str | None:
    """Give the hash of what lies there, None where nothing does."""
    try:
        return _sha256(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (PermissionError, IsADirectoryError):
        return _UNREADABLE


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
