"""Workbooks that LibreOffice has saved in other formats, kept in `tests/golden/formats/`.

`python -m tests.sheets.converted` makes them anew: a workbook of all that a reader may miss, and one sender's filled
form of the published table. Tests read what is kept and need no LibreOffice.
"""

from __future__ import annotations

import subprocess
import tempfile
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment

from reporting.package.archive import Archive
from reporting.package.pack import replaced
from tests.sheets.made import content_of

KEPT = Path(__file__).parents[1] / "golden" / "formats"
FORM_SHEET = 2
# Ending → the filter's name. A text holds one sheet, by its number: 0 stands for the first.
FILTERS = {
    "xls": "xls:MS Excel 97",
    "ods": "ods",
    "html": "html:HTML (StarCalc)",
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}",
}


def kept(name: str) -> bytes:
    """Give a kept file."""
    return (KEPT / name).read_bytes()


def traits() -> bytes:
    """Make a workbook with one of everything: kinds of cells, formats, merges, and what is hidden."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表一"
    sheet["A1"] = "2017年 研发情况"
    sheet.merge_cells("A1:D1")
    sheet.append(["单位名称", "数值", "占比", "日期"])
    sheet.append(["鹿城区", 2380.43, 0.125, date(2017, 9, 30)])
    sheet.append(["　龙湾区", "=1/0", True, "0577"])
    sheet.append(["瓯海区", "=B3*2", -0.001, "两行\n文字"])
    sheet.append(["洞头区", 11343, "约120", '=IF(A1="","","")'])
    sheet["E7"], sheet["A8"] = "隐藏列里的字", "隐藏行里的字"
    sheet["C3"].number_format, sheet["D3"].number_format = "0.0%", 'yyyy"年"m"月"d"日"'
    sheet["B3"].number_format, sheet["C5"].number_format = "#,##0.00", "0.00%"
    sheet["B6"].comment = Comment("批注不是数字 99", "某人")
    sheet.merge_cells("A9:A10")
    sheet["A9"], sheet["B9"], sheet["B10"] = "合并", 1, 2
    sheet.row_dimensions[8].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet.column_dimensions["A"].width = 30
    book.create_sheet("空表")
    hidden = book.create_sheet("隐藏的表")
    hidden["B2"], hidden.sheet_state = 5, "hidden"
    return content_of(book)


def convert(content: bytes, ending: str, sheet: int = 1) -> bytes:
    """Have LibreOffice save a workbook in another format."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "表.xlsx"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        words = ["soffice", profile, "--headless", "--convert-to", FILTERS[ending].format(sheet=sheet)]
        subprocess.run([*words, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=120)
        (made,) = (path for path in Path(folder).glob(f"*.{ending}") if path != source)
        return made.read_bytes()


def main() -> None:
    """Write the kept files anew."""
    from tests.commands import published

    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        filled = published.answers(published.home_of_2017(Path(folder) / "home"))["鹿城区"]
    for name, content, sheet in (("traits", traits(), 1), ("form", filled, FORM_SHEET)):
        (KEPT / f"{name}.xlsx").write_bytes(content)
        for ending in FILTERS:
            made = convert(content, ending, sheet)
            (KEPT / f"{name}.{ending}").write_bytes(without_picture(made) if ending == "ods" else made)


def without_picture(content: bytes) -> bytes:
    """Leave out the picture of the first page, which is most of a small .ods."""
    return replaced(Archive(content), {}, without=("Thumbnails/thumbnail.png",))


if __name__ == "__main__":
    main()
