"""Tables without a unit of measure: tied by their sums to one that prints it, or reported."""

from __future__ import annotations

from read_fixtures import tables_of, value

from qa.model import Table
from qa.read.tied import with_tied_units

WITH = "收支总表\n单位：千元\n项目\t预算数\n一、财政拨款收入\t8,100.25\n本年收入合计\t8,300.25\n\n"
NOTE = "没有写明计量单位，其中的数字不带单位读入，请核对原件。"


def tied(text: str) -> tuple[Table, tuple[str, ...]]:
    """The last table of a text, and what is said of its unit."""
    tables, notices = with_tied_units(tables_of(text))
    return tables[-1], notices


def test_a_table_takes_the_unit_of_the_one_that_prints_its_sum() -> None:
    found, notices = tied(
        WITH + "收入总表\n科目编码\t科目名称\t合计\t财政拨款\t人数\n"
        "205\t教育支出\t8,300.25\t8,100.25\t12\n合计\t\t8,300.25\t8,100.25\t12"
    )
    assert found.unit == "千元"
    assert [column.unit for column in found.columns] == ["千元", "千元", None]
    assert value(found, "教育支出", "财政拨款") == "8,100.25"
    assert notices == (
        "表“收入总表”没有写明计量单位，合计与表“收支总表”的8,300.25千元一致，按千元读入。",
    )


def test_a_table_whose_sums_stand_nowhere_else_is_reported_without_a_unit() -> None:
    found, notices = tied(WITH + "收入总表\n项目\t合计\n教育支出\t8,300.26\n合计\t8,300.26")
    assert (found.unit, found.columns[0].unit) == (None, None)
    assert notices == (f"表“收入总表”{NOTE}",)


def test_a_sum_that_stands_under_two_units_ties_to_neither() -> None:
    other = "支出总表\n单位：元\n项目\t预算数\n合计\t8,300.25\n\n"
    found, notices = tied(WITH + other + "收入总表\n项目\t合计\n合计\t8,300.25")
    assert found.unit is None
    assert notices == (f"表“收入总表”{NOTE}",)


def test_a_short_sum_ties_to_nothing() -> None:
    other = "支出总表\n单位：元\n项目\t预算数\n合计\t12.50\n\n"
    found, notices = tied(other + "收入总表\n项目\t合计\n合计\t12.50")
    assert found.unit is None
    assert notices == (f"表“收入总表”{NOTE}",)


def test_a_table_of_counts_is_not_asked_for_a_unit() -> None:
    found, notices = tied(WITH + "车辆情况表\n车型\t车辆数\n轿车\t12\n合计\t12")
    assert found.unit is None
    assert notices == ()


THREE = "“三公”经费对比表\n年度\t合计\t公务接待费\t公务用车费\n2020年\t284.5\t140.2\t144.3\n"


def test_a_table_takes_the_unit_in_which_sentences_print_its_figures() -> None:
    sentences = ("2020年“三公”经费284.5万元，其中：公务接待费140.2万元，批次12个。",)
    (found,), notices = with_tied_units(tables_of(THREE), sentences)
    assert [column.unit for column in found.columns] == ["万元"] * 3
    assert notices == ("表““三公”经费对比表”没有写明计量单位，按正文中相同的数字以万元读入。",)


def test_one_figure_in_a_sentence_or_two_units_tell_no_unit_of_a_table() -> None:
    for sentence in ("“三公”经费284.5万元。", "“三公”经费284.5万元，公务接待费140.2元。"):
        (found,), _ = with_tied_units(tables_of(THREE), (sentence,))
        assert found.unit is None
