"""The parts of a passage that are embedded each by itself: a sentence, a row of a table.

One vector for a whole passage is a mean over many things, and a question is about one of
them. A passage is as near to a question as the nearest of its spans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.model import Passage

_SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]*")
#: What is shorter than this says nothing by itself.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Span:
    """One span: ``text`` is its own, ``topic`` the heading or table title that it stands under."""

    topic: str
    text: str

    @property
    def embedded(self) -> str:
        """What becomes a vector."""
        return f"{self.topic} {self.text}"


def spans_of(passage: Passage) -> tuple[Span, ...]:
    """The spans of ``passage``, one at least, in printed order."""
    if passage.kind == "table":
        title, *rows = passage.text.split("\n")
        found = tuple(Span(title, row) for row in rows if row.strip())
        return found or (Span(title, ""),)
    heading = passage.section[-1] if passage.section else ""
    sentences = (match.strip() for match in _SENTENCE.findall(passage.text))
    found = tuple(Span(heading, text) for text in sentences if len(text) >= _SHORTEST)
    return found or (Span(heading, passage.text),)
