"""What rose or fell against the year before: lists of items, and the one that moved most."""

from __future__ import annotations

from functools import cache

import pytest
from ask_fixtures import figures_of
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant

_PROJECTS = (("河道整治", "600.00"), ("水库除险", "300.00"), ("节水宣传", "20.00"))


@cache
def _told() -> Assistant:
    listed = table("项目支出总表", (("2033年预算",),), [((n,), (v,)) for n, v in _PROJECTS])
    return assistant(
        disclosure(
            2033,
            "预算",
            "1. 河道整治600.00万元，用于河道清淤；较2032年年初预算减少100.00万元，减幅14.3%。",
            "2. 水库除险300.00万元，用于水库加固；较2032年年初预算增加50.00万元，增幅20.0%。",
            "3. 节水宣传20.00万元，用于宣传；较2032年年初预算增加10.00万元，增幅100.0%。",
            tables=(listed,),
        )
    )


@pytest.mark.parametrize(
    ("question", "figures", "named"),
    [
        ("哪些项目预算比上年减少了", ["100.00万元"], "河道整治"),
        ("哪些项目比2032年增加", ["50.00万元", "10.00万元"], "水库除险"),
        ("预算增加最多的项目是哪个", ["50.00万元", "20.0%"], "增加最多的是水库除险"),
        ("哪个项目增长最快", ["100.0%", "10.00万元"], "增幅最大的是节水宣传"),
        ("哪些项目增加了哪些减少了", ["50.00万元", "10.00万元", "100.00万元"], "节水宣传"),
    ],
)
def test_only_what_went_the_way_asked_for_is_told(
    question: str, figures: list[str], named: str
) -> None:
    answer = _told().ask(f"{UNIT}2033年{question}")
    assert figures_of(answer) == figures
    assert named in answer.text


def test_parts_told_behind_their_whole_are_those_asked_for() -> None:
    held = assistant(
        disclosure(
            2033,
            "预算",
            "1. 水利工程类项目2033年度预算资金较2032年度增加70万元。主要包括：东渠改造项目预算由"
            "20万元增加至120万元，增加了100万元；西渠改造项目预算由80万元减少至50万元，减少了30万元等。",
            "2. 日常运行类项目2033年度预算资金较2032年度减少9万元。",
        )
    )
    answer = held.ask(f"{UNIT}2033年水利工程类项目中哪些预算减少了")
    assert figures_of(answer) == ["30万元"]
    assert "西渠改造" in answer.text


def test_between_two_years_documents_the_changes_are_reckoned() -> None:
    heads = (("合计",),)
    held = assistant(
        *(
            disclosure(year, "预算", tables=(table("一般公共预算支出表", heads, rows),))
            for year, rows in (
                (2032, [(("住房公积金",), ("30.00",)), (("购房补贴",), ("20.00",))]),
                (2033, [(("住房公积金",), ("33.00",)), (("购房补贴",), ("18.00",))]),
            )
        )
    )
    answer = held.ask(f"{UNIT}2033年预算与2032年相比，住房公积金、购房补贴哪个下降最多")
    assert f"{answer.values[0].value}{answer.values[0].unit}" == "2.00万元"
    assert "减少最多的是购房补贴" in answer.text


def test_what_has_no_figure_of_the_year_before_is_no_answer() -> None:
    listed = table("项目支出总表", (("2033年预算",),), [((n,), (v,)) for n, v in _PROJECTS])
    held = assistant(disclosure(2033, "预算", "项目支出920.00万元。", tables=(listed,)))
    answer = held.ask(f"{UNIT}2033年哪些项目预算比上年减少了")
    assert not answer.values


def test_none_that_fell_is_said_where_all_changes_are_known() -> None:
    held = assistant(
        disclosure(
            2033,
            "预算",
            "1. 河道整治600.00万元，较2032年年初预算增加100.00万元。",
            "2. 水库除险300.00万元，较2032年年初预算增加50.00万元。",
            tables=(
                table("项目支出总表", (("2033年预算",),), [((n,), (v,)) for n, v in _PROJECTS[:2]]),
            ),
        )
    )
    answer = held.ask(f"{UNIT}2033年哪些项目预算比上年减少了")
    assert answer.status == "answered"
    assert "没有比上年减少的" in answer.text


def test_that_none_fell_is_not_said_where_some_changes_are_unknown() -> None:
    held = assistant(
        disclosure(
            2033,
            "预算",
            "1. 河道整治600.00万元，较2032年年初预算增加100.00万元。",
            tables=(
                table("项目支出总表", (("2033年预算",),), [((n,), (v,)) for n, v in _PROJECTS[:2]]),
            ),
        )
    )
    answer = held.ask(f"{UNIT}2033年哪些项目预算比上年减少了")
    assert "没有比上年减少的" not in answer.text


def test_kinds_of_spending_move_as_one_part_of_a_document_tells() -> None:
    held = assistant(
        disclosure(
            2033,
            "决算",
            "一般公共预算总收入4000万元，增长35.24%。",
            "——农林水支出1094万元，增长0.8%；",
            "——城乡社区支出193万元，下降32.99%；",
            "——住房保障支出226万元，增长40.37%；",
        )
    )
    assert figures_of(held.ask(f"{UNIT}2033年哪类支出增长最快")) == ["40.37%"]
    assert figures_of(held.ask(f"{UNIT}2033年哪些支出下降了")) == ["32.99%"]


def test_budget_is_not_set_against_the_accounts_of_the_year_before() -> None:
    heads = (("合计",),)
    held = assistant(
        *(
            disclosure(year, kind, tables=(table("一般公共预算支出表", heads, rows),))
            for year, kind, rows in (
                (2032, "决算", [(("住房公积金",), ("30.00",)), (("购房补贴",), ("20.00",))]),
                (2033, "预算", [(("住房公积金",), ("33.00",)), (("购房补贴",), ("18.00",))]),
            )
        )
    )
    answer = held.ask(f"{UNIT}2033年住房公积金、购房补贴哪个增长最快")
    assert not answer.values
