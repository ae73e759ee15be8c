"""One cell spoilt, one mistake told, at that cell, with its mend; and what must not be complained of."""

from __future__ import annotations

import pytest

from reporting.catalogue.layout import LAYOUT
from reporting.model.grid import address
from tests.catalogue.workbook import ROWS, faults, place_of, read, small, spoilt, told

# (sheet, data row from 1, heading, what is written there, a word of what is said)
SPOILT = [
    ("规划", 1, "终止年", "2021", "早于起始年"),
    ("规划", 1, "基期年", "2024", "晚于起始年"),
    ("规划", 1, "起始年", "二〇二三", "年份"),
    ("规划", 2, "代码", "315", "重复"),
    ("单位", 2, "计入", "含在丁县", "丁县"),
    ("单位", 2, "计入", "单独", "计入方式"),
    ("单位", 4, "计入", "", "没有写明计入方式"),
    ("单位", 5, "计入", "单列", "不用填计入"),
    ("单位", 4, "计入", "含在市统计局", "不是区县"),
    ("单位", 4, "计入", "含在丙高新区", "绕成了圈"),
    ("单位", 3, "名称", "甲县", "重复"),
    ("单位", 3, "别名", "甲", "重复"),
    ("单位", 3, "代码", "甲县政府", "重复"),
    ("单位", 3, "代码", "C 2", "符号"),
    ("单位", 3, "名称", "乙区/新区", "文件名"),
    ("单位", 3, "排列顺序", "1", "相同"),
    ("单位", 3, "排列顺序", "一", "整数"),
    ("单位", 3, "有效期", "2023", "有效期"),
    ("单位", 3, "有效期", "2023Q3—2022Q1", "止于开始之前"),
    ("单位", 3, "承继", "戊县", "戊县"),
    ("单位", 3, "邮箱", "yi.example.cn", "邮箱"),
    ("单位", 3, "山区县", "也许", "是"),
    ("单位", 6, "类型", "全市", "多于一个"),
    ("单位", 1, "类型", "市直部门", "没有类型为“全市”"),
    ("数据项", 1, "时态", "累计", "时态"),
    ("数据项", 1, "时态", "", "没有填"),
    ("数据项", 1, "类型", "文字", "类型"),
    ("数据项", 1, "计量单位", "", "没有填"),
    ("数据项", 1, "小数位", "两位", "整数"),
    ("数据项", 1, "小数位", "20", "过多"),
    ("数据项", 3, "下限", "100000", "大于上限"),
    ("数据项", 3, "下限", "零", "数"),
    ("数据项", 1, "数据提供单位", "省统计局", "省统计局"),
    ("数据项", 3, "来源优先级", "KJ1>KJ9", "KJ9"),
    ("数据项", 3, "来源优先级", "KJ2", "没有数据项"),
    ("数据项", 3, "来源优先级", "KJ1>KJ1", "两次"),
    ("数据项", 1, "全市口径", "平均", "全市口径"),
    ("数据项", 1, "取值", "好→更好", "不用填取值"),
    ("数据项", 5, "取值", "批复", "不全"),
    ("数据项", 5, "取值", "申报→申报", "重复"),
    ("数据项", 2, "别名", "研发经费", "重复"),
    ("指标", 1, "规划", "316", "316"),
    ("指标", 1, "公式", "「R&D经费」 / 生产总值", "生产总值"),
    ("指标", 1, "公式", "100", "没有数据项"),
    ("指标", 1, "公式", "", "没有填"),
    ("指标", 1, "公式", "「R&D经费」 /", "不完整"),
    ("指标", 1, "公式", "高企数 * 2", "是指标"),
    ("指标", 1, "公式", "「R&D经费」 > 地区生产总值", "是一个比较"),
    ("指标", 1, "公式", "「R&D经费」 - 合计(「R&D经费」)", "不能用合计"),
    ("指标", 1, "公式", "当期(「R&D经费」)", "没有当期可算"),
    ("指标", 2, "公式", "高新技术企业累计数 - 上期(高新技术企业累计数)", "不能按“增量”算进度"),
    ("指标", 1, "公式", "「R&D经费」 / 地区生产总值 * 100%", "小一百倍"),
    ("指标", 1, "公式", "R&D经费 / 地区生产总值", "&"),
    ("指标", 1, "方向", "向上", "方向"),
    ("指标", 1, "进度算法", "", "没有填"),
    ("指标", 1, "时序", "25 50 75", "四个"),
    ("指标", 1, "时序", "25 60 50 100", "四个"),
    ("指标", 1, "时序", "25 50 75 90", "四个"),
    ("指标", 1, "时序", "一 二 三 四", "四个"),
    ("指标", 1, "增速算法", "直接采用", "采用哪个"),
    ("指标", 1, "增速数据项", "某增速", "某增速"),
    ("指标", 1, "权重", "-1", "小于零"),
    ("指标", 1, "主要指标", "主", "是"),
    ("指标", 1, "代码", "GDP", "已用于数据项"),
    ("指标", 2, "代码", "145-9", "重复"),
    ("指标", 2, "名称", "研发强度", "重复"),
    ("指标", 3, "年均增长", "12.84%", "算得12.85%"),
    ("指标", 3, "年均增长", "[1990]", "算得1996"),
    ("指标", 3, "年均增长", "一成", "不能识别"),
    ("指标", 4, "年均增长", "3%", "缺少基期"),
    ("目标", 1, "规划", "145", "不属于"),
    ("目标", 2, "指标", "强度", "强度"),
    ("目标", 2, "年份", "2027-2023", "年份"),
    ("目标", 2, "年份", "2072", "之内"),
    ("目标", 2, "年份", "明年", "年份"),
    ("目标", 2, "性质", "终值", "性质"),
    ("目标", 2, "目标原文", "大幅提高", "没有数"),
    ("目标", 2, "目标原文", "3.4亿元", "不一致"),
    ("目标", 2, "目标原文", "", "没有填"),
    ("目标", 2, "目标值", "三", "数"),
    ("目标", 2, "内插", "抛物线", "内插"),
    ("目标", 8, "目标值", "", "没有数"),
    ("分解目标", 1, "单位", "丁县", "丁县"),
    ("分解目标", 1, "指标", "高企数", "高企数"),
    ("分解目标", 1, "年份", "2023-2027", "年份"),
    ("分解目标", 1, "目标", "许多", "数"),
    ("分解目标", 1, "目标", "2400", "合计6400，与全市目标6500不等"),
    ("分解目标", 2, "单位", "甲县", "重复"),
    ("任务", 1, "牵头单位", "市统计局", "第一位"),
    ("任务", 1, "责任单位", "市统计局、市科技局", "第一位"),
    ("任务", 1, "责任单位", "市科技局、市教育局", "市教育局"),
    ("任务", 1, "指标", "315-4、315-9", "315-9"),
    ("任务", 1, "数据提供单位", "某处", "某处"),
    ("任务", 2, "编号", "T1", "重复"),
    ("任务", 2, "抓手", "", "没有填"),
    ("任务", 2, "填报单位", "甲县", "不在预填任务"),
    ("报表", 1, "类型", "定列表", "类型"),
    ("报表", 1, "周期", "月", "周期"),
    ("报表", 1, "报送单位", "县市区", "县市区"),
    ("报表", 1, "报送单位", "", "没有填"),
    ("报表", 1, "截止", "次月10日前", "截止规则"),
    ("报表", 1, "截止", "", "没有填"),
    ("报表", 1, "计数数据项", "技术交易额", "没有可数的行"),
    ("报表", 4, "计数数据项", "企业数", "企业数"),
    ("报表", 4, "计数数据项", "高新区创建进度", "是状态"),
    ("报表", 4, "预填", "平台", "不能预填"),
    ("报表", 1, "预填", "任务", "不能预填"),
    ("报表行", 1, "报表", "KJ7", "KJ7"),
    ("报表行", 1, "行对象", "企业数", "企业数"),
    ("报表行", 2, "行对象", "高新技术企业累计数", "重复"),
    ("报表行", 2, "序号", "1", "重复"),
    ("报表行", 2, "填报单位", "市统计局", "不在报表"),
    ("报表行", 4, "行对象", "甲县", "已经有一行"),
    ("报表行", 5, "行对象", "各镇", "各镇"),
    ("报表列", 2, "内容", "本月", "内容"),
    ("报表列", 2, "内容", "文字", "没有内容为“本期”"),
    ("报表列", 2, "栏名", "", "没有填"),
    ("报表列", 3, "栏名", "本季", "同一个栏名"),
    ("报表列", 3, "序号", "2", "重复"),
    ("报表列", 5, "计量单位", "万元", "不同"),
    ("报表列", 5, "数据项", "研发", "研发"),
    ("报表列", 10, "内容", "文字", "没有内容为“主键”"),
    ("校验", 1, "报表", "KJ7", "KJ7"),
    ("校验", 1, "级别", "严重", "级别"),
    ("校验", 1, "公式", "高新技术企业累计数", "不是比较"),
    ("校验", 1, "公式", "1 > 0", "没有数据项"),
    ("校验", 1, "公式", "企业数 > 0", "企业数"),
    ("校验", 1, "公式", "地区生产总值 > 0", "不在报表"),
    ("校验", 1, "公式", "合计(技术交易额) > 0", "没有可合计的单位"),
    ("校验", 1, "公式", "技术交易额 >", "不完整"),
    ("校验", 1, "公式", "同时填报(高新技术企业累计数)", "同时填报( ) 里的写法不对"),
    ("校验", 1, "公式", "不同时填报(技术交易额, )", "写法不对"),
    ("校验", 1, "公式", "按零(高新技术企业累计数 + 1) > 0", "按零( ) 里的写法不对"),
    ("校验", 1, "公式", "同时填报(技术交易额, 企业数)", "企业数"),
    ("校验", 1, "公式", "同时填报(技术交易额, 高新技术企业累计数) + 1 > 0", "比较的结果"),
    ("校验", 1, "提示", "", "没有填"),
    ("校验", 2, "编号", "R1", "重复"),
    ("项目", 1, "期限", "2025-2021", "年份"),
    ("项目", 1, "总投资", "约1000", "数"),
    ("项目", 1, "填报单位", "丁县", "丁县"),
    ("项目", 1, "填报单位", "", "没有填"),
    ("平台", 1, "名称", "", "没有填"),
    ("政策", 1, "代码", "", "没有填"),
    ("参数", 1, "名称", "", "没有填"),
    ("参数", 1, "值", "五", "不能用"),
    ("参数", 1, "值", "-5", "不能用"),
    ("参数", 2, "值", "严重", "不能用"),
    ("参数", 2, "名称", "问题级别.latte", "不能用"),
    ("参数", 3, "值", "最好", "不能用"),
    ("分发", 1, "未公布可收", "看情况", "是"),
    ("节假日", 1, "日期", "国庆", "日期"),
    ("节假日", 1, "上班", "", "没有填"),
    ("节假日", 2, "日期", "2023年10月7日", "两次"),
]


@pytest.mark.parametrize(("name", "row", "heading", "text", "said"), SPOILT)
def test_a_mistake_is_told_where_it_stands(name: str, row: int, heading: str, text: str, said: str) -> None:
    """Sheet and cell, what is wrong, and what to do about it, in Chinese."""
    found = faults(spoilt(name, row, heading, text))
    matching = [fault for fault in found if said in fault.what]
    assert matching, [str(fault) for fault in found]
    assert all(fault.mend for fault in found)
    assert matching[0].where.startswith((f"{name}!", "报表!"))


@pytest.mark.parametrize(
    ("name", "row", "heading", "text"),
    [
        ("单位", 2, "有效期", "—2030"),
        ("单位", 2, "有效期", ""),
        ("单位", 3, "别名", "乙区"),
        ("单位", 4, "计入", "单列"),
        ("单位", 4, "计入", "含在乙区"),
        ("单位", 4, "承继", "甲县、乙区"),
        ("单位", 5, "排列顺序", ""),
        ("数据项", 1, "下限", "-1,000.5"),
        ("指标", 1, "时序", "0/0/0/100"),
        ("指标", 1, "时序", "18、42、68、100"),
        ("指标", 1, "年均增长", "—"),
        ("指标", 3, "年均增长", "12.9%"),
        ("指标", 3, "年均增长", "［1996］"),
        ("目标", 2, "年份", "2023—2027"),
        ("目标", 2, "目标原文", "--"),
        ("目标", 5, "目标原文", "6500"),
        ("分解目标", 2, "单位", "丙高新区"),
        ("分解目标", 1, "年份", "2026"),
        ("任务", 1, "指标", "高企数，创成数"),
        ("任务", 1, "指标", ""),
        ("任务", 2, "填报单位", "市科技局"),
        ("报表", 1, "报送单位", "甲、乙区"),
        ("报表", 1, "截止", "期末后 15 日，不顺延"),
        ("报表列", 3, "别名", "去年同期、同期"),
        ("校验", 2, "公式", "合计(「研发经费」) <= 地区生产总值"),
        ("校验", 3, "公式", "任务编号 > 0 并且 主要进展 > 0"),
        ("项目", 1, "期限", "2023"),
        ("项目", 1, "总投资", "1,000"),
        ("节假日", 1, "日期", "45206"),
    ],
)
def test_what_is_right_is_left_alone(name: str, row: int, heading: str, text: str) -> None:
    """Other ways of saying the same, and things that may well be, are no mistakes."""
    assert told(spoilt(name, row, heading, text)) == []


def test_a_cell_is_named_as_people_see_it() -> None:
    """The address is that of the cell in Excel."""
    row, column = place_of("目标", 2, "年份")
    assert [fault.where for fault in faults(spoilt("目标", 2, "年份", "2072"))] == [f"目标!{address(row, column)}"]


def test_a_near_name_is_proposed() -> None:
    """A slip of the pen is answered with what was perhaps meant."""
    (line,) = told(spoilt("任务", 1, "数据提供单位", "市统记局"))
    assert "是否为“市统计局”" in line


def test_units_that_succeed_each_other_in_a_circle_are_told() -> None:
    """No unit can come of one that came of it."""
    book = spoilt("单位", 3, "承继", "甲县", spoilt("单位", 2, "承继", "乙区"))
    assert [fault.what for fault in faults(book)] == ["承继绕成了圈：甲县→乙区→甲县"]


def test_an_item_on_no_form_is_told() -> None:
    """An item nobody is asked for can never have a value; neither can its indicators."""
    book = small(数据项=[*ROWS["数据项"], "NEW|新数|||家|时点|0||||||"])
    assert [fault.where for fault in faults(book)] == ["数据项!A7"]
    used = spoilt("指标", 1, "公式", "「R&D经费」 / 新数", book)
    assert [fault.where for fault in faults(used)] == ["数据项!A7", "指标!E2"]


def test_increments_need_a_base_and_a_further_target() -> None:
    """K8 falls from 180 to 150: its way cannot be measured from the base."""
    (line,) = told(spoilt("目标", 3, "目标原文", "7000"))
    assert "增量" in line
    assert line.startswith("指标!H3")
    assert any("增量" in line for line in told(spoilt("目标", 3, "目标原文", "--")))


def test_shares_of_a_ratio_are_not_added() -> None:
    """2.5 % here and 4 % there do not make the city's 3.4 %."""
    assert told(small(分解目标=["315-1|甲县|2027|2.5", "315-1|乙区|2027|4"])) == []


def test_shares_are_added_only_when_all_units_have_one() -> None:
    """One county's target alone says nothing of the sum."""
    assert told(small(分解目标=["315-4|甲县|2027|1"])) == []


def test_the_same_target_in_other_words_is_welcome() -> None:
    """A plan says one thing in several places; only the same words at the same place are a double."""
    rows = ROWS["目标"]
    assert told(small(目标=[*rows, "315|315-4|2027|期末值||达到6500家|总体要求||"])) == []
    assert any("同一个目标" in line for line in told(small(目标=[*rows, rows[4]])))


def test_a_list_has_no_rows_of_its_own() -> None:
    """Rows of a 清单表 are added by those who fill it in."""
    book = small(报表行=[*ROWS["报表行"], "KJ4|1|甲县||"])
    assert any("由填报单位自己增加" in line for line in told(book))


def test_forms_without_rows_or_columns_are_told() -> None:
    """A form that cannot be filled in is no form."""
    assert any("没有行" in line for line in told(small(报表行=[row for row in ROWS["报表行"] if "KJ3" not in row])))
    assert any("没有列" in line for line in told(small(报表列=[row for row in ROWS["报表列"] if "KJ4" not in row])))


def test_an_empty_list_of_units_is_told() -> None:
    """Without units there is nobody to ask."""
    assert any(line.startswith("单位!A2") for line in told(small(单位=[])))


def test_both_plans_may_name_an_indicator_alike() -> None:
    """高企数 stands in both plans: within a plan the name is clear."""
    targets = {target.indicator: target.plan for target in read(small()).targets if target.text == "4400"}
    assert targets == {"145-9": "145"}


def test_the_layout_names_no_heading_twice() -> None:
    """Every heading of a sheet means one thing."""
    assert all(len(set(columns)) == len(columns) for columns in LAYOUT.values())
