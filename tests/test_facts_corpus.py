"""The facts of the five disclosures: exact figures, and what must hold for all of them."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from qa.facts import facts_of
from qa.facts.amounts import find_amounts, is_money
from qa.model import Basis, Disclosure, Fact, Measure, Table
from qa.read import read

CORPUS = Path(__file__).parent.parent / "corpus"
CENTRE_2021 = "2021年深圳市大数据资源管理中心部门决算"
FUTIAN_2021 = "2021年深圳市福田区数据管理中心部门预算"
CENTRE_2022 = "2022年深圳市大数据资源管理中心部门预算"
BUREAU_2022 = "2022年深圳市政务服务数据管理局部门决算"
CENTRE_2024 = "2024年深圳市大数据资源管理中心部门预算"
DOCS = (CENTRE_2021, FUTIAN_2021, CENTRE_2022, BUREAU_2022, CENTRE_2024)
#: 单价 50 万元以上: a threshold is part of a label.
_THRESHOLD = re.compile(r"\s*(?:[（(]含[)）])?(?:以上|以下|以内)")

#: A number as one word of its line.
_NUMBER = re.compile(r"[-−－]?(?<![\d.,])\d(?:[\d,，]|\.(?=\d))*")
#: So many characters tell where a cell of words begins; the lines of its neighbours may be
#: printed in between.
BEGINNING, REACH = 6, 12


@cache
def disclosure(doc: str) -> Disclosure:
    return read(CORPUS / f"{doc}.txt")


@cache
def facts(doc: str) -> tuple[Fact, ...]:
    return facts_of(disclosure(doc))


def prose(doc: str) -> Iterator[Fact]:
    return (fact for fact in facts(doc) if fact.source == "prose")


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("doc", "row", "value", "unit", "year", "basis"),
    [
        (CENTRE_2021, ("日常公用经费",), "84.58", "万元", 2021, "调整预算"),
        (CENTRE_2021, ("年初预算",), "60014.90", "万元", 2021, "年初预算"),
        (CENTRE_2021, ("政府采购",), "29193.65", "万元", 2021, "预算"),
        (CENTRE_2021, ("资产总额", "固定资产"), "64322.85", "万元", 2021, "决算"),
        (CENTRE_2021, ("在建工程",), "27579.93", "万元", 2021, "决算"),
        (CENTRE_2021, ("综合运维服务项目", "执行数"), "1015.09", "万元", 2021, "执行"),
        (CENTRE_2021, ("一季度预算执行率",), "5.96", "%", 2021, "执行"),
        (CENTRE_2021, ("二季度预算执行率",), "23.06", "%", 2021, "执行"),
        (CENTRE_2021, ("三季度预算执行率",), "72.92", "%", 2021, "执行"),
        (CENTRE_2021, ("云资源保障", "i深圳", "云主机"), "306", "台", 2021, "决算"),
        (CENTRE_2021, ("云资源保障", "i深圳", "裸金属"), "4", "台", 2021, "决算"),
        (CENTRE_2021, ("事业编制数",), "54", "人", 2021, "决算"),
        (CENTRE_2021, ("事业编制数", "实有在编人数"), "44", "人", 2021, "决算"),
        (FUTIAN_2021, ("行政编制总数", "实有在编人数"), "0", "人", 2021, "预算"),
        (FUTIAN_2021, ("事业编制总数", "实有在编人数"), "11", "人", 2021, "预算"),
        (CENTRE_2021, ("公务用车保有量",), "3", "辆", 2021, "决算"),
        (FUTIAN_2021, ("电子政务运行维护", "机房运行维护"), "1270.74", "万元", 2021, "预算"),
        (FUTIAN_2021, ("单位价值50万元以上通用设备",), "65", "台（套）", 2020, "预算"),
        (
            FUTIAN_2021,
            ("单位价值50万元以上通用设备", "总金额"),
            "7737.58",
            "万元",
            2020,
            "预算",
        ),
        (
            FUTIAN_2021,
            ("基础设施运行维护", "测算明细", "电脑联网服务"),
            "81.7587",
            "万元",
            2021,
            "预算",
        ),
        (
            FUTIAN_2021,
            ("应用系统运行维护", "资金支出进度", "第四季度支付"),
            "249.9",
            "万元",
            2021,
            "预算",
        ),
        (CENTRE_2022, ("深圳市政务云项目（二期）",), "300", "万元", 2021, "预算"),
        (CENTRE_2022, ("深圳市政务云服务项目",), "32000", "万元", 2021, "预算"),
        (CENTRE_2022, ("政府采购项目", "货物采购"), "0", "万元", 2022, "预算"),
        (BUREAU_2022, ("政府采购支出总额", "政府采购货物支出"), "29215.71", "万元", 2022, "决算"),
        (BUREAU_2022, ("部门整体支出", "全年预算数"), "123297.96", "万元", 2022, "全年预算"),
        (
            BUREAU_2022,
            ("授予中小企业合同金额", "授予小微企业合同金额"),
            "538.39",
            "万元",
            2022,
            "决算",
        ),
        (BUREAU_2022, ("车辆", "机要通信用车"), "2", "辆", 2022, "决算"),
        (BUREAU_2022, ("车辆", "应急保障用车"), "1", "辆", 2022, "决算"),
        (BUREAU_2022, ("车辆", "其他用车"), "4", "辆", 2022, "决算"),
        (
            BUREAU_2022,
            ("深圳市网上办事大厅效能监督系统", "最终评价得分"),
            "96.5",
            "分",
            2022,
            "其他",
        ),
        (CENTRE_2024, ("单价100万元以上设备",), "51", "台（套）", 2023, "预算"),
        (
            CENTRE_2024,
            ("信息化服务类项目（非运维服务部分）", "梅林数据中心业务数据迁移"),
            "1457.73",
            "万元",
            2024,
            "预算",
        ),
    ],
)
def test_sentence_gives_its_figure_the_item_year_and_version(
    doc: str, row: tuple[str, ...], value: str, unit: str, year: int, basis: Basis
) -> None:
    found = {
        (fact.value, fact.unit, fact.year, fact.basis)
        for fact in prose(doc)
        if fact.row == row and fact.measure == "值"
    }
    assert (Decimal(value), unit, year, basis) in found


@pytest.mark.parametrize(
    ("doc", "row", "measure", "against", "value", "direction"),
    [
        (CENTRE_2021, ("基本支出",), "增减额", "上年决算数", "50.21", 1),
        (CENTRE_2021, ("授予中小企业合同金额",), "占比", "政府采购支出总额", "0.45", 0),
        (CENTRE_2022, ("政务综合管理",), "增减额", "2021年预算", "24442", -1),
        (CENTRE_2022, ("政府投资项目",), "增减率", "2021年预算", "142", 1),
        (BUREAU_2022, ("机关运行经费支出",), "增减额", "上年决算数", "16.82", -1),
        (CENTRE_2024, ("信息化运维项目",), "增减率", "2023年年初预算", "27.2", 1),
        (CENTRE_2024, ("部门预算收入",), "增减额", "2023年年初预算", "26195.48", -1),
        (FUTIAN_2021, ("部门预算收入",), "增减额", "2020年", "0.54", 1),
    ],
)
def test_sentence_says_what_its_figure_is_set_against(
    doc: str, row: tuple[str, ...], measure: Measure, against: str, value: str, direction: int
) -> None:
    found = {
        (fact.measure, fact.against, fact.value, fact.direction)
        for fact in prose(doc)
        if fact.row == row
    }
    assert (measure, against, Decimal(value), direction) in found


@pytest.mark.parametrize("doc", DOCS)
def test_every_figure_of_a_sentence_stands_in_its_quote_and_on_its_line(doc: str) -> None:
    lines = (CORPUS / f"{doc}.txt").read_text(encoding="utf-8").splitlines()
    for fact in prose(doc):
        assert fact.text is not None
        assert fact.text in fact.quote
        if fact.table is None:
            assert squeeze(fact.text) in squeeze(lines[fact.line - 1])


@cache
def lines(doc: str) -> tuple[str, ...]:
    """The lines of the file, without white space, tags and marks."""
    text = (CORPUS / f"{doc}.txt").read_text(encoding="utf-8")
    return tuple(re.sub(r"<[a-z/]+>|[*#|]", "", squeeze(line)) for line in text.splitlines())


def cells(doc: str) -> Iterator[tuple[Fact, Table]]:
    """The facts of tables that print something, each with its table."""
    for fact in facts(doc):
        if fact.source == "table" and fact.text is not None:
            yield fact, disclosure(doc).tables[fact.table_id]


def plain(label: str) -> str:
    return squeeze(label).replace("*", "")


@pytest.mark.parametrize("doc", DOCS)
def test_every_figure_of_a_table_stands_in_its_row_and_on_its_line(doc: str) -> None:
    for fact, _ in cells(doc):
        if fact.value is not None and fact.text is not None:
            assert squeeze(fact.text) in squeeze(fact.quote)
            assert squeeze(fact.text) in lines(doc)[fact.line - 1]


@pytest.mark.parametrize("doc", DOCS)
def test_every_cell_of_words_begins_on_its_line(doc: str) -> None:
    for fact, _ in cells(doc):
        if fact.value is None:
            below = "".join(lines(doc)[fact.line - 1 : fact.line + REACH])
            assert plain(fact.text or "")[:BEGINNING] in below


@pytest.mark.parametrize("doc", DOCS)
def test_every_row_label_stands_in_its_row_and_those_above_it_further_up(doc: str) -> None:
    for fact, table in cells(doc):
        above = "".join(lines(doc)[table.line - 1 : fact.line])
        row = disclosure(doc).tables[fact.table_id].rows[fact.row_id]
        words = squeeze(fact.quote)
        for cell in row.cells:
            # A page may cut a label in two: its row then prints the figures in between.
            words = words.replace(squeeze(cell.text or ""), "", 1)
        if fact.row:
            own = squeeze(fact.row[-1])
            assert own in squeeze(fact.quote) or own in words or own in above
        assert all(plain(label) in above + words for label in fact.row[:-1])


@pytest.mark.parametrize("doc", DOCS)
def test_every_column_label_stands_between_the_title_and_the_figure(doc: str) -> None:
    for fact, table in cells(doc):
        head = "".join(lines(doc)[table.line - 1 : fact.line])
        assert all(plain(label) in head for label in fact.column)


@pytest.mark.parametrize("doc", DOCS)
def test_no_printed_figure_ends_under_two_labels(doc: str) -> None:
    printed = (CORPUS / f"{doc}.txt").read_text(encoding="utf-8").splitlines()
    used: dict[int, Counter[str]] = {}
    for fact in facts(doc):
        own = fact.value is not None and (fact.source == "table" or fact.table is None)
        if own and fact.text is not None:
            used.setdefault(fact.line, Counter())[squeeze(fact.text).rstrip("%")] += 1
    assert used
    for line, figures in used.items():
        assert figures <= Counter(map(squeeze, _NUMBER.findall(printed[line - 1]))), line


@pytest.mark.parametrize("doc", DOCS)
def test_all_money_in_sentences_becomes_facts_and_none_twice(doc: str) -> None:
    money: Counter[tuple[int, str]] = Counter()
    bare: Counter[tuple[int, str]] = Counter()  # 800 万 may count money or people
    for paragraph in disclosure(doc).paragraphs:
        for amount in find_amounts(paragraph.text):
            place = paragraph.line_at(amount.start), amount.digits
            if amount.unit in ("万", "亿"):
                bare[place] += 1
            elif is_money(amount.unit) and not _THRESHOLD.match(paragraph.text[amount.end :]):
                money[place] += 1
    found = Counter(
        (fact.line, fact.text)
        for fact in prose(doc)
        if fact.table is None and is_money(fact.unit) and fact.text is not None
    )
    assert not money - found
    assert not found - money - bare


@pytest.mark.parametrize("doc", DOCS)
def test_every_fact_is_of_a_year_near_the_document_and_has_a_label(doc: str) -> None:
    for fact in facts(doc):
        assert fact.year is not None
        assert abs(fact.year - disclosure(doc).profile.year) <= 1
        assert fact.row or fact.column
        assert all(label == label.strip() and label for label in fact.row)


@pytest.mark.parametrize("doc", DOCS)
def test_facts_of_a_document_take_a_moment(doc: str) -> None:
    facts(doc)
    started = time.process_time()
    facts_of(disclosure(doc))
    assert time.process_time() - started < 1
