"""Field knowledge as data: one TOML file a topic, read once and never changed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon file ``name`` (without ending). Callers must not change what it returns.

    Raises ``FileNotFoundError`` for a name that the package does not hold.
    """
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


def alternatives(words: Iterable[str]) -> str:
    """``words`` as one alternation of a pattern, longer ones first."""
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
