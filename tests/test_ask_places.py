"""Counties, districts and towns as the subject of a question, known and unknown."""

from __future__ import annotations

import pytest
from disclosed_fixtures import assistant, disclosure

from qa.ask.question.units import find_units

NAMES = ("江州市清源区", "江州市清源区人民法院", "江州市柳河区人民法院", "安平县桃岭乡")


def named(question: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(mention.text, mention.names) for mention in find_units(question, NAMES)]


def test_a_district_is_meant_before_the_bodies_in_it() -> None:
    assert named("清源区2033年三公经费预算") == [("清源区", ("江州市清源区",))]
    assert named("清源区法院2033年收入总计") == [("清源区法院", ("江州市清源区人民法院",))]


def test_a_name_of_nothing_but_places_is_known_in_full() -> None:
    assert named("安平县桃岭乡2033年收入总计") == [("安平县桃岭乡", ("安平县桃岭乡",))]


@pytest.mark.parametrize("place", ["石门县", "江东省石门县", "枫溪镇", "云台山市"])
def test_a_place_that_the_corpus_lacks_is_a_stranger_before_its_year(place: str) -> None:
    assert named(f"{place}2033年教育支出是多少") == [(place, ())]


@pytest.mark.parametrize(
    "words", ["社区2033年", "示范区2033年", "支出最大的乡镇2033年", "全县2033年"]
)
def test_what_only_ends_like_a_place_is_none(words: str) -> None:
    assert named(f"{words}支出是多少") == []


def test_what_follows_a_question_on_an_unknown_place_is_answered_for_no_other() -> None:
    office = assistant(
        disclosure(2033, "决算", "2033年度教育支出30.00万元，卫生健康支出9.00万元。")
    )
    answer = office.ask("那教育支出呢", ["石门县2033年卫生健康支出是多少"])
    assert answer.status == "no_data"
    assert "石门县" in answer.text


def test_what_a_name_holds_in_brackets_may_be_said_without_them() -> None:
    names = ("江东省高级人民法院（本级）",)
    found = find_units("江东省高级人民法院本级2033年收入", names)
    assert [(mention.text, mention.names) for mention in found] == [
        ("江东省高级人民法院本级", names)
    ]


def test_town_is_known_behind_a_county_of_one_character() -> None:
    names = ("沃县柳溪镇人民政府", "大岭县桃溪镇人民政府")
    found = find_units("柳溪镇2033年收入预算", names)
    assert [(mention.text, mention.names) for mention in found] == [("柳溪镇", names[:1])]


def test_rank_of_the_publisher_is_no_remark_behind_another_name() -> None:
    names = ("江州市", "安平县桃岭乡人民政府（本级）")
    found = find_units("江州市2033年市本级三公经费预算", names)
    assert [(mention.text, mention.names) for mention in found] == [("江州市", names[:1])]


def test_words_that_ask_are_no_part_of_a_name() -> None:
    names = ("安平县清源学区", "安平县桃岭学区")
    found = find_units("清源学区下辖几所完全小学", names)
    assert [(mention.text, mention.names) for mention in found] == [("清源学区", names[:1])]
