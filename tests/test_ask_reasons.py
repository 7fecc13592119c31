"""Reasons are quoted without the details that stand before them, with the item that they are of."""

from __future__ import annotations

from functools import cache

from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant

_DETAILS = (
    "主要包括东渠管护工作 1,830 万元，根据单位负责灌溉渠道的建设、管理和运行维护的职责任务，"
    "用于保障灌溉渠道安全稳定运行；西渠管护工作 700 万元，根据单位负责灌溉渠道的建设、管理和"
    "运行维护的职责任务，用于开展西渠的清淤工作；泵站维护工作 900 万元，用于泵站设备更新、"
    "日常巡查及相关维护工作等。"
)


@cache
def _held() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "预算",
            f"1. 渠道管护预算 3,430 万元，{_DETAILS}较 2032 年预算减少 442 万元，减幅 12%，"
            "主要原因是 1. 根据职责调整要求部分渠道移交管理；2. 日常经费压减。",
            f"2. 水库管护预算 5,430 万元，{_DETAILS}较 2032 年预算增加 40 万元，"
            "主要原因是新建水库。",
        )
    )


def test_a_reason_is_told_of_its_item_and_without_the_details_before_it() -> None:
    answer = _held().ask(f"{UNIT}2033年渠道管护预算为什么减少")
    assert "渠道管护预算 3,430 万元……较 2032 年预算减少 442 万元" in answer.text
    assert "泵站" not in answer.text


def test_all_of_several_reasons_are_told() -> None:
    answer = _held().ask(f"{UNIT}2033年渠道管护预算减少的原因是什么")
    assert "渠道移交管理" in answer.text
    assert "日常经费压减" in answer.text
