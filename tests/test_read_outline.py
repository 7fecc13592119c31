"""Headings, sections and paragraphs."""

from __future__ import annotations

from read_fixtures import disclosure

from qa.model import Paragraph
from qa.read.contents import without_contents
from qa.read.outline import Outline, read_outline
from qa.read.pages import without_page_marks
from qa.read.source import split_lines


def outline(text: str) -> Outline:
    lines = split_lines(text, "text")
    return read_outline(without_page_marks(without_contents(lines)))


def paths(text: str) -> list[tuple[str, ...]]:
    return [section.path for section in outline(text).sections]


def paragraph_at(part: str, line: int) -> Paragraph:
    return next(entry for entry in disclosure(part).paragraphs if entry.line == line)


PAGED = """第一部分 单位概况

一、主要职责

1.负责建设、管理和运行维护全市机关网络平台（含统一互

联网出口）、数据中心、政务信息资源目录体系与交换体系、数

据备份中心等电子政务基础设施。

2.负责建设、管理和运行维护政务信息资源交换平台、人口

和法人基础数据库和其他市级公共政务资源。

二、机构设置

   水利中心内设6个部门，分别为综合部、规划建设部、网络

管理部、云平台部、大数据部和政务服务部，另有派驻机构两

个，编制四十人。

第二部分：青山县水利信息服务中心 2021 年单位决算

情况说明

一、2021年度收入支出决算总体情况说明

水利中心2021年度总收入35,460.26万元，比上年决算数增加
9,807.06万元，增长38.2%。主要原因：1.项目实施进度不同。

2.履行职能涉及工作内容变化。
"""


def test_outline_nests_headings_by_their_numbering() -> None:
    assert paths(PAGED) == [
        ("第一部分 单位概况",),
        ("第一部分 单位概况", "一、主要职责"),
        ("第一部分 单位概况", "二、机构设置"),
        ("第二部分 青山县水利信息服务中心2021年单位决算情况说明",),
        (
            "第二部分 青山县水利信息服务中心2021年单位决算情况说明",
            "一、2021年度收入支出决算总体情况说明",
        ),
    ]


def test_outline_joins_lines_that_the_page_breaks() -> None:
    assert [entry.text for entry in outline(PAGED).paragraphs] == [
        "1.负责建设、管理和运行维护全市机关网络平台（含统一互联网出口）、数据中心、"
        "政务信息资源目录体系与交换体系、数据备份中心等电子政务基础设施。",
        "2.负责建设、管理和运行维护政务信息资源交换平台、人口和法人基础数据库和其他市级公共政务资源。",
        "水利中心内设6个部门，分别为综合部、规划建设部、网络管理部、云平台部、大数据部和政务服务部，"
        "另有派驻机构两个，编制四十人。",
        "水利中心2021年度总收入35,460.26万元，比上年决算数增加9,807.06万元，增长38.2%。"
        "主要原因：1.项目实施进度不同。2.履行职能涉及工作内容变化。",
    ]


def test_paragraph_names_the_line_that_prints_a_word() -> None:
    last = outline(PAGED).paragraphs[-1]
    assert last.line_at(last.text.index("总收入")) == 29
    assert last.line_at(last.text.index("9,807.06")) == 30
    assert last.line_at(last.text.index("2.履行")) == 32


def test_contents_page_makes_no_sections() -> None:
    text = (
        "目 录\n\n- 第一部分 概况\n- 一、职责\n\n第二部分 说明\n\n"
        "第一部分 概况\n\n一、职责\n\n负责水利。\n\n第二部分 说明\n\n无。"
    )
    assert paths(text) == [("第一部分 概况",), ("第一部分 概况", "一、职责"), ("第二部分 说明",)]


def test_contents_entries_with_page_numbers_vanish_without_a_title() -> None:
    text = "第一部分 概况........1\n\n一、职责........2\n\n第一部分 概况\n\n一、职责\n\n负责水利。"
    assert paths(text) == [("第一部分 概况",), ("第一部分 概况", "一、职责")]


def test_part_behind_the_definitions_is_none_of_them() -> None:
    text = (
        "一、文字部分\n\n第一部分 概况\n\n负责水利。\n\n第二部分 名词解释\n\n"
        "一、基本支出：指日常支出。\n\n二、项目支出：指专项支出。\n\n二、表格部分\n\n本部分为表格。"
    )
    assert paths(text)[-1] == ("二、表格部分",)


def test_numbered_clause_is_an_item_and_no_heading() -> None:
    text = "（一）收入情况\n\n1.财政拨款收入 35,460.26 万元，比上年增加。\n\n2.事业收入0万元。"
    found = outline(text)
    assert [section.path for section in found.sections] == [("（一）收入情况",)]
    assert len(found.paragraphs) == 2


def test_heading_with_a_full_stop_swallows_no_prose() -> None:
    found = outline("（二）2021年部门预算执行情况。\n\n中心年初预算60,014.90万元。")
    assert [section.path for section in found.sections] == [("（二）2021年部门预算执行情况",)]
    assert [entry.text for entry in found.paragraphs] == ["中心年初预算60,014.90万元。"]


def test_short_items_of_a_list_are_no_headings() -> None:
    found = outline("一、机构设置\n\n1.办公室\n\n2.规划处\n\n3.财务处")
    assert [section.path for section in found.sections] == [("一、机构设置",)]
    assert [entry.text for entry in found.paragraphs] == ["1.办公室", "2.规划处", "3.财务处"]


def test_markdown_marks_and_bold_leave_no_trace() -> None:
    found = outline("## 第六部分 绩效管理\n\n### **一、范围**\n\n本单位**全部**项目。")
    assert [section.path for section in found.sections] == [
        ("第六部分 绩效管理",),
        ("第六部分 绩效管理", "一、范围"),
    ]
    assert [entry.text for entry in found.paragraphs] == ["本单位全部项目。"]


def test_page_numbers_and_running_heads_vanish() -> None:
    head = "青山县水利局2023年度部门预算"
    pages = [
        f"第{n}段说明了本年度的工作安排情况和经费使用情况的具体内容和要求。\n" for n in "一二三四"
    ]
    text = f"\n- 1 -\n{head}\n\n".join(pages)
    texts = [entry.text for entry in outline(text).paragraphs]
    assert texts == [page.strip() for page in pages]


def test_outline_keeps_enumerations_inside_their_paragraph() -> None:
    (entry,) = outline("主要原因：一是人员变动；二是项目增加。").paragraphs
    assert entry.text == "主要原因：一是人员变动；二是项目增加。"


def test_paragraph_that_a_page_cuts_is_whole_again() -> None:
    third = paragraph_at("2022年深圳市大数据", 67)
    assert "特别是支撑保障信创改造工作、金审三期项目" in third.text
    assert third.line_at(third.text.index("改造工作、金审")) == 69
    lowest = paragraph_at("2022年深圳市政务", 471)
    assert "公务接待费支出决算为0.6万元，完成全年预算10.5万元的5.7%" in lowest.text


def test_announcement_that_a_page_cuts_keeps_what_it_announces() -> None:
    found = paragraph_at("2022年深圳市政务", 459)
    assert "主要变动情况:与上年决算数持平；国有资本经营预算财政拨款收入0万元" in found.text


def test_figure_that_a_line_break_cuts_is_whole_again() -> None:
    found = paragraph_at("2021年深圳市大数据", 1103)
    assert "无形资产 14,675.31万元" in paragraph_at("2021年深圳市大数据", 1719).text
    assert "2.通过统一建设全市政务短信平台" in found.text
    assert found.line_at(found.text.index("2.通过统一建设")) == 1131


def test_corpus_sections_hold_no_contents_and_no_table_titles() -> None:
    leaves = [section.path[-1] for section in disclosure("2022年深圳市大数据").sections]
    assert leaves.count("第一部分 部门概况") == 1
    assert "收支总表" not in leaves
    assert leaves[-1] == "二、表格部分"


def test_corpus_paragraphs_hold_no_table_lines() -> None:
    for part in ("2022年深圳市大数据", "2022年深圳市政务", "2024年深圳市大数据"):
        for entry in disclosure(part).paragraphs:
            assert "\t" not in entry.text
            assert not entry.text.startswith(("单位：万元", "部门名称", "表 "))


def test_a_line_of_nothing_but_marks_is_no_paragraph() -> None:
    found = outline("一、收入\n\n**\n\n2021年收入预算50万元。")
    assert [entry.text for entry in found.paragraphs] == ["2021年收入预算50万元。"]


def test_line_that_ends_with_no_change_goes_on_in_no_other_line() -> None:
    text = (
        "公务用车购置费预算安排0万元，与2031年预算持平\n\n"
        "公务用车运行维护费预算安排8万元，较2031年预算下降20%。"
    )
    assert [paragraph.text[:9] for paragraph in outline(text).paragraphs] == [
        "公务用车购置费预算",
        "公务用车运行维护费",
    ]
