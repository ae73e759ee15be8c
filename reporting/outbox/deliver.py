"""Lay out a period's products without ever overwriting what people have done to them.

A file whose hash is not the manifest's was edited by people: it stays, and the new one lies beside it as
`‹name›.新.‹ext›`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from reporting.model.errors import ReportingError
from reporting.model.filenames import safe_filename
from reporting.model.periods import Period
from reporting.outbox import disk
from reporting.outbox.disk import DRAFT, UNREADABLE, found_at, gone, is_inside, is_open, sha256_of
from reporting.outbox.manifest import MANIFEST, Made, Manifest, read_manifest, write_manifest

RUN = "run"
_BESIDE = "新"


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
class Laid:
    """What lies in the place of a product.

    `earlier` are the files of people's before the last one, `base` is the hash of what we wrote where it lies, `newer`
    the path of a later draft of ours beside it. `made_from` says of each part what its products were made from.
    """

    path: str
    content: bytes = field(repr=False)
    edited: bool
    earlier: tuple[bytes, ...] = field(repr=False)
    base: str | None
    newer: str | None
    made_from: Mapping[str, object]


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
    taken: Collection[str] = (),
) -> Delivery:
    """Lay out a period's products, given by path below `outbox/PERIOD`; `manifest` says what they were made from.

    `part` names the products that are made together: only those of the same part are removed when made no longer, so
    that a pass leaves the blank forms alone; those of an earlier pass that this one `failed` to make stay as they are.
    `taken` are the hashes of files of people's that these products hold already, so that they may be overwritten.
    Unchanged products are not touched; the same products give the same manifest. Raises ReportingError where two
    products have one name, or the folder cannot be written at all.
    """
    root = outbox / str(period)
    before = read_manifest(root)
    for draft in sorted(root.rglob(DRAFT)):
        gone(draft)  # left by a pass that was cut off
    places = [_place(root, before, path, content, taken) for path, content in _named(root, made).items()]
    due = [place for place in places if place.found != place.sha256]
    if due:
        under_way = {**before.under_way, **{place.path: Made(place.sha256, part) for place in due}}
        write_manifest(root, period, replace(before, under_way=under_way))
    blocked = {place.path for place in due if not _put(root, place)}
    removed, stuck = _clear(root, before, part, {*failed, *(place.path for place in places)})
    kept = {*failed, *blocked, *stuck, *(path for place in places for path in place.edited)}
    write_manifest(root, period, _after(before, part, places, kept, manifest))
    aside = {place.path for place in places if place.edited} - blocked
    wrote = {place.path for place in due} - aside - blocked
    same = {place.path for place in places} - wrote - aside - blocked
    return Delivery(*(tuple(sorted(paths)) for paths in (wrote, same, aside, blocked | stuck, removed)))


def edited(outbox: Path, period: Period, path: str) -> tuple[bytes, ...]:
    """Give the files that people made of a product, the first draft first; none where it lies there as we wrote it."""
    root = outbox / str(period)
    try:
        manifest = read_manifest(root)
    except ReportingError:  # told when the products are laid out, which must not keep them from being made
        return ()
    return tuple((root / one).read_bytes() for one in _place(root, manifest, path, b"").edited)


def laid(outbox: Path, period: Period, path: str) -> Laid | None:
    """Give what lies in the place of a product: what people made of it last, else ours; None where nothing does.

    Raises ReportingError where the manifest cannot be read.
    """
    root = outbox / str(period)
    manifest = read_manifest(root)
    people = _place(root, manifest, path, b"").edited
    here = people[-1] if people else path
    if found_at(root / here) in (None, UNREADABLE):
        return None
    newer = beside(here) if people and found_at(root / beside(here)) is not None else None
    made = manifest.products.get(here)
    return Laid(
        path=here,
        content=(root / here).read_bytes(),
        edited=bool(people),
        earlier=tuple((root / one).read_bytes() for one in people[:-1]),
        base=made.sha256 if made else None,
        newer=newer,
        made_from=manifest.made_from,
    )


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
        if not is_inside(root, path):
            raise ReportingError("成果的文件夹指向别处", f"{root.name}/{path}", "请删去该文件夹的链接")
        taken.add(path.casefold())
        named[path] = content
    return named


def _place(root: Path, before: Manifest, path: str, content: bytes, taken: Collection[str] = ()) -> _Place:
    """Find where a product goes: its own place, or, where people have edited what lies there, beside it."""
    sha256 = sha256_of(content)
    edited: list[str] = []
    while (found := found_at(root / path)) not in (None, sha256, UNREADABLE, *before.ours(path), *taken):
        edited.append(path)
        path = beside(path)
    return _Place(path, content, sha256, found, tuple(edited))


def _put(root: Path, place: _Place) -> bool:
    """Write a product, unless what lies there is open or locked."""
    target = root / place.path
    if place.found == UNREADABLE or is_open(target):
        return False
    try:
        disk.write_whole(target, place.content)
    except PermissionError:
        return False
    except OSError as fault:
        raise ReportingError("成果写不进", f"{root.name}/{place.path}", "请检查磁盘空间和文件夹") from fault
    return True


def _clear(root: Path, before: Manifest, part: str, placed: Collection[str]) -> tuple[set[str], set[str]]:
    """Remove what this part made earlier and makes no longer; give what went, and what is open and could not go."""
    removed, stuck = set[str](), set[str]()
    for path in before.of(part):
        if path in placed or not is_inside(root, path):
            continue
        found = found_at(root / path)
        if found not in (*before.ours(path), UNREADABLE):
            continue
        if found == UNREADABLE or is_open(root / path) or not gone(root / path):
            stuck.add(path)
            continue
        removed.add(path)
        with suppress(OSError):  # a folder that still holds something stays
            for parent in PurePosixPath(path).parents:
                if parent.name:
                    (root / parent).rmdir()
    return removed, stuck


def _after(
    before: Manifest, part: str, places: list[_Place], kept: Collection[str], manifest: Mapping[str, object]
) -> Manifest:
    """Say what we wrote where; of what was not overwritten (`kept`), what we last wrote there."""
    products = {path: made for path, made in before.products.items() if made.part != part}
    products |= {place.path: Made(place.sha256, part) for place in places if place.path not in kept}
    products |= {path: before.products[path] for path in kept if path in before.products}
    under_way = {path: made for path, made in before.under_way.items() if made.part != part}
    return Manifest({**before.made_from, part: dict(manifest)}, products, under_way)
