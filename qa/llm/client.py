"""The wire to a chat model: one question, one reply, within a time, or a ``Fault``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Literal, Self

from qa.llm.settings import ModelSettings
from qa.model import QaError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

#: One more try mends a lost connection or a busy moment; more would only make people wait.
ATTEMPTS = 2
#: Seconds before the second try where the server names none.
PAUSE = 0.5
#: More characters than this are no reply to what is asked, which fits into a few hundred.
LONGEST_REPLY = 8000
#: What an OpenAI-compatible server without keys is sent: the client insists on one.
NO_KEY = "none"
_THINKING = re.compile(r"^.*</think>", re.DOTALL)

Reason = Literal[
    "timeout", "rate", "denied", "missing", "refused", "server", "connection", "broken",
    "empty", "long", "ungrounded", "unfaithful", "useless", "unhelpful", "resting",
]  # fmt: skip
#: What the HTTP statuses of a refusal mean.
_STATUSES: Mapping[int, Reason] = {
    401: "denied", 403: "denied", 404: "missing", 408: "timeout", 429: "rate",
}  # fmt: skip


class Fault(Exception):
    """The model was of no use; ``reason`` is a key of the lexicon's ``faults``."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which everything has to be done, on the monotonic clock."""

    moment: float

    @classmethod
    def after(cls, seconds: float) -> Self:
        """The moment that is ``seconds`` from now."""
        return cls(monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds left, 0 where none are."""
        return max(0.0, self.moment - monotonic())


#: Takes the instructions, the material and a deadline; gives the words of the reply or raises
#: ``Fault``.
Complete = Callable[[str, Mapping[str, Any], Deadline], str]


def connect(settings: ModelSettings) -> Complete:
    """The model of ``settings``, ready to be asked; nothing is sent yet.

    Raises ``QaError`` where LangChain or the provider's package is not installed, or where the
    provider does not take the settings.
    """
    model = _chat_model(settings)

    def complete(instructions: str, material: Mapping[str, Any], deadline: Deadline) -> str:
        # Inside a JSON string no text can pass for the end of the material.
        given = json.dumps(material, ensure_ascii=False)
        return _reply(model, [("system", instructions.strip()), ("user", given)], deadline)

    return complete


def _chat_model(settings: ModelSettings) -> BaseChatModel:
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise QaError(
            "没有安装语言模型组件：请运行 pip install 'disclosure-qa[llm]'，或去掉 --model。"
        ) from error
    options = {"timeout": settings.seconds, "max_retries": 0, **settings.options}
    if settings.key or settings.url:
        options["api_key"] = settings.key or NO_KEY
    if settings.url:
        options["base_url"] = settings.url
    try:
        # A server's own name of a model must not pass for that of a provider.
        bare = settings.url is not None and ":" not in settings.name
        model: BaseChatModel = init_chat_model(
            settings.name, model_provider="openai" if bare else None, **options
        )
        return model
    except ImportError as error:
        package = re.search(r"langchain-[\w-]+", str(error))
        wanted = package[0] if package else "该提供方的 langchain 组件"
        raise QaError(
            f"模型 {settings.name} 还需要 {wanted}：请运行 pip install {wanted}。"
        ) from error
    except Exception as error:  # each provider raises its own kind
        said = str(error).strip().split("\n", 1)[0][:200]
        raise QaError(
            f"模型 {settings.name} 用不了（{said}）：请检查名称（提供方:名称）、密钥和选项。"
        ) from error


def _reply(model: BaseChatModel, messages: list[tuple[str, str]], deadline: Deadline) -> str:
    """The words that the model says, tried again where that may help and the time allows."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            said = _within(lambda: model.invoke(messages).text, deadline)
            break
        except Fault:
            raise
        except Exception as error:  # whatever a provider raises, it must not cost the answer
            pause = _pause(error)
            if attempt == ATTEMPTS or pause is None or pause >= deadline.left:
                raise Fault(_reason(error)) from error
            sleep(pause)
    if len(said) > LONGEST_REPLY:
        raise Fault("long")
    said = _THINKING.sub("", said).strip()
    if not said:
        raise Fault("empty")
    return said


def _within(run: Callable[[], str], deadline: Deadline) -> str:
    """What ``run`` gives, raising what it raises, or ``Fault`` at the deadline.

    A client's own time limit starts anew with each byte. A thread that is still waiting for a
    server that drips is left behind; it does not keep the program from ending.
    """
    done: SimpleQueue[str | Exception] = SimpleQueue()

    def work() -> None:
        try:
            done.put(run())
        except Exception as error:
            done.put(error)

    Thread(target=work, name="qa-model", daemon=True).start()
    try:
        result = done.get(timeout=deadline.left)
    except Empty:
        raise Fault("timeout") from None
    if isinstance(result, Exception):
        raise result
    return result


def _status(error: Exception) -> int | None:
    """The HTTP status of a refusal; a reply that cannot be read may carry its 200."""
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) and status >= 400 else None


def _pause(error: Exception) -> float | None:
    """Seconds to wait before another try; ``None`` where it would not help."""
    status = _status(error)
    if not (getattr(error, "is_retryable", False) or status == 429 or (status or 0) >= 500):
        return None
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return max(0.0, float(headers["retry-after"]))
    except (KeyError, ValueError):
        return PAUSE


def _reason(error: Exception) -> Reason:
    """What an error of whatever provider comes down to."""
    status = _status(error)
    if status is not None:
        return _STATUSES.get(status, "server" if status >= 500 else "refused")
    kinds = " ".join(one.__name__ for one in type(error).__mro__).lower()
    if "timeout" in kinds:
        return "timeout"
    return "connection" if "connect" in kinds else "broken"


def field_of(said: str, name: str) -> str:
    """The text under ``name`` of the JSON object that ``said`` holds, in a code fence or not.

    Raises ``Fault`` where there is no such object or no such text.
    """
    start = said.find("{")
    try:
        found, _ = json.JSONDecoder().raw_decode(said[max(start, 0) :])
    except (ValueError, RecursionError) as error:
        raise Fault("broken") from error
    if not isinstance(found, dict) or not isinstance(found.get(name), str):
        raise Fault("broken")
    return str(found[name])
