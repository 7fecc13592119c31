"""Statements that settle each other's figures, rows without a label among them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from qa.read.flow.find import find_blocks
from qa.read.flow.pages import Statement, read_page
from qa.read.flow.rows import rows_of
from qa.read.flow.solve import Solver
from qa.read.source import split_lines

TEXT = """政府性基金预算支出表

单位：万元

科目编码 科目名称 本年支出合计 基本支出 项目支出

合计 30.00 10.00 20.00

201 一般公共服务支出 20.00 10.00 10.00

208 社会保障和就业支出 10.00 0.00 10.00
"""


def _statement() -> Statement:
    (block,) = find_blocks(split_lines(TEXT, "text"))
    pages = read_page(block, None)
    assert pages is not None
    return Statement(pages, tuple(rows_of(pages.head.halves[0], pages.lines, False, frozenset())))


def test_a_coded_row_without_a_label_is_settled_by_its_figures() -> None:
    statement = _statement()
    assert [(row.code, row.labels) for row in statement.rows] == [
        (None, ("合计",)), ("201", ("一般公共服务支出",)), ("208", ("社会保障和就业支出",)),
    ]  # fmt: skip
    rows = tuple(replace(row, labels=() if row.code == "201" else row.labels)
                 for row in statement.rows)  # fmt: skip
    solver = Solver([replace(statement, rows=rows)])
    assert solver.solve() == [[[(0, 1, 2)], [(0, 1, 2)], [(0, 1, 2)]]]
    named = {label: value for (label, _), value in solver.amounts.items() if label != "合计"}
    assert named == {"社会保障和就业支出": Decimal("10.00")}
