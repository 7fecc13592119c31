"""The words of the page, Chinese first, English where the browser asks for another language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]
Words = Mapping[str, str]


@cache
def words_in(language: Language) -> Words:
    """What the page says in ``language``, by key; callers must not change it."""
    text = (files(__package__) / "words.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)[language]
    return found


def language_of(accepted: str | None) -> Language:
    """The language for a browser that sends this ``Accept-Language``."""
    first = (accepted or "zh").split(",")[0].strip().lower()
    return "zh" if first.startswith("zh") else "en"
