"""Field knowledge as data: one TOML file a topic, read once and never changed.

A word of a list may stand for several: 〔是否|有没有〕达到目标〔值|〕 are four.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon file ``name`` (without ending). Callers must not change what it returns.

    Raises ``FileNotFoundError`` for a name that the package does not hold.
    """
    read = tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: _spelled_out(value) for key, value in read.items()}


def _spelled_out(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _spelled_out(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [word for entry in value for word in _variants(entry)]
    return value


def _variants(entry: Any) -> Iterable[Any]:
    """The words that an entry of a list stands for."""
    if not isinstance(entry, str):
        return (_spelled_out(entry),)
    if "〔" not in entry:
        return (entry,)
    parts = (part.split("|") for part in re.split("[〔〕]", entry))
    return map("".join, product(*parts))


def alternatives(words: Iterable[str]) -> str:
    """``words`` as one alternation of a pattern, longer ones first."""
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
