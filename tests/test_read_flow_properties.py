"""No figure of a made-up table of any layout may come back under a wrong label."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.model import Table
from qa.read.flow.tables import find_tables
from qa.read.source import split_lines
from tests.flow_layouts import LAYOUTS
from tests.flow_printed import Printed

EXAMPLES = 60


def _read(table: Table) -> list[tuple[tuple[str | None, str, str], str | None, int]]:
    return [
        (
            (
                row.code,
                row.labels[-1] if row.labels else "",
                "/".join(table.columns[c.column].path),
            ),
            c.text,
            c.line,
        )
        for row in table.rows
        for c in row.cells
    ]


def _share(made: Printed) -> tuple[int, int]:
    """How many cells were read, of how many; fails where one is wrong."""
    (table,) = made.printer.tables()
    printed = Counter(text for text in made.truth.values() if text is not None)
    found: Counter[str] = Counter()
    for place, text, _ in _read(table):
        assert place in made.truth, (place, made.printer.text)
        assert made.truth[place] == text, (place, text, made.truth[place], made.printer.text)
        found.update([text] if text is not None else [])
    assert found <= printed, made.printer.text
    return found.total(), printed.total()


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@given(rng=st.randoms(use_true_random=False))
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_figure_comes_back_under_a_wrong_label(layout: str, rng: Random) -> None:
    _share(LAYOUTS[layout](rng))


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_most_figures_come_back(layout: str) -> None:
    shares = [_share(LAYOUTS[layout](Random(seed))) for seed in range(40)]
    read, printed = (sum(counts) for counts in zip(*shares, strict=True))
    print(layout, read / printed)
    assert read > 0.8 * printed


def test_a_task_that_begins_a_page_is_not_taken_for_the_rest_of_the_name_above() -> None:
    text = """部门（单位）整体支出绩效目标申报表

2022 年度

部门（单位）名称 城区档案馆

年度主要任务 任务名称 主要内容

预算金额（万元）

总额 财政拨款 其他资金

办公设备购置 按要求开展办公设备维护。 0.01 0.01 0.00
\f办公设备培训

做好网络和信息安全验收工

作，保障正常运转。按要求

开展办公设备维护。

0.02 0.02 0.00

合计 0.03 0.03 0.00"""
    (table,) = find_tables(split_lines(text, "text"))
    content = {row.labels[-1]: row.cells[0].text for row in table.rows}
    assert content["办公设备购置"] == "按要求开展办公设备维护。"
    told = "做好网络和信息安全验收工作，保障正常运转。按要求开展办公设备维护。"
    assert content["办公设备培训"] == told
