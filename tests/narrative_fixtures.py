"""A made-up disclosure of a county bureau and helpers to ask it in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qa.ask.narrative.narrator import Excerpt, Narrator
from qa.ask.narrative.units import told_of
from qa.ask.question.understand import understand
from qa.ask.question.vocabulary import Vocabulary
from qa.model import Fact, Paragraph, Profile

BUREAU = "柳河县水务局"
ACCOUNT = "柳河县水务局2031年度部门决算"
BUDGET = "柳河县水务局2033年部门预算"
PROFILES: Mapping[str, Profile] = {
    ACCOUNT: Profile(BUREAU, 2031, "决算", title=ACCOUNT),
    BUDGET: Profile(BUREAU, 2033, "预算", title=BUDGET),
}
DUTIES = (
    "（一）贯彻执行水利法律法规，拟订全县水利规划。",
    "（二）负责全县水资源的统一管理和节约用水工作。",
    "（三）承担防汛抗旱的组织、协调和监督。",
    "（四）完成县委、县政府交办的其他任务。",
)
_OUTLINE: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ACCOUNT,
        ("第一部分 概况", "一、主要职责"),
        ("柳河县水务局的主要职责是：", *DUTIES),
    ),
    (
        ACCOUNT,
        ("第一部分 概况", "二、机构设置"),
        (
            "柳河县水务局内设5个股室，分别为：办公室、规划股、水资源股、工程建设与管理股、"
            "防汛办公室；下属单位2个。",
        ),
    ),
    (
        ACCOUNT,
        ("第三部分 情况说明", "一、收入决算说明"),
        (
            "1.一般公共预算财政拨款收入8,100.20万元，比上年决算数增加310.00万元，增长4.0%，"
            "主要原因：一是新增河道清淤资金；二是人员调入。",
            "2.事业收入12.50万元，比上年决算数减少30.00万元，下降70.6%，"
            "主要原因：水质检测收费取消。",
        ),
    ),
    (
        ACCOUNT,
        ("第三部分 情况说明", "二、绩效自评结果"),
        (
            "青石水库除险加固项目绩效自评综述：项目自评得分为91分。项目绩效目标完成情况与效益"
            "主要是：完成坝体防渗处理，保护下游农田三千亩。发现的主要问题及原因主要是：汛期较长，"
            "导致工期顺延。下一步改进措施主要是：提前做好施工组织，压实参建单位责任。",
            "农村饮水巩固提升项目绩效自评综述：项目自评得分为96分。发现的主要问题及原因主要是："
            "部分管网老化，漏损率偏高。下一步改进措施主要是：分片更换老旧管网。",
        ),
    ),
    (
        ACCOUNT,
        ("第四部分 名词解释",),
        (
            "一、事业收入：指事业单位开展专业业务活动取得的收入。",
            "二、其他收入：指除上述收入以外的各项收入，主要是存款利息收入。",
        ),
    ),
    (
        BUDGET,
        ("第一部分 部门概况", "一、部门职责"),
        (*DUTIES[:3], "（四）完成县委、县政府和上级部门交办的其他任务。"),
    ),
)


def paragraphs() -> Iterable[tuple[str, Paragraph]]:
    """The prose of both documents; lines are counted through."""
    line = 0
    for doc, section, texts in _OUTLINE:
        for text in texts:
            line += 10
            yield doc, Paragraph(section, text, line, ((0, line),))


def cell(table: str, row: tuple[str, ...], column: tuple[str, ...], text: str) -> Fact:
    """A cell of words in the account."""
    return Fact(
        ACCOUNT, BUREAU, 2031, "其他", "table", row, column, None, text, None,
        ("第五部分 附件",), 900, f"{row} {column} {text}", table=table,
    )  # fmt: skip


CELLS = (
    cell(
        "项目支出绩效自评表 青石水库除险加固",
        ("年度总体目标",),
        ("预期目标",),
        "1.完成大坝坝顶硬化；2.汛前完成泄洪闸门更换。",
    ),
    cell(
        "项目支出绩效自评表 青石水库除险加固",
        ("产出指标", "时效", "闸门更换完成时间"),
        ("偏差原因分析及改进措施",),
        "闸门厂家供货推迟，今后提前订货。",
    ),
)


def made_up() -> Narrator:
    """A narrator over the two made-up documents."""
    return Narrator(told_of(paragraphs(), CELLS), PROFILES)


def ask(narrator: Narrator, question: str, *units: str) -> list[Excerpt]:
    """What ``narrator`` says to ``question``, with ``units`` (default: the bureau) known."""
    return narrator.narrate(understand(question, Vocabulary(units=units or (BUREAU,))))


def told(narrator: Narrator, question: str, *units: str) -> str:
    """The words of the best place; empty where nothing fits."""
    found = ask(narrator, question, *units)
    return found[0].text if found else ""
