"""Performance sheets out of PDF text, against what the documents print."""

from __future__ import annotations

from tests.flow_fixtures import (
    ACCOUNTS,
    BUDGET,
    Printer,
    cells_of,
    corpus_table,
    corpus_tables,
    value,
)

PROJECT = "预算项目支出绩效目标申报表"


def test_sheets_of_projects_are_told_apart_by_their_project() -> None:
    found = [table.subject for table in corpus_tables(BUDGET) if table.title == PROJECT]
    assert found == [
        "基础设施运行维护",
        "应用系统运行维护",
        "网络和信息安全运行维护",
        "绩效管理",
        "购置费",
        "其他一般管理事务",
        "应急项目和设备维修",
        "劳务派遣人员",
        "项目审计",
        "基层党建",
    ]


def test_form_label_that_wraps_keeps_its_value_and_unit() -> None:
    table = corpus_table(BUDGET, f"{PROJECT} 基础设施运行维护")
    (row,) = (row for row in table.rows if row.labels == ("政府购买服务资金（万元）",))
    (cell,) = row.cells
    assert (cell.text, cell.line) == ("1,246.56", 1048)
    assert table.columns[cell.column].path == ()
    assert table.columns[cell.column].unit == "万元"


def test_text_below_a_label_is_joined_to_its_end() -> None:
    table = corpus_table(BUDGET, f"{PROJECT} 购置费")
    (found,) = cells_of(table, "项目中期目标").values()
    assert found is not None
    assert found.startswith("通过本项目的实施，完成政府采购类物资购置工作")
    assert found.endswith("进一步提升工作效率和工作质量。")


def test_indicator_with_text_keeps_it() -> None:
    table = corpus_table(BUDGET, f"{PROJECT} 绩效管理")
    assert value(table, "资金支出进度", "目标值") == "第三季度20万元，第四季度支付118万元。"


def test_indicator_name_that_wraps_is_joined() -> None:
    table = corpus_table(BUDGET, f"{PROJECT} 绩效管理")
    (row,) = (row for row in table.rows if row.labels[-1] == "政府网站安全、泄密事故发生数")
    assert row.labels[:2] == ("产出指标", "数量指标")
    assert value(table, row.labels[-1], "目标值") == "0件"


def test_indicator_name_cut_by_a_page_goes_on_behind_its_value() -> None:
    table = corpus_table(BUDGET, f"{PROJECT} 绩效管理")
    assert value(table, "网站健康深度监测和整改报告数量", "目标值") == "12个"
    table = corpus_table(BUDGET, f"{PROJECT} 其他一般管理事务")
    assert value(table, "其他一般管理事务工作完成及时性", "目标值") == "及时"


def test_class_without_an_indicator_is_the_label() -> None:
    table = corpus_table(BUDGET, f"{PROJECT} 购置费")
    assert cells_of(table, "经济效益指标") == {"指标内容": "不适用", "目标值": "不适用"}
    table = corpus_table(ACCOUNTS, "部门（单位）整体支出绩效目标完成情况自评表")
    assert cells_of(table, "生态效益") == {
        "三级指标": None,
        "指标值": None,
        "*实际完成指标值": None,
    }


def test_name_and_two_values_of_one_line_are_parted() -> None:
    table = corpus_table(ACCOUNTS, "部门（单位）整体支出绩效目标完成情况自评表")
    assert cells_of(table, "数据库运维项目实施周期") == {
        "指标值": "合同签订后1年内完成",
        "*实际完成指标值": "年内已完成",
    }
    assert cells_of(table, "网站访问量") == {
        "指标值": "≥50万PV，≥10万UV",
        "*实际完成指标值": "≥50万PV，≥10万UV",
    }
    assert value(table, "供电故障率", "*实际完成指标值") == "0"


def test_task_over_pages_keeps_its_texts_and_figures_apart() -> None:
    table = corpus_table(ACCOUNTS, "部门（单位）整体支出绩效目标完成情况自评表")
    found = cells_of(table, "政务综合管理")
    assert found["预算数（元）/总数"] == "224,195,685.46"
    assert found["*执行数（元）/*其中财政拨款（元）"] == "206,051,003.73"
    contents, done = found["主要内容"], found["*完成情况"]
    assert contents is not None and done is not None
    assert contents.startswith("主要用于政府网络运行维护")
    assert contents.endswith("政府数据资源运行维护、电子政务运维管理等。")
    assert done.startswith("1、完成本年度市级政务外网互联网出口")
    assert done.endswith("以实现“一数一源”。")
    assert cells_of(table, "基本支出")["主要内容"] == ("主要用于人员、公用及对个人和家庭补助支出等")


def test_columns_of_tasks_carry_their_unit() -> None:
    table = corpus_table(ACCOUNTS, "部门（单位）整体支出绩效目标完成情况自评表")
    (column,) = (c for c in table.columns if c.path == ("预算数（元）", "总数"))
    assert column.unit == "元"


def test_aims_and_results_beside_each_other_are_parted() -> None:
    table = corpus_table(ACCOUNTS, "部门（单位）整体支出绩效目标完成情况自评表")
    (row,) = (row for row in table.rows if row.labels == ())
    aim, result = ("".join((cell.text or "").split()) for cell in row.cells)
    assert aim.startswith("1.继续做好新冠肺炎疫情防控与支撑工作。")
    assert aim.endswith("移动办公平台等公共应用平台业务受理、技术支持、系统运维工作。")
    assert result.startswith("1.完成本年度市级政务外网互联网出口统一建设工作")
    assert result.endswith("疫情防控提供了重要支撑。")


def test_scores_are_full_marks_first_and_the_score_last() -> None:
    table = corpus_table(ACCOUNTS, "部门整体支出绩效评分表")
    found = cells_of(table, "预算执行率")
    assert (found["评价指标/分数"], found["*分数"]) == ("6.00", "3.9")
    full = [cells_of(table, row.labels[-1])["评价指标/分数"] for row in table.rows[:-3]]
    assert sum(float(text or 0) for text in full) == 100


def test_words_of_a_score_sheet_stay_in_their_columns_over_pages() -> None:
    table = corpus_table(ACCOUNTS, "部门整体支出绩效评分表")
    found = cells_of(table, "固定资产利用率")
    assert found["指标说明"] == (
        "部门（单位）实际在用固定资产总额与所有固定资产总额的比例，"
        "用以反映和考核部门（单位）固定资产使用效率程度。"
    )
    assert (found["评分标准"] or "").endswith("4.固定资产利用率＜60%的，得0分。")


def test_results_below_the_scores_are_rows() -> None:
    table = corpus_table(ACCOUNTS, "部门整体支出绩效评分表")
    assert cells_of(table, "综合评分") == {"*分数": "92.3分"}
    assert cells_of(table, "评分等级") == {"*分数": "优"}


def test_tasks_of_a_budget_have_one_text_and_three_amounts() -> None:
    table = corpus_table(BUDGET, "部门（单位）整体支出绩效目标申报表")
    found = cells_of(table, "为福田电子政务建设和数据管理提供信息化服务")
    assert found["预算金额（万元）/总额"] == "3,644.54"
    assert (found["主要内容"] or "").startswith("承担区级电子政务基础设施建设")
    assert cells_of(table, "合计")["主要内容"] is None


def test_last_line_of_a_value_is_no_beginning_of_the_next_label() -> None:
    made = Printer()
    made.lines("项目支出绩效自评表", "项目名称", "重点实验", "室建设信", "息化建设", "项目")
    made.lines("实施单位", "城区档案馆", "一级指标 二级指标 三级指标 指标值")
    made.line("产出指标 数量指标 培训次数 ≥4次")
    table = made.table()
    assert table.subject == "重点实验室建设信息化建设项目"
    assert cells_of(table, "实施单位") == {"": "城区档案馆"}
