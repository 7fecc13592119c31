"""The figures of sentences: which item each belongs to, and what it says of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.facts.prose import facts_of_prose
from qa.model import Cell, Column, Disclosure, Fact, Kind, Paragraph, Profile, Row, Table

UNIT = "安宁市红岩区水务管理中心"


def disclose(
    text: str, *, year: int = 2021, kind: Kind = "决算", section: tuple[str, ...] = ()
) -> tuple[Fact, ...]:
    """The facts of one paragraph of a made-up disclosure."""
    paragraph = Paragraph(section, text, 1, ((0, 1),))
    profile = Profile(UNIT, year, kind)
    return tuple(facts_of_prose(Disclosure("doc", profile, (), (paragraph,), ())))


def brief(facts: tuple[Fact, ...]) -> list[tuple[str, str]]:
    """Each fact as (row, figure with unit)."""
    return [("/".join(fact.row), f"{fact.text}{fact.unit or ''}") for fact in facts]


def test_figure_takes_the_label_of_its_clause() -> None:
    facts = disclose(f"{UNIT} 2021 年度总收入 35,460.26 万元，其中本年收入 35,400.00 万元。")
    assert brief(facts) == [("总收入", "35,460.26万元"), ("总收入/本年收入", "35,400.00万元")]
    assert [fact.value for fact in facts] == [Decimal("35460.26"), Decimal("35400.00")]


def test_change_leans_on_the_item_before_it() -> None:
    value, change, rate = disclose(
        "1.基本支出 2,201.27 万元，比上年决算数增加 50.21万元，增长 2.3%。"
    )
    assert (value.row, value.measure, value.basis) == (("基本支出",), "值", "决算")
    assert (change.row, change.measure, change.against) == (("基本支出",), "增减额", "上年决算数")
    assert (change.direction, change.year, change.unit) == (1, 2021, "万元")
    assert (rate.measure, rate.against, rate.direction, rate.unit) == (
        "增减率",
        "上年决算数",
        1,
        "%",
    )


def test_fund_that_an_item_is_paid_from_is_no_part_of_its_name() -> None:
    facts = disclose(
        "2021年本部门一般公共预算安排委托业务费 478.2 万元，比上年增加 49.27 万元，增长 11.5%。",
        kind="预算",
    )
    assert brief(facts) == [
        ("委托业务费", "478.2万元"),
        ("委托业务费", "49.27万元"),
        ("委托业务费", "11.5%"),
    ]


def test_change_of_the_budget_at_the_head_of_a_sentence_is_none_of_the_item_before_it() -> None:
    facts = disclose(
        "项目支出预算 474.56 万元，占 28.20%。2021年预算比2020年预算增加 50.32 万元，增长 3.08%。",
        kind="预算",
    )
    assert brief(facts)[2:] == [("预算", "50.32万元"), ("预算", "3.08%")]


def test_fall_has_the_direction_of_its_words() -> None:
    facts = disclose("项目支出 100 万元，比年初预算数减少 24.64 万元，下降 40.9%。")
    assert [fact.direction for fact in facts] == [0, -1, -1]
    assert facts[1].against == "年初预算数"


def test_item_of_the_classification_has_the_figures_of_the_sentences_behind_it() -> None:
    facts = disclose(
        "9、城乡社区支出（类）城乡社区规划与管理（款）行政运行（项）。主要用于：人员支出、公用支出。"
        "年初预算为 1,115.48 万元，支出决算为 1,092.80 万元，完成年初预算的 97.97%。"
        "决算数小于预算数的主要原因：人员变动。"
    )
    row = "城乡社区支出/城乡社区规划与管理/行政运行"
    assert brief(facts) == [(row, "1,115.48万元"), (row, "1,092.80万元"), (row, "97.97%")]
    assert [(fact.basis, fact.measure) for fact in facts] == [
        ("年初预算", "值"),
        ("决算", "值"),
        ("决算", "完成率"),
    ]


def test_rate_in_brackets_belongs_to_the_change_before_it() -> None:
    facts = disclose("公务接待费 12.9 万元，较上年减少 5.86 万元（31.24%）。")
    assert (facts[2].measure, facts[2].direction, facts[2].against) == ("增减率", -1, "上年")


def test_comparison_may_stand_before_its_item() -> None:
    facts = disclose("与上年相比，财政拨款支出增加 163.19 万元，增长 7.96%。")
    assert [fact.row for fact in facts] == [("财政拨款支出",)] * 2
    assert [fact.against for fact in facts] == ["上年", "上年"]


def test_figure_that_is_compared_with_keeps_its_own_year_and_version() -> None:
    now, before, change = disclose(
        "2026 年收入预算 44169.36 万元，比 2025 年年初预算数 44021.20 万元增加 148.16 万元。",
        year=2026,
        kind="预算",
    )
    assert (now.row, now.year, now.basis) == (("收入预算",), 2026, "预算")
    assert (before.row, before.year, before.basis) == (("收入预算",), 2025, "年初预算")
    assert (change.measure, change.year) == ("增减额", 2026)


def test_completion_prints_the_base_and_the_rate() -> None:
    spent, base, rate = disclose("“三公”经费支出决算为 6.28 万元，完成全年预算 12 万元的 52.3%。")
    assert (spent.row, spent.basis) == (("“三公”经费",), "决算")
    assert (base.row, base.value, base.basis) == (("“三公”经费",), Decimal(12), "全年预算")
    assert (rate.measure, rate.against, rate.unit) == ("完成率", "全年预算", "%")


def test_change_is_one_of_the_year_that_it_is_not_set_against() -> None:
    facts = disclose(
        "2026年会议费预算数为7.61万元，2025年预算数为9.23万元，和2025年相比预算减少1.62万元。",
        year=2026,
        kind="预算",
    )
    assert [fact.year for fact in facts] == [2026, 2025, 2026]
    assert [fact.row for fact in facts] == [("会议费",)] * 3


def test_debris_of_a_table_makes_no_fact() -> None:
    assert (
        disclose("退职费30304抚恤金30305生活补助，共 30310 个，合格率≥95%数量指标覆盖率 100 %。")
        == ()
    )


def test_share_names_its_whole() -> None:
    facts = disclose("授予中小企业合同金额 72.95 万元，占政府采购支出总额的 0.45%。")
    assert facts[1].row == ("授予中小企业合同金额",)
    assert (facts[1].measure, facts[1].against) == ("占比", "政府采购支出总额")


def test_share_may_have_an_item_of_its_own() -> None:
    (fact,) = disclose("货物采购授予中小企业合同金额占货物支出金额的 14.94%。")
    assert (fact.row, fact.against) == (("货物采购授予中小企业合同金额",), "货物支出金额")


def test_list_after_among_stands_under_its_whole() -> None:
    facts = disclose(
        "政府采购支出总额 30 万元，其中：货物采购 10 万元、工程采购 0 万元、服务采购 20 万元。"
    )
    assert brief(facts)[1:] == [
        ("政府采购支出总额/货物采购", "10万元"),
        ("政府采购支出总额/工程采购", "0万元"),
        ("政府采购支出总额/服务采购", "20万元"),
    ]


def test_list_in_brackets_ends_with_its_bracket() -> None:
    facts = disclose(
        "“三公”经费支出决算为 6 万元。其中：公务用车费支出决算为 6 万元"
        "（其中：公务用车购置支出决算为 0 万元；公务用车运行费支出决算为 6 万元）；"
        "公务接待费支出决算为 0 万元。"
    )
    assert brief(facts) == [
        ("“三公”经费", "6万元"),
        ("“三公”经费/公务用车费", "6万元"),
        ("“三公”经费/公务用车费/公务用车购置", "0万元"),
        ("“三公”经费/公务用车费/公务用车运行费", "6万元"),
        ("“三公”经费/公务接待费", "0万元"),
    ]


def test_list_without_brackets_ends_when_its_parts_make_up_the_whole() -> None:
    facts = disclose(
        "“三公”经费支出决算为 19.3 万元。其中：公务用车费支出决算为 18.7 万元；"
        "其中：公务用车购置支出决算为 0 万元；公务用车运行费支出决算为 18.7 万元；"
        "公务接待费支出决算为 0.6 万元。"
    )
    assert facts[-1].row == ("“三公”经费", "公务接待费")


def test_list_of_another_kind_of_thing_ends_at_the_semicolon() -> None:
    facts = disclose(
        "共有车辆 3 辆，其中，应急保障用车 3 辆；单价 50 万元以上通用设备 104 台（套）。"
    )
    assert brief(facts) == [
        ("车辆", "3辆"),
        ("车辆/应急保障用车", "3辆"),
        ("单价50万元以上通用设备", "104台（套）"),
    ]


def test_change_after_a_row_of_parts_is_one_of_the_whole() -> None:
    facts = disclose(
        "政务管理 10 万元，主要包括甲工作 4 万元、乙工作 6 万元，较上年减少 2 万元，减幅 16.7%。"
    )
    assert [fact.row for fact in facts[-2:]] == [("政务管理",)] * 2


def test_sentence_without_an_item_speaks_of_the_whole_of_the_list_before() -> None:
    facts = disclose(
        "政务管理 10 万元，主要包括甲工作 4 万元，用于甲；"
        "乙工作 6 万元等。较2020年预算减少 2 万元。"
    )
    assert (facts[-1].row, facts[-1].against) == (("政务管理",), "2020年预算")


def test_move_prints_the_year_before_and_this_year() -> None:
    before, after, change = disclose(
        "污水处理项目（二期）根据建设进度，预算由 300 万元增加至 30,000 万元，增加了 29,700 万元。",
        year=2022,
        kind="预算",
    )
    assert (before.row, before.year, before.value) == (
        ("污水处理项目（二期）",),
        2021,
        Decimal(300),
    )
    assert (after.row, after.year, after.value) == (("污水处理项目（二期）",), 2022, Decimal(30000))
    assert (change.measure, change.direction, change.year) == ("增减额", 1, 2022)


def test_bare_ten_thousands_beside_money_are_money() -> None:
    facts = disclose("甲平台根据进度，预算由 704 万元增加至 800 万，增加了 96 万元。", kind="预算")
    assert [fact.unit for fact in facts] == ["万元"] * 3


def test_version_without_a_name_belongs_to_the_heading() -> None:
    facts = disclose(
        "管网运行维护项目绩效自评综述：根据年初设定的目标，项目自评得分为 99 分。"
        "项目全年预算数为 1,815.95万元，执行数为 1717.27万元，完成预算的 95%。"
    )
    assert brief(facts) == [
        ("管网运行维护项目/自评得分", "99分"),
        ("管网运行维护项目/全年预算数", "1,815.95万元"),
        ("管网运行维护项目/执行数", "1717.27万元"),
        ("管网运行维护项目", "95%"),
    ]
    assert [fact.basis for fact in facts] == ["其他", "全年预算", "执行", "执行"]


def test_who_fills_posts_is_counted_beside_them() -> None:
    facts = disclose(
        "行政编制总数 20 人，实有在编人数 18 人；事业编制 5 名，实有 4 人。"
        "人员编制 30 人，其中行政编制 20 人，事业编制 10 人；实有人员 28 人。"
        "定编车辆 3 辆，实有 2 辆。"
    )
    assert brief(facts) == [
        ("行政编制总数", "20人"),
        ("行政编制总数/实有在编人数", "18人"),
        ("事业编制", "5名"),
        ("事业编制/实有", "4人"),
        ("人员编制", "30人"),
        ("人员编制/行政编制", "20人"),
        ("人员编制/事业编制", "10人"),
        ("实有人员", "28人"),
        ("定编车辆", "3辆"),
        ("定编车辆/实有", "2辆"),
    ]


def test_paragraph_about_something_in_quotation_marks_has_it_for_a_topic() -> None:
    facts = disclose(
        "评价结果。“防汛调度系统”共有八个模块。综合考虑，最终评价得分96.5分，等级为优。"
    )
    assert brief(facts) == [("防汛调度系统/最终评价得分", "96.5分")]


def test_version_without_a_name_belongs_to_the_item_before_it() -> None:
    facts = disclose(
        "2021年度日常公用经费年初预算数为 88.80 万元，"
        "年中调整预算数为 84.58 万元，全年实际支出数为 77.29 万元。"
    )
    assert [fact.row for fact in facts] == [("日常公用经费",)] * 3
    assert [fact.basis for fact in facts] == ["年初预算", "调整预算", "执行"]


def test_version_without_any_name_takes_the_section() -> None:
    (fact,) = disclose("2026 年预算数 11.64 万元。", section=("三、三公经费", "（二）公务接待费。"))
    assert fact.row == ("公务接待费", "预算数")


def test_class_path_of_an_account_is_split() -> None:
    facts = disclose(
        "“农林水支出（类）水利（款）防汛（项）”2.63万元，主要用于防汛。"
        "2022年当年预算执行数为1.48万元，2023年预算安排2.63万元，比2022年预算执行数增加77.70 %。",
        year=2023,
        kind="预算",
    )
    assert {fact.row for fact in facts} == {("农林水支出", "水利", "防汛")}
    assert [(fact.year, fact.basis) for fact in facts] == [
        (2023, "预算"), (2022, "执行"), (2023, "预算"), (2023, "预算"),
    ]  # fmt: skip
    assert facts[-1].against == "2022年预算执行数"


def test_date_of_an_inventory_holds_for_the_paragraph() -> None:
    facts = disclose(
        "截至 2020 年 12 月 31 日，本单位共有车辆 2 辆。"
        "单价 100 万元以上设备 1 台（套），总金额为 7.5 万元。"
    )
    assert [fact.year for fact in facts] == [2020] * 3
    assert facts[-1].row == ("单价100万元以上设备", "总金额")


def test_year_alone_before_a_colon_is_that_of_the_figures_behind_it() -> None:
    facts = disclose("2021年：项目支出 3 万元，基本支出 2 万元。", year=2022)
    assert [(fact.row, fact.year) for fact in facts] == [
        (("项目支出",), 2021),
        (("基本支出",), 2021),
    ]


def test_year_in_the_name_of_a_part_is_not_its_year() -> None:
    facts = disclose("信息化项目 9 万元，主要包括 2020 年管网普查项目 4 万元、培训 5 万元。")
    assert (facts[1].row, facts[1].year) == (("信息化项目", "2020年管网普查项目"), 2021)


def test_counted_noun_behind_its_counter_is_the_label() -> None:
    facts = disclose(
        "本单位内设 6个部门，分别为：综合部、防汛部。"
        "已为全市 72家单位提供 7900余个泵站服务，承载了 553 个系统。"
    )
    assert ("内设部门", "6个") in brief(facts)
    assert ("承载系统", "553个") in brief(facts)


def test_figures_given_to_someone_stand_under_who_receives_them() -> None:
    facts = disclose("为“红岩水务”分配 306台云主机、4 台裸金属；为防汛平台累计发放 299台云主机。")
    assert brief(facts) == [
        ("红岩水务/云主机", "306台"),
        ("红岩水务/裸金属", "4台"),
        ("防汛平台/云主机", "299台"),
    ]


def test_quarters_keep_their_names() -> None:
    facts = disclose("一季度预算执行率为 5.96%，二季度预算执行率为 23.06%。")
    assert brief(facts) == [("一季度预算执行率", "5.96%"), ("二季度预算执行率", "23.06%")]


@pytest.mark.parametrize(
    "text",
    [
        "根据《关于印发通知》（财预〔2016〕143 号），于 2021 年 5 月 31 日公开。",
        "增长--（基数为 0，不可比）。",
        "预算执行率未达100%，工作有待加强。",
        "满意度≥95%的，得 6 分；发现一项不符合的扣 1 分。",
        "联系电话：0755-83118725。",
    ],
)
def test_what_is_no_figure_of_an_item_makes_no_fact(text: str) -> None:
    assert disclose(text) == ()


def test_quote_is_the_sentence_and_line_that_of_the_figure() -> None:
    text = "前一句。基本支出 2,201.27 万元，增长 2.3%。"
    paragraph = Paragraph((), text, 10, ((0, 10), (text.index("增长"), 12)))
    disclosure = Disclosure("doc", Profile(UNIT, 2021, "决算"), (), (paragraph,), ())
    value, rate = facts_of_prose(disclosure)
    assert value.quote == rate.quote == "基本支出 2,201.27 万元，增长 2.3%。"
    assert (value.line, rate.line) == (10, 12)


def test_long_cell_of_words_is_read_like_a_paragraph() -> None:
    cell = Cell(
        0, "1、电费 2.1213万元。最终以实际为准。\n2、机房。2021年需支付合同款 1164.8万元。", 7
    )
    row = Row(("投入指标", "测算明细"), (cell,), 7, "测算明细")
    table = Table("绩效目标申报表", (Column(("目标值",)),), (row,), (), 1, 9, subject="机房运维")
    disclosure = Disclosure("doc", Profile(UNIT, 2021, "预算"), (), (), (table,))
    facts = tuple(facts_of_prose(disclosure))
    assert brief(facts) == [
        ("机房运维/测算明细/电费", "2.1213万元"),
        ("机房运维/测算明细/机房/需支付合同款", "1164.8万元"),
    ]
    assert {fact.table for fact in facts} == {"绩效目标申报表 机房运维"}


def test_formula_prints_unit_price_and_number() -> None:
    facts = disclose(
        "购置服务器 5台共 92.5万元。采购 5台服务器,18.5万元/台×5台=92.5万元。", kind="预算"
    )
    assert ("采购服务器/单价", "18.5万元") in brief(facts)
    assert ("采购服务器/数量", "5台") in brief(facts)
    assert brief(facts)[1] == ("购置服务器", "92.5万元")


def test_heading_in_one_line_with_its_sentence_is_no_part_of_the_name() -> None:
    text = f"（二）关于{UNIT}2021年收入预算情况说明 {UNIT}2021年收入预算45.50万元。"
    assert brief(disclose(text, kind="预算")) == [("收入预算", "45.50万元")]


@pytest.mark.parametrize(
    "heading",
    [
        "第一部分 概况",
        "第二部分 收支情况",
        "一、部门概况",
        "一、本部门基本情况",
        "二、收支总体情况",
        f"第一部分 {UNIT}概况",
    ],
)
def test_heading_that_names_no_item_is_not_what_figures_below_it_are_of(heading: str) -> None:
    text = "2021年收入预算50.00万元，支出预算40.00万元。"
    facts = disclose(text, kind="预算", section=(heading,))
    assert brief(facts) == [("收入预算", "50.00万元"), ("支出预算", "40.00万元")]
