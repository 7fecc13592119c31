"""Two units set side by side in other words, and firms told apart by their size."""

from __future__ import annotations

import pytest
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant

FIRMS = (
    "2033年本部门面向中小企业预留政府采购项目预算金额52.00万元，"
    "其中，预留给小型和微型企业的政府采购项目预算为31.20万元。"
)


def _two() -> Assistant:
    told = "2033年公务接待费预算为{}万元。"
    units = (("云溪县财政局", "3.10"), ("清源县财政局", "4.20"))
    return assistant(*(disclosure(2033, "预算", told.format(n), unit=u) for u, n in units))


@pytest.mark.parametrize(
    "question",
    [
        "云溪县财政局和清源县财政局谁2033年的公务接待费预算高",
        "云溪县财政局和清源县财政局哪家2033年的公务接待费预算更多",
    ],
)
def test_two_units_are_compared_with_year_and_item_behind_the_word_for_which(
    question: str,
) -> None:
    told = _two().ask(question)
    assert [str(value.value) for value in told.values] == ["4.20", "3.10"]
    assert "清源县财政局2033年公务接待费（预算）更多" in told.text


@pytest.mark.parametrize(("firms", "told"), [("小微企业", ["31.20"]), ("中小企业", ["52.00"])])
def test_purchases_kept_for_firms_are_told_apart_by_their_size(firms: str, told: list[str]) -> None:
    asked = f"{UNIT}2033年面向{firms}预留的政府采购项目金额"
    answer = assistant(disclosure(2033, "预算", FIRMS)).ask(asked)
    assert [str(value.value) for value in answer.values] == told


def test_body_under_two_names_is_one_of_those_that_are_compared() -> None:
    told = "2033年公务接待费预算为{}万元。"
    units = (
        ("中国共产党云溪省委员会办公厅", "3.10"),
        ("云溪省委办公厅", "3.10"),
        ("云溪省财政厅", "4.20"),
    )
    held = assistant(*(disclosure(2033, "预算", told.format(n), unit=u) for u, n in units))
    answer = held.ask("云溪省委办公厅和云溪省财政厅2033年哪个公务接待费预算多")
    assert [str(value.value) for value in answer.values] == ["4.20", "3.10"]


def test_joint_in_the_title_of_a_table_sets_no_two_things_apart() -> None:
    funds = (("财政拨款", "合计"), ("财政拨款", "政府性基金预算"))
    sheet = table("部门预算项目支出及其他支出预算表", funds, [(("合计",), ("58.70", "9.80"))])
    whole = table("支出总表", (("合计",), ("项目支出",)), [(("合计",), ("66.30", "58.70"))])
    held = assistant(disclosure(2033, "预算", tables=(whole, sheet)))
    answer = held.ask(f"{UNIT}2033年项目支出及其他支出预算表中的政府性基金预算财政拨款是多少")
    assert [str(value.value) for value in answer.values] == ["9.80"]
