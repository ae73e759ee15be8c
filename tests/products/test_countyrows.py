"""The counties' table: official order, `#` for zones, a missing county never a nought."""

from __future__ import annotations

from reporting.products.briefcharts import county_charts, progress_chart
from reporting.products.countyrows import county_table
from tests.products.city import COUNTIES
from tests.products.quarter import MISSING, compilation

TABLE = county_table(compilation())


def test_units_stand_in_official_order() -> None:
    """The city first, then the counties as always, a zone below its county with `#`."""
    names = [name for name, _ in TABLE.rows]
    assert names[:5] == ["全市", "东城区", "西城区", "南湖区", "#南湖产业集聚区"]
    assert [name for name in names if not name.startswith("#")][1:] == list(COUNTIES)


def test_a_missing_county_is_named_as_such() -> None:
    """It has last year's figures and 未报送 for this year's, and the total that lacks it bears a mark."""
    cells = [str(cell) for cell in dict(TABLE.rows)[MISSING]]
    assert "未报送" in cells
    assert "0" not in cells
    total = [str(cell) for cell in dict(TABLE.rows)["全市"]]
    assert [cell for cell in total if cell.endswith("＊")] == ["67.0＊"]
    assert TABLE.notes == ("＊全市高新技术产业增加值占规上工业增加值的比重不含己县（未报送）。",)


def test_headings_bear_measure_and_year() -> None:
    """A column of last year's figures says so at its head, once for all its cells."""
    assert TABLE.headings[0] == "R&D经费占地区生产总值的比重（%，2022年数）"
    assert "技术交易额（亿元）" in TABLE.headings


def test_what_no_county_has_is_left_out() -> None:
    """An indicator of the city alone takes no column; a bureau without counties has no table."""
    assert not any(heading.startswith("高新技术产业投资增速") for heading in TABLE.headings)
    assert county_table(compilation(counties=False)).rows == ()


def test_a_missing_county_is_a_gap_in_the_chart() -> None:
    """There is no bar where there is no figure, and the description says why."""
    charts = county_charts(compilation())
    assert len(charts) == 2
    for chart in charts:
        assert chart.series[0].values[COUNTIES.index(MISSING)] is None
        assert f"{MISSING}未报送" in chart.description


def test_the_city_is_drawn_only_beside_what_compares_with_it() -> None:
    """Growth has the city's as a line; a share that lacks a county has none."""
    share, growth = county_charts(compilation())
    assert [series.name for series in share.series[1:]] == []
    assert [series.name for series in growth.series[1:]] == ["全市"]


def test_progress_is_drawn_beside_what_is_due() -> None:
    """Only indicators with progress are drawn; carried and level ones are not."""
    chart = progress_chart(compilation())
    assert chart is not None
    assert chart.categories == ("省科技型中小企业累计数", "技术交易额", "年新增孵化器孵化场地面积")
    assert [str(value) for value in chart.series[0].values] == ["55.6", "68.0", "77.5"]
    assert progress_chart(compilation(figures={})) is None
