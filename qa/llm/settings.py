"""Which language model is used, and how: from arguments, else from the environment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from qa.model import QaError

#: The environment variables: the model's name, its server, its key, the most seconds that it may
#: take over one question, and further settings of the provider as a JSON object.
NAME, URL, KEY = "QA_MODEL", "QA_MODEL_URL", "QA_MODEL_KEY"
SECONDS, OPTIONS = "QA_MODEL_SECONDS", "QA_MODEL_OPTIONS"

#: As long as a person waits for a better wording; the answer itself is there already.
DEFAULT_SECONDS = 20.0
#: Two thousand tokens hold the longest reply that is of use, with room for a model that thinks
#: aloud first; temperature 0 gives one question one wording.
DEFAULT_OPTIONS: Mapping[str, Any] = {"temperature": 0, "max_tokens": 2048}


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A language model.

    ``name`` is a name for ``init_chat_model`` (``openai:gpt-5-mini``), or any name that the
    OpenAI-compatible server at ``url`` knows. ``key`` goes to the server; without it a provider
    reads its own variable (``OPENAI_API_KEY``), which is never sent to a ``url``. ``seconds``
    is the most that one question may wait for the model. ``options`` are handed to
    ``init_chat_model``.
    """

    name: str
    url: str | None = None
    key: str | None = field(default=None, repr=False)
    seconds: float = DEFAULT_SECONDS
    options: Mapping[str, Any] = field(default_factory=lambda: DEFAULT_OPTIONS)

    @classmethod
    def read(
        cls, environment: Mapping[str, str], name: str | None = None, url: str | None = None
    ) -> Self | None:
        """The settings; ``None`` where no model is named. ``name`` and ``url`` go before the
        environment's.

        Raises ``QaError`` for an address without a model and for settings that cannot be read.
        """
        given = {key: environment.get(key, "").strip() or None for key in (NAME, URL, KEY)}
        name, own_url = name or given[NAME], url
        url = url or given[URL]
        if name is None:
            if own_url is not None:
                raise QaError("--model-url 要与 --model 一起用：请写明模型的名称。")
            return None
        if url is not None and not url.startswith(("http://", "https://")):
            raise QaError(f"模型地址“{url}”不对：应以 http:// 或 https:// 开头。")
        return cls(
            name=name,
            url=url,
            key=given[KEY],
            seconds=_seconds(environment.get(SECONDS, "")),
            options=_options(environment.get(OPTIONS, "")),
        )


def _seconds(text: str) -> float:
    if not text.strip():
        return DEFAULT_SECONDS
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 600:
        raise QaError(f"{SECONDS} 应是不超过600的秒数，不能是“{text}”。")
    return seconds


def _options(text: str) -> Mapping[str, Any]:
    if not text.strip():
        return DEFAULT_OPTIONS
    try:
        options = json.loads(text)
    except ValueError:
        options = None
    if not isinstance(options, dict):
        raise QaError(f'{OPTIONS} 应是 JSON 对象，例如 {{"temperature": 0}}。')
    return {**DEFAULT_OPTIONS, **options}
