"""Points of one line of a score sheet: got, to be had and lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure, table

_SHEET = disclosure(
    2031,
    "决算",
    tables=(
        table(
            "部门整体支出绩效评分表",
            (("分值",), ("得分",)),
            (
                (("管理", "采购合规性"), ("4", "3.5")),
                (("管理", "资产利用率"), ("6", "6")),
                (("绩效", "支出进度均衡性"), ("10", "7.25")),
                (("总分",), ("100", "91")),
            ),
            unit="",
        ),
    ),
)


@pytest.mark.parametrize(
    ("question", "points"),
    [
        ("2031年支出进度均衡性扣了几分", ["2.75"]),
        ("2031年评分表里采购合规性这项丢了多少分", ["0.5"]),
        ("2031年资产利用率被扣了几分", ["0"]),
        ("2031年采购合规性满分是多少分", ["4"]),
        ("2031年支出进度均衡性满分几分，自评得几分", ["10", "7.25"]),
        ("2031年支出进度均衡性得了几分，扣了几分", ["7.25", "2.75"]),
        ("2031年采购合规性得几分", ["3.5"]),
    ],
)
def test_points_are_told_as_they_are_asked_for(question: str, points: list[str]) -> None:
    found = assistant(_SHEET).ask(f"{UNIT}{question}").values
    assert [(v.value, v.unit) for v in found] == [(Decimal(n), "分") for n in points]


def test_points_lost_are_reckoned_from_those_printed() -> None:
    answer = assistant(_SHEET).ask(f"{UNIT}2031年采购合规性扣了几分")
    assert answer.calculation is not None
    assert [o.value for o in answer.calculation.operands] == [Decimal("4"), Decimal("3.5")]
