"""What a document is made of before it is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from eval.generate.form import Form
from eval.generate.sheet import Sheet

_BETWEEN = re.compile(r"(?<=[一-鿿）”])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[一-鿿（“])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the document."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or an item of a list, as one line of text."""

    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: one line an entry."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a new page."""


Block = Heading | Paragraph | Contents | PageBreak | Sheet | Form


def spaced(text: str, rng: Random, chance: float) -> str:
    """``text`` with spaces between Chinese characters and digits, each by chance."""
    return _BETWEEN.sub(lambda _: " " if rng.random() < chance else "", text)
