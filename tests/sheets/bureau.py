"""A task workbook as a bureau has grown it over years: whatever a workbook can hold, in more than fifty parts.

Three of its sheets are for filling: 进展表 by placeholders, 任务表 and 分县表 by the names in them. 汇总 reckons with
what is filled; charts and a pivot table show it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reporting.package.pack import pack
from tests.sheets.abundant import PICTURE, THREADS, linked, unpacked
from tests.sheets.made import MAIN, OFFICE, PACKAGE, TYPE

PROGRESS, TASKS, COUNTIES, TOTALS = "进展表", "任务表", "分县表", "汇总"
# The placeholders stand in rows so many from the top; a total and remarks stand below.
MODEL = 5
FIELDS = ("序号", "指标", "单位", "上年同期", "年度目标", "完成", "完成率", "同比", "亮灯", "主要进展", "牵头单位")
HEADS = (
    "序号",
    "指标（任务）",
    "单位",
    "上年同期",
    "年度目标",
    "{{累计月份}}完成",
    "完成率%",
    "同比",
    "亮灯",
    "主要进展",
    "牵头单位",
)
_MICROSOFT = "http://schemas.microsoft.com/office/2017/10/relationships"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_THREAD = "{11111111-1111-1111-1111-111111111111}"


def bureau(rows: Sequence[tuple[str, str]], units: Sequence[str], indicators: Sequence[str], named: str = "") -> bytes:
    """Make the workbook: 任务表 for tasks and indicators, 分县表 for units and indicators.

    In place of placeholders 进展表 may hold one row for an indicator that is `named`.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_custom_property("归口", "某处")
    looks = {
        "head": book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "bg_color": "#EAEFF5"}
        ),
        "text": book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"}),
        "number": book.add_format({"border": 1, "num_format": "#,##0.00", "locked": False}),
        "share": book.add_format({"border": 1, "num_format": "0.0%"}),
    }
    _progress(book, book.add_worksheet(PROGRESS), looks, named)
    _tasks(book.add_worksheet(TASKS), looks, rows)
    _counties(book, book.add_worksheet(COUNTIES), looks, units, indicators)
    _totals(book, book.add_worksheet(TOTALS), looks, len(units))
    book.add_worksheet("存档").hide()
    sheet = book.add_chartsheet("图")
    sheet.set_chart(_chart(book, "column", f"={PROGRESS}!$G${MODEL}:$G${MODEL}"))
    book.define_name("全表", f"={PROGRESS}!$A$4:$K${MODEL}")
    book.define_name("合计数", f"={PROGRESS}!$F${MODEL + 1}")
    book.close()
    return pack(_grown(unpacked(buffer.getvalue())))


def _chart(book: Workbook, kind: str, values: str) -> object:
    chart = book.add_chart({"type": kind})
    chart.add_series({"values": values})
    return chart


def _progress(book: Workbook, sheet: Worksheet, looks: Mapping[str, Format], named: str) -> None:
    """A model row between a heading and a total, and all that can hang on either."""
    below = MODEL
    sheet.merge_range("A1:K1", "{{报告期}}指标任务进展表", looks["head"])
    sheet.write("A2", "{{规划}}")
    sheet.write_row(3, 0, HEADS, looks["head"])
    for column, field in enumerate(FIELDS):
        look = looks["number"] if field in ("上年同期", "年度目标", "完成") else looks["text"]
        text = f"{{{{进展表.{field}}}}}" if not named else named if field == "指标" else None
        sheet.write(MODEL - 1, column, text, looks["share"] if field == "完成率" else look)
    sheet.write_formula(MODEL - 1, 11, f'=IF(ISNUMBER(F{MODEL}),F{MODEL}-D{MODEL},"")', looks["number"], 0)
    sheet.write(below, 1, "合计", looks["text"])
    for column, letter in ((3, "D"), (4, "E"), (5, "F")):
        sheet.write_formula(below, column, f"=SUM({letter}{MODEL}:{letter}{MODEL})", looks["number"], 0)
    sheet.write_array_formula(below + 1, 5, below + 1, 5, f"{{=MAX(F{MODEL}:F{MODEL})}}", looks["number"], 0)
    sheet.merge_range(below + 2, 0, below + 2, 10, "注：本表由各处填报", looks["text"])
    sheet.conditional_format(f"G{MODEL}", {"type": "data_bar", "data_bar_2010": True, "bar_color": "#63C384"})
    sheet.conditional_format(f"H{MODEL}", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.conditional_format(
        f"I{MODEL}", {"type": "text", "criteria": "containing", "value": "滞后", "format": looks["head"]}
    )
    sheet.data_validation(f"K{MODEL}", {"validate": "list", "source": ["市第1局", "市第2局"]})
    sheet.add_sparkline(f"M{MODEL}", {"range": f"{PROGRESS}!D{MODEL}:F{MODEL}"})
    sheet.write_comment("F4", "按季累计", {"author": f"tc={_THREAD}"})
    sheet.write_comment(f"B{below + 1}", "合计只加家数")
    sheet.write_url("A2", "https://example.invalid/plan", string="{{规划}}", tip="规划全文")
    sheet.insert_image("N2", "徽.png", {"image_data": io.BytesIO(PICTURE)})
    sheet.insert_textbox("N5", "填报说明：见附件", {"textlink": f"={PROGRESS}!$F${below + 1}"})
    sheet.insert_chart("A12", _chart(book, "column", f"={PROGRESS}!$F${MODEL}:$F${MODEL}"))
    sheet.set_header("&L&G&R&D", {"image_left": "章.png", "image_data_left": io.BytesIO(PICTURE)})
    sheet.set_footer("&C第&P页")
    sheet.protect("", {"format_cells": True, "objects": False})
    sheet.repeat_rows(3)
    sheet.print_area(0, 0, below + 2, 10)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(4, 2)
    sheet.set_column("B:B", 30)
    sheet.set_column("J:J", 40)
    sheet.set_column("D:H", 15)


def _tasks(sheet: Worksheet, looks: Mapping[str, Format], rows: Sequence[tuple[str, str]]) -> None:
    """A heading of two rows, tasks merged over their indicators, figures of staff's own."""
    sheet.merge_range("B1:J1", "重点任务目标完成表", looks["head"])
    for area, text in {
        "A": "编号",
        "B": "重点\n任务",
        "C": "主要　指标",
        "D": "单 位",
        "I": "主要进展",
        "J": "分管领导",
    }.items():
        sheet.merge_range(f"{area}3:{area}4", text, looks["head"])
    sheet.merge_range("E3:F3", "目标", looks["head"])
    sheet.merge_range("G3:H3", "进展情况", looks["head"])
    sheet.write_row("E4", ["2023年", "2027年"], looks["head"])
    sheet.write_row("G4", ["１－９月完成", "完成率（％）"], looks["head"])
    for at, (task, indicator) in enumerate(rows, 4):
        sheet.write(at, 0, at - 3, looks["text"])
        sheet.write(at, 2, indicator, looks["text"])
        if at == 4 or rows[at - 5][0] != task:
            last = max(n for n, one in enumerate(rows, 4) if one[0] == task)
            for column, text in ((1, task), (8, "")):
                if last > at:
                    sheet.merge_range(at, column, last, column, text, looks["text"])
                else:
                    sheet.write(at, column, text, looks["text"])
        for column in (3, 4, 5):
            sheet.write_blank(at, column, None, looks["text"])
        sheet.write_blank(at, 6, None, looks["number"])
        sheet.write_blank(at, 7, None, looks["share"])
        sheet.write_blank(at, 9, None, looks["text"])
    sheet.set_column("B:D", 20)
    sheet.set_column("E:H", 14)
    sheet.set_column("I:I", 40)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.conditional_format(4, 7, 3 + len(rows), 7, {"type": "data_bar"})
    sheet.write(4 + len(rows), 2, "平均完成率")
    sheet.write_formula(4 + len(rows), 7, f"=ROUND(AVERAGE(H5:H{4 + len(rows)}),4)", looks["share"], 0)
    sheet.write_comment("G5", "请核")
    sheet.insert_button("L3", {"caption": "刷新", "macro": "刷新"})


def _counties(
    book: Workbook, sheet: Worksheet, looks: Mapping[str, Format], units: Sequence[str], indicators: Sequence[str]
) -> None:
    """Units down, indicators across with what is asked of each below, a table object and a chart beside."""
    sheet.write(0, 0, "分县情况")
    sheet.merge_range("A2:A3", "地区", looks["head"])
    for n, indicator in enumerate(indicators):
        sheet.merge_range(1, 1 + 2 * n, 1, 2 + 2 * n, indicator, looks["head"])
        sheet.write_row(2, 1 + 2 * n, ["1—9月", "同比（%）"], looks["head"])
    for at, unit in enumerate(units, 3):
        sheet.write(at, 0, f"　{unit}", looks["text"])
        for column in range(1, 1 + 2 * len(indicators)):
            sheet.write_blank(at, column, None, looks["number"])
    last = 3 + len(units)
    sheet.set_column("A:G", 16)
    sheet.write(last, 0, "各县之和", looks["text"])
    for n in range(2 * len(indicators)):
        letter = chr(66 + n)
        sheet.write_formula(last, 1 + n, f"=SUM({letter}4:{letter}{last})", looks["number"], 0)
    sheet.add_table(last + 2, 0, last + 4, 1, {"name": "参照", "columns": [{"header": "年度"}, {"header": "全省"}]})
    sheet.insert_chart("A25", _chart(book, "bar", f"={COUNTIES}!$B$4:$B${last}"))


def _totals(book: Workbook, sheet: Worksheet, looks: Mapping[str, Format], units: int) -> None:
    """Formulas over the other sheets: shared ones, one over many cells, one that only Excel reckons."""
    sheet.write_formula("A1", "=合计数", looks["number"], 0)
    sheet.write_formula("A2", f"={PROGRESS}!F{MODEL + 1}*2", looks["number"], 0)
    sheet.write_formula("A3", "=A2/0", looks["number"], 0)
    sheet.write_formula("A4", '=IF(A2>A1,"升","降")', looks["text"], "")
    for row in range(units):
        sheet.write_formula(row, 2, f"={COUNTIES}!B{row + 4}*2", looks["number"], 0)
    sheet.write_formula("E1", "=1+1", looks["number"], 2)
    sheet.insert_chart("G2", _chart(book, "line", f"={PROGRESS}!$F${MODEL}:$F${MODEL}"))


def _grown(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Add what xlsxwriter does not write."""
    first, links = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
    main = "xl/_rels/workbook.xml.rels"
    types: dict[str, str] = {}
    parts["xl/printerSettings/printerSettings1.bin"] = bytes(range(256)) * 4
    parts[links] = linked(parts[links], "p1", f"{OFFICE}/printerSettings", "../printerSettings/printerSettings1.bin")
    parts[first] = parts[first].replace(b"<pageSetup ", b'<pageSetup r:id="p1" ', 1)
    parts["xl/ctrlProps/ctrlProp1.xml"] = (
        '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="Button" '
        f'fmlaLink="{PROGRESS}!$F${MODEL + 1}" lockText="1"/>'
    ).encode()
    types["xl/ctrlProps/ctrlProp1.xml"] = "application/vnd.ms-excel.controlproperties+xml"
    beside = "xl/worksheets/_rels/sheet2.xml.rels"
    parts[beside] = linked(parts[beside], "k1", f"{OFFICE}/ctrlProp", "../ctrlProps/ctrlProp1.xml")
    parts["xl/worksheets/sheet2.xml"] = _with_control(parts["xl/worksheets/sheet2.xml"])
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="F4" dT="2023-10-01T08:00:00.00" personId="{{P}}" '
        f'id="{_THREAD}"><text>按季累计</text></threadedComment></ThreadedComments>'
    ).encode()
    types["xl/threadedComments/threadedComment1.xml"] = "application/vnd.ms-excel.threadedcomments+xml"
    parts[links] = linked(
        parts[links], "t1", f"{_MICROSOFT}/threadedComment", "../threadedComments/threadedComment1.xml"
    )
    parts["xl/persons/person.xml"] = (
        f'<personList xmlns="{THREADS}"><person displayName="王" id="{{P}}" userId="w" providerId="None"/></personList>'
    ).encode()
    types["xl/persons/person.xml"] = "application/vnd.ms-excel.person+xml"
    parts[main] = linked(parts[main], "u1", f"{_MICROSOFT}/person", "persons/person.xml")
    parts["customXml/item1.xml"] = "<密级 xmlns='urn:某局'>内部</密级>".encode()
    parts["customXml/itemProps1.xml"] = (
        b'<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        b'ds:itemID="{22222222-2222-2222-2222-222222222222}"/>'
    )
    types["customXml/itemProps1.xml"] = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    parts["customXml/_rels/item1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/customXmlProps" '
        'Target="itemProps1.xml"/></Relationships>'
    ).encode()
    parts[main] = linked(parts[main], "x1", f"{OFFICE}/customXml", "../customXml/item1.xml")
    _link_out(parts, types)
    _pivot(parts, types)
    _chain(parts, types)
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    kinds = f'<Default Extension="bin" ContentType="{TYPE}.printerSettings"/>'
    parts["[Content_Types].xml"] = (
        parts["[Content_Types].xml"]
        .replace(b"<Override", f"{kinds}<Override".encode(), 1)
        .replace(b"</Types>", f"{overrides}</Types>".encode())
    )
    return parts


def _with_control(sheet: bytes) -> bytes:
    """Add a form control as newer Excels write it; its shape is the button's."""
    drawn = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    place = "<xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{1}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    control = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" Requires="x14"><controls>'
        '<control shapeId="1025" r:id="k1" name="Button 1"><controlPr defaultSize="0" print="0">'
        f'<anchor xmlns:xdr="{drawn}">'
        f"<from>{place.format(11, 2)}</from><to>{place.format(12, 3)}</to></anchor></controlPr></control>"
        "</controls></mc:Choice></mc:AlternateContent>"
    ).encode()
    return sheet.replace(b"</worksheet>", control + b"</worksheet>")


def _link_out(parts: dict[str, bytes], types: dict[str, str]) -> None:
    """Refer to another workbook."""
    main, name = "xl/_rels/workbook.xml.rels", "xl/externalLinks/externalLink1.xml"
    parts[name] = (
        f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="rId1"><sheetNames><sheetName val="去年"/>'
        '</sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>7</v></cell></row></sheetData>'
        "</sheetDataSet></externalBook></externalLink>"
    ).encode()
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" '
        'Target="2022.xlsx" TargetMode="External"/></Relationships>'
    ).encode()
    types[name] = f"{TYPE}.externalLink+xml"
    parts[main] = linked(parts[main], "e1", f"{OFFICE}/externalLink", "externalLinks/externalLink1.xml")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"</sheets>", b'</sheets><externalReferences><externalReference r:id="e1"/></externalReferences>'
    )
    sheet = "xl/worksheets/sheet4.xml"
    cell = b'<c r="E2"><f>[1]\xe5\x8e\xbb\xe5\xb9\xb4!A1</f><v>7</v></c></row>'
    parts[sheet] = re.sub(rb'(<row r="2".*?)</row>', lambda match: match[1] + cell, parts[sheet], count=1)


def _pivot(parts: dict[str, bytes], types: dict[str, str]) -> None:
    """Add a pivot table over the counties' figures."""
    main, links = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet5.xml.rels"
    cache, records, table = (
        "xl/pivotCache/pivotCacheDefinition1.xml",
        "xl/pivotCache/pivotCacheRecords1.xml",
        "xl/pivotTables/pivotTable1.xml",
    )
    parts[cache] = (
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="rId1" refreshOnLoad="1" recordCount="0">'
        f'<cacheSource type="worksheet"><worksheetSource ref="A4:B{MODEL + 1}" sheet="{PROGRESS}"/></cacheSource>'
        '<cacheFields count="2"><cacheField name="序号" numFmtId="0"><sharedItems/></cacheField>'
        '<cacheField name="指标" numFmtId="0"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>'
    ).encode()
    parts[records] = f'<pivotCacheRecords xmlns="{MAIN}" count="0"/>'.encode()
    parts[table] = (
        f'<pivotTableDefinition xmlns="{MAIN}" name="透视" cacheId="1" dataCaption="值"><location ref="A1:B2" '
        'firstHeaderRow="1" firstDataRow="1" firstDataCol="0"/><pivotFields count="2"><pivotField/><pivotField/>'
        "</pivotFields></pivotTableDefinition>"
    ).encode()
    target = f'<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'.encode()
    parts["xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels"] = linked(
        target, "rId1", f"{_EXTENDED}/pivotCacheRecords", "pivotCacheRecords1.xml"
    )
    parts["xl/pivotTables/_rels/pivotTable1.xml.rels"] = linked(
        target, "rId1", f"{_EXTENDED}/pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml"
    )
    parts[links] = linked(target, "rId1", f"{_EXTENDED}/pivotTable", "../pivotTables/pivotTable1.xml")
    parts[main] = linked(parts[main], "c1", f"{_EXTENDED}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")
    parts["xl/workbook.xml"] = re.sub(
        rb"(<calcPr[^>]*>)",
        rb'\1<pivotCaches><pivotCache cacheId="1" r:id="c1"/></pivotCaches>',
        parts["xl/workbook.xml"],
    )
    types |= {
        cache: f"{TYPE}.pivotCacheDefinition+xml",
        records: f"{TYPE}.pivotCacheRecords+xml",
        table: f"{TYPE}.pivotTable+xml",
    }


def _chain(parts: dict[str, bytes], types: dict[str, str]) -> None:
    """Add the chain of calculation, and share the formulas of a column as Excel does; nothing is asked at opening."""
    sheet = "xl/worksheets/sheet4.xml"
    text = parts[sheet].decode()
    cells = re.findall(rf'<c r="(C\d+)"[^>]*><f>{COUNTIES}!B\d+\*2</f>', text)
    for n, cell in enumerate(cells):
        own = (
            f'<f t="shared" ref="{cells[0]}:{cells[-1]}" si="0">{COUNTIES}!B4*2</f>'
            if n == 0
            else '<f t="shared" si="0"/>'
        )
        text = re.sub(rf'(<c r="{cell}"[^>]*>)<f>[^<]*</f>', rf"\g<1>{own}", text)
    parts[sheet] = text.encode()
    links = "".join(
        f'<c r="{cell}" i="{number}"/>'
        for number in (1, 2, 3, 4)
        for cell in re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f', parts[f"xl/worksheets/sheet{number}.xml"].decode())
    )
    parts["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}">{links}</calcChain>'.encode()
    types["xl/calcChain.xml"] = f"{TYPE}.calcChain+xml"
    main = "xl/_rels/workbook.xml.rels"
    parts[main] = linked(parts[main], "cc1", f"{OFFICE}/calcChain", "calcChain.xml")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
