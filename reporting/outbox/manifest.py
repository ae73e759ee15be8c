"""`outbox/PERIOD/manifest.json`: what the products were made from, and what we wrote where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reporting.model.errors import ReportingError
from reporting.model.periods import Period
from reporting.outbox import disk
from reporting.outbox.disk import found_at, sha256_of

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Made:
    """What we wrote at a path, and with which part of the products."""

    sha256: str
    part: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the manifest says; `under_way` is what a pass was about to write, there only if it was cut off."""

    made_from: Mapping[str, object] = field(default_factory=dict)
    products: Mapping[str, Made] = field(default_factory=dict)
    under_way: Mapping[str, Made] = field(default_factory=dict)

    def ours(self, path: str) -> tuple[str, ...]:
        """Give the hashes of what we may have written there."""
        return tuple(known[path].sha256 for known in (self.products, self.under_way) if path in known)

    def of(self, part: str) -> list[str]:
        """Give the paths of one part."""
        return sorted(path for path, made in {**self.products, **self.under_way}.items() if made.part == part)


def read_manifest(root: Path) -> Manifest:
    """Read what was written before. Where it cannot be read, all that lies there counts as people's."""
    try:
        told = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
        made_from, products = dict(told["made_from"]), _made_of(told["products"])
        return Manifest(made_from, products, _made_of(told.get("under_way", {})))
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()
    except OSError as fault:
        raise ReportingError("成果清单读不出", f"{root.name}/{MANIFEST}", "请检查文件夹的权限") from fault


def _made_of(told: Mapping[str, Any]) -> dict[str, Made]:
    return {path: Made(made["sha256"], made["part"]) for path, made in told.items()}


def write_manifest(root: Path, period: Period, manifest: Manifest) -> None:
    """Write the manifest, unless it lies there so. Raises ReportingError where it cannot be written."""
    told: dict[str, object] = {"period": str(period), "made_from": manifest.made_from}
    told["products"] = _told(manifest.products)
    if manifest.under_way:
        told["under_way"] = _told(manifest.under_way)
    content = (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")
    if found_at(root / MANIFEST) == sha256_of(content):
        return
    try:
        disk.write_whole(root / MANIFEST, content)
    except OSError as fault:
        raise ReportingError("成果清单写不进", f"{root.name}/{MANIFEST}", "请检查文件夹的写权限和磁盘空间") from fault


def _told(products: Mapping[str, Made]) -> dict[str, dict[str, str]]:
    return {path: {"sha256": made.sha256, "part": made.part} for path, made in products.items()}
