"""A chat model without a network, which does what a script says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, ToolCall, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable


class ScriptedModel(BaseChatModel):
    """Calls the tools that ``plan`` makes of the question, then repeats what they said.

    It refuses to call a tool that it was not given, as a real model would not know it.
    """

    plan: Callable[[str], list[ToolCall]]
    known: tuple[str, ...] = ()

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(
        self, tools: Sequence[Any], **options: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        return self.model_copy(update={"known": tuple(tool.name for tool in tools)})

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **options: Any,
    ) -> ChatResult:
        said = [message.text for message in messages if isinstance(message, ToolMessage)]
        if said:
            reply = AIMessage("\n".join(said))
        else:
            calls = self.plan(messages[-1].text)
            assert {call["name"] for call in calls} <= set(self.known)
            reply = AIMessage("", tool_calls=calls)
        return ChatResult(generations=[ChatGeneration(message=reply)])


def call(name: str, **arguments: Any) -> ToolCall:
    """A call of the tool ``name`` as a model writes it."""
    return ToolCall(name=name, args=arguments, id=f"call-{name}", type="tool_call")
