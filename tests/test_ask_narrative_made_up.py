"""Narrative answers over a made-up county: the path knows no document of the corpus."""

from __future__ import annotations

import pytest
from narrative_fixtures import ACCOUNT, BUDGET, BUREAU, DUTIES, ask, made_up, told

from qa.ask.narrative.narrator import Narrator
from qa.ask.narrative.units import told_in
from qa.ask.question.understand import understand
from qa.ask.question.vocabulary import Vocabulary
from qa.model import Paragraph


@pytest.fixture(scope="module")
def narrator() -> Narrator:
    return made_up()


def test_narrate_gives_the_complete_list_of_duties_with_lead_and_numbering(
    narrator: Narrator,
) -> None:
    text = told(narrator, "2031年柳河县水务局的主要职责是什么？")
    assert text == "\n".join(("柳河县水务局的主要职责是：", *DUTIES))


def test_narrate_counts_the_duties_as_items_without_numbering(narrator: Narrator) -> None:
    items = ask(narrator, "2031年柳河县水务局的主要职责有哪些")[0].items
    assert len(items) == 4
    assert items[2] == "承担防汛抗旱的组织、协调和监督。"


def test_narrate_gives_the_one_duty_that_is_asked_about(narrator: Narrator) -> None:
    assert told(narrator, "柳河县水务局2031年在防汛方面承担什么职责") == DUTIES[2]


def test_narrate_lists_the_inner_offices(narrator: Narrator) -> None:
    found = ask(narrator, "柳河县水务局2031年内设哪几个股室")[0]
    assert found.items == ("办公室", "规划股", "水资源股", "工程建设与管理股", "防汛办公室")


def test_narrate_gives_the_reason_of_the_item_that_is_asked_about(narrator: Narrator) -> None:
    text = told(narrator, "2031年柳河县水务局事业收入为什么减少了")
    assert text.startswith("2.事业收入") and "水质检测收费取消" in text
    assert "河道清淤" not in text


def test_narrate_keeps_all_of_several_reasons(narrator: Narrator) -> None:
    text = told(narrator, "柳河县水务局2031年一般公共预算财政拨款收入增长4.0%的原因")
    assert "河道清淤资金" in text and "人员调入" in text


def test_narrate_gives_problem_and_improvement_of_the_named_project(narrator: Narrator) -> None:
    text = told(narrator, "青石水库除险加固项目2031年发现了什么问题，怎么改进？")
    assert "工期顺延" in text and "压实参建单位责任" in text
    assert "管网" not in text and "坝体防渗" not in text


def test_narrate_gives_only_the_problem_where_only_that_is_asked(narrator: Narrator) -> None:
    text = told(narrator, "农村饮水巩固提升项目2031年存在什么问题")
    assert "漏损率偏高" in text and "更换老旧管网" not in text


def test_narrate_marks_what_it_leaves_out_of_a_paragraph(narrator: Narrator) -> None:
    text = told(narrator, "青石水库除险加固项目2031年下一步怎么改进")
    assert text.startswith("青石水库除险加固项目绩效自评综述：……下一步改进措施主要是：")


def test_narrate_explains_the_term_and_not_a_longer_one(narrator: Narrator) -> None:
    assert told(narrator, "其他收入是什么意思") == (
        "二、其他收入：指除上述收入以外的各项收入，主要是存款利息收入。"
    )


def test_narrate_takes_a_bare_term_for_a_question_about_its_meaning(narrator: Narrator) -> None:
    assert told(narrator, "事业收入是什么？").startswith("一、事业收入：指")


def test_narrate_answers_from_a_cell_of_words_with_its_labels(narrator: Narrator) -> None:
    found = ask(narrator, "青石水库除险加固项目2031年的预期目标是什么")[0]
    assert found.text == "1.完成大坝坝顶硬化；2.汛前完成泄洪闸门更换。"
    assert found.table == "项目支出绩效自评表 青石水库除险加固"
    assert (found.row, found.column) == (("年度总体目标",), ("预期目标",))


def test_narrate_finds_the_remark_of_an_indicator(narrator: Narrator) -> None:
    assert told(narrator, "2031年闸门更换完成时间的偏差原因是什么").startswith("闸门厂家供货推迟")


def test_narrate_tells_section_line_and_printed_words(narrator: Narrator) -> None:
    found = ask(narrator, "2031年柳河县水务局事业收入减少的原因")[0]
    assert found.doc == ACCOUNT
    assert found.section == ("第三部分 情况说明", "一、收入决算说明")
    assert found.line == 80
    assert found.text in found.quote


def test_narrate_names_every_document_where_no_year_is_given(narrator: Narrator) -> None:
    docs = [found.doc for found in ask(narrator, "柳河县水务局的职责是什么")]
    assert set(docs) == {ACCOUNT, BUDGET}


def test_narrate_follows_the_year_of_the_question(narrator: Narrator) -> None:
    assert {e.doc for e in ask(narrator, "柳河县水务局2033年的职责是什么")} == {BUDGET}


def test_narrate_keeps_to_the_documents_it_is_given(narrator: Narrator) -> None:
    query = understand("柳河县水务局的职责是什么", Vocabulary(units=(BUREAU,)))
    assert {e.doc for e in narrator.narrate(query, [BUDGET])} == {BUDGET}


@pytest.mark.parametrize(
    "question",
    [
        "明天会下雨吗",
        "你觉得水务局局长干得好不好",
        "2031年红旗水库除险加固项目发现了什么问题",
        "2031年柳河县水务局体育场馆项目的绩效目标是什么",
        "白山县水务局的主要职责是什么",
        "柳河县水务局2029年的主要职责是什么",
        "2031年柳河县水务局为什么发行债券",
        "财政专户管理资金是什么意思",
        "",
    ],
)
def test_narrate_is_silent_where_the_documents_are(narrator: Narrator, question: str) -> None:
    assert ask(narrator, question) == []


@pytest.mark.parametrize(
    "question",
    [
        "麻烦请问一下，柳河县水务局2031年在防汛方面承担什么职责呢？谢谢",
        "2031年柳河县水务局防汛抗旱方面都负责些什么",
        "柳河县水务局2031年在防讯抗旱方面有啥职责",
    ],
)
def test_narrate_answers_the_same_question_in_other_words(
    narrator: Narrator, question: str
) -> None:
    assert told(narrator, question) == DUTIES[2]


def test_narrate_gives_no_more_than_asked_for(narrator: Narrator) -> None:
    query = understand("柳河县水务局的职责", Vocabulary(units=(BUREAU,)))
    assert len(narrator.narrate(query, limit=1)) == 1


def test_narrate_over_nothing_says_nothing() -> None:
    assert ask(Narrator({}, {}), "主要职责是什么") == []


@pytest.mark.parametrize(
    "head", ["3.支出情况。本院2031年度", "3.支出情况 2031年度", "3.支出情况。2031年度"]
)
def test_item_of_a_sentence_stands_behind_its_heading_and_the_publisher(head: str) -> None:
    text = f"{head}支出合计7万元，较上年决算数减少1万元，主要原因一是退还诉讼费，二是退休。"
    paragraph = Paragraph((), text, 1, ((0, 1),))
    (pieces,) = told_in((paragraph,), (), "doc").outline.pieces
    assert pieces[-1].label == "支出合计"
