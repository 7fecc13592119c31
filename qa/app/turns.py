"""The address that the page asks at: a conversation's questions in, their answers as markup out.

The page appends what it is sent, so that a question costs one request and one answer, an earlier
answer stays as it is, and a question that is stopped is simply no longer waited for.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from qa.app.conversation import Conversations, remembered
from qa.app.schema import MOST_EARLIER, Text
from qa.app.words import language_of

PATH = "/turns"
#: Says which index answered: the page shows nothing of an older one beside it.
GENERATION = "X-Index-Generation"


class Conversation(BaseModel):
    """The questions of a conversation; answers are wanted from number ``first`` on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    questions: Annotated[tuple[Text, ...], Field(max_length=MOST_EARLIER)] = ()
    first: Annotated[int, Field(ge=0)] = 0


def add_turns(app: FastAPI, conversations: Conversations) -> None:
    """Adds ``POST /turns`` to ``app``; without questions it offers some to begin with."""

    def turns(asked: Conversation, request: Request) -> HTMLResponse:
        generation = conversations.generation
        questions = remembered(asked.questions)
        # Those that fell away at the top are not there to be counted.
        first = max(0, asked.first - (len(asked.questions) - len(questions)))
        language = language_of(request.headers.get("accept-language"))
        markup = conversations.page(questions, language, first)
        return HTMLResponse(markup, headers={GENERATION: generation})

    app.add_api_route(PATH, turns, methods=["POST"], include_in_schema=False)
