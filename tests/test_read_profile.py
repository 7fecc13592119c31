"""Whose disclosure it is."""

from __future__ import annotations

import pytest
from read_fixtures import CORPUS, disclosure

from qa.model import Profile, QaError
from qa.read.profile import read_profile
from qa.read.source import split_lines


def profile(text: str, stem: str = "文件") -> Profile:
    return read_profile(split_lines(text, stem), stem)[0]


@pytest.mark.parametrize(
    ("part", "unit", "year", "kind"),
    [
        ("2021年深圳市大数据", "深圳市大数据资源管理中心", 2021, "决算"),
        ("2021年深圳市福田区", "深圳市福田区数据管理中心", 2021, "预算"),
        ("2022年深圳市大数据", "深圳市大数据资源管理中心", 2022, "预算"),
        ("2022年深圳市政务", "深圳市政务服务数据管理局", 2022, "决算"),
        ("2024年深圳市大数据", "深圳市大数据资源管理中心", 2024, "预算"),
    ],
)
def test_profile_of_the_corpus_comes_from_its_words(
    part: str, unit: str, year: int, kind: str
) -> None:
    (path,) = (path for path in CORPUS.glob("*.txt") if part in path.name)
    found, _ = read_profile(split_lines(path.read_text(encoding="utf-8"), "无题"), "无题")
    assert (found.unit_name, found.year, found.kind) == (unit, year, kind)


def test_profile_joins_a_title_that_is_broken_over_lines() -> None:
    assert (
        disclosure("2024年深圳市大数据").profile.title == "2024年深圳市大数据资源管理中心部门预算"
    )


@pytest.mark.parametrize(
    ("title", "unit", "year", "kind", "scope"),
    [
        (
            "2026年度无锡市交通运输局（本级）单位预算公开",
            "无锡市交通运输局（本级）",
            2026,
            "预算",
            "单位",
        ),
        ("湖州市财政局 2026 年部门预算", "湖州市财政局", 2026, "预算", "部门"),
        ("合肥市图书馆2025年单位预算", "合肥市图书馆", 2025, "预算", "单位"),
        ("二〇二三年青田县教育局部门决算", "青田县教育局", 2023, "决算", "部门"),
        ("二O二三年青田县教育局部门决算", "青田县教育局", 2023, "决算", "部门"),
        ("青田县教育局二ＯＯ九年度部门决算", "青田县教育局", 2009, "决算", "部门"),
        ("２０２４年度松江区方塔幼儿园单位决算", "松江区方塔幼儿园", 2024, "决算", "单位"),
    ],
)
def test_profile_reads_titles_of_other_places(
    title: str, unit: str, year: int, kind: str, scope: str
) -> None:
    found = profile(f"{title}\n\n目录\n\n第一部分 概况")
    assert (found.unit_name, found.year, found.kind, found.scope) == (unit, year, kind, scope)


def test_profile_finds_the_title_below_a_page_number() -> None:
    found = profile("1\n\n岭南大学\n\n2021 年度部门预算\n\n2021 年 4 月\n\n目录")
    assert (found.unit_name, found.title) == ("岭南大学", "岭南大学2021年度部门预算")


def test_profile_takes_its_scope_from_the_title() -> None:
    text = "2023年青山县水利局单位决算\n\n" + "第二部分 2023年部门决算表\n\n" * 3
    assert profile(text).scope == "单位"


def test_profile_takes_the_unit_line_above_a_mention_in_passing() -> None:
    text = (
        "2023年部门预算\n\n单位名称：青山县水利局  单位：万元\n\n"
        "按照青山县财政局2023年部门预算的要求编制。"
    )
    assert profile(text).unit_name == "青山县水利局"


def test_profile_is_not_misled_by_the_year_before() -> None:
    text = "2023年青山县水利局部门预算\n\n比2022年部门预算增加3万元。\n\n较2022年部门预算持平。"
    assert profile(text).year == 2023


def test_profile_says_where_the_name_of_the_file_differs() -> None:
    lines = split_lines("2023年青山县水利局部门决算", "x")
    found, notices = read_profile(lines, "2024年青山县林业局部门预算")
    assert (found.year, found.kind, found.unit_name) == (2023, "决算", "青山县水利局")
    assert [notice[:9] for notice in notices] == [
        "文件名中的年度“2",
        "文件名中的类别“预",
        "文件名中的单位“青",
    ]


def test_profile_takes_a_short_form_in_the_file_name_for_the_unit() -> None:
    lines = split_lines("2023年青山县水利局部门决算", "x")
    assert read_profile(lines, "2023年水利局（本级）部门决算")[1] == ()


def test_profile_asks_the_name_of_the_file_last() -> None:
    found = profile("一、主要职责\n\n负责水利工作。", "2024年青山县水利局部门预算")
    assert (found.unit_name, found.year, found.kind) == ("青山县水利局", 2024, "预算")


def test_profile_refuses_a_text_that_is_no_disclosure() -> None:
    with pytest.raises(QaError, match="不像预决算公开"):
        profile("红烧肉的做法\n\n五花肉一斤，冰糖二两。", "菜谱")


@pytest.mark.parametrize(
    "line",
    [
        "部门：合肥市图书馆（单位：万元）",
        "部门：合肥市图书馆 单位：万元",
        "单位名称：合肥市图书馆（金额单位：元）",
    ],
)
def test_unit_of_measure_behind_the_name_is_no_part_of_it(line: str) -> None:
    assert profile(f"2024年度部门决算\n\n{line}").unit_name == "合肥市图书馆"


@pytest.mark.parametrize(
    ("title", "unit", "year", "kind"),
    [
        (
            "青山县机关事务中心2021年度一般公共预算财政拨款“三公”经费支出决算情况说明",
            "青山县机关事务中心",
            2021,
            "决算",
        ),
        ("青山县柳河镇2022年“三公”经费预算公开", "青山县柳河镇", 2022, "预算"),
        (
            "临江市青山区柳河镇人民政府\n2021年度“三公”经费决算汇总情况",
            "临江市青山区柳河镇人民政府",
            2021,
            "决算",
        ),
        ("2019年度青山县“三公”经费支出决算情况", "青山县", 2019, "决算"),
    ],
)
def test_profile_reads_the_title_of_a_paper_on_one_item(
    title: str, unit: str, year: int, kind: str
) -> None:
    found = profile(f"{title}\n\n一、总体情况\n\n合计4万元。")
    assert (found.unit_name, found.year, found.kind) == (unit, year, kind)


@pytest.mark.parametrize(
    "stem", ["05-青山县水利局2020年度单位决算", "3.青山县水利局2020年单位决算"]
)
def test_profile_leaves_out_the_number_in_front_of_a_file_name(stem: str) -> None:
    assert profile("一、收入情况\n\n收入3万元。", stem).unit_name == "青山县水利局"


def test_profile_finds_the_unit_in_the_sentence_that_tells_what_it_is() -> None:
    text = "校务公开\n\n2023年度部门决算公开\n\n（一）机构设置\n\n青山学校为公益一类事业单位。"
    assert profile(text).unit_name == "青山学校"


def test_profile_takes_no_publisher_in_brackets_for_the_unit() -> None:
    text = "[ 发布机构 ] 青山区财政局\n\n柳河区本级 2021年度 “三公”经费决算汇总说明"
    assert profile(text).unit_name == "柳河区"


def test_profile_takes_no_heading_of_a_part_for_the_title() -> None:
    text = "第二部分 2022年度单位决算情况说明\n\n一、总体情况"
    assert profile(text, "青山县水利局2022年度单位决算").title == "2022年青山县水利局单位决算"


def test_profile_takes_its_scope_from_the_headings_where_the_title_is_silent() -> None:
    text = "青山县公路中心2023年度决算公开说明\n\n二、单位决算情况说明"
    assert profile(text).scope == "单位"


def test_profile_leaves_out_the_bars_around_a_title() -> None:
    text = "名称: | 青山县交通局2021年度部门决算情况说明 | ||||\n\n一、部门基本情况"
    assert profile(text).unit_name == "青山县交通局"


def test_profile_finds_the_year_between_three_public_expenses_and_their_kind() -> None:
    text = "柳河区环城公路养护中心财政拨款“三公”经费预算2014年情况如下：\n\n接待费8万元。"
    found = profile(text)
    assert (found.unit_name, found.year, found.kind) == ("柳河区环城公路养护中心", 2014, "预算")


def test_profile_takes_what_is_set_against_the_budget_for_final_accounts() -> None:
    text = (
        "经青河州财政局汇总，2022年州级部门使用财政拨款安排“三公”经费支出8,237.2万元，"
        "比年初预算增加317.1万元。"
    )
    found = profile(text)
    assert (found.unit_name, found.year, found.kind) == ("青河州", 2022, "决算")


def test_profile_takes_the_name_that_tells_the_place_for_one_without_it() -> None:
    text = (
        "青山文学艺术界联合会\n关于“三公”经费2015年决算的\n\n"
        "青山县文学艺术界联合会“三公”经费2015年决算情况如下：接待费1万元。"
    )
    assert profile(text).unit_name == "青山县文学艺术界联合会"


def test_profile_finds_the_title_below_the_head_of_a_web_page() -> None:
    head = "青山县教育委员会\n\n当前位置：首页 >政务公开 >决算\n\n[ 索引号 ] 1150 [ 发文字号 ]\n"
    text = (
        f"{head}[ 主题分类 ] 教育\n[ 发布机构 ] 青山县教委\n[ 成文日期 ] 2023-10-13\n\n"
        "青山县双溪中学校2022年度部门决算公开说明\n\n日期：2023-10-13\n\n一、单位基本情况"
    )
    found = profile(text)
    assert found.unit_name == "青山县双溪中学校"
    assert found.title == "青山县双溪中学校2022年度部门决算公开说明"


def test_profile_takes_no_title_of_a_table_for_its_own() -> None:
    points = "\n".join(f"{n}.接待{n}次，花费{n}万元。" for n in range(1, 9))
    text = f"{points}\n\n附表\n\n青山县审计局2014年决算表"
    assert profile(text).title == "2014年青山县审计局部门决算"


def test_profile_takes_who_reports_to_a_congress_for_the_unit() -> None:
    text = "青山县人民政府关于2020年财政决算的报告\n\n一、收支情况\n\n收入3万元。"
    found = profile(text)
    assert (found.unit_name, found.year, found.kind) == ("青山县人民政府", 2020, "决算")


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("青山县2033年县本级“三公”经费预算情况", "青山县"),
        ("青山县2033年县级部门“三公”经费预算汇总情况", "青山县"),
        ("青山县2033年全县“三公”经费预算情况", "青山县"),
        ("青山县2033年县直部门“三公”经费预算情况", "青山县"),
        ("青山县2033年区县级行政事业单位“三公”经费预算情况", "青山县"),
        ("青山县县本级2033年“三公”经费预算情况", "青山县"),
        ("青山县级部门2033年“三公”经费预算汇总", "青山县"),
        ("2033年度青山县县直部门预算公开", "青山县"),
        ("柳河市市级2033年部门预算公开情况", "柳河市"),
        ("青山县林业局关于2033年度部门预算公开的说明", "青山县林业局"),
        ("青山县林业局2033部门预算", "青山县林业局"),
        ("2033年部门预算公开-青山县林业局", "青山县林业局"),
        ("【预算公开】青山县林业局2033年部门预算公开", "青山县林业局"),
    ],
)
def test_profile_is_read_from_a_title_in_other_words(title: str, unit: str) -> None:
    found = profile(f"{title}\n\n“三公”经费预算31.40万元，其中：公务接待费11.40万元。")
    assert (found.unit_name, found.year, found.kind) == (unit, 2033, "预算")


@pytest.mark.parametrize("words", ["编制说明", "草案编制说明", "公示", "和预算绩效编制说明"])
def test_profile_knows_a_title_by_what_it_calls_itself(words: str) -> None:
    text = f"青石县柳溪小学校\n2031年部门预算{words}\n2030年部门预算为9万元，2030年部门预算已公开。"
    assert (profile(text).unit_name, profile(text).year) == ("青石县柳溪小学校", 2031)


def test_profile_does_not_take_the_year_that_a_budget_is_set_against() -> None:
    told = "2031年部门预算为9万元，比2030年部门预算增加2万元。\n其中项目比2030年部门预算减少1万元。"
    assert profile(f"青石县柳溪小学校预算说明\n{told}").year == 2031


def test_profile_knows_parties_as_a_body() -> None:
    assert profile("青石市各民主党派2031年三公经费预算情况说明").unit_name == "青石市各民主党派"


def test_profile_reads_a_title_below_the_head_of_a_page_over_two_lines() -> None:
    head = "无障碍\n今天是\n当前位置：首页\n柳溪卫生院\n发表日期：2031-02-02\n"
    found = profile(f"{head}青石县柳溪卫生院本级\n2031年部门预算公开情况说明\n收入9万元。")
    assert found.unit_name == "青石县柳溪卫生院"
    assert found.title == "青石县柳溪卫生院本级2031年部门预算公开情况说明"


def test_profile_cuts_what_a_page_prints_behind_its_title() -> None:
    text = "青石县柳溪公园管理处2031年预算公开 发布日期:2031-01-25 来源:某局\n第一部分 柳溪公园概况"
    assert profile(text).unit_name == "青石县柳溪公园管理处"


def test_profile_does_not_take_the_label_of_a_page_for_a_part_of_the_name() -> None:
    text = "标题 青石县柳溪文化馆2031年单位预算情况说明\n成文日期 2031-02-28"
    assert profile(text).unit_name == "青石县柳溪文化馆"
