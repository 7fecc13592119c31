"""The page as a person uses it, in a real browser."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from threading import Event

import httpx
import openpyxl
import pytest
from app_fixtures import serving
from browser_fixtures import ask, chromium, visit
from playwright.sync_api import Browser, Locator, expect

from qa.app.service import Service
from qa.app.users import add_user, read_users
from qa.model import Answer

RATE = "2021年三公经费执行率是多少"
NARROW = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(autouse=True)
def closed_afterwards(browser: Browser) -> Iterator[None]:
    yield
    for context in browser.contexts:
        context.close()


def test_a_typed_question_is_answered_with_figure_formula_and_warning(
    browser: Browser, server: str
) -> None:
    page, wrong = visit(browser, server)
    turn = ask(page, RATE)
    expect(turn.locator(".figure")).to_have_text("52.33%")
    expect(turn.locator(".formula")).to_contain_text("决算数 ÷ 预算数 × 100%")
    expect(turn.locator(".warning")).to_contain_text("52.37%")
    expect(page.locator("#question textarea")).to_have_value("")
    assert wrong == []


@pytest.mark.parametrize(
    "viewport", [{"width": 1280, "height": 900}, NARROW], ids=["wide", "narrow"]
)
def test_a_mark_opens_its_source_with_the_cell_in_view(
    browser: Browser, server: str, viewport: dict[str, int]
) -> None:
    page, _ = visit(browser, server, viewport=viewport)
    turn = ask(page, RATE)
    cell = turn.locator('details[data-number="1"] td.marked')
    expect(cell).to_be_hidden()
    turn.locator(".headline button.mark").click()
    expect(cell).to_have_text("6.28")
    expect(cell).to_be_in_viewport(ratio=0.9)
    expect(turn.locator('details[data-number="1"] tr.lit')).to_have_count(1)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= viewport["width"]


def test_a_sentence_is_opened_in_its_paragraph(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    turn = ask(page, RATE)
    turn.locator('details[data-number="2"] summary').click()
    expect(turn.locator('details[data-number="2"] mark')).to_contain_text("52.3%")


def test_a_follow_up_keeps_its_context(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    ask(page, "政数局2022年三公经费决算是多少")
    expect(ask(page, "那公务接待费呢").locator(".figure")).to_have_text("0.60 万元")


def test_a_reading_is_chosen_with_its_button(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    turn = ask(page, "2022年项目支出多少")
    button = turn.locator("button.choice").first
    figure = button.locator("b").inner_text()
    button.click()
    expect(page.locator(".turn").last.locator(".figure")).to_have_text(figure)


def test_an_example_is_asked_with_a_click(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    page.locator(".start button.choice").first.click()
    expect(page.locator(".turn.answered")).to_have_count(1)


def test_every_answer_keeps_its_picture(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server, viewport=NARROW)
    ask(page, "大数据中心的基本支出：2021年决算、2022年预算、2024年预算分别是多少")
    ask(page, "政数局2022年基本支出和项目支出决算分别是多少")
    ask(page, RATE)
    line, bars = page.locator(".turn").nth(0), page.locator(".turn").nth(1)
    expect(line.locator(".course polyline")).to_be_visible()
    expect(line.locator(".course .at")).to_have_text(["2021", "2022", "2024"])
    widths = [
        bar["width"] for bar in map(Locator.bounding_box, bars.locator(".bar i").all()) if bar
    ]
    assert widths[0] / widths[1] == pytest.approx(7170.73 / 113620.85, rel=0.1)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.fixture
def slow(service: Service, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Questions with 慢 in them are answered when this is set."""
    answer, released = service.ask, Event()

    def ask(question: str, history: Sequence[str] = ()) -> Answer:
        if "慢" in question:
            released.wait(30)
        return answer(question, history)

    monkeypatch.setattr(service, "ask", ask)
    return released


def test_a_question_under_way_is_shown_and_can_be_stopped(
    browser: Browser, server: str, slow: Event
) -> None:
    page, wrong = visit(browser, server)
    box = page.locator("#question textarea")
    expect(page.locator("#stop")).to_be_hidden()
    box.fill("慢：2021年三公经费")
    box.press("Enter")
    expect(page.locator(".pending .question")).to_have_text("慢：2021年三公经费")
    expect(page.locator("#send")).to_be_hidden()
    page.locator("#stop").click()
    expect(page.locator(".pending")).to_have_count(0)
    expect(page.locator("#send")).to_be_visible()
    expect(box).to_have_value("慢：2021年三公经费")
    slow.set()
    expect(ask(page, RATE).locator(".figure")).to_have_text("52.33%")
    expect(page.locator(".turn")).to_have_count(1)
    assert wrong == []


def test_escape_stops_a_chosen_question(browser: Browser, server: str, slow: Event) -> None:
    page, _ = visit(browser, server)
    page.evaluate("document.querySelector('.start [data-question]').dataset.question = '慢'")
    page.locator(".start button.choice").first.click()
    expect(page.locator("#stop")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#stop")).to_be_hidden()
    slow.set()
    expect(page.locator(".start")).to_be_visible()


@pytest.mark.parametrize("milliseconds", [0, 5, 20, 50, 120])
def test_a_question_stopped_at_any_moment_stays_unasked(
    browser: Browser, server: str, milliseconds: int
) -> None:
    page, wrong = visit(browser, server)
    box = page.locator("#question textarea")
    box.fill(RATE)
    page.evaluate(
        """(wait) => new MutationObserver((_, seen) => {
          if (!document.querySelector('.pending')) return;
          seen.disconnect();
          const stop = () => {
            disclosureQa.stop();
            window.stopped = document.querySelectorAll('.turn').length;
          };
          if (wait) setTimeout(stop, wait); else stop();
        }).observe(document.querySelector('#transcript'), { childList: true, subtree: true })""",
        milliseconds,
    )
    box.press("Enter")
    page.wait_for_function("window.stopped !== undefined")
    expect(page.locator(".pending")).to_have_count(0)
    expect(page.locator("#send")).to_be_visible()
    page.wait_for_timeout(300)
    # An answer that was there before the stop stays; none comes after it.
    assert page.locator(".turn").count() == page.evaluate("window.stopped")
    if page.evaluate("window.stopped") == 0:
        expect(box).to_have_value(RATE)
    assert wrong == []


def test_a_server_that_is_gone_is_told_and_asked_again(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    page.route("**/turns", lambda route: route.abort())
    box = page.locator("#question textarea")
    box.fill(RATE)
    box.press("Enter")
    expect(page.locator(".failed [role=alert]")).to_contain_text("没有得到答复")
    page.unroute("**/turns")
    page.locator(".failed").get_by_role("button", name="重试").click()
    expect(page.locator(".turn .figure")).to_have_text("52.33%")
    expect(page.locator(".failed")).to_have_count(0)


def test_what_failed_is_tried_again(
    browser: Browser, server: str, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _ = visit(browser, server)
    with monkeypatch.context() as broken:
        broken.setattr(service, "ask", lambda *_: 1 // 0)
        expect(ask(page, "政数局2022年三公经费决算多少呢")).to_contain_text("程序出错")
    page.locator(".turn [data-retry]").click()
    expect(page.locator(".turn .figure")).to_have_text("19.30 万元")
    expect(page.locator(".turn")).to_have_count(1)


def test_an_answer_is_copied_with_its_sources(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server, permissions=["clipboard-read"])
    turn = ask(page, RATE)
    turn.locator("[data-copy]").click()
    expect(turn.locator("[data-copy]")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "52.33%" in copied and "2021年深圳市大数据资源管理中心部门决算" in copied


def test_the_conversation_is_there_again_after_a_reload(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    ask(page, RATE)
    page.reload()
    expect(page.locator(".turn .figure")).to_have_text("52.33%")
    page.locator("#clear").click()
    expect(page.locator(".start")).to_be_visible()


def test_two_people_do_not_see_each_other(browser: Browser, server: str) -> None:
    one, _ = visit(browser, server)
    other, _ = visit(browser, server)
    ask(one, "政数局2022年三公经费决算是多少")
    ask(other, "大数据中心2021年三公经费决算是多少")
    expect(ask(one, "那公务接待费呢").locator(".figure")).to_have_text("0.60 万元")
    expect(ask(other, "那公务接待费呢").locator(".figure")).to_have_text("0.00 万元")
    assert (one.locator(".turn").count(), other.locator(".turn").count()) == (2, 2)


def test_an_answer_is_taken_away_as_excel(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    turn = ask(page, RATE)
    with page.expect_download() as download:
        turn.get_by_text("Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert 52.33 in [row[1] for row in book["答案"].iter_rows(values_only=True)]


def test_markup_in_a_question_is_text(browser: Browser, server: str) -> None:
    page, wrong = visit(browser, server)
    evil = "<img src=x onerror=\"document.title='run'\">${document.title='run'}{{1+1}}`"
    expect(ask(page, evil).locator(".question")).to_have_text(evil)
    assert "run" not in page.title() and wrong == []


def test_the_documents_and_their_tables_can_be_looked_through(
    browser: Browser, server: str
) -> None:
    page, _ = visit(browser, server)
    page.get_by_role("tab", name="文件").click()
    expect(page.locator(".plain-table tbody tr")).to_have_count(5)
    page.locator("#document input").click()
    page.get_by_role("option", name="2021年深圳市大数据资源管理中心部门决算").click()
    page.locator("#table input").click()
    page.get_by_role("option", name="支出决算表").first.click()
    expect(page.locator("#grid td", has_text="33,258.99").first).to_be_visible()


def test_facts_are_filtered(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    page.get_by_role("tab", name="数据").click()
    expect(page.locator("#facts-told")).to_contain_text("列出第 1–200 条")
    page.locator("#facts-item textarea, #facts-item input").fill("公务接待费")
    expect(page.locator("#facts-told")).not_to_contain_text("列出")
    expect(page.get_by_role("gridcell").first).to_contain_text("公务接待费")


def test_facts_are_paged_through_with_the_keyboard(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    page.get_by_role("tab", name="数据").click()
    expect(page.locator("#facts-told")).to_contain_text("列出第 1–200 条")
    number = page.get_by_label("页（共")
    number.focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#facts-told")).to_contain_text("列出第 201–400 条")
    page.locator("#facts-table textarea, #facts-table input").fill("三公")
    expect(page.locator("#facts-told")).not_to_contain_text("201")


def test_a_document_is_found_by_its_words(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    page.get_by_role("tab", name="文件").click()
    expect(page.locator("#documents tbody tr")).to_have_count(5)
    page.locator("#find textarea, #find input").fill("福田 预算")
    expect(page.locator("#documents tbody tr")).to_have_count(1)
    page.locator("#find textarea, #find input").fill("没有这样的文件")
    expect(page.locator("#documents tbody")).to_have_text("没有符合的文件")


def test_contradictions_open_their_places(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    page.get_by_role("tab", name="勾稽").click()
    finding = page.locator("#findings .finding.error").first
    finding.locator("summary").first.click()
    expect(finding.locator("details[open]")).to_be_visible()


def test_the_page_speaks_english_to_an_english_browser(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server, locale="en-US")
    expect(page.locator("#send")).to_have_text("Ask")
    expect(page.locator("#header")).to_contain_text("5 documents of 3 units")


def test_everything_can_be_reached_with_the_keyboard(browser: Browser, server: str) -> None:
    page, _ = visit(browser, server)
    turn = ask(page, RATE)
    turn.locator(".headline button.mark").focus()
    page.keyboard.press("Enter")
    expect(turn.locator("td.marked")).to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_page_asks_for_name_and_password_where_there_are_users(
    browser: Browser, service: Service, tmp_path_factory: pytest.TempPathFactory
) -> None:
    users = tmp_path_factory.mktemp("users") / "users"
    add_user(users, "zhang", "secret")
    with serving(service, read_users(users)) as server:
        assert httpx.get(server).status_code == 401
        known = {"username": "zhang", "password": "secret"}
        page, _ = visit(browser, server, http_credentials=known)
        expect(ask(page, RATE).locator(".figure")).to_have_text("52.33%")
