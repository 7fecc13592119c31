"""Short forms of units' names, by the one general rule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ask.question.unit_names import is_short_form, places
from qa.ask.question.units import find_units
from qa.ask.words.text import clean

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


#: Of ten thousand units some name always holds the characters of another one's.
_NEAR = (
    "怀远市宁陵县人民医院",
    "青关市统计局",
    "甘孜藏族自治州民政局",
    "连云港经济技术开发区财政局",
    "泰谷区城市管理局",
)


@pytest.mark.parametrize(
    "stranger",
    ["怀宁县人民医院", "怀远市宁县人民医院", "宁陵县人民法院", "青禾市统计局"],
)
def test_find_units_never_takes_a_stranger_for_a_unit_with_its_characters(stranger: str) -> None:
    (mention,) = find_units(f"2022年{stranger}三公经费", _NEAR)
    assert (mention.text, mention.names) == (stranger, ())


def test_find_units_takes_no_end_of_a_strangers_name_for_a_unit() -> None:
    names = ("青关市文化和旅游局", "宁岗县文化和旅游局")
    (mention,) = find_units("2022年丽水市文化和旅游局三公经费", names)
    assert (mention.text, mention.names) == ("丽水市文化和旅游局", ())
    assert [m.names for m in find_units("青关市文化和旅游局2022年", names)] == [names[:1]]


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("甘孜州民政局", "甘孜藏族自治州民政局"),
        ("经开区财政局", "连云港经济技术开发区财政局"),
        ("泰谷城市管理局", "泰谷区城市管理局"),
        ("泰谷区城管局", "泰谷区城市管理局"),
    ],
)
def test_find_units_knows_a_long_place_by_its_short_form(short: str, name: str) -> None:
    (mention,) = find_units(f"2022年{short}三公经费", _NEAR)
    assert mention.names == (name,)


def test_find_units_forgives_a_word_that_joins_too_many() -> None:
    assert [names for _, names in _found("深圳市政务服务和数据管理局")] == [
        ("深圳市政务服务数据管理局",)
    ]


def test_find_units_names_all_that_a_short_form_may_mean() -> None:
    names = {"深圳市大数据资源管理中心", "深圳市福田区数据管理中心"}
    ((_, found),) = _found("数据中心有几辆车")
    assert set(found) == names


def test_find_units_reads_two_units_of_one_question() -> None:
    assert [names for _, names in _found("12345归政数局管还是归大数据中心管")] == [
        ("深圳市政务服务数据管理局",),
        ("深圳市大数据资源管理中心",),
    ]


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("政数局", "深圳市政务服务数据管理局", True),
        ("数政局", "深圳市政务服务数据管理局", False),
        ("政务服务", "深圳市政务服务数据管理局", False),
        ("", "深圳市政务服务数据管理局", False),
    ],
)
def test_is_short_form_keeps_order_and_last_character(short: str, full: str, fits: bool) -> None:
    assert is_short_form(short, full) is fits


@pytest.mark.parametrize("name", [*NAMES, "甘孜藏族自治州民政局"])
def test_is_short_form_accepts_the_full_name(name: str) -> None:
    assert is_short_form(name, name)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("深圳市福田区数据管理中心", ("深圳", "福田")),
        ("临沂市河东区农业农村局", ("临沂", "河东")),
        ("国家税务总局", ()),
    ],
)
def test_places_come_without_their_rank(name: str, found: tuple[str, ...]) -> None:
    assert places(name) == found


@pytest.mark.parametrize(
    ("question", "body"),
    [
        ("深圳市政协2022年三公", "深圳市政协"),
        ("深圳财政局2022年三公", "深圳财政局"),
        ("福田区政府2021年支出", "福田区政府"),
        ("卫健委的三公经费", "卫健委"),
        ("请问财政局2022年花了多少", "财政局"),
        ("大数据中心和妇女联合会的支出", "妇女联合会"),
    ],
)
def test_find_units_knows_a_body_that_the_corpus_lacks(question: str, body: str) -> None:
    assert (body, ()) in _found(question)


@pytest.mark.parametrize(
    "question",
    ["按金额从高到低排个队", "办公室的租金", "全部2022年项目", "深圳市政府采购2022年多少"],
)
def test_find_units_takes_no_ordinary_word_for_a_body(question: str) -> None:
    assert all(names for _, names in _found(question))


@pytest.mark.parametrize("question", ["管理中心的预算", "中心2021年", "局里的支出", "三公经费"])
def test_find_units_takes_no_general_word_for_a_unit(question: str) -> None:
    assert _found(question) == []


def test_find_units_takes_the_exact_name_alone() -> None:
    names = ("东湖市图书馆", "东湖市少年儿童图书馆")
    (mention,) = find_units("东湖市图书馆2031年", names)
    assert mention.names == ("东湖市图书馆",)


@given(st.text("深圳市福田区大数据管理中心局的和，2021年三公", max_size=30))
def test_find_units_mentions_never_overlap(question: str) -> None:
    mentions = find_units(question, NAMES)
    assert all(one.end <= two.start for one, two in pairwise(mentions))
    assert all(question[m.start : m.end] == m.text for m in mentions)


def test_unit_is_known_without_the_bracket_behind_its_name() -> None:
    names = ["清源县水利局（本级）", "清源县水利局", "清源县财政局（汇总）"]
    assert [m.names for m in find_units("清源县财政局2025年收入", names)] == [
        ("清源县财政局（汇总）",)
    ]
    assert [m.names for m in find_units("清源县水利局2025年收入", names)] == [("清源县水利局",)]


@pytest.mark.parametrize("short", ["秦州医院", "秦州区医院", "秦州区人民医院"])
def test_find_units_keeps_a_place_that_ends_like_a_rank(short: str) -> None:
    (mention,) = find_units(f"{short}2025年预算", ("秦州区人民医院",))
    assert (mention.text, mention.names) == (short, ("秦州区人民医院",))


def test_find_units_takes_a_rank_alone_for_no_place() -> None:
    assert not any(m.names for m in find_units("区医院2025年预算", ("秦州区人民医院",)))


def _many() -> tuple[str, ...]:
    """Four thousand bodies of one kind or another, as a province has them."""
    counties = [f"{a}{b}" for a in "安平清云河湖山林" for b in "远江溪泽宁丰阳顺"]
    bodies = [f"{field}局" for field in ("水利", "林业", "财政", "教育", "统计", "民政", "审计")]
    return tuple(f"{county}县{one}" for county in counties for one in bodies)


def test_find_units_tells_one_of_many_by_its_short_form() -> None:
    (mention,) = find_units("清溪林业局2031年决算", _many())
    assert mention.names == ("清溪县林业局",)


def test_find_units_names_each_of_many_that_a_short_form_fits() -> None:
    (mention,) = find_units("清远林业局、林业局2031年决算", _many())[1:]
    assert len(mention.names) == 64
    assert all(name.endswith("林业局") for name in mention.names)


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("商务委", "广原省东河市云山区商务委员会"),
        ("云山区商务委", "广原省东河市云山区商务委员会"),
        ("青石街道", "东河市云山区人民政府青石街道办事处"),
        ("青石街道办", "东河市云山区人民政府青石街道办事处"),
        ("柳溪小学", "云山区青石镇柳溪小学校"),
        ("柳溪乡中心校", "云山区柳溪乡中心学校"),
        ("双溪中学", "东河市云山区双溪中学校"),
        ("云山一中", "云山第一中学校"),
        ("云山区二小", "云山区第二小学"),
        ("省委办公厅", "中国共产党广原省委员会办公厅"),
        ("云山区政协", "中国人民政治协商会议东河市云山区委员会"),
        ("云山区政协办公室", "政协东河市云山区委员会办公室"),
        ("云山区团委", "共青团东河市云山区委员会"),
        ("东河市民盟", "民盟东河市委员会"),
        ("云山湿地公园", "东河市云山湿地公园管理处"),
    ],
)
def test_find_units_knows_abbreviated_endings(short: str, name: str) -> None:
    assert [m.names for m in find_units(f"{short}2025年收入预算是多少", [name])] == [(name,)]


@pytest.mark.parametrize(
    "question", ["东河市商务委2025年收入", "东河市商务委员会收入", "云山区委的收入"]
)
def test_find_units_takes_no_body_of_another_place_for_a_known_one(question: str) -> None:
    mentions = find_units(question, ["广原省东河市云山区商务委员会"])
    assert [mention.names for mention in mentions] == [()]


def test_find_units_begins_no_name_in_the_middle_of_a_place() -> None:
    mentions = find_units("珠海市会议展览局收入", ["上海市云山区商务委员会"])
    assert [mention.names for mention in mentions] == [()]


def test_find_units_prefers_the_name_that_only_lacks_a_rank() -> None:
    mentions = find_units("东河财政局收入", ["东河市云山区财政局", "东河市财政局"])
    assert [mention.names for mention in mentions] == [("东河市财政局",)]


def test_find_units_takes_two_names_of_one_body_for_both() -> None:
    names = ("中国共产党广原省委员会办公厅", "广原省委办公厅")
    assert [mention.names for mention in find_units("广原省委办公厅收入", names)] == [names]


def test_find_units_does_not_end_in_the_middle_of_a_word() -> None:
    name = "中国人民政治协商会议云山区委员会"
    (mention,) = find_units("云山区政协会议费多少", (name,))
    assert (mention.text, mention.names) == ("云山区政协", (name,))
