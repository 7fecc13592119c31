"""Filters leave out what does not fit, and name what there is where they are mistaken."""

from __future__ import annotations

from typing import Any

import pytest
from retrieve_fixtures import Doc

from qa.model import Profile, QaError
from qa.retrieve.choose import choose, units_called

DOCS = (
    Doc("a21", Profile("云岭县水务局", 2021, "决算")),
    Doc("a22", Profile("云岭县水务局", 2022, "预算")),
    Doc("b21", Profile("石桥市水务局", 2021, "预算")),
    Doc("c21", Profile("石桥市人才服务中心", 2021, "预算")),
)
UNITS = {document.profile.unit_name for document in DOCS}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, {"a21", "a22", "b21", "c21"}),
        ({"unit": "云岭水务局"}, {"a21", "a22"}),
        ({"unit": "石桥市水务局"}, {"b21"}),
        ({"unit": "人才中心"}, {"c21"}),
        ({"year": 2022}, {"a22"}),
        ({"kind": "决算"}, {"a21"}),
        ({"doc": "b21"}, {"b21"}),
        ({"unit": "云岭县水务局", "kind": "预算"}, {"a22"}),
        ({"doc": "b21", "year": 2022}, set()),
        ({"year": 1999}, set()),
    ],
)
def test_filters_narrow_each_other(filters: dict[str, Any], expected: set[str]) -> None:
    assert choose(DOCS, **filters) == expected


def test_short_form_of_two_units_stands_for_both() -> None:
    assert units_called("水务局", UNITS) == {"云岭县水务局", "石桥市水务局"}


@pytest.mark.parametrize("name", ["", "中心", "云岭县档案馆", "河口县水务局"])
def test_unit_that_there_is_not_is_refused(name: str) -> None:
    with pytest.raises(QaError, match=f"没有单位“{name}”，现有：云岭县水务局、"):
        units_called(name, UNITS)


def test_message_names_only_some_of_many() -> None:
    many = [f"第{number}中学" for number in range(10_000)]
    with pytest.raises(QaError) as refusal:
        units_called("河口县水务局", many)
    assert "等10000个" in str(refusal.value)
    assert len(str(refusal.value)) < 200
