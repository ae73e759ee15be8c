"""From a figure to its sentence, as a clerk would read both side by side."""

from __future__ import annotations

import pytest

from reporting.model.figures import Figure
from reporting.model.periods import Period
from reporting.model.words import Judgement, State, TargetKind
from reporting.narrative.indicators import indicators
from tests.narrative.made import Q3, compilation, figure, target

LAST_YEAR_END = Period(2022, 4)
Y2022, Q1, Q2, Q4 = Period(2022), Period(2023, 1), Period(2023, 2), Period(2023, 4)
AWAITS, AT_YEAR_END, INCOMPLETE = Judgement.AWAITS_YEAR, Judgement.AT_YEAR_END, Judgement.INCOMPLETE
DONE, REACHED, NEARLY, BEHIND = Judgement.DONE, Judgement.REACHED, Judgement.NEARLY, Judgement.BEHIND
NOT_REACHED, NO_DATA = Judgement.NOT_REACHED, Judgement.NO_DATA
RETURNED = State.RETURNED
SEVEN = ("甲县", "乙县", "丙县", "丁县", "戊县", "己县", "庚县")
GREW = ("同比按同口径计算",)
AHEAD = target("PLACE", "50", "进入全国前50位", TargetKind.RANK)
WHOLE = target("SHARE", "100", "全覆盖", TargetKind.COVERAGE)
EACH_YEAR = target("SPEND", "15", "年均增长15%以上", TargetKind.YEARLY_GROWTH)

# What the case shows · the figure · the sentence
CASES: tuple[tuple[str, Figure, str], ...] = (
    # 总量：增长、下降、持平
    ("总量增长", figure("DEALS", "229.84", growth="32.03", base="174.08"),
     "前三季度，技术交易额229.8亿元，同比增长32.0%。"),
    ("总量下降不说负增长", figure("DEALS", "97", growth="-3", base="100"),
     "前三季度，技术交易额97.0亿元，同比下降3.0%。"),
    ("总量持平", figure("DEALS", "100", growth="0", base="100"),
     "前三季度，技术交易额100.0亿元，同比持平。"),
    ("略有变动而四舍五入为零是基本持平", figure("DEALS", "100.04", growth="0.04", base="100"),
     "前三季度，技术交易额100.0亿元，同比基本持平。"),
    ("四舍五入进位", figure("DEALS", "100.25", growth="0.25", base="100"),
     "前三季度，技术交易额100.3亿元，同比增长0.3%。"),
    ("下降过半也不说倍", figure("DEALS", "20", growth="-80", base="100"),
     "前三季度，技术交易额20.0亿元，同比下降80.0%。"),
    ("全部下降", figure("DEALS", "0", growth="-100", base="100"),
     "前三季度，技术交易额0亿元，同比下降100.0%。"),
    ("不足最小计量单位", figure("DEALS", "0.004", growth="-99", base="0.4"),
     "前三季度，技术交易额不足0.1亿元，同比下降99.0%。"),
    ("不用千分位", figure("DEALS", "12345.6", growth="8", base="11431.1"),
     "前三季度，技术交易额12345.6亿元，同比增长8.0%。"),
    ("无上年数则不说变化", figure("DEALS", "229.84"),
     "前三季度，技术交易额229.8亿元。"),
    ("直接采用统计部门增速", figure("DEALS", "229.84", growth="6.5"),
     "前三季度，技术交易额229.8亿元，同比增长6.5%。"),
    # 增长300%及以上同时给出绝对数
    ("增长300%以上", figure("DEALS", "68", growth="353.33", base="15"),
     "前三季度，技术交易额68.0亿元，同比增长353.3%（由15.0亿元增至68.0亿元）。"),
    ("增长恰为300%", figure("DEALS", "60", growth="300", base="15"),
     "前三季度，技术交易额60.0亿元，同比增长300.0%（由15.0亿元增至60.0亿元）。"),
    ("增长不到300%", figure("DEALS", "59.9", growth="299.33", base="15"),
     "前三季度，技术交易额59.9亿元，同比增长299.3%。"),
    ("同口径而两数不可比时不给绝对数",
     figure("DEALS", "90", growth="353.33", base="15", notes=GREW),
     "前三季度，技术交易额90.0亿元，按同口径同比增长353.3%。"),
    # 基数为零或负，只说绝对变化
    ("基数为零", figure("DEALS", "3.2", base="0"),
     "前三季度，技术交易额3.2亿元，同比增加3.2亿元。"),
    ("基数为负", figure("LOSS", "5", base="-3"),
     "前三季度，净收益5.0亿元，同比增加8.0亿元。"),
    ("基数为负而降得更低", figure("LOSS", "-5", base="-3"),
     "前三季度，净收益\u22125.0亿元，同比减少2.0亿元。"),
    ("由正转负", figure("LOSS", "-0.6", growth="-120", base="3"),
     "前三季度，净收益\u22120.6亿元，同比减少3.6亿元。"),
    ("零对零", figure("DEALS", "0", base="0"),
     "前三季度，技术交易额0亿元，同比持平。"),
    # 占比：提高、下降，差额由公布数相减
    ("占比提高", figure("COST", "3.2008", growth="0.10", base="3.1"),
     "前三季度，研究开发经费占营业收入比重为3.20%，同比提高0.10个百分点。"),
    ("占比下降", figure("COST", "3.05", growth="-0.05", base="3.1"),
     "前三季度，研究开发经费占营业收入比重为3.05%，同比下降0.05个百分点。"),
    ("占比持平", figure("COST", "3.1", growth="0.00", base="3.1"),
     "前三季度，研究开发经费占营业收入比重为3.10%，同比持平。"),
    # 增速指标：自身说增长、下降，变化说加快、回落
    ("增速为正", figure("INVEST", "18.2"),
     "前三季度，高新技术产业投资同比增长18.2%。"),
    ("增速为负说下降", figure("INVEST", "-3"),
     "前三季度，高新技术产业投资同比下降3.0%。"),
    ("增速为零", figure("INVEST", "0"),
     "前三季度，高新技术产业投资同比持平。"),
    ("增速四舍五入为零", figure("INVEST", "-0.04"),
     "前三季度，高新技术产业投资同比基本持平。"),
    ("增速加快", figure("INVEST", "18.2", growth="2.1", base="16.1"),
     "前三季度，高新技术产业投资同比增长18.2%，增速同比加快2.1个百分点。"),
    ("增速回落", figure("INVEST", "18.2", growth="-1.6", base="19.8"),
     "前三季度，高新技术产业投资同比增长18.2%，增速同比回落1.6个百分点。"),
    ("增速不变", figure("INVEST", "18.2", growth="0.0", base="18.2"),
     "前三季度，高新技术产业投资同比增长18.2%，增速同比持平。"),
    # 时间用语
    ("一季度累计", figure("DEALS", "60.8", period=Q1), "一季度，技术交易额60.8亿元。"),
    ("二季度累计是上半年", figure("DEALS", "142", period=Q2), "上半年，技术交易额142.0亿元。"),
    ("四季度累计是全年", figure("DEALS", "330", period=Q4), "全年，技术交易额330.0亿元。"),
    ("年度报告中的累计数", figure("DEALS", "256", period=Y2022, value_period=Period(2022, 4)),
     "全年，技术交易额256.0亿元。"),
    ("当期数才说三季度", figure("QUARTER", "12"), "三季度，当季开工项目数12个。"),
    ("期末数", figure("SMES", "15704"), "截至9月底，省科技型中小企业累计15704家。"),
    ("年末期末数", figure("SMES", "16500", period=Q4), "截至12月底，省科技型中小企业累计16500家。"),
    ("当年的年度数", figure("RD", "2.7", growth="0.1", period=Q4, value_period=Period(2023)),
     "2023年，R&D经费占地区生产总值的比重为2.7%，比上年提高0.1个百分点。"),
    # 沿用的年度数
    ("沿用上年年度数", figure("RD", "2.6003", growth="0.2", base="2.44", value_period=Y2022, judgement=AWAITS),
     "R&D经费占地区生产总值的比重为2.6%（2022年数），比上年提高0.2个百分点；2023年完成情况待年度数据。"),
    ("沿用上年年度数并列当年目标",
     figure("RD", "2.6003", wanted="2.5", value_period=Y2022, judgement=AWAITS),
     "R&D经费占地区生产总值的比重为2.6%（2022年数），当年目标2.5%，2023年完成情况待年度数据。"),
    ("沿用的总量", figure("STAFF", "110", growth="7.716", base="102.12", value_period=Y2022, judgement=AWAITS),
     "每万名就业人员中研发人员为110人年（2022年数），比上年增长7.7%；2023年完成情况待年度数据。"),
    ("沿用且为初步数", figure("RD", "2.6", value_period=Y2022, nature="初步数", judgement=AWAITS),
     "R&D经费占地区生产总值的比重为2.6%（2022年数，初步数），2023年完成情况待年度数据。"),
    # 数据性质
    ("快报数要注明", figure("DEALS", "229.8", nature="快报数"), "前三季度，技术交易额229.8亿元（快报数）。"),
    ("年报数不必注明", figure("DEALS", "229.8", nature="年报数"), "前三季度，技术交易额229.8亿元。"),
    ("含待审核数据", figure("DEALS", "229.8", under_review=True), "前三季度，技术交易额229.8亿元（含待审核数据）。"),
    # 年度目标与时序
    ("快于时序", figure("DEALS", "229.84", growth="32.03", wanted="330", progress="69.648", gap="1.6",
                    judgement=REACHED),
     "前三季度，技术交易额229.8亿元，同比增长32.0%；完成年度目标（330亿元）的69.6%，快于时序进度1.6个百分点。"),
    ("慢于时序", figure("DEALS", "200", wanted="330", progress="60.6", gap="-7.4", judgement=BEHIND),
     "前三季度，技术交易额200.0亿元，完成年度目标（330亿元）的60.6%，慢于时序进度7.4个百分点。"),
    ("与时序持平", figure("DEALS", "224.4", wanted="330", progress="68", gap="0.0", judgement=REACHED),
     "前三季度，技术交易额224.4亿元，完成年度目标（330亿元）的68.0%，与时序进度持平。"),
    ("超额完成不封顶", figure("DEALS", "346.5", wanted="330", progress="105", gap="37.0", judgement=DONE),
     "前三季度，技术交易额346.5亿元，已完成年度目标（330亿元），完成率105.0%。"),
    ("尚无进展", figure("DEALS", "0", wanted="330", progress="0", gap="-68.0", judgement=Judgement.FAR_BEHIND),
     "前三季度，技术交易额0亿元，年度目标（330亿元）尚无进展，慢于时序进度68.0个百分点。"),
    ("进度不足千分之一", figure("DEALS", "0.1", wanted="330", progress="0.03", gap="-68.0", judgement=BEHIND),
     "前三季度，技术交易额0.1亿元，完成年度目标（330亿元）不足0.1%，慢于时序进度68.0个百分点。"),
    ("没有可比的时序", figure("DEALS", "200", wanted="330", progress="60.6", judgement=NOT_REACHED),
     "前三季度，技术交易额200.0亿元，完成年度目标（330亿元）的60.6%。"),
    ("期末数的净增进度", figure("SMES", "15704", wanted="16500", progress="55.78", gap="0.8", judgement=REACHED),
     "截至9月底，省科技型中小企业累计15704家，年度目标16500家，净增任务完成55.8%，快于时序进度0.8个百分点。"),
    ("期末数回落则净增尚无进展",
     figure("SMES", "14690", wanted="16500", progress="-0.56", gap="-55.6", judgement=BEHIND),
     "截至9月底，省科技型中小企业累计14690家，年度目标16500家，净增任务尚无进展，慢于时序进度55.6个百分点。"),
    ("期末数已完成", figure("SMES", "16590", wanted="16500", progress="105", gap="50.0", judgement=DONE),
     "截至9月底，省科技型中小企业累计16590家，已完成年度目标（16500家），净增任务完成率105.0%。"),
    ("目标不高于年初数，无进度可言", figure("SMES", "16700", wanted="16500", judgement=DONE),
     "截至9月底，省科技型中小企业累计16700家，已完成年度目标（16500家）。"),
    ("目标不高于年初数而未达到", figure("SMES", "16400", wanted="16500", judgement=NOT_REACHED),
     "截至9月底，省科技型中小企业累计16400家，未达到年度目标（16500家）。"),
    # 水平类：差额
    ("低于目标", figure("COST", "3.2008", wanted="3.41", gap="-0.21", judgement=BEHIND),
     "前三季度，研究开发经费占营业收入比重为3.20%，比年度目标（3.41%）低0.21个百分点。"),
    ("高于目标", figure("INVEST", "18.2", wanted="15", gap="3.2", judgement=REACHED),
     "前三季度，高新技术产业投资同比增长18.2%，比年度目标（15%）高3.2个百分点。"),
    ("等于目标", figure("COST", "3.41", wanted="3.41", gap="0.00", judgement=REACHED),
     "前三季度，研究开发经费占营业收入比重为3.41%，与年度目标（3.41%）持平。"),
    ("投资下降离目标", figure("INVEST", "-3", wanted="15", gap="-18.0", judgement=BEHIND),
     "前三季度，高新技术产业投资同比下降3.0%，比年度目标（15%）低18.0个百分点。"),
    ("比值用本身单位",
     figure("STAFF", "110", wanted="120", gap="-10", period=Q4, value_period=Period(2023), judgement=BEHIND),
     "2023年，每万名就业人员中研发人员为110人年，比年度目标（120人年）低10人年。"),
    ("总量说多少", figure("SPEND", "38", wanted="40", gap="-2.0", judgement=NEARLY),
     "前三季度，财政科技投入38.0亿元，比年度目标（40亿元）少2.0亿元。"),
    ("逆向指标是控制目标", figure("ENERGY", "0.31", wanted="0.3", gap="0.01", judgement=NEARLY),
     "前三季度，单位能耗0.31吨，比年度控制目标（0.3吨）多0.01吨。"),
    ("区间目标", figure("INVEST", "18.2", wanted="15", gap="3.2", judgement=REACHED,
                    target=target("INVEST", "15", "15～20", TargetKind.RANGE, high="20")),
     "前三季度，高新技术产业投资同比增长18.2%，比年度目标（15%～20%）高3.2个百分点。"),
    ("承诺的是增速", figure("SPEND", "38", growth="12", base="33.93", wanted="15", gap="-3.0", judgement=BEHIND,
                      target=EACH_YEAR),
     "前三季度，财政科技投入38.0亿元，同比增长12.0%；比年度目标（年均增长15%）低3.0个百分点。"),
    # 位次、覆盖率
    ("位次达到", figure("PLACE", "48", wanted="50", gap="-2", judgement=REACHED, target=AHEAD),
     "前三季度，国家高新区全国排名第48位，达到年度目标（进入全国前50位）。"),
    ("位次未达到", figure("PLACE", "53", wanted="50", gap="3", judgement=NOT_REACHED, target=AHEAD),
     "前三季度，国家高新区全国排名第53位，未达到年度目标（进入全国前50位）。"),
    ("覆盖率印两数", figure("SHARE", "80", wanted="100", gap="-20", covered="4/5", judgement=NOT_REACHED, target=WHOLE),
     "截至9月底，研发活动覆盖率为80.0%（4/5），未达到年度目标（全覆盖）。"),
    # 暂不评价
    ("按年度认定", figure("FIRMS", "3690", growth="21.38", base="3040", wanted="4300", judgement=AT_YEAR_END),
     "截至9月底，高新技术企业累计3690家，同比增长21.4%；年度目标4300家，按年度认定，暂不评价。"),
    ("缺一家", figure("AREA", "118.11", wanted="180", lacks=("甲县",), judgement=INCOMPLETE),
     "前三季度，年新增孵化器（众创空间）孵化场地面积118.1万平方米，不含甲县（未报送）；数据不全，暂不评价。"),
    ("未报送与退回未改分开说", figure("AREA", "118.11", growth="21.14", base="97.5", wanted="180", judgement=INCOMPLETE,
                           lacks=("甲县", "乙县", "丙县"), lacks_returned=("乙县", "丙县")),
     "前三季度，年新增孵化器（众创空间）孵化场地面积118.1万平方米，不含甲县（未报送）、乙县和丙县（退回未改），按同口径同比增长21.1%；数据不全，暂不评价。"),
    ("只有退回的", figure("DEALS", "200", lacks=("乙县",), lacks_returned=("乙县",), judgement=INCOMPLETE),
     "前三季度，技术交易额200.0亿元，不含乙县（退回未改）；数据不全，暂不评价。"),
    ("缺得多则计数", figure("DEALS", "20", lacks=SEVEN, judgement=INCOMPLETE),
     "前三季度，技术交易额20.0亿元，不含甲县、乙县、丙县、丁县等7地（未报送）；数据不全，暂不评价。"),
    ("占比缺一家也按同口径", figure("COST", "3.2", growth="0.10", base="3.1", lacks=("甲县",), judgement=INCOMPLETE),
     "前三季度，研究开发经费占营业收入比重为3.20%，不含甲县（未报送），按同口径同比提高0.10个百分点；数据不全，暂不评价。"),
    ("上年有缺则今年也按同口径", figure("DEALS", "229.8", growth="9", base="200", notes=GREW),
     "前三季度，技术交易额229.8亿元，按同口径同比增长9.0%。"),
    ("增速指标缺一家也要说", figure("INVEST", "18.2", lacks=("甲县",), judgement=INCOMPLETE),
     "前三季度，高新技术产业投资同比增长18.2%，不含甲县（未报送）；数据不全，暂不评价。"),
    ("无年度目标不在此重复", figure("DEALS", "229.8", growth="9", base="210.8"),
     "前三季度，技术交易额229.8亿元，同比增长9.0%。"),
    # 没有数
    ("未报送不是零", figure("INVEST", None, judgement=NO_DATA),
     "前三季度，高新技术产业投资增速暂无数据（未报送）。"),
    ("退回未改", figure("INVEST", None, state=RETURNED, judgement=NO_DATA),
     "前三季度，高新技术产业投资增速暂无数据（退回未改）。"),
    ("空格", figure("INVEST", None, state=State.BLANK, judgement=NO_DATA),
     "前三季度，高新技术产业投资增速暂无数据。"),
    ("各地都没有报", figure("DEALS", None, lacks=SEVEN, judgement=INCOMPLETE),
     "前三季度，技术交易额暂无数据，各地均未报送；暂不评价。"),
    ("年度数从未有过", figure("RD", None, value_period=Y2022, judgement=NO_DATA),
     "R&D经费占地区生产总值的比重暂无数据（未报送）。"),
)  # fmt: skip


@pytest.mark.parametrize(("shown", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_figure_is_told_as_a_bureau_tells_it(shown: Figure, told: str) -> None:
    """Every figure becomes the sentence a clerk would have written."""
    assert [one.text for one in indicators(compilation(shown, period=shown.period), [shown])] == [told]


def year_end(code: str, value: str | None, period: Period = LAST_YEAR_END, **given: object) -> Figure:
    return figure(code, value, period=period, **given)  # type: ignore[arg-type]


NET = (
    ("净增", "15704", year_end("SMES", "14700"), "，比上年末净增1004家。"),
    ("净减", "3690", year_end("SMES", "3700"), "，比上年末净减10家。"),
    ("持平", "14700", year_end("SMES", "14700"), "，与上年末持平。"),
    ("年末数取自年度报告", "15704", year_end("SMES", "14700", Period(2022)), "，比上年末净增1004家。"),
    ("年末数缺一家则不比", "15704", year_end("SMES", "14000", lacks=("甲县",)), "家。"),
    ("年末无数则不比", "15704", year_end("SMES", None), "家。"),
    ("只有更早的数则不比", "15704", year_end("SMES", "12600", Period(2021, 4)), "家。"),
)


@pytest.mark.parametrize(("now", "before", "ending"), [case[1:] for case in NET], ids=[case[0] for case in NET])
def test_a_stock_is_compared_with_the_last_year_end(now: str, before: Figure, ending: str) -> None:
    """A stock is told as 比上年末净增 or 净减, and only where both figures are whole."""
    shown = figure("SMES", now)
    told = indicators(compilation(shown, earlier=(before,)), [shown])[0].text
    assert told == f"截至9月底，省科技型中小企业累计{now}{ending if ending.startswith('家') else '家' + ending}"


def test_an_incomplete_stock_is_not_compared_with_the_year_end() -> None:
    """A total that lacks a county does not seem to have fallen."""
    shown = figure("SMES", "12000", lacks=("甲县",), judgement=INCOMPLETE)
    told = indicators(compilation(shown, earlier=(year_end("SMES", "14700"),)), [shown])[0].text
    assert "净" not in told


def test_a_share_at_period_end_has_no_net_increase() -> None:
    """A share is never said to have 净增."""
    shown = figure("SHARE", "80", growth="5.0", base="75")
    told = indicators(compilation(shown, earlier=(year_end("SHARE", "70"),)), [shown])[0].text
    assert told == "截至9月底，研发活动覆盖率为80.0%，同比提高5.0个百分点。"


def test_a_year_to_date_figure_is_not_compared_with_the_year_end() -> None:
    """What starts anew each year is never said to have 净减 since the last."""
    shown = figure("DEALS", "229.8")
    told = indicators(compilation(shown, earlier=(year_end("DEALS", "256"),)), [shown])[0].text
    assert told == "前三季度，技术交易额229.8亿元。"


def test_each_sentence_names_its_figure() -> None:
    """A reader can go from each sentence to the figure it rests on."""
    shown = [figure("DEALS", "229.8"), figure("SMES", "15704")]
    told = indicators(compilation(*shown, period=Q3), shown)
    assert [one.figures for one in told] == [(("DEALS", "CITY"),), (("SMES", "CITY"),)]
