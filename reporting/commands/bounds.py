"""How much reading one file may take, and what is said of a file that wants more.

A small file is granted little; it grows with what a file truly holds, up to the settings' caps. So a file made to hurt
ends soon, and an honest large one is read.
"""

from __future__ import annotations

from reporting.model.errors import UnreadableFile
from reporting.model.settings import Settings
from reporting.sheets.look import FileKind
from reporting.workers.records import Grant, Why

_LEAST_SECONDS, _LEAST_MEMORY = 2.0, 150 << 20
_SECONDS_A_MEGABYTE = 1.0
# What a cell costs in memory against what it costs in the file: XML is wordy, other formats are not.
_GROWTH_OF_XML, _GROWTH = 20, 60
_WORDY = frozenset({FileKind.XLSX, FileKind.XLSM, FileKind.ODS, FileKind.FODS, FileKind.XML, FileKind.HTML})
# The least a cell takes that was read: the record, its place, its text.
_BYTES_A_CELL = 240
_MEND = (
    "请删去无关内容后重新报送；确是正常的大表的，"
    "请信息科把 config.ini 中 [limits] 的 {key} 调大（现为 {now}），再把文件重新放入收件箱"
)
_SUSPECT = "请新建一份空白表样，把数字以“只粘贴数值”的方式贴入后重新报送"


def granted(settings: Settings, kind: FileKind, size: int) -> Grant:
    """Give what reading a file of an extent may take."""
    growth = _GROWTH_OF_XML if kind in _WORDY else _GROWTH
    seconds = _LEAST_SECONDS + _SECONDS_A_MEGABYTE * size / (1 << 20)
    memory = _LEAST_MEMORY + growth * size
    return Grant(min(seconds, settings.read_seconds), min(memory, settings.read_megabytes << 20))


def foresee(cells: int, settings: Settings) -> None:
    """Raise UnreadableFile where so many cells cannot be held in the memory allowed: it need not be begun with."""
    needed = cells * _BYTES_A_CELL >> 20
    if needed > settings.read_megabytes:
        wants = f"表格约有{cells // 10_000}万个单元格，读取至少需要{needed}兆内存，超出允许的范围，未予读取。"
        raise UnreadableFile("file-bomb", wants + _MEND.format(key="read_megabytes", now=settings.read_megabytes))


def exceeded(why: Why, grant: Grant, settings: Settings) -> tuple[str, str]:
    """Give the code and the sentence for a file over which a worker was lost."""
    if why is Why.DEATH:
        what = "文件内容异常，读取程序因它中断，未予读取，请用 Excel 或 WPS 打开原表格，另存为 .xlsx 后重新报送"
        return "file-damaged", what
    if why is Why.TIME:
        what, at_cap = f"读取超过{grant.seconds:.0f}秒仍未完成，已中止。", grant.seconds >= settings.read_seconds
        mend = _MEND.format(key="read_seconds", now=settings.read_seconds)
    else:
        what = f"读取所需内存超过{grant.memory >> 20}兆，已中止。"
        at_cap = grant.memory >= settings.read_megabytes << 20
        mend = _MEND.format(key="read_megabytes", now=settings.read_megabytes)
    return "file-bomb", what + (mend if at_cap else _SUSPECT)
