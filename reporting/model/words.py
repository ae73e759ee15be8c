"""The closed vocabularies of the catalogue; each value is the Chinese word as it stands in the workbook.

What another bureau may add to without a programmer (kinds of unit, dimensions, measures) is plain text in the
catalogue and has no place here. These words are known to the code because the code treats each of them differently.
"""

from __future__ import annotations

from enum import StrEnum


class Tense(StrEnum):
    """What span of time a figure of an item covers (时态)."""

    STOCK = "时点"
    YEAR_TO_DATE = "本年累计"
    FLOW = "当期"
    YEARLY = "年度"


class ItemKind(StrEnum):
    """What a cell of an item holds (类型): a number, or one word of an ordered list of stages."""

    NUMBER = "数值"
    STAGE = "状态"


class CityFigure(StrEnum):
    """How the city's figure comes about (全市口径)."""

    SUM = "汇总"
    GIVEN = "市级数"


class FormKind(StrEnum):
    """How a form is laid out (类型)."""

    ROWS = "定行表"
    LIST = "清单表"
    UNITS = "分县表"


class Frequency(StrEnum):
    """How often a form is asked for (周期)."""

    QUARTER = "季"
    YEAR = "年"


class Content(StrEnum):
    """What a column of a form holds (内容).

    Columns of a 定行表 and a 分县表 are NOW, BASE, EXPLANATION, TEXT and the stub; those of a 清单表 are KEY, UNIT,
    TEXT, NUMBER and STAGE. REFERENCE columns are printed in grey by us and never read back.
    """

    STUB = "指标名称"
    MEASURE = "计量单位"
    NOW = "本期"
    BASE = "上年同期"
    REFERENCE = "上期参考"
    EXPLANATION = "说明"
    KEY = "主键"
    UNIT = "单位"
    TEXT = "文字"
    NUMBER = "数值"
    STAGE = "状态"


class Algorithm(StrEnum):
    """How far an indicator has come towards its target (进度算法)."""

    LEVEL = "水平"
    INCREMENT = "增量"
    YEAR = "年度"
    SAME_TIME = "同期进度"
    RANK = "位次"
    STATE = "状态"
    COVERAGE = "覆盖率"
    COMPARISON = "比较"


class Growth(StrEnum):
    """How growth on the year before is found (增速算法)."""

    OWN = "现价自算"
    REPORTED = "报送上年同期"
    GIVEN = "直接采用"
    NONE = "不计算"


class Timing(StrEnum):
    """When an indicator is judged (评价时点): every quarter, or only once the year is complete."""

    QUARTER = "每季"
    YEAR_END = "年末"


class Ranking(StrEnum):
    """What units are ranked by (参与排名)."""

    NO = "否"
    VALUE = "按值"
    GROWTH = "按增速"
    PROGRESS = "按完成率"


class Direction(StrEnum):
    """Which way is better (方向)."""

    UP = "正向"
    DOWN = "逆向"


class TargetKind(StrEnum):
    """What sort of promise a target is (性质)."""

    BASE = "基期"
    END = "期末值"
    EACH_YEAR = "每年"
    YEARLY_MEAN = "年均值"
    YEARLY_GROWTH = "年均增速"
    SPAN_TOTAL = "期间累计"
    RANGE = "区间"
    RANK = "位次"
    COVERAGE = "覆盖率"
    STATE = "状态"
    COMPARISON = "比较"


class Op(StrEnum):
    """How a value is held against a target; NONE where the plan prints `--`."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    ABOUT = "≈"
    NONE = "--"


class Interpolation(StrEnum):
    """How a year between two targets may be filled in, for reference only (内插)."""

    LINEAR = "线性"
    LEVEL = "持平"
    NONE = "无"


class Severity(StrEnum):
    """How much a finding weighs: an error returns the form, a warning wants a 说明, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Scope(StrEnum):
    """Whether a finding is of one form alone and decides its verdict, or of several and reopens none."""

    OWN = "own"
    JOINT = "joint"


class Verdict(StrEnum):
    """What became of one submission."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    RETURNED = "returned"

    @property
    def counts(self) -> bool:
        """Whether the figures of such a submission are in force."""
        return self is not Verdict.RETURNED


class Outcome(StrEnum):
    """What became of one file, from worst to best: the worst of its submissions."""

    QUARANTINED = "quarantined"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    KNOWN = "known"
    WAITING = "waiting"


class State(StrEnum):
    """What stands where a value is asked for; the six are kept apart to the printed page (domain 3)."""

    VALUE = "value"
    ZERO = "zero"
    BLANK = "blank"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"
    NOT_SUBMITTED = "not_submitted"
    RETURNED = "returned"

    @property
    def has_value(self) -> bool:
        """Whether a number stands there (a zero is one)."""
        return self in (State.VALUE, State.ZERO)


class Nature(StrEnum):
    """How final a figure is (数据性质), from the least settled to the last word."""

    EXPECTED = "预计数"
    FLASH = "快报数"
    FIRST = "初步数"
    YEARBOOK = "年报数"
    FINAL = "最终核实数"
    REVISED = "修订数"


class Judgement(StrEnum):
    """How an indicator stands, or why that is not said."""

    DONE = "完成"
    REACHED = "达到"
    NEARLY = "基本达到"
    BEHIND = "滞后"
    FAR_BEHIND = "严重滞后"
    NOT_REACHED = "未达到"
    AWAITS_YEAR = "待年度数据"
    AT_YEAR_END = "按年度认定，暂不评价"
    INCOMPLETE = "数据不全"
    NO_TARGET = "未下达年度目标"
    NO_DATA = "暂无数据"

    @property
    def judged(self) -> bool:
        """Whether this says how the indicator stands, not why it is not said."""
        return self in _JUDGED


_JUDGED = frozenset(
    {
        Judgement.DONE,
        Judgement.REACHED,
        Judgement.NEARLY,
        Judgement.BEHIND,
        Judgement.FAR_BEHIND,
        Judgement.NOT_REACHED,
    }
)
