"""The endpoints over plain HTTP: a JSON object posted, a JSON object back, OpenAPI to match."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

import qa
from qa.app.endpoints import ENDPOINTS, Endpoint
from qa.app.schema import Mistake, result_schemas
from qa.app.service import Service
from qa.jsonable import to_json
from qa.model import QaError

#: Where the endpoints lie, and where the description of all of them.
PREFIX = "/api"
DESCRIPTION = "/openapi.json"
_REFERENCE = "#/components/schemas/{model}"
#: What pydantic finds wrong, by its kind of error, in the reader's language.
_COMPLAINTS = {
    "missing": "缺少 {name}",
    "extra_forbidden": "没有 {name} 这个参数",
    "json_invalid": "内容不是 JSON",
    "model_attributes_type": "内容应是一个 JSON 对象",
}
#: What the framework refuses before an endpoint sees it, by status.
_REFUSALS = {400: "参数不对：内容不是 UTF-8 的 JSON。"}
#: What is wrong with a value, by pydantic's kind of error and with the words of its context.
_REASONS = {
    "string_type": "应是文字",
    "int_type": "应是整数",
    "int_parsing": "应是整数",
    "int_from_float": "应是整数",
    "bool_type": "应是 true 或 false",
    "bool_parsing": "应是 true 或 false",
    "tuple_type": "应是列表",
    "literal_error": "应是{expected}",
    "greater_than_equal": "应不小于{ge}",
    "less_than_equal": "应不大于{le}",
    "string_too_long": "最多{max_length}个字",
    "too_long": "最多{max_length}项",
    "string_pattern_mismatch": "写法不对",
}


def create_api(service: Service) -> FastAPI:
    """The application with ``POST /api/NAME`` for each endpoint and ``GET /health``.

    A mistake of the caller's is answered with status 400 or 422 and ``{"error": …}``.
    """
    api = FastAPI(
        title="disclosure-qa",
        version=qa.__version__,
        openapi_url=DESCRIPTION,
        # Its pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
    )
    for endpoint in ENDPOINTS:
        api.add_api_route(
            f"{PREFIX}/{endpoint.name}",
            _handler(service, endpoint),
            methods=["POST"],
            operation_id=endpoint.name,
            summary=endpoint.title,
            description=endpoint.description,
            responses={
                200: _content("成功", endpoint.result),
                400: _content("要找的东西没有", Mistake),
                422: _content("参数不对", Mistake),
            },
            response_class=Response,
        )
    api.add_api_route(
        f"{PREFIX}/{{name}}",
        _astray,
        methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        include_in_schema=False,
    )
    api.add_api_route("/health", _health(service), methods=["GET"], summary="运行状况")
    api.add_exception_handler(QaError, _unusable)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(Exception, _fault)
    # FastAPI would describe a Decimal as text; what is sent is a number.
    setattr(api, "openapi", lambda: _described(api))  # noqa: B010
    return api


def _handler(service: Service, endpoint: Endpoint) -> Callable[..., Response]:
    def handler(asked: Any) -> Response:
        return _json(to_json(endpoint.run(service, asked)))

    # FastAPI reads what to accept from the annotation, which differs by endpoint.
    handler.__annotations__["asked"] = endpoint.arguments
    return handler


def _health(service: Service) -> Callable[[], dict[str, Any]]:
    def health() -> dict[str, Any]:
        return {"status": "ok", "version": qa.__version__, "documents": len(service.documents)}

    return health


def _content(description: str, kind: type) -> dict[str, Any]:
    schema = {"$ref": _REFERENCE.format(model=kind.__name__)}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _described(api: FastAPI) -> dict[str, Any]:
    if not api.openapi_schema:
        described = get_openapi(title=api.title, version=api.version, routes=api.routes)
        kinds = (Mistake, *(endpoint.result for endpoint in ENDPOINTS))
        described["components"]["schemas"] |= result_schemas(kinds, _REFERENCE)
        api.openapi_schema = described
    return api.openapi_schema


def _unusable(request: Request, error: Exception) -> Response:
    return _json(to_json(Mistake(str(error))), 400)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _json(to_json(Mistake(f"参数不对：{complaints(error.errors())}。")), 422)


def _fault(request: Request, error: Exception) -> Response:
    # The server logs the error itself; what it says may be no stranger's business.
    return _json(to_json(Mistake("程序出错，没有得到结果：请反馈这个请求。")), 500)


def complaints(errors: Any) -> str:
    """What pydantic's ``errors`` say, in Chinese where the kind is known."""
    said = []
    for error in errors:
        name = ".".join(str(part) for part in error["loc"] if part != "body")
        wording = _COMPLAINTS.get(error["type"], "{name} 的值不能用（{reason}）")
        said.append(wording.format(name=name, reason=_reason(error)))
    return "；".join(said)


def _reason(error: Any) -> str:
    context = {name: str(value) for name, value in error.get("ctx", {}).items()}
    if "expected" in context:
        context["expected"] = (
            context["expected"].replace(" or ", "、").replace(", ", "、").replace("'", "")
        )
    wording = _REASONS.get(error["type"])
    return wording.format(**context) if wording else str(error["msg"])


def _refused(request: Request, error: Exception) -> Response:
    """What the framework itself refuses: a body that is no text, an address that there is not."""
    assert isinstance(error, HTTPException)
    said = _REFUSALS.get(error.status_code, str(error.detail))
    return _json(to_json(Mistake(said)), error.status_code)


def _astray(name: str, request: Request) -> Response:
    """What is asked for in another way than by ``POST``, or is not there."""
    names = [endpoint.name for endpoint in ENDPOINTS]
    if name in names:
        return _json(to_json(Mistake(f"{PREFIX}/{name} 要用 POST，内容是一个 JSON 对象。")), 405)
    there = "、".join(f"{PREFIX}/{one}" for one in names)
    return _json(to_json(Mistake(f"没有 {PREFIX}/{name} 这个地址，可用的有 {there}。")), 404)


def _json(text: str, status: int = 200) -> Response:
    return Response(text, status, media_type="application/json")
