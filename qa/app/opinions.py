"""The two addresses behind 对 and 错 on the page: what is sent there is kept, and can be had as
a question set."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import FastAPI, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from qa.app.feedback import Feedback, Opinion
from qa.app.guard import USER
from qa.app.question_set import question_set
from qa.app.schema import MOST_EARLIER, Text
from qa.app.service import Service
from qa.model import QaError

#: What a browser calls itself where nobody has to name themselves: nobody else can guess it.
_Browser = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
MOST_WORDS = 2000


class Said(BaseModel):
    """What the page sends of an answer: how it was asked, by which index, and the opinion."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Text
    history: Annotated[tuple[Text, ...], Field(max_length=MOST_EARLIER)] = ()
    generation: Annotated[str, Field(max_length=100)]
    verdict: Literal["right", "wrong"]
    expected: Annotated[str, Field(max_length=MOST_WORDS)] = ""
    remark: Annotated[str, Field(max_length=MOST_WORDS)] = ""
    browser: _Browser


def add_feedback(app: FastAPI, service: Service, feedback: Feedback) -> None:
    """Adds ``POST /feedback`` and ``GET /export/feedback.jsonl`` to ``app``.

    Everybody reads only what they said themselves: by their name where there are users,
    otherwise by what their browser calls itself.
    """

    def keep(said: Said, request: Request) -> dict[str, bool]:
        generation = service.index.generation
        answer = service.ask(said.question, said.history)
        if not generation == said.generation == service.index.generation:
            raise QaError("文件已经变动，现在的答案可能不同：请重新提问，看过新的答案再评价。")
        author = _author(request, said.browser)
        words = (said.expected.strip(), said.remark.strip())
        feedback.keep(Opinion(author, said.verdict, *words, said.history, answer, generation))
        return {"kept": True}

    def export(browser: Annotated[_Browser, Query()], request: Request) -> Response:
        content = question_set(feedback.kept(_author(request, browser)))
        disposition = f"attachment; filename*=UTF-8''{quote('反馈')}.jsonl"
        return Response(
            content,
            media_type="application/jsonl; charset=utf-8",
            headers={"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"},
        )

    app.add_api_route("/feedback", keep, methods=["POST"], include_in_schema=False)
    app.add_api_route("/export/feedback.jsonl", export, methods=["GET"], include_in_schema=False)


def _author(request: Request, browser: str) -> str:
    name = request.scope.get(USER)
    return f"user:{name}" if name else f"browser:{browser}"
