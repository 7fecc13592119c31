"""The kind of document that words name: 预算 or 决算."""

from __future__ import annotations

from typing import get_args

from qa.model import Kind

_KINDS: tuple[Kind, ...] = get_args(Kind)


def kind_in(text: str) -> Kind | None:
    """The kind that ``text`` names; ``None`` where it names none or both."""
    named = [kind for kind in _KINDS if kind in text]
    return named[0] if len(named) == 1 else None
