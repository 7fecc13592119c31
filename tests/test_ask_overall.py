"""Questions over all units of a large index: none is left out in silence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ask_fixtures import headline
from many_fixtures import COUNTIES, Made

from qa.ask import Assistant
from qa.ask.question.ranging import ranging
from qa.model import Answer


def _asked(question: str, made: Made | None = None) -> Answer:
    return Assistant(made or Made(), whole=1000).ask(question)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2031年哪个单位的基本支出决算最多", "563.00"),
        ("哪个县的林业局2031年基本支出决算最多", "563.00"),
        ("2031年哪个县林业局的基本支出决算最少", "500.00"),
        ("各县林业局2031年基本支出决算合计多少", "34016.00"),
        ("所有单位2031年基本支出决算一共多少", "34016.00"),
        ("2031年平均每个单位的基本支出决算是多少", "531.50"),
    ],
)
def test_all_units_are_considered(question: str, value: str) -> None:
    assert headline(_asked(question)) == ("answered", Decimal(value), "万元")


def test_answer_says_how_many_units_were_compared() -> None:
    told = _asked("各单位2031年基本支出决算合计多少").text
    assert told.endswith("以上是2031年决算文件中披露了这一项的全部64个单位。")


def test_units_that_print_no_such_figure_are_named() -> None:
    answer = _asked(
        "各单位2031年基本支出决算合计多少", Made(silent=frozenset(["清溪县", "柳顺县"]))
    )
    assert headline(answer)[1] == Decimal(34016 - 500 * 2 - 63 - COUNTIES.index("清溪县"))
    assert "全部62个单位" in answer.text
    assert "另有2个单位" in answer.text
    assert answer.text.endswith("未计入：柳顺县林业局、清溪县林业局。")


def test_every_figure_of_a_sum_is_cited() -> None:
    answer = _asked("各单位2031年基本支出决算合计多少")
    assert len({one.doc for one in answer.citations}) == len(COUNTIES)
    assert len(answer.text) < 400


def test_units_above_a_bound_are_listed_and_counted() -> None:
    answer = _asked("2031年有多少个单位的基本支出决算超过560万元")
    assert [one.value for one in answer.values] == [563, 562, 561]
    assert "符合条件的有3个单位（共64个单位披露了这一项）" in answer.text


def test_year_is_asked_for_where_none_is_named() -> None:
    answer = _asked("哪个单位的基本支出决算最多")
    assert (answer.status, answer.values) == ("ambiguous", ())
    assert answer.text == "这个问题涉及64个单位的64份文件，请写明年度。"


def test_kind_needs_no_name_where_there_is_but_one() -> None:
    assert headline(_asked("2031年哪个单位的基本支出最多"))[1] == Decimal("563.00")


def test_units_of_places_of_another_rank_are_not_meant() -> None:
    over = ranging("各区财政局2031年三公经费合计")
    assert over is not None
    assert over.among(("云溪市清溪区财政局", "云溪市财政局", "安江县财政局")) == (
        "云溪市清溪区财政局",
    )
    assert over.question == "财政局2031年三公经费合计"


@pytest.mark.parametrize("question", ["清溪县林业局2031年基本支出", "2031年基本支出是多少"])
def test_question_about_one_unit_does_not_range(question: str) -> None:
    assert ranging(question) is None
