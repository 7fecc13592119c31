"""An amount printed in any notation comes back from file to fact, in both flavours of text."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.facts import facts_of
from qa.model import Fact
from qa.read import read
from tests.flow_fixtures import Printer

HEAD = "2021年青禾市档案馆部门决算\n\n第一部分 概况\n\n青禾市档案馆负责档案管理工作。\n\n"
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
NOTATIONS: dict[str, Callable[[Decimal], str]] = {
    "plain": lambda value: f"{value:f}",
    "thousands": lambda value: f"{value:,f}",
    "full width": lambda value: f"{value:,f}".replace("-", "－").translate(WIDE),
    "brackets": lambda value: f"（{-value:,f}）" if value < 0 else f"{value:,f}",
    "narrow brackets": lambda value: f"({-value:,f})" if value < 0 else f"{value:,f}",
    "true minus": lambda value: f"{value:,f}".replace("-", "−"),
    "triangle": lambda value: f"{value:,f}".replace("-", "△"),
}
amounts = st.one_of(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.decimals(min_value=-(10**5), max_value=10**5, places=6),
)


def _facts(text: str) -> dict[str, Fact]:
    """The facts of the one row that has a code, by column."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.txt"
        path.write_text(HEAD + text, encoding="utf-8")
        return {fact.column[-1]: fact for fact in facts_of(read(path)) if fact.code == "2010301"}


def _tabs(printed: str, unit: str) -> str:
    head = f"支出决算表\n单位：{unit}\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
    return f"{head}2010301\t行政运行\t{printed}\t{printed}\t\n合计\t\t{printed}\t{printed}\t\n"


def _pdf(printed: str, unit: str) -> str:
    made = Printer()
    made.lines(
        "支出决算表", f"单位：{unit}", "项目", "功能分类科目编码 科目名称 合计 基本支出 项目支出"
    )
    made.lines(f"合计 {printed} {printed} 0.00", f"2010301 行政运行 {printed} {printed} 0.00")
    return made.text


@pytest.mark.parametrize("print_table", [_tabs, _pdf])
@pytest.mark.parametrize("notation", sorted(NOTATIONS))
@given(value=amounts, unit=st.sampled_from(["元", "千元", "万元", "亿元"]))
@settings(max_examples=25, deadline=None)
def test_cell_comes_back_with_value_unit_and_print(
    print_table: Callable[[str, str], str], notation: str, value: Decimal, unit: str
) -> None:
    printed = NOTATIONS[notation](value)
    fact = _facts(print_table(printed, unit))["基本支出"]
    assert (fact.value, fact.unit, fact.text) == (value, unit, printed)


@given(value=amounts.filter(lambda value: value >= 0), unit=st.sampled_from(["元", "万元", "亿元"]))
@settings(max_examples=50, deadline=None)
def test_figure_of_a_sentence_comes_back_with_value_and_unit(value: Decimal, unit: str) -> None:
    for notation in ("plain", "thousands", "full width"):
        printed = NOTATIONS[notation](value)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "made.txt"
            path.write_text(f"{HEAD}2021年度会议费支出{printed}{unit}。\n", encoding="utf-8")
            found = [(fact.row, fact.value, fact.unit, fact.text) for fact in facts_of(read(path))]
        assert found == [(("会议费支出",), value, unit, printed)]
