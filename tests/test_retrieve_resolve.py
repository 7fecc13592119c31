"""A query's words for unit, year and kind decide between documents."""

from __future__ import annotations

import pytest
from retrieve_fixtures import Doc

from qa.model import Profile
from qa.retrieve.resolve import meant, resolve

DOCS = (
    Doc("a21", Profile("云岭县水务局", 2021, "决算")),
    Doc("a22", Profile("云岭县水务局", 2022, "预算")),
    Doc("b21", Profile("云岭县河口镇人才服务中心", 2021, "预算")),
)
UNITS = {document.profile.unit_name for document in DOCS}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("云岭县水务局2021年决算", "a21"),
        ("水务局2022年的收入", "a22"),
        ("二〇二二年预算收入", "a22"),
        ("人才服务中心21年三公经费", "b21"),
        ("河口2021年支出", "b21"),
    ],
)
def test_the_document_that_a_query_names_fits_best(query: str, expected: str) -> None:
    fits = resolve(query, DOCS)
    assert max(fits, key=lambda doc: fits[doc]) == expected


def test_a_query_that_names_nothing_fits_every_document() -> None:
    assert set(resolve("差旅费是多少", DOCS).values()) == {1.0}


def test_the_year_after_fits_better_than_other_years() -> None:
    fits = resolve("水务局2020年的基本支出", DOCS)
    assert fits["a21"] > fits["a22"]


def test_years_of_a_range_all_fit() -> None:
    assert meant("2021年到2023年的支出", UNITS).years == {2021, 2022, 2023}


def test_amounts_are_no_years() -> None:
    assert meant("支出2021万元的项目", UNITS).years == frozenset()


def test_topic_leaves_out_the_name_of_the_unit() -> None:
    said = meant("云岭县水务局2021年差旅费", UNITS)
    assert said.units == {"云岭县水务局"}
    assert said.topic == "2021年差旅费"


def test_both_kinds_name_neither() -> None:
    assert meant("预算和决算差多少", UNITS).kind is None
