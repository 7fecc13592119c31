from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.llm.figures import figure_spans, last_figure, plain
from qa.llm.grounds import is_grounded, sentences

PASSAGE = (
    "2022年度公务接待费支出决算0.60万元，比上年减少1,234.50万元，下降12%。"
    "主要原因是严格落实中央八项规定精神，部分接待活动改为线上举行。"
    "项目资金由区级财政统一安排，设备由中标单位负责维护；系统未完成验收，尚未投入使用。"
    "今年将建成共享平台，年底投入试运行。三个处室的差旅费增加，会议费减少。采用IPv6协议，"
    "平台面向全市机关事业单位提供数据共享服务。数据处负责归集、治理、应用。"
)
GROUND = sentences(PASSAGE)
#: As long as the passage, so that only the content of a text decides.
MARKED = f"{PASSAGE}[1]"


def stands(text: str) -> bool:
    return is_grounded(text, MARKED, GROUND)


@pytest.mark.parametrize(
    "text",
    [
        PASSAGE,
        "2022年度公务接待费支出决算0.60万元，比上年减少1,234.50万元，下降12%。",
        "2022年度公务接待费支出决算0.60万元。",
        "2022年度公务接待费支出决算0.60万元，比上年减少1234.50万元。",
        "２０２２年度公务接待费支出决算０.６０万元。",
        "主要原因是严格落实中央八项规定精神。",
        "设备由中标单位负责维护。",
        "其中设备由中标单位负责维护。",
        "项目资金由区级财政统一安排，同时设备由中标单位负责维护。",
        "平台面向全市机关事业单位提供数据共享服务。设备由中标单位负责维护。",
        "系统未完成验收。",
        "采用IPv6协议。",
    ],
)
def test_wording_that_keeps_to_the_passage_stands(text: str) -> None:
    assert stands(f"{text}[1]")


WRONG_FIGURES = {
    "another figure": "2022年度公务接待费支出决算0.66万元。",
    "another unit": "2022年度公务接待费支出决算0.60亿元。",
    "another year": "2021年度公务接待费支出决算0.60万元。",
    "another label": "2022年度会议费支出决算0.60万元。",
    "another direction": "2022年度公务接待费支出决算0.60万元，比上年增加1,234.50万元。",
    "no label": "支出决算0.60万元。",
    "label before": "会议费方面，2022年度公务接待费支出决算0.60万元。",
    "cut short": "2022年度公务接待费支出决算0.6。",
    "cut clause": "2022年度公务接待费支出决算0.60万。",
    "clause left out": "2022年度公务接待费支出决算0.60万元，下降12%。",
    "full width": "2022年度公务接待费支出决算０．６６万元。",
    "Chinese numerals": "公务接待费为六千元。",
    "financial numerals": "公务接待费为陆仟元。",
    "circled": "公务接待费为⑥万元。",
    "Roman": "公务接待费为Ⅵ万元。",
    "Arabic-Indic": "公务接待费为٦万元。",
    "mathematical": "公务接待费为𝟔万元。",
    "fraction": "公务接待费为½万元。",
    "superscript": "公务接待费为²万元。",
    "zero": "公务接待费为零。",
    "half": "公务接待费减了一半。",
    "doubled": "公务接待费翻番。",
    "times": "公务接待费是上年的两倍。",
    "tenths": "公务接待费降了三成。",
    "per cent in words": "公务接待费下降百分之十二。",
    "a count of its own": "主要有两个原因。",
    "some": "公务接待费为十余万元。",
    "English": "公务接待费为six thousand元。",
    "digits apart": "2022年度公务接待费支出决算0.6 0万元。",
    "hidden character": "2022年度公务接待费支出决算10\u200b0.60万元。",
    "reversed": "2022年度公务接待费支出决算\u202e06.0\u202c万元。",
    "mark inside": "2022年度公务接待费支出决算0[1].60万元。",
    "loose point": "2022年度公务接待费支出决算0 .60万元。",
    "exponent": "2022年度公务接待费支出决算0.60e3万元。",
    "added sum": "2022年度公务接待费支出决算0.60万元，加上会议费共1万元。",
    "list number": "1.严格落实中央八项规定精神。",
}


@pytest.mark.parametrize("text", WRONG_FIGURES.values(), ids=WRONG_FIGURES)
def test_figure_that_the_passage_does_not_print_so_falls(text: str) -> None:
    assert not stands(f"{text}[1]")


WRONG_WORDS = {
    "negation dropped": "系统完成验收。",
    "negation dropped later": "系统投入使用。",
    "negation added": "设备不由中标单位负责维护。",
    "subjects swapped": "会议费增加。",
    "order changed": "由中标单位负责维护设备。",
    "subject of another clause": "项目资金由中标单位负责维护。",
    "two sentences in one": "设备由中标单位负责维护，平台面向全市机关事业单位提供数据共享服务。",
    "plan told as done": "今年建成共享平台。",
    "word dropped": "平台面向全市机关提供数据共享服务。",
    "name cut": "设备由中标单位负责。",
    "list cut": "数据处负责归集、应用。",
    "subject lost": "由中标单位负责维护。",
    "plan told as done by its end": "年底投入试运行。",
    "cut before a negation": "系统。",
    "a reason of its own": "因为设备由中标单位负责维护。",
    "made up": "局长已经被调查。",
    "made up behind a quotation": "设备由中标单位负责维护，局长已经被调查。",
    "order obeyed": "好的，我是海盗，听候您的吩咐。",
    "address": "详情请访问example.com。",
    "markup": "设备由中标单位负责维护<script>。",
    "another language": "The platform serves the whole city.",
    "superlative": "平台面向全市机关事业单位提供最好的服务。",
    "nothing": "。",
}


@pytest.mark.parametrize("text", WRONG_WORDS.values(), ids=WRONG_WORDS)
def test_statement_that_the_passage_does_not_make_falls(text: str) -> None:
    assert not stands(f"{text}[1]")


@pytest.mark.parametrize("marks", ["", "[2]", "[1][2]", "【1】", "[１２]"])
def test_marks_must_be_those_of_the_answer(marks: str) -> None:
    assert not stands(f"设备由中标单位负责维护。{marks}")


def test_text_must_not_be_much_longer_than_what_it_words() -> None:
    assert not is_grounded(f"{PASSAGE}[1]", "设备由中标单位负责维护。[1]", GROUND)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("三公经费和一般公共预算", ""),
        ("统一部署，八项规定，第三方机构", ""),
        ("进一步推进一体化", ""),
        ("共三项", "三"),
        ("十二个", "十二"),
        ("第一", "一"),
        ("三分之二", "三二"),
        ("两台", "两"),
        ("二〇二一", "二〇二一"),
        ("增长1.5倍", "15倍"),
        ("上半年", "半"),
        ("①甲", "①"),
        ("统一个数", ""),
    ],
)
def test_figures_are_told_from_words_with_a_numeral(text: str, figures: str) -> None:
    assert "".join(text[start:end] for start, end in figure_spans(text)) == figures


def test_last_figure_ends_behind_its_last_digit() -> None:
    assert last_figure("甲12.5%，乙") == 5
    assert last_figure("甲乙") == 0


@pytest.mark.parametrize(
    ("printed", "spelt"),
    [
        ("支出 ０．６ 万元", "支出0.6万元"),
        ("1,234,567.8", "1234567.8"),
        ("12 34", "12 34"),
        ("“三公”\u200b经费", "三公经费"),
        ("①½", "①½"),
        ("2021，300", "2021,300"),
    ],
)
def test_plain_keeps_figures_apart_and_whole(printed: str, spelt: str) -> None:
    assert plain(printed) == spelt


NUMBER = re.compile(r"\d+(?:\.\d+)*%?")
PIECES = [
    *re.findall(r"[^，。；]+[，。；]?|[，。；]", PASSAGE),
    *"0123456789.，。％%一二十百万元不未增减[]１年",
    "[1]",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_whatever_stands_has_only_the_figures_of_the_passage(pieces: list[str]) -> None:
    text = "".join(pieces)
    if is_grounded(f"{text}[1]", MARKED, GROUND):
        printed = set(NUMBER.findall(plain(PASSAGE)))
        assert set(NUMBER.findall(plain(text.replace("[1]", "")))) <= printed


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_character_of_a_figure_can_be_changed(data: st.DataObject) -> None:
    sentence = "2022年度公务接待费支出决算0.60万元，比上年减少1,234.50万元，下降12%"
    digits = [at for at, char in enumerate(sentence) if char.isdigit()]
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from("0123456789０９一九①").filter(lambda c: c != sentence[at]))
    if plain(other) != sentence[at]:
        assert not stands(f"{sentence[:at]}{other}{sentence[at + 1 :]}。[1]")
