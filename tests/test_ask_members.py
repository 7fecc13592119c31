"""Lists of a sheet's rows and of a sentence's items, over a made-up sheet and sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ask_fixtures import FORESTRY_2031, PROFILES, facts, meant, prose_fact, table_fact

from qa.ask.compute.enumerated import enumerated
from qa.ask.compute.members import extreme
from qa.ask.compute.outcome import Outcome
from qa.ask.compute.rows import rows
from qa.ask.find.conditions import condition_of
from qa.ask.find.desk import Desk
from qa.ask.find.finder import Finder
from qa.ask.find.linker import Linker
from qa.ask.find.sheets import points, says_nothing, sheets
from qa.ask.narrative.narrator import Excerpt
from qa.model import Fact

_TITLE = "项目支出绩效自评表 古树名木保护"
#: Class, indicator, goal, result, points to be had, points got, remark.
_ROWS = (
    ("数量指标", "挂牌古树数", "120株", "131株", "20", "20", "未偏离"),
    ("数量指标", "复壮古树数", "30株", "22株", "20", "14.5", "雨季推迟施工，次年补齐"),
    ("时效指标", "挂牌完成时间", "10月底前", "10月底前", "10", "10", "无"),
    ("时效指标", "复壮完成时间", "11月底前", "12月底", "10", "8", "雨季推迟施工"),
)
_COLUMNS = ("年度指标值", "实际完成值", "分值", "得分", "偏差原因")
_ADDED = "新增古树复壮项目120万元、林区道路项目80.50万元；苗圃项目由30万元减少至10万元。"


def _cell(number: int, column: int, printed: str, labels: tuple[str, ...]) -> Fact:
    basis = "目标值" if column == 0 else "实际值" if column == 1 else "其他"
    figure = column in (2, 3)
    fact = table_fact(
        FORESTRY_2031, (7, _TITLE), (number, labels), (column, (_COLUMNS[column],)),
        printed if figure else "0", basis, unit="",
    )  # fmt: skip
    quote = " ".join(_ROWS[number][1:])
    value = Decimal(printed) if figure else None
    return Fact(**{**_fields(fact), "value": value, "text": printed, "quote": quote})


def _fields(fact: Fact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in fact.__slots__}


def _sheet_facts() -> tuple[Fact, ...]:
    return tuple(
        _cell(number, column, printed, ("产出", row[0], row[1]))
        for number, row in enumerate(_ROWS)
        for column, printed in enumerate(row[2:])
    )


@pytest.fixture(scope="module")
def desk() -> Desk:
    everything = (*facts(), *_sheet_facts())
    finder = Finder(Linker(everything), PROFILES)
    return Desk(finder, everything)


def _names(outcome: Outcome | None) -> list[str]:
    assert outcome is not None
    return [row.name for row in outcome.rows]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("古树名木保护自评表哪些指标没拿满分", ["复壮古树数", "复壮完成时间"]),
        ("古树名木保护自评表哪些指标得满分", ["挂牌古树数", "挂牌完成时间"]),
        ("古树名木保护自评表哪些指标写了偏差原因", ["复壮古树数", "复壮完成时间"]),
        ("古树名木保护自评表哪些指标没有偏差原因", ["挂牌古树数", "挂牌完成时间"]),
        ("古树名木保护自评表的时效指标有哪些", ["挂牌完成时间", "复壮完成时间"]),
        ("古树名木保护自评表哪些数量指标没拿满分", ["复壮古树数"]),
        ("古树名木保护自评表有哪些二级指标", ["数量指标", "时效指标"]),
        ("古树名木保护自评表哪些指标没有达到目标值", ["复壮古树数", "复壮完成时间"]),
        ("古树名木保护自评表数量指标里哪个没完成目标", ["复壮古树数"]),
        ("古树名木保护自评表目标值为30株的指标有哪些", ["复壮古树数"]),
    ],
)
def test_rows_are_those_of_the_class_that_keep_the_condition(
    desk: Desk, question: str, names: list[str]
) -> None:
    assert _names(rows(meant(question), desk)) == names


def test_rows_show_the_cells_that_are_asked_for(desk: Desk) -> None:
    outcome = rows(meant("古树名木保护自评表的时效指标有哪些，实际完成值是什么"), desk)
    assert outcome is not None
    shown = [(label, cell.text) for row in outcome.rows for label, cell in row.cells]
    assert shown == [("实际完成值", "10月底前"), ("实际完成值", "12月底")]


def test_rows_of_all_projects_are_told_where_none_is_named() -> None:
    second = tuple(
        Fact(**{**_fields(fact), "table": "项目支出绩效自评表 林区道路", "table_id": 8})
        for fact in _sheet_facts()
    )
    everything = (*facts(), *_sheet_facts(), *second)
    outcome = rows(
        meant("项目支出绩效自评表哪些指标没拿满分"),
        Desk(Finder(Linker(everything), PROFILES), everything),
    )
    assert _names(outcome) == [
        f"{project}：{name}"
        for project in ("古树名木保护", "林区道路")
        for name in ("复壮古树数", "复壮完成时间")
    ]


def test_lines_of_a_sheet_are_no_projects(desk: Desk) -> None:
    assert rows(meant("2031年哪些项目没有完成"), desk) is None


def test_rows_that_missed_their_goals_show_goal_and_result(desk: Desk) -> None:
    outcome = rows(meant("古树名木保护自评表数量指标里哪个没有达到目标值"), desk)
    assert outcome is not None
    shown = [(label, cell.text) for row in outcome.rows for label, cell in row.cells]
    assert shown == [("年度指标值", "30株"), ("实际完成值", "22株")]


def test_rows_that_lost_points_give_the_points_they_got(desk: Desk) -> None:
    outcome = rows(meant("古树名木保护自评表哪些指标扣分"), desk)
    assert outcome is not None
    told = [(figure.label, figure.value, figure.unit) for figure in outcome.figures]
    assert told == [
        ("复壮古树数得分", Decimal("14.5"), "分"),
        ("复壮完成时间得分", Decimal("8"), "分"),
    ]


def test_extreme_of_lost_points_is_the_row_that_lost_most(desk: Desk) -> None:
    assert _names(extreme(meant("古树名木保护自评表哪个指标扣分最多"), desk)) == ["复壮古树数"]


@pytest.mark.parametrize(
    "question", ["古树名木保护自评表哪些指标超额完成", "2033年哪些指标没拿满分"]
)
def test_rows_leave_alone_what_no_sheet_explains(desk: Desk, question: str) -> None:
    assert rows(meant(question), desk) is None


def test_points_need_both_figures() -> None:
    sheet = sheets(_sheet_facts())[0]
    both = [points(row) for row in sheet.rows]
    assert [one.is_full for one in both if one] == [True, False, True, False]
    without = {c: cell for c, cell in sheet.rows[0].cells.items() if c != ("得分",)}
    assert points(type(sheet.rows[0])(sheet.rows[0].labels, without)) is None


@pytest.mark.parametrize(("text", "nothing"), [("未偏离", True), ("—", True), ("雨季", False)])
def test_a_remark_of_nothing_says_nothing(text: str, nothing: bool) -> None:
    fact = _cell(0, 4, text, ("挂牌古树数",))
    assert says_nothing(fact) is nothing


def test_no_condition_of_points_on_a_sheet_without_points() -> None:
    goals = tuple(f for f in _sheet_facts() if f.column != ("得分",))
    assert condition_of(sheets(goals)[0], meant("哪些指标没拿满分")) is None


def _excerpt() -> Excerpt:
    return Excerpt(FORESTRY_2031, (), _ADDED, _ADDED, 900, 1.0, 1.0)


def _items() -> list[Fact]:
    named = (("新增古树复壮项目", "120"), ("林区道路项目", "80.50"), ("苗圃项目", "10"))
    return [prose_fact(item, printed, "万元", _ADDED) for item, printed in named]


def test_enumerated_gives_the_items_behind_the_word_in_printed_order() -> None:
    outcome = enumerated(meant("新增了哪些项目，各多少钱"), _excerpt(), _items())
    assert outcome is not None
    told = [(figure.facts[0].row[-1], figure.value) for figure in outcome.figures]
    assert told == [("古树复壮项目", Decimal("120")), ("林区道路项目", Decimal("80.50"))]


def test_enumerated_needs_the_word_in_the_question() -> None:
    assert enumerated(meant("有哪些项目，各多少钱"), _excerpt(), _items()) is None
