"""Sums down the outline of a table, and the totals of both halves of a table."""

from __future__ import annotations

from checks_fixtures import table

from qa.checks import audit
from qa.checks.outline_sums import RULE
from qa.model import Check, Fact

#: What each row of a list of grants prints, by its place in the outline.
GRANTS = {
    "合计": "150.00",
    "农业": "60.00",
    "农业/种粮补贴": "40.00",
    "农业/良种补贴": "20.00",
    "林业": "40.00",
    "林业/造林补贴": "25.00",
    "林业/护林补贴": "15.00",
    "水利/小计": "50.00",
    "水利/水库维修": "35.00",
    "水利/其中：应急维修": "5.00",
    "水利/河道清淤": "15.00",
}
HALVES = (
    ("收入", "预算数"),
    ("支出", "功能分类", "预算数"),
    ("支出", "经济分类", "预算数"),
)


def grants(**changed: str) -> tuple[Fact, ...]:
    rows = {label: (changed.get(label.split("/")[-1], text),) for label, text in GRANTS.items()}
    return table(("金额",), rows, table="补助资金安排明细")


def found(facts: tuple[Fact, ...], rule: str = RULE) -> list[Check]:
    return [check for check in audit(facts).checks if check.rule == rule]


def test_rows_of_an_outline_are_the_sums_of_what_stands_below_them() -> None:
    assert found(grants()) == []
    (check,) = found(grants(造林补贴="28.00"))
    assert (check.citations[0].row, str(check.expected)) == (("林业",), "43.00")


def test_wrong_row_is_off_both_from_its_parts_and_in_its_whole() -> None:
    assert [check.citations[0].row for check in found(grants(农业="66.00"))] == [
        ("合计",),
        ("农业",),
    ]


def test_outline_that_mostly_does_not_add_up_is_no_outline_of_sums() -> None:
    facts = grants(造林补贴="28.00", 种粮补贴="44.00")
    assert found(facts) == []
    whys = [why for one in audit(facts).coverage for why, _ in one.hurdles]
    assert "《补助资金安排明细》各行的层级不明" in whys


def test_spending_classified_twice_has_one_total() -> None:
    rows = {"收入总计": ("90.00", None, None), "支出总计": (None, "90.00", "90.00")}
    columns = tuple("/".join(column) for column in HALVES)
    assert found(table(columns, rows, table="收支总表"), "收入总计等于支出总计") == []
    rows["支出总计"] = (None, "90.00", "96.00")
    (check,) = found(table(columns, rows, table="收支总表"), "收入总计等于支出总计")
    assert [citation.column for citation in check.citations] == [HALVES[0], HALVES[2]]
