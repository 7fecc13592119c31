"""What a question picks of a list and adds up, and whether what it asks is so, over a made-up
county's accounts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from disclosed_fixtures import assistant, disclosure, table

from qa.ask import Assistant

GOODS = [
    (("商品和服务支出",), ["302", "1,910.00"]),
    (("办公费",), ["30201", "12.00"]),
    (("电费",), ["30206", "640.00"]),
    (("租赁费",), ["30214", "900.00"]),
    (("劳务费",), ["30226", "358.00"]),
]


@pytest.fixture(scope="module")
def county() -> Assistant:
    goods = table("一般公共预算支出表", [("科目编码",), ("支出总计",)], GOODS)
    return assistant(
        disclosure(2025, "预算", tables=[goods]),
        disclosure(
            2024,
            "决算",
            "云溪县水务局2024年度“三公”经费支出决算为8万元，完成全年预算20万元的40%，"
            "比上年决算数减少1.5万元，下降15.8%。其中：公务接待费支出决算为2万元，"
            "完成全年预算5万元的40%，比上年决算数增加0.5万元，增长33.3%。",
            "部门整体支出绩效自评综述：全年预算数500万元，执行数480万元，完成预算的96%。",
        ),
    )


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("2025年商品和服务支出里超过300万元的科目有哪些，合计多少", "1898"),
        ("2025年商品和服务支出里超过300万元的科目合计多少", "1898"),
        ("2025年商品和服务支出中最大的两项是什么，一共多少", "1540"),
        ("2025年商品和服务支出中不足700万元的科目一共多少", "1010"),
    ],
)
def test_what_a_question_picks_of_a_list_is_added_up_and_not_the_whole(
    county: Assistant, question: str, total: str
) -> None:
    head = county.ask(question).values[0]
    assert (head.value, head.unit) == (Decimal(total), "万元")


@pytest.mark.parametrize(
    ("question", "size", "told"),
    [
        ("2025年电费超过500万元了吗", "640.00", "高于所问的数"),
        ("2025年电费是否超过0.1亿元", "640.00", "低于所问的数"),
        ("2025年电费是不是达到640万元了", "640.00", "正好等于所问的数"),
        ("2024年三公经费是不是超预算了", "12", "没有超过预算"),
        ("2024年公务接待费超出预算了没有", "3", "没有超过预算"),
    ],
)
def test_a_question_whether_something_is_so_is_told_whether_it_is(
    county: Assistant, question: str, size: str, told: str
) -> None:
    answer = county.ask(question)
    assert answer.values[0].value == Decimal(size)
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "size", "way"),
    [
        ("2024年三公经费比上年多了吗", "1.5", "减少"),
        ("2024年公务接待费是不是比上年少", "0.5", "增加"),
        ("2024年公务接待费比上年高了没有", "0.5", "增加"),
    ],
)
def test_whether_something_is_more_than_it_was_is_told_by_how_it_moved(
    county: Assistant, question: str, size: str, way: str
) -> None:
    answer = county.ask(question)
    assert answer.values[0].value == Decimal(size)
    assert way in answer.text


def test_a_rate_of_nothing_in_particular_is_that_of_all_that_the_unit_spends(
    county: Assistant,
) -> None:
    head = county.ask("云溪县水务局2024年预算执行率是多少").values[0]
    assert (head.value, head.unit) == (Decimal("96.00"), "%")


def test_whether_the_budget_was_reached_is_told_by_its_rate(county: Assistant) -> None:
    head = county.ask("2024年三公经费达到预算了吗").values[0]
    assert (head.value, head.unit) == (Decimal("40.00"), "%")


@pytest.fixture(scope="module")
def sheet() -> Assistant:
    """A score sheet of a project, with goals, and a budget told in sentences only."""
    rows = [
        (("河道巡查次数",), ["≥120次", "150次", "10", "10"]),
        (("闸门检修数量",), ["≥30座", "24座", "10", "7"]),
        (("档案数字化数量",), ["≥5件", "6件", "10", "9"]),
        (("经济效益",), ["不适用", "不适用", "0", "0"]),
    ]
    columns = [("年度指标值",), ("实际完成值",), ("分值",), ("得分",)]
    return assistant(
        disclosure(2024, "决算", tables=[table("项目支出绩效自评表", columns, rows)]),
        disclosure(
            2025,
            "预算",
            "云溪县水务局2025年预算300万元，包括人员支出200万元、公用支出100万元。",
            "公用支出100万元，主要包括：办公费、水费、邮电费等。",
        ),
    )


@pytest.mark.parametrize(
    ("question", "size", "unit"),
    [
        ("2024年河道巡查次数比指标值超出多少次", "30", "次"),
        ("2024年闸门检修数量离目标还差多少座", "6", "座"),
        ("2024年河道巡查次数超额完成多少次", "30", "次"),
    ],
)
def test_how_far_from_its_goal_something_is_is_told(
    sheet: Assistant, question: str, size: str, unit: str
) -> None:
    head = sheet.ask(question).values[0]
    assert (head.value, head.unit) == (Decimal(size), unit)


@pytest.mark.parametrize("asked", ["没拿到满分", "没有得到满分", "未达到满分", "不足满分"])
def test_what_got_less_than_all_points_is_not_what_got_all(sheet: Assistant, asked: str) -> None:
    text = sheet.ask(f"2024年项目支出绩效自评表有哪些指标{asked}").text
    assert "闸门检修数量" in text and "河道巡查次数" not in text


def test_what_has_no_points_to_get_did_not_get_all(sheet: Assistant) -> None:
    text = sheet.ask("2024年项目支出绩效自评表有哪些指标得到满分").text
    assert "河道巡查次数" in text and "经济效益" not in text


def test_the_line_that_lost_most_is_told_with_what_it_lost(sheet: Assistant) -> None:
    answer = sheet.ask("2024年项目支出绩效自评表扣分最多的是哪个指标，扣了几分")
    assert (answer.values[0].value, answer.values[0].unit) == (Decimal(3), "分")
    assert "闸门检修数量" in answer.text


def test_a_whole_is_no_figure_for_a_part_that_is_only_mentioned_below_it(sheet: Assistant) -> None:
    assert sheet.ask("2025年公用支出里办公费是多少").status == "no_data"
    assert sheet.ask("2025年预算里公用支出是多少").values[0].value == Decimal(100)


def test_what_was_asked_one_after_the_other_is_added_up(county: Assistant) -> None:
    history = ["2025年电费多少", "劳务费呢"]
    for asked in ("一共呢", "加一块多少", "合计多少"):
        assert county.ask(asked, history).values[0].value == Decimal(998)


@pytest.mark.parametrize(
    ("question", "size", "unit"),
    [
        ("2024年三公经费还有多少额度没用掉", "12", "万元"),
        ("2024年公务接待费剩余多少", "3", "万元"),
        ("2024年三公经费是不是下降了，降了多少", "1.5", "万元"),
        ("2025年电费超过劳务费了吗，差多少", "282", "万元"),
        ("2025年劳务费低于电费吗", "282", "万元"),
    ],
)
def test_what_is_left_and_which_is_more_are_reckoned_however_they_are_asked_for(
    county: Assistant, question: str, size: str, unit: str
) -> None:
    head = county.ask(question).values[0]
    assert (head.value, head.unit) == (Decimal(size), unit)


def test_one_thing_under_two_names_is_added_up_once() -> None:
    text = (
        "政府投资项目预算510万元，主要包括：云溪县灌区平台（二期）300万元、河堤加固工程210万元。",
        "政府投资项目预算增加，主要包括：云溪县灌区平台项目（二期）300万元等。",
    )
    county = assistant(disclosure(2025, "预算", *text))
    answer = county.ask("2025年政府投资项目中预算超过200万元的有哪些，合计多少")
    assert answer.values[0].value == Decimal(510)
    assert len(answer.values) == 3


def test_a_change_over_years_is_that_from_the_first_to_the_last() -> None:
    told = "云溪县水务局{}年预算收入{}万元，比{}年增加{}万元，增长{}%。"
    county = assistant(
        disclosure(2023, "预算", told.format(2023, 400, 2022, 100, "33.3")),
        disclosure(2025, "预算", told.format(2025, 500, 2024, 20, "4.2")),
    )
    head = county.ask("云溪县水务局预算收入2023年到2025年涨了百分之几").values[0]
    assert (head.value, head.unit) == (Decimal("25.00"), "%")


def test_heads_named_by_their_codes_are_told_each() -> None:
    rows = [(("农林水支出",), ["80.00"]), (("住房保障支出",), ["20.00"])]
    plain = table("支出总表", [("支出总计",)], rows)
    coded = (replace(r, code=c) for r, c in zip(plain.rows, ("213", "221"), strict=True))
    county = assistant(disclosure(2025, "预算", tables=[replace(plain, rows=tuple(coded))]))
    values = county.ask("云溪县水务局2025年213和221两类支出各是多少").values
    assert [v.value for v in values] == [Decimal(80), Decimal(20)]
