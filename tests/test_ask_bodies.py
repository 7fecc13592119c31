"""Which bodies a disclosure covers, where it has no table made for them."""

from __future__ import annotations

from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant
from qa.model import Table


def _by_unit() -> Table:
    names = ("云溪县水库管理中心", "云溪县河道管理中心", UNIT)
    rows = [((name,), ("10.00",)) for name in names]
    return table("收入预算总表", (("合计",),), [(("合计",), ("30.00",)), *rows])


def _asked(*texts: str) -> Assistant:
    return assistant(disclosure(2033, "预算", *texts, tables=(_by_unit(),)))


def test_bodies_are_those_that_a_sentence_names() -> None:
    told = "本部门预算包括局本级预算和下属单位预算。下属单位包括：县灌溉服务中心、县水文服务中心。"
    assert "县水文服务中心" in _asked(told).ask(f"{UNIT}下属单位有哪些").text


def test_bodies_are_those_of_the_rows_where_sentences_only_point_to_a_table() -> None:
    told = f"从预算单位构成看，{UNIT}包括2个下属单位，详细情况见下表:"
    text = _asked(told).ask(f"{UNIT}有哪些下属单位").text
    assert "云溪县水库管理中心、云溪县河道管理中心" in text


def test_a_question_of_something_else_about_bodies_is_none_for_all_of_them() -> None:
    text = _asked().ask(f"{UNIT}与哪些单位共建山洪灾害预警平台").text
    assert "水库管理中心" not in text
