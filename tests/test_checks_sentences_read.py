"""Sentences as departments print them, read and checked: what contradicts itself, what does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qa.checks import audit
from qa.facts import facts_of
from qa.model import Check
from qa.read import read

Told = Callable[..., list[Check]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """What the checks find in the sentences of a made-up disclosure."""

    def checks(*sentences: str, kind: str = "决算") -> list[Check]:
        path = tmp_path / "made-up.txt"
        title = f"青石县林业局2024年度部门{kind}"
        path.write_text("\n".join((title, *sentences)), encoding="utf-8")
        disclosure = read(path)
        return list(audit(facts_of(disclosure), disclosure).checks)

    return checks


def rules(found: list[Check]) -> list[str]:
    return [check.rule for check in found]


def test_things_that_are_counted_in_two_ways_are_no_contradiction(told: Told) -> None:
    found = told(
        "林业局共有车辆4辆（改革后保留车辆1辆、未改革的下属单位实有车辆3辆），其中：一般公务用车4辆。"
        "项目支出9万元。"
    )
    assert found == []


def test_things_that_add_up_in_one_way_only_contradict_their_number(told: Told) -> None:
    found = told(
        "林业局共有车辆4辆（改革后保留车辆1辆、未改革的下属单位实有车辆2辆），其中：一般公务用车4辆。"
        "项目支出9万元。"
    )
    assert rules(found) == ["总数等于各类数量之和"]


def test_income_of_the_year_is_not_set_against_the_grand_total(told: Told) -> None:
    found = told(
        "一、收入支出决算总体情况说明",
        "2024年度收入总计1,234.50万元，支出总计1,234.50万元。",
        "2024年度收入合计1,200.00万元，此外，年初结转和结余34.50万元。",
        "2024年度支出合计1,210.00万元，其中：基本支出800.00万元，项目支出410.00万元。",
        "2024年度年末结转和结余24.50万元。",
    )
    assert found == []


def test_spending_that_its_halves_do_not_make_up_is_told_without_what_is_carried_over(
    told: Told,
) -> None:
    (check,) = told(
        "2024年度支出合计1,270.00万元，其中：基本支出800.00万元，项目支出410.00万元。",
        "2024年度年末结转和结余24.50万元。",
    )
    assert (check.rule, str(check.expected)) == ("合计等于基本支出与项目支出等之和", "1210.00")


def test_totals_of_two_funds_are_two_things(told: Told) -> None:
    found = told(
        "（一）一般公共预算收支情况",
        "加上上级补助等900.00万元，收入总计1,000.00万元。",
        "（二）政府性基金预算收支情况",
        "加上上年结转0万元，收入总计0万元。",
    )
    assert found == []


def test_totals_of_one_fund_are_one_thing(told: Told) -> None:
    found = told(
        "（一）一般公共预算收支情况",
        "加上上级补助等900.00万元，收入总计1,000.00万元。",
        "加上上年结转等100.00万元，收入总计1,010.00万元。",
    )
    assert rules(found) == ["正文前后一致"]


def test_shares_of_a_larger_whole_need_not_make_a_hundred(told: Told) -> None:
    found = told(
        "财政拨款收入4,321.00万元。",
        "2024年度收入合计4,330.00万元，其中：一般公共预算财政拨款收入4,321.00万元，"
        "占收入合计的99.79%；政府性基金预算财政拨款收入0.00万元，占收入合计的0.00%。",
    )
    assert found == []


def test_parts_of_two_wholes_are_two_things(told: Told) -> None:
    found = told(
        "1.基本支出预算910.00万元，其中：商品和服务支出预算91.00万元，占基本支出预算10.00%。",
        "2.项目支出预算30.00万元，其中：商品和服务支出预算30.00万元，占项目支出预算100%。",
        kind="预算",
    )
    assert found == []


def test_list_that_names_its_money_by_source_and_by_use_is_no_excess(told: Told) -> None:
    found = told(
        "2024年财政拨款收支总预算705.70万元。收入包括：一般公共预算拨款703.40万元、"
        "上年结转2.30万元；支出包括：教育支出580.60万元、卫生健康支出125.10万元。",
        kind="预算",
    )
    assert found == []


def test_sum_of_a_sentence_may_have_more_parts_than_the_known_ones(told: Told) -> None:
    found = told(
        "“三公”经费预算为120.00万元，其中，公务接待费40.00万元，因公出国（境）费0.00万元，"
        "公务用车购置及运行维护费80.00万元（其中，公务用车购置费30.00万元，"
        "公务用车运行维护费35.00万元，其他交通工具购置5.00万元，其他交通费用10.00万元）。",
        kind="预算",
    )
    assert found == []


def test_both_halves_of_a_part_stand_for_it(told: Told) -> None:
    (check,) = told(
        "“三公”经费预算为20.00万元，其中：因公出国（境）费0万元，公务接待费8.00万元，"
        "公务用车运行维护费11.00万元，公务用车购置费0万元。",
        kind="预算",
    )
    assert (check.rule, str(check.expected)) == ("“三公”经费合计等于各项之和", "19.00")


def test_rate_between_two_amounts_of_a_sentence(told: Told) -> None:
    sentence = (
        "“住房保障支出（类）住房改革支出（款）住房公积金（项）”2023年预算执行数为50.00万元，"
        "2024年预算安排{now}万元，比2023年预算执行数增加10.00%。"
    )
    assert told(sentence.format(now="55.00"), kind="预算") == []
    (check,) = told(sentence.format(now="56.00"), kind="预算")
    assert (check.rule, str(check.expected)) == ("增减率与增减额一致", "12.00")


def test_rate_between_two_amounts_has_their_direction(told: Told) -> None:
    (check,) = told(
        "“住房保障支出（类）住房改革支出（款）住房公积金（项）”2023年预算执行数为50.00万元，"
        "2024年预算安排55.00万元，比2023年预算执行数减少10.00%。",
        kind="预算",
    )
    assert (check.rule, str(check.expected)) == ("增减率与增减额一致", "-10.00")


def test_amount_that_rises_at_a_rate_that_falls_is_told(told: Told) -> None:
    (check,) = told("公务接待费支出8.00万元，比上年增加2.00万元，下降33.33%。")
    assert check.rule == "增减方向前后一致"
    assert "先说增加2.00万元，又说减少33.33%" in check.message


def test_change_of_nothing_has_no_direction(told: Told) -> None:
    assert told("公务接待费支出8.00万元，比上年减少0万元，增长0%。") == []


SUBJECTS = (
    "表2 部门支出预算总表",
    "单位：元",
    "科目编码 科目名称 合计 基本支出 项目支出",
    "合计 1,230,000 1,230,000 0",
    "208 社会保障和就业支出 730,000 730,000 0",
    "20805 行政事业单位养老支出 730,000 730,000 0",
    "2080505 机关事业单位基本养老保险缴费支出 490,000 490,000 0",
    "2080506 机关事业单位职业年金缴费支出 240,000 240,000 0",
    "221 住房保障支出 500,000 500,000 0",
    "22102 住房改革支出 500,000 500,000 0",
    "2210201 住房公积金 500,000 500,000 0",
)


def test_sentence_on_a_subject_with_its_class_is_set_against_its_row(told: Told) -> None:
    sentence = (
        "“社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）”"
        "{amount}万元，主要用于职业年金缴费。"
    )
    assert told(*SUBJECTS, "", "编制说明", sentence.format(amount="24.00"), kind="预算") == []
    (check,) = told(*SUBJECTS, "", "编制说明", sentence.format(amount="49.00"), kind="预算")
    assert (check.rule, str(check.expected)) == ("正文与表格一致", "24.00")


def test_sentence_on_a_subject_of_another_class_is_of_no_row(told: Told) -> None:
    sentence = "“卫生健康支出（类）行政事业单位医疗（款）住房公积金（项）”9.00万元，主要用于缴费。"
    assert told(*SUBJECTS, "", "编制说明", sentence, kind="预算") == []


@pytest.mark.parametrize(
    ("words", "contrary"),
    [
        ("决算数小于年初预算数的主要原因是人员减少", True),
        ("决算数与预算数持平", True),
        ("决算数大于年初预算数的主要原因是人员增加", False),
        ("决算数与预算数基本持平", False),
    ],
)
def test_words_that_compare_with_the_budget_must_fit_the_figures(
    told: Told, words: str, contrary: bool
) -> None:
    found = told(
        f"机关运行经费支出年初预算为50.00万元，支出决算为56.00万元，完成年初预算的112.00%，{words}。"
    )
    assert rules(found) == ["决算数与预算数的大小与数字一致"] * contrary


def test_words_that_compare_may_speak_of_the_whole_before_its_parts(told: Told) -> None:
    found = told(
        "“三公”经费支出预算为20.00万元，支出决算为18.00万元，完成预算的90.00%，其中：公务接待费"
        "预算为2.00万元，支出决算为3.00万元，完成预算的150.00%，决算数小于预算数的主要原因是节约。"
    )
    assert found == []


def test_words_that_compare_speak_of_their_own_subject(told: Told) -> None:
    figures = (
        "公务用车运行维护费支出比上年增加3.00万元，公务接待费支出比上年减少1.00万元。"
        "公务用车运行维护费支出增加的主要原因是车辆老化，公务接待费支出{word}的主要原因是节约。"
    )
    assert told(figures.format(word="减少")) == []
    assert rules(told(figures.format(word="增加"))) == ["增减原因与增减方向一致"]


def test_reason_of_a_fall_behind_a_rise_is_told_where_it_stands(told: Told) -> None:
    (check,) = told("其他收入9.00万元，比上年增加4.00万元，下降的主要原因是利息减少。")
    assert (check.rule, check.citations[0].line) == ("增减原因与增减方向一致", 2)
    assert "“下降的主要原因”" in check.message


def test_reason_is_that_of_its_own_sentence(told: Told) -> None:
    found = told(
        "公务用车运行维护费7.00万元，比上年增加7.00万元；公务用车购置费5.00万元，比上年减少2.00万元。"
        "其他支出3.00万元，比上年减少1.00万元，增加的主要原因是节约。"
    )
    assert rules(found) == ["增减原因与增减方向一致"]


def test_shares_of_the_sum_tell_a_wrong_whole(told: Told) -> None:
    (check,) = told(
        "资产总额960.00万元，其中：房屋600.00万元，占62.63%；设备358.00万元，占37.37%。",
    )
    assert (check.rule, str(check.expected)) == ("总数等于占比合计100%的各项之和", "958.00")


def test_shares_of_the_three_expenses_are_of_their_total(told: Told) -> None:
    found = told(
        "“三公”经费支出决算40.00万元。",
        "因公出国（境）费支出决算0万元，占0%；公务接待费支出决算10.00万元，占35.00%；"
        "公务用车购置及运行维护费支出决算30.00万元，占75.00%。",
    )
    assert "占比与部分、总体一致" in rules(found)


def test_rate_near_a_zero_amount_is_not_that_amounts(told: Told) -> None:
    (check,) = told(
        "1.因公出国（境）费支出0万元。",
        "2.公务接待费支出5.20万元，与2024年度预算相比，减少0.10万元，下降0.006%。",
    )
    assert check.rule == "增减率与增减额一致"


def test_basic_spending_of_the_year_is_basic_spending(told: Told) -> None:
    (check,) = told(
        "2024年本年一般公共预算基本支出910.00万元，其中：人员经费800.00万元，公用经费80.00万元。",
        kind="预算",
    )
    assert (check.rule, str(check.expected)) == ("基本支出等于人员经费与公用经费之和", "880.00")


def test_what_is_called_level_must_be(told: Told) -> None:
    sentence = (
        "“科学技术支出（类）科学技术普及（款）科普活动（项）”2023年当年预算执行数为14.00万元，"
        "2024年预算安排{now}万元，比2023年预算执行数持平。"
    )
    assert told(sentence.format(now="14.00"), kind="预算") == []
    (check,) = told(sentence.format(now="19.00"), kind="预算")
    assert check.rule == "持平的两个数一致"
    assert "“科普活动”的值为19.00万元，所比的数为14.00万元" in check.message


def test_what_is_called_level_with_the_budget_must_be_that_of_the_table(told: Told) -> None:
    lines = (
        "一、“三公”经费支出决算表",
        "单位：万元",
        "项目 预算数 决算数",
        "合计 35.00 19.00",
        "因公出国（境）费 0.00 0.00",
        "公务接待费 15.00 4.00",
        "公务用车购置及运行维护费 20.00 15.00",
        "",
        "二、情况说明",
    )
    sentence = "公务接待费支出4.00万元，与2024年度预算相比{word}。"
    assert told(*lines, sentence.format(word="减少11.00万元")) == []
    assert rules(told(*lines, sentence.format(word="无变化"))) == ["持平的两个数一致"]


def test_income_and_spending_of_one_sentence_are_noticed_where_they_differ(told: Told) -> None:
    (check,) = told("2024年度收入总计695.70万元，支出总计694.50万元。")
    assert (check.rule, check.severity) == ("收入总计等于支出总计", "notice")


def test_project_of_two_funds_is_two_things(told: Told) -> None:
    found = told(
        "1.一般公共预算执行情况",
        "加上上级补助和转移性收入49.20万元。",
        "2.政府性基金预算执行情况",
        "加上上级补助和转移性收入33.80万元。",
    )
    assert found == []


def test_rate_of_spending_is_not_that_of_income(told: Told) -> None:
    found = told(
        "财政拨款收入总计1,614.60万元，与2023年相比增加540.20万元，增长50.28%；"
        "财政拨款支出总计1,870.90万元，与2023年相比增加633.40万元，增长51.18%。"
    )
    assert "增减率与增减额一致" not in rules(found)


def test_grand_total_is_the_years_money_and_what_was_carried_over(told: Told) -> None:
    lines = (
        "2024年度收入总计{total}万元。",
        "2024年度收入合计3,315.30万元，此外，年初结转和结余29.70万元。",
    )
    assert told(lines[0].format(total="3,345.00"), lines[1]) == []
    (check,) = told(lines[0].format(total="3,345.60"), lines[1])
    assert (check.rule, check.severity) == ("收入总计等于本年收入与结转结余之和", "error")
    (check,) = told(lines[0].format(total="3,315.30"), lines[1])
    assert (check.rule, check.severity) == ("收入总计等于本年收入与结转结余之和", "notice")


def test_what_a_narrow_column_leaves_of_a_figure_is_no_misprint(told: Told) -> None:
    assert told("资产总额132,698,7", "99.00元。") == []
    assert rules(told("资产总额13,2698,799.00元。")) == ["数字写法有误"]


def test_change_of_one_amount_is_the_same_wherever_it_is_printed(told: Told) -> None:
    first = "财政拨款支出预算3,121.40万元，比2023年预算增加107.60万元。"
    again = "财政拨款支出预算3,121.40万元，比2023年预算{change}万元，主要用于日常运转。"
    assert told(first, again.format(change="增加107.60"), kind="预算") == []
    (check,) = told(first, again.format(change="增加170.60"), kind="预算")
    assert (check.rule, str(check.expected)) == ("同一增减额前后一致", "107.60")
    (check,) = told(first, again.format(change="减少107.60"), kind="预算")
    assert check.rule == "增减方向前后一致"
    assert "写作减少107.60万元，而第2行写作增加107.60万元" in check.message


def test_change_of_another_amount_is_another_change(told: Told) -> None:
    found = told(
        "财政拨款支出预算3,121.40万元，比2023年预算增加107.60万元。",
        "财政拨款支出预算3,000.40万元，比2023年预算减少20.60万元。",
        kind="预算",
    )
    assert "增减方向前后一致" not in rules(found)


def test_finding_on_a_sentence_cites_every_table_that_prints_the_other_figure(told: Told) -> None:
    tables = ("表1 部门收入预算总表", *SUBJECTS[1:], "", *SUBJECTS)
    sentence = (
        "“社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）”"
        "49.00万元，主要用于职业年金缴费。"
    )
    (check,) = told(*tables, "", "编制说明", sentence, kind="预算")
    cited = {place.table for place in check.citations if place.table}
    assert cited == {"部门收入预算总表", "部门支出预算总表"}


def test_part_without_a_share_is_a_part_of_the_whole_too(told: Told) -> None:
    found = told(
        "收入预算总额960.00万元，其中：财政拨款收入358.00万元，占收入预算总额的37.5%；"
        "其他收入596.64万元，占收入预算总额的62.5%；上年结转5.36万元。",
        kind="预算",
    )
    assert set(rules(found)) == {"占比与部分、总体一致"}
