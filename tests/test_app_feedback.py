"""What users say of answers: kept, told apart, and taken away as a question set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from app_fixtures import serving
from browser_fixtures import ask, chromium, visit
from playwright.sync_api import expect

from qa.app import feedback as module
from qa.app.feedback import Feedback, Opinion, feedback_file
from qa.app.question_set import main, question_set
from qa.app.service import Service
from qa.app.users import add_user, read_users
from qa.ask import Assistant
from qa.evaluate.judge import judge
from qa.evaluate.questions import Question, load_questions
from qa.model import Answer, Candidate, QaError, Value

RATE = "2021年三公经费执行率是多少"
ME, OTHER = "a" * 32, "b" * 32
LOOKED_UP = Answer("问", "answered", "甲为6.28万元。[1]", (Value("甲", Decimal("6.28"), "万元"),))
SAID_IN_WORDS = Answer("问", "answered", "负责建设。\n负责运行。[1]")
SILENT = Answer("问", "no_data", "没有这项数据。")
READINGS = Answer(
    "问", "ambiguous", "哪一个？", candidates=(Candidate("甲", "文件", Decimal(3), "人", "三人"),)
)


def opinion(answer: Answer = LOOKED_UP, author: str = "甲", **said: Any) -> Opinion:
    usual = {"verdict": "right", "expected": "", "remark": "", "history": (), "generation": "1"}
    return Opinion(author=author, answer=answer, **(usual | said))


def exported(book: Feedback, folder: Path) -> tuple[Question, ...]:
    """The kept opinions as ``qa eval`` reads them."""
    (folder / "set.jsonl").write_text(question_set(book.kept()), encoding="utf-8")
    return load_questions(folder / "set.jsonl")


@pytest.fixture
def book(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path / "feedback.jsonl")


def test_the_file_lies_beside_the_index_and_out_of_its_folder() -> None:
    assert feedback_file(Path("indexes/default")) == Path("indexes/default.feedback.jsonl")
    assert feedback_file("postgresql://host/qa") == Path("feedback.jsonl")


def test_an_opinion_is_there_again_with_every_digit(book: Feedback) -> None:
    value = Value("甲", Decimal("12.00"), "万元")
    book.keep(opinion(Answer("问", "answered", "答", (value,)), remark="好", history=("先",)))
    (kept,) = Feedback(book.path).kept()
    assert str(kept["answer"]["values"][0]["value"]) == "12.00"
    assert (kept["remark"], kept["history"], kept["generation"]) == ("好", ["先"], "1")


def test_the_last_opinion_of_an_author_on_an_answer_counts(book: Feedback) -> None:
    for said in ({}, {"author": "乙"}, {"generation": "2"}, {"verdict": "wrong"}):
        book.keep(opinion(**said))
    kept = [(one["author"], one["generation"], one["verdict"]) for one in book.kept()]
    assert kept == [("乙", "1", "right"), ("甲", "2", "right"), ("甲", "1", "wrong")]
    assert [one["author"] for one in book.kept("乙")] == ["乙"]


def test_a_line_that_a_crash_cut_short_costs_no_other(book: Feedback) -> None:
    book.keep(opinion(generation="1"))
    with book.path.open("ab") as file:
        file.write('{"time": "2026-01-01", "author": "甲'.encode()[:-1])
    book.keep(opinion(generation="2"))
    assert [one["generation"] for one in book.kept()] == ["1", "2"]


def test_many_write_at_once_and_no_line_is_lost(book: Feedback) -> None:
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: book.keep(opinion(author=f"用户{n}")), range(200)))
    assert {one["author"] for one in book.kept()} == {f"用户{n}" for n in range(200)}


def test_a_full_file_and_a_missing_folder_are_told(
    book: Feedback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(QaError, match="可写"):
        Feedback(tmp_path / "没有" / "feedback.jsonl").keep(opinion())
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    with pytest.raises(QaError, match="已满"):
        book.keep(opinion())
    assert book.kept() == ()


@pytest.mark.parametrize("answer", [LOOKED_UP, SAID_IN_WORDS, SILENT, READINGS])
def test_what_was_right_is_right_again(book: Feedback, tmp_path: Path, answer: Answer) -> None:
    book.keep(opinion(answer))
    (question,) = exported(book, tmp_path)
    assert judge(question, answer).verdict == "right"
    others = [one for one in (LOOKED_UP, SAID_IN_WORDS, SILENT, READINGS) if one != answer]
    assert "right" not in {judge(question, other).verdict for other in others}


@pytest.mark.parametrize("expected", ["", "7.28万元", "1,007.28 万元", "没有", "负责监督"])
def test_what_was_wrong_stays_wrong(book: Feedback, tmp_path: Path, expected: str) -> None:
    book.keep(opinion(verdict="wrong", expected=expected))
    (question,) = exported(book, tmp_path)
    assert judge(question, LOOKED_UP).verdict == "wrong"


@pytest.mark.parametrize(
    ("expected", "kind", "answer"),
    [
        ("6.28万元", "lookup", LOOKED_UP),
        ("没有", "no_data", SILENT),
        ("负责运行", "text", SAID_IN_WORDS),
        (
            "-1,200.50万元、3 %",
            "list",
            Answer("问", "answered", "减少1,200.50万元", (
                Value("甲", Decimal("-1200.50"), "万元"), Value("乙", Decimal(3), "%"),
            )),
        ),
    ],
)  # fmt: skip
def test_what_the_author_expects_is_right(
    book: Feedback, tmp_path: Path, expected: str, kind: str, answer: Answer
) -> None:
    other = Answer("问", "answered", "别的答案9.99元", (Value("甲", Decimal("9.99"), "元"),))
    book.keep(opinion(other, verdict="wrong", expected=expected))
    (question,) = exported(book, tmp_path)
    assert (question.kind, judge(question, answer).verdict) == (kind, "right")


def test_the_whole_team_is_exported_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Feedback(feedback_file(tmp_path / "index"))
    book.keep(opinion(author="甲", history=("先问",)))
    book.keep(opinion(author="乙"))
    assert main(str(tmp_path / "index")) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == ["F-001", "F-002"]
    assert lines[0]["history"] == ["先问"] and "甲" not in lines[0]["note"]


@pytest.fixture
def open_server(service: Service) -> Iterator[str]:
    """A server without users, whose feedback is swept away."""
    with serving(service) as server:
        yield server
    feedback_file(service.index.path).unlink(missing_ok=True)


def said(service: Service, **changed: Any) -> dict[str, Any]:
    usual = {"question": RATE, "verdict": "right", "browser": ME}
    return usual | {"generation": service.index.generation} | changed


def test_everybody_reads_only_their_own(
    open_server: str, service: Service, assistant: Assistant, tmp_path: Path
) -> None:
    for one in (said(service), said(service, browser=OTHER, verdict="wrong", expected="1万元")):
        assert httpx.post(f"{open_server}/feedback", json=one).json() == {"kept": True}
    address = f"{open_server}/export/feedback.jsonl"
    mine = httpx.get(address, params={"browser": ME})
    (tmp_path / "mine.jsonl").write_text(mine.text, encoding="utf-8")
    (question,) = load_questions(tmp_path / "mine.jsonl")
    assert judge(question, assistant.ask(RATE)).verdict == "right"
    assert question.evidence[0].doc == "2021年深圳市大数据资源管理中心部门决算"
    assert httpx.get(address, params={"browser": "c" * 32}).text == ""
    assert httpx.get(address).status_code == 422


@pytest.mark.parametrize(
    "changed",
    [
        {"generation": "0123456789abcdef"},
        {"browser": "../../etc"},
        {"verdict": "maybe"},
        {"remark": "长" * 2001},
        {"more": 1},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_what_is_no_opinion_on_this_index_is_refused(
    open_server: str, service: Service, changed: dict[str, Any]
) -> None:
    reply = httpx.post(f"{open_server}/feedback", json=said(service, **changed))
    assert reply.status_code in (400, 422) and reply.json()["error"]
    assert not feedback_file(service.index.path).exists()


def test_where_there_are_users_opinions_are_theirs(service: Service, tmp_path: Path) -> None:
    for name in ("张三", "李四"):
        add_user(tmp_path / "users", name, "钥匙")
    try:
        with serving(service, read_users(tmp_path / "users")) as server:
            one = said(service, browser=ME)
            assert httpx.post(f"{server}/feedback", json=one).status_code == 401
            httpx.post(f"{server}/feedback", json=one, auth=("张三", "钥匙")).raise_for_status()
            address = f"{server}/export/feedback.jsonl?browser={ME}"
            assert httpx.get(address, auth=("李四", "钥匙")).text == ""
            assert RATE in httpx.get(address, auth=("张三", "钥匙")).text
    finally:
        feedback_file(service.index.path).unlink(missing_ok=True)


def test_an_answer_is_called_wrong_in_the_browser(
    open_server: str, service: Service, tmp_path: Path
) -> None:
    with chromium() as browser:
        page, wrong = visit(browser, open_server)
        turn = ask(page, RATE)
        turn.locator('[data-verdict="wrong"]').click()
        expect(turn.locator(".kept")).to_contain_text("已记下")
        turn.locator('[name="expected"]').fill("52.37%")
        turn.locator('[name="remark"]').fill("<b>附件</b>这样写")
        turn.get_by_role("button", name="提交").click()
        expect(turn.locator("form.remark")).to_be_hidden()
        with page.expect_download() as download:
            turn.locator(".kept a").click()
        (question,) = load_questions(download.value.path())
        assert [str(one.figure) for one in question.expect.values] == ["52.37%"]
        assert "<b>附件</b>这样写" in question.note
        page.reload()
        again = page.locator('.turn [data-verdict="wrong"]')
        expect(again).to_have_attribute("aria-pressed", "true")
        assert wrong == []
