"""A place that a later question names stands for the body there like the one asked about before."""

from __future__ import annotations

import pytest
from disclosed_fixtures import assistant as knowing
from disclosed_fixtures import disclosure

from qa.ask import Assistant
from qa.ask.question.same_body import in_full

NAMES = ("云溪县财政局", "清源县财政局（汇总）", "清源县水务局", "白石县文化馆")


def _held() -> Assistant:
    told = "2033年公务接待费预算为{}万元。"
    sums = zip(NAMES[:3], ("3.10", "4.20", "5.30"), strict=True)
    return knowing(*(disclosure(2033, "预算", told.format(n), unit=u) for u, n in sums))


@pytest.mark.parametrize("later", ["清源的呢", "清源县呢", "那清源县的呢"])
def test_place_stands_for_the_body_there_like_the_one_before(later: str) -> None:
    told = _held().ask(later, history=["云溪县财政局2033年公务接待费预算是多少"])
    assert [str(value.value) for value in told.values] == ["4.20"]
    assert told.question == later


@pytest.mark.parametrize(
    "later",
    ["清源县水务局的呢", "白石县的呢", "清源县水库的水位呢", "那差旅费呢"],
)
def test_question_stays_as_it_is_where_no_one_body_is_meant(later: str) -> None:
    assert in_full(["云溪县财政局2033年公务接待费是多少", later], NAMES)[-1] == later


def test_body_named_later_takes_the_place_of_one_that_has_no_document() -> None:
    told = _held().ask("清源县水务局的呢", ["白石县审计局2033年公务接待费预算是多少"])
    assert [str(value.value) for value in told.values] == ["5.30"]


def test_body_without_a_document_takes_the_place_of_the_one_named_before() -> None:
    told = _held().ask("白石县审计局的呢", ["清源县水务局2033年公务接待费预算是多少"])
    assert (told.status, told.values) == ("no_data", ())
    assert "没有收录“白石县审计局”" in told.text
    assert len(told.candidates) == 3


def test_list_of_one_body_says_that_the_other_has_no_document(assistant: Assistant) -> None:
    told = assistant.ask("财政局和政数局2022年三公经费各多少")
    assert "政务服务数据管理局2022年决算数：因公出国（境）费0.00万元" in told.text
    assert told.text.endswith("（没有收录“财政局”的预决算公开文件。）")
