"""Rows that go by the same labels: purchases of one project, one body under several subjects."""

from __future__ import annotations

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant
from qa.facts.alike import row_paths
from qa.model import Cell, Column, Row, Table

HEADS = ("购买服务内容", "数量", "预算金额", "说明")
BODY = "云溪县水质监测站"
ROWS = [
    ("2130301", (BODY,), (None, "3", "41.00", None)),
    ("2130301", ("河道管护", "C0908技术服务"), ("河道断面测量", "1", "12.00", "延续")),
    ("2130301", ("河道管护", "C0908技术服务"), ("堤防隐患排查", "2", "29.00", "延续")),
    ("2130399", (BODY,), (None, "2", "9.50", None)),
    ("2130399", ("监测站运行", "A0201打印设备"), ("喷墨打印机", "2", "9.50", "延续")),
]


def _table(rows: list[tuple[str, tuple[str, ...], tuple[str | None, ...]]]) -> Table:
    made = tuple(
        Row(labels, tuple(map(Cell, range(4), texts, [n] * 4)), n, f"行{n}", code)
        for n, (code, labels, texts) in enumerate(rows, 100)
    )
    columns = tuple(Column((head,)) for head in HEADS)
    return Table("政府采购预算表", columns, made, ("报表",), 99, 120, unit="万元")


def _names(found: Table) -> list[str]:
    return [path[-1] for path in row_paths(found)]


def test_purchases_of_one_project_are_named_by_what_is_bought() -> None:
    assert _names(_table(ROWS)) == [BODY, "河道断面测量", "堤防隐患排查", BODY, "喷墨打印机"]


def test_rows_that_their_labels_tell_apart_keep_them() -> None:
    assert _names(_table([*ROWS[:2], ROWS[4]])) == [BODY, "C0908技术服务", "A0201打印设备"]


def test_remarks_name_no_rows() -> None:
    rows = [
        (code, labels, (None, *texts[1:3], f"按计划实施第{n}期"))
        for n, (code, labels, texts) in enumerate(ROWS)
    ]
    assert _names(_table(rows))[1:3] == ["C0908技术服务", "C0908技术服务"]


def _asked() -> Assistant:
    return assistant(disclosure(2033, "预算", tables=(_table(ROWS),)))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2033年河道断面测量采购预算多少", "12.00万元"),
        ("2033年堤防隐患排查的政府采购金额", "29.00万元"),
        (f"2033年{BODY}政府采购预算金额", "50.50万元"),
    ],
)
def test_one_purchase_and_all_of_a_body_are_found(question: str, told: str) -> None:
    answer = _asked().ask(UNIT + question)
    assert [f"{figure.value}{figure.unit}" for figure in answer.values] == [told]


def test_rest_of_an_item_is_not_answered_with_the_item() -> None:
    whole = table("一般公共预算支出表", [("预算数",)], [(("对个人和家庭的补助",), ["754.20"])])
    parts = table(
        "一般公共预算基本支出表",
        [("预算数",)],
        [
            (("对个人和家庭的补助",), ["39.20"]),
            (("对个人和家庭的补助", "其他对个人和家庭的补助"), ["13.60"]),
        ],
    )
    asked = f"{UNIT}2033年其他对个人和家庭的补助"
    both, one = (
        assistant(disclosure(2033, "预算", tables=held)).ask(asked)
        for held in ((whole, parts), (whole,))
    )
    assert [f"{figure.value}{figure.unit}" for figure in both.values] == ["13.60万元"]
    assert one.status == "no_data"


def test_cost_of_staff_is_found_in_the_table_of_the_half_that_is_asked_for() -> None:
    heads = [("合计",), ("人员经费支出",), ("公用经费支出",)]
    rows = [(("合计",), ["90.00", "70.00", "20.00"]), (("行政运行",), ["90.00", "70.00", "20.00"])]
    found = table("一般公共预算基本支出明细表", heads, rows)
    answer = assistant(disclosure(2033, "预算", tables=(found,))).ask(
        f"{UNIT}2033年基本支出人员经费合计多少"
    )
    assert [f"{figure.value}{figure.unit}" for figure in answer.values] == ["70.00万元"]


PURCHASES = table(
    "政府采购支出表",
    [("一般公共预算资金",), ("总计",)],
    [
        (("服务",), ["87.60", "87.60"]),
        (("服务", "河长制督查经费", "委托业务费", "其他咨询服务"), ["82.60", "82.60"]),
        (("服务", "公用经费定额", "办公费", "其他印刷服务"), ["5.00", "5.00"]),
    ],
)


def test_purchase_is_found_by_its_project_and_called_so() -> None:
    answer = assistant(disclosure(2033, "预算", tables=(PURCHASES,))).ask(
        f"{UNIT}2033年河长制督查经费采购预算"
    )
    assert [f"{figure.value}{figure.unit}" for figure in answer.values] == ["82.60万元"]
    assert "河长制督查经费" in answer.values[0].label


def test_label_of_several_rows_names_none_of_them() -> None:
    two = (("服务", "公用经费定额", "差旅费", "其他租赁服务"), ["3.00", "3.00"])
    rows = [(row.labels, [cell.text for cell in row.cells]) for row in PURCHASES.rows]
    found = table("政府采购支出表", [("一般公共预算资金",), ("总计",)], [*rows, two])
    answer = assistant(disclosure(2033, "预算", tables=(found,))).ask(
        f"{UNIT}2033年公用经费定额采购预算"
    )
    assert "3.00" not in answer.text or answer.status != "answered"


def test_total_is_meant_where_the_name_of_a_table_alone_is_asked_for() -> None:
    rows = [
        (("合计",), ["90.00"]),
        (("政府采购法律咨询",), ["9.80"]),
        (("印刷服务",), ["80.20"]),
    ]
    bought = table("政府采购预算表", [("预算金额",)], rows)
    held = assistant(disclosure(2033, "预算", tables=(bought,)))
    whole = held.ask(f"{UNIT}2033年政府采购预算")
    assert [f"{figure.value}{figure.unit}" for figure in whole.values] == ["90.00万元"]
    part = held.ask(f"{UNIT}2033年政府采购法律咨询预算")
    assert [f"{figure.value}{figure.unit}" for figure in part.values] == ["9.80万元"]
