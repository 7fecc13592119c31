from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.evaluate.cells import Cell, cells_report, load_cells, score_cells
from qa.model import Fact, QaError

FACT = Fact(
    doc="甲县某局2023年决算",
    unit_name="甲县某局",
    year=2023,
    basis="决算",
    source="table",
    row=("住房保障支出", "住房改革支出", "住房公积金"),
    column=("决算数", "基本支出"),
    value=Decimal("12.00"),
    text="12.00",
    unit="万元",
    section=(),
    line=10,
    quote="2210201 住房公积金 12.00",
    table="支出决算表",
    code="2210201",
)
CELL = Cell(
    number=1,
    doc="甲县某局2023年决算",
    table="支出 决算表",
    row="住房公积金",
    column="基本支出",
    value=Decimal(12),
    text=None,
    unit="万元",
    code="2210201",
)


def verdict(cell: Cell, *facts: Fact) -> str:
    return score_cells([cell], facts)[0].verdict


def test_cell_is_right_when_a_fact_under_its_labels_has_its_value() -> None:
    assert verdict(CELL, FACT) == "right"


@pytest.mark.parametrize(
    "change",
    [
        {"value": Decimal("12.01")},
        {"value": None},
        {"unit": "元"},
    ],
)
def test_cell_is_wrong_when_the_fact_there_says_something_else(change: dict[str, Any]) -> None:
    assert verdict(CELL, replace(FACT, **change)) == "wrong"


@pytest.mark.parametrize(
    "change",
    [
        {"doc": "甲县某局2022年决算"},
        {"table": "收入决算表"},
        {"row": ("住房公积金", "合计")},
        {"code": "2210202"},
        {"column": ("决算数", "项目支出")},
        {"table": None, "source": "prose"},
    ],
)
def test_cell_is_missing_when_no_fact_stands_under_its_labels(change: dict[str, Any]) -> None:
    assert verdict(CELL, replace(FACT, **change)) == "missing"


def test_cell_is_right_when_one_of_several_facts_there_has_its_value() -> None:
    assert verdict(CELL, replace(FACT, value=Decimal(3)), FACT) == "right"


@pytest.mark.parametrize(
    "row",
    [
        "住房改革支出/住房公积金",
        "住房保障支出/住房公积金",
        "住房保障支出/住房改革支出/住房公积金",
    ],
)
def test_cell_row_may_name_its_parents(row: str) -> None:
    assert verdict(replace(CELL, row=row), FACT) == "right"


def test_cell_row_with_another_parent_is_missing() -> None:
    assert verdict(replace(CELL, row="卫生健康支出/住房公积金"), FACT) == "missing"


def test_cell_column_may_name_its_group() -> None:
    assert verdict(replace(CELL, column="决算数/基本支出"), FACT) == "right"
    assert verdict(replace(CELL, column="预算数/基本支出"), FACT) == "missing"


def test_cell_label_may_hold_a_slash_of_its_own() -> None:
    fact = replace(FACT, row=("自有/租用设备",))
    assert verdict(replace(CELL, row="自有/租用设备"), fact) == "right"


@pytest.mark.parametrize("row", [(), ("甲县某局",)])
def test_cell_without_row_label_is_the_unit_s_own_row(row: tuple[str, ...]) -> None:
    cell = replace(CELL, row="", code=None)
    assert verdict(cell, replace(FACT, row=row, code=None)) == "right"
    assert verdict(cell, FACT) == "missing"


def test_cell_without_column_label_is_a_form_s_value() -> None:
    assert verdict(replace(CELL, column=""), replace(FACT, column=())) == "right"
    assert verdict(replace(CELL, column=""), FACT) == "missing"


def test_blank_cell_is_neither_zero_nor_words() -> None:
    blank = replace(CELL, value=None, unit=None)
    assert verdict(blank, replace(FACT, value=None, text=None, unit=None)) == "right"
    assert verdict(blank, replace(FACT, value=Decimal(0), text="0.00")) == "wrong"
    assert verdict(blank, replace(FACT, value=None, text="不适用")) == "wrong"


def test_cell_of_words_ignores_white_space_and_width() -> None:
    words = replace(CELL, value=None, unit=None, text="≥98%")
    assert verdict(words, replace(FACT, value=None, text="≥ 98％")) == "right"
    assert verdict(words, replace(FACT, value=None, text="≥89%")) == "wrong"
    assert verdict(words, replace(FACT, value=None, text=None)) == "wrong"


def test_load_cells_keeps_numbers_exact(tmp_path: Path) -> None:
    path = tmp_path / "cells.jsonl"
    row = '{"doc": "甲", "table": "乙", "row": "丙", "column": "丁", "value": 0.10, "text": null}'
    path.write_text(row + "\n\n" + row, encoding="utf-8")
    cells = load_cells(path)
    assert [cell.number for cell in cells] == [1, 3]
    assert str(cells[0].value) == "0.10"


@pytest.mark.parametrize("content", ["{", "[]", json.dumps({"doc": "甲"})])
def test_load_cells_refuses_a_file_of_another_form(tmp_path: Path, content: str) -> None:
    path = tmp_path / "cells.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QaError, match="格式不对"):
        load_cells(path)


def test_load_cells_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="读不到"):
        load_cells(tmp_path / "none.jsonl")


def test_cells_report_counts_by_table_and_lists_what_is_not_right() -> None:
    other = replace(CELL, number=2, row="购房补贴", code=None)
    report = cells_report(score_cells([CELL, other], [FACT]))
    assert "   1 对    0 错    1 缺  甲县某局2023年决算 | 支出 决算表" in report
    assert "#2 甲县某局2023年决算 | 支出 决算表 | 购房补贴 | 基本支出" in report
    assert "#1 " not in report
    assert "对 50.00%，错 0.00%" in report
