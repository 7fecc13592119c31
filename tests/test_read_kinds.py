"""Tables of purchases: units and what they buy, below the kind that it is of."""

from __future__ import annotations

from read_fixtures import table_of


def test_a_unit_stands_under_the_kind_that_is_printed_above_it() -> None:
    found = table_of(
        "政府采购支出表\n单位：万元\n采购大类\t项目名称\t采购品目名称\t合计\n"
        "合计\t\t\t50.00\n"
        "货物\t\t\t20.00\n云岭县水务局\t\t\t20.00\n\t公用经费\t复印纸\t20.00\n"
        "服务\t\t\t30.00\n云岭县水务局\t\t\t18.00\n\t公用经费\t印刷服务\t18.00\n"
        "云岭县河道管理所\t\t\t12.00\n\t巡查经费\t咨询服务\t12.00\n"
    )
    assert [(row.labels, row.cells[-1].text) for row in found.rows] == [
        (("合计",), "50.00"),
        (("货物",), "20.00"),
        (("货物", "云岭县水务局"), "20.00"),
        (("货物", "云岭县水务局", "公用经费", "复印纸"), "20.00"),
        (("服务",), "30.00"),
        (("服务", "云岭县水务局"), "18.00"),
        (("服务", "云岭县水务局", "公用经费", "印刷服务"), "18.00"),
        (("服务", "云岭县河道管理所"), "12.00"),
        (("服务", "云岭县河道管理所", "巡查经费", "咨询服务"), "12.00"),
    ]


def test_other_rows_do_not_stand_under_a_kind() -> None:
    found = table_of(
        "政府采购情况表\n单位：万元\n项目\t金额\n货物\t20.00\n服务\t30.00\n授予中小企业合同金额\t9.00\n合计\t50.00\n"
        "云岭县水务局\t50.00"
    )
    assert [row.labels for row in found.rows] == [
        ("货物",), ("服务",), ("授予中小企业合同金额",), ("合计",), ("云岭县水务局",),
    ]  # fmt: skip
