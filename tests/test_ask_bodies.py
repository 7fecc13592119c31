"""Which bodies a disclosure covers, where it has no table made for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
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


def _side_by_side() -> Assistant:
    """A department with two bodies below it: its income, its reception and its basic spending by
    body, the last with the kinds of spending below each."""
    own, dam, river = UNIT, "云溪县水库管理中心", "云溪县河道管理中心"
    income = table(
        "2033年收入预算总表",
        (("合计",), ("事业收入",)),
        [
            (("合计",), ("60.00", "9.00")),
            ((own,), ("12.00", "0.00")),
            ((dam,), ("30.00", "4.00")),
            ((river,), ("18.00", "5.00")),
        ],
    )
    visits = table(
        "“三公”经费支出表",
        (("“三公”经费合计",), ("公务接待费",)),
        [
            (("合计",), ("3.10", "1.40")),
            ((own,), ("2.00", "0.50")),
            ((dam,), ("0.60", "0.60")),
            ((river,), ("0.50", "0.30")),
        ],
    )
    basic = table(
        "部门预算基本支出预算表",
        (("总计",),),
        [
            (("合计",), ("21.00",)),
            ((f"{own}（本级）",), ("6.00",)),
            ((f"{own}（本级）", "工资福利支出"), ("6.00",)),
            ((dam,), ("8.00",)),
            ((dam, "工资福利支出"), ("5.00",)),
            ((river,), ("7.00",)),
            ((river, "工资福利支出"), ("4.00",)),
        ],
    )
    return assistant(disclosure(2033, "预算", "水利局预算。", tables=(income, visits, basic)))


def test_the_body_with_most_of_an_item_is_named_with_its_figure() -> None:
    told = _side_by_side().ask(f"{UNIT}下属单位里2033年收入预算最多的是哪家")
    assert [(value.label, str(value.value)) for value in told.values] == [
        ("云溪县水库管理中心2033年收入（预算）", "30.00")
    ]
    assert "最大的是云溪县水库管理中心" in told.text


def test_the_department_among_its_bodies_is_its_head_office_not_the_whole() -> None:
    told = _side_by_side().ask(f"{UNIT}各单位2033年三公经费哪个最高")
    assert [str(value.value) for value in told.values] == ["2.00"]
    assert f"{UNIT}（本级）2033年" in told.text


def test_each_body_is_told_in_printed_order() -> None:
    told = _side_by_side().ask(f"{UNIT}下属单位2033年公务接待费分别是多少")
    assert [str(value.value) for value in told.values] == ["0.50", "0.60", "0.30"]


def test_bodies_are_ranked_with_the_head_office_among_them() -> None:
    told = _side_by_side().ask(f"{UNIT}各单位2033年基本支出从高到低怎么排")
    assert [str(value.value) for value in told.values] == ["8.00", "7.00", "6.00"]
    assert "从大到小依次为：云溪县水库管理中心、云溪县河道管理中心" in told.text


def test_a_figure_of_a_body_is_told_under_its_name_not_that_of_the_department() -> None:
    told = _side_by_side().ask("云溪县河道管理中心2033年工资福利支出是多少")
    assert told.text.startswith("云溪县河道管理中心2033年工资福利支出（预算）为4.00万元")
    assert [str(value.value) for value in told.values] == ["4.00"]


def test_two_bodies_are_compared_and_set_against_each_other() -> None:
    asked = "云溪县水库管理中心和云溪县河道管理中心2033年收入哪个多，多多少"
    told = _side_by_side().ask(asked)
    assert "云溪县水库管理中心更多" in told.text
    assert "12.00" in [str(value.value) for value in told.values]


def test_what_two_bodies_have_together_is_their_sum() -> None:
    told = _side_by_side().ask("云溪县水库管理中心和云溪县河道管理中心2033年事业收入合计多少")
    assert str(told.values[0].value) == "9.00"


def test_no_figure_of_a_body_is_given_for_an_item_that_no_table_has_of_it() -> None:
    told = _side_by_side().ask("云溪县河道管理中心2033年培训费是多少")
    assert told.status == "no_data"
    assert not told.values


def test_the_item_of_a_body_is_that_of_the_table_made_for_it() -> None:
    told = _side_by_side().ask("云溪县河道管理中心2033年三公经费是多少")
    assert [str(value.value) for value in told.values] == ["0.50"]


def test_a_body_s_part_of_the_department_s_whole_is_taken_of_the_row_of_all() -> None:
    told = _side_by_side().ask(f"云溪县河道管理中心2033年收入占{UNIT}的比重")
    assert [(str(value.value), value.unit) for value in told.values] == [("30.00", "%")]
    assert told.text.startswith("云溪县河道管理中心2033年")


def _coded() -> Assistant:
    """A department whose bodies are told by their codes, some with names that end as no body's."""
    names = (
        ("71001", UNIT, "12.00"),
        ("71002", "云溪县水库管理中心", "30.00"),
        ("71003", "云溪县水文站", "5.00"),
        ("71004", "云溪县苗圃林场", "41.00"),
    )
    rows = [((UNIT,), ("88.00", "0.00")), *(((UNIT, n), (v, "0.00")) for _, n, v in names)]
    head = (("部门预算", "合计"), ("部门预算", "对附属单位上缴收入"))
    made = table("2033年部门综合预算收入总表", head, [(("合计",), ("88.00", "0.00")), *rows])
    codes = ("", "710", *(code for code, *_ in names))
    coded = tuple(
        replace(row, code=code or None) for row, code in zip(made.rows, codes, strict=True)
    )
    return assistant(disclosure(2033, "预算", tables=(replace(made, rows=coded),)))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2033年哪个下属单位收入预算最多", ["41.00"]),
        ("2033年收入预算最少的单位是哪个", ["5.00"]),
        ("2033年收入预算最多和最少的单位分别是哪个", ["41.00", "5.00"]),
    ],
)
def test_bodies_of_a_coded_list_are_ranked_whatever_their_names_end_with(
    question: str, told: list[str]
) -> None:
    assert [str(value.value) for value in _coded().ask(UNIT + question).values] == told


@pytest.mark.parametrize("short", ["云溪县水库管理中心", "云溪水库管理中心"])
def test_body_is_named_with_the_rank_of_its_place_or_without(short: str) -> None:
    told = _coded().ask(f"{short}2033年收入预算是多少")
    assert told.text.startswith("云溪县水库管理中心2033年收入（预算）为30.00万元")


def test_another_body_of_the_place_is_none_of_those_in_the_table() -> None:
    told = _coded().ask("云溪防汛管理中心2033年收入预算是多少")
    assert (told.status, told.values) == ("no_data", ())


def test_bodies_that_are_counted_line_by_line_are_told_down_to_the_shortest_name() -> None:
    told = (
        f"纳入{UNIT}2033年度部门预算编制范围的单位包括：",
        "序号 单位名称 备注",
        f"1 {UNIT}（本级）",
        "2 云溪县水务综合行政执法大队",
        "3 云溪县水文监测站",
    )
    asked = assistant(disclosure(2033, "预算", *told))
    assert "云溪县水文监测站" in asked.ask("部门预算包括哪些单位").text
