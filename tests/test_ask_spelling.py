"""What is taken for a slip of the pen, what it is read as, and what never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ask import Assistant
from qa.ask.question.spelling import Slip, Speller
from qa.ask.words import dictionary

LABELS = (
    "公务用车运行维护费", "公务接待费", "水费", "办公费", "退休费", "住房公积金", "购房补贴",
    "一般公共服务支出", "事业运行", "租用通信管孔", "“三公”经费", "资产总额",
    "因公出国公务接待费", "平台项目经费", "立方米", "几个亿", "结算理财",
)  # fmt: skip
UNITS = ("柳河县政务服务数据管理局", "柳河县福田街道办事处")
SPELLER = Speller(LABELS, UNITS)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2021年予算收入", "2021年预算收入"),  # sounds alike
        ("三公经费直行率", "三公经费执行率"),  # 直行 is a word, 直行率 is none
        ("数居管理中心", "数据管理中心"),
        ("退体费多少", "退休费多少"),  # looks alike
        ("住房公极金", "住房公积金"),
        ("购房布帖", "购房补贴"),  # two in one word
        ("政数句的办公废", "政数局的办公费"),  # a short form of a unit's name
        ("zichan总额", "资产总额"),  # typed in pinyin
        ("公物接待费", "公务接待费"),
    ],
)
def test_mended_reads_a_slip_as_what_sounds_or_looks_alike(typed: str, read: str) -> None:
    assert SPELLER.mended(typed)[0] == read


@pytest.mark.parametrize(
    "typed",
    [
        "税费多少",  # a word of its own, though it sounds like 水费
        "税费支出",
        "失业保险支出",  # not 事业
        "台州市财政局",  # a place
        "取暖费多少",  # like no label
        "2021年公务接待费是多少",
        "IDC机房租金",
        "您好，请问一下",
        "发生过公务接待吗",  # grammar behind a verb
        "平台想实现什么",  # a verb, not a piece of 平台项目
        "算力方面",  # of a word that only asks
        "几个一网",  # a numeral
        "算力目标",  # no piece from inside 结算理财
        "",
    ],
)
def test_mended_leaves_what_was_meant(typed: str) -> None:
    assert SPELLER.mended(typed) == (typed, ())


def test_mended_tells_the_word_that_was_read() -> None:
    assert SPELLER.mended("公积金予算")[1] == (Slip("予算", "预算"),)


def test_mended_tells_words_in_pinyin_in_the_order_of_the_question() -> None:
    slips = SPELLER.mended("tuixiufei、shuifei和zichan")[1]
    assert [slip.typed for slip in slips] == ["tuixiufei", "shuifei", "zichan"]


def test_mended_leaves_positions_that_are_known_to_be_right() -> None:
    assert SPELLER.mended("予算", sound=range(2)) == ("予算", ())


def test_a_speller_of_nothing_mends_nothing() -> None:
    assert Speller().mended("三公经费直行率") == ("三公经费直行率", ())


@given(st.text(alphabet="预算决执行率公务接待费水税积金abc年2021，？", max_size=24))
def test_mended_changes_nothing_twice(text: str) -> None:
    read, _ = SPELLER.mended(text)
    assert SPELLER.mended(read) == (read, ())


@pytest.mark.parametrize("label", LABELS)
def test_mended_leaves_every_label(label: str) -> None:
    assert SPELLER.mended(label) == (label, ())


def test_an_answer_to_a_misspelt_question_tells_what_was_read(assistant: Assistant) -> None:
    answer = assistant.ask("2021年三公经费直行率是多少")
    assert str(answer.values[0].value).startswith("52.33")
    assert answer.text.endswith("（问题中的“直行”按“执行”理解。）")


def test_no_item_is_read_as_another_that_only_sounds_alike(assistant: Assistant) -> None:
    assert assistant.ask("大数据中心2021年税费是多少").status == "no_data"


def test_a_slip_takes_only_a_few_words_of_the_dictionary_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []
    tag = dictionary._tag

    def counted(word: str) -> str | None:
        looked.append(word)
        return tag(word)

    monkeypatch.setattr(dictionary, "_tag", counted)
    Speller(("一般公共预算支出", "公务接待费")).mended("一般公共予算支出是多少")
    assert 0 < len(looked) < 100


@pytest.mark.parametrize(
    ("word", "tag"), [("税费", "n"), ("预算", "v"), ("台州", "ns"), ("", None), ("龥龥", None)]
)
def test_the_dictionary_finds_the_tag_of_a_word_in_its_sorted_lines(
    word: str, tag: str | None
) -> None:
    assert dictionary._tag(word) == tag
