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
            "水量监测资源保障方面。水务云累计为“云溪水情”分配 306 台雨量站、4 台雷达；"
            "为抗旱调度系统累计发放 299 台雨量站、3 台雷达；"
            "为“取水许可系统”累计发放 23 台高精度雨量站、2 台雷达。",
            "本部门下属单位2个，分别是云溪县河道管理中心、云溪县水文信息中心。"
            "本级内设科室3个，分别是办公室、水政科、工程科。",
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


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2033年取水许可系统拿到多少雨量站", "23"),
        ("2033年抗旱调度系统分到多少台雨量站", "299"),
        ("2033年云溪水情有多少台雨量站", "306"),
    ],
)
def test_of_a_sentence_that_counts_under_several_heads_the_one_named_is_told(
    question: str, value: str
) -> None:
    answer = _held().ask(f"{UNIT}{question}")
    assert [str(v.value) for v in answer.values] == [value]


@pytest.mark.parametrize(
    "question",
    ["水文信息中心内设几个科室", "水文信息中心的主要职责是什么", "水文信息中心下设哪些科室"],
)
def test_a_body_that_is_only_mentioned_is_not_told_of_in_the_words_of_another(
    question: str,
) -> None:
    assert _held().ask(question).status == "no_data"


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("2033年有哪些科室", "answered"),
        ("2033年设有哪些科室", "answered"),
        ("2033年有几个亭子", "no_data"),  # of what no text counts no money is told
    ],
)
def test_departments_are_told_by_the_words_of_the_place_itself(question: str, status: str) -> None:
    answer = _held().ask(f"{UNIT}{question}")
    assert answer.status == status
    assert ("水政科" in answer.text) is (status == "answered")


def test_a_unit_whose_disclosure_names_no_departments_is_told_none() -> None:
    people = "县水利局事业编制总数18人，实有在编人数11人，退休5人。"
    held = assistant(
        disclosure(2033, "预算", people, unit="柳河县水利局", section=("二、机构编制情况",))
    )
    assert held.ask("柳河县水利局内设哪几个科室").status == "no_data"


def test_the_problems_of_one_project_are_not_told_of_another_thing() -> None:
    held = assistant(
        disclosure(
            2033,
            "决算",
            "水情网站平台建设项目绩效自评综述：全年预算数30万元。"
            "发现的主要问题及原因主要是：网站平台招标推迟。",
            "闸门云平台已为全县7家单位提供云主机服务。",
        )
    )
    assert "招标推迟" in held.ask(f"{UNIT}2033年水情网站平台建设项目有哪些问题").text
    assert held.ask(f"{UNIT}2033年云平台有哪些问题").status == "no_data"


def test_what_a_term_means_does_not_tell_whether_something_is_so() -> None:
    term = "机关运行经费：为保障行政单位运行用于购买货物和服务的各项资金，包括设备购置费、会议费。"
    held = assistant(disclosure(2033, "预算", term, section=("名词解释",)))
    assert held.ask(f"{UNIT}2033年有没有安排购置设备").status == "no_data"


def test_a_clause_that_says_what_came_of_it_puts_no_condition_on_a_list() -> None:
    answer = _held().ask(f"{UNIT}2033年新建了哪些泵站，使项目支出超过年初预算")
    assert "年初预算的项" not in answer.text


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
