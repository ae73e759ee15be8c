"""Native Word charts that staff can edit: a chart part with cached values, its workbook, and the drawing.

The workbook is made by the caller from `ChartData.table`, so that the cache and the workbook hold the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from html import escape

from reporting.documents.notation import without_control
from reporting.model.grid import column_letters
from reporting.model.numbers import plain

SHEET = "图表数据"
_EMU_PER_MM = 36_000
_TYPEFACE = "仿宋_GB2312"
_TITLE_TYPEFACE = "黑体"
# Hundredths of a point: 小五 for labels, 五号 for the title.
_LABEL_SIZE, _TITLE_SIZE = 900, 1050
_BAR_COLOURS = ("4472A8", "A5B9D6", "7F7F7F")
_LINE_COLOUR = "C0504D"
_GREY = "7F7F7F"
_LINE_LOOKS = (
    f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{_LINE_COLOUR}"/></a:solidFill>'
    '<a:prstDash val="dash"/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>'
)
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


class Look(Enum):
    """How a series is drawn: as bars with their numbers, or as a dashed line through all categories."""

    BAR = "bar"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a chart; None is a gap. They are given as printed, so that the page and the bar agree."""

    name: str
    values: tuple[Decimal | None, ...]
    look: Look = Look.BAR


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart shows; `axis` names the values and their measure, `description` is read out to the blind."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: str
    places: int
    description: str

    @property
    def table(self) -> tuple[tuple[str | Decimal | None, ...], ...]:
        """The rows of the embedded workbook's one sheet, `图表数据`, from A1: series names, then categories."""
        heading = ("", *(series.name for series in self.series))
        values = zip(*(series.values for series in self.series), strict=True)
        return (heading, *((name, *row) for name, row in zip(self.categories, values, strict=True)))


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart to be placed: its data, the workbook that holds the same data, and its size on the page."""

    data: ChartData
    workbook: bytes
    width_mm: int
    height_mm: int


def chart_part(data: ChartData, workbook_link: str) -> bytes:
    """Write the chart part; `workbook_link` is the relationship's id of the embedded workbook."""
    bars = [n for n, series in enumerate(data.series) if series.look is Look.BAR]
    lines = [n for n, series in enumerate(data.series) if series.look is not Look.BAR]
    plots = (_bars(data, bars) if bars else "") + (_lines(data, lines) if lines else "")
    title = _words(data.title, _TITLE_SIZE, _TITLE_TYPEFACE)
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NAMESPACES}>'
        '<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:title>{title}<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
        f"<c:plotArea><c:layout/>{plots}{_axes(data)}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_looks(_LABEL_SIZE)}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{_looks(_LABEL_SIZE)}"
        f'<c:externalData r:id="{workbook_link}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return xml.encode()


def drawing(chart: Chart, link: str, number: int) -> str:
    """Write the drawing that shows the chart in a run; `number` must be the only one of its kind in the document."""
    width, height = chart.width_mm * _EMU_PER_MM, chart.height_mm * _EMU_PER_MM
    name, description = _attribute(f"图表 {number}"), _attribute(chart.data.description)
    return (
        '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" name={name} descr={description}/>'
        '<wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f'r:id="{link}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _bars(data: ChartData, numbers: list[int]) -> str:
    series = "".join(_series(data, n, _bar_looks(at)) for at, n in enumerate(numbers))
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="80"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )


def _bar_looks(at: int) -> str:
    fill = f'<c:spPr><a:solidFill><a:srgbClr val="{_BAR_COLOURS[at % len(_BAR_COLOURS)]}"/></a:solidFill></c:spPr>'
    return f'{fill}<c:invertIfNegative val="0"/>'


def _lines(data: ChartData, numbers: list[int]) -> str:
    series = "".join(_series(data, n, _LINE_LOOKS) for n in numbers)
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        '<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    )


def _series(data: ChartData, number: int, looks: str) -> str:
    series, column = data.series[number], column_letters(number + 2)
    last = len(data.categories) + 1
    names = "".join(f'<c:pt idx="{n}"><c:v>{_text(name)}</c:v></c:pt>' for n, name in enumerate(data.categories))
    values = "".join(
        f'<c:pt idx="{n}"><c:v>{plain(value)}</c:v></c:pt>'
        for n, value in enumerate(series.values)
        if value is not None
    )
    smooth = '<c:smooth val="0"/>' if series.look is not Look.BAR else ""
    count = f'<c:ptCount val="{len(data.categories)}"/>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{_text(series.name)}</c:v></c:pt></c:strCache>'
        f"</c:strRef></c:tx>{looks}{_labels(data.places, series.look)}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{count}{values}</c:numCache></c:numRef></c:val>{smooth}</c:ser>"
    )


def _labels(places: int, look: Look) -> str:
    """Write the numbers beside the bars; a line through all categories has none."""
    if look is Look.LINE:
        return _switches("dLbls", shown=False)
    inner = (
        f'<c:numFmt formatCode="{_format(places)}" sourceLinked="0"/>'
        f'<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_looks(_LABEL_SIZE)}<c:dLblPos val="outEnd"/>'
    )
    return _switches("dLbls", shown=True, inner=inner)


def _switches(tag: str, *, shown: bool, inner: str = "") -> str:
    return (
        f'<c:{tag}>{inner}<c:showLegendKey val="0"/><c:showVal val="{int(shown)}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:{tag}>'
    )


def _axes(data: ChartData) -> str:
    line = f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{_GREY}"/></a:solidFill></a:ln></c:spPr>'
    title = _words(data.axis, _LABEL_SIZE, _TYPEFACE)
    # Bars that do not begin at nought make small differences look large.
    fallen = any(value is not None and value < 0 for series in data.series for value in series.values)
    floor = "" if fallen else '<c:min val="0"/>'
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}{_looks(_LABEL_SIZE)}<c:crossAx val="2"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{floor}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/><c:title>{title}<c:overlay val="0"/></c:title>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{line}{_looks(_LABEL_SIZE)}<c:crossAx val="1"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _words(text: str, size: int, typeface: str) -> str:
    return (
        f"<c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{_font('defRPr', size, typeface)}</a:pPr>"
        f"<a:r>{_font('rPr', size, typeface)}<a:t>{_text(text)}</a:t></a:r></a:p></c:rich></c:tx>"
    )


def _looks(size: int) -> str:
    return f"<c:txPr><a:bodyPr/><a:p><a:pPr>{_font('defRPr', size, _TYPEFACE)}</a:pPr><a:endParaRPr/></a:p></c:txPr>"


def _font(tag: str, size: int, typeface: str) -> str:
    faces = "".join(f'<a:{axis} typeface="{typeface}"/>' for axis in ("latin", "ea", "cs"))
    return f'<a:{tag} lang="zh-CN" sz="{size}" b="0">{faces}</a:{tag}>'


def _format(places: int) -> str:
    return f"0.{'0' * places}" if places else "0"


def _text(text: str) -> str:
    return escape(without_control(text), quote=False)


def _attribute(text: str) -> str:
    return f'"{escape(without_control(text))}"'
