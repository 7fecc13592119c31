"""Rows that print two or three subjects beside each other, each with a code of its own."""

from __future__ import annotations

from read_fixtures import table_of

HEAD = "表1 基本支出明细表\n单位：元\n"
TWO = (
    HEAD + "部门经济科目编码\t部门经济科目名称\t政府经济科目编码\t政府经济科目名称\t合计\n"
    "301\t工资福利支出\t\t\t90\n"
    "30101\t基本工资\t50101\t工资奖金津补贴\t60\n"
    "30101\t基本工资\t50501\t工资福利支出\t30\n"
    "302\t商品和服务支出\t\t\t20\n"
    "30201\t办公费\t50201\t办公经费\t20\n"
)


def rows(text: str) -> list[tuple[str | None, tuple[str, ...], str | None]]:
    """The code, labels and first cell of every row."""
    return [(row.code, row.labels, row.cells[0].text) for row in table_of(text).rows]


def test_the_wider_subject_stands_above_the_one_that_the_code_names() -> None:
    assert rows(TWO) == [
        ("301", ("工资福利支出",), "90"),
        ("30101", ("工资奖金津补贴", "基本工资"), "60"),
        ("30101", ("工资福利支出", "基本工资"), "30"),
        ("302", ("商品和服务支出",), "20"),
        ("30201", ("办公经费", "办公费"), "20"),
    ]


def test_function_and_both_economic_classes_are_kept() -> None:
    found = rows(
        HEAD + "单位编码\t单位名称\t功能科目编码\t功能科目名称\t部门经济编码\t部门经济名称\t"
        "政府经济编码\t政府经济名称\t合计\n"
        "101\t云溪县水务局\t2130301\t行政运行\t30201\t办公费\t50201\t办公经费\t20\n"
        "101\t云溪县水务局\t2130304\t水利行业业务管理\t30201\t办公费\t50201\t办公经费\t40\n"
    )
    assert found == [
        ("30201", ("行政运行", "办公经费", "办公费"), "20"),
        ("30201", ("水利行业业务管理", "办公经费", "办公费"), "40"),
    ]


def test_a_wider_subject_that_is_printed_once_counts_for_the_rows_of_its_level_only() -> None:
    found = rows(
        HEAD + "功能科目编码\t功能科目名称\t经济科目编码\t经济科目名称\t合计\n"
        "2130301\t行政运行\t30101\t基本工资\t60\n"
        "\t\t30102\t津贴补贴\t30\n"
        "\t\t302\t商品和服务支出\t20\n"
        "\t\t30201\t办公费\t20\n"
    )
    assert [labels for _, labels, _ in found] == [
        ("行政运行", "基本工资"),
        ("行政运行", "津贴补贴"),
        ("商品和服务支出",),
        ("商品和服务支出", "办公费"),
    ]


def test_a_code_of_something_else_than_a_subject_moves_nothing() -> None:
    found = rows(
        HEAD + "项目编码\t项目名称\t科目编码\t科目名称\t合计\n"
        "3301A\t河道巡查\t2130306\t水利工程运行与维护\t40\n"
        "3301B\t业务培训\t2050803\t培训支出\t20\n"
    )
    assert found == [
        ("2130306", ("河道巡查", "水利工程运行与维护"), "40"),
        ("2050803", ("业务培训", "培训支出"), "20"),
    ]
