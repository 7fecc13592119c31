"""A Disclosure becomes passages that stand alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.index.passages import Sizes, context_of, passages_of
from qa.model import Cell, Column, Disclosure, Paragraph, Profile, Row, Table

PROFILE = Profile("云岭县水务局", 2023, "决算", title="云岭县水务局2023年部门决算")
FIRST, SECOND = ("第一部分 概况",), ("第一部分 概况", "一、职责")


def paragraph(text: str, line: int, section: tuple[str, ...] = FIRST) -> Paragraph:
    return Paragraph(section, text, line, ((0, line),))


def disclosure(*paragraphs: Paragraph, tables: tuple[Table, ...] = ()) -> Disclosure:
    return Disclosure("doc", PROFILE, (), paragraphs, tables)


def table(rows: int) -> Table:
    return Table(
        "支出决算表", (Column(("合计",)), Column(("基本支出",))),
        tuple(
            Row((f"科目{n}",), (Cell(0, f"{n}.00", 10 + n),), 10 + n, f"20{n:03d} 科目{n} {n}.00")
            for n in range(rows)
        ),
        FIRST, 9, 10 + rows, number="3", unit="万元", header="科目编码 科目名称 合计 基本支出",
    )  # fmt: skip


def test_short_paragraphs_of_a_section_are_joined() -> None:
    (passage,) = passages_of(disclosure(paragraph("甲。", 1), paragraph("乙。", 2)))
    assert passage.text == "甲。\n乙。"
    assert (passage.kind, passage.line, passage.section) == ("prose", 1, FIRST)


def test_paragraphs_of_two_sections_stay_apart() -> None:
    found = passages_of(disclosure(paragraph("甲。", 1), paragraph("乙。", 2, SECOND)))
    assert [p.section for p in found] == [FIRST, SECOND]


def test_a_paragraph_is_not_cut_below_the_longest_size() -> None:
    text = "这是一句话。" * 80
    (passage,) = passages_of(disclosure(paragraph(text, 1)), Sizes(prose=100, longest=500))
    assert passage.text == text


def test_a_very_long_paragraph_is_cut_at_ends_of_sentences() -> None:
    text = "这是十一个字的一句话。" * 100
    found = passages_of(disclosure(paragraph(text, 1)), Sizes(prose=100, longest=500))
    assert "".join(p.text for p in found) == text
    assert all(p.text.endswith("。") and len(p.text) <= 100 for p in found)


def test_pieces_of_a_paragraph_name_the_line_they_start_on() -> None:
    long = Paragraph(FIRST, "甲" * 99 + "。" + "乙" * 99 + "。", 5, ((0, 5), (100, 8)))
    found = passages_of(disclosure(long), Sizes(prose=100, longest=150))
    assert [p.line for p in found] == [5, 8]


def test_every_group_of_rows_repeats_title_unit_and_column_heads() -> None:
    found = passages_of(disclosure(tables=(table(40),)), Sizes(table=100))
    assert len(found) > 3
    for passage in found:
        assert passage.kind == "table"
        assert passage.text.startswith(
            "表3 支出决算表（单位：万元）\n科目编码 科目名称 合计 基本支出\n"
        )


def test_no_row_is_cut_or_lost() -> None:
    printed = table(40)
    found = passages_of(disclosure(tables=(printed,)), Sizes(table=100))
    lines = [line for p in found for line in p.text.splitlines()[2:]]
    assert lines == [row.quote for row in printed.rows]


def test_two_halves_of_a_printed_row_are_said_once() -> None:
    quote = "本年收入 1.00 本年支出 2.00"
    halves = tuple(Row((label,), (), 10, quote) for label in ("本年收入", "本年支出"))
    (passage,) = passages_of(disclosure(tables=(replace(table(0), rows=halves),)))
    assert passage.text.count(quote) == 1


def test_labels_that_the_row_does_not_print_stand_before_it() -> None:
    row = Row(("项目资金", "其他资金"), (), 10, "其他资金 0.00")
    (passage,) = passages_of(disclosure(tables=(replace(table(0), rows=(row,)),)))
    assert passage.text.endswith("项目资金 其他资金 0.00")


def test_a_label_above_several_rows_is_said_once_in_a_passage() -> None:
    rows = (
        Row(("项目资金", "财政拨款"), (), 10, "项目资金 财政拨款 1.00"),
        Row(("项目资金", "其他资金"), (), 11, "其他资金 0.00"),
    )
    (passage,) = passages_of(disclosure(tables=(replace(table(0), rows=rows),)))
    assert passage.text.endswith("项目资金 财政拨款 1.00\n其他资金 0.00")


def test_passages_stand_in_printed_order() -> None:
    found = passages_of(
        disclosure(paragraph("甲。", 30), paragraph("乙。", 1, SECOND), tables=(table(2),))
    )
    assert [p.line for p in found] == sorted(p.line for p in found)


def test_context_names_unit_year_kind_and_headings_not_in_the_text() -> None:
    (passage,) = passages_of(disclosure(paragraph("第一部分 概况 如下。", 1, SECOND)))
    assert context_of(PROFILE, passage) == "云岭县水务局 2023年 决算 一、职责"


def test_identical_boilerplate_of_two_documents_stays_two_passages() -> None:
    one = disclosure(paragraph("其他收入：指其他的收入。", 1))
    other = replace(one, doc="other")
    assert {p.doc for d in (one, other) for p in passages_of(d)} == {"doc", "other"}


@pytest.mark.parametrize("sizes", [(0, 10, 10), (20, 10, 10), (10, 10, 0)])
def test_impossible_sizes_are_refused(sizes: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="passage sizes"):
        Sizes(*sizes)
