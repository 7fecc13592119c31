"""An answer in a document's own words, worded by a model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from qa.ask.compute.outcome import Outcome
from qa.llm.grounds import MARK, Clauses, sentences
from qa.model import Answer
from qa.numerals import NUMERALS

#: A list is complete as it is printed; a shorter wording would lose an item.
_ITEM = re.compile(rf"[(（][{NUMERALS}\d]+[)）]|[{NUMERALS}]是|\d+[.、．](?!\d)|[①-⑳]")
MOST_ITEMS = 1


def may_be_worded(answer: Answer, outcome: Outcome | None) -> bool:
    """Whether ``answer``, worded from ``outcome``, is running text of cited passages: no figure
    or sentence of its own, no list."""
    if outcome is None or outcome.status != "answered" or not outcome.excerpts:
        return False
    if outcome.figures or outcome.rows or outcome.remark:
        return False
    return "\n" not in answer.text and len(_ITEM.findall(answer.text)) <= MOST_ITEMS


def ground_of(answer: Answer) -> list[Clauses]:
    """The sentences that a wording of ``answer`` may rest on: its own, and those it quotes."""
    passages = (MARK.sub("", answer.text), *(citation.quote for citation in answer.citations))
    return [sentence for passage in passages for sentence in sentences(passage)]


def material(answer: Answer) -> Mapping[str, Any]:
    """What the model is told."""
    passages = [
        {"number": number, "place": " / ".join(citation.section), "text": citation.quote}
        for number, citation in enumerate(answer.citations, 1)
    ]
    return {"question": answer.question, "passages": passages, "answer": answer.text}
