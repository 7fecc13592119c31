"""Questions in two steps: which item is the largest, and then what share it is of what it stands
in, or by how much it rose."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from disclosed_fixtures import assistant, disclosure, table

from qa.ask import Assistant


@pytest.fixture(scope="module")
def county() -> Assistant:
    rows = [
        (("合计",), ["900.00"]),
        (("农林水支出",), ["800.00"]),
        (("农林水支出", "水利"), ["800.00"]),
        (("农林水支出", "水利", "水利工程运行与维护"), ["500.00"]),
        (("农林水支出", "水利", "防汛"), ["300.00"]),
        (("住房保障支出",), ["100.00"]),
        (("住房保障支出", "住房改革支出"), ["100.00"]),
        (("住房保障支出", "住房改革支出", "住房公积金"), ["100.00"]),
    ]
    codes = ["", "213", "21303", "2130306", "2130314", "221", "22102", "2210201"]
    plain = table("支出决算表", [("本年支出合计",)], rows)
    coded = tuple(replace(r, code=code) for r, code in zip(plain.rows, codes, strict=True))
    spending = replace(plain, rows=coded)
    return assistant(
        disclosure(
            2024,
            "决算",
            "云溪县水务局2024年度“三公”经费支出决算为8万元，比上年决算数减少1.5万元，"
            "下降15.8%。其中：因公出国（境）费支出决算为0万元，比上年决算数增加0万元；"
            "公务用车购置及运行维护费支出决算为6万元，比上年决算数减少2万元，下降25%；"
            "公务接待费支出决算为2万元，比上年决算数增加0.5万元，增长33.3%。",
            "公务用车购置数0辆，公务用车保有量为5辆。",
            tables=[spending],
        )
    )


@pytest.mark.parametrize(
    ("question", "size", "unit"),
    [
        ("2024年三公经费里金额最大的那一项比上年变动了多少", "2", "万元"),
        ("2024年三公经费里占比最高的一项同比下降百分之几", "25", "%"),
    ],
)
def test_the_change_is_that_of_the_item_chosen_and_not_of_the_whole(
    county: Assistant, question: str, size: str, unit: str
) -> None:
    answer = county.ask(question)
    assert (answer.values[0].value, answer.values[0].unit) == (Decimal(size), unit)
    assert "公务用车购置及运行" in answer.text


def test_the_whole_that_a_question_points_back_to_is_what_the_item_stands_in(
    county: Assistant,
) -> None:
    answer = county.ask("2024年农林水支出里金额最大的项级科目占该类支出的比重是多少")
    assert (answer.values[0].value, answer.values[0].unit) == (Decimal("62.50"), "%")


@pytest.mark.parametrize("asked", ["买了几辆车", "新购多少辆公车", "打算买几辆车"])
def test_cars_that_are_bought_are_not_the_cars_there_are(county: Assistant, asked: str) -> None:
    head = county.ask(f"云溪县水务局2024年{asked}").values[0]
    assert (head.value, head.unit) == (Decimal(0), "辆")


@pytest.mark.parametrize(
    "asked",
    [
        "货物采购授予中小企业的合同金额占货物支出金额的比例",
        "货物采购中授予中小企业的合同占货物支出百分之多少",
    ],
)
def test_a_share_printed_of_all_that_is_asked_is_not_reckoned_from_something_wider(
    asked: str,
) -> None:
    told = (
        "云溪县水务局2024年度政府采购支出总额900万元，其中：政府采购货物支出200万元、"
        "政府采购服务支出700万元。授予中小企业合同金额180万元，占政府采购支出总额的20%；"
        "货物采购授予中小企业合同金额占货物支出金额的35%，"
        "服务采购授予中小企业合同金额占服务支出金额的15.7%。"
    )
    head = assistant(disclosure(2024, "决算", told)).ask(f"2024年{asked}").values[0]
    assert (head.value, head.unit) == (Decimal(35), "%")


def test_an_amount_is_told_beside_whether_its_share_is_within_a_bound(county: Assistant) -> None:
    values = county.ask("2024年住房公积金多少万元，占支出合计的比例是否在15%以内").values
    assert [(v.value, v.unit) for v in values[:2]] == [(100, "万元"), (Decimal("11.11"), "%")]
