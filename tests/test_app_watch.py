"""What a server tells of its work: counters, lines of log, times of stages; no question's text."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from app_fixtures import serving
from prometheus_client.parser import text_string_to_metric_families

from qa.app.service import Service
from qa.app.users import Users, add_user, read_users
from qa.app.watch import LOGGER, Watch, write_log
from qa.ask.steps import Stage
from qa.index import Index
from qa.model import QaError

RATE, OFF_TOPIC, DUTIES = "2021年三公经费执行率是多少", "今天天气怎么样", "主要职责是什么"


@pytest.fixture
def service(index: Index) -> Service:
    """A service that nobody watches yet."""
    return Service(index)


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Path]:
    """The file that the log is written into."""
    path = tmp_path / "qa.log"
    write_log(str(path))
    yield path
    for handler in LOGGER.handlers[:]:
        LOGGER.removeHandler(handler)
        handler.close()
    LOGGER.setLevel(logging.NOTSET)


def samples(told: str) -> dict[tuple[str, ...], float]:
    """The samples of a text by name and values of labels."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
    }


def said(lines: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]


def test_questions_are_counted_by_kind_and_status(service: Service) -> None:
    watch = Watch(service)
    for question in (RATE, RATE, OFF_TOPIC):
        service.ask(question)
    found = samples(watch.metrics().decode())
    counted = {key[1:]: n for key, n in found.items() if key[0] == "qa_questions_total"}
    assert counted == {("value", "answered"): 2, ("words", "no_data"): 1}
    assert found["qa_answer_seconds_count", "value"] == 2


def test_metrics_name_the_generation_that_serves(service: Service) -> None:
    found = samples(Watch(service).metrics().decode())
    assert found["qa_index_info", service.index.generation] == 1
    assert found["qa_index_documents",] == 5


def test_metrics_are_served(service: Service) -> None:
    with serving(service) as address:
        httpx.post(f"{address}/api/ask", json={"question": RATE}, timeout=60)
        told = httpx.get(f"{address}/metrics", timeout=60)
    assert told.headers["content-type"].startswith("text/plain")
    assert samples(told.text)["qa_questions_total", "value", "answered"] == 1


def test_metrics_are_for_users_where_there_are_some(service: Service, tmp_path: Path) -> None:
    file = tmp_path / "users.txt"
    add_user(file, "监控", "secret")
    users: Users = read_users(file)
    with serving(service, users) as address:
        assert httpx.get(f"{address}/metrics", timeout=60).status_code == 401
        assert httpx.get(f"{address}/metrics", auth=("监控", "secret")).status_code == 200


def test_a_line_of_log_tells_an_answer_without_its_question(service: Service, lines: Path) -> None:
    Watch(service)
    service.ask(RATE)
    (line,) = said(lines)
    assert (line["event"], line["kind"], line["status"]) == ("answered", "value", "answered")
    assert line["generation"] == service.index.generation
    assert "三公" not in json.dumps(line, ensure_ascii=False)


def test_a_line_of_log_tells_the_question_where_that_is_wanted(index: Index, lines: Path) -> None:
    service = Service(index)
    Watch(service, says_questions=True)
    service.ask(DUTIES)
    assert [line["question"] for line in said(lines)] == [DUTIES]


def test_a_fault_in_the_log_is_one_line_too(lines: Path) -> None:
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        LOGGER.exception("broken")
    (line,) = said(lines)
    assert (line["level"], line["event"]) == ("error", "broken")
    assert "ZeroDivisionError" in line["fault"]


def test_a_log_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="写不进去"):
        write_log(str(tmp_path / "nowhere" / "qa.log"))


def test_an_answer_holds_the_times_of_its_stages_only_where_they_are_asked_for(
    service: Service,
) -> None:
    timings = service.ask(RATE, timed=True).timings
    stages: set[Stage] = {"understand", "operate", "compose"}
    assert timings is not None and stages <= set(timings)
    assert all(spent >= 0 for spent in timings.values())
    assert service.ask(RATE).timings is None


def test_times_of_stages_come_over_http(service: Service) -> None:
    with serving(service) as address:
        asked = {"question": RATE, "timings": True}
        answer = httpx.post(f"{address}/api/ask", json=asked, timeout=60).json()
    assert answer["timings"]["understand"] > 0
