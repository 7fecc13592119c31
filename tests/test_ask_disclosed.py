"""Questions about disclosures in the forms that other provinces and years use."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from ask_fixtures import headline
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant
from qa.model import Answer


@cache
def _county() -> Assistant:
    """A budget and the accounts of one year of a bureau."""
    spending = (("合计",), ("基本支出",), ("项目支出",))
    budget = table("支出总表", spending, [(("合计",), ("800.00", "300.00", "500.00"))])
    both = table("收支总表", (("支出", "预算数"),), [(("支出总计",), ("800.00",))])
    done = table("支出决算表", spending, [(("合计",), ("760.00", "291.00", "469.00"))])
    meetings = table(
        "“三公”经费、会议费支出表",
        (("上年", "会议费"), ("当年", "会议费"), ("增减变化情况", "会议费")),
        [(("合计",), ("9.00", "7.50", "-1.50"))],
    )
    goals = table(
        "项目绩效目标表 水库巡查",
        (("指标值",),),
        [(("产出指标", "数量指标", "巡查人员数量"), ("≥13人",))],
    )
    return assistant(
        disclosure(
            2033,
            "预算",
            f"2033年，{UNIT}收入预算800.00万元，比上年增加40.00万元，增长5.26%。",
            "2033年本部门公务接待费预算1.20万元，比上年减少0.30万元，下降20.00%。",
            "2033年本部门一般公共预算安排委托业务费47.80万元。",
            f"截至2032年12月31日，{UNIT}共有车辆6台。",
            tables=(both, budget, meetings, goals),
        ),
        disclosure(
            2033,
            "决算",
            "1、农林水支出（类）水利（款）行政运行（项）。主要用于：人员支出。全年预算为160.00万元，"
            "支出决算为152.00万元，完成全年预算的95.00%。",
            tables=(
                done,
                table(
                    "一般公共预算财政拨款支出决算表",
                    (("合计",), ("基本支出",)),
                    [(("农林水支出", "水利", "行政运行"), ("152.00", "152.00"))],
                ),
            ),
        ),
    )


def _ask(question: str) -> Answer:
    return _county().ask(question)


def _figures(question: str) -> list[tuple[Decimal, str]]:
    return [(value.value, value.unit) for value in _ask(question).values]


def test_growth_is_told_before_its_amount() -> None:
    found = _figures("水务局2033年收入预算比上年增长多少")
    assert found == [(Decimal("5.26"), "%"), (Decimal("40.00"), "万元")]


def test_increase_is_told_as_an_amount() -> None:
    assert headline(_ask("水务局2033年收入预算比上年增加多少")) == (
        "answered",
        Decimal("40.00"),
        "万元",
    )


def test_fall_that_is_asked_for_twice_is_told_as_amount_and_rate() -> None:
    found = _figures("水务局2033年公务接待费比上年少了多少，下降多少")
    assert found == [(Decimal("0.30"), "万元"), (Decimal("20.00"), "%")]


def test_share_without_a_whole_is_one_of_all_spending() -> None:
    found = headline(_ask("水务局2033年部门预算项目支出占比"))
    assert found == ("answered", Decimal("62.50"), "%")


def test_column_headed_last_year_is_no_figure_of_this_year() -> None:
    assert headline(_ask("水务局2033年会议费预算多少")) == ("answered", Decimal("7.50"), "万元")


def test_fund_before_an_item_is_no_part_of_its_name() -> None:
    assert headline(_ask("水务局2033年委托业务费预算")) == ("answered", Decimal("47.80"), "万元")


def test_cars_are_counted_as_of_the_day_that_the_budget_tells() -> None:
    assert headline(_ask("水务局有几辆车")) == ("answered", Decimal("6"), "台")


def test_goal_is_found_without_its_year() -> None:
    assert headline(_ask("水库巡查的巡查人员数量指标值是多少")) == ("answered", Decimal("13"), "人")


def test_rate_is_computed_from_the_accounts_and_the_budget_in_another_document() -> None:
    assert headline(_ask("水务局2033年基本支出执行率是多少")) == ("answered", Decimal("97.00"), "%")


def test_rate_of_an_item_whose_figures_stand_in_a_sentence_of_their_own() -> None:
    assert headline(_ask("水务局2033年行政运行的执行率")) == ("answered", Decimal("95.00"), "%")


def test_item_without_a_version_is_that_of_the_accounts() -> None:
    found = headline(_ask("水务局2033年行政运行支出是多少"))
    assert found == ("answered", Decimal("152.00"), "万元")


def test_share_never_exceeds_its_whole() -> None:
    less = table(
        "支出表", (("合计",),), [(("农林水支出",), ("90.00",)), (("水利支出",), ("30.00",))]
    )
    answer = assistant(disclosure(2033, "预算", tables=(less,))).ask(
        f"{UNIT}2033年农林水支出占水利支出的比重"
    )
    assert (answer.status, answer.values) == ("no_data", ())


@cache
def _purchases() -> Assistant:
    """A budget that tells its purchases, what is received and what is carried over."""
    sides = table(
        "收支总表",
        (("收入", "预算数"),),
        [
            (("其他收入",), ("60.00",)),
            (("其他收入", "其中：捐赠收入"), ("4.00",)),
            (("上年结转结余",), ("19.00",)),
        ],
    )
    return assistant(
        disclosure(
            2033,
            "预算",
            "2033年本部门政府采购安排62.50万元，其中：货物类采购预算2.50万元，工程类采购预算18.00万元，"
            "服务类采购预算42.00万元。",
            "2033年支出预算300.00万元，比上年增加30.00万元，增长11.11%。其中：教育支出200.00万元，"
            "比上年增加25.00万元，增长14.29%。",
            tables=(sides,),
        )
    )


def _bought(question: str) -> list[tuple[Decimal, str]]:
    return [(value.value, value.unit) for value in _purchases().ask(question).values]


def test_parts_are_told_with_the_sum_that_is_asked_for_before_them() -> None:
    found = _bought("水务局2033年政府采购安排多少，货物、工程、服务各多少")
    assert [size for size, _ in found] == list(map(Decimal, ("62.50", "2.50", "18.00", "42.00")))


def test_part_that_is_asked_for_is_no_whole_that_its_setting_names() -> None:
    assert _bought("水务局2033年政府采购安排，服务类多少") == [(Decimal("42.00"), "万元")]


def test_part_among_an_item_is_told_beside_it() -> None:
    found = _bought("水务局2033年其他收入多少，其中捐赠收入多少")
    assert [size for size, _ in found] == [Decimal("60.00"), Decimal("4.00")]


def test_what_is_carried_over_is_no_balance_to_be_computed() -> None:
    assert _bought("水务局2033年上年结转结余多少") == [(Decimal("19.00"), "万元")]


def test_change_of_spending_is_none_of_one_item_of_it() -> None:
    assert _bought("水务局2033年支出比上年增加多少") == [(Decimal("30.00"), "万元")]


@cache
def _bodies() -> Assistant:
    """Accounts of a bureau with a body below it, and what it bought."""
    return assistant(
        disclosure(
            2033,
            "决算",
            "2033年政府采购支出12.00万元，其中：政府采购货物支出3.00万元、政府采购工程支出4.00万元、"
            "政府采购服务支出5.00万元。",
            "绩效自评的2033年度项目39个，平均得分99.33分。",
            "“三公”经费：指因公出国（境）费、公务用车购置及运行费和公务接待费，其中公务接待费最多。",
            tables=(
                table(
                    "部门决算单位构成",
                    (("备注",),),
                    [((f"{UNIT}（本级）",), (None,)), (("云溪县水库管理中心",), (None,))],
                ),
                table(
                    "支出决算表",
                    (("合计",),),
                    [(("行政单位医疗",), ("0.00",)), (("公务员医疗补助",), ("0.00",))],
                ),
            ),
        )
    )


def test_bodies_below_the_unit_are_those_of_their_table() -> None:
    answer = _bodies().ask("水务局2033年部门决算包括哪些单位")
    assert answer.text.startswith(
        "云溪县水务局2033年部门决算包括的单位有：云溪县水务局（本级）、云溪县水库管理中心。"
    )
    assert (answer.values, len(answer.citations)) == ((), 1)


def test_largest_of_the_things_that_a_question_names_is_told() -> None:
    answer = _bodies().ask("水务局2033年政府采购货物、工程和服务哪个最多")
    assert headline(answer) == ("answered", Decimal("5.00"), "万元")
    assert "最大的是政府采购服务支出" in answer.text


def test_mean_that_a_document_prints_is_told() -> None:
    answer = _bodies().ask("水务局2033年绩效自评的项目多少个，平均得分多少")
    assert [value.value for value in answer.values] == [Decimal("39"), Decimal("99.33")]


def test_definition_is_no_answer_to_which_is_the_most() -> None:
    assert _bodies().ask("水务局所属单位2033年三公经费哪个最多").status == "no_data"


@cache
def _reasons() -> Assistant:
    """The budgets of two bureaus, with changes and their reasons."""
    three = table(
        "“三公”经费支出表",
        (("合计",), ("因公出国（境）费",), ("公务用车运行维护费",), ("公务接待费",)),
        [(("合计",), ("9.00", "0.50", "6.00", "2.50"))],
    )
    other = table(
        "“三公”经费支出表",
        (("合计",), ("因公出国（境）费",), ("公务用车运行维护费",), ("公务接待费",)),
        [(("合计",), ("7.00", "0.50", "4.00", "2.50"))],
    )
    return assistant(
        disclosure(
            2033,
            "预算",
            f"{UNIT}2033年度收入、支出预算总计900.00万元，与上年相比收、支预算总计各增加90.00万元，"
            "增长11.11%。",
            "其他收入60.00万元，与上年相比减少5.00万元，减少7.69%。主要原因是捐赠减少。",
            "公务接待费2.50万元，比上年减少0.20万元，下降7.41%，主要原因是压减接待。",
            tables=(three,),
        ),
        disclosure(2034, "预算", "2034年收入预算500.00万元。", unit="云溪县粮食局"),
        disclosure(2033, "预算", tables=(other,), unit="云溪县统计局"),
    )


def test_place_of_an_item_among_its_like_is_told() -> None:
    answer = _reasons().ask("水务局2033年公务接待费在三公经费里排第几")
    assert headline(answer) == ("answered", Decimal("2.50"), "万元")
    assert "在3项中排第2位" in answer.text


def test_units_are_ranked_where_the_unit_is_asked_for() -> None:
    answer = _reasons().ask("2033年三公经费最高的单位是哪个")
    assert headline(answer) == ("answered", Decimal("9.00"), "万元")
    assert "最大的是云溪县水务局" in answer.text


def test_question_that_stands_by_itself_takes_no_year_from_the_one_before() -> None:
    answer = _reasons().ask("粮食局收入预算多少", ["水务局2033年公务接待费多少"])
    assert headline(answer) == ("answered", Decimal("500.00"), "万元")


def test_question_that_goes_on_keeps_the_year_of_the_one_before() -> None:
    assert _reasons().ask("粮食局收入呢", ["水务局2033年公务接待费多少"]).status == "no_data"


def test_why_after_a_change_is_the_reason_of_that_item() -> None:
    answer = _reasons().ask("为什么减少", ["水务局2033年公务接待费比上年减少多少"])
    assert "压减接待" in answer.text


def test_change_of_income_is_that_of_both_sides_where_they_are_told_together() -> None:
    answer = _reasons().ask("水务局2033年收入比上年增加多少")
    assert headline(answer) == ("answered", Decimal("90.00"), "万元")


def test_reason_of_one_income_is_none_of_all_income() -> None:
    assert "捐赠" not in _reasons().ask("水务局2033年收入为什么减少").text


@cache
def _told() -> Assistant:
    """Accounts whose sentences count in two ways, remark in brackets and leave heads out."""
    cars = table(
        "“三公”经费支出决算表",
        (("公务用车购置及运行维护费", "小计"), ("公务用车购置费",), ("公务用车运行维护费",)),
        [(("合计",), ("8.00", "3.00", "5.00"))],
    )
    return assistant(
        disclosure(
            2033,
            "决算",
            "2033年度政府采购金额（以合同签订为准）为21.00万元，其中：工程采购金额6.00万元。在面向中小企业预留的"
            "项目中，由中小企业中标的，采购金额2.00万元；在其他项目中，采购金额1.00万元。",
            "公务接待2批次、26人次。",
            "2033年度，本单位编报绩效目标的项目共12个，涉及项目预算资金42.00万元。",
            tables=(cars,),
        )
    )


def _tells(question: str) -> list[Decimal]:
    return [value.value for value in _told().ask(question).values]


def test_remark_in_brackets_hides_no_item() -> None:
    assert _tells("水务局2033年政府采购金额多少，工程多少") == [Decimal("21.00"), Decimal("6.00")]


def test_one_thing_is_counted_in_two_ways() -> None:
    assert _tells("水务局2033年公务接待多少批次多少人次") == [Decimal("2"), Decimal("26")]


def test_money_is_told_beside_the_number_of_what_it_is_for() -> None:
    found = _tells("水务局2033年编报绩效目标的项目几个，资金多少")
    assert found == [Decimal("12"), Decimal("42.00")]


def test_second_of_two_items_may_leave_out_what_the_first_says() -> None:
    found = _tells("水务局2033年公务用车购置费和运行维护费分别多少")
    assert found == [Decimal("3.00"), Decimal("5.00")]


def test_of_nothing_but_zeros_none_is_the_largest() -> None:
    assert _bodies().ask("水务局2033年支出最大的科目是哪个").values == ()
