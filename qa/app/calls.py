"""The endpoints as Gradio's own client sees them (``gradio_client``)."""

from __future__ import annotations

import json
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

from qa.app.endpoints import ENDPOINTS, Endpoint
from qa.app.service import Service
from qa.app.toolkit import api, gr
from qa.jsonable import to_json
from qa.model import QaError


def add_calls(service: Service) -> None:
    """Adds an endpoint for each of ``ENDPOINTS`` to the page that is being made."""
    for endpoint in ENDPOINTS:
        api(
            _callable(service, endpoint),
            api_name=endpoint.name,
            api_description=endpoint.description,
        )


def _callable(service: Service, endpoint: Endpoint) -> Callable[..., dict[str, Any]]:
    required_first = sorted(
        endpoint.arguments.model_fields.items(), key=lambda pair: not pair[1].is_required()
    )
    fields = dict(required_first)

    def call(*values: Any) -> dict[str, Any]:
        given = {name: one for name, one in zip(fields, values, strict=False) if one is not None}
        try:
            result = endpoint.run(service, endpoint.arguments.model_validate(given))
        except (QaError, ValueError) as error:
            raise gr.Error(str(error)) from error
        found: dict[str, Any] = json.loads(to_json(result))
        return found

    # Gradio reads names, types and defaults from the signature, which differs by endpoint.
    parameters = [
        Parameter(
            name,
            Parameter.POSITIONAL_OR_KEYWORD,
            default=Parameter.empty if field.is_required() else field.get_default(),
            annotation=field.annotation,
        )
        for name, field in fields.items()
    ]
    setattr(call, "__signature__", Signature(parameters, return_annotation=dict))  # noqa: B010
    call.__annotations__ = {one.name: one.annotation for one in parameters} | {
        "return": dict[str, Any]
    }
    return call
