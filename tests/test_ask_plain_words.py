"""Reasons and lists asked for in plain words, and what is quoted for them."""

from __future__ import annotations

from functools import cache

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant
from qa.ask.tell.compose import LONGEST_TOGETHER

_DUTIES = (
    "负责全县水资源的统一调度和监督管理，组织实施取水许可和水资源有偿使用制度。",
    "承担河道、湖泊、水库的治理和岸线保护，指导农村饮水安全和灌区节水改造工作。",
)


@cache
def _held() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "1.基本支出 201.27 万元，比上年决算数增加 50.21 万元，增长 33.2%。主要原因：新进人员。",
            "2.项目支出 332.99 万元，比上年决算数增加 97.56 万元，增长 41.5%。主要原因：新建泵站。",
        )
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2033年基本支出怎么比前一年多了50万", "新进人员"),
        ("2033年基本支出怎么增加了", "新进人员"),
        ("2033年项目支出涨了四成多，是什么缘故", "新建泵站"),
    ],
)
def test_how_it_comes_that_a_figure_rose_asks_for_the_reason(question: str, said: str) -> None:
    answer = _held().ask(f"{UNIT}{question}")
    assert (answer.status, said in answer.text) == ("answered", True)


def test_the_words_of_several_units_are_cut_to_a_length_to_be_read() -> None:
    held = assistant(
        *(
            disclosure(2033, "预算", *[duty] * 40, unit=unit, section=("主要职责",))
            for unit, duty in zip(("云溪县水务局", "柳河县水利局"), _DUTIES, strict=True)
        )
    )
    answer = held.ask("主要职责有哪些")
    assert answer.status == "ambiguous"
    assert LONGEST_TOGETHER * 0.7 < len(answer.text) < LONGEST_TOGETHER + 150
    assert answer.text.count("。……[") == 2
