"""The script a bureau's IT person writes today: pandas, openpyxl, python-docx, and matplotlib where it is installed.

python peer.py FOLDER_OF_FORMS FOLDER_OF_RESULTS

It knows one form by the place of its cells, and checks what such scripts check, all rows at once: what is required,
numbers, bounds, decimals, parts against wholes, growth, doubles. It keeps nothing: no trace, no versions, no receipts.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped, unused-ignore]  # its types are a package of their own
from docx import Document
from docx.shared import Inches

SHEET = "KJ1 县（市、区）科技创新季度指标表"
NAME, NOW, BEFORE, MEASURE = "指标名称", "本期", "上年同期", "计量单位"
LEAST, MOST, GROWS = 0, 999_999, 0.5
WHOLE_NUMBERS = ("家", "个", "人次")
# What is a part of what.
PARTS = {
    "年新增孵化器(众创空间)孵化场地面积": "孵化器(众创空间)孵化场地面积",
    "省级新型研发机构数": "新型研发机构数",
}
CHAPTERS, CHARTS, CHAPTER_ROWS = 6, 4, 10


def read(path: Path) -> pd.DataFrame:
    """Read one form: whose it is stands in the third row, the table from the fourth."""
    sheet = pd.read_excel(path, sheet_name=SHEET, header=None, dtype=object, engine="openpyxl")
    table = sheet.iloc[4:, [0, 1, 2, 3, 5]].copy()
    table.columns = pd.Index([NAME, MEASURE, NOW, BEFORE, "说明"])
    table = table[table[MEASURE].notna() & ~table[NAME].astype(str).str.contains("：")]
    table["单位"] = str(sheet.iloc[2, 0]).split("：")[1]
    table["文件"] = path.name
    return table


def check(rows: pd.DataFrame, written: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Say what is missing, no number, out of bounds, too fine, a part above its whole, doubled, or grew beyond belief.

    `written` holds the figures as they stand in the forms, `rows` as numbers.
    """
    growth = (rows[NOW] / rows[BEFORE] - 1).abs()
    fine = rows[MEASURE].isin(WHOLE_NUMBERS).map({True: 1, False: 100})
    faults = {
        "缺数": written[NOW].isna() | written[BEFORE].isna(),
        "不是数字": (written[NOW].notna() & rows[NOW].isna()) | (written[BEFORE].notna() & rows[BEFORE].isna()),
        "超出范围": (rows[NOW] < LEAST) | (rows[NOW] > MOST),
        "小数过多": (rows[NOW] * fine % 1).between(0.001, 0.999),
        "重复": rows.duplicated(["单位", NAME]),
        "增速异常": (growth > GROWS) & rows["说明"].isna(),
    }
    found = [(row.文件, row.指标名称, said) for said, mask in faults.items() for row in rows[mask].itertuples()]
    by_name = rows.pivot_table(index="文件", columns=NAME, values=NOW, aggfunc="sum")
    for part, whole in PARTS.items():
        found += [(str(file), part, f"大于{whole}") for file in by_name.index[by_name[part] > by_name[whole]]]
    return found


def document(totals: pd.DataFrame, folder: Path) -> None:
    """Write the briefing: chapters with a table each, and pictures of charts where there is something to draw with."""
    can_draw = find_spec("matplotlib") is not None
    page = Document()
    page.add_heading("季度运行情况简报", 0)
    for number in range(CHAPTERS):
        part = totals.iloc[number * CHAPTER_ROWS : (number + 1) * CHAPTER_ROWS]
        page.add_heading(f"{number + 1}、情况", 1)
        page.add_paragraph("本季度运行总体平稳。" * 8)
        table = page.add_table(rows=1, cols=4, style="Table Grid")
        for cell, text in zip(table.rows[0].cells, (NAME, NOW, BEFORE, "增减率"), strict=True):
            cell.text = text
        for row in part.itertuples():
            texts = (row.指标名称, f"{row.本期:.2f}", f"{row.上年同期:.2f}", f"{row.增减率:.1%}")
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = str(text)
        if can_draw and number < CHARTS:
            picture = draw(part, folder / f"{number}.png")
            page.add_picture(str(picture), width=Inches(5.5))
    page.save(str(folder / "简报.docx"))


def draw(part: pd.DataFrame, path: Path) -> Path:
    """Draw a chart. The library is no requirement of ours: it is used where somebody has installed it."""
    plot: Any = import_module("matplotlib.pyplot")
    plot.switch_backend("Agg")
    plot.rcParams["font.sans-serif"] = ["Noto Sans CJK SC", "SimHei"]
    figure, axes = plot.subplots(figsize=(6, 3))
    axes.bar(part[NAME].str[:6], part[NOW])
    figure.savefig(path, dpi=150)
    plot.close(figure)
    return path


def main(source: Path, folder: Path) -> None:
    """Read, put together, check, sum up, write."""
    rows = pd.concat([read(path) for path in sorted(source.glob("*.xlsx"))], ignore_index=True)
    written = rows[[NOW, BEFORE]].copy()
    for column in (NOW, BEFORE):
        rows[column] = pd.to_numeric(rows[column], errors="coerce")
    issues = pd.DataFrame(check(rows, written), columns=["文件", "指标", "问题"])
    totals = rows.groupby(NAME, as_index=False, sort=False)[[NOW, BEFORE]].sum()
    totals["增减率"] = totals[NOW] / totals[BEFORE] - 1
    by_county = rows.pivot_table(index=NAME, columns="单位", values=NOW, aggfunc="sum")
    folder.mkdir(parents=True, exist_ok=True)
    with pd.ExcelWriter(folder / "汇总.xlsx", engine="openpyxl") as workbook:
        totals.to_excel(workbook, sheet_name="汇总", index=False)
        by_county.to_excel(workbook, sheet_name="分县区")
        rows.to_excel(workbook, sheet_name="明细", index=False)
        issues.to_excel(workbook, sheet_name="审核", index=False)
    document(totals, folder)
    print(f"{rows['单位'].nunique()} forms, {len(rows)} rows, {len(issues)} issues")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
