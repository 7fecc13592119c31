"""Numbers of pages in texts of which nothing shows where a page begins."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from qa.model import Line
from qa.read.flow.feet import without_page_numbers
from qa.read.flow.tables import find_tables
from qa.read.source import split_lines

PAGE = [f"第{place}行的文字" for place in range(20)]


def _texts(lines: Iterable[Line]) -> list[str]:
    return [line.text for line in lines]


def _pages(numbers: Iterable[object], page: Iterable[str] = PAGE) -> list[str]:
    """Pages of the same lines, each with its number below."""
    return [line for number in numbers for line in (*page, str(number))]


def _kept(lines: Iterable[str]) -> list[str]:
    found = split_lines("\n".join(lines), "made up")
    return _texts(without_page_numbers(found))


def test_numbers_that_count_on_through_a_text_are_those_of_its_pages() -> None:
    assert _kept(_pages(range(1, 8))) == PAGE * 7


def test_pages_without_a_number_do_not_end_the_count() -> None:
    assert _kept(_pages([1, 2, 3, 6, 7, 8])) == PAGE * 6


def test_a_lone_figure_that_does_not_count_on_stays() -> None:
    lines = _pages(range(1, 8))
    lines.insert(30, "366")
    assert [text for text in _kept(lines) if text.isdigit()] == ["366"]


def test_of_two_that_may_be_the_number_of_a_page_none_is_a_figure() -> None:
    lines = _pages(range(1, 8))
    lines.insert(30, "2")
    assert not any(text.isdigit() for text in _kept(lines))


def test_a_column_that_counts_its_rows_is_no_count_of_pages() -> None:
    rows = _pages(range(1, 40), ("办公费", "5.00", "3.00"))
    assert _kept(rows) == rows


def test_a_count_in_a_small_part_of_a_text_is_no_count_of_pages() -> None:
    lines = [*_pages(range(1, 7)), *PAGE * 9]
    assert _kept(lines) == lines


def test_the_number_below_a_row_without_a_figure_is_not_its_figure() -> None:
    head = (
        "一般公共预算支出经济分类情况表",
        "单位：万元",
        "科目编码 科目名称 预算数",
        "合计 306.00",
    )
    rows = [f"{30100 + place} 工资福利的第{place}项 {place}.00" for place in range(1, 18)]
    page = [*head, *rows, "399 其他支出 153.00", "39999 其他支出"]
    tables = find_tables(split_lines("\n".join(_pages(range(1, 7), page)), "made up"))
    found = [row.cells[0].text for one in tables for row in one.rows if row.code == "39999"]
    assert found == [None] * 6


@given(st.lists(st.sampled_from(["1", "2", "3", "²", "9" * 5000, "文字", " 7 "]), max_size=80))
def test_whatever_the_lines_all_that_is_no_number_stays(texts: list[str]) -> None:
    lines = tuple(Line(at, text, False) for at, text in enumerate(texts))
    worded = [text for text in texts if not text.strip().isdecimal()]
    assert [t for t in _texts(without_page_numbers(lines)) if not t.strip().isdecimal()] == worded
