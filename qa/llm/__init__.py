"""An optional language model: it may reword a question or an answer, never make a figure.

Nothing here is used unless a model is named. What the model writes counts for nothing until it
has passed the checks of ``qa.llm.grounds`` and ``qa.llm.rewriting``; what does not pass, or does
not come in time, is replaced by the answer that the product gives without a model.
"""

from __future__ import annotations

from qa.llm.assistant import ModelAssistant
from qa.llm.settings import ModelSettings

__all__ = ["ModelAssistant", "ModelSettings"]
