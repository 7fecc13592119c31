"""What a clause leans on: whose version, change, part or year its figure is."""

from __future__ import annotations

import pytest

from qa.facts.prose import facts_of_prose
from qa.model import Disclosure, Fact, Kind, Paragraph, Profile

UNIT = "平原县河道管理局"


def read(text: str, *, year: int = 2031, kind: Kind = "预算", unit: str = UNIT) -> tuple[Fact, ...]:
    """The facts of one paragraph of a made-up disclosure."""
    paragraph = Paragraph((), text, 1, ((0, 1),))
    disclosure = Disclosure("doc", Profile(unit, year, kind), (), (paragraph,), ())
    return tuple(facts_of_prose(disclosure))


def brief(facts: tuple[Fact, ...]) -> list[str]:
    """Each fact as 'row figure unit', with the measure where it is not the item itself."""
    return [
        " ".join(("/".join(fact.row), f"{fact.text}{fact.unit or ''}", *([fact.measure] * related)))
        for fact in facts
        for related in (fact.measure != "值",)
    ]


def test_spending_behind_a_semicolon_is_no_version_of_the_income() -> None:
    facts = read(
        "2031年本部门收入预算812.40万元，比上年增加16.07万元，主要原因是增人；"
        "支出预算812.40万元，比上年增加16.07万元，增长2.0%。"
    )
    assert brief(facts) == [
        "收入预算 812.40万元",
        "收入预算 16.07万元 增减额",
        "支出预算 812.40万元",
        "支出预算 16.07万元 增减额",
        "支出预算 2.0% 增减率",
    ]


def test_change_behind_a_bracket_is_of_the_item_before_it() -> None:
    facts = read(
        "公务用车购置及运行维护费7.5万元（公务用车购置费0万元，比上年增加0万元；公务用车运行维护费"
        "7.5万元，比上年减少2万元。）比上年减少2万元，下降21.1%。"
    )
    assert brief(facts) == [
        "公务用车购置及运行维护费 7.5万元",
        "公务用车购置及运行维护费/公务用车购置费 0万元",
        "公务用车购置及运行维护费/公务用车购置费 0万元 增减额",
        "公务用车购置及运行维护费/公务用车运行维护费 7.5万元",
        "公务用车购置及运行维护费/公务用车运行维护费 2万元 增减额",
        "公务用车购置及运行维护费 2万元 增减额",
        "公务用车购置及运行维护费 21.1% 增减率",
    ]
    assert len({fact.quote for fact in facts}) == 1


def test_total_behind_a_list_is_that_of_the_whole() -> None:
    facts = read(
        "2031年度堤防项目总预算90.00万，其中东堤加固60.00万，西堤加固30.00万，合计90.00万。"
    )
    assert brief(facts) == [
        "堤防项目总预算 90.00万元",
        "堤防项目总预算/东堤加固 60.00万元",
        "堤防项目总预算/西堤加固 30.00万元",
        "堤防项目总预算 90.00万元",
    ]


def test_year_of_a_comparison_is_not_that_of_the_next_figure() -> None:
    facts = read(
        "财政拨款支出预算中，一般公共预算拨款支出预算95.12万元；政府性基金拨款支出预算0.00万元，"
        "与2030年预算持平；国有资本经营预算拨款支出预算0.00万元，与2030年预算持平。"
    )
    assert [fact.year for fact in facts] == [2031, 2031, 2031]


def test_year_at_hand_is_named_beside_a_day_of_the_year_before() -> None:
    facts = read(
        "截至2030年12月31日，本部门固定资产金额52.93万元。本年度拟购置固定资产7.56万元，主要是办公设备。"
    )
    assert [(fact.row[-1], fact.year) for fact in facts] == [
        ("固定资产金额", 2030),
        ("本年度拟购置固定资产", 2031),
    ]


def test_numbered_item_with_its_code_has_the_figures_behind_the_comma() -> None:
    facts = read(
        "3.水利工程运行与维护（2130306），2031年度决算数为66.39万元，比2030年度决算数增长2.9%。",
        kind="决算",
    )
    assert brief(facts) == ["水利工程运行与维护 66.39万元", "水利工程运行与维护 2.9% 增减率"]


@pytest.mark.parametrize("brackets", ["(2130306）", "（2130306)", "(2130306)"])
def test_code_in_brackets_of_two_widths_is_no_part_of_the_name(brackets: str) -> None:
    facts = read(f"(2)防汛支出{brackets}127.96万元，较上年增加17.04万元；")
    assert {fact.row for fact in facts} == {("防汛支出",)}


def test_growth_on_the_year_before_said_as_同比上年_is_of_the_item() -> None:
    facts = read("2031年财政拨款收入82.76万元同比上年增长3.08%。")
    assert brief(facts)[1:] == ["财政拨款收入 3.08% 增减率"]


def test_sentence_without_a_name_leaves_its_figure_out() -> None:
    facts = read("其中主要支出为办公费34.82万元，取暖费23.37万元，维修（护）费。12.61万元等。")
    assert brief(facts) == ["办公费 34.82万元", "取暖费 23.37万元"]


def test_scale_of_a_map_is_no_amount() -> None:
    facts = read("完成全县1:5万地质灾害风险调查，投入资金20万元。")
    assert [fact.text for fact in facts] == ["20"]


def test_effort_by_name_is_no_change() -> None:
    facts = read("支持商圈品质提升80.00万元，支持中小企业发展支出增加30.00万元。")
    assert brief(facts) == [
        "支持商圈品质提升 80.00万元",
        "支持中小企业发展支出 30.00万元 增减额",
    ]


def test_publisher_behind_a_year_is_no_part_of_a_list() -> None:
    facts = read(
        "2031年本部门预算收入71.19万元，其中一般公共预算拨款收入64.47万元、其他收入0万元，"
        "2031年本部门预算收入较上年增加9.8万元。"
    )
    assert brief(facts)[-1] == "预算收入 9.8万元 增减额"


def test_income_and_spending_take_the_same_whole_apart() -> None:
    facts = read(
        f"{UNIT}2031年财政拨款收支总预算68.41万元。收入包括：一般公共预算当年拨款收入68.41万元；"
        "支出包括：农林水支出53.56万元、住房保障支出14.85万元。"
    )
    assert brief(facts) == [
        "财政拨款收支总预算 68.41万元",
        "财政拨款收支总预算/一般公共预算当年拨款收入 68.41万元",
        "财政拨款收支总预算/农林水支出 53.56万元",
        "财政拨款收支总预算/住房保障支出 14.85万元",
    ]


def test_amount_concerned_is_of_what_was_counted_right_before() -> None:
    facts = read(
        "本部门编报绩效目标的项目3个，涉及预算金额75.52万元；绩效自评项目2个，涉及预算金额60万元。"
    )
    assert brief(facts) == [
        "编报绩效目标的项目 3个",
        "编报绩效目标的项目 75.52万元",
        "绩效自评项目 2个",
        "绩效自评项目 60万元",
    ]


def test_purchases_are_told_apart_by_the_set_they_are_made_in() -> None:
    facts = read(
        "在面向中小企业预留的采购项目中，由中小企业中标的，采购金额25.10万元；"
        "在其他采购项目中，由中小企业中标的，采购金额4.87万元。",
        kind="决算",
    )
    assert brief(facts) == [
        "面向中小企业预留的采购项目/采购金额 25.10万元",
        "其他采购项目/采购金额 4.87万元",
    ]


def test_amount_said_to_be_the_same_as_last_year_is_no_item() -> None:
    facts = read("公务用车购置费0万元，与2030年预算一致0万元，主要原因是没有公务用车。")
    assert brief(facts) == ["公务用车购置费 0万元"]


@pytest.mark.parametrize(
    ("name", "row"),
    [
        (f"{UNIT}项目支出预算", "项目支出"),
        (f"{UNIT}（本级）系统差旅费", "差旅费"),
        ("1.“农林水支出”科目", "农林水支出"),
        ("相应安排差旅费", "差旅费"),
    ],
)
def test_words_around_a_name_are_none_of_it(name: str, row: str) -> None:
    (fact,) = read(f"{name}74.56万元，主要用于日常工作。", unit=f"{UNIT}（本级）")
    assert fact.row == (row,)


def test_definition_announces_nothing() -> None:
    facts = read(
        "机关经费（机关运行经费）指用于维持机关运行的经费。2031年，本部门机关运行经费安排44.39万元。"
    )
    assert brief(facts) == ["机关运行经费安排 44.39万元"]


def test_item_that_repeats_its_heading_is_not_cut() -> None:
    facts = read("（二）项目支出。项目支出预算53.10万元，占本年支出预算36.57%。")
    assert {fact.row for fact in facts} == {("项目支出",)}


def test_cars_of_leaders_keep_their_name() -> None:
    facts = read("共有车辆1辆，其中：部级领导干部用车0辆、主要领导干部用车1辆。")
    assert facts[-1].row[-1] == "主要领导干部用车"


def test_things_that_are_added_are_no_change_of_the_item_before() -> None:
    facts = read("加密2条国际航线，新增1条海铁联运班列。全年货运量达到20万吨，增加3万吨。")
    assert brief(facts)[1:] == [
        "新增海铁联运班列 1条",
        "全年货运量 20万吨",
        "全年货运量 3万吨 增减额",
    ]


def test_what_is_listed_is_told_without_the_word_for_listing() -> None:
    facts = read("公务接待费支出0.45万元，主要用于接待来县调研人员，列明公务接待3批次、21人次。")
    assert brief(facts)[1:] == ["公务接待 3批次", "公务接待 21人次"]
