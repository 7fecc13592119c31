"""Lists of names: the tables of a document, the projects whose sheets say the same."""

from __future__ import annotations

from functools import cache

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant
from qa.model import Table


def _sheet(project: str, kind: str, body: str) -> Table:
    return table(
        f"预算项目支出绩效目标申报表 {project}",
        [()],
        [(("项目属性名称",), (kind,)), (("实施单位",), (body,))],
        unit="",
    )


@cache
def _held() -> Assistant:
    return assistant(
        disclosure(
            2033,
            "预算",
            "1.渠道管护30.00万元，主要用于新增设备和项目管理。",
            tables=[
                table("收支总表", [("预算数",)], [(("收入总计",), ("90.00",))]),
                table("支出总表", [("支出总计",)], [((UNIT,), ("90.00",))]),
                _sheet("渠道管护", "延续项目", "云溪县水务局"),
                _sheet("水质监测", "新增项目", "云溪县水文信息中心"),
                _sheet("闸门更换", "延续项目", "云溪县水文信息中心"),
            ],
        ),
        disclosure(2034, "预算", tables=[table("收入总表", [("合计",)], [((UNIT,), ("1.00",))])]),
    )


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("2033年哪些项目是新增项目", ["水质监测"]),
        ("2033年有哪些延续项目", ["渠道管护", "闸门更换"]),
        ("2033年哪些项目是由水文信息中心实施的", ["水质监测", "闸门更换"]),
    ],
)
def test_projects_are_those_whose_sheets_say_what_is_named(question: str, names: list[str]) -> None:
    lines = _held().ask(f"{UNIT}{question}").text.splitlines()
    assert [line.split(" ")[1].split("[")[0] for line in lines[1:]] == names


def test_tables_are_those_of_the_document_meant_in_printed_order() -> None:
    answer = _held().ask(f"{UNIT}2033年部门预算公开了哪几张表")
    assert answer.text == (
        "云溪县水务局2033年的文件公开的表有：\n"
        "1. 收支总表[1]\n2. 支出总表[2]\n3. 预算项目支出绩效目标申报表[3]"
    )


def test_tables_of_several_documents_are_not_told_as_those_of_one() -> None:
    assert _held().ask(f"{UNIT}部门预算公开了哪几张表").status == "no_data"


def test_no_projects_are_told_where_no_sheet_says_what_is_named() -> None:
    assert "的项目有" not in _held().ask(f"{UNIT}2033年哪些项目是由河道管理中心实施的").text
