"""Labels and figures of cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.numerals import number_of
from qa.read.figures import amount, is_code, is_dash, is_figure, is_year
from qa.read.labels import Rank, clean_head, clean_label, numbering
from qa.read.text import squeeze, strip_markup


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("一、一般公共服务支出", "一般公共服务支出"),
        ("二十二、灾害防治及应急管理支出", "灾害防治及应急管理支出"),
        ("（一）基本支出", "基本支出"),
        ("1. 一般公共预算拨款", "一般公共预算拨款"),
        ("1、财政拨款", "财政拨款"),
        ("⑴公务用车购置费", "公务用车购置费"),
        ("⒉公务接待费", "公务接待费"),
        ("㈢其他支出", "其他支出"),
        ("(1)一般公共预算拨款", "一般公共预算拨款"),
        ("机关事业单位基本养老保险缴 费", "机关事业单位基本养老保险缴费"),
        ("其中: 当年财政拨款", "其中:当年财政拨款"),
        ("其中：（一）因公出国（境）支出", "其中：因公出国（境）支出"),
        ("1.0版平台", "1.0版平台"),
        ("2022 年", "2022年"),
        ("三公经费", "三公经费"),
        ("**合计**", "合计"),
    ],
)
def test_clean_label_drops_numbering_and_spaces(printed: str, label: str) -> None:
    assert clean_label(printed) == label


def test_clean_head_keeps_the_mark_of_a_required_column() -> None:
    assert clean_head("* 实际完成值") == "*实际完成值"


def test_squeeze_keeps_spaces_between_latin_words() -> None:
    assert squeeze("IDC 机房 data base 2 台") == "IDC机房data base2台"


def test_strip_markup_parts_paragraphs_by_a_line_break() -> None:
    assert strip_markup("<p>安全服务项数</p> <p>4 项/半年</p>") == "安全服务项数\n4 项/半年"


@pytest.mark.parametrize(
    ("text", "rank", "ordinal", "rest"),
    [
        ("第二部分：部门决算表", Rank.PART, 2, "部门决算表"),
        ("十一、其他", Rank.CHINESE, 11, "其他"),
        ("(三)职责", Rank.CHINESE_BRACKETS, 3, "职责"),
        ("12.事项", Rank.ARABIC, 12, "事项"),
        ("（2）事项", Rank.ARABIC_BRACKETS, 2, "事项"),
        ("③事项", Rank.CIRCLED, 3, "事项"),
    ],
)
def test_numbering_tells_kind_and_ordinal(text: str, rank: Rank, ordinal: int, rest: str) -> None:
    found = numbering(text)
    assert found is not None
    assert (found.rank, found.ordinal, found.rest) == (rank, ordinal, rest)


@pytest.mark.parametrize(
    "text", ["一般公共服务", "2022年预算", "1.5万元", "三公经费", "十三五规划"]
)
def test_numbering_leaves_plain_words_alone(text: str) -> None:
    assert numbering(text) is None


@given(st.integers(min_value=1, max_value=99))
def test_numeral_reads_back_what_is_written(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (
        digits[ones] if ones or not tens else ""
    )
    assert number_of(written) == number
    assert number_of(str(number)) == number


@pytest.mark.parametrize(
    "text", ["1,213.71", "0", "-5.2", "（3.00）", "１２．５", "98.5%", "143,999.0 0"]
)
def test_is_figure_takes_printed_numbers(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["", "—", "≥98%", "3份", "2022年", "2021-01-01", "12月底", "合计"])
def test_is_figure_refuses_words(text: str) -> None:
    assert not is_figure(text)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_amount_reads_back_thousands_commas(number: Decimal) -> None:
    assert amount(f"{number:,}") == number
    assert amount(f"({number:,})") == -number


@pytest.mark.parametrize("text", ["6,4322.85", "12%", "—", "约5"])
def test_amount_refuses_what_is_malformed(text: str) -> None:
    assert amount(text) is None


def test_cells_tell_codes_years_and_dashes() -> None:
    assert is_code("2010350") and is_code("A02") and not is_code("201.5")
    assert is_year("2021") and not is_year("201")
    assert is_dash("——") and not is_dash("0")
