"""Questions over papers of courts, towns and counties, as they word their figures."""

from __future__ import annotations

from functools import cache

import pytest
from ask_fixtures import figures_of
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant


def told(office: Assistant, question: str, *earlier: str) -> list[str]:
    answer = office.ask(f"{UNIT}{question}", [f"{UNIT}{said}" for said in earlier])
    return figures_of(answer)


@cache
def _court() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "2033年度收入总计910.00万元，支出总计910.00万元。",
            "2033年度收入合计900.00万元，其中：财政拨款收入870.00万元，占96.7%；其他收入30.00万元，"
            "占3.3%。此外，年初结转和结余10.00万元。",
            "2033年度支出合计890.00万元，其中：基本支出600.00万元，占67.4%；项目支出290.00万元，占32.6%。",
            "2033年度财政拨款收、支总计875.00万元。",
        )
    )


def test_total_of_a_fund_holds_what_was_carried_over() -> None:
    assert told(_court(), "2033年财政拨款收入总计") == ["875.00万元"]
    assert told(_court(), "2033年财政拨款支出总计") == ["875.00万元"]
    assert told(_court(), "2033年财政拨款收入") == ["870.00万元"]


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("2033年基本支出加项目支出是多少", "890.00万元"),
        ("2033年基本支出加上项目支出一共多少", "890.00万元"),
        ("2033年年初结转和结余加收入合计等于多少", "910.00万元"),
        ("2033年收入合计加年初结转和结余等于多少", "910.00万元"),
    ],
)
def test_one_thing_added_to_another_is_their_sum(question: str, total: str) -> None:
    assert told(_court(), question) == [total]


@cache
def _hospital() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "2033年度收入总计700.00万元，支出总计700.00万元，同比减少50.00万元，下降6.67%。",
            "2033年度收入合计690.00万元，比上年减少55.00万元。",
            "2033年度“三公”经费支出决算总额9.00万元，比去年增加1.50万元。",
        )
    )


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("2033年收支总计同比减少多少", ["50.00万元", "6.67%"]),
        ("2032年收入总计是多少", ["750.00万元"]),
        ("2032年支出总计是多少", ["750.00万元"]),
        ("2032年收入合计是多少", ["745.00万元"]),
        ("2032年三公经费决算是多少", ["7.50万元"]),
    ],
)
def test_change_behind_both_totals_is_that_of_both(question: str, figures: list[str]) -> None:
    assert told(_hospital(), question) == figures


def test_change_of_one_item_gives_no_other_item_of_its_sentence_the_year_before() -> None:
    office = assistant(
        disclosure(
            2033,
            "预算",
            "支出预算：2033年年初预算数900.00万元；支出较去年增加60.00万元，主要是基本支出预算增加80.00万元。",
            "2033年基本支出700.00万元，比2032年增加80.00万元。",
        )
    )
    assert told(office, "2032年基本支出预算是多少") == ["620.00万元"]


@cache
def _county() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "预算",
            "2032年底共有行政人员26人，退休人员7人。",
            "2033年部门财务总收入680.00万元，其中：一般公共预算财政拨款650.00万元，上年结转30.00万元。",
            "2033年区本级一般公共预算中“三公”经费支出预算为44.00万元，其中：公务接待费11.00万元，"
            "公务用车购置及运行维护费33.00万元。",
            "2033年本级支出合计600.00万元，结转下年80.00万元。",
        )
    )


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("有多少行政人员", ["26人"]),
        ("2033年收入预算", ["680.00万元"]),
        ("2033年总收入", ["680.00万元"]),
        ("2033年公务接待费预算占三公经费多少", ["25.00%"]),
        ("2033年结转下年多少", ["80.00万元"]),
    ],
)
def test_words_of_counties_name_what_is_asked(question: str, figures: list[str]) -> None:
    assert told(_county(), question) == figures


def test_each_kind_of_spending_leaves_income_out() -> None:
    town = assistant(
        disclosure(
            2033,
            "决算",
            "转移支付收入90.00万元。",
            "——一般公共服务支出60.00万元，增长4%；",
            "——农林水支出20.00万元，增长1%；",
            "——国防支出3.00万元。",
            section=("一、收支决算情况", "（一）一般公共预算"),
        )
    )
    figures = told(town, "2033年各项一般公共预算支出分别是多少")
    assert figures == ["60.00万元", "20.00万元", "3.00万元"]


def test_reason_for_one_side_is_found_where_both_are_told_to_have_changed() -> None:
    court = assistant(
        disclosure(
            2033, "预算", "收入预算：2033年年初预算数90.00万元，收入预算较上年增加6.00万元。"
        ),
        disclosure(
            2033,
            "决算",
            "2033年度收入总计99.00万元，支出总计99.00万元。收支较上年决算数减少11.00万元，"
            "主要原因是人员变动。",
            section=("二、部门决算情况说明", "（一）收入支出决算总体情况说明"),
        ),
    )
    for asked in ("收入减少的主要原因", "支出为什么减少"):
        assert "人员变动" in court.ask(f"{UNIT}2033年{asked}").text


def test_body_that_says_it_has_none_below_it_has_none() -> None:
    court = assistant(
        disclosure(
            2033,
            "决算",
            "无纳入本部门2033年度决算编制的二级预算单位。",
            section=("一、部门基本情况", "（三）单位构成"),
        )
    )
    assert "无纳入本部门" in court.ask(f"{UNIT}2033年有没有下属单位").text


def test_fund_with_a_remark_and_holder_of_a_car_are_no_part_of_a_name() -> None:
    county = assistant(
        disclosure(
            2033,
            "预算",
            "经县财政局汇总，县级部门和其他单位使用当年一般公共预算拨款（包括经费拨款和非税收入）安排的"
            "2033年“三公”经费预算为90.00万元，其中，公务接待费18.00万元，公务用车购置及运行维护费72.00万元。",
            "中共清源县直属机关工作委员会共有车辆2辆。",
        )
    )
    assert told(county, "2033年三公经费预算") == ["90.00万元"]
    assert told(county, "2033年公务接待费占三公经费的比例") == ["20.00%"]
    assert told(county, "共有车辆多少辆") == ["2辆"]


@pytest.mark.parametrize("item", ["一般公共预算收入", "政府性基金预算支出"])
def test_a_fund_names_no_kind_of_document(item: str) -> None:
    office = assistant(disclosure(2033, "决算", f"2033年{item}完成50.00万元，增长2%。"))
    assert told(office, f"2033年{item}是多少") == ["50.00万元"]
    assert "2033年预算的公开文件" not in office.ask(f"{UNIT}2033年有几个二级预算单位").text
