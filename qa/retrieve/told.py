"""What kind of passage tells what a question in words is after: its reason, a duty, a term.

A table prints the words of its project in every row, a glossary those of every item; what
happened and why stands in prose, a term in the glossary. A question that asks for a figure
leaves the order as it is.
"""

from __future__ import annotations

from collections.abc import Callable

from qa.ask.narrative.facets import ASKING, asked, is_glossary, marked
from qa.ask.words.text import canonical
from qa.model import Passage

#: What stands in prose gains, against tables (tried on two sets of questions, a fifth is as good
#: as a third).
PROSE = 1.2
#: A glossary gains where the meaning of a term is asked for, and loses where it is not.
TERM, NO_TERM = 1.2, 0.8
#: What stands under a heading of what is asked for gains.
HEADED = 1.1
#: Every list and every date is told anywhere.
_ANYWHERE = frozenset({"composition", "date"})


def worth_of(question: str) -> Callable[[Passage], float] | None:
    """What a passage's score is to be multiplied by; ``None`` where no words are asked for."""
    text = canonical(question)
    facets = frozenset().union(*(asked(text, kind) for kind in ASKING)) - _ANYWHERE
    return (lambda passage: _worth(passage, facets)) if facets else None


def _worth(passage: Passage, facets: frozenset[str]) -> float:
    is_term = "definition" in facets
    worth = PROSE if passage.kind == "prose" and not is_term else 1.0
    if is_glossary(passage.section):
        worth *= TERM if is_term else NO_TERM
    return worth * (HEADED if any(facets & marked(head) for head in passage.section) else 1.0)
