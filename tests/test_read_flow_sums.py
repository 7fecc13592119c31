"""Rows that make up another row: which ways to place their amounts are left."""

from __future__ import annotations

from decimal import Decimal

from qa.read.flow.known import empty_sources, meaning
from qa.read.flow.sums import joint_ways


def _way(**amounts: str) -> dict[int, Decimal]:
    return {ord(column) - ord("a"): Decimal(amount) for column, amount in amounts.items()}


def test_the_ways_that_add_up_in_every_column_are_left() -> None:
    whole = [_way(a="5.00", b="2.00")]
    parts = [[_way(a="5.00"), _way(b="5.00")], [_way(a="2.00"), _way(b="2.00")]]
    assert joint_ways(whole, parts) == [{0}, {0}, {1}]


def test_ways_of_several_solutions_are_all_left() -> None:
    whole = [_way(a="3.00", b="3.00")]
    parts = [[_way(a="3.00"), _way(b="3.00")]] * 2
    assert joint_ways(whole, parts) == [{0}, {0, 1}, {0, 1}]


def test_the_whole_is_settled_by_its_parts() -> None:
    whole = [_way(a="7.00"), _way(b="7.00")]
    assert joint_ways(whole, [[_way(b="3.00")], [_way(b="4.00")]]) == [{1}, {0}, {0}]


def test_amounts_that_do_not_add_up_settle_nothing() -> None:
    assert joint_ways([_way(a="7.00")], [[_way(a="3.00")], [_way(a="3.90")]]) is None


def test_rounding_of_the_printed_decimals_is_allowed() -> None:
    parts = [[_way(a="3.33"), _way(b="3.33")]] * 3
    assert joint_ways([_way(a="10.00")], parts) == [{0}, {0}, {0}, {0}]


def test_what_is_taken_back_is_a_negative_amount() -> None:
    whole = [_way(a="4.00", b="1.00")]
    parts = [[_way(a="5.00")], [_way(a="-1.00"), _way(b="-1.00")], [_way(b="1.00")]]
    assert joint_ways(whole, parts) == [{0}, {0}, {0}, {0}]


def test_more_ways_than_can_be_looked_at_settle_nothing() -> None:
    columns = "abcdefgh"
    parts = [[_way(**{column: f"{2**at}.00"}) for column in columns] for at in range(12)]
    whole = [_way(**{column: "511.00" for column in columns})]
    assert joint_ways(whole, parts) is None


def test_of_several_grand_totals_the_first_of_the_lexicon_speaks() -> None:
    statement = [
        ("一般公共预算拨款收入", Decimal(100)),
        ("事业收入", None),
        ("本年收入合计", Decimal(100)),
        ("收入合计", Decimal(120)),
    ]
    # 20 were carried over: that one source makes up 本年收入合计 says nothing of the others.
    assert empty_sources([statement]) == {meaning("事业收入")}
