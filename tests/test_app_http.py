"""The endpoints as another program reaches them over plain HTTP."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import httpx
import jsonschema
import pytest
from app_fixtures import serving

from qa.app.endpoints import ENDPOINTS, Endpoint
from qa.app.guard import MOST_BYTES
from qa.app.schema import result_schema
from qa.app.service import MOST_HISTORY, Service
from qa.app.users import add_user, read_users
from qa.ask import Assistant
from qa.jsonable import to_json

RATE = "2021年三公经费执行率是多少"
#: A request that every endpoint answers.
ASKED: dict[str, dict[str, Any]] = {
    "ask": {"question": RATE},
    "search": {"query": "三公经费", "k": 3},
    "facts": {"table": "三公", "limit": 5},
    "audit": {"kind": "决算"},
}


def post(server: str, name: str, asked: object, **settings: Any) -> httpx.Response:
    return httpx.post(f"{server}/api/{name}", json=asked, timeout=60, **settings)


def test_ask_answers_word_for_word_as_the_assistant(server: str, assistant: Assistant) -> None:
    assert post(server, "ask", {"question": RATE}).text == to_json(assistant.ask(RATE))


def test_figures_arrive_with_their_printed_digits(server: str) -> None:
    answer = json.loads(post(server, "ask", {"question": RATE}).text, parse_float=Decimal)
    figures = [str(one["value"]) for one in answer["calculation"]["operands"]]
    assert (str(answer["values"][0]["value"]), figures) == ("52.33", ["6.28", "12.00"])


def test_follow_up_reads_the_earlier_questions(server: str) -> None:
    earlier = "政数局2022年三公经费决算是多少"
    answer = post(server, "ask", {"question": "那公务接待费呢", "history": [earlier]}).json()
    assert answer["values"][0]["value"] == 0.60


def test_a_long_conversation_is_read_from_its_end(server: str) -> None:
    history = ["今天天气怎么样"] * MOST_HISTORY + ["政数局2022年三公经费决算是多少"]
    answer = post(server, "ask", {"question": "那公务接待费呢", "history": history}).json()
    assert answer["values"][0]["value"] == 0.60


def test_a_question_without_data_is_no_error(server: str) -> None:
    reply = post(server, "ask", {"question": "今天天气怎么样"})
    assert (reply.status_code, reply.json()["status"]) == (200, "no_data")


def test_search_keeps_to_the_chosen_documents(server: str) -> None:
    asked = {"query": "三公经费", "k": 3, "unit": "政数局", "year": 2022, "kind": "决算"}
    found = post(server, "search", asked).json()["passages"]
    assert [passage["doc"] for passage in found] == ["2022年深圳市政务服务数据管理局部门决算"] * 3


def test_facts_are_those_of_the_table_the_item_and_the_year(server: str) -> None:
    asked = {
        "doc": "2021年深圳市大数据资源管理中心部门决算",
        "table": "三公",
        "figure_year": 2021,
        "basis": "决算",
    }
    found = post(server, "facts", asked).json()
    by_column = {fact["column"][-1]: fact["value"] for fact in found["facts"]}
    assert by_column["合计"] == 6.28


def test_facts_come_in_pages_that_leave_none_out(server: str) -> None:
    asked = {"table": "三公", "kind": "决算", "unit": "大数据中心"}
    whole = post(server, "facts", asked).json()
    assert len(whole["facts"]) == whole["total"] > 4
    pages = [
        post(server, "facts", {**asked, "offset": start, "limit": 4}).json()["facts"]
        for start in range(0, whole["total"], 4)
    ]
    assert [fact for page in pages for fact in page] == whole["facts"]


def test_audit_tells_contradictions_first(server: str) -> None:
    doc = "2021年深圳市大数据资源管理中心部门决算"
    checks = post(server, "audit", {"doc": doc}).json()["checks"]
    severities = [check["severity"] for check in checks]
    assert {check["doc"] for check in checks} == {doc}
    assert severities == sorted(severities) and severities[0] == "error"


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_result_is_of_the_published_schema(server: str, endpoint: Endpoint) -> None:
    reply = post(server, endpoint.name, ASKED[endpoint.name])
    schema = result_schema(endpoint.result)
    jsonschema.validate(reply.json(), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({}, schema)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_openapi_describes_what_is_asked_and_answered(server: str, endpoint: Endpoint) -> None:
    described = httpx.get(f"{server}/openapi.json").json()
    operation = described["paths"][f"/api/{endpoint.name}"]["post"]
    schemas = described["components"]["schemas"]

    def named(content: dict[str, Any]) -> str:
        reference: str = content["content"]["application/json"]["schema"]["$ref"]
        return reference.removeprefix("#/components/schemas/")

    assert operation["operationId"] == endpoint.name
    assert named(operation["requestBody"]) == endpoint.arguments.__name__
    assert set(schemas[named(operation["requestBody"])]["properties"]) == set(
        endpoint.arguments.model_fields
    )
    assert named(operation["responses"]["200"]) == endpoint.result.__name__
    references = {part.split('"')[0] for part in str(described).split("#/components/schemas/")[1:]}
    assert {reference.split("'")[0] for reference in references} <= set(schemas)


def test_a_figure_is_a_number_in_the_schema() -> None:
    value = result_schema(ENDPOINTS[0].result)["$defs"]["Value"]["properties"]["value"]
    assert value["type"] == "number"


@pytest.mark.parametrize(
    ("name", "asked", "status", "error"),
    [
        ("ask", {}, 422, "参数不对：缺少 question。"),
        ("ask", [], 422, "参数不对：内容应是一个 JSON 对象。"),
        ("search", {"query": "预算", "kk": 2}, 422, "参数不对：没有 kk 这个参数。"),
        ("search", {"query": "预算", "k": "五"}, 422, "参数不对：k 的值不能用（应是整数）。"),
        ("search", {"query": "预算", "k": 0}, 422, "参数不对：k 的值不能用（应不小于1）。"),
        ("facts", {"kind": "计划"}, 422, "参数不对：kind 的值不能用（应是预算、决算）。"),
        ("ask", {"question": 5}, 422, "参数不对：question 的值不能用（应是文字）。"),
        (
            "ask",
            {"question": "三公", "history": "x"},
            422,
            "参数不对：history 的值不能用（应是列表）。",
        ),
        ("asks", {}, 404, "没有 /api/asks 这个地址，可用的有 /api/ask、"),
        ("search", {"query": " "}, 400, "检索词是空的：请写上要找的内容。"),
        ("audit", {"unit": "火星局"}, 400, "索引中没有单位“火星局”，现有："),
    ],
)
def test_a_mistake_is_told_in_one_line(
    server: str, name: str, asked: object, status: int, error: str
) -> None:
    reply = post(server, name, asked)
    assert (reply.status_code, reply.json()["error"][: len(error)]) == (status, error)


def test_a_value_out_of_bounds_is_refused(server: str) -> None:
    reply = post(server, "search", {"query": "预算", "k": 0})
    assert (reply.status_code, "k 的值不能用" in reply.json()["error"]) == (422, True)


def test_what_is_no_json_is_refused(server: str) -> None:
    headers = {"Content-Type": "application/json"}
    reply = httpx.post(f"{server}/api/ask", content=b"{", headers=headers)
    assert (reply.status_code, reply.json()["error"]) == (422, "参数不对：内容不是 JSON。")


def test_what_is_no_text_is_refused(server: str) -> None:
    headers = {"Content-Type": "application/json"}
    reply = httpx.post(f"{server}/api/ask", content=b'{"question": "\xff"}', headers=headers)
    said = "参数不对：内容不是 UTF-8 的 JSON。"
    assert (reply.status_code, reply.json()["error"]) == (400, said)


def test_an_endpoint_that_is_only_looked_at_says_how_to_ask(server: str) -> None:
    reply = httpx.get(f"{server}/api/ask")
    said = "/api/ask 要用 POST，内容是一个 JSON 对象。"
    assert (reply.status_code, reply.json()["error"]) == (405, said)


def test_a_page_pasted_by_mistake_is_answered_in_words(server: str) -> None:
    answer = post(server, "ask", {"question": "预算\n" * 1000}).json()
    assert (answer["status"], answer["values"]) == ("no_data", [])


def test_a_huge_request_is_refused_unread(server: str) -> None:
    reply = post(server, "ask", {"question": "预" * MOST_BYTES})
    assert (reply.status_code, reply.json()) == (413, {"error": "请求太大。"})


def test_health_tells_how_many_documents_are_served(server: str) -> None:
    assert httpx.get(f"{server}/health").json()["documents"] == 5


def test_a_name_that_points_here_from_elsewhere_is_refused(server: str) -> None:
    reply = httpx.post(f"{server}/api/ask", json={"question": RATE}, headers={"Host": "evil.test"})
    assert reply.status_code == 400


def test_another_site_may_not_read_an_answer_in_the_browser(server: str) -> None:
    reply = post(server, "ask", {"question": RATE}, headers={"Origin": "https://evil.test"})
    assert "access-control-allow-origin" not in reply.headers


def test_many_at_once_get_each_their_own_answer(server: str, assistant: Assistant) -> None:
    questions = [RATE, "政数局2022年机关运行经费是多少", "今天天气怎么样", "梅林数据中心迁移"] * 6
    with ThreadPoolExecutor(12) as pool:
        replies = pool.map(lambda one: post(server, "ask", {"question": one}).text, questions)
    assert list(replies) == [to_json(assistant.ask(one)) for one in questions]


def test_only_users_may_ask_where_there_are_users(service: Service, tmp_path: Any) -> None:
    add_user(tmp_path / "users", "张三", "钥匙:1")
    with serving(service, read_users(tmp_path / "users")) as server:
        statuses = [
            post(server, "ask", {"question": RATE}, auth=auth).status_code
            for auth in (None, ("张三", "错"), ("李四", "钥匙:1"), ("张三", "钥匙:1"))
        ]
        assert statuses == [401, 401, 401, 200]
        assert httpx.get(f"{server}/openapi.json").status_code == 401
        assert httpx.get(f"{server}/health").status_code == 200
