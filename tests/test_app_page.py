"""What the page shows, without a browser: conversations, markup, charts, words, examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import httpx
import pytest
from gradio_client import Client

from qa.app.charts import Bar, Spot, bars, chart_of, have_room, spots, zero
from qa.app.conversation import FAULT, MOST_TURNS, Conversations, remembered
from qa.app.documents import documents_with
from qa.app.examples import examples
from qa.app.pages import Span, span
from qa.app.render import Part, Turn, figure, parts, render_turn
from qa.app.service import Service
from qa.app.sources import Passage
from qa.app.words import language_of, words_in
from qa.ask import Assistant
from qa.ask.tell.silence import MAX_QUESTION
from qa.index import Index
from qa.model import Answer, Citation, Value

RATE = "2021年三公经费执行率是多少"
EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'${alert(3)}{{alert(4)}}"


class Tags(HTMLParser):
    """The elements and attributes of markup, and its text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.questions: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.questions += [value or "" for name, value in attrs if name == "data-question"]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def conversations(service: Service) -> Conversations:
    return Conversations(service)


def test_the_headline_the_formula_and_the_warning_are_shown(conversations: Conversations) -> None:
    page = conversations.page([RATE], "zh")
    assert '<span class="figure">52.33%</span>' in page
    assert "决算数 ÷ 预算数 × 100%" in page
    assert '<p class="warning" role="note">' in page and "52.37%" in page
    assert re.search(r'<td class="marked">6\.28</td>', page)


def test_a_follow_up_is_answered_from_the_questions_before(conversations: Conversations) -> None:
    page = conversations.page(["政数局2022年三公经费决算是多少", "那公务接待费呢"], "zh")
    assert re.findall(r'<span class="figure">(.*?)</span>', page) == ["19.30 万元", "0.60 万元"]


def test_a_conversation_that_has_not_begun_offers_questions(conversations: Conversations) -> None:
    offered = Tags(conversations.page([], "zh")).questions
    assert len(offered) == 4


def test_every_example_is_answered(service: Service) -> None:
    found = examples(service)
    assert [service.ask(question).status for question in found] == ["answered"] * len(found)
    assert len(set(found)) == len(found)


def test_examples_are_of_several_documents(service: Service) -> None:
    units = {info.profile.unit_name for info in service.documents}
    named = {unit for unit in units for question in examples(service) if unit in question}
    assert len(named) > 1


def test_every_reading_of_an_ambiguous_question_can_be_chosen(
    conversations: Conversations, service: Service
) -> None:
    question = "2022年项目支出多少"
    readings = service.ask(question).candidates
    offered = Tags(conversations.page([question], "zh")).questions
    chosen = [service.ask(one, [question]).values[0].value for one in offered]
    assert chosen == [reading.value for reading in readings]


def test_what_a_question_or_a_document_says_is_never_markup() -> None:
    cited = Citation(EVIL, EVIL, (EVIL,), EVIL, 1, EVIL, (EVIL,), (EVIL,))
    value = Value(EVIL, Decimal(1), EVIL, 1)
    answer = Answer(EVIL, "answered", f"{EVIL}[1]", (value, value), None, (cited,), (EVIL,))
    turn = Turn(
        answer, EVIL, (), (Passage(EVIL, EVIL, EVIL),), (("CSV", "export/answer.csv?question="),)
    )
    found = Tags(render_turn(turn, words_in("zh")))
    assert found.names.isdisjoint({"img", "script"})
    assert not [name for name in found.attributes if name.startswith("on")]
    assert found.text.count(EVIL) >= 8


def test_a_question_is_shown_as_it_was_typed(conversations: Conversations) -> None:
    found = Tags(conversations.page([EVIL], "zh"))
    assert EVIL in found.text and found.names.isdisjoint({"img", "script"})


def test_marks_that_are_no_source_stay_text() -> None:
    found = list(parts("甲[1]乙[9]丙[0]", 2))
    assert found == [Part("甲"), Part("", 1), Part("乙[9]丙[0]")]


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [("1234567.50", "元", "1,234,567.50 元"), ("52.33", "%", "52.33%"), ("-3", "万元", "-3 万元")],
)
def test_a_figure_keeps_its_digits(value: str, unit: str, shown: str) -> None:
    assert figure(Value("甲", Decimal(value), unit)).figure == shown


def test_what_a_browser_kept_is_cut_to_what_is_read() -> None:
    assert remembered([" 甲\n乙 ", " ", "丙"]) == ["甲 乙", "丙"]
    assert len(remembered(["甲"] * 1000)) == MOST_TURNS
    assert len(remembered(["甲" * 10_000])[0]) == MAX_QUESTION + 1


def answer_of(*values: tuple[str, str, str]) -> Answer:
    return Answer(
        "问", "answered", "答", tuple(Value(name, Decimal(v), unit) for name, v, unit in values)
    )


def test_three_years_are_a_line_in_the_order_of_time() -> None:
    answer = answer_of(*((f"{year}年支出", "2", "万元") for year in (2024, 2021, 2022)))
    chart = chart_of(answer)
    assert chart is not None
    assert (chart.kind, chart.labels, chart.places) == ("line", ("2021", "2022", "2024"), (1, 2, 0))


def test_parts_of_a_total_are_bars_in_their_order() -> None:
    chart = chart_of(answer_of(("2021年甲类支出", "3", "元"), ("2021年乙类支出", "-1", "元")))
    assert chart is not None
    assert (chart.kind, chart.figures, chart.places) == ("bar", (3.0, -1.0), (0, 1))


def test_bars_begin_at_a_common_zero() -> None:
    chart = chart_of(answer_of(("甲", "3", "元"), ("乙", "-1", "元"), ("丙", "0", "元")))
    assert chart is not None
    assert bars(chart) == (Bar(25.0, 75.0), Bar(0.0, 25.0), Bar(25.0, 0.0))


def test_a_line_keeps_the_distance_of_years_and_begins_at_zero() -> None:
    values = (("2021年支出", "5"), ("2022年支出", "10"), ("2025年支出", "0"))
    chart = chart_of(answer_of(*((label, value, "元") for label, value in values)))
    assert chart is not None
    assert spots(chart) == (Spot("2021", 0, 50), Spot("2022", 25, 100), Spot("2025", 100, 0))
    assert zero(chart) == 0
    assert have_room(spots(chart), 25) and not have_room(spots(chart), 26)


def test_zero_stands_where_it_is_among_losses() -> None:
    values = (("2021年结余", "-5"), ("2022年结余", "15"), ("2023年结余", "0"))
    chart = chart_of(answer_of(*((label, value, "元") for label, value in values)))
    assert chart is not None
    assert zero(chart) == spots(chart)[2].up == 25


def test_figures_that_are_all_zero_are_drawn_as_zero() -> None:
    chart = chart_of(answer_of(("甲", "0", "元"), ("乙", "0.00", "元")))
    assert chart is not None
    assert bars(chart) == (Bar(0.0, 0.0), Bar(0.0, 0.0))


def test_every_answer_of_a_conversation_keeps_its_picture(conversations: Conversations) -> None:
    line = "大数据中心的基本支出：2021年决算、2022年预算、2024年预算分别是多少"
    bar = "政数局2022年基本支出和项目支出决算分别是多少"
    page = conversations.page([line, bar, RATE], "zh")
    assert page.count('class="course') == 1 and page.count('<td class="bar"') == 2
    assert 'aria-label="2021：2,201.27 万元，2022：2,410 万元，2024：2,757.38 万元"' in page


def test_only_the_answers_asked_for_are_given(conversations: Conversations) -> None:
    questions = ["政数局2022年三公经费决算是多少", "那公务接待费呢"]
    page = conversations.page(questions, "zh", first=1)
    assert re.findall(r'<span class="figure">(.*?)</span>', page) == ["0.60 万元"]


@pytest.mark.parametrize(
    "answer",
    [
        answer_of(("2021年支出", "1", "万元")),
        answer_of(("2021年支出", "1", "万元"), ("2021年执行率", "2", "%")),
        replace(answer_of(("甲", "1", "元"), ("乙", "1", "元")), status="no_data"),
    ],
    ids=["one figure", "two units", "no data"],
)
def test_nothing_is_drawn_where_there_is_nothing_to_compare(answer: Answer) -> None:
    assert chart_of(answer) is None


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("ZH", "zh"),
        ("en-US,zh", "en"),
        ("fr", "en"),
    ],
)
def test_the_browser_chooses_the_language(accepted: str | None, language: str) -> None:
    assert language_of(accepted) == language


def test_both_languages_say_the_same_things() -> None:
    chinese, english = words_in("zh"), words_in("en")
    assert list(chinese) == list(english)
    for key, said in chinese.items():
        assert re.findall(r"\{\w+\}", said) == re.findall(r"\{\w+\}", english[key]), key


def test_the_page_loads_nothing_from_elsewhere(server: str) -> None:
    page = httpx.get(server, follow_redirects=True).text
    fetched = re.findall(r"<(?:script|link)[^>]+(?:src|href)=\"(https?://[^\"]+)", page)
    assert [one for one in fetched if not one.startswith(server)] == []
    assert "googleapis" not in page


def turns(server: str, **asked: object) -> httpx.Response:
    return httpx.post(f"{server}/turns", json=asked)


def test_the_page_is_given_the_new_answer_alone(server: str, index: Index) -> None:
    reply = turns(server, questions=["政数局2022年三公经费决算是多少", "那公务接待费呢"], first=1)
    assert reply.headers["X-Index-Generation"] == index.generation
    assert reply.text.count("<article") == 1 and "0.60 万元" in reply.text


def test_a_conversation_that_grew_too_long_loses_its_oldest_question(server: str) -> None:
    questions = [f"第{number}个问题" for number in range(MOST_TURNS + 1)]
    reply = turns(server, questions=questions, first=MOST_TURNS)
    assert Tags(reply.text).text.count(f"第{MOST_TURNS}个问题") >= 1
    assert reply.text.count("<article") == 1


@pytest.mark.parametrize(
    "asked", [{"questions": [1]}, {"first": -1}, {"questions": ["甲"], "more": 1}]
)
def test_what_is_no_conversation_is_refused(server: str, asked: dict[str, object]) -> None:
    assert turns(server, **asked).status_code == 422


def test_only_the_endpoints_are_open_to_gradio_clients(server: str, assistant: Assistant) -> None:
    client = Client(server, verbose=False)
    described = client.view_api(return_format="dict")
    assert isinstance(described, dict)
    assert set(described["named_endpoints"]) == {"/ask", "/search", "/facts", "/audit"}
    answer = client.predict("2021年三公经费执行率是多少", api_name="/ask")
    assert answer["text"] == assistant.ask(RATE).text
    found = client.predict(query="三公经费", k=2, kind="决算", api_name="/search")
    assert len(found["passages"]) == 2
    with pytest.raises(Exception, match="索引中没有文件"):
        client.predict(doc="没有", api_name="/audit")


def test_a_fault_costs_one_answer_and_not_the_conversation(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = service.ask

    def faulty(question: str, history: Sequence[str] = ()) -> Answer:
        if question == "坏问题":
            raise ZeroDivisionError
        return answer(question, history)

    monkeypatch.setattr(service, "ask", faulty)
    found = Tags(Conversations(service).page(["坏问题", RATE], "zh"))
    assert FAULT in found.text and "52.33%" in found.text


def test_a_fault_is_told_in_one_line_over_http(
    server: str, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "ask", lambda *_: 1 // 0)
    reply = httpx.post(f"{server}/api/ask", json={"question": RATE})
    assert reply.status_code == 500
    assert reply.json() == {"error": "程序出错，没有得到结果：请反馈这个请求。"}


@pytest.mark.parametrize(
    ("number", "total", "expected"),
    [
        (1, 0, Span(1, 1, 0, 10)),
        (1, 10, Span(1, 1, 0, 10)),
        (2, 11, Span(2, 2, 10, 10)),
        (9, 11, Span(2, 2, 10, 10)),
        (0, 11, Span(1, 2, 0, 10)),
        (None, 11, Span(1, 2, 0, 10)),
        ("x", 11, Span(1, 2, 0, 10)),
    ],
)
def test_a_page_that_is_not_there_is_the_nearest(
    number: object, total: int, expected: Span
) -> None:
    assert span(number, total, 10) == expected


def test_documents_are_sought_by_all_of_their_words(service: Service) -> None:
    assert documents_with(service.documents, " ") == list(service.documents)
    found = documents_with(service.documents, "大数据 决算")
    assert [info.doc for info in found] == ["2021年深圳市大数据资源管理中心部门决算"]
