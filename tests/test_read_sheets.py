"""Project sheets and forms: zones, shifted rows, indicators."""

from __future__ import annotations

import pytest
from read_fixtures import disclosure, row_values, rows_named, table, table_of, value

from qa.read.figures import is_figure
from qa.read.forms import form_pairs

EVALUATION = """项目支出绩效自评表

项目编码:\t44030022\t项目名称:\t河道 清淤\t绩效自评年度:\t2023
实施单位:\t水文站\t一级预算单位:\t水利局
资金使用情况
\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率 (%)\t得分
项目资金 (元)\t年度资金总额\t7600.00\t2292.40\t2115.66\t10\t92.28\t9.23
\t其中: 当年财政拨款\t7600.00\t2292.40\t2115.66\t—\t—\t—
项目目标完成情况
年度总体目标\t预期目标\t\t\t* 实际完成情况
\t完成清淤。\t\t\t已完成清淤。
年度绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t* 实际完成值\t* 分值\t* 得分\t偏差原因
\t产出 (50分)\t数量\t清淤长度\t≥5公里\t5.2公里\t25\t25
{rows}
总分\t\t\t\t\t\t100\t99.23\t—"""


def sheet_with(*rows: str):  # type: ignore[no-untyped-def]
    return table_of(EVALUATION.format(rows="\n".join(rows)))


def test_sheet_is_named_by_its_project() -> None:
    assert sheet_with().name == "项目支出绩效自评表 河道清淤"


def test_form_rows_hold_one_cell_without_column() -> None:
    found = sheet_with()
    (row,) = rows_named(found, "一级预算单位")
    assert row_values(found, row) == {"": "水利局"}


def test_money_zone_has_the_unit_of_its_caption() -> None:
    found = sheet_with()
    units = {column.path[-1]: column.unit for column in found.columns if column.path}
    assert units["全年执行数"] == "元"
    assert units["分值"] is None
    assert units["执行率(%)"] == "%"
    assert value(found, "年度资金总额", "全年执行数") == "2115.66"
    assert value(found, "其中:当年财政拨款", "得分") == "—"


def test_aims_stand_beside_results() -> None:
    found = sheet_with()
    assert value(found, "年度总体目标", "预期目标") == "完成清淤。"
    assert value(found, "年度总体目标", "*实际完成情况") == "已完成清淤。"


def test_indicator_carries_its_classes_down() -> None:
    found = sheet_with(
        "\t\t\t清淤段数\t3段\t3段\t5\t5", "\t\t质量\t合格率\t≥95%\t98%\t5\t4\t个别返工"
    )
    assert [row.labels for row in found.rows[-3:]] == [
        ("产出(50分)", "数量", "清淤段数"),
        ("产出(50分)", "质量", "合格率"),
        ("总分",),
    ]
    assert value(found, "合格率", "偏差原因") == "个别返工"
    assert value(found, "清淤段数", "偏差原因") is None


@pytest.mark.parametrize(
    "row",
    [
        "\t\t质量\t合格率\t≥95%\t98%\t5\t4",
        "\t质量\t合格率\t≥95%\t98%\t5\t4",
        "质量\t\t合格率\t≥95%\t98%\t5\t4",
        "\t\t\t质量\t合格率\t≥95%\t98%\t5\t4",
    ],
)
def test_shifted_indicator_row_is_put_right(row: str) -> None:
    found = sheet_with(row)
    (only,) = rows_named(found, "合格率")
    assert only.labels == ("产出(50分)", "质量", "合格率")
    assert {label: text for label, text in row_values(found, only).items() if text} == {
        "年度指标值": "≥95%",
        "*实际完成值": "98%",
        "*分值": "5",
        "*得分": "4",
    }


@pytest.mark.parametrize(
    "row",
    [
        "\t\t其他满意度\t\t\t不适用\t0\t0",
        "\t其他满意度\t\t\t不适用\t0\t0",
        "其他满意度\t\t\t\t不适用\t0\t0",
    ],
)
def test_class_without_indicator_is_its_own_label(row: str) -> None:
    found = sheet_with(row)
    assert value(found, "其他满意度", "三级指标") is None
    assert value(found, "其他满意度", "年度指标值") is None
    assert value(found, "其他满意度", "*实际完成值") == "不适用"
    assert value(found, "其他满意度", "*得分") == "0"


def test_row_that_fits_nowhere_is_left_out_and_counted() -> None:
    found = sheet_with("\t\t质量\t合格率\t≥95%\t98%\t5\t4\t返工\t7\t8\t9")
    assert rows_named(found, "合格率") == []
    assert found.dropped > 0


TARGETS = """单位整体支出绩效目标表

单位：万元

单位名称\t\t水利局\t主管部门\t省水利厅
年度主要任务\t任务名称\t主要内容\t预算金额（万元）
\t\t\t总额\t其中：财政拨款\t其中：其他资金
\t基本支出\t主要用于人员\t2,410\t2,410\t0
\t防洪\t主要用于堤防\t590\t500\t90
{total}
年度总体目标\t<p>1.修堤。</p> <p>2.清淤。</p>
年度绩效指标\t一级指标\t二级指标\t三级指标\t目标值
\t产出指标\t数量指标\t堤长\t≥15公里
{rows}"""


def targets(total: str = "\t合计\t\t3,000\t2,910\t90", *rows: str):  # type: ignore[no-untyped-def]
    return table_of(TARGETS.format(total=total, rows="\n".join(rows)))


@pytest.mark.parametrize(
    "total",
    [
        "\t金额合计\t\t3,000\t2,910\t90",
        "\t金额合计\t\t\t3,000\t2,910\t90",
        "金额合计\t\t3,000\t2,910\t90",
    ],
)
def test_total_with_all_its_figures_is_put_right(total: str) -> None:
    found = targets(total)
    (row,) = rows_named(found, "金额合计")
    assert [cell.text for cell in row.cells][1:] == ["3,000", "2,910", "90"]


def test_total_with_fewer_figures_is_settled_by_the_sums() -> None:
    found = targets("\t金额合计\t\t\t3,000\t2,910")
    assert value(found, "金额合计", "总额") == "3,000"
    assert value(found, "金额合计", "其中：财政拨款") == "2,910"
    assert value(found, "金额合计", "其中：其他资金") is None


def test_total_that_the_sums_do_not_settle_is_left_out() -> None:
    found = targets("\t金额合计\t\t\t3,001\t2,910")
    (row,) = rows_named(found, "金额合计")
    assert not any(is_figure(cell.text or "") for cell in row.cells)
    assert found.dropped == 2


def test_long_text_of_a_form_keeps_its_paragraphs() -> None:
    (row,) = rows_named(targets(), "年度总体目标")
    assert row.cells[0].text == "1.修堤。\n2.清淤。"


def test_name_and_value_in_one_cell_are_parted() -> None:
    found = targets("\t合计\t\t3,000\t2,910\t90", "\t\t\t<p>巡查次数</p> <p>≥4 次/年</p>")
    assert value(found, "巡查次数", "目标值") == "≥4 次/年"


def test_caption_of_the_zone_is_no_label() -> None:
    found = targets("\t合计\t\t3,000\t2,910\t90", "绩效指标\t效益指标\t社会效益\t受益人口\t≥5万")
    (row,) = rows_named(found, "受益人口")
    assert row.labels == ("效益指标", "社会效益", "受益人口")


def test_remark_below_the_indicators_is_of_the_whole_sheet() -> None:
    found = table_of(EVALUATION.format(rows="") + "\n备注\t\t\t\n填报人\t\t林晓\t")
    told = {row.labels: [cell.text for cell in row.cells] for row in found.rows[-2:]}
    assert told == {("备注",): [None], ("填报人",): ["林晓"]}


def test_indicator_without_value_borrows_none() -> None:
    rows = ["\t\t\t质量指标\t达标评分", "\t\t送达率\t\t≥98%"]
    found = targets("\t合计\t\t3,000\t2,910\t90", *rows)
    assert value(found, "达标评分", "目标值") is None


@pytest.mark.parametrize(
    ("cells", "pairs"),
    [
        (["项目名称:", "清淤", "项目属性:", "新增"], [("项目名称", "清淤"), ("项目属性", "新增")]),
        (
            ["单位名称", "水利局", "主管部门", "水利厅"],
            [("单位名称", "水利局"), ("主管部门", "水利厅")],
        ),
        (
            ["项目资金（元）", "项目资金总额", "4,100", "年度资金申请总额", "4,100"],
            [("项目资金总额", "4,100"), ("年度资金申请总额", "4,100")],
        ),
        (["项目名称", "项目编码", "4403"], [("项目名称", ""), ("项目编码", "4403")]),
        (["资金使用情况"], []),
    ],
)
def test_form_pairs_put_values_beside_their_labels(
    cells: list[str], pairs: list[tuple[str, str]]
) -> None:
    assert form_pairs(cells) == pairs


WHOLE = """部门整体支出绩效目标表

部门名称\t\t清源县水利局\t\t\t\t
总体资金情况（万元）\t\t预算支出总额\t财政拨款\t\t其他资金\t
\t\t\t合计\t基本支出\t合计\t基本支出
\t\t44.50\t44.50\t28.00\t\t
整体绩效目标\t整体绩效目标\t保障水利工作。\t\t\t\t
\t活动\t绩效指标\t指标性质\t指标值\t度量单位\t
\t河道管护\t清淤长度\t≥\t420\t公里\t
\t河道管护\t群众评价\t定性\t优\t\t
\t防汛\t演练次数\t≥\t3\t次\t"""


def test_money_without_label_and_indicators_without_classes_stand_under_their_heads() -> None:
    found = table_of(WHOLE)
    assert found.dropped == 0
    shown = [
        (row.labels, {key: text for key, text in row_values(found, row).items() if text})
        for row in found.rows
    ]
    assert shown == [
        (("部门名称",), {"": "清源县水利局"}),
        ((), {"预算支出总额": "44.50", "财政拨款/合计": "44.50", "财政拨款/基本支出": "28.00"}),
        (("整体绩效目标",), {}),
        (("整体绩效目标",), {"": "保障水利工作。"}),
        (("河道管护", "清淤长度"), {"指标性质": "≥", "指标值": "420", "度量单位": "公里"}),
        (("河道管护", "群众评价"), {"指标性质": "定性", "指标值": "优"}),
        (("防汛", "演练次数"), {"指标性质": "≥", "指标值": "3", "度量单位": "次"}),
    ]


def test_what_stands_behind_a_part_is_a_part_of_the_same_sum() -> None:
    found = table_of(
        "项目绩效目标填报表\n\n项目名称\t\t河道清淤\t\t\t\n"
        "项目资金（元）\t项目资金总额\t90.00\t年度资金申请总额\t30.00\t\n"
        "\t其中：财政资金\t80.00\t其中：当年财政拨款\t15.00\t\n"
        "\t\t\t上年结转资金\t5.00\t\n"
        "\t其他资金\t10.00\t其他资金\t10.00\t\n"
        "项目绩效目标\t项目总目标\t\t年度总体目标\t\t\n"
        "\t河道全部清淤。\t\t清淤三分之一。\t\t\n"
        "\t一级指标\t二级指标\t三级指标\t年度指标值\t\n"
        "绩效指标\t产出指标\t数量指标\t清淤长度\t≥5公里\t"
    )
    others = [row for row in found.rows if row.labels[-1] == "其他资金"]
    assert [row.labels for row in others] == [
        ("项目资金总额", "其他资金"),
        ("年度资金申请总额", "其他资金"),
    ]
    (aims,) = rows_named(found, "项目绩效目标")
    assert row_values(found, aims) == {
        "项目总目标": "河道全部清淤。",
        "年度总体目标": "清淤三分之一。",
    }


def test_parts_printed_twice_in_a_row_stand_under_the_sum_above_them() -> None:
    found = table_of(
        "专项资金绩效目标表\n\n项目名称\t\t河道清淤\t\t\n"
        "资金金额（万元）\t实施期资金总额：\t90\t年度资金总额：\t30\n"
        "\t其中：财政拨款\t80\t其中：财政拨款\t20\n"
        "\t其他资金\t10\t其他资金\t10\n"
        "总体目标\t实施期总目标\t\t年度目标\t\n"
        "\t河道全部清淤。\t\t清淤三分之一。\t\n"
        "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n"
        "\t产出指标\t数量指标\t清淤长度\t≥5公里"
    )
    assert [(row.labels, row.cells[0].text) for row in found.rows[1:8]] == [
        (("实施期资金总额",), "90"),
        (("年度资金总额",), "30"),
        (("实施期资金总额", "其中：财政拨款"), "80"),
        (("年度资金总额", "其中：财政拨款"), "20"),
        (("实施期资金总额", "其他资金"), "10"),
        (("年度资金总额", "其他资金"), "10"),
        (("总体目标",), "河道全部清淤。"),
    ]
    assert row_values(found, found.rows[7]) == {
        "实施期总目标": "河道全部清淤。",
        "年度目标": "清淤三分之一。",
    }


# Exact cells of the disclosures in corpus/.


def test_corpus_has_one_sheet_a_project() -> None:
    names = [entry.subject for entry in disclosure("2022年深圳市政务").tables if entry.subject]
    assert names == [
        "深圳电子政务平台数字证书退费项目",
        "政务数据管理",
        "政府网络运行维护",
        "综合运维服务",
        "网络安全监测预警",
        "信息工程质量监督",
    ]


def test_corpus_indicator_of_one_name_in_two_classes() -> None:
    found = table(disclosure("2022年深圳市政务"), "项目支出绩效自评表 政府网络运行维护")
    scores = {
        row.labels[-2]: row_values(found, row)["*得分"]
        for row in rows_named(found, "政务网络业务办理满意度")
    }
    assert scores == {"服务对象满意度": "5", "其他满意度": "2.5"}


def test_corpus_row_whose_class_left_no_tab() -> None:
    found = table(disclosure("2022年深圳市政务"), "项目支出绩效自评表 信息工程质量监督")
    label = "信息工程项目建设阶段数据质量监督研究报告完成时间"
    (row,) = rows_named(found, label)
    assert row.labels == ("产出(50分)", "时效", label)
    assert row_values(found, row)["*实际完成值"] == "4月底"
    assert value(found, "总分", "*得分") == "99.99"


def test_corpus_total_with_shifted_figures() -> None:
    found = table(disclosure("2022年深圳市大数据"), "单位整体支出绩效目标表")
    assert value(found, "金额合计", "总额") == "65,585"
    assert value(found, "金额合计", "其中：其他资金") is None
    later = table(disclosure("2024年深圳市大数据"), "深圳市大数据资源管理中心整体支出绩效目标表")
    assert value(later, "金额合计", "其中：财政拨款") == "68,098.25"
    assert value(later, "信息化类", "总额") == "87.35"


def test_corpus_indicator_without_value_borrows_none() -> None:
    found = table(disclosure("2024年深圳市大数据"), "深圳市大数据资源管理中心整体支出绩效目标表")
    assert value(found, "月运维达标评分", "目标值") is None
    assert value(found, "短信送达率", "目标值") == "≥98%"
    assert value(found, "经济效益指标", "目标值") == "不涉及"


def test_corpus_leaves_out_no_figure() -> None:
    for part in ("2022年深圳市大数据", "2022年深圳市政务", "2024年深圳市大数据"):
        assert [entry.name for entry in disclosure(part).tables if entry.dropped] == []
