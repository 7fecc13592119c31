"""Questions in free words: other verbs than the disclosure's, but the same names."""

from __future__ import annotations

from functools import cache

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure

from qa.ask import Assistant
from qa.ask.question.spelling import Speller
from qa.ask.question.strangers import strangers_in
from qa.ask.words.courtesy import written


@cache
def _held() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "决算",
            "水质监测平台累计有注册用户8120名，接入监测断面36个，由县水文站批复建设。",
            "河道巡查无人机用于掌握入河排口的动态，防止污水偷排。",
            "巡查信号盲区的问题及原因主要是：基站少。下一步改进措施主要是：与运营商商议增设基站。",
            "灌溉用水定额由农艺站核定，按亩均用水量匡算。",
            "云溪政府在线的公告栏已迁移至县级平台。",
            "本单位为事业单位（非参照公务员法管理）。",
            "2.灌区改造180.00万元，用于渠道衬砌、闸门更换和量水设备安装。",
            "农村水利主要用于灌区改造、塘坝清淤、泵站维修等项目支出。",
            "闸门启闭记录保存五年，供上级单位抽检。",
        )
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2033年水质监测平台攒了多少注册用户", "8,120名"),
        ("2033年河道巡查无人机有什么用处", "防止污水偷排"),
        ("2033年巡查信号盲区参差不齐，准备怎么补", "增设基站"),
        ("2033年灌溉用水定额是怎么算出来的", "亩均用水量"),
        ("云溪政府在线的公告栏后来迁到哪儿去了", "县级平台"),
        ("是参公单位吗", "非参照公务员法管理"),
        ("2033年闸门启闭记录会不会拿去给上级单位抽检", "保存五年"),
    ],
)
def test_verbs_of_speech_need_no_place_in_the_answer(question: str, said: str) -> None:
    assert said in _held().ask(f"{UNIT}{question}").text


@pytest.mark.parametrize(
    "question",
    [
        "2033年水质监测平台的供应商是谁",
        "2033年水质监测平台的局长是谁",
        "2033年水质监测平台雇了多少保安",
        "2033年水质监测平台攒了多少万元",
        "2033年拍板了吗",
    ],
)
def test_names_that_no_place_explains_are_no_data(question: str) -> None:
    assert _held().ask(f"{UNIT}{question}").status == "no_data"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("平台跟市里哪些局打通了", []),
        ("云溪政府在线迁到哪里", []),
        ("市林业局在哪里", ["市林业局"]),
        ("云溪政府在2033年花了多少", ["云溪政府"]),
    ],
)
def test_bodies_are_told_from_what_only_looks_like_one(question: str, names: list[str]) -> None:
    assert list({question[a:b] for a, b in strangers_in(question, ["云溪"])}) == names


def test_what_one_half_lacks_is_told_by_the_place_that_names_all() -> None:
    answer = _held().ask(f"{UNIT}2033年灌溉用水定额归谁核定，匡算多少年")
    assert "农艺站" in answer.text


def test_what_a_thing_is_for_no_list_tells_that_it_is_one_of() -> None:
    said = _held().ask(f"{UNIT}2033年灌区改造的钱用在哪些方面").text
    assert "渠道衬砌" in said
    assert "塘坝清淤" not in said


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("应急演练最晚什么时候做完", "应急演练完成时间是什么时候"),
        ("白皮书最迟几月完成", "白皮书完成时间是什么时候"),
    ],
)
def test_when_something_must_be_done_is_the_time_of_its_completion(typed: str, read: str) -> None:
    assert written(typed) == read


@pytest.mark.parametrize("typed", ["杂志2033年出几期", "考核打多少分", "巡查具体干哪些活"])
def test_a_verb_before_what_asks_is_no_slip(typed: str) -> None:
    labels = ("年初预算", "大多数断面", "用于其他")
    assert Speller(labels).mended(typed) == (typed, ())


def test_a_name_printed_whole_counts_for_more_than_its_letters_scattered() -> None:
    kinds = [f"{place}{what}" for place in "茶果林苗" for what in ("园养护", "场补植")]
    held = assistant(
        disclosure(
            2033,
            "决算",
            "河口闸口的改造物资由水闸门槽班和三门改造班看管，年内进场。",
            "河口闸门改造物资进入招标。",
            *(f"{kind}按年度安排推进。" for kind in kinds),
            *(f"{place}路边坡抚育按季度安排移栽。" for place in "茶果林苗花草"),
        )
    )
    said = held.ask(f"{UNIT}2033年河口闸门改造物资进展如何").text
    assert "进入招标" in said


def test_what_is_asked_for_by_its_bare_name_is_told_as_a_figure_or_not_at_all() -> None:
    told = "全年国内公务接待费用主要用于检查指导。公务接待有关批次情况另行公布。"
    other = "巡查由水库管理所负责，水利设施巡查台账按月更新。"
    held = assistant(disclosure(2033, "决算", told, other))
    assert held.ask(f"{UNIT}2033年公务接待批次").status == "no_data"
