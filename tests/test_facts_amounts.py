"""Printed numbers, their units, and conversions between them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.facts.amounts import convert, find_amounts, is_unit, parse_amount, parse_number, split_unit

MONEY_UNITS = ("元", "千元", "万元", "百万元", "亿元")
amounts_of_money = st.one_of(
    st.decimals(min_value=0, max_value=10**13, places=2),
    st.decimals(min_value=0, max_value=10**9, places=6),
)


def found(text: str) -> list[tuple[str, str | None]]:
    return [(amount.digits, amount.unit) for amount in find_amounts(text)]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("35,460.26", "35460.26"),
        ("0", "0"),
        ("0.00", "0"),
        ("76000000.00", "76000000"),
        ("-12.5", "-12.5"),
        ("－12.5", "-12.5"),
        ("−12.5", "-12.5"),
        ("负12.5", "-12.5"),
        ("△12.5", "-12.5"),
        ("１２，３４５．６", "12345.6"),
        (" 7.00 ", "7"),
    ],
)
def test_parse_number_reads_every_notation(printed: str, value: str) -> None:
    number = parse_number(printed)
    assert number is not None
    assert number.value == Decimal(value)
    assert not number.malformed


@pytest.mark.parametrize(
    "printed",
    ["", "—", "--", "≥98%", "100%", "16G", "2021年", "2021.01.01-2021.12.31", "1,2,3", "A"],
)
def test_parse_number_refuses_what_is_no_number(printed: str) -> None:
    assert parse_number(printed) is None


def test_parse_number_keeps_the_value_of_misplaced_commas_and_says_so() -> None:
    number = parse_number("6,4322.85")
    assert number is not None
    assert number.value == Decimal("64322.85")
    assert number.malformed


def test_parse_number_takes_brackets_for_minus_only_where_told() -> None:
    assert parse_number("（12.00）") is None
    number = parse_number("（12.00）", brackets_negative=True)
    assert number is not None
    assert number.value == Decimal(-12)


@given(amounts_of_money)
def test_parse_number_reads_back_plain_and_grouped_digits(value: Decimal) -> None:
    for printed in (f"{value}", f"{value:,}"):
        number = parse_number(printed)
        assert number is not None
        assert number.value == value
        assert not number.malformed


@given(amounts_of_money.filter(bool), st.sampled_from(["-", "－", "−", "负", "△", "()", "（）"]))
def test_parse_number_reads_back_every_sign_of_minus(value: Decimal, sign: str) -> None:
    printed = f"{sign[0]}{value:,}{sign[1:]}"
    number = parse_number(printed, brackets_negative=True)
    assert number is not None
    assert number.value == -value


@given(amounts_of_money)
def test_parse_number_reads_back_full_width_digits(value: Decimal) -> None:
    wide = f"{value:,}".translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))
    number = parse_number(wide)
    assert number is not None
    assert number.value == value


@given(
    amounts_of_money, st.sampled_from([*MONEY_UNITS, "%", "台（套）", "亿条", "人次", "个百分点"])
)
def test_find_amounts_reads_back_a_figure_in_a_sentence(value: Decimal, unit: str) -> None:
    for gap in ("", " "):
        (amount,) = find_amounts(f"本年共计{gap}{value:,}{gap}{unit}，其中")
        assert (amount.value, amount.unit) == (value, unit)


@given(st.text(alphabet="0123456789,.-万亿元%台（）()年月日第号 ，。", max_size=40))
def test_find_amounts_stands_any_text_and_finds_what_is_printed(text: str) -> None:
    for amount in find_amounts(text):
        assert amount.digits == text[amount.start : amount.start + len(amount.digits)]
        assert amount.start < amount.end <= len(text)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("累计归集数据约 10.66 亿条", [("10.66", "亿条")]),
        ("接口调用量达 1.3亿次，指标项 17.9万个", [("1.3", "亿次"), ("17.9", "万个")]),
        ("分配 8000 余台云主机", [("8000", "台")]),
        ("接口被调用 6200\n万余次", [("6200", "万次")]),
        ("设备 104 台（套）", [("104", "台（套）")]),
        ("高出 20.34 个百分点", [("20.34", "个百分点")]),
        ("800元×2台=0.16万元", [("800", "元"), ("2", "台"), ("0.16", "万元")]),
        ("固定资产 6,4322.85万元", [("6,4322.85", "万元")]),
        ("增长-5.2%", [("-5.2", "%")]),
        ("３．５‰", [("３．５", "‰")]),
    ],
)
def test_find_amounts_joins_scale_and_unit(
    text: str, amounts: list[tuple[str, str | None]]
) -> None:
    assert found(text) == amounts


@pytest.mark.parametrize(
    "text",
    [
        "2021年12月31日",
        "2021-01-01~2021-12-31",
        "（财预〔2016〕143 号）",
        "（深经贸信息信息字[2017]201号）",
        "联系电话：0755-83118725",
        "24小时内，12个月，7*24小时",
        "第3期，CIM平台1.0版",
        "不低于行政业务费用的3-5%",
    ],
)
def test_find_amounts_passes_over_dates_codes_and_durations(text: str) -> None:
    assert [amount for amount in find_amounts(text) if amount.unit is not None] == []


def test_find_amounts_does_not_cut_a_word_in_two() -> None:
    assert found("23 个项目，3分包，5G网络，2125万人口") == [
        ("23", "个"),
        ("3", None),
        ("5", None),
        ("2125", "万"),
    ]


def test_find_amounts_names_the_bound_before_a_figure() -> None:
    (amount,) = find_amounts("监测不少于1200个网站")
    assert (amount.bound, amount.digits, amount.unit) == ("不少于", "1200", "个")


def test_parse_amount_takes_only_a_whole_text() -> None:
    amount = parse_amount("≥98%")
    assert amount is not None
    assert (amount.bound, amount.value, amount.unit) == ("≥", Decimal(98), "%")
    assert parse_amount("离职率≤20%") is None
    assert parse_amount("6台/3套") is None


@given(amounts_of_money, st.sampled_from(MONEY_UNITS), st.sampled_from(MONEY_UNITS))
def test_convert_there_and_back_changes_nothing(value: Decimal, one: str, other: str) -> None:
    assert convert(convert(value, one, other), other, one) == value


@pytest.mark.parametrize(
    ("value", "one", "other", "result"),
    [
        ("65340.87", "万元", "亿元", "6.534087"),
        ("0.6", "万元", "元", "6000"),
        ("21316", "万条", "条", "213160000"),
        ("10.66", "亿条", "万条", "106600"),
        ("5", "‰", "%", "0.5"),
    ],
)
def test_convert_is_exact(value: str, one: str, other: str, result: str) -> None:
    assert convert(Decimal(value), one, other) == Decimal(result)


@pytest.mark.parametrize(("one", "other"), [("万元", "台"), ("%", "个百分点"), ("条", "次")])
def test_convert_refuses_units_of_different_things(one: str, other: str) -> None:
    with pytest.raises(ValueError, match="cannot convert"):
        convert(Decimal(1), one, other)


def test_split_unit_tells_factor_and_base() -> None:
    assert split_unit("亿条") == (Decimal(10**8), "条")
    assert split_unit("万元") == (Decimal(10**4), "元")
    assert split_unit("万") == (Decimal(1), "万")


def test_is_unit_knows_money_ratios_and_counters() -> None:
    assert all(is_unit(word) for word in ("万元", "%", "台（套）", "万条", "个百分点"))
    assert not any(is_unit(word) for word in ("项目", "境", "一期", "非政府投资项目"))


def test_a_number_longer_than_any_figure_is_none() -> None:
    assert parse_number("4" * 35) is None
    assert [amount.digits for amount in find_amounts("收入" + "4" * 35 + "元，支出 5 元")] == ["5"]
    longest = parse_number("12345678901234.567890")
    assert longest is not None and longest.value == Decimal("12345678901234.567890")
