"""Cutting prose: numbering, sentences, enumerations."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ask.narrative.compare import differences
from qa.ask.narrative.text import first_clause, inner_items, level, listed, sentences, unnumbered


@pytest.mark.parametrize(
    ("text", "depth", "bare"),
    [
        ("第一部分：部门概况", 0, "部门概况"),
        ("二、机构设置", 1, "机构设置"),
        ("（三）公务接待费。", 2, "公务接待费。"),
        ("(四)承担信息安全", 2, "承担信息安全"),
        ("1. 加强支撑", 3, "加强支撑"),
        ("12、其他", 3, "其他"),
        ("（10）完成接入", 4, "完成接入"),
        ("① 短信", 5, "短信"),
        ("2021年决算", None, "2021年决算"),
        ("3.5万元以上", None, "3.5万元以上"),
    ],
)
def test_level_and_unnumbered_know_the_usual_numberings(
    text: str, depth: int | None, bare: str
) -> None:
    assert (level(text), unnumbered(text)) == (depth, bare)


def test_sentences_end_at_stops_and_semicolons_outside_brackets() -> None:
    text = "收入增加（一是甲；二是乙）；支出减少。另有说明"
    assert [text[a:b] for a, b in sentences(text)] == [
        "收入增加（一是甲；二是乙）；",
        "支出减少。",
        "另有说明",
    ]


def test_sentences_keep_the_closing_quotation_mark() -> None:
    text = "打造“一朵云。”再建平台。"
    assert [text[a:b] for a, b in sentences(text)] == ["打造“一朵云。”", "再建平台。"]


def test_inner_items_need_two_of_a_kind() -> None:
    assert inner_items("一是人员变动；其他不变。") == []
    text = "1.产出指标；2.效果指标。"
    assert [text[a:b] for a, b in inner_items(text)] == ["1.产出指标；", "2.效果指标。"]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("本局内设3个股室，分别为：办公室、规划股、财务股。", ("办公室", "规划股", "财务股")),
        ("下设综合部、云平台部、大数据部，共3个部门。", ("综合部", "云平台部", "大数据部")),
        ("通过甲公司、乙公司及教育网三家运营商提供带宽。", ("甲公司", "乙公司", "教育网")),
        ("包括水费、电费、邮电费和工会经费等费用。", ("水费", "电费", "邮电费", "工会经费")),
        ("用于购置电脑 4 台，打印机 2 台。", ("电脑 4 台", "打印机 2 台")),
        ("甲平台 7,541.48 万元、乙平台 9 万元。", ("甲平台 7,541.48 万元", "乙平台 9 万元")),
        ("一是甲。二是乙。", ("一是甲。", "二是乙。")),
        ("机关党委（人事处、老干处）、办公室。", ("机关党委（人事处、老干处）", "办公室")),
        ("没有列举任何事项。", ()),
    ],
)  # fmt: skip
def test_listed_gives_the_things_without_what_leads_to_them(
    text: str, things: tuple[str, ...]
) -> None:
    assert listed(text) == things


@given(st.text(alphabet="甲乙丙（）“”。；、，1.一是\n ", max_size=60))
def test_sentences_never_overlap_and_lose_nothing_but_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    printed = "".join(text[a:b] for a, b in spans)
    assert "".join(printed.split()) == "".join(text.split())


@given(st.lists(st.text(alphabet="东西南北山水林田湖草", min_size=2, max_size=6), min_size=3))
def test_listed_reads_back_what_was_joined(names: list[str]) -> None:
    assert listed(f"内设股室分别为：{'、'.join(names)}。") == tuple(names)


@given(st.text(max_size=80))
def test_listed_takes_any_text(text: str) -> None:
    assert isinstance(listed(text), tuple)


def test_differences_pairs_the_two_wordings_of_one_item() -> None:
    one = ("负责水资源管理。", "完成市水务局交办的其他任务。")
    other = ("负责水资源管理。", "完成市水务和河湖局交办的其他任务。")
    assert differences(one, other) == ((one[1], other[1]),)


def test_differences_tells_what_was_added_and_dropped() -> None:
    assert differences(("甲乙丙丁",), ("子丑寅卯",)) == (("甲乙丙丁", ""), ("", "子丑寅卯"))


def test_differences_passes_over_punctuation() -> None:
    assert differences(("负责管理；",), ("负责管理。",)) == ()


def test_a_number_that_comes_again_is_that_of_the_whole() -> None:
    text = "3. 渠道管护9万元，主要原因是 1. 工程收尾；2. 压减开支。3. 渠道管护"
    own = "1. 渠道管护9万元，主要原因是 1. 工程收尾；2. 压减开支。"
    assert [own[a:b].strip() for a, b in inner_items(own)] == ["1. 工程收尾；", "2. 压减开支。"]
    assert len(inner_items(text)) == 4


def test_the_first_clause_ends_at_no_mark_of_a_figure() -> None:
    assert first_clause("1. 渠道管护 1,830.50 万元, 用于清淤。") == "1. 渠道管护 1,830.50 万元"
