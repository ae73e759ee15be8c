"""A small catalogue that is sound, as a workbook already read; tests spoil one cell and look what is said."""

from __future__ import annotations

from dataclasses import replace

from reporting.catalogue.layout import LAYOUT
from reporting.catalogue.load import from_book
from reporting.model.catalogue import Catalogue
from reporting.model.errors import CatalogueError, Fault
from reporting.model.grid import Book, Cell, CellKind, Sheet

SHA256 = "0" * 64
ROWS = {
    "规划": ["315|五年方案|温政发〔2023〕17号|2023-04-14|2023|2027|2022", "145|十四五规划|||2021|2025|2020"],
    "单位": [
        "CITY|全市|温州市|全市||1||||",
        "C1|甲县|甲、甲县政府|区县|单列|1|2019Q3—||jia@example.cn|是",
        "C2|乙区||区县|单列|2|||yi@example.cn|",
        "Z1|丙高新区||功能区|含在‹乙区›|3||||",
        "TJJ|市统计局||市直部门||1||||",
        "KJJ|市科技局||市直部门||2||||",
        "ALL|各县〈市、区〉政府||集合||1||||",
    ],
    "数据项": [
        "RD|R&D经费|研发经费|数值|亿元|年度|2|0||市统计局||汇总|",
        "GDP|地区生产总值|||亿元|年度|1|0||市统计局|||",
        "HT|高新技术企业累计数|||家|时点|0|0|99999||KJ1>KJ3||",
        "DEAL|技术交易额|||亿元|本年累计|2|0|||KJ1|市级数|",
        "PARK|高新区创建进度||状态||时点|||||||未启动→申报→批复",
    ],
    "指标": [
        "315-1|315|研发强度|%|「R&D经费」 / 地区生产总值 * 100|正向|2|水平||每季|现价自算|||按值|创新投入|15|||||||是",
        "315-4|315|高企数|家|高新技术企业累计数||0|增量|10 30 55 100|年末|现价自算|||否|||||||||是",
        "145-9|145|高企数|家|高新技术企业累计数||0|增量||年末|||||||||||#|12.85%|",
        "315-T1|315|创成数|个|高新区创建进度||0|状态||||||||||||||--|",
    ],
    "目标": [
        "315|315-1|2022|基期||2.6|表1||",
        "315|研发强度|2027|期末值||3.4|表1|文件|线性",
        "315|高企数|2022|基期||3700|表1||",
        "315|高企数|2027|期末值||6500|表1||",
        "315|315-4|2027|期末值||力争超6500家|T1||",
        "145|高企数|2020|基期||2404|||",
        "145|高企数|2025|期末值||4400|||",
        "315|315-T1|2027|状态|2|创成省级高新园区|T1||",
    ],
    "分解目标": ["315-4|甲县|2027|2500", "315-4|乙区|2027|4000"],
    "任务": [
        "T1|315|抓平台|提升能级|315-4、315-T1|市科技局|市科技局、各县〈市、区〉政府、丙高新区|市统计局|",
        "T2|315|抓平台|无指标的任务||市统计局|市统计局||",
    ],
    "报表": [
        "KJ1|季度表|定行表|季|区县、功能区|期末后10工作日||||||",
        "KJ2|年报表|分县表|年|市统计局|期末后60日，顺延|科统1表|省统计局|浙统〔2023〕1号|2025年||",
        "KJ3|园区表|分县表|季|市科技局|期末后10工作日||||||",
        "KJ4|任务表|清单表|季|市科技局、市统计局|期末后10工作日|||||高新技术企业累计数|任务",
    ],
    "报表行": [
        "KJ1|1|高新技术企业累计数|是|",
        "KJ1|2|技术交易额|是|甲县",
        "KJ2|1|区县|是|",
        "KJ2|2|全市|是|",
        "KJ3|1|丙高新区||",
        "KJ3|2|甲县||",
    ],
    "报表列": [
        "KJ1|1|指标名称|指标名称||||",
        "KJ1|2|本期|本期|本季||| 是",
        "KJ1|3|上年同期|上年同期||||",
        "KJ2|1|指标名称|单位名称||||",
        "KJ2|2|本期|R&D经费|研发经费|R&D经费||是",
        "KJ2|3|本期|地区生产总值||地区生产总值|亿元|是",
        "KJ3|1|指标名称|单位名称||||",
        "KJ3|2|本期|创建进度||高新区创建进度||是",
        "KJ3|3|本期|高企数||高新技术企业累计数||",
        "KJ4|1|主键|任务编号||||是",
        "KJ4|2|文字|主要进展|进展|||",
    ],
    "校验": [
        "R1|KJ1|错误|高新技术企业累计数 >= 上期(高新技术企业累计数)|累计数比上期少|常理",
        "R2|KJ2|警告|「R&D经费」 ≤ 合计(地区生产总值) * 0.1|强度过高|",
        "R3|KJ4|提示|任务编号 > 0|编号不对|",
    ],
    "平台": ["P1|实验室|城区|建设|建成"],
    "项目": ["X1|研究院|新建|2021-2025|甲县|楼宇|1000|800.5|某公司|甲县"],
    "政策": ["Y1|投入|内容|目标"],
    "改革": ["G1|体制|任务"],
    "分发": ["季度简报|市科技局|office@example.cn|邮件|是"],
    "参数": ["左右容差|5", "问题级别.late|警告", "考评-满意值.315-1|3.5", "编发单位|市科创办"],
    "联系人": ["编辑|张三|市科技局|"],
    "节假日": ["2023-10-07|是", "2023-10-05|否"],
}


def sheet(name: str, lines: list[str]) -> Sheet:
    """Make a sheet of lines whose cells are parted by `|`."""
    cells = {
        (row, column): Cell(row, column, text.strip())
        for row, line in enumerate(lines, start=1)
        for column, text in enumerate(line.split("|"), start=1)
        if text.strip()
    }
    return Sheet(name, cells)


def small(**tables: list[str]) -> Book:
    """Give the small workbook, some sheets with other rows."""
    rows = {**ROWS, **tables}
    return Book(tuple(sheet(name, ["|".join(LAYOUT[name]), *rows[name]]) for name in LAYOUT))


def place_of(name: str, number: int, heading: str) -> tuple[int, int]:
    """Give row and column of a cell: its sheet, the data row counted from 1, its heading."""
    return number + 1, LAYOUT[name].index(heading) + 1


def spoilt(name: str, number: int, heading: str, text: str, book: Book | None = None) -> Book:
    """Give the small workbook with one cell saying something else."""
    row, column = place_of(name, number, heading)
    return with_cell(book or small(), name, Cell(row, column, text))


def with_cell(book: Book, name: str, cell: Cell) -> Book:
    """Give a workbook with one cell put in."""
    sheets = []
    for old in book.sheets:
        cells = {**old.cells, (cell.row, cell.column): cell} if old.name == name else old.cells
        kept = {place: one for place, one in cells.items() if one.text or one.formula}
        sheets.append(replace(old, cells=kept))
    return Book(tuple(sheets))


def number(row: int, column: int, text: str, style: str = "") -> Cell:
    """Make a cell that stores a number."""
    return Cell(row, column, text, CellKind.NUMBER, style=style)


def read(book: Book) -> Catalogue:
    """Read a workbook that must be sound."""
    return from_book(book, SHA256, "指标体系.xlsx")


def faults(book: Book) -> tuple[Fault, ...]:
    """Give the mistakes of a workbook, none where it is sound."""
    try:
        read(book)
    except CatalogueError as error:
        return error.faults
    return ()


def told(book: Book) -> list[str]:
    """Give the mistakes as lines."""
    return [str(fault) for fault in faults(book)]
