"""Tables printed with tabs."""

from __future__ import annotations

import json
import re

import pytest
from read_fixtures import (
    CORPUS,
    disclosure,
    row_values,
    rows_named,
    table,
    table_of,
    tables_of,
    value,
)

from qa.read.pages import without_page_marks
from qa.read.source import split_lines
from qa.read.tabs import find_tab_tables


def test_preamble_gives_number_title_and_unit() -> None:
    found = table_of(
        "表 3\n\n## 支出总表\n\n部门名称： 水利局\n\n单位： 万元\n\n项目\t合计\n总计\t5.00"
    )
    assert (found.number, found.title, found.unit) == ("3", "支出总表", "万元")
    assert (found.line, found.end_line) == (1, 10)


@pytest.mark.parametrize(
    ("lines", "number", "title", "unit"),
    [
        ("公开01表\n收支总表\n单位：元", "公开01表", "收支总表", "元"),
        ("表5\n2023年支出预算表\n金额单位：千元", "5", "2023年支出预算表", "千元"),
        ("02表\n2018年度收入预算总表\n（单位：万元）", "02表", "2018年度收入预算总表", "万元"),
        ("附表2 收入总表\n部门：水利局  单位：万元", "2", "收入总表", "万元"),
        ("收支预算总表 部门：水利局 单位：万元", None, "收支预算总表", "万元"),
        ("表01\n收支预算总表\n341-清源县水利局  单位：万元", "01", "收支预算总表", "万元"),
        ("表1：收支决算总表\n单位名称：  单位：万元", "1", "收支决算总表", "万元"),
        ("收入支出决算总表\n公开01表\n部门：水利局", "公开01表", "收入支出决算总表", None),
        ("一、收入决算表\n单位：万元", None, "收入决算表", "万元"),
        (
            "表14-1\n部门专项业务经费绩效目标表\n（2026年度）",
            "14-1",
            "部门专项业务经费绩效目标表",
            None,
        ),
    ],
)
def test_preamble_is_read_in_the_styles_of_other_places(
    lines: str, number: str | None, title: str, unit: str | None
) -> None:
    found = table_of(lines.replace("\n", "\n\n") + "\n\n项目\t合计\n总计\t5.00")
    assert (found.number, found.title, found.unit) == (number, title, unit)


def test_title_printed_inside_the_grid_starts_a_table() -> None:
    text = (
        "\t预算01表 收支总表\n\t\t\t金额单位：万元\n\t项目\t预算数\n\t合计\t5.00\n"
        "\t预算02表 收入总表\n\t\t\t金额单位：万元\n\t项目\t预算数\n\t合计\t6.00"
    )
    found = tables_of(text)
    assert [(entry.number, entry.title, entry.unit) for entry in found] == [
        ("预算01表", "收支总表", "万元"),
        ("预算02表", "收入总表", "万元"),
    ]
    assert [value(entry, "合计", "预算数") for entry in found] == ["5.00", "6.00"]


def test_list_of_tables_is_one_table() -> None:
    found = table_of(
        "报表\t报表名称\t是否空表\t空表理由\n表1\t部门收支总表\t\t\n"
        "表2\t政府性基金收支表\t是\t不涉及\n表3\t项目支出表\t\t"
    )
    assert [row.labels for row in found.rows] == [
        ("表1", "部门收支总表"),
        ("表2", "政府性基金收支表"),
        ("表3", "项目支出表"),
    ]
    assert row_values(found, found.rows[1]) == {"是否空表": "是", "空表理由": "不涉及"}


def test_sentence_above_a_table_is_no_title() -> None:
    found = table_of("重点项目情况如下：\n\n项目名称\t预算数（万元）\n运维\t5.00")
    assert found.title == ""
    assert found.line == 3


HEAD = "项目\t\t合计\t基本支出\n编码\t科目名称\n\t栏次\t1\t2\n"


@pytest.mark.parametrize(
    "between",
    [
        "\n表1\n\n支出表\n\n单位：万元\n\n" + HEAD,
        "\n表1\n\n支出表（续）\n\n" + HEAD,
        "\n" + HEAD,
        "\n项目\t\t合计\t基本支出\n编码\t科目名称\n",
        "\n- 2 -\n\n" + HEAD,
        "\n",
    ],
)
def test_continued_page_is_joined(between: str) -> None:
    first = f"表1\n\n支出表\n\n单位：万元\n\n{HEAD}201\t教育支出\t5.00\t4.00\n"
    text = f"{first}{between}208\t社保支出\t2.00\t1.00"
    (found,) = find_tab_tables(without_page_marks(split_lines(text, "x")))
    assert [row.code for row in found.rows] == ["201", "208"]
    assert value(found, "社保支出", "基本支出") == "1.00"


def test_total_that_a_continued_page_repeats_counts_once() -> None:
    page = f"{HEAD}\t合计\t7.00\t5.00\n"
    text = f"支出表\n\n{page}201\t教育支出\t5.00\t4.00\n\n{page}208\t社保支出\t2.00\t1.00"
    assert [row.labels[-1] for row in table_of(text).rows] == ["合计", "教育支出", "社保支出"]


def test_page_with_other_columns_is_put_under_the_old_head() -> None:
    text = (
        "支出表\n\n科目编码\t\t科目名称\t合计\t基本支出\n201\t\t教育支出\t5.00\t4.00\n20102\t\t小学教育\t5.00\t4.00\n\n"
        "208\t社保支出\t2.00\t1.00\n\t合计\t7.00\t5.00"
    )
    found = table_of(text)
    assert value(found, "社保支出", "基本支出") == "1.00"
    assert value(found, "合计", "合计") == "7.00"


@pytest.mark.parametrize(
    "row",
    ["201\t教育支出\t5.00\t4.00", "\t201\t教育支出\t5.00\t4.00", "\t\t201\t教育支出\t5.00\t4.00"],
)
def test_row_moved_by_a_lost_or_extra_tab_is_put_back(row: str) -> None:
    head = "支出表\n\n预算单位\t科目编码\t科目名称\t合计\t基本支出\n水利局\t\t\t7.00\t6.00\n"
    rows = "".join(f"\t{code}\t社保支出\t1.00\t1.00\n" for code in ("208", "20805", "2080505"))
    found = table_of(f"{head}{rows}{row}")
    (moved,) = rows_named(found, "教育支出")
    assert (moved.code, row_values(found, moved)) == ("201", {"合计": "5.00", "基本支出": "4.00"})


def test_row_that_fits_in_either_half_is_left_out_and_counted() -> None:
    head = "收支表\n\n收入\t\t支出\n项目\t预算数\t项目\t预算数\n"
    rows = "财政拨款\t5.00\t教育支出\t3.00\n事业收入\t0.00\t科技支出\t0.00\n"
    found = table_of(f"{head}{rows}\t社保支出\t2.00")
    assert rows_named(found, "社保支出") == []
    assert found.dropped == 1


def test_tables_of_two_units_with_one_title_stay_apart() -> None:
    page = "支出表\n\n单位名称：{}\n\n项目\t合计\n总计\t{}\n\n"
    found = tables_of(page.format("水利局", "5.00") + page.format("水文站", "1.00"))
    assert [(entry.name, value(entry, "总计", "合计")) for entry in found] == [
        ("支出表", "5.00"),
        ("支出表 水文站", "1.00"),
    ]


def test_rest_of_a_cell_that_the_page_cuts_joins_it() -> None:
    head = "项目表\n\n项目名称\t预算数\t绩效目标\n"
    text = f"{head}运维\t5.00\t保障设备稳定运\n\n\t\t行。\n监测\t4.00\t按期完成。"
    found = table_of(text)
    assert value(found, "运维", "绩效目标") == "保障设备稳定运行。"
    assert [row.labels for row in found.rows] == [("运维",), ("监测",)]


@pytest.mark.parametrize(
    ("above", "rest", "labels"),
    [
        ("信息网络及软件购", "置更新", [("服务", "信息网络及软件购置更新")]),  # a 科目
        ("设", "备", [("服务", "设备")]),  # printed elsewhere in the table
        ("清淤", "疏浚", [("服务", "清淤"), ("服务", "疏浚")]),
    ],
)
def test_rest_of_a_label_that_the_page_cuts_joins_it_where_the_label_is_known(
    above: str, rest: str, labels: list[tuple[str, ...]]
) -> None:
    first = "采购表\n\n品目\t科目\t总计\n货物\t设备\t1.00\n货物\t水泵\t1.00\n"
    text = f"{first}服务\t{above}\t6.00\n\n品目\t科目\t总计\n\t{rest}\t\n工程\t闸门\t2.00"
    rows = [row.labels for row in table_of(text).rows]
    assert rows == [("货物", "设备"), ("货物", "水泵"), *labels, ("工程", "闸门")]


def test_label_alone_at_the_top_of_a_page_is_a_row_of_its_own() -> None:
    text = "收入表\n\n项目\t预算数\n财政拨款收入\t5.00\n\n事业收入\t\n合计\t5.00"
    assert [row.labels for row in table_of(text).rows][1] == ("事业收入",)


def test_row_without_tab_has_blank_figures() -> None:
    head = "收入表\n\n项目\t预算数\n一、财政拨款\t5.00\n"
    text = f"{head}二、事业收入\n三、其他收入\n合计\t5.00\n\n注：无。"
    found = table_of(text)
    assert value(found, "事业收入", "预算数") is None
    assert value(found, "其他收入", "预算数") is None
    assert found.notes == ("注：无。",)


def test_figure_broken_inside_its_cell_is_one_figure() -> None:
    assert (
        value(table_of("支出表\n\n项目\t合计\n总计\t143,999.0 0"), "总计", "合计") == "143,999.00"
    )


def test_full_width_digits_are_read_and_kept() -> None:
    text = "支出表\n\n科目编码\t科目名称\t合计\n２０１\t教育支出\t１，２３４.５０"
    (row,) = table_of(text).rows
    assert (row.code, row.cells[0].text) == ("201", "１，２３４.５０")


def test_table_of_headings_only_shows_blanks() -> None:
    text = "三公经费表\n\n合计\t接待费\n1\t2\n\n注：本表无数据。"
    (row,) = table_of(text).rows
    assert row.labels == ()
    assert [cell.text for cell in row.cells] == [None, None]


# Exact cells of the disclosures in corpus/.


def test_corpus_income_and_spending_are_told_apart() -> None:
    found = table(disclosure("2022年深圳市大数据"), "收支总表")
    assert (found.number, found.unit) == ("1", "万元")
    assert value(found, "政府预算拨款", "收入", "2022年预算数") == "64,199"
    assert value(found, "公共卫生", "支出", "2022年预算数") == "457"
    (row,) = rows_named(found, "购房补贴")
    assert (row.labels, row.line) == (("住房保障支出", "住房改革支出", "购房补贴"), 240)
    (row,) = rows_named(found, "收入总计")
    assert row.quote == "收入总计\t65,585\t支出总计\t65,585"


def test_corpus_income_table_has_four_rows_of_head() -> None:
    found = table(disclosure("2024年深圳市大数据"), "收入总表")
    (row,) = found.rows
    values = row_values(found, row)
    assert values["本年收入/财政拨款/一般公共预算拨款/履职类项目拨款"] == "65,023.47"
    assert values["本年收入/财政拨款/政府性基金预算拨款"] == "0.00"
    assert values["本年收入/财政专户管理资金"] == "0.00"
    assert values["上年结余、结转"] == "317.40"


def test_corpus_official_travel_table_by_fund_and_year() -> None:
    found = table(disclosure("2024年深圳市大数据"), "财政拨款“三公”经费支出表")
    assert [row.labels for row in found.rows] == [
        ("深圳市大数据资源管理中心", "2023年"),
        ("深圳市大数据资源管理中心", "2024年"),
        ("深圳市大数据资源管理中心", "增减变化金额"),
    ]
    car = "公务用车购置及运行维护费"
    assert value(found, "2024年", car, "小计", "一般公共预算") == "12.00"
    assert value(found, "2024年", car, "公务用车购置费", "政府性基金预算") == "0.00"


def test_corpus_final_accounts_of_official_travel_have_no_label() -> None:
    found = table(disclosure("2022年深圳市政务"), "财政拨款“三公”经费支出决算表")
    (row,) = found.rows
    assert row.labels == ()
    values = row_values(found, row)
    assert values["预算数/合计"] == "37.50"
    assert values["决算数/公务用车购置及运行维护费/公务用车运行维护费"] == "18.70"


def test_corpus_carryover_by_fund_is_not_the_income_by_fund() -> None:
    found = table(disclosure("2022年深圳市政务"), "财政拨款收入支出决算总表")
    cells = {
        row.labels: row_values(found, row).get("收入/金额")
        for row in rows_named(found, "一般公共预算财政拨款")
    }
    assert cells == {
        ("一般公共预算财政拨款",): "120,791.59",
        ("年初财政拨款结转和结余", "一般公共预算财政拨款"): "3.49",
    }


def test_corpus_details_of_basic_spending_have_two_codes_a_line() -> None:
    found = table(disclosure("2022年深圳市政务"), "一般公共预算财政拨款基本支出决算明细表")
    (row,) = rows_named(found, "公务接待费")
    assert (row.code, row.labels) == ("30217", ("商品和服务支出", "公务接待费"))
    assert row_values(found, row) == {"公用经费/金额": "0.60"}
    assert value(found, "人员经费合计", "人员经费", "金额") == "6,860.16"


def test_corpus_table_without_title_is_named_by_its_section() -> None:
    found = table(disclosure("2022年深圳市大数据"), "重点项目预算绩效情况说明")
    assert found.section == ("第七部分 重点项目预算绩效情况说明",)
    assert value(found, "信息化运维项目", "预算数（万元）") == "3,824"
    assert str(value(found, "政务综合管理", "绩效目标")).endswith(
        "基础设施环境等。计划本年度完成事前绩效评价4个，重点绩效评价1个。"
    )


def test_corpus_tables_stand_in_their_part() -> None:
    found = disclosure("2022年深圳市政务")
    assert table(found, "收入决算表").section == (
        "第二部分 深圳市政务服务数据管理局2022年度部门决算表",
    )


@pytest.mark.parametrize("part", ["2022年深圳市大数据", "2022年深圳市政务", "2024年深圳市大数据"])
def test_corpus_prints_every_figure_and_label_where_the_row_says(part: str) -> None:
    (path,) = (path for path in CORPUS.glob("*.txt") if part in path.name)
    lines = path.read_text(encoding="utf-8").split("\n")
    for found in disclosure(part).tables:
        for row in found.rows:
            printed = _bare(lines[row.line - 1])
            assert _bare(row.quote).startswith(printed)
            for cell in row.cells:
                assert _bare(cell.text or "")[:20] in printed
            # Only a class of indicators is carried down from the rows above.
            if row.labels and _bare(row.labels[-1]) not in printed:
                assert not row.code and any(_bare(row.labels[-1]) in _bare(line) for line in lines)


def _bare(text: str) -> str:
    return "".join(re.sub("</?p>", "", text).split())


def test_corpus_cells_checked_by_hand_are_all_right() -> None:
    lines = (CORPUS.parent / "eval" / "cells-dev.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = [json.loads(line) for line in lines]
    wrong = []
    for cell in wanted:
        if cell["doc"].startswith("2021"):
            continue
        found = disclosure(cell["doc"])
        texts = [
            printed.text
            for entry in found.tables
            if "".join(entry.name.split()) == "".join(cell["table"].split())
            for row in entry.rows
            if _is_at(row.labels, cell["row"]) and cell["code"] in (None, row.code)
            for printed in row.cells
            if _is_at(entry.columns[printed.column].path, cell["column"])
        ]
        if not any(_same(text, cell) for text in texts):
            wrong.append((cell, texts))
    assert wrong == []


def _is_at(path: tuple[str, ...], wanted: str) -> bool:
    parts = wanted.split("/") if wanted.count("/") == 1 else [wanted]
    if not path or not wanted:
        return not path and not wanted
    return path[-1] == parts[-1] and parts[0] in path


def _same(text: str | None, cell: dict[str, object]) -> bool:
    if cell["value"] is not None:
        return text is not None and float(text.replace(",", "")) == cell["value"]
    if cell["text"] is None:
        return text is None
    return text is not None and "".join(text.split()) == "".join(str(cell["text"]).split())


def test_unit_behind_a_project_is_its_group_and_not_its_name() -> None:
    found = table_of(
        "项目支出表\n\n类型\t项目名称\t项目单位\t合计\n专项类\t\t\t46.00\n"
        "\t信访专项\t信访局\t30.00\n\t驻外经费\t信访局\t16.00"
    )
    assert [row.labels for row in found.rows] == [
        ("专项类",),
        ("信访局", "信访专项"),
        ("信访局", "驻外经费"),
    ]


def test_sentence_across_the_last_row_is_a_note_of_the_table() -> None:
    found = table_of(
        "表7 “三公”经费预算表\n单位：万元\n项目\t本年预算数\t备注\n合计\t41\t\n公务接待费\t41\t\n"
        "增减情况说明：2033年“三公”经费预算41万元，较2032年47万元减少6万元，下降12.77%。\t\t\n"
    )
    assert [row.labels for row in found.rows] == [("合计",), ("公务接待费",)]
    assert [note[:7] for note in found.notes] == ["增减情况说明："]
