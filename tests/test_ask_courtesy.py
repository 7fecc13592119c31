"""What is said around a question, and in speech, changes nothing of what is asked."""

from __future__ import annotations

import pytest

from qa.ask import Assistant
from qa.ask.words.courtesy import bare_question, written
from qa.evaluate.support import unsupported_figures

ASKED = "2021年三公经费执行率是多少"


@pytest.mark.parametrize(
    "said",
    [
        "您好,请问{}",
        "你好,我是本地居民,想知道{}",
        "不好意思打扰了,我想咨询一下:{},谢谢您!",
        "作为一名记者,{}?麻烦了",
        "辛苦看看{},多谢!在线等",
        "{}",
    ],
)
def test_bare_question_leaves_only_what_is_asked(said: str) -> None:
    assert bare_question(said.format(ASKED)).rstrip("?") == ASKED


@pytest.mark.parametrize("item", ["咨询费", "帮扶资金", "问题整改项目", "查询系统", "打听"])
def test_bare_question_keeps_an_item_that_begins_like_a_courtesy(item: str) -> None:
    assert bare_question(f"请问{item}") == item


def test_bare_question_keeps_what_is_nothing_but_courtesy() -> None:
    assert bare_question("您好,谢谢") == "您好,谢谢"


def test_written_puts_speech_into_the_words_of_questions() -> None:
    assert written("三公用掉多少,为啥") == "三公花了多少,为什么"


@pytest.mark.parametrize("said", ["劳驾帮忙查一下：{}，谢谢！", "我是一名审计人员，想了解{}来着"])
def test_ask_answers_a_polite_question_like_a_plain_one(assistant: Assistant, said: str) -> None:
    plain, polite = assistant.ask(ASKED), assistant.ask(said.format(ASKED))
    assert (polite.text, polite.values) == (plain.text, plain.values)


def test_ask_takes_no_unknown_item_for_an_aside(assistant: Assistant) -> None:
    assert assistant.ask("大数据中心2021年，火星探测，预算多少").status == "no_data"


def test_bare_question_keeps_a_clause_that_asks_though_it_speaks_of_oneself() -> None:
    asked = "我想知道三公经费是多少,2021年的"
    assert "三公经费是多少" in bare_question(asked, {"三公", "公经", "经费"})


@pytest.mark.parametrize(
    "asked",
    ["项目支出及其占比", "项目支出和占比是多少", "项目支出金额及占比", "项目支出多少,以及占比"],
)
def test_written_asks_for_an_item_and_for_its_share(asked: str) -> None:
    assert written(asked) == "项目支出是多少,占比是多少"


def test_written_keeps_a_rate_of_what_is_no_amount() -> None:
    assert written("预算执行率和占比") == "预算执行率和占比"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("支出合计大于收入合计多少", "支出合计比收入合计多多少"),
        ("收入合计低于支出合计多少", "收入合计比支出合计少多少"),
        ("支出大于100万元的项目有多少", "支出大于100万元的项目有多少"),
    ],
)
def test_written_sets_one_item_against_another(said: str, meant: str) -> None:
    assert written(said) == meant


@pytest.mark.parametrize(
    "said", ["你好", "您好，谢谢！", "在吗？", "谢谢", "再见", "好的", "Hello", "您好" * 200]
)
def test_ask_tells_a_greeting_what_may_be_asked_and_no_figure(
    assistant: Assistant, said: str
) -> None:
    told = assistant.ask(said, [ASKED])
    assert (told.status, told.candidates, told.citations) == ("no_data", (), ())
    assert told.text.startswith("请写出要查的问题：")


@pytest.mark.parametrize(
    "said",
    [
        "What is the 三公 budget execution rate in 2021?",
        "How much?",
        "Ｗｈａｔ ａｂｏｕｔ 2022",
    ],
)
def test_ask_begs_for_chinese_where_the_question_is_put_in_english(
    assistant: Assistant, said: str
) -> None:
    told = assistant.ask(said, [ASKED])
    assert (told.status, unsupported_figures(told)) == ("no_data", [])
    assert told.text.startswith("本系统只读中文的问题，因此不给出数字：请用中文提问")


@pytest.mark.parametrize("said", ["IDC机房租赁费是多少", "i深圳", "GIS平台 web 服务多少钱"])
def test_ask_takes_latin_letters_in_a_name_for_no_english(assistant: Assistant, said: str) -> None:
    assert "请用中文提问" not in assistant.ask(said).text


@pytest.mark.parametrize(
    "said", ["有哪些文件？", "你收录了哪些单位", "能查哪些年度的数据", "系统里有几份文件"]
)
def test_ask_tells_which_documents_there_are(assistant: Assistant, said: str) -> None:
    told = assistant.ask(said)
    assert (told.status, unsupported_figures(told)) == ("no_data", [])
    assert told.text.startswith("已收录的公开文件：2021年深圳市大数据资源管理中心")
    assert len(told.candidates) == 5


def test_ask_leaves_the_units_of_a_department_to_its_documents(assistant: Assistant) -> None:
    assert "已收录" not in assistant.ask("政数局2022年部门决算包括哪些单位").text
