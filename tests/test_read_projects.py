"""Tables that print each project's sums beside its indicators."""

from __future__ import annotations

from read_fixtures import row_values, table_of

HEAD = (
    "项目支出绩效目标表\n\n单位：万元\n\n"
    "项目名称\t项目总额\t其中：\t\t绩效目标\t一级指标\t二级指标\t三级指标\t指标值\n"
    "\t\t财政资金\t其他资金\n"
)
TABLE = table_of(
    HEAD + "11000022T000000455794-评审经费\t8.00\t7.50\t0.50\t保质完成评审。\t"
    "产出指标\t数量指标\t评审项目数\t420个\n"
    "\t\t\t\t\t产出指标\t质量指标\t准确率\t≥98%\n"
    "养护经费\t5.00\t5.00\t\t\t效益指标\t社会效益指标\t出行条件\t改善"
)


def test_sums_and_indicators_stand_under_their_project() -> None:
    assert [row.labels for row in TABLE.rows] == [
        ("评审经费",),
        ("评审经费", "产出指标", "数量指标", "评审项目数"),
        ("评审经费", "产出指标", "质量指标", "准确率"),
        ("养护经费",),
        ("养护经费", "效益指标", "社会效益指标", "出行条件"),
    ]
    assert TABLE.dropped == 0


def test_sums_keep_their_columns_and_unit() -> None:
    assert row_values(TABLE, TABLE.rows[0]) == {
        "项目总额": "8.00",
        "其中：/财政资金": "7.50",
        "其中：/其他资金": "0.50",
        "绩效目标": "保质完成评审。",
    }
    assert TABLE.rows[0].code == "11000022T000000455794"
    assert TABLE.columns[0].unit == "万元"


def test_indicators_keep_their_values() -> None:
    assert [row_values(TABLE, row)["指标值"] for row in TABLE.rows if len(row.labels) == 4] == [
        "420个",
        "≥98%",
        "改善",
    ]
