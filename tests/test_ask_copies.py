"""Several documents of one body, year and kind, over made-up disclosures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ask_fixtures import figures_of
from disclosed_fixtures import UNIT, assistant, disclosure, table

from qa.ask import Assistant
from qa.model import Disclosure, Scope

ASKED = f"{UNIT}2033年公务接待费预算是多少"
_SENTENCE = "2033年公务接待费预算{}万元，公务用车运行维护费预算2.00万元。"


def _copy(doc: str, figure: str, *, scope: Scope = "部门", year: int = 2033) -> Disclosure:
    made = disclosure(year, "预算", _SENTENCE.format(figure))
    title = f"{UNIT}{year}年{scope}预算"
    return replace(made, doc=doc, profile=replace(made.profile, scope=scope, title=title))


def _of_both_scopes() -> Assistant:
    return assistant(_copy("2033年附件1", "3.00"), _copy("2033年附件2", "1.00", scope="单位"))


def _revised() -> Assistant:
    return assistant(_copy("水务局公开", "3.00"), _copy("水务局公开（修订）", "4.00"))


def test_figures_that_differ_are_all_told_with_their_documents() -> None:
    told = _of_both_scopes().ask(ASKED)
    assert told.status == "ambiguous"
    assert [(one.doc, str(one.value), one.label) for one in told.candidates] == [
        ("2033年附件1", "3.00", f"{UNIT}2033年公务接待费（预算）（{UNIT}2033年部门预算）"),
        ("2033年附件2", "1.00", f"{UNIT}2033年公务接待费（预算）（{UNIT}2033年单位预算）"),
    ]
    assert "请说明是哪一份" in told.text


def test_documents_of_one_title_are_told_by_their_files() -> None:
    told = _revised().ask(ASKED)
    labels = [one.label for one in told.candidates]
    assert labels == [
        f"{UNIT}2033年公务接待费（预算）（水务局公开）",
        f"{UNIT}2033年公务接待费（预算）（水务局公开（修订））",
    ]


def test_short_name_of_a_file_is_not_what_a_figure_s_version_names() -> None:
    both = assistant(_copy("预算", "3.00"), _copy("水务局公开", "4.00"))
    assert both.ask(f"{UNIT}2033年公务接待费（预算）").status == "ambiguous"


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        (f"{UNIT}2033年单位预算公务接待费是多少", "1.00"),
        (f"{UNIT}2033年部门预算公务接待费是多少", "3.00"),
        (f"{UNIT}2033年公务接待费是多少（{UNIT}2033年单位预算）", "1.00"),
        (f"{UNIT}2033年公务接待费是多少《2033年附件2》", "1.00"),
    ],
)
def test_document_that_the_question_names_is_the_one_asked(question: str, figure: str) -> None:
    told = _of_both_scopes().ask(question)
    assert (told.status, figures_of(told)) == ("answered", [f"{figure}万元"])


def test_longest_name_of_a_file_is_the_one_meant() -> None:
    told = _revised().ask(f"{UNIT}2033年公务接待费是多少（水务局公开（修订））")
    assert (told.status, figures_of(told)) == ("answered", ["4.00万元"])


def test_later_question_stays_with_the_document_named_before() -> None:
    told = _of_both_scopes().ask("那公务接待费呢", [f"{UNIT}2033年单位预算公务用车运行维护费"])
    assert figures_of(told) == ["1.00万元"]


def test_candidate_asked_for_by_its_label_is_answered() -> None:
    both = _of_both_scopes()
    labels = [one.label for one in both.ask(ASKED).candidates]
    assert [figures_of(both.ask(label)) for label in labels] == [["3.00万元"], ["1.00万元"]]


@pytest.mark.parametrize("figure", ["3.00", "3.0", "3"])
def test_figures_that_agree_but_for_their_rounding_are_one(figure: str) -> None:
    told = assistant(_copy("正文", "3.00"), _copy("附表", figure)).ask(ASKED)
    assert (told.status, figures_of(told), told.warnings) == ("answered", ["3.00万元"], ())


def test_figure_that_all_documents_print_alike_is_answered() -> None:
    told = _of_both_scopes().ask(f"{UNIT}2033年公务用车运行维护费预算是多少")
    assert (told.status, figures_of(told)) == ("answered", ["2.00万元"])


def test_documents_of_other_years_are_no_copies() -> None:
    held = assistant(_copy("甲", "3.00"), _copy("乙", "4.00", year=2034))
    assert figures_of(held.ask(ASKED)) == ["3.00万元"]


def test_computed_answer_warns_of_a_figure_that_another_document_prints_otherwise() -> None:
    told = _revised().ask(f"{UNIT}2033年公务接待费和公务用车运行维护费预算合计是多少")
    assert figures_of(told) == ["5.00万元"]
    assert told.warnings == (
        "“水务局公开（修订）”中2033年公务接待费（预算）是4.00万元，与“水务局公开”中的3.00万元不同："
        "请核对以哪一份为准。",
    )


def test_rows_under_another_column_are_no_other_figure_of_the_item() -> None:
    def held(doc: str, column: str, figure: str) -> Disclosure:
        rows = [(("教育支出",), [figure]), (("合计",), [figure])]
        sheet = table("支出预算表", [(column,)], rows)
        return replace(disclosure(2033, "预算", tables=(sheet,)), doc=doc)

    both = assistant(held("甲", "基本支出", "3.00"), held("乙", "项目支出", "4.00"))
    told = both.ask(f"{UNIT}2033年教育支出中的基本支出预算是多少")
    assert (figures_of(told), told.warnings) == (["3.00万元"], ())
