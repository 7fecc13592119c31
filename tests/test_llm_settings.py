from __future__ import annotations

import sys

import pytest

from qa.llm import ModelSettings
from qa.llm.client import connect
from qa.llm.settings import DEFAULT_OPTIONS, DEFAULT_SECONDS
from qa.model import QaError

URL = "http://127.0.0.1:8000/v1"


def test_no_model_is_used_unless_one_is_named() -> None:
    assert ModelSettings.read({}) is None
    assert ModelSettings.read({"QA_MODEL": " ", "QA_MODEL_URL": URL}) is None


def test_environment_names_model_server_key_and_time() -> None:
    environment = {
        "QA_MODEL": "openai:qwen3",
        "QA_MODEL_URL": URL,
        "QA_MODEL_KEY": "secret",
        "QA_MODEL_SECONDS": "7.5",
        "QA_MODEL_OPTIONS": '{"temperature": null, "top_p": 0.5}',
    }
    options = {**DEFAULT_OPTIONS, "temperature": None, "top_p": 0.5}
    expected = ModelSettings("openai:qwen3", URL, "secret", 7.5, options)
    assert ModelSettings.read(environment) == expected


def test_arguments_go_before_the_environment() -> None:
    environment = {"QA_MODEL": "openai:a", "QA_MODEL_URL": "http://other/v1"}
    settings = ModelSettings.read(environment, "b", URL)
    assert settings == ModelSettings("b", URL, None, DEFAULT_SECONDS)


def test_key_is_not_shown() -> None:
    assert "secret" not in repr(ModelSettings("a", key="secret"))


@pytest.mark.parametrize(
    ("environment", "name", "url", "complaint"),
    [
        ({}, None, URL, "--model-url 要与 --model 一起用"),
        ({}, "a", "127.0.0.1:8000", "应以 http:// 或 https:// 开头"),
        ({"QA_MODEL_SECONDS": "soon"}, "a", None, "QA_MODEL_SECONDS"),
        ({"QA_MODEL_SECONDS": "0"}, "a", None, "QA_MODEL_SECONDS"),
        ({"QA_MODEL_SECONDS": "nan"}, "a", None, "QA_MODEL_SECONDS"),
        ({"QA_MODEL_OPTIONS": "{"}, "a", None, "QA_MODEL_OPTIONS"),
        ({"QA_MODEL_OPTIONS": "[1]"}, "a", None, "QA_MODEL_OPTIONS"),
    ],
)
def test_unusable_settings_are_refused_with_one_line(
    environment: dict[str, str], name: str | None, url: str | None, complaint: str
) -> None:
    with pytest.raises(QaError, match=complaint) as caught:
        ModelSettings.read(environment, name, url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("nobody:model", "请检查名称（提供方:名称）"),
        ("anthropic:claude", "pip install langchain-anthropic"),
        ("openai:gpt", "密钥"),
    ],
)
def test_model_that_cannot_be_made_is_refused_with_one_line(
    name: str, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(QaError) as caught:
        connect(ModelSettings(name))
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_without_langchain_one_line_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "langchain.chat_models", None)
    with pytest.raises(QaError, match=r"pip install 'disclosure-qa\[llm\]'"):
        connect(ModelSettings("a", URL))
