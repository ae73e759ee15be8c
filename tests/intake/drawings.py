"""Forms as they come in, drawn; and how a test looks at what was read from them."""

from __future__ import annotations

from reporting.intake.extract import extract
from reporting.model.periods import Period
from reporting.model.records import Observation, Reading
from reporting.model.words import Content
from tests.intake.notation import CATALOGUE, claim, sheet

PLAIN = """
2023年前三季度县（市、区）科技创新季度指标表
填报单位：乐清市||||报告期：2023年前三季度（1—9月）
指标名称|计量单位|本期|上年同期|上期参考|说明
年新增孵化器（众创空间）孵化场地面积|万平方米|12.5|10|11|新建两处
孵化器（众创空间）孵化场地面积|万平方米|88|80|86|
高新技术企业累计数|家|1000|920|990|
财政科技投入|亿元|8.25|7.5|5|
单位负责人：张三  审核人：李四  填表人：王五  联系电话：0577-12345678  报出日期：2023年10月9日
"""

VALUES = {"AREA_NEW": "12.5", "AREA": "88", "FIRMS": "1000", "FISCAL": "8.25"}
UNITS = """
2023年前三季度规上工业分县表
单位：亿元
单位名称|规上工业增加值|规上工业营业收入|高新技术产业投资增速（%）|说明
合  计|400|2000|16.5|
鹿城区|100|500|12.8|
龙湾区|110|600|'-3.2%|
#浙南产业集聚区|20|100||
　乐 清市.|90|400|0.2{0%}|
瑞安|100|500|/|
"""
STAGES = """
省级高新园区创建进度表
单位名称|省级高新园区创建进度|佐证|说明
鹿城区|批复|浙政函〔2023〕5号|
乐清市|公示||
"""

LISTED = """
高新技术企业名录
序号|企业名称|统一社会信用代码|所属县（市、区）
1|甲有限公司|91330300 1234567890|乐清市
2|乙有限公司|９１３３０３００ＡＢ|
3|||
4|丙有限公司||瑞安
合计|||
注：本名录按认定年份排列。
填表人：王五|||
"""

SEEDED = """
重大项目进度表
项目编号|项目名称|总投资（万元）|本年完成投资（万元）|形象进度|项目状态|说明
P01|智能电气产业园|350000|'1.2亿元|主体结顶|在建|
P02|低压电器研究院|350,000||||
"""


def read(
    drawn: str, form: str = "KJ1", sender: str = "YQ", period: str = "2023Q3", merges: tuple[str, ...] = ()
) -> Reading:
    """Read a drawing as a form."""
    return extract(claim(form, sender, Period.parse(period)), sheet(drawn, merges=merges), CATALOGUE)


def now(reading: Reading) -> dict[str, str]:
    """Give this period's values by item (or unit and item), as text; states where there is no value."""
    subjects = {one.unit for one in reading.observations}
    return {
        one.item if len(subjects) == 1 else f"{one.unit}.{one.item}": shown(one)
        for one in reading.observations
        if one.content is Content.NOW
    }


def shown(one: Observation) -> str:
    """Give a value as text, its state where there is none."""
    return str(one.value) if one.value is not None else one.state.value
