"""定行表: every asked figure is read by names and structure, whatever became of the sheet on its way."""

from __future__ import annotations

from dataclasses import replace

from reporting.intake.extract import extract
from reporting.model.words import Content, Severity, State
from tests.intake.drawings import PLAIN, VALUES, now, read, shown
from tests.intake.notation import CATALOGUE, KJ1, claim, codes, sheet, with_form


def test_a_form_as_issued() -> None:
    """A form filled as it was issued is read whole, and nothing is said about it."""
    reading = read(PLAIN)
    assert now(reading) == VALUES
    assert codes(reading) == []
    assert reading.has_figures
    first = reading.observations[0]
    assert (first.unit, first.sheet, first.cell, first.text) == ("YQ", "表1", "C4", "12.5")
    assert first.explanation == "新建两处"
    assert ("A6", "高新技术企业累计数") in reading.mapping
    assert ("C3", "本期") in reading.mapping


def test_last_year_is_a_year_earlier() -> None:
    """The column 上年同期 gives values of the year before, kept apart from this year's; 上期参考 is never read back."""
    reading = read(PLAIN)
    base = [one for one in reading.observations if one.content is Content.BASE]
    assert {str(one.period) for one in base} == {"2022Q3"}
    assert [shown(one) for one in base] == ["10", "80", "920", "7.5"]
    assert len(reading.observations) == 8


def test_signers() -> None:
    """Who signed is read from the foot, and is no data."""
    assert read(PLAIN).signers == {
        "单位负责人": "张三",
        "审核人": "李四",
        "填表人": "王五",
        "联系电话": "0577-12345678",
        "报出日期": "2023年10月9日",
    }


def test_signers_beside_their_labels() -> None:
    """A name in the cell beside its label is read; a label with nothing behind it is left out."""
    drawn = PLAIN.rsplit("\n", 2)[0] + "\n单位负责人：|张三|审核人：|填表人：|王五|联系电话|0577"
    assert read(drawn).signers == {"单位负责人": "张三", "填表人": "王五", "联系电话": "0577"}


def test_rows_and_columns_moved() -> None:
    """Rows in another order, rows and columns put in between, names indented and numbered: the same figures."""
    drawn = """
|乐清市科技创新指标

|序号|备注|本期|计 量 单 位|去年同期|指　标\\n名称
|1|全年投入|8.25|亿元|7.5|1. 财政科技投入
|||||
|2||1000|家|920|　　其中：高新技术企业累计数
|3||88|万㎡|80|（三）孵化器（众创空间）孵化场地面积
|4|新建两处|12.5|万平方米|10|#年新增孵化器（众创空间）孵化场地面积.
"""
    reading = read(drawn)
    assert now(reading) == VALUES
    assert [code for code in codes(reading) if code != "name-changed"] == []
    assert reading.observations[0].explanation == "新建两处"


def test_an_alias_is_noted() -> None:
    """A retitled row or column is read by its alias, and the clerk is told without the form being returned."""
    reading = read(PLAIN.replace("高新技术企业累计数", "高新技术企业数").replace("|本期|", "|本期数|"))
    assert now(reading) == VALUES
    assert codes(reading) == ["name-changed", "name-changed"]
    assert reading.findings[0].cell == "C3"
    assert (reading.findings[1].found, reading.findings[1].expected) == ("高新技术企业数", "高新技术企业累计数")


def test_a_column_headed_by_its_period() -> None:
    """2023年1—9月 is this period's column, 2022年1—9月 last year's; another period's is neither."""
    drawn = PLAIN.replace("本期|上年同期|上期参考", "2023年1—9月|2022年1-9月|2023年上半年")
    reading = read(drawn)
    assert now(reading) == VALUES
    assert len(reading.observations) == 8


def test_headings_of_two_rows() -> None:
    """A heading over two rows, merged, is read by what stands above each column."""
    drawn = PLAIN.replace(
        "指标名称|计量单位|本期|上年同期|上期参考|说明", "指标名称|计量单位|完成情况||上期参考|说明\n||本期|上年同期||"
    )
    assert now(read(drawn, merges=("A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4"))) == VALUES
    assert now(read(drawn)) == VALUES


def test_a_missing_row() -> None:
    """A row that was deleted is named; the others are read."""
    drawn = "\n".join(line for line in PLAIN.split("\n") if "高新技术企业" not in line)
    reading = read(drawn)
    assert codes(reading) == ["row-missing"]
    assert reading.findings[0].expected == "高新技术企业累计数"
    assert "FIRMS" not in now(reading)


def test_a_missing_column() -> None:
    """Without the column 本期 the form cannot be read, and says so; without 上年同期 it is only noted."""
    gone = read(PLAIN.replace("|本期|", "||"))
    assert [(one.code, one.severity) for one in gone.findings] == [("col-missing", Severity.ERROR)]
    noted = read(PLAIN.replace("|上年同期|", "||"))
    assert [(one.code, one.severity) for one in noted.findings] == [("col-missing", Severity.NOTE)]
    assert now(noted) == VALUES


def test_two_columns_that_could_be_the_same() -> None:
    """Two filled columns headed 本期 are never chosen between."""
    reading = read(PLAIN.replace("|上期参考|", "|本期|"))
    assert "id-two-readings" in codes(reading)
    assert now(reading) == {}


def test_an_empty_column_of_the_same_name() -> None:
    """A second column 本期 with nothing in it leaves one reading, which is taken."""
    drawn = PLAIN.replace("上期参考|说明", "上期参考|说明|本期")
    assert now(read(drawn)) == VALUES


def test_two_rows_of_the_same_name() -> None:
    """Two rows of one item with different figures are an error; with an empty one beside it the filled one is read."""
    twice = PLAIN.replace("财政科技投入|亿元|8.25|7.5|5|", "财政科技投入|亿元|8.25|7.5|5|\n财政科技投入|亿元|9|7.5|5|")
    reading = read(twice)
    assert codes(reading) == ["row-double"]
    assert "FISCAL" not in now(reading)
    blank = PLAIN.replace("财政科技投入|亿元|8.25|7.5|5|", "财政科技投入|亿元|||5|\n财政科技投入|亿元|8.25|7.5|5|")
    assert (now(read(blank)), codes(read(blank))) == (VALUES, [])


def test_an_unknown_row_with_figures() -> None:
    """A row of the clerk's own with figures is not dropped in silence; one without is no matter."""
    reading = read(PLAIN.replace("单位负责人", "招商引资额|亿元|5|4|3|\n合作备忘|||||\n单位负责人"))
    assert codes(reading) == ["name-changed"]
    assert "未采用" in reading.findings[0].message


def test_numbering_row_and_notes_are_no_data() -> None:
    """甲 乙 1 2 3 below the heading and notes at the foot are passed over."""
    drawn = PLAIN.replace("说明\n", "说明\n甲|乙|1|2|3|4\n", 1).replace(
        "单位负责人：张", "注：1.本表口径见制度。\n数据来源：科技局\n单位负责人：张"
    )
    reading = read(drawn)
    assert (now(reading), codes(reading)) == (VALUES, [])


def test_states_are_kept_apart() -> None:
    """Nought, blank, none and not applicable stay what they are."""
    drawn = (
        PLAIN.replace("|12.5|10|", "|0|10|")
        .replace("|88|", "||")
        .replace("|1000|", "|—|")
        .replace("|8.25|", "|不适用|")
    )
    assert now(read(drawn)) == {"AREA_NEW": "0", "AREA": "blank", "FIRMS": "none", "FISCAL": "not_applicable"}
    blank = next(one for one in read(drawn).observations if one.item == "AREA")
    assert (blank.cell, blank.text, blank.state) == ("C5", "", State.BLANK)


def test_a_changed_measure_in_its_column() -> None:
    """亿元 changed to 万元 is converted and said; a measure of another kind returns the form."""
    converted = read(PLAIN.replace("亿元|8.25|7.5", "万元|82500|75000"))
    assert now(converted) == VALUES
    assert [(one.code, one.severity, one.cell) for one in converted.findings] == [
        ("measure-changed", Severity.NOTE, "B7")
    ]
    foreign = read(PLAIN.replace("亿元|8.25", "万美元|8.25"))
    assert [(one.code, one.severity) for one in foreign.findings] == [("measure-changed", Severity.ERROR)]
    assert now(foreign)["FISCAL"] == "blank"


def test_a_measure_on_a_row_of_its_own() -> None:
    """单位：万元 speaks for money and leaves counts alone; a row's own measure goes before it."""
    bare = PLAIN.replace("|亿元|8.25|7.5", "||82500|75000").replace("指标名称|", "单位：万元\n指标名称|")
    reading = read(bare)
    assert now(reading) == VALUES
    assert codes(reading) == ["measure-changed"]
    assert now(read(PLAIN.replace("指标名称|", "单位：万元\n指标名称|"))) == VALUES


def test_a_measure_behind_the_name() -> None:
    """Without a column 计量单位 the brackets behind the name count; brackets of the name itself do not."""
    drawn = PLAIN.replace("|计量单位|", "||").replace("财政科技投入|亿元|8.25|7.5", "财政科技投入（万元）||82500|75000")
    reading = read(drawn)
    assert now(reading) == VALUES
    assert [(one.code, one.severity) for one in reading.findings] == [("measure-changed", Severity.NOTE)] * 1


def test_findings_know_their_place() -> None:
    """A finding names sender, form, period, sheet, cell and unit, what stood there and what should."""
    finding = read(PLAIN.replace("|1000|", "|约1000|")).findings[0]
    assert (finding.code, finding.sheet, finding.cell) == ("value-type", "表1", "C6")
    assert (finding.sender, finding.unit, finding.form, str(finding.period)) == ("乐清市", "乐清市", "KJ1", "2023Q3")
    assert (finding.found, finding.expected, finding.file) == ("约1000", "数字", None)


def test_errors_and_formulas() -> None:
    """Error values and formulas without a result are told at their cells."""
    reading = read(PLAIN.replace("|1000|", "|=#REF!|").replace("|8.25|", "|=|"))
    assert [(one.code, one.cell) for one in reading.findings] == [("cell-error", "C6"), ("formula-uncached", "C7")]


def test_an_empty_form() -> None:
    """A form that came back as it went out has no figures, although last year's stand in it."""
    empty = (
        PLAIN.replace("|12.5|10|11|新建两处", "||10|11|")
        .replace("|88|", "||")
        .replace("|1000|", "||")
        .replace("|8.25|", "||")
    )
    assert not read(empty).has_figures
    assert read(empty.replace("万平方米||80", "万平方米|—|80")).has_figures


def test_the_nature_of_figures() -> None:
    """快报数 in the title holds for all figures, 预计数 beside one for that one."""
    reading = read(PLAIN.replace("指标表", "指标表（快报数）", 1).replace("|1000|", "|1000（预计）|"))
    natures = {one.item: one.nature for one in reading.observations if one.content is Content.NOW}
    assert natures == {"AREA_NEW": "快报数", "AREA": "快报数", "FIRMS": "预计数", "FISCAL": "快报数"}


def test_hidden_data_is_told_once() -> None:
    """Data in hidden rows and columns is read and warned of once; other hidden columns are no matter."""
    drawn = sheet(PLAIN, hidden_rows=frozenset({5, 6}), hidden_columns=frozenset({4, 9}))
    reading = extract(claim(), drawn, CATALOGUE)
    assert now(reading) == VALUES
    assert codes(reading) == ["data-hidden", "data-hidden"]


def test_a_merge_over_figures() -> None:
    """A merge over two figures hides which is whose: the covered one is blank, with a warning."""
    drawn = PLAIN.replace("累计数|家|1000", "累计数|家|")
    reading = read(drawn, merges=("C5:C6",))
    assert now(reading)["FIRMS"] == "blank"
    assert codes(reading) == ["merge-in-data"]


def test_an_explanation_merged_over_rows() -> None:
    """One 说明 merged over two rows explains both."""
    reading = read(PLAIN, merges=("F4:F5",))
    assert [one.explanation for one in reading.observations[:4]] == ["新建两处"] * 4


def test_only_the_rows_of_the_sender() -> None:
    """Rows that name another 填报单位 are neither asked nor missed."""
    rows = tuple(replace(row, reporters=("RA",)) if row.subject == "FISCAL" else row for row in KJ1.rows)
    catalogue = with_form(replace(KJ1, rows=rows))
    without = "\n".join(line for line in PLAIN.split("\n") if "财政" not in line)
    reading = extract(claim(), sheet(without), catalogue)
    assert codes(reading) == []
    assert "FISCAL" not in now(reading)


def test_an_office_reports_the_city() -> None:
    """What an office fills in is the city's figure, not its own."""
    catalogue = with_form(replace(KJ1, senders=("TJJ",)))
    reading = extract(claim(sender="TJJ"), sheet(PLAIN), catalogue)
    assert {one.unit for one in reading.observations} == {"WZ"}


def test_what_nobody_sees_is_blank() -> None:
    """An apostrophe or a mark without width in an asked cell is as blank as an empty one, for the checks too."""
    for unseen in ("''", "'\u200b", "'\u3000"):
        drawn = PLAIN.replace("|1000|", f"|{unseen}|")
        blank = next(one for one in read(drawn).observations if one.item == "FIRMS")
        assert (blank.state, blank.text, codes(read(drawn))) == (State.BLANK, "", [])
    only = PLAIN.replace("|12.5|", "|''|").replace("|88|", "||").replace("|1000|", "||").replace("|8.25|", "||")
    assert not read(only).has_figures
