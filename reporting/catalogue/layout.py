"""The sheets of the catalogue workbook and the headings of each. Other sheets and columns are people's own affair."""

from __future__ import annotations

from collections.abc import Mapping

_COLUMNS: Mapping[str, str] = {
    "规划": "代码|名称|文号|印发日期|起始年|终止年|基期年",
    "单位": "代码|名称|别名|类型|计入|排列顺序|有效期|承继|邮箱|山区县",
    "数据项": "代码|名称|别名|类型|计量单位|时态|小数位|下限|上限|数据提供单位|来源优先级|全市口径|取值",
    "指标": "代码|规划|名称|计量单位|公式|方向|小数位|进度算法|时序|评价时点|增速算法|增速数据项|全市口径|参与排名|"
    "维度|权重|指标解释|统计范围|可引用日期|属性|标记|年均增长|主要指标",
    "目标": "规划|指标|年份|性质|目标值|目标原文|位置|来源|内插",
    "分解目标": "指标|单位|年份|目标",
    "任务": "编号|规划|抓手|任务|指标|牵头单位|责任单位|数据提供单位|填报单位",
    "报表": "代码|名称|类型|周期|报送单位|截止|表号|制定机关|文号|有效期至|计数数据项|预填",
    "报表行": "报表|序号|行对象|必填|填报单位",
    "报表列": "报表|序号|内容|栏名|别名|数据项|计量单位|必填",
    "校验": "编号|报表|级别|公式|提示|依据",
    "平台": "代码|名称|规划范围|发展重点及工作举措|发展目标",
    "项目": "代码|名称|类型|期限|建设地点|建设内容|总投资|十四五计划投资|建设单位|填报单位",
    "政策": "代码|名称|具体内容|预期目标",
    "改革": "代码|名称|主要任务",
    "分发": "成果|接收人|邮箱|方式|未公布可收",
    "参数": "名称|值",
    "联系人": "角色|姓名|单位|电话",
    "节假日": "日期|上班",
}

# Each sheet and the headings it must have; their order is free.
LAYOUT: Mapping[str, tuple[str, ...]] = {sheet: tuple(columns.split("|")) for sheet, columns in _COLUMNS.items()}
# Headings a sheet may have.
OPTIONAL: Mapping[str, tuple[str, ...]] = {"数据项": ("口径起始",), "校验": ("缺数时", "怎么改")}
