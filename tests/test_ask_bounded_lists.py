"""Lists of what is exactly so much or more than a bound, and of what a thing is spent on."""

from __future__ import annotations

from functools import cache

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant

_ESTIMATE = "1、电费2.12万元。2、试剂采购20万元。3、机房。2033年需支付合同款164.8万元。"


@cache
def _held() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "预算",
            "2.灌区运维项目 930 万元，主要包括渠道巡查工作 300 万元、闸门维护工作 15 万元、"
            "泵站看护工作 315 万元、水位观测工作 15 万元、量水设备校验工作 285 万元。",
            "3.日常管理事务 40 万元，主要用于劳务派遣人员、党建活动、其他日常管理事务等。",
            "其他日常管理事务：第一季度支付2万元，第二季度支付3万元，第三季度支付2万元。",
            tables=[
                table(
                    "项目支出绩效自评表 水质监测",
                    [("年度指标值",), ("实际完成值",), ("分值",), ("得分",)],
                    [
                        (("效益", "经济效益"), ("不适用", "不适用", "0", "0")),
                        (("效益", "社会效益"), ("稳定", "稳定", "30", "30")),
                    ],
                    unit="",
                ),
                table(
                    "水质监测绩效目标申报表",
                    [("目标值",)],
                    [
                        (("投入指标", "测算明细"), (_ESTIMATE,)),
                        (("产出指标", "断面数量"), ("36个",)),
                    ],
                    unit="",
                ),
            ],
        )
    )


def _names(question: str) -> list[str]:
    values = _held().ask(f"{UNIT}2033年{question}").values
    return [value.label.removesuffix("（预算）").removeprefix("2033年") for value in values]


def test_the_items_of_a_sentence_beyond_a_bound_are_told_by_what_all_are_called() -> None:
    told = _names("灌区运维项目里，金额超过290万元的工作有哪些")
    assert told == ["渠道巡查工作", "泵站看护工作"]


@pytest.mark.parametrize(
    "question", ["灌区运维项目里哪几项是15万元", "灌区运维项目里哪些工作都是15万元"]
)
def test_the_items_that_are_exactly_so_much_are_told_alone(question: str) -> None:
    assert _names(question) == ["闸门维护工作", "水位观测工作"]


def test_a_condition_that_no_sheet_bears_out_is_not_answered_by_the_figures_of_all() -> None:
    assert _names("灌区运维项目里哪些工作没有完成") == []


def test_an_item_told_in_its_only_figure_is_one_of_the_items() -> None:
    assert _names("测算明细里哪项最贵") == ["机房"]
    assert _names("测算明细从大到小怎么排") == ["机房", "试剂采购", "电费"]


def test_a_list_beyond_a_bound_that_no_figure_tells_is_not_told_in_words() -> None:
    answer = _held().ask(f"{UNIT}2033年日常管理事务里超过1万元的人员有哪些")
    assert answer.status == "no_data"


def test_what_a_thing_is_spent_on_is_not_told_of_the_rest_of_it() -> None:
    answer = _held().ask(f"{UNIT}2033年日常管理事务主要用在哪几个方面")
    assert "劳务派遣人员、党建活动、其他日常管理事务" in answer.text
    assert "第一季度" not in answer.text
