"""Turn a document or workbook into a PDF by LibreOffice, where it is installed.

LibreOffice writes the moment and random ids into its PDF; they are masked, so that the same document gives the same
bytes.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from reporting.documents.typefaces import installed, renderer_settings, stand_ins

_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SECONDS = 120
_DATES = re.compile(
    rb"(?<=/CreationDate\(D:)[^)]*|(?<=/ModDate\(D:)[^)]*|(?<=<xmp:CreateDate>)[^<]*|(?<=<xmp:ModifyDate>)[^<]*"
)
_IDS = re.compile(rb"(?<=/DocChecksum )/[0-9A-Fa-f]+|(?<=/ID)\s*\[\s*<[0-9A-Fa-f]*>\s*<[0-9A-Fa-f]*>\s*\]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF or another kind of file, or None with the reason why there is none, in Chinese."""

    content: bytes | None = field(repr=False)
    reason: str = ""


def renderer() -> Path | None:
    """Find LibreOffice on this machine."""
    found = next((place for name in _NAMES if (place := shutil.which(name))), None)
    usual = next((place for place in _USUAL_PLACES if Path(place).is_file()), None)
    place = found or usual
    return Path(place) if place else None


def render(content: bytes, suffix: str, seconds: float = _SECONDS) -> Rendered:
    """Turn a file's bytes into a PDF; `suffix` is `.docx` or `.xlsx`."""
    made = converted(content, suffix, "pdf", seconds)
    return Rendered(masked(made.content)) if made.content is not None else made


def converted(content: bytes, suffix: str, to: str, seconds: float = _SECONDS) -> Rendered:
    """Turn a file's bytes into another kind, by the name LibreOffice has for it: `pdf`, `txt:Text (encoded):UTF8`.

    Every call has a profile of its own, so that it neither waits for nor disturbs a LibreOffice that people work in.
    For typefaces of the standard that the machine lacks, the profile names the nearest ones that are there.
    """
    program = renderer()
    ending = to.partition(":")[0]
    if program is None:
        return Rendered(None, f"未安装 LibreOffice，不能生成 {ending.upper()}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(content)
        profile = _profile(Path(folder)).as_uri()
        command = [str(program), f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", to]
        try:
            subprocess.run(  # noqa: S603 -- no shell, and every word is ours
                [*command, "--outdir", folder, str(source)],
                timeout=seconds,
                check=True,
                stdin=subprocess.DEVNULL,
                capture_output=True,
            )
            made = source.with_suffix(f".{ending}").read_bytes()
        except subprocess.TimeoutExpired:
            return Rendered(None, f"LibreOffice 在{seconds:g}秒内没有完成，未生成 {ending.upper()}")
        except (OSError, subprocess.CalledProcessError):
            return Rendered(None, f"LibreOffice 没有写出 {ending.upper()}")
    return Rendered(made)


def _profile(folder: Path) -> Path:
    """Make a profile that knows what stands in for missing typefaces."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(renderer_settings(stand_ins(installed())), encoding="utf-8")
    return folder / "profile"


def masked(pdf: bytes) -> bytes:
    """Blot out what differs between two renderings; lengths stay, so that the file's own index stays right."""
    undated = _DATES.sub(lambda match: re.sub(rb"\d", b"0", match.group()), pdf)
    return _IDS.sub(lambda match: re.sub(rb"[0-9A-Fa-f]", b"0", match.group()), undated)
