"""Sentences that tell changes, years and kinds: what contradicts itself, and what does not."""

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
    """What the checks find in the sentences of a made-up budget of 2031."""

    def checks(*sentences: str, kind: str = "预算") -> list[Check]:
        path = tmp_path / "made-up.txt"
        title = f"白石县水务局2031年部门{kind}"
        lines = (title, "2031年本部门资料费预算1.20万元。", *sentences)
        path.write_text("\n\n".join(lines), encoding="utf-8")
        disclosure = read(path)
        return list(audit(facts_of(disclosure), disclosure).checks)

    return checks


THREE = (
    "2031年“三公”经费预算数为41.20万元，比上年{total}。其中：",
    "（一）因公出国（境）费0.00万元，与上年持平。",
    "（二）公务用车购置及运行费38.50万元，比上年{cars}，主要原因是更新车辆。",
    "（三）公务接待费2.70万元，比上年减少0.30万元，主要原因是厉行节约。",
)


def three(total: str, cars: str) -> list[str]:
    return [sentence.format(total=total, cars=cars) for sentence in THREE]


def test_changes_of_all_parts_make_up_that_of_the_whole(told: Told) -> None:
    assert told(*three("增加11.70万元", "增加12.00万元")) == []


def test_change_of_a_whole_that_its_parts_do_not_make_up_is_told(told: Told) -> None:
    (check,) = told(*three("增加12.70万元", "增加12.00万元"))
    assert (check.rule, check.severity) == ("增减额等于各项增减额之和", "error")
    assert (str(check.found), str(check.expected)) == ("12.70", "11.70")


def test_change_of_a_part_that_goes_the_other_way_is_told(told: Told) -> None:
    (check,) = told(*three("增加11.70万元", "减少12.00万元"))
    assert (str(check.found), str(check.expected)) == ("11.70", "-12.30")


LIST = (
    "2031年本部门支出预算与上年相比增加1,250.30万元，主要原因是人员经费增加980.20万元、"
    "{other}310.00万元、水费{water}39.90万元。"
)


def test_listed_reasons_that_make_up_the_change_are_in_order(told: Told) -> None:
    assert told(LIST.format(other="项目经费增加", water="减少")) == []


def test_listed_reason_that_goes_the_other_way_is_told(told: Told) -> None:
    found = told(
        "2031年本部门支出预算与上年相比增加1,250.30万元，主要原因是人员经费增加1,560.20万元、"
        "项目经费增加309.90万元。"
    )
    (check,) = found
    assert (check.rule, check.severity) == ("增减方向前后一致", "error")
    assert "项目经费" in check.message


def test_reasons_that_are_only_some_are_no_contradiction(told: Told) -> None:
    assert told(LIST.format(other="项目经费增加", water="增加")) == []


def test_one_amount_that_rose_and_fell_by_as_much_is_told(told: Told) -> None:
    (check,) = told(
        "2031年本部门收入预算6,307.98万元，比上年增加616.73万元，主要原因是人员增加。",
        "2031年本部门支出预算6,307.98万元，比上年减少616.73万元，主要原因是人员增加。",
    )
    assert check.rule == "增减方向前后一致"
    assert "减少616.73万元" in check.message and "增加616.73万元" in check.message


def test_more_added_than_there_is_now_is_told(told: Told) -> None:
    (check,) = told("政府性基金预算拨款支出0万元，比2030年预算增加1421.25万元。")
    assert (check.rule, check.severity) == ("增减额与两个数之差一致", "error")
    assert "变动前会是负数" in check.message


def test_a_year_set_against_a_later_one_is_told(told: Told) -> None:
    (check,) = told("2031年公务接待费预算数5.20万元，比2032年预算增加1.10万元。")
    assert (check.rule, check.severity) == ("正文年份与文件一致", "error")


def test_a_year_farther_back_than_that_of_the_others_is_noticed(told: Told) -> None:
    (check,) = told(
        "2031年公务接待费预算数5.20万元，比2030年预算增加1.10万元。",
        "2031年会议费预算数7.20万元，比2028年预算增加1.30万元。",
    )
    assert (check.rule, check.severity) == ("正文年份与文件一致", "notice")


def test_years_set_against_the_one_before_are_in_order(told: Told) -> None:
    assert told("2031年会议费预算数7.20万元，与2030年预算持平；培训费3万元，与上年持平。") == []


def test_kinds_of_all_vehicles_of_all_units_make_up_their_number(told: Told) -> None:
    (check,) = told("本部门所属各预算单位共有车辆9辆，其中，机要通信用车2辆、执法执勤用车6辆。")
    assert (check.rule, str(check.found), str(check.expected)) == ("总数等于各类数量之和", "9", "8")


def test_people_whose_kinds_are_fewer_are_only_noticed(told: Told) -> None:
    (check,) = told("街道共有工作人员73人，其中行政编制25人、事业编制46人。")
    assert (check.rule, check.severity) == ("总数等于各类数量之和", "notice")


def test_what_counts_and_what_does_not_make_up_the_area(told: Told) -> None:
    (check,) = told("地上建筑面积为6013平方米（其中计容面积5998平方米，不计容面积105平方米）。")
    assert (check.severity, str(check.found), str(check.expected)) == ("error", "6013", "6103")


def test_a_rough_area_is_not_set_against_its_parts(told: Told) -> None:
    said = "本工程建筑面积约为13000平方米，其中地上建筑面积8013平方米，地下建筑面积5356平方米。"
    assert told(said) == []


OFFICES = "中心设{number}个内设机构，{said}：办公室、水资源科（节水办公室）、财务科、人事科。"


@pytest.mark.parametrize("number", ["4", "四"])
def test_offices_that_are_as_many_as_are_named_are_in_order(told: Told, number: str) -> None:
    assert told(OFFICES.format(number=number, said="分别为")) == []


@pytest.mark.parametrize(("said", "severity"), [("分别为", "error"), ("包括", "notice")])
def test_offices_that_are_more_than_are_named_are_told(
    told: Told, said: str, severity: str
) -> None:
    (check,) = told(OFFICES.format(number="5", said=said))
    assert (check.rule, check.severity) == ("机构个数与所列名称一致", severity)
    assert "列出的名称是4个" in check.message


def test_offices_whose_list_goes_on_in_the_next_sentence_are_left_alone(told: Told) -> None:
    assert told(OFFICES.format(number="6", said="包括") + "另有两个派出机构。") == []


def test_offices_of_which_two_may_stand_in_one_name_are_left_alone(told: Told) -> None:
    assert told("中心设4个内设机构，分别为：办公室、水资源科、财务和人事科。") == []


def test_a_rate_of_a_budget_of_nothing_is_told(told: Told) -> None:
    (check,) = told(
        "一般公共预算财政拨款支出年初预算为0万元，全年预算为321.02万元，支出决算为307.82万元，"
        "完成年初预算的95.89%。",
        kind="决算",
    )
    assert (check.rule, check.severity) == ("完成率与分子分母一致", "error")
    assert "年初预算为0万元" in check.message


def test_what_is_called_level_beside_its_own_change_is_told(told: Told) -> None:
    (check,) = told("公务接待费5.20万元，比上年增加1.10万元，与上年持平。")
    assert (check.rule, check.severity) == ("增减方向前后一致", "error")
    assert "持平" in check.message


def test_the_share_of_a_part_in_a_paragraph_of_its_own_is_checked(told: Told) -> None:
    share, together = told(
        "本年支出预算合计37,188.34万元，其中：基本支出21,968.00万元，占59.07%；",
        "项目支出10,208.94万元，占37.45%；",
        "单位预留机动经费5,011.40万元，占13.48%。",
    )
    assert (share.rule, str(share.expected)) == ("占比与部分、总体一致", "27.45")
    assert together.rule == "各项占比之和为100%"


def test_a_change_of_income_and_spending_together_is_one_of_both(told: Told) -> None:
    (check,) = told(
        "2031年度收入、支出预算总计4,760.80万元，与上年相比收、支预算总计各增加584.20万元，"
        "增长21.39%。"
    )
    assert (check.rule, str(check.expected)) == ("增减率与增减额一致", "13.99")


def test_purchases_that_are_arranged_are_those_of_their_kinds(told: Told) -> None:
    (check,) = told(
        "2031年本部门政府采购安排512.48万元，其中：货物类采购预算2.16万元，"
        "工程类采购预算33.42万元，服务类采购预算456.90万元。"
    )
    assert (check.rule, str(check.expected)) == ("政府采购总额等于货物、工程、服务之和", "492.48")


@pytest.mark.parametrize(("total", "found"), [("1,170.00", []), ("1,270.00", ["1270.00"])])
def test_a_list_that_ends_with_its_sum_makes_it_up(
    told: Told, total: str, found: list[str]
) -> None:
    checks = told(
        "2031年度项目总预算1,170.00万元，其中支持企业规模化发展870.00万元，支持企业创新120.00万元，"
        f"支持企业协同发展180.00万元，合计{total}万元。"
    )
    assert [str(c.found) for c in checks if c.rule == "合计等于前面所列各项之和"] == found


def test_a_sum_of_some_of_a_list_is_left_alone(told: Told) -> None:
    checks = told(
        "2031年度项目总预算1,170.00万元，其中支持企业规模化发展870.00万元，支持企业创新120.00万元，"
        "支持企业协同发展180.00万元，后两项合计300.00万元。"
    )
    assert checks == []


def test_a_plan_set_against_what_is_spent_in_its_own_year_is_told(told: Told) -> None:
    (check,) = told(
        "2030年预算执行数为44.17万元，2031年预算安排50.37万元，比2031年预算执行数增加14.0%。"
    )
    assert (check.rule, check.severity) == ("正文年份与文件一致", "error")


def test_a_plan_set_against_what_was_spent_the_year_before_is_in_order(told: Told) -> None:
    said = "2030年预算执行数为44.17万元，2031年预算安排50.37万元，比2030年预算执行数增加14.04%。"
    assert told(said) == []


def test_a_figure_of_the_table_told_as_that_of_the_year_before_is_told(told: Told) -> None:
    (check,) = told(
        "2030年本部门收入预算98,880.78万元。",
        "收支总表\n\n单位：万元\n\n收入\t\t支出\n项目\t2031年预算数\t项目\t2031年预算数\n"
        "一般公共预算拨款\t98,880.78\t农林水支出\t98,880.78\n"
        "收入总计\t98,880.78\t支出总计\t98,880.78",
    )
    assert (check.rule, check.severity) == ("正文年份与文件一致", "error")
    assert "2031年" in check.message


def test_a_change_of_income_and_spending_alike_is_set_against_either(told: Told) -> None:
    (check,) = told(
        "2031年度收入总计6,567.06万元，支出总计6,567.06万元。"
        "收支较上年决算数减少710.50万元，下降1.76%。",
        kind="决算",
    )
    assert (check.rule, str(check.expected)) == ("增减率与增减额一致", "9.76")


def test_a_rate_that_has_lost_its_sign_is_noticed(told: Told) -> None:
    (check,) = told("2031年会议费预算9.10万元，比上年增加1.10万元，增长13.75。")
    assert (check.rule, check.severity) == ("数字写法有误", "notice")
    assert "“增长13.75”后面没有单位" in check.message


@pytest.mark.parametrize("rate", ["13.75%", "13.75个百分点", "13.75 %"])
def test_a_rate_with_its_sign_is_in_order(told: Told, rate: str) -> None:
    assert told(f"2031年会议费预算9.10万元，比上年增加1.10万元，增长{rate}。") == []


def test_change_of_a_kind_is_not_counted_as_another_kind(told: Told) -> None:
    assert told("在职职工26人，离退休职工78人，其中离休人员4人，比上年减少1人。") == []


def test_rate_of_a_change_is_of_the_base_that_is_printed_before_it(told: Told) -> None:
    (check,) = told("2024年总收入2,050元，较2023年决算总收入2,000元，增加了50元，增长4.50%。")
    assert (check.rule, str(check.expected)) == ("增减率与增减额一致", "2.50")
