"""What is done with the figures that a question names."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from ask_fixtures import CLINIC, FORESTRY, asked, made_up_desk, meant, money, sizes

from qa.ask.compute import compared, left_out, shares
from qa.ask.compute import operations as ops
from qa.ask.compute.outcome import Outcome, answered, merged
from qa.ask.compute.sets import average
from qa.ask.find.desk import Desk
from qa.ask.question.query import Query


@pytest.fixture(scope="module")
def desk() -> Desk:
    return made_up_desk()


_Run = Callable[[Query, Desk], Outcome | None]


@pytest.mark.parametrize(
    ("run", "question", "expected"),
    [
        (shares.share, "林业局2031年森林资源培育占农林水支出的比重", [("48.37", "%")]),
        (shares.share, "林业局2031年住房公积金占基本支出的百分之几", [("11.90", "%")]),
        (shares.share, "林业局2031年农林水支出中，林业草原防灾减灾占多少比例", [("16.12", "%")]),
        (
            ops.difference,
            "林业局2031年森林资源培育和林业草原防灾减灾相差多少",
            [("400.00", "万元")],
        ),
        (ops.difference, "林业局和疾控中心2031年住房公积金相差多少", [("19.50", "万元")]),
        (
            left_out.less,
            "林业局2031年农林水支出扣除森林资源培育、事业机构后剩多少",
            [("200.00", "万元")],
        ),
        (ops.multiple, "林业局2031年住房公积金和疾控中心2031年住房公积金的倍数", [("1.49", "倍")]),
        (ops.several, "林业局2031年基本支出和住房公积金一共多少", [("559.50", "万元")]),
        (compared.change, "林业局2031年基本支出比上年增加多少", [("20.00", "万元")]),
        (compared.change, "林业局2031年项目支出同比", [("11.1", "%")]),
        (
            compared.order,
            "把林业局2031年事业机构、森林资源培育、住房公积金从高到低排",
            [("600.00", "万元"), ("440.50", "万元"), ("59.50", "万元")],
        ),
        (
            compared.compare,
            "林业局2031年住房公积金与疾控中心2031年住房公积金哪个高",
            [("59.50", "万元"), ("40.00", "万元")],
        ),
    ],
)
def test_operation_computes_from_the_facts(
    desk: Desk, run: _Run, question: str, expected: list[tuple[str, str]]
) -> None:
    outcome = run(meant(question), desk)
    assert outcome is not None
    assert sizes(outcome.figures) == [(Decimal(size), unit) for size, unit in expected]


@pytest.mark.parametrize(
    ("run", "question"),
    [
        (shares.share, "林业局2031年核潜艇占农林水支出的比重"),
        (shares.share, "林业局2031年住房公积金占核潜艇的比重"),
        (ops.difference, "林业局2031年住房公积金和核潜艇相差多少"),
        (left_out.less, "林业局2031年农林水支出扣除核潜艇"),
        (ops.multiple, "林业局2031年住房公积金的倍数"),
        (compared.order, "林业局2031年住房公积金排序"),
        (compared.compare, "林业局2031年住房公积金哪个高"),
        (compared.trend, "林业局2031年住房公积金趋势"),
        (compared.change, "林业局2031年住房公积金比上年增加多少"),
        (average, "林业局2031年三公经费按在职人数平均多少"),
    ],
)
def test_operation_without_its_operands_gives_nothing(desk: Desk, run: _Run, question: str) -> None:
    assert run(meant(question), desk) is None


def test_share_names_part_and_whole(desk: Desk) -> None:
    outcome = shares.share(asked("林业局2031年森林资源培育占农林水支出的比重"), desk)
    assert outcome is not None
    (figure,) = outcome.figures
    assert sizes(figure.operands) == money("600.00", "1240.50")
    assert figure.formula == "部分 ÷ 整体 × 100%"


def test_difference_names_the_larger_first(desk: Desk) -> None:
    outcome = ops.difference(asked("疾控中心和林业局2031年住房公积金相差多少"), desk)
    assert outcome is not None
    assert outcome.figures[0].label.startswith(FORESTRY)
    assert sizes(outcome.figures[0].operands) == money("59.50", "40.00")


def test_compare_names_the_unit_that_has_more(desk: Desk) -> None:
    outcome = compared.compare(asked("疾控中心和林业局2031年住房公积金哪个高"), desk)
    assert outcome is not None
    assert FORESTRY in outcome.remark
    assert CLINIC not in outcome.remark


def test_several_of_one_thing_is_that_thing(desk: Desk) -> None:
    outcome = ops.several(asked("林业局2031年住房公积金一共多少"), desk)
    assert outcome is not None
    assert (sizes(outcome.figures), outcome.figures[0].operands) == (money("59.50"), ())


def test_answered_without_a_headline_is_none() -> None:
    assert answered(None) is None
    assert answered() is None


def test_merged_of_nothing_is_none() -> None:
    assert merged([(asked("三公"), None)]) is None


def test_merged_keeps_the_order_of_the_parts(desk: Desk) -> None:
    questions = ("林业局2031年住房公积金一共多少", "林业局2031年基本支出一共多少")
    parts = [(asked(q), ops.several(asked(q), desk)) for q in questions]
    outcome = merged(parts)
    assert outcome is not None
    assert sizes(outcome.figures) == money("59.50", "500.00")


def test_merged_names_a_figure_once(desk: Desk) -> None:
    query = asked("林业局2031年住房公积金一共多少")
    part = (query, ops.several(query, desk))
    outcome = merged([part, part])
    assert outcome is not None
    assert sizes(outcome.figures) == money("59.50")
