"""Whose disclosure it is, in the ways in which units all over the country say so.

The names are made up; the ways of writing are those of real covers, title lines and forms.
"""

from __future__ import annotations

import pytest

from qa.model import Profile, QaError
from qa.read.profile import read_profile
from qa.read.source import split_lines

BODY = "第一部分 概况\n一、主要职能\n负责有关工作。\n"


def profile(text: str, stem: str = "1769321433314-826553525") -> Profile:
    return read_profile(split_lines(text, stem), stem)[0]


def notices(text: str, stem: str) -> tuple[str, ...]:
    return read_profile(split_lines(text, stem), stem)[1]


@pytest.mark.parametrize(
    ("cover", "identity"),
    [
        ("清源县水利局\n2025年部门预算", "清源县水利局 2025 预算 部门"),
        (
            "清源县人民法院2024年度\n一般公共预算及政府性基金财政\n拨款“三公”经费支出决算情况说明",
            "清源县人民法院 2024 决算 部门",
        ),
        (
            "清源县水利局2025年部门行政经费及“三公”经费预算",
            "清源县水利局 2025 预算 部门",
        ),
        ("清源县政府采购中心2024年部门决算", "清源县政府采购中心 2024 决算 部门"),
        ("2024年度\n清源县水利局\n部门决算公开", "清源县水利局 2024 决算 部门"),
        ("清源县人民政府2025年部门预算", "清源县人民政府 2025 预算 部门"),
        ("石桥镇人民政府\n2024年度部门决算", "石桥镇人民政府 2024 决算 部门"),
        ("白云乡人民政府2025年度单位预算公开说明", "白云乡人民政府 2025 预算 单位"),
        ("东湖街道办事处2025年部门预算公开情况说明", "东湖街道办事处 2025 预算 部门"),
        ("广元市青年宫2025年单位预算", "广元市青年宫 2025 预算 单位"),
        ("三元区青少年活动中心2024年单位决算", "三元区青少年活动中心 2024 决算 单位"),
        ("比如县农业农村局2025年部门预算", "比如县农业农村局 2025 预算 部门"),
        ("本溪市明山区财政局2025年部门预算", "本溪市明山区财政局 2025 预算 部门"),
        ("清源县残疾人联合会2025年部门预算", "清源县残疾人联合会 2025 预算 部门"),
        ("清源县妇联2025年部门预算", "清源县妇联 2025 预算 部门"),
        ("政协清源县委员会办公室2025年部门预算", "政协清源县委员会办公室 2025 预算 部门"),
        ("清源监狱2025年单位预算", "清源监狱 2025 预算 单位"),
        ("青海省环湖监狱2024年度单位决算", "青海省环湖监狱 2024 决算 单位"),
        ("附件1\n清源县审计局\n2025年部门预算公开\n二〇二五年二月", "清源县审计局 2025 预算 部门"),
        ("关于清源县审计局2025年部门预算公开的说明", "清源县审计局 2025 预算 部门"),
        ("清源县审计局（汇总）2025年部门预算公开", "清源县审计局（汇总） 2025 预算 部门"),
        (
            "江北省清源县规划和自然\n资源局2024年度部门决算",
            "江北省清源县规划和自然资源局 2024 决算 部门",
        ),
        (
            "中共江北省清源县委\n社会工作部 2024 年度部门决算",
            "中共江北省清源县委社会工作部 2024 决算 部门",
        ),
        ("江北大学\n2023 年 度 部 门 决 算", "江北大学 2023 决算 部门"),
        ("清源县水利局\n二〇二五年度部门预算", "清源县水利局 2025 预算 部门"),
        ("清源县水利局部门预算\n（2025年度）", "清源县水利局 2025 预算 部门"),
        ("清源县水利局部门2024年度决算公开", "清源县水利局 2024 决算 部门"),
        ("2025年预算公开\n清源县水利局", "清源县水利局 2025 预算 部门"),
        ("2025 年度\n部门预算\n清源县水利局\n2025年2月", "清源县水利局 2025 预算 部门"),
        ("清源县2025年部门预算\n（清源县水利局）", "清源县水利局 2025 预算 部门"),
        ("清源县教育局所属单位清源县第二中学2025年单位预算", "清源县第二中学 2025 预算 单位"),
        (
            "清源县12345政务服务热线中心2025年单位预算",
            "清源县12345政务服务热线中心 2025 预算 单位",
        ),
        ("2025 年 清 源 县 水 利 局 部 门 预 算", "清源县水利局 2025 预算 部门"),
        (
            "审核人：张三 李四\n清源县信访局（本级）\n2026年度部门预算",
            "清源县信访局（本级） 2026 预算 部门",
        ),
    ],
)  # fmt: skip
def test_cover_tells_whose_it_is(cover: str, identity: str) -> None:
    unit = identity.split()[0]
    body = f"{BODY}按照清源县财政局2023年部门预算的要求。\n" + f"{unit}负责。{unit}实施。\n"
    found = profile(f"{cover}\n\n{body}")
    assert f"{found.unit_name} {found.year} {found.kind} {found.scope}" == identity


def test_links_at_the_foot_of_a_web_page_are_no_unit() -> None:
    text = (
        "清源县本级2024年“三公”经费决算汇总情况\n2024年“三公”经费决算90.00万元。\n"
        "国务院部门网站\n地方政府网站\n县政府部门网站\n"
    )
    assert profile(text).unit_name == "清源县"


def test_page_on_purchases_is_the_body_s_that_its_sentence_names() -> None:
    text = (
        "清源学院\n政府采购决算公开情况说明\n现将2024年度清源学院政府采购决算公开如下：\n"
        "2024年度政府采购支出总额90.00万元。\n"
    )
    assert profile(text) == Profile("清源学院", 2024, "决算", "部门", "2024年清源学院部门决算")


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("编制单位：清源县图书馆", "清源县图书馆"),
        ("编制部门：清源县图书馆  单位：万元", "清源县图书馆"),
        ("预算单位：清源县图书馆\t\t\t单位：元", "清源县图书馆"),
        ("填报单位（公章）：清源县图书馆", "清源县图书馆"),
        ("部门（单位）名称：清源县图书馆", "清源县图书馆"),
        ("单位名称\t清源县图书馆", "清源县图书馆"),
        ("预算部门：江北省清源县图书馆（本级）", "江北省清源县图书馆（本级）"),
        ("部门编码及名称：[301]清源县图书馆", "清源县图书馆"),
        ("单位：501001清源县图书馆", "清源县图书馆"),
    ],
)
def test_line_above_a_table_names_the_unit_that_the_title_does_not(line: str, unit: str) -> None:
    text = f"江北省清源县2025年县级部门预算\n\n{BODY}部门收支总表\n{line}\n收入支出\n"
    found = profile(text)
    assert (found.unit_name, found.year, found.kind) == (unit, 2025, "预算")


def test_body_above_the_unit_in_a_form_is_not_taken_for_it() -> None:
    form = "项目支出绩效目标表\n主管部门：清源县教育局\n实施单位：清源县实验学校\n"
    found = profile(f"清源县第一中学2025年单位预算\n\n{BODY}" + form * 30)
    assert (found.unit_name, found.scope) == ("清源县第一中学", "单位")


def test_we_and_our_unit_are_no_names() -> None:
    text = "2025年部门预算\n\n" + "本中心2025年部门预算收入50万元。\n我中心。\n" * 9
    text += "单位名称：清源县数据中心\n"
    assert profile(text).unit_name == "清源县数据中心"


def test_year_of_the_title_goes_before_years_that_are_said_more_often() -> None:
    text = "清源县水利局2025年部门预算\n\n" + "与清源县水利局2024年部门预算相比。\n" * 40
    assert profile(text).year == 2025


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("2023年度清源市公安局交警支队\n专项资金绩效评价结果", "绩效评价"),
        ("清源县水利局2024年度部门整体支出绩效评价报告", "绩效评价"),
        ("清源县财政局关于公开2025年部门预算的通知", "通知"),
        ("清源县2024年政府信息公开工作年度报告", "年度报告"),
        ("清源县水利局2025年办公设备采购公告", "公告"),
        ("清源县部门预算管理办法", "办法"),
        ("清源县财政局关于批复2025年部门预算的通知\n清财预〔2025〕3号", "通知"),
    ],
)
def test_other_papers_are_refused_with_what_they_are(title: str, told: str) -> None:
    text = f"{title}\n\n现将清源县水利局2023年部门预算情况报告如下：预算50万元。\n"
    with pytest.raises(QaError, match=f"“某件”是.*{told}.*，不是部门预算、决算"):
        profile(text, "某件")


@pytest.mark.parametrize(
    "title",
    [
        "清源县水利局2025年部门预算公开\n目录\n三、绩效评价结果",
        "清源县水利局关于2025年部门预算公开的通知\n清源县水利局2025年部门预算",
        "清源县招标采购公告中心2025年单位预算",
    ],
)
def test_disclosure_that_speaks_of_other_papers_is_one(title: str) -> None:
    assert profile(f"{title}\n\n{BODY}").year == 2025


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        ("水利局_2026年部门预算", ["年度“2026”与正文的“2025”"]),
        ("林业局_2025年部门预算", ["单位“林业局”与正文的“清源县水利局”"]),
        ("清源县水利局25年预算", []),
        ("清源县水利局24年预算", ["年度“2024”与正文的“2025”"]),
        ("财政局_附件2：清源县水利局2025年部门预算表", []),
        ("清源水利局2025年预算公开表格", []),
        ("1770007475548-818404804", []),
    ],
)  # fmt: skip
def test_name_of_the_file_is_compared_with_the_text(stem: str, told: list[str]) -> None:
    found = notices(f"清源县水利局2025年部门预算\n\n{BODY}", stem)
    assert list(found) == [f"文件名中的{one}不一致，以正文为准。" for one in told]


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("清源县水利局公开说明\n" + BODY, "1769321433314"),
        ("清源县水利局信息公开\n" + BODY, "附件2"),
        ("目录\n" + BODY + "2025年“三公”经费预算3.00万元。\n", "清源县水利局"),
    ],
)
def test_unit_is_told_by_a_cover_without_a_year_or_by_the_name_of_the_file(
    text: str, stem: str
) -> None:
    told = "2025年收入预算20.00万元，支出预算20.00万元。"
    assert profile(text + told, stem).unit_name == "清源县水利局"
