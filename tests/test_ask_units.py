"""Short forms of units' names, by the one general rule."""

from __future__ import annotations

import pytest

from qa.ask.text import clean
from qa.ask.units import find_units

NAMES = (
    "深圳市大数据资源管理中心",
    "深圳市福田区数据管理中心",
    "深圳市政务服务数据管理局",
    "临沂市河东区农业农村局",
)


def _found(question: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(m.text, m.names) for m in find_units(clean(question), NAMES)]


@pytest.mark.parametrize(
    ("question", "short", "name"),
    [
        ("大数据中心2021年三公", "大数据中心", "深圳市大数据资源管理中心"),
        ("2021年市大数据中心的项目", "市大数据中心", "深圳市大数据资源管理中心"),
        ("政数局22年底几台车", "政数局", "深圳市政务服务数据管理局"),
        ("福田数据中心2021年", "福田数据中心", "深圳市福田区数据管理中心"),
        ("河东区农业局2020年决算", "河东区农业局", "临沂市河东区农业农村局"),
        ("请问农业农村局的项目支出", "农业农村局", "临沂市河东区农业农村局"),
    ],
)
def test_find_units_knows_short_forms(question: str, short: str, name: str) -> None:
    assert _found(question) == [(short, (name,))]


def test_find_units_forgives_one_wrong_character() -> None:
    assert _found("大数剧中心2021") == [("大数剧中心", ("深圳市大数据资源管理中心",))]


def test_find_units_takes_a_place_of_one_unit_for_the_unit() -> None:
    assert _found("福田的呢") == [("福田", ("深圳市福田区数据管理中心",))]


@pytest.mark.parametrize(
    ("question", "stranger"),
    [
        ("南山区数据管理中心2021年预算", "南山区数据管理中心"),
        ("深圳市信息安全管理中心2022年决算", "深圳市信息安全管理中心"),
    ],
)
def test_find_units_never_takes_another_body_for_a_known_one(question: str, stranger: str) -> None:
    assert _found(question) == [(stranger, ())]


def test_find_units_names_all_that_a_short_form_may_mean() -> None:
    names = {"深圳市大数据资源管理中心", "深圳市福田区数据管理中心"}
    ((_, found),) = _found("数据中心有几辆车")
    assert set(found) == names


def test_find_units_reads_two_units_of_one_question() -> None:
    assert [names for _, names in _found("12345归政数局管还是归大数据中心管")] == [
        ("深圳市政务服务数据管理局",),
        ("深圳市大数据资源管理中心",),
    ]
